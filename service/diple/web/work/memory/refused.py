"""Requests that were refused because too many wait, known when they are sent again by their heads alone.

Who is refused tries again, often at once. What is the same request, and would be refused again, is answered before its
body is read and before the application has it: that costs a fifth. Of a head so much counts that who asks, and what is
asked, follow from it; what is remembered of it is a digest.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

REFUSED = "diple.refused"
"""In the extensions of a worker: what it has refused."""
_MOST = 1000
_NAMES = ("content-length", "authorization", "cookie", "x-forwarded-for", "prefer", "idempotency-key")
_FIELD = re.compile(rb"^(%s):[ \t]*(.*?)[ \t]*\r?$" % "|".join(_NAMES).encode(), re.I | re.M)
_BEFORE_PROXIES = "werkzeug.proxy_fix.orig"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked, and how many bytes the body has."""

    sender: str
    size: int


class Refused:
    """The latest requests that were refused, by digests of their heads. Shared by threads."""

    def __init__(self) -> None:
        self._asked: OrderedDict[bytes, Asked] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, head: bytes, asked: Asked) -> None:
        """Notes a request that was refused."""
        with self._lock:
            self._asked[head] = asked
            self._asked.move_to_end(head)
            if len(self._asked) > _MOST:
                self._asked.popitem(last=False)

    def find(self, head: bytes) -> Asked | None:
        """What is known of a request with such a head."""
        with self._lock:
            return self._asked.get(head)


def digest_of_head(address: str, head: bytes) -> bytes:
    """The digest of a request, from its head as it comes from an address."""
    line = head[: head.find(b"\r\n")].rpartition(b" ")[0]
    found = {name.lower(): value for name, value in _FIELD.findall(head)}
    return _digest(address.encode(), line, [found.get(name.encode(), b"") for name in _NAMES])


def digest_of_environ(environ: Mapping[str, Any]) -> bytes:
    """The same digest, from what a server makes of the head."""
    address = environ.get(_BEFORE_PROXIES, environ)["REMOTE_ADDR"]
    line = f"{environ['REQUEST_METHOD']} {environ['RAW_URI']}"
    keys = ("CONTENT_LENGTH", *(f"HTTP_{name.upper().replace('-', '_')}" for name in _NAMES[1:]))
    values = [environ.get(key, "").encode("latin-1") for key in keys]
    return _digest(address.encode(), line.encode("latin-1"), values)


def _digest(address: bytes, line: bytes, values: list[bytes]) -> bytes:
    length, *others = values
    return sha256(b"\0".join((address, line, length or b"0", *others))).digest()
