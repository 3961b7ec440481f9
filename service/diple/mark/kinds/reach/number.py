"""Quantities, dates and deadlines (N1): added, removed or changed, with their units and bounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit
from diple.mark.events.words import words_of as content
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.han_dates import month_sign
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.measures import measured
from diple.mark.sentence.quantities.durations import course_of_time, duration, endless, is_limit
from diple.mark.sentence.quantities.reading import days_of, quantities, read_quantity
from diple.mark.sentence.quantities.row import Row, date_at
from diple.mark.sentence.quantities.units import MONEY, TIMES, Quantity
from diple.mark.text.context import Context
from diple.mark.weigh.equals import is_occasion
from diple.model import Direction, Span, Statement
from diple.numerals import VULGAR

DIGIT = re.compile(rf"[\d{VULGAR}]")
SYMBOL = re.compile(r"\b[A-Z]+(?:/[A-Z0-9.]+)*/\d+\b")  # of a document: A/71/12
YEAR = 365.0  # days that quantities.py counts
NEARBY = 250_000  # code points on either side in which the other text is searched for a figure
RATES = ("%", "share", "points")  # units of a rate
THOUGHT = 3  # content words from which a change is a thought of its own
BINDING = ("modality", "directive", "wrapper")
NEAR = 12  # code points from a change within which a number may take part in it

Changed = tuple[Quantity | None, Quantity | None]


class Step(NamedTuple):
    """A quantity that gave way to another, or that came or went."""

    pair: Edited
    old: Quantity | None
    new: Quantity | None

    @property
    def ends(self) -> list[tuple[Side, Quantity]]:
        """The quantities that there are, each with its side."""
        both = (self.pair.old, self.old), (self.pair.new, self.new)
        return [(side, quantity) for side, quantity in both if quantity]

    @property
    def is_lone(self) -> bool:
        """Whether only one side has a quantity."""
        return not (self.old and self.new)


def quantity(pair: Edited, context: Context) -> Iterator[Finding]:
    """N1, with the guard of the taxonomy: no visit dates, anniversaries, document dates or paragraph numbers."""
    if not any(is_numeric(side) for side in (pair.old, pair.new) if side.changed):
        return
    before, after = counted(pair.old), counted(pair.new)
    steps = (Step(pair, *one) for one in matched(without(before, after), without(after, before)))
    yield from map(changed, as_ranges(step for step in steps if is_news(step, context)))


def is_news(step: Step, context: Context) -> bool:
    """Whether a change of number is one of what is said; in a series two sentences may count different things."""
    if is_named_by_quantifier(step) or is_next_edition(step, context) or may_be_same_day(step):
        return False
    return answers_endless(step) or (context.mode == "revision" and is_touched(step) and not is_idle(step, context))


def may_be_same_day(step: Step) -> bool:
    """Whether a date in figures of which either number may be the day can be the date of the other side."""
    if step.is_lone:
        return False
    days = [days_meant(*end) for end in step.ends]
    return {len(one) for one in days} == {1, 2} and not days[0].isdisjoint(days[1])


def days_meant(side: Side, number: Quantity) -> set[float]:
    """The days that a date can be: two of a date in figures where either number may be the day."""
    found = date_at(side.text, number.at, side.statement.language)
    return {round(days, 1) for days in ([days_of(day) for day in found.days] if found else [number.value])}


def is_next_edition(step: Step, context: Context) -> bool:
    """Whether a date moved on by years with the document: of A/71/12 and A/72/9, 1 May 2026 and 1 May 2027."""
    dates = [number.value for _, number in step.ends if number.unit == "date"]
    if len(dates) < 2 or not is_by_years(*dates):
        return False
    symbols = [set(SYMBOL.findall(text.text)) for text in (context.old, context.new)]
    return all(symbols) and symbols[0].isdisjoint(symbols[1])


def is_by_years(old: float, new: float) -> bool:
    """Whether a day, and not a mere year, moved by whole years."""
    years = (new - old) / YEAR
    return old % YEAR != 0 and abs(years - round(years)) <= 1 / YEAR / 2


def is_touched(step: Step) -> bool:
    """Whether a counting change touches either quantity."""
    return any(side.touched(number.start, number.end) for side, number in step.ends)


def as_ranges(steps: Iterable[Step]) -> list[Step]:
    """The changes of number with the two ends of a range as one: "0 to 1/4 percent", "1/4 to 1/2 percent"."""
    joined: list[Step] = []
    for step in steps:
        if joined and is_range(joined[-1], step):
            step = spanning(joined.pop(), step)
        joined.append(step)
    return joined


def is_range(low: Step, high: Step) -> bool:
    """Whether only a link of a range lies between the numbers of two changes, on both sides."""
    ends = zip(low.ends, high.ends, strict=False)
    return not (low.is_lone or high.is_lone) and all(is_linked(side, one, two) for (side, one), (_, two) in ends)


def is_linked(side: Side, low: Quantity, high: Quantity) -> bool:
    """Whether only a link of a range lies between two numbers."""
    links = side.words.tables["numbers"].get("range", ())
    between = [t.key for t in side.between(low.end, high.start)]
    return len(between) == 1 and between[0] in links


def spanning(low: Step, high: Step) -> Step:
    """The change of a range, from its lower end on."""
    assert low.old and low.new and high.old and high.new
    return Step(high.pair, high.old._replace(start=low.old.start), high.new._replace(start=low.new.start))


def answers_endless(step: Step) -> bool:
    """Whether a limit of time took the place of words for "without limit", or gave way to them."""
    return step.is_lone and is_limit(*step.ends[0]) and endless(step.pair, step.old) is not None


def counted(side: Side) -> list[Quantity]:
    """The quantities of a side without the days of visits and meetings."""
    found = [one for one in quantities(side) if not is_part_of_time(side, one)]
    if side.of(["venue"]):
        return [one for one in found if not is_day(one, side)]
    return [one for one in found if not is_calendar_day(one, side)] if is_on_occasion(side) else found


def is_calendar_day(quantity: Quantity, side: Side) -> bool:
    """Whether a quantity is a day or some days of a month, and no day by which something is due."""
    if not side.words.spaced:
        return quantity.unit == "days" and side.text[quantity.start - 1 : quantity.start] == month_sign()
    return quantity.unit == "date" and (not quantity.deadline or quantity.bound == "after")


def is_on_occasion(side: Side) -> bool:
    """Whether a sentence speaks of a meeting, a visit or a publication, whose day is the calendar's."""
    words = (word.key for span in side.spans for word in content(side.text, *span, side.statement.language))
    return any(is_occasion(word, side.statement.language) for word in words)


