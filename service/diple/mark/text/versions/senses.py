"""Senses that a rendering keeps, and the forms that bear them in several languages: persons, 人员, лица.

for seen in sightings(text, start, end, "fr"):
    print(seen.senses, text[seen.start : seen.end])

The table "senses" holds them by field, and that of each language their forms. A field's `policy` says what a difference
means: `contrast`, where one version has one sense of the field and the other another; `alone`, where one version has a
sense and the other nothing like it, or a word of the fields `instead`; `beside`, where that holds though the form bears
other senses of the field; `either` of these; `slight`, a shade whose lack is no more than minor; `yield`, where it
counts beside another sense that contrasts, never by itself; `answer`, where the sense only shows that two sentences say
the same. A field's `kin` says what its senses mean at large, a thing or an act. A
sense's `also` names others that may render it, either way. Forms: `*` ends a stem, `+` one with a letter more at
least, … means a few words (a few characters in Chinese). Of forms that begin at one place the longest counts,
and where several senses own it, it bears all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from diple.lexicon.tables import language_table, neutral_table
from diple.normalise import key_table

WORD_START = re.compile(r"\b\w")
FEW_WORDS = r"\W+(?:\w+\W+){1,3}?"
FEW_CHARACTERS = r"[^，。；：、,.;:]{1,14}?"
LETTERS = 2  # by how many first letters forms are looked up
SHORT_WORD, LONG_WORD = 3, 4  # letters from which an Arabic word is read with its endings, and with all of them
ALIKE = str.maketrans({"ё": "е", "’": "'", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
# What Arabic writes together with the word that follows, the longest first.
PROXIES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "وس", "فس", "و", "ف", "ب", "ل", "ك", "س", "")
PROXY = f"(?:{'|'.join(PROXIES[:-1])})?"
# What Arabic writes together with the word before: whose it is, how many they are; a last ه is a ت before it.
OWNERS = "ه|ها|هم|هما|هن|نا"
NUMBERS = "ان|ين|ون|وا|ا|ي"
PERSONS = {"ي": "ت", "ت": "ي"}  # she and they two act as he does


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense: its field, what a difference in it means, and the senses that may render it, itself among them."""

    name: str
    field: str
    policy: str
    answers: frozenset[str]
    said: str = ""  # how the sense is called where its name does not say it well

    @property
    def gloss(self) -> str:
        """The sense in English words."""
        return self.said or self.name.replace("_", " ")


class Sighting(NamedTuple):
    """Where a text bears a sense, or one of several that share a form."""

    start: int
    end: int
    senses: tuple[str, ...]


class Form(NamedTuple):
    """One form as a pattern; `weight` is how many of its letters are given, a capital counting double."""

    pattern: re.Pattern[str]
    weight: int
    sense: str
    spread: bool
    cased: bool


@cache
def senses() -> dict[str, Sense]:
    """All senses by name."""
    rows = [(field, *row) for field in fields() for row in rows_of(field)]
    answers = {name: {name, *row.get("also", ())} for _, name, row in rows}
    for _, name, row in rows:
        for other in row.get("also", ()):
            answers[other].add(name)
    return {
        name: Sense(
            name, field, row.get("policy", fields()[field]["policy"]), frozenset(answers[name]), row.get("said", "")
        )
        for field, name, row in rows
    }


