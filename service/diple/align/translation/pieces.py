"""The sentences of a language version, and their parts, as pieces: what of them speaks for or against a partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from diple.align.anchors import Unit, blocks_of_sentences, label_unit, span_unit, together
from diple.align.translation.cuts import Piece, pieces_in
from diple.align.translation.meaning import Encoder, Meanings
from diple.coverage import expected_ratio
from diple.model import Statement

# By which factor the lengths of two versions may differ from what their languages take; more is taken for omission.
OF_LANGUAGES = 1.15


@dataclass(frozen=True, slots=True)
class Pieces:
    """Both texts as pieces.

    `begins` says of each piece whether it begins a block. `worth` is how much an anchor says: 1 where one piece of
    either text has it, less where more have it. `labelled` is whether equal labels mean equal articles. `ratio` is how
    much longer the new text is. `sentences` gives the number of the sentence that each piece is in.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    begins: tuple[Sequence[bool], Sequence[bool]]
    worth: dict[str, float]
    labelled: bool
    ratio: float
    sentences: tuple[Sequence[int], Sequence[int]]
    meanings: Meanings

    def halved(self) -> Pieces:
        """Both texts with each two neighbouring pieces as one."""
        old, new = ([together(side[at : at + 2]) for at in range(0, len(side), 2)] for side in (self.old, self.new))
        begins = (self.begins[0][::2], self.begins[1][::2])
        sentences = (self.sentences[0][::2], self.sentences[1][::2])
        return Pieces(old, new, begins, self.worth, self.labelled, self.ratio, sentences, self.meanings.halved())


def pieces_of(old: Statement, new: Statement, encoder: Encoder) -> Pieces:
    """The sentences of two versions as pieces, with the meanings that an encoder gives them."""
    cut = (pieces_in(old), pieces_in(new))
    (olds, old_begins), (news, new_begins) = _units(old, cut[0]), _units(new, cut[1])
    labelled = _numbered_alike(olds, news)
    if labelled:
        olds, news = ([_numbered(unit) for unit in side] for side in (olds, news))
    return Pieces(
        olds,
        news,
        (old_begins, new_begins),
        _worth(olds, news),
        labelled,
        _ratio(olds, news, expected_ratio(old.language, new.language)),
        tuple([piece.sentence for piece in side] for side in cut),  # type: ignore[arg-type]
        encoder(_texts(old, cut[0]), _texts(new, cut[1]), (old.language, new.language)),
    )


def _units(statement: Statement, cut: Sequence[Piece]) -> tuple[list[Unit], list[bool]]:
    """The pieces as units, and whether each begins a block."""
    held = blocks_of_sentences(statement)
    blocks = [held[piece.sentence] for piece in cut]
    begins = [at == 0 or blocks[at] != blocks[at - 1] for at in range(len(blocks))]
    units = [
        span_unit(statement, piece.span, block)
        if piece.label is None
        else label_unit(statement, piece.span, block, piece.label)
        for piece, block in zip(cut, blocks, strict=True)
    ]
    return units, begins


def _texts(statement: Statement, cut: Sequence[Piece]) -> list[str]:
    return [statement.text[start:end] for (start, end), _, _ in cut]


def _numbered(unit: Unit) -> Unit:
    """A heading with its number among its anchors: another version may write it into the paragraph."""
    if unit.kind != "heading" or unit.label is None:
        return unit
    number = frozenset((str(unit.label),))
    return unit._replace(numbers=unit.numbers | number, anchors=unit.anchors | number)


def _worth(old: Sequence[Unit], new: Sequence[Unit]) -> dict[str, float]:
    holders = [Counter(anchor for unit in side for anchor in unit.anchors) for side in (old, new)]
    shared = holders[0].keys() & holders[1].keys()
    return {anchor: 1 / sqrt(holders[0][anchor] * holders[1][anchor]) for anchor in shared}


def _ratio(old: Sequence[Unit], new: Sequence[Unit], expected: float | None) -> float:
    ratio = sum(unit.length for unit in new) / (sum(unit.length for unit in old) or 1)
    return ratio if expected is None else min(max(ratio, expected / OF_LANGUAGES), expected * OF_LANGUAGES)


def _numbered_alike(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether equal labels mean equal articles: as many of each, or a gap on one side that shows which it lacks.

    Where an article was cut and the rest numbered anew, equal labels mislead.
    """
    labels = [Counter((unit.kind, unit.label) for unit in side if unit.label is not None) for side in (old, new)]
    return labels[0] == labels[1] or _gaps(old) != _gaps(new)


def _gaps(units: Sequence[Unit]) -> Counter[tuple[str, int, int]]:
    """Where the labels of headings, or of items, leave out a number."""
    gaps: Counter[tuple[str, int, int]] = Counter()
    last: dict[str, int] = {}
    for unit in units:
        if unit.label is not None:
            if unit.kind in last and unit.label > last[unit.kind] + 1:
                gaps[unit.kind, last[unit.kind], unit.label] += 1
            last[unit.kind] = unit.label
    return gaps
