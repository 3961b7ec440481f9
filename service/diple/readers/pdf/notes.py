"""Notes at the foot of pages, apart from the text, and the marks in it that refer to them.

Notes are set in smaller type from a label on, or are under a rule of underscores in any type. A label that the text
refers to is put in brackets, as its reference is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import inf

from diple.readers.pdf.page_marks import is_rule
from diple.readers.pdf.paragraphs import SENTENCE_END, body_size
from diple.readers.pdf.pieces import Line

_SMALL = 0.92  # times the size of the text: below that, the type of notes
_LABEL = re.compile(r"\[?(\d{1,3}|[*†‡])(?:[\].)/]|(?=\s))?\s?(?=\S)")
_ROOM = 2.0  # ems that the last line of a note leaves white, at least, where no stop ends it
_REFERENCE = re.compile(r"\[(\d{1,3}|[*†‡§]{1,3})\]")
# A figure right behind a word of three letters or more or a year, with a mark between them or not: "Agreement,2".
# With a slash, a blank may be between: "1986, 1/ in which", where the label of the note is "1/".
_MARKS = tuple(
    re.compile(rf"{before}({label})(?=$|[\s,.;:”’\"»)])")
    for before, label in (
        (r"(?:(?<=[^\W\d_]{3})|(?<=\b1[6-9]\d\d)|(?<=\b20\d\d))[,.;:”’\"»)]{0,2}", r"\d{1,3}"),
        (r"(?<=\S)\s?\b", r"\d{1,3}/"),
    )
)


def notes_apart(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The running text, the notes at the foot of columns, and the rules over notes."""
    size = body_size(lines)
    ruled, rules = _under_rules(lines)
    small = _in_small_type(lines, size)
    is_note = [under or note for under, note in zip(ruled, small, strict=True)]
    begun = _begun(lines, is_note)
    labels = _labels_of_pages(lines, begun)
    text = [
        _with_marks(line, labels) for line, note, rule in zip(lines, is_note, rules, strict=True) if not note | rule
    ]
    referred = {mark for line in (*text, *lines) if line.references for mark in _REFERENCE.findall(line.text)}
    notes = [
        _with_label(line, referred) if begins else line
        for line, note, begins, rule in zip(lines, is_note, begun, rules, strict=True)
        if note and not rule
    ]
    return text, notes, [line for line, rule in zip(lines, rules, strict=True) if rule]


def _under_rules(lines: Sequence[Line]) -> tuple[list[bool], list[bool]]:
    """Which lines are under a rule with a label below it, and which are such rules."""
    under, rules = [False] * len(lines), [False] * len(lines)
    rule: Line | None = None
    for at, line in enumerate(lines):
        if (
            is_rule(line)
            and at + 1 < len(lines)
            and _is_below(lines[at + 1], line)
            and _LABEL.match(lines[at + 1].text)
        ):
            rule, rules[at] = line, True
        elif rule and _is_below(line, rule):
            under[at] = True
    return under, rules


def _is_below(line: Line, rule: Line) -> bool:
    return line.page == rule.page and line.y < rule.y and line.x < rule.edge and line.right > rule.left


def _in_small_type(lines: Sequence[Line], size: float) -> list[bool]:
    """Which lines are in smaller type under the text of their column, from one with a label on."""
    large: dict[int, list[Line]] = {}
    for line in lines:
        if line.size >= _SMALL * size:
            large.setdefault(line.page, []).append(line)
    feet: dict[tuple[int, float, float], float] = {}

    def foot(line: Line) -> float:
        """The height of the last line of the text over the column of a line, in points."""
        place = line.page, line.left, line.edge
        if place not in feet:
            feet[place] = _foot_over(line, large.get(line.page, ()))
        return feet[place]

    found = []
    in_note, page = False, -1
    for line in lines:
        small = line.size < _SMALL * size
        in_note = small and (
            (_LABEL.match(line.text) is not None and line.y < foot(line)) or (in_note and page == line.page)
        )
        page = line.page
        found.append(in_note)
    return found


def _foot_over(line: Line, text: Iterable[Line]) -> float:
    """How low the lines of the text reach that are over the column of a line; no lower than anything if none do."""
    return min((other.y for other in text if other.x < line.edge and other.right > line.left), default=-inf)


def _begun(lines: Sequence[Line], is_note: Sequence[bool]) -> list[bool]:
    """Which lines begin a note; a line that goes on in one may begin with a figure, as of a day: "1 June 2002"."""
    begun = []
    label, before = "", None
    for line, note in zip(lines, is_note, strict=True):
        found = _LABEL.match(line.text) if note else None
        begins = found is not None and (before is None or _may_follow(label, before, found[1], line))
        label = found[1] if found and begins else label
        before = line if note else None
        begun.append(begins)
    return begun


def _may_follow(label: str, before: Line, other: str, line: Line) -> bool:
    """Whether a note with another label may begin in a line, after the last line of the note with a label."""
    in_one_place = (before.page, before.column) == (line.page, line.column)
    if not (in_one_place and label.isdecimal() and other.isdecimal()):
        return True
    has_room = before.right < before.edge - _ROOM * before.size
    return int(other) > int(label) and (has_room or SENTENCE_END.search(before.text) is not None)


def _labels_of_pages(lines: Sequence[Line], begun: Sequence[bool]) -> dict[int, set[str]]:
    """For each page the labels of its notes that one mark refers to, where no figure is raised in the text."""
    labels: dict[int, set[str]] = defaultdict(set)
    for line, begins in zip(lines, begun, strict=True):
        if begins and (label := _LABEL.match(line.text)) and label[1].isdecimal():
            labels[line.page].add(label[1] + "/" * ("/" in label.group()))
    raised: dict[int, set[str]] = defaultdict(set)
    marks: dict[int, Counter[str]] = defaultdict(Counter)
    for line, begins in zip(lines, begun, strict=True):
        if line.page in labels and not begins:
            raised[line.page].update(_REFERENCE.findall(line.text) if line.references else ())
            marks[line.page].update(mark[1] for mark in _marks_in(line.text))
    return {
        page: {label for label in found if marks[page][label] == 1 and label.removesuffix("/") not in raised[page]}
        for page, found in labels.items()
    }


def _marks_in(text: str) -> Iterator[re.Match[str]]:
    """What looks like marks that refer to notes."""
    return chain.from_iterable(mark.finditer(text) for mark in _MARKS)


def _with_marks(line: Line, labels: Mapping[int, set[str]]) -> Line:
    """A line of the text with the marks that refer to notes of its page in brackets."""
    known = labels.get(line.page)
    found = sorted(mark.span(1) for mark in _marks_in(line.text) if mark[1] in known) if known else []
    text = line.text
    for at, end in reversed(found):
        text = f"{text[:at]}[{text[at:end].removesuffix('/')}]{text[end:]}"
    return replace(line, text=text, references=line.references + len(found)) if found else line


def _with_label(line: Line, referred: set[str]) -> Line:
    """A note's first line, its label in brackets where the text refers to it: "1", "1.", "1/" and "1)" alike."""
    found = _LABEL.match(line.text)
    if found is None or found[1] not in referred:
        return line
    return replace(line, text=f"[{found[1]}] {line.text[found.end() :]}", references=line.references + 1)
