"""Who acts: an act loses or gets its agent (A1).

An agent is the subject of an active verb, the phrase with "by" after a passive one, or whoever the noun of an act
belongs to. Where the language has a grammar, that is what it must show.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from diple.grammar import Clause, NounPhrase, Sentence
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import acts, authors_label, follows_act, follows_author, follows_by, is_to_come
from diple.mark.sentence.names.han import act_of_name, is_kept
from diple.mark.sentence.names.moves import Move, is_owned, name_moves
from diple.mark.sentence.names.names import Name, longest_part, may_name, names
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.measures import last_noun
from diple.mark.sentence.phrases.referents import matter, responsible, subject
from diple.mark.sentence.phrases.whole import words_of
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the act to be the same
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
    if pair.reworded or pair.common < SAME:
        return
    for active, other in ((pair.old, pair.new), (pair.new, pair.old)):
        hidden = {one.verb.main.lemma: one for one in clauses(other) if one.verb.passive and one.agent is None}
        for one in clauses(active) if hidden else ():
            answer = hidden.get(one.verb.main.lemma)
            if answer and is_hidden(active, one, other, answer):
                yield voice_changed(pair, active, one, answer)
                return


def clauses(side: Side) -> Iterator[Clause]:
    """The clauses of a side, as far as the language has a grammar."""
    return (clause for sentence in side.parsed for clause in sentence.clauses)


def is_hidden(active: Side, one: Clause, other: Side, answer: Clause) -> bool:
    """Whether the agent of an active clause is nowhere on the other side, where its object is the subject."""
    agent, thing = one.subject, one.object
    if one.verb.passive or one.verb.copular or agent is None or thing is None or answer.subject is None:
        return False
    same = not stems_of(active, thing).isdisjoint(stems_of(other, answer.subject))
    gone = stems_of(active, agent).isdisjoint(other.stems) and active.touched(agent.start, agent.end)
    return same and gone and is_actor(active, agent, one)


def stems_of(side: Side, phrase: NounPhrase) -> set[str]:
    """The stems of the content words of a phrase."""
    return {stem(t.key) for t in side.content_tokens if phrase.start <= t.start < phrase.end}


def is_actor(side: Side, phrase: NounPhrase, act: Clause) -> bool:
    """Whether a subject is a party or person; a pronoun is one where the deed is one to answer for."""
    if phrase.head.upos == "PRON":
        deeds = side.of(["deed_label", "label"])
        return any(hit.start < act.verb.end and act.verb.start < hit.end for hit in deeds)
    speaks = any(hit.start < act.verb.start and phrase.start < hit.end for hit in side.of(["attribution"]))
    return phrase.head.upos in ("PROPN", "NOUN") and not speaks


def voice_changed(pair: Edited, active: Side, one: Clause, answer: Clause) -> Finding:
    """The claim on an agent who left the subject or entered it."""
    assert one.subject and one.object
    gone = active is pair.old
    here, there = (Span(one.subject.start, one.verb.end),), (Span(answer.verb.start, answer.verb.end),)
    old, new = (here, there) if gone else (there, here)
    agent, thing = active.quote(one.subject.start, one.subject.end), words_of(active, one.object)
    said = "The new text no longer says" if gone else "The new text says"
    return Finding(
        "A1",
        "agent.passive",
        "softened" if gone else "strengthened",
        f"the responsibility of {agent} as regards {thing}",
        f"{said} who acted, “{agent}”: “{pair.old.quote(*old[0])}” becomes “{pair.new.quote(*new[0])}”.",
        old,
        new,
        pair.touching(old, new),
    )


# ---- names in each other's place ------------------------------------------------------------------


def swapped(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: two names change places around the same verb: who struck whom is turned round."""
    if pair.reworded or not pair.old.words.tables.get("subject_first") or not may_name(pair):
        return
    if pair.old.stems != pair.new.stems:
        return
    before, after = ([n for n in names(side) if not n.adjective] for side in (pair.old, pair.new))
    for one, other in pairwise(before):
        turned = next(((a, b) for a, b in pairwise(after) if (a.key, b.key) == (other.key, one.key)), None)
        if turned and one.key != other.key and is_turned(pair, (one, other), turned):
            yield turned_round(pair, (one, other), turned)


