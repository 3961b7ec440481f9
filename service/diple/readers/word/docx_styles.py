"""What a DOCX says of its paragraphs: headings and quotations by style, numbers by its lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diple.readers.document.numbering import Counter, Level, of_symbols
from diple.readers.word.elements import attribute, child, local
from diple.readers.word.story import PLAIN, UNTOLD, Look, Spacing

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST_HEADING = 6
_BODY_TEXT = 9
_MOST_STEPS = 20


def switched_on(element: _Element | None) -> bool:
    """Whether a switch such as `vanish` is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def _number(element: _Element | None, otherwise: int) -> int:
    written = attribute(element, "val")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise


class Style(NamedTuple):
    """A paragraph's style with all that it inherits; `heading` is 0 for none, `list_id` empty for none.

    `of_contents` is true for an entry of a table of contents.
    """

    heading: int = 0
    quote: bool = False
    list_id: str = ""
    depth: int | None = None
    chain: tuple[str, ...] = ()
    spacing: Spacing = UNTOLD
    of_contents: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    elements: dict[str, _Element] = field(default_factory=dict)
    of_words: dict[str, _Element] = field(default_factory=dict)
    default: str = ""
    language: str | None = None
    usual: Spacing = UNTOLD
    _known: dict[str, Style] = field(default_factory=dict)

    @staticmethod
    def of(root: _Element | None) -> Styles:
        """The styles of `styles.xml`, which may be missing."""
        styles = Styles()
        for element in root if root is not None else ():
            if local(element) == "style" and attribute(element, "type") == "character":
                styles.of_words.setdefault(attribute(element, "styleId"), element)
            elif local(element) == "style" and attribute(element, "type") in ("paragraph", ""):
                styles.elements.setdefault(attribute(element, "styleId"), element)
                if attribute(element, "default") in ("1", "true", "on"):
                    styles.default = attribute(element, "styleId")
        usual = child(root, "docDefaults")
        styles.usual = _spacing(child(child(usual, "pPrDefault"), "pPr"))
        defaults = child(child(usual, "rPrDefault"), "rPr")
        primary = attribute(child(defaults, "lang"), "val").partition("-")[0].lower()
        styles.language = primary if primary.isalpha() and len(primary) in (2, 3) else None
        return styles

    def spacing(self, properties: _Element | None) -> Spacing:
        """The room before and after a paragraph, by its own properties, its style, and what is usual."""
        style = self._style(properties).spacing
        own = style if properties is None else _spacing(properties)._replace(style=style.style).inheriting(style)
        return own.inheriting(self.usual)

    def _style(self, properties: _Element | None) -> Style:
        identity = attribute(child(properties, "pStyle"), "val") or self.default
        style = self._known.get(identity)
        if style is None:
            style = self._known[identity] = self._inherited(identity)
        return style

    def of_paragraph(self, properties: _Element | None) -> Style:
        """The style of a paragraph, where its own properties may overrule the outline level."""
        style = self._style(properties)
        outline = child(properties, "outlineLvl")
        return style if outline is None else style._replace(heading=_heading(_number(outline, _BODY_TEXT)))

    def look(self, run: _Element) -> Look:
        """How the words of a run look, by its own properties and its style."""
        chain = self._chain(child(run, "rPr"))
        if not chain:
            return PLAIN

        def first(name: str) -> _Element | None:
            return next((found for each in chain if (found := child(each, name)) is not None), None)

        return Look(
            _font(first("rFonts")),
            switched_on(first("vanish")),
            switched_on(first("strike")) or switched_on(first("dstrike")),
            attribute(first("vertAlign"), "val") == "superscript",
        )

    def _chain(self, properties: _Element | None) -> list[_Element]:
        """The properties of a run, those of its style, and of the styles on which that is based."""
        chain = [] if properties is None else [properties]
        identity = attribute(child(properties, "rStyle"), "val")
        for _ in range(_MOST_STEPS):
            style = self.of_words.get(identity)
            if style is None:
                break
            own = child(style, "rPr")
            chain += [] if own is None else [own]
            identity = attribute(child(style, "basedOn"), "val")
        return chain

    def _inherited(self, identity: str) -> Style:
        heading, quote, contents, list_id, depth = -1, False, False, "", None
        spacing = Spacing(style=identity)
        chain: list[str] = []
        while identity in self.elements and identity not in chain and len(chain) < _MOST_STEPS:
            chain.append(identity)
            element = self.elements[identity]
            properties = child(element, "pPr")
            if heading < 0:
                heading = _heading_of(element, properties)
            spacing = spacing.inheriting(_spacing(properties))
            name = attribute(child(element, "name"), "val").lower()
            quote, contents = quote or name in ("quote", "intense quote"), contents or name.startswith("toc ")
            numbers = child(properties, "numPr")
            if numbers is not None:
                list_id = list_id or attribute(child(numbers, "numId"), "val")
                level = child(numbers, "ilvl")
                depth = _number(level, 0) if depth is None and level is not None else depth
            identity = attribute(child(element, "basedOn"), "val")
        return Style(max(0, heading), quote, list_id, depth, tuple(chain), spacing, contents)


