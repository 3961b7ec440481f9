"""The features by which the tagger judges a word: its letters, its neighbours, the tags before it.

Training and run time both call these functions, so that a model always reads what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence

# Words beyond either end of the sentence.
OUTSIDE = "\x02"


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
    word, shape, ambiguity = words[here], shapes[here], classes[here]
    before, after = words[here - 1], words[here + 1]
    following = classes[here + 1]
    tail = word[-3:]
    return [
        "0" + word,
        "1" + before,
        "2" + after,
        "3" + words[here - 2],
        "4" + words[here + 2],
        "5" + tail,
        "6" + word[-2:],
        "7" + word[-4:],
        "8" + word[:3],
        "9" + shape,
        "a" + ambiguity,
        "b" + following,
        "c" + ambiguity + "+" + following,
        "d" + following + "+" + classes[here + 2],
        "e" + shapes[here - 1] + shape + shapes[here + 1],
        "f" + after[-3:],
        "g" + before[-3:],
        "h" + shape + tail,
        "i" + word[-5:],
        "j" + before + " " + word,
        "k" + word + " " + after,
    ]


def moving_features(words: Sequence[str], classes: Sequence[str], at: int, last: str, earlier: str) -> list[str]:
    """The features of word `at` that need the tags of the two words before it, `last` and `earlier`."""
    here = at + 2
    word = words[here]
    return [
        "A" + last,
        "B" + earlier + "+" + last,
        "C" + last + "+" + word,
        "D" + last + "+" + classes[here],
        "E" + last + "+" + classes[here + 1],
        "F" + last + "+" + word[-3:],
        "G" + last + "+" + words[here + 1],
        "H" + earlier + "+" + last + "+" + classes[here],
    ]
