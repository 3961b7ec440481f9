"""Reads the documents that Diple writes, as Word would after all changes were accepted or rejected."""

import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WENT, CAME = {"del", "moveFrom"}, {"ins", "moveTo"}
_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def part(document, name):
    """A part of the document, parsed."""
    return etree.fromstring(ZipFile(BytesIO(document)).read(name))


def accepted(document):
    """The text when every change is accepted."""
    return _read(document, lambda each: name(each) in WENT)


def rejected(document, by=None):
    """The text when every change is rejected; `by` an author, when those of this author are, and the others accepted."""
    return _read(document, lambda each: name(each) in (CAME if by in (None, each.get(f"{W}author")) else WENT))


def _read(document, is_gone):
    text = ""
    for paragraph in part(document, "word/document.xml").iter(f"{W}p"):
        for child in paragraph:
            if child.tag == f"{W}r":
                text += _run(child)
            elif name(child) in WENT | CAME and not is_gone(child):
                text += "".join(_run(run) for run in child)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not is_gone(mark[0]):
            text += "\n"
    assert text.endswith("\n"), "the last paragraph is never tracked"
    return text[:-1]


def _run(run):
    signs = {"br": "\n", "tab": "\t", "t": None, "delText": None}
    return "".join(signs[name(each)] or each.text for each in run if name(each) in signs)


def name(element):
    return etree.QName(element).localname


def as_word_shows(text):
    """A text with all line ends alike and what cannot be in XML, or must not act, named."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def comments(document):
    """For each comment its lines and the wording that it embraces, both sides of changes in a row."""
    lines = {
        each.get(f"{W}id"): ["".join(p.itertext()) for p in each.iter(f"{W}p")]
        for each in part(document, "word/comments.xml")
    }
    open_ones, found = {}, []
    for each in part(document, "word/document.xml").iter():
        if name(each) == "commentRangeStart":
            open_ones[each.get(f"{W}id")] = ""
        elif name(each) in ("t", "delText"):
            open_ones = {key: words + each.text for key, words in open_ones.items()}
        elif name(each) == "commentRangeEnd":
            key = each.get(f"{W}id")
            found.append((lines.pop(key), open_ones.pop(key)))
    assert (lines, open_ones) == ({}, {}), "every comment has its place"
    return found
