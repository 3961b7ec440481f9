"""Numbers that only name something: a document, a paragraph, an anniversary, the day of a visit, part of a name."""

from __future__ import annotations

from diple.mark.sentence.quantities.row import Row
from diple.mark.sentence.quantities.units import is_due

PLACE = 2  # tokens before the date in a place and date: "Nareth, 3 May"
OCCASIONAL = ("days", "times")  # units that an anniversary or a meeting is counted by
DATELINE = 9  # tokens up to which a sentence with a date is a place and date line
BEFORE, BEHIND = 6, 5  # tokens beside a number in which its occasion is named


def is_name_only(row: Row, at: int, stop: int) -> bool:
    """Whether a number names something and counts nothing."""
    if is_part_of_a_name(row, at, stop) or is_numbering(row, at, stop):
        return True
    if row.has_any(at - 2, at, "labels") or in_numbered_list(row, at, stop):
        return True
    if row.has_any(at - BEFORE, stop + BEHIND, "occasions") and not is_measured(row, at, stop):
        return True
    return not is_due(row, at, stop) and is_day_of_event(row, at, stop)


def is_numbering(row: Row, at: int, stop: int) -> bool:
    """Whether figures number what follows or go on with other figures: "3.", "(2)", "A/12"."""
    if row.key(at - 1) in (".", "/") and row.adjoins(at):
        return True
    return row.key(at - 1) in ("", ".", ";", ":") and row.key(stop) in (")", ".")


def is_day_of_event(row: Row, at: int, stop: int) -> bool:
    """Whether a date is that of a place and date line, or says when something took place."""
    if not row.has_any(at - 1, stop + 1, "months") and not row.is_year(at) and not row.figure_date(at)[0]:
        return False
    return is_dateline(row, at) or row.has_any(at - BEFORE, stop + BEHIND, "events") or follows_on(row, at)


def is_dateline(row: Row, at: int) -> bool:
    """Whether a date is at the head of a sentence, behind its place, or in a line with little else."""
    return at == 0 or (at == PLACE and row.key(1) == ",") or len(row.tokens) <= DATELINE


def follows_on(row: Row, at: int) -> bool:
    """Whether "on" or a bracket is before a date."""
    if row.key(at - 1) == "(" or row.has(at - 1, "on_days"):
        return True
    return row.has(at - 1, "definite") and row.has(at - 2, "on_days")


def in_numbered_list(row: Row, at: int, stop: int) -> bool:
    """Whether figures are one of several that name things: "resolutions 2100 (2031), 2241 and 2390"."""
    if not row.is_figure(at) or row.has(stop, "units"):
        return False
    first = at
    while row.has(first - 1, "number_lists") or row.is_figure(first - 1):
        first -= 1
    return first < at - 1 and row.is_figure(first) and row.has(first - 1, "labels")


def is_measured(row: Row, at: int, stop: int) -> bool:
    """Whether a number counts money, weight or shares, as that of an occasion never does: "annual outlays of 3 %"."""
    behind = " ".join(token.key for token in row.tokens[at + 1 : stop])
    unit = row.tables["units"].get(behind, (0, "days"))[1]
    return unit not in OCCASIONAL or row.has_any(at + 1, stop, "money")


def is_part_of_a_name(row: Row, at: int, stop: int) -> bool:
    """Whether figures belong to a word or a name: "COVID-19", "5G", "the 21st", "Track 1.5"."""
    if not row.is_figure(at):
        return False
    if row.adjoins(stop) and is_plain_word(row.key(stop)):
        return True
    if row.is_year(at):
        return not row.has(at - 2, "before_dates") and is_joined(row, at)  # "mid-2032" is a year
    counts = row.key(stop - 1).isalpha()  # "lend Vesk 40 million crowns" counts them, whoever gets them
    return is_joined(row, at) or (not counts and is_named(row, at))


def is_joined(row: Row, at: int) -> bool:
    """Whether figures adjoin a word before them, or a hyphen behind one."""
    if not row.adjoins(at):
        return False
    return is_plain_word(row.key(at - 1)) or (
        row.key(at - 1) == "-" and row.adjoins(at - 1) and row.key(at - 2).isalpha()
    )


def is_plain_word(key: str) -> bool:
    """Whether a key is of ASCII letters alone."""
    return key.isalpha() and key.isascii()


def is_named(row: Row, at: int) -> bool:
    """Whether a word with a capital inside the sentence, no month and no currency, is before figures."""
    if at < PLACE or not row.tokens[at - 1].capital or not row.key(at - 1).isalpha():
        return False
    return not row.has(at - 1, "months") and not row.has(at - 1, "currencies")
