"""A line before a few places, fair to those who send: who has fewest places is next, then who came first.

When too many wait, the newest of whoever has most waiting is sent away. A flood from one sender fills its own share
of the line, not the line.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from diple.errors import RequestError


@dataclass(eq=False, slots=True)
class _Turn:
    sender: str
    decided: threading.Event = field(default_factory=threading.Event)
    admitted: bool = False


class Line:
    """`places` at one time, at most `each` of them for one sender, and `waiting` turns at most.

    `changed` is called when there are more or fewer turns.
    """

    def __init__(self, places: int, each: int, waiting: int, changed: Callable[[], None] = lambda: None) -> None:
        self._places = places
        self._each = each
        self._most = waiting
        self._changed = changed
        self._lock = threading.Lock()
        self._held: Counter[str] = Counter()
        self._turns: list[_Turn] = []

    @contextmanager
    def place(self, sender: str, seconds: float) -> Iterator[None]:
        """Holds a place; waits for it so many seconds at most. Raises RequestError, BUSY."""
        self._enter(sender, seconds)
        try:
            yield
        finally:
            self.leave(sender)

    def at_once(self, sender: str) -> bool:
        """Takes a place where one is free; `leave` gives it back."""
        with self._lock:
            return self._takes(sender)

    def leave(self, sender: str) -> None:
        """Gives a place back, to whoever is next."""
        with self._lock:
            self._held[sender] -= 1
            self._held += Counter()  # drops those who hold none
            self._admit()

    def lengths(self) -> tuple[int, int]:
        """How many places are taken, and how many wait."""
        with self._lock:
            return self._held.total(), len(self._turns)

    def _enter(self, sender: str, seconds: float) -> None:
        with self._lock:
            if self._takes(sender):
                return
            turn = self._queued(sender)
        self._changed()
        turn.decided.wait(seconds)
        with self._lock:
            if turn in self._turns:
                self._turns.remove(turn)
        self._changed()
        if not turn.admitted:
            raise busy()

    def _takes(self, sender: str) -> bool:
        if self._held.total() >= self._places or self._held[sender] >= self._each:
            return False
        self._held[sender] += 1
        return True

    def _queued(self, sender: str) -> _Turn:
        """A turn at the end of the line. Raises RequestError, BUSY."""
        if len(self._turns) >= self._most:
            waiting = Counter(turn.sender for turn in self._turns)
            greediest, most = waiting.most_common(1)[0] if waiting else (sender, 0)
            if most <= waiting[sender] + 1:
                raise busy()
            self._send_away(greediest)
        turn = _Turn(sender)
        self._turns.append(turn)
        return turn

    def _send_away(self, sender: str) -> None:
        newest = next(turn for turn in reversed(self._turns) if turn.sender == sender)
        self._turns.remove(newest)
        newest.decided.set()

    def _admit(self) -> None:
        able = [turn for turn in self._turns if self._held[turn.sender] < self._each]
        if able and self._held.total() < self._places:
            turn = min(able, key=lambda turn: self._held[turn.sender])
            self._turns.remove(turn)
            self._held[turn.sender] += 1
            turn.admitted = True
            turn.decided.set()


def busy() -> RequestError:
    """The error that too many requests wait already."""
    return RequestError(
        "BUSY", "More requests are coming in than this service can answer at a time.", "Try again in a moment."
    )
