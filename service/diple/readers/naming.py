"""What a source is called in messages."""

from __future__ import annotations


def subject(name: str | None) -> str:
    """The name of a source in quotation marks, or "The input" where it has none."""
    return repr(name) if name else "The input"
