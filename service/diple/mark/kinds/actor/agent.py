"""Who acts: an act loses or gets its agent (A1).

An agent is the subject of an active verb, the phrase with "by" after a passive one, or whoever the noun of an act
belongs to. Where the language has a grammar, that is what it must show.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

from diple.grammar import Clause, NounPhrase, Sentence
from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import Lone, claim, claim_alone, lone_phrase, toward
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import acts, authors_label, follows_act, follows_author, follows_by, is_to_come
from diple.mark.sentence.names.han import act_of_name, is_kept
from diple.mark.sentence.names.moves import Move, name_moves
from diple.mark.sentence.names.names import Name, longest_part, may_name, names
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, tokens_before
from diple.mark.sentence.phrases.measures import last_noun
from diple.mark.sentence.phrases.referents import matter, responsible, subject
from diple.mark.sentence.phrases.whole import words_of
from diple.mark.text.context import Context
from diple.model import Quote, Span

KEPT = 0.3  # the same, where a name shows who acts
SUBJECT = 9  # tokens of a subject
NEAR = 2  # content words before a phrase of authorship in which the act must occur
REACH = 5  # content words after an agent in which two of the act must occur
ARTICLE = 5  # code points of an article before a name
BY = 12  # tokens between "by" and the name of the agent
TARGET = 3  # tokens between an act and the name of its target: "the aggression against the people of"
MARKS = " ,;:“”\"'("


# ---- active and passive ---------------------------------------------------------------------------


@needs(words=("be_forms",))
def passive(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: an act in the active voice becomes a passive without an agent, or the reverse."""
    sides = () if pair.reworded else ((pair.old, pair.new), (pair.new, pair.old))
    found = ((active, one) for active, other in sides for one in hidden_agents(active, other))
    yield from (voice_changed(pair, active, *one) for active, one in islice(found, 1))


def hidden_agents(active: Side, other: Side) -> Iterator[tuple[Clause, Clause]]:
    """The active clauses of a side with the passives without an agent that answer them on the other side."""
    passives = silent_passives(other)
    for one in clauses(active) if passives else ():
        answer = passives.get(one.verb.main.lemma)
        if answer and is_hidden(active, one, other, answer):
            yield one, answer


def silent_passives(side: Side) -> dict[str, Clause]:
    """The passive clauses of a side without an agent, by the lemma of their verb."""
    return {one.verb.main.lemma: one for one in clauses(side) if one.verb.passive and one.agent is None}


def clauses(side: Side) -> Iterator[Clause]:
    """The clauses of a side, as far as the language has a grammar."""
    return (clause for sentence in side.parsed for clause in sentence.clauses)


def is_hidden(active: Side, one: Clause, other: Side, answer: Clause) -> bool:
    """Whether the agent of an active clause is nowhere on the other side, where its object is the subject."""
    if one.verb.passive or one.subject is None or one.object is None or answer.subject is None:
        return False
    if stems_of(active, one.object).isdisjoint(stems_of(other, answer.subject)):
        return False
    return is_actor(active, one.subject, one) and stems_of(active, one.subject).isdisjoint(other.stems)


def stems_of(side: Side, phrase: NounPhrase) -> set[str]:
    """The stems of the content words of a phrase."""
    return {stem(t.key) for t in side.content_between(phrase.start, phrase.end)}


def is_actor(side: Side, phrase: NounPhrase, act: Clause) -> bool:
    """Whether a subject is a party or person, and not who says what follows."""
    speaks = any(overlap(hit.start, hit.end, phrase.start, act.verb.start) for hit in side.of(["attribution"]))
    return phrase.head.upos in ("PROPN", "NOUN") and not speaks


def voice_changed(pair: Edited, active: Side, one: Clause, answer: Clause) -> Finding:
    """The claim on an agent who left the subject or entered it."""
    assert one.subject and one.object
    gone = active is pair.old
    here, there = Span(one.subject.start, one.verb.end), Span(answer.verb.start, answer.verb.end)
    old, new = (here, there) if gone else (there, here)
    agent, thing = active.quote(one.subject.start, one.subject.end), words_of(active, one.object)
    about = f"the responsibility of {agent} as regards {thing}"
    said = "The new text no longer says" if gone else "The new text says"
    why = f"{said} who acted, “{agent}”: “{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”."
    return claim(pair, ("A1", "agent.passive"), toward(not gone), about, why, old, new)


