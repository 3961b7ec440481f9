import io

import pytest

from diple.web import create_app
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
JSON = "application/json"


def file(content, name="old.txt"):
    return (io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"", JSON, 400, "MALFORMED_JSON"),
        (b"{", JSON, 400, "MALFORMED_JSON"),
        (b'{"old": "a", "new": "b"} more', JSON, 400, "MALFORMED_JSON"),
        (b'{"old": NaN, "new": "b"}', JSON, 400, "MALFORMED_JSON"),
        (b'{"old": ' + b"9" * 5000 + b"}", JSON, 400, "MALFORMED_JSON"),
        (b"[" * 100_000, JSON, 400, "MALFORMED_JSON"),
        (b'{"old": "\xff"}', JSON, 400, "MALFORMED_JSON"),
        (b'{"old": "a", "old": "b", "new": "c"}', JSON, 400, "DUPLICATE_FIELD"),
        (b"{}", f"{JSON}; charset=windows-1251", 415, "UNSUPPORTED_CHARSET"),
        (b"old", "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"old=a&new=b", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"{}", None, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"[]", JSON, 422, "INVALID_REQUEST"),
        (b'"text"', JSON, 422, "INVALID_REQUEST"),
        (b"no boundary", "multipart/form-data", 400, "MALFORMED_REQUEST"),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else None,
)
def test_a_body_that_is_not_well_formed(client, problem, body, content_type, status, code):
    found = problem(client.post(URL, data=body, content_type=content_type), status, code)
    assert found["remedy"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ("old", "new")),
        ({"old": OLD}, ("new",)),
        ({"old": 7, "new": NEW}, ("old",)),
        ({"old": None, "new": NEW}, ("old",)),
        ({"old": [OLD], "new": NEW}, ("old",)),
        ({"old": {"text": 7}, "new": NEW}, ("old",)),
        ({"old": {}, "new": NEW}, ("old",)),
        ({"old": {"text": OLD, "path": "/etc/passwd"}, "new": NEW}, ("old",)),
        ({"old": OLD, "new": NEW, "mode": "guess"}, ("mode",)),
        ({"old": OLD, "new": NEW, "markers": "perhaps"}, ("markers",)),
        ({"old": OLD, "new": NEW, "markers": 1, "store": 0}, ("markers", "store")),
        ({"old": OLD, "new": NEW, "earlier": OLD}, ("earlier",)),
        ({"old": OLD, "new": NEW, "earlier": [7]}, ("earlier",)),
        ({"old": OLD, "new": NEW, "packs": [7]}, ("packs",)),
        ({"old": OLD, "new": NEW, "packs": "[pack]"}, ("packs",)),
        ({"old": OLD, "new": NEW, "language": "x" * 99}, ("language",)),
    ],
    ids=str,
)
def test_fields_that_are_not_what_they_should_be(client, problem, body, wrong):
    found = problem(client.post(URL, json=body), 422, "INVALID_REQUEST")
    assert sorted(found["errors"]) == sorted(wrong)


def test_of_many_fields_that_are_wrong_the_first_are_named_and_all_counted(client, problem):
    body = {"old": OLD, "new": NEW} | {f"field{n:06}": 1 for n in range(50_000)} | {"x" * 10_000: 1}
    answer = client.post(URL, json=body)
    found = problem(answer, 422, "INVALID_REQUEST")
    assert list(found["errors"])[:2] == ["field000000", "field000001"] and len(found["errors"]) == 12
    assert "and 49,989 others" in found["detail"]
    nested = client.post(URL, json={"old": {"text": OLD} | {"x" * n: 1 for n in range(1, 2_000)}, "new": NEW})
    assert len(answer.data) < 5_000 and len(nested.data) < 5_000


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "EMPTY_INPUT"), (" \n", "EMPTY_INPUT")],
)
@pytest.mark.parametrize("side", ["old", "new"])
def test_texts_that_are_none(client, problem, text, code, side):
    found = problem(client.post(URL, json={"old": OLD, "new": NEW, side: text}), 422, code)
    assert found["detail"].startswith(f"{side.title()} text: ")


def test_an_earlier_text_that_is_none(client, problem):
    found = problem(client.post(URL, json={"old": OLD, "new": NEW, "earlier": [OLD, " "]}), 422, "EMPTY_INPUT")
    assert found["detail"].startswith("Earlier text 2: ")


