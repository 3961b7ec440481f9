"""Which format a text is in: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from diple.model import Notice
from diple.readers.formats.undeclared_html import is_built_of_blocks

FORMATS = ("text", "markdown", "html", "pdf", "docx", "odt", "eml")


class Binary(NamedTuple):
    """A format that is no text: the module of `diple.readers` whose `read` reads it, and how its bytes begin.

    `signs` is empty where the first bytes are not enough to tell it.
    """

    module: str
    signs: tuple[bytes, ...] = ()


BINARY = {
    "pdf": Binary("pdf.reader", (b"%PDF-",)),
    "docx": Binary("word.docx"),
    "odt": Binary("word.odt"),
    "eml": Binary("mail.reader"),
}
# Of these, the ones whose tracked changes can be read either way.
REVISABLE = ("docx", "odt", "eml")

GUESSED = "Nothing says that this is HTML; it was read as HTML, for its tags make paragraphs, cells or lines of it."

_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}
_LOOKED_AT = 1000
# Readers take a PDF whose first line is within so many bytes (ISO 32000-1, annex H.3.4): heads of HTTP, line ends.
_BEFORE_PDF = 1024
_PDF = re.compile(rb"%PDF-\d\.\d\s")
_OBJECT = b"endobj"
_ARCHIVES = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
_HEAD_OF_MESSAGE = 64 * 1024
_FIELDS = re.compile(rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)++\r?\n")
_BY_PEOPLE = re.compile(rb"^(?:From|Sender):", re.I | re.M)
_BY_MACHINES = re.compile(
    rb"^(?:(?:Received|Message-ID|MIME-Version|Return-Path|Content-Type|Delivered-To):"
    rb"|Date:[ \t]*(?:\w{3},[ \t]*)?\d{1,2}[ \t]+\w{3}[ \t]+\d{4}[ \t]+\d\d:\d\d)",
    re.I | re.M,
)
_OF_MESSAGES = re.compile(rb"^(?:From|Sender|To|Subject|Date):", re.I | re.M)
_PREAMBLE = r"(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*"
_PAGE = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.I | re.S)


def binary_format(data: bytes, name: str | None = None) -> str | None:
    """The format of bytes that are no text, by how they begin; None for text. The `name` may show an e-mail."""
    if data.startswith(_ARCHIVES):
        from diple.readers.package import package_format

        return package_format(data)
    if is_message(data, name):
        return "eml"
    by_sign = next((form for form, row in BINARY.items() if data.startswith(row.signs)), None)
    if by_sign is None and _PDF.search(data[:_BEFORE_PDF]) and _OBJECT in data:
        return "pdf"
    if by_sign is None and b"opendocument" in data[:_HEAD_OF_MESSAGE].replace(b"\0", b""):
        from diple.readers.formats.xml import is_flat_odt

        return "odt" if is_flat_odt(data) else None
    return by_sign


def is_message(data: bytes, name: str | None = None) -> bool:
    """Whether bytes begin as an e-mail that was sent: with fields that machines write, not people alone.

    A time of day in the date is written by machines, too; a file that is called an e-mail needs any field of one.
    """
    fields = _FIELDS.match(data[:_HEAD_OF_MESSAGE]) if b":" in data[:100] else None
    if fields is None:
        return False
    if name and PurePath(name).suffix.lower() == ".eml" and _OF_MESSAGES.search(fields.group()):
        return True
    return bool(_BY_PEOPLE.search(fields.group()) and _BY_MACHINES.search(fields.group()))


def detect_format(text: str, name: str | None) -> tuple[str, tuple[Notice, ...]]:
    """The format of `text`, and a notice where it is a guess.

    It is "html" where it begins as a page or is built of blocks that tags make, else what the ending of `name` says.
    Markdown is recognised by name only, for every plain text is Markdown too; and because Markdown may hold tags,
    a name that says Markdown is overruled by nothing less than the beginning of a page.
    """
    by_name = _BY_ENDING.get(PurePath(name).suffix.lower()) if name else None
    head = text[:_LOOKED_AT]
    if head.lstrip().startswith(("<!--", "<?")):
        head = text[: 20 * _LOOKED_AT]  # a licence or a stylesheet's note may be before the page
    if "<" in head:
        if _PAGE.match(head):
            return "html", ()
        if by_name not in ("markdown", "html") and is_built_of_blocks(text):
            return "html", (Notice("guessed_format", GUESSED, {"format": "html"}),)
    return by_name or "text", ()
