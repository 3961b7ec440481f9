"""Proposals that a text credits to a party: "the Open Granary Plan put forward by Orlen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from diple.lexicon.vocabulary import vocabulary
from diple.mark.sentence.frames import Side
from diple.mark.text.parties import NAME, name_key, words_of
from diple.model import Span

QUOTED = r"[“«\"](?P<quoted>[^”»\"]{2,40})[”»\"]"
TITLE = r"(?P<title>(?:[A-Z][\w'’-]*\s+){1,6}(?:(?:of|for|on)\s+(?:[A-Z][\w'’-]*\s+?){1,3})?)"
HAN_NAME = 2, 6  # characters of a name in Chinese
OWN = ("modality", "commitment", "intention")  # what one does oneself
GAINSAID = ("opposition", "negation", "negated_stance")
BACKED = 5  # rung of the ladder of endorsements from which a thing is backed, and not only noted


class Proposal(NamedTuple):
    """A proposal by its title, with the party whose it is and where the whole begins."""

    span: Span
    owner: str
    start: int


def proposals(side: Side) -> Iterator[Proposal]:
    """The proposals that a side credits to a party other than its subject."""
    text = side.text[side.start : side.end]
    if not any(credit in text for credit in words_of(side.words.language, "credits")):
        return
    for match in pattern(side.words.language).finditer(side.text, side.start, side.end):
        group = "quoted" if match.group("quoted") else "title"
        start, words = match.start(group), match.group(group).rstrip()
        owner = owner_in(side, match)
        if owner and name_key(owner) not in side.text[side.start : match.start()].lower():
            yield Proposal(Span(start, start + len(words)), owner, match.start())


def owner_in(side: Side, match: re.Match[str]) -> str:
    """Whose proposal it is; in Chinese what precedes the credit behind the phrase before, "" if no name."""
    if side.words.spaced:
        return match.group("owner")
    start = max((hit.end for hit in side.hits if hit.end <= match.start()), default=side.start)
    name = side.text[start : match.start()]
    return name if HAN_NAME[0] <= len(name) <= HAN_NAME[1] and name.isalpha() else ""


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Finds a proposal by its title or in quotation marks, with whose it is; nothing where no words are known."""
    credits = "|".join(sorted(words_of(language, "credits"), key=lambda word: (-len(word), word)))
    if not credits:
        return re.compile(r"(?!)(?P<quoted>)(?P<title>)(?P<owner>)")
    if not vocabulary(language).spaced:
        return re.compile(f"(?:{credits})(?P<title>(?!))?{QUOTED}")
    return re.compile(rf"(?:{QUOTED}|{TITLE})\s*,?\s*(?:{credits})\s+(?P<owner>{NAME})")


def is_taken_up(side: Side, at: int) -> bool:
    """Whether a sentence backs what begins at `at`, or says what its speaker will do, and denies nothing."""
    if not side.by_kind.keys().isdisjoint(GAINSAID):
        return False
    stance = next((hit for hit in reversed(side.of(("endorsement",))) if hit.end <= at), None)
    return (stance.rank or 0) >= BACKED if stance else not side.by_kind.keys().isdisjoint(OWN)
