"""How a phrase is used: as the statement's own act, as a noun, as what an act aims at, as a participle.

"We support the talks" is an act, "respect for frontiers" a noun, "to support trade" an aim, "as endorsed in the Plan"
a description. Phrases of stance and duty answer one another only where they are used alike. The grammar decides; of a
language without one nothing is known, and every phrase counts as an act.
"""

from __future__ import annotations

from typing import Literal

from diple.grammar import Clause, Sentence, Word
from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited

Use = Literal["act", "noun", "aim", "description"]


def same_use(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases are used alike, and neither is a noun that nobody's act is: "the demands of the pilots"."""
    uses = use_of(pair.old, old), use_of(pair.new, new)
    return "noun" not in uses and (uses[0] == uses[1] or not pair.reworded)


def use_of(side: Side, hit: Hit) -> Use:
    """The use of a phrase, by its grammar; an act where there is none."""
    sentence = side.parsed_at(hit.start)
    if sentence is None or not any(clause.verb.form == "finite" for clause in sentence.clauses):
        return "act"  # no sentence is without a verb: the tagger missed it
    clause = next((c for c in sentence.clauses if hit.start <= c.verb.main.start < hit.end), None)
    if clause is not None:
        return use_of_clause(clause)
    return "noun" if is_noun_only(sentence, hit) and not is_expressed(side, sentence, hit) else "act"


def use_of_clause(clause: Clause) -> Use:
    """The use of the verb of a clause."""
    if clause.kind == "infinitive" and clause.governor is None:
        return "aim"
    return "description" if clause.verb.form == "participle" else "act"


def is_noun_only(sentence: Sentence, hit: Hit) -> bool:
    """Whether a phrase holds a noun and no verb, and a determiner or a preposition opens it.

    A tagger takes many a verb in "-s" for a noun ("the Council demands"); what opens a noun phrase it hardly mistakes.
    """
    words = sentence.words_in(hit.start, hit.end)
    tags = {word.upos for word in words}
    if tags.isdisjoint(("NOUN", "PROPN")) or not tags.isdisjoint(("VERB", "AUX")):
        return False
    opener = words[0] if words[0].tag == "PRON.poss" else opener_of(sentence, words[0])
    return opener.upos in ("DET", "ADP", "CCONJ") or opener.tag == "PART.gen"


def opener_of(sentence: Sentence, first: Word) -> Word:
    """The word before a noun and its adjectives; the first word itself where none is."""
    before = [word for word in sentence.words if word.start < first.start]
    while before and before[-1].upos in ("ADJ", "ADV", "NUM"):
        before.pop()
    return before[-1] if before else first


def is_expressed(side: Side, sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb that adds nothing governs a noun of stance, so that both are one act: "express concern"."""
    thin = side.words.words("thin_words")
    governing = (one for one in sentence.clauses if one.verb.main.form.casefold() in thin)
    objects = (found for one in governing for found in (one.object, one.subject if one.verb.passive else None))
    return any(found is not None and found.start <= hit.start < found.end for found in objects)
