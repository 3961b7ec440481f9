"""One marker an event: its kinds, its score, its evidence; and one for each claim that lies on no event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from diple.lexicon import Concept, Lexicon
from diple.lexicon.vocabulary import vocabulary
from diple.mark.events import Event
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general import general_kind
from diple.mark.kinds.general.formal import FORMAL
from diple.mark.kinds.general.passage import REPEATED
from diple.mark.places.stretch import touches_any
from diple.mark.resolve.claims import LEAST, Claimed, certainty, naming, on_wording
from diple.mark.resolve.favours import favoured
from diple.mark.resolve.label import label_of
from diple.mark.resolve.level import level_of
from diple.mark.resolve.referent import referent_of
from diple.mark.sentence.dissent import opens_dissent
from diple.mark.text.context import Context
from diple.mark.weigh import Weight
from diple.model import Further, Marker, RuleRef, Selector, Span, Statement, Term

AROUND = 32  # characters of prefix and suffix
HIGHEST = 100
DISSENT = "vote.dissent"  # the rule of how many dissent
UNSURE = ("unofficial", "excerpt")
UNOFFICIAL = "one of the texts is an excerpt or an unofficial translation"
CHANCE = "doubtful_rendering"  # the term of a difference between two languages that is not sure
# Changes that an expert reports of two successive statements: 9.5 on the mean of 22 briefed pairs.
BRIEFED = 10
READ = 40  # events of a comparison that are read for their grammar, at about a millisecond a sentence
SHARE = 0.5  # of the points that are missing to the highest score, what a claim that is wholly sure adds
MINOR = {
    **dict.fromkeys(REPEATED, ("repeated", "both texts have the passage, one of them more often")),
    **{rule: ("formal", reason) for rule, reason in FORMAL.items()},
}
_TWO_STOPS = re.compile(r"([.!?…。！？]”)\.")  # what is quoted has its own


def markers_of_events(claimed: Sequence[Claimed], weights: Sequence[Weight], context: Context) -> list[Marker]:
    """The markers of all events; the heaviest are read for their grammar."""
    light = context.without_grammar()
    by_weight = sorted(range(len(claimed)), key=lambda at: (-weights[at].value, at))
    heavy = set(by_weight[:READ])
    return [
        marker_of_event(one, weight, context if at in heavy else light)
        for at, (one, weight) in enumerate(zip(claimed, weights, strict=True))
    ]


def marker_of_event(claimed: Claimed, weight: Weight, context: Context) -> Marker:
    """The marker of an event: named by its surest claim, or by what holds for any wording."""
    event = claimed.event
    sure = [claim for claim in claimed.claims if certainty(claim, context.lexicon) >= LEAST[context.mode]]
    named = vote_told(event, sure, context) or naming(event, sure) or general_kind(event, context, on_wording(sure))
    further = [claim for claim in sure if claim is not named and not is_vote_told(claim, named)]
    terms = terms_of(named, weight, context)
    return replace(
        marker_of(named, terms, sum(term.value for term in terms), context, event),
        old=selectors(context.old, with_own(event.old, named.old)),
        new=selectors(context.new, with_own(event.new, named.new)),
        changes=tuple(dict.fromkeys((*event.changes, *named.changes))),
        also=tuple(further_of(claim, context) for claim in further),
        concepts=all_concepts([named, *further]),
        favours=served([named, *further], context),
    )


def terms_of(named: Finding, weight: Weight, context: Context) -> tuple[Term, ...]:
    """The terms of the score of a marker: of its weight, of its kind, of the status of the texts."""
    terms = (*weight.terms, *kind_terms(named, weight.value, context), *status_terms(weight.value, context))
    return (*terms, *minor_terms(named, sum(term.value for term in terms), context))


def vote_told(event: Event, claims: Sequence[Finding], context: Context) -> Finding | None:
    """The claim that more or fewer dissent, where an event has sentences of dissent alone.

    What one dissenter wanted and what another wanted are two matters, and who dissents is one.
    """
    vote = next((claim for claim in claims if claim.rule == DISSENT), None)
    sides = (context.old, event.sentences("old")), (context.new, event.sentences("new"))
    if vote is None or not all(is_dissent(text, span) for text, spans in sides for span in spans):
        return None
    return replace(vote, old=event.old, new=event.new)


def is_dissent(statement: Statement, span: Span) -> bool:
    """Whether a sentence says who voted against."""
    return opens_dissent(statement.text[slice(*span)], vocabulary(statement.language))


def is_vote_told(claim: Finding, named: Finding) -> bool:
    """Whether a claim is that on a vote by which the event is named."""
    return claim.rule == named.rule == DISSENT


def all_concepts(claims: Iterable[Finding]) -> tuple[str, ...]:
    """The concepts of some claims, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(claim.concepts for claim in claims)))


def served(claims: Iterable[Finding], context: Context) -> str | None:
    """The party that the first of some claims with one serves."""
    return next(filter(None, (favours_of(claim, context) for claim in claims)), None)


def favours_of(claim: Finding, context: Context) -> str | None:
    """Whom a claim serves: as its rule says, else as its words show."""
    return claim.favours or favoured(claim, context)


def selectors(statement: Statement, spans: Iterable[Span]) -> tuple[Selector, ...]:
    """Some spans of a statement with their words and what surrounds them."""
    return tuple(selector(statement, span) for span in spans)


def kind_terms(named: Finding, weight: int, context: Context) -> Iterator[Term]:
    """What the kind adds: a share of the points missing to the highest score, as far as the claim is sure."""
    if named.code.startswith("G"):
        return
    share = SHARE * certainty(named, context.lexicon) / HIGHEST
    points = round((HIGHEST - weight) * share)
    if points:
        yield Term("kind", points, "the kind of change, as far as it is sure")


