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
    if not any(limits) or (old and new and not all(limits)):
        return None
    standing = limited(pair)
    if old and new:
        return by_length(old, new, standing)
    if standing == "burden":
        return "mixed"
    if standing != "given" and endless(pair, old) is None:
        return None
    return "softened" if new else "strengthened"


def by_length(old: Quantity, new: Quantity, standing: str) -> Direction | None:
    """Of two limits of time, which is longer; None where the general reading of numbers tells it."""
    if standing not in ("given", "burden") or old.bound != new.bound or old.bound != UNTIL:
        return None
    if standing == "burden" or old.unit != new.unit or old.value == new.value:
        return "mixed"
    return "strengthened" if new.value > old.value else "softened"


def is_limit(side: Side | None, quantity: Quantity | None) -> bool:
    """Whether a quantity says how long something lasts: "for ten years", "until 3 May"."""
    if side is None or quantity is None:
        return False
    if quantity.bound == UNTIL:
        return True
    openers = side.words.tables.get("numbers", {}).get("lasting", ())
    before = next((t.key for t in reversed(side.tokens) if t.end <= quantity.start), "")
    return quantity.unit == DAYS and quantity.bound in OPEN and before in openers


def endless(pair: Pair, lost: Quantity | None) -> Hit | None:
    """The words for "without limit of time" that took the place of a limit, or gave way to it."""
    side = pair.new if lost else pair.old
    if side is None:
        return None
    found = deed_vocabulary(side.words.language).hits(side.text, side.tokens)
    return next((hit for hit in found if hit.kind == ENDLESS and side.touched(hit.start, hit.end)), None)


def duration(side: Side, quantity: Quantity) -> str:
    """What lasts for a time, named: "the duration of the truce"; "" where no noun of the lists tells."""
    if not is_limit(side, quantity):
        return ""
    nouns = lasting_words(side) - side.words.tables["numbers"].get("no_nouns", frozenset())
    found = [t for t in side.tokens if t.key in nouns]
    before = [t for t in found if t.end <= quantity.start]
    noun = before[-1] if before else next(iter(found), None)
    return f"the duration of the {side.text[noun.start : noun.end]}" if noun else ""


def lasting_words(side: Side) -> frozenset[str]:
    """The words for what a limit of time can stand on in a sentence; a text only where it is said to be in force."""
    numbers = side.words.tables.get("numbers", {})
    names = ["given", "burdens", "reliefs"]
    if not side.keys.isdisjoint(numbers.get("in_force", ())):
        names.append("texts")
    return frozenset().union(*(numbers.get(name, frozenset()) for name in names))


def limited(pair: Pair) -> str:
    """What stands under a limit of time: "given", "burden", or "" where no word tells, or words of both do."""
    numbers = pair.words.tables.get("numbers", {})
    found = frozenset().union(*(side.keys & lasting_words(side) for side in (pair.old, pair.new) if side))
    burden = found & numbers.get("burdens", frozenset())
    if found & numbers.get("reliefs", frozenset()) or (found and not burden):
        return "given"
    return "burden" if found and found == burden else ""
