"""Quantities, dates and deadlines (N1): added, removed or changed, with their units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.referents import clause, subject
from diple.mark.vocabulary import Token
from diple.model import Direction, Span, Statement

DIGIT = re.compile(r"\d")
SUBJECT = 3  # words from which what stands before a number says what it is for
NEARBY = 250_000  # code points on either side in which the other text is searched for a figure
ALIKE = 0.7  # share of content words from which sentences of a series count the same thing
SLIGHT = 0.33  # share of the larger amount under which a change is slight
THOUGHT = 3  # content words from which a change is a thought of its own
TIMES = ("date", "days")  # units of which a deadline can be
BINDING = ("modality", "directive", "wrapper")
NEAR = 12  # code points from a change within which a number may take part in it
PLACE = 2  # tokens before the date in a place and date: "Nareth, 3 May"
DATELINE = 9  # tokens up to which a sentence with a date is a place and date line


class Quantity(NamedTuple):
    """A number with what it counts: `unit` is a canonical unit, the noun that follows, or "date"."""

    value: float
    unit: str
    deadline: bool
    start: int
    end: int

    @property
    def same(self) -> tuple[float, str]:
        """What makes two quantities the same."""
        return (round(self.value, 1 if self.unit == "days" else 4), self.unit)


def number_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """N1, with the guard of the taxonomy: no visit dates, anniversaries, document dates or paragraph numbers."""
    if not any(is_numeric(side) for side in (pair.old, pair.new) if side and side.changed):
        return
    if (pair.old is None or pair.new is None) and not has_deadline(pair.old or pair.new):
        return
    before = counted(pair.old) if pair.old else []
    after = counted(pair.new) if pair.new else []
    lost, gained = without(before, after), without(after, before)
    if pair.old is None or pair.new is None:
        lost, gained = [q for q in lost if q.deadline], [q for q in gained if q.deadline]
    for old, new in matched(lost, gained):
        lone = not (old and new) and (is_idle(old, pair.old, context.new) or is_idle(new, pair.new, context.old))
        if not lone and stands_changed(pair, old, new) and (context.mode == "revision" or comparable(pair, old, new)):
            yield changed(pair, old, new)


def counted(side: Side) -> list[Quantity]:
    """The quantities of a side without the days of visits and meetings."""
    found = quantities(side)
    if any(is_day(q, side) for q in found) and side.of(["venue"]):
        return [q for q in found if not is_day(q, side)]
    return found


def is_day(quantity: Quantity, side: Side) -> bool:
    """Whether a quantity is a date and no deadline; without spaces the parts of a date are numbers each."""
    return not quantity.deadline and (quantity.unit == "date" or not side.words.spaced)


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
    figure, first, last = side.quote(quantity.start, quantity.end), quantity.start - NEARBY, quantity.end + NEARBY
    if not quantity.deadline and other.text.find(figure, max(0, first), last) >= 0:
        return True
    around = next((s for s in side.changed if s.start <= quantity.start < s.end), None)
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
    starts = side.words.tables.get("numbers", {}).get("starts", frozenset())
    return not starts.isdisjoint(side.keys) and any(
        t.key in starts and side.touched(t.start - NEAR, t.end + NEAR) for t in side.tokens
    )


def has_deadline(side: Side | None) -> bool:
    """Whether a sentence may hold a deadline at all."""
    due: frozenset[str] = side.words.tables.get("numbers", {}).get("due", frozenset()) if side else frozenset()
    return side is not None and not due.isdisjoint(side.keys)


def changed(pair: Pair, old: Quantity | None, new: Quantity | None) -> Finding:
    """A finding of N1."""
    side, at = (pair.new, new) if pair.new and new else (pair.old, old)
    assert side and at
    olds = (Span(old.start, old.end),) if old else ()
    news = (Span(new.start, new.end),) if new else ()
    thing = subject(side, at.start, 10)
    if len(thing.split()) < SUBJECT and side.words.spaced:
        thing = clause(side, at.start, at.end)
    was = pair.old.quote(*olds[0]) if pair.old and olds else ""
    now = pair.new.quote(*news[0]) if pair.new and news else ""
    what = "The deadline" if at.deadline else "The figure"
    told = f"changes from “{was}” to “{now}”" if was and now else f"“{now}” is added" if now else f"“{was}” is removed"
    return Finding(
        "N1",
        "numbers.quantity",
        course(old, new),
        f"{what[4:]} for {thing}",
        f"{what} {told} in “{clause(side, at.start, at.end)}”.",
        olds,
        news,
        pair.touching(olds, news),
        terms=tuple(amount_terms(side, at, old, new)),
    )


def amount_terms(side: Side, at: Quantity, old: Quantity | None, new: Quantity | None) -> Iterator[tuple[str, str]]:
    """What makes a change of number weigh less: it reports and does not bind, or it is slight."""
    start, end = next(((s.start, s.end) for s in side.spans if s.start <= at.start < s.end), (side.start, side.end))
    if not any(start <= hit.start < end for hit in side.of(BINDING)):
        yield "reported_figure", "the sentence reports a figure and binds nobody to it"
    if old and new and old.unit != "date" and abs(new.value - old.value) < SLIGHT * max(old.value, new.value):
        yield "slight_change", "the figure changes by less than a third"


def course(old: Quantity | None, new: Quantity | None) -> Direction:
    """Added is stronger, removed weaker; a larger amount or an earlier deadline is stronger."""
    if old is None or new is None:
        return "strengthened" if new else "softened"
    if old.unit != new.unit or old.value == new.value:
        return "mixed"
    more = new.value > old.value
    later = old.deadline or new.deadline or old.unit in ("interval", "date")
    return "strengthened" if more != later else "softened"


def matched(lost: Sequence[Quantity], gained: Sequence[Quantity]) -> Iterator[tuple[Quantity | None, Quantity | None]]:
    """Lost and gained quantities of one unit side by side, the rest alone."""
    rest = list(gained)
    for old in lost:
        new = next((q for q in rest if q.unit == old.unit), None)
        if new:
            rest.remove(new)
        yield old, new
    yield from ((None, new) for new in rest)


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


def quantities(side: Side) -> list[Quantity]:
    """The quantities of a side that carry meaning, in order."""
    tables, tokens = side.words.tables.get("numbers"), side.tokens
    found: list[Quantity] = []
    if not tables:
        return found
    starts, stop = tables["starts"], 0
    for at, token in enumerate(tokens):
        if at >= stop and (token.key in starts or token.key[0].isdigit()):
            read = read_quantity(tokens, at, tables)
            if read:
                stop = read[1]
                if not idle(tokens, at, stop, tables):
                    found.append(read[0])
    return found


def read_quantity(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[Quantity, int] | None:
    """The quantity that begins at token `at`, and the token after it."""
    frequency = read_frequency(tokens, at, tables)
    if frequency:
        return frequency
    value, stop = read_number(tokens, at, tables)
    if value is None:
        return None
    return with_unit(tokens, at, stop, value, tables)


def read_frequency(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[Quantity, int] | None:
    """An interval ("yearly", "every other year", "twice a month"), in days; longer is rarer."""
    if tokens[at].key not in tables["interval_starts"]:
        return None
    for words in (4, 3, 2, 1):
        phrase = " ".join(token.key for token in tokens[at : at + words])
        if phrase in tables["intervals"]:
            stop = min(at + words, len(tokens))
            return Quantity(
                float(tables["intervals"][phrase]), "interval", False, tokens[at].start, tokens[stop - 1].end
            ), stop
    return None


def read_number(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> tuple[float | None, int]:
    """A number in figures or words at token `at`, with its multipliers; None where there is none."""
    key, words = tokens[at].key, tables["words"]
    if key[0].isdigit():
        value = as_number(key)
    elif key in words and not (key in tables["ambiguous"] and not counts(tokens, at, tables)):
        value = float(words[key])
    else:
        return None, at
    at += 1
    while at < len(tokens):
        key = tokens[at].key
        if key in tables["multipliers"]:
            value *= float(tables["multipliers"][key])
        elif key == "-" and at + 1 < len(tokens) and tokens[at + 1].key in words and value >= 20:
            value, at = value + float(words[tokens[at + 1].key]), at + 1
        else:
            break
        at += 1
    return value, at


def counts(tokens: Sequence[Token], at: int, tables: dict[str, Any]) -> bool:
    """Whether an ambiguous number word ("one", "once", "first") is followed by a unit."""
    if at and tokens[at - 1].key in tables["definite"]:
        return False
    following = [token.key for token in tokens[at + 1 : at + 3]]
    if tokens[at].key in tables["articles"]:
        return following[:1] != [] and tables["units"].get(following[0], [0, ""])[1] == "days"
    return any(key in tables["units"] or key in tables["counting_nouns"] for key in following)


def with_unit(
    tokens: Sequence[Token], at: int, stop: int, value: float, tables: dict[str, Any]
) -> tuple[Quantity, int]:
    """A number with its unit: a month makes it a date, a known unit converts it, else the next noun names it."""
    after = tokens[stop].key if stop < len(tokens) else ""
    before = tokens[at - 1].key if at else ""
    unit = after if after.isalpha() else ""
    if starts_range(tokens, stop, tables):
        stop += 2
        after = tokens[stop].key
    if after in tables["months"] or before in tables["months"]:
        return with_date(tokens, at, stop, value, tables)
    if is_year(tokens[at].key):
        unit = "date"
        value *= 365
    elif " ".join(token.key for token in tokens[stop : stop + 2]) in tables["units"]:
        factor, unit = tables["units"][" ".join(token.key for token in tokens[stop : stop + 2])]
        value, stop = value * float(factor), stop + 2
    elif after in tables["units"]:
        factor, unit = tables["units"][after]
        value, stop = value * float(factor), stop + 1
    elif before in tables["currencies"]:
        unit = before
    timed = unit in TIMES or any(token.key in tables["months"] for token in tokens[stop : stop + 2])
    due = at > 0 and timed and is_due(tokens, at, stop, tables)
    stop = min(stop, len(tokens))
    return Quantity(value, unit, due, tokens[at].start, tokens[stop - 1].end), stop


def starts_range(tokens: Sequence[Token], stop: int, tables: dict[str, Any]) -> bool:
    """Whether a day is the first of two before a month: "3 to 5 June"."""
    keys = [token.key for token in tokens[stop : stop + 3]]
    return len(keys) == 3 and keys[0] in tables["range"] and keys[1].isdecimal() and keys[2] in tables["months"]


def with_date(
    tokens: Sequence[Token], at: int, stop: int, value: float, tables: dict[str, Any]
) -> tuple[Quantity, int]:
    """A day and month, with the year where it follows, as days since year 0 (months of 30.4 days)."""
    first, months = at, tables["months"]
    if tokens[at - 1].key in months and at:
        month, first = months[tokens[at - 1].key], at - 1
    else:
        month, stop = months[tokens[stop].key], stop + 1
    if is_year(tokens[at].key):
        days = value * 365 + month * 30.4
    else:
        days = month * 30.4 + value
        comma = stop < len(tokens) and tokens[stop].key == ","
        year_at = stop + comma
        if year_at < len(tokens) and is_year(tokens[year_at].key):
            days, stop = days + 365 * float(tokens[year_at].key), year_at + 1
    due = is_due(tokens, first, stop, tables)
    return Quantity(days, "date", due, tokens[first].start, tokens[stop - 1].end), stop


def is_due(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether the words just before make a date or duration a deadline ("by", "within"), or those behind (内, 前)."""
    before, behind = tokens[max(0, at - 3) : at], tokens[stop : stop + 2]
    return any(token.key in tables["due"] for token in before) or any(
        token.key in tables.get("due_behind", ()) for token in behind
    )


