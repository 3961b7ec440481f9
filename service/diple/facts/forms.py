"""Finds the forms of a table in a text, each under the names that it bears.

    forms = Forms([("citizens", "гражд*"), ("persons", "лиц")], "ru")
    for seen in forms.sightings(text, start, end):
        print(seen.senses, text[seen.start : seen.end])

In a form `*` ends a stem, `+` one with a letter more at least, `~` a name that its language inflects, … means a few
words (a few characters in Chinese). A form with a capital is found with its case alone: May is no modal. Of forms that
begin at one place the longest counts, and where several names own it, it bears all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from diple.lexicon.tables import language_table, neutral_table
from diple.normalise import key_table

WORD_START = re.compile(r"\b\w")
BETWEEN = r"[^\w,;:،؛]+"  # what separates the words of a gap: no comma, as in Chinese
FEW_WORDS = rf"{BETWEEN}(?:\w+{BETWEEN}){{1,5}}?"
BEHIND_ELISION = rf"\W*(?:\w+{BETWEEN}){{1,5}}?"  # the same behind "n'", which no blank follows
FEW_CHARACTERS = r"[^，。；：、,.;:]{1,14}?"
LETTERS, CHARACTERS = 4, 2  # by up to how many first letters forms are looked up; Chinese characters
SHORT_WORD, LONG_WORD = 3, 4  # letters from which an Arabic word is read with its endings, and with all of them
CIRCLES = "○◯"  # written for a Chinese zero
MARKS = "\u064b-\u0652"  # that Arabic may write on a letter
PIECES = re.compile("([*+~])")
OPEN_ENDS = "*+~"
GAP = "…"
OPENS = re.compile(r"[*+~…\s]")  # what ends the letters at the head of a form
SECOND = re.compile(r"(?:[*+~]?\s+|(?P<gap>…))(?P<word>.+)")
TO_NEXT = re.compile(r"\w*\s+")
ENDED = re.compile(rf"(?![{MARKS}]*\w)")  # what follows the last letter of a word
LETTERS_MORE = re.compile(rf"\w*(?![{MARKS}]*\w)")
ANYTHING = re.compile("")
FEMININE = "ه"  # of an Arabic word, as it is folded; a ت before an ending


class Sighting(NamedTuple):
    """Where a text has a form, with the names that own it."""

    start: int
    end: int
    senses: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """One form with the name that owns it, as it is looked for.

    One with a capital is looked for with its case. `head` are the letters that every wording of it begins with. The
    pattern is made where a text has them: of 17,000 forms of four languages 3,000 words of each need a quarter.
    """

    written: str
    sense: str
    language: str
    cased: bool
    head: str

    @property
    def weight(self) -> int:
        """How many of its letters are given, a capital counting double."""
        return len(self.written.strip(OPEN_ENDS)) + self.cased

    @property
    def spread(self) -> bool:
        """Whether a few words may be inside it."""
        return GAP in self.written

    def end_at(self, text: str, at: int) -> int | None:
        """Where it ends in folded text, or in text with its case, if it is at a place; None if it is not."""
        if not text.startswith(self.head, at):
            return None
        if self.tail:
            match = self.tail.match(text, at + len(self.head))
        else:
            match = self.pattern.match(text, at) if self.may_follow(text, at + len(self.head)) else None
        return match.end() if match else None

    def may_follow(self, text: str, at: int) -> bool:
        """Whether the second word of a form may be behind its head, which is at a place: most are excluded by it."""
        if self.second is None:
            return True
        if self.second.is_near:
            blank = TO_NEXT.match(text, at)
            return blank is not None and text.startswith(self.second.letters, blank.end())
        return text.find(self.second.letters, at) >= 0

    @cached_property
    def second(self) -> Second | None:
        """How the second word begins; None where there is none, or something may be written together with it."""
        if attached(self.language).before:
            return None
        match = SECOND.match(self.written, len(self.head))
        return Second(head_of(match["word"]), not match["gap"]) if match else None

    @cached_property
    def tail(self) -> re.Pattern[str] | None:
        """What follows the letters of a form that is one word, or begins one; None where that takes a pattern."""
        if self.language == "zh":
            return ANYTHING if self.written == self.head else None
        if self.head.isalpha() and self.written == self.head + "*":
            return LETTERS_MORE
        return ENDED if self.written == self.head.rstrip("'") and not attached(self.language).owners else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in folded text, or with its case."""
        return pattern_of(self.written, self.language)


class Second(NamedTuple):
    """The letters that the second word of a form begins with, and whether only blanks are before it."""

    letters: str
    is_near: bool


