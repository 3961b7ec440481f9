"""The archive of statements by the API: its answers are as described, and each tenant has its own."""

import hashlib
import io
import json
import os
import zipfile

import pytest
from jsonschema import Draft202012Validator
from places import whatever_keeps

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


@whatever_keeps
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
        ("/mentions?what=tifa.unilateral_sanctionz", 422, "UNKNOWN_CONCEPT"),
        ("/history?what=tifa.unilateral_sanctionz", 422, "UNKNOWN_CONCEPT"),
        ("/series/accord/lives?what=tifa.unilateral_sanctionz", 422, "UNKNOWN_CONCEPT"),
        ("/history?what=a&by=moon", 422, "INVALID_REQUEST"),
        ("/series/accord/baseline?language=", 422, "INVALID_REQUEST"),
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


def fits(schema, value):
    return Draft202012Validator({**schema, "components": DESCRIBED["components"]}).is_valid(value)


def parameter(path, name, method="get"):
    """What is described of a parameter of a path."""
    (found,) = (each for each in DESCRIBED["paths"][path][method]["parameters"] if each["name"] == name)
    return found["schema"]


DAYS = {
    "": True,
    "2031": True,
    "2031-05": True,
    "2031-05-31": True,
    "2032-02-29": True,
    "2000-02-29": True,
    "2031-02-29": False,
    "2100-02-29": False,
    "2031-04-31": False,
    "2031-13": False,
    "2031-5-1": False,
    "2031-05-00": False,
    "0016-09-12": False,
    "99": False,
    "soon": False,
    "٢٠٣١": False,
}


@pytest.mark.parametrize(("day", "right"), DAYS.items())
def test_a_day_is_described_as_it_is_taken(client, day, right):
    asked = client.get(f"{URL}/statements", query_string={"since": day})
    assert (fits(parameter("/archive/statements", "since"), day), asked.status_code == 200) == (right, right)
    gaps = client.post(f"{URL}/series/accord", json={"gaps": [day]})
    described = DESCRIBED["components"]["schemas"]["SeriesIn"]["properties"]["gaps"]
    assert (fits(described, [day]), gaps.status_code == 200) == (right, right)


@pytest.mark.parametrize(
    ("name", "right"), [("a", True), ("north-south.2", True), ("a" * 101, False), ("Accord", False), ("-a", False)]
)
def test_the_name_of_a_series_is_described_as_it_is_taken(client, name, right):
    assert fits(parameter("/archive/series/{name}", "name", "post"), name) == right
    assert (client.post(f"{URL}/series/{name}", json={}).status_code == 200) == right
    body = {"text": TEXT, "series": [name]}
    assert fits({"$ref": "#/components/schemas/StatementIn"}, body) == right
    assert (kept(client, series=[name]).status_code == 201) == right


@pytest.mark.parametrize("wrong", [{"level": "king"}, {"status": "lost"}, {"language": "xx"}, {"date": "2031-02-30"}])
def test_wrong_details_are_refused_wherever_a_text_is_sent(client, wrong):
    kept(client)
    assert not fits({"$ref": "#/components/schemas/StatementIn"}, {"text": TEXT, **wrong})
    for path in ("statements", "novelty", "series/accord/comparisons"):
        answer = client.post(f"{URL}/{path}", json={"text": TEXT, **wrong})
        assert (answer.status_code, answer.get_json()["code"]) == (422, "WRONG_DETAILS"), path


def test_an_upload_into_a_series_that_cannot_be_is_refused_whole(client):
    answer = sent(client, ("one.txt", TEXT), series="No Series")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "WRONG_DETAILS")
    assert client.get(f"{URL}/statements").get_json()["statements"] == []


