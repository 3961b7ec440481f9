"""Jobs, keys and webhooks against the service as it runs, in both databases."""

import hmac
import json
import os
import re
import signal
import threading
import time
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

import diple
import patience
from diple.render import render
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW}
STORED = {**PAIR, "store": True}
LATER = {"Prefer": "respond-async"}
SECRET = "a secret of the operator"
EXPECTED = render(diple.compare(OLD, NEW), "json")


def asked(connect, method, path, body=None, **headers):
    connection = connect()
    sent = body if body is None or isinstance(body, bytes) else json.dumps(body)
    connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read()


def key():
    return {"Idempotency-Key": str(uuid4())}


def finished(connect, place):
    """The job at an address, when it is done."""

    def look():
        found = json.loads(asked(connect, "GET", place)[2])
        return found if found["state"] in ("done", "failed") else None

    return patience.until(look)


def submitted(connect, body, path=URL, **headers):
    status, told, _ = asked(connect, "POST", path, body, **(LATER | headers))
    assert status == 202
    return told["Location"]


def long_pair(sentences):
    old = " ".join(f"The Parties {at} shall regret the {at}th attack on port {at * 7}." for at in range(sentences))
    return {"old": old, "new": old.replace("regret", "condemn").replace("shall", "should")}


def test_a_job_sets_language_versions_side_by_side(database, serve):
    texts = [OLD, OLD.replace("Parties", "Members"), NEW]
    expected = diple.compare_versions(texts).to_json().encode()
    with serve(**database) as connect:
        job = finished(connect, submitted(connect, {"versions": texts}, "/api/v1/versions"))
        assert (job["state"], job["progress"]["done"]) == ("done", job["progress"]["of"])
        assert job["progress"]["of"] == 2 + 2 * 3
        assert asked(connect, "GET", job["answer"])[::2] == (200, expected)


def test_a_job_answers_what_its_request_would_have_had(database, serve):
    with serve(**database) as connect:
        place = submitted(connect, PAIR)
        job = finished(connect, place)
        assert (job["state"], job["status"], job["progress"]["done"]) == ("done", 200, job["progress"]["of"])
        assert asked(connect, "GET", job["answer"])[::2] == (200, EXPECTED)
        failed = finished(connect, submitted(connect, {"old": "", "new": "a"}))
        assert (failed["state"], failed["status"]) == ("failed", 422)
        assert json.loads(asked(connect, "GET", failed["answer"])[2])["code"] == "EMPTY_INPUT"
        listed = json.loads(asked(connect, "GET", "/api/v1/jobs")[2])["jobs"]
        assert {(each["state"], each["id"]) for each in listed} == {("done", None), ("failed", None)}
        kept = finished(connect, submitted(connect, STORED))
        receipt = json.loads(asked(connect, "GET", kept["answer"])[2])
        assert asked(connect, "GET", receipt["url"])[::2] == (200, EXPECTED)
        assert asked(connect, "DELETE", place)[0] == 204
        assert asked(connect, "GET", place)[0] == 404
        again = asked(connect, "POST", URL, STORED, **(same := key()))
        assert asked(connect, "POST", URL, STORED, **same)[::2] == again[::2]


def test_a_job_outlives_the_worker_that_runs_it(database, serve):
    with serve(**database, DIPLE_JOB_SILENCE="6") as connect:
        place = submitted(connect, pair := long_pair(150))
        patience.until(lambda: json.loads(asked(connect, "GET", place)[2])["state"] == "running")
        for worker in workers(connect):
            os.kill(worker, signal.SIGKILL)
        job = finished(connect, place)
        assert asked(connect, "GET", job["answer"])[::2] == (200, render(diple.compare(**pair), "json"))


def workers(connect):
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with_parent = re.search(r"PPid:\t(\d+)", (process / "status").read_text()) if process.exists() else None
        if with_parent and int(with_parent[1]) == connect.pid:
            found.append(int(process.name))
    return found


@pytest.fixture(scope="module")
def service(serve, tmp_path_factory):
    """A service with small limits of direct requests, in SQLite, that may call this machine."""
    settings = {
        "DIPLE_DATA": str(tmp_path_factory.mktemp("jobs")),
        "DIPLE_MAX_WORDS": "100",
        "DIPLE_MAX_BYTES": "20000",
    }
    hooks = {"DIPLE_WEBHOOK_SECRET": SECRET, "DIPLE_WEBHOOK_NETWORKS": "127.0.0.0/8"}
    more = {"DIPLE_MAX_JOB_WORDS": "4000", "DIPLE_MAX_JOB_BYTES": "60000", "DIPLE_MAX_JOBS_EACH": "100"}
    with serve(**settings, **hooks, **more) as connect:
        yield connect