def _font(fonts: _Element | None) -> str:
    """The font of a run's words: one of symbols where it names one for any script."""
    named = [attribute(fonts, script) for script in ("ascii", "hAnsi", "cs", "eastAsia")]
    return next((font for font in named if of_symbols(font)), named[0])


def _spacing(properties: _Element | None) -> Spacing:
    """What properties of a paragraph say themselves of the room before and after it."""
    spacing, contextual = child(properties, "spacing"), child(properties, "contextualSpacing")
    return Spacing(
        _room(spacing, "before"),
        _room(spacing, "after"),
        None if contextual is None else switched_on(contextual),
    )


def _room(spacing: _Element | None, side: str) -> bool | None:
    """Whether there is room on a side; None where nothing is said."""
    if attribute(spacing, f"{side}Autospacing") in ("1", "true", "on"):
        return True
    said = attribute(spacing, f"{side}Lines") or attribute(spacing, side)
    return any(digit in "123456789" for digit in said) if said else None


def _heading(outline: int) -> int:
    return min(outline + 1, _DEEPEST_HEADING) if outline < _BODY_TEXT else 0


def _heading_of(style: _Element, properties: _Element | None) -> int:
    """The level of heading that a style says itself: by its outline level, or its name; -1 where it says nothing."""
    outline = child(properties, "outlineLvl")
    if outline is not None:
        return _heading(_number(outline, _BODY_TEXT))
    name = attribute(child(style, "name"), "val").lower()
    if name == "title":
        return 1
    first, _, level = name.partition(" ")
    return _heading(int(level) - 1) if first == "heading" and level in tuple("123456789") else -1


class _List(NamedTuple):
    """A list that paragraphs name: whose numbers it goes on counting, and where it begins anew."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Lists:
    """The lists of a document and the numbers reached in them."""

    lists: dict[str, _List] = field(default_factory=dict)
    style_depths: dict[tuple[str, str], int] = field(default_factory=dict)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @staticmethod
    def of(root: _Element | None, styles: Styles) -> Lists:
        """The lists of `numbering.xml`, which may be missing."""
        lists = Lists()
        abstracts: dict[str, _Element] = {}
        by_style: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                identity = attribute(element, "abstractNumId")
                abstracts[identity] = element
                if link := attribute(child(element, "styleLink"), "val"):
                    by_style[link] = identity
        for element in root if root is not None else ():
            if local(element) == "num":
                identity = attribute(child(element, "abstractNumId"), "val")
                link = attribute(child(abstracts.get(identity), "numStyleLink"), "val")
                identity = by_style.get(link, identity)
                lists._add(attribute(element, "numId"), element, identity, abstracts.get(identity))
        return lists

    def _add(self, identity: str, element: _Element, abstract: str, defined: _Element | None) -> None:
        levels: dict[int, Level] = {}
        restarts: dict[int, int] = {}
        for each in defined if defined is not None else ():
            if local(each) == "lvl":
                depth = _depth(each)
                levels[depth] = _level(each)
                if style := attribute(child(each, "pStyle"), "val"):
                    self.style_depths.setdefault((identity, style), depth)
        for each in element:
            if local(each) == "lvlOverride":
                depth = _depth(each)
                own = child(each, "lvl")
                if own is not None:
                    levels[depth] = _level(own)
                begin = child(each, "startOverride")
                if begin is not None or own is not None:
                    restarts[depth] = _number(begin, levels.get(depth, Level()).start)
        self.lists[identity] = _List(abstract, levels, restarts)

    def next_label(self, properties: _Element | None, style: Style) -> tuple[str, int]:
        """The number of the paragraph with these properties and the depth (from 0) of its level; "" for none."""
        own = child(properties, "numPr")
        identity = attribute(child(own, "numId"), "val") or style.list_id
        found = self.lists.get(identity)
        if found is None:
            return "", 0
        level = child(own, "ilvl")
        depth = _number(level, 0) if level is not None else self._depth_by_style(identity, style)
        restart = found.restarts.get(depth) if (identity, depth) not in self._begun else None
        self._begun.add((identity, depth))
        counter = self._counters.setdefault(found.abstract, Counter())
        return counter.label(found.levels, depth, restart), depth

    def _depth_by_style(self, identity: str, style: Style) -> int:
        if style.depth is not None:
            return style.depth
        return next(
            (self.style_depths[identity, each] for each in style.chain if (identity, each) in self.style_depths), 0
        )


def _depth(element: _Element) -> int:
    written = attribute(element, "ilvl")
    return int(written) if written in tuple("012345678") else 0


def _level(element: _Element) -> Level:
    form = attribute(child(element, "numFmt"), "val") or "decimal"
    symbolic = form == "bullet" and of_symbols(attribute(child(child(element, "rPr"), "rFonts"), "ascii"))
    restart = child(element, "lvlRestart")
    return Level(
        pattern="" if symbolic else attribute(child(element, "lvlText"), "val"),
        form=form,
        start=_number(child(element, "start"), 0 if child(element, "start") is None else 1),
        legal=switched_on(child(element, "isLgl")),
        after=None if restart is None else _number(restart, 0),
    )
