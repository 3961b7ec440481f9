"""What changes of wording mean: rules look at each changed place, findings are scored in one place.

    markers = mark(old, new, segments, changes, lexicon, mode)

To add a rule, write it in the module of its family and name it in that module's `RULES`
(docs/adding-a-rule.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diple.lexicon import Lexicon
from diple.mark.kinds.actor import convergence, credited, entities
from diple.mark.kinds.asking import Roster
from diple.mark.kinds.circumstances import qualified
from diple.mark.kinds.commitment import deeds, modality, polarity, strength
from diple.mark.kinds.finding import Finding, Rule, TextRule
from diple.mark.kinds.formula import formulas, held, mined, novelty, slots, thoughts
from diple.mark.kinds.language import divergence
from diple.mark.kinds.limit import clauses, hedges
from diple.mark.kinds.reach import articles, numbers, scope
from diple.mark.kinds.stance import objects, paragraphs, verbs
from diple.mark.kinds.structure import form, order, prominence
from diple.mark.resolve.precedence import resolved, twice_told, united, without_nuanced
from diple.mark.resolve.score import marker_of
from diple.mark.sentence.doubt import is_dissent
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.pairs import pairs_of
from diple.mark.text.answers import answering_pairs, promising_pairs
from diple.mark.text.context import Context
from diple.model import Change, Marker, Mode, Segment, Statement

RULES: tuple[Rule, ...] = (
    *convergence.RULES,
    *credited.RULES,
    *formulas.RULES,
    *mined.RULES,
    *thoughts.RULES,
    *novelty.RULES,
    *slots.RULES,
    *verbs.RULES,
    *modality.RULES,
    *hedges.RULES,
    *polarity.RULES,
    *scope.RULES,
    *entities.RULES,
    *numbers.RULES,
    *articles.RULES,
    *clauses.RULES,
    *order.RULES,
)
TEXT_RULES: tuple[TextRule, ...] = (
    *convergence.TEXT_RULES,
    *slots.TEXT_RULES,
    *held.TEXT_RULES,
    *paragraphs.TEXT_RULES,
    *order.TEXT_RULES,
    *prominence.TEXT_RULES,
    *form.TEXT_RULES,
)
# Between two languages nothing is a change: only what one version says and the other does not.
LANGUAGE_RULES: tuple[TextRule, ...] = divergence.RULES
# Of a dropped and an added sentence on one act: the censure, the label, the author, the deed that is called for,
# what is decided, whom it reaches.
ANSWERING_RULES: tuple[Rule, ...] = (
    verbs.tone,
    objects.object_swap,
    strength.decided_otherwise,
    scope.label,
    entities.name_change,
    deeds.watched,
    deeds.called,
    scope.reach,
)
# Of such a pair on one deed: how far it is promised.
PROMISING_RULES: tuple[Rule, ...] = (modality.modal, modality.wrapper)
ASKED, ANSWERING, PROMISING = Roster(RULES), Roster(ANSWERING_RULES), Roster(PROMISING_RULES)


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

    Only changes that are not noise are looked at. Two languages (mode "translation") get only what diverges between
    them, for ranks do not compare across languages. `earlier` are the earlier texts of the series, oldest first.
    """
    context = Context(old, new, lexicon, mode, tuple(earlier), segments=tuple(segments))
    if mode == "translation" or old.language != new.language:
        findings = [found for rule in LANGUAGE_RULES for found in rule(context)]
    else:
        context = replace(context, pairs=pairs_of(old, new, segments, changes, lexicon))
        findings = [*findings_in_pairs(context), *(found for rule in TEXT_RULES for found in rule(context))]
    markers = [marker for finding in twice_told(united(findings)) if (marker := marker_of(finding, context)).score > 0]
    markers.sort(key=place_of)
    return tuple(replace(marker, id=f"m{number}") for number, marker in enumerate(markers, 1))


def findings_in_pairs(context: Context) -> list[Finding]:
    """What the rules find in all changed places, first where two sentences answer one another though apart."""
    answered = [found for pair in answering_pairs(context.pairs) for found in findings_of(pair, context, ANSWERING)]
    if context.mode == "revision":
        for pair in promising_pairs(context.pairs):
            answered += findings_of(pair, context, PROMISING)
    told = [found for pair in context.pairs for found in findings_of(pair, context) if not is_told(found, answered)]
    return told + answered


def findings_of(pair: Pair, context: Context, rules: Roster = ASKED) -> list[Finding]:
    """What the rules find in one changed place, each change told once."""
    if pair.beyond_doubt or is_dissent(pair):
        return []
    findings = [
        qualified(pair, finding, context) for rule in rules.asked(pair, context) for finding in rule(pair, context)
    ]
    return resolved(without_nuanced(pair, findings))


def is_told(finding: Finding, answered: Sequence[Finding]) -> bool:
    """Whether what is said of a whole sentence is said better of the pair in which it answers another."""
    return "whole_sentence" in dict(finding.terms) and any(set(finding.changes) <= set(a.changes) for a in answered)


def place_of(marker: Marker) -> tuple[int, int, int, str]:
    """The order of markers: falling score, then where they stand in the new text, then in the old."""
    new = marker.new[0].start if marker.new else -1
    old = marker.old[0].start if marker.old else -1
    return -marker.score, new, old, marker.code


__all__ = ["RULES", "mark", "pairs_of"]
