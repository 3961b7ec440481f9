"""Names for what is written, that need no address and are the same for the same thing: UUIDs by name (RFC 9562, v5)."""

from __future__ import annotations

from uuid import UUID, uuid5

_SPACE = UUID("7d0a3c52-6f0e-4b7c-9a41-2f6f3f1f9d58")
TERMS = f"urn:uuid:{_SPACE}#"
"""What the terms of our own begin with, where a form has a place for terms of somebody's own."""


def urn(kind: str, name: str) -> str:
    """The name of a thing of a kind ("comparison", "series"): another for each, always the same for one."""
    return f"urn:uuid:{uuid5(_SPACE, f'{kind}:{name}')}"
