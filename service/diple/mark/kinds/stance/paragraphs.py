"""Preambular and operative paragraphs, told by their form, and clauses that move between the parts (V5).

A preambular paragraph opens with a participle ("Recalling", "Deeply concerned") and ends in a comma; an operative
one is numbered, or opens with a finite verb of stance ("Decides"). Only texts of both parts have them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from diple.lexicon.vocabulary import Vocabulary, vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, kinship, rewritten_elsewhere, side_at, weight_terms
from diple.model import Block, Direction, Segment, Span, Statement

Part = Literal["preambular", "operative", "other"]
SAME_CLAUSE = 0.5  # share of content words from which two aligned paragraphs hold the same clause
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
        starts = {start for start, _ in spans}
        inside = [p for p in self.paragraphs if any(start <= p.start < end for start, end in spans)]
        return inside or [p for start in sorted(starts) if (p := self.at(start))]


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
    """The paragraphs of a text by part. `opened` says that a preamble is to be taken for granted."""
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
    """A block with its part. `opened` says that a preamble stands before it, `begun` that operative paragraphs do."""
    start, end = block.start, block.end
    draft = LABELLED.match(text, start, end)
    at = draft.end() if draft else block.label.end if block.label else start
    heads = list(head_words(text, at, end, words))
    verb_end = heads[-1].end() if heads else at
    part: Part = "other"
    if draft:
        part = "preambular" if draft.group(1).lower() == "pp" else "operative"
    elif is_article(text, at, words):
        part = "operative"
    elif is_preambular(text, end, heads, words, block.label is not None) or (
        opened and not begun and goes_on_in_preamble(text, block, words)
    ):
        part = "preambular"
    elif opened and ((block.label and NUMBER.match(text, start)) or is_directive(text, end, heads, words)):
        part = "operative"
    return Paragraph(start, end, part, verb_end)


def head_words(text: str, at: int, end: int, words: Vocabulary) -> Iterator[re.Match[str]]:
    """The first words of a paragraph: adverbs, up to the word that tells its part."""
    table = words.tables["paragraphs"]
    for match in OPENING.finditer(text, at, end):
        yield match
        word = match.group().lower()
        if word not in table["adverbs"] and not word.endswith(tuple(table["adverb_endings"])):
            return


def is_preambular(text: str, end: int, heads: list[re.Match[str]], words: Vocabulary, numbered: bool) -> bool:
    """Whether a paragraph opens with a participle and ends in a comma; in Chinese the comma and no number tell it.

    Without a number a semicolon does as well.
    """
    if not heads or not text.endswith(COMMAS if numbered or not words.spaced else PAUSES, heads[0].start(), end):
        return False
    table = words.tables["paragraphs"]
    if not words.spaced:
        return not numbered and len(text[heads[0].start() : end]) > table["shortest"]
    word = heads[-1].group().lower()
    return word in table["participles"] or word.endswith(tuple(table["participle_endings"]))


def goes_on_in_preamble(text: str, block: Block, words: Vocabulary) -> bool:
    """Whether a block inside the preamble goes on with it, however it opens: unnumbered, and it ends in a comma."""
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


def preambular_operative_move(context: Context) -> Iterator[Finding]:
    """V5: the same clause stands in the preamble of one text and in the operative part of the other."""
    if not may_have_moved(context):
        return
    parts = parts_of_both(context.old, context.new)
    if parts is None:
        return
    old, new = parts
    told: set[Paragraph] = set()
    for gone, come, changes in (*clauses_to_compare(context), *regrouped(context, old, new)):
        before, after = old.at(gone.start), new.at(come.start)
        if before and after and {before.part, after.part} == {"preambular", "operative"} and before not in told:
            told.add(before)
            yield finding(gone, come, before, after, changes)


def regrouped(context: Context, old: Parts, new: Parts) -> Iterator[tuple[Side, Side, tuple[str, ...]]]:
    """Paragraphs that answer one another across the parts, where one changed place holds several of them."""
    for segment in context.segments:
        if segment.status in ("equal", "dropped", "added"):
            continue
        olds, news = old.within(segment.old), new.within(segment.new)
        if max(len(olds), len(news)) < 2:
            continue
        changes = tuple(c.id for pair in context.pairs if pair.segment.id == segment.id for c in pair.changes)
        gone, come = by_part(olds, context.old, context), by_part(news, context.new, context)
        for here, there in (("preambular", "operative"), ("operative", "preambular")):
            for a in gone.get(here, ()):
                kin = [b for b in come.get(there, ()) if kinship(a, b)]
                if len(kin) == 1 and not any(kinship(a, b) for b in come.get(here, ())):
                    yield a, kin[0], changes


def by_part(paragraphs: Sequence[Paragraph], statement: Statement, context: Context) -> dict[str, list[Side]]:
    """Paragraphs as sides on which nothing changed, by the part they belong to."""
    found: dict[str, list[Side]] = {}
    for paragraph in paragraphs:
        side = side_at(statement, [Span(paragraph.start, paragraph.end)], context)
        found.setdefault(paragraph.part, []).append(side)
    return found


def may_have_moved(context: Context) -> bool:
    """Whether any place could be a move: a paragraph that won or lost its comma, or one that came or went."""
    if not (has_comma_blocks(context.old) or has_comma_blocks(context.new)):
        return False
    if any(pair.old is None or pair.new is None for pair in context.pairs):
        return True
    return any(changes_comma(segment, context) for segment in context.segments)


def has_comma_blocks(statement: Statement) -> bool:
    """Whether any paragraph of a text ends in a comma, or without a number in a semicolon."""
    text = statement.text
    return any(
        text[block.end - 1 : block.end] in (PAUSES if block.label is None else COMMAS) for block in statement.blocks
    )


def changes_comma(segment: Segment, context: Context) -> bool:
    """Whether a segment ends in a comma, or begins with a number, on one side only: so a paragraph changes part."""
    if segment.status in ("equal", "dropped", "added"):
        return False
    sides = ((context.old, segment.old), (context.new, segment.new))
    if len({statement.text[spans[0].start].isdigit() for statement, spans in sides}) > 1:
        return True
    ends = (statement.text[spans[-1].start : spans[-1].end].rstrip().endswith(COMMAS) for statement, spans in sides)
    return len(set(ends)) > 1


def clauses_to_compare(context: Context) -> Iterator[tuple[Side, Side, tuple[str, ...]]]:
    """Changed sentences with their partners, aligned ones and those written afresh at another place.

    Where only the number and the last mark changed, no change counts, and yet the clause moved.
    """
    pairs = {pair.segment.id: pair for pair in context.pairs}
    for segment in context.segments:
        if not changes_comma(segment, context):
            continue
        pair = pairs.get(segment.id)
        if pair is None:
            yield side_at(context.old, segment.old, context), side_at(context.new, segment.new, context), ()
        elif pair.old and pair.new and pair.common >= SAME_CLAUSE:
            yield pair.old, pair.new, tuple(change.id for change in pair.changes)
    for gone, come in rewritten_elsewhere(context):
        if gone.old and come.new:
            yield gone.old, come.new, tuple(change.id for change in (*gone.changes, *come.changes))


def finding(old: Side, new: Side, before: Paragraph, after: Paragraph, changes: tuple[str, ...]) -> Finding:
    """The move, told with both paragraphs."""
    direction: Direction = "softened" if after.part == "preambular" else "strengthened"
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    part = {"preambular": "the preamble", "operative": "the operative part", "other": "the text"}
    return Finding(
        "V5",
        "paragraphs.moved_between_parts",
        direction,
        gist(old, before.opened),
        f"“{clause(old, old.start, old.start + 1)}” stands in {part[before.part]} of the old text; "
        f"in the new one the clause stands in {part[after.part]}: “{clause(new, new.start, new.start + 1)}”.",
        *spans,
        changes,
        terms=weight_terms((old, new)),
    )


TEXT_RULES = (preambular_operative_move,)
