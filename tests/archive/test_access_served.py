"""Keys, tenants, links, jobs and the audit in the service as it runs, with children and workers; in both databases."""

import json
import os
import re
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

import forking
import patience
from diple.archive import open_archive, place_from
from diple.archive.keys import Keys
from diple.archive.secret import secret_from
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
KEPT = {"old": OLD, "new": NEW, "store": True}
NOBODYS = "0" * 32


class Caller:
    """Who sends a key with each request."""

    def __init__(self, port, key=None):
        self.port, self.key = port, key

    def ask(self, method, path, body=None, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=patience.SECONDS)
        sent = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"} | headers
        sent |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        connection.request(method, path, None if body is None else json.dumps(body), sent)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def told(self, method, path, body=None, **headers):
        status, content = self.ask(method, path, body, **headers)
        return status, json.loads(content) if content else None


@contextmanager
def guarded(log, **settings):
    """The service with keys on, and what makes keys; its log goes to a file."""
    settings = {"DIPLE_ACCESS": "keys", **settings}
    keys = Keys(open_archive(place_from(settings)), secret_from(settings))
    environment = {**os.environ, **settings}
    with (
        log.open("w") as told,
        forking.Service("--port", "0", "--workers", "2", env=environment, stderr=told) as child,
    ):
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", child.stdout.readline())[1])

        def caller(*scopes, tenant="desk-a"):
            return Caller(port, keys.make(scopes or ("compare", "read", "write"), tenant)[1])

        try:
            yield keys, caller, Caller(port)
        finally:
            child.terminate()
            assert child.wait(patience.SECONDS) == 0


def finished(caller, url):
    """The answer of a job, once there is one."""
    while (told := caller.told("GET", url)[1])["answer"] is None:
        assert told["state"] in ("waiting", "running")
    return caller.told("GET", told["answer"])


def test_two_desks_and_a_stranger(database, tmp_path):
    """One test, because each start of the service takes seconds."""
    log = tmp_path / "log"
    with guarded(log, **database) as (keys, caller, stranger):
        own, other = caller(), caller(tenant="desk-b")
        status, kept = own.told("POST", URL, KEPT)
        assert status == 201
        at = kept["url"]
        assert stranger.ask("POST", URL, KEPT)[0] == 401
        assert own.ask("GET", at)[0] == own.ask("GET", kept["page"])[0] == 200
        for method, path in (("GET", "{}"), ("DELETE", "{}"), ("POST", "{}/links"), ("GET", "{}/links")):
            found, none = (other.told(method, path.format(f"{URL}/{id_}")) for id_ in (kept["id"], NOBODYS))
            del found[1]["request_id"], none[1]["request_id"]
            assert (found[0], found) == (404, none), path
        page, none = (other.ask("GET", f"/comparisons/{id_}", Accept="text/html") for id_ in (kept["id"], NOBODYS))
        assert page[0] == 404
        assert page[1].replace(kept["id"].encode(), b"") == none[1].replace(NOBODYS.encode(), b"")

        _, link = own.told("POST", f"{at}/links", {"days": 1})
        path = link["url"].removeprefix(f"http://127.0.0.1:{own.port}")
        for form in ("", "?file=json", "?file=docx"):
            assert stranger.ask("GET", path + form)[0] == 200
        assert b"withdraw" in own.ask("GET", kept["page"], Accept="text/html")[1]

        _, job = own.told("POST", URL, KEPT, Prefer="respond-async")
        status, receipt = finished(own, job["url"])
        assert status == 201
        for who in (other, caller("compare")):  # another tenant, and a key of the same that may not read
            assert who.told("GET", job["url"])[1]["code"] == "UNKNOWN_JOB"
            assert who.told("GET", "/api/v1/jobs")[1] == {"jobs": []}
        assert own.ask("GET", receipt["url"])[0] == 200
        assert other.ask("GET", receipt["url"])[0] == 404

        once = {"Idempotency-Key": "one-and-the-same"}
        first, again = (own.told("POST", URL, KEPT, **once)[1] for _ in range(2))
        assert first == again
        for who in (caller("compare", "read"), caller("compare")):
            assert who.told("POST", URL, KEPT, **once)[1]["code"] == "FORBIDDEN"
        assert other.told("POST", URL, KEPT, **once)[1]["id"] != first["id"]

        own.ask("DELETE", at)
        assert stranger.ask("GET", path)[0] == 410
        keys.revoke(own.key[6:18])
        while own.told("GET", "/api/v1/capabilities")[1].get("code") != "KEY_REFUSED":
            pass

    lines = [json.loads(line) for line in log.read_text().splitlines()]
    audit = [line for line in lines if line["event"] == "audit" and line["key"] == own.key[6:18]]
    done = [(line["did"], line["result"], line["status"]) for line in audit]
    a, b, c = kept["id"], receipt["id"], first["id"]
    assert done == [("keep", a, 201), ("share", a, 201), ("keep", b, 201), ("keep", c, 201), ("delete", a, 204)]
    assert {line["tenant"] for line in audit} == {"desk-a"}
    written = log.read_text()
    assert not [word for word in (own.key[19:], path, OLD, NEW) if word in written]


@pytest.mark.parametrize("scopes", [("compare",), ("read",)])
def test_what_a_key_may_not_is_refused_in_the_children_too(tmp_path, scopes):
    with guarded(tmp_path / "log", DIPLE_DATA=str(tmp_path / "data")) as (_, caller, _):
        _, kept = caller().told("POST", URL, KEPT)
        lacking = caller(*scopes)
        found = [lacking.told("POST", URL, {"old": OLD, "new": NEW}), lacking.told("GET", kept["url"])]
        assert [status for status, _ in found] == [
            200 if "compare" in scopes else 403,
            200 if "read" in scopes else 403,
        ]
        _, job = caller("compare").told("POST", URL, {"old": OLD, "new": NEW}, Prefer="respond-async")
        assert job["state"] == "waiting"
        storing = caller("compare")
        _, job = storing.told("POST", URL, KEPT, Prefer="respond-async")
        assert finished(storing, job["url"])[1]["code"] == "FORBIDDEN"
