"""A tool's marks against what is known: words missed, words marked for nothing, each kind of edit told as such."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.peers import Marked, Marks
from benchmarks.statements import Edit, Pair

TYPOGRAPHY = ("quotes", "dashes", "spaces", "spelling")
WORDING = ("substitution", "substitution in a move", "cut in a move", "drop", "addition", "formula")
MOVES = ("move", "edited move")
# How many words beside an edit may be marked with it, and how far to either side is looked.
_SLACK = 2
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """`missed` words really changed but not marked, `spurious` words unchanged but marked; kinds as (told, of)."""

    gold: int
    missed: int
    spurious: int
    kinds: dict[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        """Of the words marked, the share that really changed."""
        found = self.gold - self.missed
        return found / (found + self.spurious) if found + self.spurious else 1.0

    def told(self, *kinds: str) -> tuple[int, int]:
        """How many edits of these kinds are reported as such, of how many."""
        counts = [self.kinds.get(kind, (0, 0)) for kind in kinds]
        return sum(told for told, _ in counts), sum(of for _, of in counts)


def score(pair: Pair, marks: Marks, spaced: bool = True) -> Score | None:
    """The score of these marks; None where the tool altered the text, so that nothing can be said."""
    assert pair.gold is not None
    old, new = word_states(pair.old, marks[0], spaced), word_states(pair.new, marks[1], spaced)
    return _Judge(pair, old, new).score() if old and new else None


def word_states(text: str, marked: Marked, spaced: bool = True) -> str | None:
    """One letter a word (a character, without `spaced`): x where any of it is changed, m where most is moved."""
    words = text.split()
    states = "".join(state * len("".join(part.split())) for state, part in marked)
    if "".join("".join(part.split()) for _, part in marked) != "".join(words):
        return None
    if not spaced:
        return states
    found, at = [], 0
    for word in words:
        own = states[at : at + len(word)]
        at += len(word)
        found.append("x" if "x" in own else "m" if own.count("m") * 2 > len(own) else "=")
    return "".join(found)


class _Judge:
    """The states of all words of both sides, and what became of each word."""

    def __init__(self, pair: Pair, old: str, new: str) -> None:
        assert pair.gold is not None
        self.gold, self.old, self.new = pair.gold, old, new
        self.place = {source: at for at, source in enumerate(self.gold.sources) if source is not None}

    def score(self) -> Score:
        """Words and edits; words whose order an alternat exchanges are judged by that edit alone."""
        alternats = {word for edit in self.gold.edits if edit.kind == "alternat" for word in edit.kept}
        came = [at for at, source in enumerate(self.gold.sources) if source is None]
        went = [word for word in range(self.gold.old_words) if word not in self.place]
        missed = sum(self.new[at] != "x" for at in came) + sum(self.old[word] != "x" for word in went)
        kept = [(word, at) for word, at in self.place.items() if word not in alternats]
        spurious = sum((self.old[word] == "x") + (self.new[at] == "x") for word, at in kept)
        told, of = Counter[str](), Counter[str]()
        for edit in self.gold.edits:
            of[edit.kind] += 1
            told[edit.kind] += self.is_told(edit)
        return Score(len(came) + len(went), missed, spurious, {kind: (told[kind], of[kind]) for kind in of})

    def is_told(self, edit: Edit) -> bool:
        """Whether a reader of the marks sees this edit as what it is."""
        if edit.kind in WORDING:
            return self._is_clean(edit)
        if edit.kind in MOVES:
            moved = [
                (self.old[word] == "m") + (self.new[self.place[word]] == "m")
                for word in edit.kept
                if word in self.place
            ]
            return sum(moved) >= 0.8 * 2 * len(moved)
        changed = sum(self.new[self.place[word]] == "x" for word in edit.kept if word in self.place)
        if edit.kind == "reorder":
            return changed <= _SLACK and any(self.new[self.place[word]] == "m" for word in edit.kept)
        changed += sum(self.old[word] == "x" for word in edit.kept)
        return changed <= (_SLACK if edit.kind in ("merge", "split") else 0)

    def _is_clean(self, edit: Edit) -> bool:
        """All its words are marked, and hardly a kept word beside them."""
        whole = all(self.old[word] == "x" for word in edit.old) and all(self.new[at] == "x" for at in edit.new)
        beside = sum(self.old[word] == "x" for word in _around(edit.old, len(self.old)) if word in self.place)
        beside += sum(
            self.new[at] == "x" for at in _around(edit.new, len(self.new)) if self.gold.sources[at] is not None
        )
        return whole and beside <= _SLACK


def _around(places: list[int], end: int) -> range:
    return range(max(0, min(places) - _BESIDE), min(end, max(places) + _BESIDE + 1)) if places else range(0)
