"""The evaluation as Markdown, for the terminal and for its pages in docs alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from diple import __version__
from evaluation.evaluate import Evaluation
from evaluation.figures import Bar, Figure, Part, bars, unseen
from evaluation.markdown import markdown

EVALUATION, LANGUAGES = "evaluation", "languages"
OF_LANGUAGES = ("translations", "parallel")  # the corpora of the page of two languages


def as_text(found: Evaluation) -> str:
    """Day, bars, all figures, the tables of each part, and what could not be measured."""
    return "\n\n".join(paragraphs(found))


def of_one_language(found: Evaluation) -> str:
    """The same without two language versions, which have a page of their own."""
    return as_text(replace(found, parts=[part for part in found.parts if part.corpus not in OF_LANGUAGES]))


def of_languages(found: Evaluation) -> str:
    """The same of two language versions, without what fails."""
    parts = [part for part in found.parts if part.corpus in OF_LANGUAGES]
    figures = {name: figure for part in parts for name, figure in part.figures.items()}
    day = datetime.now(tz=UTC).date().isoformat()
    pieces = [
        f"Measured on {day}, Diple {__version__}.",
        markdown(("", "asked", "measured", ""), [bar_row(bar, figures) for bar in bars() if bar.page == LANGUAGES]),
        markdown(("figure", "measured"), [(name, str(figure)) for name, figure in figures.items()]),
        *(piece for part in parts for piece in tables_of(part)),
    ]
    return "\n\n".join(pieces)


def paragraphs(found: Evaluation) -> Iterator[str]:
    """The page, piece by piece."""
    day = datetime.now(tz=UTC).date().isoformat()
    yield f"Measured on {day}, Diple {__version__}, {found.compared:,} comparisons."
    if found.absent:
        yield f"Not measured, for these texts are not here: {', '.join(found.absent)}."
    if found.errors:
        yield "Comparisons that raised an error:\n\n" + "\n".join(f"- {error}" for error in found.errors)
    yield "### Bars"
    yield markdown(
        ("", "asked", "measured", ""),
        [bar_row(bar, found.figures) for bar in bars() if bar.page == EVALUATION or bar.figure in found.figures],
    )
    yield "### On what no rule was written on"
    rows = [(about, str(found.figures[name])) for name, about in unseen() if name in found.figures]
    yield markdown(("", "measured"), rows)
    yield "### All figures"
    yield markdown(("figure", "measured"), [(name, str(figure)) for name, figure in found.figures.items()])
    for part in found.parts:
        yield from tables_of(part)
    yield "### Failing today"
    yield "By id; of the cases held back none is named."
    yield markdown(("", "failures", "which"), [failing_row(part) for part in found.parts if part.failures])


def bar_row(bar: Bar, figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """A bar with its figure: held, not held, or not measured."""
    figure = figures.get(bar.figure)
    if figure is None:
        return bar.about, bar.asked, "not measured", ""
    return bar.about, bar.asked, str(figure), "held" if bar.held(figure.share) else "NOT HELD"


def tables_of(part: Part) -> Iterator[str]:
    """The tables of a part under its title."""
    if part.tables:
        yield f"### {part.title}"
    for table in part.tables:
        yield table.about
        yield markdown(table.heads, table.rows)


def failing_row(part: Part) -> tuple[str, ...]:
    """How many lines of failure a part has, and of what."""
    names = dict.fromkeys(line.partition(":")[0] for line in part.failures)
    return part.title, str(len(part.failures)), ", ".join(names)


def failures(found: Evaluation) -> str:
    """A line for each failure that may be read; those of the third held back are only counted."""
    return "\n\n".join(
        f"{part.title}: {len(part.failures)} failures\n" + "\n".join(f"  {line}" for line in part.failures)
        for part in found.parts
        if part.failures
    )
