"""The names of states, cities, bodies and currencies in a passage, by identity: Russian, российский, 俄方 are RU.

Names of states and cities are those of the Unicode CLDR; adjectives, peoples, bodies and the roles of treaties are in
the table "facts" of each language. A capital makes no name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from diple.facts.forms import Forms
from diple.facts.mention import Mention
from diple.lexicon.tables import language_table, lines, neutral_table

KINDS = {"states": "state", "cities": "city", "bodies": "body", "roles": "role", "currencies": "currency"}
COLUMNS = {"en": (0,), "ru": (1,), "zh": (2, 3), "fr": (4,), "es": (5,), "ar": (6,)}
LONG = 4  # letters of a Russian name that is inflected
ARTICLE = re.compile(r"(?:^|(?<=\s))ال")
HAN_RUN = 2  # states in a row that are one character each: 中俄


def names(text: str, start: int, end: int, language: str) -> list[Mention]:
    """The names of `text[start:end]` in order; offsets are those of `text`."""
    found: list[Mention] = []
    for seen in forms(language).sightings(text, start, end):
        kinds = {name.partition(":")[0] for name in seen.senses}
        values = frozenset(name.partition(":")[2] for name in seen.senses)
        found.append(Mention(min(kinds), values, seen.start, seen.end, is_firm(seen.senses, language)))
    return [*found, *(in_a_row(text, start, end) if language == "zh" else ())]


def is_firm(owners: tuple[str, ...], language: str) -> bool:
    """Whether a form names for sure: all that it may name is of one kind, and no common word is written alike."""
    known = neutral_table("facts")["loose"]
    loose = (*known["all"], *known.get(language, ()))
    return not any(owner.partition(":")[2] in loose for owner in owners)


def in_a_row(text: str, start: int, end: int) -> Iterator[Mention]:
    """States in a row of which Chinese writes one character each: 中俄, 日美韩."""
    known: dict[str, str] = neutral_table("facts")["han"]
    for match in re.finditer(f"[{''.join(known)}]{{{HAN_RUN},}}", text[start:end]):
        for at, character in enumerate(match.group(), start + match.start()):
            yield Mention("state", frozenset((known[character],)), at, at + 1, firm=False)


@cache
def forms(language: str) -> Forms:
    """The forms of all names in a language."""
    rows = (*of_cldr(language), *written(language))
    return Forms((*rows, *with_bare_capital(rows)), language)


def with_bare_capital(rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names that begin with a capital with an accent, which many leave out: Egypte for Égypte."""
    for owner, form in rows:
        bare = unicodedata.normalize("NFD", form[:1])[:1]
        if bare != form[:1] and bare.isupper() and bare.isascii():
            yield owner, bare + form[1:]


def written(language: str) -> Iterator[tuple[str, str]]:
    """The forms that the table of the language has, each with its kind and identity."""
    table = language_table(language, "facts")
    for section, kind in KINDS.items():
        yield from ((f"{kind}:{name}", form) for name, known in table.get(section, {}).items() for form in known)


def of_cldr(language: str) -> Iterator[tuple[str, str]]:
    """The names of the CLDR with their kind and identity, as the language writes them inside a sentence."""
    for kind, table, first in (("state", "territories.tsv", 1), ("city", "cities.tsv", 2)):
        for row in lines("", table):
            cells = row.split("\t")
            for column in COLUMNS.get(language, ()):
                name = cells[first + column] if len(cells) > first + column else ""
                if len(name) > 1:
                    yield f"{kind}:{identity(kind, cells)}", inflected(name, language)


def identity(kind: str, cells: list[str]) -> str:
    """The identity of a row: the code of a territory; territory and name of a city."""
    return cells[0] if kind == "state" else f"{cells[1]}/{cells[0].rpartition('/')[2]}"


def inflected(name: str, language: str) -> str:
    """A name as a form: Russian without its case, Arabic without its article."""
    if language == "ru":
        return " ".join(nominative().sub("", word) + "~" if len(word) >= LONG else word for word in name.split())
    if language == "ar":
        return ARTICLE.sub("", name)
    return f"{name}~" if language == "en" else name


@cache
def nominative() -> re.Pattern[str]:
    """The ending of a Russian name in the nominative."""
    return re.compile(f"(?:{'|'.join(language_table('ru', 'facts')['endings']['nominative'])})$")
