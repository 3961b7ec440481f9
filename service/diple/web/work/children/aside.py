"""Children that are stopped until there is a slow place for them, and then go on where they were.

What they hold together is bounded: what does not fit is to be ended by who asks, and begun again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from diple.web.work.children.nursery import Nursery
from diple.web.work.children.wire import GoneError


class Aside:
    """Children of a nursery that are stopped, grown by at most so many bytes together."""

    def __init__(self, nursery: Nursery, most_bytes: int) -> None:
        self._nursery = nursery
        self._most = most_bytes
        self._held = 0
        self._lock = threading.Lock()

    @contextmanager
    def stopped(self, pid: int) -> Iterator[bool]:
        """Stops a child meanwhile; whether there is room for it. Where not, it runs on."""
        size = self._nursery.growth(pid)
        if not self._takes(size):
            yield False
            return
        try:
            with suppress(GoneError):
                self._nursery.stop(pid)
            yield True
        finally:
            with suppress(GoneError):  # without its nursery it goes on by itself
                self._nursery.go_on(pid)
            with self._lock:
                self._held -= size

    def _takes(self, size: int) -> bool:
        with self._lock:
            if self._held + size > self._most:
                return False
            self._held += size
            return True
