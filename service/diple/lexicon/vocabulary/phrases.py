"""Phrases with alternatives, found over tokens without ever being written out.

"{express|expresses} {|its |their }{deep |grave |}concern" means eighteen phrases. Each form is kept as a row of
places with a few choices each; a state is the set of places that some words have led to, and is made when a text first
leads there (a deterministic automaton by need). So loading costs what the forms are long, not what they multiply to.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise, product
from typing import NamedTuple

from diple.lexicon.vocabulary.clitics import Clitics

BRACE = re.compile(r"\{([^{}]*)\}")
BOUND = re.compile(r"[\s㐀-鿿]")  # a character beside which a word begins or ends
ANY_WORD, ANY_NAME = "*", "^"
ANY = frozenset({ANY_WORD, ANY_NAME})
Words = tuple[str, ...]
Places = tuple[tuple[Words, ...], ...]


class Entry(NamedTuple):
    """One line of a closed class: its kind ("modality"), rank or None, and how a rationale names it."""

    kind: str
    rank: float | None
    means: str
    head: str


class Form(NamedTuple):
    """A form and its entry: at each place the choices of words there, of which one may be none."""

    entry: Entry
    places: Places


class Neighbours(NamedTuple):
    """The words that are right before and right behind a word in phrases, and the kinds of which it is one alone."""

    before: frozenset[str]
    behind: frozenset[str]
    alone: frozenset[str]

    def may_join(self, before: str, behind: str) -> bool:
        """Whether a phrase may hold the word together with one of two that are beside it, given as keys."""
        return before in self.before or behind in self.behind or not ANY.isdisjoint(self.before | self.behind)


class State:
    """Where some words have led in the forms: the entries that end here, and by next word where each form goes on.

    `after` gives the state after one of the words of `onward`. A `free` state goes on with any word, or with any name;
    what such a one and a word of the forms lead to together is one state again, so that one state is all there is.
    At one that `is_open` a phrase ends, or goes on with whatever comes.
    """

    __slots__ = ("after", "ends", "free", "is_open", "joined", "onward")

    def __init__(self, arrived: Iterable[tuple[Form, int, Words]]) -> None:
        self.ends: list[Entry] = []
        self.onward: dict[str, list[tuple[Form, int, Words]]] = {}
        self.after = After(self.onward)
        for form, place, rest in arrived:
            self._arrive(form, place, rest)
        self.free = ANY_WORD in self.onward or ANY_NAME in self.onward
        self.is_open = self.free or bool(self.ends)
        self.joined: dict[tuple[str, ...], State] | None = None

    def following(self, key: str, *, capital: bool = False) -> State:
        """The state after a word, where any word or name may be too; it goes nowhere where nothing does."""
        ways = [key] if key in self.onward else []
        if capital and ANY_NAME in self.onward:
            ways.append(ANY_NAME)
        if ANY_WORD in self.onward and key[0].isalpha():
            ways.append(ANY_WORD)
        if len(ways) == 1:
            return self.after[ways[0]]
        joined = self.joined = self.joined or {}
        if (named := tuple(ways)) not in joined:
            joined[named] = State(chain.from_iterable(self.onward[way] for way in ways))
        return joined[named]

    def _arrive(self, form: Form, place: int, rest: Words) -> None:
        """Is before the rest of a choice, or where it is spent before each choice of the next place."""
        if rest:
            self.onward.setdefault(rest[0], []).append((form, place, rest[1:]))
        elif place < len(form.places):
            for choice in form.places[place]:
                self._arrive(form, place + 1, choice)
        elif form.entry not in self.ends:
            self.ends.append(form.entry)


Arrival = tuple[int, int, Words]  # the number of a form, a place in it, the rest of a choice there


def openings(forms: Sequence[Places]) -> dict[str, list[Arrival]]:
    """How forms, by number, go on from before any word: by their first words, where each has led."""
    found: dict[str, list[Arrival]] = {}
    for number, places in enumerate(forms):
        for word, place, rest in first_steps(places, 0, ()):
            found.setdefault(word, []).append((number, place, rest))
    return found


def first_steps(places: Places, place: int, rest: Words) -> Iterator[tuple[str, int, Words]]:
    """The words with which a form may go on from the rest of a choice, each with the place and the rest after it."""
    if rest:
        yield rest[0], place, rest[1:]
    elif place < len(places):
        for choice in places[place]:
            yield from first_steps(places, place + 1, choice)


class Openings(dict[str, list[Arrival]]):
    """The first words of all forms; how each goes on is made out when it is asked for."""

    def __init__(self, found: dict[str, list[Arrival]], forms: Sequence[Form]) -> None:
        super().__init__(found)
        self._forms = forms

    def __getitem__(self, word: str) -> list[tuple[Form, int, Words]]:  # type: ignore[override]
        return [(self._forms[number], place, rest) for number, place, rest in super().__getitem__(word)]


def start_of(found: dict[str, list[Arrival]], forms: Sequence[Form]) -> State:
    """The state before any word, from the openings of the forms."""
    start = State(())
    start.onward = Openings(found, forms)  # type: ignore[assignment]
    start.after = After(start.onward)
    start.free = start.is_open = ANY_WORD in found or ANY_NAME in found
    return start


class After(dict[str, State]):
    """The states after each word, made when they are asked for."""

    def __init__(self, onward: dict[str, list[tuple[Form, int, Words]]]) -> None:
        super().__init__()
        self._onward = onward

    def __missing__(self, word: str) -> State:
        made = self[word] = State(self._onward[word])
        return made


def core_of(places: Sequence[tuple[Words, ...]], stop: Container[str]) -> Iterator[str]:
    """One word of each choice of that place of a form whose words tell most: no stop words, and long."""

    def telling(word: str) -> tuple[bool, int]:
        return word not in stop, len(word)

    chosen = max(places, key=lambda place: min(max(map(telling, choice)) for choice in place))
    return (max(choice, key=telling) for choice in chosen)


def neighbours(word: str, forms: Iterable[Form]) -> Neighbours:
    """What is beside a word in some forms."""
    before: set[str] = set()
    behind: set[str] = set()
    alone: set[str] = set()
    for form in forms:
        pairs = set(pairs_in(form.places))
        before.update(first for first, second in pairs if second == word)
        behind.update(second for first, second in pairs if first == word)
        if is_alone(word, form.places):
            alone.add(form.entry.kind)
    return Neighbours(frozenset(before), frozenset(behind), frozenset(alone))


def pairs_in(places: Sequence[tuple[Words, ...]]) -> Iterator[tuple[str, str]]:
    """Every two words that may be side by side in a form."""
    lasts: set[str] = set()
    for place in places:
        for choice in filter(None, place):
            yield from pairwise(choice)
            yield from ((last, choice[0]) for last in lasts)
        ends = {choice[-1] for choice in place if choice}
        lasts = lasts | ends if () in place else ends


def is_alone(word: str, places: Sequence[tuple[Words, ...]]) -> bool:
    """Whether a form may be a word and nothing else."""
    return any((word,) in place and all(() in other for other in places if other is not place) for place in places)


def first_words(places: Places) -> Iterator[str]:
    """The words with which a form may begin."""
    for place in places:
        yield from (choice[0] for choice in place if choice)
        if () not in place:
            return


def places_of(form: str, cased: frozenset[str], clitics: Clitics) -> Places:
    """A form cut between words into places, with the choices of each as words."""
    places: list[list[str]] = []
    current = [""]
    for piece in pieces_of(form):
        if all(not text or BOUND.match(text[-1]) for text in current) or all(
            BOUND.match(text or "x") for text in piece
        ):
            places.append(current)
            current = piece
        else:
            current = [head + tail for head in current for tail in piece]
    places.append(current)
    return tuple(
        tuple(dict.fromkeys(words_of(text, cased, clitics) for text in place)) for place in places if place != [""]
    )


def pieces_of(form: str) -> Iterator[list[str]]:
    """The parts of a form in order, each as what it may mean; only braces within braces are written out."""
    parts = BRACE.split(form)
    if not any("{" in part for part in parts):
        yield from (part.split("|") if odd % 2 else [part] for odd, part in enumerate(parts) if part or odd % 2)
        return
    at = 0
    while at < len(form):
        if form[at] == "{":
            inner, at = alternatives(form, at + 1, inside=True)
            yield inner
            at += 1
        else:
            end = form.find("{", at)
            end = len(form) if end < 0 else end
            yield [form[at:end]]
            at = end


@lru_cache(maxsize=16_384)
def words_of(text: str, cased: frozenset[str], clitics: Clitics) -> Words:
    """The words of a choice as keys of tokens: in small letters but for those whose capital matters.

    An elided word may end a choice: "tenus d'" is "tenus d", whatever follows.
    """
    plain = text.isascii() and text.replace(" ", "").isalpha()
    found: Sequence[str] = text.split() if plain else clitics.word.findall(text)
    if clitics.elided and found and found[-1] == "'":
        found = found[:-1]
    return tuple(word if word in cased else clitics.key(word.lower()) for word in found)


def expand(form: str) -> Iterator[str]:
    """The forms that a form with braces means: "deplor{e|es}" gives deplore and deplores."""
    yield from map("".join, product(*pieces_of(form)))


def alternatives(form: str, at: int, inside: bool) -> tuple[list[str], int]:
    """What a form means from a place to the brace that closes it, and where that is; each part is read once."""
    found: list[str] = []
    current = [""]
    while at < len(form) and not (inside and form[at] == "}"):
        if inside and form[at] == "|":
            found, current = found + current, [""]
        elif form[at] == "{":
            inner, at = alternatives(form, at + 1, inside=True)
            current = [head + tail for head in current for tail in inner]
        else:
            current = [head + form[at] for head in current]
        at += 1
    return found + current, at
