"""What the stages hand to one another: frozen, without behaviour beyond properties.

What a comparison holds by the thousand (spans, blocks, quotes, changes, segments) is a named tuple, which takes a third
of the time of a frozen dataclass to make; the rest are dataclasses.

Every offset is a Unicode code point of a statement's `text`, every span is half-open, `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple

Mode = Literal["revision", "succession", "translation"]
BlockKind = Literal["heading", "paragraph", "item", "footnote", "quote", "cell"]
SegmentStatus = Literal["equal", "changed", "added", "dropped", "reworded", "aligned", "unaligned"]
ChangeKind = Literal["insert", "delete", "replace"]
NoiseReason = Literal[
    "alternat",
    "typography",
    "spelling",
    "courtesy",
    "renumbering",
    "rolling_date",
    "name_form",
    "script",
    "synonym",
    "whitespace",
]
Direction = Literal["strengthened", "softened", "neutral", "mixed"]
Level = Literal["critical", "high", "notable", "minor", "noise"]
ThemeStatus = Literal["kept", "gone", "new"]
Sureness = Literal["likely", "perhaps", "doubtful"]


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the result should know: a warning or a coarser answer.

    `code` is stable and lower case ("guessed_encoding"), `message` a sentence in plain words, `data` JSON-ready.
    """

    code: str
    message: str
    data: dict[str, object] = field(default_factory=dict)


class Block(NamedTuple):
    """A heading, paragraph, list item, footnote, quotation or table cell: `[start, end)` without outer blanks.

    `label` is the span of a list number or letter at the block's start ("1.", "(a)", "- "), outside which the
    text proper begins; it is None where there is none. `level` is the depth of a heading (1 to 6) or list.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of text kept, of those found in the source; what was left out is reported in the warnings."""

    kept: int
    found: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of one source: its text, never rewritten afterwards, and the blocks found in it.

    Blocks are in order, do not overlap, and hold every character of `text` that is not white space.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str = "text"
    encoding: str | None = None
    language: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    coverage: Coverage | None = None
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A diplomatic statement, read and segmented.

    `text` is sacred: all spans point into it. `language` is a BCP 47 primary tag ("en", "ru", "zh", "fr", "es",
    "ar") or "und". `sentences` are spans in order, without outer white space, that hold every character of the
    text that is not white space. `status` is authentic, official_translation, unofficial, excerpt or None.
    """

    text: str
    language: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    title: str | None = None
    date: str | None = None
    parties: tuple[str, ...] = ()
    level: str | None = None
    status: str | None = None
    source: str | None = None
    format: str = "text"
    encoding: str | None = None
    coverage: Coverage | None = None
    warnings: tuple[Notice, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the text in UTF-8, as hexadecimal; lone surrogates are passed through."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Quote(NamedTuple):
    """A stretch of one text together with its exact words: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


class Change(NamedTuple):
    """One change of wording. `old` is None for an insertion, `new` for a deletion.

    `noise` is None where the change counts, else the reason why it does not. `segment` is the id of the segment
    it occurs in, `markers` are the ids of the markers of it. `weight`, 0 to 100, says how much an expert would want to
    know of it; noise weighs 0.
    """

    id: str
    kind: ChangeKind
    old: Quote | None
    new: Quote | None
    segment: str
    noise: NoiseReason | None = None
    markers: tuple[str, ...] = ()
    weight: int = 0


class Segment(NamedTuple):
    """A stretch of the old text and what answers it in the new.

    The `old` spans of all segments tile the old text, the `new` spans the new one: each runs to the start of the
    next, so that white space belongs to what it follows. Several spans on one side are a split or a merge, or
    leave room for a clause that moved. `status` equal means the same words, perhaps spaced otherwise; dropped has no
    new span, added no old one; reworded has both, and is reported as a deletion and an insertion. `moved` is true
    where the segment left its order. Outside its changes a segment's two sides are equal, character by character.
    Between two languages there is no diff: segments are aligned or unaligned, and have no changes. `confidence`, 0 to
    100, says how likely an aligned one is right; None for all others, and where a language has no vectors.
    """

    id: str
    status: SegmentStatus
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    moved: bool = False
    changes: tuple[str, ...] = ()
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """Evidence in one text, found again by position or by quotation (W3C TextPositionSelector, TextQuoteSelector).

    `prefix` and `suffix` are up to 32 characters before and after.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a marker's score: its name, its value in points, and why it is there."""

    name: str
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class RuleRef:
    """Which rule spoke, and the pack (name and version) that gave its weight."""

    id: str
    pack: str
    version: str


@dataclass(frozen=True, slots=True)
class Further:
    """A further kind of the same event, beside the one that names its marker: what it claims, and why."""

    code: str
    name: str
    direction: Direction
    referent: str
    rationale: str
    rule: RuleRef


@dataclass(frozen=True, slots=True)
class Marker:
    """One event, what an analyst would call one thing: what changed, what it means, with the evidence.

    `code` and `name` are from the taxonomy ("F1", "formula_dropped"), `also` are further kinds of the same event.
    `direction` says strengthened or softened with regard to `referent`, which is never empty. `label` is the news in
    one line, "old wording → new wording"; `set_off` are the spans of the label that changed, in code points of it, none
    where all of the wording did. `score` is 0 to 100, the sum of `terms`; `level` follows from it.
    `contested` readings carry the `counter_reading`.
    """

    id: str
    code: str
    name: str
    direction: Direction
    referent: str
    score: int
    level: Level
    terms: tuple[Term, ...]
    rationale: str
    rule: RuleRef
    concepts: tuple[str, ...] = ()
    old: tuple[Selector, ...] = ()
    new: tuple[Selector, ...] = ()
    changes: tuple[str, ...] = ()
    contested: bool = False
    counter_reading: str | None = None
    favours: str | None = None
    also: tuple[Further, ...] = ()
    label: str = ""
    set_off: tuple[Span, ...] = ()

    @property
    def kinds(self) -> tuple[Further, ...]:
        """All kinds of the event: the one that names the marker first, then the further ones."""
        own = Further(self.code, self.name, self.direction, self.referent, self.rationale, self.rule)
        return (own, *self.also)


class Near(NamedTuple):
    """A sentence that is gone or new and the nearest wording of the other text: a hint, and no link.

    One of the two has nothing to answer it, or both; the other may answer another sentence. `sure` says how likely they
    are to be of the same matter.
    """

    old: Span
    new: Span
    sure: Sureness


@dataclass(frozen=True, slots=True)
class Theme:
    """Sentences of both texts that speak of one subject; a sentence is in one theme at most.

    `name` is a heading or a noun phrase of the texts. `old` and `new` are the spans of its sentences in order, without
    list labels, `words_old` and `words_new` count their words. `status` is gone where the new text has no sentence of
    it, new where the old text has none. `markers` are the ids of the markers that have most of their evidence in it,
    by falling score; `weight`, 0 to 100, is the score of the first of them, 0 without one. `went` are terms of its old
    sentences that recur and that the new text has nowhere, `came` those of its new ones that the old text has nowhere.
    """

    id: str
    name: str
    status: ThemeStatus
    weight: int
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()
    words_old: int = 0
    words_new: int = 0
    markers: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
