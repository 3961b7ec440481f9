"""How much room each subject of the lexicon has in one statement: the words of the sentences that name it.

A sentence that names several subjects is parted among them in equal shares.
"""

from __future__ import annotations

from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.mark.events.words import words_of
from diple.model import Statement
from diple.themes.subjects import OTHER, UNNAMED, subjects

_USUAL = "en"


class Room(NamedTuple):
    """The room of a subject: its share of the words of the statement, 0 to 1, and its first sentence, from 0 on."""

    share: float
    sentence: int


def rooms_of(statement: Statement) -> dict[str, Room]:
    """The room of each subject that a statement names, by its key, in the order of their first sentences."""
    table, found, total = subjects(statement.language), dict[str, tuple[float, int]](), 0
    for at, span in enumerate(statement.sentences):
        words = words_of(statement.text, *span, statement.language)
        total += len(words)
        keys = dict.fromkeys(mention.subject.key for mention in table.mentions(words))
        keys.pop(OTHER, None)
        for key in keys:
            held, first = found.get(key, (0.0, at))
            found[key] = held + len(words) / len(keys), first
    return {key: Room(held / total, first) for key, (held, first) in found.items()} if total else {}


def subject_name(key: str, language: str) -> str:
    """What a subject is called in a language, or else in English."""
    for tongue in (language, _USUAL):
        named = language_table(tongue, "subjects").get("named", {}).get(key, ())
        names = [name for name in named if not name.startswith(UNNAMED)]
        if names:
            return str(names[0][:1].upper() + names[0][1:])
    return key.replace("_", " ")
