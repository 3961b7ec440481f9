"""Share links as the API and the pages give them: who has one sees one result, and nothing else."""

import re

import lxml.html
import pytest
from jsonschema import Draft202012Validator
from keyed import KEPT, PAIR, URL

from diple.render import MEDIA_TYPES
from diple.schemas.published import openapi

HTML = {"Accept": "text/html"}


@pytest.fixture
def service(keyed):
    return keyed()


@pytest.fixture
def owner(service):
    return service.caller()


@pytest.fixture
def kept(owner):
    return owner.post(URL, json=KEPT).get_json()["id"]


def path(url):
    return url.removeprefix("http://localhost")


@pytest.fixture
def link(owner, kept):
    return owner.post(f"{URL}/{kept}/links").get_json()


def valid(name, document):
    components = openapi()["components"]
    Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components}).validate(document)


def test_a_link_is_made_listed_followed_and_withdrawn(service, owner, kept, problem):
    answer = owner.post(f"{URL}/{kept}/links", json={"days": 1})
    link = answer.get_json()
    assert (answer.status_code, answer.headers["Location"]) == (201, link["url"])
    assert re.fullmatch(r"/s/[\w-]{22}\.[\w-]{43}", path(link["url"]), re.ASCII)
    valid("Link", link)
    listed = owner.get(f"{URL}/{kept}/links").get_json()
    valid("Links", listed)
    assert listed == {"links": [link]}
    page = service.stranger().get(path(link["url"]), headers=HTML)
    assert (page.status_code, "should" in page.text) == (200, True)
    assert owner.delete(f"{URL}/{kept}/links/{link['id']}").status_code == 204
    problem(service.stranger().get(path(link["url"])), 410, "LINK_ENDED")
    assert owner.get(f"{URL}/{kept}/links").get_json() == {"links": []}


def test_what_a_link_shows_is_stored_by_nobody_and_leads_nowhere_else(service, kept, link):
    page = service.stranger().get(path(link["url"]), headers=HTML)
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert kept not in page.text
    assert not re.search("Delete it for good|Make a share link|oembed", page.text)
    forms = lxml.html.fromstring(page.text).forms
    assert {form.action for form in forms if form.method == "POST"} <= {None}


@pytest.mark.parametrize("form", [form for form in MEDIA_TYPES if "pdf" not in form])
def test_a_link_gives_every_form(service, owner, kept, link, form):
    shown = service.stranger().get(f"{path(link['url'])}?file={form}")
    own = owner.get(f"/comparisons/{kept}?file={form}")
    assert (shown.status_code, shown.mimetype, shown.data) == (200, MEDIA_TYPES[form], own.data)


def test_a_link_reads_and_never_writes(service, owner, kept, link):
    address = path(link["url"])
    stranger = service.stranger()
    for method in ("delete", "put", "patch"):
        assert getattr(stranger, method)(address).status_code == 401
        assert getattr(owner, method)(address).status_code == 405
    assert stranger.post(address, data={"file": "docx"}).status_code == 200
    assert stranger.post(f"{address}/delete").status_code == 401
    token = address.removeprefix("/s/")
    for other in (f"{URL}/{token}", f"/comparisons/{token}", f"/embed/{token}", f"{URL}/{link['id']}", f"{URL}/{kept}"):
        assert stranger.get(other).status_code == 401
        assert owner.get(other).status_code == (200 if kept in other else 404)


@pytest.mark.parametrize("token", ["x", "x.y", "..", "0" * 22 + "." + "0" * 43, "%00", "ж", "x" * 3000, "a%0d%0aX: y"])
def test_links_that_nobody_was_given(service, link, problem, token):
    problem(service.stranger().get(f"/s/{token}"), 404, "LINK_UNKNOWN")
    page = service.stranger().get(f"/s/{token}", headers=HTML)
    assert (page.status_code, "There is no such share link." in page.text) == (404, True)


def test_another_tenant_makes_sees_and_ends_none(service, kept, link, problem):
    other = service.caller(tenant="desk-b")
    for ask in (other.post, other.get):
        problem(ask(f"{URL}/{kept}/links"), 404, "NOT_KEPT")
    problem(other.post(f"/comparisons/{kept}/links"), 404, "NOT_KEPT")
    own = other.post(URL, json=KEPT).get_json()["id"]
    for result in (kept, own):
        problem(other.delete(f"{URL}/{result}/links/{link['id']}"), 404, "LINK_UNKNOWN")
        problem(other.post(f"/comparisons/{result}/links/{link['id']}/withdraw"), 404, "LINK_UNKNOWN")
    assert service.stranger().get(path(link["url"])).status_code == 200


@pytest.mark.parametrize("body", [{"days": 0}, {"days": "1"}, {"days": 1.5}, {"day": 1}])
def test_what_no_link_can_be(owner, kept, problem, body):
    problem(owner.post(f"{URL}/{kept}/links", json=body), 422, "INVALID_REQUEST")


def test_a_link_never_outlives_its_result(owner, kept):
    expires = owner.post(URL, json={**PAIR, "store": True}).get_json()["expires"]
    for body in ({"days": 10**20}, {"days": 8}):
        assert (
            abs(_seconds(owner.post(f"{URL}/{kept}/links", json=body).get_json()["expires"]) - _seconds(expires)) < 60
        )


def _seconds(moment):
    from datetime import datetime

    return datetime.fromisoformat(moment).timestamp()


def test_a_reader_makes_and_ends_a_link_on_the_page(service):
    reader = service.reader()
    kept = reader.post(URL, json=KEPT).get_json()["id"]
    assert reader.post(f"/comparisons/{kept}/links?lang=fr").headers["Location"] == f"/comparisons/{kept}?lang=fr"
    (share,) = lxml.html.fromstring(reader.get(f"/comparisons/{kept}").text).xpath("//details[@class='share']")
    (address,) = share.xpath(".//input/@value")
    assert service.stranger().get(path(address)).status_code == 200
    (end,) = (form for form in share.iterdescendants("form") if "withdraw" in form.action)
    assert reader.post(end.action).status_code == 303
    assert service.stranger().get(path(address)).status_code == 410
    assert "withdraw" not in reader.get(f"/comparisons/{kept}").text


def test_links_hold_without_keys_too(keyed):
    client = keyed(DIPLE_ACCESS="open").stranger()
    kept = client.post(URL, json=KEPT).get_json()["id"]
    link = client.post(f"{URL}/{kept}/links").get_json()
    assert client.get(path(link["url"])).status_code == 200
    client.delete(f"{URL}/{kept}")
    assert client.get(path(link["url"])).status_code == 410
