"""The comparisons of a series in one written form: a list of them as JSON, or an Atom feed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from diple.result import Comparison
from diple.timing import timed

SERIES_FORMS = {"json": "application/json", "atom": "application/atom+xml"}
"""The forms of a series and their media types."""
SERIES_ENDINGS = {"json": ".json", "atom": ".xml"}
"""What their files end with."""


@timed("render")
def render_series(
    comparisons: Sequence[Comparison], form: str, pages: Sequence[str] = (), itself: str | None = None
) -> bytes:
    """The comparisons, in the order of the series, as one of `SERIES_FORMS`.

    `pages` are the addresses of their pages and `itself` that of the feed, for the form that has links.
    Raises OptionError, UNDATED: see `diple.render.exchange.atom`.
    """
    if form == "atom":
        from diple.render.exchange.atom import feed

        return feed(comparisons, pages, itself)
    whole = json.dumps([comparison.to_dict() for comparison in comparisons], ensure_ascii=False, indent=1)
    return f"{whole}\n".encode("utf-8", "backslashreplace")
