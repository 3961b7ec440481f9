"""Whole noun phrases: what a changed word belongs to, by the grammar, else by closed classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.grammar import Clause, NounPhrase, Word
from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import clause, phrase, presentable, sentence_tokens, without_label
from diple.model import Span

LONGEST = 12  # words of a referent that is still read at a glance
SHORTEST = 3  # letters of a word that names something by itself
BREAKS = frozenset(",;:")
MODIFIERS = 3  # words between an article and its noun
FALLBACK = 8  # words of a phrase where the language has no grammar


def phrase_at(side: Side, span: Span) -> str:
    """The whole noun phrase around a span; of a verb its object, else its subject; "" where grammar shows none."""
    sentence = side.parsed_at(span.start)
    if sentence is None:
        return ""
    found = sentence.phrase_of(*span)
    if found is None or not names_something(found):
        clause = sentence.clause_at(span.start)
        found = next(iter(arguments(clause)), None) if clause else None
    return words_of(side, found) if found else ""


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


def arguments(clause: Clause) -> Iterator[NounPhrase]:
    """The object, the predicate and the subject of a clause, those that name something."""
    for found in (clause.object, clause.predicate, clause.subject):
        if isinstance(found, NounPhrase) and names_something(found):
            yield found


def names_something(found: NounPhrase) -> bool:
    """Whether a phrase is more than a pronoun, a number or a label."""
    return found.head.upos in ("NOUN", "PROPN") and len(found.head.form) >= SHORTEST


def words_of(side: Side, found: NounPhrase) -> str:
    """The whole phrase where it is short, else as much of it as can be read at a glance, on one line."""
    said = side.quote(found.start, end_of(side, found))
    first, _, rest = said.partition(" ")
    if rest and found.head.upos == "PROPN" and first.casefold() in side.words.words("complementisers"):
        return rest  # "made plain that Ostmark would": no name has a determiner
    return lowered(side, said, found.start)


def end_of(side: Side, found: NounPhrase) -> int:
    """Where a phrase of at most `LONGEST` words ends."""
    short = [end for end in ends_of(side, found) if len(side.quote(found.start, end).split()) <= LONGEST]
    return max(short, default=found.base_end)


def ends_of(side: Side, found: NounPhrase) -> Iterator[int]:
    """Where a phrase may be cut: behind a modifier, a phrase in one, its base, or a member."""
    yield from (found.end, found.base_end)
    yield from (modifier.end for modifier in found.modifiers)
    yield from (member.end for member in found.members or ())
    sentence = side.parsed_at(found.start)
    inner = sentence.phrases if sentence else ()
    yield from (phrase.base_end for phrase in inner if found.base_end < phrase.start < found.end)


def lowered(side: Side, said: str, start: int) -> str:
    """Words with a small letter where they begin a sentence and the first is no name."""
    word = opening_word(side, start)
    if word is None or word.upos == "PROPN" or word.form[1:2].isupper() or opens_name(word, said):
        return said
    return said[:1].lower() + said[1:]


def opening_word(side: Side, start: int) -> Word | None:
    """The word at a place where it is the first of its sentence, whatever label or sign is before it."""
    sentence = side.parsed_at(start)
    if sentence is None:
        return None
    first = next((one for one in sentence.words if one.form[:1].isalpha()), None)
    return sentence.word_at(start) if first and start <= first.start else None


def opens_name(word: Word, said: str) -> bool:
    """Whether an adjective is part of the name whose next word has a capital too: "Prime Minister"."""
    return word.upos == "ADJ" and said[len(word.form) + 1 :][:1].isupper()


def noun_phrase(side: Side, span: Span) -> str:
    """The noun phrase around or right after a stretch, whole; the clause where there is none."""
    found = phrase_at(side, span)
    if found:
        return found
    tokens = sentence_tokens(side, span.start)
    first = next((i for i, t in enumerate(tokens) if t.end > span.start), len(tokens))
    return phrase(side, tokens[first_of_phrase(side, tokens, first) :], LONGEST) or clause(side, *span)


def first_of_phrase(side: Side, tokens: Sequence[Token], at: int) -> int:
    """Where the phrase of the word at `at` begins: at the article close before it, else at the word itself."""
    heads, stop = side.words.union("articles_before_names", "determiners"), side.words.words("stop")
    for first in range(min(at, len(tokens) - 1), max(-1, at - MODIFIERS - 1), -1):
        if tokens[first].key in heads:
            return first
        if first < at and (not tokens[first].key[0].isalnum() or tokens[first].key in stop):
            break
    return at
