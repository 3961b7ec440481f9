import io
import json
import re
import subprocess
import sys

import pytest

import diple
from drawings import NEW, OLD

URL = "/api/v1/comparisons"


def form(**fields):
    files = {name: (io.BytesIO(text.encode()), f"{name}.txt") for name, text in (("old", OLD), ("new", NEW))}
    return {**files, **fields}


def test_two_texts_as_json(client):
    response = client.post(URL, json={"old": OLD, "new": NEW})
    assert response.status_code == 200
    assert response.text == diple.compare(OLD, NEW).to_json()


def test_two_files_give_the_bytes_of_the_command_line(client, tmp_path):
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    command = [sys.executable, "-m", "diple.cli", "compare", "old.txt", "new.txt", "-f", "json"]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    response = client.post(URL, data=form())
    assert response.status_code == 200
    assert response.data == printed.stdout


def test_the_etag_is_the_id_of_the_comparison(client):
    response = client.post(URL, json={"old": OLD, "new": NEW})
    assert response.get_etag() == (response.get_json()["id"], False)
    assert client.post(f"{URL}?format=text", json={"old": OLD, "new": NEW}).get_etag() != response.get_etag()


@pytest.mark.parametrize(
    "old",
    [
        {"text": "<p>They shall meet.</p>"},
        {"text": "<ul><li>They shall meet.</li></ul>"},
        {"text": "<title>Pact</title><p>They shall meet.</p>"},
        {"text": "<nav><a href=/>Home</a></nav><p>They shall meet.</p>"},
        {"text": "They shall meet.", "format": "markdown"},
        {"text": "They shall meet.", "language": "fr"},
    ],
    ids=lambda old: old["text"] + str(len(old)),
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_answers_that_differ_have_other_etags(client, old, form):
    one, other = (
        client.post(f"{URL}?format={form}", json={"old": each, "new": "They should meet."})
        for each in (old, "They shall meet.")
    )
    assert (one.data == other.data, one.get_etag() == other.get_etag()) in ((True, True), (False, False))


def test_pages_under_other_names_have_other_etags(client):
    one, other = (
        client.post(f"{URL}?format=html", json={"old": {"text": OLD, "name": name}, "new": NEW}) for name in ("a", "b")
    )
    assert (one.data == other.data, one.get_etag() == other.get_etag()) == (False, False)


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "held"),
    [
        ("", None, "application/json", '"schema"'),
        ("", "*/*", "application/json", '"schema"'),
        ("", "text/html", "text/html", "<!doctype html>"),
        ("", "text/html;q=0.1, text/plain", "text/plain", "[-shall-]{+should+}"),
        ("?format=html", "application/json", "text/html", "<!doctype html>"),
        ("?format=text", None, "text/plain", "[-shall-]{+should+}"),
        ("?format=json", "text/html", "application/json", '"schema"'),
        ("", "application/tei+xml", "application/tei+xml", '<rdg wit="#old">shall</rdg>'),
        ("", "text/csv", "text/csv", '"c1","replace","yes","","shall","should",'),
        ("?format=csv-markers", None, "text/csv", '"m1",'),
        ("", "text/markdown", "text/markdown", "- c1 replaced “shall” → “should”"),
        ("?format=criticmarkup", None, "text/markdown", "{~~shall~>should~~}"),
        (
            "",
            'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            "application/ld+json",
            "AnnotationPage",
        ),
    ],
)
def test_the_answer_is_what_was_asked_for(client, query, accept, media_type, held):
    headers = {"Accept": accept} if accept else {}
    response = client.post(URL + query, json={"old": OLD, "new": NEW}, headers=headers)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert held in response.text
    assert "Accept" in response.headers["Vary"]


def test_a_page_runs_only_what_it_brings(client):
    response = client.post(f"{URL}?format=html", json={"old": OLD, "new": NEW})
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert len(re.findall(r"'sha256-", policy)) == len(re.findall(r"<(?:style|script)\b(?![^>]*\ssrc=)", response.text))
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", response.text)  # no policy by digest lets these through


def test_what_is_known_about_a_text_is_used(client):
    markdown = {"text": "# Statement\n\nThe Parties *shall* meet.", "format": "markdown", "name": "old.md"}
    response = client.post(URL, json={"old": markdown, "new": {"text": NEW, "language": "fr"}, "language": "es"})
    found = response.get_json()
    assert (found["old"]["format"], found["old"]["language"], found["new"]["language"]) == ("markdown", "es", "fr")
    assert found["old"]["title"] == "Statement"


