"""A comparison as TEI P5: one text with an apparatus, by parallel segmentation, and the markers as notes.

The text of the elements `p` and `ab` in the body is exact: it keeps its white space, and with the readings of one
witness it is that witness's text. What XML cannot hold is a `g` whose `n` is its code point ("U+000C").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.model import Marker, Span, Statement
from diple.render.exchange.in_xml import quoted, said
from diple.render.exchange.tei_frame import Header, Witness, framed
from diple.render.exchange.tei_words import element, evidence, exact
from diple.render.language.phrases import called
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import headline, label, rationale, sum_in_words
from diple.render.redline.blocks import Blocks
from diple.render.redline.collation import collation, spoken_of
from diple.render.redline.passages import Passage, kept
from diple.result import Comparison


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The whole apparatus and all markers, whatever the look."""
    passages = collation(comparison)
    return framed(_header(comparison), _Body(comparison).written(passages), _back(comparison, passages))


def _header(comparison: Comparison) -> Header:
    old, new = called(comparison.old, "Old text"), called(comparison.new, "New text")
    return Header(
        language=comparison.new.language,
        title=f"{old} / {new}: a comparison",
        sources="two texts",
        witnesses=(Witness("old", old, comparison.old), Witness("new", new, comparison.new)),
        engine=comparison.engine,
        made=f"comparison {comparison.id}",
        method=f"{comparison.mode}: {comparison.mode_reason}",
        notices=(*comparison.degraded, *comparison.warnings),
    )


class _Body:
    """The blocks of the body: a new one wherever one begins in both texts, a milestone where in one only."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._old, self._new = _Side("old", comparison.old), _Side("new", comparison.new)
        self._tongues = comparison.old.language != comparison.new.language
        self._blocks: list[list[str]] = []
        self._kinds: list[str] = []

    def written(self, passages: Sequence[Passage]) -> Iterator[str]:
        """The elements of the body, one a line."""
        for passage in passages:
            self._begin(passage)
            if kept(self._comparison, passage):
                self._keep(passage)
            else:
                self._blocks[-1].append(self._app(passage))
            self._old.at, self._new.at = max(self._old.at, passage.old.end), max(self._new.at, passage.new.end)
        yield from map(element, self._kinds, ("".join(block) for block in self._blocks))
        if not self._blocks:
            yield "<p/>"

    def _begin(self, passage: Passage) -> None:
        """A new block, where the place that the stream reached is the beginning of one in both texts."""
        common = self._old.begins() and self._new.begins()
        if common or not self._blocks:
            side = self._new if passage.new.end else self._old
            self._open(side.kind(side.at))

    def _open(self, kind: str) -> None:
        self._blocks.append([])
        self._kinds.append(kind)

    def _keep(self, passage: Passage) -> None:
        """Words of both texts; where both begin a block inside them, so does the body."""
        old, new = ({at - span.start for at in side.inside(span)} for side, span in self._spans(passage))
        at = 0
        text = self._new.words(passage.new)
        for cut in sorted(old | new):
            self._blocks[-1].append(exact(text[at:cut]))
            at = cut
            if cut in old and cut in new:
                if cut:
                    self._open(self._new.kind(passage.new.start + cut))
            else:
                side, start = (self._old, passage.old.start) if cut in old else (self._new, passage.new.start)
                self._blocks[-1].append(side.milestone(start + cut, alone=True))
        self._blocks[-1].append(exact(text[at:]))

    def _spans(self, passage: Passage) -> tuple[tuple[_Side, Span], tuple[_Side, Span]]:
        return (self._old, passage.old), (self._new, passage.new)

    def _app(self, passage: Passage) -> str:
        change = passage.change
        kind = change.kind if change else "move" if passage.half else "rendering"
        there = {"old": "new", "new": "old"}.get(passage.half or "")
        corresp = f' corresp="#{passage.name}-{there}"' if there else ""
        cause = f' cause="{change.noise}"' if change and change.noise else ""
        readings = [self._reading(side, span, cause) for side, span in self._spans(passage)]
        return f'<app xml:id="{passage.id}" type="{kind}"{corresp}>{"".join(readings)}</app>'

    def _reading(self, side: _Side, span: Span, cause: str) -> str:
        tongue = f" xml:lang={quoted(side.language)}" if self._tongues else ""
        start = f'<rdg wit="#{side.name}"{cause}{tongue}'
        if span.start == span.end:
            return f"{start}/>"
        made, at = [], span.start
        for place in side.inside(span):
            if place != span.start or not self._opened():
                made += [exact(side.text[at:place]), side.milestone(place)]
                at = place
        return f"{start}>{''.join(made)}{exact(side.text[at : span.end])}</rdg>"

    def _opened(self) -> bool:
        """Whether nothing is in the newest block yet."""
        return not self._blocks[-1]


class _Side:
    """One text, the places where its blocks begin, and how far the stream has come in it."""

    def __init__(self, name: str, statement: Statement) -> None:
        self.name, self.text, self.language = name, statement.text, statement.language
        self._blocks = Blocks(statement)
        self.at = 0

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def begins(self) -> bool:
        """Whether a block begins where the stream is, or the text is at its end."""
        return self._blocks.that_begins(self.at) is not None or self.at == len(self.text)

    def inside(self, span: Span) -> list[int]:
        """The places within a span where a block begins."""
        return [block.start for block in self._blocks.beginning_in(span)]

    def kind(self, place: int) -> str:
        """The kind of the block that begins at a place; a paragraph, where none does."""
        block = self._blocks.that_begins(place)
        return block.kind if block else "paragraph"

    def milestone(self, place: int, *, alone: bool = False) -> str:
        """The beginning of a block of this text: within a reading, or `alone` in what both texts have."""
        edition = f' edRef="#{self.name}"' if alone else ""
        return f'<milestone unit="{self.kind(place)}"{edition}/>'


def _back(comparison: Comparison, passages: Sequence[Passage]) -> Iterator[str]:
    if not comparison.markers:
        return
    targets = spoken_of(comparison, passages)
    yield '<back><div type="markers"><head>What the changes mean</head>'
    for marker in comparison.markers:
        yield from _note(marker, [f"#{passage.id}" for passage in targets[marker.id]])
    yield "</div></back>"


def _note(marker: Marker, places: Sequence[str]) -> Iterator[str]:
    target = f' target="{" ".join(places)}"' if places else ""
    yield f'<note xml:id="{marker.id}" type="marker" subtype="{marker.code}" n="{marker.score}"{target}>'
    yield f"<label>{said(label(marker))}</label>"
    yield f'<p>{said(headline(marker))} (<term type="direction">{marker.direction}</term>)</p>'
    yield f"<p>{said(rationale(marker))}</p>"
    yield from (f'<p n="{kind.code}">also: {said(headline(kind))}</p>' for kind in marker.also)
    if marker.favours:
        yield f"<p>favours {said(marker.favours)}</p>"
    if marker.contested:
        yield f"<p>contested: {said(marker.counter_reading or 'readers disagree')}</p>"
    yield from (evidence("old", selector) for selector in marker.old)
    yield from (evidence("new", selector) for selector in marker.new)
    yield f'<list type="score"><head>{said(sum_in_words(marker))}</head>'
    yield from (f'<item n="{term.value}">{said(term.reason)}</item>' for term in marker.terms)
    yield "</list></note>"
