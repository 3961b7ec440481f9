"""Who answers whom so far, while alignment goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.align.links import Bag, Link, LinkKind, bag, edge_likeness, likeness
from diple.normalise import fold_text, key_table
from diple.sequences import Run

# Likeness from which two sentences of one gap are diffed.
ALIKE = 0.5
# From this share of equal heads and tails on, nothing else needs to be counted.
CLEARLY_ALIKE = 0.75
# Marks that are at words and belong to none.
TO_BLANKS = str.maketrans(dict.fromkeys('!"(),.:;?[]«»“”„…¿¡؟،؛。，；：、？！「」《》', " "))


class Candidate(NamedTuple):
    """Two sentences that may answer one another; sorts best first, then by place."""

    unlike: float
    far: bool
    old: int
    new: int


class Gap(NamedTuple):
    """Sentences on both sides between two neighbouring equal ones, not yet answered."""

    old: list[int]
    new: list[int]


class Matching:
    """Who answers whom so far, and lazily the bags of the sentences still looked at."""

    def __init__(self, old: Sequence[str], new: Sequence[str], spaced: bool, language: str = "und") -> None:
        self.texts = (old, new)
        self.spaced = spaced
        self.keys = key_table(language)
        self.runs: list[Run] = []
        self.joined: list[Link] = []
        self.kinds: dict[tuple[int, int], LinkKind] = {}
        self.of_old: dict[int, int] = {}
        self.of_new: dict[int, int] = {}
        self._folded: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._bags: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self._folded_bags: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self._likenesses: dict[tuple[int, int], float] = {}

    def link_run(self, run: Run) -> None:
        """Links a stretch of equal sentences, which no later step looks at again."""
        old, new = range(run.old, run.old + run.length), range(run.new, run.new + run.length)
        self.runs.append(run)
        self.of_old.update(zip(old, new, strict=True))
        self.of_new.update(zip(new, old, strict=True))

    def link(self, i: int, j: int, kind: LinkKind) -> None:
        self.of_old[i] = j
        self.of_new[j] = i
        self.kinds[i, j] = kind

    def free_old(self) -> list[int]:
        return [i for i in range(len(self.texts[0])) if i not in self.of_old]

    def free_new(self) -> list[int]:
        return [j for j in range(len(self.texts[1])) if j not in self.of_new]

    def link_joined(self, link: Link) -> None:
        """Links one sentence to several that follow on one another."""
        self.joined.append(link)
        self.of_old.update(dict.fromkeys(link.old, link.new[0]))
        self.of_new.update(dict.fromkeys(link.new, link.old[0]))

    def folded(self, side: int, at: int) -> str:
        """The sentence as its words' keys, joined by blanks; where words are not spaced, its folded characters."""
        made = self._folded[side].get(at)
        if made is None:
            made = fold_text(self.texts[side][at])
            if self.spaced:
                made = " ".join([self.keys[word] for word in made.translate(TO_BLANKS).split()])
            self._folded[side][at] = made
        return made

    def bag(self, side: int, at: int) -> Bag:
        """The bag of the sentence as it is written, but for case."""
        made = self._bags[side].get(at)
        if made is None:
            text = self.texts[side][at]
            made = self._bags[side][at] = bag(text.casefold() if text.isascii() else fold_text(text), self.spaced)
        return made

    def folded_bag(self, side: int, at: int) -> Bag:
        """The bag of the keys of the sentence's words."""
        made = self._folded_bags[side].get(at)
        if made is None:
            made = self._folded_bags[side][at] = bag(self.folded(side, at), True)
        return made

    def likeness(self, i: int, j: int) -> float:
        """How alike two sentences are, 0 to 1; it is asked again where faint likenesses are looked for."""
        known = self._likenesses.get((i, j))
        if known is None:
            known = self._likenesses[i, j] = self._likeness(i, j)
        return known

    def _likeness(self, i: int, j: int) -> float:
        """The same, worked out; where little speaks for it, spelling is folded too."""
        edges = edge_likeness(self.texts[0][i], self.texts[1][j])
        if edges >= CLEARLY_ALIKE:
            return edges
        alike = likeness(self.bag(0, i), self.bag(1, j))
        if alike >= ALIKE or not self.spaced:
            return alike
        return max(alike, likeness(self.folded_bag(0, i), self.folded_bag(1, j)))
