"""A series of comparisons as an Atom feed (RFC 4287): an entry for each, with its markers by falling score.

The feed bears no clock, so that the same statements give the same bytes. RFC 4287 wants `updated` in every entry, and
has `published` for the day of a statement: where that day is known, both are that day. Where it is not, the entry says
so and has no `published`; its `updated` is the day of the nearest dated statement, an earlier one before a later one,
which keeps the order of the series. A series of which no day is known at all is refused: any date would be made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from lxml import etree
from markupsafe import Markup

from diple.errors import OptionError
from diple.model import Marker
from diple.render.exchange.identity import urn
from diple.render.language.phrases import called, number
from diple.render.language.shown import shown
from diple.render.look import HIGHEST
from diple.render.markers.naming import headline, label, rationale
from diple.result import Comparison
from diple.version import VERSION

ATOM = "http://www.w3.org/2005/Atom"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNDATED = Markup("<p>The day of this statement is not known; the entry has that of the nearest dated one.</p>")


def feed(comparisons: Sequence[Comparison], pages: Sequence[str] = (), itself: str | None = None) -> bytes:
    """The comparisons as a feed, the newest first; `comparisons` are in the order of the series.

    `pages` are the addresses of their pages, and `itself` that of the feed, where they have some.
    Raises OptionError, UNDATED, where no statement shows its day.
    """
    dates, names = days(comparisons), ids(comparisons)
    identity = urn("series", pair(comparisons[0]))
    root = begun(f"Diple: {title(comparisons[-1])}", identity, max(dates), itself=itself)
    for at in reversed(range(len(comparisons))):
        entry(root, comparisons[at], names[at], dates[at], pages[at] if pages else None)
    return ended(root)


def entry(root: etree._Element, comparison: Comparison, name: str, date: str, page: str | None) -> None:
    """One comparison: what changed since the statement before."""
    known = day(comparison)
    found = Markup("<ol>{}</ol>").format(listed(comparison.markers[:HIGHEST]))
    said = f"{title(comparison)}: {number(len(comparison.markers), 'marker')}"
    made = entered(root, said, urn("entry", name), date, known, page)
    told(made, [marker.level for marker in comparison.markers], found if known else UNDATED + found)


def begun(
    title: str, identity: str, updated: str, *, subtitle: str = "", itself: str | None = None, page: str = ""
) -> etree._Element:
    """A feed without entries: what it is called, its id and its last day; `itself` and `page` are addresses."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    add(root, "title", title)
    if subtitle:
        add(root, "subtitle", subtitle)
    add(root, "id", identity)
    add(root, "updated", moment(updated))
    add(root, "generator", "Diple").set("version", VERSION)
    if itself:
        link(root, "self", itself, "application/atom+xml")
    if page:
        link(root, "alternate", page, "text/html")
    add(add(root, "author"), "name", "Diple")
    return root


def ended(root: etree._Element) -> bytes:
    """The feed as it is sent."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def entered(
    root: etree._Element, title: str, identity: str, updated: str, published: str | None, page: str | None
) -> etree._Element:
    """A new entry, with the day that its order asks for and, where it is known, its own; `page` is an address."""
    made = add(root, "entry")
    add(made, "title", title)
    add(made, "id", identity)
    add(made, "updated", moment(updated))
    if published:
        add(made, "published", moment(published))
    if page:
        link(made, "alternate", page, "text/html")
    return made


def told(entry: etree._Element, levels: Sequence[str], content: Markup) -> None:
    """The levels of what an entry tells, each once, and what it tells."""
    for level in dict.fromkeys(levels):
        add(entry, "category").set("term", level)
    add(entry, "content", content).set("type", "html")


def pair(comparison: Comparison) -> str:
    """A name that follows from the two texts alone: what another version of Diple finds is the same entry, revised."""
    return sha256(f"{comparison.old.sha256} {comparison.new.sha256}".encode()).hexdigest()[:32]


def ids(comparisons: Sequence[Comparison]) -> list[str]:
    """The names of the entries; where a series comes back to the same two texts, with how often they came."""
    seen: Counter[str] = Counter()
    made = []
    for name in map(pair, comparisons):
        seen[name] += 1
        made.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return made


def days(comparisons: Sequence[Comparison]) -> list[str]:
    """For each comparison the day of its new statement, or else of the nearest dated one of the series."""
    known = [day(each) for each in comparisons]
    first = next((one for one in known if one), None) or (day_in(comparisons[0].old.date) if comparisons else None)
    if first is None:
        raise OptionError(
            "UNDATED",
            "No statement of the series gives its day, and an entry of an Atom feed must have one.",
            "Give the days beside the texts (--dates on the command line, `date` in the API), or ask for json.",
        )
    made = []
    last = day_in(comparisons[0].old.date) or first
    for one in known:
        last = one or last
        made.append(last)
    return made


def link(parent: etree._Element, rel: str, href: str, media_type: str) -> None:
    """An address of the feed or an entry."""
    made = add(parent, "link")
    for name, value in (("rel", rel), ("type", media_type), ("href", href)):
        made.set(name, value)


def listed(markers: Sequence[Marker]) -> Markup:
    """The markers, an item each."""
    return Markup("").join(
        Markup("<li>{} <b>{}</b>. {} ({}). {}</li>").format(
            marker.score,
            shown(label(marker)),
            shown("; ".join(headline(kind) for kind in marker.kinds)),
            ", ".join(kind.code for kind in marker.kinds),
            shown(rationale(marker)),
        )
        for marker in markers
    )


def title(comparison: Comparison) -> str:
    """The new statement, and the one that it is compared with."""
    names = [called(statement, statement.date or "untitled") for statement in (comparison.new, comparison.old)]
    return legible(f"{names[0]}, compared with {names[1]}")


def day(comparison: Comparison) -> str | None:
    """The day of the new statement, where it is known."""
    return day_in(comparison.new.date)


def day_in(date: str | None) -> str | None:
    """The day that a date begins with or holds."""
    found = DAY.search(date or "")
    return found.group() if found else None


def moment(day: str) -> str:
    """A day as a moment, its beginning."""
    return f"{day}T00:00:00Z"


def add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    """A new element in a parent."""
    made = etree.SubElement(parent, f"{{{ATOM}}}{tag}")
    made.text = None if text is None else legible(text)
    return made


def legible(text: str) -> str:
    """A text without the characters that XML cannot hold; elsewhere they are shown by their names."""
    return FORBIDDEN.sub("", text)
