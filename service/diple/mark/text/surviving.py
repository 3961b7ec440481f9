"""Whether a formula of one side is a formula there at all, and whether the other text has it in any form.

A formula is no loss where the words that make it one are in the sentence that answers it, as a noun or a verb, with
another verb to carry them ("exercise restraint", "show restraint"), in another order, or close together anywhere in the
other text, in whatever spelling ("pre-conditions", "preconditions").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from diple.lexicon import Concept
from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.stems import CYRILLIC
from diple.mark.places.stretch import inside
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.dissent import dissents
from diple.mark.sentence.frames import Side
from diple.mark.sentence.restated import same_verb
from diple.mark.text.absence import sentences_with
from diple.mark.text.context import Context
from diple.model import Statement

PREFIX = 5  # letters that forms of one word share
ENDING = 3  # letters by which forms of a longer word may differ
LONG = 10  # letters from which one word is found by its beginning too: accountability, accountable
VARIED = 4  # letters by which the forms of a long word may differ anywhere in the other text
APART = 5  # words that may be between those of a formula
NOUN = 24  # code points before a formula in which the noun that it belongs to begins: the award of the tribunal
YEAR_BEHIND = re.compile(r"(?:\W+\w+)?\W+((?:19|20|21)\d\d)\b")
HYPHENS = str.maketrans("", "", "-\u2010\u2011")
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


def is_absent(side: Side, hit: Hit, context: Context, statement: Statement) -> bool:
    """Whether neither a form of a formula's concept nor its words close together occur anywhere in a text."""
    if hit.concept is not None and context.proofs.stands(context.lexicon, hit.concept, statement):
        return False
    if is_hyphened_otherwise(hit, statement) or not are_words_absent(side, hit, statement):
        return False
    return not is_known_by_its_year(side, hit, statement)


def is_known_by_its_year(side: Side, hit: Hit, statement: Statement) -> bool:
    """Whether a text speaks of the same thing by its noun and its year.

    "The award of 2036" is "the award of the arbitral tribunal of 2036".
    """
    year = YEAR_BEHIND.match(side.text, hit.end, side.end)
    nouns = [token for token in side.content_tokens if hit.start - NOUN <= token.start < hit.start]
    if year is None or not nouns:
        return False
    noun, number = re.escape(beginning(side.text[nouns[-1].start : nouns[-1].end])), year[1]
    between = rf"\w*\W+(?:\w+\W+){{0,{APART}}}?"
    return re.search(rf"\b(?:{noun}{between}{number}|{number}\W+{noun})\b", small(statement.text)) is not None


def is_hyphened_otherwise(hit: Hit, statement: Statement) -> bool:
    """Whether a text has a form with a hyphen, with or without it."""
    return "-" in hit.form and unhyphenated(hit.form) in unhyphenated(statement.text)


def are_words_absent(side: Side, hit: Hit, statement: Statement) -> bool:
    """Whether a text has the content words of a form nowhere close together; one long word not even by its start."""
    words = [side.text[t.start : t.end] for t in inside(side.content_tokens, hit)]
    if len(words) == 1 and len(hit.form) >= LONG:
        return hit.form[:-PREFIX].lower() not in small(statement.text)
    return not (side.words.spaced and are_close_somewhere(words, statement))


def are_close_somewhere(words: Sequence[str], statement: Statement) -> bool:
    """Whether forms of several words are close together in a sentence of a text's own."""
    beginnings = [beginning(word) for word in words]
    return len(words) > 1 and any(stand_close(beginnings, one) for one in near_sentences(statement, beginnings))


def near_sentences(statement: Statement, words: Sequence[str]) -> Iterator[str]:
    """The sentences of a text's own in which some words are, the likeliest few."""
    apart = set(dissents(statement))
    return (statement.text[slice(*span)] for span in sentences_with(statement, words) if span not in apart)


@lru_cache(maxsize=8)
def unhyphenated(text: str) -> str:
    """A text in small letters without its hyphens."""
    return text.lower().translate(HYPHENS)


def beginning(word: str) -> str:
    """What the forms of a word share: equality, equal; considerable, but not consistent."""
    return word[: max(PREFIX, len(word) - VARIED)]


def stand_close(beginnings: Sequence[str], sentence: str) -> bool:
    """Whether words with all of some beginnings are close together, in whatever order."""
    words = sentence.split()
    places = [[n for n, word in enumerate(words) if start in word] for start in beginnings]
    reach = len(beginnings) + APART
    return any(all(any(0 <= n - first < reach for n in some) for some in places) for own in places for first in own)


def is_said_otherwise(here: Side, there: Side, hit: Hit) -> bool:
    """Whether the other side has all words that make up a formula, in whatever form or order."""
    words = [t.key for t in inside(here.content_tokens, hit)]
    if len(words) == 1:
        return is_word_said_otherwise(here, there, words[0])
    telling = [word for word in words if word not in roles().sets["carrying_words"]]
    if max(map(len, telling), default=0) <= PREFIX:
        telling = words
    return bool(words) and has_forms(there, telling)


def is_word_said_otherwise(here: Side, there: Side, word: str) -> bool:
    """Whether the other side has a word in another form; "refrain from" is said by a denial too."""
    if any(same_verb(here.words, word, t.key) for t in there.content_tokens):
        return True
    if len(word) <= PREFIX or not here.words.spaced:
        return False
    if word in roles().sets["abstaining_words"]:
        return bool(there.by_kind.get("negation"))
    return has_forms(there, [word])


def has_forms(side: Side, words: Sequence[str]) -> bool:
    """Whether a side has each of some words in some form."""
    have = {t.key for t in side.content_tokens}
    return all(any(are_forms(word, other) for other in have) for word in words)


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
    before = side.key_before(hit.start)
    blames = before in side.words.union("definite", "owners") or before.endswith(("'s", "’s"))
    return not blames and bool(side.of(("modality", "directive", "negation")))


def in_a_name(side: Side, hit: Hit) -> bool:
    """Whether a formula in capitals is only part of a name: "Sanctions Committee"."""
    if not hit.form[:1].isupper() or hit.form.isupper():
        return False
    beside = (t for t in side.tokens if t.capital and (0 <= hit.start - t.end <= 1 or 0 <= t.start - hit.end <= 1))
    first = next(beside, None)
    return first is not None and first.key not in side.words.words("stop")
