"""Nothing is lost: importers that are killed, or run at once; disks that are full; files that are old, or none."""

import random
import shutil
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from import_apart import CONTEXT, begun, heard, mover, statements
from invented_statements import incoming
from nobody import as_nobody
from sqlalchemy import BigInteger, Integer, event, func, inspect, select

import campaign
from diple.archive import place_from
from diple.archive.statements import connecting, migrating, open_statements, prints, tables
from diple.archive.statements.contract import Scope, Series
from diple.archive.statements.totals import recount
from diple.cli import main
from diple.errors import ArchiveError

OLD = Path(__file__).parent / "old"
KILLS = campaign.cases(3, 50)


@pytest.mark.campaign
def test_an_importer_that_is_killed_leaves_all_or_nothing_of_each_statement(database, open_):
    chance, count = random.Random(7), 24
    process, hears = begun(database, count)
    commands = heard(hears)
    process.join()
    archive = open_()
    assert [each.details.date for each in archive.entries()] == [f"{1900 + at}" for at in range(count)]
    for _ in range(KILLS):
        if len(held := archive.entries()) == count:
            for each in held[3:]:
                archive.remove(each.id)
        process, hears = begun(database, count)
        heard(hears, chance.randrange(1, commands))
        process.kill()
        process.join()
        assert list(archive.verify()) == []
        held = archive.entries()
        assert [each.details.date for each in held] == [f"{1900 + at}" for at in range(len(held))]
        assert len(held) % 3 == 0
    before = len(archive.entries())
    outcomes = [kept.outcome for kept in archive.add(statements(count))]
    assert outcomes == ["held"] * before + ["added"] * (count - before)
    assert (list(archive.verify()), len(archive.entries(Scope(series="accord")))) == ([], count)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "command",
    [f"INSERT OR IGNORE INTO {tables.SENTENCES.name} SELECT", f"DELETE FROM {tables.RECENT.name}"],
    ids=["before the rows are out of the small table", "before the end"],
)
def test_an_importer_that_is_killed_while_fingerprints_move_leaves_each_once(database, open_, command):
    archive, count = open_(), 60
    list(archive.add(statements(3)))
    process = CONTEXT.Process(target=mover, args=(database, count, command))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    held = archive.entries()
    assert [each.details.date for each in held] == [f"{1900 + at}" for at in range(len(held))]
    assert (len(held) % 3, list(archive.verify())) == (0, [])
    outcomes = [kept.outcome for kept in archive.add(statements(count))]
    assert outcomes == ["held"] * len(held) + ["added"] * (count - len(held))
    assert list(archive.verify()) == []


def at_the_next_write(archive, do):
    """What another process does between the look at what is held and the transaction that writes."""
    database = archive._shelf.database
    write = database.writing

    def writing():
        database.writing = write
        do()
        return write()

    database.writing = writing


@pytest.mark.parametrize("correct", [False, True])
def test_what_another_process_removes_meanwhile_is_gone(held, open_, correct):
    archive, other = held("The Ministers of Vantor met."), open_()
    (one,) = archive.entries()
    again = incoming("The Ministers of Vantor met.", one.details.date, title="Another")
    at_the_next_write(archive, lambda: other.remove(one.id))
    assert [kept.outcome for kept in archive.add([again], correct=correct)] == ["held"]
    assert (archive.entries(), archive.series("accord").statements, list(archive.verify())) == ((), 0, [])


@pytest.mark.parametrize("ask", ["get", "versions"])
def test_what_is_removed_while_it_is_read_is_there_to_the_end_or_unknown(held, open_, ask):
    archive, other = held(("The Ministers of Vantor met.", {"version_of": "accord"})), open_()
    (one,) = archive.entries()
    looked = []

    def removed(_connection, _cursor, command, *_):
        if not looked and command.startswith("SELECT statements.number"):
            looked.append(command)
            other.remove(one.id)

    event.listen(archive._shelf.database.engine, "after_cursor_execute", removed)
    found = getattr(archive, ask)(one.id)
    assert (found.id if ask == "get" else found) == (one.id if ask == "get" else ())
    assert len(looked) == 1
    assert refused(lambda: getattr(archive, ask)(one.id)).code == "UNKNOWN_STATEMENT"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_removed_while_it_is_corrected_is_unknown(held, open_, language):
    archive, other = held("The Ministers of Vantor met."), open_()
    (one,) = archive.entries()
    at_the_next_write(archive, lambda: other.remove(one.id))
    details = replace(one.details, title="Another", language=language)
    assert refused(lambda: archive.correct(one.id, details)).code == "UNKNOWN_STATEMENT"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("series", [(), ("accord",)])
