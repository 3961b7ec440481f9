"""Which words of a marker's quotes differ between the two texts, and a long quote shortened around them.

A marker quotes whole sentences and passages. A reader looks for the few words in them that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.diff.edits import between, readable
from diple.model import Change, Marker, Quote, Segment, Selector, Span, Statement
from diple.render.language.phrases import middle_left_out
from diple.result import Comparison
from diple.segment.tokens import Edit, Tokens, tokenise
from diple.sequences import longest_common

LONGEST = 240  # characters up to which a quote is shown whole
BESIDE = 60  # characters of unchanged words that are shown beside changed ones in a longer quote
LONGEST_CHANGE = 160  # characters up to which changed words are shown whole in a longer quote
# Share of the words of the shorter side that both sides of a rewritten sentence must have in common, small words
# between differing ones apart. Of 212 sentences linked as possibly reworded in six pairs of joint statements 66 have
# less, two words on the median, and setting off all else helps nobody.
ALIKE = 0.15
FEW, SMALL = 2, 3  # words, and their characters, that agree between two differing stretches and count with them
ELLIPSIS = "…"


class Part(NamedTuple):
    """A stretch of a quote; `differs` says whether the other text lacks it."""

    text: str
    differs: bool = False


class Quoted(NamedTuple):
    """A quote in parts."""

    selector: Selector
    parts: tuple[Part, ...]

    @property
    def set_off(self) -> bool:
        """Whether some of its words differ and others do not, so that it is worth showing which."""
        return len({part.differs for part in self.parts if part.text.strip()}) > 1


Places = tuple[tuple[int, int], ...]
Differing = tuple[list[list[Span]], list[list[Span]]]
"""For each wording of the old text and of the new one the stretches of it that the other text lacks."""


class Differ:
    """Finds the words in which wordings of both texts differ; the same wordings are compared once."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._known: dict[tuple[Places, Places], Differing] = {}

    def between(self, old: Sequence[Selector], new: Sequence[Selector]) -> Differing:
        """The words of the wordings of either side that the other side lacks."""
        asked = places_of(old), places_of(new)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = differing_words(old, new, self._comparison)
        return found

    def inside(self, segment: Segment) -> tuple[list[Span], list[Span]]:
        """The words of linked sentences that the other text lacks; none of a sentence that differs as a whole."""
        sides = (self._comparison.old, segment.old), (self._comparison.new, segment.new)
        old, new = (selectors_of(statement, spans) for statement, spans in sides)
        lost, gained = self.between(old, new)
        return set_off_in(old, lost), set_off_in(new, gained)


def set_off_in(selectors: Sequence[Selector], differing: Sequence[Sequence[Span]]) -> list[Span]:
    """The stretches that differ of those wordings that do not differ as a whole."""
    each = zip(selectors, differing, strict=True)
    return [span for selector, spans in each if quoted(selector, spans).set_off for span in spans]


def selectors_of(statement: Statement, spans: Iterable[Span]) -> list[Selector]:
    """The wordings at some spans without outer white space."""
    made = []
    for start, end in spans:
        said = statement.text[start:end]
        first = start + len(said) - len(said.lstrip())
        if exact := said.strip():
            made.append(Selector(first, first + len(exact), exact, "", ""))
    return made


def places_of(selectors: Sequence[Selector]) -> Places:
    """Where some wordings begin and end."""
    return tuple((each.start, each.end) for each in selectors)


def quotes_of(
    marker: Marker, comparison: Comparison, differ: Differ | None = None
) -> tuple[list[Quoted], list[Quoted]]:
    """The quotes of a marker of the old and of the new text, each in parts.

    Where no change touches a quote of either side, as with the order of a text, the quotes differ as a whole.
    """
    changes = changes_of(marker, comparison)
    old = spans_in(marker.old, (change.old for change in changes))
    new = spans_in(marker.new, (change.new for change in changes))
    if marker.old and marker.new and whole(marker.old, old) and whole(marker.new, new):
        old, new = (differ or Differ(comparison)).between(marker.old, marker.new)
    elif not any(old) and not any(new):
        old, new = entire(marker.old), entire(marker.new)
    return list(map(quoted, marker.old, old)), list(map(quoted, marker.new, new))


def changes_of(marker: Marker, comparison: Comparison) -> list[Change]:
    """The changes of a marker that count."""
    named = set(marker.changes)
    return [change for change in comparison.changes if change.id in named and change.noise is None]


def spans_in(selectors: Sequence[Selector], quotes: Iterable[Quote | None]) -> list[list[Span]]:
    """For each selector the stretches of it that lie in some quotes, in order."""
    known = sorted((quote.start, quote.end) for quote in quotes if quote)
    return [
        [
            Span(max(start, each.start), min(end, each.end))
            for start, end in known
            if start < each.end and each.start < end
        ]
        for each in selectors
    ]


