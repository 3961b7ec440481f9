"""What a passage, or the news of an event, is about: the noun phrase that says best what it bears on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from diple.grammar import Clause, NounPhrase, Sentence
from diple.mark.events import Event
from diple.mark.events.generic import is_generic
from diple.mark.events.words import Keys, Word
from diple.mark.kinds.general.candidates import candidates, content_words, information, is_actor, of_sentences, telling
from diple.mark.kinds.general.naming import has_conjunction, named
from diple.mark.kinds.general.news import News
from diple.mark.places.stretch import touches, touches_any
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import beginning, lowered
from diple.model import Span

SHARED_NAME = 3.0  # what a proper name adds that both sides have, in units of rarity: it says best what both speak of
ADJUNCT = 1.5  # what a preposition before a phrase takes away: it says when, how or why
WORDS = 4  # of a row of content words that may name a passage
LATER = 0.7  # what each phrase before one takes away: what a sentence is about comes early


def subject_of(side: Side) -> str:
    """The noun phrase of a passage that carries most information; where grammar shows none, words of it that do."""
    return most_telling(side, candidates(side)) or most_telling_words(side) or beginning(side)


def most_telling_words(side: Side) -> str:
    """The content words in a row that carry most information; "" in a script without spaces, where none are apart.

    A passage that is not read for its grammar has no noun phrases.
    """
    if not side.words.spaced:
        return ""
    rows = [row[-WORDS:] for row in rows_of_content(side) if may_name(row, side.statement.language)]
    worth = [telling(row) - LATER * at for at, row in enumerate(rows)]
    best = rows[worth.index(max(worth))] if rows else []
    return lowered(side, side.quote(best[0].start, best[-1].end), best[0].start) if best else ""


def rows_of_content(side: Side) -> list[list[Word]]:
    """The content words of a passage that follow one another, figures left out."""
    words = [word for word in content_words(side, side.start, side.end) if not word.is_figure]
    starts = [at for at, word in enumerate(words) if at == 0 or word.start - words[at - 1].end > 1]
    return [words[first:last] for first, last in pairwise([*starts, len(words)])]


def may_name(row: Sequence[Word], language: str) -> bool:
    """Whether content words in a row may name a passage: a proper name, or several of which one names a subject."""
    return any(word.is_name for word in row) or (len(row) > 1 and not all(is_generic(word, language) for word in row))


def most_telling(side: Side, found: Sequence[NounPhrase]) -> str:
    """The one of some noun phrases that carries most information, the earlier preferred; "" where there is none."""
    if not found:
        return ""
    worth = [information(side, one) - place_cost(one, at) for at, one in enumerate(found)]
    return named(side, found[worth.index(max(worth))])


def place_cost(phrase: NounPhrase, at: int) -> float:
    """What the place of a phrase takes away, `at` counting those of its sentence before it."""
    return LATER * at + ADJUNCT * bool(phrase.preposition)


def within(about: str, side: Side, pieces: Sequence[Span]) -> str:
    """What news are about, where a quote names it, else the noun phrase of the quote that says most."""
    quotes = " ".join(" ".join(side.quote(*piece).split()) for piece in pieces)
    sentence = side.parsed_at(pieces[0].start) if pieces else None
    if sentence is None or about.casefold() in quotes.casefold():
        return about
    found = [phrase for phrase in fitting(side, sentence, pieces[0].start) if is_quoted(phrase, pieces)]
    naming = [phrase for phrase in found if names_by_itself(side, phrase)]
    return most_telling(side, naming) or about


def names_by_itself(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase names a subject without another sentence, and not who acts."""
    first = side.quote(phrase.start, phrase.end).split(" ", 1)[0].casefold()
    leans = points_back(side, phrase) or first in side.words.words("openers_only")
    return not (leans or says_nothing(side, phrase) or is_actor(side, phrase))


def is_quoted(phrase: NounPhrase, pieces: Sequence[Span]) -> bool:
    """Whether the base of a noun phrase is in some quotes."""
    return any(piece.start <= phrase.start and phrase.base_end <= piece.end for piece in pieces)


def topic_of(event: Event, old: Side, new: Side, news: tuple[News | None, News | None] = (None, None)) -> str:
    """The noun phrase that says what the news of an event with both sides bear on.

    It is of the sentence that holds the news, the new text's before the old one's: a phrase in which words changed,
    else what the verb that changed governs, else one that both texts speak of. Where no news is given, it is one of the
    new text that both speak of; where nothing fits, the most telling one.
    """
    side, other, told = (old, new, news[0]) if news[0] and not news[1] else (new, old, news[1])
    held = Keys(word.key for word in content_words(other, other.start, other.end))
    if told:
        return touched(side, told, held) or subject_of(side)
    found = linked_phrases(event, new) if side is new else []
    return most_shared(side, found, held) or most_telling(side, found) or subject_of(side)


def touched(side: Side, told: News, held: Keys) -> str:
    """The noun phrase that some news bear on; "" where their sentence has none that fits."""
    sentence = side.parsed_at(told.best.start)
    found = fitting(side, sentence, told.best.start) if sentence else []
    if sentence is None or not found:
        return ""
    changed = changed_in(side, told, found)
    tiers = (arguments_in(side, sentence, told, found), changed, arguments_around(sentence, told, found))
    best = next((most_informative(side, tier, held) for tier in tiers if tier), None)
    if best is None:
        return most_shared(side, found, held) or most_telling(side, found)
    return named(side, member_of(best, told))


def member_of(phrase: NounPhrase, told: News) -> NounPhrase:
    """The one member of an enumeration in which words changed; the whole where that is none or several."""
    changed = [member for member in phrase.members if touches_any(member, told.spans)]
    return changed[0] if len(changed) == 1 else phrase


