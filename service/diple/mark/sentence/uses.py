"""How a phrase is used: as the statement's own act, as a noun, as what an act aims at, as a participle.

"We support the talks" is an act, "respect for frontiers" a noun, "to support trade" an aim, "as endorsed in the Plan"
a description. Phrases of stance and duty answer one another only where they are used alike. The grammar decides; of a
language without one nothing is known, and every phrase counts as an act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from diple.grammar import Clause, Sentence, Word
from diple.lexicon.vocabulary import Hit
from diple.mark.places.stretch import Stand, lies_in
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
    clause = next((clause for clause in sentence.clauses if lies_in(clause.verb.main.start, hit)), None)
    return use_of_clause(clause) if clause else use_outside_verbs(side, sentence, hit)


def use_outside_verbs(side: Side, sentence: Sentence, hit: Hit) -> Use:
    """The use of a phrase that is no main verb: a noun, unless something is expressed with it."""
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
    return any(lies_in(hit.start, thing) for one in governing for thing in undergoers(one))


def undergoers(clause: Clause) -> Iterator[Stand]:
    """What the verb of a clause bears on: its object, and its subject in the passive."""
    found = (clause.object, clause.subject if clause.verb.passive else None)
    return (thing for thing in found if thing is not None)
