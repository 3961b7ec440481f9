"""Who may store, and how much: same origin, and a quota of each address."""

import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from places import whatever_keeps
from test_archive import refused

from diple.archive.archive import HOUR
from diple.errors import OptionError
from diple.web import create_app
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW, "store": True}
EVIL = {"Origin": "https://evil.example"}


def stored(client, address="198.51.100.7", **headers):
    return client.post(URL, json=PAIR, headers=headers, environ_base={"REMOTE_ADDR": address})


def test_an_address_stores_so_much_in_an_hour(opened, comparison, clock):
    archive = opened(hourly=3)
    kept = [archive.keep(comparison, 7, "one") for _ in range(3)]
    clock.now += HOUR / 2
    told = refused("TOO_MANY_STORED", archive.keep, comparison, 7, "one")
    assert told.data == {"limit": 3, "retry_after": HOUR / 2}
    archive.delete(kept[0].id)  # what was deleted was stored
    refused("TOO_MANY_STORED", archive.keep, comparison, 7, "one")
    archive.keep(comparison, 7, "another")
    clock.now += HOUR / 2
    archive.keep(comparison, 7, "one")


def test_an_address_has_so_much_at_one_time(opened, comparison, clock):
    archive = opened(each=2)
    first = [archive.keep(comparison, days, "one") for days in (2, 7)]
    clock.now += HOUR
    told = refused("TOO_MANY_STORED", archive.keep, comparison, 7, "one")
    assert told.data["retry_after"] == 47 * HOUR
    archive.keep(comparison, 7, "another")
    archive.delete(first[1].id)
    archive.keep(comparison, 7, "one")


def test_the_quota_is_one_for_all_workers_and_is_told(database, serve):
    def post(connect):
        connection = connect()
        connection.request("POST", URL, json.dumps(PAIR), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return (
            response.status,
            json.loads(response.read())["code" if response.status != 201 else "id"],
            response.headers,
        )

    with serve(workers=2, DIPLE_MAX_STORED_HOURLY="5", **database) as connect, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(post, [connect] * 12))
    assert sorted(status for status, _, _ in found) == [201] * 5 + [429] * 7
    late = [headers for status, code, headers in found if (status, code) == (429, "TOO_MANY_STORED")]
    assert all(3500 <= int(headers["Retry-After"]) <= HOUR for headers in late)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
    ],
)
def test_which_addresses_are_one(tmp_path, one, other, same):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_MAX_STORED_HOURLY": 1}).test_client()
    assert stored(client, one).status_code == 201
    assert stored(client, other).status_code == (429 if same else 201)


def test_forwarded_addresses_are_believed_of_our_own_proxies_alone(tmp_path):
    for proxies, status in ((0, 429), (1, 201)):
        settings = {"DIPLE_DATA": str(tmp_path / str(proxies)), "DIPLE_MAX_STORED_HOURLY": 1, "DIPLE_PROXIES": proxies}
        client = create_app(settings).test_client()
        found = [stored(client, **{"X-Forwarded-For": f"{each}, 203.0.113.{each}"}).status_code for each in (1, 2)]
        assert found == [201, status]
    with pytest.raises(OptionError, match="DIPLE_PROXIES"):
        create_app({"DIPLE_PROXIES": "many"})


FOREIGN = [
    EVIL,
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Origin": "http://localhost.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
]


@whatever_keeps
@pytest.mark.parametrize("headers", FOREIGN)
def test_another_sites_page_writes_nothing(database, headers):
    app = create_app(database)
    client = app.test_client()
    kept = client.post(URL, json=PAIR).get_json()
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"GET", "HEAD", "OPTIONS"}:
            form = {"old": (BytesIO(b"One."), "a"), "new": (BytesIO(b"Two."), "b"), "store": "true", "keep_days": "90"}
            path = rule.rule.replace("<id_>", kept["id"]).replace("<name>", "without-limits")
            answer = client.open(path, method=method, data=form, headers={**headers, "Accept": "application/json"})
            assert (path, answer.status_code, answer.get_json()["code"]) == (path, 403, "CROSS_ORIGIN")
    assert client.get(kept["url"], headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_pages_and_programs_write(tmp_path, headers):
    assert stored(create_app({"DIPLE_DATA": str(tmp_path)}).test_client(), **headers).status_code == 201


def test_behind_a_proxy_the_public_address_is_our_own(tmp_path):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_PUBLIC_URL": "https://desk.example/diple"}).test_client()
    for origin, status in (("https://desk.example", 201), ("http://localhost", 403)):
        assert stored(client, Origin=origin).status_code == status
