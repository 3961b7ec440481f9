"""The words by which a noun phrase is reported: whole, in its place, with what follows, without what is not of it."""

from __future__ import annotations

from collections.abc import Sequence

from diple.grammar import NounPhrase, Sentence
from diple.grammar import Word as GrammarWord
from diple.mark.kinds.general.candidates import information, is_of_preposition, is_stance
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import LONGEST, lowered, names_something, words_of

JOINING = ("ADP", "SCONJ", "PART")  # prepositions, as they are tagged before nouns, before verbs in -ing, and "to"
FINITE = (".past", ".pres", ".base")  # tags of verbs that may have a subject
GAP = 2  # words between a name and the phrase that it places: "raging in"
LITTLE = 5.0  # information under which a phrase is reported with the one that follows it


def named(side: Side, phrase: NounPhrase) -> str:
    """A phrase as a referent: a name in its place, a word that says little with the phrase that follows it."""
    said = in_its_place(side, phrase) or with_following(side, phrase) or before_figure(side, phrase)
    return without_conjunction(side, phrase, said or words_of(side, phrase))


def in_its_place(side: Side, phrase: NounPhrase) -> str:
    """A name with the phrase that it places: "the deteriorating situation in Carvia"; "" where none is beside it."""
    sentence = side.parsed_at(phrase.start)
    head = phrase_before(sentence, phrase) if sentence and phrase.head.upos == "PROPN" else None
    if sentence is None or head is None or not places(sentence.words_in(head.base_end, phrase.start)):
        return ""
    said = lowered(side, side.quote(head.start, phrase.base_end), head.start)
    return said if len(said.split()) <= LONGEST and not (is_stance(side, head) or is_of_preposition(side, head)) else ""


def phrase_before(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """The last phrase before another that names something."""
    before = [one for one in sentence.phrases if one.base_end < phrase.start and names_something(one)]
    return max(before, key=lambda one: (one.base_end, one.start), default=None)


def places(gap: Sequence[GrammarWord]) -> bool:
    """Whether the words between two phrases make the second the place of the first: "in", "raging in"."""
    return (
        0 < len(gap) <= GAP and gap[-1].upos == "ADP" and all(word.upos == "ADP" or is_participle(word) for word in gap)
    )


def is_participle(word: GrammarWord) -> bool:
    """Whether a word is a verb that is not finite."""
    return word.upos == "VERB" and not word.tag.endswith(FINITE)


def with_following(side: Side, phrase: NounPhrase) -> str:
    """A phrase that says little with the one that a preposition joins to it: "our efforts | to end hunger"."""
    sentence = side.parsed_at(phrase.start)
    is_cut = words_of(side, phrase) == lowered(side, side.quote(phrase.start, phrase.base_end), phrase.start)
    if sentence is None or not is_cut or information(side, phrase) >= LITTLE:
        return ""
    following = joined_to(sentence, phrase)
    said = lowered(side, side.quote(phrase.start, following.base_end), phrase.start) if following else ""
    return said if len(said.split()) <= LONGEST else ""


def joined_to(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """The phrase that a preposition right behind another joins to it, or its first member; a verb may be between."""
    after = [one for one in sentence.phrases if one.start > phrase.base_end and names_something(one)]
    following = min(after, key=lambda one: (one.start, -one.end), default=None)
    gap = sentence.words_in(phrase.base_end, following.start) if following else ()
    if following is None or not joins(gap):
        return None
    return following.members[0] if following.members else following


def joins(gap: Sequence[GrammarWord]) -> bool:
    """Whether the words between two phrases join them: "of", "on diversifying"."""
    return 0 < len(gap) <= GAP and gap[0].upos in JOINING and gap[-1].upos in (*JOINING, "VERB")


def before_figure(side: Side, phrase: NounPhrase) -> str:
    """A phrase up to a measure that grammar took for a part of it: "its target | 50 basis points"; "" without one."""
    sentence = side.parsed_at(phrase.start)
    words = sentence.words_in(phrase.start, phrase.end) if sentence else ()
    at = next((n for n in range(1, len(words) - 1) if is_figure_behind(words[n - 1 : n + 2])), None)
    return side.quote(phrase.start, words[at - 1].end) if at else ""


def is_figure_behind(words: Sequence[GrammarWord]) -> bool:
    """Whether the second of three words is a figure behind a noun that counts what follows."""
    noun, figure, counted = words
    return noun.upos == "NOUN" and figure.upos == "NUM" and counted.upos in ("ADJ", "NOUN")


def without_conjunction(side: Side, phrase: NounPhrase, said: str) -> str:
    """A phrase without the conjunction that grammar took for its determiner: "reports that | growth is slow"."""
    return said.partition(" ")[2] if has_conjunction(side, phrase) else said


def has_conjunction(side: Side, phrase: NounPhrase) -> bool:
    """Whether the first of several words of a phrase is a conjunction behind a verb, and no determiner."""
    sentence = side.parsed_at(phrase.start)
    before = sentence.word_at(phrase.start - 2) if sentence else None
    first, _, rest = side.quote(phrase.start, phrase.end).partition(" ")
    opens = bool(rest) and first in side.words.words("complementisers")
    return opens and before is not None and before.upos in ("VERB", "CCONJ")
