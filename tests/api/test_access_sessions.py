"""Signing in on the pages: the form, the cookie, and that no other site's page can use it."""

import re
import time
from http.cookies import SimpleCookie

import lxml.html
import pytest
from keyed import KEPT, PAIR, URL, routes

from diple.web.access import state

HTML = {"Accept": "text/html"}
COOKIE = "diple_session"


def cookie_of(answer):
    (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    return morsel


def test_a_page_asks_to_sign_in_and_leads_back(keyed):
    service = keyed()
    client = service.stranger()
    answer = client.get("/samples/without-limits?view=inline&lang=fr", headers=HTML)
    assert (answer.status_code, answer.mimetype) == (401, "text/html")
    assert answer.headers["Cache-Control"] == "no-store"
    (form,) = lxml.html.fromstring(answer.text).forms
    fields = dict(form.fields)
    assert (form.action, form.method, fields["next"]) == (
        "/sign-in?lang=fr",
        "POST",
        "/samples/without-limits?view=inline&lang=fr",
    )
    answer = client.post(form.action, data={**fields, "key": f" {service.key()}\n"})
    assert (answer.status_code, answer.headers["Location"]) == (303, fields["next"])
    page = client.get(answer.headers["Location"], headers=HTML)
    assert (page.status_code, 'id="markers"' in page.text) == (200, True)


def test_the_cookie_is_for_our_own_pages_and_holds_no_key(keyed):
    service = keyed(DIPLE_SESSION_HOURS="2")
    written = service.key()
    answer = service.stranger().post("/sign-in", data={"key": written})
    morsel = cookie_of(answer)
    assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["max-age"]) == (True, "Strict", "/", "7200")
    assert written[19:] not in morsel.value
    assert written[19:] not in answer.text
    assert not morsel["secure"]
    https = keyed(DIPLE_PUBLIC_URL="https://desk.example")
    assert cookie_of(https.stranger().post("/sign-in", data={"key": written}))["secure"]


@pytest.mark.parametrize("given", ["", "diple_", "x" * 500, "ключ", "diple_" + "0" * 12 + "_" + "0" * 64])
def test_a_wrong_key_is_told_on_the_form(keyed, given):
    answer = keyed().stranger().post("/sign-in", data={"key": given, "next": "/compare"}, headers=HTML)
    page = lxml.html.fromstring(answer.text)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (401, False)
    assert page.xpath("string(//*[@role='alert'])") == "This key is unknown, revoked or expired."
    assert page.forms[0].fields["next"] == "/compare"
    assert not page.forms[0].fields["key"]


def test_a_form_larger_than_a_key_is_not_read(keyed):
    answer = keyed().stranger().post("/sign-in", data={"key": "x" * 5000})
    assert (answer.status_code, answer.get_json()["code"]) == (413, "TOO_LARGE")


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\r\nX: y",
    "\\/evil.example",
]