def many(words):
    return {"old": "a b c. " * (words // 3), "new": "a b."}


@pytest.mark.parametrize(
    ("asked_for", "status"),
    [
        (many(60), 200),
        (many(300), 202),  # more words than a direct answer has
        ({**PAIR, "packs": [" " * 30_000]}, 202),  # more bytes
        (many(6000), 413),  # more words than a job has
        ({**PAIR, "packs": [" " * 70_000]}, 413),
    ],
)
def test_a_request_that_is_larger_than_a_direct_one_is_a_job(service, asked_for, status):
    answer = asked(service, "POST", URL, asked_for)
    assert answer[0] == status, answer[2]


def test_what_is_no_comparison_has_the_smaller_limit(service):
    assert asked(service, "POST", f"{URL}/abc", b"[" + b" " * 30_000 + b"]")[0] == 413


def test_a_reader_sees_the_progress_and_then_the_result(service):
    old = "They shall meet. " * 200
    form = f"old_text={old}&new_text={old.replace('shall', 'should')}".encode()
    told = asked(service, "POST", "/compare", form, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert told[0] == 303
    pages = []

    def look():
        status, _, page = asked(service, "GET", told[1]["Location"], Accept="text/html")
        pages.append(page.decode())
        return status == 200 and b'http-equiv="refresh"' not in page

    patience.until(look)
    assert "<del" in pages[-1]
    assert "“They <u>shall</u> meet”" in pages[-1]
    for page in pages[:-1]:
        assert re.search(r'<progress max="100" value="\d+"', page)


def test_a_job_that_runs_is_cancelled(service):
    place = submitted(service, long_pair(250))
    patience.until(lambda: json.loads(asked(service, "GET", place)[2])["state"] == "running")
    assert asked(service, "DELETE", place)[0] == 204
    finished(service, submitted(service, PAIR))  # whose turn comes when the other has ended


def test_the_same_request_twice_is_stored_once(service):
    same = key()
    first, second = (asked(service, "POST", URL, STORED, **same) for _ in range(2))
    assert (first[0], second[0], second[2]) == (201, 201, first[2])
    assert "Idempotency-Replayed" not in first[1]
    assert second[1]["Idempotency-Replayed"] == "true"
    assert second[1]["Location"] == first[1]["Location"]
    other = asked(service, "POST", URL, {**STORED, "keep_days": 2}, **same)
    assert (other[0], json.loads(other[2])["code"]) == (422, "KEY_USED")
    asked(service, "DELETE", first[1]["Location"])
    assert asked(service, "POST", URL, STORED, **same)[::2] == first[::2]
    assert asked(service, "GET", first[1]["Location"])[0] == 404
    later = LATER | key()
    job, again = (asked(service, "POST", URL, PAIR, **later) for _ in range(2))
    assert (job[0], again[0], again[2]) == (202, 202, job[2])


def test_the_same_versions_twice_are_one_job(service):
    later = LATER | key()
    body = {"versions": [OLD, NEW]}
    job, again = (asked(service, "POST", "/api/v1/versions", body, **later) for _ in range(2))
    assert (job[0], again[0], again[2]) == (202, 202, job[2])
    assert again[1]["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("wrong", ["", "x" * 201, "né"])
def test_a_key_that_is_none_is_refused(service, wrong):
    assert asked(service, "POST", URL, STORED, **{"Idempotency-Key": wrong})[0] == 422


def test_a_form_with_another_boundary_is_the_same_request(service):
    same, found = key(), set()
    for boundary in ("one", "another"):
        parts = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("old", OLD), ("new", NEW), ("store", "true"))
        )
        sent = f"{parts}--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        found.add(asked(service, "POST", URL, sent, **same, **kind)[2])
    assert len(found) == 1


@contextmanager
def receiver(*statuses):
    """A web server that answers with these, one after another, and what it was sent."""
    got, left = [], list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(left.pop(0))
            self.send_header("Location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook?of=ours", got
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_is_told_signed_and_without_text(service):
    with receiver(200) as (hook, got):
        place = submitted(service, PAIR, **{"Diple-Webhook": hook})
        patience.until(lambda: got)
    ((headers, body),) = got
    assert json.loads(body) == {"id": place.rpartition("/")[2], "state": "done", "url": place}
    when, digest = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["Diple-Signature"]).groups()
    assert hmac.compare_digest(digest, hmac.new(SECRET.encode(), f"{when}.".encode() + body, sha256).hexdigest())
    assert abs(int(when) - time.time()) < patience.SECONDS


def test_a_webhook_that_fails_is_called_again_and_no_redirect_followed(service):
    with receiver(307, 500, 200) as (hook, got):
        submitted(service, PAIR, **{"Diple-Webhook": hook})
        patience.until(lambda: len(got) == 2)
    assert [body for _, body in got] == [got[0][1]] * 2


def test_no_webhook_is_called_where_there_is_no_secret(serve, tmp_path):
    with serve(DIPLE_DATA=str(tmp_path)) as connect:
        told = asked(connect, "POST", URL, PAIR, **LATER, **{"Diple-Webhook": "https://desk.example/"})
        assert (told[0], json.loads(told[2])["code"]) == (422, "WEBHOOKS_OFF")
