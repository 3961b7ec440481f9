"""What a statement and its name tell of it: proposed, shown, and correctable before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import PurePath

from diple.archive.statements.checking import check_day
from diple.archive.statements.contract import Details
from diple.archive.statements.importing.makers import is_office, makers_in
from diple.archive.statements.importing.makers_before import makers_before
from diple.archive.statements.importing.titles import kind_in, level_in
from diple.datelines import is_line
from diple.errors import ArchiveError
from diple.mark.text.parties import author_names
from diple.model import Block, Statement
from diple.noise.dateline import place_of
from diple.statement import LANGUAGES

_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?([0-2]\d|3[01]))?)?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-2]\d|3[01])\.(0[1-9]|1[0-2])\.((?:19|20|21)\d\d)(?!\d)")
_TAG = re.compile(rf"[._-]({'|'.join(LANGUAGES)})$", re.IGNORECASE)
_TELLING = 4
"""Words of a file's name that tell more than the first line of a text, which often is only a place and day."""
LONGEST_TITLE = 200
"""Characters of a first line that may serve as a title."""
HEAD_LINES = 4
"""Blocks at the opening of a text that may be lines of its head."""
OPENING = 2
"""Sentences below the head that say who speaks, where no line of it does."""


def proposed(statement: Statement, name: str, title: str = "") -> Details:
    """What the text and its file's name say of it, as `title` does where that is known."""
    title = title or title_in(name) or title_of(statement) or words_of(name)
    lines = (title, *head_of(statement), words_of(name))
    return Details(
        title=title,
        date=statement.date or date_in(name),
        parties=statement.parties or makers_of(lines, statement.language) or authors_of(statement),
        place=place_of(statement.text, statement.blocks, statement.language),
        level=statement.level or level_in((*lines, opening_of(statement)), statement.language),
        kind=kind_in(lines, statement.language),
        language=statement.language,
        status=statement.status or "",
        source=statement.source or "",
        version_of=common_name(name),
    )


def makers_of(lines: Sequence[str], language: str) -> tuple[str, ...]:
    """Who makes a joint statement, by a title that names them behind its kind, or before."""
    return makers_in(lines, language) or makers_before(lines, language)


def authors_of(statement: Statement) -> tuple[str, ...]:
    """The parties that the opening names, without an office that is behind no name."""
    return tuple(name for name in author_names(statement) if not is_office(name, statement.language))


def title_of(statement: Statement) -> str:
    """The title, or else the first line that says more than a day and place, where it is short enough; "" for none."""
    if statement.title:
        return statement.title
    lines = (" ".join(statement.text[block.start : block.end].split()) for block in statement.blocks)
    line = next((line for line in lines if not is_line(line)), "")
    return line if len(line) <= LONGEST_TITLE and not line.endswith((".", "。", ":", "：")) else ""


def head_of(statement: Statement) -> tuple[str, ...]:
    """The lines at the opening of a text that are no sentences: title, parties, place and date."""
    blocks = takewhile(partial(is_of_head, statement), statement.blocks[:HEAD_LINES])
    return tuple(statement.text[block.start : block.end] for block in blocks)


def is_of_head(statement: Statement, block: Block) -> bool:
    """Whether a block is short, not numbered, and no sentence."""
    line = statement.text[block.start : block.end].rstrip()
    return not block.label and len(line) <= LONGEST_TITLE and not line.endswith((".", "。", "؛", ";"))


def opening_of(statement: Statement) -> str:
    """The first sentences below the head and its headings."""
    below = statement.blocks[len(head_of(statement)) :]
    start = next((block.start for block in below if block.kind != "heading"), len(statement.text))
    sentences = [span for span in statement.sentences if span.start >= start][:OPENING]
    return statement.text[sentences[0].start : sentences[-1].end] if sentences else ""


def date_in(name: str) -> str:
    """The day, month or year in a file's name; "" for none."""
    day = day_written_in(name)
    try:
        check_day(day)
    except ArchiveError:
        return ""
    return day


def day_written_in(name: str) -> str:
    """The same as it is written, also where it is in no calendar: "2013-02-31"."""
    found = _DAY_IN_NAME.search(stem_of(name))
    return "-".join(filter(None, found.groups())) if found else ""


def stem_of(name: str) -> str:
    """A file's name without its ending, a day that is written as 01.05.2031 with the year first."""
    return _DAY_FIRST.sub(r"\3-\2-\1", PurePath(name).stem)


def title_in(name: str) -> str:
    """The words of a file's name where they are enough to be a title; else ""."""
    words = words_of(name)
    return words if len(words.split()) >= _TELLING else ""


def words_of(name: str) -> str:
    """A file's name as words, without its day and language."""
    stem = _DAY_IN_NAME.sub(" ", _TAG.sub("", stem_of(name)), count=1)
    return " ".join(re.split(r"[\s_-]+", stem)).strip()


def common_name(name: str) -> str:
    """What the names of language versions have in common: "2031-accord" of "2031-accord.ru.txt"; "" without a tag."""
    stem = PurePath(name).stem
    return _TAG.sub("", stem) if _TAG.search(stem) else ""


def overruled(details: Details, given: dict[str, str | tuple[str, ...]]) -> Details:
    """The details with what a manifest gives in their place."""
    return replace(details, **given)  # type: ignore[arg-type]
