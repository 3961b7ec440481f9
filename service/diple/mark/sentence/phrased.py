"""The phrases of a changed sentence that the closed classes and the lexicon know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from diple.lexicon.vocabulary import AFFIRMING, Hit
from diple.mark.places.stretch import Stretch
from diple.mark.sentence.concepts import concept_hits
from diple.mark.sentence.hits import as_listed, longest, within_any

LIMITS = ("hedge", "caveat", "intensity")
DENIALS = ("negation", "quantifier", "scope")  # what a set phrase that affirms holds only in form


class Phrased(Stretch):
    """A stretch with the phrases in it, by kind."""

    @cached_property
    def concepts(self) -> list[Hit]:
        """The lexicon's concepts in these sentences; the kind is the concept's ladder, or its category."""

        language = self.statement.language
        return [hit for span in self.spans for hit in concept_hits(self.text, language, span, self.lexicon)]

    @cached_property
    def hits(self) -> list[Hit]:
        """Closed-class phrases and ladder concepts together; within one kind the longest wins."""
        words = self.words.hits(self.text, self.tokens)
        known = self.concepts
        if known and words:
            known = as_listed(known, words, self.words.words("own_ranks"))
        found = [*known, *words]
        blanks = [hit for hit in found if hit.kind == "blank"]
        if blanks:
            limits = {(blank.start, blank.end) for blank in blanks}  # which bars what is in a phrase, not its own limit
            found = [
                hit
                for hit in found
                if hit.kind != "blank"
                and (not within_any(hit, blanks) or (hit.kind in LIMITS and (hit.start, hit.end) in limits))
            ]
        affirming = [hit for hit in found if hit.kind == AFFIRMING]
        if affirming:
            found = [hit for hit in found if hit.kind not in DENIALS or not within_any(hit, affirming)]
        return list(longest(found))

    @cached_property
    def head(self) -> list[Hit]:
        """The closed-class phrases at the head of the first sentence, found without reading the rest."""
        return self.words.hits(self.text, self.first_tokens)

    @cached_property
    def by_kind(self) -> dict[str, list[Hit]]:
        """The hits by kind, each list in order."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.kind, []).append(hit)
        return found

    def of(self, kinds: Iterable[str]) -> list[Hit]:
        """The hits of some kinds, in order within each kind."""
        return [hit for kind in kinds for hit in self.by_kind.get(kind, ())]

    def only_degree(self, start: int, end: int) -> bool:
        """Whether all that changed in `[start, end)` are degree words: then the phrase itself stays."""
        words = [t for t in self.changed_tokens if start <= t.start and t.end <= end]
        degrees = self.by_kind.get("intensity", ())
        return bool(words) and all(any(d.start <= t.start < d.end for d in degrees) for t in words)