def arguments_in(side: Side, sentence: Sentence, told: News, found: Sequence[NounPhrase]) -> list[NounPhrase]:
    """What the first verb in the best stretch is said of, else what it governs, else what is first behind it there."""
    verbs = (one for one in sentence.clauses if touches(one.verb, told.best))
    clause = min(verbs, key=lambda one: one.verb.start, default=None)
    if clause is None:
        return []
    arguments = first_of([subject_in(sentence, clause), *objects_of(sentence, clause)], found)
    behind = [one for one in found if clause.verb.end <= one.start < told.best.end and not is_actor(side, one)]
    return arguments or behind[:1]


def arguments_around(sentence: Sentence, told: News, found: Sequence[NounPhrase]) -> list[NounPhrase]:
    """What the verb of the clause around the best stretch governs, else what it is said of."""
    clause = sentence.clause_at(told.best.start)
    return first_of([*objects_of(sentence, clause), subject_in(sentence, clause)], found) if clause else []


def subject_in(sentence: Sentence, clause: Clause) -> NounPhrase | None:
    """The subject of a clause; where another finite verb is before it, the phrase right before its own verb."""
    subject, verb = clause.subject, clause.verb.start
    if subject is None or subject.end > verb:
        return subject
    between = any(subject.end <= one.verb.start < verb for one in sentence.clauses if one.verb.form == "finite")
    own = [one for one in sentence.phrases if subject.end < one.start < verb and not one.preposition]
    return own[-1] if between and own else subject


def objects_of(sentence: Sentence, clause: Clause) -> list[object]:
    """The object or predicate of a clause, else the object of the infinitive that it governs."""
    infinitives = [one.object for one in sentence.governed_by(clause) if one.verb.form == "infinitive"]
    return [clause.object, clause.predicate, *infinitives]


def first_of(arguments: Sequence[object], found: Sequence[NounPhrase]) -> list[NounPhrase]:
    """The one of some noun phrases that holds the first of some arguments that is in any of them."""
    phrases = [each for each in arguments if isinstance(each, NounPhrase)]
    return next(([one] for each in phrases for one in found if one.holds(each.start, each.base_end)), [])


def changed_in(side: Side, told: News, found: Sequence[NounPhrase]) -> list[NounPhrase]:
    """The noun phrases in which words changed, but for those that a preposition other than "of" joins to a verb."""
    of = side.words.words("actor_of")
    joined = (one for one in found if touches_any(one, told.spans))
    return [one for one in joined if not one.preposition or one.preposition in of]


def most_informative(side: Side, found: Sequence[NounPhrase], held: Keys) -> NounPhrase:
    """The one of some noun phrases that carries most information, what both texts speak of counting twice."""
    worth = [information(side, one) + shared(side, one, held) - LATER * at for at, one in enumerate(found)]
    return found[worth.index(max(worth))]


def most_shared(side: Side, found: Sequence[NounPhrase], held: Keys) -> str:
    """The one of some noun phrases with the most telling word that both texts have; "" where they share none."""
    worth = [shared(side, phrase, held) - LATER * at for at, phrase in enumerate(found)]
    most = max(worth, default=0.0)
    if most <= 0:
        return ""
    return named(side, found[worth.index(most)])


def fitting(side: Side, sentence: Sentence, at: int) -> list[NounPhrase]:
    """The candidates of a sentence for what the news at an offset bear on.

    Left out, where there are others, are those that point to another sentence, those that name no subject by
    themselves, and those before the subject, a reason or a purpose, unless the news is there.
    """
    found = of_sentences(side, [sentence])
    behind = without_opening(sentence, found, at)
    own = [one for one in behind if not points_back(side, one)]
    return [one for one in own if not says_nothing(side, one)] or own or behind or found


def without_opening(sentence: Sentence, found: Sequence[NounPhrase], at: int) -> list[NounPhrase]:
    """Some noun phrases without those before the subject of their sentence, unless the news at an offset is there."""
    main = sentence.main_clause()
    start = (main.subject or main.verb).start if main else sentence.start
    return [one for one in found if at < start or one.start >= start]


def says_nothing(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase, with what follows it, is made of words that name no subject: "other countries", "today"."""
    return all(is_generic(word, side.statement.language) for word in content_words(side, phrase.start, phrase.end))


def points_back(side: Side, phrase: NounPhrase) -> bool:
    """Whether a phrase only takes up what another named: "these goals"."""
    first = side.quote(phrase.start, phrase.end).split(" ", 1)[0].casefold()
    pointing = side.words.words("determiners") & side.words.words("expletives")
    return first in pointing and not has_conjunction(side, phrase)


def linked_phrases(event: Event, new: Side) -> list[NounPhrase]:
    """The candidates of the new sentences of an event, in order.

    Where sentences of both texts are linked, of theirs alone: what was joined to them says more of the same matter.
    """
    inside = [span for place in event.group.places if place.old and place.new for span in place.new.spans]
    return of_sentences(new, [sentence for sentence in new.parsed if is_in(sentence, inside)])


def is_in(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a sentence begins in one of some spans; true where there are none."""
    return not spans or any(span.start <= sentence.start < span.end for span in spans)


def shared(side: Side, phrase: NounPhrase, held: Keys) -> float:
    """The information of the most telling word of a phrase that the other side has too."""
    words = [word for word in content_words(side, phrase.start, phrase.end) if held.hold(word.key)]
    return max((word.rarity + SHARED_NAME * word.is_name for word in words), default=0.0)
