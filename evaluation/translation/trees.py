"""By-phrases of the sentences, as their trees in the treebanks have them."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from diple.model import Span
from evaluation import corpora

AGENT = "obl:agent"
SIGN_OF_PASSIVE = "Voice=Pass"  # 被, which stays where the agent goes
COMMAS = (",", "、")
LONGEST_MEMBER = 6  # words


class Word(NamedTuple):
    """A word of a tree: its place in the text, and what the treebank says of it."""

    place: Span
    lemma: str
    features: str
    head: int
    relation: str


@cache
def trees(language: str) -> dict[str, dict[int, Word]]:
    """The trees of the sentences by their number; none where the treebanks are not beside the project."""
    path = corpora.BESIDE / "data" / "ud" / f"{language}-pud.conllu.xz"
    if not path.is_file():
        return {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return dict(tree(block.splitlines()) for block in file.read().strip().split("\n\n"))


def tree(lines: Sequence[str]) -> tuple[str, dict[int, Word]]:
    """The number of a sentence and its words; words written as one have the place of all of it."""
    about = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    text, at, words, joined = about["text"].strip(), 0, dict[int, Word](), (0, Span(0, 0))
    for fields in (line.split("\t") for line in lines if not line.startswith("#")):
        first, _, last = fields[0].partition("-")
        if "." in first:
            continue
        place = joined[1]
        if last or int(first) > joined[0]:
            start = text.index(fields[1], at)
            place = Span(start, at := start + len(fields[1]))
        if last:
            joined = int(last), place
        else:
            words[int(first)] = Word(place, fields[2], fields[5], int(fields[6]), fields[7])
    return about["sent_id"], words


def by_phrases(language: str, number: str, by: Mapping[str, str]) -> Iterator[Span]:
    """The places of the phrases that say by whom something is done; in Chinese without the sign of the passive."""
    words = trees(language)[number]
    for at, word in words.items():
        if word.relation.startswith("obl") and is_agent(at, words, by.get(language)):
            parts = sorted(subtree(at, words))
            if words[parts[0]].features == SIGN_OF_PASSIVE:
                parts = parts[1:]
            if parts and is_one_piece([words[part].place for part in parts]):
                yield Span(words[parts[0]].place.start, words[parts[-1]].place.end)


def is_agent(at: int, words: Mapping[int, Word], by: str | None) -> bool:
    """Whether a phrase is the agent of a passive: it begins with its preposition, or is annotated without one."""
    word = words[at]
    if by is None:
        return word.relation == AGENT
    children = [child for child in words.values() if child.head == word.head]
    head = words[word.head].features if word.head else ""
    is_passive = any(child.relation == "aux:pass" for child in children) or "Part" in head
    first = min(subtree(at, words))
    if words[first].features == SIGN_OF_PASSIVE:
        return word.relation == AGENT
    return is_passive and first > word.head and words[first].lemma == by


def subtree(at: int, words: Mapping[int, Word]) -> set[int]:
    """A word and all that depend on it, but for punctuation at the ends."""
    found = {at}
    while more := {part for part, word in words.items() if word.head in found} - found:
        found |= more
    while words[max(found)].relation == "punct":
        found.remove(max(found))
    while words[min(found)].relation == "punct":
        found.remove(min(found))
    return found


def is_one_piece(places: Sequence[Span]) -> bool:
    """Whether no other word is between those places."""
    return all(0 <= after.start - before.end <= 1 or before == after for before, after in pairwise(places))


def members(language: str, number: str) -> Iterator[Span]:
    """The places of the members of lists that are neither the first nor the last, each with the comma before it."""
    words = trees(language)[number]
    for head in words:
        joined = sorted(at for at, word in words.items() if word.head == head and word.relation == "conj")
        for at in joined[:-1]:
            parts = sorted(subtree(at, words))
            is_short = at > head and len(parts) <= LONGEST_MEMBER and words[parts[0] - 1].lemma in COMMAS
            if is_short and is_one_piece([words[part].place for part in parts]):
                yield Span(words[parts[0] - 1].place.start, words[parts[-1]].place.end)
