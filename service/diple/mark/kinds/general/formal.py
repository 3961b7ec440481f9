"""What changes from text to text and says nothing new: the date of a line, the persons of a list."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby, islice

from diple.lexicon.vocabulary import Token
from diple.mark.events import Event
from diple.mark.kinds.finding import Finding, Spans
from diple.mark.sentence.enumeration import is_link
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.weigh.calendar import dated_words
from diple.model import Span, Statement

DATED, PERSONS = "formal.dated", "formal.persons"
FORMAL = {  # rules whose reports are minor, and why
    DATED: "only the date of a line changed",
    PERSONS: "only persons of a list changed",
}
LEAST = 4  # persons of a list
NAMES = 2  # words with a capital that a person's name has at least
MOST_OF = 0.5  # share of the members of a list that must be persons: the others are their titles
WITH_INITIAL = 0.3  # share of them that must have an initial: states and bodies have none
INITIAL = re.compile(r"\b[A-Z]\. [A-Z][a-z]")
OPENS_LIST = ":："


def formal_change(event: Event, context: Context, old: Side, new: Side) -> Finding | None:
    """G3 of a change only of dates or of persons; None where it is more."""
    if is_dated(event, context, (old, new)):
        spans = date_of(event, "old"), date_of(event, "new")
        before, after = (
            " … ".join(side.quote(*span) for span in some) for side, some in zip((old, new), spans, strict=True)
        )
        why = f"The date of a line changes from “{before}” to “{after}”."
        return Finding("G3", DATED, "mixed", "the date of the document", why, *spans, event.changes, said=spans)
    return persons_changed(event, old, new) if is_of_persons(event, (old, new)) else None


def persons_changed(event: Event, old: Side, new: Side) -> Finding:
    """The claim on a list of persons: who is named no more and who is new, else where those are who left the list."""
    listed = unlisted(old, new), unlisted(new, old)
    spans = unnamed(listed[0], old, new), unnamed(listed[1], new, old)
    if any(spans):
        why = came_and_went(spans, old, new)
        return Finding("G3", PERSONS, "mixed", "the list of persons", why, *spans, event.changes, said=spans)
    said = listed[0] or named_at(listed[1], new, old), listed[1] or named_at(listed[0], old, new)
    why = moved_in_list(listed, old, new)
    return Finding("G3", PERSONS, "mixed", "the list of persons", why, *listed, event.changes, said=said)


def moved_in_list(listed: tuple[Spans, Spans], old: Side, new: Side) -> str:
    """Who left a list or came into it, and is named in another sentence of the other text, in words."""
    lost, gained = ([side.quote(*span) for span in some] for side, some in zip((old, new), listed, strict=True))
    parts = (f"{what}: {', '.join(who)}" for what, who in (("no longer listed", lost), ("listed now", gained)) if who)
    return f"Persons whom both texts name are {'; '.join(parts)}."


def unnamed(persons: Spans, side: Side, other: Side) -> Spans:
    """Those of some persons whom the other text names nowhere, as it does who votes against instead of for."""
    return tuple(span for span in persons if side.quote(*span) not in other.statement.text)


def named_at(persons: Spans, side: Side, other: Side) -> Spans:
    """The sentence of the other text that names one of some persons, up to the name."""
    text = other.statement.text
    names = [side.quote(*span) for span in persons]
    found = ((one, name) for one in other.statement.sentences for name in names if name in text[one.start : one.end])
    return tuple(Span(one.start, text.index(name, one.start) + len(name)) for one, name in islice(found, 1))


def came_and_went(spans: tuple[Spans, Spans], old: Side, new: Side) -> str:
    """Who is no longer listed and who is, in words."""
    lost, gained = ([side.quote(*span) for span in some] for side, some in zip((old, new), spans, strict=True))
    parts = (f"{what}: {', '.join(who)}" for what, who in (("gone", lost), ("new", gained)) if who)
    return f"In a list of persons {'; '.join(parts)}."


def is_dated(event: Event, context: Context, sides: tuple[Side, Side]) -> bool:
    """Whether all that changed is the date of lines that are no clauses: "Note issued May 3"."""
    dates = ((event, "old", context.old), (event, "new", context.new))
    return all(are_dates(*each) for each in dates) and is_line(sides)


def is_line(sides: tuple[Side, Side]) -> bool:
    """Whether both sides were read for their grammar and have no finite verb."""
    parsed = [one for side in sides for one in side.parsed]
    is_clause = any(clause.verb.form == "finite" for one in parsed for clause in one.clauses)
    return not is_clause and all(one.words for one in parsed)


def are_dates(event: Event, name: str, text: Statement) -> bool:
    """Whether content words of one side changed, and all of them date an occasion."""
    known = frozenset().union(*(dated_words(side, text.text, text.language) for side in event.group.sides(name)))
    changed = [word for word in event.group.changed(name) if word.is_content]
    return bool(changed) and all(word.start in known for word in changed)


def is_of_persons(event: Event, sides: tuple[Side, Side]) -> bool:
    """Whether all that changed are names of persons, in a list that both sides have."""
    words = [word for name in ("old", "new") for word in event.group.changed(name) if word.is_content]
    return all(word.is_name for word in words) and all(persons_in(side) for side in sides)


def persons_in(side: Side) -> list[Span]:
    """The members of a list of persons, some with an initial; none where less than half of its members are persons."""
    members = members_of(side)[1:]
    persons = [span for span in members if is_person(side, span)]
    initials = [span for span in persons if INITIAL.search(side.text, *span)]
    are_most = len(persons) >= max(LEAST, MOST_OF * len(members)) and len(initials) >= WITH_INITIAL * len(persons)
    return persons if are_most else []


def members_of(side: Side) -> list[Span]:
    """What is between the marks of a list; the first is what comes before it."""
    runs = [list(run) for parts, run in groupby(side.tokens, key=partial(parts_members, side)) if not parts]
    return [without_stop(side, run[0].start, run[-1].end) for run in runs]


def parts_members(side: Side, token: Token) -> bool:
    """Whether a token parts the members of a list, or a list from what comes before it."""
    return is_link(side, token) or token.key in OPENS_LIST


def without_stop(side: Side, start: int, end: int) -> Span:
    """A stretch without a full stop at its end."""
    return Span(start, start + len(side.quote(start, end).rstrip(". ")))


def is_person(side: Side, span: Span) -> bool:
    """Whether a member is made of words with a capital, two at least."""
    words = side.quote(*span).split()
    return len(words) >= NAMES and all(word[:1].isupper() for word in words)


def unlisted(side: Side, other: Side) -> tuple[Span, ...]:
    """The persons of one side that the other side does not name."""
    there = other.quote(other.start, other.end)
    return tuple(span for span in persons_in(side) if side.quote(*span) not in there)


def date_of(event: Event, name: str) -> tuple[Span, ...]:
    """From the first changed word of one side to the last; nothing where there is none."""
    words = event.group.changed(name)
    return (Span(words[0].start, words[-1].end),) if words else ()
