"""A1: after a passive, or the name of an act, "by" and the one who acted are dropped or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.grammar import Word
from diple.lexicon.vocabulary import Token
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.referents import subject, topic
from diple.mark.sentence.restated import told_actively
from diple.mark.text.context import Context
from diple.model import Direction

NEAR_ACT = 48  # code points between the name of an act and "by": "the shelling of the village of Hallin by"
PAST = ("VERB.part", "VERB.past")  # tags of what may be a participle
NEAR_PARTICIPLE = 24  # code points between a participle and "by"


def author(pair: Edited, context: Context) -> Iterator[Finding]:
    """Who acted is named in one text only."""
    for one in insertions(pair):
        if opens_with_author(one) and follows_act(one) and not is_active_elsewhere(one):
            about = subject(one.side, one.span.start) or topic(one.side, one.span)
            why = f"Who acted is {'now' if one.added else 'no longer'} named, “{one.side.quote(*one.span)}”:"
            direction: Direction = "strengthened" if one.added else "softened"
            yield claimed(pair, "A1", "omitted.author", one, direction, f"the responsibility for {about}", why)


def opens_with_author(one: Insertion) -> bool:
    """Whether a stretch is "by" and one who may have acted: no pronoun, number, deed, manner or time."""
    side, said = one.side, one.words
    if len(said) < 2 or said[0].key not in side.words.words("agent_prepositions"):
        return False
    content = [t for t in said[1:] if t.key not in side.words.words("stop")]
    idle = side.words.union("pronouns", "no_authors")
    if not content or content[0].key in idle or is_measure(side, said[1:3]):
        return False
    sentence = side.parsed_at(one.span.start)
    return sentence is not None and sentence.is_noun(*one.span)


def is_measure(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether what follows "by" is a number or a deed, not an actor."""
    numbers = side.words.tables.get("numbers", {}).get("words", {})
    numbers = set(numbers) - side.words.words("articles_before_names")
    return any(t.key[0].isdigit() or t.key in numbers or t.key.endswith("ing") for t in tokens)


def follows_act(one: Insertion) -> bool:
    """Whether a participle is close before "by", or the name of a violent act."""
    side, at = one.side, one.span.start
    if any(0 <= at - act.end <= NEAR_ACT for act in side.of(["label"])):
        return True
    verb = participle(one)
    procedural = side.words.words("procedural")
    return verb is not None and not any(t.key in procedural for t in side.tokens if verb.start <= t.start < at)


def participle(one: Insertion) -> Word | None:
    """The last past participle close before a stretch, by the grammar."""
    sentence = one.side.parsed_at(one.span.start)
    near = sentence.words_in(one.span.start - NEAR_PARTICIPLE, one.span.start) if sentence else ()
    return next((word for word in reversed(near) if word.tag in PAST), None)


def is_active_elsewhere(one: Insertion) -> bool:
    """Whether the passive of one side is active on the other, with its author as the subject."""
    verb, sentence = participle(one), one.side.parsed_at(one.span.start)
    around = sentence.clause_of_verb(verb.start, verb.end) if verb and sentence else None
    return around is not None and around.verb.passive and told_actively(one.other, around.verb.main.form.lower())


RULES = (author,)
