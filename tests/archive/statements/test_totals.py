"""Totals of the archive: they are those of the statements after whatever was done to these."""

from dataclasses import replace
from itertools import product

import psycopg
import pytest
from invented_statements import incoming

from diple.archive.statements import counting, tables, totals
from diple.archive.statements.contract import Scope
from diple.archive.statements.indexing.words import lower_words
from diple.archive.statements.wordsearch import MANY, PAIR_BITS, pair_bits, pairs

TEXT = "The Parties of Vantor and Bramont met in the harbour of Ostmere"
DAYS = ("2001-03-01", "2001-09-01", "2002", "2002-05-01", "2003-02-01", "2003-02-02", "2003-11-05", "")


@pytest.fixture
def archive(held):
    """Statements of several years, parties, languages and levels."""
    texts = [
        (
            f"{TEXT} {at}.",
            {
                "date": day,
                "parties": (("Vantor",), ("Bramont",), ("Vantor", "Bramont"))[at % 3],
                "level": ("minister", "")[at % 2],
                "status": ("authentic", "excerpt")[at % 4 == 3],
                "language": ("en", "fr")[at == 5],
            },
        )
        for at, day in enumerate(DAYS)
    ]
    return held(*texts)


def right(archive):
    with archive._shelf.database.reading() as connection:
        return totals.are_right(connection, "default")


def test_totals_follow_each_change(archive):
    ids = [held.id for held in archive.entries()]
    assert right(archive)
    archive.remove(ids[0])
    assert right(archive)
    details = archive.get(ids[1]).details
    archive.correct(ids[1], replace(details, date="1999", parties=("Tarsend", "Vantor"), status="excerpt"))
    assert right(archive)
    archive.correct(ids[2], replace(archive.get(ids[2]).details, language="es"))
    assert right(archive)
    list(archive.add([incoming(f"{TEXT} 1.", "2001-09-01", level="official", parties=("Vantor",))], correct=True))
    assert right(archive)
    list(archive.reindex(everything=True))
    assert (right(archive), list(archive.verify())) == (True, [])


def test_totals_that_are_wrong_are_found_and_made_anew(archive):
    with archive._shelf.database.writing() as connection:
        connection.execute(tables.TOTALS.update().values(words=tables.TOTALS.c.words + 1))
    assert [fault.code for fault in archive.verify()] == ["WRONG_TOTALS"]
    list(archive.reindex(everything=True))
    assert (list(archive.verify()), right(archive)) == ([], True)


SCOPES = [
    {},
    {"since": "2002"},
    {"since": "2001-04"},
    {"since": "2001-09-01", "until": "2003-02-01"},
    {"since": "2002", "until": "2002"},
    {"since": "2003-02-02", "until": "2003-10"},
    {"since": "2003-12", "until": "2003-12"},
    {"until": "2003-02-01"},
    {"until": "2001"},
    {"party": "Vantor"},
    {"party": "vantor", "since": "2001-05", "until": "2003-02-01"},
    {"language": "fr"},
    {"level": "minister", "until": "2003-10-31"},
    {"series": "accord", "since": "2002"},
    {"kind": "communique"},
]


def summed(found):
    sums = {}
    for year, group, status, indexed, statements, words in found:
        known = sums.get((year, group, status, indexed), (0, 0))
        sums[year, group, status, indexed] = known[0] + statements, known[1] + words
    return sums


def test_a_scope_is_counted_the_same_by_totals_and_by_statements(archive):
    """All scopes of one archive: to keep its statements takes ten times as long as to count them."""
    shelf = archive._shelf
    for scope, by in product(SCOPES, (None, "party", "language")):
        with shelf.database.reading() as connection:
            quick = summed(counting.counts(shelf, connection, Scope(**scope), by))
            slow = summed(counting.counted(shelf, connection, Scope(**scope), by))
        assert quick == slow, (scope, by)


def test_a_scope_has_the_days_of_its_statements(archive):
    for scope in SCOPES:
        entries = archive.entries(Scope(**scope))
        days = sorted(held.details.date for held in entries if held.details.date)
        found = archive.coverage(Scope(**scope))
        expected = len(entries), *(days[:1] or [""]), *(days[-1:] or [""])
        assert (found.statements, found.first, found.last) == expected, scope


@pytest.mark.parametrize("party", ["", " ", "\n\n", "\0"])
def test_a_blank_is_no_party(held, party):
    archive = held((f"{TEXT}.", {"parties": (party, "Vantor")}))
    assert right(archive)
    assert [share.group for share in archive.history("harbour", by="party").shares] == ["vantor"]


def test_the_totals_of_a_tenant_are_its_own(archive, open_):
    other = open_("desk-b")
    list(other.add([incoming(f"{TEXT} 1.", "2001")]))
    assert (other.coverage().statements, archive.coverage().statements) == (1, len(DAYS))
    assert archive.history("harbour").shares[0].statements == 2


def test_the_database_looks_at_its_rows_when_the_archive_doubles(held, database):
    archive = held(*(f"{TEXT} {at}." for at in range(20)))
    url = database.get("DIPLE_DATABASE_URL")
    known = (
        "SELECT reltuples FROM pg_class WHERE relname = 'statements'" if url else "SELECT count(*) FROM sqlite_stat1"
    )
    with archive._shelf.database.reading() as connection:
        assert connection.exec_driver_sql(known).scalar_one() > 0


def test_each_pair_of_neighbours_has_its_bit():
    words = b"the harbour of ostmere and the harbour of vantor".split()
    made = int.from_bytes(pairs(words), "little")
    assert {at for at in range(PAIR_BITS) if made >> at & 1} == set(pair_bits(words))
    assert len(set(pair_bits(words))) == 6
    assert not made >> next(pair_bits((b"ostmere", b"harbour"))) & 1


def test_words_that_are_no_neighbours_are_no_phrase(held):
    archive = held("The harbour of Ostmere opens.", "Ostmere opens the harbour.", "The harbour opens. Of Ostmere.")
    assert [archive.search(query).total for query in ('"harbour of Ostmere"', "harbour Ostmere", '"opens the"')] == [
        1,
        3,
        1,
    ]
    assert archive.mentions("harbour of Ostmere").statements == 1


def test_the_words_of_ascii_are_those_of_any_text():
    for character in map(chr, range(128)):
        text = f"No{character}Walls {character}9{character}"
        assert lower_words(text) == lower_words(f"{text} ¦")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_after_a_large_import_no_word_waits_for_its_index(held, postgresql):
    archive = held(*(f"The harbour of Ostmere opens for ship {at}." for at in range(130)), first=1900)
    list(archive.add([incoming("The Ministers met.", "2100")]))
    assert pending(postgresql) > 0
    list(archive.add([incoming(f"The Ministers met on day {at}.", f"{2101 + at}") for at in range(MANY)]))
    assert pending(postgresql) == 0
    assert archive.search("ministers").total == MANY + 1


def pending(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pgstattuple")
        (found,) = connection.execute("SELECT pending_tuples FROM pgstatginindex('statement_parts_by_word')").fetchone()
    return found