# ---- names in each other's place ------------------------------------------------------------------


def swapped(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: two names change places around the same verb: who struck whom is turned round."""
    after = linked_names(pair.new) if may_be_turned(pair) else {}
    for (one, other, link), old in linked_names(pair.old).items() if after else ():
        if one != other and (other, one, link) in after:
            yield turned_round(pair, old, after[other, one, link])


def may_be_turned(pair: Edited) -> bool:
    """Whether both sides have the same words, in a language whose subject comes first."""
    return bool(pair.words.tables.get("subject_first")) and not pair.reworded and pair.old.stems == pair.new.stems


def linked_names(side: Side) -> dict[tuple[str, str, tuple[str, ...]], tuple[Name, Name]]:
    """Each two neighbouring names that are not listed and do nothing together, by their keys and what links them."""
    found: dict[tuple[str, str, tuple[str, ...]], tuple[Name, Name]] = {}
    for one, other in pairwise(name for name in names(side) if not name.adjective):
        link = tuple(t.key for t in side.tokens[one.last + 1 : other.first])
        if is_verbal(side, link):
            found[one.key, other.key, link] = one, other
    return found


def is_verbal(side: Side, link: tuple[str, ...]) -> bool:
    """Whether words between two names say that one does something to the other."""
    joint = side.words.union("list_links", "reciprocal")
    return joint.isdisjoint(link) and not side.words.words("stop").issuperset(link)


def turned_round(pair: Edited, before: tuple[Name, Name], after: tuple[Name, Name]) -> Finding:
    """The claim on two names that changed places."""
    old, new = (Span(first.start, last.end) for first, last in (before, after))
    one, other = (pair.old.quote(name.start, name.end) for name in before)
    about = f"the parts of {one} and {other} in the deed"
    why = f"“{one}” and “{other}” change places: “{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”."
    return claim(pair, ("A1", "agent.swapped"), "mixed", about, why, old, new)


# ---- a phrase of authorship -----------------------------------------------------------------------


@needs(unlike=("author",))
def author(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: behind an act that stays a phrase of who did it comes or goes: "killings committed by soldiers"."""
    one = None if pair.reworded else lone_phrase(pair, "author")
    actor = actor_behind(one) if one else None
    if one and actor and not any(stem(t.key) in one.other.stems for t in one.side.content_between(*actor)):
        yield authorship(pair, one.side, Span(one.hit.start, actor.end), one.side.quote(*actor))


def actor_behind(one: Lone) -> Span | None:
    """The actor named behind a phrase of authorship with "by", up to the next mark; None where it is a process."""
    side = one.side
    if one.hit.form.lower().split()[-1] not in side.words.words("agent_prepositions"):
        return None
    tokens = list(takewhile(lambda t: t.key[0].isalnum() or t.key == "-", side.after(one.hit.end)[:SUBJECT]))
    content = [t for t in tokens if t in side.content_tokens]
    return Span(tokens[0].start, content[-1].end) if any(names_actor(side, t) for t in content) else None


def names_actor(side: Side, token: Token) -> bool:
    """Whether a word is a name, or one for people or States."""
    actors = side.words.union("actor_nouns", "acting_nouns", "group_nouns", "single_speakers")
    return token.capital or token.key in actors or token.key.endswith(tuple(side.words.words("group_endings")))


def authorship(pair: Edited, side: Side, span: Span, actor: str) -> Finding:
    """The claim on a phrase of authorship that came or went."""
    course = "now" if side is pair.new else "no longer"
    why = f"“{actor}” is {course} named as the author, in “{clause(side, *span)}”."
    about = responsible(side, actor, act_before(side, span.start))
    return claim_alone(pair, ("A1", "agent.author"), side, span, about, why, up=True)


def act_before(side: Side, at: int) -> str:
    """The act before a phrase of authorship, from its last article on: "the burning of barns"."""
    tokens = [t for t in tokens_before(side, at) if t.key[0].isalnum()][-SUBJECT:]
    act = last_noun(side, tokens)
    return side.quote(act[0].start, act[-1].end) if act else ""


# ---- an act against someone, and an event in a place ----------------------------------------------


@needs(words=("directed",))
def against(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: an act against someone becomes an event in a place: "aggression against X", "war in X"."""
    sides = (pair.old, dict(targets_of(pair.new, "placeless"))), (pair.new, dict(targets_of(pair.old, "placeless")))
    found = ((aimed, at, places) for aimed, places in sides for at in targets_of(aimed, "directed") if at[0] in places)
    yield from (located(pair, aimed, span, places[target]) for aimed, (target, span), places in islice(found, 1))


def targets_of(side: Side, prepositions: str) -> Iterator[tuple[str, Span]]:
    """Words after an act and a preposition, with the stretch from the preposition on."""
    links = side.words.words(prepositions)
    for act in side.of(["label"]):
        after = side.after(act.end)[: TARGET + 1]
        if after and after[0].key in links:
            yield from ((stem(t.key), Span(after[0].start, t.end)) for t in after[1:] if t in side.content_tokens)


def located(pair: Edited, aimed: Side, here: Span, there: Span) -> Finding:
    """The claim on an act that has a target on one side and only a place on the other."""
    gone = aimed is pair.old
    old, new = (here, there) if gone else (there, here)
    about = f"the blame for what was done {aimed.quote(*here)}"
    why = (
        f"“{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”: an act against someone "
        f"{'becomes' if gone else 'was'} an event in a place, in “{clause(pair.new, *new)}”."
    )
    return claim(pair, ("A1", "agent.against"), toward(not gone), about, why, old, new)


# ---- a name as agent ------------------------------------------------------------------------------


def named(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: the name of an agent enters or leaves a sentence in which the act stays."""
    moves = name_moves(pair).moves if may_name_others(pair, context) else ()
    for move in moves:
        if move.veil is None and is_agent_of_both(pair, move) and is_news(pair, move, context):
            yield naming(pair, move)


def may_name_others(pair: Edited, context: Context) -> bool:
    """Whether both sides speak of the same and a name may have changed."""
    return may_name(pair) and (pair.common >= KEPT or pair.answering) and context.same_clause(pair)


def is_agent_of_both(pair: Edited, move: Move) -> bool:
    """Whether a name is that of an agent, and the act occurs on both sides without another agent in its place."""
    return acts(move.side, move.name) and is_shown(move.side, move.name) and act_of_both(pair, move)


def is_shown(side: Side, name: Name) -> bool:
    """Whether the grammar shows an agent: an active subject, a by-phrase, or an owner or describer of an act's noun."""
    sentence = side.parsed_at(name.start) if side.words.tables.get("subject_first") else None
    if sentence is None or not sentence.clauses:
        return True
    return is_behind_act(side, name) or acts_anywhere(name, sentence) or owns_an_act(side, name, sentence)


def is_behind_act(side: Side, name: Name) -> bool:
    """Whether a name follows a phrase of authorship or the noun of an act."""
    return follows_author(side, name) or follows_act(side, name)


def acts_anywhere(name: Name, sentence: Sentence) -> bool:
    """Whether a name is that of the agent of a clause of the sentence."""
    return any(acts_in(name, one, sentence) for one in sentence.clauses)


def acts_in(name: Name, one: Clause, sentence: Sentence) -> bool:
    """Whether a name is that of the agent of a clause."""
    return is_within(name, one.agent) or (not one.verb.passive and is_head_of(name, one.subject, sentence))


def is_within(name: Name, phrase: NounPhrase | None) -> bool:
    """Whether a name lies in a phrase."""
    return phrase is not None and phrase.holds(name.start, name.end)


def is_head_of(name: Name, subject: NounPhrase | None, sentence: Sentence) -> bool:
    """Whether a name is the subject or what the subject is of, and not governed by a preposition inside it."""
    inner = sentence.phrase_of(name.start, name.end)
    if subject is None or inner is None or not is_within(name, subject):
        return False
    return inner.start == subject.start or inner.preposition in ("", "of", "de", "del", "du", "des")


def owns_an_act(side: Side, name: Name, sentence: Sentence) -> bool:
    """Whether a name is that of the one whose act a noun names: "X's strike", "Sarvian raids", "the attack by X"."""
    if is_behind_by(side, name):
        agents = side.words.words("agent_prepositions")
        return any(phrase.preposition in agents and is_within(name, phrase) for phrase in sentence.phrases)
    return name.possessive or (name.adjective and describes_actor(side, name))


def is_behind_by(side: Side, name: Name) -> bool:
    """Whether "by" precedes a name."""
    return follows_by(side, [t.key for t in side.tokens[max(0, name.first - BY) : name.first]])


def describes_actor(side: Side, name: Name) -> bool:
    """Whether the noun after a name is one for people or what they do: "Sarvian raids"."""
    people = side.words.union("acting_nouns", "conduct", "actor_nouns", "group_nouns")
    endings = tuple(side.words.words("group_endings"))
    return any(t.key in people or t.key.endswith(endings) for t in side.tokens[name.last + 1 : name.last + 2])


def act_of_both(pair: Edited, move: Move) -> bool:
    """Whether the act occurs on both sides and only its agent came or went."""
    side, name = move.side, move.name
    if not side.words.spaced:
        return is_kept(act_of_name(side, name.start, name.end), move.other)
    if name.possessive or name.adjective:
        return owned_act_stays(move)
    return follows_author(side, name) or act_of_verb_stays(pair, move)


def act_of_verb_stays(pair: Edited, move: Move) -> bool:
    """Whether the act before "by" stays, or else the act after a name that nothing took the place of."""
    if is_after_act(move.side, move.name):
        return pair.answering or act_before_stays(move)
    # Who will act, and the act with him: no one is blamed for it yet.
    return not is_to_come(move.side, move.name) and not gives_way(pair, move)


def act_before_stays(move: Move) -> bool:
    """Whether a word of the act before "by" occurs on the other side."""
    side = move.side
    near = side.content_between(0, by_place(side, move.name))[-NEAR:] or side.content_tokens[:NEAR]
    return any(stem(t.key) in move.other.stems for t in near)


def owned_act_stays(move: Move) -> bool:
    """Whether the noun of the act that a name owns or describes occurs on the other side."""
    side, name = move.side, move.name
    kept = [stem(t.key) in move.other.stems for t in side.content_between(name.end, side.end)[:REACH]]
    return any(kept[:NEAR]) or sum(kept) >= NEAR or authors_label(side, name) is not None


def is_after_act(side: Side, name: Name) -> bool:
    """Whether a name follows the act: "the aggression of X", "was shelled by X"."""
    return follows_act(side, name) or is_behind_by(side, name)


def gives_way(pair: Edited, move: Move) -> bool:
    """Whether a change puts another noun in the place of the name."""
    ends = ((c.old, c.new) if move.gone else (c.new, c.old) for c in pair.changes)
    return any(here and there and replaces(move, here, there) for here, there in ends)


def replaces(move: Move, here: Quote, there: Quote) -> bool:
    """Whether a change begins at a name or its article, and has content words on the other side."""
    name = move.name
    at_name = here.start < name.end and name.start < here.end and here.start >= name.start - ARTICLE
    return at_name and bool(move.other.content_between(there.start, there.end))


def is_news(pair: Edited, move: Move, context: Context) -> bool:
    """Whether, in a series, the whole other text has no such name, or leaves the act to nobody."""
    if pair.answering or context.mode == "revision" or authors_label(move.side, move.name):
        return True
    return longest_part(move.name) not in move.other.statement.text.lower()


def naming(pair: Edited, move: Move) -> Finding:
    """The claim on a name that came or went as that of the agent."""
    side, other, span = move.side, move.other, Span(move.name.start, move.name.end)
    at = next((s.start for s in other.changed if other.start <= s.start < other.end), other.start)
    word, course = side.quote(*span), "no longer" if move.gone else "now"
    why = (
        f"“{word}” is {course} named as the one who acts, in "
        f"“{clause(side, *span)}”; the other text says “{clause(other, at, at + 1)}”."
    )
    about = responsible(side, word, act_of(side, move.name))
    return claim_alone(pair, ("A1", "agent.named"), side, span, about, why, up=True)


def act_of(side: Side, name: Name) -> str:
    """What an agent does, in the sentence's words: before "by" or "of", else after the name."""
    span = Span(name.start, name.end)
    before, after = act_before_name(side, name), matter(side, span)
    first, second = (before, after) if is_after_act(side, name) else (after, before)
    return (first or second).strip(MARKS) or clause(side, *span)


def act_before_name(side: Side, name: Name) -> str:
    """What precedes "by" and a name; "" for a name that owns or describes."""
    is_owner = name.possessive or name.adjective or name.first == 0
    return "" if is_owner else subject(side, by_place(side, name), 8)


def by_place(side: Side, name: Name) -> int:
    """Where "by" begins before a name, or else the name itself."""
    for token in reversed(side.tokens[max(0, name.first - BY) : name.first]):
        if token.key in side.words.words("agent_prepositions"):
            return token.start
    return name.start


RULES = (against, swapped, passive, author, named)
