"""`diple explain`: what markers rest on, each with its sum, its rule, its evidence and its sources."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from diple.cli import inputs, output
from diple.cli.codes import SAME
from diple.render import HIGHEST, Look
from diple.result import Comparison

MARKER = re.compile(r"m\d+")
"""The id of a marker; after one document alone it takes the place of NEW."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.description = (
        "Explains the markers of a comparison. Without MARKER, the ten highest."
        " One document with tracked changes may be given instead of both texts."
    )
    inputs.add_to(parser)
    parser.add_argument("markers", metavar="MARKER", nargs="*", help="the id of a marker, such as m1")
    parser.add_argument("--short", action="store_true", help="only the sum of each marker")
    output.add_to(parser)
    parser.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    output.check_open(arguments)
    if arguments.new and MARKER.fullmatch(arguments.new) and not Path(arguments.new).exists():
        arguments.new, arguments.markers = None, [arguments.new, *arguments.markers]
    comparison = inputs.comparison_of(arguments)
    wanted = arguments.markers or [marker.id for marker in comparison.markers[:HIGHEST]]
    output.write(explanations(comparison, wanted, output.look_of(arguments), short=arguments.short), arguments)
    return SAME


def explanations(comparison: Comparison, wanted: Sequence[str], look: Look, *, short: bool = False) -> bytes:
    """What each of the markers wanted rests on, as text; the sum of each alone where `short` is true."""
    from diple.render.text.explained import render

    return render([comparison.explain(each) for each in wanted], look, short=short).encode("utf-8", "backslashreplace")
