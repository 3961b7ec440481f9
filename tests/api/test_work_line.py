"""The line before the children: fair to those who send, and never longer than it may be."""

from threading import Thread

import pytest

import patience
from diple.errors import RequestError
from diple.web.work.line import Line


class Waiting(Thread):
    """One who waits for a place; `told` is what became of it, `release` gives the place back."""

    def __init__(self, line, sender, order):
        super().__init__(daemon=True)
        self._line, self._sender, self._order = line, sender, order
        self.told = None

    def run(self):
        try:
            with self._line.place(self._sender, patience.SECONDS):
                self._order.append(self._sender)
        except RequestError as error:
            self.told = error.code


def joined(line, count, *threads):
    for thread in threads:
        thread.start()
        while line.lengths()[1] < count and thread.is_alive():
            pass
        count += 1
    return threads


def test_who_has_fewest_places_is_next_and_then_who_came_first():
    line, order = Line(places=2, each=2, waiting=9), []
    assert line.at_once("many") and line.at_once("many")
    waiting = joined(line, 1, *(Waiting(line, sender, order) for sender in ("many", "many", "one")))
    line.leave("many")
    for thread in waiting:
        thread.join(patience.SECONDS)
    assert order == ["one", "many", "many"]


def test_one_sender_has_only_its_share():
    line = Line(places=3, each=2, waiting=9)
    assert [line.at_once("many") for _ in range(3)] == [True, True, False]
    assert line.at_once("one")
    assert line.lengths() == (3, 0)


def test_a_line_that_is_full_sends_away_the_newest_of_the_greediest():
    line, order = Line(places=1, each=1, waiting=2), []
    assert line.at_once("first")
    greedy = joined(line, 1, Waiting(line, "many", order), Waiting(line, "many", order))
    with pytest.raises(RequestError) as told, line.place("many", patience.SECONDS):
        pass
    assert told.value.code == "BUSY"
    other = Waiting(line, "one", order)
    other.start()
    greedy[1].join(patience.SECONDS)
    assert (greedy[0].told, greedy[1].told) == (None, "BUSY")
    line.leave("first")
    greedy[0].join(patience.SECONDS)
    other.join(patience.SECONDS)
    assert order == ["many", "one"]


def test_a_place_is_waited_for_no_longer_than_told():
    line = Line(places=1, each=1, waiting=2)
    assert line.at_once("first")
    with pytest.raises(RequestError) as told, line.place("one", 0):
        pass
    assert told.value.code == "BUSY"
    assert line.lengths() == (1, 0)
