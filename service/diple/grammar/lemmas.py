"""Lemmas: exceptions first, then the longest known suffix of the word under its tag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_SUFFIX = 6
KEPT = 8192  # words whose lemmas are kept: more than the different words of a long statement
# Classes whose lemma keeps the capital letters of the form.
CASED = frozenset(("PROPN", "X"))


@dataclass(slots=True)
class Lemmatiser:
    """The lemmatiser of one language.

    A key is a tag and a suffix, joined by a blank; before the suffix is "^" where it is the whole word. A rule is
    the number of letters cut from the end, and the letters put there: "3y" makes "parties" into "party". Where a key
    has several rules, the first that leads to a word of `vocabulary` holds, else the first.
    """

    rules: dict[str, str]
    vocabulary: frozenset[str]
    lemma: Callable[[str, str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lets `lemma`, a function of a form and a tag, keep what it found last."""
        self.lemma = lru_cache(maxsize=KEPT)(self.lemma_of)

    def lemma_of(self, form: str, tag: str) -> str:
        """The lemma of a word under its tag; the word itself in small letters where no rule holds."""
        lowered = form.lower()
        if tag in CASED and form.isupper():
            return form
        return self._applied(self._rules_of(lowered, tag), form if tag in CASED else lowered)

    def _rules_of(self, lowered: str, tag: str) -> list[str]:
        whole = self.rules.get(f"{tag} ^{lowered}")
        if whole is not None:
            return [whole]
        for length in range(min(LONGEST_SUFFIX, len(lowered)), -1, -1):
            found = self.rules.get(f"{tag} {lowered[len(lowered) - length :]}")
            if found is not None:
                return found.split(" ")
        return []

    def _applied(self, rules: list[str], word: str) -> str:
        made = [changed(rule, word) for rule in rules]
        return next((lemma for lemma in made if lemma in self.vocabulary), made[0] if made else word)


def changed(rule: str, word: str) -> str:
    """The word after a rule: the number of letters to cut is the first character."""
    cut = int(rule[0])
    return word[: len(word) - cut] + rule[1:] if cut <= len(word) else word
