"""The features by which the tagger judges a word: its letters, its neighbours, the tags before it.

Training and run time both call these functions, so that a model always reads what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

# Words beyond either end of the sentence.
OUTSIDE = "\x02"


@lru_cache(maxsize=8192)
def shape_of(form: str, at_start: bool) -> str:
    """The outward shape of a word: digits, capitals, hyphens; `at_start` marks a capital that may mean nothing."""
    first = form[0]
    if first.isdigit():
        return "d" if form.isdigit() else "dx"
    if first.isupper():
        kind = "X" if len(form) > 1 and form.isupper() else "C" if len(form) > 1 and form[1:].islower() else "M"
    elif first.isalpha():
        kind = "c" if form.islower() or not form.isupper() else "M"
    else:
        return "p"
    if "-" in form:
        kind += "-"
    return kind + "^" if at_start else kind


def still_features(words: Sequence[str], shapes: Sequence[str], classes: Sequence[str], at: int) -> list[str]:
    """The features of word `at` that need no tags.

    `words`, `shapes` and `classes` (the tags that the dictionary knows for a word) have two places of padding on each
    side, so that word `at` is `words[at + 2]`.
    """
    here = at + 2
    return [
        *own_features(words[here], shapes[here], classes[here]),
        *features_of_word_before(words[here - 1]),
        *features_of_word_after(words[here + 1]),
        *features_around(words, shapes, classes, at),
    ]


def own_features(word: str, shape: str, ambiguity: str) -> list[str]:
    """The features that a word has wherever it occurs."""
    tail = word[-3:]
    return [
        "0" + word,
        "5" + tail,
        "6" + word[-2:],
        "7" + word[-4:],
        "8" + word[:3],
        "9" + shape,
        "a" + ambiguity,
        "h" + shape + tail,
        "i" + word[-5:],
    ]


def features_of_word_before(word: str) -> list[str]:
    """What a word adds to the features of the next word."""
    return ["1" + word, "g" + word[-3:]]


def features_of_word_after(word: str) -> list[str]:
    """What a word adds to the features of the word before it."""
    return ["2" + word, "f" + word[-3:]]


def features_around(words: Sequence[str], shapes: Sequence[str], classes: Sequence[str], at: int) -> list[str]:
    """The features of word `at` that need several words, and those of the words two places away."""
    here = at + 2
    return [*features_of_pairs(words, shapes, at), *features_of_classes(*classes[here : here + 3])]


def features_of_pairs(words: Sequence[str], shapes: Sequence[str], at: int) -> list[str]:
    """The features of word `at` that few places have in common: words two places away, two words, three shapes."""
    here = at + 2
    word = words[here]
    return [
        "3" + words[here - 2],
        "4" + words[here + 2],
        f"e{shapes[here - 1]}{shapes[here]}{shapes[here + 1]}",
        f"j{words[here - 1]} {word}",
        f"k{word} {words[here + 1]}",
    ]


def features_of_classes(own: str, following: str, second: str) -> list[str]:
    """What the known tags of a word and of the two words after it add to its features."""
    return ["b" + following, f"c{own}+{following}", f"d{following}+{second}"]


def moving_features(words: Sequence[str], classes: Sequence[str], at: int, last: str, earlier: str) -> list[str]:
    """The features of word `at` that need the tags of the two words before it, `last` and `earlier`."""
    here = at + 2
    return [
        *features_of_tags(last, earlier, classes[here]),
        *features_of_tag_and_word(last, words[here]),
        *features_of_tag_and_next(last, words[here + 1], classes[here + 1]),
    ]


def features_of_tags(last: str, earlier: str, ambiguity: str) -> list[str]:
    """What the two tags before a word add to its features."""
    return ["A" + last, f"B{earlier}+{last}", f"D{last}+{ambiguity}", f"H{earlier}+{last}+{ambiguity}"]


def features_of_tag_and_word(last: str, word: str) -> list[str]:
    """What the tag before a word adds to its features together with the word."""
    return [f"C{last}+{word}", f"F{last}+{word[-3:]}"]


def features_of_tag_and_next(last: str, following: str, ambiguity: str) -> list[str]:
    """What the tag before a word adds to its features together with the word after it."""
    return [f"E{last}+{ambiguity}", f"G{last}+{following}"]
