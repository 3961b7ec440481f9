"""How a text was read, as an export wrote it: taken where it can be a reading of that text, else the text is read anew.

A reading comes with files of anybody. One whose places are not in the text would spoil each later question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from itertools import pairwise
from typing import Any, get_args

from diple.archive.statements.contract import Details
from diple.archive.statements.rows import reading_of
from diple.model import BlockKind, Coverage, Notice, Statement
from diple.segment.language import LANGUAGE_NAMES

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DEEPEST = 1_000
"""The level of a block at most. Headings have 1 to 6, lists as many as a document nests."""


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 as it is written: ids and names of files are made of it."""
    return bool(_DIGEST.fullmatch(text))


def reading_from(content: bytes, text: str) -> Statement | None:
    """The statement that a reading makes of its text; None where it cannot be a reading of it."""
    try:
        statement = reading_of(json.loads(content), text, Details())
        sound = _is_sound(statement)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return statement if sound else None


def _is_sound(statement: Statement) -> bool:
    """Whether the parts of a statement are of their types and its places are in its text."""
    return (
        statement.language in LANGUAGE_NAMES
        and all(value is None or isinstance(value, str) for value in (statement.format, statement.encoding))
        and _are_in_order(statement.text, statement.sentences)
        and _are_in_order(statement.text, ((block.start, block.end) for block in statement.blocks))
        and all(_is_block(*block) for block in statement.blocks)
        and _is_count(statement.coverage)
        and all(map(_is_notice, statement.warnings))
    )


def _are_in_order(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether spans are in a text, one after the other, none empty."""
    found = list(spans)
    places = [0, *(place for span in found for place in span), len(text)]
    return (
        all(type(place) is int for place in places)
        and all(first <= second for first, second in pairwise(places))
        and all(start < end for start, end in found)
    )


def _is_block(start: int, end: int, kind: object, level: object, label: tuple[int, int] | None) -> bool:
    return (
        kind in get_args(BlockKind)
        and type(level) is int
        and 0 <= level <= _DEEPEST
        and (label is None or (all(type(place) is int for place in label) and start <= label[0] <= label[1] <= end))
    )


def _is_count(coverage: Coverage | None) -> bool:
    return coverage is None or all(type(value) is int and value >= 0 for value in asdict(coverage).values())


def _is_notice(notice: Notice) -> bool:
    known: tuple[Any, ...] = (notice.code, notice.message, notice.data)
    return all(isinstance(value, kind) for value, kind in zip(known, (str, str, dict), strict=True))
