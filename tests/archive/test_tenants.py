"""Each result is its tenant's: others cannot see, delete, share or guess it; what older versions kept has an owner."""

import sqlite3
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from test_archive import refused

import diple
from diple.archive.record import written

OLDER = """
CREATE TABLE kept (id VARCHAR(64) NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL, bytes BIGINT NOT NULL,
                   record {blob} NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_kept_expires ON kept (expires);
CREATE TABLE stored (id VARCHAR(64) NOT NULL, sender VARCHAR(64) NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (id));
"""
"""The tables of the version before there were tenants, as it made them."""


class Raw:
    """The database as another program writes it."""

    def __init__(self, database):
        self.url, self.folder = database.get("DIPLE_DATABASE_URL"), database["DIPLE_DATA"]

    def run(self, *statements):
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                return [connection.execute(each.replace("?", "%s"), values) for each, values in statements][-1].rowcount
        with closing(sqlite3.connect(f"{self.folder}/kept.sqlite3", isolation_level=None)) as connection:
            return [connection.execute(each, values) for each, values in statements][-1].rowcount

    def make_older(self):
        tables = OLDER.format(blob="BYTEA" if self.url else "BLOB").strip().split(";\n")
        if self.url:
            self.run(("DROP TABLE IF EXISTS stored", ()))
        self.run(*((each.rstrip(";"), ()) for each in tables))

    def keep(self, id_, comparison, clock):
        record = written(comparison)
        row = (id_, int(clock()), int(clock()) + 86400, len(record), record)
        self.run(("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", row))

    def count(self, table):
        return self.run((f"DELETE FROM {table} WHERE 1 = 1", ()))


@pytest.fixture
def raw(database, tmp_path):
    (tmp_path / "data").mkdir()
    return Raw(database)


def test_a_result_is_its_tenants_alone(archive, comparison):
    own = archive.keep(comparison, 7, tenant="desk-a")
    for tenant in ("desk-b", "default", "desk", "desk-a ", ""):
        for ask in (archive.get, archive.delete, archive.owner):
            told = refused("NOT_KEPT", ask, own.id, tenant)
            assert str(told) == str(refused("NOT_KEPT", ask, "0" * 32, tenant))
    assert archive.get(own.id, "desk-a").comparison == comparison
    archive.delete(own.id, "desk-a")
    refused("NOT_KEPT", archive.get, own.id, "desk-a")


def test_operators_reach_all(archive, comparison):
    own = archive.keep(comparison, 7, tenant="desk-a")
    assert archive.get(own.id, None).comparison == comparison
    assert archive.owner(own.id, None) == ("desk-a", own.expires)
    archive.delete(own.id, None)
    refused("NOT_KEPT", archive.get, own.id, None)


@pytest.mark.parametrize("way", ["delete", "purge", "keep"])
def test_what_goes_leaves_nothing_behind(archive, comparison, clock, raw, way):
    own = archive.keep(comparison, 1, tenant="desk-a")
    if way == "delete":
        archive.delete(own.id, "desk-a")
    else:
        clock.pass_days(1)
        archive.purge() if way == "purge" else archive.keep(comparison, 1)
    assert raw.count("owned") == (way == "keep")


def test_what_an_older_version_kept_is_the_default_tenants(raw, opened, comparison, clock):
    raw.make_older()
    raw.keep("a" * 32, comparison, clock)
    archive = opened()
    refused("NOT_KEPT", archive.get, "a" * 32, "desk-a")
    assert archive.get("a" * 32).comparison == comparison
    archive.keep(comparison, 1, "one", "desk-a")
    archive.delete("a" * 32)
    refused("NOT_KEPT", archive.get, "a" * 32)


@pytest.mark.parametrize("first", ["keep", "delete", "purge"])
def test_whatever_a_new_version_does_first_in_an_older_database(raw, opened, comparison, clock, first):
    raw.make_older()
    raw.keep("a" * 32, comparison, clock)
    archive = opened()
    if first == "keep":
        archive.keep(comparison, 1, tenant="desk-a")
    elif first == "delete":
        refused("NOT_KEPT", archive.delete, "b" * 32)
    else:
        assert archive.purge().kept == 1
    refused("NOT_KEPT", archive.get, "a" * 32, "desk-a")
    assert archive.get("a" * 32).comparison == comparison


def test_many_processes_meet_an_older_database_at_once(raw, opened, comparison, clock):
    raw.make_older()
    for each in "abcdefgh":
        raw.keep(each * 32, comparison, clock)
    archives = [opened() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda at: [archives[at].get(each * 32).id[0] for each in "abcdefgh"], range(6)))
    assert found == [list("abcdefgh")] * 6
    assert raw.count("owned") == 8


def test_what_an_older_process_keeps_meanwhile_is_found_by_the_next(raw, opened, comparison, clock):
    opened().keep(comparison, 1, tenant="desk-a")
    raw.keep("a" * 32, comparison, clock)
    assert opened().get("a" * 32).comparison == comparison


def test_anothers_result_takes_as_long_as_none(archive):
    """Processor time, in turns: a record of a megabyte that is another's is never read."""
    text = "The Parties shall meet in the harbour of Norvania. " * 8_000
    large = diple.compare(text, text.replace("shall", "should", 1), markers=False)
    other = archive.keep(large, 7, tenant="desk-a").id

    def spent(id_):
        began = time.process_time()
        refused("NOT_KEPT", archive.get, id_, "desk-b")
        return time.process_time() - began

    turns = [(spent(other), spent("0" * 32)) for _ in range(300)]
    ratio = statistics.median(one for one, _ in turns) / statistics.median(one for _, one in turns)
    assert 0.7 < ratio < 1.4


def test_quotas_count_a_key_wherever_it_comes_from(opened, comparison):
    archive = opened(hourly=1)
    archive.keep(comparison, 7, "key one", "desk-a")
    refused("TOO_MANY_STORED", archive.keep, comparison, 7, "key one", "desk-a")
    archive.keep(comparison, 7, "key two", "desk-a")
