"""A comparison as a report in Markdown (CommonMark): what was compared, what the changes mean, and every change.

All words of the texts are escaped, so that they read as they are and make no markup; white space is one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diple.model import Change, Marker, Statement
from diple.render.language.interface import call
from diple.render.language.phrases import called, in_words, level_counts, number, percent
from diple.render.language.shown import named
from diple.render.look import PLAIN, Look
from diple.render.markers.naming import (
    further,
    headline,
    kinds_of,
    label,
    marked_by,
    rationale,
    sum_in_words,
)
from diple.render.own_markers import SIGN
from diple.render.redline.differing import Quoted, quotes_of
from diple.render.redline.nearest import Nearest
from diple.render.redline.side import Side
from diple.render.verdicts import WORDS, Verdict, Verdicts
from diple.result import Comparison, count_words

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_INNER = re.compile(r"^([\W_]*)([^\W_].*?)([\W_]*)$")
_SIGNS = {"insert": "inserted", "delete": "deleted", "replace": "replaced"}


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The report with all markers and all changes; those that do not count are apart."""
    own = _own(look.verdicts) if look.verdicts else iter(())
    parts = [_head(comparison), _markers(comparison, look), own, _changes(comparison), _noise(comparison)]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def plain(text: str) -> str:
    """Words that Markdown shall show as they are, on one line that begins with words of ours."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(str(named(text)).split()))


def _head(comparison: Comparison) -> Iterator[str]:
    sides = (("old", comparison.old, "Old text"), ("new", comparison.new, "New text"))
    yield f"# {' / '.join(plain(called(statement, otherwise)) for _, statement, otherwise in sides)}"
    yield ""
    yield from (f"- {side}: {_facts(statement, otherwise)}" for side, statement, otherwise in sides)
    yield f"- mode: {call('en', comparison.mode)}: {plain(comparison.mode_reason)}"
    yield f"- found: {_counts(comparison)}"
    yield f"- by: Diple {comparison.engine.version}, comparison {comparison.id}"
    yield from (f"- note: {plain(notice.message)}" for notice in (*comparison.degraded, *comparison.warnings))


def _facts(statement: Statement, otherwise: str) -> str:
    words = number(count_words(statement.text), "word")
    known = (called(statement, otherwise), statement.date, statement.language, words)
    return ", ".join(plain(fact) for fact in known if fact)


def _counts(comparison: Comparison) -> str:
    summary = comparison.summary
    levels = level_counts(summary.markers_by_level)
    said = [number(len(comparison.markers), "marker") + (f" ({levels})" if levels else "")]
    if comparison.mode != "translation":
        changes = len(comparison.counting)
        said.append(f"{number(changes, 'change')} that count{'s' * (changes == 1)}")
        said.append(f"{percent(summary.shared_ratio)} per cent of the words shared")
    return ", ".join(said)


def _markers(comparison: Comparison, look: Look) -> Iterator[str]:
    if comparison.markers:
        yield "## Markers"
    nearest = Nearest(comparison, (Side(comparison.old, "en"), Side(comparison.new, "en")))
    for marker in comparison.markers:
        yield from ("", *_marker(marker, comparison, nearest))
        if look.verdicts and (said := look.verdicts.said.get(marker.id)):
            yield _verdict(said, look.verdicts)


def _verdict(said: Verdict, verdicts: Verdicts) -> str:
    name, day = verdicts.signature(said)
    words = ". ".join(filter(None, (said.verdict and WORDS[said.verdict], plain(said.note))))
    return f"- verdict of {plain(name)}, {day}: {words}"


def _own(verdicts: Verdicts) -> Iterator[str]:
    """What the analyst has marked, apart from what Diple has found."""
    if verdicts.own:
        yield "## Marked by the analyst"
    for own in verdicts.own:
        name, day = verdicts.signature(own)
        kind, *towards = kinds_of(own, "en")
        yield from ("", f"### {SIGN} {own.id} {plain(kind)}: {', '.join((*towards, own.level))}", "")
        yield f"- {marked_by(plain(name), 'en')}, {day}"
        for side, found in (("old", own.old), ("new", own.new)):
            yield from (f"- {side}: “{plain(each.exact)}”" for each in found)
        if own.note:
            yield f"- note: {plain(own.note)}"


def _marker(marker: Marker, comparison: Comparison, nearest: Nearest) -> Iterator[str]:
    yield f"### {marker.id} {plain(label(marker))}: {marker.level}, {marker.score}"
    yield ""
    yield f"{marker.code} {plain(headline(marker))}. {plain(rationale(marker))}"
    yield ""
    for side, quotes in zip(("old", "new"), quotes_of(marker, comparison), strict=True):
        yield from _evidence(side, quotes)
    if hint := nearest.of_marker(marker):
        side = "new" if marker.old else "old"
        yield f"- nearest wording, {hint.told}: {side} ¶ {hint.paragraph} “{plain(hint.short)}”"
    yield from (f"- also: {plain(kind)}" for kind in further(marker))
    if marker.favours:
        yield f"- favours {plain(marker.favours)}"
    if marker.contested:
        yield f"- contested: {plain(marker.counter_reading or 'those who read such texts disagree on this.')}"
    yield f"- score: {plain(sum_in_words(marker))}"
    if marker.changes:
        yield f"- changes: {', '.join(marker.changes)}"


def _evidence(side: str, found: Sequence[Quoted]) -> Iterator[str]:
    """The quotes in full, the words that differ in bold."""
    yield from (f"- {side}: “{''.join(quoted_words(quote)).strip()}”" for quote in found)
    if not found:
        yield f"- {side}: nothing"


def quoted_words(quote: Quoted) -> Iterator[str]:
    """The parts of a quote; the bold begins and ends at a letter or digit, since Markdown knows it nowhere else."""
    for part in quote.parts:
        words = plain(part.text)
        before, after = (" " * (bool(part.text) and part.text[at].isspace()) for at in (0, -1))
        if part.differs and quote.set_off:
            words = _INNER.sub(r"\1**\2**\3", words)
        yield f"{before}{words}{after}" if words else " "


def _changes(comparison: Comparison) -> Iterator[str]:
    if comparison.counting:
        yield "## Changes"
        yield ""
    yield from map(_change, comparison.counting)


def _noise(comparison: Comparison) -> Iterator[str]:
    quiet = [change for change in comparison.changes if change.noise]
    if quiet:
        yield "## Changes that do not count"
        yield ""
    yield from (f"{_change(change)} ({in_words(change.noise or '')})" for change in quiet)


def _change(change: Change) -> str:
    sides = [f"“{plain(side.quote)}”" for side in (change.old, change.new) if side]
    named_by = f": {', '.join(change.markers)}" if change.markers else ""
    return f"- {change.id} {_SIGNS[change.kind]} {' → '.join(sides)}{named_by}"
