"""The feeds of the archive: the statements of a series or of a search, the newest first, each with its events."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import Response, g, request

from diple.archive.statements.contract import Event, Held, Scope, StatementArchive
from diple.render.archive.feed import Entry, Told, feed
from diple.render.language.interface import call
from diple.web import access
from diple.web.answers import location
from diple.web.requests.language import language
from diple.web.routes.archive import holding
from diple.web.routes.archive.asking import given, narrowed, scope

ENTRIES = 20
"""Statements of a feed, the newest."""
FORMULAS = 24
"""Formulas of a series whose first mentions and drops are entries' events."""
NOVEL = 5
"""Novel passages of an entry."""
EVENTS = 12
"""Events of an entry, the heaviest."""
_BEGINS = {"first_mention", "dropped", "restored"}


def series_feed(name: str) -> Response:
    """The statements of a series with what each brought."""
    archive, asked = holding.asked(), scope(series=name)
    series, coverage = archive.series(name), archive.coverage(asked)
    newest = [each for each in archive.entries(asked) if each.details.date][-ENTRIES:][::-1]
    turns = events_by_statement(archive, asked)
    entries = [entry(archive, each, asked, turns.get(each.id, ())) for each in newest]
    itself, page = _link("series_feed", name=name), _link("series", name=name)
    return _answer(feed(_name("series", name), series.title or name, entries, itself, page, str(coverage)))


def search_feed() -> Response:
    """The statements that a search finds, with what each brought of the wording. Raises ArchiveError, EMPTY_QUERY."""
    archive, query, asked = holding.asked(), given("q"), scope()
    found = archive.search(query, asked, limit=ENTRIES)
    turns = _of_wording(archive, asked.concept or query, asked)
    sentences = {each.statement: each.sentence for each in found.passages}
    entries = [
        Entry(each.id, _title(each), each.details.date, _page_of(each.id),
              tuple(map(_told, turns.get(each.id, ()))), sentences.get(each.id, ""))
        for each in newest_of(archive, {*sentences, *turns})
    ]  # fmt: skip
    told = {"q": query, **narrowed()}
    named = "&".join(f"{name}={value}" for name, value in sorted(told.items()) if value)
    itself, page = _link("search_feed", **told), _link("list", **told)
    return _answer(feed(_name("search", named), query or asked.concept, entries, itself, page, str(found.coverage)))


def newest_of(archive: StatementArchive, ids: Collection[str]) -> Sequence[Held]:
    """The newest of some statements: those that have a wording, and one that dropped it, which no search finds."""
    held = sorted((archive.get(id_) for id_ in ids), key=lambda each: each.id)
    return sorted(held, key=lambda each: each.details.date, reverse=True)[:ENTRIES]


def events_by_statement(archive: StatementArchive, asked: Scope) -> dict[str, list[Event]]:
    """The first mentions, drops and restorations of the formulas of a series, by the statement that brought them."""
    found: dict[str, list[Event]] = {}
    for life in archive.lives(asked, limit=FORMULAS):
        for statement, events in _of_wording(archive, life.what, asked).items():
            found.setdefault(statement, []).extend(events)
    return found


def _of_wording(archive: StatementArchive, what: str, asked: Scope) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in archive.mentions(what, asked).events:
        if event.kind in _BEGINS:
            found.setdefault(event.statement, []).append(event)
    return found


def entry(archive: StatementArchive, held: Held, asked: Scope, turns: Sequence[Event]) -> Entry:
    """A statement with its events, the heaviest first."""
    novel = archive.novelty(archive.get(held.id).statement, asked, limit=NOVEL)
    events = sorted((*turns, *novel.events), key=lambda event: (-event.weight, event.kind, event.what))[:EVENTS]
    return Entry(held.id, _title(held), held.details.date, _page_of(held.id), tuple(map(_told, events)))


def _told(event: Event) -> Told:
    new, old = (each.sentence if each else "" for each in (event.new, event.old))
    return Told(event.weight, event.level, call(language(), event.kind).capitalize(), event.said, new, old)


def _title(held: Held) -> str:
    return held.details.title or held.label


def _page_of(id_: str) -> str:
    return _link("statement", id_=id_)


def _link(endpoint: str, **values: str) -> str:
    """The address of a page of this archive, with its host where that is known."""
    return location.link(f".{endpoint}", **values)


def _name(kind: str, name: str) -> str:
    """What the id of a feed is made of: what it is of, and whose."""
    return f"{request.blueprint} {g.get('sample') or access.caller().tenant} {kind} {name}"


def _answer(body: bytes) -> Response:
    return Response(body, mimetype="application/atom+xml")
