"""The pages of the archive: what is held, a statement, a series, a wording, and two statements compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

import diple
from diple.archive.statements.contract import LEVELS, Full, Passage, Scope
from diple.lexicon import Lexicon
from diple.model import Span
from diple.render.archive.calendar import years
from diple.render.archive.reading import number_at, paragraphs
from diple.render.language.tongue import Tongue
from diple.statement import LANGUAGES
from diple.web.answers.pages import filled
from diple.web.comparing.texts import bounded
from diple.web.operations.exchange import note_compared
from diple.web.requests.language import carried, language
from diple.web.routes.archive import holding
from diple.web.routes.archive.asking import (
    SCOPE,
    given,
    narrowed,
    place,
    scope,
    to,
    to_comparison,
    to_passage,
    to_place,
    wordings,
)
from diple.web.routes.archive.histories import concept_name, drawing_of, history_of, party_names
from diple.web.routes.archive.lives import Seen, drawings_of, neighbours, seen
from diple.web.routes.pages import shown

PAGE = 50
"""Statements of a list on one page."""
FOUND = 20
"""Statements that a search finds on one page."""
NOVEL = 20
"""Passages of a statement that are shown as new."""
MOST_OFFSET = 1_000_000


@dataclass(frozen=True)
class Leaf:
    """One page of a list: the number of what is first on it, how many there are, and the addresses beside it."""

    offset: int
    total: int
    before: str = ""
    after: str = ""


def list_() -> BaseResponse:
    """The statements held, or those that a search finds. A sample leads to its one series."""
    archive = holding.asked()
    every = archive.all_series()
    if g.get("sample") is not None and every and not request.args.keys() - {"lang"}:
        return redirect(to("series", name=every[0].name))
    words, asked, offset = given("q"), scope(), _offset()
    told: dict[str, Any] = {
        "words": words,
        "every_series": every,
        "asked": asked,
        "levels": LEVELS,
        "read": LANGUAGES,
    }
    if words or asked.concept:
        found = archive.search(words, asked, limit=FOUND, offset=offset)
        titles = {each.statement: archive.get(each.statement).details for each in found.passages}
        leaf = _leaf(offset, FOUND, found.total)
        return _page("archive_list.html", **told, found=found, titles=titles, leaf=leaf, coverage=found.coverage)
    coverage = archive.coverage(asked)
    held = archive.entries(asked, limit=PAGE, offset=offset)
    leaf = _leaf(offset, PAGE, coverage.statements)
    return _page("archive_list.html", **told, held=held, leaf=leaf, coverage=coverage, found=None)


def _offset() -> int:
    asked = given("from")
    return min(int(asked), MOST_OFFSET) if asked.isascii() and asked.isdigit() else 0


def _leaf(offset: int, size: int, total: int) -> Leaf:
    def at(start: int) -> str:
        return to("list", **{**narrowed(), "q": given("q") or None, "from": str(start)})

    before = at(max(0, offset - size)) if offset else ""
    return Leaf(offset, total, before, at(offset + size) if offset + size < total else "")


def statement(id_: str) -> Response:
    """A statement: what is known of it, its text, and what of it is new."""
    archive = holding.asked()
    full = archive.get(id_)
    beside = list(neighbours(archive, full))
    series = given("series")
    novelty = archive.novelty(full.statement, Scope(series=series), limit=NOVEL)
    found = place() or _first_place(full)
    return _page(
        "archive_statement.html",
        full=full,
        beside=beside,
        versions=archive.versions(full.id),
        novelty=novelty,
        against=series,
        paragraphs=list(paragraphs(full.statement, found)),
        tongue=Tongue(full.details.language or full.statement.language, language()),
        to_sentence=lambda at: f"#s{number_at(full.statement, at) + 1}",
    )


def _first_place(full: Full) -> Span | None:
    """The first place of the wording that the query asks for."""
    what, date = given("what"), full.details.date
    if not what:
        return None
    archive = holding.asked()
    day = Scope(since=date, until=date, language=full.details.language)
    known = archive.mentions(what, day)
    passages = [known.first, known.last]
    if not any(each and each.statement == full.id for each in passages):
        passages += archive.search(f'"{what}"', day).passages
    return next((Span(each.start, each.end) for each in passages if each and each.statement == full.id), None)


def compared() -> Response:
    """The comparison of two statements that are held."""
    archive = holding.asked()
    old, new = archive.get(given("old")), archive.get(given("new"))
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", old.words + new.words, "words")
    comparison = note_compared(diple.compare(old.statement, new.statement))
    return shown(comparison, partial(url_for, ".compared", old=old.id, new=new.id))


def series(name: str) -> Response:
    """A series in pictures, each with its table."""
    archive = holding.asked()
    shown_ = seen(archive, scope(series=name), wordings(), language())
    return _page("archive_series.html", it=shown_, **drawn(shown_), wanted=wordings())


def drawn(it: Seen) -> dict[str, Any]:
    """The drawings of a series, as the template takes them."""
    drawings = {name: draw() for name, draw in drawings_of(it, language()).items()}
    return {**drawings, "years": years(it.days, it.gaps)}


def wording() -> Response:
    """A wording: first and last mention, its history, what is beside it, and who used it first."""
    what, archive, asked = given("what"), holding.asked(), scope()
    mentions = archive.mentions(what, asked)
    history, every = archive.history(what, asked), archive.all_series()
    names = party_names(archive, asked)
    picture = history_of(history, archive.history(what, asked, by="party"), names, language())
    return _page(
        "archive_wording.html",
        what=what,
        named=_named(what, mentions.first),
        asked=asked,
        mentions=mentions,
        history=history,
        picture=picture,
        party_names=names,
        concept_name=partial(concept_name, language=language()),
        drawn=drawing_of(picture, language())(),
        every_series=every,
        series_title=next((each.title for each in every if each.name == asked.series), "") or asked.series,
        coverage=mentions.coverage,
    )


def _named(what: str, first: Passage | None) -> str:
    """What a wording is called: a concept as the first statement words it."""
    return " ".join(first.quote.split()) if first and what in Lexicon.default().concepts else what


def _page(template: str, **values: object) -> Response:
    told: dict[str, object] = {
        "lang_asked": carried().get("lang", ""),
        "sample": g.get("sample"),
        "to": to,
        "to_passage": to_passage,
        "to_place": to_place,
        "to_comparison": to_comparison,
        "narrowed": narrowed(),
        "fields": SCOPE,
        "file": _file_address,
        "kept_query": _query_of_files(),
        "tongue_of": lambda tag: Tongue(tag or "und", language()),
    }
    return filled(template, 200, **{**told, **values})


def _query_of_files() -> dict[str, list[str]]:
    """What of the query of a page its files take along."""
    return {name: values for name in ("what", *SCOPE) if (values := [v for v in request.args.getlist(name) if v])}


def _file_address(picture: str, form: str) -> str:
    """The address of a picture of this page as a file."""
    endpoint = "wording_file" if str(request.endpoint).endswith("wording") else "series_file"
    known = {**_query_of_files(), **(request.view_args or {}), **carried()}
    return url_for(f".{endpoint}", picture=picture, form=form, **known)
