"""Who makes a joint statement, by a title that says so: "Déclaration conjointe de Velmora et du Royaume de Tarsend".

The words are `makers` in the table `titles` of a language; where it has none, no title is read so. Behind the name of a
joint kind and a link are the makers, each an office, a form of State, or both, and a name. What has no name is passed
over: a title may name persons, or say only what the statement is on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.mark.text.parties import words_of

_JOINT = "joint "
_COMMAS = frozenset(",،")
_ANY = r"(?:\S+ ){0,2}"
"""What "…" in a kind is: up to two words, as in "joint leaders' statement"."""
_WORD = re.compile(r"[^\W_][\w'’-]*|[,،]")
_CLOSES = re.compile(r"[.:;()«»\"“”–—\n]|\s-\s|\d")
_LEAST = 4
"""Letters of a word of an office: shorter ones are its links."""
_SHORT = 3
"""Words of an office at most: longer ones have the name of a State in them."""
_MOST = 4
"""Words of a name."""


class Makers(NamedTuple):
    """The words of one language around makers, in small letters."""

    kind: re.Pattern[str] | None
    links: frozenset[str]
    joints: frozenset[str]
    ends: frozenset[str]
    states: frozenset[str]
    offices: frozenset[str]
    gatherings: tuple[str, ...]
    attached: tuple[str, ...]
    article: str


def makers_in(lines: Iterable[str], language: str) -> tuple[str, ...]:
    """The makers that the first line with a joint kind and names has; none of one that names a meeting."""
    makers = makers_of(language)
    return next((found for line in lines if (found := _makers_of_line(line, makers))), ())


def is_office(name: str, language: str) -> bool:
    """Whether a name has only words of offices and forms of State, which name nobody: "Ministers", "Republic"."""
    makers = makers_of(language)
    return (makers.offices | makers.states).issuperset(name.lower().split())


def _makers_of_line(line: str, makers: Makers) -> tuple[str, ...]:
    words = list(_up_to_end(_WORD.findall(_behind_kind(line, makers)), makers))
    if not words or any(word.lower().startswith(makers.gatherings) for word in words):
        return ()
    return tuple(dict.fromkeys(_names(words, makers)))


@cache
def makers_of(language: str) -> Makers:
    """The words of a language; without a table no kind is known."""
    titles = language_table(language, "titles")
    table = titles.get("makers", {})
    states, links = frozenset(table.get("states", ())), frozenset(table.get("links", ()))
    offices = {*_offices(language, titles.get("levels", {})), *table.get("offices", ())}
    return Makers(
        _joint_kinds(titles.get("kinds", {})) if table else None,
        links,
        frozenset(titles.get("joints", ())) | _COMMAS,
        frozenset(table.get("ends", ())),
        states,
        frozenset(offices - states - links),
        tuple(table.get("gatherings", words_of(language, "gatherings"))),
        tuple(table.get("attached", ())),
        table.get("article", ""),
    )


def _joint_kinds(kinds: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What statements of several call themselves, the longest names first."""
    joint = [phrase for name, phrases in kinds.items() if name.startswith(_JOINT) for phrase in phrases]
    ordered = sorted(joint, key=len, reverse=True)
    either = "|".join(_ANY.join(map(re.escape, phrase.split("… "))).replace(r"\*", r"\w*") for phrase in ordered)
    return re.compile(rf"(?:{either}) ", re.IGNORECASE)


