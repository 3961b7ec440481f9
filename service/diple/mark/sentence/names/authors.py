"""Whether a name is that of an author: of one who acts, and does not only stand in a list or under a verb."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.cases import acts_by_case
from diple.mark.sentence.names.han import act_of_name
from diple.mark.sentence.names.names import Name

BY = 12  # tokens between "by" and the name of the one who acts: "by armed men in the service of the government of"
VERB = 3  # tokens of a verb with its auxiliaries: "shall be"
ACT_GAP = 4  # code points between an act and its author: " of "
AUTHOR = 20  # code points between "lies with" and the name: "the delegation of"
OWNED = 7  # words between an owner and his act: "X's illegal, unjustified, brutal and unprovoked war"
MAKE = 2  # tokens after the name of a make among which the thing stands: "Aster air defence systems"
JOINS = frozenset([",", "and", "-"])
LINKS = 2  # words between the parts of a name: "of the"


def acts(side: Side, name: Name) -> bool:
    """Whether a name is an agent: "by X", "X's …", "X" before a verb at the head of a clause, "of X" after an act."""
    tokens, words = side.tokens, side.words
    if not words.spaced:
        return bool(act_of_name(side, name.start, name.end))
    if name.possessive or follows_act(side, name) or is_of_an_actor(side, name) or acts_by_case(side, name.first):
        return True
    if follows_author(side, name):
        return True
    before = [t.key for t in tokens[max(0, name.first - BY) : name.first]]
    if follows_by(side, before) and not is_listed(side, name):
        return True
    if not words.tables.get("subject_first"):
        return False
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if not name.sure and is_undergone(side, name.last + 1):
        return False
    while before and before[-1] in words.words("articles_before_names"):
        before.pop()
    if (
        after is not None
        and after.key in words.words("auxiliaries")
        and (not before or before[-1] in words.words("actor_of"))
        and not is_listed(side, name)
    ):
        return True
    if is_a_make(side, name, before):
        return False
    governed = bool(before) and before[-1] in words.words("object_ends") - words.words("clause_starts")
    followed = after is not None and after.key[0].isalpha() and after.key not in words.words("object_ends")
    return followed and not governed and not is_listed(side, name)


def is_a_make(side: Side, name: Name, before: list[str]) -> bool:
    """Whether a name only says of which make or kind a thing is that is given or got: "deliver Aster missiles"."""
    if not before or not before[-1][0].isalnum() or before[-1] in side.words.words("clause_starts"):
        comma = len(before) > 1 and before[-1] in side.words.words("list_links")
        if not comma:
            return False
    after = side.tokens[name.last + 1 : name.last + 1 + MAKE]
    return any(t.key in side.words.words("makes") for t in after if not t.capital)


def is_to_come(side: Side, name: Name) -> bool:
    """Whether what a name does is still to come: "Ostmark would answer"."""
    after = side.tokens[name.last + 1].start if name.last + 1 < len(side.tokens) else -1
    return any(hit.start == after for hit in side.of(["modality"])) or any(
        t.key in side.words.words("to_come") for t in side.tokens[name.last + 1 : name.last + 2]
    )


def is_undergone(side: Side, at: int) -> bool:
    """Whether the verb at index `at` is of being or a passive: its subject, perhaps a plain word, does nothing."""
    keys = [t.key for t in side.tokens[at : at + VERB]]
    be = side.words.words("be_forms")
    return bool(keys) and (keys[0] in be or (keys[0] in side.words.words("auxiliaries") and not be.isdisjoint(keys)))


def is_of_an_actor(side: Side, name: Name) -> bool:
    """Whether a name's adjective stands before one who acts or before an act: "Sarvian missiles", "Tarnian raids"."""
    if not name.adjective:
        return False
    after = side.tokens[name.last + 1 : name.last + 3]
    acts = {hit.start for hit in side.of(["label"])}
    return any(t.key in side.words.words("acting_nouns") or t.start in acts for t in after)


def follows_by(side: Side, before: list[str]) -> bool:
    """Whether "by" stands before a name in one phrase: no comma, verb of duty or number between."""
    for key in reversed(before):
        if key in side.words.words("agent_prepositions"):
            return True
        if not key[0].isalpha() or key in side.words.words("auxiliaries") or key in side.words.words("clause_starts"):
            return False
    return False


def follows_act(side: Side, name: Name) -> bool:
    """Whether a name stands right after the name of an act: "the aggression of X", or of what X does and is blamed."""
    struck = side.words.words("striking")
    if any(
        0 <= name.start - act.end <= ACT_GAP and act.form.lower().split()[-1] not in struck
        for act in side.of(["label"])
    ):
        return True
    at = opening(side, name)
    before = [t.key for t in side.tokens[max(0, at - LINKS - 1) : at]]
    while before and before[-1] in side.words.words("articles_before_names"):
        before.pop()
    done = len(before) > 1 and before[-1] in side.words.words("actor_of") and before[-2] in side.words.words("conduct")
    return done and bool(side.of(["tone_negative", "opposition", "blame"]))


def authors_label(side: Side, name: Name) -> Hit | None:
    """The label of the act that a name in the possessive owns, past its adjectives: "X's brutal war of aggression"."""
    if not name.possessive:
        return None
    act = next((hit for hit in side.of(["label"]) if hit.start >= name.end), None)
    if act is None:
        return None
    between = [t.key for t in side.tokens if name.end <= t.start < act.start and t.key not in JOINS]
    ends = side.words.union("object_ends", "stop", "be_forms", "auxiliaries")
    described = all(key[0].isalpha() and key not in ends for key in between)
    return act if len(between) <= OWNED and described else None


def follows_author(side: Side, name: Name) -> bool:
    """Whether a phrase of authorship stands before a name: "on the part of X", "the work of X", "lies with X"."""
    return any(0 <= name.start - hit.end <= AUTHOR for hit in side.of(["author"]))


def is_listed(side: Side, name: Name) -> bool:
    """Whether a name stands in a list of names."""
    tokens, links = side.tokens, side.words.words("list_links")
    first = opening(side, name)
    near = [tokens[i] for i in (first - 1, name.last + 1) if 0 <= i < len(tokens)]
    beyond = [tokens[i] for i in (first - 2, name.last + 2) if 0 <= i < len(tokens)]
    return any(t.key in links for t in near) and any(t.capital for t in beyond)


def opening(side: Side, name: Name) -> int:
    """Where a name of several parts begins: at "the" before "Bank of the South"."""
    at, links = name.first, side.words.union("actor_of", "articles_before_names")
    before = [t.key for t in side.tokens[max(0, at - LINKS) : at]]
    while before and before[-1] in links:
        before.pop()
        at -= 1
    if at in (0, name.first) or not side.tokens[at - 1].capital:
        return name.first
    return at - 1 - (at > 1 and side.tokens[at - 2].key in side.words.words("articles_before_names"))
