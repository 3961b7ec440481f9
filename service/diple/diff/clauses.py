"""Clauses that moved: a run of words deleted in one place and inserted in another is no drop.

Only runs of twelve tokens and more inside changed sentences are looked at, and only where they agree nearly word for
word. What moved becomes a unit of its own; the sentences it left and entered are diffed without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.diff.units import Unit
from diple.model import Span
from diple.segment.tokens import Edit, Tokens

# A moved clause has at least this many tokens ...
LEAST_TOKENS = 12
# ... is found by runs of this many equal ones, that occur once among all inserted ones ...
RUN = 6
# ... and may have this many changed ones between two such runs.
WIDEST_CHANGE = 3


class Worked(NamedTuple):
    """A changed unit with its tokens and edits."""

    number: int
    old: Tokens
    new: Tokens
    edits: Sequence[Edit]


class Clause(NamedTuple):
    """Tokens of one unit's old side that occur again in the new side of one, perhaps another, unit."""

    old_unit: int
    old: Span
    new_unit: int
    new: Span


def is_long(edit: Edit) -> bool:
    """Whether an edit could take out or put in a clause worth looking for elsewhere."""
    return max(edit.old_end - edit.old_start, edit.new_end - edit.new_start) >= LEAST_TOKENS


def moved_clauses(worked: Sequence[Worked]) -> list[Clause]:
    """Long runs deleted in one place and inserted in another, none overlapping."""
    inserted = [(w, edit) for w in worked for edit in w.edits if edit.new_end - edit.new_start >= LEAST_TOKENS]
    deleted = [(w, edit) for w in worked for edit in w.edits if edit.old_end - edit.old_start >= LEAST_TOKENS]
    if not inserted or not deleted:
        return []
    places = _run_places(inserted)
    clauses: list[Clause] = []
    for w, edit in deleted:
        for clause in _chains(w, edit, places):
            if not any(_overlaps(clause, taken) for taken in clauses):
                clauses.append(clause)
    return clauses


def _run_places(inserted: Sequence[tuple[Worked, Edit]]) -> dict[tuple[str, ...], tuple[Worked, int] | None]:
    """Where each run of keys is inserted; None where more than once."""
    places: dict[tuple[str, ...], tuple[Worked, int] | None] = {}
    for w, edit in inserted:
        for at in range(edit.new_start, edit.new_end - RUN + 1):
            run = tuple(w.new.keys[at : at + RUN])
            places[run] = None if run in places else (w, at)
    return places


def _chains(w: Worked, edit: Edit, places: dict[tuple[str, ...], tuple[Worked, int] | None]) -> Iterator[Clause]:
    """Runs found one after another on one diagonal, joined over small changes."""
    chain: Clause | None = None
    for at in range(edit.old_start, edit.old_end - RUN + 1):
        found = places.get(tuple(w.old.keys[at : at + RUN]))
        if found is None:
            continue
        there, place = found
        if chain and _continues(chain, there.number, at, place):
            chain = chain._replace(old=Span(chain.old.start, at + RUN), new=Span(chain.new.start, place + RUN))
            continue
        if chain and chain.old.end - chain.old.start >= LEAST_TOKENS:
            yield chain
        chain = Clause(w.number, Span(at, at + RUN), there.number, Span(place, place + RUN))
    if chain and chain.old.end - chain.old.start >= LEAST_TOKENS:
        yield chain


def _continues(chain: Clause, unit: int, at: int, place: int) -> bool:
    same_diagonal = at - chain.old.start == place - chain.new.start
    return chain.new_unit == unit and same_diagonal and at - chain.old.end <= WIDEST_CHANGE


def _overlaps(clause: Clause, other: Clause) -> bool:
    return (
        clause.old_unit == other.old_unit and clause.old.start < other.old.end and other.old.start < clause.old.end
    ) or (clause.new_unit == other.new_unit and clause.new.start < other.new.end and other.new.start < clause.new.end)


def carved(units: Sequence[Unit], worked: Sequence[Worked], clauses: Sequence[Clause]) -> list[Unit]:
    """The units without the clauses, and behind each the clauses that came into it, as moved units."""
    by_number = {w.number: w for w in worked}
    carve: dict[int, Unit] = {}
    arrived: dict[int, list[Unit]] = {}
    for clause in clauses:
        old = _characters(by_number[clause.old_unit].old, clause.old, units[clause.old_unit].old)
        new = _characters(by_number[clause.new_unit].new, clause.new, units[clause.new_unit].new)
        if old is None or new is None:
            continue
        left = carve.get(clause.old_unit, units[clause.old_unit])
        carve[clause.old_unit] = Unit(left.kind, _without(left.old, old), left.new, left.moved)
        entered = carve.get(clause.new_unit, units[clause.new_unit])
        carve[clause.new_unit] = Unit(entered.kind, entered.old, _without(entered.new, new), entered.moved)
        arrived.setdefault(clause.new_unit, []).append(Unit("changed", (old,), (new,), moved=True))
    made = []
    for number, unit in enumerate(units):
        made += [carve.get(number, unit), *arrived.get(number, ())]
    return made


def _characters(tokens: Tokens, run: Span, spans: Sequence[Span]) -> Span | None:
    """The characters of a run of tokens with the white space behind; None where it is not inside one span."""
    start = tokens.starts[run.start]
    for span in spans:
        if span.start <= start < span.end:
            end = tokens.starts[run.end] if run.end < len(tokens) else span.end
            return Span(start, end) if start > span.start and end < span.end else None
    return None


def _without(spans: Sequence[Span], hole: Span) -> tuple[Span, ...]:
    """The spans less a hole that lies inside one of them."""
    kept: list[Span] = []
    for span in spans:
        if span.start <= hole.start and hole.end <= span.end:
            kept += [piece for piece in (Span(span.start, hole.start), Span(hole.end, span.end)) if piece[0] < piece[1]]
        else:
            kept.append(span)
    return tuple(kept)
