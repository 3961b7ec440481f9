"""How a phrase of stance is used: as the statement's own act, as a noun, as what an act aims at, as what a text says.

"We support the talks" is an act, "respect for frontiers" a noun, "to support trade" an aim, "as endorsed in the Plan"
a citation. Between sentences that share hardly more than a topic only phrases of one use answer one another.
"""

from __future__ import annotations

from typing import Literal

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import Side

Use = Literal["act", "noun", "aim", "citation"]
BACK = 3  # words before a phrase that tell its use


def use_of(side: Side, hit: Hit) -> Use:
    """The use of a phrase, by the word before it; an act where nothing tells otherwise."""
    words = side.words
    before = [t for t in side.tokens if t.end <= hit.start][-BACK:]
    while before and before[-1].key.endswith(tuple(words.words("adverb_endings")) or "\0"):
        before.pop()
    if not before:
        return "act"
    last = before[-1].key
    if last in words.words("citing"):
        return "citation"
    if last in words.words("infinitive"):
        return "aim" if aims(side, before, hit) else "act"
    return "noun" if not is_gerund(side, hit) and is_noun(side, before) else "act"


def is_gerund(side: Side, hit: Hit) -> bool:
    """Whether a phrase opens with a participle, which acts after a preposition too: "joined them in condemning"."""
    return hit.form.split(" ", 1)[0].endswith(tuple(side.words.words("going_endings")) or "\0")


def agree(old_side: Side, old: Hit, new_side: Side, new: Hit) -> bool:
    """Whether two phrases of stance may answer one another: both acts, or both nouns."""
    uses = use_of(old_side, old), use_of(new_side, new)
    return uses[0] == uses[1] and uses[0] in ("act", "noun")


def aims(side: Side, before: list[Token], hit: Hit) -> bool:
    """Whether "to" before a phrase tells a purpose: no promise and no verb of going on stands before it."""
    link = before[-1]
    governed = any(modal.start <= link.start < modal.end or modal.end == link.start for modal in side.of(["modality"]))
    return not governed and not (len(before) > 1 and before[-2].key in side.words.words("goes_on"))


def is_noun(side: Side, before: list[Token]) -> bool:
    """Whether a determiner or a preposition stands before a phrase, with at most one word between: "their firm"."""
    words = side.words
    nominal = words.union("determiners", "articles_before_names", "noun_prepositions")
    heads = before[-2:] if before[-1] in side.content_tokens else before[-1:]
    return any(token.key in nominal for token in heads)
