"""Conditions, purposes and terms: what a prepositional phrase or a subordinate clause adds to the verb."""

from __future__ import annotations

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
    found = list(clauses)
    for clause in clauses:
        if clause.kind != "subordinate":
            continue
        governor = clause.governor
        if governor is None:
            governor = next((each.index for each in clauses[clause.index :] if each.kind == "main"), None)
        if governor is None:
            continue
        found[clause.index] = replace(found[clause.index], governor=governor)
        added = Attached(_kind(clause.marker, settings), clause.marker, clause.start, clause.end)
        found[governor] = replace(found[governor], adjuncts=(*found[governor].adjuncts, added))
    return tuple(found)


def _kind(marker: str, settings: Settings) -> str:
    for kind, phrases in (("condition", settings.conditions), ("purpose", settings.purposes), ("time", settings.times)):
        if any(phrase[0] == marker for phrase in phrases):
            return kind
    return "clause"
