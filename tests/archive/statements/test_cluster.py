"""Work on a real Dask cluster of three workers, on the shared PostgreSQL."""

import os
import subprocess
import sys
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import cluster_apart
import pytest
from invented_statements import incoming

import patience
from diple.archive.statements import renewing, tables, totals
from diple.archive.statements.corpus import cluster
from diple.cli import main
from diple.errors import ArchiveError

HERE = Path(__file__).parent
COUNT = 24
WORKERS = 3


@contextmanager
def started(folder, *arguments):
    """A program of Dask, which ends with the test."""
    path = os.pathsep.join([*sys.path, str(HERE)])
    environment = {
        **os.environ,
        "PYTHONPATH": path,
    }
    log = (folder / f"{arguments[0]}.log").open("a")
    program = subprocess.Popen([sys.executable, "-m", *arguments], stdout=log, stderr=log, env=environment, cwd=folder)
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        log.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The scheduler of the workers, each a process of its own."""
    folder = tmp_path_factory.mktemp("dask")
    given = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as programs:
        known = folder / "scheduler.json"
        programs.enter_context(
            started(folder, "distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(known), *given)
        )
        patience.until(lambda: known.exists() and known.read_text().rstrip().endswith("}"))
        from distributed import Client

        options = ("--no-nanny", "--nthreads", "1", "--scheduler-file", str(known), *given)
        for _ in range(WORKERS):
            programs.enter_context(started(folder, "distributed.cli.dask_worker", *options))
        with Client(scheduler_file=str(known), set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=patience.SECONDS)
            yield client.scheduler.address


def spoil(archive):
    """Says that all is indexed with other packs, and takes what is indexed of concepts away."""
    with archive._shelf.database.writing() as connection:
        connection.execute(tables.MENTIONS.delete())
        connection.execute(tables.STATEMENTS.update().values(indexed="older"))
        totals.recount(connection, "default")


class Dying(Executor):
    """The workers of another executor, of which the one that first takes index rows away is killed as it does."""

    def __init__(self, others, mark):
        self.others, self.mark = others, mark

    def submit(self, fn, /, *args, **kwargs):
        return self.others.submit(cluster_apart.first_dies, str(self.mark), fn, *args, **kwargs)


@pytest.fixture
def archive(open_):
    """An archive whose statements are all to be indexed anew."""
    made = open_()
    list(
        made.add(
            [
                incoming(f"The Parties met in round {at} of the talks on the ports.", f"{1990 + at}")
                for at in range(COUNT)
            ]
        )
    )
    return made


on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@on_postgresql
def test_the_command_line_gives_the_work_to_a_cluster(archive, address, database, monkeypatch, capsys):
    monkeypatch.setenv("DIPLE_DATABASE_URL", database["DIPLE_DATABASE_URL"])
    spoil(archive)
    assert main(["archive", "reindex", "--scheduler", address]) == 0
    assert capsys.readouterr().out == f"{COUNT} statements indexed anew\n"
    assert list(archive.verify()) == []


@pytest.mark.campaign
@on_postgresql
def test_a_worker_that_is_killed_loses_nothing(archive, address, monkeypatch, tmp_path):
    monkeypatch.setattr(renewing, "PIECE", 4)
    spoil(archive)
    mark = tmp_path / "killed"
    with cluster.executor(address) as workers:
        before = set(workers._client.scheduler_info()["workers"])
        done = list(archive.reindex(executor=Dying(workers, mark)))
        patience.until(lambda: len(workers._client.scheduler_info()["workers"]) == WORKERS - 1)
        assert set(workers._client.scheduler_info()["workers"]) < before
    assert mark.exists()
    assert sorted(done) == sorted(held.id for held in archive.entries())
    assert (len(done), archive.coverage().stale, list(archive.verify())) == (COUNT, 0, [])


def refused(*arguments):
    with pytest.raises(ArchiveError) as caught, cluster.executor(*arguments):
        pass
    return caught.value


def test_where_no_scheduler_answers_the_error_says_so(monkeypatch):
    monkeypatch.setattr(cluster, "_WAIT", 1)
    for wrong in ("tcp://127.0.0.1:1", "nowhere", "tcp://"):
        assert refused(wrong).code == "NO_SCHEDULER", wrong


def test_a_file_is_for_no_cluster(address, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DIPLE_DATA", str(tmp_path))
    monkeypatch.delenv("DIPLE_DATABASE_URL", raising=False)
    assert main(["archive", "reindex", "--scheduler", address]) == 2
    assert "Set DIPLE_DATABASE_URL to a PostgreSQL" in capsys.readouterr().err


def test_without_dask_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'diple[cluster]'" in str(refused("tcp://127.0.0.1:1"))
