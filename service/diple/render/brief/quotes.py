"""Quotes of a marker as short as a page needs them: around the words that differ, and around the same place beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from diple.model import Marker, Selector, Span, Statement
from diple.render.language.phrases import AROUND, words_after, words_before
from diple.render.redline.differing import Part, Quoted, beside, one_line, quotes_of, shortened
from diple.result import Comparison

_QUOTED = re.compile("“([^”…]+)”")
MOST = 2
"""So many quotes of one side an entry has."""
LONGEST = 150
"""Characters up to which a quote is whole: four lines of a column of the page."""
SHORT = 2 * AROUND
"""Quotes of fewer characters are shown with the words around them where they do not begin a sentence."""
NEAR = 24
"""Characters beside a change by which its place is found in the other text."""


def short_quotes(marker: Marker, comparison: Comparison) -> tuple[list[Quoted], list[Quoted]]:
    """The first quotes of the old and of the new text, short, those that differ in part set off."""
    old, new = ([_merged(quote) for quote in quotes[:MOST]] for quotes in quotes_of(marker, comparison))
    named = (*_QUOTED.findall(marker.label), marker.referent)
    return _all(old, new, named, comparison.old), _all(new, old, named, comparison.new)


def entire_quote(selector: Selector) -> Quoted:
    """A quote of which no words are set off, short."""
    return _short(Quoted(selector, (Part(selector.exact),)), None, ())


def _merged(quote: Quoted) -> Quoted:
    """A quote of which no words are set off as one part."""
    return quote if quote.set_off else Quoted(quote.selector, (Part(quote.selector.exact),))


def _all(
    quotes: Sequence[Quoted], others: Sequence[Quoted], named: Sequence[str], statement: Statement
) -> list[Quoted]:
    """The quotes of one text, each beside the quote of the other that has its place."""
    begun = {sentence.start for sentence in statement.sentences}
    return [
        _with_context(quote)
        if not quote.set_off and len(quote.selector.exact) < SHORT and quote.selector.start not in begun
        else _short(quote, others[at] if at < len(others) else None, named)
        for at, quote in enumerate(quotes)
    ]


def _short(quote: Quoted, other: Quoted | None, named: Sequence[str]) -> Quoted:
    """A quote that is short, or shortened around what differs, or around what the marker names."""
    text = quote.selector.exact
    place = _place(text, other, named) if not quote.set_off and len(text) > LONGEST else None
    if place is None:
        return Quoted(quote.selector, tuple(_trimmed(shortened(quote, LONGEST))))
    return Quoted(quote.selector, (Part(_around(text, place)),))


def _trimmed(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, blanks at the ends of those that differ outside of them."""
    for part in parts:
        words = part.text.strip() if part.differs else ""
        before, _, after = part.text.partition(words) if words else (part.text, "", "")
        yield from (each for each in (Part(before), Part(words, True), Part(after)) if each.text)


def _around(text: str, place: Span) -> str:
    """The words at a place, with some before and after them."""
    before, after = one_line(text[: place.start]), one_line(text[place.end :])
    words = one_line(text[place.start : place.end])
    return beside(before, before=False, after=True) + words + beside(after, before=True, after=False)


def _with_context(quote: Quoted) -> Quoted:
    """A quote that differs as a whole, with the words around it in plain ink."""
    before, after = words_before(quote.selector.prefix), words_after(quote.selector.suffix)
    around = (Part(one_line(before)), Part(one_line(quote.selector.exact), True), Part(one_line(after)))
    return Quoted(quote.selector, tuple(part for part in around if part.text))


def _place(text: str, other: Quoted | None, named: Sequence[str]) -> Span | None:
    """Where in a text that is which the other quote has otherwise, or which the marker names; None if nowhere."""
    if other and other.set_off:
        return _opposite(text, other)
    at = ((text.casefold().find(words.casefold()), len(words)) for words in named if len(words) < LONGEST)
    return next((Span(start, start + length) for start, length in at if start >= 0), None)


def _opposite(text: str, other: Quoted) -> Span | None:
    """The place in a text at which the other quote has its first words that differ."""
    at = next(at for at, part in enumerate(other.parts) if part.differs)
    before = "".join(part.text for part in other.parts[:at])[-NEAR:]
    after = "".join(part.text for part in other.parts[at + 1 : at + 2])[:NEAR]
    if before and before in text:
        place = text.index(before) + len(before)
        return Span(place, place)
    return Span(place, place) if after and (place := text.find(after)) >= 0 else None
