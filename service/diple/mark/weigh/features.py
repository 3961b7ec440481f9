"""What an event is weighed by: some forty numbers that hold for any wording and are the same in either direction.

`_max` is the larger of the two sides, `_min` the smaller: what goes weighs as what comes. Counts and sums enter as
their logarithm. docs/weights.md explains each feature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import log, log1p

from diple.lexicon import Concept, Lexicon
from diple.mark.events import Event
from diple.mark.events.alike import alike, is_slip_of
from diple.mark.events.grouping import Group
from diple.mark.events.places import Side
from diple.mark.events.rarity import unlisted_rarity
from diple.mark.events.words import Keys, TextWords, Word
from diple.mark.places.stretch import touches_any
from diple.mark.sentence.concepts import roles
from diple.mark.weigh.closed import conditions, negations
from diple.mark.weigh.states import parties_of, states_in
from diple.model import Mode, Statement

SIDES = (("old", "new"), ("new", "old"))
REPEATED = log(3)  # recurrence as of words that their text has twice: in revisions, and where no word is new
JUDGING, COURTESY = ("censure", "demand"), "courtesy"
HEAD, TAIL = 0.03, 0.95  # shares of a text that its opening and its close take up

Features = dict[str, float]
Words = dict[str, list[Word]]


class Pair:
    """The two statements of a comparison, with what is gathered once for all events."""

    def __init__(self, old: Statement, new: Statement, lexicon: Lexicon, mode: Mode) -> None:
        self.statements = {"old": old, "new": new}
        self.words = {name: TextWords(text.text, text.language) for name, text in self.statements.items()}
        self.parties = parties_of(old) | parties_of(new)
        self.lexicon = lexicon
        self.mode = mode
        self.language = old.language


def features_of(event: Event, pair: Pair) -> Features:
    """All features of one event, by name."""
    group = event.group
    changed = {name: [word for side in group.sides(name) for word in side.changed] for name, _ in SIDES}
    net = {name: distinct(net_words(name, other, group, changed, pair)) for name, other in SIDES}
    for_good = {name: [word for word in net[name] if not pair.words[other].hold(word.key)] for name, other in SIDES}
    families = (
        wording(changed, net, for_good, pair),
        naming(changed, net, for_good, pair),
        stances(group, pair),
        shape(group, changed),
        grammar(changed, pair),
        place(group, pair),
    )
    return dict(chain.from_iterable(families))


def net_words(name: str, other: str, group: Group, changed: Words, pair: Pair) -> Iterator[Word]:
    """The changed content words of one side that the other side has in no form, typing errors left out."""
    beside = Keys(word.key for word in group.words(other))
    for word in changed[name]:
        if word.is_content and not beside.hold(word.key) and not is_slip(word, changed[other], pair.language):
            yield word


def is_slip(word: Word, others: Sequence[Word], language: str) -> bool:
    """Whether a word is a typing error for one of the others, or the reverse: one of the two is in no dictionary."""
    unlisted = unlisted_rarity(language)
    return not (word.is_name or word.is_figure) and any(
        is_slip_of(word.key, other.key) and unlisted in (word.rarity, other.rarity) and word.rarity != other.rarity
        for other in others
        if not other.is_name
    )


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
    own = [log1p(pair.words[name].count(word.key)) for name in net for word in net[name]]
    yield "recurrence", sum(own) / len(own) if own and pair.mode == "succession" else REPEATED


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


def stances(event: Group, pair: Pair) -> Iterator[tuple[str, float]]:
    """Concepts of the packs that one side alone has: on ladders of verbs and limits by count, others by weight."""
    found = {name: list(concepts(event.sides(name), pair, name)) for name, _ in SIDES}
    alone = [concept for name, other in SIDES for concept in only_here(found[name], found[other])]
    kinds = Counter(map(stance_of, alone))
    yield from ((name, log1p(kinds[name])) for name in dict.fromkeys(roles().stance.values()))
    weights = [concept.weight for concept in alone if not stance_of(concept)]
    yield "formula", max(weights, default=0)
    yield "formulas", log1p(sum(weights))
    yield from matters([concept for name, _ in SIDES for concept, _ in found[name]])


def matters(every: Sequence[Concept]) -> Iterator[tuple[str, float]]:
    """What the sentences of an event speak of, and whether they judge or demand."""
    grammatical = roles().sets["grammatical"]
    yield "topic", max((concept.weight for concept in every if concept.category not in grammatical), default=0)
    yield "judges", float(any(stance_of(concept) in JUDGING for concept in every))


def only_here(found: Sequence[tuple[Concept, bool]], beside: Sequence[tuple[Concept, bool]]) -> Iterator[Concept]:
    """The concepts of one side that a change touches and the other side does not have."""
    others = {concept.id for concept, _ in beside}
    return (concept for concept, touched in found if touched and concept.id not in others)


def stance_of(concept: Concept) -> str:
    """What a concept says of its sentence by its ladder, or a courtesy by its category; "" where it is no stance."""
    stance = roles().stance
    return stance.get(concept.ladder or "") or (COURTESY if concept.category == COURTESY else "")


def concepts(sides: Sequence[Side], pair: Pair, name: str) -> Iterator[tuple[Concept, bool]]:
    """The concepts in the sentences of one side, each with whether a change touches it."""
    statement = pair.statements[name]
    for side in sides:
        for start, end in side.spans:
            for match in pair.lexicon.matches(statement.text, statement.language, start, end):
                yield pair.lexicon.concepts[match.concept], touches_any(match, side.changed)


def shape(event: Group, changed: Words) -> Iterator[tuple[str, float]]:
    """How long the event is, how much of it changed, and whether it has one side only."""
    lengths = [len(event.words(name)) for name, _ in SIDES]
    yield "length_max", log1p(max(lengths))
    yield "length_min", log1p(min(lengths))
    yield "share", (len(changed["old"]) + len(changed["new"])) / max(1, sum(lengths))
    yield "sentences", log(max(1, event.sentences))
    yield "one_sided", float(not min(len(event.sides(name)) for name, _ in SIDES))


def grammar(changed: Words, pair: Pair) -> Iterator[tuple[str, float]]:
    """Negations and conditions among the changed words of one side only."""
    for name, listed in (("negation", negations(pair.language)), ("condition", conditions(pair.language))):
        old, new = ({word.key for word in changed[side]} & listed for side in ("old", "new"))
        yield name, log1p(len(old ^ new))


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


def distinct(words: Iterable[Word]) -> list[Word]:
    """Each word once."""
    return list({word.key: word for word in words}.values())
