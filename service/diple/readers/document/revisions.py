"""Tracked changes: what a reader does with a document that holds two versions of its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from diple.errors import OptionError, ReadError
from diple.model import Document, Notice
from diple.readers.document.messages import subject

Revisions = Literal["accept", "reject", "refuse"]

_TOLD = {
    "accept": "were accepted: this is the final text",
    "reject": "were rejected: this is the original text",
}


class Tracked(NamedTuple):
    """How many tracked changes of wording a document holds; changes of form alone are none."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0


def check_revisions(revisions: str) -> None:
    """Raises OptionError, UNKNOWN_REVISIONS, for anything but accept, reject and refuse."""
    if revisions not in get_args(Revisions):
        raise OptionError(
            "UNKNOWN_REVISIONS",
            f"Tracked changes cannot be read as {revisions!r}.",
            f"Use one of {', '.join(get_args(Revisions))}.",
            revisions=revisions,
        )


def settled(tracked: Tracked, revisions: Revisions, name: str | None) -> tuple[Notice, ...]:
    """What to tell of tracked changes; nothing where there are none.

    Raises ReadError, TRACKED_CHANGES, where they are to be refused.
    """
    if not any(tracked):
        return ()
    counted = ", ".join(
        f"{count} {what[:-1] if count == 1 else what}" for what, count in tracked._asdict().items() if count
    )
    if revisions == "refuse":
        raise ReadError(
            "TRACKED_CHANGES",
            f"{subject(name)} holds tracked changes ({counted}).",
            "Accept or reject them in the document, or choose one of the two when it is read.",
            name=name,
            **tracked._asdict(),
        )
    message = f"Tracked changes ({counted}) {_TOLD[revisions]}."
    return (Notice("tracked_changes", message, {"revisions": revisions, **tracked._asdict()}),)


def elsewhere(tracked: Tracked, where: str) -> Iterator[Notice]:
    """What to tell of tracked changes in a place that is not read."""
    if count := sum(tracked):
        what = "A tracked change is" if count == 1 else f"{count} tracked changes are"
        yield Notice("tracked_elsewhere", f"{what} in {where}, which are not read.", {"count": count, "where": where})


def version_of(empty: ReadError, other: Document, revisions: Revisions) -> Document:
    """The empty text that one side of tracked changes is, where the `other` holds all of the words.

    Raises the error again where the other side has no tracked changes.
    """
    told = next((notice for notice in other.warnings if notice.code == "tracked_changes"), None)
    if told is None:
        raise empty
    which, what = ("original", "inserted") if revisions == "reject" else ("final", "deleted")
    tracked = Tracked(*(int(str(told.data[kind])) for kind in Tracked._fields))
    empty_version = Notice(
        "empty_version", f"The {which} text is empty: all of the words were {what}.", {"which": which}
    )
    return Document("", (), format=other.format, warnings=(*settled(tracked, revisions, None), empty_version))
