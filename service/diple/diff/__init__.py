"""Phrase-level changes inside the sentences that answer one another, as segments and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diple.align.links import Link
from diple.diff.changes import RawChange, Side, raw_changes
from diple.diff.clauses import Worked, carved, is_long, moved_clauses
from diple.diff.edits import edits, equal_share, readable
from diple.diff.hanzi import whole_words
from diple.diff.joints import settled
from diple.diff.pairs import token_pair
from diple.diff.units import Unit, letters, units
from diple.model import (
    Change,
    ChangeKind,
    NoiseReason,
    Notice,
    Quote,
    Segment,
    SegmentStatus,
    Span,
    Statement,
)
from diple.noise import LabelledEdit, gap_noise, label_edits, sentence_noise
from diple.segment.tokens import Edit, Tokens
from diple.statement import common_language

# Below this share of equal tokens a diff is shreds: the sentence is reported as dropped and added instead.
LEGIBLE = 0.3
# What alignment found but faintly alike is diffed from this share on.
CLOSE = 0.6

__all__ = ["Diff", "diff"]


@dataclass(frozen=True, slots=True)
class Diff:
    """Segments that tile both texts, the changes inside them, and where a gap was too large to diff exactly."""

    segments: tuple[Segment, ...]
    changes: tuple[Change, ...]
    degraded: tuple[Notice, ...]


@dataclass(slots=True)
class _Outcome:
    """One unit with its changes, and what they were made from where it was diffed."""

    unit: Unit
    status: SegmentStatus
    changes: Sequence[RawChange]
    tokens: tuple[Tokens, Tokens] | None = None
    edits: Sequence[Edit] = ()
    given_up: int = 0


def diff(old: Statement, new: Statement, links: Sequence[Link]) -> Diff:
    """What changed inside each link, and what is on one side only.

    The pair is worked on in one order whichever way it is asked, so that exchanging the texts mirrors the result.
    """
    swapped = new.text < old.text
    differ = Differ(*((new, old) if swapped else (old, new)))
    pending = units(old, new, links, swapped)
    outcomes = [differ.outcome(unit) for unit in pending]
    outcomes = _with_moved_clauses(differ, pending, outcomes)
    changes = settled(differ.old, differ.new, [(outcome.unit, outcome.changes) for outcome in outcomes])
    for outcome, made in zip(outcomes, changes, strict=True):
        outcome.changes = made
    return _assembled(old, new, outcomes, swapped)


def _with_moved_clauses(differ: Differ, pending: Sequence[Unit], outcomes: list[_Outcome]) -> list[_Outcome]:
    """The outcomes, those between which a clause moved worked out anew without it."""
    worked = [
        Worked(number, *outcome.tokens, outcome.edits)
        for number, outcome in enumerate(outcomes)
        if outcome.tokens and any(is_long(edit) for edit in outcome.edits)
    ]
    clauses = moved_clauses(worked)
    if not clauses:
        return outcomes
    known = {id(outcome.unit): outcome for outcome in outcomes}
    return [known.get(id(unit)) or differ.outcome(unit) for unit in carved(pending, worked, clauses)]


class Differ:
    """Works out the changes of one unit after another of the same pair of statements."""

    def __init__(self, old: Statement, new: Statement) -> None:
        self.old = old
        self.new = new
        self.language = common_language(old, new)
        self.parties = tuple(dict.fromkeys([*old.parties, *new.parties]))
        self.labels = (_label_ends(old), _label_ends(new))

    def outcome(self, unit: Unit) -> _Outcome:
        """The changes of one unit."""
        if unit.kind in ("dropped", "added"):
            return self._alone(unit)
        if unit.kind == "same" and len(unit.old) > 1:
            return _Outcome(unit, "equal", ())
        left, right = letters(self.old.text, unit.old), letters(self.new.text, unit.new)
        if unit.kind in ("aligned", "unaligned"):
            return _Outcome(unit, "aligned" if unit.kind == "aligned" else "unaligned", ())
        if left == right:
            return _Outcome(unit, "equal", ())
        if unit.kind == "same" and left.rstrip() == right.rstrip():
            return _Outcome(unit, "equal", [_tail_change(unit, left, right)])
        return self._changed(unit, left, right)

    def _alone(self, unit: Unit) -> _Outcome:
        if unit.kind == "dropped":
            noise = sentence_noise(letters(self.old.text, unit.old), None, self.language)
            return _Outcome(unit, "dropped", [RawChange(span, None, noise) for span in unit.old])
        noise = sentence_noise(None, letters(self.new.text, unit.new), self.language)
        return _Outcome(unit, "added", [RawChange(None, span, noise) for span in unit.new])

    def _reworded(self, unit: Unit, noise: NoiseReason | None) -> _Outcome:
        drops = [RawChange(span, None, noise) for span in unit.old]
        return _Outcome(unit, "reworded", [*drops, *(RawChange(None, span, noise) for span in unit.new)])

    def _changed(self, unit: Unit, left: str, right: str) -> _Outcome:
        pair = token_pair(self.old.text, unit.old, self.new.text, unit.new, self.language)
        old, new = pair.old, pair.new
        found, given_up = edits(old.keys, new.keys, pair.head, pair.tail)
        is_far = bool(found) and equal_share(found, old, new) < (LEGIBLE if unit.kind == "changed" else CLOSE)
        if is_far and not self._is_relabelled(old, new, found):
            return self._reworded(unit, sentence_noise(left, right, self.language))
        found = readable(found, old.keys, new.keys)
        if self.language == "zh":
            found = whole_words(found, old.keys, new.keys)
        labelled = self._labelled(old, new, found) if found else []
        if not all(edit.noise for edit in labelled) and (noise := sentence_noise(left, right, self.language)):
            labelled = [edit._replace(noise=edit.noise or noise) for edit in labelled]
        changes = raw_changes(Side(old, pair.old_spans), Side(new, pair.new_spans), labelled, self.language)
        status: SegmentStatus = "changed" if any(raw.noise != "whitespace" for raw in changes) else "equal"
        return _Outcome(unit, status, changes, (old, new), found, given_up)

    def _is_relabelled(self, old: Tokens, new: Tokens, found: Sequence[Edit]) -> bool:
        """Whether only the labels of two list items differ, which are most of a short item: "1. to report"."""
        ends = [_label_tokens(side, labels) for side, labels in zip((old, new), self.labels, strict=True)]
        return all(ends) and all(edit.old_end <= ends[0] and edit.new_end <= ends[1] for edit in found)

    def _labelled(self, old: Tokens, new: Tokens, found: Sequence[Edit]) -> list[LabelledEdit]:
        return label_edits(
            old,
            new,
            found,
            self.language,
            parties=self.parties,
            old_label_end=_label_tokens(old, self.labels[0]),
            new_label_end=_label_tokens(new, self.labels[1]),
        )


def _tail_change(unit: Unit, left: str, right: str) -> RawChange:
    """The change of white space behind a sentence that is otherwise the same."""
    spans = [
        Span(span.start + len(side.rstrip()), span.end) for side, span in ((left, unit.old[0]), (right, unit.new[0]))
    ]
    old, new = (span if span.start < span.end else None for span in spans)
    return RawChange(old, new, gap_noise())


def _label_ends(statement: Statement) -> dict[int, int]:
    """Where the list label of a block ends, by where it starts."""
    return {block.label.start: block.label.end for block in statement.blocks if block.label}


def _label_tokens(tokens: Tokens, label_ends: Mapping[int, int]) -> int:
    """How many leading tokens are the label of a list item."""
    end = label_ends.get(tokens.starts[0], 0) if tokens.starts else 0
    return sum(1 for place in tokens.ends[:8] if place <= end)


def _assembled(old: Statement, new: Statement, outcomes: Sequence[_Outcome], swapped: bool) -> Diff:
    """The outcomes with their ids and quotes, turned back where the pair was worked on in the other order."""
    segments: list[Segment] = []
    changes: list[Change] = []
    given_up = 0
    mirror: dict[SegmentStatus, SegmentStatus] = {"dropped": "added", "added": "dropped"} if swapped else {}
    for outcome in outcomes:
        unit = outcome.unit.mirrored if swapped else outcome.unit
        if unit.kind == "same" and not outcome.changes:
            for left, right in zip(unit.old, unit.new, strict=True):
                segments.append(Segment(f"s{len(segments) + 1}", "equal", (left,), (right,), unit.moved))
            continue
        number = len(segments) + 1
        ids = []
        for raw in outcome.changes:
            change = _change(old.text, new.text, raw.mirrored if swapped else raw, len(changes) + 1, number)
            changes.append(change)
            ids.append(change.id)
        status = mirror.get(outcome.status, outcome.status)
        segments.append(Segment(f"s{number}", status, unit.old, unit.new, unit.moved, tuple(ids), unit.confidence))
        given_up += outcome.given_up
    return Diff(tuple(segments), tuple(changes), _degraded(given_up))


def _change(old: str, new: str, raw: RawChange, number: int, segment: int) -> Change:
    kind: ChangeKind = "insert" if raw.old is None else "delete" if raw.new is None else "replace"
    return Change(f"c{number}", kind, _quote(old, raw.old), _quote(new, raw.new), f"s{segment}", raw.noise)


def _quote(text: str, span: Span | None) -> Quote | None:
    return Quote(span[0], span[1], text[span[0] : span[1]]) if span else None


def _degraded(given_up: int) -> tuple[Notice, ...]:
    if not given_up:
        return ()
    message = f"{given_up} long stretches without a common run of words were taken as wholly replaced."
    return (Notice("coarse_diff", message, {"stretches": given_up}),)
