"""What changed places say about the text as a whole: the fact words of a language, in their context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, Vocabulary, fact_vocabulary, vocabulary
from diple.lexicon.vocabulary.phrases import Words, core_of
from diple.mark.places.stretch import token_start
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import longest
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context

FAR = 99
NEAR = 6  # tokens between an act and what it makes or who does it
STOPS = ".;。；!?"

# Kinds that are facts where they are on one side only, and kinds that have figures.
ALONE = ("unanimity", "contest", "ballot", "dissent", "dissociation", "document_type", "exit")
COUNTED = ("vote", "ballot", "adoption", "issue")


class Facts:
    """The fact words of one side of a changed place."""

    def __init__(self, side: Side, words: Vocabulary, kinds: frozenset[str]) -> None:
        self.side = side
        self.words = words
        self.kinds = kinds

    @cached_property
    def hits(self) -> list[Hit]:
        """All fact words, in order; within one kind the longest wins."""
        return list(longest(self.words.hits(self.side.text, self.side.tokens)))

    def may_have(self, *kinds: str) -> bool:
        """Whether a word of some kinds may be here, told without reading."""
        return not self.kinds.isdisjoint(kinds)

    def may_change(self, *kinds: str) -> bool:
        """Whether a word of some kinds may be in changed wording."""
        return any(self.words.may_open(kind, self.changed_keys) for kind in kinds)

    @cached_property
    def changed_keys(self) -> frozenset[str]:
        """The keys of the changed words."""
        return changed_keys(self.side)

    def of(self, *kinds: str) -> list[Hit]:
        """The facts of some kinds, in order."""
        return [hit for hit in self.hits if hit.kind in kinds]

    def set_of(self, table: str, name: str) -> frozenset[str]:
        """A list of words of the language's tables."""
        found: frozenset[str] = self.words.tables.get(table, {}).get(name, frozenset())
        return found

    def near(self, hit: Hit, others: Sequence[Hit], reach: int = NEAR) -> Hit | None:
        """The nearest of some hits within reach of another."""
        beside = [other for other in others if other is not hit]
        nearest = min(beside, key=lambda other: (self.gap(hit, other), other.start), default=None)
        return None if nearest is None or self.gap(hit, nearest) > reach else nearest

    def gap(self, one: Hit, other: Hit) -> int:
        """Tokens between two hits; far where a sentence ends between them."""
        first, last = sorted((one, other), key=lambda hit: hit.start)
        inside = self.tokens_between(first.end, last.start)
        return FAR if any(token.key in STOPS for token in inside) else len(inside)

    def tokens_between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens in `[start, end)`."""
        tokens = self.side.tokens
        return tokens[bisect_left(tokens, start, key=token_start) : bisect_left(tokens, end, key=token_start)]

    def before(self, hit: Hit, count: int) -> Sequence[Token]:
        """The last tokens before a hit."""
        at = bisect_left(self.side.tokens, hit.start, key=token_start)
        return self.side.tokens[max(0, at - count) : at]

    def after(self, hit: Hit, count: int) -> Sequence[Token]:
        """The first tokens after a hit."""
        at = bisect_left(self.side.tokens, hit.end, key=token_start)
        return self.side.tokens[at : at + count]


Beside = tuple[frozenset[str], ...]  # of each place of a form but that of its core, words of which one is there


class Telling(NamedTuple):
    """What shows at little cost that a fact of a kind may be somewhere.

    `cores` are words of which one is in every form of a kind, each with its kinds, and with what else its forms
    hold: of each further place one word. `words` are all words of each kind without the small ones, `all_words` those
    of all kinds.
    """

    cores: dict[str, dict[str, tuple[Beside, ...]]]
    words: dict[str, frozenset[str]]
    all_words: frozenset[str]


@cache
def telling(language: str) -> Telling:
    """The telling words of a language's facts, by kind."""
    stop = vocabulary(language).words("stop")
    cores: dict[str, dict[str, set[Beside]]] = {}
    words: dict[str, set[str]] = {}
    for entry, form in fact_vocabulary(language).forms:
        places = [place for place in form if all(place)]
        for word in core_of(places, stop):
            cores.setdefault(word, {}).setdefault(entry.kind, set()).add(beside_core(places))
        words.setdefault(entry.kind, set()).update(word for place in places for part in place for word in part)
    without_small = {kind: frozenset(found) - stop for kind, found in words.items()}
    return Telling(least_of_each(cores), without_small, frozenset().union(*without_small.values()))


