"""What is kept, for how long, and that it is gone: in SQLite and in PostgreSQL."""

import os
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from remains import WORD

import campaign
import diple
from diple.archive import Place, database, open_archive, place_from, record
from diple.errors import ArchiveError
from diple.render import render
from sampled import SAMPLES, compared

FORMS = ("json", "text", "html")  # between them they show all that a comparison holds


def refused(code, do, *arguments):
    with pytest.raises(ArchiveError) as caught:
        do(*arguments)
    assert caught.value.code == code
    return caught.value


def test_what_was_kept_is_read_again(archive, comparison, clock):
    receipt = archive.keep(comparison, 7)
    kept = archive.get(receipt.id)
    assert kept.comparison == comparison
    assert (kept.id, kept.created, kept.expires) == (receipt.id, receipt.created, receipt.expires)
    assert kept.created == datetime.fromtimestamp(clock(), UTC)
    assert kept.expires - kept.created == timedelta(days=7)


def test_another_process_reads_it(opened, comparison):
    receipt = opened().keep(comparison, 7)
    assert opened().get(receipt.id).comparison == comparison


def test_ids_are_long_random_and_never_twice(archive, comparison):
    ids = {archive.keep(comparison, 1).id for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[\w-]{32}", id_, re.ASCII) for id_ in ids)
    assert len({id_[:4] for id_ in ids}) > 15


def test_what_is_deleted_is_gone_and_the_others_stay(archive, comparison):
    one, other = archive.keep(comparison, 7), archive.keep(comparison, 7)
    archive.delete(one.id)
    refused("NOT_KEPT", archive.get, one.id)
    refused("NOT_KEPT", archive.delete, one.id)
    assert archive.get(other.id).comparison == comparison


@pytest.mark.parametrize("id_", ["", "x", "0" * 32, "'; DROP TABLE kept; --", "a\0b", "ж" * 32, "\ud800", "x" * 5000])
def test_ids_that_nobody_was_given(archive, comparison, id_):
    refused("NOT_KEPT", archive.get, id_)
    archive.keep(comparison, 1)
    refused("NOT_KEPT", archive.get, id_)
    refused("NOT_KEPT", archive.delete, id_)


def test_its_time_is_over_to_the_second(archive, comparison, clock):
    receipt = archive.keep(comparison, 2)
    clock.pass_days(2)
    clock.now -= 1
    assert archive.get(receipt.id)
    clock.now += 1
    refused("NOT_KEPT", archive.get, receipt.id)
    refused("NOT_KEPT", archive.delete, receipt.id)


def test_purging_counts_what_goes_and_what_stays(archive, comparison, clock):
    for days in (1, 1, 5):
        archive.keep(comparison, days)
    clock.pass_days(1)
    first, again = archive.purge(), archive.purge()
    assert (first.removed, first.kept, again.removed, again.kept) == (2, 1, 0, 1)


def test_keeping_makes_room_of_what_is_expired(opened, comparison, clock):
    archive = opened(results=1)
    archive.keep(comparison, 1)
    refused("ARCHIVE_FULL", archive.keep, comparison, 1)
    clock.pass_days(1)
    assert archive.get(archive.keep(comparison, 1).id)


def test_bytes_are_bounded_too(opened, comparison):
    size = len(record.written(comparison))
    archive = opened(bytes=3 * size - 1)
    kept = [archive.keep(comparison, 1), archive.keep(comparison, 1)]
    assert refused("ARCHIVE_FULL", archive.keep, comparison, 1).data["bytes"] == 3 * size - 1
    archive.delete(kept[0].id)
    archive.keep(comparison, 1)


def test_many_at_once_hold_the_limit(opened, comparison):
    archives = [opened(results=10) for _ in range(4)]

    def keep(number):
        try:
            return archives[number % 4].keep(comparison, 1).id
        except ArchiveError as error:
            return error.code

    with ThreadPoolExecutor(12) as pool:
        got = list(pool.map(keep, range(24)))
    assert got.count("ARCHIVE_FULL") == 14
    ids = set(got) - {"ARCHIVE_FULL"}
    assert len(ids) == 10
    assert all(archives[0].get(id_).comparison == comparison for id_ in ids)


def test_nothing_is_made_where_nothing_is_kept(tmp_path):
    archive = open_archive(Place(tmp_path / "data"))
    assert archive.purge().removed == 0
    refused("NOT_KEPT", archive.get, "0" * 32)
    assert not (tmp_path / "data").exists()


@pytest.fixture
def files(tmp_path):
    """The files of the data directory that hold the text."""

    def holding():
        found = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        assert found, "there is no file to look into"
        return [path.name for path in found if WORD.encode() in path.read_bytes()]

    return holding


@pytest.fixture
def in_sqlite(tmp_path, clock):
    archive = open_archive(Place(tmp_path / "data"))
    archive._clock = clock
    return archive


@pytest.fixture(scope="module")
def long_one():
    """Its record takes many pages of the file, and its word is on all of them."""
    text = " ".join(f"Article {n}. The Parties shall mark the bank of {WORD} with {n} stones." for n in range(400))
    return diple.compare(text, text.replace("shall", "should"))


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("way", ["delete", "purge", "keep"])
def test_its_text_is_gone_from_the_disk(in_sqlite, files, clock, long_one, way, others):
    plain = diple.compare("They shall meet.", "They should meet.")
    for _ in range(others):
        in_sqlite.keep(plain, 30)
    receipt = in_sqlite.keep(long_one, 1)
    for _ in range(others):
        in_sqlite.keep(plain, 30)
    assert files() == ["kept.sqlite3"]
    if way == "delete":
        in_sqlite.delete(receipt.id)
    else:
        clock.pass_days(1)
        in_sqlite.purge() if way == "purge" else in_sqlite.keep(plain, 30)
    assert files() == []


def test_its_space_is_given_back(in_sqlite, tmp_path, long_one):
    file = tmp_path / "data" / "kept.sqlite3"
    receipts = [in_sqlite.keep(long_one, 1) for _ in range(3)]
    full = file.stat().st_size
    for receipt in receipts:
        in_sqlite.delete(receipt.id)
    assert file.stat().st_size < full / 10


def test_no_free_page_is_left_in_the_file(in_sqlite, tmp_path, long_one):
    receipts = [in_sqlite.keep(long_one, 1) for _ in range(2)]
    for receipt in receipts:
        in_sqlite.delete(receipt.id)
    with closing(sqlite3.connect(tmp_path / "data" / "kept.sqlite3")) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_a_database_in_use_is_told_when_space_is_given_back(in_sqlite, tmp_path, comparison, monkeypatch):
    monkeypatch.setattr(database, "_WAIT_TO_READ", 0)
    in_sqlite.keep(comparison, 1)
    file = tmp_path / "data" / "kept.sqlite3"
    engine = database.engine_for(database.address_of(Place(file.parent)))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused("ARCHIVE_BUSY", database.give_back, engine)


def test_only_its_owner_can_read_the_file(in_sqlite, tmp_path, comparison):
    in_sqlite.keep(comparison, 1)
    folder = tmp_path / "data"
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())] == [0, 0, 0]


