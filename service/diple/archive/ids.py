"""The ids of kept results and share links: letters, digits, `-` and `_`, which nobody can guess."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from secrets import token_bytes

RESULT_BYTES = 24
"""Random bytes of the id of a result: 32 characters."""
LINK_BYTES = 16
"""Random bytes of the id of a link: 22 characters."""


def new_id(size: int = RESULT_BYTES) -> str:
    """An id of so many random bytes."""
    return id_of(token_bytes(size))


def id_of(random: bytes) -> str:
    """Random bytes as an id. It begins with no hyphen, so that no command takes it for an option."""
    written = urlsafe_b64encode(random).decode().rstrip("=")
    return f"A{written[1:]}" if written.startswith("-") else written
