"""A comparison as a PDF for the file: the markers with their reasons, then the whole text with its changes.

Changes bear signs as in a critical edition, so that they differ without colour and in copied text: wording of
the old text alone is in ⟦ ⟧, wording of the new one alone in ⸢ ⸣. Words of the edition are in the language of the
look; rationales and reasons of scores are English.

Set by WeasyPrint, which is an extra (`pip install 'diple[pdf]'`). The same comparison gives the same bytes: the file
bears no date, and its identifier is that of the comparison.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.resources import files
from types import ModuleType
from typing import cast

from markupsafe import Markup

from diple.errors import OptionError
from diple.model import Further, Marker, Notice
from diple.render.language.interface import call, say, title, told
from diple.render.language.phrases import words_after, words_before
from diple.render.language.shown import shown
from diple.render.language.tongue import Tongue
from diple.render.look import HIGHEST, PLAIN, Look
from diple.render.markers.naming import MOVED, heading, label, rationale, short_sum
from diple.render.printed.paragraphs import JOINT, Paragraph, paragraphs, with_joints
from diple.render.redline.differing import Quoted, one_line, quotes_of, shortened
from diple.render.redline.rows import Piece, Row
from diple.result import Comparison, count_words

MOST_QUOTES = 3  # quotations of one side that a marker shows
NEAR = 48  # code points of the first words of a sentence
GONE, CAME = "⟦⟧", "⸢⸣"
_QUOTED = re.compile("“[^”]*[\u0590-\u08ff][^”]*”")
_LAST_BLANKS = re.compile(r"\s+((?:</\w+>|[⟧⸣])*)$")


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
    except (ImportError, OSError) as error:  # OSError: the Pango libraries below it are missing
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
    return files("diple.render.printed").joinpath("pdf.css").read_text(encoding="utf-8")


def page(comparison: Comparison, look: Look) -> str:
    """The whole file as HTML, before it is set."""
    chosen = comparison.markers if look.all else comparison.markers[:HIGHEST]
    edition = _Edition(comparison, look)
    body = Markup("").join([*edition.head(), *edition.markers(chosen), *edition.text()])
    return Markup("<!doctype html><html lang={}><meta charset=utf-8><title>{}</title><style>{}</style>{}").format(
        look.language, shown(edition.title), Markup(style()), body
    )


class _Edition:
    """Writes the parts of the file in the language of a look."""

    def __init__(self, comparison: Comparison, look: Look) -> None:
        self._comparison, self._look, self._language = comparison, look, look.language
        self._: Callable[..., str] = partial(say, look.language)
        self._tongues = tuple(
            Tongue(statement.language, look.language) for statement in (comparison.old, comparison.new)
        )
        self._en = Tongue("en", look.language).attributes
        titles = comparison.old.title, comparison.new.title
        self.title = titles[1] or titles[0] or self._("Two texts compared")
        self._titled = self._tongues[bool(titles[1])].attributes if any(titles) else Markup("")

    def head(self) -> Iterator[Markup]:
        """What is compared, and how much of what was found."""
        _, comparison = self._, self._comparison
        yield Markup("<h1{}>{}</h1>").format(self._titled, shown(self.title))
        for side, statement in ((_("Old"), comparison.old), (_("New"), comparison.new)):
            words = _("{n} words", n=count_words(statement.text))
            named = _isolated(shown(statement.title or "—"))
            yield _fact(side, Markup("{} · {} · {}").format(named, statement.language, words))
        mode, reason = call(self._language, comparison.mode), shown(comparison.mode_reason)
        yield _fact(_("Read as"), Markup("{}<span{}>: {}</span>").format(mode, self._en, reason))
        yield _fact(_("Markers"), Markup("{}").format(len(comparison.markers)))
        yield _fact(_("Changes that count"), Markup("{}").format(len(comparison.counting)))
        for notice in (*comparison.degraded, *comparison.warnings):
            yield _fact(_("Note"), self._notice(notice))

    def _notice(self, notice: Notice) -> Markup:
        if self._language == "en":
            return shown(notice.message)
        return Markup("{} <span{}>{}</span>").format(told(self._language, notice.code), self._en, shown(notice.message))

    def markers(self, chosen: Sequence[Marker]) -> Iterator[Markup]:
        """The markers by falling score, each with its reason, its evidence and its sum."""
        _ = self._
        if chosen:
            yield Markup("<h2>{}</h2>").format(_("Markers"))
        for marker in chosen:
            level = call(self._language, marker.level)
            yield Markup("<div class=marker><h3><i class={}>› {}</i> {} <small>{} {}</small></h3>").format(
                marker.level, marker.score, _quotes_isolated(shown(label(marker))), marker.code, level
            )
            yield from (self._kind(each) for each in marker.kinds)
            yield Markup("<p{}>{}</p>").format(self._en, _quotes_isolated(shown(rationale(marker))))
            for which, found in enumerate(quotes_of(marker, self._comparison)):
                yield from (self._quoted(which, quote) for quote in found[:MOST_QUOTES])
            if marker.contested:
                reading = shown(marker.counter_reading or "")
                yield Markup("<p>{} <span{}>{}</span></p>").format(_("Contested."), self._en, reading)
            yield Markup("<p class=sum{}>{}</p></div>").format(self._en, shown(short_sum(marker)))
        more = len(self._comparison.markers) - len(chosen)
        if more > 0:
            yield Markup("<p class=sum>{}</p>").format(_("and {n} more of lower score", n=more))

    def _kind(self, kind: Further) -> Markup:
        """A kind of the event in words, its direction where it has one, and what it bears on."""
        named = shown(title(self._language, kind.code, heading(kind)))
        towards = self._(", ") + call(self._language, kind.direction) if kind.direction in MOVED else ""
        about = shown(kind.referent)
        return Markup("<p><b>{}{}</b>{}<span{}>{}</span></p>").format(named, towards, self._(": "), self._en, about)

    def _quoted(self, which: int, quote: Quoted) -> Markup:
        """A quotation in one line with the words around it, those that differ set off."""
        before, after = words_before(quote.selector.prefix), words_after(quote.selector.suffix)
        made = [shown(one_line(before))] if not quote.set_off else []
        for part in shortened(quote):
            differs = Markup("<b class={}>{}</b>").format(("gone", "came")[which], shown(part.text))
            made.append(differs if part.differs else shown(part.text))
        made += [shown(one_line(after))] if not quote.set_off else []
        return Markup("<div class=quote><i>{}</i><p{}>{}</p></div>").format(
            self._(("old", "new")[which]), self._tongues[which].attributes, Markup("").join(made)
        )

    def text(self) -> Iterator[Markup]:
        """The whole text in one column: deletions, insertions, and where moves came from, paragraph by paragraph."""
        _ = self._
        yield Markup("<h2>{}</h2><p class=key>{}").format(_("The text"), _signed(GONE, "gone", _("deleted")))
        yield Markup(" {}").format(_signed(CAME, "came", _("inserted")))
        yield Markup(" <span>{} {}</span></p>").format(JOINT.strip(), _("other wording in between"))
        for paragraph in paragraphs(self._comparison):
            if self._comparison.mode == "translation":
                yield from self._beside(paragraph)
                continue
            made = Markup("").join(self._row(row, paragraph) for row in paragraph.rows)
            tongue = self._tongues[any(row.new and not row.away for row in paragraph.rows)]
            kind = Markup(" class={}").format(paragraph.kind)
            yield Markup("<p{}{}>{}</p>").format(kind, tongue.attributes, Markup(_LAST_BLANKS.sub(r"\1", str(made))))

    def _beside(self, paragraph: Paragraph) -> Iterator[Markup]:
        """Sentences of two languages, one below the other."""
        for row in paragraph.rows:
            for which in (0, 1):
                whole = paragraph.reflowed("".join(piece[which] for piece in row.pieces)).strip()  # type: ignore[misc]
                kind = Markup(" class={}").format("other" if which else paragraph.kind)
                if whole:
                    yield Markup("<p{}{}>{}</p>").format(kind, self._tongues[which].attributes, shown(whole))

    def _row(self, row: Row, paragraph: Paragraph) -> Markup:
        """A sentence, with what is said of its move before it; of one that went elsewhere, its first words."""
        here = self._("moved down") if row.down else self._("moved up")
        if row.away:
            return Markup(" <small class=away>[{}{}{}]</small> ").format(here, self._(": "), _opening(row))
        label = Markup("<small>[{}]</small> ").format(here) if row.segment.moved else Markup("")
        pieces = with_joints(row, self._comparison.new.text)
        return label + Markup("").join(self._written(piece, paragraph) for piece in pieces)

    def _written(self, piece: Piece, paragraph: Paragraph) -> Markup:
        """A stretch of the redline; a change that does not count is in its new wording, unless it is asked for."""
        if piece.change is None or not (piece.counts or self._look.noise):
            return shown(paragraph.reflowed(piece.new))
        gone, came = (paragraph.reflowed(side) for side in (piece.old, piece.new))
        written = _signed(GONE, "gone", gone) if gone else Markup("")
        return written + (_signed(CAME, "came", came) if came else Markup(""))


def _fact(label: str, said: Markup) -> Markup:
    return Markup("<p class=fact><b>{}</b> {}</p>").format(label, said)


def _signed(signs: str, kind: str, wording: str) -> Markup:
    """Wording between the two signs of its kind; blanks at its ends, line ends too, are outside of them."""
    bare = wording.strip() or wording
    before, _, after = wording.partition(bare)
    tag = Markup("del" if kind == "gone" else "ins")
    return Markup("{}<span class={}>{}<{}>{}</{}>{}</span>{}").format(
        shown(before), kind, signs[0], tag, shown(bare), tag, signs[1], shown(after)
    )


def _isolated(words: Markup) -> Markup:
    """Words whose direction does not touch that of the words around them."""
    return Markup("\u2068{}\u2069").format(words)


def _quotes_isolated(said: Markup) -> Markup:
    """English in which what is quoted from right to left keeps to itself."""
    return Markup(_QUOTED.sub(lambda found: f"“\u2068{found[0][1:-1]}\u2069”", said))


def _opening(row: Row) -> Markup:
    """The first words of a row."""
    whole = " ".join("".join(piece.old for piece in row.pieces).split())
    near = whole if len(whole) <= NEAR else f"{whole[:NEAR].rpartition(' ')[0] or whole[:NEAR]}…"
    return _isolated(shown(near))
