"""The sentences of a theme: linked ones, old beside new with the words that differ set off, and unmatched ones."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from diple.model import Change, Marker, Near, Segment, SegmentStatus, Selector, Span, Sureness, Theme
from diple.render.language.phrases import excerpt, noise_reasons
from diple.render.markers.bearing import LOUD
from diple.render.redline.differing import Differ, Differing, Part, quoted, selectors_of, spans_in
from diple.render.redline.linking import Linking
from diple.render.redline.nearest import SURE, Hint, Nearest
from diple.render.redline.side import Side
from diple.result import Comparison
from diple.rows import Locator

LONGEST_AGAIN = 80
"""Characters of a sentence that is shown above in full: one line or two."""
_GAP = Part(" … ")
_BLANK = Part(" ")


class Passage(NamedTuple):
    """Neighbouring sentences of one text in parts, and the number of their paragraph; `noise` says why none counts.

    `beside` are doubtful wordings of the other text, the nearest that there are. A passage shown `again` has only
    its first and last words.
    """

    paragraph: int
    parts: tuple[Part, ...]
    noise: str = ""
    beside: tuple[Hint, ...] = ()
    again: bool = False


class Pair(NamedTuple):
    """Linked sentences: those of the old text and those of the new one."""

    old: Passage
    new: Passage
    status: SegmentStatus
    moved: bool

    @property
    def few_shared(self) -> bool:
        """Whether both are possibly one sentence and have hardly a word in common, so that none is set off."""
        return self.status == "reworded" and not any(part.differs for part in (*self.old.parts, *self.new.parts))


class Likely(NamedTuple):
    """A sentence and the nearest wording of the other text, which are not linked.

    `gone` and `arrived`: which of them has nothing to answer it. `sure` is how likely both are on one subject, `told`
    the same in words.
    """

    old: Passage
    new: Passage
    gone: bool
    arrived: bool
    sure: Sureness

    @property
    def told(self) -> str:
        """How sure it is, as a phrase of the interface."""
        return SURE[self.sure]


class Passages(NamedTuple):
    """The sentences of a theme: `pairs` in the order of the new text, `gone` and `new` have nothing to answer them.

    Those of them that a wording of the other text comes near to are in `likely` instead, the surest first. `free` is
    how many sentences are gone, and how many are new, that count and of which no marker is notable or above.
    """

    pairs: tuple[Pair, ...]
    likely: tuple[Likely, ...]
    gone: tuple[Passage, ...]
    new: tuple[Passage, ...]
    free: tuple[int, int]

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.pairs or self.likely or self.gone or self.new)


class Reader:
    """Finds the sentences of the themes of one comparison."""

    def __init__(self, comparison: Comparison, sides: tuple[Side, Side], differ: Differ, nearest: Nearest) -> None:
        self._comparison, self._sides, self._differ = comparison, sides, differ
        self.nearest = nearest
        self.linking = Linking(comparison)
        self._segments = {segment.id: segment for segment in comparison.segments}
        self._changes = {change.id: change for change in comparison.changes}
        self._loud = {marker.id for marker in comparison.markers if marker.level in LOUD}
        self._places = (
            Locator((span, segment) for segment in comparison.segments for span in segment.old),
            Locator((span, segment) for segment in comparison.segments for span in segment.new),
        )

    def of_theme(self, theme: Theme, marker: Marker | None) -> tuple[Passages, Passages]:
        """The sentences of a marker, also of those that are in another theme or none, and the others of a theme."""
        if marker is None:
            return self.of_spans((), ()), self.of_spans(theme.old, theme.new)
        quoted = [self._sentences_of(0, marker.old, theme.old), self._sentences_of(1, marker.new, theme.new)]
        shown = {segment.id for side in (0, 1) for _, segment in self._held(side, quoted[side])}
        return self.of_spans(quoted[0], quoted[1]), self.of_spans(theme.old, theme.new, without=shown)

    def answering(self, side: int, evidence: Sequence[Selector], words: str) -> Selector | None:
        """The sentence of some evidence of one text that has most words of a wording of the other, else the first."""
        asked = set(words.casefold().split())
        text = (self._comparison.old, self._comparison.new)[side].text
        sentences = map(self._sides[side].behind_label, self._sentences_of(side, evidence))
        found = [Selector(start, end, text[start:end], "", "") for start, end in sentences]
        return max(found, key=lambda each: len(asked.intersection(each.exact.casefold().split())), default=None)

    def _sentences_of(self, side: int, evidence: Iterable[Selector], known: Iterable[Span] = ()) -> list[Span]:
        """The sentences that some evidence is in, as they are among known spans: these may begin after a label."""
        statement = (self._comparison.old, self._comparison.new)[side]
        begun = {span.end: span for span in known}
        places = [(each.start, each.end) for each in evidence]
        return [
            begun.get(span.end, span)
            for span in statement.sentences
            if any(start < span.end and span.start < end for start, end in places)
        ]

    def of_spans(self, old: Sequence[Span], new: Sequence[Span], without: Container[str] = ()) -> Passages:
        """The sentences at these places of the old and the new text, those in some segments left out."""
        held = self._held(0, old), self._held(1, new)
        left, right = ([each for each in side if each[1].id not in without] for side in held)
        linked = {segment.id: segment for _, segment in (*left, *right) if segment.old and segment.new}
        gone = [(span, segment) for span, segment in left if not segment.new]
        arrived = [(span, segment) for span, segment in right if not segment.old]
        alone = [{span.end for span, _ in held} for held in (gone, arrived)]
        near = [pair for pair in self.nearest.pairs if pair.old.end in alone[0] or pair.new.end in alone[1]]
        return Passages(
            tuple(self._pair(segment) for segment in sorted(linked.values(), key=lambda each: each.new)),
            tuple(self._likely(near, alone)),
            tuple(self._alone(0, _without(gone, {pair.old.end for pair in near}))),
            tuple(self._alone(1, _without(arrived, {pair.new.end for pair in near}))),
            (self._free(gone), self._free(arrived)),
        )

    def _free(self, held: Iterable[tuple[Span, Segment]]) -> int:
        """How many sentences without a partner count, and are in no marker that is notable or above."""
        changes = {segment.id: self._changes_of(segment) for _, segment in held}
        counting = ([each for each in found if not each.noise] for found in changes.values())
        return sum(bool(found) and all(self._loud.isdisjoint(each.markers) for each in found) for found in counting)

    def _likely(self, near: Iterable[Near], alone: Sequence[set[int]]) -> Iterator[Likely]:
        """The pairs, each sentence in full only the first time; `alone` are the ends of those that nothing answers."""
        shown: set[tuple[int, Span]] = set()
        for pair in near:
            old = selectors_of(self._comparison.old, [pair.old])
            new = selectors_of(self._comparison.new, [pair.new])
            lost, gained = self._differ.between(old, new)
            yield Likely(
                self._beside(0, old, lost, again=(0, pair.old) in shown),
                self._beside(1, new, gained, again=(1, pair.new) in shown),
                pair.old.end in alone[0],
                pair.new.end in alone[1],
                pair.sure,
            )
            shown |= {(0, pair.old), (1, pair.new)}

    def _beside(
        self, side: int, found: Sequence[Selector], differing: Sequence[Sequence[Span]], again: bool
    ) -> Passage:
        words = (Part(excerpt(found[0].exact, LONGEST_AGAIN)),) if again else tuple(_set_off(found, differing))
        return Passage(self._paragraph(side, found), words, again=again)

    def _held(self, side: int, spans: Iterable[Span]) -> list[tuple[Span, Segment]]:
        """The spans, or their parts, each with the segment that it lies in."""
        found = (held for span in spans for held in self._places[side].within(span))
        return [(part, self._segments[name]) for part, name in found]

    def _pair(self, segment: Segment) -> Pair:
        old = selectors_of(self._comparison.old, segment.old)
        new = selectors_of(self._comparison.new, segment.new)
        lost, gained = self._differing(segment, old, new)
        return Pair(
            Passage(self._paragraph(0, old), tuple(_set_off(old, lost))),
            Passage(self._paragraph(1, new), tuple(_set_off(new, gained))),
            segment.status,
            segment.moved,
        )

    def _differing(self, segment: Segment, old: Sequence[Selector], new: Sequence[Selector]) -> Differing:
        if segment.status == "reworded":
            return self._differ.between(old, new)
        counting = [change for change in self._changes_of(segment) if not change.noise]
        lost, gained = (change.old for change in counting), (change.new for change in counting)
        return spans_in(old, lost), spans_in(new, gained)

    def _changes_of(self, segment: Segment) -> list[Change]:
        return [self._changes[name] for name in segment.changes]

    def _paragraph(self, side: int, selectors: Sequence[Selector]) -> int:
        return self._sides[side].paragraph(selectors[0].start) if selectors else 1

    def _alone(self, side: int, held: Sequence[tuple[Span, Segment]]) -> Iterator[Passage]:
        """Sentences without a partner; those of one paragraph that are alike in counting or not are one passage."""
        told = [(self._sides[side].paragraph(span.start), self._noise(segment), span) for span, segment in held]
        for (paragraph, noise), run in groupby(told, key=lambda each: each[:2]):
            spans = [span for _, _, span in run]
            yield Passage(
                paragraph, tuple(self._joined(side, spans)), noise, () if noise else self._doubtful(side, spans)
            )

    def _doubtful(self, side: int, spans: Sequence[Span]) -> tuple[Hint, ...]:
        """The doubtful wordings of the other text that are nearest to some sentences, each once, in its order."""
        ends = {span.end for span in spans}
        near = [pair for pair in self.nearest.doubtful if (pair.new if side else pair.old).end in ends]
        hints = {hint.span: hint for hint in (self.nearest.hint(pair, 1 - side) for pair in near)}
        return tuple(hints[span] for span in sorted(hints))

    def _noise(self, segment: Segment) -> str:
        changes = self._changes_of(segment)
        reasons = [change.noise for change in changes if change.noise]
        return noise_reasons(reasons) if changes and len(reasons) == len(changes) else ""

    def _joined(self, side: int, spans: Sequence[Span]) -> Iterator[Part]:
        text = (self._comparison.old, self._comparison.new)[side].text
        for at, (start, end) in enumerate(spans):
            if at:
                yield _GAP if text[spans[at - 1].end : start].strip() else _BLANK
            yield Part(text[start:end])


def _without(held: Iterable[tuple[Span, Segment]], ends: set[int]) -> list[tuple[Span, Segment]]:
    return [each for each in held if each[0].end not in ends]


def _set_off(selectors: Sequence[Selector], differing: Sequence[Sequence[Span]]) -> Iterator[Part]:
    """The parts of some wordings one after the other; where a wording differs as a whole no words are set off."""
    for at, (selector, spans) in enumerate(zip(selectors, differing, strict=True)):
        if at:
            yield _GAP
        quote = quoted(selector, spans)
        yield from (part._replace(differs=part.differs and quote.set_off) for part in quote.parts)
