"""How a phrase is used: as the statement's own act, as a noun, as what an act aims at, as a participle.

"We support the talks" is an act, "respect for frontiers" a noun, "to support trade" an aim, "as endorsed in the Plan"
a description. Phrases of stance and duty answer one another only where they are used alike. The grammar decides; of a
language without one nothing is known, and every phrase counts as an act.
"""

from __future__ import annotations

from typing import Literal

from diple.grammar import Clause, Sentence
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.vocabulary import Hit

Use = Literal["act", "noun", "aim", "description"]


def same_use(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases are used alike."""
    uses = use_of(pair.old, old), use_of(pair.new, new)
    return uses[0] == uses[1] or ("noun" not in uses and not pair.reworded)


def use_of(side: Side, hit: Hit) -> Use:
    """The use of a phrase, by its grammar; an act where there is none."""
    sentence = next((s for s in side.parsed if s.start <= hit.start < s.end), None)
    if sentence is None or not any(clause.verb.form == "finite" for clause in sentence.clauses):
        return "act"  # no sentence is without a verb: the tagger missed it
    clause = next((c for c in sentence.clauses if hit.start <= c.verb.main.start < hit.end), None)
    if clause is not None:
        return use_of_clause(clause)
    return "noun" if is_noun_only(sentence, hit) and not is_object(sentence, hit) else "act"


def use_of_clause(clause: Clause) -> Use:
    """The use of the verb of a clause."""
    if clause.kind == "infinitive" and clause.governor is None:
        return "aim"
    return "description" if clause.verb.form == "participle" else "act"


def is_noun_only(sentence: Sentence, hit: Hit) -> bool:
    """Whether a phrase holds a noun and no verb, and a determiner, an owner or a preposition opens it.

    A tagger takes many a verb in "-s" for a noun ("the Council demands"); what opens a noun phrase it hardly mistakes.
    """
    words = sentence.words_in(hit.start, hit.end)
    tags = {word.upos for word in words}
    if tags.isdisjoint(("NOUN", "PROPN")) or not tags.isdisjoint(("VERB", "AUX")):
        return False
    before = [word for word in sentence.words if word.start < words[0].start]
    while before and before[-1].upos in ("ADJ", "ADV", "NUM"):
        before.pop()
    opener = before[-1] if before else words[0]
    return opener.upos in ("DET", "ADP", "CCONJ", "VERB") or opener.tag in ("PRON.poss", "PART.gen")


def is_object(sentence: Sentence, hit: Hit) -> bool:
    """Whether a noun of stance is what a verb governs, and so the act itself: "express concern". No modal is one."""
    objects = (clause.object or clause.predicate for clause in sentence.clauses)
    governed = any(found is not None and found.start <= hit.start < found.end for found in objects)
    return governed and hit.kind != "modality"
