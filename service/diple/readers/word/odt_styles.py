"""What an ODT says of its paragraphs: headings, quotations, and the numbers of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from diple.readers.document.numbering import Level, of_symbols
from diple.readers.word.elements import child, local
from diple.readers.word.story import UNTOLD, Look, Spacing

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST_HEADING = 6
_MOST_STEPS = 20
_HEADING_STYLE = re.compile(r"Heading_20_([1-9])")
_QUOTE_STYLES = frozenset({"Quotations", "Quote", "Intense_20_Quote"})
_LENGTH = re.compile(r"-?[\d.]+")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_FORMS_BY_BEGINNING = {"一": "chineseCounting", "А": "russianUpper", "а": "russianLower"}


def value(element: _Element, name: str) -> str:
    """An attribute by its name in whatever namespace: OpenDocument has many; empty where it is not there."""
    return next((str(each) for key, each in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def count(element: _Element, name: str, otherwise: int) -> int:
    """An attribute that is a number."""
    written = value(element, name)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise


class _OwnLook(NamedTuple):
    """What a style says itself of how words look, as `Look` has it; None where it says nothing."""

    font: str | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document: which are based on which, how lists and the outline are numbered."""

    parents: dict[str, str] = field(default_factory=dict)
    spacings: dict[str, Spacing] = field(default_factory=dict)
    automatic: set[str] = field(default_factory=set)
    usual: Spacing = UNTOLD
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    language: str | None = None
    looks: dict[tuple[str, str], tuple[str, _OwnLook]] = field(default_factory=dict)

    @staticmethod
    def of(content: _Element, set_by: _Element | None) -> Styles:
        """The styles of `content.xml` and of `styles.xml`, which may be missing."""
        styles = Styles()
        for root in (content, set_by):
            for kind in ("styles", "automatic-styles"):
                found = child(root, kind)
                for element in found if found is not None else ():
                    styles._add(element)
                    if kind == "automatic-styles":
                        styles.automatic.add(value(element, "name"))
        return styles

    def _add(self, element: _Element) -> None:
        kind = local(element)
        if kind == "style":
            key = value(element, "family"), value(element, "name")
            self.looks.setdefault(key, (value(element, "parent-style-name"), _own_look(element)))
        if kind == "style" and value(element, "family") == "paragraph":
            self.parents.setdefault(value(element, "name"), value(element, "parent-style-name"))
            self.spacings.setdefault(value(element, "name"), _spacing(element))
        elif kind == "list-style":
            self.lists.setdefault(value(element, "name"), dict(_levels(element)))
        elif kind == "outline-style":
            self.outline = dict(_levels(element))
        elif kind == "default-style" and value(element, "family") == "paragraph":
            self.usual = _spacing(element)
            text = child(element, "text-properties")
            language = value(text, "language").lower() if text is not None else ""
            self.language = language if language.isalpha() and len(language) in (2, 3) else None
            self.language = None if self.language == "none" else self.language

    def heading(self, paragraph: _Element) -> int:
        """The level of heading that a paragraph is, 1 to 6; 0 for none."""
        if local(paragraph) == "h":
            return min(max(1, count(paragraph, "outline-level", 1)), _DEEPEST_HEADING)
        chain = self._chain(paragraph)
        by_style = next((found.group(1) for each in chain if (found := _HEADING_STYLE.fullmatch(each))), None)
        if by_style:
            return min(int(by_style), _DEEPEST_HEADING)
        return 1 if "Title" in chain else 0

    def is_quote(self, paragraph: _Element) -> bool:
        """Whether a paragraph is set as a quotation."""
        return not _QUOTE_STYLES.isdisjoint(self._chain(paragraph))

    def spacing(self, paragraph: _Element) -> Spacing:
        """The room before and after a paragraph, by its styles and what is usual."""
        chain = self._chain(paragraph)
        named = next((name for name in chain if name not in self.automatic), "")
        spacing = Spacing(style=named)
        for name in chain:
            spacing = spacing.inheriting(self.spacings.get(name, UNTOLD))
        return spacing.inheriting(self.usual)

    def look(self, element: _Element, outer: Look) -> Look:
        """How the words of a paragraph, heading, span or link look inside words with the `outer` look."""
        family = "paragraph" if local(element) in ("p", "h") else "text"
        name = value(element, "style-name")
        found: list[_OwnLook] = []
        while (family, name) in self.looks and len(found) < _MOST_STEPS:
            name, own = self.looks[family, name]
            found.append(own)
        look = outer
        for own in reversed(found):
            look = look._replace(**{name: said for name, said in own._asdict().items() if said is not None})
        return look

    def _chain(self, paragraph: _Element) -> list[str]:
        chain: list[str] = []
        name = value(paragraph, "style-name")
        while name and name not in chain and len(chain) < _MOST_STEPS:
            chain.append(name)
            name = self.parents.get(name, "")
        return chain


def _own_look(style: _Element) -> _OwnLook:
    properties = child(style, "text-properties")
    if properties is None:
        return _OwnLook()
    shown, position = value(properties, "display"), value(properties, "text-position")
    struck = value(properties, "text-line-through-style") or value(properties, "text-line-through-type")
    return _OwnLook(
        value(properties, "font-name") or value(properties, "font-family") or None,
        shown == "none" if shown else None,
        struck != "none" if struck else None,
        position.startswith("super") or position[:1] in tuple("123456789") if position else None,
    )


def _spacing(style: _Element) -> Spacing:
    """What a style says itself of the room before and after a paragraph."""
    properties = child(style, "paragraph-properties")
    if properties is None:
        return UNTOLD
    before, after = (value(properties, f"margin-{side}") or value(properties, "margin") for side in ("top", "bottom"))
    contextual = value(properties, "contextual-spacing")
    return Spacing(_room(before), _room(after), contextual == "true" if contextual else None)


def _room(margin: str) -> bool | None:
    """Whether a margin is more than none; None where nothing is said, or a share of what is inherited."""
    length = _LENGTH.match(margin)
    return any(digit in "123456789" for digit in length[0]) if length and not margin.endswith("%") else None


def _levels(style: _Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        depth = count(element, "level", 1) - 1
        if local(element).endswith("level-style-bullet"):
            font = child(element, "text-properties")
            symbolic = font is not None and of_symbols(value(font, "font-name"))
            yield depth, Level("" if symbolic else value(element, "bullet-char"), "bullet")
        elif local(element).endswith(("level-style-number", "outline-level-style")):
            written = value(element, "num-format")
            form = _FORMS.get(written) or _FORMS_BY_BEGINNING.get(written[:1], "decimal")
            pattern = "" if form == "none" else _pattern(element, depth)
            yield depth, Level(pattern, form, count(element, "start-value", 1), value(element, "is-legal") == "true")


def _pattern(element: _Element, depth: int) -> str:
    """The numbers that a label shows, and the signs around them."""
    if written := value(element, "num-list-format"):
        return re.sub(r"%(\d)%", r"%\1", written)
    shown = count(element, "display-levels", 1)
    numbers = ".".join(f"%{at + 1}" for at in range(max(0, depth - shown + 1), min(depth, 8) + 1))
    return f"{value(element, 'num-prefix')}{numbers}{value(element, 'num-suffix')}"
