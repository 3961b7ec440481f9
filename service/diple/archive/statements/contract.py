"""What the archive of statements promises, and what it answers with.

`StatementArchive` is the contract of every store. One archive is open for one tenant: statements and series of other
tenants are not there, whatever is asked. Everything returned is frozen, and holds no connection.

Days are written as ISO 8601 has them, "2024-05-16", or shorter where no more is known: "2024-05", "2024". Places in a
text are half-open and count Unicode code points, as everywhere in Diple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal, Protocol

from diple.model import Level, Statement, Term

STATUSES = ("authentic", "official_translation", "unofficial", "excerpt")
LEVELS = ("head_of_state", "government", "minister", "official")
"""Who speaks, the highest first."""

Outcome = Literal["added", "held", "corrected", "refused"]
EventKind = Literal["first_mention", "last_mention", "dropped", "restored", "novel", "taken_over"]
Grouping = Literal["party", "language"]


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a statement beside its text; each may be corrected later.

    `level` is one of `LEVELS`, `status` one of `STATUSES`, `kind` what the statement calls itself ("joint statement").
    `version_of` is a name that the language versions of one statement have in common; "" where it has no others.
    Each party is kept once, and where no `language` is given, that in which the text was read.
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
    """A statement that is to be kept: how it was read, what is known of it, and the digest of the bytes that were read.

    `name` is how messages call it. `series` are the names of the series it joins; one that is not there yet is made.
    """

    sha256: str
    statement: Statement
    details: Details
    name: str = ""
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one incoming statement: added, held already, corrected, or refused and why (`problem`)."""

    name: str
    id: str
    outcome: Outcome
    details: Details
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of the archive without its text.

    `id` is the first 16 hexadecimal digits of `sha256`, the digest of the bytes that were imported. `words` are counted
    as in comparisons. `indexed` is false where a pack has changed since, until `reindex`.
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
        """How a sentence names it: its day, else its title, else its id."""
        return self.details.date or self.details.title or self.id


