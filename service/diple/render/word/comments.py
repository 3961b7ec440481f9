"""The comments of a Word document: what each says, who is its author, and which wording it embraces.

A comment is on one marker. It does not repeat the wording that it embraces; evidence elsewhere in the texts is quoted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from diple.model import Further, Marker, Notice, Selector, Span
from diple.render.language.interface import call, listed, say, title, told
from diple.render.look import Look
from diple.render.markers.naming import MOVED, as_title, heading, kinds_of, marked_by, rationale, sum_in_words
from diple.render.own_markers import SIGN, OwnMarker
from diple.render.verdicts import WORDS, Verdict, Verdicts
from diple.render.word.tracked_changes import WENT, Stroke
from diple.result import Comparison

AUTHOR = "Diple"
_NEAR = 200  # characters between the two sides of an evidence up to which one comment embraces both
_FAR = 1000  # characters that may be between the parts of one quotation


class Place(IntEnum):
    """Which end of a commented stretch; where both fall on one place, the end comes first."""

    END = 0
    START = 1


class Anchor(NamedTuple):
    """One end of what a comment speaks of: `at` counts the characters of all strokes before it."""

    at: int
    place: Place
    comment: int


class Remark(NamedTuple):
    """A comment: its lines, and the stretch of all strokes that it embraces, in characters.

    Diple's own bear no date; an analyst's bears the day on which it was signed.
    """

    lines: tuple[str, ...]
    embraced: Span = Span(0, 0)
    author: str = AUTHOR
    date: str | None = None


def form_author(language: str) -> str:
    """The author of the changes that do not count, so that a reviewer can filter them."""
    return say(language, "Diple, form only")


def remarks_on(comparison: Comparison, look: Look, line: Sequence[Stroke]) -> list[Remark]:
    """The comments: what was compared and what a reader should know, then each marker and what was said of it."""
    said, placed = _Said(look.language), _Line(line)
    remarks = [Remark(tuple(said.about(comparison)))]
    for marker in comparison.markers:
        embraced = placed.embraced(*(_first(side) for side in (marker.old, marker.new)))
        beyond = [[each for each in side if not placed.holds(embraced, at, each)] for at, side in _sides(marker)]
        remarks.append(Remark(tuple(said.of(marker, beyond)), embraced))
        if look.verdicts and (verdict := look.verdicts.said.get(marker.id)):
            author, day = look.verdicts.signature(verdict)
            remarks.append(Remark(tuple(said.judged(marker, verdict)), embraced, author, f"{day}T00:00:00Z"))
    return [*remarks, *_owned(look.verdicts, said, placed)]


def _owned(verdicts: Verdicts | None, said: _Said, placed: _Line) -> Iterator[Remark]:
    """A comment on each passage that an analyst marked, by its author."""
    if verdicts is None:
        return
    for own in verdicts.own:
        author, day = verdicts.signature(own)
        embraced = placed.embraced(*(_first(side) for side in (own.old, own.new)))
        beyond = [[each for each in side if not placed.holds(embraced, at, each)] for at, side in _sides(own)]
        yield Remark(tuple(said.own(own, author, beyond)), embraced, author, f"{day}T00:00:00Z")


def _sides(marker: Marker | OwnMarker) -> Iterator[tuple[int, Sequence[Selector]]]:
    yield from enumerate((marker.old, marker.new))


def _first(evidence: Sequence[Selector]) -> Span | None:
    return Span(evidence[0].start, evidence[0].end) if evidence else None


class _Said:
    """What comments say, in a language of the interface; rationales and reasons of scores are English."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._: Callable[..., str] = partial(say, language)

    def about(self, comparison: Comparison) -> Iterator[str]:
        """What was compared and how, what was tracked though it does not count, and every warning."""
        _ = self._
        for side, statement in ((_("Old text"), comparison.old), (_("New text"), comparison.new)):
            if named_as := statement.title or statement.source:
                yield f"{side}{_(': ')}{named_as}"
        mode, colon = call(self._language, comparison.mode), _(": ")
        yield f"{_('Read as')}{colon}{mode}{_('. ')}{as_title(comparison.mode_reason)}"
        if reasons := [change.noise for change in comparison.changes if change.noise]:
            author = form_author(self._language)
            yield _("Changes by “{author}” do not count: {reasons}.", author=author, reasons=self._counted(reasons))
        sources = (comparison.degraded, comparison.warnings, comparison.old.warnings, comparison.new.warnings)
        yield from dict.fromkeys(self._notice(notice) for source in sources for notice in source)

    def _counted(self, reasons: Sequence[str]) -> str:
        counts = Counter(reasons).items()
        each = (call(self._language, name) + (f" × {count}" if count > 1 else "") for name, count in counts)
        return listed(self._language, each)

    def _notice(self, notice: Notice) -> str:
        if self._language == "en":
            return notice.message
        return f"{told(self._language, notice.code)} {notice.message}".strip()

    def of(self, marker: Marker, beyond: Sequence[Sequence[Selector]]) -> Iterator[str]:
        """A marker with all that its score rests on; `beyond` is the evidence of both texts that is not embraced."""
        _ = self._
        news = f" · {marker.label}" if marker.label else ""
        yield f"{marker.score} · {call(self._language, marker.level)}{news} ({marker.id})"
        yield self._kind(marker)
        yield rationale(marker)
        also = _("Also")
        yield from dict.fromkeys(f"{also}{_(': ')}{self._kind(kind)}" for kind in marker.also)
        yield from self._quoted(beyond)
        if marker.favours:
            yield f"{_('Favours')}{_(': ')}{marker.favours}"
        if marker.counter_reading:
            yield f"{_('Contested.')} {marker.counter_reading}"
        elif marker.contested:
            yield _("Contested among those who read such texts.")
        yield sum_in_words(marker)
        yield f"{_('Rule')} {marker.rule.id}, {_('lexicon')} {marker.rule.pack} {marker.rule.version}"

    def _quoted(self, beyond: Sequence[Sequence[Selector]]) -> Iterator[str]:
        _ = self._
        for side, evidence in zip((_("Old"), _("New")), beyond, strict=True):
            if evidence:
                yield f"{side}{_(': ')}" + "; ".join(f"“{each.exact}”" for each in evidence)

    def own(self, own: OwnMarker, author: str, beyond: Sequence[Sequence[Selector]]) -> Iterator[str]:
        """A passage that an analyst marked: by whom, as what, and the note."""
        yield f"{SIGN} {marked_by(author, self._language)} ({own.id})"
        yield " · ".join((*kinds_of(own, self._language), call(self._language, own.level)))
        yield from own.note.splitlines()
        yield from self._quoted(beyond)

    def _kind(self, kind: Marker | Further) -> str:
        named = title(self._language, kind.code, heading(kind))
        towards = self._(", ") + call(self._language, kind.direction) if kind.direction in MOVED else ""
        return f"{kind.code} {named}{towards}{self._(': ')}{kind.referent}"

    def judged(self, marker: Marker, verdict: Verdict) -> Iterator[str]:
        """What an analyst says of a marker."""
        yield f"{as_title(self._(WORDS[verdict.verdict]))} ({marker.id})"
        yield from verdict.note.splitlines()


