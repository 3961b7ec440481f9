"""Quantities, dates and deadlines (N1): added, removed or changed, with their units and bounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.reach.quantifier import ALL
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.measures import measured
from diple.mark.sentence.quantities.lasting import course_of_time, duration, endless, is_limit
from diple.mark.sentence.quantities.reading import quantities, read_quantity
from diple.mark.sentence.quantities.row import Row
from diple.mark.sentence.quantities.units import MONEY, TIMES, Quantity
from diple.mark.sentence.restated import survives_changed
from diple.mark.text.context import Context
from diple.model import Direction, Span, Statement

DIGIT = re.compile(r"\d")
SYMBOL = re.compile(r"\b[A-Z]+(?:/[A-Z0-9.]+)*/\d+\b")  # of a document: A/71/12
YEAR = 365.0  # days that quantities.py counts
SUBJECT = 3  # words from which what precedes a number says what it is for
NEARBY = 250_000  # code points on either side in which the other text is searched for a figure
ALIKE = 0.7  # share of content words from which sentences of a series count the same thing
RATES = ("%", "share", "points")  # units of a rate
THOUGHT = 3  # content words from which a change is a thought of its own
BINDING = ("modality", "directive", "wrapper")
NEAR = 12  # code points from a change within which a number may take part in it
LONG = 14  # words before a number that are still read as what it is for
Changed = tuple[Quantity | None, Quantity | None]


def quantity(pair: Edited, context: Context) -> Iterator[Finding]:
    """N1, with the guard of the taxonomy: no visit dates, anniversaries, document dates or paragraph numbers."""
    if not any(is_numeric(side) for side in (pair.old, pair.new) if side.changed):
        return
    before, after = counted(pair.old), counted(pair.new)
    lost, gained = without(before, after), without(after, before)
    found: list[Changed] = []
    for old, new in matched(lost, gained):
        lone = not (old and new) and (is_idle(old, pair.old, context.new) or is_idle(new, pair.new, context.old))
        if rolls(old, new, context) or is_told_by_quantifier(pair, old, new) or is_told_by_clause(pair, old, new):
            continue
        if answers_endless(pair, old, new) or (
            not lone and stands_changed(pair, old, new) and (context.mode == "revision" or comparable(pair, old, new))
        ):
            found.append((old, new))
    yield from (changed(pair, *one) for one in as_ranges(pair, found))


def as_ranges(pair: Edited, found: Sequence[Changed]) -> list[Changed]:
    """The changes of number with the two ends of a range as one: "0 to 1/4 percent", "1/4 to 1/2 percent"."""
    joined: list[Changed] = []
    for old, new in found:
        last = joined[-1] if joined else (None, None)
        if (
            old
            and new
            and last[0]
            and last[1]
            and is_range(pair.old, last[0], old)
            and is_range(pair.new, last[1], new)
        ):
            joined[-1] = (old._replace(start=last[0].start), new._replace(start=last[1].start))
        else:
            joined.append((old, new))
    return joined


def is_range(side: Side, low: Quantity, high: Quantity) -> bool:
    """Whether only a link of a range lies between two numbers."""
    links = side.words.tables["numbers"].get("range", ())
    between = [t.key for t in side.tokens if low.end <= t.start and t.end <= high.start]
    return high.start >= low.end and len(between) == 1 and between[0] in links


def answers_endless(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether a limit of time took the place of words for "without limit", or gave way to them."""
    if (old and new) or not (is_limit(pair.old, old) or is_limit(pair.new, new)):
        return False
    return endless(pair, old) is not None


def counted(side: Side) -> list[Quantity]:
    """The quantities of a side without the days of visits and meetings."""
    found = [one for one in quantities(side) if not is_part_of_time(side, one)]
    if any(is_day(q, side) for q in found) and side.of(["venue"]):
        return [q for q in found if not is_day(q, side)]
    return found


def is_part_of_time(side: Side, quantity: Quantity) -> bool:
    """Whether a share is a part of a period, and so only says when: "the first half of this year"."""
    if quantity.unit != "share":
        return False
    numbers = side.words.tables["numbers"]
    of_what = next((t.key for t in side.content_tokens if t.start >= quantity.end), "")
    return of_what in numbers.get("time_nouns", ()) or numbers["units"].get(of_what, (0, ""))[1] == "days"


def is_day(quantity: Quantity, side: Side) -> bool:
    """Whether a quantity is a date and no deadline; without spaces the parts of a date are numbers each."""
    return not quantity.deadline and (quantity.unit == "date" or not side.words.spaced)