def entire(selectors: Sequence[Selector]) -> list[list[Span]]:
    """Each selector as one stretch that differs."""
    return [[Span(each.start, each.end)] for each in selectors]


def whole(selectors: Sequence[Selector], spans: Sequence[Sequence[Span]]) -> bool:
    """Whether every selector is covered by its spans, but for white space and a mark at its end."""
    return all(
        len(each.exact.split())
        <= sum(len(each.exact[s.start - each.start : s.end - each.start].split()) for s in found)
        for each, found in zip(selectors, spans, strict=True)
    )


def differing_words(before: Sequence[Selector], after: Sequence[Selector], comparison: Comparison) -> Differing:
    """The words of the quotes of either side that the other side lacks; all of them where few agree."""
    old, new = tokens_of(before, comparison.old), tokens_of(after, comparison.new)
    least = ALIKE * min(words_among(old.keys), words_among(new.keys))
    edits = between(longest_common(old.keys, new.keys), len(old), len(new))
    found = joined(readable(edits, old.keys, new.keys), old.keys)
    lost = sum(words_among(old.keys[edit.old_start : edit.old_end]) for edit in found)
    if words_among(old.keys) - lost < least:
        return entire(before), entire(after)
    went = [stretch(old, edit.old_start, edit.old_end) for edit in found if edit.old_start < edit.old_end]
    came = [stretch(new, edit.new_start, edit.new_end) for edit in found if edit.new_start < edit.new_end]
    return spans_in(before, went), spans_in(after, came)


def words_among(keys: Sequence[str]) -> int:
    """How many of some tokens are words or figures, and no marks."""
    return sum(any(map(str.isalnum, key)) for key in keys)


def joined(found: Sequence[Edit], keys: Sequence[str]) -> list[Edit]:
    """The edits, neighbours made one where only one or two small words lie between them."""
    made: list[Edit] = []
    for edit in found:
        between = keys[made[-1].old_end : edit.old_start] if made else ()
        if made and len(between) <= FEW and all(len(key) <= SMALL for key in between):
            made[-1] = Edit(made[-1].old_start, edit.old_end, made[-1].new_start, edit.new_end)
        else:
            made.append(edit)
    return made


def tokens_of(selectors: Sequence[Selector], statement: Statement) -> Tokens:
    """The tokens of some quotes, one after the other."""
    return tokenise(statement.text, [Span(each.start, each.end) for each in selectors], statement.language)


def stretch(tokens: Tokens, start: int, end: int) -> Quote:
    """The wording of some neighbouring tokens."""
    return Quote(tokens.starts[start], tokens.ends[end - 1], tokens.surface(start, end))


def quoted(selector: Selector, spans: Sequence[Span]) -> Quoted:
    """A selector cut where its differing stretches begin and end; a quote without one is one part."""
    parts, at = [], selector.start
    for span in spans:
        parts += [Part(cut(selector, at, span.start)), Part(cut(selector, max(at, span.start), span.end), True)]
        at = max(at, span.end)
    parts.append(Part(cut(selector, at, selector.end)))
    return Quoted(selector, tuple(part for part in parts if part.text))


def cut(selector: Selector, start: int, end: int) -> str:
    """The words of a selector between two places of the text."""
    return selector.exact[max(0, start - selector.start) : max(0, end - selector.start)]


def shortened(quote: Quoted, longest: int = LONGEST) -> Iterator[Part]:
    """The parts on one line; of a long quote what lies far from its differing words is left out."""
    parts = [Part(one_line(part.text), part.differs) for part in quote.parts]
    if sum(len(part.text) for part in parts) <= longest:
        yield from parts
        return
    if not quote.set_off:
        yield from (Part(middle_left_out(part.text, longest), part.differs) for part in parts)
        return
    for at, part in enumerate(parts):
        if part.differs:
            yield Part(middle_left_out(part.text, LONGEST_CHANGE), True)
        else:
            yield Part(beside(part.text, before=at > 0, after=at + 1 < len(parts)))


def beside(text: str, *, before: bool, after: bool) -> str:
    """Unchanged words, those kept that are next to changed ones before or after them."""
    if len(text) <= BESIDE * (before + after) + BESIDE // 2:
        return text
    first = text[:BESIDE].rpartition(" ")[0] + " " if before else ""
    last = " " + text[-BESIDE:].partition(" ")[2] if after else ""
    return f"{first}{ELLIPSIS}{last}"


def one_line(text: str) -> str:
    """The text with each run of white space as one blank; blanks at its ends stay."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"
