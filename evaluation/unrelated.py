"""Texts that are neither versions nor successors of one another: no marker may judge what changed between them."""

from __future__ import annotations

from itertools import pairwise

from evaluation import ordinary
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part
from evaluation.judging import in_a_line, loud


def measured(comparer: Comparer) -> Part:
    """Each invented English text beside the next: pairs with a marker, and with one of level notable or above."""
    part = Part("unrelated", "Texts that have nothing to do with one another")
    texts = [text for text in ordinary.texts().values() if text["lang"] == "en"]
    marked = noisy = pairs = 0
    for old, new in pairwise(texts):
        name = f"{old['id']} beside {new['id']}"
        markers = comparer.markers(statement(old["text"], "en"), statement(new["text"], "en"), name)
        pairs += 1
        marked += bool(markers)
        noisy += bool(loud(markers))
        part.failures += [f"{name}: {in_a_line(marker)}" for marker in markers[:1]]
    part.figures["unrelated texts marked"] = Figure(marked, pairs)
    part.figures["unrelated texts loud"] = Figure(noisy, pairs)
    return part