def is_turned(pair: Edited, before: tuple[Name, Name], after: tuple[Name, Name]) -> bool:
    """Whether the same verb occurs between two names on both sides, and a change touches them."""
    link = between(pair.old, *before)
    if not link or link != between(pair.new, *after):
        return False
    return pair.old.touched(before[0].start, before[1].end) or pair.new.touched(after[0].start, after[1].end)


def between(side: Side, one: Name, other: Name) -> tuple[str, ...]:
    """The words between two names, () where they are listed or do something together."""
    keys = tuple(t.key for t in side.tokens[one.last + 1 : other.first])
    joint = side.words.union("list_links", "reciprocal")
    if any(key in joint for key in keys) or all(key in side.words.words("stop") for key in keys):
        return ()
    return keys


def turned_round(pair: Edited, before: tuple[Name, Name], after: tuple[Name, Name]) -> Finding:
    """The claim on two names that changed places."""
    spans = (Span(before[0].start, before[1].end),), (Span(after[0].start, after[1].end),)
    one, other = (pair.old.quote(name.start, name.end) for name in before)
    return Finding(
        "A1",
        "agent.swapped",
        "mixed",
        f"the parts of {one} and {other} in the deed",
        f"“{one}” and “{other}” change places: “{pair.old.quote(*spans[0][0])}” becomes "
        f"“{pair.new.quote(*spans[1][0])}”.",
        *spans,
        pair.touching(*spans),
    )


# ---- a phrase of authorship -----------------------------------------------------------------------


