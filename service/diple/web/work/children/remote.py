"""The archive as a child has it: what is asked of it is done by the worker, over the socket of the two.

A child may be slow, or be ended at any moment: it shall hold no lock of a database meanwhile.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from diple.errors import ArchiveError, DipleError
from diple.web.work.children.wire import receive, send

if TYPE_CHECKING:
    from diple.archive.archive import Archive, Kept, Receipt
    from diple.result import Comparison


Plain = Any
"""What goes from one process to the other: here alone the types are known only when it runs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A method of the archive, or of a part of it ("links.of"), and what it is given."""

    method: str
    given: tuple[Any, ...]
    named: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What the method answered, or the error that it raised."""

    found: Any = None
    error: tuple[str, str, str, dict[str, Any]] | None = None


class Part:
    """The methods of a part of the archive, done elsewhere."""

    def __init__(self, ask: Callable[..., Plain], name: str) -> None:
        self._ask = ask
        self._name = name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return partial(self._ask, f"{self._name}.{method}")


class Remote:
    """The methods of `Archive`, done elsewhere. Comparisons are written and read here."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return partial(self._ask, method)

    @property
    def links(self) -> Part:
        """The rows of its links."""
        return Part(self._ask, "links")

    def keep(self, comparison: Comparison, *given: Plain, **named: Plain) -> Receipt:
        """As the archive does."""
        from diple.archive.record import written

        found: Receipt = self._ask("keep_record", written(comparison), *given, **named)
        return found

    def get(self, *given: Plain, **named: Plain) -> Kept:
        """As the archive does."""
        from diple.archive.archive import Kept
        from diple.archive.record import read

        receipt, record = self._ask("get_record", *given, **named)
        return Kept(receipt.id, receipt.created, receipt.expires, read(record))

    def _ask(self, method: str, *given: Plain, **named: Plain) -> Plain:
        send(self._sock, Asked(method, given, named))
        told: Told = receive(self._sock)[0]
        if told.error:
            code, message, remedy, values = told.error
            raise ArchiveError(code, message, remedy, **values)
        return told.found


def done(asked: Asked, archive: Archive) -> Told:
    """What the worker answers to a child."""
    try:
        return Told(attrgetter(asked.method)(archive)(*asked.given, **asked.named))
    except DipleError as error:
        return Told(error=(error.code, error.message, error.remedy, error.data))
