"""The brief as one HTML file without scripts, which prints on A4. Its style is inside; nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from diple.render.brief.content import Brief, Entry, Evidence, Section
from diple.render.brief.making import brief_of
from diple.render.language.shown import shown
from diple.render.language.tongue import Tongue
from diple.render.look import PLAIN, Look
from diple.result import Comparison

# A word so long may not fit a column: an address, a run of signs. Only then is it broken, since WeasyPrint, once it may
# break words, breaks others as well.
_LONG_WORD = re.compile(r"[!-~]{30}")
_PAGE = Markup(
    "<!doctype html>\n<html lang={}>\n<head>\n<meta charset=utf-8>\n"
    '<meta http-equiv=Content-Security-Policy content="{}">\n'
    '<meta name=viewport content="width=device-width, initial-scale=1">\n'
    "<title>{} · Diple</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n"
)


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The page. Its policy allows its own style and nothing else."""
    brief = brief_of(comparison, look)
    digest = b64encode(sha256(style().encode()).digest()).decode()
    policy = Markup("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'").format(digest)
    title = shown(f"{brief.kind}{brief.labels['colon']}{brief.heading}").striptags()
    body = Markup("").join([*_head(brief), _entries(brief), *_foot(brief)])
    return _PAGE.format(brief.language, policy, title, Markup(style()), body)


def on_paper(comparison: Comparison, look: Look = PLAIN) -> Markup:
    """What the brief says, as a part of another page that prints it; the heading of that page stays its first."""
    brief = brief_of(comparison, look)
    said = Markup("").join([*_head(brief), _entries(brief), *_foot(brief)])
    for level in ("h1", "h2"):
        said = said.replace(Markup(f"<{level}>"), Markup(f"<p class={level}>")).replace(
            Markup(f"</{level}>"), Markup("</p>")
        )
    return said


@cache
def style() -> str:
    """The style sheet of the page, on screen and on paper."""
    return files("diple.render.brief").joinpath("brief.css").read_text(encoding="utf-8")


def _head(brief: Brief) -> Iterator[Markup]:
    yield Markup("<header><p class=kind>{}</p>\n<h1>{}</h1>\n<dl>").format(brief.kind, shown(brief.heading))
    for fact in brief.facts:
        yield Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(fact.label, shown(fact.said))
    kind = "key" if brief.key else "empty"
    yield Markup("</dl>\n<p class={}>{}</p></header>\n").format(kind, brief.key or brief.empty)


def _entries(brief: Brief) -> Markup:
    """One table, so that its columns keep their places: a body for each section."""
    if not brief.sections:
        return Markup("")
    heads = (brief.labels["subject"], *brief.columns)
    head = Markup("").join(Markup("<th scope=col>{}").format(each) for each in heads)
    bodies = Markup("").join(_section(each, brief) for each in brief.sections)
    return Markup("<table>\n<thead><tr>{}</thead>\n{}</table>\n").format(head, bodies)


def _section(section: Section, brief: Brief) -> Markup:
    rows = Markup("").join(_entry(each, brief) for each in section.entries)
    head = Markup("<tbody class={}><tr class=part><th colspan=3 scope=rowgroup><h2>{} <small>{}</small></h2>\n")
    return head.format(section.name, section.heading, len(section.entries)) + rows + Markup("</tbody>\n")


def _entry(entry: Entry, brief: Brief) -> Markup:
    cells = Markup("").join(_side(which, found, entry, brief) for which, found in enumerate(entry.sides))
    row = Markup(" class=again") if entry.again else ""
    return Markup("<tr{}>{}{}\n").format(row, _subject(entry, brief), cells)


def _subject(entry: Entry, brief: Brief) -> Markup:
    """What an entry is on, its level and score, its kinds, and what makes it less sure; then the analyst's words."""
    english = Tongue("en", brief.language).attributes
    said = [Markup("<b{}>{}</b>").format(english, shown(entry.subject))] if not entry.again else []
    said += [Markup("<small class=about>{}</small>").format(shown(entry.about))] if entry.about else []
    level = Markup("<span class={}>{}</span>").format(entry.level, entry.weight)
    said += [Markup("<small>{}</small>").format(Markup(" · ").join((level, *entry.kinds, *entry.doubts)))]
    said += [Markup("<small class=judged>{}</small>").format(shown(entry.judged))] if entry.judged else []
    if entry.note:
        label = brief.labels["note"] + brief.labels["colon"]
        said += [Markup("<small class=note>{}{}</small>").format(label, shown(entry.note))]
    return Markup("<th scope=row>{}").format(Markup(" ").join(said))


def _side(which: int, found: Sequence[Evidence], entry: Entry, brief: Brief) -> Markup:
    if not found:
        return Markup("<td><p class=nothing>{}</p>").format(entry.nothing[which])
    return Markup("<td>") + Markup("").join(_quote(which, each, brief) for each in found)


def _quote(which: int, evidence: Evidence, brief: Brief) -> Markup:
    """A quote with the number of its paragraph, the words that differ set off.

    Where the columns are one below the other, `data-of` says of which text it is.
    """
    side = ("old", "new")[which]
    tag = Markup(("del", "ins")[which])
    made = [
        Markup("<{0}>{1}</{0}>").format(tag, shown(part.text)) if part.differs else shown(part.text)
        for part in evidence.parts
    ]
    attributes = Tongue(brief.tongues[which], brief.language).attributes_of(evidence.quote.selector.exact)
    breaks = Markup(" class=long") if _LONG_WORD.search(evidence.quote.selector.exact) else Markup("")
    return Markup('<p{} data-of="{}"><i>¶ {}</i> <q{}>{}</q></p>').format(
        breaks, brief.labels[side], evidence.paragraph, attributes, Markup("").join(made)
    )


def _foot(brief: Brief) -> Iterator[Markup]:
    rest = Markup("<p>{}</p>\n").format(brief.rest) if brief.rest else Markup("")
    yield Markup("<footer>{}<p class=made>{}</p></footer>\n").format(rest, shown(brief.made))
