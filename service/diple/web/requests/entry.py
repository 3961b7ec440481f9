"""What a reader enters on the start page: two texts, pasted or as files, and a mode, with what is wrong beside each."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from flask import Request
from werkzeug.datastructures import FileStorage

from diple.errors import DipleError
from diple.model import Statement
from diple.result import Comparison
from diple.schemas.request import MODES
from diple.statement import read, versions_of

SIDES = ("old", "new")
EARLIER = "earlier"
LONGEST_NAME = 200
"""Characters that a reader may call a text."""


@dataclass(frozen=True, slots=True)
class Given:
    """One text as it was given: its characters or bytes, and the name of its file."""

    content: str | bytes
    name: str | None = None

    def hidden(self, side: str) -> dict[str, str]:
        """Hidden fields that give the same text again, to the letter: a page shows some letters as their names."""
        if isinstance(self.content, str):
            return {f"{side}_pasted": b64encode(self.content.encode()).decode()}
        return {f"{side}_bytes": b64encode(self.content).decode(), f"{side}_name": self.name or ""}


class Wrong(NamedTuple):
    """What is wrong with a field: a phrase of ours and its numbers, or else an error's code and its English words."""

    phrase: str
    numbers: dict[str, int]
    code: str = ""
    detail: str = ""


def wrong(phrase: str, **numbers: int) -> Wrong:
    """A phrase that the catalogues know, with the numbers for its places."""
    return Wrong(phrase, numbers)


_MISSING = {
    "old": wrong("There is no old text yet. Paste it, or choose a file."),
    "new": wrong("There is no new text yet. Paste it, or choose a file."),
}
_ONE_TEXT = wrong("A second text is missing, and the file has no tracked changes: it holds one text alone.")


def unread(error: DipleError) -> Wrong:
    """That a text could not be read, and why."""
    return Wrong("This could not be read.", {}, error.code, str(error))


@dataclass(slots=True)
class Entry:
    """The form as it was sent, and for each field what is wrong with it.

    `origin` is the path of a sample or kept result whose texts are compared again, `names` are what a reader calls the
    texts, `swapped` says that they are exchanged.
    """

    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SIDES, ""))
    mode: str = "auto"
    keep: bool = False
    wrong: dict[str, Wrong] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)
    earlier: list[Given] = field(default_factory=list)
    origin: str = ""
    swapped: bool = False
    names: dict[str, str] = field(default_factory=dict)

    def swap(self) -> None:
        """Exchanges the old and the new text, and their names."""
        self.swapped = not self.swapped
        self.names = {SIDES[1 - SIDES.index(side)]: name for side, name in self.names.items()}

    def named(self, comparison: Comparison) -> Comparison:
        """The comparison with the names that a reader gave its texts."""
        old, new = (
            replace(statement, title=self.names[side]) if self.names.get(side) else statement
            for side, statement in zip(SIDES, (comparison.old, comparison.new), strict=True)
        )
        return replace(comparison, old=old, new=new)

    def ordered(self, found: tuple[Statement, Statement]) -> tuple[Statement, Statement]:
        """Both statements, exchanged where a reader has asked for it."""
        return (found[1], found[0]) if self.swapped else found

    def before(self) -> list[Statement] | None:
        """The earlier texts of the series, oldest first; None where one cannot be read, which `wrong` then shows."""
        try:
            return [read(given.content, name=given.name) for given in self.earlier]
        except DipleError as error:
            self.wrong[EARLIER] = unread(error)
            return None

    def statements(self) -> tuple[Statement, Statement] | None:
        """Both statements; None where one cannot be read, which `wrong` then shows.

        A file alone, the other side left empty, holds both where it has tracked changes.
        """
        if (side := self._alone()) is not None:
            return self._versions(side)
        read_ones = [self._statement(side) for side in SIDES if side in self.given]
        if self.wrong or len(read_ones) < len(SIDES):
            return None
        old, new = read_ones
        return (old, new) if old and new else None

    def _alone(self) -> str | None:
        """The side that is given as a file where nothing else is wrong than that the other is missing."""
        missing = {side for side in SIDES if self.wrong.get(side) == _MISSING[side]}
        alone = [side for side, given in self.given.items() if isinstance(given.content, bytes)]
        return alone[0] if len(alone) == 1 and missing == self.wrong.keys() == set(SIDES) - {alone[0]} else None

    def _versions(self, side: str) -> tuple[Statement, Statement] | None:
        other = SIDES[1 - SIDES.index(side)]
        try:
            found = versions_of(self.given[side].content, name=self.given[side].name)
        except DipleError as error:
            if error.code == "NO_TRACKED_CHANGES":
                self.wrong[other] = _ONE_TEXT
            else:
                self.wrong[side] = unread(error)
            return None
        del self.wrong[other]
        return found

    def _statement(self, side: str) -> Statement | None:
        try:
            return read(self.given[side].content, name=self.given[side].name)
        except DipleError as error:
            self.wrong[side] = unread(error)
            return None

    @property
    def kept_files(self) -> dict[str, Given]:
        """The files that could be read where the form is shown again: a browser would forget them."""
        files = {side: given for side, given in self.given.items() if isinstance(given.content, bytes)}
        return {side: given for side, given in files.items() if side not in self.wrong}

    def hidden(self) -> dict[str, str]:
        """Hidden fields by which the same comparison is asked for again, as a page or a file."""
        fields = {name: value for side, given in self.given.items() for name, value in given.hidden(side).items()}
        for number, given in enumerate(self.earlier, 1):
            fields |= given.hidden(f"{EARLIER}{number}")
        fields |= {"origin": self.origin} if self.origin else {}
        return fields | ({"swapped": "1"} if self.swapped else {})


