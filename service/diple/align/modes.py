"""Which kind of comparison two statements ask for, and why."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple, get_args

from diple.align.links import Link
from diple.errors import OptionError
from diple.model import Mode, Notice, Statement
from diple.segment.language import LANGUAGE_NAMES

# From this share of the shorter text in common, two statements are versions of one text.
VERSIONS = 0.5
# Below this share, a text in an unknown language is taken for one in another language ...
STRANGERS = 0.02
# ... where both have at least so many words: a heading has no language.
TELLING = 25
# Two texts are unrelated where the linked share of both, as a geometric mean, is below this. Measured on pairs of real
# statements: 70 of one series or kind have .15 and more, 68 of 70 of different ones less than .12.
UNRELATED = 0.13
# ... and where each has so many words: less proves nothing.
ENOUGH = 40


class Choice(NamedTuple):
    """A mode and the reason for it, in plain words."""

    mode: Mode
    reason: str


def chosen_mode(asked: str, old: Statement, new: Statement, links: Sequence[Link]) -> Choice:
    """The mode asked for, or for "auto" the one that languages and common sentences speak for.

    Raises `OptionError` (UNKNOWN_MODE).
    """
    if asked in get_args(Mode):
        return Choice(asked, "as asked")  # type: ignore[arg-type]
    if asked != "auto":
        remedy = f"Use auto, {', '.join(get_args(Mode))}."
        raise OptionError("UNKNOWN_MODE", f"There is no mode {asked!r}.", remedy, mode=asked)
    share = shared(old, new, links)
    if _two_languages(old, new, share):
        return Choice("translation", f"{_named(old)} and {_named(new)}")
    percent = f"{100 * share:.0f} % of the shorter text"
    if share >= VERSIONS:
        return Choice("revision", f"sentences that make up {percent} match closely")
    return Choice("succession", f"sentences that make up only {percent} match closely")


def are_two_languages(asked: str, old: Statement, new: Statement) -> bool:
    """Whether two statements are language versions whatever they have in common: as asked, or by known languages."""
    known = old.language != new.language and "und" not in (old.language, new.language)
    return asked == "translation" or (asked == "auto" and known)


def unrelated(old: Statement, new: Statement, links: Sequence[Link]) -> bool:
    """Whether the links of a succession hold so little of both texts that neither is a successor of the other.

    A text of fewer than `ENOUGH` words proves nothing.
    """
    if any(len(text.text.split()) < ENOUGH for text in (old, new)):
        return False
    return (
        sqrt(
            _linked(old, [link.old for link in links if link.new])
            * _linked(new, [link.new for link in links if link.old])
        )
        < UNRELATED
    )


def _linked(statement: Statement, held: Sequence[Sequence[int]]) -> float:
    """The share of a text, in characters of its sentences, that the numbers in `held` are."""
    lengths = [sentence.end - sentence.start for sentence in statement.sentences]
    return sum(lengths[number] for numbers in held for number in numbers) / (sum(lengths) or 1)


def unrelated_notice() -> Notice:
    """The notice for two texts that are unrelated."""
    message = "These do not look like versions or successors of one another. No changes of meaning are marked."
    return Notice("unrelated_texts", message)


def _two_languages(old: Statement, new: Statement, share: float) -> bool:
    if old.language == new.language:
        return False
    if are_two_languages("auto", old, new):
        return True
    return share < STRANGERS and all(len(text.text.split()) >= TELLING for text in (old, new))


def _named(statement: Statement) -> str:
    return LANGUAGE_NAMES.get(statement.language, statement.language)


def shared(old: Statement, new: Statement, links: Sequence[Link]) -> float:
    """The share of the shorter text, in characters, whose sentences are equal or closely alike: 0 to 1."""
    close = [link for link in links if link.kind in ("same", "changed")]
    both = min(
        sum(side.sentences[numbers[-1]].end - side.sentences[numbers[0]].start for numbers in held)
        for side, held in ((old, [link.old for link in close]), (new, [link.new for link in close]))
    )
    shortest = min(sum(s.end - s.start for s in side.sentences) for side in (old, new))
    return min(both / shortest, 1.0) if shortest else 1.0
