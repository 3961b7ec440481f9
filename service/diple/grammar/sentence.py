"""What the grammar reads in a sentence, as types: words, noun phrases, verb groups, clauses.

All spans are half-open and count code points of the untouched text. Members point at one another by reference, so that
a rule can ask a clause for its subject, and the subject for its head.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple


class Word(NamedTuple):
    """A word at `[start, end)`: its form, its tag in detail ("VERB.past"), its lemma and the part of speech.

    `upos` is the universal part of speech of the tag: NOUN, PROPN, VERB, AUX, ADJ …
    """

    start: int
    end: int
    form: str
    tag: str
    lemma: str
    upos: str


MAKE_WORD = partial(tuple.__new__, Word)  # a third of the time of Word(…), which is made by the thousand


@cache
def upos_of(tag: str) -> str:
    """The universal part of speech of one of the tags."""
    return tag.partition(".")[0]


class Attached(NamedTuple):
    """A phrase that modifies another.

    `kind` is "of", "genitive" or "preposition" after a noun, "condition", "purpose", "time", "clause" or "preposition"
    beside a verb. `marker` is the lemma of the word that attaches it ("of", "if", "by"); the span begins with it.
    """

    kind: str
    marker: str
    start: int
    end: int


class NounPhrase(NamedTuple):
    """A noun phrase: the base from its determiner to its head, and the whole with what follows the head.

    `first` and `last` are the words of the base, `whole_last` the last word of the whole phrase, all as indices. A
    coordination is one phrase with `members`; its head is that of the first member.
    """

    start: int
    end: int
    base_end: int
    head: Word
    first: int
    last: int
    whole_last: int
    preposition: str = ""
    modifiers: tuple[Attached, ...] = ()
    members: tuple[NounPhrase, ...] = ()

    def holds(self, start: int, end: int) -> bool:
        """Whether the whole phrase contains a span."""
        return self.start <= start and end <= self.end


class VerbGroup(NamedTuple):
    """Auxiliaries, adverbs and the main verb: `main` is the verb that gives the sense, or a copula that is alone.

    `form` is "finite", "infinitive", "participle" or "ing". `modal` is the lemma of the modal, "" without one.
    """

    start: int
    end: int
    main: Word
    first: int
    last: int
    form: str
    modal: str = ""
    negated: bool = False
    passive: bool = False
    copular: bool = False
    tense: str = ""
    adverbs: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with what depends on it.

    `kind` is "main", "coordinate", "relative", "subordinate", "complement", "infinitive" or "participial". `governor`
    is the index of the clause whose verb governs this one ("agreed" for "to establish"), None for an independent
    clause. `marker` is the lemma of the word that opens it ("if", "that", "which"). `predicate` is the noun phrase or
    adjective after a copula. `shared_subject` says that the subject was taken from an earlier clause.
    """

    index: int
    kind: str
    start: int
    end: int
    verb: VerbGroup
    subject: NounPhrase | None = None
    object: NounPhrase | None = None
    agent: NounPhrase | None = None
    predicate: NounPhrase | Word | None = None
    governor: int | None = None
    marker: str = ""
    adjuncts: tuple[Attached, ...] = ()
    shared_subject: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the grammar reads it. Without a model for the language all members are empty."""

    text: str
    start: int
    end: int
    language: str
    words: tuple[Word, ...] = ()
    phrases: tuple[NounPhrase, ...] = ()
    verbs: tuple[VerbGroup, ...] = ()
    clauses: tuple[Clause, ...] = ()

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that share at least one character with `[start, end)`."""
        return tuple(word for word in self.words if word.start < end and start < word.end)

    def word_at(self, place: int) -> Word | None:
        """The word that covers an offset."""
        return next((word for word in self.words if word.start <= place < word.end), None)

    def is_verb(self, start: int, end: int) -> bool:
        """Whether a span holds a word that is a verb here, and not a modifier inside a noun phrase."""
        return any(word.upos == "VERB" and not self._in_base(word) for word in self.words_in(start, end))

    def is_noun(self, start: int, end: int) -> bool:
        """Whether a span holds a noun or a name."""
        return any(word.upos in ("NOUN", "PROPN") for word in self.words_in(start, end))

    def phrase_of(self, start: int, end: int) -> NounPhrase | None:
        """The smallest whole noun phrase that contains a span."""
        found = [phrase for phrase in self._all_phrases() if phrase.holds(start, end)]
        return min(found, key=lambda phrase: (phrase.end - phrase.start, phrase.start), default=None)

    def clause_at(self, place: int) -> Clause | None:
        """The innermost clause around an offset; outside all of them the last one that begins before it."""
        found = [clause for clause in self.clauses if clause.start <= place < clause.end]
        if found:
            return min(found, key=lambda clause: (clause.end - clause.start, -clause.index))
        before = [clause for clause in self.clauses if clause.start <= place]
        return max(before, key=lambda clause: clause.start, default=self.clauses[0] if self.clauses else None)

    def clause_of_verb(self, start: int, end: int) -> Clause | None:
        """The clause whose main verb lies in a span."""
        return next((clause for clause in self.clauses if start <= clause.verb.main.start < end), None)

    def main_clause(self) -> Clause | None:
        """The first independent clause; where there is none, the first clause with a finite verb."""
        finite = [clause for clause in self.clauses if clause.verb.form == "finite"]
        return next((clause for clause in self.clauses if clause.kind == "main"), finite[0] if finite else None)

    def governed_by(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that a clause's verb governs."""
        return tuple(other for other in self.clauses if other.governor == clause.index)

    def _all_phrases(self) -> list[NounPhrase]:
        return [each for phrase in self.phrases for each in (phrase, *phrase.members)]

    def _in_base(self, word: Word) -> bool:
        return any(phrase.start <= word.start < phrase.head.start for phrase in self._all_phrases())