@pytest.mark.parametrize("wanted", [*ELSEWHERE, "javascript:alert(1)", "", "evil", "/\x00", "/é"])
def test_signing_in_leads_to_no_other_site(keyed, wanted):
    service = keyed()
    answer = service.stranger().post("/sign-in", data={"key": service.key(), "next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_signing_out(keyed):
    reader = keyed().reader()
    assert "Sign out" in reader.get("/").text
    answer = reader.post("/sign-out")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert reader.get("/").status_code == 401


def test_a_session_has_the_scopes_and_the_tenant_of_its_key(keyed):
    service = keyed()
    writer, reader, other = service.reader(), service.reader("read"), service.reader(tenant="desk-b")
    form = {"old_text": PAIR["old"], "new_text": PAIR["new"], "keep": "1"}
    page = writer.post("/compare", data=form, content_type="multipart/form-data").headers["Location"]
    assert [client.get(page).status_code for client in (writer, reader, other)] == [200, 200, 404]
    assert reader.post(f"{page}/delete").status_code == 403
    assert other.post(f"{page}/delete").status_code == 404
    shown = reader.get(page).text
    assert not re.search("Delete it for good|Make a share link", shown)
    assert re.search("Delete it for good", writer.get(page).text)
    assert writer.post(f"{page}/delete").status_code == 303


def test_who_may_not_keep_is_not_offered_to(keyed):
    service = keyed()
    for reader, offered in ((service.reader(), True), (service.reader("compare"), False)):
        assert ('name="keep"' in reader.get("/").text) == offered
        form = {"old_text": PAIR["old"], "new_text": PAIR["new"]}
        page = reader.post("/compare", data=form, content_type="multipart/form-data")
        assert (page.status_code, 'name="keep"' in page.text) == (200, offered)


def altered(value):
    id_, until, signature = value.split(".")
    later = str(int(until) + 1)
    yield from (
        f"{id_}.{later}.{signature}",
        f"{'0' * 12}.{until}.{signature}",
        f"{id_}.{until}.",
        value[:-1],
        value + "A",
    )
    yield from (
        "",
        ".",
        "..",
        f"{id_}.{until}",
        f".{until}.{signature}",
        "x" * 3000,
        value.upper(),
        f"{id_}.x.{signature}",
    )


def test_a_cookie_that_was_not_signed_here_is_none(keyed):
    service = keyed()
    value = cookie_of(service.stranger().post("/sign-in", data={"key": service.key()})).value
    for each in altered(value):
        client = service.stranger()
        client.set_cookie(COOKIE, each)
        assert client.get("/api/v1/capabilities").status_code == 401, each
    client = service.stranger()
    client.set_cookie(COOKIE, value)
    assert client.get("/api/v1/capabilities").status_code == 200


def test_a_session_ends_with_its_hours_and_with_its_key(keyed, monkeypatch):
    service = keyed(DIPLE_SESSION_HOURS="2")
    reader = service.reader()
    assert reader.get("/").status_code == 200
    now = time.time()
    monkeypatch.setattr("diple.web.access.sessions.time.time", lambda: now + 2 * 60 * 60 + 1)
    assert reader.get("/").status_code == 401
    value = reader.get_cookie(COOKIE).value
    monkeypatch.setattr("diple.web.access.sessions.time.time", lambda: now)
    service.keys.revoke(value.split(".")[0])
    later = state.time.monotonic() + state.REMEMBERED_FOR
    monkeypatch.setattr(state.time, "monotonic", lambda: later)
    assert reader.get("/").status_code == 401


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "", "Origin": "null"},
    {"Origin": "https://evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_route_writes_for_another_sites_page_with_the_readers_cookie(keyed, headers):
    service = keyed()
    reader = service.reader()
    id_ = reader.post(URL, json=KEPT).get_json()["id"]
    del reader.environ_base["HTTP_SEC_FETCH_SITE"]
    tried = 0
    for method, _, path in routes(service.app):
        if method not in ("GET", "HEAD", "OPTIONS"):
            answer = reader.open(
                path.replace("0" * 32, id_), method=method, headers={**headers, "Accept": "application/json"}, json=KEPT
            )
            assert (answer.status_code, answer.get_json()["code"]) == (403, "CROSS_ORIGIN"), path
            tried += 1
    assert tried > 12


def test_a_cookie_writes_only_where_the_browser_says_whose_page_it_is(keyed):
    service = keyed()
    reader = service.reader()
    id_ = reader.post(URL, json=KEPT).get_json()["id"]
    del reader.environ_base["HTTP_SEC_FETCH_SITE"]
    assert reader.get(f"{URL}/{id_}").status_code == 200
    assert reader.delete(f"{URL}/{id_}").status_code == 401
    assert reader.delete(f"{URL}/{id_}", headers={"Origin": "http://localhost"}).status_code == 204


def test_who_follows_a_link_of_another_site_can_go_on(keyed):
    """The browser keeps the cookie back there: the page says so, and its own link brings it along."""
    answer = keyed().stranger().get("/comparisons/x?lang=en", headers={**HTML, "Sec-Fetch-Site": "cross-site"})
    (link,) = lxml.html.fromstring(answer.text).xpath("//main//a")
    assert (answer.status_code, link.get("href")) == (401, "/comparisons/x?lang=en")


def test_without_keys_there_is_nothing_to_sign_in_to(keyed):
    answer = keyed(DIPLE_ACCESS="open").stranger().get("/sign-in")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Sign out" not in keyed(DIPLE_ACCESS="open").stranger().get("/").text
