"""The words that the noise rules know: the table "noise" of each language, loaded once when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from diple.lexicon.tables import language_table, lines
from diple.normalise import key
from diple.numerals import Numerals, numerals_of

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_WORD_HAN = re.compile(r"\d+|[a-zA-Z]+|[^\s]")

_EMPTY: frozenset[str] = frozenset()
_TEN = 10


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of one language. Phrases are keys joined by blanks; sets hold keys.

    `synonyms` and `names` give the number of a phrase's group: phrases of one group say the same.
    `vocabulary` is every key that is in such a phrase, a quick way to see that none is there. `numbers`
    gives the value of a number word, `ordinals` of an ordinal, `all_ordinals` of compounds too (twenty-first); `tens`
    begin compounds (seventy-fifth). `numerals` compose numbers of any size, and `units` gives the unit that a phrase
    behind or before them names; `times` gives a unit of time as a number of hours or of months, `fractions` how
    many parts a word names. `form_words` are in
    forms of state. The rest is described where it is used and in the files themselves.
    """

    synonyms: dict[str, frozenset[int]]
    names: dict[str, frozenset[int]]
    vocabulary: frozenset[str]
    form_words: frozenset[str]
    tens: tuple[str, ...]
    apart: frozenset[str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    months: dict[str, int]
    sets: dict[str, frozenset[str]]
    expressions: dict[str, tuple[str, ...]]
    numerals: Numerals
    units: dict[str, str]
    times: dict[str, tuple[str, int]]
    fractions: dict[str, int]
    all_ordinals: dict[str, int]

    def of(self, name: str) -> frozenset[str]:
        """The set of that name; empty where the language has none."""
        return self.sets.get(name, _EMPTY)

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The regular expressions of that name, compiled when first asked for."""
        return _compiled(self.expressions.get(name, ()))


def phrase(text: str, language: str) -> str:
    """A phrase of the tables as its keys joined by blanks."""
    pattern = _WORD_HAN if language == "zh" else _WORD
    return " ".join(key(found, language) for found in pattern.findall(text))


_CHINESE = (("territories.tsv", 3), ("cities.tsv", 4))  # tables, and their first column in Chinese


@cache
def words_of(language: str) -> Words:
    """The words of `language`; a language without a table has empty ones, and only typography is seen in it."""
    noise, dates, figures = (language_table(language, name) for name in ("noise", "dates", "figures"))
    return _read(noise, dates, figures, language)


def _read(raw: dict[str, object], dates: dict[str, object], figures: dict[str, object], language: str) -> Words:
    named = _table(raw.get("sets")) | {name: dates[name] for name in ("date_words", "date_links") if name in dates}
    named |= {"series": figures.get("series")}
    sets = {name: frozenset(phrase(text, language) for text in _strings(values)) for name, values in named.items()}
    units = {
        phrase(text, language): unit for unit, phrases in _table(raw.get("units")).items() for text in _strings(phrases)
    }
    framing = {word for frame in sets.get("range_frames", _EMPTY) for word in frame.split()}
    sets["around_ranges"] = sets.get("ranges", _EMPTY) | framing | units.keys() | {"-"}
    forms = (sets.get(name, _EMPTY) for name in ("articles", "state_forms", "state_suffixes"))
    synonyms = _groups(_lists(raw.get("synonyms")), language)
    names = _groups([*_lists(raw.get("names")), *_names_of_both_scripts(language)], language)
    ordinals, values = (_numbered(raw.get(name), language) for name in ("ordinals", "numbers"))
    tens = tuple(sorted(sets.get("tens", _EMPTY)))
    return Words(
        synonyms=synonyms,
        names=names,
        vocabulary=frozenset(word for group in (synonyms, names) for text in group for word in text.split()),
        form_words=frozenset(word for form in forms for text in form for word in text.split()),
        tens=tens,
        apart=frozenset(phrase(text, language).replace(" ", "") for text in _strings(raw.get("apart"))),
        numbers=values,
        ordinals=ordinals,
        all_ordinals=ordinals | _compounds(tens, values, ordinals),
        months={
            key(name, language): number
            for number, names_of_month in enumerate(_lists(dates.get("months")), 1)
            for name in names_of_month
        },
        sets=sets,
        expressions=_expressions(raw),
        numerals=numerals_of(language),
        units=units,
        fractions=_numbered(figures.get("fractions"), language),
        times={
            key(name, language): (unit, int(factor))
            for measure, names in _table(raw.get("times")).items()
            for factor, unit in [measure.split()]
            for name in _strings(names)
        },
    )


def _names_of_both_scripts(language: str) -> list[list[str]]:
    """The names of territories and cities in Chinese that are others where traditional characters are written."""
    if language != "zh":
        return []
    rows = [line.split("\t")[column : column + 2] for table, column in _CHINESE for line in lines("", table)]
    return [names for names in rows if len(names) == len(set(names)) and all(names)]


def _groups(groups: list[list[str]], language: str) -> dict[str, frozenset[int]]:
    made: dict[str, frozenset[int]] = {}
    for number, group in enumerate(groups):
        for text in group:
            said = phrase(text, language)
            made[said] = made.get(said, frozenset()) | {number}
    return made


def _compounds(tens: tuple[str, ...], values: dict[str, int], ordinals: dict[str, int]) -> dict[str, int]:
    """The ordinals that are written as one word of tens and ones, by their keys."""
    ones = {key: value for key, value in ordinals.items() if value < _TEN}
    return {ten + one: values[ten] + ones[one] for ten in tens if ten in values for one in ones}


def _numbered(value: object, language: str) -> dict[str, int]:
    """Words whose value is their place in a list that starts at one, or written beside them in a table."""
    return {key(word, language): int(number) for word, number in _table(value).items() if isinstance(number, int)}


def _expressions(raw: dict[str, object]) -> dict[str, tuple[str, ...]]:
    """Regular expressions by name, with <NAME> in them replaced by the macro of that name."""
    macros = {name: str(text) for name, text in _table(raw.get("macros")).items()}
    patterns = _table(raw.get("patterns")).items()
    return {name: tuple(_expanded(text, macros) for text in _strings(values)) for name, values in patterns}


@cache
def _compiled(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression) for expression in expressions)


def _expanded(text: str, macros: dict[str, str]) -> str:
    for _ in range(4):
        text = re.sub(r"<([A-Z]+)>", lambda found: f"(?:{macros[found.group(1)]})", text)
    return text


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _strings(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _lists(value: object) -> list[list[str]]:
    return [_strings(group) for group in value] if isinstance(value, list) else []