def _offices(language: str, levels: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words of offices."""
    of_levels = (phrase for name, phrases in levels.items() if name != "nobody" for phrase in phrases)
    for phrase in (*words_of(language, "offices"), *of_levels):
        words = phrase.rstrip("*").split()
        if len(words) <= _SHORT:
            yield from (word for word in words if len(word) >= _LEAST)


def _behind_kind(line: str, makers: Makers) -> str:
    """What follows the name of a joint kind that a line begins with, in its sentence."""
    line = " ".join(line.replace("’", "'").split()).removeprefix(makers.article)
    kind = makers.kind and makers.kind.match(line)
    return _CLOSES.split(line[kind.end() :], maxsplit=1)[0] if kind else ""


def _up_to_end(words: Sequence[str], makers: Makers) -> Iterator[str]:
    """The words up to one that begins what the statement is on, with what is written as one word parted from it."""
    for at, word in enumerate(words):
        parts = list(_parted(word, makers))
        if parts[0].lower() in makers.ends or (at == 0 and makers.links and parts[0].lower() not in makers.links):
            return
        yield from parts


def _parted(word: str, makers: Makers) -> Iterator[str]:
    """A link or a joint and the word that it is written together with: "d'Orrin", "وتارسند"."""
    mark, rest = _elided(word, makers) or _attached(word, makers) or ("", word)
    if mark:
        yield mark
    yield from _parted(rest, makers) if mark in makers.joints else (rest,)


def _elided(word: str, makers: Makers) -> tuple[str, str] | None:
    """A link that ends in an apostrophe, and what follows it."""
    links = (link for link in makers.links if link.endswith("'") and word.lower().startswith(link))
    return next(((link, word[len(link) :]) for link in links if link != word.lower()), None)


def _attached(word: str, makers: Makers) -> tuple[str, str] | None:
    """A letter that is a word of its own before another, and that word; none where the whole is a known word."""
    if word in _COMMAS or _is_known(word.lower(), makers):
        return None
    rests = ((mark, _unassimilated(word, mark, makers)) for mark in makers.attached)
    return next((each for each in rests if len(each[1]) > len(makers.article) or _is_known(each[1], makers)), None)


def _unassimilated(word: str, mark: str, makers: Makers) -> str:
    """The rest of a word behind a mark; "لل" is the mark and the article."""
    if not word.startswith(mark):
        return ""
    rest = word[len(mark) :]
    return f"{makers.article}{rest[1:]}" if rest.startswith(mark) and mark in makers.links else rest


def _is_known(word: str, makers: Makers) -> bool:
    plain = word.removeprefix(makers.article)
    return plain in makers.offices or plain in makers.states or word in makers.links or word in makers.ends


def _names(words: Sequence[str], makers: Makers) -> Iterator[str]:
    """The name of each maker; "Relations and Cooperation" of one minister are one maker."""
    held: list[str] = []
    for word in [*words, ","]:
        if word.lower() not in makers.joints:
            held.append(word)
            continue
        name = _name(held, makers)
        if name:
            yield name
        if name or not any(each.lower() in makers.offices for each in held):
            held = []


def _name(words: Sequence[str], makers: Makers) -> str:
    """The name behind the last link that follows an office or a form of State; with neither, all behind the link.

    Where names follow offices without a link, as in Arabic and Russian, it is what is left behind these.
    """
    return _bare(words, makers) if makers.article or not makers.links else _capital(words, makers)


def _bare(words: Sequence[str], makers: Makers) -> str:
    """What is left behind offices that are annexed to a name, which have no article; no word in small letters."""
    rest = list(words)
    while rest and (rest[0] in makers.links or rest[0].lower() in makers.offices or rest[0].lower() in makers.states):
        del rest[0]
    is_office = rest and rest[0].removeprefix(makers.article) in makers.offices
    is_name = rest and not is_office and not any(word[0].islower() for word in rest)
    return " ".join(rest) if is_name and len(rest) <= _MOST else ""


def _capital(words: Sequence[str], makers: Makers) -> str:
    """In a script with capitals: a few words, the first with a capital, that are no office and more than a form."""
    name = _behind_form(words, makers) or _behind_office(words, makers)
    if not name or len(name) > _MOST or not name[0][:1].isupper() or name[0].lower() in makers.offices:
        return ""
    return "" if makers.states.issuperset(word.lower() for word in name) else re.sub(r"(?<=')\s", "", " ".join(name))


def _behind_form(words: Sequence[str], makers: Makers) -> Sequence[str]:
    """All that follows a form of State and a link: "República de Marl del Sur"."""
    forms = [at for at, word in enumerate(words) if word.lower() in makers.states]
    behind = words[forms[-1] :] if forms else ()
    link = next((at for at, word in enumerate(behind) if word in makers.links), len(behind))
    return tuple(dropwhile(makers.links.__contains__, behind[link:]))


def _behind_office(words: Sequence[str], makers: Makers) -> Sequence[str]:
    """What follows the last link behind an office; with no office all behind the first links, a form of State too."""
    is_office = [word.lower() in makers.offices for word in words]
    is_link = [word.lower() in makers.links for word in words]
    if True not in is_office:
        return words[is_link.index(False) :] if False in is_link else ()
    behind = [at for at, link in enumerate(is_link) if link and at > is_office.index(True)]
    return words[behind[-1] + 1 :] if behind else ()
