"""What a reader takes along from a page, and what one file with tracked changes makes of the start page."""

import json
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from diple.render import FORMS
from diple.web import create_app
from packing import deleted, docx, ins, p, r

REDLINED = docx(p(r("The Parties "), deleted("shall"), ins("should"), r(" meet every year.")))
PLAIN = docx(p(r("The Parties should meet every year.")))
OFFERED = [form for form in FORMS if form not in ("html", "text", "json")] + ["json"]
ADDRESS = "/samples/shall-to-should"


@pytest.fixture
def client(tmp_path):
    return create_app({"DIPLE_DATA": str(tmp_path)}).test_client()


class Fields(HTMLParser):
    """The hidden fields of the form of an unkept comparison."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.found[given["name"]] = given["value"]


def menu(page):
    return etree.HTML(page).find(".//details[@class='take-as']")


def compared(client, **fields):
    return client.post("/compare", data=fields, content_type="multipart/form-data")


def kept(client):
    answer = compared(client, old_text="They shall meet.", new_text="They should meet.", keep="1")
    return answer.headers["Location"]


@pytest.mark.parametrize("which", ["a sample", "a kept result"])
def test_every_form_is_a_link_to_a_file(client, which):
    page = ADDRESS if which == "a sample" else kept(client)
    links = [link.get("href") for link in menu(client.get(page).text).iter("a")]
    assert [link.partition("file=")[2] for link in links] == ["1", *OFFERED]
    fetched = zip(OFFERED, links[1:], strict=True) if which == "a kept result" else [("docx", links[1])]
    for form, link in fetched:
        answer = client.get(link)
        assert (answer.status_code, answer.mimetype) == (200, FORMS[form].media_type)
        how = "inline" if form == "brief-html" else "attachment"  # the brief is shown, and saved by its link alone
        assert answer.headers["Content-Disposition"].startswith(f'{how}; filename="diple-')


def test_the_page_of_what_is_not_kept_asks_for_every_form_again(client):
    page = compared(client, old_text="They shall meet.", new_text="They should meet.").text
    buttons = [(button.get("name"), button.get("value")) for button in menu(page).iter("button")]
    assert buttons == [("file", form) for form in ("1", *OFFERED)]
    for form in OFFERED:
        assert compared(client, **Fields(page).found, file=form).mimetype == FORMS[form].media_type


def test_a_pdf_is_offered_only_where_it_can_be_set(client, monkeypatch):
    monkeypatch.setattr("diple.web.answers.forms.find_spec", lambda name: None)
    assert "file=pdf" not in client.get(ADDRESS).text


def test_a_file_offers_no_service(client):
    assert menu(client.get(f"{ADDRESS}?file=1").text) is None


def test_a_form_that_is_none_is_answered_with_the_one_that_is_meant(client):
    answer = client.get(f"{ADDRESS}?file=word")
    assert answer.status_code == 406
    assert "docx that you mean" in answer.text


@pytest.mark.parametrize("which", ["a sample", "a kept result", "neither"])
def test_verdicts_go_along_in_a_word_document(client, which):
    texts = {"old_text": "They shall meet.", "new_text": "They should meet."}
    place, fields = {"a sample": (ADDRESS, {}), "neither": ("/compare", texts)}.get(which) or (kept(client), {})
    alone = client.post(place, data={**fields, "file": "json"}).get_json()
    said = [{"marker": "m1", "verdict": "accept", "note": ""}]
    layer = {"schema": "diple.verdicts/1", "comparison": alone["id"], "analyst": "Ada Orne", "date": "2031-05-01"}
    body = client.post(place, data={**fields, "file": "docx", "verdicts": json.dumps({**layer, "verdicts": said})}).data
    assert b'w:author="Ada Orne"' in ZipFile(BytesIO(body)).read("word/comments.xml")


@pytest.mark.parametrize("which", ["a sample", "a kept result"])
def test_a_link_shows_the_brief_beside_the_other_forms(client, which):
    page = etree.HTML(client.get(ADDRESS if which == "a sample" else kept(client)).text)
    (link,) = page.xpath("//a[text()='One-page brief']")
    assert link.get("download") is None and link.xpath("ancestor::details") == []
    answer = client.get(link.get("href"))
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert "<h2>Softer" in answer.text
    assert "style-src 'self' 'sha256-" in answer.headers["Content-Security-Policy"]


def test_a_button_shows_the_brief_of_what_is_not_kept(client):
    page = compared(client, old_text="They shall meet.", new_text="They should meet.").text
    (button,) = etree.HTML(page).xpath("//button[text()='One-page brief']")
    answer = compared(client, **Fields(page).found, **{button.get("name"): button.get("value")})
    assert "<h2>Softer" in answer.text


def test_a_brief_that_a_page_asks_for_applies_the_verdicts(client):
    id_ = client.post(ADDRESS, data={"file": "json"}).get_json()["id"]
    layer = {"schema": "diple.verdicts/1", "comparison": id_, "analyst": "Ada Orne", "date": "2031-05-01"}
    said = {**layer, "verdicts": [{"marker": "m1", "verdict": "accept", "note": "It is so."}]}
    answer = client.post(ADDRESS, data={"file": "brief-docx", "verdicts": json.dumps(said)})
    document = ZipFile(BytesIO(answer.data)).read("word/document.xml").decode()
    assert "Ada Orne" in document and "accepted" in document and "It is so." in document


@pytest.mark.parametrize("side", ["old", "new"])
def test_one_file_with_tracked_changes_is_enough(client, side):
    answer = compared(client, **{f"{side}_file": (BytesIO(REDLINED), "redlined.docx")})
    assert answer.status_code == 200
    again = compared(client, **Fields(answer.text).found, file="json").get_json()
    assert [again[each]["text"][12:18] for each in ("old", "new")] == ["shall ", "should"]
    assert 'href="/comparisons/' in compared(client, **Fields(answer.text).found, keep="1").text


@pytest.mark.parametrize("side", ["old", "new"])
def test_one_file_without_them_is_told_to_be_one_text(client, side):
    answer = compared(client, **{f"{side}_file": (BytesIO(PLAIN), "plain.docx")})
    assert answer.status_code == 422
    assert "A second text is missing, and the file has no tracked changes" in answer.text
    pasted = compared(client, **{f"{side}_text": "They meet."})
    assert "text yet. Paste it" in pasted.text
    broken = compared(client, **{f"{side}_file": (BytesIO(b"PK\x03\x04"), "broken.docx")})
    assert (broken.status_code, "broken.docx" in broken.text) == (422, True)
