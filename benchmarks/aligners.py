"""Diple's links between two languages beside those of other tools: `python -m benchmarks.aligners [--write]`.

The texts and measures are those of `evaluation.translation.alignment`. The others get the sentences that Diple finds,
and no paragraphs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from diple import Statement
from diple.align.links import Link
from evaluation import markdown
from evaluation.figures import Part
from evaluation.translation import alignment

PAGE = Path(__file__).parent.parent / "docs" / "languages.md"
MARKS = ("<!-- aligners -->", "<!-- end of aligners -->")


@dataclass(frozen=True, slots=True)
class Tool:
    """An aligner, and the package that it is in."""

    name: str
    module: str
    align: alignment.Aligner

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return find_spec(self.module) is not None


def sentences(statement: Statement) -> list[str]:
    """The sentences of a statement."""
    return [statement.text[span.start : span.end] for span in statement.sentences]


def link(old: Sequence[int], new: Sequence[int]) -> Link:
    """A link of sentences, some of which may be none."""
    return Link(tuple(old), tuple(new), "aligned" if old and new else "unaligned")


def with_galechurch(old: Statement, new: Statement) -> list[Link]:
    """The links of the galechurch package."""
    import galechurch

    beads = galechurch.align(sentences(old), sentences(new)).beads
    return [
        link(range(bead.source_start, bead.source_end), range(bead.target_start, bead.target_end)) for bead in beads
    ]


def with_nltk(old: Statement, new: Statement) -> list[Link]:
    """The links of NLTK, which gives pairs: those that share a sentence are one link."""
    from nltk.translate.gale_church import align_blocks

    pairs = align_blocks(*([len(text) for text in sentences(side)] for side in (old, new)))
    return list(joined(pairs))


def joined(pairs: Sequence[tuple[int, int]]) -> Iterator[Link]:
    """Neighbouring pairs that share a sentence as one link."""
    olds, news = list[int](), list[int]()
    for one, other in pairs:
        if olds and one not in olds and other not in news:
            yield link(olds, news)
            olds, news = [], []
        olds += [one] if one not in olds else []
        news += [other] if other not in news else []
    if olds:
        yield link(olds, news)


def in_order(old: Statement, new: Statement) -> list[Link]:
    """The first sentence with the first, and so on: what needs no tool."""
    return [link((at,), (at,)) for at in range(min(len(old.sentences), len(new.sentences)))]


TOOLS = (
    Tool("Diple", "diple", alignment.diple),
    Tool("Gale-Church (galechurch)", "galechurch", with_galechurch),
    Tool("Gale-Church (NLTK)", "nltk", with_nltk),
    Tool("in order", "diple", in_order),
)


def row(tool: Tool, measured: Callable[[alignment.Aligner], Part]) -> tuple[str, ...]:
    """The figures of a tool, and the seconds of processor time it took with all that measures it."""
    if not tool.is_here:
        return (tool.name, *("not installed" for _ in alignment.FIGURES), "")
    begun = time.process_time()
    figures = measured(tool.align).figures
    shown = [figures[name] for name in alignment.FIGURES]
    shares = [f"{figure.share:.3f}" if figure.of else "none" for figure in shown]
    return (tool.name, *shares, f"{time.process_time() - begun:.0f}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="make aligners", description="Links between languages beside other tools.")
    parser.add_argument("--write", action="store_true", help=f"keep the table in {PAGE.name}")
    arguments = parser.parse_args()
    text = markdown.markdown(("", *alignment.FIGURES, "seconds"), [row(tool, alignment.measured_of) for tool in TOOLS])
    print(text)
    if arguments.write:
        markdown.write(PAGE, text, MARKS)


if __name__ == "__main__":
    main()