def is_part_of_time(side: Side, quantity: Quantity) -> bool:
    """Whether a share is a part of a period, and so only says when: "the first half of this year"."""
    times = side.words.tables["numbers"].get("time_nouns", ())
    return quantity.unit == "share" and any(t.key in times for t in side.content_between(quantity.end, side.end)[:1])


def is_day(quantity: Quantity, side: Side) -> bool:
    """Whether a quantity is a date and no deadline; without spaces the parts of a date are numbers each."""
    return not quantity.deadline and (quantity.unit == "date" or not side.words.spaced)


def is_named_by_quantifier(step: Step) -> bool:
    """Whether a quantifier takes the place of a share or a number, or gives way to it: "half", "20", "all"."""
    if not step.is_lone:
        return False
    lone, other = (step.ends[0][1], step.pair.new if step.old else step.pair.old)
    sizes = other.of(["quantifier"])
    return any(lone.unit in ("share", *(t.key for t in other.after(hit.end)[:2])) for hit in sizes)


def is_idle(step: Step, context: Context) -> bool:
    """Whether a quantity of one side only is no news: the other text has it, or it came with a thought of its own."""
    if not step.is_lone:
        return False
    side, lone = step.ends[0]
    other = context.new if step.old else context.old
    return not lone.deadline and (is_nearby(side, lone, other) or has_a_thought(side, lone))


def is_nearby(side: Side, lone: Quantity, other: Statement) -> bool:
    """Whether the other text has a figure too, at about the same place."""
    first, last = max(0, lone.start - NEARBY), lone.end + NEARBY
    return other.text.find(side.quote(lone.at, lone.end), first, last) >= 0


