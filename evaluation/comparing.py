"""Compares pairs and keeps account of what must hold everywhere: quotations are where they say, nothing breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import diple
from diple import Comparison, Marker, Statement
from diple.model import Mode, Quote, Selector
from diple.statement import Source
from evaluation.labels import Labels


@dataclass(slots=True)
class Comparer:
    """Compares, and counts quotations, those that do not equal the text, and comparisons that raised an error."""

    compared: int = 0
    quotes: int = 0
    wrong_quotes: int = 0
    errors: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)

    def compare(
        self,
        old: Source,
        new: Source,
        name: str,
        *,
        mode: Mode | Literal["auto"] = "auto",
        earlier: Sequence[Statement] = (),
    ) -> Comparison | None:
        """The comparison; None where it raised an error, which is reported at the end and counts as nothing found."""
        self.compared += 1
        try:
            comparison = diple.compare(old, new, mode=mode, earlier=earlier)
        except Exception as error:  # whatever breaks is a figure here, not the end of the evaluation
            self.errors.append(f"{name}: {type(error).__name__}: {error}")
            return None
        self.check(comparison)
        self.labels.read(comparison, with_earlier=bool(earlier))
        return comparison

    def markers(
        self,
        old: Source,
        new: Source,
        name: str,
        *,
        mode: Mode | Literal["auto"] = "auto",
        earlier: Sequence[Statement] = (),
    ) -> tuple[Marker, ...]:
        """The markers of a comparison; none where it raised an error."""
        comparison = self.compare(old, new, name, mode=mode, earlier=earlier)
        return comparison.markers if comparison else ()

    def join(self, other: Comparer) -> None:
        """Adds the account that another comparer kept."""
        self.compared += other.compared
        self.quotes += other.quotes
        self.wrong_quotes += other.wrong_quotes
        self.errors += other.errors
        self.labels.join(other.labels)

    def check(self, comparison: Comparison) -> None:
        """Holds every quotation of changes and markers against the text it is taken from."""
        for side in ("old", "new"):
            text = getattr(comparison, side).text
            changes = [getattr(change, side) for change in comparison.changes]
            quoted: list[Quote | Selector] = [quote for quote in changes if quote]
            quoted += [selector for marker in comparison.markers for selector in getattr(marker, side)]
            self.quotes += len(quoted)
            self.wrong_quotes += sum(not stands(quote, text) for quote in quoted)


def stands(quote: Quote | Selector, text: str) -> bool:
    """Whether a quotation, and what it says surrounds it, equals the text at its place."""
    if isinstance(quote, Quote):
        return text[quote.start : quote.end] == quote.quote
    before, after = text[: quote.start], text[quote.end :]
    return (
        text[quote.start : quote.end] == quote.exact
        and before.endswith(quote.prefix)
        and after.startswith(quote.suffix)
    )


def statement(text: str, language: str | None) -> Statement:
    """A text as a statement in a language that is known."""
    return diple.read(text, language=language) if language else diple.read(text)


def statements(texts: Iterable[str], language: str | None) -> list[Statement]:
    """Several texts as statements."""
    return [statement(text, language) for text in texts]


def touches(selectors: Sequence[Selector], start: int, end: int) -> bool:
    """Whether any of the evidence overlaps a stretch of the text."""
    return any(selector.start < end and start < selector.end for selector in selectors)
