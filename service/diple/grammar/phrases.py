"""Whole noun phrases: coordination of base phrases, and the prepositional phrases that belong to their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diple.grammar.chunks import NOUNS, Chunk
from diple.grammar.sentence import Attached, NounPhrase, Word
from diple.grammar.settings import Settings


@dataclass(slots=True)
class Draft:
    """A noun phrase under construction: its base phrases, and the phrases attached to its last base."""

    chunks: list[Chunk]
    preposition: int = -1
    attached: list[Draft] = field(default_factory=list)
    parent: Draft | None = None
    until: int = -1

    @property
    def first(self) -> int:
        """The first word, after the preposition."""
        return self.chunks[0].first

    @property
    def last(self) -> int:
        """The last word of the whole phrase, with all that is attached."""
        return max(self.chunks[-1].last, self.until)


def coordinated(words: Sequence[Word], chunks: Sequence[Chunk], opens_clause: Sequence[bool]) -> list[Draft]:
    """Base phrases joined into enumerations ("A, B and C"); each other one alone.

    `opens_clause` marks the base phrases before which a new clause may begin: they join nothing.
    """
    drafts: list[Draft] = []
    run: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        link = _link(words, run[-1], chunk) if run else ""
        if run and (not link or opens_clause[at]):
            drafts += _closed_run(words, run)
            run = []
        run.append(chunk)
    return drafts + (_closed_run(words, run) if run else [])


def _link(words: Sequence[Word], left: Chunk, right: Chunk) -> str:
    """What joins two base phrases: "," or "and" (any coordinating conjunction); "" where something else is between."""
    between = words[left.last + 1 : right.first]
    if not 1 <= len(between) <= 2:
        return ""
    if between[-1].upos == "CCONJ" and (len(between) == 1 or between[0].form == ","):
        return "and"
    return "," if len(between) == 1 and between[0].form == "," else ""


def _closed_run(words: Sequence[Word], run: list[Chunk]) -> list[Draft]:
    """One draft up to the last conjunction of a run, and one for each base phrase after it."""
    joined = [at for at in range(1, len(run)) if _link(words, run[at - 1], run[at]) == "and"]
    until = joined[-1] + 1 if joined else 0
    drafts = [Draft(run[:until])] if until else []
    drafts += [Draft([chunk]) for chunk in run[until:]]
    for draft in drafts:
        before = draft.first - 1
        if before >= 0 and words[before].tag == "ADP":
            draft.preposition = before
    return drafts


def neighbours(words: Sequence[Word], drafts: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """Noun phrases with the prepositional phrase that follows right after; not after a pronoun."""
    return [
        (left, right)
        for left, right in pairwise(drafts)
        if right.preposition == left.chunks[-1].last + 1 and words[left.chunks[-1].head].upos != "PRON"
    ]


def genitives(words: Sequence[Word], drafts: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """Noun phrases with the genitive that follows right after."""
    return [
        (left, right)
        for left, right in pairwise(drafts)
        if right.first == left.chunks[-1].last + 1
        and words[right.chunks[0].head].tag == "NOUN.gen"
        and words[left.chunks[-1].head].upos in NOUNS
    ]


def attach(left: Draft, right: Draft) -> None:
    """Makes a phrase part of the noun phrase before it; a chain is attached from its end."""
    right.parent = left
    left.attached.append(right)
    left.until = right.last


def finished(words: Sequence[Word], draft: Draft, settings: Settings) -> NounPhrase:
    """The noun phrase of a draft."""
    chunks, last = draft.chunks, draft.last
    members = tuple([_base(words, chunk) for chunk in chunks]) if len(chunks) > 1 else ()
    modifiers = tuple([_modifier(words, each, settings) for each in draft.attached]) if draft.attached else ()
    return NounPhrase(
        start=words[chunks[0].first].start,
        end=words[last].end,
        base_end=words[chunks[-1].last].end,
        head=words[chunks[0].head],
        first=chunks[0].first,
        last=chunks[-1].last,
        whole_last=last,
        preposition=words[draft.preposition].lemma if draft.preposition >= 0 else "",
        modifiers=modifiers,
        members=members,
    )


def _base(words: Sequence[Word], chunk: Chunk) -> NounPhrase:
    start, end = words[chunk.first].start, words[chunk.last].end
    return NounPhrase(start, end, end, words[chunk.head], chunk.first, chunk.last, chunk.last)


def _modifier(words: Sequence[Word], draft: Draft, settings: Settings) -> Attached:
    if draft.preposition < 0:
        return Attached("genitive", "", words[draft.first].start, words[draft.last].end)
    marker = words[draft.preposition]
    kind = "of" if marker.lemma in settings.of else "preposition"
    return Attached(kind, marker.lemma, marker.start, words[draft.last].end)
