"""PDFs whose fonts say that they draw other letters than they do, as some official PDFs are."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

_ENTRY = re.compile(rb"(?m)^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$")


def with_false_map(content: bytes, false: Callable[[str], str], font: str = "") -> bytes:
    """The PDF with a false map from codes to letters in the fonts whose name holds `font`."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            described = reference.get_object()
            if font in str(described["/BaseFont"]) and "/ToUnicode" in described:
                _falsify(described, false)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _falsify(font: DictionaryObject, false: Callable[[str], str]) -> None:
    if "/Falsified" in font:
        return
    made = StreamObject()
    made.set_data(_ENTRY.sub(lambda entry: _changed(entry, false), font["/ToUnicode"].get_object().get_data()))
    font[NameObject("/ToUnicode")] = made
    font[NameObject("/Falsified")] = NameObject("/True")


def _changed(entry: re.Match[bytes], false: Callable[[str], str]) -> bytes:
    code, letters = entry.groups()
    try:
        said = bytes.fromhex(letters.decode()).decode("utf-16-be")
    except UnicodeDecodeError:
        return entry.group()
    return b"<%s> <%s>" % (code, false(said).encode("utf-16-be").hex().encode())


def mapped(letters: str, others: str) -> Callable[[str], str]:
    """A map of each of some letters to another; all else is as it was."""
    table = dict(zip(letters, others, strict=False))
    return lambda said: "".join(table.get(letter, letter) for letter in said)


def shifted(by: int, first: str, last: str) -> Callable[[str], str]:
    """A map of the letters from one to another, each to the one that is so many code points on."""
    return lambda said: "".join(chr(ord(letter) + by) if first <= letter <= last else letter for letter in said)


def misread(written: str, read: str) -> Callable[[str], str]:
    """A map of each letter to what its bytes in one encoding are in another."""
    return lambda said: said.encode(written, "replace").decode(read, "replace")
