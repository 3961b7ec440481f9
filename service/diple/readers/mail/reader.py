"""E-mail to text: the text parts of a message, plain ones before HTML; its attachments are reported, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import errors, message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from diple.errors import ReadError
from diple.model import Coverage, Document, Notice
from diple.readers.document.blocks import BlockWriter
from diple.readers.document.messages import subject, visible
from diple.readers.document.revisions import Revisions
from diple.readers.encoding.decoding import decode
from diple.readers.mail.bodies import body, unflowed, unquoted, without_cut_boundary
from diple.readers.mail.envelopes import document_without_envelopes, without_envelopes
from diple.readers.mail.fields import BoundedFields, is_cut
from diple.readers.package import damaged
from diple.readers.plain.reader import read_plain

MOST_PARTS = 100
_PARTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_FIELD = re.compile(r"[A-Za-z-]+")
_SHARE_OF_STUB = 0.5
_SEALED_PASSAGE = re.compile(
    r"^-----BEGIN PGP MESSAGE-----[^\S\n]*\n.*?(?:^-----END PGP MESSAGE-----[^\S\n]*(?:\n|\Z)|\Z)", re.M | re.S
)
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # the object identifier 1.2.840.113549.1.7.2 (RFC 5652)
_BEGINNING = 64  # bytes
_POLICY = BoundedFields()


def read(content: bytes, name: str | None, *, revisions: Revisions = "accept") -> Document:
    """The document that a message holds: the text its sender wrote, the subject as its title, the date as sent.

    Of tracked changes in a message of HTML `revisions` says which side is read.

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
    found = _Found(name, revisions)
    try:
        message = cast(EmailMessage, message_from_bytes(without_cut_boundary(content), policy=_POLICY))
        found.gather(message)
        title, date = _header(message, "subject"), _date(message)
    except (RecursionError, LookupError, AttributeError, TypeError, ValueError) as error:
        raise damaged(name, "it is no well-formed message") from error  # the standard library trips over some
    if not found.writer.blocks:
        raise _empty(found.attachments, name)
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


def _empty(attachments: list[str], name: str | None) -> ReadError:
    """The error for a message that has no text, though it may have it in an attachment."""
    message, remedy = f"{subject(name)} is a message without text", "Give its text."
    if attachments:
        message += f" beside its attachments: {', '.join(map(repr, attachments))}"
        remedy = "Save the attachment with the statement, and use that file."
    return ReadError("EMPTY_INPUT", f"{message}.", remedy, name=name, attachments=attachments)


