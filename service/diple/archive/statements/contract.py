"""The contract of the archive of statements, and the types of its answers.

`StatementArchive` is the contract of every store. One archive is open for one tenant: it never shows statements and
series of other tenants. Everything returned is frozen, and has no connection to the database.

Days are in ISO 8601, "2024-05-16", or shorter if no more is known: "2024-05", "2024". Places in a text are half-open
and count Unicode code points, as everywhere in Diple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal, Protocol

from diple.model import Level, Notice, Statement, Term

EXCERPT = "excerpt"
STATUSES = ("authentic", "official_translation", "unofficial", EXCERPT)
LEVELS = ("head_of_state", "government", "minister", "official")
"""The levels of speakers, the highest first."""

Outcome = Literal["added", "held", "corrected", "refused"]
EventKind = Literal["first_mention", "last_mention", "dropped", "restored", "novel", "taken_over"]
Grouping = Literal["party", "language"]


@dataclass(frozen=True, slots=True)
class Details:
    """The metadata of a statement; each value can be corrected later.

    `level` is one of `LEVELS`, `status` one of `STATUSES`, `kind` the statement's name for itself ("joint statement").
    `version_of` is a common name of the language versions of one statement; "" if it has no others.
    Each party is kept once. Without a `language`, the statement has the language in which its text was read.
    """

    title: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()
    place: str = ""
    level: str = ""
    kind: str = ""
    language: str = ""
    status: str = ""
    source: str = ""
    version_of: str = ""


PLAIN = tuple(each.name for each in fields(Details) if each.name != "parties")
"""The names of the details that are one string each."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A statement to be stored: the statement as read, its metadata, and the digest of the bytes that were read.

    `name` is its name in messages. `series` are the names of the series to which it is added; new ones are made.
    `warnings` say what is doubtful of its metadata.
    """

    sha256: str
    statement: Statement
    details: Details
    name: str = ""
    series: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The outcome for one incoming statement: added, held already, corrected, or refused with a reason (`problem`).

    `code` is the code of the error for which it was refused.
    `warnings` say what is doubtful of the metadata that were stored, or which of those that came were ignored because
    the statement is held with other ones.
    """

    name: str
    id: str
    outcome: Outcome
    details: Details
    problem: str = ""
    code: str = ""
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of the archive without its text.

    `id` is the first 16 hexadecimal digits of `sha256`, the digest of the bytes that were imported. `words` are counted
    as in comparisons. `indexed` is false if a pack has changed since, until `reindex`.
    """

    id: str
    sha256: str
    details: Details
    words: int
    imported: datetime
    series: tuple[str, ...] = ()
    indexed: bool = True

    @property
    def label(self) -> str:
        """Its name in a sentence: its day, else its title, else its id."""
        return self.details.date or self.details.title or self.id


@dataclass(frozen=True, slots=True)
class Full(Held):
    """A statement of the archive with its text, as it was read: it is not read or segmented again."""

    statement: Statement = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Series:
    """A named set of statements.

    `covers` are the first and last day of the period for which it claims to be complete ("" without a claim), `gaps`
    the known gaps in this period ("2009", "2013-03"). `parties`, `level` and `kind` describe its statements; members
    are chosen one by one. `statements` counts the members.
    """

    name: str
    title: str = ""
    parties: tuple[str, ...] = ()
    level: str = ""
    kind: str = ""
    covers: tuple[str, str] = ("", "")
    gaps: tuple[str, ...] = ()
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The statements that a question selects: those that meet all given conditions.

    `since` and `until` are days, both included. An empty scope selects all statements of the tenant.
    """

    series: str = ""
    party: str = ""
    level: str = ""
    kind: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The basis of an answer. `str()` is the sentence that every answer has.

    `missing` are the declared gaps of the series in the selected period. `undated` statements are not used for first
    and last mentions. `excerpts` do not prove a drop. `stale` statements are not yet indexed with the current packs.
    `other_languages` are in the scope but were not used, because sentences are compared within one language.
    `unordered` are not used for drops and returns, because it is not known whether they are before or after a statement
    that has the wording.
    """

    statements: int
    first: str = ""
    last: str = ""
    missing: tuple[str, ...] = ()
    undated: int = 0
    excerpts: int = 0
    stale: int = 0
    other_languages: int = 0
    unordered: int = 0

    def __str__(self) -> str:
        many = "statement" if self.statements == 1 else "statements"
        years = dict.fromkeys((self.first[:4], self.last[:4])) if self.first else ()
        said = f"in the {self.statements:,} {many} held" + (f", {' to '.join(years)}" if years else "")
        notes = (
            *((f"{', '.join(self.missing)} {'is' if len(self.missing) == 1 else 'are'} missing",) * bool(self.missing)),
            *((f"{self.undated:,} without a day",) * bool(self.undated)),
            *((f"{self.excerpts:,} only as excerpts",) * bool(self.excerpts)),
            *((f"{self.stale:,} indexed with other packs",) * bool(self.stale)),
            *((f"{self.unordered:,} perhaps before or after one with the wording",) * bool(self.unordered)),
            *((f"{self.other_languages:,} in other languages not looked at",) * bool(self.other_languages)),
        )
        return "; ".join((said, *notes))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one statement of the archive: `quote` is `[start, end)` of its text, `sentence` the whole sentence."""

    statement: str
    date: str
    start: int
    end: int
    quote: str
    sentence: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event in the history of a wording, as an analyst would report it.

    `what` is the concept's id or the phrase; `weight` (0 to 100) is the sum of `terms`, `level` is computed from it as
    in comparisons. `said` is the event in a sentence, `new` and `old` are its quotes: for a first mention the new one,
    for a drop the last one, for a novel passage the passage (its `statement` is "") and the most similar earlier
    wording.
    """

    kind: EventKind
    what: str
    date: str
    statement: str
    weight: int
    level: Level
    said: str
    terms: tuple[Term, ...] = ()
    old: Passage | None = None
    new: Passage | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How often one statement has a wording, and its first place: a code point, -1 if it was not searched."""

    statement: str
    date: str
    count: int
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Life:
    """The statements in which one wording occurs, oldest first: a cell for each statement that has it.

    `what` is a concept's id, or the phrase in the question or the mined phrase; `name` its wording in the texts.
    `ladder` and `rank` are those of the concept, if it has them.
    """

    what: str
    name: str
    cells: tuple[Cell, ...]
    is_concept: bool = False
    ladder: str = ""
    rank: float | None = None
    weight: float = 0.0

    @property
    def first(self) -> Cell | None:
        """The first statement that has it."""
        return self.cells[0] if self.cells else None

    @property
    def last(self) -> Cell | None:
        """The last statement that has it."""
        return self.cells[-1] if self.cells else None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The first and last mention of a wording, its drop and return, and its age.

    `events` has at most one event of each kind, heaviest first: the first mention; the drop after at least two mentions
    in a row, if it is final; the restoration after the longest gap. `age` counts the statements in a row up to the last
    one that have it, 0 if the last one lacks it. `statements` counts those that have it, of those in `coverage`.
    """

    what: str
    events: tuple[Event, ...]
    first: Passage | None
    last: Passage | None
    statements: int
    age: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Novelty:
    """The passages of a statement that no earlier one has: at most one event for each passage, heaviest first.

    `sentences` counts those that can be novel: not headings, date lines, courtesies and signatures. `known` counts
    those that an earlier sentence has nearly as a whole, `alike` those of which it has about half the words: they are
    neither known nor novel. Without earlier statements there are no events, because nothing can be proved. A statement
    without a day is compared with all others.
    """

    events: tuple[Event, ...]
    sentences: int
    known: int
    coverage: Coverage
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """A wording in one year: the statements that have it, all statements, its occurrences, and the words of all.

    `group` is the party or language, "" for all together.
    """

    year: str
    group: str
    holding: int
    statements: int
    occurrences: int
    words: int

    @property
    def per_thousand(self) -> float:
        """Occurrences in 1,000 words."""
        return 1000 * self.occurrences / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class History:
    """The history of a wording: its shares by year (and group), concepts near it, and who used it first.

    `beside` are the most frequent concepts in its sentences, with counts. `users` are the first passages of each party
    that has it, the first user first; `events` has one for each party that had other texts before and adopted it.
    """

    what: str
    shares: tuple[Share, ...]
    beside: tuple[tuple[str, int], ...]
    users: tuple[Passage, ...]
    events: tuple[Event, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Found:
    """Statements that a search found, newest first, each with its first passage; `total` counts all of them."""

    query: str
    passages: tuple[Passage, ...]
    total: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Baseline:
    """The texts for comparison with a new text of a series: the one before it, and the earlier ones, oldest first.

    `passed_over` are those of the earlier ones that come after the previous one: excerpts, which prove no drop, and
    statements of which it is not known that they are before the text.
    """

    previous: Full
    earlier: tuple[Full, ...]
    coverage: Coverage
    passed_over: tuple[Full, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbouring statements of a series that are no excerpts, and how much of the later one the earlier one has.

    `shared` is that of its sentences, 0 to 1.
    """

    before: str
    after: str
    date: str
    shared: float


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that `verify` found: the statement, what is wrong, and how to repair it.

    If `checked` is false, it is no error: something could not be checked, because the file may only be read.
    """

    statement: str
    code: str
    message: str
    checked: bool = True


class StatementArchive(Protocol):
    """The statements of one tenant. Threads can share it; each process opens its own.

    If a method takes an `executor`, its workers do the work, each with its own connection to the archive: threads,
    processes or the machines of a cluster. The results and their order are the same with any executor and without one.
    Raises WORKERS_LOST if they end before the work is done, OTHER_PACKS if one has another version of Diple.

    Every method raises ArchiveError: ARCHIVE_UNAVAILABLE if the database does not answer, the disk is full or the file
    cannot be written, ARCHIVE_BUSY if another process locks it too long, ARCHIVE_NEWER if a later version of Diple made
    it; WRONG_DETAILS if the days, level or language of a scope are invalid. A question to an archive without statements
    creates nothing.
    """

    def add(self, incoming: Iterable[Incoming], *, correct: bool = False) -> Iterator[Kept]:
        """Stores statements, and yields the outcome for each, in their order.

        A statement that is stored already (by the digest of its bytes) is not stored twice, even if others import at
        the same time; it is added to the series that it names, and with `correct` gets the new details; if these name
        another language, its text is divided and indexed by the rules of that language. A statement and all of its
        index rows are in one transaction, possibly with other statements: after an interruption each is stored
        completely or not at all. Consume the iterator to the end: it writes while it is consumed.
        """
        ...

    def entries(self, scope: Scope = Scope(), *, limit: int | None = None, offset: int = 0) -> tuple[Held, ...]:
        """The statements of a scope, oldest first, those without a day last. Raises UNKNOWN_SERIES."""
        ...

    def get(self, id_: str) -> Full:
        """A statement with its text. The id may be shortened if it stays unique. Raises UNKNOWN_STATEMENT."""
        ...

    def correct(self, id_: str, details: Details) -> Held:
        """Replaces all details of a statement. Raises UNKNOWN_STATEMENT, WRONG_DETAILS."""
        ...

    def remove(self, id_: str) -> None:
        """Removes a statement and all of its index rows. Raises UNKNOWN_STATEMENT."""
        ...

    def versions(self, id_: str) -> tuple[Held, ...]:
        """The other language versions of a statement. Raises UNKNOWN_STATEMENT."""
        ...

    def verify(self) -> Iterator[Fault]:
        """Checks each digest, and compares the index rows with those computed from each text; yields the errors."""
        ...

    def reindex(self, *, everything: bool = False, executor: Executor | None = None) -> Iterator[str]:
        """Reindexes all statements, or those that were indexed with other packs; yields their ids.

        Each statement's rows are replaced in one transaction: an interruption leaves the old ones or the new ones.
        """
        ...

    def novelties(
        self, scope: Scope = Scope(), *, limit: int = 3, executor: Executor | None = None
    ) -> Iterator[tuple[str, Novelty]]:
        """The id of each statement of a scope that has a day, oldest first, with its novelty. Raises UNKNOWN_SERIES."""
        ...

    def mine(self, *, executor: Executor | None = None) -> Iterator[tuple[str, int]]:
        """Mines the phrases of each series and stores them with it; yields its name and the number of phrases."""
        ...

    def pairs(self, series: str, *, executor: Executor | None = None) -> Iterator[Step]:
        """How much each two statements of a series share, of those in one language and with a day.

        Raises UNKNOWN_SERIES. A series of n statements has n * (n - 1) / 2 pairs.
        """
        ...

    def all_series(self) -> tuple[Series, ...]:
        """The series by name."""
        ...

    def series(self, name: str) -> Series:
        """One series. Raises UNKNOWN_SERIES."""
        ...

    def describe(self, series: Series) -> Series:
        """Makes a series, or changes its description; its members stay. Raises WRONG_DETAILS."""
        ...

    def join(self, series: str, ids: Sequence[str]) -> Series:
        """Makes statements members of a series. Raises UNKNOWN_SERIES, UNKNOWN_STATEMENT."""
        ...

    def leave(self, series: str, ids: Sequence[str]) -> Series:
        """Ends the membership of statements; they stay in the archive. Raises UNKNOWN_SERIES, UNKNOWN_STATEMENT."""
        ...

    def dissolve(self, series: str) -> None:
        """Removes a series; its statements stay in the archive. Raises UNKNOWN_SERIES."""
        ...

    def coverage(self, scope: Scope = Scope()) -> Coverage:
        """The basis of the answers in a scope."""
        ...

    def mentions(self, what: str, scope: Scope = Scope()) -> Mentions:
        """First and last mention of a wording, its drop and its restoration, at most one event each.

        `what` is the id of a concept, of which every form counts, or else a phrase, which is found in its inflected
        forms if its words are neighbours in one sentence. Only statements with a day are used, and an excerpt never
        proves a drop. Raises EMPTY_QUERY if a phrase has no word; UNKNOWN_CONCEPT if it can only be the id of a
        concept that no pack has ("rel.aliance"); COMMON_WORDS if it has only words that nearly all statements have
        ("of the"), and the scope has more than 5,000 statements.
        """
        ...

    def novelty(self, statement: Statement, scope: Scope = Scope(), *, limit: int = 20) -> Novelty:
        """The passages of a statement that no earlier one in the scope has, each with the most similar earlier wording.

        Statements of the day of `statement` or later do not count as earlier, nor does the same text.
        """
        ...

    def history(self, what: str, scope: Scope = Scope(), *, by: Grouping | None = None) -> History:
        """The share of a wording over the years, the concepts near it, and who used it first. `what` as above."""
        ...

    def search(self, query: str, scope: Scope = Scope(), *, limit: int = 20, offset: int = 0) -> Found:
        """Statements that have all the words of a query; words in "double quotes" as neighbours.

        Raises EMPTY_QUERY and COMMON_WORDS as `mentions`.

        Words are found in their inflected forms if the language has rules for them; a Chinese word of any length is
        found as neighbouring characters. With `scope.concept` the query may be empty.
        """
        ...

    def baseline(self, series: str, statement: Statement, *, against: str = "") -> Baseline:
        """The statement with which a new text of a series is compared: the latest in its language before its day.

        `against` is the id of another one. Raises UNKNOWN_SERIES, UNKNOWN_STATEMENT; NO_EARLIER if there is none.
        """
        ...

    def lives(self, scope: Scope, what: Sequence[str] = (), *, limit: int = 40) -> tuple[Life, ...]:
        """Where the wordings `what` occur in the statements of a scope, in this order.

        Without any, the concepts and mined phrases that appear or disappear in the scope, heaviest first.
        """
        ...

    def phrases(self, series: str, *, limit: int = 40) -> tuple[Life, ...]:
        """Phrases that are in no pack and recur in a series, the most informative first. Raises UNKNOWN_SERIES."""
        ...

    def steps(self, series: str) -> tuple[Step, ...]:
        """How much each statement of a series shares with the one before in its language. Raises UNKNOWN_SERIES."""
        ...

    def close(self) -> None:
        """Gives its connections back; the next question opens new ones."""
        ...
