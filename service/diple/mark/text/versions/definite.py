"""Between versions of which both have articles: "territories" and "the territories", des territoires.

What is to be given up, all of it or some, may hang on an article. It is read only where something is withdrawn, freed
or handed back, and only of nouns that mean it; elsewhere languages use their articles each in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from diple.facts.forms import Sighting
from diple.lexicon.tables import language_table, languages, neutral_table
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.senses import senses
from diple.model import Span

WORD = re.compile(r"[^\W\d_]+['’]?")
BEFORE = 40  # code points before a noun in which its article is
WORDS = 3


@cache
def tables() -> dict[str, Any]:
    """The articles of each language, the nouns, and the acts that turn on them."""
    articles = {language: language_table(language, "articles") for language in languages()}
    return neutral_table("definite") | {"articles": {language: words for language, words in articles.items() if words}}


def unlike_articles(one: Version, other: Version) -> Iterator[tuple[Span, Span]]:
    """The same noun in both versions, with an article that makes it definite in one of them only."""
    nouns_of_both = nouns(one) if may_differ(one) and may_differ(other) else ()
    for here in nouns_of_both:
        sides = [phrase(one, here), *(phrase(other, there) for there in answers_of(here, other))]
        if len(sides) == 2 and sides[0][0] != sides[1][0]:
            yield sides[0][1], sides[1][1]


def answers_of(noun: Sighting, other: Version) -> list[Sighting]:
    """The nouns of the other version that may render one."""
    may = senses()[noun.senses[0]].answers
    return [there for there in nouns(other) if not may.isdisjoint(there.senses)]


def may_differ(version: Version) -> bool:
    """Whether the language of a version has articles, and an act that may hang on one is in it."""
    return version.language in tables()["articles"] and not version.senses.isdisjoint(tables()["acts"])


def nouns(version: Version) -> list[Sighting]:
    """Where a version names, in the plural, what may be given up."""
    known = frozenset(tables()["nouns"])
    ends = tuple(tables()["articles"][version.language]["plural"])
    return [
        seen
        for seen in version.sightings
        if not known.isdisjoint(seen.senses) and version.quote(seen).lower().endswith(ends)
    ]


def phrase(version: Version, noun: Sighting) -> tuple[bool | None, Span]:
    """Whether a noun is definite (True), bare (False) or neither for sure, and the stretch from its article on."""
    articles = tables()["articles"][version.language]
    start = max(version.span.start, noun.start - BEFORE)
    for word in list(WORD.finditer(version.statement.text, start, noun.start))[: -WORDS - 1 : -1]:
        key = word.group().lower().replace("’", "'")
        if key in articles["definite"]:
            return True, Span(word.start(), noun.end)
        if key in articles["bare"]:
            return False, Span(noun.start, noun.end)
    return None, Span(noun.start, noun.end)
