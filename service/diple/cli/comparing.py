"""`diple compare`: what changed between two texts, and what it means."""

from __future__ import annotations

import argparse
from dataclasses import replace

from diple.cli import in_series, inputs, output, verdicts
from diple.cli.codes import DIFFERENT, SAME
from diple.cli.explaining import explanations
from diple.errors import OptionError
from diple.model import Level
from diple.render.forms import FORMS
from diple.render.verdicts import CARRIED_BY
from diple.result import LEVELS, Comparison

NOTABLE: Level = "notable"  # the least level of a marker between languages that counts as a difference
_FORMS = ("text", *(form for form in FORMS if form != "text"))


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `compare`."""
    parser.description = (
        "Compares OLD with NEW, or the original and the final text of one document with tracked changes."
        " A file named - is standard input."
    )
    inputs.add_to(parser)
    in_series.add_to(parser)
    output.add_to(parser)
    parser.add_argument("-f", "--format", choices=_FORMS, default="text", help="output format (default: text)")
    parser.add_argument("--all", action="store_true", help="show all markers in text, not only the ten highest")
    parser.add_argument(
        "--explain", metavar="ID", action="append", default=[], help="only the explanation of this marker, such as m1"
    )
    verdicts.add_to(parser, "an analyst's signed verdicts and own markers, as the page saves them")
    parser.add_argument("--no-markers", action="store_true", help="only the changes, without markers")
    parser.add_argument("--noise", action="store_true", help="show the changes that do not count, too")
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=LEVELS[:-1],
        help="exit 1 only if a marker has this level or a higher one: critical, high, notable, minor",
    )
    parser.set_defaults(run=_compare)


def _compare(arguments: argparse.Namespace) -> int:
    _check(arguments)
    compared = in_series.comparison_of if arguments.series else inputs.comparison_of
    comparison = compared(arguments, markers=not arguments.no_markers)
    output.write(_rendered(comparison, arguments), arguments)
    return _verdict(comparison, arguments.fail_on)


def _check(arguments: argparse.Namespace) -> None:
    """Raises OptionError where options contradict one another, or nothing can be written."""
    in_series.check(arguments)
    if arguments.no_markers and (arguments.fail_on or arguments.explain):
        option = "--fail-on" if arguments.fail_on else "--explain"
        raise OptionError("USAGE", f"{option} looks at markers, and --no-markers makes none.", "Leave one out.")
    if arguments.explain and arguments.format != "text":
        raise OptionError("USAGE", "--explain is text; the JSON holds all of it.", "Leave out --format.")
    if arguments.verdicts and arguments.format not in CARRIED_BY:
        places = ", ".join(CARRIED_BY)
        raise OptionError("USAGE", f"--verdicts has a place in {places} alone.", "Ask for one with --format.")
    output.check_open(arguments, binary=FORMS[arguments.format].binary)


def _rendered(comparison: Comparison, arguments: argparse.Namespace) -> bytes:
    from diple.render import render

    judged = verdicts.verdicts_on(comparison, arguments)
    look = replace(output.look_of(arguments), noise=arguments.noise, all=arguments.all, verdicts=judged)
    if arguments.explain:
        return explanations(comparison, arguments.explain, look)
    return render(comparison, arguments.format, look)


def _verdict(comparison: Comparison, fail_on: Level | None) -> int:
    """1 where something counts, or a marker of a level asked for is there. A move does not count.

    A change of wording counts; between two languages a sentence that nothing renders, and a marker that is not minor.
    """
    if fail_on:
        return DIFFERENT if _marked(comparison, fail_on) else SAME
    alone = any(segment.status == "unaligned" for segment in comparison.segments)
    diverging = comparison.mode == "translation" and _marked(comparison, NOTABLE)
    return DIFFERENT if comparison.counting or alone or diverging else SAME


def _marked(comparison: Comparison, level: Level) -> bool:
    """Whether there is a marker of a level or above."""
    grave = LEVELS[: LEVELS.index(level) + 1]
    return any(marker.level in grave for marker in comparison.markers)
