"""What an event is weighed by: some forty numbers that hold for any wording and are the same in either direction.

`_max` is the larger of the two sides, `_min` the smaller: what goes weighs as what comes. Counts and sums enter as
their logarithm. Each word that one side alone has is a feature besides, by its language and its first letters:
"word:en:inflati". docs/weights.md explains each feature.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import log, log1p
from operator import attrgetter
from typing import NamedTuple

from diple.lexicon import Concept, Lexicon
from diple.lexicon.vocabulary import Hit
from diple.mark.events import Event
from diple.mark.events.alike import alike, is_slip_of
from diple.mark.events.grouping import Group
from diple.mark.events.places import Side
from diple.mark.events.rarity import unlisted_rarity
from diple.mark.events.words import TextWords, Word, text_words
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.reader import Reader
from diple.mark.weigh.calendar import moves_a_day
from diple.mark.weigh.closed import conditions
from diple.mark.weigh.denial import Denial, denial_of, negators
from diple.mark.weigh.equals import is_social
from diple.mark.weigh.numbers import Amount, amounts_in
from diple.mark.weigh.otherwise import otherwise_in
from diple.mark.weigh.states import parties_of, states_in
from diple.model import Mode, Statement

SIDES = (("old", "new"), ("new", "old"))
REPEATED = log(3)  # recurrence as of words that their text has twice: in revisions, and where no word is new
JUDGING, COURTESY = ("censure", "demand"), "courtesy"
WORD = "word:"  # what the names of features begin with that are a word each
STEM = 7  # letters by which forms of one word are one feature: "inflati" of "inflation" and "inflationary"
HEAD, TAIL = 0.03, 0.95  # shares of a text that its opening and its close take up

Features = dict[str, float]
Words = dict[str, list[Word]]


class Pair:
    """The two statements of a comparison, with what is gathered once for all events."""

    def __init__(
        self, old: Statement, new: Statement, lexicon: Lexicon, mode: Mode, reader: Reader | None = None
    ) -> None:
        self.statements = {"old": old, "new": new}
        self.words = {name: text_words(text.text, text.language) for name, text in self.statements.items()}
        self.parties = parties_of(old) | parties_of(new)
        self.lexicon = lexicon
        self.reader = reader or Reader()
        self.mode = mode
        self.language = old.language


def features_of(event: Event, pair: Pair) -> Features:
    """All features of one event, by name."""
    group = event.group
    changed = {name: group.changed(name) for name, _ in SIDES}
    beside = group.keys("old"), group.keys("new")
    old, new = (own_words(group, name, pair.language) for name, _ in SIDES)
    denial = denial_of(old, new, beside, pair.language)
    said = Said(group, changed, {name: amounts(name, words, pair) for name, words in changed.items()}, denial)
    left = {name: list(unsaid(said, name, other, pair)) for name, other in SIDES}
    net = {name: list(without_counterpart(said, left, name, other, pair)) for name, other in SIDES}
    for_good = {name: [word for word in net[name] if not pair.words[other].hold(word.key)] for name, other in SIDES}
    families = (
        wording(changed, net, for_good, pair),
        naming(changed, net, for_good, pair),
        stances(group, open_words(said, left), pair),
        shape(group, changed),
        grammar(changed, net, denial, pair),
        routine(group, net, pair),
        place(group, pair),
        news(net, pair.language),
    )
    return dict(chain.from_iterable(families))


def own_words(group: Group, name: str, language: str) -> list[Word]:
    """The changed words of one side that the other does not say otherwise, as "at least" says "not less than"."""
    otherwise = otherwise_in(group, name, language)
    return [word for word in group.changed(name) if word.start not in otherwise]


class Said(NamedTuple):
    """What an event says: its sentences, by side its changed words and the numbers that these write, its negations."""

    group: Group
    changed: Words
    amounts: dict[str, Sequence[Amount]]
    denial: Denial


def unsaid(said: Said, name: str, other: str, pair: Pair) -> Iterator[Word]:
    """The changed words of one side that the other does not say in other words; number words as figures."""
    language, numbers = pair.language, numbers_of(said.amounts[name], said.amounts[other])
    otherwise = otherwise_in(said.group, name, language) | numbers.repeated | said.denial.otherwise
    left = (word for word in said.changed[name] if word.start not in otherwise)
    return (as_figure(word, language) if word.start in numbers.written else word for word in left)


class Numbers(NamedTuple):
    """Where the words of the numbers of one side start: of those that the other side has too, and of all."""

    repeated: set[int]
    written: set[int]


def amounts(name: str, words: Sequence[Word], pair: Pair) -> Sequence[Amount]:
    """The numbers that changed words of one text write, in figures or in words."""
    return tuple(amounts_in(words, pair.statements[name].text, pair.language))


def numbers_of(mine: Sequence[Amount], theirs: Sequence[Amount]) -> Numbers:
    """The numbers of one side beside those of the other.

    "one" is a number only beside another: in many languages it is an article. Of two dates in figures that may be
    either of two days neither repeats the other: 03/05/2031, 05/03/2031.
    """
    said = {(amount.value, amount.unit): amount for amount in theirs}
    repeated = (one for one in mine if (same := said.get((one.value, one.unit))) and (one.is_sure or same.is_sure))
    figures = (amount for amount in mine if amount.is_figure and (amount.value != 1 or said))
    return Numbers(starts_of(repeated), starts_of(figures))


def starts_of(amounts: Iterable[Amount]) -> set[int]:
    """Where the words of some numbers start."""
    return {word.start for amount in amounts for word in amount.words}


def as_figure(word: Word, language: str) -> Word:
    """A number word with the looks and the rarity of a figure."""
    return word._replace(is_figure=True, rarity=unlisted_rarity(language))


def open_words(said: Said, left: Words) -> Words:
    """The changed words by which one side may say what the other does not: those that `left` has, without content."""
    found = {}
    for name, other in SIDES:
        beside, unanswered = said.group.keys(other), {word.start for word in left[name]}
        found[name] = [
            word
            for word in sorted(said.changed[name], key=attrgetter("start"))
            if not word.is_content or (word.start in unanswered and not beside.hold(word.key))
        ]
    return found


def without_counterpart(said: Said, left: Words, name: str, other: str, pair: Pair) -> Iterator[Word]:
    """The changed content words of one side, each once, of which the other side has no form."""
    beside = said.group.keys(other)
    seen = set()
    for word in left[name]:
        if word.is_content and word.key not in seen and not beside.hold(word.key):
            seen.add(word.key)
            if not is_slip(word, said.changed[other], pair.words.values(), pair.language):
                yield word


def is_slip(word: Word, others: Sequence[Word], texts: Iterable[TextWords], language: str) -> bool:
    """Whether a word is a typing error for one of the others, or the reverse: one of the two is in no dictionary.

    Of a name, one text has both forms: the same name is written right elsewhere.
    """
    if word.is_name:
        near = (other for other in others if other.is_name and is_slip_of(word.key, other.key))
        return any(have_both(texts, word, other) for other in near)
    return not word.is_figure and is_misspelt(word, others, unlisted_rarity(language))


def is_misspelt(word: Word, others: Sequence[Word], unlisted: float) -> bool:
    """Whether a word that is no name is a typing error for one of the others, or the reverse: one is in no table."""
    is_listed = word.rarity != unlisted
    alone = [other.key for other in others if not other.is_name and (other.rarity == unlisted) == is_listed]
    return any(is_slip_of(word.key, key) for key in alone)


def have_both(texts: Iterable[TextWords], one: Word, other: Word) -> bool:
    """Whether one text has two words."""
    return any(text.count(one.key) and text.count(other.key) for text in texts)


def wording(changed: Words, net: Words, for_good: Words, pair: Pair) -> Iterator[tuple[str, float]]:
    """How many words changed, and the information in those that the other side, or its whole text, does not have."""
    yield from either("changed", changed, len)
    yield from either("replaced", net, information)
    yield from either("vanished", for_good, information)
    total = information([*net["old"], *net["new"]])
    yield "alike", sum(map(information, synonymous(net, pair.language))) / max(1.0, total)
    rare = [word.rarity for words in for_good.values() for word in words if not word.is_figure]
    yield "rarest", max(rare, default=0.0)
    yield "mean_rarity", sum(rare) / max(1, len(rare))
    yield "recurrence", recurrence(net, pair)


def news(net: Words, language: str) -> Iterator[tuple[str, float]]:
    """The words that one side alone has, but for figures: each is a feature."""
    return (
        (f"{WORD}{language}:{word.key[:STEM]}", 1.0) for words in net.values() for word in words if not word.is_figure
    )


def recurrence(net: Words, pair: Pair) -> float:
    """How often the new words of an event occur in their own text, as the mean of the logarithms."""
    own = [log1p(pair.words[name].count(word.key)) for name in net for word in net[name]]
    return sum(own) / len(own) if own and pair.mode == "succession" else REPEATED


def synonymous(net: Words, language: str) -> Iterator[list[Word]]:
    """The words of either side of which the other side has a near-synonym."""
    for name, other in SIDES:
        found = alike((word.key for word in net[name]), [word.key for word in net[other]], language)
        yield [word for word in net[name] if word.key in found]


def naming(changed: Words, net: Words, for_good: Words, pair: Pair) -> Iterator[tuple[str, float]]:
    """Names, third states and figures that come or go."""
    yield from either("names", for_good, lambda words: sum(word.is_name for word in words))
    yield from either("figures", net, lambda words: sum(word.is_figure for word in words))
    both = [*changed["old"], *changed["new"]]
    yield "name_share", sum(word.is_name for word in both) / max(1, len(both))
    yield "third_states", log1p(len(third_states(net, pair)))
    yield "third_states_for_good", float(bool(third_states(for_good, pair)))


def third_states(words: Words, pair: Pair) -> set[str]:
    """The states that some words of either side name, without the parties."""
    return states_in(chain.from_iterable(words.values()), pair.language) - pair.parties


def stances(event: Group, open_: Words, pair: Pair) -> Iterator[tuple[str, float]]:
    """Concepts of the packs that one side alone has: on ladders of verbs and limits by count, others by weight.

    `open_` are the changed words that the other side does not say otherwise: a concept whose changed words are all said
    otherwise is one that the other side has, too.
    """
    found = {name: list(concepts(event.sides(name), open_[name], pair, name)) for name, _ in SIDES}
    alone = {name: list(only_here(found[name], found[other])) for name, other in SIDES}
    both = [*alone["old"], *alone["new"]]
    kinds = Counter(map(stance_of, both))
    yield from ((name, log1p(kinds[name])) for name in dict.fromkeys(roles().stance.values()))
    yield "step", log1p(largest_step(alone["old"], alone["new"]))
    yield from formulas([concept.weight for concept in both if not stance_of(concept)])
    yield from matters([concept for concept, _ in chain.from_iterable(found.values())])


def largest_step(old: Iterable[Concept], new: Iterable[Concept]) -> float:
    """The largest distance on a ladder of stances between what one side says there and what the other does."""
    ranks = [highest(found) for found in (old, new)]
    return max((abs(rank - ranks[1][ladder]) for ladder, rank in ranks[0].items() if ladder in ranks[1]), default=0.0)


def highest(found: Iterable[Concept]) -> dict[str, float]:
    """The highest rank of some concepts on each ladder of stances; a prohibition is below all duties."""
    ranks: dict[str, float] = {}
    for concept in found:
        if concept.ladder and concept.rank is not None and stance_of(concept):
            ranks[concept.ladder] = max(concept.rank, ranks.get(concept.ladder, concept.rank))
    return ranks


def formulas(weights: Sequence[float]) -> Iterator[tuple[str, float]]:
    """The heaviest of some formulas, and the logarithm of all together."""
    yield "formula", max(weights, default=0)
    yield "formulas", log1p(sum(weights))


def matters(every: Sequence[Concept]) -> Iterator[tuple[str, float]]:
    """What the sentences of an event speak of, and whether they judge or demand."""
    grammatical = roles().sets["grammatical"]
    yield "topic", max((concept.weight for concept in every if concept.category not in grammatical), default=0)
    yield "judges", float(any(stance_of(concept) in JUDGING for concept in every))


def only_here(found: Sequence[tuple[Concept, bool]], beside: Sequence[tuple[Concept, bool]]) -> Iterator[Concept]:
    """The concepts of one side that a change touches, of which the other side has none, nor one on the same rung."""
    others = {concept.id for concept, _ in beside}
    rungs = {rung_of(concept) for concept in touched(beside) if concept.ladder}
    return (concept for concept in touched(found) if concept.id not in others and rung_of(concept) not in rungs)


def touched(found: Iterable[tuple[Concept, bool]]) -> Iterator[Concept]:
    """Those of some concepts that a change touches."""
    return (concept for concept, is_touched in found if is_touched)


def stance_of(concept: Concept) -> str:
    """What a concept says of its sentence by its ladder, or a courtesy by its category; "" where it is no stance."""
    stance = roles().stance
    return stance.get(concept.ladder or "") or (COURTESY if concept.category == COURTESY else "")


def rung_of(concept: Concept) -> tuple[str | None, float | None]:
    """The ladder of a concept and its rank there: two concepts on one rung say the same."""
    return concept.ladder, concept.rank


def concepts(sides: Sequence[Side], open_: Sequence[Word], pair: Pair, name: str) -> Iterator[tuple[Concept, bool]]:
    """The concepts in the sentences of one side, each with whether one of the open words is in it."""
    statement = pair.statements[name]
    for side in sides:
        for span in side.spans:
            for hit in pair.reader.concepts(statement.text, statement.language, span, pair.lexicon):
                yield pair.lexicon.concepts[hit.concept or ""], is_touched(hit, side.changed, open_)


def is_touched(hit: Hit, changed: Sequence[Word], open_: Sequence[Word]) -> bool:
    """Whether a change that the other side does not say otherwise touches a concept's wording.

    A changed word without content does so only where no changed word of content is in the wording.
    """
    within = words_in(hit, open_)
    if not within or any(word.is_content for word in within):
        return bool(within)
    return not any(word.is_content for word in words_in(hit, changed))


def words_in(hit: Hit, words: Sequence[Word]) -> Sequence[Word]:
    """Those of some words, in order, that overlap a wording."""
    first = bisect_right(words, hit.start, key=attrgetter("end"))
    return words[first : bisect_left(words, hit.end, lo=first, key=attrgetter("start"))]


def shape(event: Group, changed: Words) -> Iterator[tuple[str, float]]:
    """How long the event is, how much of it changed, and whether it has one side only."""
    lengths = [len(event.words(name)) for name, _ in SIDES]
    yield "length_max", log1p(max(lengths))
    yield "length_min", log1p(min(lengths))
    yield "share", (len(changed["old"]) + len(changed["new"])) / max(1, sum(lengths))
    yield "sentences", log(max(1, event.sentences))
    yield "one_sided", float(not min(len(event.sides(name)) for name, _ in SIDES))


def grammar(changed: Words, net: Words, denial: Denial, pair: Pair) -> Iterator[tuple[str, float]]:
    """By how many negations the sides differ; words that open a condition among the changed words of one side only.

    `reversed` is a sentence of which nothing but a negation is new.
    """
    yield "negation", log1p(denial.difference)
    words = [word for words in net.values() for word in words if word.key not in negators(pair.language)]
    yield "reversed", float(bool(denial.difference) and not words)
    old, new = ({word.key for word in changed[side]} & conditions(pair.language) for side in ("old", "new"))
    yield "condition", log1p(len(old ^ new))


def routine(event: Group, net: Words, pair: Pair) -> Iterator[tuple[str, float]]:
    """Whether only the day of an occasion changed; whether what is new is a social event; whether nothing is new."""
    sides = [(side, pair.statements[name].text) for name, _ in SIDES for side in event.sides(name)]
    dated = len(sides) == 2 and moves_a_day([side for side, _ in sides], [text for _, text in sides], pair.language)
    yield "calendar", float(dated)
    yield "social", float(has_social_news(net, pair.language))
    yield "reworded", float(not net["old"] and not net["new"])


def has_social_news(net: Words, language: str) -> bool:
    """Whether one side alone has words that the other lacks, and a social event is among them."""
    news = [words for words in net.values() if words]
    return len(news) == 1 and any(is_social(word.key, language) for word in news[0])


def place(event: Group, pair: Pair) -> Iterator[tuple[str, float]]:
    """Where in the text the event is."""
    at = []
    kinds = set()
    for name, statement in pair.statements.items():
        sides = event.sides(name)
        if sides:
            at.append(sides[0].spans[0].start / max(1, len(statement.text)))
            kinds |= {statement.blocks[side.block].kind for side in sides if statement.blocks}
    yield "position", sum(at) / len(at)
    yield "opening", float(min(at) < HEAD)
    yield "close", float(max(at) > TAIL)
    yield "heading", float("heading" in kinds)
    yield "item", float("item" in kinds)


def either(name: str, words: Words, measure: Callable[[list[Word]], float]) -> Iterator[tuple[str, float]]:
    """A measure of the larger and of the smaller side, as logarithms."""
    values = sorted(log1p(measure(words[side])) for side in ("old", "new"))
    yield f"{name}_min", values[0]
    yield f"{name}_max", values[1]


def information(words: list[Word]) -> float:
    """The sum of the rarities."""
    return sum([word.rarity for word in words])