class _Line:
    """All strokes as one line, in which places of both texts are found."""

    def __init__(self, line: Sequence[Stroke]) -> None:
        starts = [0, *accumulate(stroke.length for stroke in line)]
        placed = list(zip(starts, line, strict=False))
        old = _Index((stroke.old, at, stroke) for at, stroke in placed)
        new = _Index((None if stroke.state in WENT else stroke.new, at, stroke) for at, stroke in placed)
        self._sides = old, new

    def embraced(self, old: Span | None, new: Span | None) -> Span:
        """The place of the new evidence, with that of the old where it is near; the beginning where there is none."""
        places = [self._sides[at].place(span) for at, span in ((1, new), (0, old)) if span]
        if not places:
            return Span(0, 0)
        begin, end = min(place.start for place in places), max(place.end for place in places)
        apart = end - begin - sum(place.end - place.start for place in places)
        return Span(begin, end) if apart <= _NEAR else places[0]

    def holds(self, embraced: Span, side: int, evidence: Selector) -> bool:
        """Whether all of the evidence, in the old text (0) or the new (1), is inside a stretch of the line."""
        place = self._sides[side].place(Span(evidence.start, evidence.end))
        whole = place.end - place.start >= evidence.end - evidence.start
        return whole and embraced.start <= place.start and place.end <= embraced.end


def anchors(remarks: Sequence[Remark]) -> list[Anchor]:
    """Both ends of every comment, in order."""
    made = [
        Anchor(at, place, number)
        for number, remark in enumerate(remarks)
        for at, place in zip(remark.embraced, (Place.START, Place.END), strict=True)
    ]
    # A comment that embraces nothing must begin before it ends.
    empty = {number for number, remark in enumerate(remarks) if remark.embraced.start == remark.embraced.end}
    return sorted(made, key=lambda each: _rank(each, each.comment in empty))


def _rank(anchor: Anchor, empty: bool) -> tuple[int, int, int, int]:
    """Ends before what is empty before starts; the ends of an empty one stay together."""
    if empty:
        return anchor.at, 1, anchor.comment, int(anchor.place is Place.END)
    return anchor.at, 0 if anchor.place is Place.END else 2, anchor.comment, 0


class _Index:
    """Where in the line of strokes a place of one text has come to be."""

    def __init__(self, placed: Iterator[tuple[Span | None, int, Stroke]]) -> None:
        self._found = sorted((span, at, stroke.length) for span, at, stroke in placed if span and span[0] < span[1])
        self._starts = [span.start for span, _, _ in self._found]

    def place(self, span: Span) -> Span:
        """The stretch of the line that holds a span; what moved apart is shown by its beginning."""
        begin, limit = self._at(span.start)
        end = self._at(max(span.end - 1, span.start))[0] + 1
        apart = end - begin - (span.end - span.start)
        return Span(begin, end) if end > begin and apart <= _FAR else Span(begin, max(limit, begin))

    def _at(self, offset: int) -> tuple[int, int]:
        found = bisect_right(self._starts, offset) - 1
        if found < 0:
            return 0, 0
        span, at, length = self._found[found]
        return at + min(offset - span.start, max(length - 1, 0)), at + length