@needs(unlike=("author",))
def author(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: behind an act that stays a phrase of who did it comes or goes: "killings committed by soldiers"."""
    if pair.reworded or pair.common < SAME:
        return
    lost, gained = pair.lost("author"), pair.gained("author")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    last = side.text[hit.start : hit.end].lower().split()[-1]
    if last not in side.words.words("agent_prepositions") or not side.touched(hit.start, hit.end):
        return
    actor = actor_behind(side, hit.end)
    if actor and act_stays(side, other, hit.start) and not shares_words(side, other, actor):
        yield authorship(pair, side, Span(hit.start, actor.end), side.quote(*actor))


def act_stays(side: Side, other: Side, at: int) -> bool:
    """Whether the act right before a phrase of authorship occurs on the other side."""
    act = [t for t in side.content_tokens if t.end <= at][-NEAR:]
    return any(stem(t.key) in other.stems for t in act)


def shares_words(side: Side, other: Side, span: Span) -> bool:
    """Whether a content word of a span occurs on the other side."""
    return any(stem(t.key) in other.stems for t in side.content_tokens if span.start <= t.start < span.end)


def actor_behind(side: Side, at: int) -> Span | None:
    """The actor named behind a phrase of authorship, up to the next mark; None where it is a process or a pronoun."""
    tokens = [t for t in side.tokens if t.start >= at and t.end <= side.end][:SUBJECT]
    last = next((i for i, t in enumerate(tokens) if not t.key[0].isalnum() and t.key != "-"), len(tokens))
    content = [t for t in tokens[:last] if t in side.content_tokens]
    if not content or content[0].key in side.words.words("pronouns"):
        return None
    span, words = Span(tokens[0].start, content[-1].end), side.words
    actors = words.union("actor_nouns", "acting_nouns", "group_nouns", "single_speakers")
    endings = tuple(words.words("group_endings"))
    is_one = any(t.capital or t.key in actors or t.key.endswith(endings) for t in content)
    known = any(content[0].start <= h.start < content[-1].end for h in side.of(["actor_label"]))
    return span if is_one or known else None


def authorship(pair: Edited, side: Side, span: Span, named_: str) -> Finding:
    """The claim on a phrase of authorship that came or went."""
    gained = side is pair.new
    old, new = ((), (span,)) if gained else ((span,), ())
    return Finding(
        "A1",
        "agent.author",
        "strengthened" if gained else "softened",
        responsible(side, named_, act_before(side, span.start)),
        f"“{named_}” is {'now' if gained else 'no longer'} named as the author, in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def act_before(side: Side, at: int) -> str:
    """The act before a phrase of authorship, from its last article on: "the burning of barns"."""
    tokens = [t for t in sentence_tokens(side, at) if t.end <= at and t.key[0].isalnum()][-SUBJECT:]
    act = last_noun(side, tokens)
    return side.quote(act[0].start, act[-1].end) if act else ""


# ---- an act against someone, and an event in a place ----------------------------------------------


@needs(words=("directed",))
def against(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: an act against someone becomes an event in a place: "aggression against X", "war in X"."""
    if pair.common < SAME / 2:
        return
    for aimed, placed in ((pair.old, pair.new), (pair.new, pair.old)):
        places = dict(targets_of(placed, "placeless"))
        aims = dict(targets_of(placed, "directed"))
        for target, span in targets_of(aimed, "directed"):
            if target in places and target not in aims:
                yield located(pair, aimed, span, places[target])
                return


def targets_of(side: Side, prepositions: str) -> Iterator[tuple[str, Span]]:
    """Words after an act and a preposition, with the stretch from the preposition on."""
    links = side.words.words(prepositions)
    for act in side.of(["label"]):
        after = [t for t in side.tokens if t.start >= act.end][: TARGET + 1]
        if after and after[0].key in links:
            yield from ((stem(t.key), Span(after[0].start, t.end)) for t in after[1:] if t in side.content_tokens)


def located(pair: Edited, aimed: Side, here: Span, there: Span) -> Finding:
    """The claim on an act that has a target on one side and only a place on the other."""
    gone = aimed is pair.old
    old, new = (here, there) if gone else (there, here)
    return Finding(
        "A1",
        "agent.against",
        "softened" if gone else "strengthened",
        f"the blame for what was done {aimed.quote(*here)}",
        f"“{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”: an act against someone "
        f"{'becomes' if gone else 'was'} an event in a place, in “{clause(pair.new, *new)}”.",
        (old,),
        (new,),
        pair.touching([old], [new]),
    )


# ---- a name as agent ------------------------------------------------------------------------------


def named(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: the name of an agent enters or leaves a sentence in which the act stays."""
    if not may_name(pair) or (pair.common < KEPT and not pair.answering) or not context.same_clause(pair):
        return
    for move in name_moves(pair).moves:
        if move.veil is None and is_agent_of_both(pair, move) and is_news(pair, move, context):
            yield naming(pair, move)


def is_agent_of_both(pair: Edited, move: Move) -> bool:
    """Whether a name is that of an agent, and the act occurs on both sides without another agent in its place."""
    return acts(move.side, move.name) and is_shown(move.side, move.name) and act_of_both(pair, move)


def is_shown(side: Side, name: Name) -> bool:
    """Whether the grammar shows an agent: an active subject, a by-phrase, or an owner or describer of an act's noun."""
    sentence = side.parsed_at(name.start) if side.words.tables.get("subject_first") else None
    if sentence is None or not sentence.clauses or follows_author(side, name) or follows_act(side, name):
        return True
    if any(is_within(name, clause.agent) for clause in sentence.clauses):
        return True
    if any(is_head_of(name, one.subject, sentence) and not one.verb.passive for one in sentence.clauses):
        return True
    return owns_an_act(side, name, sentence)


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
    if name.possessive:
        return True
    if follows_by(side, [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]):
        agents = side.words.words("agent_prepositions")
        return any(phrase.preposition in agents and is_within(name, phrase) for phrase in sentence.phrases)
    if not name.adjective:
        return False
    head = next((t for t in side.tokens[name.last + 1 : name.last + 3] if t in side.content_tokens), None)
    if head is None:
        return False
    people = side.words.union("acting_nouns", "conduct", "actor_nouns", "group_nouns")
    endings = tuple(side.words.words("group_endings"))
    labelled = any(hit.start <= head.start < hit.end for hit in side.of(["label"]))
    return labelled or head.key in people or head.key.endswith(endings)


def act_of_both(pair: Edited, move: Move) -> bool:
    """Whether the act occurs on both sides and only its agent came or went."""
    side, other, name = move.side, move.other, move.name
    if not side.words.spaced:
        return is_kept(act_of_name(side, name.start, name.end), other)
    if name.possessive or name.adjective:
        return owned_act_stays(pair, move)
    if follows_author(side, name):
        return True
    if is_after_act(side, name):
        at = by_place(side, name)
        near = [t for t in side.content_tokens if t.end <= at][-NEAR:] or side.content_tokens[:NEAR]
        return pair.answering or any(stem(t.key) in other.stems for t in near)
    if is_to_come(side, name) and not deed_stays(side, name, other):
        return False  # who will act, and the act with him: no one is blamed for it yet
    return not gives_way(pair, move)


def owned_act_stays(pair: Edited, move: Move) -> bool:
    """Whether the noun of the act that a name owns or describes occurs on the other side."""
    side, other, name = move.side, move.other, move.name
    kept = [stem(t.key) in other.stems for t in side.content_tokens if t.start >= name.end][:REACH]
    if pair.answering or any(kept[:NEAR]) or sum(kept) >= NEAR:
        return True
    return authors_label(side, name) is not None and bool(other.of(["label"]))


def is_after_act(side: Side, name: Name) -> bool:
    """Whether a name follows the act: "the aggression of X", "was shelled by X"."""
    return follows_act(side, name) or follows_by(
        side, [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    )


def deed_stays(side: Side, name: Name, other: Side) -> bool:
    """Whether the verb behind a name occurs on the other side."""
    deed = next((t for t in side.content_tokens if t.start >= name.end), None)
    return deed is not None and stem(deed.key) in other.stems


def gives_way(pair: Edited, move: Move) -> bool:
    """Whether a change puts another noun in the place of the name."""
    for change in pair.changes:
        here, there = (change.old, change.new) if move.gone else (change.new, change.old)
        if here and there and here.start < move.name.end and move.name.start < here.end:
            first = next((t for t in move.other.content_tokens if there.start <= t.start < there.end), None)
            if first is not None and here.start >= move.name.start - ARTICLE:
                return True
    return False


def is_news(pair: Edited, move: Move, context: Context) -> bool:
    """Whether, in a series, the whole other text has no such name, or leaves the act to nobody."""
    if pair.answering or context.mode == "revision":
        return True
    unowned = authors_label(move.side, move.name) and move.other.of(["label"]) and not is_owned(move.other)
    return bool(unowned) or longest_part(move.name) not in move.other.statement.text.lower()


def naming(pair: Edited, move: Move) -> Finding:
    """The claim on a name that came or went as that of the agent."""
    span = Span(move.name.start, move.name.end)
    old, new = ((span,), ()) if move.gone else ((), (span,))
    word = move.side.quote(*span)
    direction: Direction = "softened" if move.gone else "strengthened"
    at = next((s.start for s in move.other.changed if move.other.start <= s.start < move.other.end), move.other.start)
    return Finding(
        "A1",
        "agent.named",
        direction,
        responsible(move.side, word, act_of(move.side, move.name)),
        f"“{word}” is {'no longer' if move.gone else 'now'} named as the one who acts, in "
        f"“{clause(move.side, *span)}”; the other text says “{clause(move.other, at, at + 1)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def act_of(side: Side, name: Name) -> str:
    """What an agent does, in the sentence's words: before "by" or "of", else after the name."""
    span = Span(name.start, name.end)
    after_act = is_after_act(side, name)
    before = "" if name.possessive or name.adjective or name.first == 0 else subject(side, by_place(side, name), 8)
    found = before if after_act and before else matter(side, span) or before
    return found.strip(MARKS) or clause(side, *span)


def by_place(side: Side, name: Name) -> int:
    """Where "by" begins before a name, or else the name itself."""
    for token in reversed(side.tokens[max(0, name.first - BY) : name.first]):
        if token.key in side.words.words("agent_prepositions"):
            return token.start
    return name.start


RULES = (against, swapped, passive, author, named)
