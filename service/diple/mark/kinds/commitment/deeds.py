"""A deed that hangs on another verb (M2), whatever the words: "will close", "will take a decision on closing"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.places.stretch import HEAD, overlap, token_start
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.pair import ALIKE, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import matter
from diple.mark.text.context import SAME_IN_VERSIONS, Context
from diple.model import Span

LETTERS = 5  # that a verb and its noun share
SHORTEST = 4  # letters of a verb that can be told again
DUTY = ("modality", "directive")
NEXT = 12  # code points from a modal to the verb that it governs
REACH = 7  # tokens from a governing word to the deed
KEPT = 2  # words of what is asked for that both calls must have
PROMISED = 6  # tokens after a modal among which is the verb that it governs
TAIL = 2  # content words after the deed, one of which both clauses must have


class Hung(NamedTuple):
    """A deed in a clause where another verb governs it, with that verb."""

    governor: Token
    deed: Token


def hung_deed(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: the act that a clause did or promised now hangs on a new verb, or hangs on it no longer."""
    if pair.common < ALIKE or not (hangs(pair.old) or hangs(pair.new)):
        return
    if not (may_hang(pair.old, pair.new) or may_hang(pair.new, pair.old)):
        return
    for facing in pair.facings:
        if facing.old is None or facing.new is None:
            continue
        for bare, wrapping in ((facing.old, facing.new), (facing.new, facing.old)):
            hung = next(hung_deeds(bare, wrapping), None)
            if hung:
                yield hung_finding(pair, wrapping.side, hung)
                return


def hangs(side: Side) -> bool:
    """Whether a word by which a deed hangs on another stands in changed wording, told before clauses are cut."""
    links = side.words.words("deed_links")
    return bool(links) and any(t.key in links or t.key.endswith("ing") for t in side.changed_tokens)


def may_hang(bare: Side, wrapping: Side) -> bool:
    """Whether a word that nothing governs on one side stands behind a link on the other: told with no clause cut."""
    links, infinitive, tokens = bare.words.words("deed_links"), bare.words.words("infinitive"), bare.tokens
    modals = [bisect_left(tokens, modal.end, key=token_start) for modal in bare.of(["modality"])]
    free = {root(token) for before, token in pairwise(tokens) if before.key not in links} - {""}
    free.update(root(token) for at in modals for token in tokens[at : at + PROMISED])
    free.update(map(root, tokens[:1]))
    return any(
        before.key in links
        and root(token) in free
        and (bool(modals) or token.key.endswith("ing") or before.key in infinitive)
        for before, token in pairwise(wrapping.tokens)
    )


def hung_deeds(bare: Frame, wrapping: Frame) -> Iterator[Hung]:
    """The deeds of a clause that hang on a new verb in the other one."""
    if not any(wrapping.side.touched(t.start, t.end) for t in wrapping.content):
        return
    if bare.negations or (bare.of("wrapper") and wrapping.of("wrapper")):
        return
    acts = {root(token): after for token, after in acted(bare)}
    free = {root(token) for token, _ in acted(wrapping)}
    links, words = wrapping.side.words.words("deed_links"), wrapping.tokens
    for before, token in pairwise(words):
        if root(token) not in acts or root(token) in free or before.key not in links:
            continue
        if bare.side.of(["directive"]) and asks_outright(wrapping, before):
            continue
        if bare.modality is None and not (
            token.key.endswith("ing") or before.key in wrapping.side.words.words("infinitive")
        ):
            continue
        governor = governing(bare, wrapping, token)
        if (
            governor
            and is_near(wrapping, governor, token)
            and (not acts[root(token)] or acts[root(token)] & tail(wrapping, token))
        ):
            yield Hung(governor, token)


def asks_outright(frame: Frame, link: Token) -> bool:
    """Whether none but the one called upon stands between a call and the deed: "urged the parties to cease"."""
    call = next(iter(frame.of("directive")), None)
    if call is None or link.key not in frame.side.words.words("infinitive"):
        return False
    between = [t for t in frame.tokens if call.end <= t.start < link.start]
    return call.end <= link.end and not any(t.key == link.key or t.key.endswith("ing") for t in between)


