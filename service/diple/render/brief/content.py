"""What is on the brief, before any form: facts of both texts, and the weightiest markers in sections.

Nothing here is worded anew: an entry has the referent and the kinds of its marker, and quotes of both texts. A marker
that the analyst rejected is left out, and one that was accepted is in, whatever its level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from diple.model import Direction, Marker, Notice, Statement
from diple.render import Look
from diple.render.brief.quotes import short_quotes
from diple.render.differing import Part, Quoted, changes_of, one_line
from diple.render.interface import call, dated, listed, say, title, told
from diple.render.notes import MOVED, heading, percent
from diple.render.page import Side
from diple.render.phrases import called, excerpt
from diple.render.verdicts import Verdict, Verdicts
from diple.result import LEVELS, Comparison, count_words

LOUD = LEVELS[:3]
"""The levels of which a brief has markers: notable and above."""
MOST = 12
"""So many entries a brief has. Measured on the sample `without-limits`: twelve with both quotes fill one A4 page."""
LONGEST_NOTICE = 200
"""Characters of a notice that are shown."""
Phrases = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is said under it."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote, in parts, and the number of the paragraph in which it begins."""

    paragraph: int
    quote: Quoted

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the quote; those that differ are only set off where others do not."""
        return tuple(part._replace(differs=part.differs and self.quote.set_off) for part in self.quote.parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One marker on the brief.

    `subject` is its theme, or its referent where there are no themes; `about` is the referent beside a theme, else
    empty. `kinds` are all kinds of the event in words. `doubts` say why it is less sure than others. `judged` and
    `note` are the analyst's. `old` and `new` are its quotes; a side without one has `nothing` said in its place.
    """

    marker: str
    subject: str
    about: str
    level: str
    level_word: str
    score: int
    kinds: tuple[str, ...]
    doubts: tuple[str, ...]
    judged: str
    note: str
    old: tuple[Evidence, ...]
    new: tuple[Evidence, ...]
    nothing: tuple[str, str]

    @property
    def loud(self) -> bool:
        """Whether its level is notable or above."""
        return self.level in LOUD

    @property
    def sides(self) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """The quotes of the old text and of the new one."""
        return self.old, self.new


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort, heaviest first."""

    name: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole page.

    `heading` names the texts, `kind` says that this is a brief. `facts` tell what was read and how, `key` how to read
    the entries. Without a section `empty` says why. `rest` counts what is not on the page, `made` says from what and by
    what it was made. `columns` head the quotes of either text. `tongues` are the languages of the texts.
    """

    language: str
    kind: str
    heading: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    empty: str
    key: str
    rest: str
    made: str
    columns: tuple[str, str]
    tongues: tuple[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """The words that a form sets beside entries."""
        _: Phrases = partial(say, self.language)
        return {"subject": _("On what"), "note": _("Note"), "colon": _(": "), "old": _("old"), "new": _("new")}


def brief_of(comparison: Comparison, look: Look) -> Brief:
    """The brief of a comparison in the language of a look, its verdicts applied."""
    language = look.language
    _: Phrases = partial(say, language)
    shown = chosen(comparison.markers, look.verdicts)
    writer = _Entries(comparison, look)
    sections = tuple(writer.sections(shown))
    return Brief(
        language=language,
        kind=_("One-page brief"),
        heading=_heading(comparison, _),
        facts=tuple(_facts(comparison, look)),
        sections=sections,
        empty="" if sections else _empty(comparison, _),
        key=_key(sections, _),
        rest=_rest(comparison, look, shown),
        made=_made(comparison, _),
        columns=(_column(_("Old text"), comparison.old, language), _column(_("New text"), comparison.new, language)),
        tongues=(comparison.old.language, comparison.new.language),
    )


def chosen(markers: Sequence[Marker], verdicts: Verdicts | None) -> list[Marker]:
    """The markers on the brief, in their order: accepted ones before others, then the heaviest; none rejected."""
    said = _said(verdicts)
    accepted = [each for each in markers if _verdict(each, said) == "accept"]
    others = [each for each in markers if each.level in LOUD and _verdict(each, said) is None]
    kept = {each.id for each in (accepted + others)[:MOST]}
    return [each for each in markers if each.id in kept]


def _said(verdicts: Verdicts | None) -> Mapping[str, Verdict]:
    return verdicts.said if verdicts else {}


def _verdict(marker: Marker, said: Mapping[str, Verdict]) -> str | None:
    return said[marker.id].verdict if marker.id in said else None


def section_of(marker: Marker, comparison: Comparison) -> str:
    """The section of a marker: what went, what came, the direction, or none of these."""
    shift = _shift(marker)
    toward = _toward(marker)
    if shift:
        return {"strengthened": "deed", "softened": "word"}[shift]
    if not marker.new or not marker.old:
        return "gone" if marker.old else "new" if marker.new else "other"
    if toward in MOVED:
        return {"strengthened": "firmer", "softened": "softer"}[toward]
    return _one_sided(marker, comparison)


def _shift(marker: Marker) -> Direction | None:
    """Which way an act moved between plan and deed, where that does not contradict the marker's own direction."""
    ways = [kind.direction for kind in marker.kinds if kind.code == "M3" and kind.direction in MOVED]
    fitting = [way for way in ways if marker.direction not in MOVED or marker.direction == way]
    return fitting[0] if fitting else None


def _toward(marker: Marker) -> Direction:
    """The direction of a marker; of one that has none itself, that on which its further kinds agree."""
    if marker.direction in MOVED:
        return marker.direction
    others = {kind.direction for kind in marker.also if kind.direction in (*MOVED, "mixed")}
    return others.pop() if len(others) == 1 else marker.direction


def _one_sided(marker: Marker, comparison: Comparison) -> str:
    """Where all changes of a marker take words out it is gone, where all put words in it is new."""
    kinds = {change.kind for change in changes_of(marker, comparison)}
    return {("delete",): "gone", ("insert",): "new"}.get(tuple(kinds), "other")


def _headings(translation: bool, _: Phrases) -> dict[str, str]:
    """The sections in the order of the page; between two languages nothing goes or comes."""
    return {
        "gone": _("In the first version alone") if translation else _("Gone"),
        "new": _("In the second version alone") if translation else _("New"),
        "softer": _("Softer"),
        "firmer": _("Firmer"),
        "deed": _("From word to deed"),
        "word": _("From deed to word"),
        "other": _("Other differences of wording"),
    }


class _Entries:
    """Writes the entries of a comparison in the language of a look."""

    def __init__(self, comparison: Comparison, look: Look) -> None:
        self._comparison, self._language = comparison, look.language
        self._: Phrases = partial(say, look.language)
        self._verdicts = look.verdicts
        self._sides = tuple(Side(statement, look.language) for statement in (comparison.old, comparison.new))
        self._themes = _themes(comparison)
        self._loose = {segment.id for segment in comparison.segments if segment.status == "reworded"}

    def sections(self, markers: Sequence[Marker]) -> Iterator[Section]:
        """The sections that have entries, the markers in each in their order."""
        found: dict[str, list[Marker]] = {}
        for marker in markers:
            found.setdefault(section_of(marker, self._comparison), []).append(marker)
        for name, heads in _headings(self._comparison.mode == "translation", self._).items():
            if name in found:
                yield Section(name, heads, tuple(map(self._entry, found[name])))

    def _entry(self, marker: Marker) -> Entry:
        theme = self._themes.get(marker.id, "")
        judged, note = self._judged(marker)
        old, new = (
            tuple(Evidence(side.paragraph(quote.selector.start), quote) for quote in quotes)
            for side, quotes in zip(self._sides, short_quotes(marker, self._comparison), strict=True)
        )
        return Entry(
            marker=marker.id,
            subject=_capital(theme or marker.referent),
            about=marker.referent if theme and theme.casefold() != marker.referent.casefold() else "",
            level=marker.level,
            level_word=call(self._language, marker.level),
            score=marker.score,
            kinds=tuple(dict.fromkeys(title(self._language, kind.code, heading(kind)) for kind in marker.kinds)),
            doubts=tuple(self._doubts(marker)),
            judged=judged,
            note=note,
            old=old,
            new=new,
            nothing=(self._("not in the old text"), self._("not in the new text")),
        )

    def _doubts(self, marker: Marker) -> Iterator[str]:
        """Why a marker is less sure: its passages are linked loosely, or experts read it otherwise."""
        if any(change.segment in self._loose for change in changes_of(marker, self._comparison)):
            yield self._("possibly reworded")
        if marker.contested:
            yield self._("contested")

    def _judged(self, marker: Marker) -> tuple[str, str]:
        """What the analyst said of a marker: accepted or nothing, by whom if by another, and the note."""
        said = self._verdicts.said.get(marker.id) if self._verdicts else None
        if said is None:
            return "", ""
        word = self._("accepted") if said.verdict == "accept" else ""
        return " · ".join(filter(None, (word, said.analyst))), one_line(said.note).strip()


def _capital(words: str) -> str:
    """Words as they head an entry."""
    return words[:1].upper() + words[1:]


def _themes(comparison: Comparison) -> dict[str, str]:
    """The name of the theme of each marker, where the comparison has themes."""
    themes: Iterable[Any] = getattr(comparison, "themes", ())
    return {marker: str(theme.name) for theme in themes for marker in theme.markers}


def _heading(comparison: Comparison, _: Phrases) -> str:
    """The name of both texts where they have one, else both names."""
    old, new = called(comparison.old, _("Old text")), called(comparison.new, _("New text"))
    return new if old.casefold() == new.casefold() else f"{old} → {new}"


def _column(label: str, statement: Statement, language: str) -> str:
    return f"{label}, {dated(language, statement.date)}" if statement.date else label


def _facts(comparison: Comparison, look: Look) -> Iterator[Fact]:
    _: Phrases = partial(say, look.language)
    yield Fact(_("Old"), _statement(comparison.old, _("Old text"), look.language))
    yield Fact(_("New"), _statement(comparison.new, _("New text"), look.language))
    yield Fact(_("Read as"), _reading(comparison, look.language))
    notices = [*comparison.degraded, *comparison.warnings]
    for said in dict.fromkeys(_notice(notice, look.language) for notice in notices):
        yield Fact(_("Bear in mind"), said)
    if look.verdicts:
        yield Fact(_("Your verdicts"), _signed(comparison, look.verdicts, look.language))


def _statement(statement: Statement, otherwise: str, language: str) -> str:
    """The name, date, length and standing of a text."""
    status = {
        "excerpt": say(language, "excerpt"),
        "unofficial": say(language, "unofficial translation"),
        "official_translation": say(language, "official translation"),
    }
    words = count_words(statement.text)
    size = "{n} characters" if statement.language == "zh" else "{n} words"
    date = dated(language, statement.date) if statement.date else ""
    known = (called(statement, otherwise), date, say(language, size, n=words), status.get(statement.status or "", ""))
    return " · ".join(filter(None, known))


def _reading(comparison: Comparison, language: str) -> str:
    """The mode, and how much of the wording both texts share, where that was measured."""
    _: Phrases = partial(say, language)
    mode = call(language, comparison.mode)
    if comparison.mode == "translation":
        return mode
    share = _(percent(comparison.summary.shared_ratio))
    return f"{mode} · {_('{share} per cent of the wording shared', share=share)}"


def _notice(notice: Notice, language: str) -> str:
    if language == "en":
        return excerpt(notice.message, LONGEST_NOTICE)
    return told(language, notice.code, excerpt(notice.message, LONGEST_NOTICE))


def _signed(comparison: Comparison, verdicts: Verdicts, language: str) -> str:
    """Who judged, when, and how many markers: those that no verdict is on are not."""
    _: Phrases = partial(say, language)
    given = [verdicts.said[each.id].verdict for each in comparison.markers if each.id in verdicts.said]
    counts = [
        _("accepted: {n}", n=given.count("accept")),
        _("rejected: {n}", n=given.count("reject")),
        _("not judged: {n}", n=len(comparison.markers) - len(given) + given.count(None)),
    ]
    return " · ".join([verdicts.analyst, dated(language, verdicts.date), listed(language, counts)])


def _empty(comparison: Comparison, _: Phrases) -> str:
    """Why there is no entry."""
    if dict(comparison.engine.options).get("markers") == "False":
        return _("Markers were not asked for.")
    if comparison.old.text == comparison.new.text:
        return _("The two texts are equal to the letter.")
    if comparison.mode != "translation" and not comparison.counting:
        return _("Nothing changed that counts.")
    return _("No marker is of level notable or above.")


def _key(sections: Sequence[Section], _: Phrases) -> str:
    """How to read the entries."""
    if not sections:
        return ""
    said = [
        _("Heaviest first in each part; words that differ are set off."),
        _("A score says “look here”, not “this means”."),
    ]
    if any(_("contested") in entry.doubts for section in sections for entry in section.entries):
        said.append(_("“Contested”: those who read such texts disagree on what it means."))
    if any(_("possibly reworded") in entry.doubts for section in sections for entry in section.entries):
        said.append(_("“Possibly reworded”: the two passages share few words, and may not answer one another."))
    return " ".join(said)


def _rest(comparison: Comparison, look: Look, shown: Sequence[Marker]) -> str:
    """What is not on the page, in counts; empty where all is."""
    _: Phrases = partial(say, look.language)
    rejected = [each for each in comparison.markers if _verdict(each, _said(look.verdicts)) == "reject"]
    left = [each for each in comparison.markers if each not in shown and each not in rejected]
    loud, light = (sum((each.level in LOUD) is wanted for each in left) for wanted in (True, False))
    noise = len(comparison.changes) - len(comparison.counting)
    counts = (
        (loud, _("markers of level notable or above: {n}", n=loud)),
        (light, _("lighter markers: {n}", n=light)),
        (len(rejected), _("rejected: {n}", n=len(rejected))),
        (noise, _("changes that do not count: {n}", n=noise)),
    )
    found = [words for count, words in counts if count]
    return _("Not on this page: {what}.", what=listed(look.language, found)) if found else ""


def _made(comparison: Comparison, _: Phrases) -> str:
    """What made the page, and from which texts, to the byte."""
    engine = comparison.engine
    packs = ", ".join(f"{pack.name} {pack.version}" for pack in engine.packs)
    said = [_("Made by Diple {version}", version=engine.version)]
    said += [_("packs: {names}", names=packs)] if packs else []
    said += [_("comparison {id}", id=comparison.id)]
    sides = ((_("Old text"), comparison.old), (_("New text"), comparison.new))
    return " · ".join((*said, *(f"{label} sha256 {statement.sha256}" for label, statement in sides)))
