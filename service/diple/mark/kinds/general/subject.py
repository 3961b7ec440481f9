"""What a passage is about: the noun phrase that carries most information."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diple.grammar import NounPhrase, Sentence
from diple.grammar import Word as GrammarWord
from diple.mark.events import Event
from diple.mark.events.words import Keys, Word
from diple.mark.events.words import words_of as informative_words
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.phrases.whole import LONGEST, beginning, names_something, words_of
from diple.model import Span

TELLING = 2  # words of a phrase whose information counts: more would favour long phrases
NAME = 1.5  # what a proper name adds, in units of rarity
SHARED_NAME = 3.0  # the same for a name that both sides have: it says best what both speak of
GAP = 2  # words between a name and the phrase that it places: "raging in"
BEFORE = 12  # code points before a phrase in which the word before it is
LATER = 0.7  # what each phrase before one takes away: what a sentence is about comes early


def subject_of(side: Side) -> str:
    """The noun phrase of a passage that carries most information; where grammar shows none, how it begins."""
    return most_telling(side, candidates(side)) or beginning(side)


def most_telling(side: Side, found: Sequence[NounPhrase]) -> str:
    """The one of some noun phrases that carries most information, the earlier preferred; "" where there is none."""
    if not found:
        return ""
    best = max(range(len(found)), key=lambda at: (information(side, found[at]) - LATER * at, -at))
    return words_of(side, found[best])


def topic_of(event: Event, old: Side, new: Side, news: tuple[Span | None, Span | None] = (None, None)) -> str:
    """The noun phrase of an event with both sides that both texts speak of; else its most telling one.

    It is one of the sentence that holds the `news` of the event, the new text's before the old one's; where no news is
    given, one of the new text.
    """
    side, other, stretch = (old, new, news[0]) if news[0] and not news[1] else (new, old, news[1])
    found = phrases_at(side, stretch) or (linked_phrases(event, new) if side is new else [])
    held = Keys(word.key for word in content_words(other, other.start, other.end))
    worth = [shared(side, phrase, held) - LATER * at for at, phrase in enumerate(found)]
    most = max(worth, default=0.0)
    if most <= 0:
        return most_telling(side, found) or subject_of(side)
    best = found[worth.index(most)]
    return in_its_place(side, best) or words_of(side, best)


def phrases_at(side: Side, stretch: Span | None) -> list[NounPhrase]:
    """The candidates of the sentence in which a stretch begins; none without a stretch."""
    sentence = side.parsed_at(stretch.start) if stretch else None
    return of_sentences(side, [sentence]) if sentence else []


def linked_phrases(event: Event, new: Side) -> list[NounPhrase]:
    """The candidates of the new sentences of an event, in order.

    Where sentences of both texts are linked, of theirs alone: what was joined to them says more of the same matter.
    """
    inside = [span for place in event.group.places if place.old and place.new for span in place.new.spans]
    return of_sentences(new, [sentence for sentence in new.parsed if is_in(sentence, inside)])


def in_its_place(side: Side, phrase: NounPhrase) -> str:
    """A name with the phrase that it places: "the deteriorating situation in Carvia"; "" where none is beside it."""
    sentence = side.parsed_at(phrase.start)
    head = phrase_before(sentence, phrase) if sentence and phrase.head.upos == "PROPN" else None
    if sentence is None or head is None or not places(sentence.words_in(head.base_end, phrase.start)):
        return ""
    said = side.quote(head.start, phrase.base_end)
    return said if len(said.split()) <= LONGEST and not is_stance(side, head) else ""


def phrase_before(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """The last phrase before another that names something."""
    before = [one for one in sentence.phrases if one.base_end < phrase.start and names_something(one)]
    return max(before, key=lambda one: (one.base_end, one.start), default=None)


def places(gap: Sequence[GrammarWord]) -> bool:
    """Whether the words between two phrases make the second the place of the first: "in", "raging in"."""
    return 0 < len(gap) <= GAP and gap[-1].upos == "ADP" and {word.upos for word in gap} <= {"ADP", "VERB"}


def is_in(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a sentence begins in one of some spans; true where there are none."""
    return not spans or any(span.start <= sentence.start < span.end for span in spans)


def shared(side: Side, phrase: NounPhrase, held: Keys) -> float:
    """The information of the most telling word of a phrase that the other side has too."""
    words = [word for word in content_words(side, phrase.start, phrase.end) if held.hold(word.key)]
    return max((word.rarity + SHARED_NAME * word.is_name for word in words), default=0.0)


def candidates(side: Side) -> list[NounPhrase]:
    """The candidates of the first sentence of a passage."""
    sentence = side.parsed_at(side.start)
    return of_sentences(side, [sentence]) if sentence else []


def of_sentences(side: Side, sentences: Sequence[Sentence]) -> list[NounPhrase]:
    """The outermost noun phrases of some sentences that name something, without who speaks or acts where others do."""
    found = [(phrase, acting_in(side, one)) for one in sentences for phrase in named_in(side, one)]
    others = [phrase for phrase, acting in found if not (acting and acting.holds(phrase.start, phrase.base_end))]
    return others or [phrase for phrase, _ in found]


def named_in(side: Side, sentence: Sentence) -> list[NounPhrase]:
    """The outermost noun phrases of a sentence that name something."""
    return outermost([phrase for phrase in sentence.phrases if is_candidate(side, phrase)])


def is_candidate(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase is short and names something that is no stance."""
    return (
        names_something(phrase)
        and not is_stance(side, phrase)
        and not is_of_preposition(side, phrase)
        and is_short(side, phrase)
    )


def is_of_preposition(side: Side, phrase: NounPhrase) -> bool:
    """Whether the first words of a phrase belong to a preposition of several words: "in | light of these losses"."""
    before = side.quote(max(side.start, phrase.start - BEFORE), phrase.start).split()
    return bool(before) and f"{before[-1]} {phrase.head.form}".casefold() in side.words.words("loose_pairs")


def acting_in(side: Side, sentence: Sentence) -> NounPhrase | None:
    """The subject of the main clause where it names an actor."""
    main = sentence.main_clause()
    subject = main.subject if main else None
    return subject if subject and is_actor(side, subject) else None


def outermost(phrases: Sequence[NounPhrase]) -> list[NounPhrase]:
    """The phrases that lie in no other of them."""
    return [one for one in phrases if not any(o is not one and o.holds(one.start, one.end) for o in phrases)]


def is_actor(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase names a state, a body or a group, and so says who speaks and not of what."""
    bodies = side.words.union("actor_nouns", "group_nouns", "speaking_bodies")
    return phrase.head.upos == "PROPN" or phrase.head.form.casefold() in bodies


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
    """The content words of a stretch of a passage."""
    found = informative_words(side.text, start, end, side.statement.language)
    return [word for word in found if word.is_content]


def telling(words: Iterable[Word]) -> float:
    """The rarity of the `TELLING` rarest of some words; a proper name counts more."""
    return sum(sorted((word.rarity + NAME * word.is_name for word in words), reverse=True)[:TELLING])
