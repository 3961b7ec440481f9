"""A comparison as JSON, in the published form `diple.comparison/1`."""

from __future__ import annotations

from diple.result import Comparison


def render(comparison: Comparison) -> str:
    """The wire form as text: the same whoever asks."""
    return comparison.to_json()
