"""How messages name a source, and count."""

from __future__ import annotations


def subject(name: str | None) -> str:
    """The name of a source in quotation marks, or "The input" where it has none."""
    return repr(name) if name else "The input"


def counted(count: int, one: str) -> str:
    """A number with its noun, which takes an s in the plural: "1 character", "1,200 characters"."""
    return f"{count:,} {one}{'s' * (count != 1)}"
