"""Files that no reader reads, and those that are cut off: each is refused by what it is, with what to do."""

from __future__ import annotations

import pytest
from printing import column, pdf

from diple.errors import ReadError
from diple.readers import FORMATS, read_document
from diple.readers.package import OLE_SIGN
from packing import docx, odt, p, r, zipped

WORD = docx("".join(p(r(f"In year {year} the Parties shall meet in Orlen.")) for year in range(60)))
OPEN = odt("".join(f"<text:p>In year {year} the Parties shall meet in Orlen.</text:p>" for year in range(60)))
PRINTED = pdf(*[column("\n".join(f"In year {year} the Parties meet." for year in range(40)), y=780)] * 3)


def ole(stream):
    return OLE_SIGN + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def typed(media_type):
    return zipped({"mimetype": media_type, "content.xml": "<a/>"}, first_stored="mimetype")


CUT_OFF = {
    "half.docx": (WORD[: len(WORD) // 2], "a Word document (DOCX)"),
    "tail.docx": (WORD[:-10], "a Word document (DOCX)"),
    "sign.docx": (WORD[:4], "a Word document (DOCX)"),
    "zeros.docx": (WORD[:300] + bytes(3000), "a Word document (DOCX)"),
    "nameless": (WORD[: len(WORD) // 2], "a Word document (DOCX)"),
    "half.odt": (OPEN[: len(OPEN) // 2], "an OpenDocument text (ODT)"),
    "sign.odt": (OPEN[:4], "an OpenDocument text (ODT)"),
    "half.zip": (zipped({"a.txt": "a" * 50})[:60], "a ZIP archive"),
    "half.pdf": (PRINTED[: len(PRINTED) // 2], "a PDF"),
    "sign.pdf": (PRINTED[:5], "a PDF"),
}
NOT_READ = {
    "old.doc": (ole("WordDocument"), "an old Word document (DOC)", "DOCX"),
    "old.xls": (ole("Workbook"), "an old spreadsheet (XLS)", "document"),
    "mail.msg": (ole("__substg1.0_"), "an Outlook message (MSG)", "EML"),
    "old.mpp": (ole("Props"), "a file of an old Office program", "DOCX"),
    "a.rtf": (b"{\\rtf1\\ansi The Parties}", "a rich text file (RTF)", "DOCX"),
    "a.pages": (zipped({"Index/Document.iwa": "a"}), "a document of Pages, Numbers or Keynote", "export"),
    "a.xlsx": (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "a spreadsheet (XLSX)", "document"),
    "a.epub": (typed("application/epub+zip"), "an e-book (EPUB)", "HTML"),
    "a.ods": (typed("application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument file that is no text", "document"),
    "a.zip": (zipped({"a.txt": "The Parties"}), "a ZIP archive", "Unpack"),
    "a.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image", "OCR"),
    "a.webp": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), "a WebP image", "OCR"),
    "a.heic": (b"\0\0\0\x18ftypheic" + bytes(50), "a HEIC image", "OCR"),
    "a.bmp": (b"BM\x9a\1\0\0" + bytes(50), "a BMP image", "OCR"),
}  # fmt: skip


def refused(data, name):
    with pytest.raises(ReadError) as caught:
        read_document(data, name=None if name == "nameless" else name)
    return caught.value


@pytest.mark.parametrize("name", CUT_OFF)
def test_a_file_that_is_cut_off_is_told_to_be(name):
    data, kind = CUT_OFF[name]
    error = refused(data, name)
    assert error.code == "NOT_READABLE"
    assert f" is {kind} that is damaged or cut off" in error.message
    assert "again" in error.remedy


@pytest.mark.parametrize("name", NOT_READ)
def test_a_file_that_is_not_read_is_named_with_what_to_do(name):
    data, kind, remedy = NOT_READ[name]
    error = refused(data, name)
    assert error.code == "BINARY_INPUT"
    assert f"{name!r} is not text: it is {kind}" in error.message
    assert remedy in error.remedy


def test_an_empty_file_is_told_from_one_that_shows_nothing():
    assert "'a.docx' is empty" in refused(b"", "a.docx").message
    assert "'a.txt' holds no text" in refused(b" \n", "a.txt").message


def test_every_format_that_is_read_can_be_asked_for():
    files = {"docx": WORD, "odt": OPEN, "pdf": PRINTED}
    assert set(FORMATS) == {"text", "markdown", "html", "eml", *files}
    for name, data in files.items():
        assert read_document(data, format=name).format == name
        with pytest.raises(ReadError) as caught:
            read_document("The Parties shall meet.", format=name, name="a")
        assert caught.value.code == "NOT_READABLE"
