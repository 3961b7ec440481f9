"""What is on the brief, before any form writes it: facts of both texts, and entries in sections.

Nothing here is worded anew: an entry has the referent and the kinds of its marker, and quotes of both texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from diple.render.language.interface import say
from diple.render.markers.bearing import LOUD
from diple.render.redline.differing import Part, Quoted

Phrases = Callable[..., str]
"""What says a phrase in one language of the interface."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is said under it."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote, in parts, and the number of the paragraph in which it begins."""

    paragraph: int
    quote: Quoted

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the quote; those that differ are only set off where others do not."""
        return tuple(part._replace(differs=part.differs and self.quote.set_off) for part in self.quote.parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One marker on the brief, or a passage that the analyst marked.

    `subject` is its theme, or its referent where there are no themes; `about` is the referent beside a theme, else
    empty. `again` says that the entry above it has the same theme, whose name is not repeated. `kinds` are all
    kinds of the event in words. `doubts` say why it is less sure than others. `judged` and `note` are the
    analyst's. `old` and `new` are its quotes; a side without one has `nothing` said in its place.
    """

    marker: str
    subject: str
    about: str
    level: str
    level_word: str
    score: int | None
    kinds: tuple[str, ...]
    doubts: tuple[str, ...]
    judged: str
    note: str
    old: tuple[Evidence, ...]
    new: tuple[Evidence, ...]
    nothing: tuple[str, str]
    again: bool = False

    @property
    def weight(self) -> str:
        """The level, with the score where there is one: what an analyst marked has none."""
        return self.level_word if self.score is None else f"{self.level_word} {self.score}"

    @property
    def loud(self) -> bool:
        """Whether its level is notable or above."""
        return self.level in LOUD

    @property
    def sides(self) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """The quotes of the old text and of the new one."""
        return self.old, self.new


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort, heaviest first."""

    name: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole page.

    `heading` names the texts, `kind` says that this is a brief. `facts` tell what was read and how, `key` how to read
    the entries. Without a section `empty` says why. `rest` counts what is not on the page, `made` says from what and by
    what it was made. `columns` head the quotes of either text. `tongues` are the languages of the texts.
    """

    language: str
    kind: str
    heading: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    empty: str
    key: str
    rest: str
    made: str
    columns: tuple[str, str]
    tongues: tuple[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """The words that a form sets beside entries."""
        _: Phrases = partial(say, self.language)
        return {"subject": _("On what"), "note": _("Note"), "colon": _(": "), "old": _("old"), "new": _("new")}
