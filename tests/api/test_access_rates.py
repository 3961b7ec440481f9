"""How often a key or an address may ask."""

import subprocess
import threading
import time

import pytest
from flask import Flask
from keyed import KEPT, URL

import patience
import programs
from diple.errors import OptionError
from diple.web import create_app
from diple.web.access import rates
from diple.web.operations.settings import read

CAPABILITIES = "/api/v1/capabilities"


def statuses(client, times, path=CAPABILITIES, address="198.51.100.7", **headers):
    base = {"REMOTE_ADDR": address}
    return [client.get(path, environ_base=base, headers=headers).status_code for _ in range(times)]


def test_a_key_asks_so_often_in_a_minute_wherever_it_comes_from(keyed, problem):
    service = keyed(DIPLE_RATE_KEY="3")
    one, other = service.caller(), service.caller()
    assert statuses(one, 2) + statuses(one, 2, address="198.51.100.8") == [200, 200, 200, 429]
    assert statuses(other, 3) == [200, 200, 200]
    answer = one.post(URL, json=KEPT)
    told = problem(answer, 429, "TOO_MANY_REQUESTS")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert told["data"]["limit"] == 3


def test_an_address_without_a_key_asks_so_often(tmp_path):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_RATE_ADDRESS": 2}).test_client()
    assert statuses(client, 3) == [200, 200, 429]
    assert statuses(client, 1, path="/") == [429]
    assert statuses(client, 1, address="198.51.100.8") == [200]
    assert statuses(client, 2, address="2001:db8::1") + statuses(client, 1, address="2001:db8::2") == [200, 200, 429]


@pytest.mark.parametrize(("second", "wait"), [(0.0625, 60), (0.875, 60), (29.75, 31), (59.5, 1)])
def test_who_asks_too_often_may_ask_again_when_the_minute_ends(tmp_path, monkeypatch, second, wait):
    monkeypatch.setattr(time, "time", lambda: 60 * 30_000_000 + second)
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_RATE_ADDRESS": 1}).test_client()
    assert statuses(client, 1) == [200]
    answer = client.get(CAPABILITIES, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, str(wait))


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.8.8.8", ""])
def test_this_machine_is_not_counted_where_keys_are_off(tmp_path, address):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_RATE_ADDRESS": 1}).test_client()
    assert set(statuses(client, 5, address=address)) == {200}


def test_forwarded_addresses_are_not_believed_without_proxies_of_our_own(tmp_path):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_RATE_ADDRESS": 1}).test_client()
    found = [statuses(client, 1, **{"X-Forwarded-For": f"203.0.113.{at}"})[0] for at in range(3)]
    assert found == [200, 429, 429]


def test_health_and_assets_are_never_counted(tmp_path):
    client = create_app({"DIPLE_DATA": str(tmp_path), "DIPLE_RATE_ADDRESS": 1}).test_client()
    assert statuses(client, 2) == [200, 429]
    assert set(statuses(client, 3, path="/api/v1/healthz") + statuses(client, 3, path="/static/diple.css")) == {200}


def test_keys_that_are_refused_are_counted_and_lock_nobody_out(keyed, monkeypatch):
    service = keyed()
    wrong = {"Authorization": "Bearer x"}
    found = statuses(service.stranger(), 65, **wrong)
    assert found == [401] * 60 + [429] * 5
    assert (
        service.stranger().post("/sign-in", data={"key": "x"}, environ_base={"REMOTE_ADDR": "198.51.100.7"}).status_code
        == 429
    )
    assert statuses(service.caller(), 1) == [200]
    assert statuses(service.stranger(), 1, address="198.51.100.8", **wrong) == [401]


def test_who_follows_share_links_is_counted_by_address(keyed):
    service = keyed(DIPLE_RATE_ADDRESS="2")
    assert statuses(service.stranger(), 3, path="/s/x.y") == [404, 404, 429]


def test_rates_can_be_off(keyed):
    service = keyed(DIPLE_RATE_KEY="1", DIPLE_RATES="off")
    assert set(statuses(service.caller(), 4)) == {200}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DIPLE_RATES", "sometimes"),
        ("DIPLE_RATE_KEY", "0"),
        ("DIPLE_RATE_KEY", "3/minute"),
        ("DIPLE_RATE_STORAGE", "nowhere://x"),
        ("DIPLE_RATE_STORAGE", "x"),
    ],
)
def test_settings_that_cannot_be(setting, value):
    with pytest.raises(OptionError, match=setting):
        create_app({setting: value})


@pytest.mark.parametrize("place", ["", "redis://127.0.0.1:1/0"])
def test_no_thread_is_left_for_a_server_to_fork_with(place):
    before = threading.active_count()
    app = Flask("bare")
    app.config.update(read({"DIPLE_RATE_STORAGE": place}))
    rates.register(app)
    assert threading.active_count() == before


@pytest.fixture
def redis(tmp_path):
    """A Redis of our own at a socket in a temporary folder, and a function that ends it."""
    program = programs.redis()
    assert program, "Redis is missing: make programs"
    options = ["--port", "0", "--unixsocket", tmp_path / "redis", "--save", "", "--dir", tmp_path]
    with subprocess.Popen([program, *options], stdout=subprocess.PIPE, text=True) as server:
        assert any("ready to accept connections" in line.lower() for line in server.stdout)

        def end():
            server.terminate()
            server.communicate(timeout=patience.SECONDS)

        yield f"redis+unix://{tmp_path}/redis", end
        end()


def test_processes_with_a_shared_storage_count_together_and_alone_without_it(keyed, redis):
    place, end = redis
    one = keyed(DIPLE_RATE_KEY="3", DIPLE_RATE_STORAGE=place)
    written = one.key()
    first, second = one.with_key(written), one.another_process().with_key(written)
    assert statuses(first, 2) + statuses(second, 2) + statuses(first, 1) == [200, 200, 200, 429, 429]
    end()
    assert statuses(first, 4) == [200, 200, 200, 429]