def entry_of(request: Request) -> Entry:
    """The form of a request. Raises RequestEntityTooLarge where it is larger than the service takes."""
    form = request.form
    entry = Entry(texts={side: form.get(f"{side}_text", "") for side in SIDES}, mode=form.get("mode") or "auto")
    entry.keep = bool(form.get("keep"))
    _arrange(entry, request)
    if entry.mode not in MODES:
        entry.wrong["mode"] = wrong("This way of reading is not known. Choose one of the list.")
        entry.mode = "auto"
    for side in SIDES if not entry.origin else ():
        _take(entry, side, uploaded(request, side) or _unless_pasted(entry, side, carried_text(request, side)))
    entry.earlier = _earlier(request) or _carried_earlier(request)
    return entry


def _arrange(entry: Entry, request: Request) -> None:
    """Where the texts are from, what they are called, and which of them is the old one."""
    form = request.form
    entry.origin = request.args.get("origin") or form.get("origin") or ""
    entry.swapped = bool(form.get("swapped"))
    called = {side: form.get(f"{side}_called", "").strip()[:LONGEST_NAME] for side in SIDES}
    entry.names = {side: name for side, name in called.items() if name}
    if "swap" in form:
        entry.swap()


def _carried_earlier(request: Request) -> list[Given]:
    """The earlier texts that the page of an earlier answer carried along."""
    found: list[Given] = []
    while given := carried_text(request, f"{EARLIER}{len(found) + 1}"):
        found.append(given)
    return found


def _earlier(request: Request) -> list[Given]:
    """The files of earlier texts, in the order in which they were chosen."""
    return [Given(sent.read(), sent.filename) for sent in request.files.getlist(f"{EARLIER}_files") if sent.filename]


def carried_text(request: Request, side: str) -> Given | None:
    """What the page of an earlier answer carried along: see `Given.hidden`."""
    try:
        if pasted := request.form.get(f"{side}_pasted"):
            return Given(b64decode(pasted, validate=True).decode())
        if sent := request.form.get(f"{side}_bytes"):
            return Given(b64decode(sent, validate=True), request.form.get(f"{side}_name") or None)
    except (Base64Error, UnicodeDecodeError):
        return None
    return None


def _unless_pasted(entry: Entry, side: str, carried: Given | None) -> Given | None:
    """What was carried along, unless a reader has pasted another text since."""
    return None if entry.texts[side].strip() else carried


def uploaded(request: Request, side: str) -> Given | None:
    """The file of a text, where one was chosen."""
    sent: FileStorage | None = request.files.get(f"{side}_file")
    return Given(sent.read(), sent.filename) if sent and sent.filename else None


def _take(entry: Entry, side: str, file: Given | None) -> None:
    pasted = entry.texts[side]
    if file and pasted.strip():
        entry.wrong[side] = wrong("There is both a text and a file. Keep one of them.")
    elif file:
        entry.given[side] = file
    elif pasted.strip():
        entry.given[side] = Given(pasted)
    else:
        entry.wrong[side] = _MISSING[side]
