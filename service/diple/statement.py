"""From a source to a segmented statement: reading, telling the language, cutting sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import IO

from diple.datelines import is_line
from diple.errors import OptionError
from diple.model import Block, Document, Notice, Statement
from diple.readers import MAX_BYTES, Revisions, read_document, read_versions
from diple.readers.document.deceptive import deceptive
from diple.segment import sentence_spans
from diple.segment.beside import spans_beside
from diple.segment.boundary import is_numbered
from diple.segment.language import (
    LANGUAGE_NAMES,
    Identified,
    are_of_one_language,
    detect_language,
    foreign_blocks,
    identified,
    is_mixed,
    may_be_declared,
    name_of,
    same_script,
)
from diple.timing import timed

Source = Statement | str | bytes | os.PathLike[str] | IO[str] | IO[bytes]
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
# A text of fewer words may be too short to tell its language.
FEW_WORDS = 25
# The notices on the language of a text that nobody gave.
LANGUAGE_NOTICES = ("unknown_language", "unsure_language")
# A first line up to this long, in characters, may serve as a title.
LONGEST_TITLE = 200
# A town has up to so many words.
LONGEST_TOWN = 3


def read(
    source: Source,
    *,
    name: str | None = None,
    format: str | None = None,
    charset: str | None = None,
    language: str | None = None,
    revisions: Revisions = "accept",
    max_bytes: int = MAX_BYTES,
) -> Statement:
    """A statement from a str (always text, never a path), bytes, a path or an open file; a Statement is returned as is.

    `name` is the name of the source, `format` is one of `diple.readers.FORMATS`; `charset` and `language` override the
    declared or recognised ones; `max_bytes` is the most that is read. For a document with tracked changes, `revisions`
    reads the final text ("accept") or the original ("reject"), with a warning, or refuses it ("refuse"). Raises
    `ReadError` if the source cannot be read, `OptionError` for an unknown language.
    """
    if isinstance(source, Statement):
        return source
    return _read(source, name, format, charset, language, revisions, max_bytes)


@timed("read")
def _read(
    source: str | bytes | os.PathLike[str] | IO[str] | IO[bytes],
    name: str | None,
    format: str | None,
    charset: str | None,
    language: str | None,
    revisions: Revisions,
    max_bytes: int,
) -> Statement:
    tag = None if language is None else _primary_tag(language)
    document = read_document(
        source, name=name, format=format, charset=charset, revisions=revisions, max_bytes=max_bytes
    )
    return segmented(document, tag)


@timed("read")
def versions_of(
    source: str | bytes | os.PathLike[str] | IO[str] | IO[bytes],
    *,
    name: str | None = None,
    format: str | None = None,
    language: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> tuple[Statement, Statement]:
    """The two statements in one document with tracked changes: its original text and its final text.

    `diple.compare(*diple.versions_of(path))` shows what its changes mean. If all words were inserted, or all deleted,
    one of the two is empty, and a warning says so. Raises `ReadError`: NO_TRACKED_CHANGES if there are no changes, and
    the errors of `read`.
    """
    tag = None if language is None else _primary_tag(language)
    original, final = read_versions(source, name=name, format=format, max_bytes=max_bytes)
    return segmented(original, tag), segmented(final, tag)


def _primary_tag(language: str) -> str:
    """The primary tag of a language as it may be written: EN, en-GB, zh_Hant. Raises OptionError."""
    tag = language.strip().replace("_", "-").partition("-")[0].lower()
    if tag not in (*LANGUAGES, "und"):
        remedy = f"Use one of {', '.join(LANGUAGES)}, or und for any other."
        raise OptionError("UNKNOWN_LANGUAGE", f"The language {language!r} is not known.", remedy, language=language)
    return tag


def read_beside(source: Source, other: Statement) -> Statement:
    """What `read` gives, sooner where the source shares most of its blocks with `other`."""
    return source if isinstance(source, Statement) else segmented(read_document(source), beside=other)


def common_language(old: Statement, new: Statement) -> str:
    """The language whose rules serve a pair, whichever way it is asked: a known one before an unknown."""
    return min((old.language, new.language), key=lambda language: (language == "und", language))


def in_one_language(old: Statement, new: Statement) -> tuple[Statement, Statement]:
    """Both statements; where one is too short to tell its language, in the language of the other.

    Only where both are written in one script, and the short one has fewer than 25 words and is not plainly in a
    language that Diple does not know.
    """
    if (old.language == "und") == (new.language == "und") or not same_script(old.text, new.text):
        return old, new
    if _is_plainly_other(old, new) or _is_plainly_other(new, old):
        return old, new
    if old.language == "und":
        return _in_language(old, new.language), new
    return old, _in_language(new, old.language)


def _is_plainly_other(text: Statement, beside: Statement) -> bool:
    """Whether the words of a text show a language that Diple does not know, and are not those of the other text."""
    found = identified(text.text) if text.language == "und" else None
    return bool(found and found.named and found.is_sure) and not are_of_one_language(text.text, beside.text)


def unmixed(old: Statement, new: Statement) -> tuple[Statement, Statement]:
    """Both statements, read in one language where they mix scripts or share most of their words.

    Else, so long as each is mostly of one script, two languages are two versions. What was given as a language stays.
    """
    if old.language == new.language:
        return old, new
    if not (is_mixed(old.text) or is_mixed(new.text) or are_of_one_language(old.text, new.text)):
        return old, new
    if any(text.language != detect_language(text.text) for text in (old, new)):
        return old, new
    language = detect_language("\n".join(sorted((old.text, new.text))))
    return _read_as(old, language), _read_as(new, language)


def _in_language(statement: Statement, language: str) -> Statement:
    return statement if len(statement.text.split()) >= FEW_WORDS else _read_as(statement, language)


def _read_as(statement: Statement, language: str) -> Statement:
    if statement.language == language:
        return statement
    warnings = tuple(notice for notice in statement.warnings if notice.code not in LANGUAGE_NOTICES)
    sentences = sentence_spans(statement.text, statement.blocks, language)
    return replace(statement, language=language, sentences=sentences, warnings=warnings)


def segmented(document: Document, language: str | None = None, beside: Statement | None = None) -> Statement:
    """The document as a statement: its language identified, its sentences cut."""
    likely = identified(document.text) if language in (None, "und") else None
    found = language or _language_of(document, likely)
    if beside is not None and beside.language == found:
        sentences = spans_beside(document.text, document.blocks, beside)
    else:
        sentences = sentence_spans(document.text, document.blocks, found)
    warnings = (*document.warnings, *deceptive(document.text), *_on_language(likely, found))
    return Statement(
        text=document.text,
        language=found,
        blocks=document.blocks,
        sentences=sentences,
        title=document.title or title_line(document.text, document.blocks, found),
        date=document.date or _date_line(document, found),
        source=document.source,
        format=document.format,
        encoding=document.encoding,
        coverage=document.coverage,
        warnings=warnings,
    )


def _on_language(likely: Identified | None, read_as: str) -> Iterator[Notice]:
    """The notice of a language that Diple does not know, or of one that is in doubt; none of a given one."""
    if read_as == "und":
        tag = likely.named if likely and likely.language == "und" and likely.is_sure else ""
        which = f"is {name_of(tag)}, which Diple does not judge" if tag else "is not one that Diple knows"
        message = f"The language {which}; sentences are cut by general rules."
        yield Notice("unknown_language", message, {"language": tag} if tag else {})
    elif likely and not likely.is_sure and read_as == likely.language:
        rival = f", and may be {name_of(likely.rival)}" if likely.rival else ""
        message = f"The words do not show the language of the text for sure: it was read as {name_of(read_as)}{rival}."
        yield Notice("unsure_language", message, {"read_as": read_as, "may_be": likely.rival})


def _date_line(document: Document, language: str) -> str | None:
    """The date that a line at the head or foot says; what reads it is imported here, at the first text."""
    from diple.noise.dateline import date_of

    return date_of(document.text, document.blocks, language)


def mixed_languages(statement: Statement) -> tuple[Notice, ...]:
    """A note where paragraphs are in other languages than the text, which is read as one: their changes are not judged.

    None where the language of the text is not known: then nothing is judged by its words.
    """
    if statement.language == "und":
        return ()
    found = foreign_blocks(statement.text, statement.blocks, statement.language)
    if not found:
        return ()
    listed = ", ".join(f"{name_of(tag)} {count}" for tag, count in found.items())
    own = LANGUAGE_NAMES[statement.language]
    many = f"{len(found)} other languages" if len(found) > 1 else "another language"
    return (
        Notice(
            "mixed_languages",
            f"The text has paragraphs in {many} ({listed}) and was read as {own}: changes in these are shown, and not "
            "judged by their words.",
            {"languages": found, "read_as": statement.language},
        ),
    )


def _language_of(document: Document, likely: Identified | None) -> str:
    """The language that the words show, or else the one declared, where it may be true: many pages declare it wrong."""
    if likely is None or likely.language != "und":
        return likely.language if likely else "und"
    declared = document.language
    return declared if declared in LANGUAGES and may_be_declared(document.text, likely, declared) else "und"


def title_line(text: str, blocks: Sequence[Block], language: str) -> str | None:
    """The first heading, where a statement opens with one.

    A line that says only when and where it was made is none, and the heading of a numbered section neither.
    """
    opening = takewhile(lambda block: block.kind == "heading", blocks)
    unlabelled = takewhile(lambda block: block.label is None, opening)
    lines = (" ".join(text[block.start : block.end].split()) for block in unlabelled)
    line = next((line for line in lines if not is_line(line) and not _is_place(line, language)), None)
    return line if line and len(line) <= LONGEST_TITLE and not is_numbered(line, language) else None


def _is_place(line: str, language: str) -> bool:
    """Whether a line is a town and its state: "Orrin, Tarvia" for a Tarvia that is known."""
    town, comma, state = line.partition(", ")
    if not comma or not state or len(town.split()) > LONGEST_TOWN or language not in LANGUAGES:
        return False
    from diple.facts.names import names

    named = names(state, 0, len(state), language)
    return any(name.kind == "state" and (name.start, name.end) == (0, len(state)) for name in named)