def has_a_thought(side: Side, lone: Quantity) -> bool:
    """Whether a quantity came or went with several content words around it."""
    around = next((s for s in side.changed if s.start <= lone.at < s.end), None)
    return around is not None and len(side.content_between(*around)) > THOUGHT


def is_numeric(side: Side) -> bool:
    """Whether a quantity may be in changed wording."""
    start, end = side.changed[0].start - NEAR, side.changed[-1].end + NEAR
    if DIGIT.search(side.text, max(0, start), end):
        return True
    row = Row(side)
    return not side.keys.isdisjoint(row.tables.get("starts", ())) and any(
        row.has(at, "starts") and side.touched(token.start - NEAR, token.end + NEAR) and may_begin(row, at)
        for at, token in enumerate(side.tokens)
    )


def may_begin(row: Row, at: int) -> bool:
    """Whether a word that may begin a quantity does: an article or preposition seldom does, and is tried."""
    if not row.has(at, "interval_starts") and not row.has(at, "articles"):
        return True
    return row.has(at, "time_nouns") or read_quantity(row, at) is not None


def changed(step: Step) -> Finding:
    """The claim on a quantity that changed, came or went."""
    side, at = step.ends[-1]
    olds, news = evidence(step)
    about = duration(side, at) or measured(side, at)
    why = f"{kind_of(at)} {course_in_words(step.pair, olds, news)} in “{clause(side, at.start, at.end)}”."
    direction = "mixed" if is_open(step) else course(step)
    return claim(step.pair, ("N1", "number.quantity"), direction, about, why, olds, news)


