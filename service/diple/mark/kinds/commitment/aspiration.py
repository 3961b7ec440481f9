"""A commitment that becomes an aspiration (M2): a verb of thought, effort, wish or observation before the deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.commitment.aspect import shifted_spans
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import HEAD, overlap
from diple.mark.sentence.differing import differing
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side, frame_at
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import AKIN, Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import bound, complement, matter
from diple.mark.sentence.restated import survives_changed
from diple.mark.sentence.uses import use_of
from diple.mark.text.context import SAME_IN_VERSIONS, Context
from diple.model import Span

PROMISE = ("modality", "directive")
PREFIX = 5  # letters that a verb and its noun share: abolish, abolition
SHORTEST = 3  # letters of the shortest verb
REFUSED = 40  # code points from a verb of opposition in which an attempt is what is opposed: no wrapper of a promise
LONG = 12  # content words of a sentence that says several things, so that the very next word must stay
WRAPPED = 3  # content words after a wrapper, one of which must occur on the other side: the same deed
ASKED = 2  # words of what is asked for that both calls must have
PROMISED = 12  # code points from a modal to the verb that it governs


@needs(kinds=("wrapper",))
def wrapper(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a governing verb of thought, effort or wish comes between the actor and the act, or goes."""
    if not context.same_clause(pair) or (context.mode == "succession" and not both_promise(pair)):
        return
    shifted = shifted_spans(pair)
    for one in differing(pair, "wrapper"):
        if one.swaps or (one.lost and one.gained) or not may_wrap(pair, one.facing):
            continue
        for here, there, hits, shifting in (
            (pair.new, pair.old, one.gained, shifted[1]),
            (pair.old, pair.new, one.lost, shifted[0]),
        ):
            found = (h for h in hits if wraps(pair, here, there, h) and not meets(h, shifting))
            yield from (wrapped(pair, hit, here) for hit in list(found)[:1])


def may_wrap(pair: Edited, facing: Facing) -> bool:
    """Whether both clauses bind or ask, as they must where two sentences may not answer one another.

    Without a grammar this is not asked: a future by the form of its verb binds too, and is no phrase of duty.
    """
    certain = not pair.reworded or pair.answering or not any(sentence.words for sentence in pair.old.parsed)
    return certain or all(frame is not None and bool(frame.of(*PROMISE)) for frame in (facing.old, facing.new))


def meets(hit: Hit, spans: Sequence[Span]) -> bool:
    """Whether a phrase overlaps one of some spans."""
    return any(overlap(hit.start, hit.end, *span) for span in spans)


def both_promise(pair: Edited) -> bool:
    """Whether both sides bind or ask, as they must in a series for a wrapper to come before the same promise."""
    return bool(pair.old.of(PROMISE)) and bool(pair.new.of(PROMISE))


def wraps(pair: Edited, here: Side, there: Side, hit: Hit) -> bool:
    """Whether a wrapper that changed precedes a deed that the other side has too, and has bare."""
    if not here.touched(hit.start, hit.end) or not governs_deed(here, hit) or survives_changed(here, there, hit):
        return False
    deed = deed_after(pair, here, hit)
    return (not deed or has_word(there.content_tokens, deed)) and not is_replaced(pair, here, there, hit, deed)


def deed_after(pair: Edited, side: Side, hit: Hit) -> list[str]:
    """The content words after a wrapper, one of which the other side must have: of a long sentence the very next."""
    apart = pair.reworded or (pair.rewritten and pair.common < AKIN)
    most = 1 if apart and len(side.content_tokens) > LONG else WRAPPED
    return [t.key for t in side.content_tokens if t.start >= hit.end][:most]


def has_word(tokens: Sequence[Token], deed: Sequence[str]) -> bool:
    """Whether some tokens hold a form of one of the words of a deed."""
    return any(same_word(token.key, word) for token in tokens for word in deed)


