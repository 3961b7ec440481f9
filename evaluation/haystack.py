"""A pair of 6,000 words with forty edits of no weight, in which a change that matters is hidden as one more.

The statements and their edits are written by the benchmark's writer; the seed decides all of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from benchmarks.statements import Editor, Paragraph, Writer, paragraphs

PARAGRAPHS, WORDS_EACH = 120, 50
EDITS = 40


@dataclass(frozen=True, slots=True)
class Haystack:
    """Two versions of a statement, and a paragraph that both have word for word, after which something can be put."""

    old: str
    new: str
    anchor: str

    def hiding(self, old: str, new: str) -> Hidden:
        """The pair with one more paragraph on either side, and where it is."""
        first, second = (text.index(self.anchor) + len(self.anchor) for text in (self.old, self.new))
        return Hidden(
            f"{self.old[:first]}{old}\n\n{self.old[first:]}",
            f"{self.new[:second]}{new}\n\n{self.new[second:]}",
            (first, first + len(old)),
            (second, second + len(new)),
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """A haystack with what is hidden in it; the spans are the hidden paragraph in each text."""

    old: str
    new: str
    old_span: tuple[int, int]
    new_span: tuple[int, int]


@cache
def haystack(seed: int) -> Haystack:
    """Forty edits: qualities and subjects exchanged, sentences gone and come, moved, merged, split, typography."""
    writer = Writer("en", random.Random(f"haystack {seed}"))
    made = paragraphs(writer, PARAGRAPHS, WORDS_EACH)
    editor = Editor(writer, made)
    editor.merges(1)
    editor.splits(1)
    editor.reorders(1)
    editor.moves(3, edited=1)
    editor.substitutions(14)
    editor.drops(6)
    editor.additions(6)
    exchange(editor, writer.words["subjects"], 4)
    editor.typography(1)
    pair = editor.pair("haystack")
    return Haystack(pair.old, pair.new, anchor_of(pair.old, pair.new))


def exchange(editor: Editor, listed: Iterable[str], count: int) -> None:
    """In that many paragraphs one subject becomes another."""
    listed = list(listed)
    for at in editor.take(count, lambda made: place_of(made, listed) is not None):
        found = place_of(editor.made[at], listed)
        assert found
        index, start, length, known = found
        other = editor.dice.choice([phrase for phrase in listed if phrase != known])
        editor.exchange(editor.made[at][index], start, length, other.split(" "), "routine")


def place_of(made: Paragraph, listed: list[str]) -> tuple[int, int, int, str] | None:
    """Where in a paragraph one of the phrases is: sentence, first word, number of words, phrase."""
    for index, words in enumerate(made):
        plain = [word.text for word in words]
        for phrase in listed:
            parts = phrase.split(" ")
            for start in range(1, len(plain) - len(parts) + 1):
                if plain[start : start + len(parts)] == parts:
                    return index, start, len(parts), phrase
    return None


def anchor_of(old: str, new: str) -> str:
    """The paragraph nearest the middle that occurs once in either text, word for word, with its line breaks."""
    found = [f"{each}\n\n" for each in old.split("\n\n")]
    middle = len(found) / 2
    fitting = [
        (abs(at - middle), each)
        for at, each in enumerate(found)
        if old.count(f"\n\n{each}") == 1 and new.count(f"\n\n{each}") == 1
    ]
    return min(fitting)[1]