def evidence(step: Step) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the quantities are; for a lone one also the vague or endless time in its place on the other side."""
    vague = vague_time(step) or (endless(step.pair, step.old) if answers_endless(step) else None)
    other = (Span(vague.start, vague.end),) if vague else ()
    olds, news = ((Span(one.start, one.end),) if one else () for one in (step.old, step.new))
    return (olds, news or other) if step.old else (other, news)


def kind_of(at: Quantity) -> str:
    """What a quantity is, in words."""
    return f"The {at.name}"


def course_in_words(pair: Edited, olds: Sequence[Span], news: Sequence[Span]) -> str:
    """What happened to a quantity, in words."""
    if olds and news:
        return f"changes from “{pair.old.quote(*olds[0])}” to “{pair.new.quote(*news[0])}”"
    return f"“{pair.new.quote(*news[0])}” is added" if news else f"“{pair.old.quote(*olds[0])}” is removed"


def vague_time(step: Step) -> Hit | None:
    """The vague time that took the place of a deadline, or gave it up: "in due course", "as soon as possible"."""
    if not step.is_lone or not step.ends[0][1].deadline:
        return None
    vague = step.pair.gained("vague_time") if step.old else step.pair.lost("vague_time")
    return next(iter(vague), None)


# ---- which way ------------------------------------------------------------------------------------


def course(step: Step) -> Direction:
    """Added is stronger, removed weaker; a larger amount, an earlier deadline or a firmer bound is stronger.

    A limit of time on what is given is read the other way.
    """
    old, new = step.old, step.new
    timed = course_of_time(step.pair, old, new)
    if timed is not None:
        return timed
    if old is None or new is None:
        return toward(new is not None)
    return by_amount(step.pair.old, old, new) if old.words == new.words and same_unit(old, new) else "mixed"


def by_amount(side: Side, old: Quantity, new: Quantity) -> Direction:
    """Of two quantities of a unit, whether the new one asks for more or is bound more firmly."""
    firmer = sign(firmness(side, new) - firmness(side, old))
    larger = sign(new.same[0] - old.same[0]) * (-1 if is_timed(old) else 1)
    steps = {larger, firmer} - {0}
    return toward(1 in steps) if len(steps) == 1 else "mixed"


def is_timed(quantity: Quantity) -> bool:
    """Whether a larger quantity is a later one."""
    return quantity.deadline or quantity.unit in ("interval", "date")


def firmness(side: Side, quantity: Quantity) -> float:
    """How firmly a bound holds a number: "at least" more than "about", "by" more than "after"."""
    table = side.words.tables["numbers"].get("firmness", {})
    return float(table.get(quantity.bound, table.get("exact", 0)))


def is_open(step: Step) -> bool:
    """Whether no word says which way a change of number goes: of a ceiling, a figure reported, a rate decided upon."""
    if is_ceiling(step):
        return True
    if step.is_lone or any(q.deadline or q.unit in ("interval", *TIMES) for _, q in step.ends[:1]):
        return False
    return all(is_level(*end) or is_reported(*end) for end in step.ends)


def is_reported(side: Side, at: Quantity) -> bool:
    """Whether a sentence reports a rate without a bound, and neither binds nor decides."""
    start, end = side.sentence_at(at.start)
    if at.bound or at.unit not in RATES or any(start <= hit.start < end for hit in side.of(BINDING)):
        return False
    return words_before(side, at).isdisjoint(side.words.words("deciding"))


def is_level(side: Side, at: Quantity) -> bool:
    """Whether a rate is decided upon, and not to be raised: then no word says that a higher one is more of the same."""
    before, rising = words_before(side, at), side.words.tables["numbers"].get("rising", frozenset())
    return at.unit in RATES and not before.isdisjoint(side.words.words("deciding")) and before.isdisjoint(rising)


def words_before(side: Side, at: Quantity) -> set[str]:
    """The words of the sentence before a quantity."""
    return {t.key for t in side.between(side.sentence_at(at.start).start, at.start)}


def is_ceiling(step: Step) -> bool:
    """Whether more of an amount is not more of a duty: it is a ceiling, or the sentence restricts."""
    if all(q.deadline or q.unit in (*TIMES, "interval", "when") for _, q in step.ends):
        return False
    return all(q.bound == "ceiling" or (q.bound != "floor" and restricts(side, q)) for side, q in step.ends)


def restricts(side: Side, quantity: Quantity) -> bool:
    """Whether a sentence sets a limit: a word of limiting is in it, outside the bound of the number itself."""
    limits = side.words.tables["numbers"].get("limits", frozenset())
    words = [t for t in side.between(*side.sentence_at(quantity.at)) if t.key in limits]
    return any(not quantity.start <= t.start < quantity.end for t in words)


def sign(number: float) -> int:
    """1, 0 or -1."""
    return (number > 0) - (number < 0)


# ---- which quantity answers which -----------------------------------------------------------------


def matched(lost: Sequence[Quantity], gained: Sequence[Quantity]) -> Iterator[Changed]:
    """Lost and gained quantities that answer one another side by side, the rest alone.

    Those of one value and unit answer first (their bounds differ), then those of one unit, then amounts of one value
    in two currencies and deadlines of two forms.
    """
    rest, alone = list(gained), list(lost)
    pairs: list[tuple[Quantity, Quantity]] = []
    for alike in (same_amount, same_unit, same_kind):
        for old in list(alone):
            new = next((q for q in rest if alike(old, q)), None)
            if new:
                rest.remove(new)
                alone.remove(old)
                pairs.append((old, new))
    yield from sorted(pairs)
    yield from ((old, None) for old in alone)
    yield from ((None, new) for new in rest)


def same_amount(old: Quantity, new: Quantity) -> bool:
    """Whether only the bound differs."""
    return old.same[:2] == new.same[:2] and old.unit != "when"


def same_unit(old: Quantity, new: Quantity) -> bool:
    """Whether both count the same."""
    return old.same[1] == new.same[1]


def same_kind(old: Quantity, new: Quantity) -> bool:
    """Whether both are deadlines, or amounts in two currencies."""
    return (old.deadline and new.deadline) or (old.unit.startswith(MONEY) and new.unit.startswith(MONEY))


def without(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of `these` that are not among `those`, as multisets."""
    have = Counter(quantity.same for quantity in those)
    rest = []
    for quantity in these:
        if have[quantity.same]:
            have[quantity.same] -= 1
        else:
            rest.append(quantity)
    return rest


RULES = (quantity,)
