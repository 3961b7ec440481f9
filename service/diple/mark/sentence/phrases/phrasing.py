"""How fixed phrases and degrees are named: whole, with what they govern, qualify or give force to."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import (
    LONGEST,
    OVER,
    loose_ends,
    opening_lowered,
    phrase,
    tokens_after,
    tokens_before,
)
from diple.mark.sentence.phrases.referents import (
    clause_subject,
    hit_span,
    is_body,
    matter,
    named_noun,
    promise,
    stressed,
    subject,
)


def formula(side: Side, hit: Hit, most: int) -> str:
    """A fixed phrase with what it governs; one that is a sentence is named by its subject.

    One that only qualifies ("within its recognised borders") is named with what it qualifies, and never by a part.
    """
    tokens = tokens_after(side, hit.start)
    inside = [t for t in tokens if t.start < hit.end]
    if inside[0].key in side.words.words("object_ends"):
        return promise(side, hit_span(hit)) or qualified(side, hit, opening_lowered(side, inside))
    acting = acting_in(side, hit, inside)
    if is_body(side, acting):
        return promise(side, hit_span(hit), through=True) or opening_lowered(side, inside)
    said = acting or phrase(side, tokens, most)
    return said if acting or len(said) >= hit.end - hit.start else opening_lowered(side, inside)


def acting_in(side: Side, hit: Hit, inside: list[Token]) -> str:
    """Who acts in a fixed phrase with a verb: the noun before the verb in it, else the subject of its clause."""
    if inside[0].key in side.words.words("denials_only"):
        return clause_subject(side, hit.start) or named_noun(side, tokens_before(side, hit.start))
    verbs = side.words.union("finite", "finite_only") if side.words.spaced else frozenset()
    verb = next((at for at, token in enumerate(inside) if token.key in verbs), None)
    if verb is None:
        return ""
    return (named_noun(side, inside[:verb]) if verb else "") or clause_subject(side, hit.start)


def qualified(side: Side, hit: Hit, said: str) -> str:
    """A phrase that qualifies, with the words right before it that it qualifies, where both together are short."""
    before, noun = tokens_before(side, hit.start), subject(side, hit.start)
    whole = bool(before) and noun.endswith(side.quote(before[-1].start, before[-1].end))
    return f"{noun} {said}" if whole and len(f"{noun} {said}".split()) <= LONGEST + OVER else said


def force(side: Side, degree: Hit, said: str) -> str:
    """What a degree word gives its force to."""
    span, form = hit_span(degree), degree.form.casefold()
    after = next((t.key for t in side.tokens if t.start >= degree.end), ".")
    if after in side.words.words("infinitive"):
        return f"the force of the effort to {matter(side, span)}"
    if form.rpartition(" ")[2] in side.words.union("infinitive", "joints"):  # "never fails to"
        return f"the force of the words “{matter(side, span)}”"
    named = promise(side, span) if ends_promise(side, form, after) else ""
    return f"the force of {named or stressed(side, span) or said}"


def ends_promise(side: Side, form: str, after: str) -> bool:
    """Whether a degree ends what is promised, as an adverb or with a preposition: "without delay"."""
    ends, first = side.words.words("object_ends"), form.split(" ", 1)[0]
    if after != "." and not (" " in form and after in ends):
        return False
    return first in ends | loose_ends(side.words) or side.words.has_ending(first, "adverb_endings")
