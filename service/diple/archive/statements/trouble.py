"""The errors of the archive of statements."""

from __future__ import annotations

from diple.errors import ArchiveError, LexiconError


def no_statement(id_: str) -> ArchiveError:
    """There is no statement of an id, or it is another tenant's."""
    return ArchiveError(
        "UNKNOWN_STATEMENT", f"The archive has no statement {id_!r}.", "See `diple archive list`.", statement=id_
    )


def not_one(id_: str) -> ArchiveError:
    """Several ids begin as the one asked for."""
    said = f"More than one statement has an id that begins with {id_!r}."
    return ArchiveError("UNKNOWN_STATEMENT", said, "Give more digits.", statement=id_)


def no_series(name: str) -> ArchiveError:
    """There is no series of a name."""
    return ArchiveError(
        "UNKNOWN_SERIES", f"The archive has no series {name!r}.", "See `diple archive series list`.", series=name
    )


def unknown_concept(error: LexiconError) -> ArchiveError:
    """No pack has a concept; the remedy names the nearest one."""
    return ArchiveError("UNKNOWN_CONCEPT", error.message, error.remedy, **error.data)


def no_earlier(name: str, date: str) -> ArchiveError:
    """A series has nothing before a day."""
    before = f" before {date}" if date else ""
    return ArchiveError(
        "NO_EARLIER",
        f"The series {name!r} has no statement{before} in the language of this text.",
        "Name the statement to compare with by --against.",
        series=name,
    )


def no_previous(name: str, count: int) -> ArchiveError:
    """What a series has before a day are excerpts, or statements of the same month or year without a known day."""
    return ArchiveError(
        "NO_EARLIER",
        f"Of the earlier statements of {name!r} ({count}) each is an excerpt, or may be later than the text.",
        "An excerpt proves no drop. Name the statement to compare with by --against.",
        series=name,
    )


def empty_query() -> ArchiveError:
    """A query has nothing to look for."""
    return ArchiveError("EMPTY_QUERY", "The query has no word to look for.", "Give a phrase or the id of a concept.")


def common_words(what: str, statements: int, most: int) -> ArchiveError:
    """A query has only words that nearly all of too many statements have."""
    said = f"“{what}” has only words that nearly all statements have, and {statements:,} are asked."
    remedy = f"Add a word, or name a language, or a series or years of {most:,} statements at most."
    return ArchiveError("COMMON_WORDS", said, remedy, found=statements, limit=most)


def wrong(what: str, remedy: str, **data: object) -> ArchiveError:
    """Something that is known of a statement or series cannot be so."""
    return ArchiveError("WRONG_DETAILS", what, remedy, **data)


def too_long(words: int, most: int) -> ArchiveError:
    """A statement has more words than one that is kept may have."""
    said = f"It has {words:,} words, and a statement that is kept has {most:,} at most."
    return ArchiveError("TOO_MANY_WORDS", said, found=words, limit=most)


def read_only(file: str) -> ArchiveError:
    """The file of the archive may be read, and not be written."""
    return ArchiveError(
        "ARCHIVE_UNAVAILABLE",
        f"The file {file} cannot be written: it or its folder is read-only.",
        "Give this user write permission to both, or set DIPLE_DATA to another folder; reading works without.",
        read_only=True,
    )


def other_packs() -> ArchiveError:
    """A worker would index otherwise than the process that asked it."""
    said = "A worker has another version of Diple, or other packs, than the process that gives it work."
    return ArchiveError("OTHER_PACKS", said, "Install the same version on all machines.")


def workers_lost() -> ArchiveError:
    """Workers were killed, or cannot be reached any more."""
    said = "The workers ended before the work was done."
    return ArchiveError("WORKERS_LOST", said, "Run it again: finished work is kept.")


def no_scheduler(address: str) -> ArchiveError:
    """No Dask scheduler answers at an address."""
    said = f"No scheduler of Dask answers at {address!r}."
    return ArchiveError("NO_SCHEDULER", said, "Give the address that it prints: tcp://10.0.0.5:8786.", address=address)


def not_shared(why: str) -> ArchiveError:
    """Other machines do not have the archive: it is a file, or its address leads elsewhere there."""
    said = f"A cluster needs an archive that all of its machines reach, and {why}."
    remedy = "Set DIPLE_DATABASE_URL to a PostgreSQL, by an address that is right on each of them."
    return ArchiveError("NOT_SHARED", said, remedy)
