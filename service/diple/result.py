"""A comparison: two statements, their alignment, what changed, and what it means."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from diple.explanation import Explanation, Glossary, explain, glossary
from diple.lexicon import Lexicon
from diple.model import Change, Level, Marker, Mode, Near, Notice, Segment, Statement, Theme
from diple.rows import Row, rows_of

IDEOGRAPH = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LEVELS: tuple[Level, ...] = ("critical", "high", "notable", "minor", "noise")


@dataclass(frozen=True, slots=True)
class PackRef:
    """A lexicon pack that was used: its name, version and the digest of its bytes."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Engine:
    """What determined the result: Diple's version, the packs, and the options."""

    version: str
    packs: tuple[PackRef, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a comparison.

    `words_changed` counts the words of both sides inside changes that are not noise; `shared_ratio` is the share
    of the words of both sides outside these changes, 0 to 1.
    """

    markers_by_level: dict[str, int]
    changes_by_kind: dict[str, int]
    noise_by_reason: dict[str, int]
    words_changed: int
    shared_ratio: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of `diple.compare`.

    `segments` tile both texts, in the order of the new text, with removed passages at their old place; `changes`
    are in the order of the segments, `markers` by falling score. `degraded` lists the steps that a bound made coarser.
    `lexicon` has the packs of the markers; without markers it is None. A comparison that was kept and read again has
    `told` instead: the packs' descriptions of its markers at the time it was made. `themes` are the subjects of two
    statements of a series, the weightiest first; `nearest` are its removed and new sentences, each with the most
    similar wording of the other text. In other modes and without markers both are empty.
    """

    old: Statement
    new: Statement
    mode: Mode
    mode_reason: str
    segments: tuple[Segment, ...]
    changes: tuple[Change, ...]
    markers: tuple[Marker, ...]
    engine: Engine
    degraded: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()
    themes: tuple[Theme, ...] = ()
    nearest: tuple[Near, ...] = ()
    lexicon: Lexicon | None = field(default=None, repr=False, compare=False)
    told: Glossary | None = field(default=None, repr=False, compare=False)

    @property
    def id(self) -> str:
        """A digest of both texts and how they were read, the options, Diple's version and the packs' digests.

        32 hexadecimal digits. If the JSON of two comparisons differs, their ids differ.
        """
        return sha256("\n".join(self._identity()).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _identity(self) -> Iterator[str]:
        yield from (self.old.sha256, self.new.sha256, _reading(self.old), _reading(self.new), self.mode)
        yield self.engine.version
        yield from (pack.sha256 for pack in self.engine.packs)
        yield from (f"{name}={value}" for name, value in self.engine.options)

    @property
    def counting(self) -> tuple[Change, ...]:
        """The changes that count: those that are not noise."""
        return tuple(change for change in self.changes if change.noise is None)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Both texts as rows, with the markers of each row."""
        return rows_of(self.segments, self.changes, self.markers)

    @property
    def summary(self) -> Summary:
        """Counts of markers, changes and words."""
        words = count_words(self.old.text) + count_words(self.new.text)
        changed = sum(count_words(side.quote) for c in self.counting for side in (c.old, c.new) if side)
        levels = Counter(marker.level for marker in self.markers)
        return Summary(
            markers_by_level={level: levels[level] for level in LEVELS if levels[level]},
            changes_by_kind=dict(sorted(Counter(c.kind for c in self.counting).items())),
            noise_by_reason=dict(sorted(Counter(c.noise for c in self.changes if c.noise).items())),
            words_changed=changed,
            shared_ratio=round(1 - min(changed / words, 1), 4) if words else 1.0,
        )

    @property
    def glossary(self) -> Glossary:
        """What the packs say of the kinds and concepts of the markers, and where levels begin."""
        return self.told or glossary(self.markers, self.lexicon, self.old, self.mode)

    def explain(self, marker: str | Marker) -> Explanation:
        """Why there is a marker, or the one with this id: its sum, kinds, evidence and sources; `str()` is a text.

        Raises OptionError, UNKNOWN_MARKER.
        """
        wanted = marker if isinstance(marker, str) else marker.id
        return explain(wanted, self.markers, self.told or self.lexicon, self.old, self.mode)

    def to_dict(self) -> dict[str, Any]:
        """The wire form, `diple.comparison/1`, as published in schemas/comparison.v1.json."""
        from diple.schemas import dump_comparison

        return dump_comparison(self)

    def to_json(self) -> str:
        """The same as JSON text, byte for byte what the command line and the service print."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _reading(statement: Statement) -> str:
    """All that the wire form says of a statement beside its text."""
    return repr(
        (
            *(statement.language, statement.title, statement.date, statement.parties, statement.level),
            *(statement.status, statement.format, statement.encoding, statement.coverage, statement.warnings),
            statement.blocks,
        )
    )


def count_words(text: str) -> int:
    """Words of a text: runs between white space, and each Chinese or Japanese character as one."""
    ideographs = 0 if text.isascii() else len(IDEOGRAPH.findall(text))
    return len(text.split()) if not ideographs else ideographs + len(IDEOGRAPH.sub(" ", text).split())
