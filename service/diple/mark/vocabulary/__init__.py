"""Closed word classes of a language: what the rules look for, as data, and how it is found.

Each language has one file in `words/` (`ru.toml`, `zh.toml` …) or, where there is much, a folder of them (`en/`).
Phrases are found over tokens by an automaton (phrases.py), so that a sentence costs one look-up a word however long
the lists grow.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from itertools import accumulate, compress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from diple.mark.vocabulary.clitics import WORD, Clitics
from diple.mark.vocabulary.phrases import (
    ANY_NAME,
    ANY_WORD,
    Entry,
    Form,
    Neighbours,
    State,
    core_of,
    first_words,
    neighbours,
    phrases,
    places_of,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

RUN = re.compile(r"\w+")
PARTS = re.compile(f"({WORD.pattern})")
# The same for text in ASCII only, in half the time.
PLAIN_PARTS = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*(?:(?:-[0-9]+)?/[0-9]+)?|[^\w\s])")


class Token(NamedTuple):
    """A word, number or mark: its key (small letters) and its span in the statement's text."""

    key: str
    start: int
    end: int
    capital: bool


class Hit(NamedTuple):
    """A phrase that a closed class or the lexicon knows, found at `[start, end)` of the statement's text."""

    kind: str
    rank: float | None
    start: int
    end: int
    form: str
    means: str
    head: str = ""
    concept: str | None = None

    @property
    def value(self) -> object:
        """What makes two hits the same: the rank on a ladder, else the set's meaning."""
        return self.means if self.rank is None else (self.rank, self.head)


# A third of the time of Token(…) and Hit(…), which are made by the thousand.
MAKE_TOKEN = partial(tuple.__new__, Token)
MAKE_HIT = partial(tuple.__new__, Hit)
token_key, token_capital = itemgetter(0), itemgetter(3)
EMPTY: frozenset[str] = frozenset()
ROWS = ("entry", "fact", "deed")  # the lists of a file that make trees of phrases
# The kind of a phrase, beside its own, that denies in form and affirms in sense: "spare no effort".
AFFIRMING = "affirming"
AS_WRITTEN = (*ROWS, "clitics", "weighty", "paragraphs", "topics", "language", "source")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed classes of one language.

    `start` is the state of the phrases before any word; `tables` holds everything else of the file by name: number
    words, units, months, stop words, patterns. `openers` are the first words of phrases by kind, `phrase_words` all
    words.
    """

    language: str
    spaced: bool
    cased: frozenset[str]
    start: State = field(default_factory=lambda: State(()))
    tables: dict[str, Any] = field(default_factory=dict)
    openers: dict[str, frozenset[str]] = field(default_factory=dict)
    phrase_words: frozenset[str] = EMPTY
    clitics: Clitics | None = None
    forms: tuple[Form, ...] = field(default=(), compare=False, repr=False)
    unions: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def words(self, name: str) -> frozenset[str]:
        """The set of words in table `name`, empty where the language has none."""
        found: frozenset[str] = self.tables.get(name, frozenset())
        return found

    def union(self, *names: str) -> frozenset[str]:
        """The words of several tables together, joined once."""
        found = self.unions.get(names)
        if found is None:
            found = self.unions[names] = frozenset().union(*map(self.words, names))
        return found

    def may_open(self, kind: str, keys: frozenset[str]) -> bool:
        """Whether a phrase of a kind may begin with one of `keys`: a cheap doubt before phrases are looked for."""
        return not self.openers.get(kind, EMPTY).isdisjoint(keys)

    def may_hold(self, kind: str, keys: frozenset[str]) -> bool:
        """Whether a phrase of a kind may stand among some words: a closer doubt, where they begin plainly."""
        return not cores_of(self.language, kind).isdisjoint(keys)

    def keys_of(self, text: str) -> frozenset[str]:
        """The keys of all words of a text, read cheaply: for a doubt before one looks closer."""
        return frozenset(self.clitics.keys(text) if self.clitics else RUN.findall(text.lower()))

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`, with offsets into `text`."""
        stretch = text[start:end]
        pattern = self.clitics.parts if self.clitics else PLAIN_PARTS if stretch.isascii() else PARTS
        parts = pattern.split(stretch)
        surfaces = parts[1::2]
        places = list(accumulate(map(len, parts), initial=start))
        keys = list(map(str.lower, surfaces))
        if not self.cased.isdisjoint(surfaces):
            keys = [word if word in self.cased else key for word, key in zip(surfaces, keys, strict=True)]
        if "’" in stretch:
            keys = [key.replace("’", "'") for key in keys]
        if self.clitics:
            keys = list(map(self.clitics.key, keys))
        capitals = [word[0].isupper() for word in surfaces]
        return list(map(MAKE_TOKEN, zip(keys, places[1:-1:2], places[2::2], capitals, strict=True)))

    def hits(self, text: str, tokens: Sequence[Token], before: int | None = None) -> list[Hit]:
        """All phrases of the closed classes in `tokens`, in order; of one kind only the longest at a place.

        Of those alone that begin before a place, where one is named.
        """
        found = []
        for at, state in self.beginnings(tokens):
            if before is not None and tokens[at].start >= before:
                break
            reached = walk(state, tokens, at + 1)
            if len(reached) > 1:
                longest: dict[str, tuple[Entry, int]] = {}
                for entry, stop in reached:
                    if entry.kind not in longest or longest[entry.kind][1] < stop:
                        longest[entry.kind] = entry, stop
                reached = list(longest.values())
            for (kind, rank, means, head), stop in reached:
                start, end = tokens[at].start, tokens[stop - 1].end
                found.append(MAKE_HIT((kind, rank, start, end, text[start:end], means, head, None)))
        return found

    def beginnings(self, tokens: Sequence[Token]) -> list[tuple[int, State]]:
        """The tokens at which a phrase may begin, each with the state after it; the token behind must go on with it."""
        start, onward, after = self.start, self.start.onward, self.start.after
        keys = list(map(token_key, tokens))
        behind = [*keys[1:], ""]
        found = []
        for at in compress(range(len(keys)), map(onward.__contains__, keys)):
            state = after[keys[at]]
            if state.is_open or behind[at] in state.onward:
                found.append((at, start.following(keys[at]) if ANY_WORD in onward else state))
        if ANY_NAME not in onward:
            return found
        name = after[ANY_NAME]
        capitals = compress(range(len(keys)), map(token_capital, tokens))
        names = [at for at in capitals if name.is_open or behind[at] in name.onward]
        if not names:
            return found
        return sorted({**dict(found), **{at: start.following(keys[at], capital=True) for at in names}}.items())


