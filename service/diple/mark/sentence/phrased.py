"""The phrases of a changed sentence that the closed classes and the lexicon know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import AFFIRMING, Hit
from diple.mark.places.stretch import Stretch, touches_any
from diple.mark.sentence.hits import as_listed, longest, within_any
from diple.mark.sentence.reader import Reader
from diple.model import Span, Statement

LIMITS = ("hedge", "caveat", "intensity", "quantifier")
DENIALS = ("negation", "quantifier", "scope")  # what a set phrase that affirms holds only in form


class Phrased(Stretch):
    """A stretch with the phrases in it, by kind; `reader` is that of the comparison."""

    def __init__(
        self,
        statement: Statement,
        spans: Sequence[Span],
        changed: Sequence[Span],
        lexicon: Lexicon,
        reader: Reader | None = None,
    ) -> None:
        super().__init__(statement, spans, changed, lexicon)
        self.reader = reader or Reader()

    @cached_property
    def concepts(self) -> list[Hit]:
        """The lexicon's concepts in these sentences; the kind is the concept's ladder, or its category."""

        language = self.statement.language
        found = (self.reader.concepts(self.text, language, span, self.lexicon) for span in self.spans)
        return list(chain.from_iterable(found))

    @cached_property
    def hits(self) -> list[Hit]:
        """Closed-class phrases and ladder concepts together; within one kind the longest wins."""
        words = self.words.hits(self.text, self.tokens)
        known = self.concepts
        if known and words:
            known = as_listed(known, words, self.words.words("own_ranks"))
        return list(longest(without_denials(without_blanks([*known, *words]))))

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
        return bool(words) and all(touches_any(token, self.by_kind.get("intensity", ())) for token in words)


def without_blanks(hits: list[Hit]) -> list[Hit]:
    """The hits without what a set phrase bars: all within it, but for a limit that is as long as the phrase itself."""
    blanks = [hit for hit in hits if hit.kind == "blank"]
    limits = {(blank.start, blank.end) for blank in blanks}
    if not blanks:
        return hits
    return [hit for hit in hits if is_limit(hit, limits) or not within_any(hit, blanks)]


def is_limit(hit: Hit, places: set[tuple[int, int]]) -> bool:
    """Whether a hit is a limiting phrase at one of some places."""
    return hit.kind in LIMITS and (hit.start, hit.end) in places


def without_denials(hits: list[Hit]) -> list[Hit]:
    """The hits without denials that set phrases hold which affirm: "spare no effort"."""
    affirming = [hit for hit in hits if hit.kind == AFFIRMING]
    return [hit for hit in hits if hit.kind not in DENIALS or not within_any(hit, affirming)] if affirming else hits
