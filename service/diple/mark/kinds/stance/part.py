"""Clauses that move between the preamble and the operative part (V5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.parts import COMMAS, Paragraph, Parts, has_comma_blocks, parts_of_both
from diple.mark.text.passages import gist, kinship, rewritten_elsewhere, side_at
from diple.model import Direction, Segment, Span, Statement

PREAMBULAR, OPERATIVE = "preambular", "operative"
UNPAIRED = ("equal", "dropped", "added")  # segments in which no sentence answers a changed one
SAME_CLAUSE = 0.5  # share of content words from which two aligned paragraphs hold the same clause
NAMED = {"preambular": "the preamble", "operative": "the operative part", "other": "the text"}


def moved(context: Context) -> Iterator[Finding]:
    """V5: the same clause is in the preamble of one text and in the operative part of the other."""
    if not may_have_moved(context):
        return
    parts = parts_of_both(context.old, context.new)
    if parts is None:
        return
    old, new = parts
    claimed: set[Paragraph] = set()
    for gone, come, changes in (*clauses_to_compare(context), *regrouped(context, old, new)):
        before, after = old.at(gone.start), new.at(come.start)
        if before and after and {before.part, after.part} == {PREAMBULAR, OPERATIVE} and before not in claimed:
            claimed.add(before)
            yield finding(gone, come, before, after, changes)


def regrouped(context: Context, old: Parts, new: Parts) -> Iterator[tuple[Side, Side, tuple[str, ...]]]:
    """Paragraphs that answer one another across the parts, where one changed place holds several of them."""
    for segment in context.segments:
        olds, news = old.within(segment.old), new.within(segment.new)
        if segment.status not in UNPAIRED and max(len(olds), len(news)) > 1:
            changes = tuple(c.id for pair in context.pairs if pair.segment.id == segment.id for c in pair.changes)
            gone, come = by_part(olds, context.old, context), by_part(news, context.new, context)
            for here, there in ((PREAMBULAR, OPERATIVE), (OPERATIVE, PREAMBULAR)):
                yield from (
                    (a, b, changes) for a, b in kindred(gone.get(here, []), come.get(there, []), come.get(here, []))
                )


def kindred(gone: list[Side], come: list[Side], stayed: list[Side]) -> Iterator[tuple[Side, Side]]:
    """Paragraphs of one part with the only one of the other part that says the same, if none of the same part does."""
    for old in gone:
        kin = [new for new in come if kinship(old, new)]
        if len(kin) == 1 and not any(kinship(old, new) for new in stayed):
            yield old, kin[0]


def by_part(paragraphs: Sequence[Paragraph], statement: Statement, context: Context) -> dict[str, list[Side]]:
    """Paragraphs as sides on which nothing changed, by the part they belong to."""
    found: dict[str, list[Side]] = {}
    for paragraph in paragraphs:
        side = side_at(statement, [Span(paragraph.start, paragraph.end)], context)
        found.setdefault(paragraph.part, []).append(side)
    return found


def may_have_moved(context: Context) -> bool:
    """Whether any place could be a move: a paragraph that won or lost its comma, or one that came or went."""
    if not (has_comma_blocks(context.old) or has_comma_blocks(context.new)):
        return False
    if any(pair.old is None or pair.new is None for pair in context.pairs):
        return True
    return any(changes_comma(segment, context) for segment in context.segments)


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
    """Changed sentences with their partners, aligned ones and those written afresh at another place.

    Where only the number and the last mark changed, no change counts, and yet the clause moved.
    """
    pairs = {pair.segment.id: pair for pair in context.pairs}
    for segment in context.segments:
        if not changes_comma(segment, context):
            continue
        pair = pairs.get(segment.id)
        if pair is None:
            yield side_at(context.old, segment.old, context), side_at(context.new, segment.new, context), ()
        elif pair.old and pair.new and pair.common >= SAME_CLAUSE:
            yield pair.old, pair.new, tuple(change.id for change in pair.changes)
    for gone, come in rewritten_elsewhere(context):
        if gone.old and come.new:
            yield gone.old, come.new, tuple(change.id for change in (*gone.changes, *come.changes))


def finding(old: Side, new: Side, before: Paragraph, after: Paragraph, changes: tuple[str, ...]) -> Finding:
    """The claim, with both paragraphs."""
    direction: Direction = "softened" if after.part == "preambular" else "strengthened"
    return Finding(
        "V5",
        "part.moved",
        direction,
        gist(old, before.opened),
        f"“{clause(old, old.start, old.start + 1)}” is in {NAMED[before.part]} of the old text; "
        f"in the new one the clause is in {NAMED[after.part]}: “{clause(new, new.start, new.start + 1)}”.",
        (Span(old.start, old.end),),
        (Span(new.start, new.end),),
        changes,
    )


TEXT_RULES = (moved,)