def walk(state: State, tokens: Sequence[Token], at: int) -> list[tuple[Entry, int]]:
    """Entries that end where a state stands, before token `at`, or further on, each with the token after its last."""
    reached = [(entry, at) for entry in state.ends] if state.ends else []
    size = len(tokens)
    while at < size:
        key, _, _, capital = tokens[at]
        if state.free:
            state = state.following(key, capital=capital)
        elif key in state.onward:
            state = state.after[key]
        else:
            break
        at += 1
        if state.ends:
            reached += [(entry, at) for entry in state.ends]
    return reached


@cache
def vocabulary(language: str) -> Vocabulary:
    """The closed classes of `language`; those of an unknown language are empty, and then no rule speaks."""
    table = table_of(language)
    if not table:
        return Vocabulary(language, True, EMPTY)
    cased = frozenset(table.get("cased", ()))
    lists = {name: value for name, value in table.items() if name not in ROWS}
    tables = {name: frozenset(value) if isinstance(value, list) else value for name, value in lists.items()}
    aspect = table.get("aspect", {})
    tables["auxiliaries"] = frozenset(word for group in aspect.values() if isinstance(group, list) for word in group)
    if "numbers" in table:
        tables["numbers"] = number_tables(table["numbers"])
    spaced = table.get("spaced", True)
    tables["deed_words"] = deed_vocabulary(language).phrase_words - frozenset(table.get("stop", ()))
    return Vocabulary(language, spaced, cased, tables=tables, **read_phrases(table["entry"], cased, table))


@cache
def deed_vocabulary(language: str) -> Vocabulary:
    """The deeds of a language by kind and strength; looked for where a word that opens one has changed."""
    table = table_of(language)
    cased = frozenset(table.get("cased", ()))
    rows = table.get("deed", ())
    return Vocabulary(language, table.get("spaced", True), cased, **read_phrases(rows, cased, table))


@cache
def fact_vocabulary(language: str) -> Vocabulary:
    """What tells the facts about a whole text: votes, levels, types of document; looked for in few places only.

    Its tables are those of the language whose values are lists of words, as sets: {"votes": {"links": …}}.
    """
    table = table_of(language)
    cased = frozenset(table.get("cased", ()))
    tables = {name: word_sets(part) for name, part in table.items() if isinstance(part, dict)}
    rows = table.get("fact", ())
    return Vocabulary(language, table.get("spaced", True), cased, tables=tables, **read_phrases(rows, cased, table))


