"""Facts that two language versions state differently (L1): numbers, names, denials, duties, reach, members of lists.

A contradiction is what one version has and the other answers nowhere in the passage, where the other has something of
the same kind that is not answered either. A free rendering explains none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from diple.facts.meaning import gloss, nearest
from diple.facts.mention import Mention
from diple.facts.reading import Facts
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import touches_any
from diple.mark.text.context import Context
from diple.mark.text.versions import agents
from diple.mark.text.versions.denials.lone import lone_denials
from diple.mark.text.versions.duties import BARRED, PERMITTED, exchanged_duties, lone_duties
from diple.mark.text.versions.exchanged import exchanged
from diple.mark.text.versions.leftovers import Leftovers
from diple.mark.text.versions.members import lone_members
from diple.mark.text.versions.pairing import DOUBTFUL, ONE_ONLY, Version
from diple.mark.text.versions.passages import Passage, passages
from diple.mark.text.versions.persons import exchanged_persons
from diple.mark.text.versions.presents import lone_permissions
from diple.mark.text.versions.statuses import permitted_statuses
from diple.model import Span

FIGURES, ACTORS, NEGATION = "divergence.figures", "divergence.actors", "divergence.negation"
MODALITY, SCOPE, MEMBERS = "divergence.modality", "divergence.scope", "divergence.members"
NAMES, PERSONS = "divergence.names", "divergence.persons"
CLASSES = (
    (FIGURES, ("number", "month")),
    (NAMES, ("state", "city")),
    ("divergence.currencies", ("currency",)),
    (ACTORS, ("body", "role")),
)
EXCHANGED = (
    (NAMES, ("state", "body")),
    (ACTORS, ("body", "role")),
    (SCOPE, ("quantity",)),
    (SCOPE, ("people",)),
    (SCOPE, ("membership",)),
)
SURE_LINK = 30  # confidence of a link from which on its facts are compared for sure
RESIDENT = "resident"  # who lives somewhere is a person there
GENERAL, NARROW = "anyone", frozenset(("citizen", "national", "foreigner"))

Either = TypeVar("Either")
Opposed = tuple[list[Mention], list[Mention]]


def facts(context: Context) -> Iterator[Finding]:
    """L1 for each fact of a linked passage that the versions state differently, once.

    Where the link itself is in doubt, so is what differs.
    """
    for passage in passages(context):
        kept: list[Finding] = []
        for found in differences(passage):
            if not any(found.rule == other.rule and is_at(found, other) for other in kept):
                kept.append(found)
        is_unsure = passage.confidence is not None and passage.confidence < SURE_LINK
        yield from (replace(found, terms=(*found.terms, DOUBTFUL)) if is_unsure else found for found in kept)


def differences(passage: Passage) -> Iterator[Finding]:
    """The facts of a passage that differ; those that are surer first."""
    yield from acted(passage)
    for rule, kinds in CLASSES:
        yield from contradicted(passage, rule, kinds)
    yield from named(passage)
    yield from bound(passage)
    yield from denied(passage)
    yield from reached(passage)
    yield from contradicted(passage, SCOPE, ("quantity",))
    yield from contradicted(passage, SCOPE, ("membership",))
    yield from exchanged_facts(passage)
    yield from turned(passage)
    yield from listed(passage)


def is_at(one: Finding, other: Finding) -> bool:
    """Whether two claims quote one place of either version."""
    sides = ((one.old, other.old), (one.new, other.new))
    return any(touches_any(span, theirs) for ours, theirs in sides for span in ours)


def exchanged_facts(passage: Passage) -> Iterator[Finding]:
    """Who acts, whom it reaches, and how many, where each version has another at the same words.

    A state in the place of a body is a name; other names are compared over the whole passage.
    """
    for rule, kinds in EXCHANGED:
        for left, right in exchanged(passage, *kinds):
            is_compared_already = rule == NAMES and left.kind == right.kind
            if not is_compared_already and RESIDENT not in left.values | right.values:
                yield finding(passage, rule, [left], [right])


def acted(passage: Passage) -> Iterator[Finding]:
    """Who acts, where the other version has another, or nobody."""
    for left, right in agents.swapped(passage):
        yield finding(passage, ACTORS, left, right)
    for side, phrase in agents.alone(passage):
        yield of_one(passage, side, phrase)


def of_one(passage: Passage, side: int, phrase: Span) -> Finding:
    """The claim on who acts in one version only."""
    here, there = in_order(side, passage.one, passage.other)
    words = here.quote(phrase)
    rationale = f"{here.named} says that “{words}” acts; nothing in the {there.named} answers it."
    old, new = in_order(side, (phrase,), (there.span,))
    return Finding("L1", ACTORS, "neutral", f"{words}, in one version only", rationale, old, new, ())


def listed(passage: Passage) -> Iterator[Finding]:
    """Members that a list has in one version only."""
    for member in lone_members(passage):
        here, there = in_order(member.side, passage.one, passage.other)
        words, (before, behind) = here.quote(member.place), map(there.quote, member.beside)
        rationale = f"{here.named} lists “{words}”; the {there.named} has nothing between “{before}” and “{behind}”."
        old, new = in_order(member.side, (member.place,), member.beside)
        yield Finding("L1", MEMBERS, "neutral", f"{words}, in one version only", rationale, old, new, ())


def named(passage: Passage) -> Iterator[Finding]:
    """The person whom each version names otherwise."""
    for here, there in exchanged_persons(passage):
        one, other = passage.one.quote(here), passage.other.quote(there)
        rationale = f"{passage.one.named} names “{one}”, {passage.other.named} “{other}”."
        yield Finding("L1", PERSONS, "neutral", f"{one} or {other}", rationale, (here,), (there,), ())


def contradicted(passage: Passage, rule: str, kinds: tuple[str, ...]) -> Iterator[Finding]:
    """What each version has and the other does not, of one class."""
    one, other = passage.inside(*kinds) if rule == ACTORS else passage.unanswered(*kinds)
    left, right = (opposed_numbers if rule == FIGURES else opposed)(one, other)
    if left and right:
        yield finding(passage, rule, left, right)
    elif rule == FIGURES and (single := beside_one(one, other)):
        yield replace(finding(passage, rule, *single), terms=(DOUBTFUL,))


def beside_one(one: Leftovers, other: Leftovers) -> tuple[list[Mention], list[Mention]] | None:
    """The one number of a version where the other has but "a", which may be a one or an article."""
    firm = (*one.firm, *other.firm)
    soft = other.soft if one.firm else one.soft
    if len(firm) != 1 or len(soft) != 1:
        return None
    return (list(firm), soft) if one.firm else (soft, list(firm))


def opposed(one: Leftovers, other: Leftovers) -> Opposed:
    """The mentions of either version that contradict one another."""
    if (one.alone and other.firm) or (other.alone and one.firm):
        return one.alone or one.more[:1], other.alone or other.more[:1]
    return [], []


def opposed_numbers(one: Leftovers, other: Leftovers) -> Opposed:
    """The same of numbers: also one that each version has once more than the other, and one that is not firm."""
    found = opposed(one, other)
    if not any(found) and len(one.firm) == len(other.firm) == 1:
        return one.firm, other.firm
    return found if any(found) else beside_soft(one, other)


def beside_soft(one: Leftovers, other: Leftovers) -> Opposed:
    """The one number that one version has alone, where the other has one word that may be a number, but no one."""
    if one.more or other.more or len(one.alone) + len(other.alone) != 1:
        return [], []
    left, right = one.alone or plural(one.soft), other.alone or plural(other.soft)
    return (left, right) if len(left) == len(right) == 1 else ([], [])


def plural(found: Sequence[Mention]) -> list[Mention]:
    """Numbers that may be no one."""
    return [each for each in found if "1" not in each.values]


def denied(passage: Passage) -> Iterator[Finding]:
    """What one version denies and the other does not: it bars what the other leaves open, or denies quite alone."""
    for side in (0, 1):
        here, there = in_order(side, *passage.facts)
        if excess(here, there) <= 0:
            continue
        own, _ = in_order(side, *passage.inside("duty"))
        barred = barring(own)[:1]
        if binds(here, there) and lacks_denial(passage, there, bool(barred)):
            yield alone(passage, side, barred or [each for each in here.of("negation") if each.firm])


def turned(passage: Passage) -> Iterator[Finding]:
    """A word that one version denies, where the other has its rendering and denies nothing there."""
    for side, denial, place in lone_denials(passage):
        yield one_only(passage, side, NEGATION, denial, place)


def lacks_denial(passage: Passage, there: Facts, is_barred: bool) -> bool:
    """Whether a version denies nothing where the other bars, or denies in no way though all else is rendered."""
    found = tally(there)
    if is_barred and there.of("exclusive"):
        return False
    return not (found["sure"] or found["lexical"]) if is_barred else passage.is_rendered and not found.total()


def excess(here: Facts, there: Facts) -> int:
    """How many denials one version has for sure that nothing in the other may render."""
    own, others = tally(here), tally(there)
    more = {kind: max(0, others[kind] - own[kind]) for kind in ("lexical", "weak")}
    return own["sure"] - others["sure"] - more["lexical"] - more["weak"] // 2


def tally(facts: Facts) -> Counter[str]:
    """How often a version denies for sure, by the meaning of a word, and in part."""
    return Counter(
        "sure" if each.firm else "lexical" if "lexical" in each.values else "weak"
        for each in facts.of("negation")
        if each.firm or "concord" not in each.values
    )


def in_order(side: int, here: Either, there: Either) -> tuple[Either, Either]:
    """What one side has and what the other has: that of the first version first."""
    return (there, here) if side else (here, there)


def bound(passage: Passage) -> Iterator[Finding]:
    """What one version makes a duty and the other leaves open, or bars."""
    for here, there in exchanged_duties(passage):
        if not are_exclusive(passage, [here, there]):
            rule = NEGATION if BARRED in here.values | there.values else MODALITY
            yield finding(passage, rule, [here], [there])
    for side, duty, place in (*lone_duties(passage), *permitted_statuses(passage), *lone_permissions(passage)):
        yield one_only(passage, side, MODALITY, duty, place)


def are_exclusive(passage: Passage, duties: Sequence[Mention]) -> bool:
    """Whether a permission is beside a duty where both versions bar all else, or beside a bar on all else.

    "May only" and "shall only" come to the same, and so do "may only with" and "must not without".
    """
    permits = any(PERMITTED in each.values for each in duties)
    only = [bool(facts.of("exclusive")) for facts in passage.facts]
    return permits and (any if any(BARRED in each.values for each in duties) else all)(only)


def binds(here: Facts, there: Facts) -> bool:
    """Whether both versions of a passage speak of who is bound."""
    return any(one.firm for one in here.of("role", "body", "people")) and any(
        one.firm for one in there.of("role", "body", "people")
    )


def barring(side: Leftovers) -> list[Mention]:
    """The firm leftovers that must not be."""
    return [one for one in side.firm if BARRED in one.values]


def reached(passage: Passage) -> Iterator[Finding]:
    """Whom one version reaches where the other reaches anyone."""
    for side in (0, 1):
        own, _ = in_order(side, *passage.inside("people"))
        _, there = in_order(side, *passage.facts)
        narrow = [each for each in own.alone if not NARROW.isdisjoint(each.values)]
        wide = [each for each in there.of("people") if GENERAL in each.values][:1]
        if narrow and wide:
            yield finding(passage, SCOPE, *in_order(side, narrow, wide))


def finding(passage: Passage, rule: str, left: Sequence[Mention], right: Sequence[Mention]) -> Finding:
    """The claim on what contradicts."""
    rationale = f"{says(passage.one, left)}, {says(passage.other, right)}."
    referent = " or ".join(map(gloss, nearest(left, right)))
    return Finding("L1", rule, "neutral", referent, rationale, spans(left), spans(right), ())


def alone(passage: Passage, side: int, found: Sequence[Mention]) -> Finding:
    """The claim on what one version denies, and nothing in the other."""
    here, there = in_order(side, passage.one, passage.other)
    rationale = f"{says(here, found)}; nothing in the {there.named} answers it."
    return replace(lone(side, NEGATION, found, there.span, rationale), terms=(ONE_ONLY,))


def one_only(passage: Passage, side: int, rule: str, one: Mention, place: Span) -> Finding:
    """The claim on a denial or a duty of one version, of a word that the other has without it."""
    here, there = in_order(side, passage.one, passage.other)
    rationale = f"{says(here, [one])}; the {there.named} has “{there.quote(place)}” without it."
    return lone(side, rule, [one], place, rationale)


def lone(side: int, rule: str, found: Sequence[Mention], place: Span, rationale: str) -> Finding:
    """The claim on denials or a duty of one version beside a place of the other."""
    old, new = in_order(side, spans(found), (place,))
    return Finding("L1", rule, "neutral", f"{gloss(found[0])}, in one version only", rationale, old, new, ())


def says(version: Version, found: Sequence[Mention]) -> str:
    """What a version says, with its meaning in English."""
    return f"{version.named} says {', '.join(quoted(version, one) for one in found)}"


def quoted(version: Version, one: Mention) -> str:
    """The words of a fact, with what they mean where they are not English."""
    words, meaning = version.quote(Span(one.start, one.end)), gloss(one)
    return f"“{words}”" if version.language == "en" or meaning == words else f"“{words}” ({meaning})"


def spans(found: Sequence[Mention]) -> tuple[Span, ...]:
    """Where some facts are."""
    return tuple(Span(one.start, one.end) for one in found)
