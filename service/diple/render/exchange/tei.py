"""A comparison as TEI P5: one text with an apparatus, by parallel segmentation, and the markers as notes.

The text of the elements `p` and `ab` in the body is exact: it keeps its white space, and with the readings of one
witness it is that witness's text. What XML cannot hold is a `g` whose `n` is its code point ("U+000C").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from diple.model import Block, Marker, Selector, Span, Statement
from diple.render.language.phrases import called
from diple.render.language.shown import named
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import headline, label, rationale, sum_in_words
from diple.render.redline.collation import Passage, collation, kept, spoken_of
from diple.result import Comparison

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VERSION = re.compile(r"\d+(\.\d+){0,3}")


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The whole apparatus and all markers, whatever the look."""
    passages = collation(comparison)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang={_quoted(comparison.new.language)}>',
        *_header(comparison),
        "<text>",
        "<body>",
        *_Body(comparison).written(passages),
        "</body>",
        *_back(comparison, passages),
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return quoteattr(str(named(text)))


def _said(text: str) -> str:
    """Words about the texts: what XML cannot hold is named in them."""
    return escape(str(named(text)))


def _exact(text: str) -> str:
    """Words of the texts, every character of them."""
    return _NOT_XML.sub(lambda found: f'<g n="U+{ord(found[0]):04X}"/>', escape(text, {"\r": "&#13;"}))


def _header(comparison: Comparison) -> Iterator[str]:
    engine, (old, new) = comparison.engine, _titles(comparison)
    version = _VERSION.match(engine.version)
    packs = ", ".join(f"{pack.name} {pack.version} (sha256 {pack.sha256})" for pack in engine.packs)
    yield "<teiHeader>"
    yield f"<fileDesc><titleStmt><title>{_said(old)} / {_said(new)}: a comparison</title></titleStmt>"
    yield "<publicationStmt><p>Written by Diple from the two texts below.</p></publicationStmt>"
    yield "<sourceDesc><listWit>"
    yield _witness("old", old, comparison.old)
    yield _witness("new", new, comparison.new)
    yield "</listWit></sourceDesc></fileDesc>"
    yield "<encodingDesc>"
    yield f'<appInfo><application ident="diple" version="{version[0] if version else 0}">'
    yield f"<label>Diple {_said(engine.version)}</label><desc>comparison {comparison.id}</desc>"
    if packs:
        yield f"<desc>lexicon packs: {_said(packs)}</desc>"
    yield "</application></appInfo>"
    yield f"<editorialDecl><p>{_said(f'{comparison.mode}: {comparison.mode_reason}')}</p>"
    yield from (f"<p>{_said(notice.message)}</p>" for notice in (*comparison.degraded, *comparison.warnings))
    yield "</editorialDecl>"
    yield '<variantEncoding method="parallel-segmentation" location="internal"/>'
    yield "</encodingDesc>"
    yield "</teiHeader>"


def _titles(comparison: Comparison) -> tuple[str, str]:
    return called(comparison.old, "Old text"), called(comparison.new, "New text")


def _witness(side: str, title: str, statement: Statement) -> str:
    facts = [f"<title>{_said(title)}</title>"]
    if statement.date:
        facts.append(f"<date>{_said(statement.date)}</date>")
    facts.append(f'<idno type="sha256">{statement.sha256}</idno>')
    return f'<witness xml:id="{side}" xml:lang={_quoted(statement.language)}>{" ".join(facts)}</witness>'


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
        yield from map(_element, self._kinds, ("".join(block) for block in self._blocks))
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
            self._blocks[-1].append(_exact(text[at:cut]))
            at = cut
            if cut in old and cut in new:
                if cut:
                    self._open(self._new.kind(passage.new.start + cut))
            else:
                side, start = (self._old, passage.old.start) if cut in old else (self._new, passage.new.start)
                self._blocks[-1].append(side.milestone(start + cut, alone=True))
        self._blocks[-1].append(_exact(text[at:]))

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
        tongue = f" xml:lang={_quoted(side.language)}" if self._tongues else ""
        start = f'<rdg wit="#{side.name}"{cause}{tongue}'
        if span.start == span.end:
            return f"{start}/>"
        made, at = [], span.start
        for place in side.inside(span):
            if place != span.start or not self._opened():
                made += [_exact(side.text[at:place]), side.milestone(place)]
                at = place
        return f"{start}>{''.join(made)}{_exact(side.text[at : span.end])}</rdg>"

    def _opened(self) -> bool:
        """Whether nothing is in the newest block yet."""
        return not self._blocks[-1]


class _Side:
    """One text, the places where its blocks begin, and how far the stream has come in it."""

    def __init__(self, name: str, statement: Statement) -> None:
        self.name, self.text, self.language = name, statement.text, statement.language
        self._blocks: dict[int, Block] = {block.start: block for block in statement.blocks}
        self._starts = sorted(self._blocks)
        self.at = 0

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def begins(self) -> bool:
        """Whether a block begins where the stream is, or the text is at its end."""
        return self.at in self._blocks or self.at == len(self.text)

    def inside(self, span: Span) -> list[int]:
        """The places within a span where a block begins."""
        return self._starts[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def kind(self, place: int) -> str:
        """The kind of the block that begins at a place; a paragraph, where none does."""
        return self._blocks[place].kind if place in self._blocks else "paragraph"

    def milestone(self, place: int, *, alone: bool = False) -> str:
        """The beginning of a block of this text: within a reading, or `alone` in what both texts have."""
        edition = f' edRef="#{self.name}"' if alone else ""
        return f'<milestone unit="{self.kind(place)}"{edition}/>'


def _element(kind: str, content: str) -> str:
    if kind == "paragraph":
        return f'<p xml:space="preserve">{content}</p>'
    return f'<ab type="{kind}" xml:space="preserve">{content}</ab>'


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
    yield f"<label>{_said(label(marker))}</label>"
    yield f'<p>{_said(headline(marker))} (<term type="direction">{marker.direction}</term>)</p>'
    yield f"<p>{_said(rationale(marker))}</p>"
    yield from (f'<p n="{kind.code}">also: {_said(headline(kind))}</p>' for kind in marker.also)
    if marker.favours:
        yield f"<p>favours {_said(marker.favours)}</p>"
    if marker.contested:
        yield f"<p>contested: {_said(marker.counter_reading or 'readers disagree')}</p>"
    yield from (_evidence("old", selector) for selector in marker.old)
    yield from (_evidence("new", selector) for selector in marker.new)
    yield f'<list type="score"><head>{_said(sum_in_words(marker))}</head>'
    yield from (f'<item n="{term.value}">{_said(term.reason)}</item>' for term in marker.terms)
    yield "</list></note>"


def _evidence(side: str, selector: Selector) -> str:
    place = f"{selector.start}-{selector.end}"
    return f'<quote source="#{side}" n="{place}" xml:space="preserve">{_exact(selector.exact)}</quote>'
