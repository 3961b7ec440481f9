"""Conditions, purposes and terms: what a prepositional phrase or a subordinate clause adds to the verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from diple.grammar.phrases import Draft
from diple.grammar.sentence import Attached, Clause, Word
from diple.grammar.settings import Settings


def adjunct(words: Sequence[Word], draft: Draft, settings: Settings) -> Attached:
    """A prepositional phrase as an adjunct, from its first marker word ("subject" of "subject to") to its end."""
    end, marker = words[draft.last].end, words[draft.preposition]
    for kind, phrase in settings.openers.get(marker.form.lower(), ()):
        first = _match(words, draft.preposition, phrase)
        if first >= 0 and kind != "time":
            return Attached(kind, " ".join(phrase), words[first].start, end)
        if first >= 0 and _tells_time(words, draft, settings):
            return Attached("time", marker.lemma, marker.start, end)
    return Attached("preposition", marker.lemma, marker.start, end)


def _match(words: Sequence[Word], at: int, phrase: Sequence[str]) -> int:
    """The first word of a phrase that ends at word `at` or begins there; -1 where there is none."""
    for first in (at - len(phrase) + 1, at):
        if first >= 0 and [word.form.lower() for word in words[first : first + len(phrase)]] == list(phrase):
            return first
    return -1


def _tells_time(words: Sequence[Word], draft: Draft, settings: Settings) -> bool:
    """Whether a phrase is a date, a year or a span of time; "Article 4" is none."""
    head = words[draft.chunks[0].head]
    begins = words[draft.first].upos == "NUM" and head.upos in ("NUM", "PROPN")
    return begins or head.lemma.lower() in settings.time_nouns


def with_conditions(clauses: Sequence[Clause], settings: Settings) -> tuple[Clause, ...]:
    """The clauses, with each subordinate clause governed by a main one and listed among its adjuncts."""
    mains = [clause.index for clause in clauses if clause.kind == "main"]
    governors: dict[int, int] = {}
    added: dict[int, list[Attached]] = {}
    for clause in clauses:
        governor = _governor(clause, mains) if clause.kind == "subordinate" else None
        if governor is not None:
            governors[clause.index] = governor
            kind = _kind(clause.marker, settings)
            added.setdefault(governor, []).append(Attached(kind, clause.marker, clause.start, clause.end))
    return tuple(
        replace(
            clause,
            governor=governors.get(clause.index, clause.governor),
            adjuncts=(*clause.adjuncts, *added.get(clause.index, ())),
        )
        for clause in clauses
    )


def _governor(clause: Clause, mains: Sequence[int]) -> int | None:
    """What governs a subordinate clause, else the next of the main clauses; None where there is none."""
    if clause.governor is not None:
        return clause.governor
    behind = bisect_left(mains, clause.index)
    return mains[behind] if behind < len(mains) else None


def _kind(marker: str, settings: Settings) -> str:
    for kind, phrases in (("condition", settings.conditions), ("purpose", settings.purposes), ("time", settings.times)):
        if any(phrase[0] == marker for phrase in phrases):
            return kind
    return "clause"