@dataclass(frozen=True, slots=True)
class Full(Held):
    """A statement of the archive with its text, as it was read: nothing is read or segmented anew."""

    statement: Statement = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Series:
    """A named set of statements.

    `covers` are the first and last day for which it claims to hold all statements ("" where it claims nothing), `gaps`
    what is known to be missing inside ("2009", "2013-03"). `parties`, `level` and `kind` say what is in it, in words;
    members are chosen one by one. `statements` counts the members.
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
    """Which statements a question is asked of: those that meet all that is given.

    `since` and `until` are days, both included. An empty scope is all of the tenant.
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
    """What an answer rests on. `str()` is the sentence that goes with every answer.

    `missing` are the declared gaps of the series inside what was looked at. `undated` statements take no part in what
    was first or last. `excerpts` prove no drop. `stale` are not yet indexed with the packs of now. `other_languages`
    are in the scope and were not looked at, because sentences are compared within one language.
    """

    statements: int
    first: str = ""
    last: str = ""
    missing: tuple[str, ...] = ()
    undated: int = 0
    excerpts: int = 0
    stale: int = 0
    other_languages: int = 0

    def __str__(self) -> str:
        many = "statement" if self.statements == 1 else "statements"
        years = dict.fromkeys((self.first[:4], self.last[:4])) if self.first else ()
        said = f"in the {self.statements:,} {many} held" + (f", {' to '.join(years)}" if years else "")
        notes = (
            *((f"{', '.join(self.missing)} {'is' if len(self.missing) == 1 else 'are'} missing",) * bool(self.missing)),
            *((f"{self.undated:,} without a day",) * bool(self.undated)),
            *((f"{self.excerpts:,} only as excerpts",) * bool(self.excerpts)),
            *((f"{self.stale:,} indexed with other packs",) * bool(self.stale)),
            *((f"{self.other_languages:,} in other languages not looked at",) * bool(self.other_languages)),
        )
        return "; ".join((said, *notes))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one statement of the archive: `quote` is `[start, end)` of its text, `sentence` the sentence there."""

    statement: str
    date: str
    start: int
    end: int
    quote: str
    sentence: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the archive shows of one wording, as an analyst would report it.

    `what` is the concept's id or the phrase; `weight` (0 to 100) is the sum of `terms`, `level` follows from it as in
    comparisons. `said` is the event in a sentence, `new` and `old` are its quotes: of a first mention the new one, of a
    drop the last one, of a novel passage the passage (its `statement` is "") and the nearest earlier wording.
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
    """How often one statement has a wording, and where first: a code point, -1 where that was not looked up."""

    statement: str
    date: str
    count: int
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Life:
    """Where one wording occurs in a row of statements, oldest first: a cell for each statement that has it.

    `what` is a concept's id, or the phrase as it was asked or mined; `name` how it reads in the texts. `ladder` and
    `rank` are those of the concept, where it has them.
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
    """The first and last mention of a wording, what became of it, and how old it is.

    `events` are, heaviest first, one of each kind at most: the first mention; the drop after two mentions or more in a
    row, where it lasts; the restoration after the longest gap. `age` counts the statements in a row up to the last one
    that have it, 0 where the last one has it not. `statements` counts those that have it, of those in `coverage`.
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
    """What of a statement no earlier one says: at most one event a passage, heaviest first.

    `sentences` counts those that can be novel: not headings, date lines, courtesies and signatures. Where nothing
    earlier is held there are no events, for nothing is shown by it.
    """

    events: tuple[Event, ...]
    sentences: int
    known: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Share:
    """A wording in one year: statements that have it, of how many; its occurrences, and the words of all of them.

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
    """The history of a wording: its shares by year (and group), what is beside it, and who used it first.

    `beside` are the concepts most often in its sentences, with counts. `users` are the first passages of each party
    that has it, the first user first; `events` has one where a party that had other texts before took it over.
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
    """What a new text of a series is compared with: the statement before it, and those before that, oldest first."""

    previous: Full
    earlier: tuple[Full, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Step:
    """How much two statements of a series share: the share of the later one's sentences, 0 to 1."""

    before: str
    after: str
    date: str
    shared: float


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that `verify` found wrong: with which statement, what, and what mends it."""

    statement: str
    code: str
    message: str


class StatementArchive(Protocol):
    """The statements of one tenant. May be shared by threads; processes open their own.

    Where a method takes an `executor`, its workers do the work, each with the archive opened anew: threads, processes
    or the machines of a cluster. What is yielded, and in which order, is the same with any and without. Raises
    WORKERS_LOST where they end before the work is done, OTHER_PACKS where one has another version of Diple.

    Every method raises ArchiveError: ARCHIVE_UNAVAILABLE where the database does not answer, the disk is full or the
    file cannot be written, ARCHIVE_BUSY where another process holds it too long, ARCHIVE_NEWER where a later version of
    Diple made it; of a scope WRONG_DETAILS where its days, level or language are none. Asking an archive that was never
    written to makes nothing: it is empty.
    """

    def add(self, incoming: Iterable[Incoming], *, correct: bool = False) -> Iterator[Kept]:
        """Keeps statements, and says of each what became of it, in their order.

        What is held already, by the digest of its bytes, is not kept twice, whoever else imports at the same time; it
        joins the series that it names, and with `correct` takes the details that come; where these name another
        language, its text is cut and indexed by that. A statement and all of its index rows are one transaction, which
        may hold several statements: after a kill each is there as a whole or not at all. Consume the iterator to the
        end: it writes as it goes.
        """
        ...

    def entries(self, scope: Scope = Scope(), *, limit: int | None = None, offset: int = 0) -> tuple[Held, ...]:
        """The statements of a scope, oldest first, those without a day last. Raises UNKNOWN_SERIES."""
        ...

    def get(self, id_: str) -> Full:
        """A statement with its text. Any first digits of the id will do that no other has. Raises UNKNOWN_STATEMENT."""
        ...

    def correct(self, id_: str, details: Details) -> Held:
        """Puts other details in the place of all that are known. Raises UNKNOWN_STATEMENT, WRONG_DETAILS."""
        ...

    def remove(self, id_: str) -> None:
        """Removes a statement and all of its index rows. Raises UNKNOWN_STATEMENT."""
        ...

    def versions(self, id_: str) -> tuple[Held, ...]:
        """The other language versions of a statement. Raises UNKNOWN_STATEMENT."""
        ...

    def verify(self) -> Iterator[Fault]:
        """Checks each digest, and whether the index rows are those that each text gives; yields what is wrong."""
        ...

    def reindex(self, *, everything: bool = False, executor: Executor | None = None) -> Iterator[str]:
        """Makes the index rows anew, of all statements or those that were indexed with other packs; yields their ids.

        Each statement's rows are replaced in one transaction, so that a kill leaves the old ones or the new ones.
        """
        ...

    def novelties(
        self, scope: Scope = Scope(), *, limit: int = 3, executor: Executor | None = None
    ) -> Iterator[tuple[str, Novelty]]:
        """The id of each statement of a scope that has a day, oldest first, with its novelty. Raises UNKNOWN_SERIES."""
        ...

    def mine(self, *, executor: Executor | None = None) -> Iterator[tuple[str, int]]:
        """Mines the phrases of each series and keeps them with it; yields its name and how many are kept."""
        ...

    def pairs(self, series: str, *, executor: Executor | None = None) -> Iterator[Step]:
        """How much each two statements of a series share that are in one language and have a day.

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
        """Makes a series, or describes it anew; its members stay. Raises WRONG_DETAILS."""
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
        """What the answers to questions in a scope rest on."""
        ...

    def mentions(self, what: str, scope: Scope = Scope()) -> Mentions:
        """First and last mention of a wording, its drop and its restoration, at most one event each.

        `what` is the id of a concept, of which any form counts, or else a phrase, found in its inflected forms where
        its words are neighbours in one sentence. Only statements with a day take part, and an excerpt drops nothing.
        Raises EMPTY_QUERY where a phrase has no word; COMMON_WORDS where it has only words that nearly all statements
        have ("of the"), and more than 5,000 are asked.
        """
        ...

    def novelty(self, statement: Statement, scope: Scope = Scope(), *, limit: int = 20) -> Novelty:
        """The passages of a statement that nothing in the scope says, beside each the nearest earlier wording.

        Statements of the day of `statement` or later do not count as earlier, nor does the same text.
        """
        ...

    def history(self, what: str, scope: Scope = Scope(), *, by: Grouping | None = None) -> History:
        """How much room a wording has over the years, what it is beside, and who used it first. `what` as above."""
        ...

    def search(self, query: str, scope: Scope = Scope(), *, limit: int = 20, offset: int = 0) -> Found:
        """Statements that have all the words of a query; words in "double quotes" as neighbours.

        Raises EMPTY_QUERY and COMMON_WORDS as `mentions`.

        Words are found in their inflected forms where the language has rules for them; a Chinese word, of whatever
        length, is its characters as neighbours. With `scope.concept` the query may be empty.
        """
        ...

    def baseline(self, series: str, statement: Statement, *, against: str = "") -> Baseline:
        """What a new text of a series is compared with: the latest statement of its language before its day.

        `against` is the id of another one. Raises UNKNOWN_SERIES, UNKNOWN_STATEMENT; NO_EARLIER where none is before.
        """
        ...

    def lives(self, scope: Scope, what: Sequence[str] = (), *, limit: int = 40) -> tuple[Life, ...]:
        """Where wordings occur in the statements of a scope: those asked for, in this order.

        Without any, the concepts and mined phrases that appear or disappear in the scope, heaviest first.
        """
        ...

    def phrases(self, series: str, *, limit: int = 40) -> tuple[Life, ...]:
        """Phrases that no pack holds and that recur in a series, the most telling first. Raises UNKNOWN_SERIES."""
        ...

    def steps(self, series: str) -> tuple[Step, ...]:
        """How much each statement of a series shares with the one before in its language. Raises UNKNOWN_SERIES."""
        ...

    def close(self) -> None:
        """Gives its connections back; the next question opens new ones."""
        ...
