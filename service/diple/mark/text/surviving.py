"""Whether what one side has as a formula is a formula there at all, and whether the other side says it otherwise.

A formula is no loss where the words that make it one stand in the sentence that answers it: as a noun or a verb, with
another verb to carry them ("exercise restraint", "show restraint"), in another order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diple.lexicon import Concept
from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.stems import CYRILLIC
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.renamed import same_verb

PREFIX = 5  # letters that forms of one word share
ENDING = 3  # letters by which forms of a longer word may differ
CASES, CYRILLIC_ENDING = 2, 5  # the same of a short and a longer Russian word: огонь, огня; прекратить, прекращение


def is_plain(side: Side, hit: Hit, concept: Concept) -> bool:
    """Whether a form is a plain word or topic in this text, whatever it is elsewhere."""
    return hit.form.lower() in roles().sets["plain_words"] or not is_of_field(side, concept.category)


def is_of_field(side: Side, category: str) -> bool:
    """Whether a text speaks of the field to which some categories belong; told for English texts only."""
    beginnings = roles().field.get(category)
    if beginnings is None or side.words.language != "en":
        return True
    return any(re.search(rf"\b{re.escape(word)}", small(side.text)) for word in beginnings)


@lru_cache(maxsize=4)
def small(text: str) -> str:
    """A text in small letters."""
    return text.lower()


def told_otherwise(here: Side, there: Side | None, hit: Hit) -> bool:
    """Whether the other side has all words that make up a formula, in whatever form or order."""
    if there is None:
        return False
    words = [t.key for t in here.content_tokens if hit.start <= t.start < hit.end]
    telling = [word for word in words if word not in roles().sets["carrying_words"]]
    if max(map(len, telling), default=0) <= PREFIX:
        telling = words
    if len(words) == 1 and any(same_verb(here.words, words[0], t.key) for t in there.content_tokens):
        return True
    if len(words) == 1 and (len(words[0]) <= PREFIX or not here.words.spaced):
        return False
    if words and not roles().sets["abstaining_words"].isdisjoint(words[:1]) and len(words) == 1:
        return bool(there.by_kind.get("negation"))  # "to refrain from using", "not to use"
    have = {t.key for t in there.content_tokens}
    return bool(words) and all(any(are_forms(word, other) for other in have) for word in telling)


def are_forms(one: str, other: str) -> bool:
    """Whether two words begin alike, as a verb and its noun do: accountable, accountability; apologise, apology."""
    shortest = min(len(one), len(other))
    if one[0] in CYRILLIC:
        shared = max(2, shortest - (CASES if shortest <= PREFIX else CYRILLIC_ENDING))
        return one[:shared] == other[:shared]
    shared = PREFIX if shortest >= PREFIX else shortest
    return one[: max(shared, shortest - ENDING)] == other[: max(shared, shortest - ENDING)]


def limits_a_duty(side: Side, hit: Hit) -> bool:
    """Whether a word of blame only narrows what a sentence forbids or asks: "shall impose no unjustified charges".

    Behind "the" or a possessive it still blames: "must end its unjustified war".
    """
    if hit.form.lower() not in side.words.words("excess"):
        return False
    before = next((t.key for t in reversed(side.tokens) if t.end <= hit.start), "")
    blames = before in side.words.union("definite", "owners") or before.endswith(("'s", "’s"))
    return not blames and bool(side.of(("modality", "directive", "negation")))


def in_a_name(side: Side, hit: Hit) -> bool:
    """Whether a formula in capitals is only part of a name: "Sanctions Committee"."""
    if not hit.form[:1].isupper() or hit.form.isupper():
        return False
    before = next((t for t in reversed(side.tokens) if t.end <= hit.start), None)
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    joined = [
        t for t in (before, after) if t and t.capital and min(abs(t.end - hit.start), abs(t.start - hit.end)) <= 1
    ]
    return bool(joined) and joined[0].key not in side.words.words("stop")
