import pytest
from invented_statements import incoming

from diple.archive import place_from
from diple.archive.statements import open_statements


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
def held(open_):
    """The archive with a series: a picture of its texts, a year each; `text` or `(text, known)`."""

    def hold(*texts, first=2001, archive=None, **common):
        archive = archive or open_()
        given = [(each, {}) if isinstance(each, str) else each for each in texts]
        rows = [
            incoming(text, **{"date": f"{first + at}-05-01"} | common | known) for at, (text, known) in enumerate(given)
        ]
        assert [kept.outcome for kept in archive.add(rows)] == ["added"] * len(rows)
        return archive

    return hold