def is_near(frame: Frame, governor: Token, deed: Token) -> bool:
    """Whether a deed hangs on a word close before it, with no mark between."""
    between = [t for t in frame.tokens if governor.end <= t.start < deed.start]
    return len(between) <= REACH and all(t.key[0].isalnum() for t in between)


def acted(frame: Frame) -> Iterator[tuple[Token, frozenset[str]]]:
    """The verbs of a clause that nothing but a modal governs, each with what follows it."""
    promised = governed(frame)
    if promised:
        yield promised, tail(frame, promised)
        return
    links, skip = frame.side.words.words("deed_links"), frame.side.words.words("stop")
    for before, token in pairwise(frame.tokens):
        plain = token.key not in skip and token.key.isalpha() and not token.capital
        if plain and before.key not in links and not token.key.endswith("ing") and root(token):
            yield token, tail(frame, token)


def governed(frame: Frame) -> Token | None:
    """The word right after the modal of a clause, past adverbs and what denies."""
    modal = frame.modality
    if modal is None:
        return None
    skip = frame.side.words.union("adverbs", "stop")
    adverbs = tuple(frame.side.words.words("adverb_endings"))
    after = (t for t in frame.tokens if t.start >= modal.end and t.key not in skip)
    verb = next((t for t in after if not t.key.endswith(adverbs)), None)
    return verb if verb and verb.key.isalpha() else None


def governing(bare: Frame, wrapping: Frame, deed: Token) -> Token | None:
    """The new word on which a deed hangs: the verb after the modal, or what such a verb carries out.

    "Will launch consultations on closing" hangs on the consultations; "will complete the closing" on nothing.
    """
    side = wrapping.side
    known, links = {root(t) for t in bare.content}, side.words.words("deed_links")
    start = wrapping.modality.end if wrapping.modality else wrapping.start
    degrees = wrapping.of("intensity")
    upheld = False
    for at, token in enumerate(wrapping.tokens):
        if (
            not start <= token.start < deed.start
            or token not in wrapping.content
            or not side.touched(token.start, token.end)
            or any(hit.start <= token.start < hit.end for hit in degrees)
        ):
            continue
        if upholds(side, token):
            upheld = True
        elif token.capital or root(token) in known or token.key in side.words.words("no_governors"):
            continue
        elif denied(wrapping, token, deed):
            return None
        elif not upheld or wrapping.tokens[at + 1].key in links:
            return token
    return None


def upholds(side: Side, verb: Token) -> bool:
    """Whether a verb, in any of its forms, takes nothing off the deed."""
    past: dict[str, str] = side.words.tables.get("past", {})
    key, upholding = past.get(verb.key, verb.key), side.words.words("upholding")
    forms = {key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("d"), key.removesuffix("ed")}
    forms |= {key.removesuffix("ing"), key.removesuffix("ing") + "e", key.removesuffix("ies") + "y"}
    return not upholding.isdisjoint(forms)


def denied(frame: Frame, first: Token, deed: Token) -> bool:
    """Whether something between a verb and its deed denies or binds: then another rule tells it."""
    hits = frame.of("negation", "modality")
    return any(overlap(hit.start, hit.end, first.start, deed.start) for hit in hits)


def tail(frame: Frame, token: Token) -> frozenset[str]:
    """The first content words after a verb: what it is done to."""
    return frozenset([root(t) for t in frame.content if t.start >= token.end][:TAIL])


def root(token: Token) -> str:
    """What a verb, its gerund and its noun have in common; "" for words too short to tell."""
    return token.key[:LETTERS] if len(token.key) >= SHORTEST else ""


