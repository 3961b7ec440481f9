"""The description of the API is complete: examples that are what they are of, and a page for readers."""

import json

import lxml.html
import pytest
from jsonschema import Draft202012Validator

from diple.schemas.published import openapi
from diple.web.routes.reference import kind_of

DOCUMENT = openapi()
OPERATIONS = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
PROBLEM = "application/problem+json"


def named(operation):
    return operation["operationId"]


def fits(schema, value):
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]}).is_valid(value)


def value_of(example):
    return (
        example["value"]
        if "value" in example
        else DOCUMENT["components"]["examples"][example["$ref"].rpartition("/")[2]]["value"]
    )


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_each_body_has_examples_that_fit(operation):
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    contents = [each for body in bodies for each in body.get("content", {}).values() if each.get("examples")]
    for content in contents:
        for name, example in content["examples"].items():
            assert fits(content["schema"], value_of(example)), name
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        assert content.get("examples"), media_type


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_each_answer_has_an_example_and_the_headers_of_all(operation):
    for status, answer in operation["responses"].items():
        assert answer["headers"]["X-Request-Id"], status
        content = answer.get("content", {})
        if "application/json" in content and named(operation) not in WITHOUT_EXAMPLES:
            assert content["application/json"].get("examples"), status
        if PROBLEM in content and status != "default":
            (code,) = content[PROBLEM]["examples"]
            assert value_of(content[PROBLEM]["examples"][code])["status"] == int(status)


WITHOUT_EXAMPLES = {"openapi"}  # it would be this document


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_each_operation_is_told_in_words(operation):
    assert operation["tags"][0] in {tag["name"] for tag in DOCUMENT["tags"]}
    assert operation["summary"]
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], parameter["name"]
    for status, answer in operation["responses"].items():
        assert answer["description"], status


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ({"keep_days": 3}, False),
        ({"keep_days": 3, "store": True}, True),
        ({"keep_days": 36_501, "store": True}, False),
        ({"store": True, "verdicts": {}}, False),
        ({"also": {"old": "Un.", "new": "Deux."}}, False),
        ({"also": None}, True),
        ({"old": {"text": "One.", "language": "xx"}}, False),
        ({"old": {"text": "One.", "language": "zh-Hant"}}, True),
        ({"old": {"text": "One.", "format": "rtf"}}, False),
    ],
)
def test_what_is_refused_is_described_as_wrong(client, body, right):
    asked = {"old": "One.", "new": "Two.", "markers": False, **body}
    schema = DOCUMENT["components"]["schemas"]["Compare"]
    assert fits(schema, asked) == right
    assert (client.post("/api/v1/comparisons", json=asked).status_code < 300) == right


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({}, True),
        ({"also_old": "Les Parties se réunissent chaque année.", "also_new": "Les Parties se réunissent."}, True),
        ({"also_old": "Les Parties se réunissent."}, False),
        ({"also_new": "Les Parties se réunissent."}, False),
        ({"also_old": "Les Parties.", "also_new": "Les États.", "markers": False}, False),
        ({"keep_days": 3}, False),
    ],
)
def test_what_a_form_may_not_hold_is_described(client, fields, right):
    asked = {"old": "The Parties shall meet every year.", "new": "The Parties shall meet.", **fields}
    content = DOCUMENT["paths"]["/comparisons"]["post"]["requestBody"]["content"]
    assert fits(content["multipart/form-data"]["schema"], asked) == right
    answer = client.post("/api/v1/comparisons", data=asked, content_type="multipart/form-data")
    assert (answer.status_code == 200) == right


@pytest.mark.parametrize(("paper", "right"), [("a4", True), ("letter", True), ("", False), ("a5", False)])
def test_a_sheet_is_described_as_it_is_taken(client, paper, right):
    described = DOCUMENT["paths"]["/comparisons"]["post"]["parameters"]
    (schema,) = (each["schema"] for each in described if each["name"] == "paper")
    answer = client.post(f"/api/v1/comparisons?paper={paper}", json={"old": "One.", "new": "Two.", "markers": False})
    assert (fits(schema, paper), answer.status_code == 200) == (right, right)


def test_a_hook_that_cannot_be_called_is_told_at_once(client):
    pair = {"old": "One.", "new": "Two."}
    answer = client.post("/api/v1/comparisons", json=pair, headers={"Diple-Webhook": "https://desk.example/"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "WEBHOOKS_OFF")


def test_the_page_tells_each_operation_and_each_form_without_a_script(client):
    answer = client.get("/reference")
    page = lxml.html.fromstring(answer.text)
    assert page.xpath("//script | //style | //@style | //@onclick") == []
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    ids = page.xpath("//article/@id")
    assert set(map(named, OPERATIONS)) | {f"form-{name}" for name in DOCUMENT["components"]["schemas"]} == set(ids)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//nav//a/@href")} == set(map(named, OPERATIONS))
    compare = page.get_element_by_id("compare").text_content()
    assert "keep_days" in compare and "multipart/form-data" in compare and "TOO_MANY_WORDS" in compare
    assert client.get("/reference", headers={"If-None-Match": answer.headers["ETag"]}).status_code in (200, 304)
    assert page.xpath("//footer//text()[contains(., 'Diple')]")
    assert client.get("/").text.count('href="/reference"') == 1


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "array", "items": {"$ref": "#/components/schemas/Marker"}}, "array of Marker"),
        ({"type": ["string", "null"]}, "string or null"),
        ({"enum": ["a4", "letter"]}, "one of a4, letter"),
        ({"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Source"}]}, "string or Source"),
        ({"const": "diple.verdicts/1"}, '"diple.verdicts/1"'),
        ({}, "any value"),
    ],
)
def test_what_a_value_may_be_is_told_in_words(schema, words):
    assert kind_of(schema) == words


def test_a_long_query_is_told_as_described(service):
    connection = service()
    connection.request("GET", f"/api/v1/concepts?q={'x' * 20_000}")
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (422, "INVALID_REQUEST")
