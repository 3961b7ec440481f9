"""Which claims belong to which event, and which of them speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from diple.lexicon import Lexicon
from diple.mark.events import Event
from diple.mark.events.words import Word
from diple.mark.kinds import Claims
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import touches_any
from diple.mark.resolve.precedence import rank_of, resolved, twice_told, united, without_nuanced
from diple.mark.sentence.concepts import roles
from diple.model import Span

# Certainty from which a claim is reported. Sentences of a series are linked by topic, and rules compare their words at
# greater risk: on eleven briefed pairs of a series, claims below were as often wrong as right.
LEAST = {"revision": 1, "succession": 60, "translation": 1}
WHOLE = ("dropped.sentence", "added.sentence")  # rules that claim a whole sentence that no pack knows
COVERED_BY_SEVERAL = 0.25  # the same where several claims agree
MOST_BROUGHT = 12  # words that a phrase brings along at most
COVERED = 0.5  # share of the information that changed which claims must cover to name an event with both sides


@dataclass
class Claimed:
    """An event with the claims on it, the best first."""

    event: Event
    claims: list[Finding] = field(default_factory=list)


def reduced(claims: Claims) -> list[Finding]:
    """All claims, each change claimed once: those that a better claim covers are left out."""
    answering = [found for pair, findings in claims.answering for found in resolved(without_nuanced(pair, findings))]
    at_places = [
        found
        for pair, findings in claims.at_places
        for found in resolved(without_nuanced(pair, findings))
        if not is_covered(found, answering)
    ]
    return twice_told(united([*at_places, *answering, *claims.of_text]))


def is_covered(finding: Finding, answering: Sequence[Finding]) -> bool:
    """Whether a claim on a whole sentence is made better of the pair in which the sentence answers another."""
    return finding.rule in WHOLE and any(set(finding.changes) <= set(better.changes) for better in answering)


def by_event(
    events: Sequence[Event], findings: Sequence[Finding], lexicon: Lexicon
) -> tuple[list[Claimed], list[Finding]]:
    """The events with their claims, and the claims that lie on no event: on order, volume, or what is kept."""
    holder = {id_: number for number, event in enumerate(events) for id_ in event.changes}
    claimed = [Claimed(event) for event in events]
    alone = []
    for finding in findings:
        held = [holder[id_] for id_ in finding.changes]
        if held:
            claimed[max(sorted(set(held)), key=held.count)].claims.append(finding)
        else:
            alone.append(finding)
    for one in claimed:
        one.claims.sort(key=lambda finding: (-certainty(finding, lexicon), rank_of(finding)))
    return claimed, alone


def naming(event: Event, claims: Sequence[Finding]) -> Finding | None:
    """The claim that names an event: the surest, where the claims agree and cover most of what changed.

    Claims on the order, the room or the build of the text name no wording.
    """
    telling = on_wording(claims)
    if event.kind == "changed":
        telling = agreeing(telling)
    return telling[0] if telling and (event.kind != "changed" or speak_for(telling, event)) else None


def on_wording(claims: Sequence[Finding]) -> list[Finding]:
    """The claims on wording: those on the order, the room or the build of the text left out."""
    return [claim for claim in claims if claim.code not in roles().sets["structure_codes"]]


def agreeing(claims: list[Finding]) -> list[Finding]:
    """The claims on a sentence that stays, where they disagree without those that a formula came or went.

    That says less of the sentence than what its verb, degree or limit became: where they disagree, it names nothing.
    """
    if not disagree(claims):
        return claims
    return [claim for claim in claims if claim.code not in roles().sets["coming_and_going_codes"]]


def speak_for(claims: Sequence[Finding], event: Event) -> bool:
    """Whether claims agree and cover most of what changed in an event."""
    return not disagree(claims) and cover(claims, event, COVERED if len(claims) == 1 else COVERED_BY_SEVERAL)


def disagree(claims: Sequence[Finding]) -> bool:
    """Whether one claim says softened and another strengthened."""
    return {"softened", "strengthened"} <= {claim.direction for claim in claims}


def cover(claims: Sequence[Finding], event: Event, least: float) -> bool:
    """Whether the evidence of some claims together holds a share of the information that changed in an event."""
    old, new = (list(evidence(claims, event, name)) for name in ("old", "new"))
    covered = total = 0.0
    for rarity, is_evidence in (*information(event, "old", "new", old), *information(event, "new", "old", new)):
        covered += rarity * is_evidence
        total += rarity
    return covered >= least * total


def evidence(claims: Sequence[Finding], event: Event, name: str) -> Iterator[Span]:
    """Where some claims have their evidence on one side, with the changed words that its phrases bring along."""
    sets, words = roles().sets, event.group.words(name)
    for claim in claims:
        for span in getattr(claim, name):
            yield span
            if claim.code in sets["opening_codes"]:
                yield from brought(event, name, [word for word in words if word.start >= span.end])
            if claim.code in sets["closing_codes"]:
                yield from brought(event, name, [word for word in reversed(words) if word.end <= span.start])


def brought(event: Event, name: str, beside: Sequence[Word]) -> Iterator[Span]:
    """The changed words beside a phrase, from the nearest on, up to the first that did not change."""
    changed = {word.start for word in event.group.changed(name)}
    for word in islice(takewhile(lambda word: word.start in changed, beside), MOST_BROUGHT):
        yield Span(word.start, word.end)


def information(event: Event, name: str, other: str, spans: Sequence[Span]) -> Iterator[tuple[float, bool]]:
    """The rarity of each changed word of one side, and whether it is in some evidence.

    A word outside the evidence that the other side has in any form did not change: “дружба”, “дружбу”.
    """
    kept = event.group.keys(other)
    for word in event.group.changed(name):
        is_evidence = touches_any(word, spans)
        if is_evidence or not (kept.hold(word.key) or kept.hold_stem(word.key)):
            yield word.rarity, is_evidence


def certainty(finding: Finding, lexicon: Lexicon) -> int:
    """How sure a claim is, 0 to 100: what its kind is worth and what the place takes off or adds."""
    points = lexicon.weights.get(f"marker.{finding.code}", 0)
    points += sum(lexicon.weights.get(f"term.{name}", 0) for name, _ in finding.terms)
    return round(min(100, max(0, points)))
