"""A commitment that becomes an aspiration (M2): a verb of thought, effort, wish or observation before the deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.commitment.aspect import is_in_shift
from diple.mark.kinds.finding import Finding, claim, concepts_of, on_side, weakening
from diple.mark.kinds.ladders import holds
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.clause_pairs import ClausePair
from diple.mark.sentence.differing import differing
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited, other_side, seen_from
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import bound, complement, matter
from diple.mark.sentence.restated import survives_changed
from diple.mark.text.context import Context
from diple.model import Quote, Span

OWN_PROMISE = "modality"
PROMISE = (OWN_PROMISE, "directive")
PREFIX = 5  # letters that a verb and its noun share: abolish, abolition
WRAPPED = 3  # content words after a wrapper, one of which must occur on the other side: the same deed
VERB_AND_LINK = 2  # words of a wrapper that is a verb alone: "long to"
ASKED = 2  # words of what is asked for that both calls must have


@needs(kinds=("wrapper",))
def wrapper(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a governing verb of thought, effort or wish comes between the actor and the act, or goes."""
    if not context.same_clause(pair) or (context.mode == "succession" and not both_promise(pair)):
        return
    for one in (one for one in differing(pair, "wrapper") if may_wrap(pair, one.clauses)):
        yield from first_wrapper(pair, pair.new, one.gained)
        yield from first_wrapper(pair, pair.old, one.lost)


def first_wrapper(pair: Edited, side: Side, hits: list[Hit]) -> Iterator[Finding]:
    """The claim on the first phrase that came before a deed, or went from there."""
    found = (hit for hit in hits if wraps(pair, side, hit))
    yield from (wrapped(pair, hit, side) for hit in islice(found, 1))


def may_wrap(pair: Edited, clauses: ClausePair) -> bool:
    """Whether both clauses bind or ask, as they must where two sentences may not answer one another."""
    return not pair.reworded or all(
        frame is not None and bool(frame.of(*PROMISE)) for frame in (clauses.old, clauses.new)
    )


def both_promise(pair: Edited) -> bool:
    """Whether both sides bind or ask, as they must in a series for a wrapper to come before the same promise."""
    return bool(pair.old.of(PROMISE)) and bool(pair.new.of(PROMISE))


def wraps(pair: Edited, here: Side, hit: Hit) -> bool:
    """Whether a wrapper that changed precedes a deed that the other side has too, and has bare."""
    if not here.touched(hit.start, hit.end) or not governs_deed(here, hit) or is_in_shift(pair, here, hit):
        return False
    deed = [t.key for t in here.content_tokens if t.start >= hit.end][:WRAPPED]
    return stays_bare(here, other_side(pair, here), hit, deed) and not is_replaced(pair, here, hit, deed)


def stays_bare(here: Side, there: Side, hit: Hit, deed: Sequence[str]) -> bool:
    """Whether the other side has a deed too, without the wrapper in another form."""
    return not survives_changed(here, there, hit) and (not deed or has_word(there.content_tokens, deed))


def has_word(tokens: Sequence[Token], deed: Sequence[str]) -> bool:
    """Whether some tokens hold a form of one of the words of a deed."""
    return any(same_word(token.key, word) for token in tokens for word in deed)


def governs_deed(side: Side, hit: Hit) -> bool:
    """Whether a wrapper is what a clause does: no part of a modal, not denied, and not the purpose of another deed."""
    denied = any(0 <= hit.start - no.end <= 1 for no in side.of(["negation"]))
    bound_up = within_any(hit, side.of(["modality"])) or denied
    return not (bound_up or hit.form.lower() in side.words.words("purposes") or is_described(side, hit))


def is_described(side: Side, hit: Hit) -> bool:
    """Whether the grammar reads the only word before "to" as an adjective or adverb: "sufficiently long to return"."""
    sentence, words = side.parsed_at(hit.start), hit.form.split()
    read = sentence.words_in(hit.start, hit.end) if sentence and len(words) == VERB_AND_LINK else ()
    return bool(read) and read[0].upos in ("ADJ", "ADV")


def same_word(one: str, other: str) -> bool:
    """Whether two words share as many first letters as the forms of one verb do: "lifts", "lifting"."""
    shared = min(PREFIX, len(stem(one)), len(stem(other)))
    return one == other or one[:shared] == other[:shared]


def is_replaced(pair: Edited, here: Side, hit: Hit, deed: Sequence[str]) -> bool:
    """Whether other words merely take the place of a wrapper where nobody promises: "working on", "busy with"."""
    clauses = clause_pair_of(pair, here, hit)
    if clauses is None or any(one is not None and one.of(*PROMISE) for one in clauses[:2]):
        return False
    words = words_in_place(pair, here, hit)
    return bool(words) and not has_word(words, deed)


def clause_pair_of(pair: Edited, side: Side, hit: Hit) -> ClausePair | None:
    """The clause in which a phrase is, with the one that answers it."""
    frame = frame_at(side, hit.start)
    return next((one for one in pair.clause_pairs if frame in one[:2]), None)


