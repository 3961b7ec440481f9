"""Places for requests and one line before them, fair to those who send.

A request takes a quick place, and changes to a slow one when it proves slow. Whoever has fewest places of a kind is
next, then who came first. Where too many wait, the newest request of whoever has most waiting is sent away: a flood
from one sender fills its own share of the line, not the line. How many may wait follows from what they are expected to
cost: four small requests count as one, until they prove slow. A request that proved slow is in nobody's way who sends
less than it: before a request those are counted that wait for a quick place, or are no larger.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from diple.errors import RequestError

SMALL = 16 * 1024
"""Bytes of a small request, at most: 300 words have 4,000, 6,000 words 80,000."""
_OF_A_SMALL_ONE = 0.25  # of what a request counts: 300 words take a fifth of what 6,000 take, a kept result less
_LONGEST = 60  # seconds after which a request is worth sending again, at most
_OF_THE_LATEST = 0.2  # part of the latest pause in the mean: about the last ten count


@dataclass(eq=False, slots=True)
class Turn:
    """A request from a sender, of so many bytes; whether it proved slow, and whether it has a place.

    It waits for `patience` seconds in all.
    """

    sender: str
    size: int
    patience: float = 0.0
    slow: bool = False
    placed: bool = False
    decided: threading.Event = field(default_factory=threading.Event)

    @property
    def cost(self) -> float:
        """What it counts as while it waits."""
        return 1.0 if self.slow or self.size > SMALL else _OF_A_SMALL_ONE


class _Places:
    """Places of one kind, at most `each` of them for one sender."""

    def __init__(self, count: int, each: int) -> None:
        self._count = count
        self._each = each
        self.held: Counter[str] = Counter()

    def free_for(self, sender: str) -> bool:
        return self.held.total() < self._count and self.held[sender] < self._each

    def give_back(self, sender: str) -> None:
        self.held[sender] -= 1
        self.held += Counter()  # drops those who hold none


class _Pace:
    """The mean seconds between two requests that end while others wait."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._latest: float | None = None
        self.mean = 1.0

    def ended(self, others_wait: bool) -> None:
        now = self._clock()
        if self._latest is not None:
            self.mean += _OF_THE_LATEST * (now - self._latest - self.mean)
        self._latest = now if others_wait else None


class Line:
    """`quick` places, `slow` ones, and turns that wait of a cost of `waiting` at most.

    No sender has all places of a kind, unless it is one. `changed` is called when there are more or fewer that wait.
    """

    def __init__(
        self,
        quick: int,
        slow: int,
        waiting: int,
        changed: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._quick = _Places(quick, max(1, quick - 1))
        self._slow = _Places(slow, max(1, slow - 1))
        self._most = waiting
        self._changed = changed
        self._clock = clock
        self._pace = _Pace(clock)
        self._lock = threading.Lock()
        self._turns: list[Turn] = []

    @contextmanager
    def turn(self, sender: str, size: int, seconds: float) -> Iterator[Turn]:
        """A quick place for a request of so many bytes, which may wait so many seconds. Raises RequestError, BUSY."""
        turn = Turn(sender, size, seconds)
        with self._lock:
            self._make_room(turn)
            self._join(turn)
        try:
            self.wait(turn)
            yield turn
        finally:
            self._leave(turn)

    def change(self, turn: Turn) -> bool:
        """Gives its quick place back for a slow one; whether there is one. Where not, it is to be waited for."""
        with self._lock:
            self._quick.give_back(turn.sender)
            turn.slow, turn.placed = True, False
            turn.decided.clear()
            self._join(turn)
            self._admit(slow=False)
            return turn.placed

    def wait(self, turn: Turn) -> None:
        """Waits for a place. Raises RequestError, BUSY, where that takes too long, or the turn is sent away."""
        if turn.placed:
            return
        self._changed()
        began = self._clock()
        turn.decided.wait(turn.patience)
        turn.patience = max(0, turn.patience - (self._clock() - began))
        with self._lock:
            if turn in self._turns:
                self._turns.remove(turn)
            after = self._seconds()
        self._changed()
        if not turn.placed:
            raise busy(after)

    def refused(self, sender: str, size: int) -> int:
        """Seconds after which a request is worth sending that would be refused now; 0 where it would not be."""
        with self._lock:
            return self._seconds() if self._in_excess(Turn(sender, size)) is None else 0

    def lengths(self) -> tuple[int, int, int]:
        """How many quick places and how many slow ones are taken, and how many requests wait."""
        with self._lock:
            return self._quick.held.total(), self._slow.held.total(), len(self._turns)

    def _places(self, slow: bool) -> _Places:
        return self._slow if slow else self._quick

    def _join(self, turn: Turn) -> None:
        """Takes a place, or waits at the end of the line."""
        places = self._places(turn.slow)
        if places.free_for(turn.sender):
            self._place(turn)
        else:
            self._turns.append(turn)

    def _place(self, turn: Turn) -> None:
        self._places(turn.slow).held[turn.sender] += 1
        turn.placed = True
        turn.decided.set()

    def _leave(self, turn: Turn) -> None:
        with self._lock:
            if turn.placed:
                self._places(turn.slow).give_back(turn.sender)
                self._admit(turn.slow)
                self._pace.ended(bool(self._turns))

    def _admit(self, slow: bool) -> None:
        """Gives a place that has become free to whoever is next."""
        places = self._places(slow)
        able = [turn for turn in self._turns if turn.slow == slow and places.free_for(turn.sender)]
        if able:
            turn = min(able, key=lambda turn: places.held[turn.sender])
            self._turns.remove(turn)
            self._place(turn)

    def _make_room(self, turn: Turn) -> None:
        """Sends away whom a turn is to be let in for. Raises RequestError, BUSY, where there is nobody such."""
        excess = self._in_excess(turn)
        if excess is None:
            raise busy(self._seconds())
        for each in excess:
            self._turns.remove(each)
            each.decided.set()

    def _in_excess(self, turn: Turn) -> list[Turn] | None:
        """Who is to be sent away so that a turn may wait; None where that is the turn itself."""
        before = [other for other in self._turns if not other.slow or other.size <= turn.size]
        excess: list[Turn] = []
        while sum(other.cost for other in before) >= self._most:
            greedier = _greedier(turn, before)
            if greedier is None:
                return None
            before.remove(greedier)
            excess.append(greedier)
        return excess

    def _seconds(self) -> int:
        """Seconds in which all who wait now will have had their places, at the pace of late."""
        return min(_LONGEST, max(1, math.ceil(len(self._turns) * self._pace.mean)))


def _greedier(turn: Turn, before: Sequence[Turn]) -> Turn | None:
    """The newest turn of whoever has most waiting before `turn`, if without it they have no less than its sender then.

    One that has not begun rather than one that has.
    """
    waiting: dict[str, float] = defaultdict(float)
    for other in before:
        waiting[other.sender] += other.cost
    greediest = max(waiting, key=waiting.__getitem__)
    theirs = [other for other in before if other.sender == greediest]
    newest = next((other for other in reversed(theirs) if not other.slow), theirs[-1])
    return newest if waiting[greediest] - newest.cost >= waiting[turn.sender] + turn.cost else None


def busy(seconds: int) -> RequestError:
    """The error that too many requests wait already, and after how many seconds it is worth trying again."""
    return RequestError(
        "BUSY",
        "More requests are coming in than this service can answer at a time.",
        "Try again after the seconds of Retry-After.",
        retry_after=seconds,
    )
