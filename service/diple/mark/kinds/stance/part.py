"""Clauses that move between the preamble and the operative part (V5)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.parts import COMMAS, Parts, has_comma_blocks, parts_of_both
from diple.mark.text.passages import gist, side_at
from diple.model import Direction, Segment, Span

UNPAIRED = ("equal", "dropped", "added")  # segments in which no sentence answers a changed one
NAMED = {"preambular": "the preamble", "operative": "the operative part"}


def moved(context: Context) -> Iterator[Finding]:
    """V5: the same clause is in the preamble of one text and in the operative part of the other."""
    if not (has_comma_blocks(context.old) or has_comma_blocks(context.new)):
        return
    compared = list(clauses_to_compare(context))
    parts = parts_of_both(context.old, context.new) if compared else None
    if parts is None:
        return
    for gone, come, changes in compared:
        yield from finding(gone, come, parts, changes)


def changes_comma(segment: Segment, context: Context) -> bool:
    """Whether a segment ends in a comma, or begins with a number, on one side only: so a paragraph changes part."""
    if segment.status in UNPAIRED:
        return False
    sides = ((context.old, segment.old), (context.new, segment.new))
    if len({statement.text[spans[0].start].isdigit() for statement, spans in sides}) > 1:
        return True
    ends = (statement.text[spans[-1].start : spans[-1].end].rstrip().endswith(COMMAS) for statement, spans in sides)
    return len(set(ends)) > 1


def clauses_to_compare(context: Context) -> Iterator[tuple[Side, Side, tuple[str, ...]]]:
    """The paragraphs that may have changed part, with their partners and the ids of their changes.

    Where only the number and the last mark changed, no change counts, and yet the clause moved.
    """
    changes = {pair.segment.id: tuple(change.id for change in pair.changes) for pair in context.pairs}
    for segment in context.segments:
        if changes_comma(segment, context):
            old, new = side_at(context.old, segment.old, context), side_at(context.new, segment.new, context)
            yield old, new, changes.get(segment.id, ())


def finding(old: Side, new: Side, parts: tuple[Parts, Parts], changes: tuple[str, ...]) -> Iterator[Finding]:
    """The claim, with both paragraphs, where one is in the preamble and the other in the operative part."""
    before, after = parts[0].at(old.start), parts[1].at(new.start)
    if before is None or after is None or {before.part, after.part} != set(NAMED):
        return
    direction: Direction = "softened" if after.part == "preambular" else "strengthened"
    why = f"“{clause(old, old.start, old.start + 1)}” is in {NAMED[before.part]} of the old text; "
    why += f"in the new one the clause is in {NAMED[after.part]}: “{clause(new, new.start, new.start + 1)}”."
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    yield Finding("V5", "part.moved", direction, gist(old, before.opened), why, *spans, changes)


TEXT_RULES = (moved,)
