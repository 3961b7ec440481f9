"""What one version permits to be so, where the other says that it is so by law: exempt, inviolable, prohibited.

Nobody chooses a status. "May be inviolable" contradicts "is inviolable" and "shall be inviolable", though a permission
beside a bare verb is mostly a free rendering.
"""

from __future__ import annotations

from collections.abc import Iterator

from diple.facts.mention import Mention
from diple.facts.reading import Facts
from diple.mark.text.versions.clauses import BREAK
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.passages import Passage
from diple.model import Span

STATUS, DUTY = "status", "duty"
PERMISSIONS = frozenset(("may", "can"))
BESIDE = 30  # code points between a permission and the status that is permitted


def permitted_statuses(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """The permissions of a status that the other version has without one: the side, the word, and the status there."""
    versions = passage.one, passage.other
    for side in (0, 1):
        here, there = passage.facts[side], passage.facts[1 - side]
        for status in here.of(STATUS):
            permission = permission_of(status, here, versions[side])
            place = unpermitted(status, here, there, versions[1 - side]) if permission and permission.firm else None
            if permission and place:
                yield side, permission, place


def unpermitted(status: Mention, here: Facts, there: Facts, version: Version) -> Span | None:
    """Where the other version has a status at least as often, and never as what may be."""
    ours, theirs = alike(status, here), alike(status, there)
    if len(theirs) < len(ours) or here.of("exclusive") or any(permission_of(one, there, version) for one in theirs):
        return None
    return Span(theirs[0].start, theirs[0].end) if theirs else None


def alike(status: Mention, facts: Facts) -> list[Mention]:
    """The words of a version that may mean a status."""
    return [one for one in facts.of(STATUS) if not one.values.isdisjoint(status.values)]


def permission_of(status: Mention, facts: Facts, version: Version) -> Mention | None:
    """The permission that is before a status in its clause, the last one; also one that is not sure."""
    before = [one for one in facts.of(DUTY) if one.end <= status.start <= one.end + BESIDE]
    if not before or PERMISSIONS.isdisjoint(before[-1].values):
        return None
    return None if BREAK.search(version.statement.text, before[-1].end, status.start) else before[-1]
