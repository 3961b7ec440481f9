"""The lexicon's concepts as rules see them: which kind of hit each is, and whether it is a formula."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from diple.lexicon import Concept
from diple.mark.vocabulary import Hit
from diple.model import Span

if TYPE_CHECKING:
    from diple.mark.evidence import Side


@dataclass(frozen=True, slots=True)
class Roles:
    """Which part each concept plays, by id, category and ladder: the table of `concepts.toml`."""

    sets: dict[str, frozenset[str]]
    head: dict[str, str]
    kind: dict[str, str]
    formula_weight: float

    def kind_of(self, concept: Concept) -> str:
        """The kind of hit a concept makes: "wrapper", its ladder, or else its category."""
        for role in ("wrapper", "caveat"):
            if concept.id in self.sets[role]:
                return role
        if concept.id in self.sets["no_hedge"] or concept.id in self.sets["no_attribution"]:
            return "other"
        ladder = concept.ladder or concept.category
        return self.kind.get(ladder, ladder)

    def is_formula(self, concept: Concept) -> bool:
        """Whether the coming and going of a concept is a marker: weighty, and no topic or part of speech."""
        return (
            concept.weight >= self.formula_weight
            and self.kind_of(concept) not in ("wrapper", "caveat", "other")
            and concept.category in self.sets["formula_categories"]
            and concept.ladder not in self.sets["never_formula"]
            and concept.id not in self.sets["topics"]
        )


@cache
def roles() -> Roles:
    """The table of roles, read once."""
    text = files("diple.mark").joinpath("concepts.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    sets = {name: frozenset(value) for name, value in table.items() if isinstance(value, list)}
    return Roles(sets, table["head"], table["kind"], table["formula_weight"])


def concept_hits(side: Side, span: Span) -> list[Hit]:
    """What the lexicon finds in one sentence, as hits; clause-only forms take part, for a sentence is a clause."""
    lexicon, part = side.lexicon, roles()
    found = []
    for match in lexicon.matches(side.text, side.statement.language, span.start, span.end):
        concept = lexicon.concepts[match.concept]
        found.append(concept_hit(side.text, match.start, match.end, concept, part))
    return found


def concept_hit(text: str, start: int, end: int, concept: Concept, part: Roles) -> Hit:
    """One match as a hit. A negative rank is a prohibition: it binds as much as the duty of the same number."""
    rank = None if concept.rank is None else abs(concept.rank)
    head = part.head.get(concept.id, "")
    means = concept.id if rank is None else name_of(concept)
    return Hit(part.kind_of(concept), rank, start, end, text[start:end], means, head, concept.id)


def name_of(concept: Concept) -> str:
    """A readable name of a concept: its id without the prefix."""
    return concept.id.partition(".")[2].replace("_", " ")
