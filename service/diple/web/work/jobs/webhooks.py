"""Words to an address that a job names, when it is done: signed, and never to an address within the operator's network.

Off until `DIPLE_WEBHOOK_SECRET` is set. The body has the id and the state of the job, no text. The name of the host is
resolved once; every address that it has must be a public one, or in a network that `DIPLE_WEBHOOK_NETWORKS` allows; the
connection goes to that address, whatever the name says by then. Redirects are not followed.
"""

from __future__ import annotations

import hmac
import json
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask

from diple.errors import OptionError, RequestError

if TYPE_CHECKING:
    from diple.archive.jobs import Job

SECRET, NETWORKS = "DIPLE_WEBHOOK_SECRET", "DIPLE_WEBHOOK_NETWORKS"
SIGNATURE = "Diple-Signature"
_SECONDS = 10.0
_LONGEST = 2048
_SHORTEST_SECRET = 16
_PORTS = {"http": 80, "https": 443}
_NAT64 = ip_network("64:ff9b::/96")
_ASSIGNED = ip_network("2000::/3")  # where addresses of IPv6 are given out; what is outside is not public, or not yet
_ISATAP = (0x5EFE, 0x200_5EFE)  # above the IPv4 address in the lower half of an address (RFC 5214)
_WORD = 0xFFFF_FFFF
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class ForbiddenError(Exception):
    """The address is none that may be called."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address of a hook, taken apart; the host is still a name."""

    scheme: str
    host: str
    port: int
    path: str


def configure(app: Flask, secret: object, networks: object) -> None:
    """Takes the settings. Raises OptionError, INVALID_SETTING."""
    app.config[SECRET] = str(secret or "")
    if app.config[SECRET] and len(app.config[SECRET]) < _SHORTEST_SECRET:
        raise _wrong(SECRET, f"has fewer than {_SHORTEST_SECRET} characters", "Take a random one.")
    try:
        app.config[NETWORKS] = [ip_network(each) for each in str(networks or "").replace(",", " ").split()]
    except ValueError as error:
        raise _wrong(NETWORKS, f"names no network: {error}", "Name networks such as 10.1.0.0/16.") from error


def checked(app: Flask, hook: str | None) -> str | None:
    """The address that a request names, where hooks are on. Raises RequestError: WEBHOOKS_OFF, BAD_WEBHOOK."""
    if hook is None:
        return None
    if not app.config[SECRET]:
        raise RequestError("WEBHOOKS_OFF", "This service calls no webhooks.", "Ask for the job until it is done.")
    taken_apart(hook)
    return hook


def taken_apart(hook: str) -> Target:
    """The parts of an address. Raises RequestError, BAD_WEBHOOK."""
    try:
        parts = urlsplit(hook)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise _bad() from None
    whole = parts.hostname and parts.username is None and not parts.fragment
    if not whole or len(hook) > _LONGEST or not (hook.isascii() and hook.isprintable()) or " " in hook:
        raise _bad()
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, str(parts.hostname), port, (parts.path or "/") + query)


def resolved(target: Target, allowed: list[Network]) -> str:
    """One address of the host, where each that it has may be called. Raises ForbiddenError, OSError."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    for each in found:
        address = ip_address(str(each[4][0]).partition("%")[0])
        inside = any(address in network for network in allowed if network.version == address.version)
        if not inside and (target.scheme != "https" or not is_public(address)):
            raise ForbiddenError("an address of its host is in no network that may be called")
    return str(found[0][4][0])


def is_public(address: Address) -> bool:
    """Whether an address is one of the whole internet, and so is every address that is written within it."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return True
    within = _within(address)
    return (address in _ASSIGNED or bool(within)) and all(each.is_global for each in within)


def _within(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """IPv4 addresses to which an IPv6 address leads: mapped, 6to4, Teredo, NAT64, ISATAP."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or int(address) >> 32 & _WORD in _ISATAP:
        found.append(IPv4Address(int(address) & _WORD))
    return tuple(each for each in found if each is not None)


def called(app: Flask, hook: str, job: Job) -> bool:
    """Tells a hook that a job is done; whether it took the word (2xx). What goes wrong is logged."""
    body = json.dumps({"id": job.id, "state": job.state, "url": f"/api/v1/jobs/{job.id}"}).encode()
    try:
        target = taken_apart(hook)
        status = _posted(target, resolved(target, app.config[NETWORKS]), body, app.config[SECRET])
    except (RequestError, ForbiddenError, OSError, HTTPException) as error:
        app.logger.warning("a webhook was not called: %s", error)
        return False
    if not 200 <= status < 300:
        app.logger.warning("a webhook answered %s", status)
    return 200 <= status < 300


def signed(secret: str, body: bytes, now: int) -> str:
    """The value of `Diple-Signature`: the time, and HMAC-SHA256 of time, dot and body."""
    made = hmac.new(secret.encode(), b"%d." % now + body, sha256).hexdigest()
    return f"t={now},v1={made}"


def _posted(target: Target, address: str, body: bytes, secret: str) -> int:
    connection = _Pinned(target, address)
    headers = {"Content-Type": "application/json", SIGNATURE: signed(secret, body, int(time.time()))}
    ending = threading.Timer(2 * _SECONDS, connection.end)
    ending.start()
    try:
        connection.request("POST", target.path, body, headers)
        return connection.getresponse().status
    finally:
        ending.cancel()
        connection.close()


class _Pinned(HTTPConnection):
    """A connection to an address, which is spoken to, and must prove itself, by the name of the host."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=_SECONDS)
        self._target = target
        self._address = address

    def connect(self) -> None:
        """Connects to the address that was checked."""
        self.sock = socket.create_connection((self._address, self._target.port), _SECONDS)
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)

    def end(self) -> None:
        """Called when its time in all is over: who is spoken to may send a byte now and then for ever."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _bad() -> RequestError:
    return RequestError(
        "BAD_WEBHOOK",
        "The webhook is no address that can be called.",
        "Give https://host/path, without a user or a fragment.",
    )


def _wrong(setting: str, what: str, remedy: str) -> OptionError:
    return OptionError("INVALID_SETTING", f"The setting {setting} {what}.", remedy, setting=setting)
