"""What one version permits to be so, where the other says that it is so by law: exempt, inviolable, prohibited.

Nobody chooses a status. "May be inviolable" contradicts "is inviolable" and "shall be inviolable", though a permission
beside a bare verb is mostly a free rendering. The table "facts" of each language has the words, in [status].
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.mark.text.versions.clauses import BREAK, Clauses
from diple.mark.text.versions.passages import Passage
from diple.model import Span

PERMISSIONS = frozenset(("may", "can"))
BESIDE = 30  # code points between a permission and the status that is permitted, at most


class Said(NamedTuple):
    """A status that a version has, and the permission right before it, if one is there."""

    status: Mention
    permission: Mention | None


def permitted_statuses(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """The permissions of a status that the other version has without one: the side, the word, and the status there."""
    if not all(facts.of("status") for facts in passage.facts) or any(facts.of("exclusive") for facts in passage.facts):
        return
    sides = [statuses(passage, side) for side in (0, 1)]
    for side, (here, there) in enumerate((sides, sides[::-1])):
        for one, permission in permitted(here):
            place = unpermitted(one.status, here, there)
            if place and is_its_act(passage, side, one):
                yield side, permission, place


def permitted(found: list[Said]) -> Iterator[tuple[Said, Mention]]:
    """The statuses that a version permits for sure, with the permission."""
    yield from ((one, one.permission) for one in found if one.permission and one.permission.firm)


def statuses(passage: Passage, side: int) -> list[Said]:
    """The statuses that a version has."""
    version, facts = (passage.one, passage.other)[side], passage.facts[side]
    duties = facts.of("duty")
    return [Said(one, permission(one, duties, version.statement.text)) for one in facts.of("status")]


def permission(status: Mention, duties: list[Mention], text: str) -> Mention | None:
    """The last duty before a status in its clause, where it is a permission; also one that is not sure."""
    before = [one for one in duties if one.end <= status.start <= one.end + BESIDE]
    if not before or PERMISSIONS.isdisjoint(before[-1].values):
        return None
    return None if BREAK.search(text, before[-1].end, status.start) else before[-1]


def unpermitted(status: Mention, here: list[Said], there: list[Said]) -> Span | None:
    """Where the other version has a status at least as often, and never as what may be."""
    ours, theirs = alike(status, here), alike(status, there)
    if not theirs or len(theirs) < len(ours) or any(one.permission for one in theirs):
        return None
    return Span(theirs[0].status.start, theirs[0].status.end)


def alike(status: Mention, found: list[Said]) -> list[Said]:
    """Those of some statuses that may be a given one."""
    return [one for one in found if not one.status.values.isdisjoint(status.values)]


def is_its_act(passage: Passage, side: int, one: Said) -> bool:
    """Whether a permission is of a status: "may recommend that it be exempt" is not."""
    clauses = Clauses(passage, side)
    return one.permission is not None and clauses.after(one.permission.end) == clauses.after(one.status.start)
