"""Resolutions, reports and treaties in the manner of the UN, and how much of their text is read, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import weasyprint
from lxml import html
from pypdf import PdfReader

from diple.readers import read_document
from evaluation.comparing import Comparer
from evaluation.figures import Figure, Part, Table

FOLDER = Path(__file__).with_name("texts")
_RULE = "__________________"
_BLOCKS = "//p | //h1 | //h2 | //h3 | //div[@class='mast']"
_OPENING = '<span class="note">'
_NOTE = "span[@class='note']"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its PDF, the blocks to be read in order, notes last, and what is furniture of its pages."""

    name: str
    content: bytes
    blocks: tuple[str, ...]
    notes: tuple[str, ...]


def names() -> list[str]:
    """The documents of the folder."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def paper(name: str) -> Paper:
    """A document set in print."""
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    body = html.document_fromstring(source)
    notes = tuple(_words(note.text_content()) for note in body.iterfind(f".//{_NOTE}"))
    return Paper(name, _printed(source, notes), tuple(_blocks(body)), notes)


def _blocks(body: html.HtmlElement) -> Iterator[str]:
    """The text of each block: a reference to a note is its number in brackets, leaders are left out."""
    for number, note in enumerate(body.iterfind(f".//{_NOTE}"), 1):
        note.text = f"[{number}]"
    for leader in body.xpath("//span[contains(@class, 'leader')]"):
        leader.text = ""
    for block in body.xpath(_BLOCKS):
        heading = block.find("b")
        if heading is not None and not (block.text or "").strip() and (heading.tail or "").strip():
            yield _words(heading.text_content())
            heading.text = ""
        yield _words(block.text_content())


def _words(text: str) -> str:
    return " ".join(text.split())


def _printed(source: str, notes: tuple[str, ...]) -> bytes:
    """The PDF; the first note of each page has a rule of underscores over it, as typists set it.

    A rule takes room, and may move a note to the next page: what is set is looked at again until nothing moves.
    """
    content = _set(source)
    for _ in notes:
        first = _first_of_pages(content, notes)
        ruled = _set(_with_rules(source, first))
        if _first_of_pages(ruled, notes) == first:
            return ruled
        content = ruled
    return content


def _with_rules(source: str, first: set[int]) -> str:
    places = iter(range(source.count(_OPENING)))
    rule = f"{_OPENING}{_RULE}<br>"
    return re.sub(_OPENING, lambda found: rule if next(places) in first else found.group(), source)


def _set(source: str) -> bytes:
    page = f"<html><meta charset=utf-8>{source}</html>"
    content: bytes = weasyprint.HTML(string=page, base_url=str(FOLDER) + "/").write_pdf()
    return content


def _first_of_pages(content: bytes, notes: tuple[str, ...]) -> set[int]:
    """Which notes come first on their page."""
    shown = [_words(page.extract_text()).replace(" ", "") for page in PdfReader(BytesIO(content)).pages]
    begun = [re.sub(r"\s", "", note)[:24] for note in notes]
    pages = [next((at for at, text in enumerate(shown) if note in text), -1) for note in begun]
    return {at for at, page in enumerate(pages) if page not in pages[:at]}


def measured(comparer: Comparer) -> Part:
    """Words in order, words that are furniture, and blocks as they were written."""
    part = Part("documents", "Resolutions, reports and treaties")
    rows = []
    totals: Counter[str] = Counter()
    for name in names():
        found = reading(paper(name))
        totals.update(found)
        rows.append((name.replace("_", ", "), *(f"{found[what]}" for what in ("words", "in order", "furniture"))))
        if found["furniture"] or found["in order"] < found["words"] or found["as written"] < found["blocks"]:
            part.failures.append(f"{name}: {dict(found)}")
    part.figures["documents words in order"] = Figure(totals["in order"], totals["words"])
    part.figures["documents furniture left"] = Figure(totals["furniture"], totals["words"])
    part.figures["documents blocks as written"] = Figure(totals["as written"], totals["blocks"])
    part.tables.append(Table("Nine documents in print.", ("", "words", "read in order", "furniture left"), rows))
    return part


def reading(printed: Paper) -> Counter[str]:
    """Of the words of a document those read in order, words read that are none of it, and its blocks as written."""
    document = read_document(printed.content)
    notes = [re.sub(r"^(\d+)/? ", r"[\1] ", note) for note in printed.notes]
    blocks = [*printed.blocks, *notes]
    wanted, shown = " ".join(blocks).split(), document.text.split()
    matching = SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks()
    ordered = sum(match.size for match in matching)
    read = {_words(document.text[block.start : block.end]) for block in document.blocks}
    return Counter(
        {
            "words": len(wanted),
            "in order": ordered,
            "furniture": len(shown) - ordered,
            "blocks": len(blocks),
            "as written": sum(block in read for block in blocks),
        }
    )
