"""What a change means: one family of kinds a folder, each rule a function from a place to findings.

The tables below name every rule. To add one, write it in the module of its kind and name it in that module's `RULES`
(docs/adding-a-rule.md).
"""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

from diple.mark.kinds.actor import agent, allusion, convergence, omitted, view
from diple.mark.kinds.asking import Roster
from diple.mark.kinds.circumstances import qualified
from diple.mark.kinds.commitment import aspect, aspiration, deed, hung, modality, polarity
from diple.mark.kinds.faults import Faults
from diple.mark.kinds.finding import Finding, Rule, TextRule
from diple.mark.kinds.formula import added, dropped, restored, retained, substituted, turnover
from diple.mark.kinds.language import versions
from diple.mark.kinds.limit import degree, hedge, modifier, proviso
from diple.mark.kinds.reach import article, demand, label, number, party, position, quantifier, scope, title
from diple.mark.kinds.stance import directive, endorsement, object_swap, part, reaffirmation, tone
from diple.mark.kinds.structure import document, order, prominence
from diple.mark.sentence.doubt import is_dissent
from diple.mark.sentence.pair import Pair
from diple.mark.text.answers import answering_pairs, promising_pairs
from diple.mark.text.context import Context

RULES: tuple[Rule, ...] = (
    *convergence.RULES,  # T1
    *turnover.RULES,  # F1 to F4 of the lexicon's formulas: dropped, added, substituted, restored
    *dropped.RULES,  # F1
    *added.RULES,  # F2
    *restored.RULES,  # F4
    *substituted.RULES,  # F3
    *tone.RULES,  # V1
    *directive.RULES,  # V2
    *endorsement.RULES,  # V3
    *reaffirmation.RULES,  # V4
    *object_swap.RULES,  # O1
    *modality.RULES,  # M1
    *aspiration.RULES,  # M2
    *hung.RULES,  # M2: a deed that hangs on another verb
    *deed.RULES,  # M2, O1, P1: deeds by strength
    *aspect.RULES,  # M3
    *hedge.RULES,  # H1
    *proviso.RULES,  # H2
    *degree.RULES,  # H3
    *polarity.RULES,  # P1
    *scope.RULES,  # S1
    *modifier.RULES,  # S1: a modifier of a noun
    *quantifier.RULES,  # B2
    *view.RULES,  # B1
    *label.RULES,  # A2
    *title.RULES,  # R1
    *position.RULES,  # C1
    *demand.RULES,
    *agent.RULES,  # A1
    *omitted.RULES,  # A1: an author after "by"
    *allusion.RULES,  # A3
    *party.RULES,  # S2
    *number.RULES,  # N1
    *article.RULES,  # D1
    *order.RULES,  # X1
)
# The module of each kind, by its code.
MODULES: dict[str, ModuleType] = {
    "A1": agent, "A2": label, "A3": allusion, "B1": view, "B2": quantifier, "C1": position, "D1": article, "N1": number,
    "R1": title, "S1": scope, "S2": party, "T1": convergence, "X1": order, "X2": prominence, "X3": document,
}  # fmt: skip
TEXT_RULES: tuple[TextRule, ...] = (
    *convergence.TEXT_RULES,  # T1
    *substituted.TEXT_RULES,  # F3
    *retained.TEXT_RULES,  # F5
    *part.TEXT_RULES,  # V5
    *order.TEXT_RULES,  # X1
    *prominence.TEXT_RULES,  # X2
    *document.TEXT_RULES,  # X3
)
# Between two languages nothing is a change: only what one version says and the other does not.
LANGUAGE_RULES: tuple[TextRule, ...] = versions.RULES
# Of a dropped and an added sentence on one act: the censure, the label, the author, the deed that is called for, and
# whom it reaches.
ANSWERING_RULES: tuple[Rule, ...] = (
    tone.tone,
    object_swap.swap,
    label.event,
    agent.named,
    aspiration.called,
    scope.reach,
)
# Of such a pair on one deed: how far it is promised.
PROMISING_RULES: tuple[Rule, ...] = (modality.modal, aspiration.wrapper)
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
