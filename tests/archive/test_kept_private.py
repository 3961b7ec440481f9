"""Answers with kept text are for their reader alone: a walk over every route of the service."""

import re

import pytest
from places import whatever_keeps

from diple.web import create_app

WORD = "Norvania"
PAIR = {"old": f"The Parties shall meet in {WORD}.", "new": f"The Parties should meet in {WORD}."}
SHOWING = {
    ("GET", "/api/v1/comparisons/<id_>"),
    ("POST", "/api/v1/comparisons/<id_>"),
    ("GET", "/api/v1/series"),
    ("GET", "/comparisons/<id_>"),
    ("POST", "/comparisons/<id_>"),
    ("GET", "/embed/<path:path>"),
    ("GET", "/oembed"),
}
"""What shows a kept text or its id to whoever has the id."""


@pytest.fixture
def app(database):
    return create_app({**database, "DIPLE_EMBED_ANCESTORS": "https://desk.example"})


def walked(app, receipt):
    """Each method of each route but the deleting ones, with the id wherever one may be, and its answer."""
    client, id_ = app.test_client(), receipt["id"]
    queries = {"/api/v1/series": {"id": id_}, "/oembed": {"url": f"http://localhost/comparisons/{id_}"}}
    verdicts = {"schema": "diple.verdicts/1", "comparison": receipt["comparison"], "verdicts": []}
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS", "DELETE"}):
            if not rule.rule.endswith("/delete"):
                sent = {"json": {**verdicts, "analyst": "A. Lind", "date": "2031-03-01"}} if method == "POST" else {}
                path = re.sub(r"<[^>]+>", id_, rule.rule)
                yield method, rule.rule, client.open(path, method=method, query_string=queries.get(rule.rule), **sent)


@whatever_keeps
def test_every_answer_with_kept_text_is_stored_by_nobody(app):
    receipt = app.test_client().post("/api/v1/comparisons", json={**PAIR, "store": True})
    assert (receipt.headers["Cache-Control"], receipt.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    told = {(method, rule): answer for method, rule, answer in walked(app, receipt.get_json())}
    wanted = (WORD.encode(), receipt.get_json()["id"].encode())
    shown = {at for at, answer in told.items() if any(each in answer.data for each in wanted)}
    shown.add(("POST", "/comparisons/<id_>"))  # a Word document is packed
    known = {at: (told[at].headers.get("Cache-Control"), told[at].headers.get("X-Robots-Tag")) for at in shown}
    known = {at: headers for at, headers in known.items() if told[at].status_code < 300}
    assert known == dict.fromkeys(SHOWING, ("no-store", "noindex"))


@whatever_keeps
@pytest.mark.parametrize("path", ["/embed/{}.json", "/embed/{}", "/oembed?url=http://localhost/comparisons/{}"])
@pytest.mark.parametrize("known", [True, False])
def test_frames_are_stored_by_nobody_whether_kept_or_not(app, path, known):
    client = app.test_client()
    kept = client.post("/api/v1/comparisons", json={**PAIR, "store": True}).get_json()["id"]
    answer = client.get(path.format(kept if known else "0" * 32))
    assert answer.status_code == (200 if known else 404)
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    gone = client.delete(f"/api/v1/comparisons/{kept}")
    assert (gone.headers["Cache-Control"], gone.headers["X-Robots-Tag"]) == ("no-store", "noindex")
