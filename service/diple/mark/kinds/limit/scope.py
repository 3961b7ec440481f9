"""What a limiter, a proviso or a degree word bears on, and whether it came or went by itself."""

from __future__ import annotations

from diple.grammar import NounPhrase, Sentence
from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.ladders import holds
from diple.mark.sentence.frames import STANCE, Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited, other_side, seen_from
from diple.mark.sentence.phrases.phrasing import force
from diple.mark.sentence.phrases.referents import held_thing, is_inside, promise
from diple.mark.sentence.phrases.whole import names_something, phrase_at, words_of
from diple.mark.sentence.quantities.reading import quantities
from diple.mark.sentence.restated import answered, survives_changed
from diple.model import Change, Quote, Span

NEXT = 3  # code points in which the phrase of a limiter begins with it
NEAR = 2  # content words on either side of a limiter or degree word
STRONG = 5.0  # rank from which a degree is a strong one


def limited_by(side: Side, span: Span) -> str:
    """What a limiter limits: the commitment where something is promised, else the statement on the subject."""
    named = promise(side, span, through=is_inside(side, span))
    said = "" if named else spoken_of(side, span)
    return named or (f"the statement on {said}" if said else held_thing(side, span))


def stressed_by(side: Side, hit: Hit, fallback: str = "") -> str:
    """What a degree word gives its force to: a stance, the noun phrase of which it is part, else a statement."""
    span = Span(hit.start, hit.end)
    if base_around(side, hit):
        return f"the force of {phrase_at(side, span)}"
    said = "" if is_beside_stance(side, hit) or promise(side, span) else spoken_of(side, span)
    return f"the statement on {said}" if said else force(side, hit, "")


def is_beside_stance(side: Side, hit: Hit) -> bool:
    """Whether a phrase is right before or behind a verb of stance."""
    return any(abs(verb.start - hit.end) <= NEXT or abs(hit.start - verb.end) <= NEXT for verb in side.of(STANCE))


def spoken_of(side: Side, span: Span) -> str:
    """The subject of the clause of a phrase, or of what governs it, else the noun phrase there; "" without grammar."""
    sentence = side.parsed_at(span.start)
    subject = subject_at(sentence, span.start) if sentence else None
    if subject and names_something(subject):
        return words_of(side, subject)
    return phrase_at(side, span)


def subject_at(sentence: Sentence, at: int) -> NounPhrase | None:
    """The subject of the clause in which a place lies, or of the clauses that govern it."""
    around = sentence.clause_at(at)
    while around and around.subject is None and around.governor is not None:
        around = sentence.clauses[around.governor]
    return around.subject if around else None


def bears_alone(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a limiter or proviso is the only news of its place: nothing answers it, and it bounds no number."""
    if hit.kind == "caveat" and within_any(hit, side.of(["hedge"])):
        return False  # "subject to national law" is one limiter, no proviso too
    other = other_side(pair, side)
    if survives_changed(side, other, hit) or answered(side, other, hit):
        return False
    return came_alone(pair, side, hit) and not bounds_number(side, hit)


def bounds_number(side: Side, hit: Hit) -> bool:
    """Whether a limiter only bounds the number behind it, of which N1 speaks: "nearly 79 million"."""
    return any(q.start <= hit.start and hit.end <= q.at for q in quantities(side))


def came_alone(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a phrase is in changed wording, bears on what stays, and took the place of no other word."""
    other = other_side(pair, side)
    if not side.touched(hit.start, hit.end) or not bears_on_what_stays(side, other, hit):
        return False
    base = base_around(side, hit)
    return not is_swapped(pair, side, hit) and (base is None or stem(base.head.form.lower()) in other.stems)


def base_around(side: Side, hit: Hit) -> NounPhrase | None:
    """The noun phrase of whose base a phrase is a modifier; None where it modifies no noun, or no grammar shows it."""
    sentence = side.parsed_at(hit.start)
    found = sentence.phrase_of(hit.start, hit.end) if sentence else None
    return found if found and hit.end <= found.head.start else None


def is_description(side: Side, hit: Hit) -> bool:
    """Whether a word of slight degree describes a thing and weakens nothing: "weak conditions", "a small bridge"."""
    return hit.rank is not None and hit.rank < STRONG and base_around(side, hit) is not None


def bears_on_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words next to a phrase is on the other side too: what it limits or stresses."""
    end = whole_end(side, hit)
    before = [stem(t.key) for t in side.content_tokens if t.end <= hit.start][-NEAR:]
    near = {*before, *[stem(t.key) for t in side.content_tokens if t.start >= end][:NEAR]}
    return not near or not near.isdisjoint(other.stems)


def whole_end(side: Side, hit: Hit) -> int:
    """Where the changed wording ends that a phrase of several words opens; it bears on what is around that."""
    around = (span.end for span in side.changed if span.start <= hit.start < min(span.end, span.start + NEXT))
    return max(hit.end, next(around, hit.end)) if " " in hit.form else hit.end


def is_swapped(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether an adjective takes the place of another: "limited" for "regional" is another thought."""
    adverb = hit.form.lower().endswith(tuple(side.words.words("adverb_endings")) or ("\0",))
    changes = () if adverb or " " in hit.form else pair.changes
    return any(is_exchange(pair, side, hit, change) for change in changes)


def is_exchange(pair: Edited, side: Side, hit: Hit, change: Change) -> bool:
    """Whether a change puts as many words for others as it takes, a phrase among them."""
    here, there = seen_from(pair, side, change)
    if not here or not there or not holds(here, hit):
        return False
    return len(here.quote.split()) == len(there.quote.split()) and has_content(other_side(pair, side), there)


def has_content(side: Side, quote: Quote) -> bool:
    """Whether a stretch has content of its own: "some" for "immense" is no other thought, but takes the degree away."""
    faint = side.words.words("parts")
    return any(quote.start <= t.start < quote.end and t.key not in faint for t in side.content_tokens)
