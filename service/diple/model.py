"""The types that the stages pass to each other: frozen, without behaviour beyond properties.

Types with thousands of values in a comparison (spans, blocks, quotes, changes, segments) are named tuples, which are
made in a third of the time of a frozen dataclass; the others are dataclasses.

Every offset counts Unicode code points of a statement's `text`, every span is half-open, `[start, end)`.
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

    `label` is the span of a list number or letter at the start of the block ("1.", "(a)", "- "); the text itself begins
    after it. It is None if there is no label. `level` is the depth of a heading (1 to 6) or list.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters of text were found in the source, and how many were kept; warnings report the others."""

    kept: int
    found: int


@dataclass(frozen=True, slots=True)
class Document:
    """The result of reading one source: its text, which is never rewritten afterwards, and its blocks.

    Blocks are in order, do not overlap, and contain every character of `text` that is not white space.
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

    `text` never changes: all spans point into it. `language` is a BCP 47 primary tag ("en", "ru", "zh", "fr", "es",
    "ar") or "und". `sentences` are spans in order, without outer white space, that contain every character of the
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
    """A passage of one text with its exact words: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


class Change(NamedTuple):
    """One change of wording. `old` is None for an insertion, `new` for a deletion.

    `noise` is None if the change counts, else the reason why it does not. `segment` is the id of its segment, `markers`
    are the ids of its markers. `weight`, 0 to 100, estimates how likely an expert would report it; noise has 0.
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
    """A passage of the old text and the corresponding passage of the new text.

    The `old` spans of all segments tile the old text, the `new` spans the new one: each ends at the start of the
    next, so white space belongs to the segment before it. Several spans on one side are a split or a merge, or
    leave out a clause that moved. `status` equal means the same words, perhaps with other white space; dropped has no
    new span, added no old one; reworded has both, and is reported as a deletion and an insertion. `moved` is true
    if the segment is in another order. Outside its changes, the two sides of a segment are equal, character by
    character. Between two languages there is no diff: segments are aligned or unaligned, and have no changes.
    `confidence`, 0 to 100, is the probability that an aligned segment is right; it is None for all others, and if a
    language has no vectors.
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
    """Evidence in one text, by position and by quotation (W3C TextPositionSelector, TextQuoteSelector).

    `prefix` and `suffix` are up to 32 characters before and after.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a marker's score: its name, its value in points, and the reason."""

    name: str
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class RuleRef:
    """The rule of a claim, and the pack (name and version) that gave its weight."""

    id: str
    pack: str
    version: str


@dataclass(frozen=True, slots=True)
class Further:
    """A further kind of the same event, in addition to the kind of its marker: its claim, and the reason."""

    code: str
    name: str
    direction: Direction
    referent: str
    rationale: str
    rule: RuleRef


@dataclass(frozen=True, slots=True)
class Marker:
    """One event, which an analyst would report as one thing: what changed, what it means, with the evidence.

    `code` and `name` are from the taxonomy ("F1", "formula_dropped"), `also` are further kinds of the same event.
    `direction` is strengthened or softened with regard to `referent`, which is never empty. `label` is the change in
    one line, "old wording → new wording"; `set_off` are the spans of the label that changed, in code points of the
    label, none if all of the wording changed. `score` is 0 to 100, the sum of `terms`; `level` is computed from it.
    `contested` readings have a `counter_reading`.
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
    """A removed or new sentence and the most similar wording of the other text: a hint, not a link.

    At least one of the two has no link; the other may be linked with another sentence. `sure` says how likely both are
    on the same subject.
    """

    old: Span
    new: Span
    sure: Sureness


@dataclass(frozen=True, slots=True)
class Theme:
    """Sentences of both texts on one subject; a sentence is in at most one theme.

    `name` is a heading or a noun phrase of the texts. `old` and `new` are the spans of its sentences in order, without
    list labels, `words_old` and `words_new` count their words. `status` is gone if the new text has no such sentence,
    new if the old text has none. `markers` are the ids of the markers with most of their evidence in it, by falling
    score; `weight`, 0 to 100, is the score of the first of them, 0 without one. `went` are recurring terms of its old
    sentences that do not occur in the new text, `came` those of its new sentences that do not occur in the old text.
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