def is_told_by_quantifier(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether a quantifier takes the place of a share or a number, or gives way to it: "half", "20", "all"."""
    lone = old or new
    if (old and new) or lone is None or pair.old is None or pair.new is None:
        return False
    other = pair.new if old else pair.old
    sizes = [hit for hit in other.of(["quantifier"]) if other.touched(hit.start, hit.end)]
    return any(lone.unit == "share" or counts_same(other, hit, lone) for hit in sizes)


def counts_same(side: Side, size: Hit, quantity: Quantity) -> bool:
    """Whether "all" precedes the noun that the other side counts in figures."""
    after = [t.key for t in side.tokens if t.start >= size.end][:2]
    return (size.rank or 0) >= ALL and quantity.unit in after


def is_told_by_clause(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether the event that sets a time is on the other side as a clause: "after it is signed", "when signed"."""
    lone = old or new
    if (old and new) or lone is None or lone.unit != "when" or pair.old is None or pair.new is None:
        return False
    side, other = (pair.old, pair.new) if old else (pair.new, pair.old)
    openers = side.words.union("condition_openers", "conditions", "subordinators")
    return not openers.isdisjoint(t.key for t in other.changed_tokens) and survives_changed(
        side, other, Span(lone.start, lone.end)
    )


def rolls(old: Quantity | None, new: Quantity | None, context: Context) -> bool:
    """Whether a day of the calendar only moved on by years with the document: A/71/12 of 2026, A/72/9 of 2027."""
    if old is None or new is None or old.unit != "date" or new.unit != "date":
        return False
    years = (new.value - old.value) / YEAR
    if years == 0 or abs(years - round(years)) > 1 / YEAR / 2 or is_year_alone(old) or is_year_alone(new):
        return False
    symbols = [set(SYMBOL.findall(text.text)) for text in (context.old, context.new)]
    return bool(symbols[0]) and bool(symbols[1]) and symbols[0].isdisjoint(symbols[1])


def is_year_alone(quantity: Quantity) -> bool:
    """Whether a date names no day."""
    return quantity.value % YEAR == 0


def stands_changed(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether a counting change touches either quantity."""
    return bool(
        (old and pair.old and pair.old.touched(old.start, old.end))
        or (new and pair.new and pair.new.touched(new.start, new.end))
    )


def is_idle(quantity: Quantity | None, side: Side | None, other: Statement) -> bool:
    """Whether a quantity of one side only is no news: the other text has it, or it came with a thought of its own."""
    if side is None or quantity is None:
        return False
    figure, first, last = side.quote(quantity.at, quantity.end), quantity.start - NEARBY, quantity.end + NEARBY
    if not quantity.deadline and other.text.find(figure, max(0, first), last) >= 0:
        return True
    around = next((s for s in side.changed if s.start <= quantity.at < s.end), None)
    if around is None or quantity.deadline:
        return False
    return sum(around.start <= t.start < around.end for t in side.content_tokens) > THOUGHT


def comparable(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether two texts of a series count the same thing: both have a number, in sentences much alike."""
    return old is not None and new is not None and pair.common >= ALIKE


def is_numeric(side: Side) -> bool:
    """Whether a quantity may stand in changed wording."""
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


def changed(pair: Edited, old: Quantity | None, new: Quantity | None) -> Finding:
    """The claim on a quantity that changed, came or went."""
    side, at = (pair.new, new) if new else (pair.old, old)
    assert at
    olds, news = evidence(pair, old, new)
    return Finding(
        "N1",
        "number.quantity",
        "mixed" if is_open(pair, old, new) else course(pair, old, new),
        duration(side, at) or measured(side, at),
        f"{kind_of(at)} {course_in_words(pair, olds, news)} in “{clause(side, at.start, at.end)}”.",
        olds,
        news,
        pair.touching(olds, news),
    )


def evidence(pair: Edited, old: Quantity | None, new: Quantity | None) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the quantities are; for a lone one also the vague or endless time in its place on the other side."""
    vague = answering_vagueness(pair, old, new)
    if vague is None and answers_endless(pair, old, new):
        vague = endless(pair, old)
    other = (Span(vague.start, vague.end),) if vague else ()
    olds, news = ((Span(one.start, one.end),) if one else () for one in (old, new))
    return (olds, news or other) if old else (other, news)


def kind_of(at: Quantity) -> str:
    """What a quantity is, in words."""
    return "The deadline" if at.deadline else "The date" if at.unit == "date" else "The figure"


def course_in_words(pair: Edited, olds: Sequence[Span], news: Sequence[Span]) -> str:
    """What happened to a quantity, in words."""
    if olds and news:
        return f"changes from “{pair.old.quote(*olds[0])}” to “{pair.new.quote(*news[0])}”"
    return f"“{pair.new.quote(*news[0])}” is added" if news else f"“{pair.old.quote(*olds[0])}” is removed"


def answering_vagueness(pair: Pair, old: Quantity | None, new: Quantity | None) -> Hit | None:
    """The vague time that took the place of a deadline, or gave it up: "in due course", "as soon as possible"."""
    if (old and new) or not (old or new).deadline:  # type: ignore[union-attr]
        return None
    side, vague = (pair.new, pair.gained("vague_time")) if old else (pair.old, pair.lost("vague_time"))
    return next((hit for hit in vague if side and side.touched(hit.start, hit.end)), None)


def is_reported(side: Side, at: Quantity) -> bool:
    """Whether a sentence reports a rate, and neither binds nor decides."""
    start, end = sentence_of(side, at.start)
    if at.unit not in RATES or any(start <= hit.start < end for hit in side.of(BINDING)):
        return False
    deciding = side.words.words("deciding")
    return not any(t.key in deciding for t in side.tokens if start <= t.start < at.start)


def is_level(side: Side, at: Quantity) -> bool:
    """Whether a rate is decided upon, and not to be raised: then no word says that a higher one is more of the same."""
    start, _ = sentence_of(side, at.start)
    before = {t.key for t in side.tokens if start <= t.start < at.start}
    rising = side.words.tables["numbers"].get("rising", frozenset())
    return at.unit in RATES and not before.isdisjoint(side.words.words("deciding")) and before.isdisjoint(rising)


def sentence_of(side: Side, at: int) -> Span:
    """The sentence of a side around an offset."""
    return next((Span(s.start, s.end) for s in side.spans if s.start <= at < s.end), Span(side.start, side.end))


def course(pair: Pair, old: Quantity | None, new: Quantity | None) -> Direction:
    """Added is stronger, removed weaker; a larger amount, an earlier deadline or a firmer bound is stronger.

    A limit of time on what is given is read the other way.
    """
    timed = course_of_time(pair, old, new)
    if timed is not None:
        return timed
    if old is None or new is None:
        return "strengthened" if new else "softened"
    if old.same[1] != new.same[1] or old.words != new.words:
        return "mixed"
    later = old.deadline or new.deadline or old.unit in ("interval", "date")
    steps = {
        sign(new.same[0] - old.same[0]) * (-1 if later else 1),
        sign(firmness(pair, new) - firmness(pair, old)),
    } - {0}
    return "mixed" if len(steps) != 1 else "strengthened" if 1 in steps else "softened"


def firmness(pair: Pair, quantity: Quantity) -> float:
    """How firmly a bound holds a number: "at least" more than "about", "by" more than "after"."""
    assert pair.new
    table = pair.new.words.tables["numbers"].get("firmness", {})
    return float(table.get(quantity.bound, table.get("exact", 0)))


def is_open(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether no word says which way a change of number goes: of a ceiling, a figure reported, a rate decided upon."""
    if is_ceiling(pair, old, new):
        return True
    if old is None or new is None or old.deadline or new.deadline or old.unit in ("interval", *TIMES):
        return False
    sides = [(side, q) for side, q in ((pair.old, old), (pair.new, new)) if side]
    return all(is_level(*one) or (is_reported(*one) and not one[1].bound) for one in sides)


def is_ceiling(pair: Pair, old: Quantity | None, new: Quantity | None) -> bool:
    """Whether more of an amount is not more of a duty: it is a ceiling, or the sentence restricts."""
    here = [(side, q) for side, q in ((pair.old, old), (pair.new, new)) if side and q]
    if all(q.deadline or q.unit in (*TIMES, "interval", "when") for _, q in here):
        return False
    return all(q.bound == "ceiling" or (q.bound != "floor" and restricts(side, q)) for side, q in here)


def restricts(side: Side, quantity: Quantity) -> bool:
    """Whether a sentence sets a limit: a word of limiting is in it, outside the bound of the number itself."""
    limits = side.words.tables["numbers"].get("limits", frozenset())
    start, end = next((s for s in side.spans if s.start <= quantity.at < s.end), (side.start, side.end))
    return any(
        t.key in limits for t in side.tokens if start <= t.start < end and not quantity.start <= t.start < quantity.end
    )


def sign(number: float) -> int:
    """1, 0 or -1."""
    return (number > 0) - (number < 0)


def matched(lost: Sequence[Quantity], gained: Sequence[Quantity]) -> Iterator[tuple[Quantity | None, Quantity | None]]:
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