def governs_deed(side: Side, hit: Hit) -> bool:
    """Whether a wrapper is what a clause does: neither denied, nor opposed, nor the purpose that opens a sentence."""
    if within_any(hit, side.of(["modality"])) or any(0 <= hit.start - no.end <= 1 for no in side.of(["negation"])):
        return False
    if any(0 <= hit.start - judged.end <= REFUSED for judged in side.of(("opposition", "tone_negative"))):
        return False
    opens = any(span.start == hit.start for span in side.spans)
    opening = hit.form.split()[0].endswith("ing") or hit.form.lower() in side.words.words("purposes")
    return not (opens and opening) and use_of(side, hit) != "description"


def same_word(one: str, other: str) -> bool:
    """Whether two words share as many first letters as the forms of one verb do: "lifts", "lifting"."""
    shared = min(PREFIX, len(stem(one)), len(stem(other)))
    return one == other or (shared >= SHORTEST and one[:shared] == other[:shared])


def is_replaced(pair: Edited, here: Side, there: Side, hit: Hit, deed: Sequence[str]) -> bool:
    """Whether other words merely take the place of a wrapper where nobody promises: "working on", "busy with"."""
    frame = frame_at(here, hit.start)
    facing = next((one for one in pair.facings if frame in one[:2]), None)
    if facing is None or any(one is not None and one.of(*PROMISE) for one in facing[:2]):
        return False
    for change in pair.changes:
        mine, theirs = (change.new, change.old) if here is pair.new else (change.old, change.new)
        if mine and theirs and overlap(mine.start, mine.end, hit.start, hit.end):
            words = [t for t in there.content_tokens if theirs.start <= t.start < theirs.end]
            return bool(words) and not has_word(words, deed)
    return False


def wrapped(pair: Edited, hit: Hit, side: Side) -> Finding:
    """A claim of M2 on the side that has the wrapper."""
    return between(pair, hit, side, "aspiration.wrapper", "the promise and the deed", promise_of(pair, hit, side))