def test_a_comparison_with_a_series_is_described_in_each_form(client):
    kept(client)
    new = {"text": TEXT.replace("no walls", "open shores"), "date": "2032"}
    operation = DESCRIBED["paths"]["/archive/series/{name}/comparisons"]["post"]
    for form in parameter("/archive/series/{name}/comparisons", "format", "post")["enum"]:
        answer = client.post(f"{URL}/series/accord/comparisons?format={form}", json=new)
        assert (answer.status_code, answer.mimetype in operation["responses"]["200"]["content"]) == (200, True), form
    unknown = client.post(f"{URL}/series/accord/comparisons?format=rtf", json=new)
    assert str(unknown.status_code) in operation["responses"]


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
    assert other.get(f"{URL}/series/accord/baseline?language=en").status_code == 404
    with zipfile.ZipFile(io.BytesIO(other.get(f"{URL}/export").data)) as exported:
        assert exported.namelist() == ["manifest.toml"]
    assert sent(reader, TWO[0]).status_code == 403
    assert sent(reader, TWO[0], propose="true").status_code == 200
    assert reader.post(f"{URL}/series/accord/comparisons", json={"text": TEXT}).status_code == 403
    for client, status in ((reader, 403), (caller("a", "compare"), 403)):
        assert client.delete(f"{URL}/statements/{id_}").status_code == status
    assert caller("a", "compare").get(f"{URL}/statements/{id_}").status_code == 403
    assert create_app(settings).test_client().get(f"{URL}/statements").status_code == 401


def sent(client, *files, **fields):
    """An upload of files by name and content, with fields of a form."""
    form = {name: value for name, value in fields.items() if value is not None}
    form["file"] = [
        (io.BytesIO(content.encode() if isinstance(content, str) else content), name) for name, content in files
    ]
    return client.post(f"{URL}/import", data=form, content_type="multipart/form-data")


TWO = (
    ("2031-05-01-joint-statement-of-the-two.txt", TEXT),
    ("2032-06-02-joint-statement-of-the-two.txt", "The Presidents of Vantor and Bramont met. They spoke of fish."),
)


def test_files_are_proposed_then_kept_with_the_same_proposals(client):
    proposed = valid("/archive/import", sent(client, *TWO, propose="true"), "post")["statements"]
    assert [each["outcome"] for each in proposed] == ["proposed"] * 2
    assert client.get(f"{URL}/statements").get_json()["statements"] == []
    kept_ = valid("/archive/import", sent(client, *TWO, series="accord"), "post")["statements"]
    assert [each["outcome"] for each in kept_] == ["added"] * 2
    assert [each["details"] for each in kept_] == [each["details"] for each in proposed]
    one, two = kept_
    assert (one["name"], one["details"]["date"], one["details"]["level"]) == (TWO[0][0], "2031-05-01", "minister")
    assert (two["details"]["kind"], two["details"]["level"]) == ("joint statement", "head_of_state")
    again = valid("/archive/import", sent(client, *TWO), "post")["statements"]
    assert [each["outcome"] for each in again] == ["held"] * 2


def test_a_manifest_describes_the_files_that_come_with_it(client):
    manifest = "path\tdate\tkind\tlevel\tseries\n" + f"{TWO[0][0]}\t2030\t-\t\taccord\n"
    form = {"manifest": (io.BytesIO(manifest.encode()), "known.tsv")}
    (one, two) = valid("/archive/import", sent(client, *TWO, **form), "post")["statements"]
    assert (one["details"]["date"], one["details"]["kind"], two["details"]["date"]) == ("2030", "", "2032-06-02")
    toml = '[series.accord]\ntitle = "The accord"\n[[statement]]\npath = "a.txt"\nseries = ["accord"]\n'
    sent(client, ("a.txt", "They met at sea."), manifest=(io.BytesIO(toml.encode()), "known.toml"))
    assert client.get(f"{URL}/series/accord").get_json()["title"] == "The accord"


