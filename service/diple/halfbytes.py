"""A table of small numbers in a file: keys, each with a row of numbers from 0 to 15, two of them in a byte.

    content = packed(["ab", "cd"], [[1, 2, 3], [15, 0, 7]], {"of": "letters"})
    Table(content).row(1)        # (15, 0, 7, 0)
    Table(content).head["of"]    # "letters"

The file is a head of JSON in one line, then, compressed by zlib, the keys, one a line, and their rows.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

_HALVES = tuple((byte >> 4, byte & 15) for byte in range(256))


def packed(keys: Sequence[str], rows: Sequence[Sequence[int]], head: Mapping[str, Any]) -> bytes:
    """The content of a file. All rows are of one length; one of odd length gets a 0 at its end."""
    even = ([*row, 0] if len(row) % 2 else row for row in rows)
    halves = bytes(high << 4 | low for row in even for high, low in zip(row[::2], row[1::2], strict=True))
    lines = "\n".join(keys).encode()
    first = json.dumps({"bytes": len(lines), **head}).encode()
    return first + b"\n" + zlib.compress(lines + halves, 9)


class Table:
    """The rows of a file by the numbers of their keys."""

    def __init__(self, content: bytes) -> None:
        first, _, body = content.partition(b"\n")
        self.head: dict[str, Any] = json.loads(first)
        body = zlib.decompress(body)
        size = self.head["bytes"]
        self.keys = body[:size].decode().split("\n")
        self.places = {key: at for at, key in enumerate(self.keys)}
        self._halves = body[size:]
        self._length = len(self._halves) // len(self.keys)

    def row(self, at: int) -> tuple[int, ...]:
        """The numbers of the key at a place."""
        start = at * self._length
        return tuple(chain.from_iterable(map(_HALVES.__getitem__, self._halves[start : start + self._length])))
