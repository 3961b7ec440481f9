"""The line before the children: fair to those who send, and never longer than it may be."""

from threading import Thread

import pytest

import patience
from diple.errors import RequestError
from diple.web.work.children.line import SMALL, Line

SIZE = SMALL + 100
HELD = []
"""The turns of a test: one that nobody holds is left."""


@pytest.fixture(autouse=True)
def _none_is_held_on():
    yield
    HELD.clear()


class Waiting(Thread):
    """One who waits for a quick place; `told` is what became of it."""

    def __init__(self, line, sender, order, size=SIZE):
        super().__init__(daemon=True)
        self._line, self._sender, self._size, self._order = line, sender, size, order
        self.told = None

    def run(self):
        try:
            with self._line.turn(self._sender, self._size, patience.SECONDS):
                self._order.append(self._sender)
        except RequestError as error:
            self.told = error.code


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def joined(line, *threads):
    """Starts each when the one before it waits, or was refused."""
    for thread in threads:
        before = line.lengths()[2]
        thread.start()
        patience.until(lambda: line.lengths()[2] > before or not thread.is_alive())  # noqa: B023
    return threads


def held(line, sender, size=SIZE, slow=False):
    """A turn that begins now, and changes to a slow place; to be left by closing it."""
    context = line.turn(sender, size, 0)
    HELD.append(context)
    turn = context.__enter__()
    if slow:
        line.change(turn)
    return turn, lambda: context.__exit__(None, None, None)


def refused(line, sender, size=SIZE):
    """The error of a request that is refused at once; what `refused` says is the same."""
    seconds = line.refused(sender, size)
    with pytest.raises(RequestError) as told, line.turn(sender, size, patience.SECONDS):
        pass
    assert (told.value.code, told.value.data) == ("BUSY", {"retry_after": seconds})
    return told.value


def test_who_has_fewest_places_is_next_and_then_who_came_first():
    line, order = Line(quick=3, slow=1, waiting=9), []
    (_, leave), _, _ = held(line, "many"), held(line, "many"), held(line, "other")
    waiting = joined(line, *(Waiting(line, sender, order) for sender in ("many", "many", "one")))
    leave()
    for thread in waiting:
        thread.join(patience.SECONDS)
    assert order == ["one", "many", "many"]


def test_one_sender_has_all_quick_places_but_one():
    line = Line(quick=3, slow=1, waiting=9)
    held(line, "many"), held(line, "many")
    third = Waiting(line, "many", [])
    joined(line, third)
    held(line, "one")
    assert line.lengths() == (3, 0, 1)


def test_one_sender_has_all_slow_places_but_one():
    """What takes long from one sender keeps nobody else from a slow place."""
    line = Line(quick=3, slow=2, waiting=9)
    held(line, "many", slow=True), held(line, "many", slow=True)
    assert line.lengths() == (0, 1, 1)
    held(line, "one", slow=True)
    assert line.lengths() == (0, 2, 1)


def test_a_line_that_is_full_sends_away_the_newest_of_the_greediest():
    line, order = Line(quick=1, slow=1, waiting=2), []
    _, leave = held(line, "first")
    greedy = joined(line, Waiting(line, "many", order), Waiting(line, "many", order))
    refused(line, "many")
    assert line.refused("one", SIZE) == 0
    other = Waiting(line, "one", order)
    other.start()
    greedy[1].join(patience.SECONDS)
    assert (greedy[0].told, greedy[1].told) == (None, "BUSY")
    leave()
    greedy[0].join(patience.SECONDS)
    other.join(patience.SECONDS)
    assert order == ["many", "one"]


def test_of_the_greediest_one_is_sent_away_that_has_not_begun():
    line = Line(quick=2, slow=1, waiting=2)
    held(line, "first", slow=True)
    begun, _ = held(line, "many", slow=True)
    held(line, "many")
    (fresh,) = joined(line, Waiting(line, "many", []))
    held(line, "one")
    fresh.join(patience.SECONDS)
    assert (fresh.told, begun.decided.is_set()) == ("BUSY", False)


def test_a_place_is_waited_for_no_longer_than_told():
    line = Line(quick=1, slow=1, waiting=2)
    held(line, "first")
    with pytest.raises(RequestError) as told, line.turn("one", SIZE, 0):
        pass
    assert told.value.code == "BUSY"
    assert line.lengths() == (1, 0, 0)


def test_what_changes_to_a_slow_place_makes_room_for_who_waits():
    line, order = Line(quick=1, slow=1, waiting=2), []
    turn, leave = held(line, "first")
    (waiting,) = joined(line, Waiting(line, "second", order))
    assert line.change(turn)
    waiting.join(patience.SECONDS)
    assert (order, line.lengths()) == (["second"], (0, 1, 0))
    leave()
    assert line.lengths() == (0, 0, 0)


def test_what_has_begun_is_not_refused_where_it_proves_slow():
    """However many wait: only before it begins may a request be one too many."""
    line = Line(quick=1, slow=1, waiting=1)
    _, leave = held(line, "0", slow=True)
    second, leave_second = held(line, "1", slow=True)
    assert (second.placed, line.lengths()) == (False, (0, 1, 1))
    refused(line, "2")
    leave()
    line.wait(second)
    assert line.lengths() == (0, 1, 0)
    leave_second()
    assert line.lengths() == (0, 0, 0)


def test_slow_requests_are_in_the_way_of_none_that_sends_less():
    line = Line(quick=2, slow=1, waiting=1)
    held(line, "0", size=SIZE, slow=True)
    held(line, "1", size=SIZE, slow=True)
    refused(line, "2", size=SIZE)
    held(line, "2", size=SIZE - 1)
    assert line.lengths() == (1, 1, 1)


def test_four_small_requests_wait_for_one_that_is_large():
    line = Line(quick=1, slow=1, waiting=2)
    held(line, "0")
    joined(line, *(Waiting(line, "many", [], SMALL) for _ in range(8)))
    assert line.lengths() == (1, 0, 8)
    refused(line, "many", SMALL)


def test_small_requests_that_proved_slow_count_as_large_ones():
    line = Line(quick=3, slow=1, waiting=2)
    for at in range(3):
        held(line, f"{at}", SMALL, slow=True)
    assert line.lengths() == (0, 1, 2)
    refused(line, "another", SMALL)


def test_so_many_of_the_greediest_are_sent_away_that_there_is_room():
    line = Line(quick=1, slow=1, waiting=3)
    held(line, "0")
    small = joined(line, *(Waiting(line, "many", [], SMALL) for _ in range(12)))
    for sender, away in (("one", small[11:]), ("another", small[7:11])):
        Waiting(line, sender, []).start()
        for thread in away:
            thread.join(patience.SECONDS)
    assert [each.told for each in small] == [None] * 7 + ["BUSY"] * 5
    assert line.lengths() == (1, 0, 9)


def test_it_is_said_when_all_who_wait_now_will_have_had_their_places():
    clock = Clock()
    line = Line(quick=2, slow=1, waiting=2, clock=clock)
    leaves = [held(line, f"{at}", slow=True)[1] for at in range(3)]
    seconds = []
    for at in range(3, 33):  # each takes four seconds, and two wait
        seconds.append(refused(line, "another").data["retry_after"])
        clock.now += 4
        leaves.pop(0)()
        leaves.append(held(line, f"{at}", slow=True)[1])
    assert (seconds[0], seconds[-1]) == (2, 8)
