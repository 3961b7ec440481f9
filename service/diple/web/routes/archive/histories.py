"""The history of a wording as its drawing takes it: years as columns, all statements and each party as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup

from diple.archive.statements.contract import History, Scope, Share, StatementArchive
from diple.archive.statements.rows import party_key
from diple.lexicon import Lexicon
from diple.render.archive.columns import Column
from diple.render.archive.heatmap import Cell, Row, heatmap
from diple.render.language.interface import say
from diple.web.routes.archive.asking import narrowed, to

MOST_PARTIES = 12
"""Parties of a picture; those that have the wording most."""

NAMED = 500
"""Statements that are asked how their parties are written."""


def history_of(
    history: History, by_party: History, names: Mapping[str, str], language: str
) -> tuple[list[Column], list[Row]]:
    """The columns and the rows; `names` are parties as they are written, by their keys."""
    years = [share.year for share in history.shares]
    at = {year: number for number, year in enumerate(years)}
    columns = [Column(year, year, year, _list_of(year)) for year in years]
    every = row(say(language, "all statements"), history.shares, at, language)
    ranked = sorted(parties(by_party.shares), key=lambda pair: -sum(share.occurrences for share in pair[1]))
    others = (row(names.get(name, name), shares, at, language) for name, shares in ranked[:MOST_PARTIES])
    return columns, [every, *(each for each in others if each.cells)]


def drawn_of(archive: StatementArchive, what: str, asked: Scope, language: str) -> tuple[list[Column], list[Row]]:
    """The same of a wording of the archive."""
    by_party = archive.history(what, asked, by="party")
    return history_of(archive.history(what, asked), by_party, party_names(archive, asked), language)


def drawing_of(picture: tuple[list[Column], list[Row]], language: str) -> Callable[..., Markup]:
    """The drawing of a history; it may be asked for a least width of its columns."""
    return partial(heatmap, *picture, say(language, "Times in 1,000 words, by year"), language, "history")


def party_names(archive: StatementArchive, asked: Scope) -> dict[str, str]:
    """The parties as they are written, by the keys by which they are looked for."""
    held = archive.entries(asked, limit=NAMED)
    return {party_key(party): party for each in held for party in each.details.parties}


def concept_name(concept: str, language: str) -> str:
    """The first form of a concept in a language, or in English; its id where neither has one."""
    lexicon = Lexicon.default()
    forms = (form.text for tag in (language, "en") for form in lexicon.forms(concept, tag))
    return next(forms, concept)


def parties(shares: Sequence[Share]) -> Iterator[tuple[str, list[Share]]]:
    """The shares of each party."""
    ordered = sorted((share for share in shares if share.group), key=lambda share: (share.group, share.year))
    for name, own in groupby(ordered, key=lambda share: share.group):
        yield name, list(own)


def row(name: str, shares: Sequence[Share], at: dict[str, int], language: str) -> Row:
    """One row: the years in which the wording occurs."""
    cells = (cell(name, share, at[share.year], language) for share in shares if share.occurrences and share.year in at)
    return Row(name, tuple(cells))


def cell(name: str, share: Share, at: int, language: str) -> Cell:
    """The room of the wording in one year."""
    written = f"{share.per_thousand:.2f}" if share.per_thousand < 1 else f"{share.per_thousand:.1f}"
    told = {"name": name, "year": share.year, "share": written, "n": share.holding, "all": share.statements}
    words = say(language, "{name}, {year}: {share} times in 1,000 words, in {n} of {all} statements", **told)
    return Cell(at, share.per_thousand, written, "", words)


def _list_of(year: str) -> str:
    """The statements of a year."""
    return to("list", **{**narrowed(), "since": year, "until": year})
