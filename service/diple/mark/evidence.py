"""What a rule sees: one changed place of two statements, with the words and concepts on either side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from diple.lexicon import Lexicon
from diple.mark.absence import Proofs
from diple.mark.hits import as_listed, longest, missing
from diple.mark.stems import stem
from diple.mark.vocabulary import AFFIRMING, Hit, Token, Vocabulary, vocabulary
from diple.model import Change, Direction, Mode, Segment, Span, Statement

if TYPE_CHECKING:
    from diple.mark.aspect import Aspect
    from diple.mark.facings import Facing
    from diple.mark.frames import Frame
    from diple.mark.series import Series

UNLISTED = ("unlisted_wording", "no pack knows this wording; the rule reads only its place in the sentence")
Swap = tuple[Hit, Hit]
SAME_IN_VERSIONS, SAME_IN_SERIES = 0.34, 0.55  # share of content words of the shorter side
token_start, token_end = attrgetter("start"), attrgetter("end")
LIMITS = ("hedge", "caveat", "intensity")
DENIALS = ("negation", "quantifier", "scope")  # what a set phrase that affirms holds only in form
HEAD = 72  # code points at the head of a sentence in which it says what it does: censures, limits what stands before it
SOME, MUCH = 0.3, 0.5  # share of a sentence's characters from which three changes or more, or two, rewrite it
AKIN = 0.75  # share of content words under which linked sentences of a series are only on one topic
ALIKE = 0.6  # share of content words from which reworded sentences are compared word by word


class Side:
    """One side of a changed place: the sentences of one statement that stand there, and what changed in them.

    `spans` are the sentences, in code points of `statement.text`; `changed` are the stretches that counting
    changes replace, delete or insert on this side.
    """

    def __init__(self, statement: Statement, spans: Sequence[Span], changed: Sequence[Span], lexicon: Lexicon) -> None:
        self.statement = statement
        self.text = statement.text
        self.spans = tuple([trimmed(self.text, span) for span in spans])
        self.changed = tuple(changed)
        self.lexicon = lexicon
        self.words: Vocabulary = vocabulary(statement.language)

    @property
    def start(self) -> int:
        """Where the first sentence begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last sentence ends."""
        return self.spans[-1].end

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of all sentences, in order."""
        if len(self.spans) == 1:
            return self.words.tokens(self.text, *self.spans[0])
        return [token for span in self.spans for token in self.words.tokens(self.text, *span)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words, read cheaply: for a doubt before a rule looks closer."""
        if not self.words.spaced:
            return frozenset([token.key for token in self.tokens])
        return self.words.keys_of(self.text[self.start : self.end])

    @cached_property
    def concepts(self) -> list[Hit]:
        """The lexicon's concepts in these sentences; the kind is the concept's ladder, or its category."""
        from diple.mark.concepts import concept_hits

        return [hit for span in self.spans for hit in concept_hits(self, span)]

    @cached_property
    def hits(self) -> list[Hit]:
        """Closed-class phrases and ladder concepts together; within one kind the longest wins."""
        words = self.words.hits(self.text, self.tokens)
        known = self.concepts
        if known and words:
            known = as_listed(known, words, self.words.words("own_ranks"))
        found = [*known, *words]
        blanks = [hit for hit in found if hit.kind == "blank"]
        if blanks:
            limits = {(blank.start, blank.end) for blank in blanks}  # which bars what is in a phrase, not its own limit
            found = [
                hit
                for hit in found
                if hit.kind != "blank"
                and (not within_any(hit, blanks) or (hit.kind in LIMITS and (hit.start, hit.end) in limits))
            ]
        affirming = [hit for hit in found if hit.kind == AFFIRMING]
        if affirming:
            found = [hit for hit in found if hit.kind not in DENIALS or not within_any(hit, affirming)]
        return list(longest(found))

    @cached_property
    def head(self) -> list[Hit]:
        """The closed-class phrases at the head of the first sentence, found without reading the rest."""
        return self.words.hits(self.text, self.first_tokens)

    @cached_property
    def first_tokens(self) -> list[Token]:
        """The tokens at the head of the first sentence, the last of which may be cut."""
        return self.words.tokens(self.text, self.start, min(self.end, self.start + HEAD))

    @cached_property
    def by_kind(self) -> dict[str, list[Hit]]:
        """The hits by kind, each list in order."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.kind, []).append(hit)
        return found

    def of(self, kinds: Iterable[str]) -> list[Hit]:
        """The hits of some kinds, in order within each kind."""
        return [hit for kind in kinds for hit in self.by_kind.get(kind, ())]

    def touched(self, start: int, end: int) -> bool:
        """Whether a counting change of this side overlaps `[start, end)`."""
        return any(span.start < end and start < span.end for span in self.changed)

    def only_degree(self, start: int, end: int) -> bool:
        """Whether all that changed in `[start, end)` are degree words: then the phrase itself stands."""
        words = [t for t in self.changed_tokens if start <= t.start and t.end <= end]
        degrees = self.by_kind.get("intensity", ())
        return bool(words) and all(any(d.start <= t.start < d.end for d in degrees) for t in words)

    @cached_property
    def token_starts(self) -> frozenset[int]:
        """Where the tokens begin."""
        return frozenset([token.start for token in self.tokens])

    @cached_property
    def changed_tokens(self) -> list[Token]:
        """The tokens in changed wording."""
        if len(self.changed) == 1 and self.changed[0].start <= self.start and self.end <= self.changed[0].end:
            return self.tokens
        if len(self.changed) == 1 == len(self.spans):
            (start, end), tokens = self.changed[0], self.tokens
            return tokens[bisect_right(tokens, start, key=token_end) : bisect_left(tokens, end, key=token_start)]
        found = [t for start, end in self.changed for t in self.tokens if start < t.end and t.start < end]
        return found if len(self.changed) == 1 else sorted(set(found), key=token_start)

    def quote(self, start: int, end: int) -> str:
        """The words at `[start, end)` on one line."""
        return " ".join(self.text[start:end].split())

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The clauses, each with what it says."""
        from diple.mark.frames import frames_of

        return frames_of(self)

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """The verbs that tell how far an act has come."""
        from diple.mark.aspect import aspects

        return tuple(aspects(self))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words."""
        return frozenset(map(stem, [token.key for token in self.content_tokens]))

    @cached_property
    def content_tokens(self) -> list[Token]:
        """The tokens that carry content: words and numbers that are not in the language's stop list."""
        stop = self.words.words("stop")
        return [t for t in self.tokens if t.key not in stop and t.key[0].isalnum()]


@dataclass(eq=False)
class Pair:
    """One segment that holds changes which count; a side is None where the segment is dropped or added.

    `answering` pairs join a dropped and an added sentence of two segments that speak of the same act
    (answers.py); only a few rules read them.
    """

    segment: Segment
    changes: tuple[Change, ...]
    old: Side | None
    new: Side | None
    answering: bool = False

    @property
    def reworded(self) -> bool:
        """Whether the two sides may not answer one another at all."""
        return self.answering or self.segment.status == "reworded"

    @property
    def doubtful(self) -> bool:
        """Whether the sides are reworded so much that a rule on single words would guess."""
        return self.reworded and self.common < ALIKE and not self.answering

    @cached_property
    def rewritten(self) -> bool:
        """Whether the sentence was written afresh: changed at several places and over a large share of its words.

        Then voice, order and construction changed too, and a word lost may only stand elsewhere in another form.
        """
        if self.old is None or self.new is None or self.reworded or len(self.changes) < 2:
            return False
        share = max(sum(e - s for s, e in side.changed) / (side.end - side.start) for side in (self.old, self.new))
        return share >= (MUCH if len(self.changes) == 2 else SOME)

    @cached_property
    def beyond_doubt(self) -> bool:
        """Whether no rule can speak of the place: plain words for plain ones, outside every known phrase."""
        from diple.mark.doubt import is_beyond_doubt

        return is_beyond_doubt(self)

    @cached_property
    def common(self) -> float:
        """The share of the shorter side's content words that the other side has too, 0 to 1."""
        if self.old is None or self.new is None:
            return 0.0
        before, after = self.old.stems, self.new.stems
        return len(before & after) / max(1, min(len(before), len(after)))

    @cached_property
    def facings(self) -> tuple[Facing, ...]:
        """The clauses of both sides, each with the one it answers."""
        from diple.mark.facings import facings_of

        return facings_of(self)

    def lost(self, kind: str) -> list[Hit]:
        """Hits of one kind on the old side which the new side has not."""
        return self._lost.get(kind, [])

    def gained(self, kind: str) -> list[Hit]:
        """Hits of one kind on the new side which the old side had not."""
        return self._gained.get(kind, [])

    @cached_property
    def _lost(self) -> dict[str, list[Hit]]:
        return missing(self.old, self.new)

    @cached_property
    def _gained(self) -> dict[str, list[Hit]]:
        return missing(self.new, self.old)

    @property
    def words(self) -> Vocabulary:
        """The closed classes of its language."""
        side = self.old or self.new
        assert side
        return side.words

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of which either side has hits."""
        return frozenset([kind for side in (self.old, self.new) if side for kind in side.by_kind])

    @cached_property
    def touched_kinds(self) -> frozenset[str]:
        """The kinds of which a hit stands in changed wording."""
        sides = (side for side in (self.old, self.new) if side)
        return frozenset([hit.kind for side in sides for hit in side.hits if side.touched(hit.start, hit.end)])

    @cached_property
    def changed_keys(self) -> frozenset[str]:
        """The keys of the tokens in changed wording, of both sides."""
        return frozenset([token.key for side in (self.old, self.new) if side for token in side.changed_tokens])

    @cached_property
    def unlike(self) -> frozenset[str]:
        """The kinds of which one side has hits that the other has not."""
        return frozenset((*self._lost, *self._gained))

    @cached_property
    def swapped_kinds(self) -> frozenset[str]:
        """The kinds of which both sides have hits that the other has not."""
        if self.old is None or self.new is None:
            return frozenset()
        return frozenset(self._lost) & frozenset(self._gained)

    def swaps(self, kind: str) -> list[Swap]:
        """Lost and gained hits that answer one another, in order; at least one stands in changed wording."""
        if kind not in self.swapped_kinds:
            return []
        lost, gained = self.lost(kind), self.gained(kind)
        return [(a, b) for a, b in zip(lost, gained, strict=False) if self.stands_changed(a, b)]

    def stands_changed(self, old: Hit | None, new: Hit | None) -> bool:
        """Whether a counting change touches either hit."""
        return bool(
            (old and self.old and self.old.touched(old.start, old.end))
            or (new and self.new and self.new.touched(new.start, new.end))
        )

    def touching(self, old: Iterable[Span], new: Iterable[Span]) -> tuple[str, ...]:
        """Ids of the changes that overlap the evidence, all of the segment's where none does."""
        old, new = tuple(old), tuple(new)
        ids = [
            change.id
            for change in self.changes
            if any(change.old and overlap(change.old.start, change.old.end, *span) for span in old)
            or any(change.new and overlap(change.new.start, change.new.end, *span) for span in new)
        ]
        return tuple(ids or (change.id for change in self.changes))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a pair, before scoring.

    `terms` name the score terms that apply besides the kind's own weight, each with its reason. `old` and `new`
    are spans of evidence.
    """

    code: str
    rule: str
    direction: Direction
    referent: str
    rationale: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    changes: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    contested: bool = False
    counter_reading: str | None = None
    favours: str | None = None


@dataclass(frozen=True)
class Context:
    """What lies around the pairs: both whole statements, the earlier ones, the lexicon, the mode.

    `segments` are all of them, equal ones too: rules on the whole text read them.
    """

    old: Statement
    new: Statement
    lexicon: Lexicon
    mode: Mode
    earlier: tuple[Statement, ...] = ()
    pairs: tuple[Pair, ...] = ()
    segments: tuple[Segment, ...] = ()
    proofs: Proofs = field(default_factory=Proofs)
    sides: dict[tuple[int, tuple[Span, ...]], Side] = field(default_factory=dict, repr=False)

    @cached_property
    def counting(self) -> frozenset[str]:
        """The ids of the changes that count: those of the changed places."""
        return frozenset([change.id for pair in self.pairs for change in pair.changes])

    @cached_property
    def series(self) -> Series:
        """What the texts before the new one hold."""
        from diple.mark.series import Series

        return Series(self.earlier, self.old, self.new)

    def same_clause(self, pair: Pair) -> bool:
        """Whether both sides of a pair say enough of the same for a word that changed to bear on it.

        Statements of a series are linked by topic, so more must agree there than between versions of one text.
        """
        return pair.answering or pair.common >= (SAME_IN_SERIES if self.mode == "succession" else SAME_IN_VERSIONS)


Rule = Callable[[Pair, Context], Iterator[Finding]]
TextRule = Callable[[Context], Iterator[Finding]]  # of what no single place tells: order, volume, votes, what is kept


def within_any(hit: Hit, spans: Sequence[Hit]) -> bool:
    """Whether a hit lies inside one of `spans`."""
    return any(span.start <= hit.start and hit.end <= span.end for span in spans)


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two half-open stretches share a character."""
    return start < other_end and other_start < end


def trimmed(text: str, span: Span) -> Span:
    """A span without outer white space."""
    inner = text[span.start : span.end]
    if inner and not inner[0].isspace() and not inner[-1].isspace():
        return span
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.end - len(inner) + len(inner.rstrip())))
