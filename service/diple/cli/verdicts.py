"""The analyst's verdicts that a command lays over a comparison: what `compare` and `brief` share."""

from __future__ import annotations

import argparse
from pathlib import Path

from diple.render.verdicts import Verdicts, verdicts_of
from diple.result import Comparison


def add_to(parser: argparse.ArgumentParser, words: str) -> None:
    """The option that names the file of verdicts; `words` say what the command makes of them."""
    parser.add_argument("--verdicts", metavar="FILE", type=Path, help=words)


def verdicts_on(comparison: Comparison, arguments: argparse.Namespace) -> Verdicts | None:
    """The verdicts of the file that the arguments name; None where they name none.

    Raises OSError, and what `verdicts_of` raises.
    """
    return verdicts_of(arguments.verdicts.read_bytes(), comparison) if arguments.verdicts else None
