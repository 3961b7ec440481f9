"""The texts of the statements that a picture shows: each is read where it is needed, and its subjects only once."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from diple.archive.statements.contract import Held, StatementArchive
from diple.model import Statement
from diple.themes.rooms import Room, rooms_of

REMEMBERED = 4_000
"""Statements whose subjects a process remembers: 1.5 kB each, where reading one and finding them takes 3 ms."""

_Key = tuple[str, str, int]
_ROOMS: dict[_Key, Mapping[str, Room]] = {}
_LOCK = Lock()


class Texts:
    """The statements of an archive by id, for one request."""

    def __init__(self, archive: StatementArchive) -> None:
        self._archive = archive
        self._read: dict[str, Statement] = {}

    def __getitem__(self, id_: str) -> Statement:
        if id_ not in self._read:
            self._read[id_] = self._archive.get(id_).statement
        return self._read[id_]

    def rooms(self, held: Held) -> Mapping[str, Room]:
        """The room of each subject in a statement."""
        key = held.sha256, held.details.language, held.words
        known = _ROOMS.get(key)
        return known if known is not None else _remember(key, rooms_of(self[held.id]))


def _remember(key: _Key, rooms: Mapping[str, Room]) -> Mapping[str, Room]:
    """Keeps what was found in the place of the oldest, where there are too many."""
    with _LOCK:
        if len(_ROOMS) >= REMEMBERED:
            _ROOMS.pop(next(iter(_ROOMS)))
        _ROOMS[key] = rooms
    return rooms
