"""Which kind of comparison two statements ask for, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from diple.align.links import Link
from diple.errors import OptionError
from diple.model import Mode, Statement
from diple.segment.language import LANGUAGE_NAMES

# From this share of the shorter text in common, two statements are versions of one text.
VERSIONS = 0.5
# Below this share, a text in an unknown language is taken for one in another language ...
STRANGERS = 0.02
# ... where both have at least so many words: a heading has no language.
TELLING = 25


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


def _two_languages(old: Statement, new: Statement, share: float) -> bool:
    if old.language == new.language:
        return False
    if "und" not in (old.language, new.language):
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
