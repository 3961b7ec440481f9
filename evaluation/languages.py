"""Two language versions of one statement: planted divergences found, faithful versions left alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from diple import Marker
from evaluation import corpora
from evaluation.comparing import Comparer, statement, touches
from evaluation.figures import Figure, Part
from evaluation.judging import in_a_line, loud

CODE = "L1"
Case = dict[str, Any]


def pairs_of(case: Case) -> Iterator[tuple[str, str, list[Case]]]:
    """Every two languages of a case, in the order of the divergences where there are any, with what was planted."""
    pairs_seen: set[frozenset[str]] = set()
    planted = {(each["lang_a"], each["lang_b"]) for each in case["divergences"]}
    for first, second in sorted(permutations(case["texts"], 2), key=lambda pair: pair not in planted):
        if frozenset((first, second)) not in pairs_seen:
            pairs_seen.add(frozenset((first, second)))
            here = [each for each in case["divergences"] if (each["lang_a"], each["lang_b"]) == (first, second)]
            yield first, second, here


def reports(marker: Marker, divergence: Case, texts: dict[str, str]) -> bool:
    """Whether a marker quotes a planted divergence, on each side on which it quotes at all."""
    if all(kind.code != CODE for kind in marker.kinds) or marker.level == "noise" or not (marker.old or marker.new):
        return False
    for selectors, letter in ((marker.old, "a"), (marker.new, "b")):
        quote = divergence[f"quote_{letter}"]
        start = texts[divergence[f"lang_{letter}"]].index(quote)
        if selectors and not touches(selectors, start, start + len(quote)):
            return False
    return True


def measured(comparer: Comparer) -> Part:
    """Divergences found; pairs of versions that agree, with a marker of level notable or above; directions claimed."""
    part = Part("language_pairs", "Two language versions of one statement")
    found_count = planted_count = faithful = troubled = claimed = markers_count = 0
    for case in corpora.cases(corpora.CORPORA["language_pairs"]):
        for first, second, planted in pairs_of(case):
            texts = case["texts"]
            old, new = statement(texts[first], first), statement(texts[second], second)
            name = f"{case['id']} {first}-{second}"
            markers = comparer.markers(old, new, name, mode="translation")
            markers_count += len(markers)
            claimed += sum(marker.direction != "neutral" for marker in markers)
            missed = [each for each in planted if not any(reports(marker, each, texts) for marker in markers)]
            planted_count += len(planted)
            found_count += len(planted) - len(missed)
            if not planted:
                faithful += 1
                troubled += bool(loud(markers))
                if loud(markers):
                    part.failures.append(f"{name}: agrees, but {'; '.join(map(in_a_line, loud(markers)))}")
            part.failures += [f"{name}: missed “{each['quote_a']}” beside “{each['quote_b']}”" for each in missed]
    part.figures["language divergences found"] = Figure(found_count, planted_count)
    part.figures["faithful versions loud"] = Figure(troubled, faithful)
    part.figures["language markers with a direction"] = Figure(claimed, markers_count)
    return part
