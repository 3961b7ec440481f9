"""Which noun phrases of a sentence may say what it is about, and how much each says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from diple.grammar import NounPhrase, Sentence
from diple.mark.events.words import Word
from diple.mark.events.words import words_of as informative_words
from diple.mark.kinds.general.runs import NAME
from diple.mark.places.stretch import Places
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.phrases.whole import LONGEST, names_something

TELLING = 2  # words of a phrase whose information counts: more would favour long phrases
BEFORE = 12  # code points before a phrase in which the word before it is


def candidates(side: Side) -> list[NounPhrase]:
    """The candidates of the first sentence of a passage."""
    sentence = side.parsed_at(side.start)
    return of_sentences(side, [sentence]) if sentence else []


def of_sentences(side: Side, sentences: Sequence[Sentence]) -> list[NounPhrase]:
    """The outermost noun phrases of some sentences that name something, without who speaks or acts where others do."""
    found = [phrase for one in sentences for phrase in named_in(side, one)]
    acting = Places([phrase for one in sentences for phrase in acting_in(side, one)])
    others = [one for one in found if not acting.hold(one.start, one.base_end)]
    return others or found


def named_in(side: Side, sentence: Sentence) -> list[NounPhrase]:
    """The outermost noun phrases of a sentence that name something."""
    return outermost([phrase for phrase in sentence.phrases if is_candidate(side, phrase)])


def is_candidate(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase is short and names something that is no stance."""
    return (
        names_something(phrase)
        and not is_stance(side, phrase)
        and not is_of_preposition(side, phrase)
        and not is_measure(side, phrase)
        and is_short(side, phrase)
    )


def is_measure(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase says how much, how long or when, and not of what: "2 percent", "this year", "May 3"."""
    numbers = side.words.tables.get("numbers", {})
    heads = {phrase.head.form.casefold(), phrase.head.lemma.casefold()}
    named = (numbers.get(name, ()) for name in ("units", "months", "time_nouns"))
    return any(head in words for words in (*named, side.words.words("measure_words")) for head in heads)


def is_of_preposition(side: Side, phrase: NounPhrase) -> bool:
    """Whether the first words of a phrase belong to a preposition of several words: "in | light of these losses"."""
    before = side.quote(max(side.start, phrase.start - BEFORE), phrase.start).split()
    return bool(before) and f"{before[-1]} {phrase.head.form}".casefold() in side.words.words("loose_pairs")


def acting_in(side: Side, sentence: Sentence) -> list[NounPhrase]:
    """The subjects of the finite clauses of a sentence that name an actor."""
    subjects = (clause.subject for clause in sentence.clauses if clause.verb.form == "finite")
    return [subject for subject in subjects if subject and is_actor(side, subject)]


def outermost(phrases: Sequence[NounPhrase]) -> list[NounPhrase]:
    """The phrases that lie in no other of them."""
    found: list[NounPhrase] = []
    for one in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not found or one.end > found[-1].end:
            found.append(one)
    return found


def is_actor(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase names a state, a body or a group, and so says who speaks and not of what."""
    bodies = side.words.union("actor_nouns", "group_nouns", "speaking_bodies")
    is_name = phrase.head.upos == "PROPN" and phrase.head.form[:1].isupper()
    return is_name or phrase.head.form.casefold() in bodies


def is_stance(side: Side, phrase: NounPhrase) -> bool:
    """Whether the head of a phrase says how something is judged and not what: "serious concern at the blockade"."""
    return bool(hits_at(side.of(roles().sets["stances"]), phrase.head.start))


def is_short(side: Side, phrase: NounPhrase) -> bool:
    """Whether the base of a phrase can be read at a glance."""
    return len(side.quote(phrase.start, phrase.base_end).split()) <= LONGEST


def information(side: Side, phrase: NounPhrase) -> float:
    """The rarity of the most telling words of a phrase; a proper name counts more."""
    return telling(content_words(side, phrase.start, phrase.end))


def content_words(side: Side, start: int, end: int) -> list[Word]:
    """The content words of a stretch of a passage; most stretches are asked for several times."""
    known = KNOWN.setdefault(side, {})
    if (start, end) not in known:
        found = informative_words(side.text, start, end, side.statement.language)
        known[start, end] = [word for word in found if word.is_content]
    return [*known[start, end]]


KNOWN: WeakKeyDictionary[Side, dict[tuple[int, int], list[Word]]] = WeakKeyDictionary()
"""The content words of stretches, as long as there is their side."""


def telling(words: Iterable[Word]) -> float:
    """The rarity of the `TELLING` rarest of some words; a proper name counts more."""
    return sum(sorted((word.rarity + NAME * word.is_name for word in words), reverse=True)[:TELLING])
