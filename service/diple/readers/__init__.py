"""Reads a source as a `Document`: its text, its blocks, and everything that was doubtful.

Nothing is left out silently: `Document.coverage` counts the characters found and kept, and everything that was left
out, guessed or repaired is a `Notice` in `Document.warnings`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO
from unicodedata import category

from diple.errors import ReadError
from diple.model import Document, Notice
from diple.readers.document.messages import refuse_many_blocks, subject
from diple.readers.document.revisions import Revisions, check_revisions, version_of
from diple.readers.formats.detection import BINARY, FORMATS, REVISABLE, binary_format, detect_format
from diple.readers.plain.reader import read_plain

__all__ = ["FORMATS", "MAX_BYTES", "Revisions", "Source", "read_document", "read_versions"]

MAX_BYTES = 32 * 1024 * 1024

Source = str | bytes | os.PathLike[str] | IO[str] | IO[bytes]

_WITHOUT_TEXT = ("EMPTY_INPUT", "OCR_REQUIRED")
_UNUSUAL = {"\0": "U+0000", "\ufffe": "U+FFFE", "\uffff": "U+FFFF"}


def read_document(
    source: Source,
    *,
    name: str | None = None,
    format: str | None = None,
    charset: str | None = None,
    revisions: Revisions = "accept",
    max_bytes: int = MAX_BYTES,
) -> Document:
    """Reads one statement from text (a `str` is never a path), bytes, a path, or an open file.

    `name` is the name of the source in messages, and its ending shows the format if the content does not; a path and an
    open file have their own name. `format`, one of `FORMATS`, overrides detection, `charset` declares the encoding of
    bytes. For tracked changes, `revisions` reads the final text ("accept") or the original ("reject"), or refuses the
    file ("refuse"). A byte order mark is not part of the text; line ends are not changed.
    Raises ReadError: NOT_FOUND, NOT_READABLE, TOO_LARGE, EMPTY_INPUT, BINARY_INPUT, UNDECODABLE,
    UNKNOWN_CHARSET, UNKNOWN_FORMAT, TRACKED_CHANGES, and the errors of the reader of a format
    (`diple.readers.package`); OptionError: UNKNOWN_REVISIONS.
    """
    check_revisions(revisions)
    if format is not None and format not in FORMATS:
        raise ReadError(
            "UNKNOWN_FORMAT", f"The format {format!r} is not known.", f"Use one of {', '.join(FORMATS)}.", format=format
        )
    content, name = _content(source, name, max_bytes)
    if isinstance(content, str) and (format in BINARY or (format is None and _is_flat_odt(content))):
        content = content.encode("utf-8", "surrogatepass")
    encoding: str | None = None
    warnings: tuple[Notice, ...] = ()
    if isinstance(content, bytes) and (binary := format if format in BINARY else binary_format(content, name)):
        _refuse_as_text(binary, format, name)
        read = _read_binary(binary, content, name, revisions)
        refuse_many_blocks(len(read.blocks), name)
        return replace(read, source=name)
    if isinstance(content, str):
        _refuse_oversize_text(content, name, max_bytes)
        text = content.removeprefix("\ufeff")
    else:
        text, encoding, warnings = _decoded(content, charset, name)
    if not text or _shows_nothing(text):
        raise _empty(content, name)
    form, guessed = (format, ()) if format else _detected(text, name)
    document = _document(text, form, name, revisions)
    refuse_many_blocks(len(document.blocks), name)
    return replace(
        document,
        encoding=encoding,
        source=name,
        warnings=(*warnings, *guessed, *_unusual_characters(text), *document.warnings),
    )


def read_versions(
    source: Source, *, name: str | None = None, format: str | None = None, max_bytes: int = MAX_BYTES
) -> tuple[Document, Document]:
    """The original and the final text of one document with tracked changes. An empty one is reported.

    Raises ReadError, NO_TRACKED_CHANGES, where there are none, and what `read_document` raises.
    """
    content, name = _content(source, name, max_bytes)
    empty: ReadError | None = None
    try:
        final = read_document(content, name=name, format=format, max_bytes=max_bytes)
    except ReadError as error:
        if error.code not in _WITHOUT_TEXT:
            raise
        empty, final = error, Document("", ())
    if empty is None:
        _refuse_untracked(final, name)
    try:
        original = read_document(content, name=name, format=format, revisions="reject", max_bytes=max_bytes)
    except ReadError as error:
        return version_of(empty or error, final, "reject"), final
    return original, final if empty is None else version_of(empty, original, "accept")


def _refuse_untracked(final: Document, name: str | None) -> None:
    """Raises ReadError, NO_TRACKED_CHANGES, which says where the changes are, if they are where nothing is read."""
    codes = {notice.code: notice for notice in final.warnings}
    if "tracked_changes" in codes:
        return
    message = f"{subject(name)} holds no tracked changes, so it is one text and not two."
    if aside := codes.get("tracked_elsewhere"):
        message = (
            f"{subject(name)} holds no tracked changes in its text, so it is one text and not two. {aside.message}"
        )
    raise ReadError("NO_TRACKED_CHANGES", message, "Give the NEW text as well.", name=name)


def _is_flat_odt(text: str) -> bool:
    """Whether a text is an OpenDocument file in XML."""
    if "opendocument" not in text[:20_000]:
        return False
    from diple.readers.formats.xml import is_flat_odt

    return is_flat_odt(text)


def _detected(text: str, name: str | None) -> tuple[str, tuple[Notice, ...]]:
    """The format of a text, and a notice where it is a guess.

    Raises ReadError, BINARY_INPUT, for XML that is no page.
    """
    form, guessed = detect_format(text, name)
    if text[:1000].lstrip().startswith("<"):
        from diple.readers.formats.xml import refuse_xml

        refuse_xml(text, form, name)
    return form, guessed


def _refuse_as_text(found: str, asked: str | None, name: str | None) -> None:
    """Raises ReadError, BINARY_INPUT, for a document of the format `found` that was to be read as a text."""
    if asked is not None and asked not in BINARY:
        raise ReadError(
            "BINARY_INPUT",
            f"{subject(name)} is a document of the format {found}, and was to be read as {asked}.",
            f"Leave the format out, or give {found}.",
            name=name,
            format=asked,
            found=found,
        )


def _read_binary(format: str, content: bytes, name: str | None, revisions: Revisions) -> Document:
    """The document in bytes that are no text, by the reader of their format."""
    reader = import_module(f"diple.readers.{BINARY[format].module}")
    options = {"revisions": revisions} if format in REVISABLE else {}
    document: Document = reader.read(content, name, **options)
    return document


def _document(text: str, format: str, name: str | None, revisions: Revisions) -> Document:
    """The document that `text` holds, read as `format`; the readers of marked-up text are loaded only here."""
    if format == "html":
        from diple.readers.html.reader import read_html

        document = read_html(text, revisions=revisions, name=name)
    elif format == "markdown":
        from diple.readers.markdown import read_markdown

        document = read_markdown(text, name)
    else:
        return read_plain(text)
    if not document.blocks:
        raise ReadError(
            "EMPTY_INPUT",
            f"{subject(name)} holds no text beside its {format} marks.",
            "Give a page that shows its text without scripts.",
            name=name,
        )
    return document


def _empty(content: str | bytes, name: str | None) -> ReadError:
    """The error for a source without text, or without anything."""
    if content:
        message, remedy = f"{subject(name)} holds no text.", "Give a text to compare."
    else:
        message, remedy = f"{subject(name)} is empty.", "Check that it was saved or fetched whole."
    return ReadError("EMPTY_INPUT", message, remedy if name else "Give a text to compare.", name=name)


def _shows_nothing(text: str) -> bool:
    """Whether a text is white space and format characters (zero-width spaces, marks of direction) alone."""
    return all(char.isspace() or category(char) == "Cf" for char in text)


def _content(source: Source, name: str | None, max_bytes: int) -> tuple[str | bytes, str | None]:
    """What `source` holds, not yet decoded, and its name where it has one."""
    if isinstance(source, str):
        return source, name
    if isinstance(source, bytes | bytearray | memoryview):
        _refuse_oversize(len(source), name, max_bytes)
        return bytes(source), name
    if isinstance(source, os.PathLike):
        return _file_content(Path(source), name or os.fspath(source), max_bytes), name or os.fspath(source)
    if not hasattr(source, "read"):
        raise TypeError(f"a statement is read from str, bytes, a path or an open file, not {type(source).__name__}")
    own_name = getattr(source, "name", None)
    name = name or (own_name if isinstance(own_name, str) else None)
    return _stream_content(source, name, max_bytes), name


def _file_content(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as stream:
            _refuse_oversize(os.fstat(stream.fileno()).st_size, name, max_bytes)
            content = _stream_content(stream, name, max_bytes)
    except FileNotFoundError as error:
        raise ReadError("NOT_FOUND", f"There is no file {name!r}.", "Check the path.", name=name) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _not_readable(name, reason) from error
    assert isinstance(content, bytes)
    return content


def _stream_content(stream: IO[str] | IO[bytes], name: str | None, max_bytes: int) -> str | bytes:
    try:
        content = stream.read(max_bytes + 1)
    except UnicodeDecodeError as error:
        raise ReadError(
            "UNDECODABLE",
            f"{subject(name)} was opened as {error.encoding}, which it is not.",
            "Open it in binary mode, so that its encoding can be found.",
            name=name,
        ) from error
    except (OSError, ValueError) as error:
        raise _not_readable(name, str(error)) from error
    _refuse_oversize(len(content), name, max_bytes)
    return content


def _not_readable(name: str | None, reason: str) -> ReadError:
    return ReadError(
        "NOT_READABLE",
        f"{subject(name)} could not be read: {reason}.",
        "Check that it is a file and that you may read it.",
        name=name,
    )


def _refuse_oversize_text(text: str, name: str | None, max_bytes: int) -> None:
    if len(text) * 4 > max_bytes:
        _refuse_oversize(len(text.encode("utf-8", "surrogatepass")), name, max_bytes)


def _refuse_oversize(size: int, name: str | None, max_bytes: int) -> None:
    if size > max_bytes:
        raise ReadError(
            "TOO_LARGE",
            f"{subject(name)} has {size:,} bytes or more; the limit is {max_bytes:,}.",
            "Compare it in parts, or allow more (--max-bytes on the command line, max_bytes in Python).",
            name=name,
            size=size,
            limit=max_bytes,
        )


def _decoded(data: bytes, charset: str | None, name: str | None) -> tuple[str, str, tuple[Notice, ...]]:
    from diple.readers.encoding.decoding import decode

    if not data.strip():
        return "", "utf-8", ()
    decoded = decode(data, charset=charset, name=name)
    return decoded.text, decoded.encoding, decoded.warnings


def _unusual_characters(text: str) -> tuple[Notice, ...]:
    """A warning where `text` holds what no text should: NUL, a noncharacter, half of a surrogate pair."""
    if text.isascii():
        found = {"U+0000": text.count("\0")}
    else:
        found = {label: text.count(char) for char, label in _UNUSUAL.items()}
        found["lone surrogate"] = _lone_surrogates(text)
    found = {label: count for label, count in found.items() if count}
    if not found:
        return ()
    listed = ", ".join(f"{label} ({count})" for label, count in found.items())
    return (
        Notice(
            "unusual_characters", f"Characters that should not occur in a text were kept: {listed}.", {"found": found}
        ),
    )


def _lone_surrogates(text: str) -> int:
    try:
        text.encode("utf-8")  # far faster than to search, and nearly always enough
    except UnicodeEncodeError:
        return sum("\ud800" <= char <= "\udfff" for char in text)
    return 0
