"""Wording that changed in a sentence that stays, where no special kind is shown (G3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from diple.mark.events import Event
from diple.mark.events.words import Word, words_of
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.news import MOST, news_of, repeats
from diple.mark.kinds.general.replaced import Part, replaced_part
from diple.mark.kinds.general.subject import acting_in, subject_of, topic_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.sentence.phrases.whole import words_of as words_of_phrase
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.mark.weigh.otherwise import otherwise_in
from diple.model import Change, Quote, Span, Statement

WHOLE = "wording.wording_changed"

Places = frozenset[tuple[str, int]]  # sides with offsets in code points


def wording_changed(event: Event, context: Context) -> Finding:
    """G3: wording gives way to other wording; no axis is certain, so the direction is mixed.

    Where the grammar shows which part of the sentence it is (the main verb, its object, its subject, a
    member of an enumeration), that part is quoted; else the change whose words carry most information, or, where that
    is too long to quote, the words of it that carry the news.
    """
    old, new = side_at(context.old, event.old, context), side_at(context.new, event.new, context)
    unsaid = unsaid_in(event, context)
    main = with_counterpart(most_informative(event, context, unsaid), event, context)
    part = replaced_part(old, new, main)
    if part:
        return found(event, part.rule, part.about or subject_of(new), part.why, part)
    if main is not None and is_brief(main) and says_something(main, unsaid, context):
        about = about_change(main, event, old, new)
        return found(event, WHOLE, about, reason(quotes_of(main), about), quoted(main))
    return of_news(event, old, new, context)


def of_news(event: Event, old: Side, new: Side, context: Context) -> Finding:
    """The claim that quotes the words of either side that carry most of what the other lacks."""
    spans = unrepeated(event, news_of(event, "old", old), news_of(event, "new", new))
    about = topic_of(event, old, new, spans)
    said = tuple(side.quote(*span) if span else "" for side, span in zip((old, new), spans, strict=True))
    why = reason(said, about) if are_exchanged(event, context, *spans) else reason_apart(said, about)
    return found(event, WHOLE, about, why, Part(WHOLE, "", "", *spans) if any(spans) else None)


def unrepeated(event: Event, old: Span | None, new: Span | None) -> tuple[Span | None, Span | None]:
    """The news of both sides, but for those that the other side repeats where it has news of its own."""
    if old is None or new is None:
        return old, new
    again = repeats(event, "old", old), repeats(event, "new", new)
    return (old, new) if all(again) else (None if again[0] else old, None if again[1] else new)


def are_exchanged(event: Event, context: Context, old: Span | None, new: Span | None) -> bool:
    """Whether one change put the one stretch in the place of the other; true where one side has none."""
    if old is None or new is None:
        return True
    sides = ((change.old, change.new) for change in changes_of(event, context) if change.old and change.new)
    return any(meets(before, old) and meets(after, new) for before, after in sides)


def meets(quote: Quote, span: Span) -> bool:
    """Whether a quote and a stretch have a character in common."""
    return quote.start < span.end and span.start < quote.end


def is_brief(main: Change) -> bool:
    """Whether a change can be quoted whole."""
    return all(len(quote.split()) <= MOST for quote in quotes_of(main))


def says_something(main: Change, unsaid: Places, context: Context) -> bool:
    """Whether each side that a change has holds a word that the other side of the event does not say, or none does."""
    news = [any(place in unsaid for place in side) for side in places_of(main, context)]
    return all(news) or not any(news)


def places_of(change: Change, context: Context) -> Iterator[list[tuple[str, int]]]:
    """Where the words of each side that a change has start."""
    for name, quote, text in (("old", change.old, context.old), ("new", change.new, context.new)):
        if quote:
            yield [(name, word.start) for word in quoted_words(quote, text)]


def quotes_of(main: Change) -> tuple[str, str]:
    """The words of a change in either text, "" where it has none there."""
    return tuple(quote.quote if quote else "" for quote in (main.old, main.new))  # type: ignore[return-value]


def found(event: Event, rule: str, about: str, why: str, part: Part | None) -> Finding:
    """The claim, its evidence being the part that changed; a side is empty where nothing of it is on that side."""
    old, new = part.evidence if part else (event.old, event.new)
    return Finding("G3", rule, "mixed", about, why, old, new, event.changes)


def quoted(main: Change) -> Part:
    """The main change as a part without a name."""
    spans = [Span(quote.start, quote.end) if quote else None for quote in (main.old, main.new)]
    return Part(WHOLE, "", "", *spans)


def most_informative(event: Event, context: Context, unsaid: Places) -> Change | None:
    """The change of an event that carries most information; of equal ones the first.

    What counts is what the other side does not say in these or other words; where that is nothing, all words.
    """
    news = {one.id: information(one, context, unsaid) for one in changes_of(event, context)}
    if not any(news.values()):
        news = {one.id: information(one, context) for one in changes_of(event, context)}
    return max(changes_of(event, context), key=lambda change: news[change.id], default=None)


def unsaid_in(event: Event, context: Context) -> Places:
    """Where the changed words start, in either text, that the other side of an event does not say in any words."""
    language = context.new.language
    return frozenset(chain(unsaid_of(event, "old", "new", language), unsaid_of(event, "new", "old", language)))


def unsaid_of(event: Event, name: str, other: str, language: str) -> Iterator[tuple[str, int]]:
    """The same of one side."""
    group = event.group
    otherwise, held = otherwise_in(group, name, language), group.keys(other)
    news = (word for word in group.changed(name) if word.is_content and word.start not in otherwise)
    return ((name, word.start) for word in news if not held.hold(word.key))


def changes_of(event: Event, context: Context) -> list[Change]:
    """The changes of an event, in order."""
    return [context.changes[id_] for id_ in event.changes if id_ in context.changes]


def with_counterpart(main: Change | None, event: Event, context: Context) -> Change | None:
    """A change that takes a whole sentence of one text, with the one that takes a whole sentence of the other."""
    if main is None or (main.old and main.new):
        return main
    others = [change for change in changes_of(event, context) if are_counterparts(main, change, event)]
    other = max(others, key=lambda change: information(change, context), default=main)
    return main._replace(old=main.old or other.old, new=main.new or other.new)


def are_counterparts(main: Change, other: Change, event: Event) -> bool:
    """Whether two changes take a whole sentence each, one of either text; `main` has one side only."""
    if main.old:
        return takes_all(main.old, event.old) and takes_all(other.new, event.new)
    return takes_all(main.new, event.new) and takes_all(other.old, event.old)


def takes_all(quote: Quote | None, spans: Sequence[Span]) -> bool:
    """Whether a quote takes all of one of some sentences, but for blanks."""
    return quote is not None and any(
        quote.start <= span.start and len(quote.quote.rstrip()) >= span.end - span.start for span in spans
    )


def information(change: Change, context: Context, chosen: Places | None = None) -> float:
    """The information of the words of a change, or of the chosen ones among them: the sum of their rarities."""
    sides = (("old", change.old, context.old), ("new", change.new, context.new))
    words = ((name, word) for name, quote, text in sides if quote for word in quoted_words(quote, text))
    return float(sum(word.rarity for name, word in words if chosen is None or (name, word.start) in chosen))


def quoted_words(quote: Quote, statement: Statement) -> Sequence[Word]:
    """The words of a quote."""
    return words_of(statement.text, quote.start, quote.end, statement.language)


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
    acting = acting_in(side, sentence) if sentence else None
    return acting is not None and words_of_phrase(side, acting) == about


def reason_apart(said: Sequence[str], about: str) -> str:
    """What is gone and what is new of one matter, where the one did not take the place of the other."""
    old, new = (" ".join(quote.split()) for quote in said)
    return f"In a passage on {about} “{old}” is gone and “{new}” is new."


def reason(said: Sequence[str], about: str) -> str:
    """A change as a sentence: what became what, what is gone, what is new."""
    old, new = (" ".join(quote.split()) for quote in said)
    if old and new:
        return f"“{old}” became “{new}” in a passage on {about}."
    if old:
        return f"“{old}” is gone from a passage on {about}."
    return f"“{new}” is new in a passage on {about}." if new else f"The passage on {about} is worded otherwise."
