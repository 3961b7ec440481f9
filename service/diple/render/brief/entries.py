"""Markers as entries of the brief: on what, how weighty, how sure, and the quotes of both texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from diple.model import Marker
from diple.render.brief.content import Entry, Evidence, Phrases, Section
from diple.render.brief.quotes import entire_quote, short_quotes
from diple.render.brief.sorting import section_of
from diple.render.language.interface import call, dated, say, title
from diple.render.language.reasons import referent
from diple.render.look import Look
from diple.render.markers.naming import heading, kinds_of, marked_by
from diple.render.own_markers import SIGN, OwnMarker
from diple.render.redline.differing import changes_of, one_line
from diple.render.redline.linking import Linking
from diple.render.redline.nearest import Nearest
from diple.render.redline.side import Side
from diple.render.verdicts import Verdicts
from diple.result import Comparison


class Entries:
    """Writes the entries of a comparison in the language of a look."""

    def __init__(self, comparison: Comparison, look: Look) -> None:
        self._comparison, self._language = comparison, look.language
        self._: Phrases = partial(say, look.language)
        self._verdicts = look.verdicts
        self._sides = tuple(Side(statement, look.language) for statement in (comparison.old, comparison.new))
        self._themes = _themes(comparison)
        self._nearest = Nearest(comparison, self._sides)
        self._linking = Linking(comparison)
        self._loose = {segment.id for segment in comparison.segments if segment.status == "reworded"}

    def sections(self, markers: Sequence[Marker]) -> Iterator[Section]:
        """The sections that have entries, the markers in each in their order."""
        found: dict[str, list[Marker]] = {}
        for marker in markers:
            found.setdefault(section_of(marker, self._comparison, self._linking), []).append(marker)
        for name, heads in _headings(self._comparison.mode == "translation", self._).items():
            if name in found:
                yield Section(name, heads, tuple(self._together(found[name])))

    def _together(self, markers: Sequence[Marker]) -> Iterator[Entry]:
        """The entries of some markers, those of one theme one after the other, named once."""
        first: dict[str, int] = {}
        for at, marker in enumerate(markers):
            first.setdefault(self._themes.get(marker.id, marker.id), at)
        ordered = sorted(markers, key=lambda marker: first[self._themes.get(marker.id, marker.id)])
        for before, marker in zip((None, *ordered), ordered, strict=False):
            theme = self._themes.get(marker.id)
            again = before is not None and theme is not None and self._themes.get(before.id) == theme
            yield replace(self._entry(marker), again=again)

    def own(self) -> Iterator[Section]:
        """What the analyst has marked, apart from what Diple has found."""
        if self._verdicts and self._verdicts.own:
            entries = tuple(self._own(each, self._verdicts) for each in self._verdicts.own)
            yield Section("own", self._("Marked by the analyst"), entries)

    def _own(self, own: OwnMarker, verdicts: Verdicts) -> Entry:
        kind, *towards = kinds_of(own, self._language)
        author, day = verdicts.signature(own)
        old, new = (
            tuple(Evidence(side.paragraph(each.start), entire_quote(each)) for each in found)
            for side, found in zip(self._sides, (own.old, own.new), strict=True)
        )
        return Entry(
            marker=own.id,
            subject=f"{SIGN} {_capital(kind)}",
            about="",
            level=own.level,
            level_word=call(self._language, own.level),
            score=None,
            kinds=tuple(towards),
            doubts=(),
            judged=f"{marked_by(author, self._language)}, {dated(self._language, day)}",
            note=one_line(own.note).strip(),
            old=old,
            new=new,
            nothing=("—", "—"),
        )

    def _entry(self, marker: Marker) -> Entry:
        theme, about = self._themes.get(marker.id, ""), referent(self._language, marker.referent)
        judged, note = self._judged(marker)
        old, new = (
            tuple(Evidence(side.paragraph(quote.selector.start), quote) for quote in quotes)
            for side, quotes in zip(self._sides, short_quotes(marker, self._comparison), strict=True)
        )
        return Entry(
            marker=marker.id,
            subject=_capital(theme or about),
            about=about if theme and theme.casefold() != about.casefold() else "",
            level=marker.level,
            level_word=call(self._language, marker.level),
            score=marker.score,
            kinds=tuple(dict.fromkeys(title(self._language, kind.code, heading(kind)) for kind in marker.kinds)),
            doubts=tuple(self._doubts(marker)),
            judged=judged,
            note=note,
            old=old,
            new=new,
            nothing=self._nothing(marker),
        )

    def _nothing(self, marker: Marker) -> tuple[str, str]:
        """What is said in the place of a quote, with the nearest wording there is and how sure it is."""
        none = self._("no matching passage in the old text"), self._("no matching passage in the new text")
        hint = self._nearest.of_marker(marker)
        if hint is None:
            return none
        said = self._("nearest wording"), self._(hint.told)
        near = f"{self._(', ').join(said)}{self._(': ')}¶ {hint.paragraph} “{hint.short}”"
        return f"{none[0]}{self._('; ')}{near}", f"{none[1]}{self._('; ')}{near}"

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