def rows_of(field: str) -> list[tuple[str, dict[str, Any]]]:
    """The senses of a field, as they are written."""
    return [(name, row) for name, row in fields()[field].items() if isinstance(row, dict)]


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The fields and what is written of their senses, but for the forms."""
    return neutral_table("senses")


@cache
def forms(language: str) -> dict[str, list[Form]]:
    """The forms of a language by their first letters; one letter in Chinese, where a form may be as short."""
    index: dict[str, list[Form]] = {}
    for name, form in written_forms(language):
        for way in ways_of(form, language):
            first = folded(way, language)[: 1 if language == "zh" else LETTERS].rstrip("*+")
            index.setdefault(first, []).append(form_of(way, name, language))
    return index


def written_forms(language: str) -> list[tuple[str, str]]:
    """Each sense with each of its forms in a language, in the order of the fields."""
    table = language_table(language, "senses")
    return [
        (name, form) for field in fields() for name, _ in rows_of(field) for form in table.get(field, {}).get(name, ())
    ]


def ways_of(form: str, language: str) -> tuple[str, ...]:
    """A form; an Arabic verb in both persons."""
    if language != "ar" or form[0] not in PERSONS or len(form.strip("*+")) < LONG_WORD:
        return (form,)
    return form, PERSONS[form[0]] + form[1:]


def form_of(form: str, sense: str, language: str) -> Form:
    """A form as it is looked for. One with a capital is looked for with its case: May is no modal."""
    cased = form != form.lower()
    given = len(form.strip("*+")) + cased
    return Form(pattern_of(form if cased else folded(form, language), language), given, sense, "…" in form, cased)


def pattern_of(form: str, language: str) -> re.Pattern[str]:
    """The pattern of a form in folded text."""
    if language == "zh":
        return re.compile(FEW_CHARACTERS.join(re.escape(part) for part in form.replace("*", "").split("…")))
    gap = rf"\s+{PROXY if language == 'ar' else ''}"
    stretches = (gap.join(word_of(word, language) for word in part.split()) for part in form.split("…"))
    return re.compile(FEW_WORDS.join(stretches) + ("" if form.endswith("'") else r"(?!\w)"))


def word_of(word: str, language: str) -> str:
    """One word of a form as a pattern."""
    pieces = {"*": r"\w*", "+": r"\w+"}
    pattern = "".join(pieces.get(part, re.escape(part)) for part in re.split("([*+])", word))
    if language != "ar" or word[-1] in pieces or len(word) < SHORT_WORD:
        return pattern
    ends = OWNERS if len(word) < LONG_WORD else f"{OWNERS}|{NUMBERS}"
    if word.endswith("ه"):
        return f"{pattern[:-1]}(?:ه|ت(?:{ends})?|ات(?:{OWNERS})?)"
    return f"{pattern}(?:{ends})?"


def folded(text: str, language: str) -> str:
    """The text in small letters, with the spellings that say the same made one; as long as it was."""
    if language == "zh":
        keys = key_table("zh")
        return "".join(keys[letter] if "一" <= letter <= "鿿" else letter for letter in text)
    low = text.lower()
    return (low if len(low) == len(text) else text).translate(ALIKE)


def sightings(text: str, start: int, end: int, language: str) -> list[Sighting]:
    """The senses that `text[start:end]` bears, in order; offsets are those of `text`."""
    plain = text[start:end]
    words = folded(plain, language)
    found: list[Sighting] = []
    free = 0
    for place in places(words, language):
        if place < free:
            continue
        stop, owners = longest_at(words, plain, place, language)
        if owners:
            found.append(Sighting(place + start, stop + start, tuple(dict.fromkeys(form.sense for form in owners))))
            # What is in the gap of a form is read too.
            free = place if any(form.spread for form in owners) else stop
    return found


def places(words: str, language: str) -> list[int]:
    """Where forms may begin."""
    if language == "zh":
        return [at for at, character in enumerate(words) if not character.isspace()]
    return [match.start() for match in WORD_START.finditer(words)]


def longest_at(words: str, plain: str, place: int, language: str) -> tuple[int, list[Form]]:
    """The longest forms at a place and where they end; of equally long ones those with most letters given."""
    found = list(forms_at(words, plain, place, language))
    best = max(((end, form.weight) for end, form in found), default=(place, 0))
    return best[0], [form for end, form in found if (end, form.weight) == best]


def forms_at(words: str, plain: str, place: int, language: str) -> Iterator[tuple[int, Form]]:
    """The forms at a place, in Arabic also behind what is written together with a word, and where they end."""
    for proxy in PROXIES if language == "ar" else ("",):
        at = place + len(proxy)
        for form in candidates(words, at, language) if words.startswith(proxy, place) else ():
            match = form.pattern.match(plain if form.cased else words, at)
            if match:
                yield match.end(), form


def candidates(words: str, at: int, language: str) -> list[Form]:
    """The forms that begin with the letters at a place."""
    index = forms(language)
    if language == "zh":
        return index.get(words[at], [])
    return [*index.get(words[at : at + 1], ()), *index.get(words[at : at + LETTERS], ())]
