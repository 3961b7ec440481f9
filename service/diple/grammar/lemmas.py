"""Lemmas: exceptions first, then the longest known suffix of the word under its tag."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SUFFIX = 6
# Classes whose lemma keeps the capital letters of the form.
CASED = frozenset(("PROPN", "X"))


@dataclass(frozen=True, slots=True)
class Lemmatiser:
    """The lemmatiser of one language.

    A key is a tag and a suffix, joined by a blank; before the suffix stands "^" where it is the whole word. A rule is
    the number of letters cut from the end, and the letters put there: "3y" makes "parties" into "party".
    """

    rules: dict[str, str]

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of a word under its tag; the word itself in small letters where no rule holds."""
        lowered = form.lower()
        word = form if tag in CASED and not form.isupper() else lowered
        rule = self.rules.get(f"{tag} ^{lowered}")
        if rule is None:
            for length in range(min(LONGEST_SUFFIX, len(lowered)), -1, -1):
                rule = self.rules.get(f"{tag} {lowered[len(lowered) - length :]}")
                if rule is not None:
                    break
        if tag in CASED and form.isupper():
            word = form
        return apply(rule, word) if rule else word


def apply(rule: str, word: str) -> str:
    """The word after a rule: the number of letters to cut is the first character."""
    cut = int(rule[0])
    return word[: len(word) - cut] + rule[1:] if cut <= len(word) else word
