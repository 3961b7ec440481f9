"""What a Word document is made of: elements, comments, the page and its footer, styles, and the package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from diple.render.language.interface import say
from diple.render.language.shown import named
from diple.render.language.tongue import RIGHT_TO_LEFT
from diple.render.paper import size
from diple.render.word.comments import Remark
from diple.result import Comparison

_BLANKS = re.compile(r"[ \t\r\n]+")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = Path(__file__).with_name("styles.xml")
_FOOTER = "r3"
_PLACES = re.compile(r"(\{\w+\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
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
<Override PartName="/word/footer.xml" ContentType="{_TYPE}.footer+xml"/>
</Types>
""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKED}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>
""",
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="{_PACKED}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="{_OFFICE}/comments" Target="comments.xml"/>
<Relationship Id="{_FOOTER}" Type="{_OFFICE}/footer" Target="footer.xml"/>
</Relationships>
""",
}


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
            return etree.Element(f"{{{_W}}}{tag}", given, nsmap={"w": _W, "r": _OFFICE})
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


def ends_with_page(body: etree._Element, paper: str, margins: Mapping[str, int]) -> None:
    """Ends the body: its sheet of paper, its margins in twentieths of a point, and the footer of each page."""
    maker = Maker()
    page = maker.make("sectPr", within=body)
    footer = maker.make("footerReference", within=page, type="default")
    footer.set(f"{{{_OFFICE}}}id", _FOOTER)
    maker.make("pgSz", within=page, **size(paper))
    maker.make("pgMar", within=page, **margins)


def package(
    body: etree._Element,
    remarks: Sequence[Remark],
    comparison: Comparison,
    language: str = "en",
    styles: Path = _STYLES,
) -> bytes:
    """The parts of the document as a zip file without dates.

    `language` is that of the footer, `styles` a file of styles.
    """
    maker = Maker()
    document = maker.make("document")
    document.append(body)
    parts = {name: _HEAD + content.encode() for name, content in _FIXED.items()}
    parts["word/document.xml"] = _bytes(document)
    parts["word/styles.xml"] = _styles(comparison.new.language, styles)
    parts["word/comments.xml"] = _bytes(_comments(remarks))
    parts["word/footer.xml"] = _bytes(_footer(language))
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


def _footer(language: str) -> etree._Element:
    """The number of the page and of all pages, as fields that Word fills in."""
    maker = Maker()
    footer = maker.make("ftr")
    paragraph = maker.make("p", within=footer)
    maker.make("pStyle", within=maker.make("pPr", within=paragraph), val="Footer")
    for words in _PLACES.split(say(language, "Page {page} of {pages}")):
        within = paragraph
        if words in _FIELDS:
            within = maker.make("fldSimple", within=paragraph, instr=f" {_FIELDS[words]} ")
        if words:
            maker.text(maker.make("r", within=within), "1" if words in _FIELDS else words)
    return footer


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
