"""Whole noun phrases, as the grammar shows them: what a changed word belongs to, and what a passage is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from diple.grammar import Clause, NounPhrase, Sentence
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import phrase, presentable, without_label
from diple.model import Span

LONGEST = 12  # words of a referent that is still read at a glance
SHORTEST = 3  # letters of a word that names something by itself
BREAKS = frozenset(",;:")
FALLBACK = 8  # words of a phrase where the language has no grammar


def phrase_at(side: Side, span: Span) -> str:
    """The whole noun phrase around a span; of a verb its object, else its subject; "" where grammar shows none."""
    sentence = sentence_at(side, span.start)
    if sentence is None:
        return ""
    found = sentence.phrase_of(*span)
    if found is None or not names_something(found):
        clause = sentence.clause_at(span.start)
        found = next(iter(arguments(clause)), None) if clause else None
    return words_of(side, found) if found else ""


def subject_of(side: Side) -> str:
    """What a passage is about: the first object or predicate that names something, else the first subject.

    Where the language has no grammar it is how the passage begins.
    """
    clauses = [clause for sentence in side.parsed for clause in sentence.clauses]
    named = [phrase for clause in clauses for phrase in arguments(clause)]
    heavy = [phrase for phrase in named if is_heavy(phrase)]
    proper = [phrase for phrase in named if phrase.head.upos == "PROPN"]
    if named:
        return words_of(side, (heavy or proper or named)[0])
    phrases = [phrase for sentence in side.parsed for phrase in sentence.phrases if names_something(phrase)]
    return words_of(side, phrases[0]) if phrases else beginning(side)


def subject_words(side: Side, clause: Clause) -> str:
    """The subject of a clause up to its verb, with all that belongs to it; "" where it names nothing."""
    found = clause.subject
    if found is None or not names_something(found):
        return ""
    said = side.quote(found.start, clause.verb.start).rstrip()
    adjoins = found.start < clause.verb.start and not clause.shared_subject
    plain = adjoins and len(said.split()) <= LONGEST and not BREAKS.intersection(said)
    return lowered(side, said, found.start) if plain else words_of(side, found)


def beginning(side: Side) -> str:
    """The first words of a passage, without its label."""
    tokens = without_label(side.tokens)
    return presentable(phrase(side, tokens, FALLBACK, read=False), side.words) or side.quote(side.start, side.end)


def sentence_at(side: Side, at: int) -> Sentence | None:
    """The sentence of a side in which an offset lies."""
    return next((sentence for sentence in side.parsed if sentence.start <= at < sentence.end), None)


def arguments(clause: Clause) -> Iterator[NounPhrase]:
    """The object, the predicate and the subject of a clause, those that name something."""
    for found in (clause.object, clause.predicate, clause.subject):
        if isinstance(found, NounPhrase) and names_something(found):
            yield found


def names_something(found: NounPhrase) -> bool:
    """Whether a phrase is more than a pronoun, a number or a label."""
    return found.head.upos in ("NOUN", "PROPN") and len(found.head.form) >= SHORTEST


def is_heavy(found: NounPhrase) -> bool:
    """Whether a phrase says more than its noun."""
    return bool(found.modifiers or found.members) or found.last - found.first > 1


def words_of(side: Side, found: NounPhrase) -> str:
    """The whole phrase where it is short, else its base; on one line, a capital only where it is a name's."""
    whole = side.quote(found.start, found.end)
    said = whole if len(whole.split()) <= LONGEST else side.quote(found.start, found.base_end)
    if len(said.split()) > LONGEST and found.members:
        said = side.quote(found.members[0].start, found.members[0].end)
    first, _, rest = said.partition(" ")
    if rest and found.head.upos == "PROPN" and first.casefold() in side.words.words("complementisers"):
        return rest  # "made plain that Ostmark would": no name has a determiner
    return lowered(side, said, found.start)


def lowered(side: Side, said: str, start: int) -> str:
    """Words with a small letter where they begin a sentence and the first is no name."""
    word = next((w for s in side.parsed for w in s.words if w.start <= start < w.end), None)
    opens = any(start <= first.start for s in side.parsed for first in s.words[:1])
    if word is None or word.upos == "PROPN" or word.form[1:2].isupper() or not opens:
        return said
    return said[:1].lower() + said[1:]


def spans_of(phrases: Iterable[NounPhrase]) -> list[Span]:
    """The spans of some phrases, in order."""
    return sorted((Span(phrase.start, phrase.end) for phrase in phrases), key=itemgetter(0))
