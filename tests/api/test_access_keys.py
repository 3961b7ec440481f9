"""With keys on: which routes need one, where it is taken from, and what each may."""

import json

import pytest
from keyed import ALL, KEPT, PAIR, URL, routes

from diple.errors import OptionError
from diple.web import create_app
from diple.web.access import permissions as table
from diple.web.access import state

NEEDS_NO_KEY = {
    "/api/v1/healthz",
    "/api/v1/readyz",
    "/s/<token>",
    "/sign-in",
    "/sign-out",
    "/static/<path:filename>",
    "/static/diple-diff.d.ts",
    "/static/diple-diff.js",
    "/static/diple-reading.js",
}


def test_every_route_without_a_key_answers_401(keyed):
    service = keyed()
    answers = {(m, rule): service.stranger().open(path, method=m) for m, rule, path in routes(service.app)}
    assert len(answers) > 50
    assert "This service asks for a key" in answers.pop(("POST", "/sign-in")).text
    for (method, rule), answer in answers.items():
        assert (answer.status_code != 401) == (rule in NEEDS_NO_KEY), (method, rule, answer.status_code)
        if answer.status_code == 401:
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="diple"'
            assert method == "HEAD" or answer.get_json()["code"] == "KEY_NEEDED"
            assert "Set-Cookie" not in answer.headers


def test_what_is_not_there_needs_a_key_too(keyed, problem):
    service = keyed()
    for path in ("/nothing", "/api/v1/nothing", "/static", "/api/v1/healthz/", "//api/v1/healthz"):
        assert service.stranger().get(path).status_code == 401, path
    problem(service.caller().get("/api/v1/nothing"), 404, "NOT_FOUND")


def test_every_route_that_may_write_has_a_scope_of_its_own(keyed):
    writing = {"POST", "PUT", "PATCH", "DELETE"}
    rules = [rule for rule in keyed().app.url_map.iter_rules() if rule.methods & writing]
    undecided = {rule.endpoint for rule in rules} - table.OPEN - set(table._SCOPES)
    assert undecided == set()


@pytest.mark.parametrize("method", ["get", "post", "delete", "put", "options"])
def test_a_key_opens_what_strangers_are_refused(keyed, method):
    service = keyed()
    answer = getattr(service.caller(), method)(f"{URL}/{'0' * 32}")
    assert answer.status_code not in (401, 403)


SCOPES = [
    ("compare", "post", URL, PAIR),
    ("read", "get", f"{URL}/ID", None),
    ("read", "post", f"{URL}/ID", {"schema": "diple.verdicts/1", "verdicts": []}),
    ("read", "get", "/api/v1/series?id=ID", None),
    ("read", "get", f"{URL}/ID/links", None),
    ("read", "get", "/comparisons/ID", None),
    ("read", "post", "/comparisons/ID", None),
    ("read", "get", "/embed/ID", None),
    ("read", "get", "/oembed?url=/comparisons/ID", None),
    ("write", "post", f"{URL}/ID/links", None),
    ("write", "delete", f"{URL}/ID/links/x", None),
    ("write", "post", "/comparisons/ID/links", None),
    ("write", "post", "/comparisons/ID/links/x/withdraw", None),
    ("write", "post", "/comparisons/ID/delete", None),
    ("write", "delete", f"{URL}/ID", None),
]


@pytest.mark.parametrize(("scope", "method", "path", "body"), SCOPES)
def test_what_each_scope_may(keyed, problem, scope, method, path, body):
    service = keyed()
    id_ = service.caller().post(URL, json=KEPT).get_json()["id"]

    def status(*scopes):
        return getattr(service.caller(*scopes), method)(path.replace("ID", id_), json=body)

    lacking = status(*(set(ALL) - {scope, "admin"}))
    told = problem(lacking, 403, "FORBIDDEN")
    assert told["data"] == {"scope": scope, "scopes": sorted(set(ALL) - {scope, "admin"})}
    assert f'error="insufficient_scope", scope="{scope}"' in lacking.headers["WWW-Authenticate"]
    assert status(scope).status_code not in (401, 403)
    assert status("admin").status_code not in (401, 403)


def test_storing_needs_write_beside_compare(keyed, problem, tmp_path):
    service = keyed()
    told = problem(service.caller("compare", "read").post(URL, json=KEPT), 403, "FORBIDDEN")
    assert told["data"]["scope"] == "write"
    problem(service.caller("write").post(URL, json=KEPT), 403, "FORBIDDEN")
    series = {"statements": [PAIR["old"], PAIR["new"]], "store": True}
    problem(service.caller("compare").post("/api/v1/series", json=series), 403, "FORBIDDEN")
    assert service.caller("compare", "write").post(URL, json=KEPT).status_code == 201


def test_a_page_takes_no_kept_texts_without_read(keyed, problem):
    service = keyed()
    id_ = service.caller().post(URL, json=KEPT).get_json()["id"]
    form = {"origin": f"comparisons/{id_}"}
    answer = service.caller("compare", "write").post("/compare", data=form, query_string=form)
    problem(answer, 403, "FORBIDDEN")


BAD = [
    ("KEY_REFUSED", "Bearer {}0"),
    ("KEY_REFUSED", "Bearer {0} {0}"),
    ("KEY_REFUSED", "Bearer {0},Bearer {0}"),
    ("KEY_REFUSED", 'Bearer "{}"'),
    ("KEY_REFUSED", "Bearer "),
    ("KEY_REFUSED", "Bearer ключ"),
    ("KEY_REFUSED", "Bearer " + "x" * 50_000),
    ("KEY_NEEDED", "{}"),
    ("KEY_NEEDED", "Basic {}"),
    ("KEY_NEEDED", "Token {}"),
    ("KEY_NEEDED", ""),
]


