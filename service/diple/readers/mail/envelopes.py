"""What mail programs write around a message inside another: its sender, its day and its subject are no text of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from diple.model import Document, Notice
from diple.readers.document.blocks import without_blocks
from diple.readers.document.messages import extent

_FEWEST_FIELDS = 2  # below the line that opens a forwarded message
_FEWEST_ALONE = 3  # without such a line
_LONGEST = 300  # characters of a line above a quotation, over two lines where it was wrapped
_RULE = re.compile("_{10,}")


def without_envelopes(text: str) -> tuple[str, list[Notice]]:
    """A text without the fields of messages forwarded in it and the lines above quotations, and what was left out."""
    lines = text.splitlines()
    left = _envelopes(lines, [line.lstrip().startswith(">") for line in lines])
    if not left:
        return text, []
    return "\n".join(line for at, line in enumerate(lines) if at not in left), [_left_out([lines[at] for at in left])]


def document_without_envelopes(document: Document) -> tuple[Document, list[Notice]]:
    """The same for a message of HTML, in which quotations are blocks of their own and fields may have no line above."""
    owners, lines, quoted = [], [], []
    for number, block in enumerate(document.blocks):
        said = document.text[block.start : block.end].splitlines()
        if not _field().match(said[0].strip().lower()):
            said = ["", *said]  # fields may be a block each; other blocks are apart
        lines += said
        owners += [number] * len(said)
        quoted += [block.kind == "quote"] * len(said)
    left = _envelopes(lines, quoted, fields_alone=True)
    stay = {owner for at, owner in enumerate(owners) if lines[at].strip() and at not in left}
    gone = dict.fromkeys(owner for at, owner in enumerate(owners) if at in left and owner not in stay)
    if not gone or not stay:
        return document, []
    texts = [document.text[document.blocks[at].start : document.blocks[at].end] for at in gone]
    return without_blocks(document, gone), [_left_out(texts)]


def _left_out(texts: list[str]) -> Notice:
    message = "The fields of a message that is forwarded or answered here were left out."
    return Notice("dropped_furniture", message, extent([text.strip() for text in texts]))


def _envelopes(lines: Sequence[str], quoted: Sequence[bool], *, fields_alone: bool = False) -> dict[int, None]:
    """The places of the lines of envelopes, in order; `quoted` says which lines are of a quotation."""
    found: dict[int, None] = {}
    for first in range(len(lines)):
        if first in found:
            continue
        opens = _is_opening(lines[first])
        of_message = _forwarded(lines, first, first + 1, _FEWEST_FIELDS) if opens else range(0)
        if fields_alone and not opens and _begins_fields(lines[first]):
            of_message = _forwarded(lines, first, first, _FEWEST_ALONE)
        found.update(dict.fromkeys(of_message or _answered(lines, quoted, first)))
    return found


def _is_opening(line: str) -> bool:
    line = line.strip().lower()
    return bool(_opening().fullmatch(line) or _RULE.fullmatch(line))


def _forwarded(lines: Sequence[str], first: int, at: int, fewest: int) -> range:
    """The line above a forwarded message, where there is one, with the fields below it."""
    while at < len(lines) and not lines[at].strip() and at <= first + 1:
        at += 1
    begun = at
    while at < len(lines) and _field().match(lines[at].strip().lower()):
        at += 1
    return range(first, at) if at - begun >= fewest else range(0)


def _answered(lines: Sequence[str], quoted: Sequence[bool], first: int) -> range:
    """The line above a quotation, of two where it was wrapped: "On 4 February 2032, Ada Tarn <a@b.c> wrote:"."""
    for end in (first + 1, first + 2):
        line = " ".join(line.strip() for line in lines[first:end]).lower()
        is_end = end <= len(lines) and _answers().search(line) and len(line) <= _LONGEST
        following = next((at for at in range(end, min(end + 2, len(lines))) if lines[at].strip()), None)
        leads = following is not None and quoted[following]
        if is_end and lines[first].strip() and leads and any(map(str.isdigit, line)):
            return range(first, end)
    return range(0)


def _begins_fields(line: str) -> bool:
    """Whether a line is the field of a sender, with which the fields of a message begin."""
    return _field("senders").match(line.strip().lower()) is not None


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads((files(__package__) / "envelopes.toml").read_text(encoding="utf-8"))


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["openings"]))
    return re.compile(rf"(?:-{{2,}}\s*(?:{words}):?\s*-{{2,}}|begin forwarded message:)")


@cache
def _field(kind: str = "fields") -> re.Pattern[str]:
    return re.compile(rf"\*?(?:{'|'.join(map(re.escape, _table()[kind]))})\s?[:：]")


@cache
def _answers() -> re.Pattern[str]:
    """The end of a line above a quotation: a verb, or one that is before the name of the sender."""
    last, before = ("|".join(map(re.escape, _table()[key])) for key in ("answers", "answers_before"))
    return re.compile(rf"(?:{last}|\b(?:{before})\b[^:]*:)$")
