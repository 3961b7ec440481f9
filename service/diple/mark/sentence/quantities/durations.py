"""How long what is given lasts (N1): "a ceasefire for 72 hours" is less than one without limit of time.

A limit of time on what is given that comes is softened, one that goes is strengthened. On a burden (an embargo, a
curfew) the same limit may be read either way.
"""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit, deed_vocabulary
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.quantities.units import Quantity
from diple.model import Direction

UNTIL = "until"
DAYS = "days"
ENDLESS = "endless"
OPEN = ("", "about", "ceiling")  # bounds of a duration that is a limit of time


def course_of_time(pair: Pair, old: Quantity | None, new: Quantity | None) -> Direction | None:
    """Which way a limit of time that came, went or moved changes what it limits; None where there is none."""
    limits = is_limit(pair.old, old), is_limit(pair.new, new)
    if old and new:
        return by_length(old, new, limited(pair)) if all(limits) else None
    return by_standing(limited(pair), pair, old, came=new is not None) if any(limits) else None


def by_standing(standing: str, pair: Pair, lost: Quantity | None, *, came: bool) -> Direction | None:
    """Which way a limit of time changes what it limits by coming or going."""
    if standing == "burden":
        return "mixed"
    if standing != "given" and endless(pair, lost) is None:
        return None
    return "softened" if came else "strengthened"


def by_length(old: Quantity, new: Quantity, standing: str) -> Direction | None:
    """Of two limits of time, which is longer; None where the general reading of numbers decides it."""
    if not standing or not old.bound == new.bound == UNTIL:
        return None
    if standing == "burden" or old.unit != new.unit or old.value == new.value:
        return "mixed"
    return "strengthened" if new.value > old.value else "softened"


def is_limit(side: Side | None, quantity: Quantity | None) -> bool:
    """Whether a quantity says how long something lasts: "for ten years", "until 3 May"."""
    if side is None or quantity is None:
        return False
    if quantity.bound == UNTIL or quantity.unit != DAYS or quantity.bound not in OPEN:
        return quantity.bound == UNTIL
    return side.key_before(quantity.start) in words_of(side, "lasting")


def words_of(side: Side, *names: str) -> frozenset[str]:
    """The words in some lists of the language's number words."""
    numbers = side.words.tables.get("numbers", {})
    return frozenset().union(*(numbers.get(name, ()) for name in names))


def endless(pair: Pair, lost: Quantity | None) -> Hit | None:
    """The words for "without limit of time" that took the place of a limit, or gave way to it."""
    side = pair.new if lost else pair.old
    if side is None:
        return None
    found = deed_vocabulary(side.words.language).hits(side.text, side.tokens)
    return next((hit for hit in found if hit.kind == ENDLESS and side.touched(hit.start, hit.end)), None)


def duration(side: Side, quantity: Quantity) -> str:
    """What lasts for a time, named: "the duration of the truce"; "" where no noun of the lists is there."""
    nouns = lasting_words(side) - words_of(side, "no_nouns") if is_limit(side, quantity) else frozenset()
    found = [t for t in side.tokens if t.key in nouns]
    nearest = sorted(found, key=lambda t: (t.end > quantity.start, abs(t.start - quantity.start)))
    return f"the duration of the {side.text[nearest[0].start : nearest[0].end]}" if nearest else ""


def lasting_words(side: Side) -> frozenset[str]:
    """The words for what a limit of time can be on in a sentence; a text only where it is said to be in force."""
    in_force = not side.keys.isdisjoint(words_of(side, "in_force"))
    return words_of(side, "given", "burdens", "reliefs", *(["texts"] if in_force else []))


def limited(pair: Pair) -> str:
    """What is under a limit of time: "given", "burden", or "" where no word shows it, or words of both do."""
    found = frozenset().union(*(side.keys & lasting_words(side) for side in pair.sides))
    burdens, reliefs = (words_of(pair.sides[0], name) for name in ("burdens", "reliefs"))
    if found & reliefs or found - burdens == found != frozenset():
        return "given"
    return "burden" if found and found <= burdens else ""
