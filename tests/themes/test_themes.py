"""Themes, drawn: of two invented statements of a series the subjects, each with its sentences by number."""

from __future__ import annotations

import pytest

import diple
from diple import Comparison
from diple.model import Span, Statement, Theme

OPENING = "The leaders of Tolvane and Marisca met in Selmouth and spoke of the year that has passed."
MISSING = """The two sides will not rest until the fate of every missing soldier of the Korvan war is known.
A commission on missing soldiers will report to both parliaments each year. Families of missing soldiers shall receive
the findings of the commission."""
FISH = """Herring stocks in the Narrows have fallen, and the fishing fleets of both sides will catch a third less herring.
Inspectors may board fishing vessels in the Narrows. The herring catch of each vessel shall be published every month."""
FISH_LATER = """Herring stocks in the Narrows have recovered, and the fishing fleets may catch more herring than last year.
Inspectors continue to board fishing vessels in the Narrows. The herring catch is published every week."""
GLACIER = """The Oster glacier is melting faster than our observatories foresaw. Measurements of the glacier will be
shared between the observatories each spring. A third observatory beside the glacier shall open next year."""
GLACIER_LATER = """The Oster glacier has lost a tenth of its ice since our observatories began their measurements. The
observatories share measurements of the glacier each spring. The third observatory beside the glacier has opened."""
CABLES = """Damage to an undersea cable of one side is a matter of concern to both. Ships that drag anchors across undersea
cables will be traced and their owners named. A joint office for the repair of undersea cables will open in Lindhaven."""
CLOSE = "They thanked the people of Selmouth for a warm welcome."
OLD = (OPENING, MISSING, FISH, GLACIER, CLOSE)
NEW = (OPENING, CABLES, GLACIER_LATER, FISH_LATER, CLOSE)


def text_of(paragraphs: tuple[str, ...], gap: str = "\n\n") -> str:
    return gap.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def compared(old: str, new: str) -> Comparison:
    return diple.compare(old, new, mode="succession")


def drawn(comparison: Comparison) -> list[str]:
    """Each theme as `name: old sentences > new sentences`, in the order of the name."""
    return sorted(
        f"{theme.name}: {numbers(comparison.old, theme.old)} > {numbers(comparison.new, theme.new)}"
        for theme in comparison.themes
    )


def numbers(statement: Statement, spans: tuple[Span, ...]) -> str:
    """The numbers of sentences, a run as first-last."""
    ends = [span.end for span in statement.sentences]
    found = [ends.index(span.end) for span in spans]
    return ",".join(map(str, found)) or "-"


def theme(comparison: Comparison, name: str) -> Theme:
    return next(theme for theme in comparison.themes if theme.name == name)


SERIES = compared(text_of(OLD), text_of(NEW))


def test_draw():
    print("\n".join(drawn(SERIES)))
