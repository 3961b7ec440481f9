"""What a change means: one family of kinds a folder, each rule a function from a place to findings.

The tables below name every rule. To add one, write it in the module of its kind and name it in that module's `RULES`
(docs/adding-a-rule.md).
"""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

from diple.mark.kinds.actor import agent, allusion, convergence, view
from diple.mark.kinds.asking import Roster
from diple.mark.kinds.circumstances import qualified
from diple.mark.kinds.commitment import deeds, modality, polarity, strength
from diple.mark.kinds.faults import Faults
from diple.mark.kinds.finding import Finding, Rule, TextRule
from diple.mark.kinds.formula import formulas, held, mined, novelty, slots, thoughts
from diple.mark.kinds.language import divergence
from diple.mark.kinds.limit import clauses, hedges
from diple.mark.kinds.reach import article, demand, label, number, party, position, quantifier, scope, title
from diple.mark.kinds.stance import objects, paragraphs, verbs
from diple.mark.kinds.structure import document, order, prominence
from diple.mark.sentence.doubt import is_dissent
from diple.mark.sentence.pair import Pair
from diple.mark.text.answers import answering_pairs, promising_pairs
from diple.mark.text.context import Context

RULES: tuple[Rule, ...] = (
    *convergence.RULES,
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
    *quantifier.RULES,
    *view.RULES,
    *label.RULES,
    *title.RULES,
    *position.RULES,
    *demand.RULES,
    *agent.RULES,
    *allusion.RULES,
    *party.RULES,
    *number.RULES,
    *article.RULES,
    *clauses.RULES,
    *order.RULES,
)
# The module of each kind, by its code.
MODULES: dict[str, ModuleType] = {
    "A1": agent, "A2": label, "A3": allusion, "B1": view, "B2": quantifier, "C1": position, "D1": article, "N1": number,
    "R1": title, "S1": scope, "S2": party, "T1": convergence, "X1": order, "X2": prominence, "X3": document,
}  # fmt: skip
TEXT_RULES: tuple[TextRule, ...] = (
    *convergence.TEXT_RULES,
    *slots.TEXT_RULES,
    *held.TEXT_RULES,
    *paragraphs.TEXT_RULES,
    *order.TEXT_RULES,
    *prominence.TEXT_RULES,
    *document.TEXT_RULES,
)
# Between two languages nothing is a change: only what one version says and the other does not.
LANGUAGE_RULES: tuple[TextRule, ...] = divergence.RULES
# Of a dropped and an added sentence on one act: the censure, the label, the author, the deed that is called for,
# what is decided, whom it reaches.
ANSWERING_RULES: tuple[Rule, ...] = (
    verbs.tone,
    objects.object_swap,
    strength.decided_otherwise,
    label.event,
    agent.named,
    deeds.watched,
    deeds.called,
    scope.reach,
)
# Of such a pair on one deed: how far it is promised.
PROMISING_RULES: tuple[Rule, ...] = (modality.modal, modality.wrapper)
ASKED, ANSWERING, PROMISING = Roster(RULES), Roster(ANSWERING_RULES), Roster(PROMISING_RULES)


class Claims(NamedTuple):
    """What the rules claim: of each place, of sentences that answer one another from afar, and of the whole text."""

    at_places: list[tuple[Pair, list[Finding]]]
    answering: list[tuple[Pair, list[Finding]]]
    of_text: list[Finding]


def claims_of(context: Context, faults: Faults) -> Claims:
    """All claims of the rules on two statements in one language."""
    answering = [(pair, findings_of(pair, context, ANSWERING, faults)) for pair in answering_pairs(context.pairs)]
    if context.mode == "revision":
        answering += [(pair, findings_of(pair, context, PROMISING, faults)) for pair in promising_pairs(context.pairs)]
    at_places = [(pair, findings_of(pair, context, ASKED, faults)) for pair in context.pairs]
    of_text = [found for rule in TEXT_RULES for found in faults.findings(rule, context)]
    return Claims(at_places, answering, of_text)


def claims_across_languages(context: Context, faults: Faults) -> list[Finding]:
    """What two language versions of one statement do not both say."""
    return [found for rule in LANGUAGE_RULES for found in faults.findings(rule, context)]


def findings_of(pair: Pair, context: Context, rules: Roster, faults: Faults) -> list[Finding]:
    """What some rules find in one changed place, each with the terms that follow from the place."""
    if pair.beyond_doubt or is_dissent(pair):
        return []
    return [
        qualified(pair, finding, context)
        for rule in rules.asked(pair, context)
        for finding in faults.findings(rule, pair, context)
    ]


__all__ = ["RULES", "Claims", "claims_across_languages", "claims_of"]
