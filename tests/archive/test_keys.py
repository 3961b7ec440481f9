"""Keys: what is held of them, and which are let in; in SQLite and in PostgreSQL."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from diple.archive.archive import HOUR
from diple.archive.keys import Keys
from diple.archive.secret import Secret, secret_from
from diple.errors import ArchiveError, OptionError


@pytest.fixture
def secret(tmp_path):
    return Secret(tmp_path / "data")


@pytest.fixture
def keys(opened, secret):
    return Keys(opened(), secret)


def test_a_key_is_found_by_its_characters(keys, opened, secret):
    made, written = keys.make(["write", "read"], "desk-a", "The night desk")
    assert re.fullmatch(rf"diple_{made.id}_[0-9a-f]{{64}}", written)
    assert (made.tenant, made.scopes, made.label, made.state) == (
        "desk-a",
        ("read", "write"),
        "The night desk",
        "in use",
    )
    assert keys.find(written) == made
    assert Keys(opened(), Secret(secret._file.parent)).find(written) == made
    assert keys.all() == [made]


def altered(written):
    """What is nearly the key."""
    last = "0" if written[-1] != "0" else "1"
    head, random = written[:19], written[19:]
    other = head.replace(head[6], "0" if head[6] != "0" else "1", 1)
    yield from (written[:-1], written + "0", written[:-1] + last, written.upper(), f" {written}", f"{written}\n")
    yield from (
        head,
        head + "0" * 64,
        random,
        other + random,
        f"diple_{'0' * 12}_{random}",
        "",
        "diple__",
        "\0",
        "ключ",
    )
    yield from (f"{written},{written}", written.replace("_", "-"), "x" * 100_000, "\ud800")


def test_what_is_not_the_key_to_the_letter_is_none(keys):
    _, written = keys.make(["read"])
    assert len(set(altered(written))) == 19
    for each in altered(written):
        assert keys.find(each) is None, each
    assert keys.find(written)


def held(database):
    """All that the database holds of keys."""
    if url := database.get("DIPLE_DATABASE_URL"):
        with psycopg.connect(url) as connection:
            return str(connection.execute("SELECT * FROM access_keys").fetchall())
    with closing(sqlite3.connect(f"{database['DIPLE_DATA']}/kept.sqlite3")) as connection:
        return str(connection.execute("SELECT * FROM access_keys").fetchall())


def test_the_database_holds_no_key_and_no_secret(keys, database, tmp_path):
    made, written = keys.make(["read"])
    everything = held(database)
    assert made.id in everything
    assert written not in everything
    assert written[19:] not in everything
    assert (tmp_path / "data" / "secret").read_text().strip() not in everything


def test_who_writes_into_the_database_makes_no_key_without_the_secret(keys, opened, tmp_path):
    _, written = Keys(opened(), Secret(tmp_path, "another secret of forty characters......")).make(["admin"])
    assert keys.find(written) is None
    assert [key.state for key in keys.all()] == ["of another secret"]
    _, own = keys.make(["read"])
    assert keys.find(own)


def test_a_key_ends_with_its_days(keys, opened, secret, clock):
    made, written = keys.make(["read"], days=2)
    clock.pass_days(2)
    clock.now -= 1
    assert keys.find(written) == made
    clock.now += 1
    assert keys.find(written) is keys.named(made.id) is None
    assert [key.state for key in keys.all()] == ["expired"]


def test_a_key_ends_when_it_is_revoked(keys, clock):
    made, written = keys.make(["read"])
    other, others = keys.make(["read"])
    revoked = keys.revoke(made.id)
    assert (revoked.state, revoked.revoked.timestamp()) == ("revoked", clock.now)
    assert keys.find(written) is keys.named(made.id) is None
    assert keys.find(others) == other
    clock.now += 5
    assert keys.revoke(made.id) == revoked  # once more: nothing changes
    with pytest.raises(OptionError, match="There is no key 'nobody'"):
        keys.revoke("nobody")


def test_a_revoked_key_still_is_one(keys):
    assert not keys.exist()
    made, _ = keys.make(["read"])
    keys.revoke(made.id)
    assert keys.exist()


def test_its_use_is_noted_to_the_hour(keys, clock):
    made, written = keys.make(["read"])
    clock.now = 1_900_000_000.0 - 1_900_000_000.0 % HOUR + 1800
    keys.touch(made)
    used = keys.find(written).used.timestamp()
    assert used == clock.now - 1800
    clock.now += 1700
    keys.touch(keys.find(written))
    assert keys.find(written).used.timestamp() == used
    clock.now += 200
    keys.touch(keys.find(written))
    assert keys.find(written).used.timestamp() == used + HOUR


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []},
        {"scopes": ["rule"]},
        {"scopes": ["read", ""]},
        {"tenant": ""},
        {"tenant": "Desk A"},
        {"tenant": "../x"},
        {"tenant": "x" * 64},
        {"label": "one\ntwo"},
        {"label": "x" * 101},
        {"label": "\x1b[31m"},
    ],
)
def test_what_no_key_can_be(keys, wrong):
    with pytest.raises(OptionError) as caught:
        keys.make(**{"scopes": ["read"], **wrong})
    assert caught.value.code == "INVALID_KEY"
    assert keys.all() == []


def test_nothing_is_made_by_looking(keys, tmp_path, database):
    assert keys.find("diple_" + "0" * 12 + "_" + "0" * 64) is None
    assert not keys.exist()
    assert keys.all() == []
    assert not (tmp_path / "data" / "secret").exists()


def test_the_secret_is_one_for_all_who_need_it_first_at_once(tmp_path):
    many = [Secret(tmp_path / "data") for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        assert len(set(pool.map(lambda each: each.sign("key", "x"), many))) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "data", tmp_path / "data" / "secret")]
    assert modes == [0o700, 0o600]


def test_each_use_of_the_secret_is_its_own(secret):
    signed = secret.sign("link", "x")
    assert secret.signed("link", "x", signed)
    for use, text, signature in (
        ("session", "x", signed),
        ("link", "y", signed),
        ("link", "x", signed + "="),
        ("link", "x", ""),
    ):
        assert not secret.signed(use, text, signature)


def test_without_a_secret_nothing_is_signed(secret, tmp_path):
    for signature in ("", "x", "\0"):
        assert not secret.signed("link", "x", signature)
    assert secret.name() == ""
    assert not (tmp_path / "data").exists()


def test_a_secret_that_is_set_makes_no_file(tmp_path):
    given = {"DIPLE_DATA": str(tmp_path / "data"), "DIPLE_SECRET": "x" * 32}
    assert secret_from(given).sign("key", "x") == Secret(tmp_path / "other", "x" * 32).sign("key", "x")
    assert not (tmp_path / "data").exists()
    with pytest.raises(OptionError, match="has 31 characters"):
        secret_from({**given, "DIPLE_SECRET": "x" * 31})


def test_a_secret_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "secret").write_text("short")
    with pytest.raises(ArchiveError, match="it is too short"):
        Secret(tmp_path).sign("key", "x")
    (tmp_path / "secret").unlink()
    (tmp_path / "secret").mkdir()
    with pytest.raises(ArchiveError, match="cannot be read"):
        Secret(tmp_path).signed("key", "x", "y")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Secret(Path("/proc/none")).sign("key", "x")
