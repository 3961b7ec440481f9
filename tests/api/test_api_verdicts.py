"""An analyst's verdicts, sent beside the texts or to a kept comparison, come back in the forms that carry them."""

import json
import re
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

import diple
from diple.render import FORMS
from diple.render.verdicts import layer_of, verdicts_of
from diple.web import create_app
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def keeper(tmp_path):
    return create_app({"DIPLE_DATA": str(tmp_path)}).test_client()


def layer(comparison, **other):
    said = [{"marker": "m1", "verdict": "reject", "note": "A <small> step."}]
    signed = {"analyst": "Ada Orne", "date": "2031-05-01", "verdicts": said}
    return {"schema": "diple.verdicts/1", "comparison": comparison, **signed, **other}


@cache
def compared():
    return diple.compare(OLD, NEW)


@cache
def said():
    """What an analyst says of the comparison."""
    return layer(compared().id)


@cache
def kept():
    """The same as it is given back: with what its markers rest on."""
    return layer_of(verdicts_of(json.dumps(said()).encode(), compared()), compared())


def authors(body):
    root = etree.fromstring(ZipFile(BytesIO(body)).read("word/comments.xml"))
    return {each.get(f"{WORD}author") for each in root.iter(f"{WORD}comment")}


def carried(answer, form):
    if form == "docx":
        return "Ada Orne" in authors(answer.data)
    if form == "html":
        return json.dumps(kept(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c") in answer.text
    return json.loads(answer.text)["verdicts"] == kept() and compared().to_json().strip() in answer.text


@pytest.mark.parametrize("form", ["docx", "html", "json"])
def test_beside_the_texts(client, form):
    answer = client.post(f"{URL}?format={form}", json={"old": OLD, "new": NEW, "verdicts": said()})
    assert carried(answer, form)
    assert f"-judged{FORMS[form].ending}" in answer.headers["Content-Disposition"]
    assert answer.headers["ETag"] != client.post(f"{URL}?format={form}", json={"old": OLD, "new": NEW}).headers["ETag"]


def test_as_a_file_of_a_form_in_either_way_that_the_page_gives(client):
    texts = {"old": (BytesIO(OLD.encode()), "old"), "new": (BytesIO(NEW.encode()), "new")}
    id_ = client.post(URL, data=texts).get_json()["id"]
    for written in (layer(id_), {"comparison": {"id": id_}, "verdicts": layer(id_)}):
        texts = {"old": (BytesIO(OLD.encode()), "old"), "new": (BytesIO(NEW.encode()), "new")}
        sent = {**texts, "verdicts": (BytesIO(json.dumps(written).encode()), "verdicts.json")}
        assert "Ada Orne" in authors(client.post(f"{URL}?format=docx", data=sent).data)


@pytest.mark.parametrize("form", ["brief", "brief-html", "brief-docx", "brief-pdf"])
def test_a_brief_leaves_out_what_was_rejected_and_counts_it(client, form):
    plain = client.post(f"{URL}?format={form}", json={"old": OLD, "new": NEW})
    judged = client.post(f"{URL}?format={form}", json={"old": OLD, "new": NEW, "verdicts": said()})
    assert (plain.mimetype, judged.status_code) == (FORMS[form].media_type, 200)
    assert plain.headers["ETag"] != judged.headers["ETag"]
    assert f"-{form}-judged{FORMS[form].ending}" in judged.headers["Content-Disposition"]
    if form in ("brief", "brief-html"):
        assert ("Softer" in plain.text, "Softer" in judged.text) == (True, False)
        assert "rejected: 1" in judged.text and "Ada Orne" in judged.text


def test_a_brief_in_html_is_answered_under_a_policy_that_allows_its_style_and_no_script(client):
    answer = client.post(f"{URL}?format=brief-html&lang=fr", json={"old": OLD, "new": NEW})
    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy and "script-src 'self';" in policy
    assert "<html lang=fr>" in answer.text and "Plus souple" in answer.text


@pytest.mark.parametrize("form", ["docx", "html", "json"])
def test_for_what_is_kept_which_stays_as_it_is(keeper, form):
    url = keeper.post(URL, json={"old": OLD, "new": NEW, "store": True}).get_json()["url"]
    before = keeper.get(url).data
    assert carried(keeper.post(f"{url}?format={form}", json=said()), form)
    assert keeper.get(url).data == before


def test_what_cannot_be_carried_is_refused(client, keeper, problem):
    both = {"old": OLD, "new": NEW}
    problem(client.post(f"{URL}?format=csv", json={**both, "verdicts": said()}), 406, "NOT_ACCEPTABLE")
    problem(client.post(URL, json={**both, "verdicts": layer("0" * 32)}), 422, "OTHER_VERDICTS")
    problem(client.post(URL, json={**both, "verdicts": {}}), 422, "BAD_VERDICTS")
    problem(client.post(URL, json={**both, "verdicts": said(), "store": True}), 422, "INVALID_REQUEST")
    url = keeper.post(URL, json={**both, "store": True}).get_json()["url"]
    problem(keeper.post(f"{url}?format=csv", json=said()), 406, "NOT_ACCEPTABLE")
    problem(keeper.post(url, data=b"{}", content_type="text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE")
    problem(keeper.post(url, data=b"{", content_type="application/json"), 422, "BAD_VERDICTS")
    problem(keeper.post(f"{URL}/none", json=said()), 404, "NOT_KEPT")


def test_every_form_has_a_name_and_what_no_browser_shows_is_a_file(client):
    names = set()
    for form, row in FORMS.items():
        how, _, name = client.post(
            f"{URL}?format={form}", json={"old": OLD, "new": NEW}
        ).headers["Content-Disposition"].partition("; filename=")  # fmt: skip
        assert how == ("attachment" if row.binary else "inline")
        assert name.endswith(f'{row.ending}"')
        names.add(name)
    assert len(names) == len(FORMS)


def sheet(answer):
    return re.search(rb'w:w="(\d+)" w:h', ZipFile(BytesIO(answer.data)).read("word/document.xml"))[1]


@pytest.mark.parametrize("form", ["docx", "brief-docx"])
def test_a_word_file_is_on_the_sheet_asked_for(client, problem, form):
    both = {"old": OLD, "new": NEW}
    assert sheet(client.post(f"{URL}?format={form}", json=both)) == b"11906"
    assert sheet(client.post(f"{URL}?format={form}&paper=letter", json=both)) == b"12240"
    problem(client.post(f"{URL}?format={form}&paper=b5", json=both), 422, "INVALID_REQUEST")


@pytest.mark.parametrize(
    "preferred, width", [("en-US,en;q=0.9", b"12240"), ("en-GB,en-US;q=0.9", b"11906"), ("", b"11906")]
)
def test_the_page_gives_word_on_the_sheet_that_is_usual_where_its_reader_lives(client, preferred, width):
    sent = {"old_text": OLD, "new_text": NEW, "file": "docx"}
    assert sheet(client.post("/compare", data=sent, headers={"Accept-Language": preferred})) == width


OWN = {"id": "o1", "kind": "M1", "direction": "softened", "level": "high", "note": "", "old": [], "new": [{"start": 0, "exact": NEW[:3]}]}  # fmt: skip


def carries_own(answer):
    return json.loads(answer.text)["verdicts"]["own_markers"] == [OWN]


def test_own_markers_go_along_beside_the_texts_and_to_what_is_kept(keeper):
    both = {**said(), "own_markers": [OWN]}
    assert carries_own(keeper.post(URL, json={"old": OLD, "new": NEW, "verdicts": both}))
    url = keeper.post(URL, json={"old": OLD, "new": NEW, "store": True}).get_json()["url"]
    before = keeper.get(url).data
    assert carries_own(keeper.post(f"{url}?format=json", json=both))
    assert "marked by Ada Orne" in keeper.post(f"{url}?format=markdown", json=both).text
    assert keeper.get(url).data == before


def test_own_markers_that_are_not_in_the_texts_are_refused(client, problem):
    for wrong in ({"new": [{"start": 1, "exact": NEW[:3]}]}, {"new": []}, {"level": "loud"}):
        sent = {"old": OLD, "new": NEW, "verdicts": {**said(), "own_markers": [{**OWN, **wrong}]}}
        problem(client.post(URL, json=sent), 422, "BAD_VERDICTS")


def test_the_page_gives_its_word_file_with_the_verdicts_that_it_sends(client):
    layered = json.dumps({**said(), "own_markers": [OWN]})
    sent = {"old_text": OLD, "new_text": NEW, "file": "docx", "verdicts": layered}
    assert authors(client.post("/compare", data=sent).data) == {"Ada Orne", "Diple"}
