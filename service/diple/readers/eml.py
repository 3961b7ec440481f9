"""E-mail to text: the text parts of a message, plain ones before HTML; its attachments are told, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from diple.errors import ReadError
from diple.model import Coverage, Document, Notice
from diple.readers.blocks import BlockWriter
from diple.readers.encoding import codec_for, decode
from diple.readers.naming import subject
from diple.readers.package import damaged
from diple.readers.text import text_blocks

MOST_PARTS = 100
_PARTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read(content: bytes, name: str | None) -> Document:
    """The document that a message holds: the text its sender wrote, the subject as its title, the date as sent.

    Raises ReadError: TOO_MANY_PARTS, ENCRYPTED, NOT_READABLE, EMPTY_INPUT, and what the encoding of a part asks for.
    """
    parts = len(_PARTS.findall(content))
    if parts > MOST_PARTS:
        raise ReadError(
            "TOO_MANY_PARTS",
            f"{subject(name)} is a message of {parts:,} nested parts; {MOST_PARTS} is the most that is read.",
            "Save the text of the message alone.",
            name=name,
            limit=MOST_PARTS,
            found=parts,
        )
    found = _Found(name)
    try:
        message = message_from_bytes(content, policy=policy.default)
        found.gather(message)
        title, date = _header(message, "subject"), _date(message)
    except (RecursionError, LookupError, AttributeError, TypeError, ValueError) as error:
        raise damaged(name, "it is no well-formed message") from error  # the standard library trips over some
    if not found.writer.blocks:
        raise ReadError("EMPTY_INPUT", f"{subject(name)} is a message without text.", "Give its text.", name=name)
    return Document(
        found.writer.text,
        tuple(found.writer.blocks),
        format="eml",
        encoding=found.encoding,
        title=title,
        date=date,
        coverage=Coverage(found.kept, found.found),
        warnings=tuple(found.notices()),
    )


@dataclass(slots=True)
class _Found:
    """What was found in a message so far."""

    name: str | None
    writer: BlockWriter = field(default_factory=BlockWriter)
    encoding: str | None = None
    attachments: list[str] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    kept: int = 0
    found: int = 0

    def gather(self, part: EmailMessage) -> None:
        """Reads a part and those inside it."""
        kind = part.get_content_type()
        if kind in _SEALED:
            remedy = "Open it in a mail program and save its text."
            raise ReadError("ENCRYPTED", f"{subject(self.name)} is an encrypted message.", remedy, name=self.name)
        if part.is_attachment() or kind.startswith("message/"):
            self._attach(part)
        elif kind == "multipart/alternative":
            self._choose([*_inside(part)])
        elif part.is_multipart():
            for each in _inside(part):
                self.gather(each)
        elif kind in ("text/plain", "text/html"):
            self._read(part, kind)
        else:
            self._attach(part)

    def _choose(self, versions: list[EmailMessage]) -> None:
        """Of several forms of one text, the plain one, or else the last, which is the richest."""
        plain = [each for each in versions if each.get_content_type() == "text/plain"]
        for each in (plain or versions)[-1:]:
            self.gather(each)

    def _attach(self, part: EmailMessage) -> None:
        self.attachments.append(part.get_filename() or part.get_content_type())

    def _read(self, part: EmailMessage, kind: str) -> None:
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            return
        charset = part.get_content_charset()
        decoded = decode(data, charset=charset if charset and codec_for(charset) else None, name=self.name)
        self.encoding = self.encoding or decoded.encoding
        document = self._document(decoded.text, kind)
        self.warnings += (*decoded.warnings, *document.warnings)
        if document.blocks:
            self.writer.append(document)
        if document.coverage:
            self.kept += document.coverage.kept
            self.found += document.coverage.found

    def _document(self, text: str, kind: str) -> Document:
        if kind == "text/html":
            from diple.readers.html import read_html

            return read_html(text)
        text = text.strip()
        return Document(text, text_blocks(text), coverage=Coverage(len(text), len(text)))

    def notices(self) -> Iterator[Notice]:
        """What was doubtful in the parts read, and which parts were not."""
        yield from self.warnings
        if self.attachments:
            many = len(self.attachments) != 1
            told = f"{len(self.attachments)} attachments were" if many else "An attachment was"
            yield Notice(
                "dropped_attachments",
                f"{told} not read: {', '.join(map(repr, self.attachments))}.",
                {"names": self.attachments},
            )


def _inside(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a multipart; none where its boundaries are broken."""
    payload = part.get_payload()
    for each in payload if isinstance(payload, list) else ():
        yield cast(EmailMessage, each)


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _date(message: EmailMessage) -> str | None:
    """The day on which it was sent, as its sender's clock had it."""
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
