"""The pictures of the archive as files: SVG with its looks inside, and what is drawn as CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, abort
from markupsafe import Markup

from diple.render.archive.calendar import months_of, names_of_years, years
from diple.render.archive.columns import names_at
from diple.render.archive.elements import NAMES, filed
from diple.render.archive.tables import Line, as_csv, as_json, lines_of_days, lines_of_lives, lines_of_rows
from diple.render.pages.html import asset
from diple.web.answers.headers import policy_for
from diple.web.requests.language import language
from diple.web.routes.archive import holding
from diple.web.routes.archive.asking import given, scope, wordings
from diple.web.routes.archive.histories import drawing_of, drawn_of
from diple.web.routes.archive.lives import Seen, drawings_of, seen

Drawn = Callable[[int], Markup]
_WIDE = 60
"""Pixels of a column in a file, where there are few."""
_MOST = 1_600
"""Pixels of a file across, where the columns are not more than fit."""
_LEAST = 30
"""Pixels of a column in a file at least: days beside one another stay apart."""
_MARGIN = 70  # left and right, the latter for the last slanted day


@dataclass(frozen=True)
class Picture:
    """A picture that can be a file: its drawing with columns so wide, the names of its rows, its columns and lines.

    `least` are the pixels that a column has at least.
    """

    drawn: Drawn
    names: list[tuple[int, str]]
    columns: int
    height: int
    lines: Sequence[Line]
    coverage: str
    least: int = _LEAST


def series_file(name: str, picture: str, form: str) -> Response:
    """A picture of a series: `timeline`, `subjects` or `calendar`."""
    make = _OF_SERIES.get(picture) or abort(404)
    found = seen(holding.asked(), scope(series=name), wordings(), language())
    return _file(make(found, drawings_of(found, language())[picture]), f"{name}-{picture}", form)


def wording_file(picture: str, form: str) -> Response:
    """The history of a wording."""
    if picture != "history":
        abort(404)
    archive, asked, what = holding.asked(), scope(), given("what")
    columns, rows = drawn_of(archive, what, asked, language())
    drawn = drawing_of((columns, rows), language())
    lines = list(lines_of_rows(columns, rows, "of", "per_thousand"))
    names = names_at([row.name for row in rows])
    coverage = str(archive.coverage(asked))
    return _file(Picture(drawn, names, len(columns), _height(names), lines, coverage), "history", form)


def _timeline(it: Seen, drawn: Drawn) -> Picture:
    names = names_at([life.name for life in it.lives])
    lines = list(lines_of_lives(it.columns, it.lives))
    return Picture(drawn, names, len(it.columns), _height(names), lines, str(it.coverage))


def _subjects(it: Seen, drawn: Drawn) -> Picture:
    names = names_at([row.name for row in it.subjects])
    lines = list(lines_of_rows(it.columns, it.subjects, "subject", "share"))
    return Picture(drawn, names, len(it.columns), _height(names), lines, str(it.coverage))


def _calendar(it: Seen, drawn: Drawn) -> Picture:
    rows, (count, least) = names_of_years(years(it.days, it.gaps)), months_of(it.days)
    lines = list(lines_of_days(it.days, it.gaps))
    return Picture(drawn, rows, count, _height(rows), lines, str(it.coverage), least)


_OF_SERIES: dict[str, Callable[[Seen, Drawn], Picture]] = {
    "timeline": _timeline,
    "subjects": _subjects,
    "calendar": _calendar,
}


def _height(names: Sequence[tuple[int, str]]) -> int:
    return (names[-1][0] if names else 0) + 24


def _file(found: Picture, name: str, form: str) -> Response:
    """A picture in a form. Raises NotFound for a form that there is not."""
    if form == "svg":
        body = _as_svg(found).encode("utf-8", "backslashreplace")
        response = Response(body, mimetype="image/svg+xml")
        response.headers["Content-Security-Policy"] = policy_for(body.decode())
    elif form == "csv":
        response = Response(as_csv(found.lines), mimetype="text/csv")
    elif form == "json":
        response = Response(as_json(found.lines, found.coverage), mimetype="application/json")
    else:
        abort(404)
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}.{form}"'
    return response


def _as_svg(found: Picture) -> str:
    column = max(found.least, min(_WIDE, _MOST // max(1, found.columns)))
    size = NAMES + column * found.columns + _MARGIN, found.height
    return filed(found.drawn(column), found.names, size, asset("drawing.css"))


def _plain(name: str) -> str:
    """A name that a header can hold."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in name)
