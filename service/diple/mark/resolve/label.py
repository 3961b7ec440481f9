"""The news of a marker in one line: old wording → new wording, whole phrases in which the changed words are set off."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.mark.events import Event
from diple.mark.events.words import Word
from diple.mark.kinds.finding import Finding, Spans
from diple.mark.kinds.general.halves import halves_of
from diple.mark.kinds.general.passage import REPEATED
from diple.mark.kinds.general.phrase import quoted
from diple.mark.kinds.general.wording import ELSEWHERE
from diple.mark.places.stretch import touches
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.mark.weigh.states import parties_of, state_of
from diple.model import Span, Statement

MOSTLY = 0.7  # share of the letters of a phrase from which it is called gone or new as a whole
ARROW = " → "
APART = " … "
TURNS = {  # what a label says before words of one text that are neither gone nor new
    **dict.fromkeys(REPEATED, ("fewer times", "more times")),
    ELSEWHERE: ("in another sentence now", "in another sentence before"),
}
BEFORE = re.compile(r"^[\s,;:.]*(?:(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]|[-–—•*])\s+)?")  # "10. ", "(a) ", "- ", ", "
TOKEN = re.compile(r"\w[\w/’'-]*")  # "2-1/4" is set off whole
BRIDGED = re.compile(r"\W*")  # what may be between two words that are set off together


class Label(NamedTuple):
    """A label, and where in it the words are that are set off: those that changed; none where all of them did."""

    text: str
    set_off: tuple[Span, ...] = ()


class Half(NamedTuple):
    """What is quoted of one text: its characters, and whether each is of a word that changed."""

    text: str
    flags: tuple[bool, ...]

    def changed(self) -> str:
        """The words that changed; "" where all did."""
        return APART.join(self.text[slice(*span)] for span in self.set_off(0))

    def set_off(self, before: int) -> Iterator[Span]:
        """Where the changed words are, counted from `before`; nothing where no other word is quoted."""
        letters = [flag for sign, flag in zip(self.text, self.flags, strict=True) if sign.isalnum()]
        if all(letters):
            return
        starts = [at for at, flag in enumerate(self.flags) if flag and (at == 0 or not self.flags[at - 1])]
        for start in starts:
            end = next((at for at in range(start, len(self.flags)) if not self.flags[at]), len(self.flags))
            yield Span(before + start, before + end)


def label_of(finding: Finding, context: Context, event: Event | None = None) -> Label:
    """What the finding quotes of either text, as whole phrases; where one has nothing, the news is what the other has.

    Of the order, space and structure of a text the news is the reason, since no wording gave way to another.
    """
    if finding.code in roles().sets["structure_codes"]:
        return Label(finding.rationale.rstrip("."))
    said = said_by(finding, context, event)
    before, after = (half_of(finding, at, said[at], context, event) for at in (0, 1))
    if before.text and after.text:
        return joined((("“", before), ("”" + ARROW + "“", after)))
    went, came = TURNS.get(finding.rule, ("gone", "new"))
    news = next((of_one(what, half) for what, half in ((went, before), (came, after)) if half.text), None)
    return news or Label(finding.rationale.rstrip("."))


def of_one(what: str, half: Half) -> Label:
    """What is gone or new, in the phrase that it is in where much of that stays."""
    words = half.changed()
    if not words or sum(half.flags) > MOSTLY * len(half.flags):
        return joined(((f"{what}: “", half),))
    return joined(((f"{what}: “{words}” in “", half),))


def joined(parts: Iterable[tuple[str, Half]]) -> Label:
    """Some halves, each behind what is said before it."""
    said = ""
    spans: list[Span] = []
    for before, half in parts:
        said += before
        spans += half.set_off(len(said))
        said += half.text
    return Label(said + "”", tuple(spans))


def said_by(finding: Finding, context: Context, event: Event | None) -> tuple[Spans, Spans]:
    """The phrases that say the news of a finding, of the old and of the new text."""
    if any(finding.said):
        return finding.said
    old, new = side_of(finding.old, context.old, context), side_of(finding.new, context.new, context)
    if event and event.kind == "changed":
        old = old or side_at(context.old, event.sentences("old"), context)
        new = new or side_at(context.new, event.sentences("new"), context)
        return halves_of((finding.old, finding.new), event, old, new)
    return quoted(finding.old, old) if old else (), quoted(finding.new, new) if new else ()


def side_of(spans: Spans, statement: Statement, context: Context) -> Side | None:
    """The sentences of some evidence, as rules read them; None where there is none."""
    sentences = [Span(one.start, one.end) for one in statement.sentences if any(touches(one, span) for span in spans)]
    return side_at(statement, sentences, context) if sentences else None


def half_of(finding: Finding, at: int, pieces: Spans, context: Context, event: Event | None) -> Half:
    """What is quoted of one text, the old one (0) or the new one (1)."""
    statement, own = (context.old, finding.old) if at == 0 else (context.new, finding.new)
    name = "old" if at == 0 else "new"
    changed = list(changed_in(event, name, statement)) if event else []
    return half(pieces, changed or own, statement, is_cut(pieces, own, statement))


def changed_in(event: Event, name: str, statement: Statement) -> Iterator[Span]:
    """Where the changed words of one side of an event are, but for the names of the parties."""
    parties = parties_of(statement)
    words = (word for word in event.group.changed(name) if not (parties and is_party(word, statement, parties)))
    return (Span(word.start, word.end) for word in words)


def is_party(word: Word, statement: Statement, parties: Container[str | None]) -> bool:
    """Whether a word with a capital names a party of its statement."""
    named = statement.text[word.start].isupper()
    return named and state_of(word._replace(is_name=True), statement.language) in parties


def is_cut(pieces: Spans, own: Spans, statement: Statement) -> bool:
    """Whether more of a passage is behind what is quoted of it."""
    around = (span for span in own if pieces and span.start < pieces[-1].end <= span.end)
    return any(sign.isalnum() for span in around for sign in statement.text[pieces[-1].end : span.end])


def half(pieces: Sequence[Span], changed: Sequence[Span], statement: Statement, cut: bool) -> Half:
    """Some stretches on one line without a list number or comma before them, and which signs of them changed."""
    signs: list[tuple[str, bool]] = []
    for piece in without_repeated(pieces, statement.text):
        signs += [*(((each, False) for each in APART) if signs else ()), *on_one_line(piece, changed, statement.text)]
    text = "".join(sign for sign, _ in signs)
    start = BEFORE.match(text)
    first = start.end() if start and start.end() < len(text) else 0
    shown = text[first:].rstrip(" ,;:.") or text[first:]
    flags = tuple(flag for _, flag in signs[first : first + len(shown)])
    ending = " …" * (cut and not shown.endswith("…"))
    return Half(shown + ending, flags + (False,) * len(ending))


def on_one_line(piece: Span, changed: Sequence[Span], text: str) -> Iterator[tuple[str, bool]]:
    """The characters of a stretch with single blanks, and whether each is in a changed word or between two."""
    inside = merged([entire(one, piece, text) for one in changed if touches(one, piece)], text)
    blank = True
    for at in range(piece.start, piece.end):
        sign = text[at]
        if sign.isspace() and blank:
            continue
        blank = sign.isspace()
        yield " " if blank else sign, any(one.start <= at < one.end for one in inside)


def entire(span: Span, piece: Span, text: str) -> Span:
    """A changed word with the rest of a figure or compound that it is in."""
    around = (each for each in TOKEN.finditer(text, piece.start, piece.end) if touches(Span(*each.span()), span))
    found = [Span(*each.span()) for each in around if any(sign in each.group() for sign in "-/")]
    return Span(min([span.start, *(one.start for one in found)]), max([span.end, *(one.end for one in found)]))


def merged(spans: Iterable[Span], text: str) -> list[Span]:
    """Some spans in order, those between which no letter is as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and BRIDGED.fullmatch(text, min(found[-1].end, span.start), span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without_repeated(pieces: Sequence[Span], text: str) -> list[Span]:
    """Some stretches, each wording once, without those that another holds: a formula may occur in several places."""
    quotes = {" ".join(text[span.start : span.end].split()): span for span in reversed(pieces)}
    kept = [span for quote, span in quotes.items() if not any(quote in other and quote != other for other in quotes)]
    return sorted(kept)