def minor_terms(named: Finding, score: int, context: Context) -> Iterator[Term]:
    """What a change loses that is minor at most: a passage that both texts have, the date of a line, a list."""
    most = below_notable(context)
    if named.rule in MINOR and score > most:
        name, reason = MINOR[named.rule]
        yield Term(name, most - score, reason)


def status_terms(weight: int, context: Context) -> Iterator[Term]:
    """What an excerpt or an unofficial translation takes off: it proves little."""
    if any(text.status in UNSURE for text in (context.old, context.new)):
        points = context.lexicon.weights.get("term.excerpt_or_unofficial", 0)
        yield Term("excerpt_or_unofficial", max(points, -weight), UNOFFICIAL)


def with_own(spans: Sequence[Span], own: Sequence[Span]) -> Iterator[Span]:
    """The spans of an event, and those of a claim that lie outside them."""
    yield from spans
    yield from (span for span in own if not touches_any(span, spans))


def marker_of_claim(finding: Finding, context: Context) -> Marker:
    """The marker of a claim that lies on no event, or between two languages: its certainty is its score.

    What faithful renderings show by chance is minor at most.
    """
    score = certainty(finding, context.lexicon)
    terms = [Term("kind", score, "how much a change of this kind matters, and how sure it is here")]
    most = below_notable(context)
    reason = dict(finding.terms).get(CHANCE)
    if reason and score > most:
        terms.append(Term(CHANCE, most - score, reason))
    return marker_of(finding, tuple(terms), sum(term.value for term in terms), context)


def below_notable(context: Context) -> int:
    """The highest score of a minor marker."""
    return dict(context.lexicon.least_scores(context.mode)).get("notable", 1) - 1


def marker_of(
    finding: Finding, terms: tuple[Term, ...], score: int, context: Context, event: Event | None = None
) -> Marker:
    """A finding with a score, its level and evidence; the id is given when all markers are known."""
    label = label_of(finding, context, event)
    disputed = next((c for c in concepts_of(finding, context.lexicon) if c.contested), None)
    return Marker(
        id="",
        code=finding.code,
        name=name_of(finding, context.lexicon),
        direction=finding.direction,
        referent=referent_of(finding, context),
        score=score,
        level=level_of(score, context.lexicon, context.mode),
        terms=terms,
        rationale=rationale_of(finding),
        rule=rule_of(finding, context.lexicon),
        concepts=finding.concepts,
        old=selectors(context.old, finding.old),
        new=selectors(context.new, finding.new),
        changes=finding.changes,
        contested=finding.contested or disputed is not None,
        counter_reading=finding.counter_reading or (disputed.counter_reading or None if disputed else None),
        favours=favours_of(finding, context),
        label=label.text,
        set_off=label.set_off,
    )


def further_of(finding: Finding, context: Context) -> Further:
    """A claim as a further kind of an event."""
    return Further(
        finding.code,
        name_of(finding, context.lexicon),
        finding.direction,
        referent_of(finding, context),
        rationale_of(finding),
        rule_of(finding, context.lexicon),
    )


def name_of(finding: Finding, lexicon: Lexicon) -> str:
    """The name of the kind in the taxonomy."""
    kind = lexicon.markers.get(finding.code)
    return kind.name if kind else finding.rule


def rule_of(finding: Finding, lexicon: Lexicon) -> RuleRef:
    """The rule with the pack that names its kind."""
    kind = lexicon.markers.get(finding.code)
    pack = next((p for p in lexicon.packs if kind and p.name == kind.pack), None)
    return RuleRef(finding.rule, pack.name if pack else "", pack.version if pack else "")


def rationale_of(finding: Finding) -> str:
    """Why, with one full stop at the end of a quote."""
    return _TWO_STOPS.sub(r"\1", finding.rationale)


def concepts_of(finding: Finding, lexicon: Lexicon) -> Iterator[Concept]:
    """The concepts that a finding rests on, as the lexicon has them."""
    return (lexicon.concepts[id_] for id_ in finding.concepts if id_ in lexicon.concepts)


def selector(statement: Statement, span: Span) -> Selector:
    """A span of a statement with its words and what surrounds it."""
    text = statement.text
    return Selector(
        span.start,
        span.end,
        text[span.start : span.end],
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
    )


def in_order(markers: Iterable[Marker], context: Context) -> tuple[Marker, ...]:
    """The markers by falling score, then by place; "m1" is the first."""
    ranked = sorted((marker for marker in markers if marker.score > 0), key=order_of)
    if context.mode == "succession":
        ranked = [*ranked[:BRIEFED], *(outranked(marker, context) for marker in ranked[BRIEFED:])]
    return tuple(replace(marker, id=f"m{number}") for number, marker in enumerate(ranked, 1))


def outranked(marker: Marker, context: Context) -> Marker:
    """A marker that `BRIEFED` others outrank: at most minor, for an expert who briefs two statements stops there."""
    most = below_notable(context)
    if marker.score <= most:
        return marker
    rest = Term("outranked", most - marker.score, f"{BRIEFED} changes of this comparison matter more")
    return replace(marker, score=most, level=level_of(most, context.lexicon, context.mode), terms=(*marker.terms, rest))


def order_of(marker: Marker) -> tuple[int, int, int, str]:
    """Falling score, then the place in the new text, then in the old."""
    new = marker.new[0].start if marker.new else -1
    old = marker.old[0].start if marker.old else -1
    return -marker.score, new, old, marker.code
