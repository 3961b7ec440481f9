"""Language versions over the API: the table that the library makes, in its forms, within the limits of the service."""

import json
from io import BytesIO

import pytest
from jsonschema import Draft202012Validator

import diple
from diple import render
from diple.cli import main
from diple.schemas.published import openapi
from diple.schemas.versions_paths import VERSIONS_FORMS
from diple.web import create_app

URL = "/api/v1/versions"
TEXTS = {
    "en": "The Parties shall inspect the dam of Orlen. The inspection shall last 12 days.\n",
    "ru": "Стороны проводят осмотр плотины Орлен. Осмотр продолжается 15 дней.\n",
    "fr": "Les Parties inspectent le barrage d’Orlen. L’inspection dure 12 jours.\n",
}


def odd(table):
    return [(each["kind"], each["odd"]) for each in table["divergences"] if each["decided"]]


def test_the_version_against_which_two_agree_is_named(client):
    answer = client.post(URL, json={"versions": list(TEXTS.values())})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert odd(answer.get_json()) == [("divergence.figures", ["ru"])]


def test_the_answer_is_as_described(client):
    components = openapi()["components"]
    schema = {"$ref": "#/components/schemas/ParallelText", "components": components}
    Draft202012Validator(schema).validate(client.post(URL, json={"versions": list(TEXTS.values())}).get_json())


def test_the_command_line_and_the_service_give_the_same(client, tmp_path, capsysbinary):
    names = [str(tmp_path / f"{language}.txt") for language in TEXTS]
    for language, text in TEXTS.items():
        (tmp_path / f"{language}.txt").write_text(text, encoding="utf-8")
    for form in ("json", "tsv", "tmx", "tei"):
        main(["versions", *names, "-f", form])
        sent = {"versions": [(BytesIO(text.encode()), name) for text, name in zip(TEXTS.values(), names, strict=True)]}
        assert client.post(f"{URL}?format={form}", data=sent).data == capsysbinary.readouterr().out


def test_it_is_given_by_accept_and_named(client):
    answer = client.post(URL, json={"versions": list(TEXTS.values())}, headers={"Accept": "application/x-tmx+xml"})
    assert answer.mimetype == "application/x-tmx+xml"
    assert answer.headers["Content-Disposition"].endswith('.tmx"')


def test_pivot_and_languages_are_chosen(client):
    body = {
        "versions": [{"text": text, "language": language} for language, text in TEXTS.items()],
        "pivot": "fr",
        "markers": False,
    }
    found = client.post(URL, json=body).get_json()
    assert found["pivot"] == "fr"
    assert [pair["markers"] for pair in found["pairs"]] == [[], [], []]
    sent = {"versions": [(BytesIO(text.encode()), "x.txt") for text in TEXTS.values()], "languages": "en,ru,fr"}
    assert [each["key"] for each in client.post(URL, data=sent).get_json()["versions"]] == ["en", "ru", "fr"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"versions": [TEXTS["en"]]}, 422, "INVALID_REQUEST"),
        ({"versions": [TEXTS["en"]] * 9}, 422, "INVALID_REQUEST"),
        ({"versions": [TEXTS["en"], TEXTS["ru"]], "pivot": "fr"}, 422, "UNKNOWN_PIVOT"),
        ({"versions": [TEXTS["en"], ""]}, 422, "EMPTY_INPUT"),
        ({"versions": [TEXTS["en"], TEXTS["ru"]], "semantic": "yes"}, 422, "INVALID_REQUEST"),
        ({"versions": [TEXTS["en"], TEXTS["ru"]], "store": True}, 422, "INVALID_REQUEST"),
    ],
)
def test_what_cannot_be_asked_is_refused(client, problem, body, status, code):
    problem(client.post(URL, json=body), status, code)


def test_a_form_without_enough_files_is_refused(client, problem):
    problem(client.post(URL, data={"versions": (BytesIO(b"One text."), "a.txt")}), 422, "INVALID_REQUEST")


def test_each_text_is_counted_as_often_as_it_is_compared(problem):
    words = sum(len(text.split()) for text in TEXTS.values())
    for most, status in ((2 * words, 200), (2 * words - 1, 413)):
        client = create_app({"DIPLE_MAX_WORDS": str(most)}).test_client()
        answer = client.post(URL, json={"versions": list(TEXTS.values())})
        assert answer.status_code == status
    problem(answer, 413, "TOO_MANY_WORDS")


def test_every_form_is_described_with_its_media_type(client):
    described = openapi()["paths"]["/versions"]["post"]
    assert (
        client.get("/api/v1/capabilities").get_json()["formats"]["versions"]
        == VERSIONS_FORMS
        == {name: form.media_type for name, form in render.VERSIONS_FORMS.items()}
    )
    assert set(described["responses"]["200"]["content"]) == set(VERSIONS_FORMS.values())


def test_it_is_what_the_library_gives(client):
    expected = json.loads(diple.compare_versions(list(TEXTS.values())).to_json())
    assert client.post(URL, json={"versions": list(TEXTS.values())}).get_json() == expected
