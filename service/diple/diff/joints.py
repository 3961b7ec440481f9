"""Changes that paragraphs and not words make: words on either side of a break, rules, and signatures below two hyphens.

Where one text has a word at the end of a sentence or heading and the other has it at the beginning of the next, the
words run on in one order: the break moved, no word did.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from diple.diff.changes import RawChange
from diple.diff.units import Unit
from diple.model import NoiseReason, Span, Statement

Worked = tuple[Unit, Sequence[RawChange]]
"""A unit and its changes."""

_NEAR_THE_END = 700  # characters, in which a signature is
_MOST_LINES = 8  # of a signature
_LONGEST = 80  # characters of a line
_STOPS = (".", "!", "?", "。")
_MOVED: NoiseReason = "whitespace"
_SIGNED: NoiseReason = "courtesy"


def signature_start(text: str) -> int:
    """Where the signature of a text begins, at two hyphens alone on a line; its length where it has none.

    The hyphens are those of RFC 3676, section 4.3. Behind them are a few short lines, none of which ends as a sentence.
    """
    end = len(text)
    lines = text[max(0, end - _NEAR_THE_END) :].splitlines(keepends=True)
    for at in reversed(range(1, len(lines))):
        if lines[at].rstrip() == "--":
            signed = [line.strip() for line in lines[at + 1 :] if line.strip()]
            return end - sum(map(len, lines[at:])) if _is_signature(signed) else end
    return end


def _is_signature(lines: Sequence[str]) -> bool:
    short = all(len(line) <= _LONGEST and not line.endswith(_STOPS) for line in lines)
    return short and 0 < len(lines) <= _MOST_LINES


def settled(old: Statement, new: Statement, worked: Sequence[Worked]) -> list[list[RawChange]]:
    """The changes of each unit, with why those at moved breaks and those in signatures do not count."""
    made = [list(changes) for _, changes in worked]
    for at, (before, after) in enumerate(pairwise(unit for unit, _ in worked)):
        if made[at] and made[at + 1] and _follow(before, after):
            _settle_break(old.text, new.text, (before, after), (made[at], made[at + 1]))
    ends = signature_start(old.text), signature_start(new.text)
    if ends == (len(old.text), len(new.text)):
        return made
    return [[_signed(change, *ends) for change in changes] for changes in made]


def _signed(change: RawChange, old_end: int, new_end: int) -> RawChange:
    """A change that is in the signatures does not count."""
    within = (change.old is None or change.old.start >= old_end) and (change.new is None or change.new.start >= new_end)
    return change._replace(noise=change.noise or _SIGNED) if within else change


def _follow(before: Unit, after: Unit) -> bool:
    """Whether two units follow one another on both sides."""
    return all(
        one and other and one[-1].end == other[0].start
        for one, other in ((before.old, after.old), (before.new, after.new))
    )


def _settle_break(
    old: str, new: str, units: tuple[Unit, Unit], changes: tuple[list[RawChange], list[RawChange]]
) -> None:
    """Two changes are none where the same words end one unit on one side and begin the next on the other."""
    last, first = _at_end(changes[0]), _at_start(changes[1])
    if last is None or first is None:
        return
    gone, come = changes[0][last], changes[1][first]
    for text, other, leaves, enters, spans in (
        (old, new, gone.old, come.new, (units[0].old, units[1].new)),
        (new, old, gone.new, come.old, (units[0].new, units[1].old)),
    ):
        alone = (gone.old is None) != (gone.new is None) and (come.old is None) != (come.new is None)
        if (
            alone
            and leaves
            and enters
            and _same(text, leaves, other, enters)
            and _at_edges(text, other, leaves, enters, spans)
        ):
            changes[0][last] = gone._replace(noise=_MOVED)
            changes[1][first] = come._replace(noise=_MOVED)


def _at_end(changes: Sequence[RawChange]) -> int | None:
    """The place of the last change that is not of white space alone."""
    return next((at for at in reversed(range(len(changes))) if changes[at].noise != _MOVED), None)


def _at_start(changes: Sequence[RawChange]) -> int | None:
    return next((at for at in range(len(changes)) if changes[at].noise != _MOVED), None)


def _same(text: str, span: Span, other: str, answer: Span) -> bool:
    """Whether two stretches are the same words."""
    words = text[span.start : span.end].split()
    return bool(words) and words == other[answer.start : answer.end].split()


def _at_edges(
    text: str, other: str, leaves: Span, enters: Span, spans: tuple[tuple[Span, ...], tuple[Span, ...]]
) -> bool:
    """Whether a stretch is the last of a unit, and its answer the first of the next one."""
    behind, before = text[leaves.end : spans[0][-1].end], other[spans[1][0].start : enters.start]
    return not behind.strip() and not before.strip()
