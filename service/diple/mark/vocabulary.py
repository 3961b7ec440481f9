"""Closed word classes of a language: what the rules look for, as data, and how it is found.

Each language has one file beside this module (`en.toml`, `ru.toml` …). Phrases are found over tokens with a
prefix tree, so that a sentence costs one look-up a word however long the lists grow.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

WORD = re.compile(r"[㐀-鿿]|[^\W\d_㐀-鿿]+(?:['’][^\W\d_㐀-鿿]+)*|\d+(?:[.,]\d+)*(?:(?:-\d+)?/\d+)?|[^\w\s]")
BRACE = re.compile(r"\{([^{}]*)\}")
ANY_WORD, ANY_NAME, END = "*", "^", ""


class Entry(NamedTuple):
    """One line of a closed class: its kind ("modality"), rank or None, and how a rationale names it."""

    kind: str
    rank: float | None
    means: str
    head: str


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed classes of one language.

    `tree` is a prefix tree of token keys whose leaves (under "") are entries; `tables` holds everything else of
    the file by name: number words, units, months, stop words, patterns.
    """

    language: str
    spaced: bool
    cased: frozenset[str]
    tree: dict[str, Any]
    tables: dict[str, Any] = field(default_factory=dict)

    def words(self, name: str) -> frozenset[str]:
        """The set of words in table `name`, empty where the language has none."""
        found: frozenset[str] = self.tables.get(name, frozenset())
        return found

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`, with offsets into `text`."""
        cased, found = self.cased, []
        for match in WORD.finditer(text, start, end):
            surface = match.group()
            key = surface if surface in cased else surface.lower().replace("’", "'")
            found.append(Token(key, *match.span(), surface[0].isupper()))
        return found

    def hits(self, text: str, tokens: Sequence[Token]) -> list[Hit]:
        """All phrases of the closed classes in `tokens`, in order; of one kind only the longest at a place."""
        tree, found = self.tree, []
        for at, token in enumerate(tokens):
            if token.key in tree or ANY_WORD in tree or (ANY_NAME in tree and token.capital):
                longest: dict[str, tuple[Entry, int]] = {}
                for entry, stop in walk(tree, tokens, at):
                    if entry.kind not in longest or longest[entry.kind][1] < stop:
                        longest[entry.kind] = entry, stop
                for entry, stop in longest.values():
                    start, end = token.start, tokens[stop - 1].end
                    found.append(Hit(entry.kind, entry.rank, start, end, text[start:end], entry.means, entry.head))
        return found


def walk(tree: dict[str, Any], tokens: Sequence[Token], at: int) -> list[tuple[Entry, int]]:
    """Entries that begin at token `at`, each with the token after its last."""
    reached: list[tuple[Entry, int]] = []
    nodes = [tree]
    while nodes and at < len(tokens):
        token, following = tokens[at], []
        at += 1
        for node in nodes:
            if token.key in node:
                following.append(node[token.key])
            if ANY_NAME in node and token.capital:
                following.append(node[ANY_NAME])
            if ANY_WORD in node and token.key[0].isalpha():
                following.append(node[ANY_WORD])
        nodes = following
        reached += [(entry, at) for node in nodes if END in node for entry in node[END]]
    return reached


def expand(form: str) -> Iterator[str]:
    """The forms that a form with braces stands for: "deplor{e|es}" gives deplore and deplores."""
    innermost = BRACE.search(form)
    if innermost is None:
        yield form
        return
    for part in innermost.group(1).split("|"):
        yield from expand(form[: innermost.start()] + part + form[innermost.end() :])


def plant(tree: dict[str, Any], form: str, entry: Entry, cased: frozenset[str]) -> None:
    """Adds one form to a prefix tree."""
    node = tree
    for word in WORD.findall(form):
        node = node.setdefault(word if word in cased else word.lower(), {})
    leaf = node.setdefault(END, [])
    if entry not in leaf:
        leaf.append(entry)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The closed classes of `language`; those of an unknown language are empty, and then no rule speaks."""
    source = files("diple.mark").joinpath(f"{language}.toml")
    if not language.isalpha() or not source.is_file():
        return Vocabulary(language, True, frozenset(), {})
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    cased, tree = frozenset(table.get("cased", ())), dict[str, Any]()
    for row in table.pop("entry", ()):
        entry = Entry(row["kind"], row.get("rank"), row.get("means", row["kind"]), row.get("head", ""))
        for form in row["forms"]:
            for plain in expand(form):
                plant(tree, plain, entry, cased)
    tables = {name: frozenset(value) if isinstance(value, list) else value for name, value in table.items()}
    aspect = table.get("aspect", {})
    tables["auxiliaries"] = frozenset(word for group in aspect.values() if isinstance(group, list) for word in group)
    if "numbers" in table:
        tables["numbers"] = number_tables(table["numbers"])
    return Vocabulary(language, table.get("spaced", True), cased, tree, tables)


def number_tables(table: dict[str, Any]) -> dict[str, Any]:
    """The tables for reading numbers, and "starts": the words with which a quantity can begin."""
    tables = {name: frozenset(value) if isinstance(value, list) else value for name, value in table.items()}
    tables["interval_starts"] = frozenset(phrase.split(" ")[0] for phrase in table["intervals"])
    tables["starts"] = frozenset(table["words"]) | tables["interval_starts"]
    return tables
