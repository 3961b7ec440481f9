"""Writers of small DOCX and ODT files, part by part, for tests of their readers."""

from __future__ import annotations

import zlib
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BY = 'w:id="1" w:author="Delegation of Astria" w:date="2031-03-04T10:00:00Z"'
ODT_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def zipped(parts: dict[str, str | bytes], *, first_stored: str | None = None) -> bytes:
    """An archive of these parts, always the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            method = ZIP_STORED if name == first_stored else ZIP_DEFLATED
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return buffer.getvalue()


def docx_parts(body: str, *, main_type: str = MAIN_TYPE, **parts: str) -> dict[str, str | bytes]:
    """The parts of a DOCX with this body; `parts` are the inner XML of styles, numbering, footnotes, header …"""
    roots = {"numbering": "numbering", "styles": "styles", "header": "hdr", "footer": "ftr"}
    related = "".join(
        f'<Relationship Id="r{at}" Type="{KINDS}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(parts)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
    }
    for kind, inner in parts.items():
        root = roots.get(kind, kind)
        made[f"word/{kind}.xml"] = f"<w:{root} {W}>{inner}</w:{root}>"
    return made


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body."""
    return zipped(docx_parts(body, **parts))


def p(*runs: str, style: str = "", mark: str = "", numbers: tuple[int, int] | None = None) -> str:
    """A paragraph: its runs, its style, a change of its end (`ins`, `del`), its list and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbers:
        properties += f'<w:numPr><w:ilvl w:val="{numbers[1]}"/><w:numId w:val="{numbers[0]}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr><w:{mark} {BY}/></w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, tag: str = "t") -> str:
    """A run of words."""
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def ins(text: str) -> str:
    """Words that were inserted."""
    return f"<w:ins {BY}>{r(text)}</w:ins>"


def deleted(text: str) -> str:
    """Words that were deleted."""
    return f"<w:del {BY}>{r(text, 'delText')}</w:del>"


def moved(text: str, end: str) -> str:
    """Words that moved: `end` is From or To."""
    return f"<w:move{end} {BY}>{r(text)}</w:move{end}>"


def odt(body: str, *, changes: str = "", automatic: str = "", styles: str | None = None, **parts: str) -> bytes:
    """An ODT with this body, these tracked changes and these automatic styles."""
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    content = (
        f"<office:document-content {ODT_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{tracked}{body}</office:text></office:body></office:document-content>"
    )
    made: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        **parts,
    }
    if styles is not None:
        made["styles.xml"] = f"<office:document-styles {ODT_NAMES}>{styles}</office:document-styles>"
    return zipped(made, first_stored="mimetype")


def region(identity: str, kind: str, content: str = "") -> str:
    """A tracked change of an ODT: an insertion, or a deletion with what was deleted."""
    return f'<text:changed-region text:id="{identity}"><text:{kind}>{content}</text:{kind}></text:changed-region>'


def with_declared_size(archive: bytes, part: str, size: int, *, everywhere: bool = True) -> bytes:
    """An archive that says another size of one part: in its directory, and before the part itself."""
    found = bytearray(archive)
    with ZipFile(BytesIO(archive)) as opened:
        entry = opened.getinfo(part)
    at = archive.rindex(part.encode()) - 46
    assert archive[at : at + 4] == b"PK\x01\x02"
    places = [at + 24] + ([entry.header_offset + 22] if everywhere else [])
    for place in places:
        found[place : place + 4] = size.to_bytes(4, "little")
    return bytes(found)


def with_checksum_of(archive: bytes, part: str, content: bytes) -> bytes:
    """An archive whose directory claims the checksum of other content for one part."""
    at = archive.rindex(part.encode()) - 46
    return archive[: at + 16] + zlib.crc32(content).to_bytes(4, "little") + archive[at + 20 :]
