"""Preambular and operative paragraphs, recognised by their form.

A preambular paragraph opens with a participle ("Recalling", "Deeply concerned") and ends in a comma; an operative one
is numbered, or opens with a finite verb of stance ("Decides"). Only texts that have both are read so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from diple.lexicon.vocabulary import Vocabulary, vocabulary
from diple.mark.places.stretch import lies_in
from diple.model import Block, Span, Statement

Part = Literal["preambular", "operative", "other"]
LABELLED = re.compile(r"\(?(PP|OP)\s?\d+[a-z]*\.?\)?\s+", re.IGNORECASE)  # as drafts number their paragraphs
NUMBER = re.compile(r"\(?\d+[.)]?|[一二三四五六七八九十]+、")
ARTICLE = re.compile(r"([^\W\d_]+)\s+(?:\d+|[IVXL]+\b)")
OPENING = re.compile(r"[^\W\d_]+")
COMMAS = (",", "，", "،")
PAUSES = (*COMMAS, ";")
ENDS = (";", ".", "；", "。", ":", "؛")


class Paragraph(NamedTuple):
    """A paragraph `[start, end)` of a text, its part, and where its opening verb ends."""

    start: int
    end: int
    part: Part
    opened: int


class Parts(NamedTuple):
    """The paragraphs of a text in order, and their starts."""

    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> Paragraph | None:
        """The paragraph in which a place lies."""
        number = bisect_right(self.starts, place) - 1
        return self.paragraphs[number] if number >= 0 else None

    def within(self, spans: Sequence[Span]) -> list[Paragraph]:
        """The paragraphs that begin in some stretches, or in which one begins."""
        inside = [p for p in self.paragraphs if any(lies_in(p.start, span) for span in spans)]
        return inside or list(filter(None, map(self.at, sorted({span.start for span in spans}))))


def parts_of_both(old: Statement, new: Statement) -> tuple[Parts, Parts] | None:
    """The paragraphs of two texts by part; None unless one of them has both a preamble and an operative part.

    Then the other is read as a text of the same form, whichever part it lacks.
    """
    if not vocabulary(old.language).tables.get("paragraphs"):
        return None
    first, second = parts_of_text(old, False), parts_of_text(new, False)
    if has_both(first):
        return first, second if has_both(second) else parts_of_text(new, True)
    return (parts_of_text(old, True), second) if has_both(second) else None


def has_both(parts: Parts) -> bool:
    """Whether a text has a preamble and an operative part."""
    return {"preambular", "operative"} <= {paragraph.part for paragraph in parts.paragraphs}


def parts_of_text(statement: Statement, opened: bool) -> Parts:
    """The paragraphs of a text by part. `opened` says that a preamble is presupposed."""
    words = vocabulary(statement.language)
    found: list[Paragraph] = []
    begun = False
    for block in statement.blocks:
        paragraph = classed(statement.text, block, words, opened, begun)
        opened = opened or paragraph.part == "preambular"
        if paragraph.part == "other" and begun:
            paragraph = paragraph._replace(part="operative")
        begun = begun or paragraph.part == "operative"
        found.append(paragraph)
    return Parts(tuple(found), tuple(paragraph.start for paragraph in found))


def classed(text: str, block: Block, words: Vocabulary, opened: bool, begun: bool) -> Paragraph:
    """A block with its part. `opened` says that a preamble precedes it, `begun` that operative paragraphs do."""
    draft = LABELLED.match(text, block.start, block.end)
    at = draft.end() if draft else block.label.end if block.label else block.start
    heads = list(head_words(text, at, block.end, words))
    if draft:
        part: Part = "preambular" if draft.group(1).lower() == "pp" else "operative"
    else:
        part = part_by_form(text, block, at, heads, words) or following_part(text, block, heads, words, opened, begun)
    return Paragraph(block.start, block.end, part, heads[-1].end() if heads else at)


def part_by_form(text: str, block: Block, at: int, heads: list[re.Match[str]], words: Vocabulary) -> Part | None:
    """The part of a block that its own form shows: an article, or a participle and a comma at the end."""
    if is_article(text, at, words):
        return "operative"
    return "preambular" if is_preambular(text, block.end, heads, words, block.label is not None) else None


def following_part(
    text: str, block: Block, heads: list[re.Match[str]], words: Vocabulary, opened: bool, begun: bool
) -> Part:
    """The part of a block behind a preamble has opened: it continues that, or is numbered or a directive."""
    if opened and not begun and continues_preamble(text, block, words):
        return "preambular"
    numbered = block.label is not None and NUMBER.match(text, block.start) is not None
    return "operative" if opened and (numbered or is_directive(text, block.end, heads, words)) else "other"


def head_words(text: str, at: int, end: int, words: Vocabulary) -> Iterator[re.Match[str]]:
    """The first words of a paragraph: adverbs, up to the word that shows its part."""
    table = words.tables["paragraphs"]
    for match in OPENING.finditer(text, at, end):
        yield match
        word = match.group().lower()
        if word not in table["adverbs"] and not word.endswith(tuple(table["adverb_endings"])):
            return


def is_preambular(text: str, end: int, heads: list[re.Match[str]], words: Vocabulary, numbered: bool) -> bool:
    """Whether a paragraph opens with a participle and ends in a comma; in Chinese the comma shows it.

    Without a number a semicolon does as well.
    """
    if not heads or not text.endswith(COMMAS if numbered or not words.spaced else PAUSES, heads[0].start(), end):
        return False
    table = words.tables["paragraphs"]
    if not words.spaced:
        return not numbered and len(text[heads[0].start() : end]) > table["shortest"]
    word = heads[-1].group().lower()
    return word in table["participles"] or word.endswith(tuple(table["participle_endings"]))


def continues_preamble(text: str, block: Block, words: Vocabulary) -> bool:
    """Whether a block inside the preamble belongs to it, however it opens: unnumbered, and it ends in a comma."""
    return words.spaced and block.label is None and text.endswith(COMMAS, block.start, block.end)


def is_article(text: str, at: int, words: Vocabulary) -> bool:
    """Whether a paragraph is an article of a treaty: "Article 4", "Section 2"."""
    match = ARTICLE.match(text, at)
    return match is not None and match.group(1).lower() in words.tables["paragraphs"].get("articles", ())


def is_directive(text: str, end: int, heads: list[re.Match[str]], words: Vocabulary) -> bool:
    """Whether a paragraph without a number opens with a finite verb, as in drafts, and ends like an operative one."""
    if not heads or not text.endswith(ENDS, heads[0].start(), end):
        return False
    return heads[-1].group().lower() in words.tables["paragraphs"]["directives"]


def has_comma_blocks(statement: Statement) -> bool:
    """Whether any paragraph of a text ends in a comma, or without a number in a semicolon."""
    text = statement.text
    return any(
        text[block.end - 1 : block.end] in (PAUSES if block.label is None else COMMAS) for block in statement.blocks
    )
