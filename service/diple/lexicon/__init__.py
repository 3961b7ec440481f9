"""Concepts, their wordings in several languages, ladders and weights, read from packs, and the matcher.

lexicon = Lexicon.default()
for match in lexicon.matches(text, "en"):
    print(lexicon.concepts[match.concept].referent, text[match.start : match.end])
"""

from diple.lexicon.entries import (
    Collision,
    Concept,
    Example,
    Finding,
    Form,
    Ladder,
    MarkerKind,
    Match,
    Pack,
)
from diple.lexicon.lexicon import Lexicon

__all__ = [
    "Collision",
    "Concept",
    "Example",
    "Finding",
    "Form",
    "Ladder",
    "Lexicon",
    "MarkerKind",
    "Match",
    "Pack",
]
