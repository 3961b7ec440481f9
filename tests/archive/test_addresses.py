"""Links that leave the service: from DIPLE_PUBLIC_URL, or the address it listens at, never from the Host header."""

import json
import re

import pytest

from diple.errors import OptionError
from diple.web import create_app
from drawings import NEW, OLD

EVIL = "evil.example"
PUBLIC = "https://desk.example/diple"
FORGED = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-For": EVIL, "Forwarded": f"host={EVIL}"}
PAIR = {"old": {"text": OLD, "date": "2031-03-01"}, "new": NEW}


def asked(connection, method, path, headers, body=None):
    connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    return response.status, response.getheaders(), response.read().decode("utf-8", "replace")


def addresses_of(app, id_):
    """Each address that GET answers, of a kept result and of a sample."""
    queries = {"/api/v1/series": f"?id={id_}&format=atom", "/oembed": "?url={}".format("/comparisons/" + id_)}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            for name in (id_, "samples/alternat-only", "alternat-only", "diple.css"):
                yield re.sub(r"<[^>]+>", name, rule.rule) + queries.get(rule.rule, "")
    yield from (f"//comparisons//{id_}", "/api//v1/healthz", f"/comparisons/{id_}/", f"/comparisons/{id_}?view=")


@pytest.mark.parametrize("public", [PUBLIC, None])
def test_a_forged_host_is_in_no_answer(serve, tmp_path, public):
    settings = {"DIPLE_DATA": str(tmp_path / "data"), "DIPLE_EMBED_ANCESTORS": "https://desk.example"}
    settings |= {"DIPLE_PUBLIC_URL": public} if public else {}
    with serve(**settings) as connect:
        connection = connect()
        sent = asked(connection, "POST", "/api/v1/comparisons", FORGED, {**PAIR, "store": True})
        assert (sent[0], EVIL in str(sent)) == (201, False)
        id_ = json.loads(sent[2])["id"]
        found = {path: asked(connection, "GET", path, FORGED) for path in addresses_of(create_app({}), id_)}
        assert [path for path, answer in found.items() if EVIL in str(answer)] == []
        assert {status for status, _, _ in found.values()} >= {200, 404}
        feed, embedded = (found[path][2] for path in found if "format=atom" in path or path.startswith("/oembed"))
        assert (f'href="{PUBLIC}/comparisons/{id_}"' in feed) == bool(public)
        assert (f'src="{PUBLIC}/embed/{id_}"' in json.loads(embedded).get("html", "")) == bool(public)
        connection.close()


def test_a_service_of_this_machine_knows_its_own_address(serve, tmp_path):
    settings = {"DIPLE_DATA": str(tmp_path / "data"), "DIPLE_EMBED_ANCESTORS": "https://desk.example"}
    with serve(**settings) as connect:
        connection = connect()
        for host in ("localhost", "127.0.0.1:9"):
            own = f"http://{host.partition(':')[0]}:{connection.port}"
            path = "/oembed?url=/samples/without-limits"
            told = json.loads(asked(connection, "GET", path, {"Host": host})[2])
            assert told["provider_url"] == f"{own}/"
            assert f'src="{own}/embed/samples/without-limits"' in told["html"]
            again = asked(connection, "GET", f"/oembed?url={own}/samples/without-limits", {"Host": host})
            assert json.loads(again[2]) == told
        connection.close()


@pytest.mark.parametrize(
    "written", ["desk.example", "ftp://desk.example", "https://", "https://a b", "https://d.example?x"]
)
def test_an_address_that_is_none_is_refused_at_the_start(written):
    with pytest.raises(OptionError, match="DIPLE_PUBLIC_URL") as caught:
        create_app({"DIPLE_PUBLIC_URL": written})
    assert caught.value.code == "INVALID_SETTING"


def test_oembed_knows_the_pages_of_the_public_address():
    client = create_app({"DIPLE_PUBLIC_URL": f"{PUBLIC}/"}).test_client()
    for address, status in (
        (f"{PUBLIC}/samples/without-limits", 200),
        ("https://desk.example/samples/without-limits", 404),
    ):
        assert client.get("/oembed", query_string={"url": address}).status_code == status