def hung_finding(pair: Pair, side: Side, hung: Hung) -> Finding:
    """A finding of M2 on the side where the deed hangs on another verb."""
    words = [t for t in side.tokens if hung.governor.start <= t.start < hung.deed.start]
    span = Span(hung.governor.start, words[-1].end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    verb = "now stands" if new else "no longer stands"
    return Finding(
        "M2",
        "deeds.hung",
        "softened" if new else "strengthened",
        f"the commitment to {matter(side, span)}",
        f"“{side.quote(*span)}” {verb} before the deed: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=(UNLISTED,),
    )


@needs(kinds=("watching",))
def watched(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: who was to act now only watches the same matter, or the reverse."""
    if pair.common < SAME_IN_VERSIONS and not pair.answering:
        return
    if "watching" not in pair.old.by_kind and "watching" not in pair.new.by_kind:
        return
    for facing in pair.facings:
        for acts, watches in ((facing.old, facing.new), (facing.new, facing.old)):
            if acts and watches and (finding := watch_finding(pair, facing, acts, watches)):
                yield finding
                return


def watch_finding(pair: Pair, facing: Facing, acts: Frame, watches: Frame) -> Finding | None:
    """A finding of M2 where one clause promises a deed and the other promises to keep an eye on its matter."""
    watch = next(iter(watches.of("watching")), None)
    if watch is None or hesitates(acts) or not acts.of(*DUTY) or not promised(watches, watch):
        return None
    deed = governed(acts)
    if deed is None:
        return None
    matter_kept = {root(t) for t in acts.side.content_tokens if t.start > deed.start} & {
        root(t) for t in watches.side.content_tokens if t.start >= watch.end
    }
    if not (matter_kept - {""} or pair.answering) or not watches.side.touched(watch.start, watch.end):
        return None
    span = Span(watch.start, watch.end)
    softened = watches is facing.new
    promise = Span(acts.of(*DUTY)[0].start, deed.end)
    spans = ((promise,), (span,)) if softened else ((span,), (promise,))
    return Finding(
        "M2",
        "deeds.watched",
        "softened" if softened else "strengthened",
        f"the commitment to {matter(acts.side, Span(promise.start, deed.start))}",
        f"“{acts.side.quote(*promise)}” and {glossed(watch)} stand for one another: “{clause(watches.side, *span)}”.",
        *spans,
        pair.touching(*spans),
    )


def hesitates(frame: Frame) -> bool:
    """Whether a clause itself only watches or ponders; with "ready to consider further steps" one threatens a deed."""
    threats = frame.of("un_operative")
    return bool(frame.of("watching")) or any(
        not any(hit.start < threat.end and threat.start <= hit.end + 1 for threat in threats)
        for hit in frame.of("wrapper")
    )


def called(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a call with the same verb to the same addressee asks outright for what it asked only to weigh, or reversed.

    Read where a sentence was written afresh: what is asked for must still be of the same matter.
    """
    if not pair.answering:
        return
    before, after = demand_of(pair.old), demand_of(pair.new)
    if before is None or after is None or addressed(pair.old, before) != addressed(pair.new, after):
        return
    old, new = wraps_of(pair.old, before), wraps_of(pair.new, after)
    if bool(old) == bool(new):
        return
    here, there, hit, demand = (pair.new, pair.old, new[0], before) if new else (pair.old, pair.new, old[0], after)
    kept = roots_from(here, hit.end) & roots_from(there, demand.end)
    if here.touched(hit.start, hit.end) and len(kept) >= KEPT:
        yield call_finding(pair, here, hit)


def roots_from(side: Side, at: int) -> set[str]:
    """What the content words from a place on have in common with other forms of them."""
    return {root(t) for t in side.content_tokens if t.start >= at} - {""}


def demand_of(side: Side) -> Hit | None:
    """The first verb of demand or call at the head of a sentence."""
    return next((hit for hit in side.of(["directive"]) if hit.start < side.start + HEAD), None)


def addressed(side: Side, demand: Hit) -> tuple[str, ...]:
    """A demand by its concept, and the word after it: to whom it goes."""
    after = next((t.key for t in side.content_tokens if t.start >= demand.end), "")
    return str(demand.value), after


def wraps_of(side: Side, demand: Hit) -> list[Hit]:
    """What stands between a demand and the deed."""
    return [hit for hit in side.of(["wrapper"]) if hit.start >= demand.end]


def call_finding(pair: Pair, side: Side, hit: Hit) -> Finding:
    """A finding of M2 on the side where a call is not outright."""
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    stands = "now stands" if new else "no longer stands"
    return Finding(
        "M2",
        "deeds.called",
        "softened" if new else "strengthened",
        f"the commitment to {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) {stands} between the call and the deed: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


def promised(frame: Frame, watch: Hit) -> bool:
    """Whether watching is what a clause promises, and no aside: "such as monitoring"."""
    return any(0 <= watch.start - duty.end <= NEXT for duty in frame.of(*DUTY))


RULES = (hung_deed, watched)
