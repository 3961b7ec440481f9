"""Readiness says what fails, in both databases; health asks nothing of it."""

import pytest

from diple.errors import LexiconError
from diple.lexicon import Lexicon
from diple.web import create_app

URL = "/api/v1/readyz"


def asked(app):
    """The status, and what fails with why."""
    client = app.test_client()
    answer = client.get(URL)
    assert client.get("/api/v1/healthz").status_code == 200
    found = answer.get_json()
    assert (found["status"] == "ready") == (answer.status_code == 200)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, {check["name"]: check["detail"] for check in found["checks"] if not check["ok"]}


def test_a_service_is_ready_before_and_after_anything_is_kept(database, archive, comparison):
    app = create_app(database)
    assert asked(app) == (200, {})
    archive.keep(comparison, 7)
    assert asked(app) == (200, {})


def test_readiness_makes_nothing(database, tmp_path):
    assert asked(create_app(database)) == (200, {})
    assert not (tmp_path / "data").exists()


def test_a_lexicon_that_cannot_be_loaded(monkeypatch):
    def broken():
        raise LexiconError("PACK_SYNTAX", "The pack is broken.")

    app = create_app()
    monkeypatch.setattr(Lexicon, "default", broken)
    status, failing = asked(app)
    assert (status, set(failing)) == (503, {"lexicon"})
    assert "broken" in failing["lexicon"]


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    status, failing = asked(create_app({"DIPLE_DATA": str(tmp_path / "file" / "data")}))
    assert (status, set(failing)) == (503, {"store"})
    assert "DIPLE_DATA" in failing["store"]


def test_a_database_that_does_not_answer():
    app = create_app({"DIPLE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"})
    assert set(asked(app)[1]) == {"store"}


@pytest.mark.parametrize(("wanted", "status"), [(0, 200), (1024**4, 503)])
def test_a_disk_with_little_room(tmp_path, wanted, status):
    found, failing = asked(create_app({"DIPLE_DATA": str(tmp_path / "data"), "DIPLE_MIN_FREE_BYTES": wanted}))
    assert (found, set(failing)) == (status, {"disk"} if status == 503 else set())
