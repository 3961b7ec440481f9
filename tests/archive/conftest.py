import os
import re
from contextlib import contextmanager
from http.client import HTTPConnection

import cluster
import psycopg
import pytest
from remains import WORD

import diple
import forking
import patience
from diple.archive import Limits, Place, open_archive
from diple.archive.statements.tables import METADATA, VERSIONS


class Clock:
    """A clock that the test sets."""

    def __init__(self):
        self.now = 1_900_000_000.0

    def __call__(self):
        return self.now

    def pass_days(self, days):
        self.now += days * 24 * 60 * 60


@pytest.fixture(scope="session")
def postgresql():
    with cluster.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Where to keep: the settings of an empty place, in each of the databases."""
    if request.param == "sqlite":
        return {"DIPLE_DATA": str(tmp_path / "data")}
    url = request.getfixturevalue("postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP TABLE IF EXISTS {', '.join((*METADATA.tables, VERSIONS))}")
        connection.execute("DROP TABLE IF EXISTS kept, stored, jobs, receipts, owned, access_keys, links, turns")
    return {"DIPLE_DATA": str(tmp_path / "data"), "DIPLE_DATABASE_URL": url}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(database, tmp_path, clock):
    """Opens the place as one process does; several are as several processes."""
    made = []

    def open_(**limits):
        place = Place(tmp_path / "data", database.get("DIPLE_DATABASE_URL"), Limits(**limits))
        made.append(open_archive(place))
        made[-1]._clock = clock
        return made[-1]

    yield open_
    for archive in made:
        archive.close()


@pytest.fixture
def archive(opened):
    return opened()


@pytest.fixture(scope="session")
def comparison():
    return diple.compare(
        f"The Parties condemn the closure of {WORD}. They shall meet.", f"The Parties regret {WORD}. They should meet."
    )


@contextmanager
def served(workers=1, **settings):
    """The service as it runs, `diple serve` in processes of its own; a function that connects to it."""
    with forking.Service("--port", "0", "--workers", str(workers), env={**os.environ, **settings}) as child:
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", child.stdout.readline())[1])

        def connect():
            return HTTPConnection("127.0.0.1", port, timeout=patience.SECONDS)

        connect.pid = child.pid
        try:
            yield connect
        finally:
            child.terminate()
            assert child.wait(patience.SECONDS) == 0


@pytest.fixture(scope="session")
def serve():
    return served
