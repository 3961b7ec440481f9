"""What of a statement nothing earlier says, and the nearest earlier wording beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, select

from diple.archive.statements.checking import first_day
from diple.archive.statements.contract import Coverage, Event, Full, Novelty, Passage, Scope
from diple.archive.statements.counting import count, covered
from diple.archive.statements.indexing.fingerprints import LEAST, is_short_sentence, prints
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.indexing.words import Tongue, tongue_of
from diple.archive.statements.listing import check_scope, read_full, within
from diple.archive.statements.lookups import Wanted
from diple.archive.statements.questions.contrasts import Contrasts
from diple.archive.statements.questions.passages import passage
from diple.archive.statements.questions.weighing import Named, terms_of, weighed
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, SENTENCES, STATEMENTS
from diple.lexicon import Concept
from diple.mark.sentence.concepts import roles
from diple.mark.text.series import LEAST as NEAR
from diple.mark.text.series import SAME
from diple.model import Span, Statement
from diple.noise.sentences import sentence_noise

CANDIDATES = 4
"""Earlier sentences that are looked at for each fingerprint."""
SOUGHT = 10
"""Passages for which earlier statements are searched by words, too, before they are called novel."""
ROW = 2
"""Sentences of a passage that are sought so."""
TELLING = 3
"""Words of a sentence by which it is searched."""
TWO_OF = 4
"""Words of a sentence of which two are searched, where no statement has the three: six look-ups at most."""
LONG = 50
"""Lines of a statement above which it is sought by its rarest words, and not by its longest.

Of the lines of which an earlier sentence has six to nine tenths, the rarest words find 162 of 283 in 32 joint
statements, most of them longer than this, and the longest 163; in 127 shorter ones of the FOMC 369 and 386 of 477. The
longest words of one sentence were all in a twentieth of 20,000 invented statements, which PostgreSQL then reads.
"""
RARE = 3
"""Statements with these words that are read."""
FEW = 3_000
"""Statements of which all mentions are read to see which concepts they have."""
FEWER = 1_000
"""Statements among which neighbours are sought by two words: each pair of words is one question."""
ALIKE = 0.35
"""Share of a passage's content in one earlier sentence, from which it is said to be reworded in part."""


@dataclass
class Line:
    """A sentence of the new statement: its place, its words of content, and the nearest earlier sentence.

    `contrast` is what it differs in from that sentence, if it says otherwise in nearly the same words: "a denial".
    """

    at: int
    span: Span
    content: frozenset[str]
    prints: tuple[int, ...]
    share: float = 0.0
    nearest: Passage | None = None
    contrast: str = ""

    @property
    def is_known(self) -> bool:
        """Whether an earlier sentence says much the same."""
        return self.share >= SAME and not self.contrast

    @property
    def is_novel(self) -> bool:
        """Whether no earlier sentence that was found is like it, or the nearest one says otherwise."""
        return self.share < NEAR or bool(self.contrast)

    def note(self, share: float, contrast: str, nearest: Passage) -> None:
        """Notes an earlier sentence that is nearer than the one before."""
        self.share, self.contrast, self.nearest = share, contrast, nearest


class Place(NamedTuple):
    """A sentence of a statement held."""

    statement: int
    sentence: int


def novelty(shelf: Shelf, statement: Statement, scope: Scope, limit: int) -> Novelty:
    """The passages that no earlier statement has. Raises ArchiveError: UNKNOWN_SERIES, WRONG_DETAILS."""
    check_scope(shelf, scope)
    before = replace(scope, language=scope.language or statement.language)
    if statement.date:
        before = replace(before, until=min(filter(None, (day_before(statement.date), scope.until))))
    lines = lines_of(statement)
    if not shelf.database.begun:
        return Novelty((), len(lines), 0, Coverage(0))
    with shelf.database.reading() as connection:
        coverage = covered(shelf, connection, before)
        everything = coverage.statements if scope.language else count(shelf, connection, replace(before, language=""))
        coverage = replace(coverage, other_languages=everything - coverage.statements)
        if not statement.date:
            coverage = without_itself(shelf, connection, coverage, statement, before)
        find_nearest(shelf, connection, lines, statement, before)
        events = events_of(shelf, connection, lines, statement, before, coverage) if coverage.statements else []
    known, novel = sum(line.is_known for line in lines), sum(line.is_novel for line in lines)
    return Novelty(tuple(events[:limit]), len(lines), known, coverage, len(lines) - known - novel)


