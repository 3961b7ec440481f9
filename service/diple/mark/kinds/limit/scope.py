"""What a limiter, a proviso or a degree word bears on, and whether it came or went by itself."""

from __future__ import annotations

from diple.grammar import NounPhrase
from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.stems import stem
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import STANCE, Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.phrasing import force
from diple.mark.sentence.phrases.referents import held_thing, is_inside, promise
from diple.mark.sentence.phrases.whole import names_something, phrase_at, words_of
from diple.mark.sentence.quantities.reading import quantities
from diple.mark.sentence.restated import answered, survives_changed
from diple.model import Change, Span

LIMITING = ("hedge", "caveat")
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
    stance = any(
        -NEXT <= verb.start - hit.end <= NEXT or -NEXT <= hit.start - verb.end <= NEXT for verb in side.of(STANCE)
    )
    said = "" if stance or promise(side, span) else spoken_of(side, span)
    return f"the statement on {said}" if said else force(side, hit, "")


def spoken_of(side: Side, span: Span) -> str:
    """The subject of the clause of a phrase, or of what governs it, else the noun phrase there; "" without grammar."""
    sentence = side.parsed_at(span.start)
    around = sentence.clause_at(span.start) if sentence else None
    while sentence and around and around.subject is None and around.governor is not None:
        around = sentence.clauses[around.governor]
    if around and around.subject and names_something(around.subject):
        return words_of(side, around.subject)
    return phrase_at(side, span) if sentence else ""


def bears_alone(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a limiter or proviso is the only news of its place: nothing answers it, and it bounds no number."""
    other = pair.old if side is pair.new else pair.new
    if hit.kind == "caveat" and within_any(hit, side.of(["hedge"])):
        return False  # "subject to national law" is one limiter, no proviso too
    if survives_changed(side, other, hit) or answered(side, other, hit) or is_filler(side, hit):
        return False
    return came_alone(pair, side, hit) and not bounds_number(side, hit)


def is_filler(side: Side, hit: Hit) -> bool:
    """Whether all that changed in a phrase are signs without which it says the same: 之前 and 前, 如果 and 如."""
    fillers = side.words.words("fillers")
    changed = [t.key for t in side.changed_tokens if hit.start <= t.start < hit.end] if fillers else []
    return bool(changed) and fillers.issuperset(changed)


def bounds_number(side: Side, hit: Hit) -> bool:
    """Whether a limiter only bounds the number behind it, of which N1 speaks: "nearly 79 million"."""
    if side.text[hit.end : hit.end + 2].strip().isdigit():
        return True
    return any(q.start <= hit.start and hit.end <= q.at for q in quantities(side))


def came_alone(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a phrase is in changed wording, bears on what stays, and took the place of no other word.

    An adjective for an adjective ("limited" for "regional") is another thought, no degree or limit of the same one.
    """
    other = pair.old if side is pair.new else pair.new
    if not side.touched(hit.start, hit.end) or not bears_on_what_stays(side, other, hit):
        return False
    adverb = hit.form.lower().endswith(tuple(side.words.words("adverb_endings")) or ("\0",))
    if not adverb and " " not in hit.form and any(swaps_words(pair, change, side, hit) for change in pair.changes):
        return False
    base = base_around(side, hit)
    return base is None or stem(base.head.form.lower()) in other.stems


def base_around(side: Side, hit: Hit) -> NounPhrase | None:
    """The noun phrase of whose base a phrase is a modifier; None where it modifies no noun, or no grammar shows it."""
    sentence = side.parsed_at(hit.start)
    found = sentence.phrase_of(hit.start, hit.end) if sentence else None
    return found if found and hit.end <= found.head.start else None


def is_description(side: Side, hit: Hit) -> bool:
    """Whether a word of slight degree describes a thing and weakens nothing: "weak conditions", "a small bridge"."""
    slight = hit.rank is not None and hit.rank < STRONG and " " not in hit.form
    return slight and base_around(side, hit) is not None


def bears_on_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words next to a phrase is on the other side too: what it limits or stresses."""
    start, end = hit.start, whole_end(side, hit)
    near = [t for t in side.content_tokens if t.end <= start][-NEAR:]
    near += [t for t in side.content_tokens if t.start >= end][:NEAR]
    return not near or any(stem(t.key) in other.stems for t in near)


def whole_end(side: Side, hit: Hit) -> int:
    """Where the phrase ends that a limiter or proviso opens; it bears on what is around that phrase."""
    if hit.kind not in LIMITING or " " not in hit.form:
        return hit.end
    reach = NEXT if hit.kind == "hedge" else side.end
    around = (s.end for s in side.changed if s.start <= hit.start < min(s.end, s.start + reach))
    return max(hit.end, next(around, hit.end))


def swaps_words(pair: Edited, change: Change, side: Side, hit: Hit) -> bool:
    """Whether a change puts as many words for others as it takes, the phrase among them.

    "Some" for "immense" is no other thought: it takes the degree away.
    """
    here, there = (change.new, change.old) if side is pair.new else (change.old, change.new)
    if not here or not there or not overlap(here.start, here.end, hit.start, hit.end):
        return False
    other = pair.old if side is pair.new else pair.new
    faint = other.words.words("parts")
    content = any(there.start <= t.start < there.end and t.key not in faint for t in other.content_tokens)
    return content and len(here.quote.split()) == len(there.quote.split())
