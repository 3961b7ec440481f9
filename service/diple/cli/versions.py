"""`diple versions`: language versions of one statement side by side, and where they say different things."""

from __future__ import annotations

import argparse
from dataclasses import replace

from diple.cli import inputs, output
from diple.cli.codes import DIFFERENT, SAME
from diple.errors import OptionError
from diple.parallel.diverging import ABSENT
from diple.parallel.table import ParallelText
from diple.render.forms import VERSIONS_FORMS

_FORMS = ("text", *(form for form in VERSIONS_FORMS if form != "text"))
_FOR_READERS = ("text", "tsv")


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `versions`."""
    parser.description = (
        "Sets two to eight language versions of one statement side by side, sentence by sentence,"
        " and names the places where they differ. A file named - is standard input."
    )
    parser.add_argument("texts", metavar="TEXT", nargs="+", help="the versions, files or -")
    parser.add_argument(
        "--pivot", metavar="KEY", default="", help="version whose sentences are the rows (default: the first)"
    )
    parser.add_argument("--languages", metavar="LANG,…", help="languages of the texts in their order: en,ru,zh")
    parser.add_argument("--columns", metavar="KEY,…", default="", help="versions to show in text and TSV, as en,zh")
    parser.add_argument("--divergent", action="store_true", help="only rows in which versions differ, in text and TSV")
    inputs.add_semantic(parser)
    inputs.add_packs(parser)
    inputs.add_max_bytes(parser)
    parser.add_argument("-f", "--format", choices=_FORMS, default="text", help="output format (default: text)")
    output.add_to(parser)
    parser.set_defaults(run=_versions)


def _versions(arguments: argparse.Namespace) -> int:
    """Compares and writes; exit 1 where versions differ: a sentence that one lacks, or a divergence not minor."""
    from diple.render import render_versions

    output.check_open(arguments)
    table = _table(arguments)
    columns = _columns(table, arguments)
    look = replace(output.look_of(arguments), columns=columns, divergent=arguments.divergent)
    output.write(render_versions(table, arguments.format, look), arguments)
    counts = any(one.kind == ABSENT or one.level != "minor" for one in table.divergences)
    return DIFFERENT if counts else SAME


def _table(arguments: argparse.Namespace) -> ParallelText:
    import diple

    inputs.check_stdin(arguments.texts)
    languages = _listed(arguments.languages or "") or [""] * len(arguments.texts)
    if len(languages) != len(arguments.texts):
        from diple.render.language.phrases import number

        message = f"--languages names {number(len(languages), 'language')} for {number(len(arguments.texts), 'text')}."
        raise OptionError("USAGE", message, "Name one for each.")
    texts = [
        inputs.statement(name, arguments.max_bytes, language or None)
        for name, language in zip(arguments.texts, languages, strict=True)
    ]
    return diple.compare_versions(
        texts, pivot=arguments.pivot, packs=arguments.pack or None, semantic=arguments.semantic
    )


def _columns(table: ParallelText, arguments: argparse.Namespace) -> tuple[str, ...]:
    """The versions to show. Raises OptionError for one that is not there, or a form that shows all."""
    asked, keys = _listed(arguments.columns), [version.key for version in table.versions]
    if (asked or arguments.divergent) and arguments.format not in _FOR_READERS:
        raise OptionError("USAGE", f"{arguments.format} has all rows and columns.", "Leave --columns, --divergent out.")
    if unknown := [key for key in asked if key not in keys]:
        raise OptionError("USAGE", f"No version is called {unknown[0]!r}.", f"Name some of {', '.join(keys)}.")
    return tuple(asked)


def _listed(written: str) -> list[str]:
    return [each.strip() for each in written.split(",")] if written.strip() else []
