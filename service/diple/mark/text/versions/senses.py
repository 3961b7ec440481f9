"""Senses that a rendering keeps, and the forms that bear them in several languages: persons, 人员, лица.

for seen in sightings(text, start, end, "fr"):
    print(seen.senses, text[seen.start : seen.end])

The table "senses" holds them by field, and that of each language their forms. A field's `policy` says what a difference
means: `contrast`, where one version has one sense of the field and the other another; `alone`, where one version has a
sense and the other nothing like it, or a word of the fields `instead`; `beside`, where that holds though the form bears
other senses of the field; `either` of these; `slight`, a shade whose lack is no more than minor; `yield`, where it
counts beside another sense that contrasts, never by itself; `answer`, where the sense only shows that two sentences say
the same. A field's `kin` says what its senses mean at large, a thing or an act. A
sense's `also` names others that may render it, either way. How forms are written: `diple.facts.forms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from diple.facts.forms import Forms, Sighting
from diple.facts.kept import kept
from diple.lexicon.tables import language_table, neutral_table


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
def forms(language: str) -> Forms:
    """The forms of a language."""
    return Forms(written_forms(language), language)


def written_forms(language: str) -> list[tuple[str, str]]:
    """Each sense with each of its forms in a language, in the order of the fields."""
    table = language_table(language, "senses")
    return [
        (name, form) for field in fields() for name, _ in rows_of(field) for form in table.get(field, {}).get(name, ())
    ]


def sightings(text: str, start: int, end: int, language: str) -> list[Sighting]:
    """The senses that `text[start:end]` bears, in order; offsets are those of `text`."""
    found = of_passage(text[start:end], language)
    return [Sighting(one.start + start, one.end + start, one.senses) for one in found]


@kept
def of_passage(text: str, language: str) -> tuple[Sighting, ...]:
    """The senses that a passage bears by itself."""
    return tuple(forms(language).sightings(text, 0, len(text)))
