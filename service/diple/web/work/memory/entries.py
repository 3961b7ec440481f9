"""What a worker remembers for a while of what it answered and compared: in its memory alone, never on a disk.

It is bounded in number, bytes and time, and what was made for a key is forgotten when the key is revoked. Whose request
an entry belongs to is part of its name, so that nobody learns from a quick answer that another asked the same.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from diple.errors import ArchiveError
from diple.web.access import state
from diple.web.access.callers import OPEN
from diple.web.operations import metrics

_LOOK_EVERY = 1.0  # seconds between two looks for what is to be forgotten
_LARGEST = 4  # an entry has at most this part of all bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    what: object
    size: int
    until: float
    key: str


class Memory:
    """Entries by digests of what they answer; `most` of them, of `most_bytes` together, each for `seconds`."""

    def __init__(self, seconds: float, most: int, most_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._most, self._most_bytes = seconds, most, most_bytes
        self._clock = clock
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def largest(self) -> int:
        """Bytes that an entry may have."""
        return self._most_bytes // _LARGEST

    def get(self, name: bytes, kind: str) -> object:
        """What is remembered under a name, None where nothing is. `kind` is what it is counted as."""
        with self._lock:
            found = self._entries.get(name)
            if found is None or found.until <= self._clock():
                return None
            self._entries.move_to_end(name)
        metrics.remembered(kind)
        return found.what

    def put(self, name: bytes, what: object, size: int, key: str) -> None:
        """Remembers something that was made for a key, and forgets for it what was not asked for longest."""
        if size > self.largest:
            return
        with self._lock:
            self._drop(name)
            self._entries[name] = _Entry(what, size, self._clock() + self._seconds, key)
            self._bytes += size
            while len(self._entries) > self._most or self._bytes > self._most_bytes:
                self._drop(next(iter(self._entries)))

    def lengths(self) -> tuple[int, int]:
        """How many entries there are, and their bytes."""
        with self._lock:
            return len(self._entries), self._bytes

    def keys(self) -> set[str]:
        """The keys for which something is remembered."""
        with self._lock:
            return {entry.key for entry in self._entries.values()}

    def sweep(self, revoked: set[str]) -> None:
        """Forgets what is over, and what was made for a key that is no longer in use."""
        now = self._clock()
        with self._lock:
            for name, entry in list(self._entries.items()):
                if entry.until <= now or entry.key in revoked:
                    self._drop(name)

    def _drop(self, name: bytes) -> None:
        if entry := self._entries.pop(name, None):
            self._bytes -= entry.size


class Forgetter(threading.Thread):
    """Looks again and again for what is to be forgotten, also where nobody asks anything."""

    def __init__(self, app: Flask, memory: Memory) -> None:
        super().__init__(name="the forgetter", daemon=True)
        self._app, self._memory = app, memory
        self._stopping = threading.Event()

    def run(self) -> None:
        """Until it is stopped."""
        while not self._stopping.wait(_LOOK_EVERY):
            self.look()

    def look(self) -> None:
        """Forgets what is to be forgotten by now."""
        self._memory.sweep(self._revoked())

    def stop(self) -> None:
        """Ends it."""
        self._stopping.set()

    def _revoked(self) -> set[str]:
        """The keys that are no longer in use; all where nobody can tell."""
        known = self._memory.keys() - {OPEN.key}
        try:
            with self._app.app_context():
                return {key for key in known if state.keys().named(key) is None}
        except ArchiveError:
            return known