def test_in_postgresql_its_row_is_gone(postgresql, tmp_path, comparison):
    import psycopg

    archive = open_archive(Place(tmp_path, postgresql))
    receipt = archive.keep(comparison, 1)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        held = "SELECT count(*) FROM kept WHERE position(%s::bytea in record) > 0"
        assert connection.execute(held, [WORD.encode()]).fetchone()[0] >= 1
        archive.delete(receipt.id)
        assert connection.execute("SELECT count(*) FROM kept WHERE id = %s", [receipt.id]).fetchone() == (0,)
    archive.close()


@pytest.mark.parametrize(
    "url",
    ["nonsense", "oracle9://x/y", "mysql://u@h/d", "postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/k.db"],
)
def test_a_database_that_is_none_is_told(tmp_path, comparison, url):
    archive = open_archive(Place(tmp_path, url))
    error = refused("ARCHIVE_UNAVAILABLE", archive.keep, comparison, 1)
    assert "DIPLE_DATABASE_URL" in error.remedy


def test_a_folder_that_cannot_be_made_is_told(tmp_path, comparison):
    (tmp_path / "file").write_text("")
    refused("ARCHIVE_UNAVAILABLE", open_archive(Place(tmp_path / "file" / "data")).keep, comparison, 1)


@pytest.mark.parametrize(
    ("given_settings", "folder"),
    [
        ({"DIPLE_DATA": "/srv/d", "XDG_DATA_HOME": "/x"}, "/srv/d"),
        ({"XDG_DATA_HOME": "/x", "HOME": "/h"}, "/x/diple"),
        ({"HOME": "/h"}, "/h/.local/share/diple"),
    ],
)
def test_where_it_is(given_settings, folder):
    assert str(place_from(given_settings).folder) == folder


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_comparison_comes_back_whole(folder):
    made = compared(folder)
    again = record.read(record.written(made))
    assert again == made
    assert [str(again.explain(m)) for m in made.markers] == [str(made.explain(m)) for m in made.markers]


@pytest.mark.campaign
@pytest.mark.parametrize("folder", campaign.cases(SAMPLES[::4], SAMPLES), ids=lambda folder: folder.name)
def test_what_came_back_is_written_in_each_form_as_before(folder):
    made = compared(folder)
    again = record.read(record.written(made))
    assert [render(again, form) for form in FORMS] == [render(made, form) for form in FORMS]


WORDS = st.text(st.sampled_from("ab .,\n\0\ud800\u202eжй以\U0001f600'\"<&"), max_size=60)


@settings(deadline=None, max_examples=50)
@given(WORDS, WORDS)
def test_any_text_comes_back_whole(old, new):
    made = diple.compare(f"They shall meet. {old}", f"They should meet. {new}")
    again = record.read(record.written(made))
    assert again == made
    assert again.to_json() == made.to_json()


@pytest.mark.parametrize("found", [b"", b"{}", b"[]", b"null", b'{"old": 1}', b'{"newer": []}', b"\xff"])
def test_what_another_version_wrote_is_refused_by_name(found):
    refused("KEPT_UNREADABLE", record.read, found)


def test_the_command_line_purges(tmp_path, comparison):
    archive = open_archive(Place(tmp_path / "data"))
    archive.keep(comparison, 1)
    archive._clock = lambda: 0
    archive.keep(comparison, 1)  # long expired
    archive._clock = None
    command = [sys.executable, "-m", "diple.cli", "kept", "purge"]
    environment = {**os.environ, "DIPLE_DATA": str(tmp_path / "data")}
    done = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(2)]
    assert [each.stdout for each in done] == ["1 removed, 1 kept\n", "0 removed, 1 kept\n"]


def test_sqlalchemy_is_imported_only_when_something_is_kept(tmp_path):
    code = (
        "import sys; from diple.web import create_app; client = create_app().test_client();"
        "client.get('/'); assert client.post('/api/v1/comparisons', json={'old': 'a.', 'new': 'b.'}).status_code == 200;"
        "print('sqlalchemy' in sys.modules);"
        "client.post('/api/v1/comparisons', json={'old': 'a.', 'new': 'b.', 'store': True});"
        "print('sqlalchemy' in sys.modules)"
    )
    environment = {**os.environ, "DIPLE_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