def idle(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether a number only names something: a document, paragraph, anniversary, meeting or visit."""
    around = [token.key for token in tokens[max(0, at - 6) : stop + 5]]
    before = [token.key for token in tokens[max(0, at - 2) : at]]
    heads = at == 0 or tokens[at - 1].key in ".;:"
    if is_part_of_a_name(tokens, at, stop, tables):
        return True
    if at and tokens[at - 1].key in "./" and tokens[at - 1].end == tokens[at].start:
        return True
    if heads and stop < len(tokens) and tokens[stop].key in ").":
        return True
    if any(word in tables["labels"] for word in before) or any(word in tables["occasions"] for word in around):
        return True
    if is_due(tokens, at, stop, tables):
        return False
    dated = any(t.key in tables["months"] for t in tokens[max(0, at - 1) : stop + 1]) or is_year(tokens[at].key)
    return dated and (
        at == 0
        or (at == PLACE and tokens[1].key == ",")
        or len(tokens) <= DATELINE
        or any(word in tables["events"] for word in around)
        or tokens[at - 1].key in ("(", "on")
    )


def is_part_of_a_name(tokens: Sequence[Token], at: int, stop: int, tables: dict[str, Any]) -> bool:
    """Whether figures belong to a word or a name: "COVID-19", "5G", "the 21st", "Track 1.5"."""
    if not tokens[at].key[0].isdigit():
        return False
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if after and after.start == tokens[stop - 1].end and after.key.isalpha() and after.key.isascii():
        return True
    if (
        before
        and before.end == tokens[at].start
        and (before.key == "-" or before.key.isalpha())
        and before.key.isascii()
    ):
        return before.key != "-" or (at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].key.isalpha())
    if before is None or at < 2 or not before.capital or not before.key.isalpha() or is_year(tokens[at].key):
        return False
    return before.key not in tables["months"] and before.key not in tables["currencies"]


def as_number(key: str) -> float:
    """Figures as a number: a comma or point before exactly three figures groups thousands."""
    whole, slash, below = key.partition("/")
    if slash:
        units, dash, above = whole.rpartition("-")
        return (float(units) if dash else 0.0) + as_number(above) / max(1.0, float(below))
    parts = ["".join(filter(str.isdecimal, part)) for part in key.replace(",", ".").split(".")]
    if len(parts) > 1 and ("," in key or len(parts) > 2) and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    return float(parts[0] + "." + "".join(parts[1:])) if parts[0] else 0.0


def is_year(key: str) -> bool:
    """Whether figures look like a year of our times."""
    return key.isdecimal() and key.isascii() and len(key) == 4 and 1600 <= int(key) <= 2199


RULES = (number_change,)
