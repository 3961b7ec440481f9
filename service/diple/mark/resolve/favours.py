"""Whom a change serves: told only where the words themselves name the one who gains.

Less blame, less censure and a weaker call serve the one they name; more support serves the one whose claim it is. What
serves nobody who is named here is left open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from diple.lexicon.tables import language_table, languages
from diple.mark.kinds.finding import Finding
from diple.mark.text.context import Context

NAME = r"(?:the )?(?P<name>[A-Z][\w'-]*(?: (?:of |and )?[A-Z][\w'-]*)*)"


# The groups of kinds of which a direction serves the one whom they name.
GROUPS = {"strengthened": ("supported",), "softened": ("censured", "called_upon")}


def favoured(finding: Finding, context: Context) -> str | None:
    """The party that a change serves, by its name in the text; None where one cannot say."""
    language = context.old.language
    words = table().get(language) if language == context.new.language else None
    if words is None:
        return None
    if finding.direction == "softened" and finding.code in words["blamed"]:
        return blamed_no_more(finding, context.old.text, words)
    group = next((group for group in GROUPS.get(finding.direction, ()) if finding.code in words[group]), None)
    return named(patterns(language)[group], finding.referent, words) if group else None


def blamed_no_more(finding: Finding, text: str, words: dict[str, Any]) -> str | None:
    """The author of an act that the old text blames on him, unless the act is still to come."""
    quotes = (text[start:end] for start, end in finding.old if not is_to_come(text[end:], words))
    return next((name for quote in quotes if (name := author(quote, words))), None)


def is_to_come(rest: str, words: dict[str, Any]) -> bool:
    """Whether what follows an author says that he may act: "Ostmark would"."""
    return rest.lstrip().startswith(tuple(words["to_come"]))


ANYWHERE = re.compile(NAME)
CALLED_UPON = re.compile(rf"^the (?:call for {NAME} to|demand that {NAME.replace('name', 'asked')}) ")


def author(quote: str, words: dict[str, Any]) -> str | None:
    """The first name of a quotation in which an author is no longer told, if it is not that of whom or what he struck.

    "Ostmark's raid on Tarn" and "raid on Tarn by Ostmark" are both Ostmark's; of "against Tarn" nobody is the author.
    """
    undergone = patterns_of_victims(tuple(words["undergone"]))
    return named(ANYWHERE, undergone.sub(" ", quote), words)


@cache
def patterns_of_victims(prepositions: tuple[str, ...]) -> re.Pattern[str]:
    """What finds those whom an act strikes, or where it takes place: a preposition and the name behind it."""
    before = "|".join(map(re.escape, prepositions))
    return re.compile(rf"\b(?:{before}) (?:[a-z]+ ){{0,3}}{NAME}")


@cache
def patterns(language: str) -> dict[str, re.Pattern[str]]:
    """What finds the author of an act and the owner of a claim in a referent."""
    words = table()[language]
    by = "|".join(map(re.escape, words["by"]))
    goods = "|".join(map(re.escape, words["goods"]))
    owned = NAME.replace("name", "owner")
    return {
        "called_upon": CALLED_UPON,
        "censured": re.compile(rf"\b(?:{by}) {NAME}"),
        "supported": re.compile(rf"\b(?:{goods}) of {NAME}|{owned}(?:'s|’s|s') (?:\w+ )?(?:{goods})\b"),
    }


def named(pattern: re.Pattern[str], text: str, words: dict[str, Any]) -> str | None:
    """The name that a pattern finds, unless it is one of those that name no party."""
    found = pattern.search(text)
    if found is None:
        return None
    name = next(one for one in found.groupdict().values() if one)
    name = name.removesuffix("'s").removesuffix("’s").removesuffix("'")
    return None if name.split()[-1] in words["no_names"] else name


@cache
def table() -> dict[str, dict[str, Any]]:
    """The words of the tables "favours", by language."""
    found = {language: language_table(language, "favours") for language in languages()}
    return {language: words for language, words in found.items() if words}
