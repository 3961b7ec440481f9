"""What a statement calls itself and at which level it is made, by the words of its title, head and opening.

The words of each language are its table `titles`. Of several kinds that a title names the first counts: "Joint
Statement on the Agreement"; in Chinese the last. Of several offices the first one speaks, and those that a word like
"and" puts beside it; the highest of these is the level. Where two names are side by side, some languages have last what
others have first: a "Foreign Ministry spokesperson" is a spokesperson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from diple.archive.statements.contract import LEVELS
from diple.lexicon.tables import language_table

NOBODY = "nobody"
"""The name of those phrases that hold the word of an office and name none."""
_BETWEEN = r"(?: \S+){0,2}? "
"""Up to two words in the open place of a phrase: "Joint Leaders' Statement"."""
_BEHIND_JOINT = r"(?: \S+){0,2} $"
"""Up to two words between "and" and the office: "and the Foreign Minister", "y por el Canciller"."""
_BEHIND_HAN_JOINT = r"[^。，,；;\s]{0,12}$"
"""Up to twelve characters, the name of a State, between 和 and the office."""
_BESIDE = re.compile("(?:'s?)?[ 的-]?")
"""What is between two names side by side: "Prime Minister's envoy"."""


class Names(NamedTuple):
    """How the names of kinds, or of levels, are found in one language, and what puts one beside another."""

    pattern: re.Pattern[str]
    of: tuple[str, ...]
    joints: re.Pattern[str]
    last_names: bool
    last_kind: bool


class Named(NamedTuple):
    """A kind or level that a text names, and where."""

    name: str
    start: int
    end: int


def kind_in(lines: Iterable[str], language: str) -> str:
    """The kind that the first line with one names; "" for none."""
    names = names_of(language, "kinds")
    rows = next((rows for line in lines if (rows := _rows(_plain(line), names))), ())
    return rows[-1 if names.last_kind else 0].name if rows else ""


def level_in(lines: Iterable[str], language: str) -> str:
    """The level of who speaks, by the first line that names an office; "" for none."""
    names = names_of(language, "levels")
    return next((level for line in lines if (level := _level(_plain(line), names))), "")


def _level(text: str, names: Names) -> str:
    """The highest of the first office and those beside it."""
    rows = [row for row in _rows(text, names) if row.name != NOBODY]
    speaking = [
        row.name for at, row in enumerate(rows) if at == 0 or names.joints.search(text[rows[at - 1].end : row.start])
    ]
    return min(speaking, key=LEVELS.index, default="")


def _rows(text: str, names: Names) -> list[Named]:
    """The names in a text, in order; of names side by side the one that says what the thing is."""
    rows: list[Named] = []
    for found in _found(text, names):
        if not (rows and _BESIDE.fullmatch(text, rows[-1].end, found.start)):
            rows.append(found)
        elif names.last_names:
            rows[-1] = Named(found.name, rows[-1].start, found.end)
    return rows


def _found(text: str, names: Names) -> Iterator[Named]:
    for found in names.pattern.finditer(text):
        which = found.lastindex or 0
        yield Named(names.of[which - 1], *found.span(which))


def _plain(line: str) -> str:
    """A line in small letters, with one blank between words and one form of the apostrophe."""
    return " ".join(line.lower().replace("’", "'").split())


@cache
def names_of(language: str, which: str) -> Names:
    """The names of a language, the longest first; in one without a table none is ever found."""
    table = language_table(language, "titles")
    phrases = [(phrase, name) for name, words in table.get(which, {}).items() for phrase in words]
    phrases.sort(key=lambda pair: (-len(pair[0]), pair))
    before = _before(table.get("attached", ()))
    chosen = "|".join(f"({_expression(phrase, before)})" for phrase, _ in phrases) or "(?!)"
    return Names(
        re.compile(chosen if language == "zh" else rf"(?<!\w){before}(?:{chosen})(?!\w)"),
        tuple(name for _, name in phrases),
        _joints(table.get("joints", ()), language, bool(before)),
        bool(table.get("last_names")),
        bool(table.get("last_kind")),
    )


def _before(attached: Iterable[str]) -> str:
    """What may be written as one word with the word behind it."""
    return rf"(?:{'|'.join(sorted(attached, key=len, reverse=True))})?" if attached else ""


def _expression(phrase: str, before: str) -> str:
    """A phrase as a regular expression: "…" is up to two words, * any ending of a word."""
    parts = (part.split() for part in phrase.split("…"))
    return _BETWEEN.join(f" {before}".join(map(_word, words)) for words in parts)


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")


def _joints(words: Iterable[str], language: str, is_attached: bool) -> re.Pattern[str]:
    """Finds, at the end of what is between two offices, that they are put beside one another."""
    chosen = "|".join(map(re.escape, words)) or "(?!)"
    if language == "zh":
        return re.compile(rf"(?:{chosen}){_BEHIND_HAN_JOINT}")
    return re.compile(rf"(?<!\w)(?:{chosen})\w*$" if is_attached else rf"(?<!\w)(?:{chosen}){_BEHIND_JOINT}")
