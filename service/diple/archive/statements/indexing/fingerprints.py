"""Fingerprints of sentences, by which a sentence, or one like it, is found among millions.

One print is of all words of a sentence. A few more are of its rows of three words of content, the smallest after
hashing (A. Broder, On the resemblance and containment of documents, 1997): two sentences that share most of these rows
share one of the prints very likely, whichever they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import xor
from typing import NamedTuple

from diple.archive.statements.indexing.filled import Filled
from diple.archive.statements.indexing.mentions import hashed
from diple.archive.statements.indexing.words import Tongue

LEAST = 4
"""Words of content from which a sentence has prints of its rows."""
SHORT = 2
"""Words of content from which a sentence that ends with a stop has the print of all its words: "The embargo is lifted."
Without a stop so few words are a heading."""
STOPS = frozenset(".。!！?？؟…")
SMALLEST = 3
"""Prints of a sentence beside that of all its words."""


class Print(NamedTuple):
    """A fingerprint of a sentence, by the sentence's place in its statement."""

    print: int
    sentence: int


# A named tuple made from a pair without a call in Python: each statement has hundreds.
_print = partial(tuple.__new__, Print)


def fingerprints(lines: Sequence[Sequence[str]], tongue: Tongue, sentences: Sequence[str]) -> tuple[Print, ...]:
    """The fingerprints of the sentences of a statement: of their index words, and of their ends as they are written."""
    return tuple(
        [
            _print((made, at))
            for at, line in enumerate(lines)
            if len(content := tongue.content(line)) >= LEAST or is_short_sentence(content, sentences[at])
            for made in prints(line, content)
        ]
    )


def is_short_sentence(content: Sequence[str], sentence: str) -> bool:
    """Whether a sentence of few words of content is one, and no heading; a stop may be before a quotation mark."""
    return SHORT <= len(content) < LEAST and not STOPS.isdisjoint(sentence.rstrip()[-2:])


def prints(line: Sequence[str], content: Sequence[str]) -> list[int]:
    """The fingerprints of one sentence, that of all its words first."""
    return [whole(line), *sorted(set(rows(content)))[:SMALLEST]] if len(content) >= LEAST else [whole(line)]


def whole(line: Sequence[str]) -> int:
    """The fingerprint of all words of a sentence."""
    return hashed(" ".join(line))


def rows(content: Sequence[str]) -> Iterator[int]:
    """A number for each three words in a row."""
    first, second, third = zip(*map(_NUMBERS.__getitem__, content), strict=True)
    return map(xor, map(xor, first, second[1:]), third[2:])


def _numbers(word: str) -> tuple[int, int, int]:
    """The numbers of a word as the first, second and third of a row."""
    return hashed(f"1{word}"), hashed(f"2{word}"), hashed(f"3{word}")


_NUMBERS = Filled(_numbers, most=65_536)