def test_options_of_json(client):
    asked = {"old": OLD, "new": NEW, "mode": "succession", "markers": False, "earlier": [OLD, {"text": NEW}]}
    found = client.post(URL, json=asked).get_json()
    assert (found["mode"], found["markers"]) == ("succession", [])
    assert [each["name"] for each in found["engine"]["options"]].count("earlier") == 2


def test_options_of_a_form(client):
    earlier = [(io.BytesIO(OLD.encode()), "a.txt"), (io.BytesIO(NEW.encode()), "b.txt")]
    fields = form(mode="succession", markers="false", earlier=earlier, new_language="fr", language="es")
    found = client.post(URL, data=fields).get_json()
    assert (found["mode"], found["markers"]) == ("succession", [])
    assert (found["old"]["language"], found["new"]["language"]) == ("es", "fr")
    assert [each["name"] for each in found["engine"]["options"]].count("earlier") == 2


def test_a_form_may_hold_the_texts_as_fields(client):
    response = client.post(URL, data={"old": OLD, "new": NEW}, content_type="multipart/form-data")
    assert response.data == client.post(URL, json={"old": OLD, "new": NEW}).data


@pytest.mark.parametrize("told", ["content type", "field"])
def test_a_file_may_tell_its_encoding(client, told):
    russian = "Стороны обязуются встречаться ежегодно. Стороны осуждают нападение."
    old = (
        io.BytesIO(russian.encode("koi8-r")),
        "old.txt",
        "text/plain" + "; charset=koi8-r" * (told == "content type"),
    )
    fields = {"old": old, "new": (io.BytesIO(russian.encode()), "new.txt")}
    if told == "field":
        fields["old_charset"] = "koi8-r"
    found = client.post(URL, data=fields).get_json()
    assert (found["old"]["encoding"], found["old"]["text"], found["changes"]) == ("koi8-r", russian, [])


@pytest.mark.parametrize("told", ["nowhere", "content type", "field"])
@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16le"])
def test_a_field_keeps_its_letters_in_any_encoding(client, told, charset):
    russian = "Стороны обязуются встречаться ежегодно. Стороны осуждают нападение."
    kind = f"\r\nContent-Type: text/plain; charset={charset}" if told == "content type" else ""
    fields = [("old", kind, russian.encode(charset)), ("new", "", russian.encode())]
    if told == "field":
        fields.append(("old_charset", "", charset.encode()))
    body = b"".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"{kind}\r\n\r\n'.encode() + content + b"\r\n"
        for name, kind, content in fields
    )
    response = client.post(URL, data=body + b"--b--\r\n", content_type="multipart/form-data; boundary=b")
    found = response.get_json()
    assert (found["old"]["text"], found["changes"]) == (russian, [])


def test_a_result_is_kept_by_nobody_on_the_way(client):
    response = client.post(URL, json={"old": OLD, "new": NEW})
    assert response.headers["Cache-Control"] == "no-store"


def test_under_gunicorn_it_is_the_same(service, client):
    connection = service()
    connection.request("POST", URL, json.dumps({"old": OLD, "new": NEW}), {"Content-Type": "application/json"})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert body == client.post(URL, json={"old": OLD, "new": NEW}).data


def test_under_gunicorn_too_large_a_body_is_refused_with_a_reason(service):
    connection = service()
    body = json.dumps({"old": "word " * 100_000, "new": NEW})
    connection.request("POST", URL, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    assert (response.status, response.headers["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(response.read())["code"] == "TOO_LARGE"


def test_under_gunicorn_a_body_in_chunks_is_bounded_too(service):
    connection = service()
    chunks = (b'{"old": "' + b"word " * 30_000 for _ in range(4))
    connection.request("POST", URL, chunks, {"Content-Type": "application/json"}, encode_chunked=True)
    response = connection.getresponse()
    assert (response.status, json.loads(response.read())["code"]) == (413, "TOO_LARGE")


def test_annotations_say_which_profile_they_keep_to(client):
    answer = client.post(f"{URL}?format=annotations", json={"old": OLD, "new": NEW})
    assert answer.content_type == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
