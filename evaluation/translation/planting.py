"""One change in one version of a faithful pair, made from the tables of planting.toml by a fixed seed."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from diple.model import Span
from evaluation.translation import trees
from evaluation.translation.texts import (
    ARTICLE,
    LONGEST_HEADING,
    OF_SENTENCES,
    Pair,
    Unit,
    article_of,
    declaration_pairs,
    numbers,
    sentence_pairs,
    treaty_pairs,
)

TABLES = Path(__file__).with_name("planting.toml")
KINDS = ("number", "country", "negation", "modal", "scope", "agent", "member")
MOST = 200  # of a kind
SEED = 13
AROUND = {"sentences": 4, "declaration": 1, "treaties": 1}  # articles, or sentences, on either side of the changed one
# A number in digits that is no part of another, of a date by numbers or of a name.
DIGITS = re.compile(
    r"(?<!\d[ \u00a0\u202f])(?<![\d.,:/\-–A-Za-zА-Яа-я])\d{1,4}(?![.,:/\-–]?\d| \d{3}|[A-Za-zА-Яа-я°%])"
)
# The label of a list item or paragraph at the start of a unit.
LABEL = re.compile(r"\s*[(（]?\w{1,3}[)）.、]\s*")
BOUND_TO_AGENT = "所"  # 被 agent 所 verb: without the agent 所 is wrong
YEARS = range(1000, 2100)
SPACED = r"(?<!\w){}(?!\w)"


class Exchange(NamedTuple):
    """What one template puts for what, in one unit: the place of the old wording, and the new one."""

    kind: str
    place: Span
    wording: str

    def made(self, text: str) -> str:
        """The text after the exchange."""
        return text[: self.place.start] + self.wording + text[self.place.end :]


class Planted(NamedTuple):
    """A faithful pair, the side and number of the unit that is changed, and how."""

    pair: Pair
    side: int
    at: int
    exchange: Exchange

    @property
    def unit(self) -> Unit:
        """The unit before the change."""
        return self.pair.units[self.side][self.at]

    @property
    def changed(self) -> Pair:
        """The pair after the change."""
        units = list(self.pair.units[self.side])
        units[self.at] = units[self.at]._replace(text=self.exchange.made(self.unit.text))
        sides = (tuple(units), self.pair.units[1]) if self.side == 0 else (self.pair.units[0], tuple(units))
        return self.pair._replace(units=sides)


@cache
def tables() -> dict[str, Any]:
    """The tables of planting.toml."""
    return tomllib.loads(TABLES.read_text(encoding="utf-8"))


@cache
def templates(language: str) -> tuple[tuple[str, re.Pattern[str], dict[str, Any]], ...]:
    """The templates of a language: kind, pattern and entry; a cycle has its words in order."""
    found = []
    for entry in tables()["cycle"]:
        if entry["language"] == language:
            words = "|".join(sorted(entry["words"], key=len, reverse=True))
            pattern = f"({words})" if language == "zh" else SPACED.format(f"({words})")
            found.append((entry["kind"], re.compile(pattern), entry))
    found += [
        (entry["kind"], re.compile(entry["old"]), entry) for entry in tables()["edit"] if entry["language"] == language
    ]
    return tuple(found)


def exchanges(unit: Unit, language: str, random: Random) -> Iterator[Exchange]:
    """All exchanges that the templates, numbers in digits and trees allow in a unit that is no heading."""
    if is_heading(unit):
        return
    for kind, pattern, entry in templates(language):
        for match in pattern.finditer(unit.text):
            if not is_excluded(match, entry):
                wording = in_case(match[1], wording_of(match, entry))
                yield Exchange(kind, Span(*match.span(1)), wording)
    label = LABEL.match(unit.text)
    for match in DIGITS.finditer(unit.text, label.end() if label else 0):
        yield Exchange("number", Span(*match.span()), other_number(match[0], random))
    if language in OF_SENTENCES and unit.id in trees.trees(language):
        yield from without_agent(unit, language)
        yield from (Exchange("member", place, "") for place in trees.members(language, unit.id))


def is_heading(unit: Unit) -> bool:
    """Whether a unit is the heading of an article."""
    return len(unit.text) < LONGEST_HEADING and ARTICLE.match(unit.text) is not None


def without_agent(unit: Unit, language: str) -> Iterator[Exchange]:
    """The sentence without the phrase that says by whom."""
    for place in trees.by_phrases(language, unit.id, tables()["by"]):
        space = place.start > 0 and unit.text[place.start - 1] == " "
        if not unit.text.startswith(BOUND_TO_AGENT, place.end):
            yield Exchange("agent", Span(place.start - space, place.end), "")


def is_excluded(match: re.Match[str], entry: dict[str, Any]) -> bool:
    """Whether what is before or after the place excludes it."""
    before, after = match.string[: match.start(1)], match.string[match.end(1) :]
    if "not_after" in entry and re.search(f"(?:{entry['not_after']})$", before):
        return True
    return "not_before" in entry and re.match(entry["not_before"], after) is not None


def wording_of(match: re.Match[str], entry: dict[str, Any]) -> str:
    """The next word of a cycle, or what an edit puts."""
    if "words" in entry:
        words: list[str] = entry["words"]
        return words[(words.index(match[1]) + 1) % len(words)]
    new: str = match.expand(entry["new"])
    return new


def in_case(old: str, new: str) -> str:
    """The new wording with the capital or small first letter of the old."""
    if old[:1].isalpha() and new:
        return (new[0].upper() if old[0].isupper() else new[0].lower()) + new[1:]
    return new


def other_number(digits: str, random: Random) -> str:
    """Another number, a year for a year."""
    value = int(digits)
    if value in YEARS and len(digits) == 4:
        return str(value - random.randint(2, 9))
    return str(value + random.randint(2, 2 + value // 2))


def planted(*, sealed: bool, most: int = MOST) -> dict[str, list[Planted]]:
    """Up to so many changes of each kind, spread over texts and languages, each place of a text once."""
    random = Random(SEED)
    places: dict[str, dict[tuple[str, str, str, Span], list[Planted]]] = {kind: defaultdict(list) for kind in KINDS}
    for pair in all_pairs(sealed=sealed):
        for side, language in enumerate(pair.languages):
            for at, unit in enumerate(pair.units[side]):
                for exchange in exchanges(unit, language, random):
                    key = (pair.name.split()[0], language, unit.text, exchange.place)
                    places[exchange.kind][key].append(Planted(pair, side, at, exchange))
    return {kind: spread(places[kind], most, random) for kind in KINDS}


def all_pairs(*, sealed: bool) -> Iterator[Pair]:
    """All faithful pairs of a half; the sentences in one text."""
    yield from sentence_pairs(len(numbers(sealed=sealed)), sealed=sealed)
    yield from declaration_pairs(sealed=sealed)
    yield from treaty_pairs(sealed=sealed)


def spread(places: dict[tuple[str, str, str, Span], list[Planted]], most: int, random: Random) -> list[Planted]:
    """One plant of each place, with another language by chance, from each text and language in turn."""
    groups: dict[tuple[str, str], list[Planted]] = defaultdict(list)
    for (text, language, _, _), plants in places.items():
        groups[text, language].append(random.choice(plants))
    for group in groups.values():
        random.shuffle(group)
    chosen: list[Planted] = []
    while groups and len(chosen) < most:
        for key in sorted(groups):
            chosen.append(groups[key].pop())
            if not groups[key]:
                del groups[key]
    return chosen[:most]


def around(plant: Planted) -> Planted:
    """The same in a short text: the unit's article, and those beside it, on both sides."""
    articles = list(dict.fromkeys(article_of(unit) for unit in plant.pair.units[plant.side]))
    middle, reach = articles.index(article_of(plant.unit)), AROUND[plant.pair.corpus]
    kept = set(articles[max(0, middle - reach) : middle + reach + 1])
    sides = [tuple(unit for unit in side if article_of(unit) in kept) for side in plant.pair.units]
    before = sum(article_of(unit) not in kept for unit in plant.pair.units[plant.side][: plant.at])
    return plant._replace(pair=plant.pair._replace(units=(sides[0], sides[1])), at=plant.at - before)
