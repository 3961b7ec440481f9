"""A comparison as JSON, in the published form `diple.comparison/1`."""

from __future__ import annotations

from diple.render import PLAIN, Look
from diple.result import Comparison


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The wire form as text: the same whoever asks."""
    return comparison.to_json()
