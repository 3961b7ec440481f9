"""Files with tracked changes, sent to the API."""

from io import BytesIO

import pytest

from packing import deleted, docx, ins, p, r

URL = "/api/v1/comparisons"
REDLINED = docx(p(r("The Parties "), deleted("shall"), ins("should"), r(" meet every year.")))
FINAL = "The Parties should meet every year."


def given(**fields):
    return {"old": (BytesIO(REDLINED), "redlined.docx"), "new": (BytesIO(FINAL.encode()), "final.txt"), **fields}


@pytest.mark.parametrize(("fields", "verb"), [({}, "should"), ({"revisions": "reject"}, "shall")])
def test_one_side_is_read_and_told(client, fields, verb):
    found = client.post(URL, data=given(**fields)).get_json()
    assert found["old"]["text"] == f"The Parties {verb} meet every year."
    assert found["warnings"][0]["code"] == "tracked_changes"
    assert found["warnings"][0]["data"]["revisions"] == fields.get("revisions", "accept")


def test_they_can_be_refused(client, problem):
    found = problem(client.post(URL, data=given(revisions="refuse")), 422, "TRACKED_CHANGES")
    assert found["detail"].startswith("Old text: 'redlined.docx' holds tracked changes")
    problem(client.post(URL, data=given(revisions="guess")), 422, "INVALID_REQUEST")


def alone(content, name, **fields):
    return {"old": (BytesIO(content), name), **fields}


def test_a_file_with_tracked_changes_alone_is_compared_with_itself(client):
    found = client.post(URL, data=alone(REDLINED, "redlined.docx")).get_json()
    assert [found[side]["text"] for side in ("old", "new")] == ["The Parties shall meet every year.", FINAL]
    assert [change["new"]["quote"] for change in found["changes"]] == ["should"]
    assert [(w["code"], w["data"]["side"]) for w in found["warnings"]] == [
        ("tracked_changes", "old"),
        ("tracked_changes", "new"),
    ]


def test_a_file_without_them_is_one_text_and_the_second_is_missing(client, problem):
    plain = docx(p(r(FINAL)))
    for content, name in ((plain, "plain.docx"), (FINAL.encode(), "plain.txt")):
        found = problem(client.post(URL, data=alone(content, name)), 422, "NO_TRACKED_CHANGES")
        assert found["detail"].startswith(f"A second text is missing, and '{name}' holds no tracked changes")
        assert "`new`" in found["remedy"]
    found = problem(client.post(URL, json={"old": FINAL}), 422, "INVALID_REQUEST")
    assert "a second text" in found["errors"]["new"][0]


@pytest.mark.parametrize("revisions", ["accept", "reject", "refuse"])
def test_one_side_of_a_file_alone_is_no_comparison(client, problem, revisions):
    found = problem(client.post(URL, data=alone(REDLINED, "r.docx", revisions=revisions)), 422, "INVALID_REQUEST")
    assert "without `new` both are compared" in found["detail"]


@pytest.mark.parametrize(("made", "kind"), [(ins, "insert"), (deleted, "delete")])
def test_a_file_that_is_all_change_is_compared_with_an_empty_text(client, made, kind):
    sent = alone(docx(p(made("The Parties shall meet every year."))), "one.docx")
    found = client.post(URL, data=sent).get_json()
    assert [change["kind"] for change in found["changes"]] == [kind]
    assert "empty_version" in [warning["code"] for warning in found["warnings"]]


@pytest.mark.parametrize(("format", "code"), [("text", "BINARY_INPUT"), ("pdf", "NOT_READABLE")])
def test_a_format_that_the_file_does_not_have_is_refused(client, problem, format, code):
    for more in ({}, {"new": (BytesIO(FINAL.encode()), "final.txt")}):
        problem(client.post(URL, data=alone(REDLINED, "redlined.docx", old_format=format, **more)), 422, code)
