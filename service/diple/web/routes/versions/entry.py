"""The form of language versions: up to eight texts, pasted or uploaded, each with its language."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Request

from diple.errors import DipleError
from diple.model import Statement
from diple.parallel import MOST_VERSIONS
from diple.statement import LANGUAGES, read
from diple.web.requests.entry import Given, Wrong, carried_text, unread, uploaded, wrong

PLACES = tuple(range(1, MOST_VERSIONS + 1))
SHOWN = 3
"""So many texts the form shows at first; the others are one step away."""


@dataclass(slots=True)
class VersionsEntry:
    """The form as it was sent; `wrong` says what is wrong with a text, by its number, or with all of it, by 0."""

    texts: dict[int, str] = field(default_factory=lambda: dict.fromkeys(PLACES, ""))
    languages: dict[int, str] = field(default_factory=lambda: dict.fromkeys(PLACES, ""))
    given: dict[int, Given] = field(default_factory=dict)
    pivot: int = 0
    wrong: dict[int, Wrong] = field(default_factory=dict)

    def statements(self) -> list[Statement]:
        """The texts in the order of the form; what cannot be read, and too few of them, is in `wrong`."""
        found = []
        for at, given in self.given.items():
            try:
                found.append(read(given.content, name=given.name, language=self.languages[at] or None))
            except DipleError as error:
                self.wrong[at] = unread(error)
        if len(self.given) < 2 and not self.wrong:
            self.wrong[0] = wrong("Two versions at least are needed. Paste them, or choose files.")
        return found

    def first(self) -> int:
        """The number of the version whose sentences make the rows, among those that are given."""
        places = list(self.given)
        return places.index(self.pivot) if self.pivot in places else 0

    def hidden(self) -> dict[str, str]:
        """Hidden fields by which the same table is asked for again, as a file."""
        fields = {name: value for at, given in self.given.items() for name, value in given.hidden(f"v{at}").items()}
        fields |= {f"v{at}_language": language for at, language in self.languages.items() if language}
        return fields | ({"pivot": str(self.pivot)} if self.pivot else {})

    @property
    def is_long(self) -> bool:
        """Whether a text is given beyond those that are shown at first."""
        return any(at > SHOWN for at in (*self.given, *self.wrong))


def versions_entry(request: Request) -> VersionsEntry:
    """The form of a request."""
    entry = VersionsEntry()
    pivot = request.form.get("pivot", "")
    entry.pivot = int(pivot) if pivot in {str(at) for at in PLACES} else 0
    for at in PLACES:
        language = request.form.get(f"v{at}_language", "")
        entry.languages[at] = language if language in LANGUAGES else ""
        entry.texts[at] = request.form.get(f"v{at}_text", "")
        _take(entry, at, request)
    return entry


def _take(entry: VersionsEntry, at: int, request: Request) -> None:
    pasted = entry.texts[at].strip()
    file = uploaded(request, f"v{at}") or (None if pasted else carried_text(request, f"v{at}"))
    if file and pasted:
        entry.wrong[at] = wrong("There is both a text and a file. Keep one of them.")
    elif file or pasted:
        entry.given[at] = file or Given(entry.texts[at])
