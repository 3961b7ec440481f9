"""Whether a name is that of an author: of one who acts, and is not in a list or under a verb."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit
from diple.mark.places.stretch import inside
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.cases import acts_by_case
from diple.mark.sentence.names.han import act_of_name
from diple.mark.sentence.names.names import Name
from diple.model import Span

BY = 12  # tokens between "by" and the name of the one who acts: "by armed men in the service of the government of"
ACT_GAP = 4  # code points between an act and its author: " of "
AUTHOR = 20  # code points between "lies with" and the name: "the delegation of"
OWNED = 7  # words between an owner and his act: "X's illegal, unjustified, brutal and unprovoked war"
MAKE = 2  # tokens after the name of a make among which the thing is: "Aster air defence systems"
JOINS = frozenset([",", "and", "-"])
LINKS = 2  # words between the parts of a name: "of the"


def acts(side: Side, name: Name) -> bool:
    """Whether a name is an agent: "by X", "X's …", "X" before a verb at the head of a clause, "of X" after an act."""
    if not side.words.spaced:
        return bool(act_of_name(side, name.start, name.end))
    before = [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    return is_marked_as_agent(side, name, before) or (
        bool(side.words.tables.get("subject_first")) and is_subject(side, name, before)
    )


def is_marked_as_agent(side: Side, name: Name, before: list[str]) -> bool:
    """Whether a possessive, a case, a preposition or the act itself makes a name that of an agent."""
    if name.possessive or follows_act(side, name) or is_of_an_actor(side, name):
        return True
    return acts_by_case(side, name.first) or follows_author(side, name) or follows_by(side, before)


def is_subject(side: Side, name: Name, before: list[str]) -> bool:
    """Whether a name is at the head of a clause before its verb, as far as word order shows."""
    words, after = side.words, side.key(name.last + 1)
    before = without_articles(side, before)
    last = before[-1] if before else ""
    if after in words.words("auxiliaries") and last in words.words("actor_of") | {""}:
        return True
    if is_a_make(side, name, before) or not after[:1].isalpha() or after in words.words("object_ends"):
        return False
    return last not in words.words("object_ends") - words.words("clause_starts") and not is_listed(side, name)


def without_articles(side: Side, before: list[str]) -> list[str]:
    """The words before a name without the articles right before it."""
    articles = side.words.words("articles_before_names")
    while before and before[-1] in articles:
        before = before[:-1]
    return before


def is_a_make(side: Side, name: Name, before: list[str]) -> bool:
    """Whether a name only says of which make or kind a thing is that is given or got: "deliver Aster missiles"."""
    words, last = side.words, before[-1] if before else ""
    inside = last[:1].isalnum() and last not in words.words("clause_starts")
    if not inside and not (len(before) > 1 and last in words.words("list_links")):
        return False
    after = side.tokens[name.last + 1 : name.last + 1 + MAKE]
    return any(t.key in words.words("makes") for t in after if not t.capital)


def is_to_come(side: Side, name: Name) -> bool:
    """Whether what a name does is still to come: "Ostmark would answer"."""
    after = side.tokens[name.last + 1 : name.last + 2]
    return any(hit.start == token.start for token in after for hit in side.of(["modality"]))


def is_of_an_actor(side: Side, name: Name) -> bool:
    """Whether a name's adjective is before one who acts: "Sarvian missiles"."""
    acting = side.words.words("acting_nouns")
    return name.adjective and any(t.key in acting for t in side.tokens[name.last + 1 : name.last + 3])


def follows_by(side: Side, before: list[str]) -> bool:
    """Whether "by" is before a name in one phrase: no comma, verb of duty or number between."""
    for key in reversed(before):
        if key in side.words.words("agent_prepositions"):
            return True
        if not key[0].isalpha() or key in side.words.words("auxiliaries") or key in side.words.words("clause_starts"):
            return False
    return False


def follows_act(side: Side, name: Name) -> bool:
    """Whether a name is right after the name of an act: "the aggression of X", or of what X does and is blamed."""
    acts = (act for act in labels(side) if 0 <= name.start - act.end <= ACT_GAP)
    if any(act.form.lower().split()[-1] not in side.words.words("striking") for act in acts):
        return True
    return follows_conduct(side, name) and bool(side.of(["tone_negative", "opposition", "blame"]))


def follows_conduct(side: Side, name: Name) -> bool:
    """Whether what someone does is before a name as its own: "the policy of X"."""
    at = opening(side, name)
    before = without_articles(side, [t.key for t in side.tokens[max(0, at - LINKS - 1) : at]])
    words = side.words
    return not words.words("actor_of").isdisjoint(before[-1:]) and not words.words("conduct").isdisjoint(before[-2:-1])


def labels(side: Side) -> list[Hit]:
    """The names of acts in a sentence."""
    return side.of(["label"])


def authors_label(side: Side, name: Name) -> Hit | None:
    """The label of the act that a name in the possessive owns, past its adjectives: "X's brutal war of aggression"."""
    acts = (hit for hit in labels(side) if hit.start >= name.end)
    act = next(acts, None) if name.possessive else None
    return act if act is not None and are_adjectives(side, Span(name.end, act.start)) else None


def are_adjectives(side: Side, span: Span) -> bool:
    """Whether all words of a stretch may be adjectives: few, no mark and no word of a closed class."""
    between = [t.key for t in inside(side.tokens, span) if t.key not in JOINS]
    closed = side.words.union("object_ends", "stop", "be_forms", "auxiliaries")
    return len(between) <= OWNED and all(key[0].isalpha() and key not in closed for key in between)


def follows_author(side: Side, name: Name) -> bool:
    """Whether a phrase of authorship is before a name: "on the part of X", "the work of X", "lies with X"."""
    return any(0 <= name.start - hit.end <= AUTHOR for hit in side.of(["author"]))


def is_listed(side: Side, name: Name) -> bool:
    """Whether a name is in a list of names."""
    links, first = side.words.words("list_links"), opening(side, name)
    if side.key(first - 1) not in links and side.key(name.last + 1) not in links:
        return False
    return side.capital(first - 2) or side.capital(name.last + 2)


def opening(side: Side, name: Name) -> int:
    """Where a name of several parts begins: at "the" before "Bank of the South"."""
    at, links = name.first, side.words.union("actor_of", "articles_before_names")
    while at and name.first - at < LINKS and side.key(at - 1) in links:
        at -= 1
    if at == name.first or not side.capital(at - 1):
        return name.first
    return at - 1 - (side.key(at - 2) in side.words.words("articles_before_names"))