def without_itself(
    shelf: Shelf, connection: Connection, coverage: Coverage, statement: Statement, scope: Scope
) -> Coverage:
    """What an answer on a text without a day rests on: all statements of a scope but that text."""
    own = (*within(shelf, scope), STATEMENTS.c.text_sha256 == statement.sha256)
    rows = connection.execute(select(STATEMENTS.c.date).where(*own)).scalars().all()
    undated = coverage.undated - sum(not date for date in rows)
    return replace(coverage, statements=coverage.statements - len(rows), undated=undated)


def day_before(date: str) -> str:
    """The last day that is earlier than a day, month or year. Raises ArchiveError, WRONG_DETAILS."""
    return (first_day(date) - timedelta(days=1)).isoformat()


def lines_of(statement: Statement) -> list[Line]:
    """The sentences that have words enough to be looked for, without date lines, courtesies and signatures."""
    tongue = tongue_of(statement.language)
    found = []
    for at, span in enumerate(statement.sentences):
        sentence = statement.text[slice(*span)]
        words = tongue.sequence(sentence)
        content = tongue.content(words)
        is_long = len(content) >= LEAST or is_short_sentence(content, sentence)
        if is_long and not sentence_noise(None, sentence, statement.language):
            found.append(Line(at, span, frozenset(content), tuple(dict.fromkeys(prints(words, content)))))
    return found


def find_nearest(
    shelf: Shelf, connection: Connection, lines: Sequence[Line], statement: Statement, scope: Scope
) -> None:
    """Notes for each line the share of its content that the nearest earlier sentence has.

    A sentence that an earlier statement has word for word is sought no further.
    """

    def conditions(table: Table) -> list[ColumnElement[bool]]:
        return [*within(shelf, scope, of=table.c.statement), STATEMENTS.c.text_sha256 != statement.sha256]

    tongue, contrasts = tongue_of(statement.language), Contrasts(statement, shelf.lexicon)

    def look(sought: Mapping[int, Sequence[Line]], most: int) -> None:
        wanted = Wanted(SENTENCES, list(sought), conditions, most)
        found: dict[int, list[tuple[Line, int]]] = {}
        for made, number, sentence in shelf.lookups.few(connection, wanted):
            found.setdefault(number, []).extend((line, sentence) for line in sought[made])
        for full, places in zip(read_full(shelf, connection, list(found)), found.values(), strict=True):
            earlier = Earlier(full, tongue, contrasts)
            for line, sentence in places:
                earlier.compare(line, sentence)

    look(by_number((line.prints[0], line) for line in lines), 1)
    unsure = [line for line in lines if line.share < 1 or line.contrast]
    rest = [(line, line.prints if line.contrast else line.prints[1:]) for line in unsure]
    look(by_number((made, line) for line, sought in rest for made in sought), CANDIDATES)


def by_number(pairs: Iterable[tuple[int, Line]]) -> dict[int, list[Line]]:
    """The lines by their fingerprints, or by the statements that may be like them."""
    found: dict[int, list[Line]] = {}
    for made, line in pairs:
        found.setdefault(made, []).append(line)
    return found


