"""The written forms of a comparison, one module each: pure functions of the comparison and a look."""

from __future__ import annotations

from importlib import import_module

from diple.errors import OptionError
from diple.parallel.table import ParallelText
from diple.render.forms import FORMS, MEDIA_TYPES, VERSIONS_FORMS
from diple.render.look import HIGHEST, PLAIN, Look
from diple.result import Comparison
from diple.timing import timed

__all__ = ["FORMS", "HIGHEST", "MEDIA_TYPES", "PLAIN", "VERSIONS_FORMS", "Look", "render", "render_versions"]


@timed("render")
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


@timed("render")
def render_versions(table: ParallelText, form: str, look: Look = PLAIN) -> bytes:
    """A table of language versions as `form`, one of `VERSIONS_FORMS`; text is in UTF-8, as `render` gives it."""
    if form == "json":
        return table.to_json().encode("utf-8", "backslashreplace")
    writer = import_module(f"diple.render.{VERSIONS_FORMS[form].module}")
    written: str = writer.render(table, look)
    return written.encode("utf-8", "backslashreplace")
