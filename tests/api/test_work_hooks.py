"""Which addresses a webhook may have."""

import socket
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

import pytest

from diple.archive.jobs import Job
from diple.errors import OptionError, RequestError
from diple.web import create_app
from diple.web.work.jobs import webhooks
from diple.web.work.jobs.webhooks import ForbiddenError, is_public, resolved, taken_apart

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "2002:a00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2001:0:a00:1::",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "fec0::1",
    "5f00::1",
    "2620:fe::5efe:a00:1",
    "2620:fe::200:5efe:7f00:1",
]
OUTSIDE = ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_within_a_network_is_not_called(address):
    assert not is_public(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(ForbiddenError):
        resolved(taken_apart(f"https://{host}/hook"), [])


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_called_by_https_alone(address):
    host = f"[{address}]" if ":" in address else address
    assert resolved(taken_apart(f"https://{host}/hook"), []) == address
    with pytest.raises(ForbiddenError):
        resolved(taken_apart(f"http://{host}/hook"), [])


def test_a_name_is_what_it_resolves_to():
    with pytest.raises(ForbiddenError):
        resolved(taken_apart("https://localhost/hook"), [])
    with pytest.raises(ForbiddenError):
        resolved(taken_apart("https://2130706433/hook"), [])  # 127.0.0.1 as one number
    both = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    assert resolved(taken_apart("http://localhost:8080/hook"), both) in ("127.0.0.1", "::1")


def test_a_name_that_changes_its_address_is_called_where_it_was_checked(monkeypatch):
    """DNS rebinding: what a name resolves to is asked once, and the connection goes there."""
    answers, called = iter(["9.9.9.9", "127.0.0.1", "127.0.0.1"]), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (next(answers), 443))])

    def connects(address, *_):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connects)
    app = create_app({webhooks.SECRET: "a secret of the operator"})
    moment = datetime.fromtimestamp(0, UTC)
    job = Job("a", "", "done", moment, moment, 1, 1, 1, "", 200)
    assert not webhooks.called(app, "https://desk.example/hook", job)
    assert called == [("9.9.9.9", 443)]


def test_the_log_says_why_a_hook_was_not_called_and_not_where_it_is(monkeypatch, caplog):
    """The address came in a header, and no line of the log holds a header."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.20.30.40", 443))])
    app = create_app({webhooks.SECRET: "a secret of the operator"})
    app.logger.propagate = True
    moment = datetime.fromtimestamp(0, UTC)
    job = Job("a", "", "done", moment, moment, 1, 1, 1, "", 200)
    assert not webhooks.called(app, "https://desk.example/hook", job)
    [line] = [record.getMessage() for record in caplog.records if record.name == app.logger.name]
    assert "no network that may be called" in line
    assert "desk" not in line and "10.20" not in line


def test_one_address_within_a_network_forbids_all(monkeypatch):
    found = [(0, 0, 0, "", (address, 443)) for address in ("9.9.9.9", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(ForbiddenError):
        resolved(taken_apart("https://desk.example/hook"), [])


@pytest.mark.parametrize(
    "hook",
    [
        *("", "desk.example", "ftp://desk.example/", "file:///etc/passwd", "https://", "https:///hook"),
        *("https://user@desk.example/", "https://desk.example:99999/", "https://desk.example/#there"),
        *("https://desk.example/a b", "https://desk.example/\r\nX: y", "https://désk.example/"),
        "https://desk.example/" + "a" * 2048,
    ],
)
def test_what_is_no_address_is_refused(hook):
    with pytest.raises(RequestError) as told:
        taken_apart(hook)
    assert told.value.code == "BAD_WEBHOOK"


@pytest.mark.parametrize("settings", [{webhooks.SECRET: "short"}, {webhooks.NETWORKS: "10.0.0.1/8"}])
def test_a_wrong_setting_is_told_at_the_start(settings):
    with pytest.raises(OptionError) as told:
        create_app(settings)
    assert told.value.code == "INVALID_SETTING"
