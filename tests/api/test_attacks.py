"""Attacks on share links and on jobs, written down before they were tried.

| attack | on links | on jobs |
|---|---|---|
| guessing, damaged ids | test_links.test_what_is_not_the_token_to_the_letter_is_none | test_an_id_that_was_never_given |
| expired, withdrawn, gone | test_links, test_what_a_link_no_longer_shows_no_header_brings_back | test_jobs |
| revoked key | test_access_keys | test_a_revoked_key_has_no_job_run, test_a_revoked_key_has_no_answer |
| another tenant | test_access_links, test_a_link_of_one_result_ends_none_of_another | test_another_tenant_has_no_job |
| replay | a link may be followed again | test_a_key_of_idempotency_is_its_tenants_alone |
| HEAD, OPTIONS, other methods | test_other_methods_show_nothing | test_another_tenant_has_no_job |
| caches, Range, If-None-Match | test_a_link_is_given_whole_and_stored_by_nobody | test_kept_private |
| cookies | test_a_link_gives_no_cookie_and_takes_none | test_access_sessions |
| open redirect, Host | test_a_redirect_leads_to_no_other_place | the same |
| header injection | test_no_header_is_written_by_a_query | the same |
| frames of other sites | test_a_link_is_given_whole_and_stored_by_nobody | test_embed |
| cancel and finish at once | | test_what_is_cancelled_while_it_is_stored_is_not_kept |
| SSRF of webhooks, rebinding | | test_work_hooks |
"""

import json
from io import BytesIO

import pytest
from flask import Flask, g
from keyed import KEPT, PAIR, URL

from diple.archive.jobs import MOST_TRIES
from diple.errors import RequestError
from diple.web.work import envelope
from diple.web.work.asking import asker, essence
from diple.web.work.children.child import Reply, plain
from diple.web.work.jobs.deferral import jobs_of
from diple.web.work.jobs.runner import Runner
from drawings import NEW, OLD

UNKNOWN_ID = "0" * 32


@pytest.fixture
def shared(keyed):
    """A service, one of its writers, a result of the writer, and the path of a link to it."""
    service = keyed(DIPLE_PUBLIC_URL="https://diple.example")
    writer = service.caller()
    id_ = writer.post(URL, json=KEPT).get_json()["id"]
    link = writer.post(f"{URL}/{id_}/links").get_json()
    return service, writer, id_, link, link["url"].removeprefix("https://diple.example")


def shows_text(answer):
    return OLD.split()[1] in answer.text or NEW.split()[1] in answer.text


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_show_nothing(shared, method):
    service, *_, path = shared
    answer = service.stranger().open(path, method=method, headers={"X-HTTP-Method-Override": "GET"})
    assert answer.data == b"" or answer.status_code in (401, 405)
    assert not shows_text(answer)
    assert shows_text(service.stranger().get(path))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("gone", ["withdrawn", "deleted"])
def test_what_a_link_no_longer_shows_no_header_brings_back(shared, method, gone):
    service, writer, id_, link, path = shared
    tag = service.stranger().get(f"{path}?file=json").headers["ETag"]
    assert (
        writer.delete(f"{URL}/{id_}/links/{link['id']}" if gone == "withdrawn" else f"{URL}/{id_}").status_code == 204
    )
    for condition in ({"If-None-Match": tag}, {"If-None-Match": "*"}, {"If-Match": tag}, {"Range": "bytes=0-9"}):
        answer = service.stranger().open(f"{path}?file=json", method=method, headers=condition)
        assert answer.status_code == 410
        assert not shows_text(answer)


def test_a_link_is_given_whole_and_stored_by_nobody(shared):
    service, *_, path = shared
    for query in ("", "?file=json", "?file=docx"):
        answer = service.stranger().get(path + query, headers={"Range": "bytes=0-9", "Cache-Control": "max-stale"})
        assert answer.status_code == 200
        assert "Accept-Ranges" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_link_gives_no_cookie_and_takes_none(shared):
    service, _, id_, _, path = shared
    answer = service.stranger().get(path)
    assert "Set-Cookie" not in answer.headers
    owner = service.reader().get(path, headers={"Sec-Fetch-Site": "none"})
    for page in (answer, owner):  # also for its owner it is what strangers see
        assert id_ not in page.text
        assert "/delete" not in page.text


def test_a_link_of_one_result_ends_none_of_another(shared):
    service, writer, _, link, path = shared
    other = writer.post(URL, json=KEPT).get_json()["id"]
    assert writer.delete(f"{URL}/{other}/links/{link['id']}").get_json()["code"] == "LINK_UNKNOWN"
    assert service.stranger().get(path).status_code == 200