def test_a_day_that_cannot_be_right_is_answered(client):
    text = f"{TEXT}\n\nKalden, 31 February 2012"
    (proposed,) = valid("/archive/import", sent(client, ("a.txt", text), propose="true"), "post")["statements"]
    (stored,) = valid("/archive/import", sent(client, ("a.txt", text)), "post")["statements"]
    kept = valid("/archive/statements", client.post(f"{URL}/statements", json={"text": f"{text}."}), "post")
    for answer in (proposed, stored, kept):
        (notice,) = answer["warnings"]
        assert notice["code"] == "impossible_day"


def test_metadata_that_are_ignored_are_answered(client):
    sent(client, ("a.txt", TEXT))
    manifest = {"manifest": (io.BytesIO(b"path\ttitle\na.txt\tAnother\n"), "known.tsv")}
    (held,) = valid("/archive/import", sent(client, ("a.txt", TEXT), **manifest), "post")["statements"]
    assert (held["outcome"], [each["data"] for each in held["warnings"]]) == ("held", [{"differing": ["title"]}])
    again = client.post(f"{URL}/statements", json={"text": TEXT, "name": "a.txt", "kind": "accord"})
    assert again.status_code == 200
    assert [each["code"] for each in valid("/archive/statements", again, "post")["warnings"]] == ["other_details"]


def test_what_a_manifest_does_not_use_is_answered(client):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        package.writestr("manifest.tsv", "path\tlicence\na.txt\tCC0\n")
        package.writestr("a.txt", "They met at sea.")
        package.writestr("more/b.txt", "They met on land.")
    answer = valid("/archive/import", sent(client, ("texts.zip", body.getvalue()), propose="true"), "post")
    assert [each["name"] for each in answer["statements"]] == ["texts.zip/a.txt"]
    columns, files = answer["warnings"]
    assert (columns["code"], columns["data"]) == ("columns_not_read", {"columns": ["licence"]})
    assert (files["code"], files["data"]) == ("files_not_listed", {"count": 1, "files": ["texts.zip/more/b.txt"]})
    assert files["message"].endswith("does not list them: texts.zip/more/b.txt.")
    misspelt = {"manifest": (io.BytesIO(b"path\ttitel\na.txt\tOne\n"), "known.tsv")}
    assert sent(client, ("a.txt", "They met at sea."), **misspelt).get_json()["code"] == "WRONG_MANIFEST"


def test_an_export_is_imported_without_loss(client, database):
    sent(client, *TWO, series="accord")
    client.post(f"{URL}/series/accord", json={"title": "The accord", "gaps": ["2030"]})
    exported = client.get(f"{URL}/export?series=accord")
    assert (exported.mimetype, exported.headers["Cache-Control"]) == ("application/zip", "no-store")
    assert client.get(f"{URL}/export?series=accord").data == exported.data
    before = [client.get(f"{URL}/statements/{each['id']}").get_json() for each in listed_(client)]
    for each in before:
        client.delete(f"{URL}/statements/{each['id']}")
    client.delete(f"{URL}/series/accord")
    told = valid("/archive/import", sent(client, ("statements.zip", exported.data)), "post")["statements"]
    assert [each["outcome"] for each in told] == ["added"] * 2
    after = [client.get(f"{URL}/statements/{each['id']}").get_json() for each in listed_(client)]
    assert [{**each, "imported": ""} for each in after] == [{**each, "imported": ""} for each in before]
    assert client.get(f"{URL}/series/accord").get_json()["gaps"] == ["2030"]


def listed_(client):
    return client.get(f"{URL}/statements").get_json()["statements"]


def packed(**files):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return body.getvalue()


