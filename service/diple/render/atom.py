"""A series of comparisons as an Atom feed (RFC 4287): an entry for each, with its markers by falling score.

The feed bears no clock: an entry is dated by the day of its new statement, and where none is known by the beginning of
the Unix epoch, so that the same statements give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from markupsafe import Markup

from diple.model import Marker
from diple.render import HIGHEST
from diple.render.notes import heading, rationale
from diple.render.phrases import called, number
from diple.render.shown import shown
from diple.result import Comparison
from diple.version import VERSION

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def feed(comparisons: Sequence[Comparison]) -> bytes:
    """The comparisons as a feed, the newest first; `comparisons` are in the order of the series."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    last = comparisons[-1] if comparisons else None
    add(root, "title", f"Diple: {title(last)}" if last else "Diple")
    add(root, "id", f"urn:diple:series:{comparisons[0].id}" if comparisons else "urn:diple:series")
    add(root, "updated", max((updated(each) for each in comparisons), default=f"{EPOCH}T00:00:00Z"))
    add(root, "generator", "Diple").set("version", VERSION)
    add(add(root, "author"), "name", "Diple")
    for each in reversed(comparisons):
        entry(root, each)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def entry(root: etree._Element, comparison: Comparison) -> None:
    """One comparison: what changed since the statement before."""
    made = add(root, "entry")
    add(made, "title", f"{title(comparison)}: {number(len(comparison.markers), 'marker')}")
    add(made, "id", f"urn:diple:comparison:{comparison.id}")
    add(made, "updated", updated(comparison))
    for level in dict.fromkeys(marker.level for marker in comparison.markers):
        add(made, "category").set("term", level)
    content = add(made, "content", Markup("<ol>{}</ol>").format(listed(comparison.markers[:HIGHEST])))
    content.set("type", "html")


def listed(markers: Sequence[Marker]) -> Markup:
    """The markers, an item each."""
    return Markup("").join(
        Markup("<li>{} {} ({}): {}, with regard to {}. {}</li>").format(
            marker.score,
            heading(marker),
            marker.code,
            marker.direction,
            shown(marker.referent),
            shown(rationale(marker)),
        )
        for marker in markers
    )


def title(comparison: Comparison) -> str:
    """The new statement, and the one that it is compared with."""
    names = [called(statement, statement.date or "untitled") for statement in (comparison.new, comparison.old)]
    return legible(f"{names[0]}, compared with {names[1]}")


def updated(comparison: Comparison) -> str:
    """The day of the new statement as a moment."""
    found = DAY.search(comparison.new.date or "")
    return f"{found.group() if found else EPOCH}T00:00:00Z"


def add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    """A new element in a parent."""
    made = etree.SubElement(parent, f"{{{ATOM}}}{tag}")
    made.text = None if text is None else legible(text)
    return made


def legible(text: str) -> str:
    """A text without the characters that XML cannot hold; elsewhere they are shown by their names."""
    return FORBIDDEN.sub("", text)
