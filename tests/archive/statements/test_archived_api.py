"""The archive of statements by the API: its answers are as described, and each tenant has its own."""

import pytest
from jsonschema import Draft202012Validator

from diple.schemas.published import openapi
from diple.web import create_app

URL = "/api/v1/archive"
TEXT = (
    "The Ministers of Vantor and Bramont met in Ostmere. They reaffirmed the principle of no walls between the shores."
)
DESCRIBED = openapi()


@pytest.fixture
def client(database):
    return create_app({**database, "DIPLE_MAX_STATEMENTS": "3"}).test_client()


def valid(path, answer, method="get"):
    """An answer, checked against what is described of the path."""
    schema = DESCRIBED["paths"][path][method]["responses"][str(answer.status_code)]["content"]["application/json"][
        "schema"
    ]
    Draft202012Validator({**schema, "components": DESCRIBED["components"]}).validate(answer.get_json())
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_json()


def kept(client, text=TEXT, date="2031-05-01", **known):
    return client.post(f"{URL}/statements", json={"text": text, "date": date, "series": ["accord"], **known})


def test_statements_are_kept_asked_corrected_and_removed(client):
    one = valid("/archive/statements", kept(client, parties=["Vantor"]), "post")
    assert kept(client).status_code == 200
    other = kept(client, "The Ministers of Vantor and Bramont met in Ostmere. They spoke of fish.", "2032").get_json()
    listed = valid("/archive/statements", client.get(f"{URL}/statements?series=accord&limit=1"))
    assert ([each["id"] for each in listed["statements"]], listed["coverage"]["statements"]) == ([one["id"]], 2)
    full = valid("/archive/statements/{id}", client.get(f"{URL}/statements/{one['id']}"))
    assert (full["text"], full["details"]["parties"]) == (TEXT, ["Vantor"])
    corrected = client.post(f"{URL}/statements/{one['id']}", json={"title": "New"})
    assert valid("/archive/statements/{id}", corrected, "post")["details"] == {**one["details"], "title": "New"}
    found = valid("/archive/mentions", client.get(f"{URL}/mentions?what=no walls&series=accord"))
    assert (found["first"]["quote"], found["coverage"]["said"]) == (
        "no walls",
        "in the 2 statements held, 2031 to 2032",
    )
    assert valid("/archive/search", client.get(f"{URL}/search?q=fish"))["total"] == 1
    assert valid("/archive/history", client.get(f"{URL}/history?what=walls&by=party"))["shares"][0]["occurrences"] == 1
    novel = valid("/archive/statements/{id}/novelty", client.get(f"{URL}/statements/{other['id']}/novelty"))
    assert novel["sentences"] >= 1
    posted = client.post(
        f"{URL}/novelty", json={"text": "A pipeline across the marshes was closed at night.", "date": "2033"}
    )
    assert valid("/archive/novelty", posted, "post")["events"][0]["kind"] == "novel"
    assert client.delete(f"{URL}/statements/{one['id']}").status_code == 204
    assert client.get(f"{URL}/statements/{one['id']}").get_json()["code"] == "UNKNOWN_STATEMENT"


def test_series_are_described_and_their_lives_shown(client):
    ids = [kept(client, TEXT + " " * at, str(2031 + at)).get_json()["id"] for at in range(2)]
    described = client.post(f"{URL}/series/accord", json={"gaps": ["2030"], "leave": ids[:1]})
    assert valid("/archive/series/{name}", described, "post")["statements"] == 1
    assert client.post(f"{URL}/series/accord", json={"join": ids[:1]}).get_json()["gaps"] == ["2030"]
    assert valid("/archive/series", client.get(f"{URL}/series"))["series"][0]["statements"] == 2
    lives = valid("/archive/series/{name}/lives", client.get(f"{URL}/series/accord/lives?what=no walls&what=shores"))
    assert [len(life["cells"]) for life in lives["lives"]] == [2, 2]
    assert client.delete(f"{URL}/series/accord").status_code == 204
    assert client.get(f"{URL}/series/accord").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/statements?colour=red", 422, "INVALID_REQUEST"),
        ("/statements?limit=0", 422, "INVALID_REQUEST"),
        ("/statements?series=none", 404, "UNKNOWN_SERIES"),
        ("/statements/zz", 404, "UNKNOWN_STATEMENT"),
        ("/mentions", 422, "INVALID_REQUEST"),
        ("/mentions?what=…", 422, "EMPTY_QUERY"),
        ("/search?q=&concept=none", 422, "UNKNOWN_CONCEPT"),
        ("/history?what=a&by=moon", 422, "INVALID_REQUEST"),
        ("/series/none/lives", 404, "UNKNOWN_SERIES"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client, path, status, code):
    kept(client)
    answer = client.get(f"{URL}{path}")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_what_cannot_be_kept_is_a_problem(client):
    for body, status, code in (
        ({"text": TEXT, "date": "soon"}, 422, "WRONG_DETAILS"),
        ({"text": TEXT, "level": "king"}, 422, "WRONG_DETAILS"),
        ({"text": " "}, 422, "EMPTY_INPUT"),
        ({"date": "2031"}, 422, "INVALID_REQUEST"),
    ):
        answer = client.post(f"{URL}/statements", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert [kept(client, f"{TEXT} {at}").status_code for at in range(4)] == [201, 201, 201, 507]


def test_each_tenant_has_its_own(database, tmp_path):
    from diple.archive import open_archive, place_from
    from diple.archive.keys import Keys
    from diple.archive.secret import secret_from

    settings = {**database, "DIPLE_ACCESS": "keys", "DIPLE_SECRET": "s" * 32}
    keys = Keys(open_archive(place_from(settings)), secret_from(settings))

    def caller(tenant, *scopes):
        client = create_app(settings).test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.make(scopes, tenant)[1]}"
        return client

    one, other, reader = caller("a", "read", "write"), caller("b", "read", "write"), caller("a", "read")
    id_ = kept(one).get_json()["id"]
    assert reader.get(f"{URL}/statements/{id_}").status_code == 200
    unknown = {"statements/" + id_, "series/accord", f"statements/{id_}/novelty", "series/accord/lives"}
    assert {path: other.get(f"{URL}/{path}").status_code for path in unknown} == dict.fromkeys(unknown, 404)
    assert other.get(f"{URL}/search?q=walls").get_json()["total"] == 0
    assert other.delete(f"{URL}/statements/{id_}").status_code == 404
    for client, status in ((reader, 403), (caller("a", "compare"), 403)):
        assert client.delete(f"{URL}/statements/{id_}").status_code == status
    assert caller("a", "compare").get(f"{URL}/statements/{id_}").status_code == 403
    assert create_app(settings).test_client().get(f"{URL}/statements").status_code == 401
