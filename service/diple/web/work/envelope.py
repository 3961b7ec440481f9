"""A request or an answer as the archive keeps it: one line of JSON for the head, then the body as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def sealed(head: dict[str, Any], body: bytes) -> bytes:
    """Head and body as bytes."""
    return json.dumps(head).encode("utf-8") + b"\n" + body


def opened(kept: bytes) -> tuple[dict[str, Any], bytes]:
    """Head and body."""
    head, _, body = kept.partition(b"\n")
    found: dict[str, Any] = json.loads(head)
    return found, body


def answer(status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bytes:
    """An answer, without what belongs to one connection."""
    own = [(name, value) for name, value in headers if name.lower() not in ("connection", "content-length", "date")]
    return sealed({"status": status, "headers": own}, body)
