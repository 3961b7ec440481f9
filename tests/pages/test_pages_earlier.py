"""Earlier texts of a series on the start page: read, carried along to the file, and refused in plain words."""

from io import BytesIO

import lxml.html
import pytest

from diple.web import create_app

OLD, NEW = "The Parties sell grain.", "The Parties sell grain and oppose hegemonism in every region."
EARLIER = ["Note of 3 May 2031. The Parties sell salt.", "Note of 3 May 2032. The Parties sell tin."]


def sent(client, *earlier, **fields):
    files = [(BytesIO(text.encode() if isinstance(text, str) else text), f"{n}.txt") for n, text in enumerate(earlier)]
    fields = {"old_text": OLD, "new_text": NEW, "earlier_files": files, **fields}
    return client.post("/compare", data=fields, content_type="multipart/form-data")


@pytest.fixture
def client():
    return create_app().test_client()


def test_the_form_takes_several_files(client):
    field = lxml.html.fromstring(client.get("/").text).get_element_by_id("earlier_files")
    assert "multiple" in field.attrib


def test_novelty_is_told_with_the_texts_held(client):
    answer = sent(client, *EARLIER)
    assert answer.status_code == 200
    assert "the 3 texts held, from “Note of 3 May 2031”" in answer.text


def test_the_file_is_of_the_same_comparison(client):
    page = lxml.html.fromstring(sent(client, *EARLIER).text)
    fields = {i.get("name"): i.get("value") for i in page.xpath("//input[@type='hidden']")}
    assert {"earlier1_bytes", "earlier2_bytes"} <= set(fields)
    again = client.post("/compare", data={**fields, "file": "1"}, content_type="multipart/form-data")
    assert "the 3 texts held" in again.text
    assert "attachment" in again.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("limits", "earlier", "told"),
    [
        ({}, [b""], "0.txt"),
        ({"DIPLE_MAX_EARLIER": 1}, EARLIER, "These are 2 earlier texts; this service takes 1."),
        ({"DIPLE_MAX_WORDS": 20}, EARLIER, "The texts together have"),
    ],
)
def test_what_is_wrong_with_them_is_told(limits, earlier, told):
    app = create_app()
    app.config.update(limits)
    answer = sent(app.test_client(), *earlier)
    assert answer.status_code == 422
    assert told in answer.text


def facts(page, name):
    found = lxml.html.fromstring(page).xpath(f"//dl[@class='facts']/div[dt='{name}']/dd")
    return found[0].text_content() if found else None


def test_they_are_named_on_the_page(client):
    assert facts(sent(client, *EARLIER).text, "Earlier texts") == "0.txt; 1.txt"
    assert facts(sent(client).text, "Earlier texts") is None


def test_with_them_the_list_stays_as_short(client):
    """What they prove of a change joins its marker: a change that has one already gets no second one."""
    old = "The Parties sell grain. The leaders met. The Parties sell salt to every region."
    new = "The Parties sell tin. The leaders met at the end of May. The Parties sell grain to every region."
    held = [f"The Parties sell grain to every region. The leaders met in {month}." for month in ("March", "May")]

    def entries(answer):
        return len(lxml.html.fromstring(answer.text).xpath("//ol[@id='register']/li"))

    without, beside = (sent(client, *texts, old_text=old, new_text=new) for texts in ((), held))
    assert entries(without) == entries(beside) > 1
    assert "restored: end" not in beside.text
