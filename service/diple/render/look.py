"""How a written form for readers shall look."""

from __future__ import annotations

from dataclasses import dataclass

from diple.render.paper import SHEETS
from diple.render.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Look:
    """How a form for readers shall look: columns, colours, and whether to show what does not count, and all markers.

    `language` is that of a form's own words, where it has them in several: one of `language.interface.LANGUAGES`.
    `verdicts` are an analyst's on its markers; a form that has a place for them carries them signed. `paper` is the
    sheet of a Word file, one of `paper.SHEETS`. Of a table of language versions `columns` are the keys of the versions
    to show, none for all, and `divergent` leaves out the rows in which they agree.
    """

    width: int = 80
    color: bool = False
    noise: bool = False
    all: bool = False
    language: str = "en"
    verdicts: Verdicts | None = None
    paper: str = SHEETS[0]
    columns: tuple[str, ...] = ()
    divergent: bool = False


PLAIN = Look()
"""How a form looks when nothing else is asked."""

HIGHEST = 10
"""So many markers a form for readers shows at first; the others are one step away, and all are in the JSON."""
