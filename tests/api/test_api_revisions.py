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
