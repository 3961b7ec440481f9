"""A comparison as JSON, in the published form `diple.comparison/1`."""

from __future__ import annotations

import json

from diple.render.look import PLAIN, Look
from diple.render.verdicts import layer_of
from diple.result import Comparison


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The wire form as text: the same whoever asks. With verdicts it is, letter for letter, beside their layer."""
    alone = comparison.to_json()
    if look.verdicts is None:
        return alone
    layer = json.dumps(layer_of(look.verdicts, comparison), ensure_ascii=False, indent=1)
    return f'{{"comparison":\n{alone.rstrip()},\n"verdicts":\n{layer}}}\n'
