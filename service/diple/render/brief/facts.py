"""What a brief says around its entries: the texts, how they were read, what is uncertain, left out, and its maker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from diple.model import Marker, Notice, Statement
from diple.render.brief.content import Fact, Phrases, Section
from diple.render.brief.sorting import verdict_on
from diple.render.language.interface import call, dated, listed, say, told
from diple.render.language.phrases import called, excerpt, percent
from diple.render.look import Look
from diple.render.markers.bearing import LOUD
from diple.render.verdicts import Verdicts
from diple.result import Comparison, count_words

LONGEST_NOTICE = 200
"""Characters of a notice that are shown: two lines of the page."""


def heading(comparison: Comparison, _: Phrases) -> str:
    """The name of both texts where they have one, else both names."""
    old, new = called(comparison.old, _("Old text")), called(comparison.new, _("New text"))
    return new if old.casefold() == new.casefold() else f"{old} → {new}"


def column(label: str, statement: Statement, language: str) -> str:
    """What heads the quotes of a text: the label, and the date where it is known."""
    return f"{label}, {dated(language, statement.date)}" if statement.date else label


def facts(comparison: Comparison, look: Look) -> Iterator[Fact]:
    """The texts, how they were read, what a reader should know, and who judged."""
    _: Phrases = partial(say, look.language)
    yield Fact(_("Old"), _statement(comparison.old, _("Old text"), look.language))
    yield Fact(_("New"), _statement(comparison.new, _("New text"), look.language))
    yield Fact(_("Read as"), _reading(comparison, look.language))
    notices = [*comparison.degraded, *comparison.warnings]
    for said in dict.fromkeys(_notice(notice, look.language) for notice in notices):
        yield Fact(_("Bear in mind"), said)
    if look.verdicts:
        yield Fact(_("Judged by"), _signed(comparison, look.verdicts, look.language))


def _statement(statement: Statement, otherwise: str, language: str) -> str:
    """The name, date, length and standing of a text."""
    status = {
        "excerpt": say(language, "excerpt"),
        "unofficial": say(language, "unofficial translation"),
        "official_translation": say(language, "official translation"),
    }
    words = count_words(statement.text)
    size = "{n} characters" if statement.language == "zh" else "{n} words"
    date = dated(language, statement.date) if statement.date else ""
    known = (called(statement, otherwise), date, say(language, size, n=words), status.get(statement.status or "", ""))
    return " · ".join(filter(None, known))


def _reading(comparison: Comparison, language: str) -> str:
    """The mode, and how much of the wording both texts share, where that was measured."""
    _: Phrases = partial(say, language)
    mode = call(language, comparison.mode)
    if comparison.mode == "translation":
        return mode
    share = _(percent(comparison.summary.shared_ratio))
    return " · ".join((mode, _("{share} per cent of the wording shared", share=share)))


def _notice(notice: Notice, language: str) -> str:
    if language == "en":
        return excerpt(notice.message, LONGEST_NOTICE)
    return told(language, notice.code, excerpt(notice.message, LONGEST_NOTICE))


def _signed(comparison: Comparison, verdicts: Verdicts, language: str) -> str:
    """Who judged, when, and how many markers: those that no verdict is on are not."""
    _: Phrases = partial(say, language)
    given = [verdicts.said[each.id].verdict for each in comparison.markers if each.id in verdicts.said]
    counts = [
        _("accepted: {n}", n=given.count("accept")),
        _("rejected: {n}", n=given.count("reject")),
        _("not judged: {n}", n=len(comparison.markers) - len(given) + given.count(None)),
    ]
    counts += [_("own markers: {n}", n=len(verdicts.own))] if verdicts.own else []
    return " · ".join([verdicts.analyst, dated(language, verdicts.date), listed(language, counts)])


def empty(comparison: Comparison, _: Phrases) -> str:
    """Why there is no entry."""
    if dict(comparison.engine.options).get("markers") == "False":
        return _("Markers were not asked for.")
    if comparison.old.text == comparison.new.text:
        return _("The two texts are equal to the letter.")
    if comparison.mode != "translation" and not comparison.counting:
        return _("Nothing changed that counts.")
    return _("No marker is of level notable or above.")


def key(sections: Sequence[Section], _: Phrases) -> str:
    """How to read the entries."""
    if not sections:
        return ""
    doubts = {doubt for section in sections for entry in section.entries for doubt in entry.doubts}
    meanings = {
        _("contested"): _("“Contested”: those who read such texts disagree on what it means."),
        _("possibly reworded"): _(
            "“Possibly reworded”: the two passages share few words, and may not answer one another."
        ),
    }
    said = (
        _("Heaviest first in each part, entries of one theme together; words that differ are set off."),
        _("A score says “look here”, not “this means”."),
        *(words for doubt, words in meanings.items() if doubt in doubts),
    )
    return " ".join(said)


def rest(comparison: Comparison, look: Look, shown: Sequence[Marker]) -> str:
    """What is not on the page, in counts; empty where all is."""
    _: Phrases = partial(say, look.language)
    here = {each.id for each in shown}
    left = Counter(_sort(each, look.verdicts) for each in comparison.markers if each.id not in here)
    noise = len(comparison.changes) - len(comparison.counting)
    counts = (
        (left["loud"], _("markers of level notable or above: {n}", n=left["loud"])),
        (left["light"], _("lighter markers: {n}", n=left["light"])),
        (left["rejected"], _("rejected: {n}", n=left["rejected"])),
        (noise, _("changes that do not count: {n}", n=noise)),
    )
    found = [words for count, words in counts if count]
    return _("Not on this page: {what}.", what=listed(look.language, found)) if found else ""


def _sort(marker: Marker, verdicts: Verdicts | None) -> str:
    """As what a marker is counted that is not on the page."""
    if verdict_on(marker, verdicts) == "reject":
        return "rejected"
    return "loud" if marker.level in LOUD else "light"


def made(comparison: Comparison, _: Phrases) -> str:
    """What made the page, and from which texts, to the byte."""
    engine = comparison.engine
    packs = ", ".join(f"{pack.name} {pack.version}" for pack in engine.packs)
    said = [_("Made by Diple {version}", version=engine.version)]
    said += [_("packs: {names}", names=packs)] if packs else []
    said += [_("comparison {id}", id=comparison.id)]
    sides = ((_("Old text"), comparison.old), (_("New text"), comparison.new))
    return " · ".join((*said, *(f"{label} sha256 {statement.sha256}" for label, statement in sides)))
