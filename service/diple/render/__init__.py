"""The written forms of a comparison, one module each: pure functions of the comparison and a look."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from diple.errors import OptionError
from diple.render.forms import FORMS, MEDIA_TYPES
from diple.render.verdicts import Verdicts
from diple.result import Comparison

__all__ = ["FORMS", "HIGHEST", "MEDIA_TYPES", "PLAIN", "Look", "render"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a form for readers shall look: columns, colours, and whether to show what does not count, and all markers.

    `language` is that of a form's own words, where it has them in several: one of `interface.LANGUAGES`.
    `verdicts` are an analyst's on its markers; a form that has a place for them carries them signed.
    """

    width: int = 80
    color: bool = False
    noise: bool = False
    all: bool = False
    language: str = "en"
    verdicts: Verdicts | None = None


PLAIN = Look()
"""How a form looks when nothing else is asked."""

HIGHEST = 10
"""So many markers a form for readers shows at first; the others are one step away, and all are in the JSON."""


def render(comparison: Comparison, form: str, look: Look = PLAIN) -> bytes:
    """The comparison as `form`, one of `FORMS`; text is in UTF-8.

    A lone surrogate of a text becomes an escape, which JSON reads back as what it was.
    Raises OptionError, code UNKNOWN_FORMAT.
    """
    if form not in FORMS:
        raise OptionError(
            "UNKNOWN_FORMAT",
            f"There is no output format {form!r}.",
            f"Ask for one of {', '.join(FORMS)}.",
            format=form,
        )
    writer = import_module(f"diple.render.{FORMS[form].module}")
    written: str | bytes = writer.render(comparison, look)
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")
