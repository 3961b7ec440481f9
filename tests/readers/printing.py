"""PDFs as the tests need them, written by hand: text at places, pictures, streams that unpack too far."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
EM = 0.5  # the fonts here are as wide as that, every letter


class Put(NamedTuple):
    """A text at a place; `turn` puts it askew."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    turn: bool = False


PICTURE = "a picture"


def pdf(*pages: Sequence[Put] | str | bytes, language: str | None = None) -> bytes:
    """A PDF of these pages: texts at places, PICTURE for one that is an image alone, or bytes for its content."""
    objects: list[bytes] = [b"", b"", _font("Serif"), _font("Serif-Bold"), _wide_font(), _to_unicode(pages), _image()]
    objects.append(_drawn_font())
    kids = []
    for page in pages:
        objects.append(_stream(_content(page)))
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R /Resources "
            f"<< /Font << /F 3 0 R /B 4 0 R /W 5 0 R /D 8 0 R >>{' /XObject << /I 7 0 R >>' * (page == PICTURE)} >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    spoken = f" /Lang ({language})" if language else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{spoken} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def column(
    text: str, x: float = 72, y: float = 720, *, size: float = 11, leading: float = 14, indent: float = 0
) -> list[Put]:
    """The lines of a text, one below the other; a line that begins with ">" is set in, an empty one is a gap."""
    lines = []
    for at, line in enumerate(text.strip("\n").split("\n")):
        if line:
            lines.append(Put(x + (indent or 18) * line.startswith(">"), y - at * leading, line.lstrip(">"), size))
    return lines


def nested_forms(deep: int, wide: int, shown: str) -> bytes:
    """A PDF whose page draws a form, which draws another `wide` times, and so on `deep` times; the last one shows text."""
    first = 6
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects.append(
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 5 0 R "
        f"/Resources << /XObject << /X {first} 0 R >> >> >>".encode()
    )
    objects += [_font("Serif"), _stream(b"/X Do")]
    for number in range(first, first + deep):
        is_last = number == first + deep - 1
        content = f"BT /F 11 Tf 72 700 Td ({shown}) Tj ET" if is_last else "/X Do " * wide
        inner = "/Font << /F 4 0 R >>" if is_last else f"/XObject << /X {number + 1} 0 R >>"
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Resources << {inner} >>"
        objects.append(f"{head} /Length {len(content)} >>\nstream\n{content}\nendstream".encode())
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _content(page: Sequence[Put] | str | bytes) -> bytes:
    if isinstance(page, bytes):
        return page
    if page == PICTURE:
        return b"q 595 0 0 842 0 0 cm /I Do Q"
    return "\n".join(_shown(put) for put in page if isinstance(put, Put)).encode("ascii")


def _shown(put: Put) -> str:
    latin = put.text.encode("cp1252", "replace").decode("cp1252") == put.text
    font = "B" if put.bold else "F" if latin else "W"
    code = put.text.encode("cp1252" if latin else "utf-16-be").hex()
    place = f"0.7 0.7 -0.7 0.7 {put.x} {put.y} Tm" if put.turn else f"1 0 0 1 {put.x} {put.y} Tm"
    return f"BT /{font} {put.size} Tf {place} <{code}> Tj ET"


def _font(name: str) -> bytes:
    widths = " ".join(["500"] * 224)
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding "
        f"/FirstChar 32 /LastChar 255 /Widths [{widths}] >>"
    ).encode()


def _drawn_font() -> bytes:
    """A Type 3 font, /D, whose glyph space has 2,048 units to an em, as that of the bold Chinese of a browser."""
    letters = "".join(map(chr, range(ord("a"), ord("z") + 1)))
    names, widths = " ".join(f"/{letter}" for letter in letters), " ".join([f"{2048 * EM:.0f}"] * len(letters))
    return (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 2048 2048] /FontMatrix [{1 / 2048} 0 0 {1 / 2048} 0 0] "
        f"/FirstChar 97 /LastChar 122 /Widths [{widths}] /CharProcs << >> "
        f"/Encoding << /Type /Encoding /Differences [97 {names}] >> >>"
    ).encode()


def _wide_font() -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )


def _to_unicode(pages: Sequence[Sequence[Put] | str | bytes]) -> bytes:
    """The map of the wide font: each code is the letter of that code point."""
    texts = (put.text for page in pages if not isinstance(page, str | bytes) for put in page)
    codes = sorted({ord(char) for text in texts for char in text})
    lines = "\n".join(f"<{code:04X}> <{code:04X}>" for code in codes)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end"
    )
    return _stream(cmap.encode())


def _image() -> bytes:
    return (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 1 >>\nstream\n\x00\nendstream"
    )