@pytest.mark.parametrize("name", ["_external", "_scheme", "_anchor", "_method", "_host", "endpoint", "name", "values"])
@pytest.mark.parametrize("path", ["/", "/compare", "/samples/shall-to-should"])
def test_a_redirect_leads_to_no_other_place(client, path, name):
    """A form without script names empty choices, and is led to its address without them."""
    answer = client.get(f"{path}?empty=&{name}=https://evil.example", headers={"Host": "evil.example"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{path}?{name}=https%3A%2F%2Fevil.example"


@pytest.mark.parametrize("query", ["lang", "file", "format", "from", "view", "palette", "origin"])
def test_no_header_is_written_by_a_query(shared, query):
    _, writer, id_, _, path = shared
    for asked in (path, f"{URL}/{id_}", f"/comparisons/{id_}", "/compare", "/"):
        answer = writer.get(f"{asked}?{query}=en%0d%0aSet-Cookie:%20a=b%0d%0a")
        assert answer.status_code != 500
        assert "Set-Cookie" not in answer.headers
        assert not any("\n" in value or "\r" in value for value in answer.headers.values())


def job_of(service, client, body=PAIR, id_="a" * 32):
    """A job that a key has asked for, waiting."""
    written = client.environ_base["HTTP_AUTHORIZATION"]
    with service.app.test_request_context(URL, method="POST", json=body, headers={"Authorization": written}):
        service.app.preprocess_request()
        head = {"environ": essence(), "carried": plain({**vars(g), "seed": "seed of the test"})}
        return jobs_of(service.app).submit(id_, envelope.sealed(head, json.dumps(body).encode()), asker())


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *((method, "/api/v1/jobs/{}") for method in ("GET", "HEAD", "DELETE")),
        *((method, "/api/v1/jobs/{}/answer") for method in ("GET", "HEAD")),
        *((method, "/jobs/{}") for method in ("GET", "HEAD")),
        ("POST", "/jobs/{}/cancel"),
    ],
)
def test_another_tenant_has_no_job(keyed, method, path):
    service = keyed()
    owner, other = service.caller(), service.caller(tenant="desk-b")
    job = job_of(service, owner)
    theirs, none = (other.open(path.format(id_), method=method) for id_ in (job.id, UNKNOWN_ID))
    assert theirs.status_code == none.status_code == 404
    assert jobs_of(service.app).get(job.id).state == "waiting"
    assert other.get("/api/v1/jobs").get_json() == {"jobs": []}
    assert [each["id"] for each in owner.get("/api/v1/jobs").get_json()["jobs"]] == [job.id]


@pytest.mark.parametrize("id_", ["' OR 1=1 --", "a%00", "%2e%2e", "a" * 5000, "é", "a%0d%0aX: 1", "_", "-"])
def test_an_id_that_was_never_given(keyed, id_):
    service = keyed()
    owner = service.caller()
    job_of(service, owner)
    for path in (f"/api/v1/jobs/{id_}", f"/api/v1/jobs/{id_}/answer", f"/jobs/{id_}"):
        assert owner.get(path).status_code == 404


class Child:
    """What a pool does with a job: its view runs at once, and something happens before its answer is heard."""

    def __init__(self, service, meanwhile):
        self._service, self._meanwhile = service, meanwhile

    def job(self, call, body, _step, _wanted):
        sent = {**call.environ, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        with self._service.app.request_context(sent):
            vars(g).update(call.carried)
            response = self._service.app.make_response(Flask.dispatch_request(self._service.app))
            reply = Reply("answered", response.status_code, tuple(response.headers), plain(vars(g)))
        self._meanwhile()
        return reply, response.get_data()


def run(service, meanwhile=lambda: None):
    assert Runner(service.app, Child(service, meanwhile), lambda: None).one()


def test_a_job_that_is_left_alone_is_stored(keyed):
    service = keyed()
    owner = service.caller()
    job = job_of(service, owner, KEPT)
    run(service)
    receipt = owner.get(f"/api/v1/jobs/{job.id}/answer").get_json()
    assert owner.get(receipt["url"]).status_code == 200


def test_what_is_cancelled_while_it_is_stored_is_not_kept(keyed):
    service = keyed()
    owner = service.caller()
    job = job_of(service, owner, KEPT)
    run(service, lambda: owner.delete(f"/api/v1/jobs/{job.id}"))
    assert service.app.extensions["diple.archive"].total()[0] == 0


def test_what_a_job_has_stored_that_is_given_up_is_not_kept(keyed):
    """Its process was killed each time after it had stored, and before the answer was heard."""
    service = keyed()
    job = job_of(service, service.caller(), KEPT)

    def killed():
        raise RequestError("INTERRUPTED", "The process was ended.")

    for _ in range(MOST_TRIES + 1):
        run(service, killed)
    assert jobs_of(service.app).get(job.id).status == 503
    assert service.app.extensions["diple.archive"].total()[0] == 0


def test_a_revoked_key_has_no_job_run(keyed):
    service = keyed()
    key, written = service.keys.make(("compare", "write", "read"), "desk-a")
    job = job_of(service, service.with_key(written), KEPT)
    service.keys.revoke(key.id)
    run(service)
    assert jobs_of(service.app).get(job.id).status == 401
    assert service.app.extensions["diple.archive"].total()[0] == 0


def test_a_revoked_key_has_no_answer(keyed):
    service = keyed()
    key, written = service.keys.make(("compare", "write", "read"), "desk-a")
    job = job_of(service, service.with_key(written))
    run(service)
    service.keys.revoke(key.id)
    gone = service.another_process().with_key(written)
    assert gone.get(f"/api/v1/jobs/{job.id}/answer").status_code == 401


def test_a_key_of_idempotency_is_its_tenants_alone(keyed):
    service = keyed()
    owner, other, reader = service.caller(), service.caller(tenant="desk-b"), service.caller("compare", "read")
    same = {"Idempotency-Key": "the same key of all"}
    first, second, again = (client.post(URL, json=KEPT, headers=same) for client in (owner, other, owner))
    assert "Idempotency-Replayed" not in second.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.get_json() == first.get_json() != second.get_json()
    assert other.get(first.get_json()["url"]).status_code == 404
    assert other.post(URL, json=PAIR, headers=same).get_json()["code"] == "KEY_USED"
    assert reader.post(URL, json=KEPT, headers=same).status_code == 403  # of the same tenant, but may not write
