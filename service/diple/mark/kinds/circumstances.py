"""Score terms that follow from the place of a finding: its matter, and how far its two sides answer one another."""

from __future__ import annotations

from dataclasses import replace

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import REASON, is_of_censure, speaks_of_weight
from diple.mark.sentence.pair import AKIN, ALIKE, Pair, is_edited
from diple.mark.text.context import Context
from diple.model import Span


def qualified(pair: Pair, finding: Finding, context: Context) -> Finding:
    """A finding with the terms that follow from the place itself."""
    terms = [*finding.terms, *matter_terms(pair, finding)]
    if finding.old and finding.new and pair.reworded and pair.common < ALIKE:
        terms.append(("reworded", "the two sentences may not answer one another"))
    elif finding.code not in roles().sets["whole_text_codes"] and is_edited(pair):
        if pair.rewritten and finding.rule not in roles().sets["proved_rules"]:
            terms.append(("rewritten", "the sentence was written afresh: what is gone may stand in it in other words"))
        if context.mode == "succession" and (pair.common < AKIN or pair.reworded):
            terms.append(("linked_by_topic", "statements of a series: the sentences share a topic, not their wording"))
    return replace(finding, terms=tuple(terms)) if len(terms) > len(finding.terms) else finding


def matter_terms(pair: Pair, finding: Finding) -> tuple[tuple[str, str], ...]:
    """The term of a finding on a routine matter; none where the kind of marker is weighty whatever it is about."""
    if finding.code not in roles().sets["routine_codes"] or is_weighty(pair, finding):
        return ()
    return (("routine_nuance" if finding.code in roles().sets["nuance_codes"] else "routine_matter", REASON),)


def is_weighty(pair: Pair, finding: Finding) -> bool:
    """Whether a sentence of the evidence, on either side, holds a weighty word or concept."""
    places = [(side, span.start) for side, span in spans_of(pair, finding)]
    sides = [side for side in (pair.old, pair.new) if side]
    if not all(side.words.words("weighty") for side in sides):
        return True
    if finding.code == "H3" and any(
        side is not None and is_of_censure(side, span) for side, span in spans_of(pair, finding)
    ):
        return True
    return any(side is not None and speaks_of_weight(side, at) for side, at in places)


def spans_of(pair: Pair, finding: Finding) -> list[tuple[Side | None, Span]]:
    """The evidence of a finding, each stretch with its side."""
    return [(pair.old, span) for span in finding.old] + [(pair.new, span) for span in finding.new]