def least_of_each(cores: dict[str, dict[str, set[Beside]]]) -> dict[str, dict[str, tuple[Beside, ...]]]:
    """For each core and kind what its forms hold besides, without those that hold all that another does."""
    return {word: {kind: least(found) for kind, found in kinds.items()} for word, kinds in cores.items()}


def beside_core(places: Sequence[tuple[Words, ...]]) -> Beside:
    """Of each place of a form all of whose choices hold a plain word, these words."""
    choices = [[next(filter(str.isalpha, choice), "") for choice in place] for place in places]
    return tuple(sorted({frozenset(place) for place in choices if all(place)}, key=sorted))


def least(found: Iterable[Beside]) -> tuple[Beside, ...]:
    """What forms with one core hold besides, without those that hold all that another does."""
    return tuple(one for one in found if not any(set(other) < set(one) for other in found))


class Fact(NamedTuple):
    """One fact, where it is and in which changed place."""

    pair: Pair
    facts: Facts
    hit: Hit


def fact_words(context: Context) -> Vocabulary | None:
    """The fact words of the texts' language, None where it has none."""
    words = fact_vocabulary(context.old.language)
    return words if words.phrase_words else None


Place = tuple[Pair, Facts]


class Places(NamedTuple):
    """The changed places of either text in which a fact may be."""

    old: tuple[Place, ...]
    new: tuple[Place, ...]

    def where(self, *kinds: str, old: bool) -> Iterator[Place]:
        """The places of one text in which a word of some kinds may be."""
        return ((pair, facts) for pair, facts in (self.old if old else self.new) if facts.may_have(*kinds))


def places(context: Context, words: Vocabulary) -> Places:
    """The changed places that are worth a look, each read once for all rules."""
    known = telling(words.language)
    old: list[Place] = []
    new: list[Place] = []
    for pair in (pair for pair in context.pairs if not pair.beyond_doubt or tells(pair, known)):
        before, after = kinds_in(pair.old, known), kinds_in(pair.new, known)
        if (before or after) and may_differ(pair, before, after, known):
            old += facts_of(pair, pair.old, before, words)
            new += facts_of(pair, pair.new, after, words)
    return Places(tuple(old), tuple(new))


def facts_of(pair: Pair, side: Side | None, kinds: frozenset[str], words: Vocabulary) -> list[Place]:
    """One side of a place, where facts of some kinds may be on it; none else."""
    return [(pair, Facts(side, words, kinds))] if side is not None and kinds else []


def tells(pair: Pair, known: Telling) -> bool:
    """Whether a changed word may be one of a fact's."""
    return any(not known.all_words.isdisjoint(changed_keys(side)) for side in (pair.old, pair.new) if side)


def kinds_in(side: Side | None, known: Telling) -> frozenset[str]:
    """The kinds of facts that may be on a side."""
    if side is None or known.cores.keys().isdisjoint(keys := side.keys):
        return frozenset()
    likely = [known.cores[word] for word in keys & known.cores.keys()]
    return frozenset(kind for kinds in likely for kind, forms in kinds.items() if any_stands(forms, keys))


def any_stands(forms: Iterable[Beside], keys: frozenset[str]) -> bool:
    """Whether all that one of some forms needs is among some words."""
    return any(all(not place.isdisjoint(keys) for place in form) for form in forms)


def may_differ(pair: Pair, before: frozenset[str], after: frozenset[str], known: Telling) -> bool:
    """Whether a fact can have changed: it is on one side only, or its own words or its figures changed."""
    kinds = before | after
    if pair.old is None or pair.new is None:
        return not kinds.isdisjoint(ALONE)
    if "dissent" in kinds:  # there the names may change alone
        return True
    changed = changed_keys(pair.old) | changed_keys(pair.new)
    if any(not known.words[kind].isdisjoint(changed) for kind in kinds):
        return True
    return not kinds.isdisjoint(COUNTED) and figures(pair.old.words, changed)


def figures(words: Vocabulary, keys: frozenset[str]) -> bool:
    """Whether a number is among some words."""
    numbers = words.tables.get("numbers", {}).get("words", {})
    return any(key.isdigit() or key in numbers for key in keys)


def changed_keys(side: Side) -> frozenset[str]:
    """The keys of the changed words of a side."""
    stretches = " ".join([side.text[start:end].lower() for start, end in side.changed])
    return side.words.keys_of(stretches) if side.words.spaced else frozenset(stretches)
