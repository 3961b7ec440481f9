"""Frames: what each clause of a changed sentence says.

A sentence is cut into clauses by its marks and closed-class words, in every language alike; `Side.parsed` has the
grammar where the language has a model. A frame is one clause with its phrases by kind. All is read on demand from the
tokens and hits of the side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from diple.grammar import Sentence
from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.places.stretch import inside
from diple.mark.sentence.phrased import Phrased
from diple.model import Span

STANCE = ("tone_negative", "endorsement", "opposition", "directive", "reaffirmation")
VERBS = (*STANCE, "modality")
NEAR = 6  # tokens after "and" among which a verb shows that a new clause begins: "and the Fund will"
OBJECT = 8  # tokens after a verb in which its object has its head
MARKS = frozenset(";:；：。")
COMMAS = frozenset(",，،")


@dataclass(frozen=True, eq=False)
class Frame:
    """One clause of a side. `opening` is what introduces it: "" for a main clause.

    A clause may be broken by another ("the raid, which …, and its aftermath"), so its tokens need not adjoin.
    """

    side: Side
    tokens: tuple[Token, ...]
    opening: str = ""

    @property
    def start(self) -> int:
        """Where the clause begins."""
        return self.tokens[0].start

    @cached_property
    def places(self) -> frozenset[int]:
        """Where its tokens begin."""
        return frozenset([token.start for token in self.tokens])

    def holds(self, at: int) -> bool:
        """Whether one of its words begins at a position."""
        return at in self.places

    @cached_property
    def by_kind(self) -> dict[str, list[Hit]]:
        """The hits of the clause by kind, in order."""
        found: dict[str, list[Hit]] = {}
        for hit in self.side.hits:
            if self.holds(hit.start):
                found.setdefault(hit.kind, []).append(hit)
        return found

    def of(self, *kinds: str) -> list[Hit]:
        """The hits of some kinds, in order within each kind."""
        return [hit for kind in kinds for hit in self.by_kind.get(kind, ())]

    @cached_property
    def modality(self) -> Hit | None:
        """The first modal, or a phrase in its place."""
        return next(iter(self.of("modality")), None)

    @property
    def negations(self) -> list[Hit]:
        """What denies."""
        return self.of("negation")

    def denies(self, modal: Hit, said: str) -> bool:
        """Whether what the clause says after a modal is denied from outside: not where it denies by itself."""
        first = said.split(" ", 1)[0].casefold()
        opens = next((t.start for t in self.tokens if t.start >= modal.end and first.startswith(t.key)), modal.end)
        return any(hit.start < opens for hit in self.negations)

    @cached_property
    def content(self) -> list[Token]:
        """Its content words."""
        return [token for token in self.side.content_tokens if token.start in self.places]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its content words."""
        return frozenset([stem(token.key) for token in self.content])


def is_participle(side: Side, token: Token) -> bool:
    """Whether a token looks like the participle of a passive."""
    return token.key.endswith(("ed", "en"))


