"""Whether what is gone stands on the other side in another form: by voice, as a noun, by a word of its class."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit, Token, Vocabulary
from diple.mark.sentence.frames import Side
from diple.model import Span

OPENERS = ("condition_openers", "exception_openers", "time_openers", "concessive_openers", "chances")
LETTERS = 5  # that the forms of one word share
LEAVE = 5  # tokens before "consent" among which "with" stands: "with the prior written consent"
STEM = 3  # letters that the forms of a verb share at least
BARE = 4  # letters left of a word without its prefix


def survives_changed(side: Side, other: Side, hit: Hit | Span) -> bool:
    """Whether changed wording of the other side has a content word of a phrase: "great importance is attached"."""
    return not roots(side, [t for t in side.tokens if hit.start <= t.start < hit.end]).isdisjoint(
        roots(other, other.changed_tokens)
    )


def roots(side: Side, tokens: list[Token]) -> frozenset[str]:
    """The beginnings of content words, also without a prefix that denies."""
    skip = side.words.union("stop", "thin_words", "be_forms")
    keys = [t.key for t in tokens if t.key not in skip and t.key[0].isalpha()]
    prefixes = side.words.words("denying_prefixes")
    bare = [key.removeprefix(p) for key in keys for p in sorted(prefixes) if key.startswith(p)]
    return frozenset([key[:LETTERS] for key in (*keys, *(key for key in bare if len(key) >= BARE))])


def answered(side: Side, other: Side, hit: Hit | Span) -> bool:
    """Whether the other side has, in changed wording, a word of the same class: "should" for "if", "but" for "except".

    Of a condition only its opener need be answered, of an exception likewise.
    """
    keys = frozenset([t.key for t in side.tokens if hit.start <= t.start < hit.end]) | inverted(side)
    theirs = frozenset([t.key for t in other.changed_tokens]) | inverted(other)
    if not (side.words.words("time_openers") & keys).isdisjoint(other.keys):
        return True  # "until such time as it ends", "until its end": the opener stays
    classes = [side.words.words(name) for name in OPENERS]
    if any(openers & keys and openers & theirs for openers in classes):
        return True
    return not side.words.words("condition_openers").isdisjoint(keys) and says_so_with_a_noun(side, other)


def inverted(side: Side) -> frozenset[str]:
    """The openers of conditions, where changed wording opens one by word order alone; else nothing."""
    return side.words.words("condition_openers") if opens_inverted(side) else frozenset()


def says_so_with_a_noun(side: Side, other: Side) -> bool:
    """Whether the leave that one side needs is a noun on the other: "if it consents", "with its consent"."""
    leaves = [key[:LETTERS] for key in side.words.words("leaves")]
    mine, theirs = (roots(one, one.changed_tokens).intersection(leaves) for one in (side, other))
    if mine.isdisjoint(theirs):
        return False
    before = other.words.words("leave_links")
    return any(
        token.key[:LETTERS] in mine and any(t.key in before for t in other.tokens[max(0, at - LEAVE) : at])
        for at, token in enumerate(other.tokens)
    )


def opens_inverted(side: Side) -> bool:
    """Whether changed wording opens a condition by word order: "should a Party fail"."""
    openers = side.words.words("inverted_openers")
    if openers.isdisjoint(side.keys):
        return False
    before = ""
    for token in side.tokens:
        if token.key in openers and (not before or not before[0].isalnum() or before in side.words.words("evens")):
            return side.touched(token.start, token.end)
        before = token.key
    return False


def same_verb(words: Vocabulary, one: str, other: str) -> bool:
    """Whether two words are forms of one verb, by the endings of the language: créer, créeront; crear, crearán."""
    endings = words.words("conjugation")
    if not endings or one[:STEM] != other[:STEM]:
        return False
    for size in range(STEM, min(len(one), len(other)) + 1):
        if one[:size] != other[:size]:
            return False
        if one[size:] in endings and other[size:] in endings:
            return True
    return False
