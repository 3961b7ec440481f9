"""What denies, what binds, whom it reaches and of how many it holds, in a passage.

    denials(text, start, end, "fr")     # ne … pas is one; sans, interdire deny by their own meaning
    duties(text, start, end, "zh")      # 应 is what must or should be, 不得 what must not

Words are in the table "facts" of each language. A form in [section] `weak`, `soft_…` only answers: it is not firm.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diple.facts.forms import Forms, Sighting
from diple.facts.mention import Mention
from diple.lexicon.tables import language_table

BESIDE = 30  # code points between two words of one denial: "ne … aucune"
BLANK = " "  # between a modal and its act
STEM = 2  # letters of a word between a prefix and an ending, at least
SOFT = "soft_"
CLAUSE_END = re.compile(r"[,.;:!?，。；：！？،؛؟]")
SENTENCE_END = re.compile(r"[.!?。！？؟]\s*$")
EATEN = "eaten"  # forms inside which a word has none of its meanings
FORMULA = "formula"  # the same with what is in their gaps: as the Council may determine


@cache
def forms(language: str, section: str) -> Forms:
    """The forms of a section of the table."""
    table = language_table(language, "facts").get(section, {})
    return Forms([(name, form) for name, known in table.items() for form in known], language)


def mentions(text: str, start: int, end: int, language: str, section: str, kind: str) -> list[Mention]:
    """The firm mentions of a section, and the soft ones, which mean what they may answer."""
    found: list[Mention] = []
    over = start
    for seen in forms(language, section).sightings(text, start, end):
        if FORMULA in seen.senses:
            over = seen.end
        if seen.start < over:
            continue
        firm = frozenset(name for name in seen.senses if not name.startswith(SOFT))
        soft = frozenset(name.removeprefix(SOFT) for name in seen.senses)
        if EATEN not in firm:
            found.append(Mention(kind, firm or soft, seen.start, seen.end, bool(firm)))
    return found


def duties(text: str, start: int, end: int, language: str) -> list[Mention]:
    """What must, should, may or must not be done; inside what must not be no other duty is read.

    Nor is a word that only may mean one, right behind a modal, whose act it is: 应将, 应要求, "doit pouvoir".
    """
    found: list[Mention] = []
    denied, bound = start, start - len(BLANK) - 1
    for one in mentions(text, start, end, language, "duty", "duty"):
        if "forbid" in one.values:
            denied = max(denied, one.end)
        elif one.start < denied or (not one.firm and one.start <= bound + len(BLANK)):
            continue
        bound = one.end if one.firm else bound
        found.append(one)
    return found


def denials(text: str, start: int, end: int, language: str) -> list[Mention]:
    """What denies: "sure" is firm, and so is "alone" where nothing beside it denies; the others only answer.

    So does a denial in the clause behind words of [expletive], where one may deny nothing: avant qu'il n'ait pas …
    There a bare "ne" denies nothing, and is left out.
    """
    read = [one for one in forms(language, "negation").sightings(text, start, end) if EATEN not in one.senses]
    seen = sorted([*read, *affixed(text, start, end, language, read)])
    sure = [one.start for one in seen if kind_of(one) == "sure"]
    named = [one.end for one in seen if kind_of(one) == "lexical"]
    marks = forms(language, "expletive").sightings(text, start, end)
    empty = [one.end for one in marks if "before" in one.senses]
    seconds = [one.start for one in seen if kind_of(one) == "concord"]
    bare = [
        one.start
        for one in marks
        if "bare" in one.senses and not any(in_clause_of([one.end], at, text) for at in seconds)
    ]
    found = [(one, in_clause_of(empty, one.start, text)) for one in seen]
    return [
        denial(
            one,
            beside=is_near(sure, one.start) or is_near(named, one.start - BESIDE),
            empty=is_empty,
            first=begins_sentence(text, start, one.start),
        )
        for one, is_empty in found
        if not (is_empty and one.start in bare)
    ]


def affixed(text: str, start: int, end: int, language: str, read: Sequence[Sighting]) -> Iterator[Sighting]:
    """The words that deny by a prefix and are not read yet: indistinguishable, невыносимый."""
    known, taken = affixes(language), {one.start for one in read}
    if known is None:
        return
    for match in known.pattern.finditer(text, start, end):
        if match.start() not in taken and match.group().lower() not in known.but:
            yield Sighting(match.start(), match.end(), ("lexical",))


class Affixes(NamedTuple):
    """What finds words that deny by a prefix, and words that only look so."""

    pattern: re.Pattern[str]
    but: frozenset[str]


@cache
def affixes(language: str) -> Affixes | None:
    """The prefixes of a language that deny, with the endings of the words that they do so in."""
    table = language_table(language, "facts").get("affixes")
    if not table:
        return None
    before, behind = ("|".join(map(re.escape, table[name])) for name in ("before", "behind"))
    pattern = rf"\b(?:{before})\w{{{STEM},}}(?:{behind})\b"
    return Affixes(re.compile(pattern, re.IGNORECASE), frozenset(table["except"]))


def in_clause_of(places: Sequence[int], place: int, text: str) -> bool:
    """Whether one of some places is before a place, in the same clause."""
    at = bisect_left(places, place + 1)
    return at > 0 and not CLAUSE_END.search(text, places[at - 1], place)


def is_near(places: Sequence[int], place: int) -> bool:
    """Whether one of some rising places is beside a place."""
    at = bisect_left(places, place - BESIDE)
    return at < len(places) and places[at] <= place + BESIDE


def kind_of(seen: Sighting) -> str:
    """How a word denies, the least of the ways that it may be meant."""
    return next(name for name in ("weak", "sure", "alone", "lexical", "concord") if name in seen.senses)


def begins_sentence(text: str, start: int, place: int) -> bool:
    """Whether a place is at the head of a sentence of what begins at `start`: Nor shall …"""
    return not text[start:place].strip() or bool(SENTENCE_END.search(text[start:place]))


def denial(seen: Sighting, *, beside: bool, empty: bool, first: bool) -> Mention:
    """One word that denies; one of those that go beside another denies by itself at the head of a sentence."""
    kind = kind_of(seen)
    if "concord" in seen.senses and first:
        kind = "alone"
    firm = not empty and (kind == "sure" or (kind == "alone" and not beside))
    return Mention("negation", frozenset((kind,)), seen.start, seen.end, firm)
