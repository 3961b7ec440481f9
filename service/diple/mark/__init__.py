"""What changes of wording mean: rules look at each changed place, findings are scored in one place.

    markers = mark(old, new, segments, changes, lexicon, mode)

To add a rule, write it in the module of its family and name it in that module's `RULES`
(docs/adding-a-rule.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diple.lexicon import Lexicon
from diple.mark import clauses, entities, formulas, hedges, modality, numbers, polarity, scope, verbs
from diple.mark.evidence import Context, Finding, Pair, Rule, pairs_of
from diple.mark.resolve import resolved
from diple.mark.score import marker_of
from diple.model import Change, Marker, Mode, Segment, Statement

RULES: tuple[Rule, ...] = (
    *formulas.RULES,
    *verbs.RULES,
    *modality.RULES,
    *hedges.RULES,
    *polarity.RULES,
    *scope.RULES,
    *entities.RULES,
    *numbers.RULES,
    *clauses.RULES,
)


def mark(
    old: Statement,
    new: Statement,
    segments: Sequence[Segment],
    changes: Sequence[Change],
    lexicon: Lexicon,
    mode: Mode,
    earlier: Sequence[Statement] = (),
) -> tuple[Marker, ...]:
    """The markers of a comparison, by falling score, then by place; "m1" is the first.

    Only changes that are not noise are looked at. Two languages (mode "translation") get no markers, for ranks
    do not compare across languages. `earlier` are the earlier texts of the series, oldest first.
    """
    if mode == "translation" or old.language != new.language:
        return ()
    pairs = pairs_of(old, new, segments, changes, lexicon)
    context = Context(old, new, lexicon, mode, tuple(earlier), pairs)
    markers = [marker_of(finding, context) for pair in pairs for finding in findings_of(pair, context)]
    markers.sort(key=place_of)
    return tuple(replace(marker, id=f"m{number}") for number, marker in enumerate(markers, 1))


def findings_of(pair: Pair, context: Context) -> list[Finding]:
    """What the rules find in one changed place, each change told once."""
    return resolved(qualified(pair, finding) for rule in RULES for finding in rule(pair, context))


def qualified(pair: Pair, finding: Finding) -> Finding:
    """A finding with the terms that follow from the place itself."""
    if pair.reworded and finding.old and finding.new:
        doubt = ("reworded", "the two sentences may not answer one another")
        return replace(finding, terms=(*finding.terms, doubt))
    return finding


def place_of(marker: Marker) -> tuple[int, int, int, str]:
    """The order of markers: falling score, then where they stand in the new text, then in the old."""
    new = marker.new[0].start if marker.new else -1
    old = marker.old[0].start if marker.old else -1
    return -marker.score, new, old, marker.code


__all__ = ["RULES", "mark", "pairs_of"]
