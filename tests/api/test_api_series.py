"""A series of statements over the API: each beside the one before, as JSON or an Atom feed."""

from io import BytesIO

import pytest
from lxml import etree

from diple.cli import main
from diple.web import create_app
from invented import ATOM, NOTES

URL = "/api/v1/series"


@pytest.fixture
def keeper(tmp_path):
    return create_app({"DIPLE_DATA": str(tmp_path)}).test_client()


def told(body, path):
    return [element.text for element in etree.fromstring(body).findall(path, ATOM)]


def test_the_command_line_and_the_service_give_the_same(client, tmp_path, capsysbinary):
    for number, text in enumerate(NOTES):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    names = [str(tmp_path / f"{number}.txt") for number in range(3)]
    for form in ("json", "atom"):
        main(["series", *names, "-f", form])
        sent = {"statements": [(BytesIO(text.encode()), name) for text, name in zip(NOTES, names, strict=True)]}
        assert client.post(f"{URL}?format={form}", data=sent).data == capsysbinary.readouterr().out


def test_it_is_given_by_accept_and_named(client):
    answer = client.post(URL, json={"statements": NOTES}, headers={"Accept": "application/atom+xml"})
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    assert answer.headers["Content-Disposition"] == 'inline; filename="diple-series.xml"'
    assert told(answer.data, "a:entry/a:published") == ["2033-05-01T00:00:00Z", "2032-05-01T00:00:00Z"]
    first, second = client.post(URL, json={"statements": NOTES}).get_json()
    assert first["new"]["sha256"] == second["old"]["sha256"]
    assert any("lamp" in marker["rationale"] for marker in second["markers"])


def test_kept_it_has_an_address_to_subscribe_to_whose_entries_lead_to_their_pages(keeper):
    answer = keeper.post(URL, json={"statements": NOTES, "store": True, "keep_days": 2})
    kept = answer.get_json()
    assert (answer.status_code, answer.headers["Location"]) == (201, kept["url"])
    feed = keeper.get(kept["url"], headers={"Accept": "application/atom+xml"})
    root = etree.fromstring(feed.data)
    hrefs = [link.get("href") for link in root.findall("a:entry/a:link", ATOM)]
    assert hrefs == [f"http://localhost{one['page']}" for one in reversed(kept["comparisons"])]
    assert keeper.get(hrefs[0]).status_code == 200
    (itself,) = [link.get("href") for link in root.findall("a:link", ATOM) if link.get("rel") == "self"]
    assert keeper.get(itself).data == feed.data
    alone = keeper.post(f"{URL}?format=atom", json={"statements": NOTES}).data
    for part in ("a:id", "a:entry/a:id", "a:entry/a:updated"):
        assert told(feed.data, part) == told(alone, part)
    assert keeper.get(itself, headers={"If-None-Match": feed.headers["ETag"]}).status_code == 304
    keeper.delete(kept["comparisons"][0]["url"])
    assert keeper.get(kept["url"]).status_code == 404


def test_days_are_told_by_the_sender_or_the_feed_is_refused(client, problem):
    texts = ["The Members shall meet.", "The Members should meet."]
    found = problem(client.post(f"{URL}?format=atom", json={"statements": texts}), 422, "UNDATED")
    assert "`date`" in found["remedy"]
    dated = [texts[0], {"text": texts[1], "date": "2032-06-01"}]
    answer = client.post(f"{URL}?format=atom", json={"statements": dated})
    assert told(answer.data, "a:entry/a:published") == ["2032-06-01T00:00:00Z"]
    wrong = [texts[0], {"text": texts[1], "date": "June"}]
    problem(client.post(URL, json={"statements": wrong}), 422, "INVALID_REQUEST")


def test_nothing_is_kept_of_a_series_that_cannot_be_kept_whole(tmp_path):
    few = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_MAX_KEPT": 1}).test_client()
    assert few.post(URL, json={"statements": NOTES, "store": True}).status_code == 507
    assert few.post("/api/v1/comparisons", json={"old": "a", "new": "b", "store": True}).status_code == 201


@pytest.mark.parametrize("count", [0, 1])
def test_one_statement_is_no_series(client, problem, count):
    problem(client.post(URL, json={"statements": NOTES[:count]}), 422, "INVALID_REQUEST")
    sent = {"statements": [(BytesIO(text.encode()), "a.txt") for text in NOTES[:count]], "markers": "true"}
    problem(client.post(URL, data=sent, content_type="multipart/form-data"), 422, "INVALID_REQUEST")
    problem(client.get(URL), 422, "INVALID_REQUEST")


def test_limits_hold_for_all_that_is_compared(problem):
    bounded = create_app({"DIPLE_MAX_EARLIER": 1, "DIPLE_MAX_WORDS": 60}).test_client()
    problem(bounded.post(URL, json={"statements": ["a b", "a c", "a d", "a e"]}), 413, "TOO_MANY_TEXTS")
    problem(bounded.get(f"{URL}?id=a&id=b&id=c"), 413, "TOO_MANY_TEXTS")
    # 17, 17 and 8 words: 34 are compared first, then all 42 with the first as the earlier one.
    found = problem(bounded.post(URL, json={"statements": NOTES}), 413, "TOO_MANY_WORDS")
    assert found["data"]["found"] > 60
    assert bounded.post(URL, json={"statements": NOTES[:2]}).status_code == 200


def test_other_forms_are_not_given(client, problem):
    problem(client.post(f"{URL}?format=docx", json={"statements": NOTES}), 406, "NOT_ACCEPTABLE")
    problem(client.post(URL, data="x", content_type="text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE")
