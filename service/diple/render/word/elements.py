"""What a Word document is made of: elements, comments and where they are anchored, styles, and the package."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from diple.model import Marker, Selector, Span
from diple.render.language.interface import call
from diple.render.language.phrases import noise_reasons
from diple.render.language.shown import named
from diple.render.language.tongue import RIGHT_TO_LEFT
from diple.render.markers.naming import further, headline, label, rationale, sum_in_words
from diple.render.verdicts import WORDS, Verdicts
from diple.render.word.strokes import WENT, Stroke
from diple.result import Comparison

AUTHOR = "Diple"
_BLANKS = re.compile(r"[ \t\r\n]+")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = Path(__file__).with_name("styles.xml")
_NEAR = 200  # characters between the two sides of an evidence up to which one comment embraces both
_FAR = 1000  # characters that may stand between the parts of one quotation
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_READ_AS = {"zh": "eastAsia", "ja": "eastAsia", "ko": "eastAsia"} | dict.fromkeys(RIGHT_TO_LEFT, "bidi")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKED}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/>
</Types>
""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKED}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>
""",
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="{_PACKED}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="{_OFFICE}/comments" Target="comments.xml"/>
</Relationships>
""",
}


class Place(IntEnum):
    """Which end of a commented stretch; where both fall on one place, the end comes first."""

    END = 0
    START = 1


class Anchor(NamedTuple):
    """One end of what a comment speaks of: `at` counts the characters of all strokes before it."""

    at: int
    place: Place
    comment: int


class Remark(NamedTuple):
    """A comment: its lines, and where its evidence lies in both texts; with none it stands at the beginning.

    Diple's own bear no date; an analyst's bears the day on which it was signed.
    """

    lines: tuple[str, ...]
    old: Span | None = None
    new: Span | None = None
    author: str = AUTHOR
    date: str | None = None


class Maker:
    """Makes elements of WordprocessingML and numbers them."""

    def __init__(self) -> None:
        self._last = 0

    def number(self) -> int:
        """The next number that no tracked change has yet."""
        self._last += 1
        return self._last

    def make(self, tag: str, within: etree._Element | None = None, **attributes: str | int) -> etree._Element:
        """An element, put at the end of another where one is given."""
        given = {f"{{{_W}}}{name}": plain(str(value)) for name, value in attributes.items()}
        if within is None:
            return etree.Element(f"{{{_W}}}{tag}", given, nsmap={"w": _W})
        return etree.SubElement(within, f"{{{_W}}}{tag}", given)

    def text(self, run: etree._Element, text: str, *, deleted: bool = False) -> None:
        """Words in a run, every blank kept."""
        element = self.make("delText" if deleted else "t", within=run)
        element.set(_SPACE, "preserve")
        element.text = plain(text)

    def language(self, properties: etree._Element, language: str) -> None:
        """Says the language of a run, under the script by which Word asks for it."""
        if language != "und":
            self.make("lang", within=properties, **{_READ_AS.get(language, "val"): language})


def plain(text: str) -> str:
    """Text as XML can hold it, with what is forbidden or hostile named."""
    return str(named(text)).replace("\f", "[U+000C]")


def remarks_on(comparison: Comparison, *, verdicts: Verdicts | None = None) -> list[Remark]:
    """The comments: what was compared and what a reader should know, then each marker and what was said of it."""
    remarks = [Remark(tuple(_about(comparison)))]
    for marker in comparison.markers:
        old, new = (_first(side) for side in (marker.old, marker.new))
        remarks.append(Remark(tuple(_told(marker)), old, new))
        said = verdicts.said.get(marker.id) if verdicts else None
        if verdicts and said:
            lines = (f"{WORDS[said.verdict]} ({marker.id})", *said.note.splitlines())
            author, day = said.analyst or verdicts.analyst, said.date or verdicts.date
            remarks.append(Remark(lines, old, new, author, f"{day}T00:00:00Z"))
    return remarks


def _first(evidence: Sequence[Selector]) -> Span | None:
    return Span(evidence[0].start, evidence[0].end) if evidence else None


def _about(comparison: Comparison) -> Iterator[str]:
    for side, statement in (("Old", comparison.old), ("New", comparison.new)):
        named_as = statement.title or statement.source
        if named_as:
            yield f"{side} text: {named_as}"
    yield f"Compared as {call('en', comparison.mode)}: {comparison.mode_reason}"
    reasons = [change.noise for change in comparison.changes if change.noise]
    if reasons:
        yield f"Tracked as well, though it does not count: {noise_reasons(reasons)}."
    sources = (comparison.degraded, comparison.warnings, comparison.old.warnings, comparison.new.warnings)
    yield from dict.fromkeys(notice.message for source in sources for notice in source)


def _told(marker: Marker) -> Iterator[str]:
    """A marker as a comment, with all that its score rests on."""
    yield f"{marker.score} · {marker.level} · {label(marker)} ({marker.id})"
    yield f"{marker.code} {headline(marker)}"
    yield rationale(marker)
    yield from (f"Also: {kind}" for kind in further(marker))
    for side, evidence in (("Old", marker.old), ("New", marker.new)):
        yield f"{side}: " + ("; ".join(f"“{each.exact}”" for each in evidence) or "nothing")
    if marker.favours:
        yield f"Favours {marker.favours}"
    if marker.contested or marker.counter_reading:
        yield f"Contested: {marker.counter_reading or 'those who read such texts disagree on this.'}"
    yield sum_in_words(marker)
    yield f"Rule {marker.rule.id}, lexicon {marker.rule.pack} {marker.rule.version}"


def anchors(remarks: Sequence[Remark], line: Sequence[Stroke]) -> list[Anchor]:
    """Both ends of every comment, in order; where both sides of its evidence lie near, it embraces them."""
    starts = [0, *accumulate(stroke.length for stroke in line)]
    old = _Index((stroke.old, at, stroke) for at, stroke in zip(starts, line, strict=False))
    new = _Index(
        (None if stroke.state in WENT else stroke.new, at, stroke) for at, stroke in zip(starts, line, strict=False)
    )
    made = []
    for number, remark in enumerate(remarks):
        places = [index.place(span) for index, span in ((new, remark.new), (old, remark.old)) if span]
        begin, end = _embraced(places)
        made += [(Anchor(begin, Place.START, number), number), (Anchor(end, Place.END, number), number)]
    # A comment that embraces nothing must begin before it ends.
    ends = {number: anchor.at for anchor, number in made if anchor.place is Place.END}
    empty = {anchor.comment for anchor, number in made if anchor.place is Place.START and anchor.at == ends[number]}
    order = sorted(made, key=lambda each: _rank(each[0], each[0].comment in empty))
    return [anchor for anchor, _ in order]


def _rank(anchor: Anchor, empty: bool) -> tuple[int, int, int, int]:
    """Ends before what is empty before starts; the ends of an empty one stay together."""
    if empty:
        return anchor.at, 1, anchor.comment, int(anchor.place is Place.END)
    return anchor.at, 0 if anchor.place is Place.END else 2, anchor.comment, 0


def _embraced(places: list[Span]) -> Span:
    """The first place, together with the second where that is near; the beginning where there is none."""
    if not places:
        return Span(0, 0)
    begin, end = min(place.start for place in places), max(place.end for place in places)
    apart = end - begin - sum(place.end - place.start for place in places)
    return Span(begin, end) if apart <= _NEAR else places[0]


class _Index:
    """Where in the line of strokes a place of one text has come to stand."""

    def __init__(self, placed: Iterator[tuple[Span | None, int, Stroke]]) -> None:
        self._found = sorted((span, at, stroke.length) for span, at, stroke in placed if span and span[0] < span[1])
        self._starts = [span.start for span, _, _ in self._found]

    def place(self, span: Span) -> Span:
        """The stretch of the line that holds a span; what moved apart is shown by its beginning."""
        begin, limit = self._at(span.start)
        end = self._at(max(span.end - 1, span.start))[0] + 1
        apart = end - begin - (span.end - span.start)
        return Span(begin, end) if end > begin and apart <= _FAR else Span(begin, max(limit, begin))

    def _at(self, offset: int) -> tuple[int, int]:
        found = bisect_right(self._starts, offset) - 1
        if found < 0:
            return 0, 0
        span, at, length = self._found[found]
        return at + min(offset - span.start, max(length - 1, 0)), at + length


def package(body: etree._Element, remarks: Sequence[Remark], comparison: Comparison, styles: Path = _STYLES) -> bytes:
    """The parts of the document, with a file of styles, as a zip file without dates."""
    maker = Maker()
    document = maker.make("document")
    document.append(body)
    parts = {name: _HEAD + content.encode() for name, content in _FIXED.items()}
    parts["word/document.xml"] = _bytes(document)
    parts["word/styles.xml"] = _styles(comparison.new.language, styles)
    parts["word/comments.xml"] = _bytes(_comments(remarks))
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_member(name), content)
    return packed.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _NO_DATE)
    member.compress_type = ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _bytes(element: etree._Element) -> bytes:
    return _HEAD + etree.tostring(element, encoding="UTF-8", xml_declaration=False)


def _comments(remarks: Sequence[Remark]) -> etree._Element:
    maker = Maker()
    comments = maker.make("comments")
    for number, remark in enumerate(remarks):
        signed = {"date": remark.date} if remark.date else {}
        initials = "".join(part[0] for part in remark.author.split())
        comment = maker.make("comment", within=comments, id=number, author=remark.author, initials=initials, **signed)
        for line in remark.lines:
            paragraph = maker.make("p", within=comment)
            maker.make("pStyle", within=maker.make("pPr", within=paragraph), val="CommentText")
            maker.text(maker.make("r", within=paragraph), _BLANKS.sub(" ", line))
    return comments


@cache
def _styles(language: str, source: Path) -> bytes:
    """The styles, in which the language of the text is its own."""
    styles = etree.fromstring(source.read_bytes(), _parser())
    properties = styles.find(f".//{{{_W}}}rPrDefault/{{{_W}}}rPr")
    assert properties is not None, "the styles have defaults"
    Maker().language(properties, language)
    return _bytes(styles)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
