"""store, GET and DELETE by id, as the service answers them."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO

import lxml.html
import pytest
from jsonschema import Draft202012Validator

import diple
from diple.errors import ArchiveError, OptionError
from diple.render import MEDIA_TYPES
from diple.schemas.published import openapi
from diple.web import create_app, storage
from drawings import NEW, OLD, ROOT

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW}
NOBODYS = "0" * 32


@pytest.fixture
def place(tmp_path):
    """An empty place in SQLite: what the archive promises in both databases has tests of its own."""
    return {"DIPLE_DATA": str(tmp_path / "data")}


@pytest.fixture
def client(place):
    return create_app(place).test_client()


@pytest.fixture
def kept(client):
    return client.post(URL, json={**PAIR, "store": True}).get_json()


def problem(response, status, code):
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert response.get_json()["code"] == code
    return response.get_json()


def days_of(receipt):
    return datetime.fromisoformat(receipt["expires"]) - datetime.fromisoformat(receipt["created"])


def test_store_answers_with_the_address(client):
    response = client.post(URL, json={**PAIR, "store": True})
    receipt = response.get_json()
    components = openapi()["components"]
    Draft202012Validator({"$ref": "#/components/schemas/Kept", "components": components}).validate(receipt)
    assert (response.status_code, response.headers["Location"]) == (201, receipt["url"])
    assert response.headers["Cache-Control"] == "no-store"
    assert (receipt["url"], receipt["page"]) == (f"{URL}/{receipt['id']}", f"/comparisons/{receipt['id']}")
    assert days_of(receipt) == timedelta(days=7)
    assert receipt["comparison"] == diple.compare(OLD, NEW).id != receipt["id"]


def test_a_form_stores_too(client):
    files = {name: (BytesIO(text.encode()), f"{name}.txt") for name, text in PAIR.items()}
    response = client.post(URL, data={**files, "store": "true", "keep_days": "30"})
    assert response.status_code == 201
    assert days_of(response.get_json()) == timedelta(days=30)
    assert "old.txt" in client.get(f"{response.headers['Location']}?format=html").text


def test_it_is_given_as_it_would_be_without_store(client, kept):
    response = client.get(kept["url"])
    assert response.data == client.post(URL, json=PAIR).data
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Expires"].endswith("GMT")


@pytest.mark.parametrize("form", [form for form in MEDIA_TYPES if form != "pdf"])
def test_every_form_is_given(client, kept, form):
    response = client.get(f"{kept['url']}?format={form}")
    assert (response.status_code, response.mimetype) == (200, MEDIA_TYPES[form])
    assert response.data == client.post(f"{URL}?format={form}", json=PAIR).data


def test_accept_chooses_and_refuses(client, kept):
    assert client.get(kept["url"], headers={"Accept": "text/html"}).mimetype == "text/html"
    problem(client.get(kept["url"], headers={"Accept": "image/png"}), 406, "NOT_ACCEPTABLE")


def test_what_is_known_is_not_sent_again(client, kept):
    etag = client.get(kept["url"]).headers["ETag"]
    assert client.get(kept["url"], headers={"If-None-Match": etag}).status_code == 304


def test_a_page_of_own_packs_explains_its_markers(client):
    pack = '[pack]\nname = "own"\nversion = "1"\nlicense = "CC0-1.0"\n[weights.marker]\nM1 = 71\n'
    asked = {**PAIR, "packs": [pack]}
    kept = client.post(URL, json={**asked, "store": True}).get_json()
    for form in ("json", "html"):
        again, first = (
            client.get(f"{kept['url']}?format={form}"),
            client.post(f"{URL}?format={form}", json=asked),
        )
        assert (first.status_code, again.data) == (200, first.data)
    assert client.get(kept["url"]).get_json()["glossary"]["kinds"]


def test_delete_needs_only_the_id(client, kept):
    response = client.delete(kept["url"])
    assert (response.status_code, response.data) == (204, b"")
    for again in (client.get, client.delete):
        problem(again(kept["url"]), 404, "NOT_KEPT")


def test_unknown_ids(client):
    for ask in (client.get, client.delete):
        problem(ask(f"{URL}/{NOBODYS}"), 404, "NOT_KEPT")


def test_what_is_not_asked_is_not_kept(client, tmp_path):
    for asked in (PAIR, {**PAIR, "store": False}):
        response = client.post(URL, json=asked)
        assert (response.status_code, response.headers.get("Location")) == (200, None)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"store": "yes"}, "INVALID_REQUEST"),
        ({"store": True, "keep_days": 0}, "INVALID_REQUEST"),
        ({"store": True, "keep_days": 1.5}, "INVALID_REQUEST"),
        ({"store": True, "keep_days": "7"}, "INVALID_REQUEST"),
        ({"keep_days": 7}, "INVALID_REQUEST"),
        ({"store": True, "keep_days": 91}, "KEPT_TOO_LONG"),
        ({"store": True, "keep_days": 10**30}, "INVALID_REQUEST"),
    ],
)
def test_what_cannot_be_asked(client, asked, code):
    problem(client.post(URL, json={**PAIR, **asked}), 422, code)


def test_a_text_that_cannot_be_read_is_not_kept(client, tmp_path):
    problem(client.post(URL, json={"old": "", "new": "a.", "store": True}), 422, "EMPTY_INPUT")
    assert not (tmp_path / "data").exists()


def test_capabilities_tell_it(place):
    told = create_app({**place, "DIPLE_KEEP_DAYS": 2, "DIPLE_MAX_KEEP_DAYS": 3, "DIPLE_MAX_KEPT": 4})
    found = told.test_client().get("/api/v1/capabilities").get_json()
    assert (found["keep_days"], found["limits"]["keep_days"], found["limits"]["kept"]) == (2, 3, 4)


def test_a_full_archive_is_told(database):
    client = create_app({**database, "DIPLE_MAX_KEPT": 1}).test_client()
    first = client.post(URL, json={**PAIR, "store": True})
    told = problem(client.post(URL, json={**PAIR, "store": True}), 507, "ARCHIVE_FULL")
    assert told["data"]["results"] == 1
    client.delete(first.headers["Location"])
    assert client.post(URL, json={**PAIR, "store": True}).status_code == 201


def test_a_place_that_cannot_be_written_is_told_and_comparing_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    client = create_app({"DIPLE_DATA": str(tmp_path / "file" / "data")}).test_client()
    problem(client.post(URL, json={**PAIR, "store": True}), 503, "ARCHIVE_UNAVAILABLE")
    assert client.post(URL, json=PAIR).status_code == 200


def test_settings_that_cannot_be(tmp_path):
    with pytest.raises(OptionError, match="more than DIPLE_MAX_KEEP_DAYS"):
        create_app({"DIPLE_KEEP_DAYS": 8, "DIPLE_MAX_KEEP_DAYS": 7})
    with pytest.raises(ArchiveError, match="names no database"):
        create_app({"DIPLE_DATABASE_URL": "nonsense"})


def test_what_is_expired_goes_without_a_writer(database, clock, opened):
    archive = opened()
    clock.now = 1_000_000_000.0  # long ago
    archive.keep(diple.compare(OLD, NEW), 1)
    client = create_app(database).test_client()
    client.get("/api/v1/healthz").close()
    assert archive.purge() == type(archive.purge())(0, 0)


def asked(connect, method, path, body=None):
    connection = connect()
    connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, content


def test_several_workers_keep_and_give_at_once_and_what_was_kept_outlives_them(database, serve):
    """One test, because each start of the service takes a second. Twelve clients have room in one worker."""
    with serve(workers=3, **database) as connect, ThreadPoolExecutor(12) as pool:
        _, kept = asked(connect, "POST", URL, {**PAIR, "store": True})

        def whole_life(number):
            new = NEW.replace("every year", f"every {number + 2} years")
            status, receipt = asked(connect, "POST", URL, {"old": OLD, "new": new, "store": True})
            assert status == 201, receipt
            url = json.loads(receipt)["url"]
            seen = [asked(connect, "GET", url) for _ in range(3)]
            assert [(status, json.loads(body)["new"]["text"]) for status, body in seen] == [(200, new)] * 3
            gone = [asked(connect, method, url)[0] for method in ("DELETE", "GET", "DELETE")]
            assert gone == [204, 404, 404]
            return url

        assert len(set(pool.map(whole_life, range(12)))) == 12
    with serve(**database) as connect:
        status, body = asked(connect, "GET", json.loads(kept)["url"])
    assert (status, body.decode()) == (200, diple.compare(OLD, NEW).to_json())


def test_the_pages_keep_show_and_delete(client):
    sent = {"old_text": OLD, "new_text": NEW, "keep": "1"}
    response = client.post("/compare", data=sent, content_type="multipart/form-data")
    assert response.status_code == 303
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert re.search(r"Kept here until \d+ \w+ \d{4}, \d\d:\d\d UTC", page.text)
    assert "Nothing of this is kept" not in page.text
    file = client.get(f"{response.headers['Location']}?file=1")
    assert "attachment" in file.headers["Content-Disposition"]
    gone = client.post(f"{response.headers['Location']}/delete")
    assert (gone.status_code, gone.headers["Location"]) == (303, "/?from=deleted")
    again = client.get(response.headers["Location"], headers={"Accept": "text/html"})
    assert (again.status_code, again.mimetype) == (404, "text/html")
    assert "its time is over" in again.text


def test_an_unkept_page_offers_to_keep_it(client):
    page = client.post("/compare", data={"old_text": OLD, "new_text": NEW}, content_type="multipart/form-data").text
    assert "Nothing of this is kept here." in page
    assert '<button name="keep" value="1">Keep it for 7 days</button>' in page


def test_a_page_that_cannot_be_kept_says_why_and_is_shown(place):
    client = create_app({**place, "DIPLE_MAX_KEPT_BYTES": 1}).test_client()
    sent = {"old_text": OLD, "new_text": NEW, "keep": "1"}
    page = client.post("/compare", data=sent, content_type="multipart/form-data")
    assert page.status_code == 507
    told = lxml.html.fromstring(page.data).xpath("string(//*[@role='alert'])")
    assert told.startswith("This could not be kept. This service keeps as many comparisons as it may.")
    assert "should" in page.text


def test_the_tick_stays_where_the_form_comes_back(client):
    page = client.post("/compare", data={"old_text": OLD, "keep": "1"}, content_type="multipart/form-data").text
    assert re.search(r'name="keep"[^>]* checked', page)


def test_the_docs_say_how_soon_what_expires_is_gone():
    told = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert f"request that comes {storage._PURGE_EVERY} seconds later" in told