def test_numbers_that_were_copied_are_no_reason_to_pass_a_statement_over(database, open_, held, series):
    archive = held("The Ministers of Vantor met.", series=())
    with psycopg.connect(database["DIPLE_DATABASE_URL"], autocommit=True) as connection:
        connection.execute("UPDATE statements SET number = number + 1")  # which the sequence does not know
    found = refused(lambda: list(archive.add([incoming("They spoke of fish.", "2002", series)])))
    assert (found.code, "statements_pkey" in str(found)) == ("ARCHIVE_UNAVAILABLE", True)
    assert len(archive.entries()) == 1


def emptied(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP TABLE IF EXISTS {', '.join((*tables.METADATA.tables, tables.VERSIONS))}")


def test_two_importers_at_once_keep_nothing_twice(database, open_):
    both = [begun(database, 24), begun(database, 24, backwards=True)]
    for process, hears in both:
        heard(hears)
        process.join()
    assert [process.exitcode for process, _ in both] == [0, 0]
    archive = open_()
    assert [each.details.date for each in archive.entries()] == [f"{1900 + at}" for at in range(24)]
    assert list(archive.verify()) == []


def refused(do):
    with pytest.raises(ArchiveError) as caught:
        do()
    return caught.value


def test_a_writer_does_not_wait_for_ever(database, open_, monkeypatch):
    monkeypatch.setattr(connecting, "_WAIT_TO_WRITE", 0.1)
    archive = open_()
    list(archive.add(statements(1)))
    more = statements(2)
    if url := database.get("DIPLE_DATABASE_URL"):
        with psycopg.connect(url) as other:
            other.execute("LOCK TABLE statements IN EXCLUSIVE MODE")
            found = refused(lambda: list(archive.add(more)))
            assert len(archive.entries()) == 1
            other.rollback()
    else:
        with closing(sqlite3.connect(Path(database["DIPLE_DATA"], connecting.FILE), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            found = refused(lambda: list(archive.add(more)))
            assert len(archive.entries()) == 1
            assert refused(lambda: list(archive.verify())).code == "ARCHIVE_BUSY"
            other.execute("ROLLBACK")
    assert found.code == "ARCHIVE_BUSY"
    assert [kept.outcome for kept in archive.add(more)] == ["held", "added"]


@pytest.mark.parametrize("table", [tables.TEXTS, tables.PARTS, tables.SENTENCES], ids=lambda table: table.name)
def test_a_copy_into_postgresql_that_waits_too_long_says_so(postgresql, monkeypatch, table):
    emptied(postgresql)
    monkeypatch.setattr(connecting, "_WAIT_TO_WRITE", 0.1)
    archive = open_statements(place_from({"DIPLE_DATABASE_URL": postgresql}))
    list(archive.add(statements(1)))
    with psycopg.connect(postgresql) as other:
        other.execute(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE")
        found = refused(lambda: list(archive.add(statements(2))))
        other.rollback()
    assert found.code == "ARCHIVE_BUSY"
    assert [kept.outcome for kept in archive.add(statements(2))] == ["held", "added"]
    assert list(archive.verify()) == []
    archive.close()
    emptied(postgresql)


def test_the_types_of_numbers_are_those_of_the_database(postgresql):
    emptied(postgresql)
    archive = open_statements(place_from({"DIPLE_DATABASE_URL": postgresql}))
    list(archive.add(statements(1)))
    numbers = (BigInteger, Integer)
    with archive._shelf.database.reading() as connection:
        for table in tables.METADATA.sorted_tables:
            found = {column["name"]: column["type"] for column in inspect(connection).get_columns(table.name)}
            for column in table.columns:
                if isinstance(column.type, numbers):
                    assert found[column.name].compile() == column.type.compile(), (table.name, column.name)
    archive.close()
    emptied(postgresql)


def test_a_full_disk_keeps_nothing_by_halves(tmp_path):
    archive = open_statements(place_from({"DIPLE_DATA": str(tmp_path)}))
    list(archive.add(statements(3)))
    event.listen(archive._shelf.database.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1"))
    long = incoming("The Parties met. " * 5000, "2000")
    found = refused(lambda: list(archive.add([*statements(5), long])))
    assert (found.code, found.data) == ("ARCHIVE_UNAVAILABLE", {"full": True})
    assert "The disk of statements is full" in str(found)
    archive.close()
    again = open_statements(place_from({"DIPLE_DATA": str(tmp_path)}))
    assert (len(again.entries()), list(again.verify())) == (3, [])


def test_a_database_that_may_only_be_read_says_so(postgresql):
    emptied(postgresql)
    list(open_statements(place_from({"DIPLE_DATABASE_URL": postgresql})).add(statements(1)))
    settings = {"DIPLE_DATABASE_URL": f"{postgresql}&options=-c%20default_transaction_read_only%3Don"}
    archive = open_statements(place_from(settings))
    assert len(archive.entries()) == 1
    found = refused(lambda: list(archive.add(statements(2))))
    assert found.code == "ARCHIVE_UNAVAILABLE"
    assert "read-only transaction" in str(found)
    emptied(postgresql)


@pytest.fixture
def kept_file():
    """The file of an archive with a series, in a folder that anybody may look into."""
    with TemporaryDirectory() as made:
        folder = Path(made, "data")
        Path(made).chmod(0o755)
        archive = open_statements(place_from({"DIPLE_DATA": str(folder)}))
        list(archive.add(statements(3)))
        archive.close()
        yield folder / connecting.FILE


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)])
def test_a_file_that_may_only_be_read_answers_and_is_not_written(kept_file, file, folder):
    with as_nobody((kept_file, file), (kept_file.parent, folder)):
        archive = open_statements(place_from({"DIPLE_DATA": str(kept_file.parent)}))
        assert len(archive.entries()) == 3
        assert archive.search("Parties").total == archive.mentions("Parties").statements == 3
        assert archive.lives(Scope(series="accord")) == archive.lives(Scope(series="accord"))
        assert [(fault.code, fault.checked) for fault in archive.verify()] == [("WORDS_NOT_CHECKED", False)]
        found = refused(lambda: list(archive.add(statements(4))))
        assert (found.code, found.data, str(kept_file) in str(found)) == (
            "ARCHIVE_UNAVAILABLE",
            {"read_only": True},
            True,
        )
        assert [each.name for each in kept_file.parent.iterdir()] == [kept_file.name]
    assert [each.outcome for each in archive.add(statements(4))] == ["held"] * 3 + ["added"]
    archive.close()


def test_what_a_writer_has_in_its_log_is_read_where_writing_is_refused(kept_file):
    writer = open_statements(place_from({"DIPLE_DATA": str(kept_file.parent)}))
    list(writer.add(statements(4)))
    log = [Path(f"{kept_file}{ending}") for ending in ("-wal", "-shm")]
    with as_nobody(*((each, 0o444) for each in (kept_file, *log)), (kept_file.parent, 0o555)):
        reader = open_statements(place_from({"DIPLE_DATA": str(kept_file.parent)}))
        assert len(reader.entries()) == 4
    writer.close()


def test_the_command_line_reads_a_file_that_may_only_be_read(kept_file, monkeypatch, capsys):
    monkeypatch.setenv("DIPLE_DATA", str(kept_file.parent))
    monkeypatch.delenv("DIPLE_DATABASE_URL", raising=False)
    archive = open_statements(place_from({"DIPLE_DATA": str(kept_file.parent)}))
    with archive._shelf.database.writing() as connection:
        connection.exec_driver_sql("UPDATE statements SET indexed = 'before'")
        recount(connection, "default")
    archive.close()
    with as_nobody((kept_file, 0o444), (kept_file.parent, 0o555)):
        assert main(["archive", "mentions", "Parties"]) == 0
        told = capsys.readouterr()
        assert "3 statements have it, in the 3 statements held, 1900 to 1902; 3 indexed with other packs" in told.out
        assert "cannot be written: it or its folder is read-only" in told.err
        assert main(["archive", "remove", "0" * 16]) == 2


def test_what_is_no_database_says_so(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / connecting.FILE).write_text("no database" * 1000)
    (tmp_path / "file").write_text("a file")
    for folder, said in (("data", "file is not a database"), ("file", "cannot be written")):
        archive = open_statements(place_from({"DIPLE_DATA": str(tmp_path / folder)}))
        found = refused(lambda archive=archive: list(archive.add(statements(1))))
        assert (found.code, said in str(found)) == ("ARCHIVE_UNAVAILABLE", True), str(found)


@pytest.mark.parametrize("ask", [lambda archive: archive.entries(), lambda archive: list(archive.verify())])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path, ask):
    archive = open_statements(place_from({"DIPLE_DATA": str(tmp_path)}))
    list(archive.add(statements(3)))
    archive.close()
    file = tmp_path / connecting.FILE
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    found = refused(lambda: ask(open_statements(place_from({"DIPLE_DATA": str(tmp_path)}))))
    assert (found.code, str(file) in str(found)) == ("ARCHIVE_UNAVAILABLE", True)
    assert "Put a copy from before into its place" in str(found)


@pytest.fixture
def old(database):
    """A database as the first version made it."""
    if url := database.get("DIPLE_DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute((OLD / "0001.sql").read_text(encoding="utf-8"))
    else:
        Path(database["DIPLE_DATA"]).mkdir()
        shutil.copy(OLD / "0001.sqlite3", Path(database["DIPLE_DATA"], connecting.FILE))


@pytest.mark.usefixtures("old")
def test_an_old_archive_is_brought_forward(open_):
    archive = open_()
    one, two = archive.entries(Scope(series="accord"))
    assert (one.details.parties, one.details.version_of, two.details.status) == (
        ("Vantor", "Bramont"),
        "one",
        "excerpt",
    )
    assert (archive.search('"no walls"').total, archive.series("accord").gaps) == (1, ("2005",))
    assert archive.get(one.id).statement.text.startswith("The Parties of Vantor")
    with archive._shelf.database.reading() as connection:
        known = dict(prints.of_statements(connection, [1, 2]))
        rows = set(map(tuple, connection.execute(select(tables.SENTENCES))))
    assert rows == {(each.print, number, each.sentence) for number, own in known.items() for each in own} != set()
    list(archive.reindex(everything=True))
    assert list(archive.verify()) == []
    with archive._shelf.database.reading() as connection:
        assert migrating.version(connection) == tables.HEAD


def as_0004_made_it(connection):
    """Takes back the migrations after it: fingerprints in one table with an index, and in no row by statement."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {tables.SENTENCES.name} SELECT * FROM {tables.RECENT.name}")
        connection.exec_driver_sql(f"DROP TABLE {tables.RECENT.name}")
    else:
        connection.exec_driver_sql("DROP INDEX statement_sentences_by_block")
        connection.exec_driver_sql(f"ALTER TABLE {tables.SENTENCES.name} ADD PRIMARY KEY (print, statement, sentence)")
    connection.exec_driver_sql(f"DROP TABLE {tables.PRINTS.name}")
    connection.exec_driver_sql(f"CREATE INDEX statement_sentences_by_statement ON {tables.SENTENCES.name} (statement)")
    connection.exec_driver_sql(f"UPDATE {tables.VERSIONS} SET version_num = '0004'")


def test_fingerprints_that_are_held_are_brought_forward(open_):
    archive, other = open_(), open_("other")
    short = incoming("They met.", "2001")
    kept = [each.id for each in archive.add([*statements(3), short, *statements(5)[3:]])]
    archive.remove(kept[1])
    list(other.add(statements(2)))
    with archive._shelf.database.writing() as connection:
        as_0004_made_it(connection)
    again = open_()
    assert [each.details.date for each in again.entries()] == ["1900", "1902", "1903", "1904", "2001"]
    assert (list(again.verify()), list(open_("other").verify())) == ([], [])
    assert [each.outcome for each in again.add(statements(6))] == ["held", "added", "held", "held", "held", "added"]
    assert list(again.verify()) == []


RANGE = "EXPLAIN QUERY PLAN SELECT * FROM statement_words_data WHERE id >= 1 AND id <= 2"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_range_of_the_word_index_is_never_read_by_reading_all(open_):
    archive = open_()
    archive.describe(Series("accord"))
    for known in (archive, open_()):
        with known._shelf.database.reading() as connection:
            assert "SEARCH" in connection.exec_driver_sql(RANGE).one()[3]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("is_old", [False, True])
def test_sqlite_has_statistics_of_the_tables_of_the_archive_alone(open_, is_old, request):
    if is_old:
        request.getfixturevalue("old")
    archive = open_()
    list(archive.add(statements(3)))
    with archive._shelf.database.reading() as connection:
        known = {row[0] for row in connection.exec_driver_sql("SELECT tbl FROM sqlite_stat1")}
    assert "statements" in known <= set(tables.METADATA.tables)


def test_an_archive_of_a_later_version_is_left_alone(open_):
    archive = open_()
    list(archive.add(statements(1)))
    with archive._shelf.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {tables.VERSIONS} SET version_num = '9999'")
    later = open_()
    for do in (later.entries, lambda: list(later.add(statements(2)))):
        assert refused(do).code == "ARCHIVE_NEWER"


def test_the_newest_migration_is_the_one_that_is_known():
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(migrating.FOLDER)).get_current_head() == tables.HEAD


def test_what_was_tampered_with_is_found(open_):
    archive = open_()
    list(archive.add(statements(3)))
    one, two, three = archive.entries()
    with archive._shelf.database.writing() as connection:
        numbers = dict(connection.exec_driver_sql("SELECT id, number FROM statements").all())
        for command in (
            f"UPDATE statement_texts SET text = reading WHERE statement = {numbers[one.id]}",
            f"DELETE FROM {prints.tables(connection)[-1]} WHERE statement = {numbers[two.id]}",
            f"DELETE FROM statement_texts WHERE statement = {numbers[three.id]}",
        ):
            connection.exec_driver_sql(command)
    found = {(fault.statement, fault.code) for fault in archive.verify()}
    assert found >= {(one.id, "WRONG_DIGEST"), (two.id, "WRONG_INDEX"), (three.id, "NO_TEXT")}


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("INSERT INTO statement_members SELECT number, 99 FROM statement_series", {"members"}),
        ("INSERT INTO statement_members SELECT 99, number FROM statements", {"members"}),
        ("DELETE FROM statements WHERE date = '2001'", {"texts", "parties", "mentions", "members", "parts"}),
    ],
)
def test_rows_of_what_is_gone_are_found_and_removed(open_, command, expected):
    archive = open_()
    text = "The Ministers of Vantor and Bramont oppose unilateral sanctions."
    list(archive.add([*statements(1), incoming(text, "2001", parties=("Vantor",))]))
    with archive._shelf.database.writing() as connection:
        connection.exec_driver_sql(command)
    said = [fault.message for fault in archive.verify() if fault.code == "ORPHAN_ROWS"]
    assert {each.split()[2].removeprefix("statement_") for each in said} == expected
    list(archive.reindex(everything=True))
    assert (list(archive.verify()), archive.series("accord").statements) == ([], len(archive.entries()))


def test_a_text_that_is_listed_in_another_language_than_it_is_cut_in_is_found_and_mended(open_):
    archive = open_()
    list(archive.add(statements(1)))
    (one,) = archive.entries()
    with archive._shelf.database.writing() as connection:
        connection.exec_driver_sql("UPDATE statements SET language = 'fr'")
    assert "OTHER_LANGUAGE" in {fault.code for fault in archive.verify()}
    archive.correct(one.id, replace(one.details, language="fr"))
    assert "OTHER_LANGUAGE" not in {fault.code for fault in archive.verify()}


def test_what_is_read_is_of_one_moment(database, held):
    """A question asks more than once: what another process removes meanwhile is there to its end."""
    other = held("The Ministers of Vantor met in Ostmere.", "They spoke of fish.")
    reader = connecting.Database(place_from(database))
    assert reader.begun
    count = select(func.count()).select_from(tables.STATEMENTS)
    with reader.reading() as connection:
        seen = [connection.execute(count).scalar_one()]
        other.remove(other.entries()[0].id)
        seen.append(connection.execute(count).scalar_one())
    with reader.reading() as connection:
        seen.append(connection.execute(count).scalar_one())
    reader.close()
    assert seen == [2, 2, 1]
