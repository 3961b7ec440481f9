"""Whether one side of a changed place says otherwise what the other says: by voice, as a noun, by a word of its class.

Absence from a whole text is asked of `text.absence` and `text.surviving`.
"""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit, Token, Vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.places.stretch import inside
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.model import Span

BE = 3  # tokens between a form of "be" and its participle: "has been repeatedly and deliberately jammed"
VERB = 4  # letters that the forms of a verb share
DENIED = 14  # tokens between "not" and the "unless" with which it means "only if"
OPENERS = ("condition_openers", "exception_openers", "time_openers", "concessive_openers", "chances")
FORM = 5  # that the forms of one word share
LEAVE = 5  # tokens before "consent" among which "with" is: "with the prior written consent"
STEM = 3  # letters that the forms of a verb share at least
BARE = 4  # letters left of a word without its prefix


def is_exclusive(side: Side) -> bool:
    """Whether a side says that only one thing counts: "only if", "not unless", "no one but", "nothing other than"."""
    if not side.words.words("exclusives").isdisjoint(side.keys) or exclusive_phrases(side):
        return True
    closers = side.words.words("exceptive_links")
    return not closers.isdisjoint(side.keys) and any(
        token.key in closers and is_denied_before(side, at) for at, token in enumerate(side.tokens)
    )


def is_denied_before(side: Side, at: int) -> bool:
    """Whether a denial is near before the token at an index."""
    denials = side.words.tables.get("numbers", {}).get("denials", ())
    return any(token.key in denials for token in side.tokens[max(0, at - DENIED + 1) : at])


def exclusive_phrases(side: Side) -> frozenset[str]:
    """The phrases with which a side without spaces between its words says that only one thing counts: 只有, 未经."""
    known = side.words.words("exclusive_phrases")
    text = side.text[side.start : side.end] if known else ""
    return frozenset([phrase for phrase in known if phrase in text])


def both_exclusive(pair: Pair) -> bool:
    """Whether both sides limit what they say in one of the two ways: neither has then become narrower."""
    return pair.old is not None and pair.new is not None and is_exclusive(pair.old) and is_exclusive(pair.new)


def exclusive_by_turns(pair: Edited) -> bool:
    """Whether one side says "only" and the other denies with an exception: "may only if", "shall not unless"."""
    if not both_exclusive(pair):
        return False
    if not pair.old.words.spaced:
        return exclusive_phrases(pair.old) != exclusive_phrases(pair.new)
    only = pair.old.words.words("exclusives")
    return only.isdisjoint(pair.old.keys) != only.isdisjoint(pair.new.keys)


def is_universal(side: Side) -> bool:
    """Whether a side speaks of all, in whatever form: "all", "each", "every", "everybody", "the whole"."""
    return not side.words.words("universal_words").isdisjoint(side.keys)


def beginning(side: Side, verb: str) -> str:
    """The beginning that the forms of a verb share."""
    known: dict[str, str] = side.words.tables.get("participles", {})
    return known.get(verb, verb)[:VERB]


def is_word_of(side: Side, token: Token) -> bool:
    """Whether a side has a capitalised word in small letters: then it is a word and no name."""
    return token.key.removesuffix("'s") in side.small


def survives(side: Side, tokens: list[Token]) -> bool:
    """Whether all words of a stretch that carry content are on a side too."""
    stop = side.words.words("stop")
    content = [token for token in tokens if token.key[0].isalnum() and token.key not in stop]
    return bool(content) and all(stem(token.key) in side.stems for token in content)


def survives_changed(side: Side, other: Side, hit: Hit | Span) -> bool:
    """Whether changed wording of the other side has a content word of a phrase: "great importance is attached"."""
    return not roots(side, inside(side.tokens, hit)).isdisjoint(roots(other, other.changed_tokens))


def roots(side: Side, tokens: list[Token]) -> frozenset[str]:
    """The beginnings of content words, also without a prefix that denies."""
    skip = side.words.union("stop", "thin_words", "be_forms")
    keys = [t.key for t in tokens if t.key not in skip and t.key[0].isalpha()]
    return frozenset(key[:FORM] for key in (*keys, *without_denial(side.words, keys)))


def without_denial(words: Vocabulary, keys: list[str]) -> Iterator[str]:
    """Words that begin with a denying prefix, without it, where enough of them is left: "unlawful", "lawful"."""
    for prefix in words.words("denying_prefixes"):
        yield from (key[len(prefix) :] for key in keys if key.startswith(prefix) and len(key) >= len(prefix) + BARE)


def answered(side: Side, other: Side, hit: Hit | Span) -> bool:
    """Whether the other side has, in changed wording, a word of the same class: "should" for "if", "but" for "except".

    Of a condition only its opener need be answered, of an exception likewise.
    """
    keys = frozenset(t.key for t in inside(side.tokens, hit)) | inverted(side)
    theirs = frozenset(t.key for t in other.changed_tokens) | inverted(other)
    if not (side.words.words("time_openers") & keys).isdisjoint(other.keys):
        return True  # "until such time as it ends", "until its end": the opener stays
    if any(openers & keys and openers & theirs for openers in map(side.words.words, OPENERS)):
        return True
    return not side.words.words("condition_openers").isdisjoint(keys) and says_so_with_a_noun(side, other)


def inverted(side: Side) -> frozenset[str]:
    """The openers of conditions, where changed wording opens one by word order alone; else nothing."""
    return side.words.words("condition_openers") if opens_inverted(side) else frozenset()


def says_so_with_a_noun(side: Side, other: Side) -> bool:
    """Whether the leave that one side needs is a noun on the other: "if it consents", "with its consent"."""
    leaves = [key[:FORM] for key in side.words.words("leaves")]
    mine, theirs = (roots(one, one.changed_tokens).intersection(leaves) for one in (side, other))
    if mine.isdisjoint(theirs):
        return False
    before = other.words.words("leave_links")
    return any(
        token.key[:FORM] in mine and any(t.key in before for t in other.tokens[max(0, at - LEAVE) : at])
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
