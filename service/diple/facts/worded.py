"""The numbers that a passage writes in words: twenty-five, deux tiers, vigésimo primero, nineteen ninety-nine."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache

from diple.facts.figures import Number, table, valued
from diple.facts.halves import half_behind, half_of_one
from diple.facts.ordinals import ordinal_at, parts
from diple.facts.row import Row, row_of
from diple.lexicon.tables import language_table
from diple.noise.words import words_of
from diple.normalise import key
from diple.numerals import HALF, MOST_PARTS, atoms_of, longest_value, single

CENTURY, TEN, TWENTY = 100, 10, 20
MOST_KEPT = 16_384  # words that are kept as they were looked at
HYPHENS = ("-", "‑")
Found = tuple[frozenset[Fraction], int]  # the values of a number, and the number of the word after it


def in_letters(text: str, language: str) -> Iterator[Number]:
    """The numbers in words, ordinals and fractions too, and the months, of a language that parts words by blanks."""
    row = row_of(text, language)
    at = 0
    while at < len(row.words):
        found, stop = number_at(row, at) if may_begin(row.keys[at], language) else ([], at)
        yield from found
        at = max(stop, at + 1)


@lru_cache(maxsize=MOST_KEPT)
def may_begin(word: str, language: str) -> bool:
    """Whether a number, or a month, may begin at a word of this key."""
    known = words_of(language)
    return (
        bool(atoms_of(word, known.numerals))
        or word in beginnings(language)
        or any(word.removeprefix(prefix) in valued(language, "fractions") for prefix in written_to(language))
    )


@cache
def beginnings(language: str) -> frozenset[str]:
    """The keys of the words that begin a number and are no part of a cardinal one, and of those that begin a month."""
    known, written = words_of(language), table(language)
    names = {
        key(part, language)
        for names in language_table(language, "dates").get("months", ())
        for name in names
        for part in name.split()
    }
    vague = {key(word, language) for word in written.get("vague", {})}
    tables = (valued(language, name) for name in ("fractions", "decades_by_name", "measures"))
    words = (known.all_ordinals, parts(language), written.get("half_of", ()), known.numerals.of("articles"))
    return frozenset().union(names, vague, *tables, *words)


def written_to(language: str) -> tuple[str, ...]:
    """What a language writes to a fraction, بثلثي."""
    return tuple(table(language).get("attached", ()))


def number_at(row: Row, at: int) -> tuple[list[Number], int]:
    """The number that begins at a word, and the number of the word after it."""
    start = row.start(at)
    if size := size_of_month(row, at):
        month = Fraction(row.known.months["".join(row.keys[at : at + size])])
        return [Number(frozenset((month,)), start, row.end(at + size), month=True)], at + size
    if one := half_of_one(row, at):
        return [one], at + 1
    if order := ordinal_at(row, at):
        value, stop = order
        return [Number(frozenset((Fraction(value),)), start, row.end(stop), value > 1)], stop
    count, stop = cardinal(row, at)
    values, stop = year_at(row, count, stop) or with_order(row, count, at, stop)
    if not values:
        vague = table(row.language).get("vague", {}).get(row.words[at].group().lower())
        number = [Number(frozenset((Fraction(vague),)), start, row.end(at + 1), firm=False)] if vague else []
        return number, stop
    return [Number(values, start, row.end(stop), counts(row, values, count, stop))], stop


def counts(row: Row, values: frozenset[Fraction], count: Fraction | None, stop: int) -> bool:
    """Whether a number counts for sure: no one, and no dozen or other group that is more or less meant."""
    is_group = count in (None, 1) and row.keys[stop - 1] in valued(row.language, "groups")
    return not is_group and (max(values) > 1 or any(value.denominator > 1 for value in values))


def size_of_month(row: Row, at: int) -> int:
    """How many words name a month, 2 of كانون الثاني; 0 where none do. An English one has its capital."""
    months = row.known.months
    if row.keys[at] + row.key(at + 1) in months and row.follows(at + 1):
        return 2
    return int(row.keys[at] in months and (row.language != "en" or row.words[at].group()[0].isupper()))


def cardinal(row: Row, at: int) -> tuple[Fraction | None, int]:
    """The cardinal number at a word, with the half that may follow, and the number of the word after it."""
    known = row.numerals
    if not atoms_of(row.keys[at], known) and not is_counted_once(row, at):
        return None, at
    found = [single(row.keys[at], known)]
    for stop in range(at + 1, min(len(row.words), at + MOST_PARTS + 1)):
        part = single(row.keys[stop], known)
        if not part or not row.follows(stop):
            break
        found.append(part)
    if known.prefix and len(found[0]) > 1 and found[0][0].kind == "joint":
        found[0] = found[0][1:]  # what is written to the first word joins the number to the words before it
    value, count = longest_value(found, known)
    stop = at + max(count, 1)
    half = half_behind(row.keys, stop, known) if value is not None else 0
    last = found[stop - at - 1][-1]
    more = HALF * last.value if last.kind == "scale" else HALF  # un million et demi
    return (value + more, stop + half) if value is not None and half else (value, stop)


def is_counted_once(row: Row, at: int) -> bool:
    """Whether an article counts the scale after it: a hundred and ninety thousand."""
    is_article = row.key(at) in row.numerals.of("articles")
    behind = atoms_of(row.key(at + 1), row.numerals) if is_article else ()
    return bool(behind) and behind[0].kind == "scale"


def year_at(row: Row, count: Fraction | None, at: int) -> Found | None:
    """The year that a number and the one behind it write in two halves: nineteen ninety-nine, nineteen-seventies."""
    halves = table(row.language).get("halves_of_years")
    if count is None or not halves or not halves["least"] <= count <= halves["most"] or not row.follows(at):
        return None
    if decade := valued(row.language, "decades_by_name").get(row.keys[at]):
        return frozenset((count * CENTURY + decade, decade)), at + 1
    rest, stop = cardinal(row, at)
    if rest is None or not TEN <= rest < CENTURY or rest.denominator > 1 or is_compound(row, stop):
        return None
    return frozenset((count * CENTURY + rest,)), stop


def is_compound(row: Row, stop: int) -> bool:
    """Whether a hyphen joins the word before one to it: twenty forty-ton cranes are no year."""
    return stop < len(row.words) and row.text[row.end(stop) : row.start(stop)] in HYPHENS


def with_order(row: Row, value: Fraction | None, at: int, stop: int) -> Found:
    """The values of a number with the ordinal, the fraction, the group or the decade that it is part of."""
    if value is None:
        return without_count(row, at)
    behind = stop + is_joined_order(row, stop)
    word = row.key(behind) if row.follows(behind) else ""
    order, least = row.known.all_ordinals.get(word), order_below(row, value)
    if value == 1 and word and (half := half_of_many(row, behind)):
        return half  # une demi-douzaine
    if group := valued(row.language, "groups").get(word):
        return frozenset((value * group,)), behind + 1
    if order is not None and (teen := row.numerals.merged.get((int(value), order))):
        return frozenset((Fraction(teen),)), behind + 1  # dix-septième
    if order is not None and order < least and value >= TWENTY and value % TEN == 0:
        return frozenset((value + order,)), behind + 1
    below = valued(row.language, "fractions").get(word)
    return counted(value, below, behind, is_decade=word in table(row.language).get("decades", ()))


def order_below(row: Row, value: Fraction) -> int:
    """What an ordinal behind a number is below, where it is part of it: две тысячи девятнадцатый, soixante-dixième."""
    if value % CENTURY == 0:
        return CENTURY
    return TWENTY if value in row.numerals.long_tens else TEN


def counted(value: Fraction, below: Fraction | None, behind: int, *, is_decade: bool) -> Found:
    """The values of a cardinal number before a fraction or a decade, and the number of the word after."""
    if below is not None and value < below:
        return frozenset((value / below,)), behind + 1
    return frozenset((value, value * TEN) if is_decade else (value,)), behind


def is_joined_order(row: Row, at: int) -> bool:
    """Whether a word joins an ordinal to the number before it: vingt et unième."""
    joints = row.numerals.of("joints_of_tens") | row.numerals.of("joints_of_hundreds")
    is_joint = row.key(at) in joints and row.key(at + 1) in row.known.all_ordinals
    return is_joint and row.follows(at) and row.follows(at + 1)


def without_count(row: Row, at: int) -> Found:
    """The values of an ordinal, a fraction or a decade that no number is before, and the number of the word after."""
    below, order = part_of(row, at), row.known.all_ordinals.get(row.keys[at])
    if below is not None and is_counted_once(row, at + 1) and row.follows(at + 1):
        whole, after = cardinal(row, at + 1)
        if whole is not None:
            return frozenset((whole / below,)), after  # half a million
    if half := half_of_many(row, at):
        return half
    if order is not None and (ones := ones_behind(row, order, at)):
        return frozenset((Fraction(order + ones),)), at + 2
    decade = valued(row.language, "decades_by_name").get(row.keys[at])
    values = frozenset(each for each in (decade, order and Fraction(order), below and 1 / below) if each)
    return values, at + bool(values)


def part_of(row: Row, at: int) -> Fraction | None:
    """What one is divided by in a word that is a fraction by itself; None where it is none, or names a person."""
    known, word = table(row.language), row.keys[at]
    fractions = valued(row.language, "fractions")
    if word in known.get("persons", ()) and (not at or row.keys[at - 1] not in known["before_parts"]):
        return None
    prefixes = (word.removeprefix(prefix) for prefix in written_to(row.language) if word.startswith(prefix))
    bare = (rest for rest in prefixes if rest in fractions and rest not in row.numerals.words)
    return fractions.get(word) or next(map(fractions.get, bare), None)


def half_of_many(row: Row, at: int) -> Found | None:
    """Half of the scale or group behind a word, half a dozen, medio millón, and the number of the word after."""
    if row.keys[at] not in table(row.language).get("half_of", ()):
        return None
    many = at + 1 + (row.key(at + 1) in row.numerals.of("articles"))
    whole = row.numerals.scales.get(row.key(many)) or valued(row.language, "groups").get(row.key(many))
    return (frozenset((whole / 2,)), many + 1) if whole and row.are_joined(at, many + 1) else None


def ones_behind(row: Row, order: int, at: int) -> int:
    """The ones that a second ordinal adds to the tens of the first: vigésimo primero is 21; 0 where none does."""
    if order < TEN or order % TEN or not row.follows(at + 1):
        return 0
    ones = row.known.all_ordinals.get(row.keys[at + 1], 0)
    return ones if ones < TEN else 0


def is_fraction(word: str, language: str) -> bool:
    """Whether the key of a word is a fraction: third, quarter."""
    return word in valued(language, "fractions")
