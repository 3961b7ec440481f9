"""The body of a part of an e-mail as it was written: base64 undone, even cut off, lines joined, quotes freed."""

from __future__ import annotations

import codecs
import re
from base64 import b64decode
from email import errors
from email.message import EmailMessage
from itertools import groupby

from diple.model import Notice
from diple.readers.document.messages import counted

_SIGNATURE = "-- "
_FOREIGN = re.compile(r"[^A-Za-z0-9+/=\s]")
_NO_DIGIT = re.compile(r"[^A-Za-z0-9+/]")
_CUT = (errors.InvalidBase64PaddingDefect, errors.InvalidBase64LengthDefect)
_DAMAGED = (*_CUT, errors.InvalidBase64CharactersDefect)
_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")
_BOUNDARY = re.compile(rb"\bboundary=\"?([^\";\s]{1,70})", re.I)
_GROUP = 4  # characters of base64, which are three bytes
_EXCERPT = 80


def without_cut_boundary(content: bytes) -> bytes:
    """A message without the first signs of a boundary, inside which it is cut off: they are no text."""
    last = content[content.rfind(b"\n") + 1 :]
    if not last.startswith(b"--"):
        return content
    for found in _BOUNDARY.finditer(content):
        whole = b"--" + found.group(1) + b"--"
        if whole.startswith(last) and last != whole:
            return content[: -len(last)]
    return content


def body(part: EmailMessage) -> tuple[bytes, list[Notice]]:
    """The bytes of a part, and a notice where it is cut off inside a character or its base64, or that is damaged."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b"", []
    foreign, whole = 0, True
    if any(isinstance(defect, _DAMAGED) for defect in part.defects):
        written, whole = str(part.get_payload()), False
        foreign = len(_FOREIGN.findall(written))
        if foreign or any(isinstance(defect, errors.InvalidBase64LengthDefect) for defect in part.defects):
            data = b"".join(map(_line, written.splitlines()))
    if (part.get_content_charset() or "utf-8").replace("_", "-") in ("utf-8", "us-ascii"):
        read = _whole_characters(data)
        data, whole = read, whole and len(read) == len(data)
    if whole:
        return data, []
    message = "A part of the message is cut off, or damaged"
    if foreign:
        are = "is" if foreign == 1 else "are"
        message = f"A part of the message is damaged: {counted(foreign, 'sign')} in it {are} no base64"
    return data, [
        Notice("cut_message", f"{message}. What could be decoded was read; more may be missing.", {"foreign": foreign})
    ]


def _line(line: str) -> bytes:
    """What a line of base64 says; up to the first sign that is none where the count of the others does not fit."""
    if "=" in line.rstrip().rstrip("="):
        return b"".join(map(_line, re.findall(r"[^=]+=*", line)))
    digits = _NO_DIGIT.sub("", line)
    if len(digits) % _GROUP and (foreign := _FOREIGN.search(line)):
        digits = _NO_DIGIT.sub("", line[: foreign.start()])
    if len(digits) % _GROUP == 1:
        digits = digits[:-1]
    return b64decode(digits + "=" * (-len(digits) % _GROUP))


def _whole_characters(data: bytes) -> bytes:
    """UTF-8 without the beginning of a character at its end; other bytes as they are."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data).encode()
    except UnicodeDecodeError:
        return data


def unflowed(text: str, part: EmailMessage) -> str:
    """The text of a part with its paragraphs in one line each, where it says that its lines flow (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joins = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    made: list[tuple[str, str]] = []  # the quotation marks and the words of each line, those that flow with a blank
    for line in text.splitlines():
        words = line.lstrip(">")
        quoted, words = line[: len(line) - len(words)], words.removeprefix(" ")
        flows = bool(made) and made[-1][1].endswith(" ") and made[-1] != (quoted, _SIGNATURE)
        if flows and made[-1][0] == quoted and words not in ("", _SIGNATURE):
            made[-1] = (quoted, made[-1][1][:-1] + joins + words)
        else:
            made.append((quoted, words))
    return "\n".join(f"{quoted} {words}" if quoted else words for quoted, words in made)


def unquoted(text: str, *, is_answer: bool = False) -> tuple[str, list[Notice]]:
    """The text without the ">" before lines quoted from another message, and a notice that reports them.

    Lines are quoted where two or more follow one another, or one after a line that ends in a colon; so that
    "> 5 million" in a table keeps its sign. In an answer, whose line above the quotation is left out, any is. What is
    quoted becomes paragraphs of its own.
    """
    made: list[str] = []
    quoted: list[str] = []
    before = ""
    for depth, run in groupby(text.splitlines(), key=_depth):
        lines = list(run)
        if depth and (is_answer or len(lines) > 1 or before.endswith((":", "：")) or (quoted and not made[-1].strip())):
            lines = [_QUOTED.sub("", line, count=1) for line in lines]
            quoted += lines
            lines = ["", *lines, ""]
        before = next((line.strip() for line in reversed(lines) if line.strip()), before)
        made += lines
    if not quoted:
        return text, []
    told = (
        "A line quoted from another message was"
        if len(quoted) == 1
        else f"{len(quoted)} lines quoted from another message were"
    )
    excerpt = next((" ".join(line.split())[:_EXCERPT] for line in quoted if line.strip()), "")
    data: dict[str, object] = {"lines": len(quoted), "excerpts": [excerpt]}
    message = f'{told} read as text, without the ">" before {"it" if len(quoted) == 1 else "each"}.'
    return "\n".join(made), [Notice("quoted_lines", message, data)]


def _depth(line: str) -> int:
    """In how many messages a line is quoted."""
    found = _QUOTED.match(line)
    return found.group().count(">") if found else 0
