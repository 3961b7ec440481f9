"""A comparison as a page: one self-contained file, or the service's page with its styles and script beside it.

Both are written by the same templates. Nothing is fetched, no text is trusted: see `diple.render.language.shown`.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from gzip import compress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import diple
from diple.model import Statement
from diple.render.brief.html import on_paper
from diple.render.language.interface import catalogue, dated, say
from diple.render.language.phrases import called, date_of, percent, words_after, words_before
from diple.render.language.shown import named, shown, within_script
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import as_title
from diple.render.pages.bytheme.table import SORTS, table_of
from diple.render.pages.filters import MOST_LISTED, PALETTES, Filters, favoured
from diple.render.pages.order import ORDERS, entries
from diple.render.pages.page import page
from diple.render.pages.places import places
from diple.render.pages.voice import filters, script_words, voice
from diple.render.verdicts import evidence_of, layer_of, texts_of
from diple.result import Comparison, count_words

if TYPE_CHECKING:
    from jinja2 import Environment

_WEB = Path(diple.__file__).parent / "web"
EARLY = "palette.js"
SCRIPTS = (
    *("words.js", "passages.js", "layers.js", "own-layer.js", "verdicts.js", "own.js"),
    *("diff.js", "register.js", "themes.js", "strip.js"),
)
STYLES = ("diple.css", "own.css")
"""What runs on the diff page: `EARLY` before the first paint, `SCRIPTS` when all is there; and its styles."""
COMPRESSION = 6
"""Level of gzip: of 9 the JSON of a comparison of 3,000 words is 4 % shorter, in three times the time."""


class Shared(NamedTuple):
    """A share link: its address, until when it holds, in words, and where a form is sent to end it."""

    address: str
    until: str
    withdraw: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the comparison on a page of the service.

    `root` is the path under which the service is, `language` that of the interface, `oembed` the address that
    shows how to embed the comparison; `inline`, `side` (side by side also where there are themes), `sort` (of the
    themes), `order` (of the list), `noise`, `whole` (all markers), `docked` (the list kept in sight), `palette` and
    `filters` are the view asked for. `source` are hidden fields by which an unkept comparison is asked for again, in
    the mode `asked_mode`; `names` are those that a reader gave its texts, `earlier` those of the earlier texts,
    oldest first. `origin` is the path of a comparison that has an address, by which its texts are asked for. `file`
    and `json` are the addresses of its file and its JSON where it has some.
    `forms` are the other forms that the service gives of it, each with its address, empty where `source` asks for it.
    An unkept comparison can be kept for `keep_days`; `not_kept` shows why it was not when it was asked. A kept one is
    kept `until` a moment in words, and `forget` is the address to which a form is sent to delete it, `share` that to
    make a share link; `shared` are those that there are.
    `title` and `about` are in the language `told_in`. `addresses` are those of the page in each language, by its tag;
    `query` is what its links take along.
    """

    root: str = ""
    language: str = "en"
    oembed: str | None = None
    inline: bool = False
    side: bool = False
    sort: str = ""
    order: str = ""
    noise: bool = False
    whole: bool = False
    docked: bool = False
    palette: str = ""
    filters: Filters = field(default_factory=Filters)
    source: dict[str, str] = field(default_factory=dict)
    earlier: Sequence[str] = ()
    origin: str = ""
    asked_mode: str = "auto"
    names: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    json: str | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    about: str | None = None
    told_in: str = "en"
    keep_days: int = 0
    not_kept: str | None = None
    until: str | None = None
    forget: str | None = None
    share: str | None = None
    shared: Sequence[Shared] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The comparison as one HTML file that needs nothing else: styles and script are inside it.

    A policy in its head allows these and nothing more, so that no text can load or run anything.
    """
    early, script = asset(EARLY), "\n".join(asset(name) for name in SCRIPTS)
    css = "".join(asset(name) for name in STYLES)
    allowed = f"style-src {_digest(css)}; script-src {_digest(early)} {_digest(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'"
    frame = Frame(noise=look.noise, whole=look.all)
    layer = layer_of(look.verdicts, comparison) if look.verdicts else None
    whole = packed(comparison)
    return _written(comparison, frame, look, layer, whole=whole, css=css, early=early, script=script, policy=policy)


def framed(comparison: Comparison, frame: Frame) -> str:
    """The comparison as a page of the service, which serves styles and script itself."""
    return _written(
        comparison, frame, Look(language=frame.language), whole=None, css=None, early=None, script=None, policy=None
    )


def _written(
    comparison: Comparison, frame: Frame, look: Look, layer: dict[str, Any] | None = None, **assets: str | None
) -> str:
    from diple.schemas.verdicts import LONGEST_KIND, LONGEST_NAME, LONGEST_NOTE

    template = environment(frame.language).get_template("diff.html")
    laid_out = page(comparison, frame.filters, frame.language)
    return template.render(
        page=laid_out,
        table=table_of(comparison, laid_out, frame.language, frame.sort),
        sorts=SORTS,
        register=entries(comparison, laid_out.homes, frame.order),
        orders=ORDERS,
        palettes=PALETTES,
        most_listed=MOST_LISTED,
        scripts=SCRIPTS,
        script_words=script_words(frame.language, "".join(asset(name) for name in SCRIPTS)),
        comparison=comparison,
        printed=on_paper(comparison, look) if comparison.markers else "",
        earlier=frame.earlier or [told[:8] for name, told in comparison.engine.options if name == "earlier"],
        summary=comparison.summary,
        titles=(
            title_of(comparison.old, say(frame.language, "Old text"), frame.language),
            title_of(comparison.new, say(frame.language, "New text"), frame.language),
        ),
        dates=(date_beside(comparison.old, frame.language), date_beside(comparison.new, frame.language)),
        frame=frame,
        longest={"name": LONGEST_NAME, "note": LONGEST_NOTE, "kind": LONGEST_KIND},
        kinds=catalogue(frame.language).titles,
        places=_inside(places(comparison)),
        layer=_inside(layer),
        evidence=_inside(
            {"texts": texts_of(comparison), "evidence": {each.id: evidence_of(each) for each in comparison.markers}}
        ),
        root=frame.root,
        version=comparison.engine.version,
        words=(count_words(comparison.old.text), count_words(comparison.new.text)),
        **assets,
    )


def _inside(told: object) -> str:
    """JSON that can be in an element of a page."""
    return within_script(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def title_of(statement: Statement, otherwise: str, language: str = "en") -> str:
    """What a statement is called: its title, the name of its file, or its date in words."""
    date = dated(language, statement.date) if statement.date else ""
    return called(statement, date or otherwise)


def date_beside(statement: Statement, language: str = "en") -> str:
    """The date of a statement in words, "" where it is not known or its title has it."""
    date, title = date_of(statement), title_of(statement, "", language)
    words = dated(language, date) if date else ""
    return "" if date in title or words in title else words


@cache
def environment(language: str = "en") -> Environment:
    """The templates of all pages in a language of the interface. What they write is escaped and named if hostile."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=named,
    )
    made.filters |= {
        "shown": shown,
        "favoured": favoured,
        "in_words": as_title,
        "percent": percent,
        "words_before": words_before,
        "words_after": words_after,
        **filters(language),
    }
    made.globals |= voice(language)
    return made


@cache
def asset(name: str) -> str:
    """A file of the service's static folder."""
    return (_WEB / "static" / name).read_text(encoding="utf-8")


def packed(comparison: Comparison) -> str:
    """The comparison's JSON as a file carries it, gzip in base64: a fifth of its size or less. It bears no date."""
    written = comparison.to_json().encode("utf-8", "backslashreplace")
    return b64encode(compress(written, COMPRESSION, mtime=0)).decode()


def _digest(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"
