"""Whether a sentence speaks of a weighty matter: war, arms, territory, recognition, liberty; all else is routine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from diple.lexicon.vocabulary import Hit, vocabulary
from diple.mark.places.stretch import lies_in
from diple.mark.sentence.concepts import facts, roles
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import is_break
from diple.model import Span

WHOLE = 4  # letters up to which a weighty word must be whole
REASON = "a routine matter: the sentence names nothing that the packs hold to be weighty"
UNKNOWN = ("unlisted_wording", "no formula of the lexicon has this wording")
NO_DUTY = ("no_commitment", "it neither binds nor judges")
# Kinds of phrases by which a sentence binds, judges or takes a stand.
BINDING = (
    "modality",
    "directive",
    "tone_negative",
    "negation",
    "wrapper",
    "partnership",
    "endorsement",
    "opposition",
)
STRICT = {"modality": 9.0, "directive": 7.0, "tone_negative": 5.0}  # ranks from which a phrase binds or judges strictly
NEVER = 99.0
CONCERN = 4.0  # rank of censure from which the gravest word of a sentence may be meant
STANCE = 5.0  # rank of endorsement from which a sentence takes a stand


def stand(side: Side) -> Hit | None:
    """The first phrase by which a sentence binds, judges or takes a stand."""
    return next((hit for hit in side.of(BINDING) if hit.kind != "endorsement" or (hit.rank or 0) >= STANCE), None)


def strict(side: Side, hits: list[Hit]) -> list[Hit]:
    """Those of the hits that bind or judge strictly: a duty, a demand, a censure, a promise not to act."""
    found = [hit for hit in hits if (hit.rank or 0) >= STRICT.get(hit.kind, NEVER)]
    return found or (side.of(["negation"]) if side.of(["modality"]) else [])


def is_courtesy(side: Side) -> bool:
    """Whether a sentence is about hosting and meeting."""
    return bool(side.of(["venue", "courtesy"]))


def binds_at(side: Side, span: Span) -> bool:
    """Whether something binds, judges or takes a stand in the clause of a stretch."""
    clause = Span(
        max((t.end for t in side.before(span.start) if is_break(t)), default=side.start),
        min((t.start for t in side.after(span.end) if is_break(t)), default=side.end),
    )
    return any(lies_in(hit.start, clause) for hit in side.of(BINDING))


def unlisted_terms(side: Side, at: int, span: Span | None = None) -> list[tuple[str, str]]:
    """What lowers a finding on wording that no pack knows: less where it binds, and is about a weighty matter."""
    terms = [UNKNOWN]
    if not (binds_at(side, span) if span else stand(side)):
        terms.append(NO_DUTY)
    if not speaks_of_weight(side, at):
        terms.append(("routine_matter", REASON))
    return terms


def is_of_censure(side: Side, span: Span) -> bool:
    """Whether a stretch touches a censure, concern or worse: how grave it is called is never routine."""
    return any(
        hit.start < span.end + 1 and span.start < hit.end + 1 and (hit.rank or 0) >= CONCERN
        for hit in side.of(["tone_negative"])
    )


def speaks_of_weight(side: Side, at: int) -> bool:
    """Whether the sentence at a place names a weighty matter."""
    start, end = side.span_at(at)
    text = side.text[start:end]
    found = weighty_words(side.words.language, side.words.spaced).finditer(text.lower())
    if any(not in_the_name_of_a_body(side, text, match.start()) for match in found):
        return True
    return any(start <= hit.start < end and is_weighty_concept(side, hit.concept) for hit in side.concepts)


def in_the_name_of_a_body(side: Side, text: str, at: int) -> bool:
    """Whether a word only names a body by its matter: "the Committee on Refugees", in a sentence on whatever else."""
    pattern = body_names(side.words.language)
    return pattern is not None and text[at : at + 1].isupper() and pattern.search(text, 0, at) is not None


@cache
def body_names(language: str) -> re.Pattern[str] | None:
    """Finds, right before a place, the name of a body up to where its matter is named; None where no words tell."""
    words = vocabulary(language)
    bodies, links = sorted(words.words("speaking_bodies")), sorted(words.words("matter_links"))
    if not bodies or not links:
        return None
    body, link = "|".join(re.escape(word.capitalize()) for word in bodies), "|".join(map(re.escape, links))
    return re.compile(rf"\b(?:{body})\s(?:{link})\s(?:\w{{2,3}}\s)?(?:[^\W\d_a-z][\w’'-]*,?\s(?:\w{{2,3}}\s)?)*\Z")


@cache
def weighty_words(language: str, spaced: bool) -> re.Pattern[str]:
    """Finds a weighty word in small letters: short ones whole (war, not warm), longer ones by their beginning."""
    words = sorted(vocabulary(language).words("weighty"))
    if not spaced:
        return re.compile("|".join(map(re.escape, words)))
    short = [word for word in words if len(word) <= WHOLE]
    long = [word for word in words if len(word) > WHOLE]
    return re.compile(rf"\b(?:{any_of(short)}s?\b|{any_of(long)})")


def any_of(words: Sequence[str]) -> str:
    """A pattern that finds any of some words in order, those with a letter in common distinguished only behind it."""
    parts = [(letter, [word[1:] for word in same]) for letter, same in groupby(filter(None, words), key=itemgetter(0))]
    pattern = f"(?:{'|'.join(re.escape(letter) + any_of(rest) for letter, rest in parts)})" if parts else ""
    return pattern + "??" if parts and "" in words else pattern


def is_weighty_concept(side: Side, concept_id: str | None) -> bool:
    """Whether a concept of the lexicon belongs to a weighty category, and is more than a topic: "citizens"."""
    concept = side.lexicon.concepts.get(concept_id or "")
    if concept is None or concept.id in roles().sets["topics"]:
        return False
    return concept.category in roles().sets["weighty_categories"] and facts(concept)[0] != "other"
