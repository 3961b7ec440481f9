"""How fixed phrases and degrees are named: whole, with what they govern, qualify or give force to."""

from __future__ import annotations

from collections.abc import Sequence

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
    return acting or whole_formula(side, hit, phrase(side, tokens, most), inside)


def whole_formula(side: Side, hit: Hit, said: str, inside: Sequence[Token]) -> str:
    """What a formula governs, with it, unless that leaves a part of the formula out: then the formula alone."""
    return said if len(said) >= hit.end - hit.start else opening_lowered(side, inside)


def acting_in(side: Side, hit: Hit, inside: list[Token]) -> str:
    """Who acts in a fixed phrase with a verb: the noun before the verb in it, else the subject of its clause."""
    if inside[0].key in side.words.words("denials_only"):
        return clause_subject(side, hit.start) or named_noun(side, tokens_before(side, hit.start))
    before = before_verb(side, inside)
    if before is None:
        return ""
    return (named_noun(side, before) if before else "") or clause_subject(side, hit.start)


def before_verb(side: Side, tokens: list[Token]) -> list[Token] | None:
    """The tokens before the first finite verb of a closed class; None where there is none, or words are not spaced."""
    verbs = side.words.union("finite", "finite_only") if side.words.spaced else ()
    return next((tokens[:at] for at, token in enumerate(tokens) if token.key in verbs), None)


def qualified(side: Side, hit: Hit, said: str) -> str:
    """A phrase that qualifies, with the words right before it that it qualifies, where both together are short."""
    before, noun = tokens_before(side, hit.start), subject(side, hit.start)
    whole = bool(before) and noun.endswith(side.quote(before[-1].start, before[-1].end))
    return f"{noun} {said}" if whole and len(f"{noun} {said}".split()) <= LONGEST + OVER else said


def force(side: Side, degree: Hit, said: str) -> str:
    """What a degree word gives its force to."""
    span, form = hit_span(degree), degree.form.casefold()
    after = side.key_after(degree.end) or "."
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
