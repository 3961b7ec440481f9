"""What surrounds the changed places: both whole statements, the earlier ones, the lexicon, the mode."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from diple.lexicon import Lexicon
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.reader import Reader
from diple.mark.text.absence import Proofs
from diple.mark.text.series import Series
from diple.model import Change, Mode, Segment, Span, Statement

SAME_IN_VERSIONS, SAME_IN_SERIES = 0.34, 0.55  # share of content words of the shorter side


@dataclass(frozen=True)
class Context:
    """What lies around the pairs: both whole statements, the earlier ones, the lexicon, the mode.

    `segments` are all of them, equal ones too: rules on the whole text read them. Where `reads_grammar` is false no
    sentence is read for its grammar.
    """

    old: Statement
    new: Statement
    lexicon: Lexicon
    mode: Mode
    earlier: tuple[Statement, ...] = ()
    pairs: tuple[Pair, ...] = ()
    segments: tuple[Segment, ...] = ()
    reader: Reader = field(default_factory=Reader, repr=False)
    proofs: Proofs = field(default_factory=Proofs)
    reads_grammar: bool = True
    sides: dict[tuple[int, tuple[Span, ...]], Side] = field(default_factory=dict, repr=False)

    def without_grammar(self) -> Context:
        """The same for events that are too light to be read for their grammar."""
        return replace(self, reads_grammar=False, sides={})

    @cached_property
    def counting(self) -> frozenset[str]:
        """The ids of the changes that count: those of the changed places."""
        return frozenset([change.id for pair in self.pairs for change in pair.changes])

    @cached_property
    def changes(self) -> dict[str, Change]:
        """The changes that count, by id."""
        return {change.id: change for pair in self.pairs for change in pair.changes}

    @cached_property
    def series(self) -> Series:
        """What the texts before the new one hold."""
        return Series(self.earlier, self.old, self.new)

    def same_clause(self, pair: Pair) -> bool:
        """Whether both sides of a pair say enough of the same for a word that changed to bear on it.

        Statements of a series are linked by topic, so more must agree there than between versions of one text.
        """
        return pair.answering or pair.common >= (SAME_IN_SERIES if self.mode == "succession" else SAME_IN_VERSIONS)