@pytest.mark.parametrize("content", [bytes(range(256)) * 32, b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_files_that_are_no_text(client, problem, content):
    found = problem(client.post(URL, data={"old": file(content), "new": file(NEW.encode())}), 422, "BINARY_INPUT")
    assert "old.txt" in found["detail"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"old_charset": "klingon"}, "UNKNOWN_CHARSET"),
        ({"old": OLD, "old_charset": "klingon"}, "UNKNOWN_CHARSET"),
        ({"old_format": "papyrus"}, "UNKNOWN_FORMAT"),
        ({"language": "tlh"}, "UNKNOWN_LANGUAGE"),
        ({"mode": "guess"}, "INVALID_REQUEST"),
        ({"speed": "high"}, "INVALID_REQUEST"),
    ],
)
def test_options_of_a_form_that_nobody_knows(client, problem, fields, code):
    given = {"old": file(OLD.encode()), "new": file(NEW.encode())}
    problem(client.post(URL, data=given | fields), 422, code)


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"old": file(b"a")}, 422, "NO_TRACKED_CHANGES"),
        ({"new": file(b"a")}, 422, "INVALID_REQUEST"),
        ({"old": [file(b"a"), file(b"b")], "new": file(b"c")}, 400, "DUPLICATE_FIELD"),
        ({"old": file(b"a"), "new": file(b"b"), "mode": ["auto", "revision"]}, 400, "DUPLICATE_FIELD"),
        ({"old": file(b"a"), "new": file(b"b"), "other": file(b"c")}, 422, "INVALID_REQUEST"),
    ],
    ids=["no new", "no old", "two old", "two modes", "another file"],
)
def test_a_form_with_too_little_or_too_much(client, problem, fields, status, code):
    problem(client.post(URL, data=fields, content_type="multipart/form-data"), status, code)


def multipart(*parts, ending="--b--\r\n"):
    """A form as it is sent: each part its headers and its bytes."""
    sent = b"".join(
        f"--b\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n" for head, body in parts
    )
    return {"data": sent + ending.encode(), "content_type": "multipart/form-data; boundary=b"}


GIVEN = (('name="old"', b"They shall meet."), ('name="new"', b"They should meet."))


@pytest.mark.parametrize(
    ("sent", "status", "code", "told"),
    [
        (multipart(*GIVEN, ending=""), 400, "MALFORMED_REQUEST", "last boundary"),
        (multipart(GIVEN[0], ("", b"what")), 400, "MALFORMED_REQUEST", "no name"),
        ({"data": b"a", "content_type": "multipart/form-data"}, 400, "MALFORMED_REQUEST", "names no boundary"),
        (multipart(*((f'name="f{n}"', b"x") for n in range(1001))), 413, "TOO_MANY_PARTS", "1,000 parts"),
        (multipart(GIVEN[0], ('name="new"; filename=""', b"")), 422, "NO_TRACKED_CHANGES", "second text is missing"),
    ],
    ids=["cut short", "no name", "no boundary", "too many parts", "nothing chosen"],
)
def test_a_form_that_is_not_well_formed_is_told_why(client, problem, sent, status, code, told):
    assert told in problem(client.post(URL, **sent), status, code)["detail"]


def test_a_whole_form_is_compared(client):
    earlier = ('name="earlier"; filename=""', b"")
    nameless = ('name="new"; filename=""', b"They should meet.")
    for parts in (GIVEN, (GIVEN[0], nameless, earlier), (*GIVEN, ('name="mode"', b""))):
        found = client.post(URL, **multipart(*parts)).get_json()
        assert [change["new"]["quote"] for change in found["changes"]] == ["should"]


@pytest.mark.parametrize("text", ["a lone \ud800 surrogate. " * 9, "a \ufffe noncharacter. " * 9, "a \x00 NUL. " * 9])
@pytest.mark.parametrize("form", ["json", "text", "html", "markdown", "criticmarkup", "tei", "annotations", "csv"])
def test_odd_characters_give_an_honest_result_or_a_clear_error(client, problem, text, form):
    response = client.post(f"{URL}?format={form}", json={"old": text, "new": NEW})
    if response.status_code != 200:
        problem(response, 422, response.get_json()["code"])
    elif form == "json":
        assert response.get_json()["old"]["text"] == text


@pytest.mark.parametrize(
    ("query", "accept"), [("", "image/png"), ("?format=png", "*/*"), ("?format=", None), ("", "text/*;q=0")]
)
def test_formats_that_cannot_be_given(client, problem, query, accept):
    headers = {"Accept": accept} if accept else {}
    found = problem(client.post(URL + query, json={"old": OLD, "new": NEW}, headers=headers), 406, "NOT_ACCEPTABLE")
    assert "application/json" in found["remedy"]
    assert ("cannot be given" in found["detail"]) is bool(query)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("md", ["markdown", "criticmarkup", "brief"]),
        ("critic", ["criticmarkup"]),
        ("word", ["docx", "brief-docx"]),
        ("txt", ["text"]),
        ("xml", ["tei"]),
        ("jsonld", ["annotations"]),
        ("text/html", ["html", "brief-html"]),
        ("JSON", ["json"]),
        ("png", []),
    ],
)
def test_the_form_that_is_meant_is_named(client, problem, asked, meant):
    found = problem(client.post(f"{URL}?format={asked}", json={"old": OLD, "new": NEW}), 406, "NOT_ACCEPTABLE")
    assert found["data"]["nearest"] == meant
    assert all(form in found["detail"] for form in meant)


