"""One value in two spellings: an amount with its unit, a date, a reference to a part of a text.

3.5 per cent and 3.5%, US$ 1,000,000 and one million US dollars, 2031-12-01 and 1 December 2031, Article 4, paragraph 2
(a), and Article 4(2)(a). What can be read in two ways has no value: 03/05/2031 in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from diple.noise.calendar import Day, date_in_figures
from diple.noise.numerals import longest, part_of_one
from diple.noise.ordinals import ordinal_at
from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, opens_sentence, sides, widened
from diple.noise.words import Words
from diple.numerals import FRACTION, MIXED, fraction_of, in_words, is_part
from diple.segment.tokens import Edit, Tokens

_BEFORE = 6  # equal tokens before an edit that may belong to its value: "Article 4, paragraph 2" has five
_LONGEST_UNIT = 5  # tokens: dollars de los Estados Unidos
_LONGEST = 14  # tokens of an edit that can be one value
_LABEL = re.compile(r"\d{1,3}|[ivxlc]{1,6}|[a-zа-я]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|°)?")
_YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d")
_LONGEST_PART = 4  # tokens of a denominator in Chinese
_HYPHEN = re.compile("[-‐‑]")
_INNER = "-./"
_RANGE = "-"  # the key of what is between the ends of a range


class Amount(NamedTuple):
    """A number with the name of its unit; `""` where it has none."""

    value: Fraction
    unit: str


class Reference(NamedTuple):
    """A part of a text: the numbers and letters that lead to it, and what each counts; `""` where that is not said."""

    labels: tuple[str, ...]
    names: tuple[str, ...]


class Series(NamedTuple):
    """Amounts, and the words that join them: 1½ to 1¾ percent."""

    amounts: tuple[Amount, ...]
    joints: tuple[str, ...]


class Order(NamedTuple):
    """An ordinal number."""

    value: int


class Share(NamedTuple):
    """A part of one, in figures or in words: 2/3, two-thirds."""

    value: Fraction
    is_worded: bool


Value = Amount | Day | Reference | Series | Order | Share
Read = tuple[Value, int] | None  # a value and the token after it
Reader = Callable[[Tokens, int, Words], Read]


def same_value(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """An amount with its unit, an ordinal, a part of one or a date, with the equal tokens around that belong to it."""
    if _has_figures(pair, edit) and (found := _same(pair, edit, room, (_order, _share))):
        return found
    found = _same(pair, edit, room, (_date, _amount, _series))
    return found and (found if _has_unit_or_fraction(pair, found.edit) else None)


def _has_figures(pair: Pair, edit: Edit) -> bool:
    """Whether a token of an edit begins with a digit: an ordinal or a part of one in words and figures has one."""
    return any(key[0].isdecimal() for tokens, start, end in sides(pair, edit) for key in tokens.keys[start:end])


def _has_unit_or_fraction(pair: Pair, wide: Edit) -> bool:
    """Whether a value has more than bare figures or number words, which `same_number` reads: a unit, a repetition."""
    for tokens, start, end in sides(pair, wide):
        amounts = _amounts(_series(tokens, start, pair.words) or _amount(tokens, start, pair.words))
        written = tokens.surface(start, end)
        if not amounts or any(amount.unit for amount in amounts) or MIXED.search(written) or ")" in written:
            return True
    return False


def _amounts(read: Read) -> tuple[Amount, ...]:
    """The amounts of a value; none of a date or a reference."""
    value = read[0] if read else None
    return value.amounts if isinstance(value, Series) else (value,) if isinstance(value, Amount) else ()


def same_reference(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """A reference to a part of a text: Article 4, paragraph 2 (a), and Article 4(2)(a)."""
    first = max(0, edit.old_start - _BEFORE)
    if pair.words.of("parts").isdisjoint(map(_bare, pair.old.keys[first : edit.old_end])):
        return None
    return _same(pair, edit, room, (_reference,))


def _same(pair: Pair, edit: Edit, room: Room, readers: tuple[Reader, ...]) -> Found | None:
    if max(edit.old_end - edit.old_start, edit.new_end - edit.new_start) > _LONGEST:
        return None
    for before in range(min(room.before, _BEFORE), -1, -1):
        for reader in readers:
            (old, *_), (new, *_) = sides(pair, edit)
            one = reader(old, edit.old_start - before, pair.words)
            two = reader(new, edit.new_start - before, pair.words) if one else None
            if one and two and (wide := _whole(edit, before, one[1], two[1], room)) and _equal(one[0], two[0]):
                return Found(wide, "synonym")
    return None


def _whole(edit: Edit, before: int, old_stop: int, new_stop: int, room: Room) -> Edit | None:
    """The edit with the equal tokens of its value, where the value holds all of it and ends alike on both sides."""
    after = old_stop - edit.old_end
    fits = after == new_stop - edit.new_end and 0 <= after <= room.after
    return widened(edit, before, after) if fits else None


def _equal(one: Value, two: Value) -> bool:
    if isinstance(one, Reference) and isinstance(two, Reference):
        named = zip(one.names, two.names, strict=False)
        return one.labels == two.labels and all(a == b or not (a and b) for a, b in named)
    if isinstance(one, Share) and isinstance(two, Share):
        return one.value == two.value and (one.is_worded or two.is_worded)  # 1/2 by itself may be one of two
    return one == two


# ---- amounts --------------------------------------------------------------------------------------


def _amount(tokens: Tokens, at: int, words: Words, *, in_range: bool = False) -> Read:
    """The amount that begins at a token, with its unit before or behind it; `in_range` as an end of 10–12."""
    if not words.units or _is_inside(tokens, at, words, in_range=in_range):
        return None
    sign, first = _sign_before(tokens, at, words)
    value, stop = _number(tokens, first, words)
    unit, end = _unit_at(tokens, stop, words)
    if value is None or (sign and unit) or not _is_plain(tokens, at, end, words, in_range=in_range):
        return None
    return Amount(value, sign or unit), end


def _series(tokens: Tokens, at: int, words: Words) -> Read:
    """The amounts from a token on that words between them make a range or a choice; the last unit is that of all."""
    frame = _frame(key_at(tokens, at), words)
    amounts: list[Amount] = []
    joints: list[str] = []
    has_hyphen = False
    read, stop = _amount(tokens, _behind_article(tokens, at + bool(frame), words), words, in_range=True), at
    while read and isinstance(read[0], Amount):
        amounts, stop = [*amounts, read[0]], read[1]
        joint = _joint(key_at(tokens, stop), frame, words)
        read = _amount(tokens, _behind_article(tokens, stop + 1, words), words, in_range=True) if joint else None
        joints += [joint] * (read is not None)
        has_hyphen |= read is not None and key_at(tokens, stop) == _RANGE
    unit = amounts[-1].unit if amounts else ""
    if not joints or (frame and joints != [_RANGE]) or (has_hyphen and not unit):  # 2031-12-01 is a day
        return None
    named = tuple(each if each.unit else each._replace(unit=unit) for each in amounts)
    return Series(named, tuple(joints)), stop


def _frame(opener: str, words: Words) -> str:
    """The word that a range has between its ends where this one opens it: between 5 and 7; "" for none."""
    if opener not in words.of("around_ranges"):
        return ""
    frames = (frame.split() for frame in words.of("range_frames"))
    return next((joint for first, joint in frames if first == opener), "")


def _joint(key: str, frame: str, words: Words) -> str:
    """What a word between two amounts makes of them: a range, or the choice that it names; "" for neither."""
    if frame:
        return _RANGE if key == frame else ""
    if key == _RANGE or key in words.of("ranges"):
        return _RANGE
    return key if key in words.of("series") else ""


def _behind_article(tokens: Tokens, at: int, words: Words) -> int:
    """The token behind an article: entre el 18 y el 20 %."""
    return at + (key_at(tokens, at) in words.of("articles"))


def _share(tokens: Tokens, at: int, words: Words) -> Read:
    """The part of one that begins at a token: 2/3, two-thirds, 三分之二."""
    if not 0 <= at < len(tokens):
        return None
    if found := FRACTION.fullmatch(tokens.keys[at]):
        value = fraction_of(found)
        return None if value is None else (Share(value, is_worded=False), at + 1)
    above, below, stop = _worded_share(tokens, at, words)
    return (Share(Fraction(above) / below, is_worded=True), stop) if above and below and above < below else None


def _worded_share(tokens: Tokens, at: int, words: Words) -> tuple[Fraction | None, Fraction | None, int]:
    """How many of how many parts words say, and the token after them; None where they say none."""
    parts, known = words.fractions, words.numerals
    joined = _HYPHEN.split(tokens.surface(at, at + 1).casefold())
    if len(joined) == len(("two", "thirds")) and joined[1] in parts:
        return in_words(joined[:1], known), Fraction(parts[joined[1]]), at + 1
    if named := parts.get(key_at(tokens, at + 1)):
        return in_words([tokens.keys[at]], known), Fraction(named), at + 2
    return _han_share(tokens, at, words)


def _han_share(tokens: Tokens, at: int, words: Words) -> tuple[Fraction | None, Fraction | None, int]:
    """三分之二: the parts before 分之, and how many of them behind it."""
    known = words.numerals
    sign = next((stop for stop in range(at, at + _LONGEST_PART) if key_at(tokens, stop) == "分"), at)
    stop = first = sign + 2
    while first > at + 2 and key_at(tokens, sign + 1) == "之" and is_part(key_at(tokens, stop), known):
        stop += 1
    if stop == first:
        return None, None, at
    return in_words(tokens.keys[first:stop], known), in_words(tokens.keys[at:sign], known), stop


def _order(tokens: Tokens, at: int, words: Words) -> Read:
    """The ordinal that begins at a token, in figures, words or Roman numerals."""
    found = ordinal_at(tokens, at, words)
    return found and (Order(found[0]), found[1])


def _is_inside(tokens: Tokens, at: int, words: Words, *, in_range: bool) -> bool:
    """Whether a value goes on from before a token: a number, a sign of currency, a label, digits and a mark."""
    before, further = key_at(tokens, at - 1), key_at(tokens, at - 2)
    if before and before in _INNER and further[:1].isdecimal():
        return not (in_range and before == _RANGE)
    if before == ".":
        return further in words.numerals.of("labels")  # No. 5
    is_sign = before in words.units and not before.isalpha() and not in_range
    return is_sign or _is_label(before, words) or is_part(before, words.numerals)


def _is_label(key: str, words: Words) -> bool:
    return key in words.of("parts") or key in words.numerals.of("labels")


def _sign_before(tokens: Tokens, at: int, words: Words) -> tuple[str, int]:
    """The unit before a number, a sign or letters of a code, and the token after it."""
    unit, stop = _unit_at(tokens, at, words)
    written = " ".join(tokens.keys[at:stop])
    is_sign = written in words.of("units_before") or not written[-1:].isalpha() or tokens.surface(at, stop).isupper()
    return (unit, stop) if unit and is_sign else ("", at)


def _unit_at(tokens: Tokens, at: int, words: Words) -> tuple[str, int]:
    """The longest unit whose wording begins at a token, and the token after it."""
    for stop in range(min(at + _LONGEST_UNIT, len(tokens)), at, -1):
        if unit := words.units.get(" ".join(tokens.keys[at:stop])):
            return unit, stop
    return "", at


def _number(tokens: Tokens, at: int, words: Words) -> tuple[Fraction | None, int]:
    """The longest number that begins at a token, and the token after it; a fraction by itself needs a unit."""
    part, stop = part_of_one(tokens, at, words.numerals)
    return (
        (part, stop) if part is not None and _unit_at(tokens, stop, words)[0] else longest(tokens, at, words.numerals)
    )


def _is_plain(tokens: Tokens, start: int, end: int, words: Words, *, in_range: bool) -> bool:
    """Whether no part of a number has a capital as names have, and no digits go on behind."""
    known = words.numerals
    named = (is_capitalised(tokens, at) and not opens_sentence(tokens, at) for at in range(start, end)
             if is_part(tokens.keys[at], known))  # fmt: skip
    goes_on = key_at(tokens, end) in ("/",) + (_RANGE,) * (not in_range) and key_at(tokens, end + 1)[:1].isdecimal()
    return not any(named) and not goes_on and key_at(tokens, end) not in words.ordinals


# ---- dates ----------------------------------------------------------------------------------------


def _date(tokens: Tokens, at: int, words: Words) -> Read:
    """The day that a date names for certain, in figures or with its month in words."""
    if at >= len(tokens):
        return None
    found = date_in_figures(tokens.text, tokens.starts[at], day_first="day" in words.of("date_orders"))
    if not found:
        return _worded_date(tokens, at, words)
    stop = at
    while stop < len(tokens) and tokens.starts[stop] < found.end:
        stop += 1
    return (found.certain, stop) if found.certain and tokens.ends[stop - 1] == found.end else None


def _worded_date(tokens: Tokens, at: int, words: Words) -> Read:
    """3 May 2031, the 3rd of May 2031, May 3, 2031; the word for year behind it belongs to it."""
    stop = at + (key_at(tokens, at) in words.of("articles"))
    links = words.of("date_links") - {"-"}
    parts: list[str] = []
    while len(parts) < len(Day._fields) and stop < len(tokens):
        key = tokens.keys[stop]
        if key not in links:
            parts.append(key)
        elif not parts:
            return None
        stop += 1
    stop += key_at(tokens, stop) in words.numerals.of("after_years")
    named = _day_of(parts, words)
    return (named, stop) if named and named.exists else None


def _day_of(parts: list[str], words: Words) -> Day | None:
    """The day that three words name, the year last; None where they name none."""
    if len(parts) < len(Day._fields) or not _YEAR.fullmatch(parts[-1]):
        return None
    day, month = sorted(parts[:-1], key=words.months.__contains__)
    found = _DAY.fullmatch(day)
    number = int(found[1]) if found else words.ordinals.get(day)
    return Day(int(parts[-1]), words.months[month], number) if number and month in words.months else None


# ---- references -----------------------------------------------------------------------------------


def _bare(key: str) -> str:
    """A key without an elided article: l'article."""
    return key.rpartition("'")[2]


def _reference(tokens: Tokens, at: int, words: Words) -> Read:
    """The part of a text that is named from a token on: Article 4, paragraph 2 (a)."""
    name, stop = _bare(key_at(tokens, at)), at + 1
    if name not in words.of("parts"):
        return None
    labels, names = [key_at(tokens, stop)], [name]
    if not _LABEL.fullmatch(labels[0]):
        return None
    stop += 1
    while step := _level(tokens, stop, words):
        label, name, stop = step
        labels, names = [*labels, label], [*names, name]
    return (Reference(tuple(labels), tuple(names)), stop) if len(labels) > 1 else None


def _level(tokens: Tokens, at: int, words: Words) -> tuple[str, str, int] | None:
    """The label of the next part within a part, what it counts, and the token after it."""
    comma = at + (key_at(tokens, at) == ",")
    named = key_at(tokens, comma) in words.of("parts")
    label_at = comma + named
    name = key_at(tokens, comma) if named else ""
    opened = key_at(tokens, label_at) == "("
    label, stop = key_at(tokens, label_at + opened), label_at + opened + 1
    closed = key_at(tokens, stop) == ")"
    if not _LABEL.fullmatch(label) or not (named or closed) or (opened and not closed):
        return None
    return label, name, stop + closed
