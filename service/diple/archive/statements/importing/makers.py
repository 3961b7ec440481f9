"""Who makes a joint statement, by a title that says so: "Déclaration conjointe de Velmora et du Royaume de Tarsend".

The words are `makers` in the table `titles` of a language; where it has none, no title is read so. Behind the name of a
joint kind and a link are the makers, each an office, a form of State, or both, and a name. What has no name is passed
over: a title may name persons, or say only what the statement is on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diple.lexicon.tables import language_table
from diple.mark.text.parties import words_of

_JOINT = "joint "
_COMMAS = frozenset(",،")
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

    kinds: tuple[str, ...]
    links: frozenset[str]
    joints: frozenset[str]
    ends: frozenset[str]
    states: frozenset[str]
    offices: frozenset[str]
    gatherings: tuple[str, ...]
    attached: tuple[str, ...]
    article: str


def makers_in(lines: Iterable[str], language: str) -> tuple[str, ...]:
    """The makers that the first line with a joint kind names; none where it names a meeting."""
    makers = makers_of(language)
    rest = next((found for line in lines if (found := _behind_kind(line, makers))), "")
    words = list(_up_to_end(_WORD.findall(rest), makers))
    if not words or any(word.lower().startswith(makers.gatherings) for word in words):
        return ()
    return tuple(dict.fromkeys(_names(words, makers)))


@cache
def makers_of(language: str) -> Makers:
    """The words of a language; without a table no kind is known."""
    titles = language_table(language, "titles")
    table = titles.get("makers", {})
    joint = [name for name in titles.get("kinds", {}) if name.startswith(_JOINT)] if table else []
    kinds = sorted((phrase for name in joint for phrase in titles["kinds"][name]), key=len, reverse=True)
    levels = titles.get("levels", {})
    phrases = [*words_of(language, "offices"), *(each for name in levels if name != "nobody" for each in levels[name])]
    states, links = frozenset(table.get("states", ())), frozenset(table.get("links", ()))
    short = [words for phrase in phrases if len(words := phrase.rstrip("*").split()) <= _SHORT]
    offices = {word for words in short for word in words if len(word) >= _LEAST}
    return Makers(
        tuple(kinds),
        links,
        frozenset(titles.get("joints", ())) | _COMMAS,
        frozenset(table.get("ends", ())),
        states,
        frozenset({*offices, *table.get("offices", ())} - states - links),
        tuple(table.get("gatherings", words_of(language, "gatherings"))) or ("\0",),
        tuple(table.get("attached", ())),
        table.get("article", ""),
    )


def _behind_kind(line: str, makers: Makers) -> str:
    """What follows the name of a joint kind that a line begins with, in its sentence."""
    line = " ".join(line.replace("’", "'").split()).removeprefix(makers.article)
    kind = next((each for each in makers.kinds if line.lower().startswith(f"{each} ")), "")
    return _CLOSES.split(line[len(kind) :], maxsplit=1)[0] if kind else ""


def _up_to_end(words: Sequence[str], makers: Makers) -> Iterator[str]:
    """The words up to one that begins what the statement is on, with what is written as one word parted from it."""
    for at, word in enumerate(words):
        parts = list(_parted(word, makers))
        if parts[0].lower() in makers.ends or (at == 0 and parts[0].lower() not in makers.links):
            return
        yield from parts


def _parted(word: str, makers: Makers) -> Iterator[str]:
    """A link or a joint and the word that it is written together with: "d'Orrin", "وتارسند"."""
    small = word.lower()
    if not makers.article and (found := re.match(r"[dl]'(?=\w)", small)):
        yield from (found[0], word[found.end() :])
        return
    if makers.article and word not in _COMMAS and not _is_known(small, makers):
        for mark in makers.attached:
            rest = _unassimilated(word, mark, makers)
            if rest and (len(rest) > len(makers.article) or _is_known(rest, makers)):
                yield mark
                yield from _parted(rest, makers) if mark in makers.joints else (rest,)
                return
    yield word


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
    """The name behind the last link that follows an office or a form of State; with neither, all behind the link."""
    return _bare(words, makers) if makers.article else _capital(words, makers)


def _bare(words: Sequence[str], makers: Makers) -> str:
    """In a script without capitals: what is left behind offices that are annexed to a name, which have no article."""
    rest = list(words)
    while rest and (rest[0] in makers.links or rest[0] in makers.offices or rest[0] in makers.states):
        del rest[0]
    is_office = rest and rest[0].removeprefix(makers.article) in makers.offices
    return " ".join(rest) if rest and not is_office and len(rest) <= _MOST else ""


def _capital(words: Sequence[str], makers: Makers) -> str:
    small = [word.lower() for word in words]
    heads = [at for at, word in enumerate(small) if word in makers.offices or word in makers.states]
    behind = [at for at, word in enumerate(small) if word in makers.links and heads and at > heads[0]]
    if behind:
        start = behind[-1] + 1
    elif any(word in makers.offices for word in small):
        return ""
    else:
        start = next((at for at, word in enumerate(small) if word not in makers.links), len(words))
    name = words[start:]
    if not name or len(name) > _MOST or not name[0][:1].isupper() or small[start] in makers.offices:
        return ""
    return re.sub(r"(?<=')\s", "", " ".join(name))
