"""Whether a phrase that is gone stands on the other side in another form: by voice, as a noun, with a prefix."""

from __future__ import annotations

from diple.mark.evidence import Side
from diple.mark.vocabulary import Hit, Token

LETTERS = 5  # that the forms of one word share
BARE = 4  # letters left of a word without its prefix


def survives_changed(side: Side, other: Side, hit: Hit) -> bool:
    """Whether changed wording of the other side has a content word of a phrase: "great importance is attached"."""
    return not roots(side, [t for t in side.tokens if hit.start <= t.start < hit.end]).isdisjoint(
        roots(other, other.changed_tokens)
    )


def roots(side: Side, tokens: list[Token]) -> frozenset[str]:
    """The beginnings of content words, also without a prefix that denies."""
    skip = side.words.words("stop") | side.words.words("thin_words")
    keys = [t.key for t in tokens if t.key not in skip and t.key[0].isalpha()]
    prefixes = side.words.words("denying_prefixes")
    bare = [key.removeprefix(p) for key in keys for p in sorted(prefixes) if key.startswith(p)]
    return frozenset([key[:LETTERS] for key in (*keys, *(key for key in bare if len(key) >= BARE))])
