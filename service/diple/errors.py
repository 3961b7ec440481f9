"""One exception tree. Each error carries a stable code, what was wrong, with which input, and what to do.

Faces translate these and nothing else: the command line prints one line and exits 2, the service answers
with problem+json, the library raises.
"""

from __future__ import annotations

from collections.abc import Callable


class DipleError(Exception):
    """The base of all errors that Diple raises on purpose.

    `code` is stable and upper case ("EMPTY_INPUT"); `message` says what was wrong and with which input;
    `remedy` says what to do; `data` holds the offending values (a name, a limit), JSON-ready.
    """

    def __init__(self, code: str, message: str, remedy: str = "", **data: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.data = data

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()

    def __reduce__(self) -> tuple[Callable[..., DipleError], tuple[object, ...]]:
        """All that is known of the error goes to another process with it."""
        return _again, (type(self), self.code, self.message, self.remedy, self.data)


def _again(kind: type[DipleError], code: str, message: str, remedy: str, data: dict[str, object]) -> DipleError:
    return kind(code, message, remedy, **data)


class ReadError(DipleError):
    """A source could not be read.

    Codes: NOT_FOUND, NOT_READABLE, EMPTY_INPUT, BINARY_INPUT, UNDECODABLE, UNKNOWN_CHARSET,
    UNKNOWN_FORMAT, TOO_LARGE, ENCRYPTED, FRAMES, OCR_REQUIRED, ZIP_BOMB, SIZE_MISMATCH, UNSAFE_PATH,
    XML_DOCTYPE, MACROS, TOO_MANY_PARTS, TRACKED_CHANGES, NO_TRACKED_CHANGES.
    """


class LexiconError(DipleError):
    """A pack is not well formed. Codes: PACK_NOT_FOUND, PACK_SYNTAX, PACK_INVALID, UNKNOWN_CONCEPT."""


class OptionError(DipleError):
    """An option has a value that Diple does not know. Codes: UNKNOWN_MODE, UNKNOWN_LANGUAGE, UNKNOWN_REVISIONS,
    and MISSING_EXTRA where it needs what is not installed.
    """


class RequestError(DipleError):
    """A request to the service is not well formed. Codes: INVALID_REQUEST, NOT_ACCEPTABLE, and others."""


class ArchiveError(DipleError):
    """A comparison or a statement cannot be kept, or is not kept; or a question to the archive cannot be answered.

    Codes: NOT_KEPT, KEPT_UNREADABLE, ARCHIVE_FULL, ARCHIVE_BUSY, ARCHIVE_UNAVAILABLE, TOO_MANY_STORED, KEPT_TOO_LONG,
    ARCHIVE_NEWER, UNKNOWN_CONCEPT, UNKNOWN_STATEMENT, UNKNOWN_SERIES, NO_EARLIER, EMPTY_QUERY, COMMON_WORDS,
    WRONG_DETAILS, WRONG_MANIFEST, NOT_EMPTY; of work on several machines NO_SCHEDULER, NOT_SHARED, OTHER_PACKS,
    WORKERS_LOST.
    """


class AccessError(DipleError):
    """A request to the service may not do what it asks.

    Codes: KEY_IN_ADDRESS, KEY_NEEDED, KEY_REFUSED, FORBIDDEN, LINK_UNKNOWN, LINK_ENDED, TOO_MANY_REQUESTS.
    """