@dataclass(slots=True)
class _Found:
    """What was found in a message so far."""

    name: str | None
    revisions: Revisions
    writer: BlockWriter = field(default_factory=BlockWriter)
    encoding: str | None = None
    attachments: list[str] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    kept: int = 0
    found: int = 0
    long_fields: int = 0  # parts with a field that is longer than what is read of it

    def gather(self, part: EmailMessage) -> None:
        """Reads a part and those inside it."""
        kind = part.get_content_type()
        if kind in _SEALED:
            raise _sealed(part, self.name)
        self.long_fields += is_cut(part)
        if _is_cut(part):
            message = "The message ends before the boundary that closes it, so its end may be missing."
            self.warnings.append(Notice("cut_message", message, {"foreign": 0}))
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
        """Of several forms of one text, the plain one, unless it is a stub; else the last that holds text."""
        plain = [each for each in versions if each.get_content_type() == "text/plain"]
        others = [each for each in versions if each not in plain]
        first, second = _Found(self.name, self.revisions), _Found(self.name, self.revisions)
        for found, forms in ((first, plain[::-1]), (second, others[::-1])):
            while forms and not found.writer.blocks:
                found.gather(forms.pop(0))
        is_stub = first.kept < _SHARE_OF_STUB * second.kept
        if is_stub and first.writer.blocks:
            message = "The plain form has less than half of the text of the other one, which was read instead."
            second.warnings.append(Notice("read_rich_form", message, {"kept": second.kept, "plain": first.kept}))
        self._take(second if is_stub or not first.writer.blocks else first)

    def _take(self, other: _Found) -> None:
        """Adds what was found in a part that was read apart."""
        if other.writer.blocks:
            self.writer.append(Document(other.writer.text, tuple(other.writer.blocks)))
        self.encoding = self.encoding or other.encoding
        self.attachments += other.attachments
        self.warnings += other.warnings
        self.long_fields += other.long_fields
        self.kept += other.kept
        self.found += other.found

    def _attach(self, part: EmailMessage) -> None:
        self.attachments.append(part.get_filename() or part.get_content_type())

    def _read(self, part: EmailMessage, kind: str) -> None:
        data, damage = body(part)
        self.warnings += damage
        if not data.strip():
            return
        decoded = decode(data, charset=part.get_content_charset(), name=self.name, trusted=False)
        self.encoding = self.encoding or decoded.encoding
        text = decoded.text
        if kind == "text/plain":
            written = unflowed(self._unsealed(text), part)
            plain, envelopes = without_envelopes(written)
            self.found += visible(written) - visible(plain)
            text, quoted = unquoted(plain, is_answer=bool(envelopes))
            self.warnings += (*envelopes, *quoted)
        document = self._document(text, kind)
        self.warnings += (*decoded.warnings, *document.warnings)
        if document.coverage:
            self.kept += document.coverage.kept
            self.found += document.coverage.found
        if kind == "text/html":
            whole = document
            document, envelopes = document_without_envelopes(whole)
            self.kept -= visible(whole.text) - visible(document.text)
            self.warnings += envelopes
        if document.blocks:
            self.writer.append(document)

    def _unsealed(self, text: str) -> str:
        """Text without passages that are encrypted; those are reported. Raises ReadError, ENCRYPTED, for no more."""
        plain, sealed = _SEALED_PASSAGE.subn("", text)
        if sealed and not plain.strip():
            raise _encrypted(self.name)
        if sealed:
            message = "A passage that is encrypted was" if sealed == 1 else f"{sealed} encrypted passages were"
            self.warnings.append(Notice("dropped_encrypted", f"{message} left out.", {"count": sealed}))
            self.found += visible(text) - visible(plain)
        return plain

    def _document(self, text: str, kind: str) -> Document:
        if kind == "text/html":
            from diple.readers.html.reader import read_html

            return read_html(text, revisions=self.revisions, name=self.name)
        return read_plain(text.strip())

    def notices(self) -> Iterator[Notice]:
        """What was doubtful in the parts read, and which parts were not."""
        yield from self.warnings
        if self.long_fields:
            message = "The message has a field in its head that is longer than any proper one; its beginning was read."
            yield Notice("long_field", message, {"parts": self.long_fields})
        if self.attachments:
            many = len(self.attachments) != 1
            told = f"{len(self.attachments)} attachments were" if many else "An attachment was"
            yield Notice(
                "dropped_attachments",
                f"{told} not read: {', '.join(map(repr, self.attachments))}. To read one, save it and give it alone.",
                {"names": self.attachments},
            )


def _sealed(part: EmailMessage, name: str | None) -> ReadError:
    """The error for a message in a wrapper of S/MIME, which may be signed and not encrypted."""
    data = part.get_payload(decode=True)
    signed = isinstance(data, bytes) and _SIGNED_DATA in data[:_BEGINNING]
    if not signed and str(part.get_param("smime-type", "")).lower() != "signed-data":
        return _encrypted(name)
    return ReadError(
        "NOT_READABLE",
        f"{subject(name)} is a message that is signed (S/MIME), its text inside the signature, which is not opened.",
        "Open it in a mail program and save its text, or have it sent signed in the clear (multipart/signed).",
        name=name,
    )


def _encrypted(name: str | None) -> ReadError:
    remedy = "Open it in a mail program and save its text."
    return ReadError("ENCRYPTED", f"{subject(name)} is an encrypted message.", remedy, name=name)


def _inside(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a multipart; none where its boundaries are broken, nor a last one cut off inside its fields."""
    payload = part.get_payload()
    for each in payload if isinstance(payload, list) else ():
        inside = cast(EmailMessage, each)
        broken = any(isinstance(defect, errors.MissingHeaderBodySeparatorDefect) for defect in inside.defects)
        if not (broken and _is_cut(part) and _FIELD.fullmatch(str(inside.get_payload()).strip())):
            yield inside


def _is_cut(part: EmailMessage) -> bool:
    """Whether a multipart lacks the boundary that closes it."""
    return any(isinstance(defect, errors.CloseBoundaryNotFoundDefect) for defect in part.defects)


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _date(message: EmailMessage) -> str | None:
    """The day on which it was sent, as its sender's clock had it."""
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