def noun_group(side: Side, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The content words at the head of `tokens` before the first preposition, mark or verb, by closed classes alone."""
    links, skip = side.words.words("object_links"), side.words.words("stop")
    found: list[Token] = []
    for token in tokens:
        if ends_group(side, token, begun=bool(found)):
            break
        if token.key not in links and token.key not in skip:
            found.append(token)
    return tuple(found)


def ends_group(side: Side, token: Token, *, begun: bool) -> bool:
    """Whether a noun group ends before a token: "the results the Board has", "the reforms undertaken by"."""
    words = side.words
    if token.key in words.words("object_ends") or not token.key[0].isalpha():
        return begun or token.key not in words.words("object_links")
    return begun and (token.key in words.words("articles_before_names") or is_participle(side, token))


def frames_of(side: Side) -> tuple[Frame, ...]:
    """The clauses of all sentences of a side, in order."""
    return tuple(frame for span in side.spans for frame in clauses(side, span))


def clauses(side: Side, span: Span) -> Iterator[Frame]:
    """The clauses of one sentence, in the order of their first words."""
    tokens = side.tokens if len(side.spans) == 1 else inside(side.tokens, span)
    numbers, openings = ClauseCutter(side, tokens).cut()
    parts: list[list[Token]] = [[] for _ in openings]
    for token, number in zip(tokens, numbers, strict=True):
        parts[number].append(token)
    for mine, opening in zip(parts, openings, strict=True):
        if any(token.key[0].isalnum() for token in mine):
            yield Frame(side, tuple(mine), opening)


class ClauseCutter:
    """Gives each token of a sentence the number of its clause, from left to right.

    A clause with a relative or a subordinating word ends at the next comma; the clause around it continues there.
    """

    def __init__(self, side: Side, tokens: Sequence[Token]) -> None:
        self.words, self.tokens, self.verbs = side.words, tokens, verbs_at(side, tokens)
        self.openers, self.joints = clause_openers(side.words.language), side.words.words("joints")
        self.numbers: list[int] = []
        self.openings = [""]  # how each clause opens
        self.voiced: set[int] = set()  # the clauses that have had a verb
        self.inside = self.around = 0

    def cut(self) -> tuple[list[int], list[str]]:
        """For each token the number of its clause, and how each clause opens."""
        marks, turning = self.words.words("clause_marks") or MARKS, turns_of(self.words.language)
        for at, token in enumerate(self.tokens):
            if token.key in turning:
                self._continue(at)
                self._turn(at, token)
                self._continue(at + 1)
                if token.key in marks:
                    self._open("")
                    self.around = self.inside
        self._continue(len(self.tokens))
        return self.numbers, self.openings

    def _continue(self, end: int) -> None:
        """The tokens up to `end` belong to the clause."""
        if end > len(self.numbers):
            if any(self.verbs[len(self.numbers) : end]):
                self.voiced.add(self.inside)
            self.numbers += [self.inside] * (end - len(self.numbers))

    def _turn(self, at: int, token: Token) -> None:
        kind = self._opener(at, token)
        if kind:
            self._enter(kind)
        elif token.key in self.joints and self.inside in self.voiced and self._begins_clause(at):
            self._open("joints")
            self.around = self.inside
        elif token.key in COMMAS and self._is_inner():
            self.inside = self.around

    def _opener(self, at: int, token: Token) -> str:
        """How a clause opens at a token, "" where none does: "when to" is a question, no clause."""
        asks = at + 1 < len(self.tokens) and self.tokens[at + 1].key in self.words.words("infinitive")
        return "" if asks else self.openers.get(token.key, "")

    def _enter(self, kind: str) -> None:
        if not self._is_inner():
            self.around = self.inside
        self._open(kind)

    def _open(self, kind: str) -> None:
        self.openings.append(kind)
        self.inside = len(self.openings) - 1

    def _is_inner(self) -> bool:
        return self.openings[self.inside] in ("relatives", "subordinators")

    def _begins_clause(self, at: int) -> bool:
        """Whether a new clause begins at a joining word behind a clause with its verb: another verb follows soon."""
        words, after = self.words, self.tokens[at + 1 : at + 1 + NEAR]
        stops = words.union("joints", "relatives", "complementisers")
        if after and after[0].key in words.union("relatives", "complementisers"):
            return False
        for place, token in enumerate(after):
            if self.verbs[at + 1 + place]:
                return self.tokens[at].key != "," or place > 0
            if place and token.key in stops:
                return False
        return False


@cache
def clause_openers(language: str) -> dict[str, str]:
    """The words that open a clause, each with how."""
    words = vocabulary(language)
    return {key: kind for kind in ("relatives", "subordinators", "complementisers") for key in words.words(kind)}


@cache
def turns_of(language: str) -> frozenset[str]:
    """The words and marks at which one clause may give way to another."""
    words = vocabulary(language)
    marks = words.words("clause_marks") or MARKS
    return frozenset(clause_openers(language)) | words.words("joints") | marks | COMMAS


def verbs_at(side: Side, tokens: Sequence[Token]) -> list[bool]:
    """Whether each token is a verb, as far as closed classes and known phrases show."""
    finite = side.words.words("finite")
    known = {hit.start: hit for hit in side.of(VERBS)}
    return [token.key in finite or is_verb(side, token, known.get(token.start)) for token in tokens]


def is_verb(side: Side, token: Token, hit: Hit | None) -> bool:
    """Whether a known phrase makes the token with which it begins a verb: a modal, or no noun by what follows."""
    if hit is None or hit.kind == "modality" or hit.end != token.end:
        return hit is not None
    return side.key_after(hit.end) not in side.words.words("after_nouns")


class Side(Phrased):
    """One side of a changed place: its words, the phrases in them, its clauses, and its grammar.

    A sentence is read for its grammar when that is first asked for; where `is_read` is false it never is.
    """

    is_read = True

    @property
    def parsed(self) -> tuple[Sentence, ...]:
        """The grammar of its sentences, in order; empty members where the language has no model."""
        return tuple(self._grammar_of(number) for number in range(len(self.spans)))

    def parsed_at(self, at: int) -> Sentence | None:
        """The grammar of the sentence in which an offset lies, read without the others; None outside all of them."""
        number = self.number_at(at)
        return self._grammar_of(number) if number >= 0 and at < self.spans[number].end else None

    def _grammar_of(self, number: int) -> Sentence:
        start, end = self.spans[number]
        return self.reader.grammar(self.text, start, end, self.statement.language if self.is_read else "")

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The clauses, in order."""
        return frames_of(self)


def frame_at(side: Side, at: int) -> Frame | None:
    """The clause in which a position lies."""
    return next((frame for frame in side.frames if frame.holds(at)), None)
