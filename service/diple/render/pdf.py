"""A comparison as a PDF for the file: the markers with their reasons, then the whole text with its changes.

Set by WeasyPrint, which is an extra (`pip install 'diple[pdf]'`). The same comparison gives the same bytes: the file
bears no date, and its identifier is that of the comparison.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import cast

from markupsafe import Markup

from diple.errors import OptionError
from diple.model import Marker, Selector
from diple.render import HIGHEST, PLAIN, Look
from diple.render.notes import heading, rationale, sum_in_words, words_after, words_before
from diple.render.redline import Piece, Row, rows
from diple.render.shown import shown
from diple.render.wording import Tongue
from diple.result import Comparison, count_words

MOST_QUOTES = 3  # quotations of one side that a marker shows
NEAR = 48  # code points of the first words of a sentence


def render(comparison: Comparison, look: Look = PLAIN) -> bytes:
    """The comparison as a PDF. Raises OptionError, MISSING_EXTRA, where WeasyPrint is not installed."""
    return bytes(
        weasyprint()
        .HTML(string=page(comparison, look), url_fetcher=nothing)
        .write_pdf(pdf_identifier=comparison.id.encode()[:16])
    )


def weasyprint() -> ModuleType:
    """The library, with its warnings off: what it does not know of the style is of no consequence."""
    try:
        import weasyprint as library
    except (ImportError, OSError) as error:  # OSError: the Pango libraries that it stands on are missing
        raise OptionError(
            "MISSING_EXTRA",
            f"A PDF needs WeasyPrint, which is not here: {error}.",
            "Install it: pip install 'diple[pdf]' (on Debian also apt-get install libpango-1.0-0 libpangoft2-1.0-0).",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return cast(ModuleType, library)


def nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetches nothing, whatever a text may ask for."""
    raise ValueError(f"nothing is fetched: {url}")


@cache
def style() -> str:
    """The style sheet of the file."""
    return files("diple.render").joinpath("pdf.css").read_text(encoding="utf-8")


def page(comparison: Comparison, look: Look) -> str:
    """The whole file as HTML, before it is set."""
    told = comparison.markers if look.all else comparison.markers[:HIGHEST]
    body = Markup("").join([*head(comparison), *markers(comparison, told), *text(comparison, look)])
    return Markup("<!doctype html><html lang=en><meta charset=utf-8><title>{}</title><style>{}</style>{}").format(
        shown(comparison.new.title or "Comparison"), Markup(style()), body
    )


def head(comparison: Comparison) -> Iterator[Markup]:
    """What is compared, and how much of what was found."""
    yield Markup("<h1>{}</h1>").format(shown(comparison.new.title or comparison.old.title or "Comparison"))
    facts = [
        (side, f"{statement.title or 'no title'} · {statement.language} · {count_words(statement.text):,} words")
        for side, statement in (("Old", comparison.old), ("New", comparison.new))
    ]
    facts.append(("Read as", f"{comparison.mode}: {comparison.mode_reason}"))
    facts.append(("Found", f"{len(comparison.markers):,} markers, {len(comparison.counting):,} changes that count"))
    facts += [("Note", notice.message) for notice in (*comparison.degraded, *comparison.warnings)]
    for label, said in facts:
        yield Markup("<p class=fact><b>{}</b> {}</p>").format(label, shown(said))


def markers(comparison: Comparison, told: Sequence[Marker]) -> Iterator[Markup]:
    """The markers by falling score, each with its reason, its evidence and its sum."""
    if told:
        yield Markup("<h2>Markers</h2>")
    for marker in told:
        yield Markup("<div class=marker><h3><i class={}>› {}</i> {} <small>{} {}</small></h3>").format(
            marker.level, marker.score, shown(heading(marker)), marker.code, marker.level
        )
        yield Markup("<p><b>{}</b>, with regard to {}</p>").format(
            marker.direction.capitalize(), shown(marker.referent)
        )
        yield Markup("<p>{}</p>").format(shown(rationale(marker)))
        for side, found in (("old", marker.old), ("new", marker.new)):
            yield from (quoted(side, selector) for selector in found[:MOST_QUOTES])
        if marker.contested:
            yield Markup("<p>Contested: {}</p>").format(shown(marker.counter_reading or "readers disagree on this"))
        yield Markup("<p class=sum>{}</p></div>").format(shown(sum_in_words(marker)))
    more = len(comparison.markers) - len(told)
    if more > 0:
        yield Markup("<p class=sum>and {} more of lower score</p>").format(more)


def quoted(side: str, selector: Selector) -> Markup:
    """A quotation in one line with what stands around it."""
    before, after = words_before(selector.prefix), words_after(selector.suffix)
    tag = Markup("del" if side == "old" else "ins")
    parts = (shown(" ".join(part.split())) for part in (before, selector.exact, after))
    first, exact, last = parts
    gaps = [" " if part[-1:].isspace() or part[:1].isspace() else "" for part in (before[-1:], after[:1])]
    return Markup("<p class=quote>{} {}{}<{}>{}</{}>{}{}</p>").format(
        side, first, gaps[0], tag, exact, tag, gaps[1], last
    )


def text(comparison: Comparison, look: Look) -> Iterator[Markup]:
    """The whole text in one column, with deletions and insertions, and a line for what stood elsewhere."""
    yield Markup("<h2>The text</h2>")
    old, new = Tongue(comparison.old.language).attributes, Tongue(comparison.new.language).attributes
    for row in rows(comparison):
        if row.away:
            moved = "down" if row.down else "up"
            yield Markup("<p class=away>here stood a sentence that has moved {}: {}</p>").format(moved, opening(row))
        elif comparison.mode == "translation":
            yield Markup("<p{}>{}</p><p class=other{}>{}</p>").format(old, side(row, 0), new, side(row, 1))
        else:
            label = Markup("<small>moved </small>") if row.segment.moved else Markup("")
            wording = Markup("").join(written(piece, look) for piece in row.pieces)
            yield Markup("<p{}>{}{}</p>").format(new, label, wording)


def written(piece: Piece, look: Look) -> Markup:
    """A stretch of the redline; a change that does not count stands in its new wording, unless it is asked for."""
    if piece.change is None or not (piece.counts or look.noise):
        return shown(piece.new)
    gone = Markup("<del>{}</del>").format(shown(piece.old)) if piece.old else Markup("")
    return gone + (Markup("<ins>{}</ins>").format(shown(piece.new)) if piece.new else Markup(""))


def side(row: Row, which: int) -> Markup:
    """One side of a row, whole."""
    return Markup("").join(shown(piece[which]) for piece in row.pieces)  # type: ignore[arg-type]


def opening(row: Row) -> Markup:
    """The first words of a row."""
    whole = "".join(piece.old for piece in row.pieces)
    return shown(whole[:NEAR].strip() + ("…" if len(whole) > NEAR else ""))
