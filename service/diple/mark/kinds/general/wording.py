"""Wording that changed in a sentence that stays, where no special kind is shown (G3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from diple.mark.events import Event
from diple.mark.kinds.finding import Finding, Spans
from diple.mark.kinds.general.answered import answer_to, held_in, unheld
from diple.mark.kinds.general.candidates import acting_in
from diple.mark.kinds.general.changes import changes_of, in_words, information, most_informative, with_counterpart
from diple.mark.kinds.general.exchanged import Both, are_exchanged, are_of_one_matter, told_of
from diple.mark.kinds.general.formal import formal_change
from diple.mark.kinds.general.halves import (
    NOTHING,
    Halves,
    halves_of,
    is_kept,
    own_halves,
    repeated,
    share_field,
    share_noun,
)
from diple.mark.kinds.general.news import News, news_of
from diple.mark.kinds.general.phrase import count, quoted
from diple.mark.kinds.general.replaced import Part, replaced_part
from diple.mark.kinds.general.runs import Measure
from diple.mark.kinds.general.subject import subject_of, topic_of, within
from diple.mark.kinds.general.unsaid import Places, unsaid_in
from diple.mark.places.stretch import touches_any
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.sentence.phrases.whole import words_of as words_of_phrase
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.model import Change, Span

WHOLE = "wording.wording_changed"
ELSEWHERE = "wording.said_elsewhere"  # words of one side that another sentence of the other text says
APART = " … "  # between two quotes of one side
SHORT = 8  # words that one change exchanges within a sentence, so that both are of one matter, whatever they say
MOST_OF = 0.5  # share of the information of an event from which one part of its sentence names it


def wording_changed(event: Event, context: Context, known: Sequence[Finding] = ()) -> Finding:
    """G3: wording gives way to other wording; no axis is certain, so the direction is mixed.

    Where the grammar shows that most of the news is one part of the sentence (the main verb, its object, its subject, a
    member of an enumeration), that part is quoted; else the words of either side that carry most of what the other
    lacks, those first on which `known` claims rest; where neither lacks any, the change whose words carry most
    information: words that only one side has there, and the other says elsewhere, are neither gone nor new.
    """
    old, new = (
        side_at(text, event.sentences(name), context) for name, text in (("old", context.old), ("new", context.new))
    )
    return formal_change(event, context, old, new) or worded(event, context, old, new, known)


def worded(event: Event, context: Context, old: Side, new: Side, known: Sequence[Finding]) -> Finding:
    """The claim where more changed than dates or persons."""
    unsaid = unsaid_in(event, context)
    main = with_counterpart(most_informative(event, context, unsaid), event, context)
    part = replaced_part(old, new, main)
    if part and explains(part, event, unsaid):
        return found(event, part.rule, part.about or subject_of(new), part.why, part.evidence)
    gone, come = news_of_both(event, context, old, new, Measure(unsaid, *evidence_of(known)))
    if gone or come:
        return of_news(event, old, new, context, told_of(gone, come, old, new, changes_of(event, context)))
    about = about_change(main, event, old, new)
    spans = in_words(main, old, new)
    if main and not unsaid and is_said_beside(main, spans, context):
        halves = own_halves(spans, event, old, new)
        said = quotes_at(halves, old, new)
        return found(event, ELSEWHERE, about, reason_elsewhere(said, about), spans, halves)
    halves = halves_of(spans, event, old, new)
    said = quotes_at(halves, old, new)
    return found(event, WHOLE, about, reason_of(said, spans, halves, about, event, old, new), spans, halves)


def is_said_beside(main: Change, spans: tuple[Spans, Spans], context: Context) -> bool:
    """Whether a change has content words on one side alone: where nothing is unsaid, the other has them elsewhere."""
    return not all(spans) and information(main, context) > 0


def news_of_both(
    event: Event, context: Context, old: Side, new: Side, measure: Measure
) -> tuple[Sequence[News], Sequence[News]]:
    """The news of either side of an event."""
    gone = partial(answer_to, context.old, context.new, event.new)
    come = partial(answer_to, context.new, context.old, event.old)
    return news_of(event, "old", old, measure, gone), news_of(event, "new", new, measure, come)


def evidence_of(claims: Sequence[Finding]) -> tuple[Spans, Spans]:
    """What some claims rest on in the old and in the new text."""
    return tuple(span for one in claims for span in one.old), tuple(span for one in claims for span in one.new)


def explains(part: Part, event: Event, unsaid: Places) -> bool:
    """Whether a part of a sentence holds most of what the sides of an event do not say in common."""
    words = [(name, word) for name in ("old", "new") for word in event.group.changed(name)]
    news = [(name, word) for name, word in words if (name, word.start) in unsaid]
    spans = dict(zip(("old", "new"), part.evidence, strict=True))
    inside = sum(word.rarity for name, word in news if touches_any(word, spans[name]))
    return inside >= MOST_OF * sum(word.rarity for _, word in news)


def of_news(event: Event, old: Side, new: Side, context: Context, both: Both) -> Finding:
    """The claim that quotes the phrases of either side in which most of what the other lacks is said."""
    exchanged = all(both) and are_exchanged(both, changes_of(event, context))
    halves = halves_of(quoted_of(both, exchanged), event, old, new)
    left = fit_together(both, halves, old, new, exchanged=exchanged) if all(both) else both
    if left != both:
        return of_news(event, old, new, context, left)
    if is_elsewhere_alone(both):
        return of_answered(event, old, new, context, both, halves)
    spans, said = quoted_of(both, exchanged), quotes_at(halves, old, new)
    side, pieces = (new, halves.new) if both.new else (old, halves.old)
    about = within(topic_of(event, old, new, both), side, pieces)
    apart = all(both) and not exchanged and are_apart(halves, event, old, new)
    why = reason_apart(said, about) if apart else reason_of(said, spans, halves, about, event, old, new)
    return found(event, WHOLE, about, why, spans, halves)


def of_answered(event: Event, old: Side, new: Side, context: Context, both: Both, halves: Halves) -> Finding:
    """The claim on words of one side that another sentence of the other text says, or most of them: then both."""
    about, spans = topic_of(event, old, new, both), quoted_of(both, exchanged=False)
    other = answer_of(both, spans, context)
    sides = (old, other.side or new) if both.old else (other.side or old, new)
    own = Halves(halves.old or other.spans, other.spans) if both.old else Halves(other.spans, halves.new)
    said = quotes_at(own, *sides)
    if other.side is None:
        return found(event, ELSEWHERE, about, reason_elsewhere(said, about), spans, own)
    return found(event, WHOLE, about, reason(said, about), spans, own)


class Answer(NamedTuple):
    """The phrases of another sentence of the other text that answer some news; none where it says the same."""

    spans: Spans = ()
    side: Side | None = None


def answer_of(both: Both, spans: tuple[Spans, Spans], context: Context) -> Answer:
    """What another sentence of the other text says instead of the news of one side."""
    (here, there), news = ((context.old, context.new), both.old) if both.old else ((context.new, context.old), both.new)
    bare = spans[0] or spans[1]
    if news is None or news.answer is None or not any(unheld(here, one, there, news.answer) for one in bare):
        return Answer()
    side = side_at(there, [news.answer], context)
    return Answer(quoted([held_in(here, news.best, there, news.answer)], side), side)


def are_one(both: Both, halves: Halves, old: Side, new: Side) -> bool:
    """Whether both halves are on one matter: they share a noun, or the field of sentences that have much in common."""
    if share_noun(halves, old, new):
        return True
    gone, come = both
    if gone is None or come is None:
        return False
    return share_field(halves, old, new) and are_of_one_matter(gone, come, old, new)


def is_short(both: Both, old: Side, new: Side) -> bool:
    """Whether only some words were exchanged on both sides, which then is of one matter, whatever they say."""
    return all(one is None or count(one.spans, side) <= SHORT for one, side in zip(both, (old, new), strict=True))


def heavier(both: Both) -> Both:
    """The news of the one side that carries more."""
    gone, come = both
    return Both(gone, None) if gone and come and gone.worth > come.worth else Both(None, come)


def fit_together(both: Both, halves: Halves, old: Side, new: Side, *, exchanged: bool) -> Both:
    """The news of both sides where they are on one matter and neither is repeated; else those of one side."""
    if not (exchanged and is_short(both, old, new)) and not are_one(both, halves, old, new):
        return heavier(both)
    return unrepeated(both, halves, old, new)


def unrepeated(both: Both, halves: Halves, old: Side, new: Side) -> Both:
    """The news without those of a half that the other text repeats; as they are where both halves are, or neither."""
    again = repeated(halves, old, new)
    if all(again) or not any(again):
        return both
    return Both(None, both.new) if again[0] else Both(both.old, None)


def are_apart(halves: Halves, event: Event, old: Side, new: Side) -> bool:
    """Whether hardly a word of either half stays, so that the one is gone and the other new."""
    return not (is_kept(halves.old, event, "old", old) or is_kept(halves.new, event, "new", new))


def reason_of(
    said: Sequence[str], spans: tuple[Spans, Spans], halves: Halves, about: str, event: Event, old: Side, new: Side
) -> str:
    """A change as a sentence; of a phrase of one text that stays in part, which of its words are gone or new."""
    if all(said):
        return reason(said, about)
    name, what, side, at = ("old", "gone", old, 0) if said[0] else ("new", "new", new, 1)
    if not is_kept(halves[at], event, name, side):
        return reason(said, about)
    words = APART.join(side.quote(*span) for span in spans[at])
    return f"In “{one_line(said[at])}” the words “{one_line(words)}” are {what}."


def one_line(said: str) -> str:
    """Words with single blanks between them."""
    return " ".join(said.split())


def quoted_of(both: Both, exchanged: bool) -> tuple[Spans, Spans]:
    """What changed of either side: whole phrases where one took the place of the other, else what only it says."""
    before, after = (() if one is None else one.spans if exchanged else one.bare for one in both)
    return before, after


def is_elsewhere_alone(both: Both) -> bool:
    """Whether the news are of one side, and other sentences of the other text say them."""
    return not all(both) and any(one.answer for one in both if one)


def quotes_at(spans: tuple[Spans, ...], old: Side, new: Side) -> tuple[str, ...]:
    """The words at some stretches of either text; "" where a text has none."""
    return tuple(APART.join(side.quote(*span) for span in some) for some, side in zip(spans, (old, new), strict=True))


def found(
    event: Event, rule: str, about: str, why: str, spans: tuple[Spans, Spans], halves: Halves = NOTHING
) -> Finding:
    """The claim, its evidence being what changed; a side is empty where nothing of it is on that side."""
    old, new = spans if any(spans) else (event.old, event.new)
    return Finding("G3", rule, "mixed", about, why, old, new, event.changes, said=(halves.old, halves.new))


def about_change(main: Change | None, event: Event, old: Side, new: Side) -> str:
    """The noun phrase in which a change occurs, unless it names who acts; else what the passage is about."""
    for quote, side in ((main.new, new), (main.old, old)) if main else ():
        about = phrase_at(side, Span(quote.start, quote.end)) if quote else ""
        if about and not (quote and names_actor(side, quote.start, about)):
            return about
    return topic_of(event, old, new)


def names_actor(side: Side, at: int, about: str) -> bool:
    """Whether words name who acts in the sentence around an offset."""
    sentence = side.parsed_at(at)
    return sentence is not None and any(words_of_phrase(side, one) == about for one in acting_in(side, sentence))


def reason_apart(said: Sequence[str], about: str) -> str:
    """What is gone and what is new of one matter, where the one did not take the place of the other."""
    old, new = (" ".join(quote.split()) for quote in said)
    return f"In a passage on {about} “{old}” is gone and “{new}” is new."


def reason_elsewhere(said: Sequence[str], about: str) -> str:
    """What only one side has and another sentence of the other text says: so it is neither gone nor new."""
    old, new = (" ".join(quote.split()) for quote in said)
    text, quote = ("new", old) if old else ("old", new)
    return f"“{quote}”, in a passage on {about}, is what another sentence of the {text} text says."


def reason(said: Sequence[str], about: str) -> str:
    """A change as a sentence: what became what, what is gone, what is new."""
    old, new = (" ".join(quote.split()) for quote in said)
    if old and new:
        return f"“{old}” became “{new}” in a passage on {about}."
    if old:
        return f"“{old}” is gone from a passage on {about}."
    return f"“{new}” is new in a passage on {about}." if new else f"The passage on {about} is worded otherwise."