def test_a_format_asked_for_twice(client, problem):
    problem(client.post(f"{URL}?format=json&format=text", json={"old": OLD, "new": NEW}), 400, "DUPLICATE_FIELD")


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_an_unknown_path_of_the_api(client, problem, accept):
    found = problem(client.get("/api/v1/nothing", headers={"Accept": accept}), 404, "NOT_FOUND")
    assert "/api/v1/nothing" in found["detail"]


def test_an_unknown_method_is_told_the_known_ones(client, problem):
    response = client.delete(URL)
    problem(response, 405, "METHOD_NOT_ALLOWED")
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.fixture(scope="module")
def strict():
    """A service with small limits."""
    return create_app({"DIPLE_MAX_BYTES": 3000, "DIPLE_MAX_WORDS": 100, "DIPLE_MAX_EARLIER": 1}).test_client()


def test_limits(strict, problem):
    assert strict.post(URL, json={"old": OLD, "new": NEW}).status_code == 200
    found = problem(strict.post(URL, json={"old": "a" * 4000, "new": NEW}), 413, "TOO_LARGE")
    assert "3,000" in found["detail"]
    problem(strict.post(URL, data={"old": file(b"a" * 4000), "new": file(b"b")}), 413, "TOO_LARGE")
    found = problem(strict.post(URL, json={"old": "a " * 200, "new": NEW}), 413, "TOO_MANY_WORDS")
    assert found["data"]["limit"] == 100
    problem(strict.post(URL, json={"old": OLD, "new": NEW, "earlier": [OLD, OLD]}), 413, "TOO_MANY_TEXTS")


def test_what_nobody_foresaw_is_logged_and_not_told(problem, caplog, monkeypatch):
    import diple

    def broken(*_args, **_options):
        raise ValueError("secret of the house")

    monkeypatch.setattr(diple, "compare", broken)
    response = create_app().test_client().post(URL, json={"old": OLD, "new": NEW})
    problem(response, 500, "INTERNAL_ERROR")
    assert "secret" not in response.text
    assert "secret of the house" in caplog.text


@pytest.mark.parametrize("value", ["0", "-1", "much", "", "1e6", "9.5"])
def test_a_setting_that_is_no_number_is_refused(value):
    from diple import OptionError

    with pytest.raises(OptionError) as refused:
        create_app({"DIPLE_MAX_WORDS": value})
    assert refused.value.code == "INVALID_SETTING"
    assert "DIPLE_MAX_WORDS" in str(refused.value)


@pytest.mark.parametrize(
    ("method", "path", "meant"),
    [
        ("POST", "/api/v1/comparisons?fromat=csv", "format"),
        ("GET", "/api/v1/comparisons/0123?formt=csv", "format"),
        ("POST", "/api/v1/series?langs=fr&format=atom", None),
        ("GET", "/api/v1/series?ids=0123", "id"),
        ("GET", "/api/v1/concepts?categories=x", "category"),
        ("GET", "/api/v1/capabilities?format=json", None),
        ("POST", "/api/v1/comparisons?lang=xx", None),
        ("POST", "/api/v1/comparisons?lang=rus", "ru"),
        ("POST", "/api/v1/comparisons?lang=", None),
    ],
)
def test_a_parameter_that_nobody_knows_is_refused_with_the_nearest(client, problem, method, path, meant):
    found = problem(client.open(path, method=method, json={"old": OLD, "new": NEW}), 422, "INVALID_REQUEST")
    assert found["data"]["nearest"] == ([meant] if meant else [])
    assert meant is None or f"Is it {meant} that you mean?" in found["detail"]


def test_a_language_may_name_a_region(client):
    assert client.post(f"{URL}?lang=zh-Hans-CN&format=text", json={"old": OLD, "new": NEW}).status_code == 200


def test_pages_pass_over_what_they_do_not_know(client):
    assert client.get("/?fromat=csv&lang=xx").status_code == 200


@pytest.mark.parametrize("packing", ["gzip", "deflate, gzip", "br"])
def test_a_packed_body_is_named(client, problem, packing):
    body = b'{"old": "One.", "new": "Two."}'
    headers = {"Content-Type": "application/json", "Content-Encoding": packing}
    found = problem(client.post("/api/v1/comparisons", data=body, headers=headers), 415, "UNSUPPORTED_MEDIA_TYPE")
    assert "Content-Encoding" in found["detail"]
