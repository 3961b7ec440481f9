"""Which states a text names, and which of them are third states: no party to the statement."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from diple.mark.events.words import HAN, Word, shared_start, words_of
from diple.model import Statement

FEW = 4  # letters that a form of a state's name shares with it at least
SHARED = 0.6  # share of the longer word that both have in common: "ukraine", "ukrainian"
OPENING = 2  # sentences at the head of a statement that name its parties


def state_of(word: Word, language: str) -> str | None:
    """The state that a word names, by its key; None where it names none."""
    return _state_of(word.key, language, is_name=word.is_name)


@lru_cache(maxsize=16_384)
def _state_of(key: str, language: str, *, is_name: bool) -> str | None:
    names = _names(language)
    if HAN.match(key):
        return key if key in names.get("", ()) else None
    if not (is_name or language == "ar") or len(key) < FEW:
        return None
    return next((name for name in names.get(key[:FEW], ()) if _is_form_of(key, name)), None)


def states_in(words: Iterable[Word], language: str) -> set[str]:
    """The states that some words name."""
    return {state for word in words if (state := state_of(word, language))}


def parties_of(statement: Statement) -> set[str]:
    """The states named in the title and the first sentences of a statement: those that speak."""
    spans = statement.sentences[:OPENING]
    if not spans:
        return set()
    return set(_states_named(statement.text[: spans[-1].end], statement.language))


@lru_cache(maxsize=16)
def _states_named(text: str, language: str) -> frozenset[str]:
    """The states that the head of a text names; it is asked for with each event."""
    return frozenset(states_in(words_of(text, 0, len(text), language), language))


def _is_form_of(word: str, name: str) -> bool:
    shared = shared_start(word, name)
    return shared == len(name) or shared >= SHARED * max(len(word), len(name))


@cache
def _names(language: str) -> dict[str, tuple[str, ...]]:
    """The names of states by their first letters; all Chinese ones under the empty string."""
    table = tomllib.loads(files("diple.mark.weigh").joinpath("states.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for name in table.get(language, ()):
        found.setdefault("" if HAN.match(name) else name[:FEW], []).append(name.replace("z", "s"))
    return {head.replace("z", "s"): tuple(names) for head, names in found.items()}