@whatever_keeps
def test_a_manifest_reads_no_file_of_the_service(client, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret of Vantor.")
    for path in (str(secret), f"../../{secret.name}", "/etc/hostname"):
        toml = f'[[statement]]\npath = "{path}"\n'
        refused = sent(client, ("a.zip", packed(**{"manifest.toml": toml, "a.txt": TEXT})))
        assert (refused.status_code, refused.get_json()["code"]) == (422, "WRONG_MANIFEST")
        assert "diple-folder" not in refused.get_data(as_text=True)
    reading = f'[[statement]]\npath = "a.txt"\nreading = "{secret}"\nsha256 = "0"\n'
    assert sent(client, ("a.zip", packed(**{"manifest.toml": reading, "a.txt": TEXT}))).status_code == 422
    assert listed_(client) == []


@whatever_keeps
@pytest.mark.parametrize(
    ("files", "fields", "code"),
    [
        ((), {"series": "accord"}, "INVALID_REQUEST"),
        ((TWO[0], TWO[0]), {}, "DUPLICATE_FIELD"),
        ((("../a.txt", TEXT),), {}, "INVALID_REQUEST"),
        ((("/a.txt", TEXT),), {}, "INVALID_REQUEST"),
        ((("a.zip", packed(**{"..__a.txt": TEXT})),), {}, "UNSAFE_PATH"),
        ((TWO[0],), {"propose": "perhaps"}, "INVALID_REQUEST"),
        ((TWO[0],), {"colour": "red"}, "INVALID_REQUEST"),
        (tuple((f"{at}.txt", f"{TEXT} {at}") for at in range(4)), {}, "ARCHIVE_FULL"),
    ],
)
def test_an_upload_that_cannot_be_is_refused_whole(client, files, fields, code):
    assert sent(client, *files, **fields).get_json()["code"] == code
    assert listed_(client) == []


def test_a_file_that_cannot_be_read_keeps_no_other(client):
    told = valid("/archive/import", sent(client, TWO[0], ("empty.txt", " ")), "post")["statements"]
    assert [(each["name"], each["outcome"]) for each in told] == [(TWO[0][0], "added"), ("empty.txt", "refused")]


def test_a_text_is_compared_with_a_series_and_its_baseline_chosen(client):
    one = kept(client, TEXT, "2031-05-01").get_json()
    two = kept(client, TEXT.replace("no walls", "open shores"), "2032").get_json()
    known = valid("/archive/series/{name}/baseline", client.get(f"{URL}/series/accord/baseline?language=en&date=2033"))
    assert (known["previous"]["id"], [each["id"] for each in known["earlier"]]) == (two["id"], [one["id"]])
    new = {"text": TEXT.replace("reaffirmed", "recalled"), "date": "2033"}
    found = client.post(f"{URL}/series/accord/comparisons", json=new)
    told = valid("/archive/series/{name}/comparisons", found, "post")
    assert (told["old"]["date"], found.headers["Diple-Earlier"]) == ("2032", "1 of 1")
    assert two["id"] in found.headers["Link"]
    other = client.post(f"{URL}/series/accord/comparisons", json={**new, "against": one["id"]})
    assert other.get_json()["old"]["date"] == "2031-05-01"
    first = client.post(f"{URL}/series/accord/comparisons", json={**new, "date": "2030"})
    assert (first.status_code, first.get_json()["code"]) == (422, "NO_EARLIER")
    assert client.post(f"{URL}/series/accord/comparisons?format=markdown", json=new).mimetype == "text/markdown"


def test_long_lists_have_pages(client):
    for name in ("a", "b", "c"):
        client.post(f"{URL}/series/{name}", json={"title": name})
    kept(client)
    page = client.get(f"{URL}/series?limit=3")
    assert valid("/archive/series", page)["total"] == 4
    following = page.headers["Link"].partition(">")[0].lstrip("<")
    rest = client.get(following)
    assert [each["name"] for each in rest.get_json()["series"]] == ["c"]
    assert "Link" not in rest.headers


def described(sha256, text_sha256, **toml):
    """A manifest of one file as an export writes it."""
    known = {"path": "one.txt", "sha256": sha256, "text_sha256": text_sha256, "reading": "one.json", **toml}
    return "[[statement]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in known.items())


def reading(**changed):
    """How TEXT was read, as an export writes it."""
    spans = {"blocks": [[0, len(TEXT), "paragraph", 0, None]], "sentences": [[0, len(TEXT)]]}
    known = {"language": "en", "format": "txt", "encoding": "utf-8", "coverage": None, "warnings": [], **spans}
    return json.dumps({**known, **changed})


def exported(client, sha256="a" * 64, how="", **toml):
    """What becomes of a ZIP that is made as an export is."""
    manifest = described(sha256, hashlib.sha256(TEXT.encode()).hexdigest(), **toml)
    files = {"one.txt": TEXT, "one.json": how or reading(), "manifest.toml": manifest}
    return sent(client, ("all.zip", packed(**files))).get_json()["statements"][0]


def test_a_sound_reading_is_taken_with_its_digest(client):
    assert exported(client)["id"] == "a" * 16


@whatever_keeps
@pytest.mark.parametrize("sha256", ["../../../outside", "a" * 63, "A" * 64, "<b>", "\0" + "a" * 63, "a" * 64 + "/x"])
def test_a_digest_that_is_none_makes_no_id(client, sha256):
    assert exported(client, sha256, title="-")["id"] == hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    assert client.get(f"{URL}/export").status_code == 200


@whatever_keeps
@pytest.mark.parametrize(
    "changed",
    [
        {"language": ["en"]},
        {"language": "xx"},
        {"format": 5},
        {"encoding": {}},
        {"coverage": ["a", "b"]},
        {"coverage": [-1, 5]},
        {"warnings": [["a", "b", "c"]]},
        {"warnings": [[1, "b", {}]]},
        {"blocks": [["a", "b", "paragraph", 0, None]]},
        {"blocks": [[0, 10**9, "paragraph", 0, None]]},
        {"blocks": [[0, 5, "nonsense", 0, None]]},
        {"blocks": [[0, 5, ["paragraph"], 0, None]]},
        {"blocks": [[0, 5, "item", 10**30, None]]},
        {"blocks": [[0, 5, "item", 1, [0, 9]]]},
        {"blocks": [[0, 5, "item", 1, ["a", "b"]]]},
        {"sentences": [[None, None]]},
        {"sentences": [[-3, 5]]},
        {"sentences": [[1.5, 2.5]]},
        {"sentences": [[False, 5]]},
        {"sentences": [[5, 2]]},
        {"sentences": [[2, 2]]},
        {"sentences": [[0, 9], [5, 12]]},
    ],
    ids=str,
)
def test_a_reading_that_is_none_of_its_text_is_not_taken(client, changed):
    assert exported(client, how=reading(**changed))["id"] == hashlib.sha256(TEXT.encode()).hexdigest()[:16]


@whatever_keeps
def test_a_reading_without_end_is_not_taken(client):
    assert exported(client, how="[" * 200_000)["outcome"] == "added"


@whatever_keeps
@pytest.mark.parametrize(
    "files",
    [
        [("a", TEXT), ("a/b.txt", "Vantor.")],
        [("all.zip", {"a": TEXT, "a/b.txt": "Vantor."})],
        [("all.zip", {"a/b.txt": TEXT, "a": "Vantor."})],
        [("all.zip", {"a.txt": TEXT, "./a.txt": "Vantor."})],
        [("a", TEXT), ("a/all.zip", {"b.txt": "Vantor."})],
        [("manifest.tsv/a.txt", TEXT)],
    ],
)
def test_names_that_exclude_one_another_are_refused(client, files):
    files = [(name, packed(**body) if isinstance(body, dict) else body) for name, body in files]
    manifest = {"manifest": (io.BytesIO(b"path\na.txt\n"), "manifest.tsv")} if "manifest" in files[0][0] else {}
    assert sent(client, *files, propose="true", **manifest).get_json()["code"] == "DUPLICATE_FIELD"


@whatever_keeps
@pytest.mark.parametrize("name", ["国" * 100 + ".txt", "é" * 126 + ".txt"])
def test_a_name_of_more_bytes_than_file_systems_take_is_refused(client, name):
    assert sent(client, (name, TEXT), propose="true").get_json()["code"] == "INVALID_REQUEST"
    assert sent(client, ("all.zip", packed(**{name: TEXT})), propose="true").get_json()["code"] == "INVALID_REQUEST"


@whatever_keeps
@pytest.mark.parametrize(
    ("name", "manifest"),
    [
        ("m.tsv", "path\none.txt\\u0000\n"),
        ("m.tsv", "path\n\\ud800\n"),
        ("m.toml", '[[statement]]\npath = "one.txt\\u0000"\n'),
        ("m.toml", "x = " + "[" * 100_000),
        ("m.toml", "x = " + "{a = " * 50_000),
        ("m.toml", ".".join(["a"] * 20_000) + " = 1"),
        ("m.toml", "x = {" + ".".join(["'a'", '"b"'] * 10_000) + " = 1}"),
    ],
    ids=["nul in TSV", "surrogate", "nul in TOML", "lists", "tables", "key", "key within"],
)
def test_a_manifest_that_cannot_be_read_is_refused(client, name, manifest):
    asked = {"propose": "true", "manifest": (io.BytesIO(manifest.encode()), name)}
    assert sent(client, ("one.txt", TEXT), **asked).get_json()["code"] == "WRONG_MANIFEST"
    assert sent(client, ("one.txt", TEXT), (name, manifest), propose="true").get_json()["code"] == "WRONG_MANIFEST"


def test_lone_surrogates_of_a_manifest_are_replaced(client):
    manifest = b"path\ttitle\tparties\none.txt\tA\\ud800\tB\\ud800\n"
    (one,) = sent(client, ("one.txt", TEXT), manifest=(io.BytesIO(manifest), "m.tsv")).get_json()["statements"]
    assert (one["outcome"], one["details"]["title"], one["details"]["parties"]) == ("added", "A?", ["B?"])


@whatever_keeps
def test_a_manifest_of_a_folder_does_not_say_where_the_service_put_it(client):
    refused = sent(client, ("m.tsv", "path\n.\n"), propose="true")
    assert (refused.get_json()["code"], "diple-folder" in refused.get_data(as_text=True)) == ("WRONG_MANIFEST", False)


@whatever_keeps
def test_packages_of_an_upload_have_so_many_bytes_together(client, monkeypatch):
    monkeypatch.setattr("diple.web.routes.archive.importing.MOST_UNPACKED", 1_500)
    one, other = (packed(**{f"{name}.txt": TEXT * 8}) for name in "ab")
    assert sent(client, ("a.zip", one), propose="true").status_code == 200
    assert sent(client, ("a.zip", one), ("b.zip", other), propose="true").get_json()["code"] == "TOO_LARGE"


def test_no_digest_of_a_manifest_makes_room_for_more(client):
    kept(client), kept(client, "Vantor.", "2032"), kept(client, "Bramont.", "2033")
    held = client.get(f"{URL}/statements").get_json()["statements"][0]["id"]
    manifest = f"path\tsha256\none.txt\t{held}\n".encode()
    answer = sent(client, ("one.txt", "Ostmere."), manifest=(io.BytesIO(manifest), "m.tsv"))
    assert answer.get_json()["code"] == "ARCHIVE_FULL"


@pytest.mark.parametrize("path", ["statements?", "search?q=walls&", "series?"])
def test_a_page_farther_than_databases_count_is_refused(client, path):
    assert client.get(f"{URL}/{path}offset={10**23}").get_json()["code"] == "INVALID_REQUEST"


@whatever_keeps
def test_a_folder_that_a_killed_request_left_is_removed(client, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, recent = tmp_path / "diple-folder-left", tmp_path / "diple-folder-recent"
    for folder in (left, recent):
        folder.mkdir()
        (folder / "text.txt").write_text(TEXT)
    os.utime(left, (0, 0))
    sent(client, *TWO, propose="true")
    assert list(tmp_path.iterdir()) == [recent]