def words_in_place(pair: Edited, here: Side, hit: Hit) -> list[Token]:
    """The content words of the other side that a change put in the place of a phrase."""
    both = (seen_from(pair, here, change) for change in pair.changes)
    place = next((theirs for mine, theirs in both if theirs and holds(mine, hit)), None)
    return content_in(other_side(pair, here), place) if place else []


def content_in(side: Side, quote: Quote) -> list[Token]:
    """The content words of a stretch."""
    return [token for token in side.content_tokens if quote.start <= token.start < quote.end]


def wrapped(pair: Edited, hit: Hit, side: Side) -> Finding:
    """A claim of M2 on the side that has the wrapper; a promise that changed with it is evidence of the other side."""
    promise = next(promises(pair, hit, side), None)
    if promise is None:
        return between(pair, hit, side, "aspiration.wrapper", "promise", commitment_to(side, hit))
    verb, said = promise
    other = other_side(pair, side)
    found = between(pair, hit, side, "aspiration.wrapper", "promise", bound(other, verb, said))
    is_replaced_promise = verb.kind == OWN_PROMISE and other.touched(verb.start, verb.end)
    return instead_of(verb, pair, other, hit, found) if is_replaced_promise else found


def instead_of(verb: Hit, pair: Edited, other: Side, hit: Hit, found: Finding) -> Finding:
    """A claim on a wrapper whose place the other side gives to a promise."""
    gone, come = (verb, hit) if other is pair.old else (hit, verb)
    spans = tuple((Span(one.start, one.end),) for one in (gone, come))
    why = f"{glossed(come)} takes the place of {glossed(gone)}."
    return replace(found, old=spans[0], new=spans[1], rationale=why, changes=pair.touching(*spans))


def between(pair: Edited, hit: Hit, side: Side, rule: str, bond: str, about: str) -> Finding:
    """The claim that a phrase comes between a promise or call and the deed, or is gone from there."""
    old, new = on_side(pair, side, Span(hit.start, hit.end))
    comes = "comes" if new else "no longer comes"
    why = f"{glossed(hit)} {comes} between the {bond} and the deed: “{clause(side, hit.start, hit.end)}”."
    return claim(pair, "M2", rule, weakening(pair, side), about, why, old, new, concepts_of(hit))


def commitment_to(side: Side, hit: Hit) -> str:
    """What a phrase governs, as a commitment."""
    return f"the commitment to {matter(side, Span(hit.start, hit.end))}"


def promises(pair: Edited, hit: Hit, side: Side) -> Iterator[tuple[Hit, str]]:
    """The verbs by which the side without the wrapper promises the same deed, each with what it promises."""
    other, clauses = other_side(pair, side), clause_pair_of(pair, side, hit)
    there = clauses and (clauses.new if side is pair.old else clauses.old)
    for verb in there.of(*PROMISE) if there else ():
        said = complement(other, verb.end)
        if names_deed(side, hit, said):
            yield verb, said


def names_deed(side: Side, hit: Hit, said: str) -> bool:
    """Whether what a verb of the other side governs has a word that a wrapper governs."""
    deed = {stem(t.key)[:PREFIX] for t in side.content_tokens if t.start >= hit.end}
    return not deed.isdisjoint(word[:PREFIX].casefold() for word in said.split())


def called(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a call with the same verb to the same addressee asks outright for what it asked only to weigh, or reversed.

    Read where a sentence was written afresh: what is asked for must still be of the same matter.
    """
    before, after = call_of(pair.old), call_of(pair.new)
    if before and after and addressed(pair.old, before) == addressed(pair.new, after):
        yield from weighed(pair, pair.new, after, before)
        yield from weighed(pair, pair.old, before, after)


def weighed(pair: Edited, side: Side, call: Hit, other_call: Hit) -> Iterator[Finding]:
    """The claim on what comes between a call and the deed on one side alone."""
    other = other_side(pair, side)
    found = [] if wrappers_after(other, other_call) else wrappers_after(side, call)
    for hit in found[:1]:
        kept = roots_after(side, hit) & roots_after(other, other_call)
        if side.touched(hit.start, hit.end) and len(kept) >= ASKED:
            yield between(pair, hit, side, "aspiration.called", "call", commitment_to(side, hit))


def call_of(side: Side) -> Hit | None:
    """The first verb of demand or call at the head of a sentence."""
    return next((hit for hit in side.of(["directive"]) if hit.start < side.start + HEAD), None)


def addressed(side: Side, call: Hit) -> tuple[str, str]:
    """A call by its concept, and the word after it: to whom it goes."""
    return str(call.value), next((token.key for token in side.content_tokens if token.start >= call.end), "")


def wrappers_after(side: Side, call: Hit) -> list[Hit]:
    """What comes between a call and the deed."""
    return [hit for hit in side.of(["wrapper"]) if hit.start >= call.end]


def roots_after(side: Side, hit: Hit) -> set[str]:
    """What the content words after a phrase have in common with other forms of them."""
    return {token.key[:PREFIX] for token in side.content_tokens if token.start >= hit.end}


RULES = (wrapper,)
