"""The fingerprints of sentences are found and taken out again, wherever they are kept."""

import pytest
from invented_statements import incoming
from sqlalchemy import func, select

from diple.archive.statements import prints
from diple.archive.statements.lookups import Wanted
from diple.archive.statements.tables import BLOCK_BITS, PRINTS, RECENT, SENTENCES, STATEMENTS
from diple.statement import read

PORTS = ("Ostmere", "Kalden", "Velm", "Tarsend", "Marl", "Orrin")


def said(at):
    return f"The harbour master of {PORTS[at % 6]} opened {at} quays to the fishing boats of company {at * 7}."


def rows_of(archive):
    """How many rows each table has in which fingerprints are sought."""
    with archive._shelf.database.reading() as connection:
        tables = prints.tables(connection)
        return [connection.execute(select(func.count()).select_from(each)).scalar_one() for each in tables]


@pytest.mark.parametrize("step", [1, 3])
def test_a_sentence_is_found_before_and_after_its_fingerprints_move(held, monkeypatch, step):
    monkeypatch.setattr(prints, "STEP", step)
    archive = held(*(said(at) for at in range(40)), first=1900)
    assert sum(rows_of(archive)) == 40 * 4
    assert list(archive.verify()) == []
    new = read("\n\n".join(said(at) for at in range(40)), language="en")
    found = archive.novelty(new)
    assert (found.known, found.sentences, found.events) == (40, 40, ())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_some_rows_have_moved_and_some_have_not(held, monkeypatch):
    monkeypatch.setattr(prints, "STEP", 1)
    moved, recent = rows_of(held(*(said(at) for at in range(20)), first=1900))
    assert moved > 0 < recent


@pytest.mark.parametrize("step", [1, 128])
def test_nothing_is_left_of_a_statement_that_is_removed(held, monkeypatch, step):
    monkeypatch.setattr(prints, "STEP", step)
    archive = held(*(said(at) for at in range(12)), first=1900)
    for each in archive.entries():
        archive.remove(each.id)
        assert list(archive.verify()) == []
    assert sum(rows_of(archive)) == 0


@pytest.mark.parametrize("lost", ["its fingerprints", "its rows"])
def test_what_is_lost_is_made_anew(held, lost):
    archive = held(said(1), said(2), said(3))
    with archive._shelf.database.writing() as connection:
        for each in (PRINTS,) if lost == "its fingerprints" else prints.tables(connection):
            connection.execute(each.delete().where(each.c.statement == 2))
    assert {fault.code for fault in archive.verify()} == {"WRONG_INDEX", "WRONG_PRINTS"}
    list(archive.reindex(everything=True))
    assert (list(archive.verify()), sum(rows_of(archive))) == ([], 12)


@pytest.mark.parametrize("statement", [1, 99])
def test_a_row_too_many_is_found_and_taken_out(held, statement):
    archive = held(said(1), said(2))
    with archive._shelf.database.writing() as connection:
        connection.execute(SENTENCES.insert().values(print=5, statement=statement, sentence=0))
    assert [fault.code for fault in archive.verify()] == ["WRONG_PRINTS"]
    list(archive.reindex(everything=True))
    assert (list(archive.verify()), sum(rows_of(archive))) == ([], 8)


def test_fingerprints_of_a_statement_that_is_gone_are_taken_out(held):
    archive = held(said(1), said(2))
    with archive._shelf.database.writing() as connection:
        connection.execute(PRINTS.insert().values(statement=99, prints=b"\0" * 12))
    assert [fault.code for fault in archive.verify()] == ["WRONG_PRINTS"]
    list(archive.reindex(everything=True))
    assert list(archive.verify()) == []


def test_a_statement_without_a_long_sentence_has_none(held):
    archive = held("They met.")
    assert (list(archive.verify()), sum(rows_of(archive))) == ([], 0)
    assert [kept.outcome for kept in archive.add([incoming("They met.", "2001-05-01")])] == ["held"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_fewest_of_a_number_are_the_lowest_of_both_tables(held):
    archive = held(said(1), said(2), said(3))
    with archive._shelf.database.writing() as connection:
        for table, statement in ((RECENT, 1), (SENTENCES, 2), (RECENT, 3)):
            connection.execute(table.insert().values(print=5, statement=statement, sentence=0))
        found = archive._shelf.lookups.few(connection, Wanted(SENTENCES, [5, 6], lambda _: [], 2))
        assert [row[1] for row in found] == [1, 2]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_fewest_of_a_number_are_the_lowest_of_all_blocks(held):
    archive = held(said(1), said(2), said(3))
    second, third = 1 << BLOCK_BITS, 2 << BLOCK_BITS
    with archive._shelf.database.writing() as connection:
        for old, new in ((2, second), (3, third)):
            connection.execute(STATEMENTS.update().where(STATEMENTS.c.number == old).values(number=new))
        for statement in (third, 1, second):
            connection.execute(SENTENCES.insert().values(print=5, statement=statement, sentence=0))
        for most, wanted in ((1, [1]), (2, [1, second]), (9, [1, second, third])):
            found = archive._shelf.lookups.few(connection, Wanted(SENTENCES, [5, 6], lambda _: [], most))
            assert [row[1] for row in found] == wanted


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_finds_the_rows_of_a_statement_in_the_index_of_its_block(held):
    archive = held(said(1))
    with archive._shelf.database.reading() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        command = f"SELECT * FROM {SENTENCES.name} WHERE statement >> {BLOCK_BITS} = 0 AND print = 5 ORDER BY statement"
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {command}").scalars())
    assert "statement_sentences_by_block" in plan
    assert "Sort" not in plan
