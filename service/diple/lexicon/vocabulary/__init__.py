"""Closed word classes of a language: what the rules look for, as data, and how it is found.

The data are the table "classes" of each language's folder. Phrases are found over tokens by an automaton (phrases.py),
so that a sentence costs one look-up a word however long the lists grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, NamedTuple

from diple.lexicon.compiled import fresh
from diple.lexicon.tables import FOLDERS, language_table, sources
from diple.lexicon.vocabulary.clitics import WORD, Clitics
from diple.lexicon.vocabulary.phrases import (
    ANY_NAME,
    ANY_WORD,
    Entry,
    Form,
    Neighbours,
    Places,
    State,
    core_of,
    first_words,
    neighbours,
    openings,
    places_of,
    start_of,
)

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
    endings: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

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

    def has_ending(self, key: str, *names: str) -> bool:
        """Whether a key ends like one of the endings in some tables."""
        found = self.endings.get(names)
        if found is None:
            found = self.endings[names] = tuple(self.union(*names))
        return key.endswith(found)

    def may_open(self, kind: str, keys: frozenset[str]) -> bool:
        """Whether a phrase of a kind may begin with one of `keys`: a cheap doubt before phrases are looked for."""
        return not self.openers.get(kind, EMPTY).isdisjoint(keys)

    def may_hold(self, kind: str, keys: frozenset[str]) -> bool:
        """Whether a phrase of a kind may be among some words: a closer doubt, where they begin plainly."""
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
            known = {word: self.clitics.key(word) for word in set(keys)}
            keys = list(map(known.__getitem__, keys))
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
    """Entries that end where a state is, before token `at`, or further on, each with the token after its last."""
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
    return made_of(language, "entry")


@cache
def deed_vocabulary(language: str) -> Vocabulary:
    """The deeds of a language by kind and strength; looked for where a word that opens one has changed."""
    return made_of(language, "deed")


@cache
def fact_vocabulary(language: str) -> Vocabulary:
    """What shows the facts about a whole text: votes, levels, types of document; looked for in few places only.

    Its tables are those of the language whose values are lists of words, as sets: {"votes": {"links": …}}.
    """
    return made_of(language, "fact")


def made_of(language: str, rows: str) -> Vocabulary:
    """The vocabulary of one of the lists of a language's classes."""
    compiled = compiled_classes(language)
    if compiled is None:
        return Vocabulary(language, True, EMPTY)
    parts = compiled[rows]
    forms = tuple(
        Form(entry, places) for written, ways in parts["forms"] for entry in (Entry(*written),) for places in ways
    )
    clitics = Clitics(compiled["clitics"]) if "clitics" in compiled else None
    start = start_of(parts["openings"], forms)
    kept = {name: parts[name] for name in ("tables", "openers", "phrase_words")}
    return Vocabulary(
        language, compiled["spaced"], compiled["cased"], start=start, clitics=clitics, forms=forms, **kept
    )


@cache
def compiled_classes(language: str) -> dict[str, Any] | None:
    """The closed classes of a language in plain values, None where it has none: compiled, or else read now."""
    paths = sources(FOLDERS / language, "classes") if language.isalpha() else []
    if not paths:
        return None
    known: dict[str, Any] | None = fresh(paths, "vocabulary")
    return classes(language) if known is None else known


def classes(language: str) -> dict[str, Any]:
    """The closed classes of a language, read from its table, in plain values: what the compiled form holds."""
    table = table_of(language)
    cased = frozenset(table.get("cased", ()))
    deeds, facts, entries = (read_phrases(table.get(rows, ()), cased, table) for rows in ("deed", "fact", "entry"))
    found = {
        "spaced": table.get("spaced", True),
        "cased": cased,
        "entry": entries | {"tables": word_tables(table, deeds["phrase_words"])},
        "deed": deeds | {"tables": {}},
        "fact": facts | {"tables": {name: word_sets(part) for name, part in table.items() if isinstance(part, dict)}},
    }
    return found | ({"clitics": table["clitics"]} if "clitics" in table else {})


def word_tables(table: dict[str, Any], deed_words: frozenset[str]) -> dict[str, Any]:
    """The tables of a language that are no phrases: lists of words as sets, and what is made of them."""
    lists = {name: value for name, value in table.items() if name not in ROWS}
    tables = {name: frozenset(value) if isinstance(value, list) else value for name, value in lists.items()}
    aspect = table.get("aspect", {})
    tables["auxiliaries"] = frozenset(word for group in aspect.values() if isinstance(group, list) for word in group)
    if "numbers" in table:
        tables["numbers"] = number_tables(table["numbers"])
    tables["deed_words"] = deed_words - frozenset(table.get("stop", ()))
    return tables


def word_sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The lists of words of a table, as sets."""
    return {
        name: frozenset(words)
        for name, words in table.items()
        if isinstance(words, list) and all(isinstance(word, str) for word in words)
    }


def read_phrases(rows: Iterable[dict[str, Any]], cased: frozenset[str], table: dict[str, Any]) -> dict[str, Any]:
    """What a vocabulary holds of the phrases of some entries: their forms by entry, their first words, all words."""
    clitics = Clitics(table.get("clitics", {}))
    forms: list[tuple[tuple[Any, ...], list[Places]]] = []
    openers: dict[str, set[str]] = {}
    words: set[str] = set()
    for row in rows:
        found = [places_of(form, cased, clitics) for form in row["forms"]]
        for kind in (row["kind"], AFFIRMING) if row.get("affirms") else (row["kind"],):
            forms.append(((kind, row.get("rank"), row.get("means", kind), row.get("head", "")), found))
            openers.setdefault(kind, set()).update(word for places in found for word in first_words(places))
        words.update(word for places in found for place in places for choice in place for word in choice)
    ways = [places for _, found in forms for places in found]
    return {
        "forms": forms,
        "openings": openings(ways),
        "openers": sets_of(openers),
        "phrase_words": frozenset(words),
    }


@cache
def neighbours_of(language: str, word: str) -> Neighbours:
    """What is beside a word in the phrases of the closed classes."""
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
    """Words of which one is in every phrase of a kind: of each, that place whose words are the longest."""
    table = table_of(language)
    cased, clitics = frozenset(table.get("cased", ())), Clitics(table.get("clitics", {}))
    stop = frozenset(table.get("stop", ()))
    forms = (form for row in table.get("entry", ()) if row["kind"] == kind for form in row["forms"])
    found = ([place for place in places_of(form, cased, clitics) if all(place)] for form in forms)
    return frozenset(word for places in found for word in core_of(places, stop))


@cache
def table_of(language: str) -> dict[str, Any]:
    """All that is written of the closed classes of a language, {} where nothing is."""
    found = language_table(language, "classes")
    return keyed(found) if "clitics" in found else found


def keyed(table: dict[str, Any]) -> dict[str, Any]:
    """What is written of a language, its words as keys of tokens but for what is looked for in the text itself."""
    clitics = Clitics(table["clitics"])
    return {name: part if name in AS_WRITTEN else clitics.keyed(part) for name, part in table.items()}


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
