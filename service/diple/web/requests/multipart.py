"""The parts of a multipart form, as bytes: what encoding a text is in is for the reader to find, not for the form.

The framework's own form decodes text fields as UTF-8 and puts U+FFFD for all else; here nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Request
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from diple.errors import RequestError

MOST_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form: its field's name, the file's name (None where it is no file), its bytes, its charset."""

    name: str
    filename: str | None
    content: bytes
    charset: str | None = None

    @property
    def is_file(self) -> bool:
        """Whether it was sent as a file, perhaps one without a name."""
        return self.filename is not None

    @property
    def is_no_choice(self) -> bool:
        """Whether it is what a browser sends for a file that nobody chose."""
        return self.filename == "" and not self.content

    @property
    def text(self) -> str:
        """The value of an option."""
        return self.content.decode("utf-8", "replace")

    @property
    def source(self) -> str | bytes:
        """A text to read: a plain field in UTF-8 is text as JSON would hold it, all else is bytes to be decoded."""
        if self.is_file or self.charset or b"\0" in self.content:
            return self.content
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            return self.content


def form_parts(request: Request) -> list[Part]:
    """The parts in order. Raises RequestError: MALFORMED_REQUEST, TOO_MANY_PARTS."""
    boundary = request.mimetype_params.get("boundary", "")
    if not boundary or not boundary.isascii():
        raise _malformed("Its Content-Type names no boundary.")
    decoder = MultipartDecoder(boundary.encode("ascii"))
    decoder.receive_data(request.get_data(cache=False))
    decoder.receive_data(None)
    try:
        return _decoded(decoder)
    except ValueError as error:
        raise _malformed("It ends before its last boundary, or a part of it is broken.") from error


def _decoded(decoder: MultipartDecoder) -> list[Part]:
    parts: list[Part] = []
    head: Field | File | None = None
    content = bytearray()
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, Field | File):
            head = event
            if not isinstance(head.name, str):
                raise _malformed("A part of it has no name.")
        elif isinstance(event, Data) and head is not None:
            content += event.data
            if not event.more_data:
                parts.append(_part(head, bytes(content)))
                content.clear()
        if len(parts) > MOST_PARTS:
            raise RequestError(
                "TOO_MANY_PARTS",
                f"The form has more than {MOST_PARTS:,} parts.",
                "Send the files old, new and earlier, and what is known about them.",
                limit=MOST_PARTS,
            )
    return parts


def _part(head: Field | File, content: bytes) -> Part:
    parameters = parse_options_header(head.headers.get("content-type"))[1]
    filename = head.filename if isinstance(head, File) else None
    return Part(head.name, filename, content, parameters.get("charset") or None)


def _malformed(reason: str) -> RequestError:
    return RequestError(
        "MALFORMED_REQUEST",
        f"The form is not well formed. {reason}",
        "Send multipart/form-data with the files old and new.",
    )
