"""How fixed phrases and degrees are named: whole, with what they govern, qualify or give force to."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import LONGEST, OVER, loose_ends, opening_lowered, phrase, sentence_tokens
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
    tokens = [t for t in sentence_tokens(side, hit.start) if t.start >= hit.start]
    inside = [t for t in tokens if t.start < hit.end]
    if inside and inside[0].key in side.words.words("object_ends"):
        return promise(side, hit_span(hit)) or qualified(side, hit, opening_lowered(side, inside))
    acting = acting_in(side, hit, inside)
    if acting and not is_body(side, acting):
        return acting
    if acting:
        return promise(side, hit_span(hit), through=True) or opening_lowered(side, inside)
    said = phrase(side, tokens, most)
    return said if len(said) >= hit.end - hit.start else opening_lowered(side, inside)


def acting_in(side: Side, hit: Hit, inside: list[Token]) -> str:
    """Who acts in a fixed phrase with a verb: the noun before the verb in it, else the subject of its clause."""
    verbs = side.words.union("finite", "finite_only") if side.words.spaced else frozenset()
    verb = next((at for at, token in enumerate(inside) if token.key in verbs), None)
    denied = bool(inside) and inside[0].key in side.words.words("denials_only")
    within = named_noun(side, inside[:verb]) if verb and not denied else ""
    if within or (verb is None and not denied):
        return within
    before = named_noun(side, [t for t in sentence_tokens(side, hit.start) if t.end <= hit.start]) if denied else ""
    return clause_subject(side, hit.start) or before


def qualified(side: Side, hit: Hit, said: str) -> str:
    """A phrase that qualifies, with the words right before it that it qualifies, where both together are short."""
    before = [t for t in sentence_tokens(side, hit.start) if t.end <= hit.start]
    noun = subject(side, hit.start)
    whole = bool(before) and noun.endswith(side.quote(before[-1].start, before[-1].end))
    return f"{noun} {said}" if whole and len(f"{noun} {said}".split()) <= LONGEST + OVER else said


def force(side: Side, degree: Hit, said: str) -> str:
    """What a degree word gives its force to."""
    after = next((t for t in side.tokens if t.start >= degree.end), None)
    if after is not None and after.key in side.words.words("infinitive"):
        return f"the force of the effort to {matter(side, hit_span(degree))}"
    if degree.form.casefold().rpartition(" ")[2] in side.words.union("infinitive", "joints"):  # "never fails to"
        return f"the force of the words “{matter(side, hit_span(degree))}”"
    ends, first = side.words.words("object_ends"), degree.form.casefold().split(" ", 1)[0]
    ending = after is None or after.key == "." or (" " in degree.form and after.key in ends)
    known = first in ends | loose_ends(side.words) or first.endswith(tuple(side.words.words("adverb_endings")) or "\0")
    if ending and known:
        said = promise(side, hit_span(degree))  # "without delay" at the end of what is promised
        if said:
            return f"the force of {said}"
    thing = stressed(side, hit_span(degree)) or said
    if all(word in side.words.words("adverbs") for word in thing.casefold().split()):
        thing = clause_subject(side, degree.start) or subject(side, degree.start) or thing
    return f"the force of {thing}"