def word_sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The lists of words of a table, as sets."""
    return {
        name: frozenset(words)
        for name, words in table.items()
        if isinstance(words, list) and all(isinstance(word, str) for word in words)
    }


def read_phrases(rows: Iterable[dict[str, Any]], cased: frozenset[str], table: dict[str, Any]) -> dict[str, Any]:
    """What a vocabulary holds of the phrases of some entries, and how the language's words are cut."""
    clitics = Clitics(table.get("clitics", {}))
    forms = (
        (form, Entry(kind, row.get("rank"), row.get("means", kind), row.get("head", "")))
        for row in rows
        for kind in ((row["kind"], AFFIRMING) if row.get("affirms") else (row["kind"],))
        for form in row["forms"]
    )
    start, kept = phrases(forms, cased, clitics)
    openers: dict[str, set[str]] = {}
    for form in kept:
        openers.setdefault(form.entry.kind, set()).update(first_words(form))
    words = frozenset(word for form in kept for place in form.places for choice in place for word in choice)
    found = {"start": start, "openers": sets_of(openers), "phrase_words": words, "forms": kept}
    return found | {"clitics": clitics} if "clitics" in table else found


@cache
def neighbours_of(language: str, word: str) -> Neighbours:
    """What stands beside a word in the phrases of the closed classes."""
    return neighbours(word, forms_with(language).get(word, ()))


@cache
def forms_with(language: str) -> dict[str, list[Form]]:
    """The forms of the closed classes by each of their words."""
    found: dict[str, list[Form]] = {}
    for form in vocabulary(language).forms:
        for word in {word for place in form.places for choice in place for word in choice}:
            found.setdefault(word, []).append(form)
    return found


@cache
def cores_of(language: str, kind: str) -> frozenset[str]:
    """Words of which one stands in every phrase of a kind: of each, that place whose words are the longest."""
    table = table_of(language)
    cased, clitics = frozenset(table.get("cased", ())), Clitics(table.get("clitics", {}))
    stop = frozenset(table.get("stop", ()))
    forms = (form for row in table.get("entry", ()) if row["kind"] == kind for form in row["forms"])
    found = ([place for place in places_of(form, cased, clitics) if all(place)] for form in forms)
    return frozenset(word for places in found for word in core_of(places, stop))


@cache
def table_of(language: str) -> dict[str, Any]:
    """All that is written of a language, {} where nothing is: the entries of its files one after another."""
    table: dict[str, Any] = {}
    for source in sources_of(language):
        part = tomllib.loads(source.read_text(encoding="utf-8"))
        for rows in ROWS:
            table.setdefault(rows, []).extend(part.pop(rows, ()))
        table.update(part)
    return keyed(table) if "clitics" in table else table


def keyed(table: dict[str, Any]) -> dict[str, Any]:
    """What is written of a language, its words as keys of tokens but for what is looked for in the text itself."""
    clitics = Clitics(table["clitics"])
    return {name: part if name in AS_WRITTEN else clitics.keyed(part) for name, part in table.items()}


def sources_of(language: str) -> list[Traversable]:
    """The files of a language: one, or those of its folder by name."""
    words = files("diple.mark").joinpath("words")
    if not language.isalpha():
        return []
    one, folder = words.joinpath(f"{language}.toml"), words.joinpath(language)
    if folder.is_dir():
        return sorted((part for part in folder.iterdir() if part.name.endswith(".toml")), key=lambda part: part.name)
    return [one] if one.is_file() else []


def sets_of(lists: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """The same sets, frozen."""
    return {name: frozenset(values) for name, values in lists.items()}


def number_tables(table: dict[str, Any]) -> dict[str, Any]:
    """The tables for reading numbers, and "starts": the words with which a quantity can begin."""
    tables = {name: frozenset(value) if isinstance(value, list) else value for name, value in table.items()}
    tables["interval_starts"] = frozenset(phrase.split(" ")[0] for phrase in table["intervals"])
    tables["compounds"] = compounds(table)
    tables["units"] = dict(table["units"]) | {
        f"- {unit}{ending}": [days, "days"] for unit, days, ending in measured_adjectives(table)
    }
    more = (frozenset(tables.get(name, ())) for name in ("compounds", "fractions", "factors", "ordinals", "time_nouns"))
    tables["starts"] = frozenset(table["words"]).union(tables["interval_starts"], *more)
    return tables


def measured_adjectives(table: dict[str, Any]) -> list[tuple[str, float, str]]:
    """The adjectives made of units of time: their stem, its days, and each ending: "-летн-ий"."""
    endings: dict[str, list[str]] = table.get("adjective_endings", {})
    stems: dict[str, float] = table.get("unit_stems", {})
    return [(stem, days, end) for stem, days in stems.items() for end in endings.get(stem, endings.get("all", ()))]


def compounds(table: dict[str, Any]) -> dict[str, float]:
    """The words that hold a number and a unit of time, with the days they count: "пятилетний"."""
    return {
        f"{number}{unit}{ending}": value * days
        for number, value in table.get("number_stems", {}).items()
        for unit, days, ending in measured_adjectives(table)
    }
