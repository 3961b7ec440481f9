"""Score terms that follow from the place of a finding: its matter, and how far its two sides answer one another."""

from __future__ import annotations

from dataclasses import replace

from diple.mark.kinds.finding import Finding, Terms
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import REASON, is_of_censure, speaks_of_weight
from diple.mark.sentence.pair import AKIN, ALIKE, Pair, is_edited
from diple.mark.text.context import Context
from diple.model import Span

REWORDED = ("reworded", "the two sentences may not answer one another")
REWRITTEN = ("rewritten", "the sentence was written afresh: what is gone may be in it in other words")
BY_TOPIC = ("linked_by_topic", "statements of a series: the sentences share a topic, not their wording")


def qualified(pair: Pair, finding: Finding, context: Context) -> Finding:
    """A finding with the terms that follow from the place itself."""
    terms = (*matter_terms(pair, finding), *link_terms(pair, finding, context))
    return replace(finding, terms=(*finding.terms, *terms)) if terms else finding


def link_terms(pair: Pair, finding: Finding, context: Context) -> Terms:
    """The terms of evidence from two sentences that may not answer one another word for word."""
    if is_hardly_alike(pair, finding):
        return (REWORDED,)
    if finding.code in roles().sets["whole_text_codes"] or not is_edited(pair):
        return ()
    asked = ((REWRITTEN, is_rewritten(pair, finding)), (BY_TOPIC, is_linked_by_topic(pair, context)))
    return tuple(term for term, holds in asked if holds)


def is_hardly_alike(pair: Pair, finding: Finding) -> bool:
    """Whether a claim compares two sentences that say little of the same."""
    return bool(finding.old and finding.new) and pair.reworded and pair.common < ALIKE


def is_rewritten(pair: Pair, finding: Finding) -> bool:
    """Whether a sentence was written afresh, and the rule does not ask itself what is in it in other words."""
    return pair.rewritten and finding.rule not in roles().sets["proved_rules"]


def is_linked_by_topic(pair: Pair, context: Context) -> bool:
    """Whether two sentences of a series share a topic only."""
    return context.mode == "succession" and (pair.common < AKIN or pair.reworded)


def matter_terms(pair: Pair, finding: Finding) -> Terms:
    """The term of a finding on a routine matter; none where the kind of marker is weighty whatever it is about."""
    if finding.code not in roles().sets["routine_codes"] or is_weighty(pair, finding):
        return ()
    return (("routine_nuance" if finding.code in roles().sets["nuance_codes"] else "routine_matter", REASON),)


def is_weighty(pair: Pair, finding: Finding) -> bool:
    """Whether a sentence of the evidence, on either side, holds a weighty word or concept."""
    if not all(side.words.words("weighty") for side in pair.sides):
        return True
    places = spans_of(pair, finding)
    censured = finding.code == "H3" and any(is_of_censure(side, span) for side, span in places)
    return censured or any(speaks_of_weight(side, span.start) for side, span in places)


def spans_of(pair: Pair, finding: Finding) -> list[tuple[Side, Span]]:
    """The evidence of a finding, each stretch with its side."""
    both = ((pair.old, finding.old), (pair.new, finding.new))
    return [(side, span) for side, spans in both if side is not None for span in spans]
