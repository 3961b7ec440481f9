"""Work on all statements: in this process, in several, and on a cluster of which a worker is killed."""

import json
import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from sqlalchemy import select

from diple.archive import Place
from diple.archive.statements import renewing, tables, totals
from diple.archive.statements.contract import Scope
from diple.archive.statements.corpus import novelties, pairs, spreading
from diple.errors import ArchiveError
from diple.lexicon import Lexicon
from diple.lexicon.load import pack_from_tables

SUBJECTS = ("harbour", "strait", "fishery", "pipeline", "border", "school", "railway", "reef", "forest", "market")
COMMON = "The Parties of Vantor and Bramont reaffirm the agreed principles of the northern waters. "


def texts(count):
    """Statements that share a sentence, and differ in a few words of the others."""
    return [
        f"{COMMON}They will open the great {SUBJECTS[at % 10]} of Ostmere to the ships of all sides. "
        f"Round {at} of the talks on the {SUBJECTS[at // 10 % 10]} ended late in the evening of that day."
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


def spoilt(archive):
    """Takes some index rows away, and says by which packs the rest is indexed."""
    with archive._shelf.database.writing() as connection:
        for each in (tables.SENTENCES, tables.MENTIONS):
            connection.execute(each.delete())
        connection.execute(tables.STATEMENTS.update().values(indexed="older"))
        totals.recount(connection, "default")


def in_order_of_numbers(archive):
    """The ids of the statements as reindexing takes them."""
    with archive._shelf.database.reading() as connection:
        chosen = select(tables.STATEMENTS.c.id).order_by(tables.STATEMENTS.c.number)
        return list(connection.execute(chosen).scalars())


def test_processes_index_anew_as_one_does(held, processes, monkeypatch):
    monkeypatch.setattr(renewing, "PIECE", 3)
    archive = held(*texts(10))
    spoilt(archive)
    assert list(archive.reindex(executor=processes)) == in_order_of_numbers(archive)
    assert (list(archive.verify()), list(archive.reindex(executor=processes))) == ([], [])


def test_novelties_are_those_of_each_statement_on_its_day(held, processes, monkeypatch):
    monkeypatch.setattr(novelties, "PIECE", 2)
    archive = held(*texts(5), (COMMON, {"date": ""}))
    apart = [
        (each.id, archive.novelty(archive.get(each.id).statement, Scope(series="accord"), limit=3))
        for each in archive.entries()[:5]
    ]
    assert list(archive.novelties(Scope(series="accord"), executor=processes)) == apart
    assert list(archive.novelties(Scope(series="accord"))) == apart
    assert [found.known for _, found in apart] == [0, 2, 2, 2, 2]  # another round is new


def test_all_pairs_of_a_series(held, processes, monkeypatch):
    monkeypatch.setattr(pairs, "SIDE", 2)
    archive = held(*texts(3), ("Стороны подтверждают дружбу народов и мир в северных водах.", {}), texts(14)[13])
    found = list(archive.pairs("accord", executor=processes))
    days = {held.id: held.details.date[:4] for held in archive.entries()}
    assert [(days[step.before], days[step.after]) for step in found] == [
        ("2001", "2002"),
        ("2001", "2003"),
        ("2002", "2003"),
        ("2001", "2005"),
        ("2002", "2005"),
        ("2003", "2005"),
    ]
    assert found == list(archive.pairs("accord"))
    neighbours = {(step.before, step.after): step for step in archive.steps("accord")}
    assert {(step.before, step.after): step for step in found}.items() >= neighbours.items()


def test_phrases_are_mined_once_and_kept(held, processes):
    archive = held(
        *(f"They met. {'They welcomed the steady course of the northern talks. ' * (2 < at < 8)}" for at in range(12)),
        series=("course",),
    )
    held(*texts(3), archive=archive, first=1990)
    assert list(archive.mine(executor=processes)) == [("accord", 3), ("course", 1)]
    with archive._shelf.database.reading() as connection:
        kept = connection.execute(select(tables.PHRASES.c.found)).scalars().all()
    assert sorted(len(json.loads(found)) for found in kept) == [1, 3]


def test_what_was_never_written_to_has_no_work(open_, processes):
    archive = open_()
    assert [*archive.reindex(executor=processes), *archive.novelties(executor=processes)] == []
    assert list(archive.mine(executor=processes)) == []
    with pytest.raises(ArchiveError, match="no series"):
        list(archive.pairs("accord"))


class Slow(Executor):
    """An executor that does what it is given when it is asked for the answer, and notes how much waits."""

    def __init__(self):
        self.waiting = self.most = 0

    def submit(self, fn, /, *args, **kwargs):
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future = Future()

        def result(timeout=None):
            self.waiting -= 1
            return fn(*args, **kwargs)

        future.result = result
        return future


def same(_shelf, piece):
    return piece


def test_no_more_is_given_out_than_is_soon_done(held, monkeypatch):
    monkeypatch.setattr(spreading, "AHEAD", 4)
    executor, shelf = Slow(), held(COMMON)._shelf
    assert list(spreading.spread(executor, shelf, same, range(12))) == list(range(12))
    assert executor.most == 4


def test_threads_do_as_well(held):
    archive = held(*texts(3))
    with ThreadPoolExecutor(2) as executor:
        assert len(list(archive.novelties(executor=executor))) == 3


def dies(_shelf, _piece):
    os.kill(os.getpid(), signal.SIGKILL)


def test_workers_that_die_are_an_error_that_says_what_to_do(held):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor, pytest.raises(ArchiveError) as caught:
        list(spreading.spread(executor, held(COMMON)._shelf, dies, [1]))
    assert (caught.value.code, "Run it again" in str(caught.value)) == ("WORKERS_LOST", True)


def refuses(_shelf, piece):
    raise ArchiveError("ARCHIVE_BUSY", "It is busy.", "Wait.", piece=piece)


def test_the_error_of_a_worker_comes_back_as_it_was(held, processes):
    with pytest.raises(ArchiveError) as caught:
        list(spreading.spread(processes, held(COMMON)._shelf, refuses, [1]))
    assert (caught.value.code, str(caught.value), caught.value.data) == (
        "ARCHIVE_BUSY",
        "It is busy. Wait.",
        {"piece": 1},
    )


def test_a_worker_of_another_version_refuses(held, processes):
    shelf = held(COMMON)._shelf
    shelf.version = "another"
    with pytest.raises(ArchiveError) as caught:
        list(spreading.spread(processes, shelf, same, [1]))
    assert caught.value.code == "OTHER_PACKS"


def test_a_worker_whose_address_leads_elsewhere_refuses(held, tmp_path):
    shelf = held(COMMON)._shelf
    opening = spreading.Opening(Place(tmp_path / "elsewhere", None), shelf.tenant, shelf.lexicon, shelf.version)
    with pytest.raises(ArchiveError, match="finds no statements at its address") as caught:
        opening.run(same, 1)
    assert caught.value.code == "NOT_SHARED"


def test_packs_of_ones_own_go_along(held, open_, processes):
    held(*texts(3))
    pack = {
        "pack": {"name": "own", "version": "1", "license": "CC0-1.0", "source": "invented"},
        "concept": [{"id": "own.ships", "category": "formula", "weight": 5, "forms": {"en": ["ships of all sides"]}}],
    }
    archive = open_(lexicon=Lexicon.default().under([pack_from_tables(pack, "own.toml")]))
    assert archive.coverage().stale == 3
    assert len(list(archive.reindex(executor=processes))) == 3
    assert (archive.coverage().stale, archive.mentions("own.ships").statements) == (0, 3)
