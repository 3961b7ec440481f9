"""The lexicon's concepts as rules see them: which kind of hit each is, and whether it is a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from diple.lexicon import Concept, Lexicon
from diple.lexicon.tables import language_table, languages, neutral_table
from diple.lexicon.vocabulary import MAKE_HIT, Hit
from diple.model import Span

Facts = tuple[str, float | None, str, str]  # kind, rank, meaning, head
HEAVY, LIGHT = 5, 4  # weights of concepts from which nothing, and from which little, is taken off
OWN = "own:"  # before the kind of what is on a ladder, or in a category, that only an analyst's pack has


@dataclass(frozen=True, slots=True)
class Roles:
    """Which part each concept plays, by id, category and ladder: the table "roles"."""

    sets: dict[str, frozenset[str]]
    head: dict[str, str]
    kind: dict[str, str]
    stance: dict[str, str]
    formula_weight: float
    field: dict[str, list[str]]

    def kind_of(self, concept_id: str, ladder: str) -> str:
        """The kind of hit a concept makes: "wrapper", its ladder, or else its category (given as `ladder`)."""
        for role in ("wrapper", "caveat"):
            if concept_id in self.sets[role]:
                return role
        if concept_id in self.sets["no_hedge"] or concept_id in self.sets["no_attribution"]:
            return "other"
        if concept_id in self.sets["no_label"]:
            return "commitment"
        return self.kind.get(ladder, ladder if ladder in shipped_names() else OWN + ladder)

    def is_formula(self, concept: Concept) -> bool:
        """Whether the coming and going of a concept is a marker: weighty, and no topic or part of speech."""
        return concept.weight >= self.formula_weight and is_formula_of(concept.id, concept.category, concept.ladder)


@lru_cache(maxsize=8192)
def is_formula_of(id_: str, category: str, ladder: str | None) -> bool:
    """Whether a concept of this category and ladder can be a formula; one that no rule knows always is."""
    part = roles()
    known = shipped_names()
    if ladder and ladder not in known:
        return True
    return (
        part.kind_of(id_, ladder or category) not in ("wrapper", "caveat", "other")
        and (category in part.sets["formula_categories"] or category not in known)
        and ladder not in part.sets["never_formula"]
        and id_ not in part.sets["topics"]
    )


@cache
def shipped_names() -> frozenset[str]:
    """The ladders and categories of the packs that come with Diple: the rules know what each of them is."""
    shipped = Lexicon.default()
    return frozenset(shipped.ladders).union(concept.category for concept in shipped.concepts.values())


def is_own(concept: Concept) -> bool:
    """Whether a concept is of an analyst's pack, and so read in the analyst's own terms."""
    return concept.pack not in shipped_packs()


@cache
def shipped_packs() -> frozenset[str]:
    """The names of the packs that come with Diple."""
    return frozenset(pack.name for pack in Lexicon.default().packs)


@cache
def roles() -> Roles:
    """The table of roles, read once; its words are those of all languages."""
    table = neutral_table("roles")
    sets = {name: frozenset(value) for name, value in table.items() if isinstance(value, list)}
    for language in languages():
        for name, words in language_table(language, "roles").items():
            sets[name] = sets.get(name, frozenset()).union(words)
    return Roles(sets, table["head"], table["kind"], table["stance"], table["formula_weight"], table["field"])


def concept_hits(text: str, language: str, span: Span, lexicon: Lexicon) -> list[Hit]:
    """What the lexicon finds in one sentence, as hits; clause-only forms take part, for a sentence is a clause."""
    found = []
    concepts = lexicon.concepts
    for id_, start, end, _, _ in lexicon.matches(text, language, span.start, span.end):
        kind, rank, means, head = facts(concepts[id_])
        found.append(MAKE_HIT((kind, rank, start, end, text[start:end], means, head, id_)))
    return found


def facts(concept: Concept) -> Facts:
    """What a hit says of its concept."""
    return facts_of(concept.id, concept.category, concept.ladder, concept.rank)


@lru_cache(maxsize=8192)
def facts_of(id_: str, category: str, ladder: str | None, rank: float | None) -> Facts:
    """Kind, rank, meaning and head. A negative rank is a prohibition: it binds as much as the duty of that number."""
    part = roles()
    means = id_ if rank is None else name_of(id_)
    return part.kind_of(id_, ladder or category), None if rank is None else abs(rank), means, part.head.get(id_, "")


def name_of(concept_id: str) -> str:
    """A readable name of a concept: its id without the prefix."""
    return concept_id.partition(".")[2].replace("_", " ")


def weight_terms(concept: Concept) -> Iterator[tuple[str, str]]:
    """The term for what the pack says that a concept weighs."""
    if concept.weight < HEAVY:
        name = "middling_concept" if concept.weight >= LIGHT else "light_concept"
        yield name, f"the lexicon gives this formula weight {concept.weight:g} of 5"
