"""Whether a prepositional phrase belongs to the noun phrase right before it, or to the verb.

"Commitment to the treaty" is one phrase; in "signed the treaty in Norburg" the place belongs to the verb. A linear
model over the preposition, both nouns and the verb before them decides.
"""

from __future__ import annotations

from typing import NamedTuple

from diple.grammar.sentence import Word


class Place(NamedTuple):
    """A noun phrase and the prepositional phrase after it, by their heads; `verb` is the last one before, if any."""

    left: Word
    preposition: Word
    right: Word
    verb: Word | None
    governed_by: str  # the preposition of the noun phrase before, "" without one
    possessed: bool  # whether the noun phrase before begins with a possessive


def attachment_features(place: Place) -> list[str]:
    """The features of a place; each holds the preposition, since each preposition has habits of its own."""
    marker = place.preposition.lemma
    left, right, verb = place.left.lemma.lower(), place.right.lemma.lower(), place.verb.lemma if place.verb else ""
    parts = (
        "",
        "l" + left,
        "e" + left[-4:],
        "f" + left[-3:],
        "t" + place.left.tag,
        "v" + verb,
        "r" + right,
        "s" + right[-3:],
        "u" + place.right.tag,
        "g" + place.governed_by,
        "p" + str(int(place.possessed)) + place.left.tag,
        "w" + str(int(bool(verb))) + place.left.upos + place.right.upos,
    )
    return [marker + " " + part for part in parts]


def belongs(place: Place, weights: dict[str, int]) -> bool:
    """Whether the prepositional phrase belongs to the noun phrase before it."""
    return sum(weights.get(feature, 0) for feature in attachment_features(place)) > 0
