"""Statements of an archive as an Atom feed (RFC 4287): an entry for each, with the events that it brought.

The feed bears no clock: the same archive gives the same bytes. An entry is named by its statement, so that it stays the
same entry whatever else is kept; its `updated` is the day of the statement, or of a month or year alone the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from markupsafe import Markup

from diple.render.exchange.atom import begun, ended, entered, told
from diple.render.exchange.identity import urn
from diple.render.language.shown import named, shown

_UNKNOWN = "0001-01-01"
"""The day of a feed of which nothing is known: RFC 4287 wants one."""


class Told(NamedTuple):
    """One event of an entry: its weight, what kind it is, and a sentence that says it, with its quotes."""

    weight: int
    level: str
    kind: str
    said: str
    new: str = ""
    old: str = ""


class Entry(NamedTuple):
    """A statement: its id, title, day (as far as it is known), the address of its page, and its events."""

    id: str
    title: str
    date: str
    page: str
    events: tuple[Told, ...]
    lead: str = ""


def feed(name: str, title: str, entries: Sequence[Entry], itself: str, page: str, subtitle: str) -> bytes:
    """The entries as a feed, in their order. `name` is what it is of and stays the same, `subtitle` the coverage."""
    updated = max(map(day, entries), default=_UNKNOWN)
    called, covered = str(named(f"Diple: {title}")), str(named(subtitle))
    root = begun(called, urn("archive", name), updated, subtitle=covered, itself=itself, page=page)
    for each in entries:
        entry(root, each)
    return ended(root)


def entry(root: etree._Element, given: Entry) -> None:
    """One statement, with its events."""
    date = day(given)
    made = entered(root, str(named(given.title)), urn("statement", given.id), date, given.date and date, given.page)
    listed = Markup("<ol>{}</ol>").format(Markup("").join(map(item, given.events))) if given.events else Markup("")
    lead = Markup("<p>{}</p>").format(shown(given.lead)) if given.lead else Markup("")
    told(made, [event.level for event in given.events], lead + listed)


def item(event: Told) -> Markup:
    """An event as an item of a list."""
    quotes = [Markup("<blockquote>{}</blockquote>").format(shown(quote)) for quote in (event.old, event.new) if quote]
    head = Markup("<li>{} <b>{}</b>. {}").format(event.weight, event.kind, shown(event.said))
    return head + Markup("").join(quotes) + Markup("</li>")


def day(given: Entry) -> str:
    """The day of an entry, the first of a month or year that is given alone; of one without any the first of all."""
    return (given.date + _UNKNOWN[len(given.date) :]) if given.date else _UNKNOWN
