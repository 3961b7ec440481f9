"""How much an event of the archive weighs: the sum of the packs' own terms, as of a marker."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon import Concept, Lexicon
from diple.mark.resolve.level import level_of
from diple.mark.sentence.concepts import weight_terms
from diple.model import Level, Term

Named = tuple[str, str]
"""The name of a term, and why it is there."""


def terms_of(
    code: str, lexicon: Lexicon, concept: Concept | None, more: Sequence[Named] = (), *, told: bool = True
) -> tuple[Term, ...]:
    """The terms of an event: that of its kind, of its wording (where `told`), and more. Their sum is from 0 to 100."""
    own = weight_terms(concept) if concept else [("unlisted_wording", "no pack holds this wording")]
    named = [*(own if told else ()), *more]
    kind = lexicon.markers[code]
    terms = [Term("kind", lexicon.weights.get(f"marker.{code}", 0), f"the usual weight of {kind.name}")]
    terms += [Term(name, value, why) for name, why in named if (value := lexicon.weights.get(f"term.{name}", 0))]
    total = sum(term.value for term in terms)
    over = min(max(total, 0), 100) - total
    return (*terms, Term("bounds", over, "a weight is from 0 to 100")) if over else tuple(terms)


def weighed(terms: Sequence[Term], lexicon: Lexicon) -> tuple[int, Level]:
    """The weight, and its level by the thresholds for statements of a series."""
    total = sum(term.value for term in terms)
    return total, level_of(total, lexicon, "succession")