class Earlier:
    """An earlier statement that lines are compared with, each sentence's words of content read once."""

    def __init__(self, full: Full, tongue: Tongue, contrasts: Contrasts) -> None:
        self._full, self._tongue, self._contrasts = full, tongue, contrasts
        self._contents: dict[int, frozenset[str]] = {}

    def compare(self, line: Line, sentence: int) -> None:
        """Notes a sentence where it is nearer to the line than those seen before.

        One that is like it and does not say otherwise is nearer than all that say otherwise.
        """
        share = len(line.content & self._content(sentence)) / len(line.content)
        is_like = share >= NEAR
        if share > line.share or (is_like and line.contrast):
            statement = self._full.statement
            span = statement.sentences[sentence]
            contrast = self._contrasts.between(line.span, statement, span) if is_like else ""
            has_like = line.share >= NEAR and not line.contrast
            if not (contrast and has_like) and (share > line.share or not contrast):
                line.note(share, contrast, passage(self._full, span))

    def compare_all(self, line: Line) -> None:
        """The same of each sentence."""
        for sentence in range(len(self._full.statement.sentences)):
            self.compare(line, sentence)

    def _content(self, sentence: int) -> frozenset[str]:
        known = self._contents.get(sentence)
        if known is None:
            statement = self._full.statement
            words = self._tongue.sequence(statement.text[slice(*statement.sentences[sentence])])
            known = self._contents[sentence] = frozenset(self._tongue.content(words))
        return known


def events_of(
    shelf: Shelf,
    connection: Connection,
    lines: Sequence[Line],
    statement: Statement,
    scope: Scope,
    coverage: Coverage,
) -> list[Event]:
    """An event for each passage that is new, heaviest first."""
    fresh = fresh_concepts(shelf, connection, statement, scope, coverage.statements)

    def ranked() -> list[tuple[Concept | None, list[Line]]]:
        found = [(heaviest(shelf, run, statement, fresh), run) for run in runs(lines, statement) if run]
        return sorted(found, key=lambda pair: (-(pair[0].weight if pair[0] else 0), pair[1][0].at))

    sought = [line for _, run in ranked()[:SOUGHT] for line in run[:ROW]]
    seek(shelf, connection, sought, telling(lines), statement, scope, coverage.statements)
    found = [event_of(shelf, concept, run, statement, coverage) for concept, run in ranked()]
    return sorted(found, key=lambda event: (-event.weight, event.new.start if event.new else 0))


def fresh_concepts(
    shelf: Shelf, connection: Connection, statement: Statement, scope: Scope, size: int
) -> dict[str, list[Span]]:
    """The concepts of a statement that nothing in the scope mentions, and where they are."""
    places: dict[str, list[Span]] = {}
    for match in shelf.lexicon.matches(statement.text, statement.language):
        if not match.clause_only:
            places.setdefault(match.concept, []).append(Span(match.start, match.end))
    known = mentioned(shelf, connection, [number_of(concept) for concept in places], replace(scope, language=""), size)
    return {concept: spans for concept, spans in places.items() if number_of(concept) not in known}


def mentioned(shelf: Shelf, connection: Connection, concepts: Sequence[int], scope: Scope, size: int) -> set[int]:
    """Those of some concepts that statements of a scope mention, of which there are so many in one language.

    Of few statements all mentions are read: a concept that none of them has may be in ten thousand others.
    """
    if size <= FEW:
        own = MENTIONS.c.statement.in_(select(STATEMENTS.c.number).where(*within(shelf, scope)))
        return set(connection.execute(select(MENTIONS.c.concept).where(own).distinct()).scalars()).intersection(
            concepts
        )

    def conditions(table: Table) -> list[ColumnElement[bool]]:
        return within(shelf, scope, of=table.c.statement)

    return {row[0] for row in shelf.lookups.few(connection, Wanted(MENTIONS, concepts, conditions, 1))}


def runs(lines: Sequence[Line], statement: Statement) -> Iterator[list[Line]]:
    """Novel sentences, those in a row in one paragraph together: to an analyst they are one thing.

    One that says otherwise than an earlier sentence is alone, beside that sentence.
    """
    ends = iter([block.end for block in statement.blocks])
    end, run = 0, list[Line]()
    for line in lines:
        is_apart = not line.is_novel or line.contrast or (run and run[-1].contrast)
        if run and (is_apart or line.span.start >= end or line.at != run[-1].at + 1):
            yield run
            run = []
        while line.span.start >= end:
            end = next(ends, len(statement.text) + 1)
        if line.is_novel:
            run.append(line)
    yield run


