import re
import sys

import pytest
from jsonschema import Draft202012Validator

from diple.render import MEDIA_TYPES
from diple.render.verdicts import CARRIED_BY
from diple.schemas.published import openapi

V1 = "/api/v1"


def test_every_path_and_method_is_described_and_no_other(app):
    served = {
        (re.sub(r"<(\w+?)_?>", r"{\1}", rule.rule.removeprefix(V1)), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(V1)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, methods in openapi()["paths"].items() for method in methods}
    assert served == described


def valid(name, document):
    components = openapi()["components"]
    schema = {"$ref": f"#/components/schemas/{name}", "components": components}
    Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize(
    ("path", "name"), [("capabilities", "Capabilities"), ("concepts", "Concepts"), ("healthz", "Health")]
)
def test_answers_are_as_described(client, path, name):
    response = client.get(f"{V1}/{path}")
    assert response.status_code == 200
    valid(name, response.get_json())


def test_a_form_may_have_the_fields_that_it_has():
    for path, texts in (("/comparisons", "old"), ("/series", "statements")):
        content = openapi()["paths"][path]["post"]["requestBody"]["content"]
        form = content["multipart/form-data"]["schema"]
        file = "text" if texts == "old" else ["one", "two"]
        Draft202012Validator(form).validate(
            {texts: file, "markers": True, "store": True, "keep_days": 2, "packs": ["a"]}
        )
        assert not Draft202012Validator(form).is_valid({texts: file, "colour": "red"})
        for example in content["application/json"]["examples"].values():
            valid("Compare" if texts == "old" else "Series", example["value"])


def test_json_with_verdicts_is_as_described(client):
    plain = client.post(f"{V1}/comparisons", json={"old": "They shall meet.", "new": "They should meet."}).get_json()
    layer = {
        "schema": "diple.verdicts/1",
        "comparison": plain["id"],
        "analyst": "A",
        "date": "2031-01-01",
        "verdicts": [],
    }
    asked = {"old": "They shall meet.", "new": "They should meet.", "verdicts": layer}
    judged = client.post(f"{V1}/comparisons", json=asked).get_json()
    components = openapi()["components"]
    for path, found in (("/comparisons", (plain, judged)), ("/comparisons/{id}", (judged,))):
        content = openapi()["paths"][path]["post"]["responses"]["200"]["content"]
        for each in found:
            schema = {**content["application/json"]["schema"], "components": components}
            Draft202012Validator(schema).validate(each)
    assert content["application/ld+json"]["schema"] == {"type": "object"}


def test_problems_are_as_described(client):
    for response in (
        client.get(f"{V1}/nothing"),
        client.post(f"{V1}/comparisons", json={}),
        client.post(f"{V1}/comparisons", json={"old": "", "new": "a"}),
    ):
        valid("Problem", response.get_json())


def test_the_document_is_the_published_one(client):
    assert client.get(f"{V1}/openapi.json").get_json() == openapi()


def test_what_is_known_is_not_sent_again(client):
    first = client.get(f"{V1}/openapi.json")
    again = client.get(f"{V1}/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_capabilities_tell_the_limits_in_force(client, app):
    found = client.get(f"{V1}/capabilities").get_json()
    assert found["limits"]["bytes"] == app.config["DIPLE_MAX_BYTES"]
    assert found["modes"][0] == "auto"
    assert {"en", "ru", "zh", "fr", "es", "ar"} <= set(found["languages"])


def test_every_format_that_capabilities_tell_can_be_asked_for(client):
    found = client.get(f"{V1}/capabilities").get_json()["formats"]
    for form, media_type in found["output"].items():
        response = client.post(f"{V1}/comparisons?format={form}", json={"old": "One. ", "new": "Two. "})
        assert (response.status_code, response.mimetype) == (200, media_type)
    for form in found["input"]:
        asked = {"old": {"text": "One.", "format": form}, "new": "Two."}
        answer = client.post(f"{V1}/comparisons", json=asked).get_json()
        if form in ("pdf", "docx", "odt"):  # no text in JSON can be one
            assert answer["code"] == "NOT_READABLE"
        else:
            assert answer["old"]["format"] == form


def test_a_pdf_is_told_only_where_it_can_be_made(client, monkeypatch):
    assert client.get(f"{V1}/capabilities").get_json()["formats"]["output"] == MEDIA_TYPES
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as if it were not installed
    told = client.get(f"{V1}/capabilities").get_json()["formats"]["output"]
    assert set(MEDIA_TYPES) - set(told) == {"pdf", "brief-pdf"}
    for form in told:
        assert client.post(f"{V1}/comparisons?format={form}", json={"old": "One.", "new": "Two."}).status_code == 200


def test_concepts_are_found_by_their_words(client):
    found = client.get(f"{V1}/concepts?q=CONDEMN").get_json()
    assert found["total"] >= 1
    for concept in found["concepts"]:
        words = [concept["id"], *(text for forms in concept["forms"].values() for text in forms)]
        assert any("condemn" in text.casefold() for text in words)


def test_concepts_come_a_page_at_a_time(client):
    whole = client.get(f"{V1}/concepts?limit=500").get_json()
    pages = [client.get(f"{V1}/concepts?limit=3&offset={start}").get_json() for start in (0, 3)]
    assert [each for page in pages for each in page["concepts"]] == whole["concepts"][:6]
    assert {page["total"] for page in pages} == {whole["total"]}


def test_concepts_of_a_category(client):
    one = client.get(f"{V1}/concepts?limit=1").get_json()["concepts"][0]
    found = client.get(f"{V1}/concepts?limit=500&category={one['category']}").get_json()
    assert {each["category"] for each in found["concepts"]} == {one["category"]}


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=many", "offset=-1", "colour=red", "q=a&q=b"])
def test_queries_that_are_not_what_they_should_be(client, query):
    response = client.get(f"{V1}/concepts?{query}")
    assert response.get_json()["code"] in ("INVALID_REQUEST", "DUPLICATE_FIELD")


@pytest.mark.parametrize("path", ["/api/v1/healthz", "/api/v1/openapi.json", "/api/v1/nothing"])
def test_every_answer_is_secured(client, path):
    headers = client.get(path).headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_every_form_with_a_place_for_verdicts_is_described():
    found = openapi()["paths"]["/comparisons/{id}"]["post"]["parameters"]
    (form,) = (each for each in found if each["name"] == "format")
    assert set(form["schema"]["enum"]) == set(CARRIED_BY)


def test_every_form_is_described_with_its_media_type():
    found = openapi()["paths"]["/comparisons"]["post"]
    (form,) = (each for each in found["parameters"] if each["name"] == "format")
    assert form["schema"]["enum"] == list(MEDIA_TYPES)
    assert set(found["responses"]["200"]["content"]) == set(MEDIA_TYPES.values())
