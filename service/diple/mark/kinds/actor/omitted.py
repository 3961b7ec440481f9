"""A1: after a passive, or the name of an act, who acted is dropped or added: behind "by", or in the instrumental."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.grammar import Word
from diple.lexicon.vocabulary import Token
from diple.mark.kinds.claiming import toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.referents import subject, topic
from diple.mark.text.context import Context

NEAR_ACT = 48  # code points between the name of an act and "by": "the shelling of the village of Hallin by"
PAST = ("VERB.part", "VERB.past")  # tags of what may be a participle
DESCRIBED = 3  # words of which the last may be the noun for who acts: "вооружёнными сарвийскими войсками"
NEAR_PARTICIPLE = 24  # code points between a participle and "by"


def author(pair: Edited, context: Context) -> Iterator[Finding]:
    """Who acted is named in one text only."""
    for one in insertions(pair):
        if opens_with_author(one) and follows_act(one):
            about = subject(one.side, one.span.start) or topic(one.side, one.span)
            why = f"Who acted is {'now' if one.added else 'no longer'} named, “{one.side.quote(*one.span)}”:"
            about = f"the responsibility for {about}"
            yield claimed(pair, "A1", "omitted.author", one, toward(one.added), about, why)


def opens_with_author(one: Insertion) -> bool:
    """Whether a stretch is a noun by the grammar: one who may have acted, behind "by" or in the instrumental."""
    side, said = one.side, one.words
    if not (is_behind_preposition(side, said) or is_instrumental(side, said)):
        return False
    sentence = side.parsed_at(one.span.start)
    return sentence is not None and sentence.is_noun(*one.span)


def is_behind_preposition(side: Side, said: Sequence[Token]) -> bool:
    """Whether some words are "by" and one who may have acted."""
    if len(said) < 2 or said[0].key not in side.words.words("agent_prepositions"):
        return False
    return not is_measure(side, said[1:3]) and may_act(side, said[1:])


def is_instrumental(side: Side, said: Sequence[Token]) -> bool:
    """Whether the first noun of some words is one for who acts, in the instrumental: "сарвийскими войсками"."""
    actors = side.words.union("acting_nouns", "group_nouns")
    first = next((token.key for token in said[:DESCRIBED] if token.key in actors), "")
    return side.words.has_ending(first, "instrumental_endings") and not is_preposition(side, said[0])


def is_preposition(side: Side, token: Token) -> bool:
    """Whether a word is a preposition by the grammar."""
    sentence = side.parsed_at(token.start)
    return any(word.upos == "ADP" for word in (sentence.words_in(token.start, token.end) if sentence else ()))


def may_act(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether the first word that is not small can be one who acts: no pronoun, manner or time."""
    first = next((t.key for t in tokens if t.key not in side.words.words("stop")), None)
    return first is not None and first not in side.words.union("pronouns", "no_authors")


def is_measure(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether what follows "by" is a number or a deed, not an actor."""
    numbers = side.words.tables.get("numbers", {}).get("words", {}).keys() - side.words.words("articles_before_names")
    return any(t.key[0].isdigit() or t.key in numbers or t.key.endswith("ing") for t in tokens)


def follows_act(one: Insertion) -> bool:
    """Whether a participle is close before "by", or the name of an act."""
    side, at = one.side, one.span.start
    nouns = (t for t in side.between(max(side.start, at - NEAR_ACT), at) if t.key in side.words.words("act_nouns"))
    if next(nouns, None) or any(0 <= at - act.end <= NEAR_ACT for act in side.of(["label"])):
        return True
    verb = participle(one)
    return verb is not None and not any(t.key in side.words.words("procedural") for t in side.between(verb.start, at))


def participle(one: Insertion) -> Word | None:
    """The last past participle close before a stretch, by the grammar."""
    sentence = one.side.parsed_at(one.span.start)
    near = sentence.words_in(one.span.start - NEAR_PARTICIPLE, one.span.start) if sentence else ()
    return next((word for word in reversed(near) if word.tag in PAST), None)


RULES = (author,)
