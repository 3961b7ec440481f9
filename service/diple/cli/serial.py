"""`diple series`: the statements of a series, each beside the one before, with all earlier ones as evidence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diple.cli import inputs, output
from diple.cli.codes import DIFFERENT, SAME
from diple.errors import OptionError
from diple.render.markers.naming import headline, label
from diple.render.text.wrap import Line, Run, painted, title, wrapped
from diple.result import Comparison

FORMS = ("text", "json", "atom")
MOST = 3  # markers of each statement that the text shows


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `series`."""
    parser.description = "Compares each statement of a series with the one before; the texts are given oldest first."
    parser.add_argument("texts", metavar="TEXT", nargs="+", help="the statements, oldest first")
    inputs.add_packs(parser)
    parser.add_argument(
        "--dates",
        metavar="DAY",
        nargs="+",
        type=_day,
        help="the day of each statement (2031-05-01); - if the statement gives it, or it is unknown",
    )
    parser.add_argument("-f", "--format", choices=FORMS, default="text", help="output format (default: text)")
    output.add_to(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compares and writes; exit 1 where anything changed that counts."""
    output.check_open(arguments)
    found = comparisons(arguments)
    output.write(written(found, arguments), arguments)
    return DIFFERENT if any(comparison.counting for comparison in found) else SAME


def comparisons(arguments: argparse.Namespace) -> tuple[Comparison, ...]:
    """Each statement beside the one before, with those before that as the earlier ones."""
    from diple.comparison import compare_series

    dates = arguments.dates or [None] * len(arguments.texts)
    if len(dates) != len(arguments.texts):
        raise OptionError(
            "USAGE",
            f"--dates has {len(dates)} days for {len(arguments.texts)} statements.",
            "Give one for each, or - if it is not known.",
        )
    texts = [inputs.statement(name) for name in arguments.texts]
    dated = [replace(text, date=date) if date else text for text, date in zip(texts, dates, strict=True)]
    return compare_series(dated, packs=arguments.pack or None)


def written(found: Sequence[Comparison], arguments: argparse.Namespace) -> bytes:
    """The comparisons in the form asked for."""
    from diple.render.exchange.series import SERIES_FORMS, render_series

    if arguments.format in SERIES_FORMS:
        return render_series(found, arguments.format)
    look = output.look_of(arguments)
    lines = [line for comparison in found for line in told(comparison, look.width)]
    return "".join(f"{painted(line, look.color)}\n" for line in lines).encode("utf-8", "backslashreplace")


def told(comparison: Comparison, width: int) -> list[Line]:
    """One statement of the series in lines: its name, and its highest markers."""
    name = comparison.new.title or comparison.new.date or comparison.new.source or "untitled"
    lines: list[Line] = [*title(name)]
    for marker in comparison.markers[:MOST]:
        head = Run(f"> {marker.score:<3} ", marker.level)
        lines += wrapped(
            [Run(label(marker), "strong"), Run(f"  {marker.code} {headline(marker)}")], width, "      ", head
        )
    more = len(comparison.markers) - MOST
    lines.append([Run(f"and {more} more" if more > 0 else "" if comparison.markers else "no marker", "quiet")])
    lines.append([])
    return lines


def _day(written: str) -> str | None:
    """A day as year, month and day; None for -."""
    if written == "-":
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written!r} is no day such as 2031-05-01") from None
