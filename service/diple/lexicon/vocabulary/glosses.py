"""A phrase with what it means, as a rationale shows it: the meaning only where it says more than the phrase."""

from __future__ import annotations

from functools import lru_cache

from diple.lexicon.vocabulary import Hit

PREFIX = 4  # letters that forms of one word share: "support", "supports"


def glossed(hit: Hit) -> str:
    """A phrase in quotation marks with its meaning: “shall” (an obligation)."""
    return with_meaning(hit.form, hit.means)


def with_meaning(form: str, means: str) -> str:
    """Words in quotation marks with what they mean, where that says more than the words do: “shall”, “all”."""
    meaning = readable(means)
    return f"“{form}” ({meaning})" if meaning and says_more(form, meaning) else f"“{form}”"


@lru_cache(maxsize=4096)
def readable(means: str) -> str:
    """A meaning as a person reads it: an id of the lexicon without its prefix and its strokes."""
    prefix, dot, name = means.partition(".")
    return name.replace("_", " ") if dot and prefix.isalnum() and " " not in means else means


def says_more(form: str, means: str) -> bool:
    """Whether a meaning has a word that the phrase itself has not, in any form."""
    said = {word[:PREFIX] for word in form.casefold().split()}
    return not all(word[:PREFIX] in said for word in means.casefold().split())
