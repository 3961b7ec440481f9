"""The recurring phrases of all series, mined and kept before somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor

from diple.archive.statements.corpus.spreading import spread
from diple.archive.statements.members import all_series
from diple.archive.statements.questions.phrases import MINED, phrases
from diple.archive.statements.shelf import Shelf


def mine(shelf: Shelf, executor: Executor | None) -> Iterator[tuple[str, int]]:
    """The name of each series, and how many phrases are kept with it."""
    names = [series.name for series in all_series(shelf)]
    yield from spread(executor, shelf, mined, names)


def mined(shelf: Shelf, series: str) -> tuple[str, int]:
    """The phrases of one series, which are kept."""
    return series, len(phrases(shelf, series, MINED))