@pytest.mark.parametrize(("code", "header"), BAD)
def test_headers_that_hold_no_key(keyed, problem, code, header):
    service = keyed()
    written = header.format(service.key()).encode().decode("latin-1")
    answer = service.stranger().get("/api/v1/capabilities", headers={"Authorization": written})
    problem(answer, 401, code)
    assert written[:60] not in answer.text or len(written) < 20
    assert ("invalid_token" in answer.headers["WWW-Authenticate"]) == (code == "KEY_REFUSED")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer "])
def test_the_scheme_is_read_in_any_case(keyed, scheme):
    service = keyed()
    headers = {"Authorization": f"{scheme} {service.key()}"}
    assert service.stranger().get("/api/v1/capabilities", headers=headers).status_code == 200


@pytest.mark.parametrize("query", ["key={}", "access_token={}", "q=a&lang={}", "{}", "key=%64{}"])
@pytest.mark.parametrize("access", ["keys", "open"])
def test_a_key_in_an_address_is_refused_and_not_repeated(keyed, problem, query, access):
    service = keyed(DIPLE_ACCESS=access)
    written = service.key()
    path = "/api/v1/concepts?" + query.format(written).replace("%64d", "%64")
    for client in (service.stranger(), service.with_key(written)):
        answer = client.get(path)
        problem(answer, 400, "KEY_IN_ADDRESS")
        assert written[19:] not in answer.text


def test_a_key_in_a_form_or_cookie_is_none(keyed, problem):
    service = keyed()
    written = service.key()
    client = service.stranger()
    client.set_cookie("diple_session", written)
    client.set_cookie("key", written)
    problem(client.post(URL, json={**PAIR, "key": written}), 401, "KEY_NEEDED")
    problem(client.get("/api/v1/capabilities", headers={"X-API-Key": written}), 401, "KEY_NEEDED")


def test_a_revoked_key_is_refused_at_once_elsewhere_and_soon_here(keyed, problem, monkeypatch):
    service = keyed()
    written = service.key()
    assert service.with_key(written).get("/api/v1/capabilities").status_code == 200
    service.keys.revoke(written[6:18])
    problem(service.another_process().with_key(written).get("/api/v1/capabilities"), 401, "KEY_REFUSED")
    later = state.time.monotonic() + state.REMEMBERED_FOR
    monkeypatch.setattr(state.time, "monotonic", lambda: later)
    problem(service.with_key(written).get("/api/v1/capabilities"), 401, "KEY_REFUSED")


def test_an_expired_key_is_refused(keyed, problem):
    service = keyed()
    service.keys._archive._clock = lambda: 1_000_000_000.0
    written = service.key(days=1)
    problem(service.with_key(written).get("/api/v1/capabilities"), 401, "KEY_REFUSED")


def test_the_first_key_closes_a_service_that_was_open(keyed, problem, monkeypatch):
    service = keyed(DIPLE_ACCESS="")
    assert service.stranger().get("/api/v1/capabilities").get_json()["keys"] is False
    made = service.key()
    later = state.time.monotonic() + state._LOOK_EVERY
    monkeypatch.setattr(state.time, "monotonic", lambda: later)
    problem(service.stranger().get("/api/v1/capabilities"), 401, "KEY_NEEDED")
    assert service.with_key(made).get("/api/v1/capabilities").get_json()["keys"] is True
    service.keys.revoke(made[6:18])  # the last one
    problem(service.another_process().stranger().get("/api/v1/capabilities"), 401, "KEY_NEEDED")


def test_open_says_so_whatever_keys_there_are(keyed):
    service = keyed(DIPLE_ACCESS="open")
    service.key()
    assert service.stranger().post(URL, json=PAIR).status_code == 200


def test_where_nobody_can_see_whether_there_are_keys_nobody_is_let_in(tmp_path, problem):
    url = "postgresql://nobody@127.0.0.1:1/none"
    service = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_DATABASE_URL": url}).test_client()
    problem(service.get("/api/v1/capabilities"), 503, "ARCHIVE_UNAVAILABLE")
    opened = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_DATABASE_URL": url, "DIPLE_ACCESS": "open"}).test_client()
    assert opened.post(URL, json=PAIR).status_code == 200


def test_what_a_key_was_needed_for_is_not_shared_by_caches(keyed):
    answer = keyed().caller().get("/api/v1/capabilities")
    assert "private" in answer.headers["Cache-Control"]
    assert {"Authorization", "Cookie"} <= set(answer.vary)


def test_settings_that_cannot_be():
    for setting, value in (("DIPLE_ACCESS", "closed"), ("DIPLE_SECRET", "short"), ("DIPLE_SESSION_HOURS", "0")):
        with pytest.raises(OptionError, match=setting):
            create_app({setting: value})


def test_a_head_with_a_huge_key_is_refused_before_any_thread(serve, tmp_path):
    with serve(tmp_path, DIPLE_ACCESS="keys") as connect:
        found = []
        for size in (1_000, 100_000):
            connection = connect()
            connection.request("GET", "/api/v1/capabilities", headers={"Authorization": f"Bearer {'x' * size}"})
            answer = connection.getresponse()
            found.append((answer.status, json.loads(answer.read())["code"]))
            connection.close()
    assert found == [(401, "KEY_REFUSED"), (431, "HEAD_TOO_LARGE")]
