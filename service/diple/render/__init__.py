"""The written forms of a comparison, one module each: pure functions of the comparison and a look."""

from __future__ import annotations

from dataclasses import dataclass

from diple.errors import OptionError
from diple.result import Comparison


@dataclass(frozen=True, slots=True)
class Look:
    """How a form for readers shall look: columns, colours, and whether to show what does not count, and all markers."""

    width: int = 80
    color: bool = False
    noise: bool = False
    all: bool = False


HIGHEST = 10
"""So many markers a form for readers shows at first; the others are one step away, and all are in the JSON."""


MEDIA_TYPES = {"json": "application/json", "text": "text/plain", "html": "text/html"}
"""The forms and their media types; the service answers with the first when it is not asked for one."""


def render(comparison: Comparison, form: str, look: Look | None = None) -> bytes:
    """The comparison as `form` (json, text or html), in UTF-8.

    A lone surrogate of a text becomes an escape, which JSON reads back as what it was.
    Raises OptionError, code UNKNOWN_FORMAT.
    """
    return _written(comparison, form, look or Look()).encode("utf-8", "backslashreplace")


def _written(comparison: Comparison, form: str, look: Look) -> str:
    if form == "json":
        from diple.render import json

        return json.render(comparison)
    if form == "text":
        from diple.render import text

        return text.render(comparison, width=look.width, color=look.color, noise=look.noise, whole=look.all)
    if form == "html":
        from diple.render import html

        return html.render(comparison, noise=look.noise, whole=look.all)
    raise OptionError(
        "UNKNOWN_FORMAT",
        f"There is no output format {form!r}.",
        f"Ask for one of {', '.join(MEDIA_TYPES)}.",
        format=form,
    )
