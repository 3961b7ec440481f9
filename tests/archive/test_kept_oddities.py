"""Kept texts with halves of surrogate pairs, which JSON can escape and UTF-8 cannot hold: every answer gives them."""

import pytest
from places import whatever_keeps

from diple.render import MEDIA_TYPES
from diple.render.exchange.series import SERIES_FORMS
from diple.web import create_app

URL = "/api/v1/comparisons"
BODY = (
    r'{"old": {"text": "A \ud83d Statement\n\nThe Parties shall meet \udc00.", "name": "a\ud83d", "date": "2031-01-01"},'
    r' "new": {"text": "A \ud83d Statement\n\nThe Parties should meet \udc00.", "name": "b\ud83d"}, "store": true}'
)


@pytest.fixture
def client(database):
    return create_app({**database, "DIPLE_EMBED_ANCESTORS": "https://desk.example"}).test_client()


@pytest.fixture
def kept(client):
    response = client.post(URL, data=BODY, content_type="application/json")
    assert response.status_code == 201
    return response.get_json()


def test_every_address_of_a_kept_surrogate_answers(client, kept):
    id_, page = kept["id"], kept["page"]
    addresses = [f"{kept['url']}?format={form}" for form in MEDIA_TYPES]
    addresses += [f"/api/v1/series?id={id_}&format={form}" for form in SERIES_FORMS]
    addresses += [page, f"{page}?view=side", f"{page}?view=inline", *(f"{page}?file={form}" for form in MEDIA_TYPES)]
    addresses += [f"/embed/{id_}", f"/embed/{id_}.json", f"/oembed?url=http://localhost{page}"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_frames_json_gives_the_surrogate_back(client, kept):
    assert client.get(f"/embed/{kept['id']}.json").get_json() == client.get(kept["url"]).get_json()
    assert "\ud83d" in client.get(f"/oembed?url=http://localhost{kept['page']}").get_json()["title"]


@whatever_keeps
@pytest.mark.parametrize("asked", ["edit", "again", "swap", "file"])
def test_a_kept_surrogate_is_compared_again(client, kept, asked):
    sent = {"origin": kept["page"].lstrip("/"), asked: "docx"}
    assert client.post("/compare", data=sent, content_type="multipart/form-data").status_code == 200