def heaviest(
    shelf: Shelf, run: Sequence[Line], statement: Statement, fresh: Mapping[str, Sequence[Span]]
) -> Concept | None:
    """The heaviest formula that a passage is the first to mention; a verb of a ladder is none."""
    start, end = run[0].span.start, run[-1].span.end
    inside = [name for name, spans in fresh.items() if any(start <= span.start < end for span in spans)]
    concepts = [concept for name in inside if roles().is_formula(concept := shelf.lexicon.concepts[name])]
    return max(concepts, key=lambda concept: (concept.weight, concept.id), default=None)


def telling(lines: Sequence[Line]) -> Callable[[str], tuple[int, int, str]]:
    """The order of words in which the most telling are first.

    A long statement shows which words are rare: those that it has in the fewest lines. In a short one nearly all are in
    one line, and those in several are of its subject, which an earlier sentence has in common with it: length decides.
    """
    times = Counter(word for line in lines for word in line.content) if len(lines) > LONG else Counter[str]()
    return lambda word: (times[word], -len(word), word)


def seek(
    shelf: Shelf,
    connection: Connection,
    lines: Sequence[Line],
    order: Callable[[str], tuple[int, int, str]],
    statement: Statement,
    scope: Scope,
    size: int,
) -> None:
    """Looks for what is like sentences by their most telling words, where fingerprints found nothing.

    Of few statements (`size`), those are read as well that have two of the words, where nothing had all of them.
    """
    tongue, contrasts = tongue_of(statement.language), Contrasts(statement, shelf.lexicon)
    conditions = [*within(shelf, scope, of=STATEMENTS.c.number), STATEMENTS.c.text_sha256 != statement.sha256]

    def holding(words: Sequence[str]) -> list[int]:
        phrases = [(word,) for word in words] if tongue.spaced else [tuple(word) for word in words]
        held = STATEMENTS.c.number.in_(shelf.words.holding(*([phrase] for phrase in phrases)))
        chosen = select(STATEMENTS.c.number).where(*conditions, held).order_by(STATEMENTS.c.number).limit(RARE)
        return list(connection.execute(chosen).scalars())

    def compare(found: Mapping[int, Sequence[Line]]) -> None:
        for number, full in zip(sorted(found), read_full(shelf, connection, sorted(found)), strict=True):
            earlier = Earlier(full, tongue, contrasts)
            for line in found[number]:
                earlier.compare_all(line)

    ranked = [(line, sorted(line.content, key=order)) for line in lines]
    compare(by_number((number, line) for line, words in ranked for number in holding(words[:TELLING])))
    if size <= FEWER:
        alone = [(line, words[:TWO_OF]) for line, words in ranked if line.share < ALIKE]
        pairs = ((line, filter(None, map(holding, combinations(words, 2)))) for line, words in alone)
        compare(by_number((number, line) for line, found in pairs for number in next(found, ())))


def event_of(
    shelf: Shelf, concept: Concept | None, run: Sequence[Line], statement: Statement, coverage: Coverage
) -> Event:
    """The event of a novel passage."""
    nearest = max(run, key=lambda line: line.share)
    span = Span(run[0].span.start, run[-1].span.end)
    more: list[Named] = []
    if concept:
        more.append(("first_mention", f"it is the first to mention {concept.id}, {coverage}"))
    if nearest.share >= ALIKE:
        more.append(("reworded", f"an earlier sentence has {nearest.share:.0%} of its words of content"))
    terms = terms_of("F2" if concept else "G2", shelf.lexicon, concept, more, told=concept is not None)
    weight, level = weighed(terms, shelf.lexicon)
    quote = statement.text[slice(*span)]
    what = concept.id if concept else " ".join(quote.split())
    new = Passage("", statement.date or "", span.start, span.end, quote, " ".join(quote.split()))
    beside = f": the nearest earlier sentence differs by {nearest.contrast}" if nearest.contrast else ""
    said = f"No {'earlier' if statement.date else 'other'} statement says this{beside}, {coverage}."
    return Event("novel", what, new.date, "", weight, level, said, terms, nearest.nearest, new)
