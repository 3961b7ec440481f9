"""Whether the referent of a marker is a whole noun phrase, as far as closed word classes can say.

This is a stop-gap until a grammar can be asked: it sees what ends in the middle, what is not balanced, and clauses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("labels.toml")
# Words of a referent: of 2,509 subjects and objects in English PUD (data/ud) 99 in 100 have at most 18; six more for
# what a label puts before the phrase, as "the reach of".
LONGEST = 24
WORD = re.compile(r"\w+(?:['’-]\w+)*")
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("「", "」"), ("（", "）"))


@cache
def english() -> dict[str, frozenset[str]]:
    """The closed word classes of English by name."""
    data: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))["english"]
    return {name: frozenset(words) for name, words in data.items()}


def faults_of(referent: str, language: str) -> Iterator[str]:
    """What keeps a referent from being a whole noun phrase: a name for each fault, none where it is well formed."""
    if not referent.strip():
        yield "empty"
        return
    if any(referent.count(opening) != referent.count(closing) for opening, closing in PAIRS) or referent.count('"') % 2:
        yield "not balanced"
    if len(referent.split()) > LONGEST:
        yield "too long"
    words = [word.casefold() for word in WORD.findall(referent)]
    if language == "en" and words:
        yield from english_faults(words)


def english_faults(words: Sequence[str]) -> Iterator[str]:
    """The faults of English words in a row."""
    known = english()
    closed = known["prepositions"] | known["determiners"] | known["conjunctions"]
    if words[-1] in closed | known["auxiliaries"]:
        yield "ends in the middle"
    if is_adjective(words[-1]):
        yield "ends in an adjective"
    if words[0] in known["prepositions"] | known["conjunctions"] - known["clause_openers"] | known["auxiliaries"]:
        yield "begins in the middle"
    if is_clause(words):
        yield "a clause"


def is_adjective(word: str) -> bool:
    """Whether a word ends as adjectives do and is no known noun."""
    known = english()
    return word.endswith(tuple(known["adjective_endings"])) and word not in known["nouns_like_adjectives"]


def is_clause(words: Sequence[str]) -> bool:
    """Whether a finite auxiliary, or a past form with its object, is before any word that opens a clause."""
    known = english()
    for at, word in enumerate(words):
        if word in known["clause_openers"]:
            return False
        if word in known["auxiliaries"]:
            return True
        follows = words[at + 1] if at + 1 < len(words) else ""
        if word.endswith(tuple(known["past_endings"])) and follows in known["object_openers"]:
            return True
    return False
