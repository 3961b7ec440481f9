"""`diple brief`: one page of what changed between two texts, such as an analyst sends."""

from __future__ import annotations

import argparse

from diple.cli import inputs, output, verdicts
from diple.cli.codes import SAME
from diple.render.forms import FORMS

_FORMS = {"md": "brief", "html": "brief-html", "docx": "brief-docx", "pdf": "brief-pdf"}
"""The forms of a brief by the endings of their files."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `brief`."""
    parser.description = (
        "Writes one page of the weightiest changes: what is gone, new, softer, firmer, with both quotes."
        " One document with tracked changes may be given instead of both texts."
    )
    inputs.add_to(parser)
    output.add_place(parser)
    parser.add_argument("-f", "--format", choices=tuple(_FORMS), default="md", help="output format (default: md)")
    verdicts.add_to(parser, "an analyst's verdicts: rejected markers are left out")
    parser.set_defaults(run=_brief)


def _brief(arguments: argparse.Namespace) -> int:
    from diple.render import Look, render

    form = _FORMS[arguments.format]
    output.check_open(arguments, binary=FORMS[form].binary)
    comparison = inputs.comparison_of(arguments)
    judged = verdicts.verdicts_on(comparison, arguments)
    look = Look(language=arguments.interface, paper=arguments.paper, verdicts=judged)
    output.write(render(comparison, form, look), arguments)
    return SAME
