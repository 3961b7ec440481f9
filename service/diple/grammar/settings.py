"""What the small grammar needs to know of a language beyond tags: its auxiliaries, its markers, its word order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from diple.lexicon.tables import language_table


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one language, from its table "grammar". Words are lemmas in small letters.

    `of` are the prepositions whose phrase always belongs to the noun before them, `agent` those of the agent of a
    passive, `passive`, `perfect` and `future` the auxiliaries. `conditions` are openers of conditions, as sequences of
    words; so are `purposes` and `times`.
    `expletives` hold the place of a subject that follows ("there"); `time_nouns` make adverbials without a preposition.

    `complements` are nouns by the preposition of their complement ("commitment" under "to").

    Word order: `head_first` where the second of two nouns modifies the first, `adjectives_follow` where adjectives may
    come after the noun, `genitive_follows` where a noun in the genitive belongs to the noun before, `bare_infinitive`
    where the infinitive needs no marker.
    """

    of: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    conditions: tuple[tuple[str, ...], ...] = ()
    purposes: tuple[tuple[str, ...], ...] = ()
    times: tuple[tuple[str, ...], ...] = ()
    expletives: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    complements: dict[str, frozenset[str]] = field(default_factory=dict)
    head_first: bool = False
    adjectives_follow: bool = False
    bare_infinitive: bool = False
    genitive_follows: bool = False
    openers: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Lists the openers of conditions, of purposes and of times in `openers`, by their first and last words."""
        listed: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for kind, phrases in (("condition", self.conditions), ("purpose", self.purposes), ("time", self.times)):
            for phrase in phrases:
                for word in {phrase[0], phrase[-1]}:
                    listed.setdefault(word, []).append((kind, phrase))
        object.__setattr__(self, "openers", {word: tuple(found) for word, found in listed.items()})


@cache
def settings_of(language: str) -> Settings:
    """The settings of a language; without a table all sets are empty."""
    table = language_table(language, "grammar")
    values: dict[str, Any] = {name: _value(name, value) for name, value in table.items() if name != "source"}
    return Settings(**values)


def _value(name: str, value: object) -> object:
    if isinstance(value, dict):
        return {each: frozenset(nouns) for each, nouns in value.items()}
    if not isinstance(value, list):
        return value
    if name in ("conditions", "purposes", "times"):
        return tuple(tuple(phrase.split()) for phrase in value)
    return frozenset(value)
