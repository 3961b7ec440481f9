"""One request as it arrives on a connection: when its head is whole, when its body is, and until when it may take.

Pure: bytes and times go in, and nobody waits here. The words of the head are left to the server, which parses it
again: here only its end and the length of its body are looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_HEAD = 64 * 1024
"""Bytes of a head. The longest of ours, a series of 52 kept results, has 2 kB; browsers' own cookies add some."""
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,4000})[ \t]*\r?$", re.I | re.M)
_CHUNKED = re.compile(rb"^transfer-encoding:.*chunked[ \t]*\r?$", re.I | re.M)
_CLOSES = re.compile(rb" HTTP/1\.0\r?$|^connection:.*close|^expect:", re.I | re.M)
_EXPECTS = re.compile(rb"^expect:[ \t]*100-continue[ \t]*\r?\n", re.I | re.M)
_SIZE = re.compile(rb"[0-9a-f]{1,16}", re.I)
_MOST_FRAMING = 8  # bodies: chunks of one byte take six
_LONGEST_LINE = 4096  # of a chunk's size and its extensions


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that a sender may be silent, seconds for head and body together, and bytes of a body."""

    silence: float
    whole: float
    body: int


@dataclass(slots=True)
class Arrival:
    """What has come of a request that began at `began`, both times in seconds of one clock.

    `skip` bytes before it belong to another, and are forgotten.
    """

    bounds: Bounds
    began: float
    latest: float = 0.0
    skip: int = 0
    content: bytearray = field(default_factory=bytearray)
    received: int = 0
    head: int = 0
    length: int | None = None
    _at: int = 0
    _in_chunks: int = 0

    def take(self, more: bytes, now: float) -> None:
        """Adds bytes that came. Blank lines before a head are passed over, as RFC 9112 wants it."""
        self.latest = now
        skipped = min(self.skip, len(more))
        self.skip, more = self.skip - skipped, more[skipped:]
        self.received += len(more)
        self.content += more if self.content else more.lstrip(b"\r\n")
        if not self.head:
            self._look_for_head(len(self.content) - len(more))

    def _look_for_head(self, seen: int) -> None:
        end = self.content.find(_END_OF_HEAD, max(0, seen - len(_END_OF_HEAD)))
        if end < 0:
            return
        self.head = self._at = end + len(_END_OF_HEAD)
        head = bytes(self.content[: self.head])
        told = _LENGTH.search(head)
        self.length = None if _CHUNKED.search(head) else int(told[1]) if told else 0

    def deadline(self) -> float:
        """Until when more must come: a head has no more time than one silence, whatever comes of it."""
        total = self.began + self.bounds.whole
        return min(total, (self.latest if self.head else self.began) + self.bounds.silence)

    def head_is_too_long(self) -> bool:
        """Whether the head, or what came of it, is longer than it may be."""
        return (self.head or len(self.content)) > MOST_HEAD

    def rest(self) -> int | None:
        """Bytes of the body that are still to come where the connection can be kept beyond it, the body unread."""
        kept = self.length is not None and not _CLOSES.search(bytes(self.content[: self.head]))
        left = self.head + (self.length or 0) - len(self.content)
        return left if kept and left >= 0 else None

    def whole(self) -> bool:
        """Whether nothing more has to be waited for: all of it is here, or enough to refuse it."""
        if not self.head:
            return False
        if self.length is None:
            return self._last_chunk_is_here()
        return self.length > self.bounds.body or len(self.content) - self.head >= self.length

    def _last_chunk_is_here(self) -> bool:
        """Walks the chunks that are here; chunks that cannot be read, or are too long, are for the server to refuse."""
        while (end := self.content.find(b"\r\n", self._at)) >= 0:
            size = _SIZE.match(self.content, self._at)
            if not size:
                return True
            if int(size[0], 16) == 0:
                return self.content.find(_END_OF_HEAD, end) >= 0
            behind = end + 2 + int(size[0], 16)
            if len(self.content) < behind + 2:
                return self._in_chunks + len(self.content) - end - 2 > self.bounds.body
            if self.content[behind : behind + 2] != b"\r\n":
                return True
            self._in_chunks += int(size[0], 16)
            self._at = behind + 2
        rest = len(self.content) - self._at
        return rest > _LONGEST_LINE or len(self.content) > _MOST_FRAMING * self.bounds.body

    def continues(self) -> bool:
        """Whether the sender waits for a word before it sends its body; asked once, for the word is then taken out."""
        if not self.head or self.whole():
            return False
        head, found = _EXPECTS.subn(b"", bytes(self.content[: self.head]))
        if found:
            self.content[: self.head] = head
            self._at -= self.head - len(head)
            self.head = len(head)
        return bool(found)
