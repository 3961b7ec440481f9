"""A disk that is full, and a database that another process holds."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from test_archive import refused

import campaign
import patience
from diple.archive.database import _LOCK
from diple.web import create_app
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
HERE = Path(__file__).parent


if campaign.IS_ON:  # a mount needs rights that not every machine gives

    @pytest.mark.campaign
    def test_what_is_kept_on_a_full_disk_can_be_deleted(tmp_path):
        """The disk is real: a file system of 16 MB in a mount namespace of the test's own."""
        command = ["unshare", "-rm", sys.executable, HERE / "full_disk.py", tmp_path]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(HERE)])}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=patience.SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert told["left"] > 0
        del told["left"]
        assert told == {
            "keep": "ARCHIVE_UNAVAILABLE",
            "delete": "done",
            "purge": 1,
            "delete again": [0, 0],
            "said": True,
            "left at last": 0,
        }


@pytest.fixture
def held(database, tmp_path, opened, comparison):
    """An archive with a result, whose database another process is writing."""
    archive = opened()
    kept = archive.keep(comparison, 7)
    if url := database.get("DIPLE_DATABASE_URL"):
        with psycopg.connect(url) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield archive, kept
            other.rollback()
    else:
        with closing(sqlite3.connect(tmp_path / "data" / "kept.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield archive, kept
            other.execute("ROLLBACK")


def test_a_database_that_another_holds_is_told_within_five_seconds(held, database, comparison):
    archive, kept = held
    client = create_app(database).test_client()
    for ask in (
        lambda: client.delete(f"{URL}/{kept.id}"),
        lambda: client.post(URL, json={"old": OLD, "new": NEW, "store": True}),
    ):
        began = time.monotonic()
        answer = ask()
        assert time.monotonic() - began < 5
        assert (answer.status_code, answer.get_json()["code"]) == (503, "ARCHIVE_BUSY")
        assert int(answer.headers["Retry-After"]) > 0
    refused("ARCHIVE_BUSY", archive.keep, comparison, 7)
