"""`diple kept`: what is kept, listed, shown, purged and deleted by those who run the service."""

import json

import pytest
from remains import WORD

from diple.cli import main


@pytest.fixture
def kept(database, monkeypatch, capsys):
    """Runs `diple kept` in the place of the database: exit code, standard output."""
    for name, value in database.items():
        monkeypatch.setenv(name, value)

    def run(*arguments, code=0):
        assert main(["kept", *arguments]) == code
        out = capsys.readouterr().out
        assert WORD not in out
        return json.loads(out) if "json" in arguments else out

    return run


@pytest.fixture
def clock():
    """The command line knows no clock but the real one."""
    import time

    return time.time


def test_an_empty_place_is_told_and_not_made(kept, tmp_path):
    assert kept("list", "-f", "json") == []
    assert kept("list") == "0 kept, 0 bytes\n"
    assert not (tmp_path / "data").exists()


def test_what_is_kept_is_listed_shown_and_deleted(kept, archive, comparison):
    first, second = archive.keep(comparison, 7), archive.keep(comparison, 30, tenant="desk-a")
    archive.keep(comparison, -1)
    listed = kept("list", "-f", "json")
    assert {each["id"]: each["tenant"] for each in listed} == {first.id: "default", second.id: "desk-a"}
    assert sum(each["bytes"] for each in listed) > 1000
    assert kept("list").splitlines()[-1] == f"2 kept, {sum(each['bytes'] for each in listed):,} bytes"
    shown = kept("show", first.id, "-f", "json")
    assert (shown["comparison"], shown["mode"], shown["markers"]) == (
        comparison.id,
        "revision",
        len(comparison.markers),
    )
    assert shown["expires"] == first.expires.isoformat()
    assert comparison.id in kept("show", first.id)
    assert kept("purge", "-f", "json") == {"removed": 1, "kept": 2}
    assert kept("delete", first.id, "none", "-f", "json", code=2) == {first.id: "deleted", "none": "not kept"}
    assert kept("delete", second.id) == f"{second.id}  deleted\n"
    assert kept("list", "-f", "json") == []


def test_an_id_that_is_none_is_trouble(kept):
    kept("show", "none", code=2)
