"""The news of a marker in one line: old wording → new wording, whole phrases in which the changed words are set off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.mark.events import Event
from diple.mark.events.words import Word
from diple.mark.kinds.finding import Finding, Spans
from diple.mark.kinds.general.halves import halves_of
from diple.mark.kinds.general.leading import Led, led
from diple.mark.kinds.general.passage import REPEATED
from diple.mark.kinds.general.phrase import quoted
from diple.mark.kinds.general.wording import ELSEWHERE
from diple.mark.places.stretch import touches, touches_any
from diple.mark.sentence.concepts import roles
from diple.mark.sentence.frames import Side
from diple.mark.text.absence import sentences_at
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
COMPOUND = re.compile(r"\w+((?:[-/]\w+)*)")  # "2-1/4" is set off whole; with "+" a long word took squared time
BLANKS = re.compile(r"\s+")
BRIDGED = re.compile(r"\W*")  # what may be between two words that are set off together


class Label(NamedTuple):
    """A label, and where in it the words are that are set off: those that changed; none where all of them did."""

    text: str
    set_off: tuple[Span, ...] = ()


class Half(NamedTuple):
    """What is quoted of one text, where in it the words are that changed, and whether these are all of it."""

    text: str
    changed: tuple[Span, ...]
    is_changed: bool

    @property
    def set_off(self) -> tuple[Span, ...]:
        """Where the changed words are; nothing where no other word is quoted."""
        return () if self.is_changed else self.changed


def label_of(finding: Finding, context: Context, event: Event | None = None) -> Label:
    """What the finding quotes of either text, as whole phrases; where one has nothing, the news is what the other has.

    Of the order, space and structure of a text the news is the reason, since no wording gave way to another.
    """
    if finding.code in roles().sets["structure_codes"]:
        return Label(finding.rationale.rstrip("."))
    said = said_by(finding, context, event)
    wide = with_verbs(said, context)
    before, after = halves_said(finding, said, wide, context, event)
    if before.text and after.text:
        return joined((("“", before), ("”" + ARROW + "“", after)))
    # Where a sentence has an answer, it is neither gone nor new as a whole.
    is_answered = event is not None and event.kind == "changed"
    return of_one_text(finding, halves_said(finding, said, wide, context, event, of_evidence=is_answered))


def halves_said(
    finding: Finding,
    said: tuple[Spans, Spans],
    wide: tuple[Led, Led],
    context: Context,
    event: Event | None,
    *,
    of_evidence: bool = False,
) -> list[Half]:
    """What is quoted of the old and of the new text; `of_evidence` as for `half_of`."""
    return [half_of(finding, at, said[at], wide[at].spans, context, event, of_evidence=of_evidence) for at in (0, 1)]


def of_one_text(finding: Finding, halves: Sequence[Half]) -> Label:
    """The news where one text has nothing to quote."""
    turns = TURNS.get(finding.rule, ("gone", "new"))
    news = next((of_one(what, half) for what, half in zip(turns, halves, strict=True) if half.text), None)
    return news or Label(finding.rationale.rstrip("."))


def of_one(what: str, half: Half) -> Label:
    """What is gone or new, in the phrase that it is in where much of that stays."""
    words = APART.join(half.text[slice(*span)] for span in half.set_off)
    if not words or what not in ("gone", "new") or len(words) > MOSTLY * len(half.text):
        return joined(((f"{what}: “", half),))
    return joined(((f"{what}: “{words}” in “", half),))


def joined(parts: Iterable[tuple[str, Half]]) -> Label:
    """Some halves, each behind what is said before it."""
    said = ""
    spans: list[Span] = []
    for before, half in parts:
        said += before
        spans += [Span(len(said) + start, len(said) + end) for start, end in half.set_off]
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
    numbers = sorted({number for span in spans for number in sentences_at(statement, span)})
    return side_at(statement, [statement.sentences[number] for number in numbers], context) if numbers else None


def with_verbs(said: tuple[Spans, Spans], context: Context) -> tuple[Led, Led]:
    """What is quoted of both texts, each with the verb that governs it; none where it is the same verb in both."""
    sides = (side_of(said[0], context.old, context), side_of(said[1], context.new, context))
    old, new = (led(pieces, side) if side else Led(pieces) for pieces, side in zip(said, sides, strict=True))
    return (Led(said[0]), Led(said[1])) if old.verb and old.verb == new.verb else (old, new)


def half_of(
    finding: Finding,
    at: int,
    said: Spans,
    wide: Spans,
    context: Context,
    event: Event | None,
    *,
    of_evidence: bool = False,
) -> Half:
    """What is quoted of one text, the old one (0) or the new one (1), without parties set off.

    `said` is the news of it, `wide` the same with the verb that governs it. With `of_evidence` only those changed words
    are set off that are the evidence of the finding, where some are.
    """
    statement, own = (context.old, finding.old) if at == 0 else (context.new, finding.new)
    changed, cut = changed_in(said, at, event), is_cut(wide, own, statement)
    changed = (of_evidence and touching(changed, own)) or changed
    if half(said, spans_of(changed) or own, statement).is_changed:
        return half(wide, wide, statement, cut)
    others = [word for word in changed if not is_party(word, statement)]
    kept = others if 0 < len(others) < len(changed) else changed
    return half(wide, spans_of(kept) or own, statement, cut)


def changed_in(pieces: Spans, at: int, event: Event | None) -> list[Word]:
    """The changed words of the old text (0) or the new one (1) that some pieces of it quote."""
    words = event.group.changed("old" if at == 0 else "new") if event else []
    return touching(words, pieces)


def touching(words: Iterable[Word], spans: Spans) -> list[Word]:
    """Those of some words that touch one of some spans."""
    return [word for word in words if touches_any(word, spans)]


def spans_of(words: Iterable[Word]) -> Spans:
    """Where some words are."""
    return tuple(Span(word.start, word.end) for word in words)


def is_party(word: Word, statement: Statement) -> bool:
    """Whether a word with a capital names a party of its statement, which each statement has for itself."""
    named = statement.text[word.start].isupper()
    return named and state_of(word._replace(is_name=True), statement.language) in parties_of(statement)


def is_cut(pieces: Spans, own: Spans, statement: Statement) -> bool:
    """Whether more of a passage is behind what is quoted of it."""
    around = (span for span in own if pieces and span.start < pieces[-1].end <= span.end)
    return any(sign.isalnum() for span in around for sign in statement.text[pieces[-1].end : span.end])


def half(pieces: Sequence[Span], changed: Sequence[Span], statement: Statement, cut: bool = False) -> Half:
    """Some stretches on one line, without a list number or comma before them, and the changed words in them."""
    said = ""
    spans: list[Span] = []
    for piece in without_repeated(pieces, statement.text):
        said += APART if said else ""
        for words, is_changed in stretches(piece, changed, statement.text):
            start = len(said)
            said += BLANKS.sub(" ", words).lstrip(" " if said.endswith(" ") or not said else "")
            spans += [Span(start, len(said))] if is_changed else []
    return presented(said, spans, " …" * cut)


def presented(said: str, spans: Sequence[Span], ending: str) -> Half:
    """A quote without what leads to it and the marks at its end."""
    start = BEFORE.match(said)
    first = start.end() if start and start.end() < len(said) else 0
    shown = said[first:].rstrip(" ,;:.") or said[first:]
    inside = [Span(max(0, span.start - first), min(len(shown), span.end - first)) for span in spans]
    inside = [span for span in inside if span.start < span.end]
    ending = "" if shown.endswith("…") else ending
    return Half(shown + ending, tuple(inside), is_all_changed(shown, inside))


def is_all_changed(shown: str, inside: Sequence[Span]) -> bool:
    """Whether no letter or figure of a quote is outside its changed words."""
    edges = [Span(0, 0), *inside, Span(len(shown), len(shown))]
    return not any(sign.isalnum() for a, b in pairwise(edges) for sign in shown[a.end : b.start])


def stretches(piece: Span, changed: Sequence[Span], text: str) -> Iterator[tuple[str, bool]]:
    """The words of a stretch, cut where changed words begin and end, and whether they are changed ones."""
    at = piece.start
    for span in merged(entire([one for one in changed if touches(one, piece)], piece, text), text):
        start, end = max(at, span.start), min(piece.end, span.end)
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at : piece.end], False


def entire(spans: Sequence[Span], piece: Span, text: str) -> list[Span]:
    """Some changed words, each with the rest of the figure or compound that it is in."""
    tokens = [Span(*each.span()) for each in COMPOUND.finditer(text, piece.start, piece.end) if each[1]]
    return [*spans, *(token for token in tokens if touches_any(token, spans))]


def merged(spans: Iterable[Span], text: str) -> list[Span]:
    """Some spans in order, those between which no letter is as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start < found[-1].end or BRIDGED.fullmatch(text, found[-1].end, span.start)):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without_repeated(pieces: Sequence[Span], text: str) -> list[Span]:
    """Some stretches, each wording once, without those that another holds: a formula may occur in several places."""
    quotes = {" ".join(text[span.start : span.end].split()): span for span in reversed(pieces)}
    kept = [span for quote, span in quotes.items() if not any(quote in other and quote != other for other in quotes)]
    return sorted(kept)
