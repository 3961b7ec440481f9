"""One exception tree. Each error has a stable code, and says what was wrong, with which input, and what to do.

The command line prints these errors in one line and exits with 2, the service answers with problem+json, the library
raises them.
"""

from __future__ import annotations

from collections.abc import Callable


class DipleError(Exception):
    """The base of all errors that Diple raises on purpose.

    `code` is stable and upper case ("EMPTY_INPUT"); `message` says what was wrong and with which input;
    `remedy` says what to do; `data` has the wrong values (a name, a limit), JSON-ready.
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
        """Pickles the error with all its fields, for another process."""
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
    """An option has an unknown value. Codes: UNKNOWN_MODE, UNKNOWN_LANGUAGE, UNKNOWN_REVISIONS,
    and MISSING_EXTRA if it needs an extra that is not installed.
    """


class RequestError(DipleError):
    """A request to the service is not well formed. Codes: INVALID_REQUEST, NOT_ACCEPTABLE, and others."""


class ArchiveError(DipleError):
    """A comparison or a statement cannot be kept, or is not kept; or a question to the archive cannot be answered.

    Codes: NOT_KEPT, KEPT_UNREADABLE, ARCHIVE_FULL, ARCHIVE_BUSY, ARCHIVE_UNAVAILABLE, TOO_MANY_STORED, KEPT_TOO_LONG,
    ARCHIVE_NEWER, UNKNOWN_CONCEPT, UNKNOWN_STATEMENT, UNKNOWN_SERIES, NO_EARLIER, EMPTY_QUERY, COMMON_WORDS,
    WRONG_DETAILS, WRONG_MANIFEST, TOO_MANY_WORDS, NOT_EMPTY; for work on several machines NO_SCHEDULER, NOT_SHARED,
    OTHER_PACKS, WORKERS_LOST.
    """


class AccessError(DipleError):
    """A request to the service is not allowed.

    Codes: KEY_IN_ADDRESS, KEY_NEEDED, KEY_REFUSED, FORBIDDEN, LINK_UNKNOWN, LINK_ENDED, TOO_MANY_REQUESTS.
    """
