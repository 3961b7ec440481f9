import shutil
from pathlib import Path

import pytest
from invented_statements import incoming

from diple.archive import place_from
from diple.archive.statements import connecting, open_statements


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A file in which the tables of statements were made, and nothing kept."""
    folder = tmp_path_factory.mktemp("begun")
    archive = open_statements(place_from({"DIPLE_DATA": str(folder)}), "default", None)
    with archive._shelf.database.writing():
        pass
    archive.close()
    return folder / connecting.FILE


@pytest.fixture
def open_(database):
    """Opens the archive of a tenant as one process does."""
    opened = []

    def statements(tenant="default", lexicon=None):
        opened.append(open_statements(place_from(database), tenant, lexicon))
        return opened[-1]

    yield statements
    for each in opened:
        each.close()


@pytest.fixture
def held(open_, database, begun):
    """The archive with a series: a picture of its texts, a year each; `text` or `(text, known)`.

    A file begins as a copy of one with tables: to make them takes 28 ms of processor time. Those of PostgreSQL are made.
    """

    def hold(*texts, first=2001, archive=None, **common):
        if (
            "DIPLE_DATABASE_URL" not in database
            and not (place := Path(database["DIPLE_DATA"], connecting.FILE)).exists()
        ):
            place.parent.mkdir(exist_ok=True)
            shutil.copy(begun, place)
        archive = archive or open_()
        given = [(each, {}) if isinstance(each, str) else each for each in texts]
        rows = [
            incoming(text, **{"date": f"{first + at}-05-01"} | common | known) for at, (text, known) in enumerate(given)
        ]
        assert [kept.outcome for kept in archive.add(rows)] == ["added"] * len(rows)
        return archive

    return hold