class Forms:
    """The forms of one language in their order, by the first letters of their heads."""

    def __init__(self, rows: Iterable[tuple[str, str]], language: str) -> None:
        self.language = language
        self.before = (*attached(language).before, "")
        self.most = CHARACTERS if language == "zh" else LETTERS
        self.index: dict[str, list[tuple[int, Form]]] = {}
        ways = ((name, way) for name, form in rows for way in ways_of(form, language))
        for number, (name, way) in enumerate(ways):
            form = form_of(way, name, language)
            self.index.setdefault(folded(form.head, language)[: self.most], []).append((number, form))

    def sightings(self, text: str, start: int, end: int) -> list[Sighting]:
        """The forms that `text[start:end]` has, in order; offsets are those of `text`."""
        plain = spelt(text[start:end], self.language)
        words = folded(plain, self.language)
        found: list[Sighting] = []
        free = 0
        for place in places(words, self.language):
            if place < free:
                continue
            stop, owners = self.longest_at(words, plain, place)
            if owners:
                found.append(Sighting(place + start, stop + start, tuple(dict.fromkeys(form.sense for form in owners))))
                # What is in the gap of a form is read too.
                free = place if any(form.spread for form in owners) else stop
        return found

    def longest_at(self, words: str, plain: str, place: int) -> tuple[int, list[Form]]:
        """The longest forms at a place and where they end; of equally long ones those with most letters given."""
        found = list(self.forms_at(words, plain, place))
        if not found:
            return place, []
        best = max((end, form.weight) for end, _, form in found)
        longest = sorted((number, form) for end, number, form in found if (end, form.weight) == best)
        return best[0], [form for _, form in longest]

    def forms_at(self, words: str, plain: str, place: int) -> Iterator[tuple[int, int, Form]]:
        """The forms at a place, in Arabic also behind what is written together with a word, and where they end."""
        for before in self.before:
            if words.startswith(before, place):
                yield from self.forms_from(words, plain, place + len(before))

    def forms_from(self, words: str, plain: str, at: int) -> Iterator[tuple[int, int, Form]]:
        """The forms that begin at a place: where each ends, its number and the form."""
        for size in range(1, min(self.most, len(words) - at) + 1):
            for number, form in self.index.get(words[at : at + size], ()):
                end = form.end_at(plain if form.cased else words, at)
                if end is not None:
                    yield end, number, form


class Attached(NamedTuple):
    """What a language writes together with a word: before it; whose it is, and how many; how a verb may begin.

    `article` is the article, and how it is written behind the preposition that it is one word with.
    """

    before: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    article: tuple[str, ...] = ()


@cache
def attached(language: str) -> Attached:
    """What a language writes together with a word; nothing in most."""
    table = language_table(language, "facts").get("attached", {})
    return Attached(**{name: tuple(words) for name, words in table.items()})


def ways_of(form: str, language: str) -> tuple[str, ...]:
    """A form; an Arabic verb in both persons, a noun with the article also behind a preposition."""
    if attached(language).article and form.startswith(attached(language).article[0]):
        return form, behind_preposition(form, *attached(language).article)
    persons = attached(language).persons
    if form[0] not in persons or len(form.strip(OPEN_ENDS)) < LONG_WORD:
        return (form,)
    return form, *(person + form[1:] for person in persons if person != form[0])


def behind_preposition(form: str, article: str, contracted: str) -> str:
    """A noun with its article behind a preposition: للاتحاد; of three equal letters one goes: للجنة."""
    noun = form.removeprefix(article)
    return contracted + (noun[1:] if noun.startswith(contracted[-1]) else noun)


def form_of(form: str, sense: str, language: str) -> Form:
    """A form as it is looked for. One with a capital is looked for with its case: May is no modal."""
    cased = form != form.lower()
    written = spelt(form, language) if cased else folded(form, language)
    return Form(written, sense, language, cased, head_of(written))


def head_of(written: str) -> str:
    """The letters at the head of a form that are its own; what Arabic changes before an ending is none."""
    return OPENS.split(written, 1)[0].removesuffix(FEMININE)


def pattern_of(form: str, language: str) -> re.Pattern[str]:
    """The pattern of a form in folded text."""
    if language == "zh":
        return re.compile(FEW_CHARACTERS.join(re.escape(part) for part in form.replace("*", "").split(GAP)))
    before = "|".join(attached(language).before)
    gap = rf"\s+(?:{before})?" if before else r"\s+"
    stretches = (gap.join(word_of(word, language) for word in part.split()) for part in form.split(GAP))
    pattern = FEW_WORDS.join(stretches).replace(f"'{FEW_WORDS}", f"'{BEHIND_ELISION}")
    return re.compile(pattern + ("" if form.endswith("'") else rf"(?![{MARKS}]*\w)"))


def word_of(word: str, language: str) -> str:
    """One word of a form as a pattern."""
    pieces = {"*": r"\w*", "+": r"\w+", "~": endings(language)}
    pattern = "".join(pieces.get(part, re.escape(part)) for part in PIECES.split(word))
    behind = attached(language)
    if not behind.owners or word[-1] in pieces or len(word) < SHORT_WORD:
        return pattern
    owners = "|".join(behind.owners)
    ends = owners if len(word) < LONG_WORD else "|".join((*behind.owners, *behind.numbers))
    if word.endswith(FEMININE):
        return f"{pattern[:-1]}(?:{FEMININE}|ت(?:{ends})?|ات(?:{owners})?)"
    return f"{pattern}(?:{ends})?"


@cache
def endings(language: str) -> str:
    """The pattern of the endings of names and of the adjectives that are made of them; "" where there are none."""
    known = language_table(language, "facts").get("endings", {}).get("names", ())
    return f"(?:{'|'.join(map(re.escape, known))})?" if known else ""


def folded(text: str, language: str) -> str:
    """The text in small letters, with the spellings that say the same made one; as long as it was."""
    if language == "zh":
        keys = key_table("zh")
        return "".join(keys[letter] if "一" <= letter <= "鿿" or letter in CIRCLES else letter for letter in text)
    low = text.lower()
    return (low if len(low) == len(text) else text).translate(alike())


def spelt(text: str, language: str) -> str:
    """The text with its case, and with the spellings that say the same made one: Объединённых, Объединенных."""
    return text if language == "zh" else text.translate(alike())


@cache
def alike() -> dict[int, str]:
    """The letters of which another is written instead, each with that one."""
    return str.maketrans(neutral_table("facts")["alike"])


def places(words: str, language: str) -> list[int]:
    """Where forms may begin."""
    if language == "zh":
        return [at for at, character in enumerate(words) if not character.isspace()]
    return [match.start() for match in WORD_START.finditer(words)]