def between(pair: Edited, hit: Hit, side: Side, rule: str, places: str, referent: str) -> Finding:
    """The claim that a phrase comes between a promise or call and the deed, or is gone from there."""
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    return Finding(
        "M2",
        rule,
        "softened" if new else "strengthened",
        referent,
        f"{glossed(hit)} {'comes' if new else 'no longer comes'} between {places}: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


def promise_of(pair: Edited, hit: Hit, side: Side) -> str:
    """The promise as the side without the wrapper has it, else what the wrapper governs."""
    other = pair.new if side is pair.old else pair.old
    deed = {stem(t.key)[:PREFIX] for t in side.content_tokens if t.start >= hit.end}
    frame = frame_at(side, hit.start)
    facing = next((one for one in pair.facings if frame in one[:2]), None)
    there = (facing.new if side is pair.old else facing.old) if facing else None
    for verb in there.of(*PROMISE) if there else ():
        said = complement(other, verb.end)
        adverbial = said.split(" ", 1)[0].casefold() in other.words.words("object_ends")
        if not adverbial and not deed.isdisjoint(word[:PREFIX].casefold() for word in said.split()):
            return bound(other, verb, said)
    return f"the commitment to {matter(side, Span(hit.start, hit.end))}"


@needs(kinds=("watching",))
def watched(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: who was to act now only watches the same matter, or the reverse."""
    if pair.common < SAME_IN_VERSIONS and not pair.answering:
        return
    for facing in pair.facings:
        for acts, watches in ((facing.old, facing.new), (facing.new, facing.old)):
            watch = promised_watch(watches) if acts and watches else None
            deed = promised_deed(acts) if acts and watch else None
            if acts and watch and deed and on_one_matter(pair, acts.side, deed, watch):
                yield watching(pair, acts.side, Span(acts.of(*PROMISE)[0].start, deed.end), watch)
                return


def promised_watch(frame: Frame | None) -> Hit | None:
    """A phrase of watching that a clause promises, in changed wording."""
    watch = next(iter(frame.of("watching")), None) if frame else None
    if frame is None or watch is None or not frame.side.touched(watch.start, watch.end):
        return None
    return watch if any(0 <= watch.start - duty.end <= PROMISED for duty in frame.of(*PROMISE)) else None


def promised_deed(frame: Frame) -> Token | None:
    """The verb right after the modal of a clause that neither watches nor ponders."""
    if frame.modality is None or hesitates(frame):
        return None
    skip, adverbs = frame.side.words.union("adverbs", "stop"), tuple(frame.side.words.words("adverb_endings"))
    after = (t for t in frame.tokens if t.start >= frame.modality.end and t.key not in skip)
    verb = next((t for t in after if not t.key.endswith(adverbs)), None)
    return verb if verb and verb.key.isalpha() else None


def hesitates(frame: Frame) -> bool:
    """Whether a clause only watches or ponders; with "ready to consider further steps" one threatens a deed."""
    threats = frame.of("un_operative")
    bare = [w for w in frame.of("wrapper") if not any(w.start < t.end and t.start <= w.end + 1 for t in threats)]
    return bool(bare or frame.of("watching"))


def on_one_matter(pair: Edited, side: Side, deed: Token, watch: Hit) -> bool:
    """Whether what is watched is what the deed was to be done to."""
    other = pair.new if side is pair.old else pair.old
    return pair.answering or bool(roots_from(side, deed.end) & roots_from(other, watch.end))


def roots_from(side: Side, at: int) -> set[str]:
    """What the content words from a place on have in common with other forms of them."""
    return {t.key[:PREFIX] for t in side.content_tokens if t.start >= at and len(t.key) >= SHORTEST}


def watching(pair: Edited, side: Side, promise: Span, watch: Hit) -> Finding:
    """A claim of M2: `side` acts, the other side watches."""
    softened = side is pair.old
    other = pair.new if softened else pair.old
    span = Span(watch.start, watch.end)
    quotes = f"“{side.quote(*promise)}”", glossed(watch)
    before, after = quotes if softened else reversed(quotes)
    spans = ((promise,), (span,)) if softened else ((span,), (promise,))
    return Finding(
        "M2",
        "aspiration.watched",
        "softened" if softened else "strengthened",
        f"the commitment to {complement(side, side.of(PROMISE)[0].end) or matter(side, promise)}",
        f"{before} becomes {after}: “{clause(other, *span)}”.",
        *spans,
        pair.touching(*spans),
    )


def called(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a call with the same verb to the same addressee asks outright for what it asked only to weigh, or reversed.

    Read where a sentence was written afresh: what is asked for must still be of the same matter.
    """
    before, after = (call_of(pair.old), call_of(pair.new)) if pair.answering else (None, None)
    if before is None or after is None or addressed(pair.old, before) != addressed(pair.new, after):
        return
    old, new = wraps_after(pair.old, before), wraps_after(pair.new, after)
    if bool(old) == bool(new):
        return
    here, there, hit, call = (pair.new, pair.old, new[0], before) if new else (pair.old, pair.new, old[0], after)
    kept = roots_from(here, hit.end) & roots_from(there, call.end)
    if here.touched(hit.start, hit.end) and len(kept) >= ASKED:
        referent = f"the commitment to {matter(here, Span(hit.start, hit.end))}"
        yield between(pair, hit, here, "aspiration.called", "the call and the deed", referent)


def call_of(side: Side) -> Hit | None:
    """The first verb of demand or call at the head of a sentence."""
    return next((hit for hit in side.of(["directive"]) if hit.start < side.start + HEAD), None)


def addressed(side: Side, call: Hit) -> tuple[str, str]:
    """A call by its concept, and the word after it: to whom it goes."""
    return str(call.value), next((t.key for t in side.content_tokens if t.start >= call.end), "")


def wraps_after(side: Side, call: Hit) -> list[Hit]:
    """What comes between a call and the deed."""
    return [hit for hit in side.of(["wrapper"]) if hit.start >= call.end]


RULES = (wrapper, watched)
