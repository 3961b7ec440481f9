"""The one place where findings become scores: terms that add up, with weights from the lexicon's packs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diple.lexicon import Concept, Lexicon
from diple.lexicon.vocabulary import vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.resolve.favours import favoured
from diple.mark.sentence.phrases.cutting import presentable
from diple.mark.text.context import Context
from diple.model import Level, Marker, RuleRef, Selector, Span, Statement, Term

HIGHEST = 100
LEVELS: tuple[Level, ...] = ("critical", "high", "notable", "minor")
AROUND = 32  # characters of prefix and suffix
UNSURE = ("unofficial", "excerpt")
_TWO_STOPS = re.compile(r"([.!?…。！？]”)\.")  # what is quoted has its own


def marker_of(finding: Finding, context: Context) -> Marker:
    """A finding with its score, level and evidence; the id is given when all markers are known."""
    kind = context.lexicon.markers.get(finding.code)
    terms = tuple(score_terms(finding, context))
    score = sum(term.value for term in terms)
    disputed = next((c for c in concepts_of(finding, context.lexicon) if c.contested), None)
    pack = next((p for p in context.lexicon.packs if kind and p.name == kind.pack), None)
    return Marker(
        id="",
        code=finding.code,
        name=kind.name if kind else finding.rule,
        direction=finding.direction,
        referent=presentable(finding.referent, vocabulary(context.old.language)) or "the changed wording",
        score=score,
        level=level_of(score, context.lexicon),
        terms=terms,
        rationale=_TWO_STOPS.sub(r"\1", finding.rationale),
        rule=RuleRef(finding.rule, pack.name if pack else "", pack.version if pack else ""),
        concepts=finding.concepts,
        old=tuple(selector(context.old, span) for span in finding.old),
        new=tuple(selector(context.new, span) for span in finding.new),
        changes=finding.changes,
        contested=finding.contested or disputed is not None,
        counter_reading=finding.counter_reading or (disputed.counter_reading or None if disputed else None),
        favours=finding.favours or favoured(finding, context),
    )


def concepts_of(finding: Finding, lexicon: Lexicon) -> Iterator[Concept]:
    """The concepts that a finding rests on, as the lexicon has them."""
    return (lexicon.concepts[id_] for id_ in finding.concepts if id_ in lexicon.concepts)


def score_terms(finding: Finding, context: Context) -> Iterator[Term]:
    """The summands of a score. A last one, "held_to_range", makes them add up where the sum leaves 0 to 100."""
    total = 0
    for term in summands(finding, context):
        total += term.value
        yield term
    held = min(HIGHEST, max(0, total))
    if held != total:
        yield Term("held_to_range", held - total, "scores run from 0 to 100")


def summands(finding: Finding, context: Context) -> Iterator[Term]:
    """The kind's own weight, then what the rule and the texts' status add or take; zero terms are left out."""
    yield Term("typical_weight", typical(finding.code, context.lexicon), "the kind's own weight")
    reasons = [*finding.terms]
    if any(text.status in UNSURE for text in (context.old, context.new)):
        reasons.append(("excerpt_or_unofficial", "one of the texts is an excerpt or an unofficial translation"))
    for name, reason in reasons:
        value = context.lexicon.weights.get(f"term.{name}", 0)
        if value:
            yield Term(name, value, reason)


def typical(code: str, lexicon: Lexicon) -> int:
    """Points of a kind of marker: the pack's own number, else twenty for each of its typical weight."""
    own = lexicon.weights.get(f"marker.{code}")
    if own is not None:
        return own
    kind = lexicon.markers.get(code)
    return round(20 * kind.weight) if kind else 0


def level_of(score: int, lexicon: Lexicon) -> Level:
    """The level of a score, by the pack's thresholds."""
    if score <= 0:
        return "noise"
    return next((level for level in LEVELS if score >= lexicon.weights.get(f"level.{level}", 0)), "minor")


def selector(statement: Statement, span: Span) -> Selector:
    """A stretch of a statement with its words and what stands around it."""
    text = statement.text
    return Selector(
        span.start,
        span.end,
        text[span.start : span.end],
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
    )
