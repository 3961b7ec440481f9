"""The pages as answers: what they take, what they refuse and how, and what they keep (nothing)."""

import configparser
import re
from base64 import b64encode
from io import BytesIO

import lxml.html
import pytest

from diple.web import create_app
from diple.web.comparing import samples
from drawings import ROOT

OLD, NEW = "The Parties shall meet every year.", "The Parties should meet every year."


@pytest.fixture
def client():
    return create_app().test_client()


def sent(client, **fields):
    return client.post("/compare", data=fields, content_type="multipart/form-data")


def test_the_start_page_offers_every_sample(client):
    page = client.get("/").text
    for folder in (ROOT / "samples").glob("*/markers.toml"):
        assert f'href="/samples/{folder.parent.name}"' in page


def test_two_texts_make_a_page_that_is_not_kept(client):
    answer = sent(client, old_text=OLD, new_text=NEW)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Nothing of this is kept here." in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"old_text": OLD}, 422, "There is no new text yet."),
        ({"new_text": NEW, "old_text": " \n"}, 422, "There is no old text yet."),
        ({"old_text": OLD, "new_text": NEW, "old_file": (BytesIO(b"x"), "a.txt")}, 422, "both a text and a file"),
        ({"old_text": OLD, "new_file": (BytesIO(b"\0\1\2\3" * 99), "a.bin")}, 422, "a.bin"),
        ({"old_text": OLD, "new_file": (BytesIO(b""), "a.txt")}, 422, "a.txt"),
        ({"old_text": OLD, "new_text": NEW, "mode": "guess"}, 422, "This way of reading is not known."),
        ({"old_text": OLD, "new_bytes": "no base64!"}, 422, "There is no new text yet."),
    ],
)
def test_what_is_wrong_is_told_and_the_text_kept(client, fields, status, told):
    answer = sent(client, **fields)
    assert answer.status_code == status
    assert told in answer.text
    assert OLD in answer.text or NEW in answer.text
    assert 'aria-invalid="true"' in answer.text or "mode" in fields


def test_a_mode_left_open_is_auto(client):
    assert sent(client, old_text=OLD, new_text=NEW, mode="").status_code == 200


def test_a_form_keeps_what_would_be_markup_as_text(client):
    assert "&lt;/textarea&gt;&lt;script&gt;" in sent(client, old_text="</textarea><script>").text


def test_the_file_of_a_comparison_is_asked_for_with_the_same_form(client):
    carried = {"old_bytes": b64encode(OLD.encode("utf-16")).decode(), "old_name": "a.txt", "new_text": NEW}
    answer = sent(client, **carried, file="1")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="diple-')
    assert "shall" in answer.text
    assert "'sha256-" in answer.headers["Content-Security-Policy"]


def test_the_form_for_the_file_carries_every_letter(client):
    hostile = "The \u202ereversed\u202c\0 text \x1b [U+202E] 中文\n\nand more."
    page = lxml.html.document_fromstring(sent(client, old_text=hostile, new_text=NEW).text)
    fields = {one.get("name"): one.get("value") for one in page.xpath("//form[@class='take']//input")}
    again = sent(client, **fields).text
    assert re.search("comparison [0-9a-f]+", again)[0] in page.text_content()


@pytest.mark.parametrize(("setting", "status"), [("DIPLE_MAX_BYTES", 413), ("DIPLE_MAX_WORDS", 422)])
def test_too_much_is_refused_on_the_form(setting, status):
    client = create_app({setting: 10}).test_client()
    answer = sent(client, old_text=OLD, new_text=NEW)
    assert answer.status_code == status
    assert 'class="wrong" role="alert"' in answer.text
    assert "this service takes" in answer.text


def test_whoever_comes_back_to_a_comparison_finds_the_form(client):
    answer = client.get("/compare")
    assert (answer.status_code, answer.location) == (302, "/?from=unkept")
    assert "That comparison was not kept" in client.get(answer.location).text
    assert 'role="status"' not in client.get("/?from=elsewhere").text


def test_a_sample_is_a_page_and_a_file(client):
    assert "shall do becomes" in client.get("/samples/shall-to-should").text
    assert client.get("/samples/shall-to-should?file=1").headers["Content-Disposition"].startswith("attachment")
    assert client.get("/samples/README.md").status_code == 404
    assert client.get("/samples/..%2Ftests").status_code == 404


def test_the_view_is_asked_for_in_the_address(client):
    page = client.get("/samples/shall-to-should?view=inline&noise=1").text
    assert 'id="view-inline" autocomplete="off" checked' in page
    assert 'id="noise" autocomplete="off" checked' in page


def test_a_service_below_a_path_links_below_it(client):
    page = client.get("/", environ_overrides={"SCRIPT_NAME": "/diple"}).text
    assert 'href="/diple/static/diple.css' in page
    assert 'action="/diple/compare"' in page


def test_samples_of_another_folder(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "markers.toml").write_text('title = "Mine"\ndescription = "Two."\nold = "a.txt"\nnew = "b.txt"\n')
    (folder / "a.txt").write_text(OLD)
    assert samples.samples(tmp_path) == {}, "a text is missing"
    (folder / "b.txt").write_text(NEW)
    monkeypatch.setenv("DIPLE_SAMPLES", str(tmp_path))
    client = create_app().test_client()
    assert "Or read a sample" in client.get("/").text
    assert client.get("/samples/mine").status_code == 200
    monkeypatch.setenv("DIPLE_SAMPLES", str(tmp_path / "nowhere"))
    assert "Or read a sample" not in create_app().test_client().get("/").text


def test_every_sample_is_installed():
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "setup.cfg", encoding="utf-8")
    shipped = metadata["options.data_files"]
    folders = {path.parent.name for path in (ROOT / "samples").glob("*/markers.toml")}
    folders |= {f"series/{path.parent.name}" for path in (ROOT / "samples" / "series").glob("*/manifest.toml")}
    folders |= {f"versions/{path.parent.name}" for path in (ROOT / "samples" / "versions").glob("*/versions.toml")}
    assert {name.removeprefix("share/diple/samples/") for name in shipped} == folders
