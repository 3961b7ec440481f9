"""Who acts in one version, where the other names another, or nobody.

Bodies and roles are compared by identity: each version has one more often than the other, or a role of a treaty is
nowhere in the other version, nor a word that may be in its place. An agent of other words is unanswered where no word
of its phrase is linked or near in meaning to one of the other version; it must be a person or a body, and its act one
of which the other version does not say who does it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import islice

from diple.align.translation.table import Vector
from diple.align.translation.words import direction
from diple.facts.agents import Agent, agents, forms, table, unsaid
from diple.facts.mention import Mention
from diple.lexicon.tables import neutral_table
from diple.mark.places.stretch import lies_in
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.leftovers import meanings, renderings
from diple.mark.text.versions.pairing import Version
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.spelt import heard, may_spell, named_within
from diple.mark.text.versions.wording import Word, product
from diple.model import Span

NAMED = ("body", "role")
NAMES = (*NAMED, "state", "city", "people")
MEANT = (*NAMES, "number")
ACTOR = 0.5  # how alike in meaning a word for a person or a body is to one of the table
LIKE = 0.55  # how alike in meaning a word is to one of the other version that may render it
SAME = 0.65  # how alike in meaning words are that may name one body
AROUND = 4  # words before an agent and behind it of which most are rendered
SHARE, MOSTLY = 0.25, 0.5  # of them, the share that is rendered at least; around a role that is nowhere else
UNHEARD = ("zh", "ar")  # languages that spell no foreign name as it sounds to others
KEPT = 10_000  # words of which it is kept whether they may act


def swapped(passage: Passage) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """The bodies and roles of which each version has one more often than the other, or one alone of those that act."""
    left, right = (oftener(passage, side) for side in (0, 1))
    if not (left and right):
        left, right = (Half(passage, side).lone_bodies for side in (0, 1))
    if left and right:
        yield left, right
    else:
        yield from Half(passage, 0).exchanged() or [pair[::-1] for pair in Half(passage, 1).exchanged()][:1]


def oftener(passage: Passage, side: int) -> list[Mention]:
    """The firm mentions of what a version has more often than the other has anything that may render it."""
    firm = [one for one in passage.facts[side].of(*NAMED) if one.firm]
    own = Counter(value for one in firm for value in one.values)
    answers = all_meant(passage.facts[1 - side].of(*NAMED))
    return [one for one in firm if min(own[value] for value in one.values) > answered(one, answers)]


def all_meant(found: Sequence[Mention]) -> list[frozenset[str]]:
    """What each mention of a version may render."""
    named = frozenset[str]().union(*(each.values for each in found if each.firm))
    return [meant(one, named) for one in found]


def answered(one: Mention, answers: Sequence[frozenset[str]]) -> int:
    """How many mentions of the other version may render a mention; `answers` is what each of them may mean."""
    may = renderings(one)
    return sum(not each.isdisjoint(may) for each in answers)


def meant(one: Mention, named: frozenset[str]) -> frozenset[str]:
    """What a mention may render: one that is not firm is of what its version names for sure."""
    return renderings(one) if one.firm else renderings(one) & (one.values | named) or renderings(one)


def alone(passage: Passage) -> Iterator[tuple[int, Span]]:
    """Who acts in one version only: the side, and the words."""
    for side in (0, 1):
        half = Half(passage, side)
        yield from ((side, Span(one.start, one.end)) for one in half.strict_roles())
        for agent in half.agents:
            if half.is_named_only_here(agent) or half.is_unsaid(agent):
                yield side, agent.phrase
        yield from ((side, Span(one.start, one.end)) for one in half.lone_doers())


class Half:
    """One version with its agents, beside the other."""

    def __init__(self, passage: Passage, side: int) -> None:
        self.version, self.other = (passage.one, passage.other) if side == 0 else (passage.other, passage.one)
        self.facts, self.others = passage.facts if side == 0 else passage.facts[::-1]
        self.passage, self.side = passage, side

    @cached_property
    def clauses(self) -> Clauses:
        """Its words."""
        return Clauses(self.passage, self.side)

    @cached_property
    def agents(self) -> list[Agent]:
        """Its phrases that say who acts."""
        found = agents(self.version.statement.text, *self.version.span, self.version.language)
        return [self.closed(one) if one.act is None else one for one in found]

    def closed(self, agent: Agent) -> Agent:
        """An open phrase behind a sign that an act must follow, up to the first word that is rendered: its act."""
        words = self.words_in(agent.phrase) if self.is_behind(agent, "bare", "sure") else range(0)
        act = next((at for at in words if at in self.clauses.links), None)
        if act is None or act == words[0]:
            return agent
        word = self.clauses.words[act]
        phrase = Span(agent.phrase.start, word.start)
        return Agent(phrase, phrase, Span(word.start, word.end))

    def strict_roles(self) -> Iterator[Mention]:
        """The roles of a treaty that the other version never names, nor has a pronoun that may mean them."""
        lone = self.unnamed_roles()
        if lone and self.passage.wording.links[0] and not self.may_be_meant():
            yield from (one for one in lone if self.is_lone(one))

    def unnamed_roles(self) -> list[Mention]:
        """The roles of a treaty that nothing renders in the other version, nor near the passage there."""
        known = meanings([*self.others.of(*NAMED), *self.named_beside()])
        return [one for one in self.facts.of(*NAMED) if self.is_strict(one) and known.isdisjoint(renderings(one))]

    def named_beside(self) -> list[Mention]:
        """What the other version names near the passage, and may mean in it: all, where a verb needs no subject."""
        there = 1 - self.side
        if table(self.other.language).get("drops_subject"):
            return [one for each in self.passage.beside for one in each.facts[there].of(*NAMED)]
        return [one for each in self.passage.beside for one in each.inside(*NAMED)[there].alone]

    def is_strict(self, one: Mention) -> bool:
        """Whether a mention is for sure a role that each version of a treaty names."""
        return one.firm and one.values.issubset(neutral_table("agents")["strict"]) and not self.is_part(one)

    def is_lone(self, one: Mention) -> bool:
        """Whether the words around a role are rendered, and its own are not."""
        return self.is_rendered_around(Span(one.start, one.end), MOSTLY) and not self.is_worded(one)

    def is_worded(self, one: Mention) -> bool:
        """Whether the other version may name a role by words of which no table knows: each of its own is answered."""
        return all(map(self.is_answered, self.words_in(Span(one.start, one.end))))

    def is_part(self, one: Mention) -> bool:
        """Whether the character behind a name makes another word of its end."""
        beyond = tuple(table(self.version.language).get("beyond", ()))
        return bool(beyond) and self.version.statement.text.startswith(beyond, one.end)

    def may_be_meant(self) -> bool:
        """Whether a word of the other version may be in the place of a role, and of no other that it names.

        To whom something is done may be somebody else than the one named before: "requests the judge to report to it".
        """
        text, span, language = self.other.statement.text, self.other.span, self.other.language
        named = min((one.start for one in self.others.of(*NAMED) if one.firm), default=span.end)
        done_to = forms(language, "objects").sightings(text, *span)
        return bool(done_to or forms(language, "pronouns").sightings(text, span.start, named))

    def is_named_only_here(self, agent: Agent) -> bool:
        """Whether a phrase names a body or role that the other version has not, or less often, beside its rendering."""
        one = self.body_in(agent)
        if one is None or not self.is_rendered_around(agent.phrase) or len(self.agents) <= len(self.theirs.agents):
            return False
        if self.is_meant(agent):
            return one in oftener(self.passage, self.side) and self.acts_more(one) and not self.may_be_meant()
        return one.firm or not any(map(self.is_answered, self.words_in(Span(agent.phrase.start, one.end))))

    @cached_property
    def lone_bodies(self) -> list[Mention]:
        """The bodies and roles that act here, and that nothing in the other version may mean."""
        found = [(body, agent.phrase) for agent in self.agents if (body := self.body_in(agent))]
        known = meanings(self.others.of(*MEANT))
        return [
            body
            for body, phrase in found
            if known.isdisjoint(renderings(body))
            and not any(map(self.is_answered, self.words_in(Span(phrase.start, body.end))))
        ]

    def exchanged(self) -> list[tuple[list[Mention], list[Mention]]]:
        """The first body that does what another body does in the other version; neither is in both."""
        pairs = (
            (body, other)
            for agent in self.agents
            if agent.act and (body := self.body_in(agent)) and not self.has_answer(body)
            for other in self.bodies_beside(agent.act)
            if not self.theirs.has_answer(other) and not self.is_alike(body, other)
        )
        return [([body], [other]) for body, other in islice(pairs, 1)]

    def bodies_beside(self, act: Span) -> Iterator[Mention]:
        """The bodies beside the rendering of an act in the other version."""
        for at in self.clauses.rendered(self.words_in(act)):
            word = self.clauses.others[at]
            near = [self.theirs.clauses.words[each] for each in self.theirs.around(Span(word.start, word.end))]
            yield from (one for one in self.others.of(*NAMED) if any(touches(each, one) for each in near))
        if len(self.agents) == len(self.theirs.agents) == 1 and not self.clauses.rendered(self.words_in(act)):
            yield from filter(None, [self.theirs.body_in(self.theirs.agents[0])])

    def is_alike(self, one: Mention, other: Mention) -> bool:
        """Whether words of two names are nearly the same in meaning, and the tables may not know them as one."""
        ours, theirs = self.clauses, self.theirs.clauses
        return any(
            product(ours.words[at].meaning, theirs.words[to].meaning) >= SAME
            for at in ours.inside(one)
            for to in theirs.inside(other)
        )

    @cached_property
    def theirs(self) -> Half:
        """The other version beside this one."""
        return Half(self.passage, 1 - self.side)

    def acts_more(self, one: Mention) -> bool:
        """Whether a body or role is in more phrases that say who acts than in the other version, which has it too."""
        own, others = (
            sum(body is not None and body.values == one.values for body in map(half.body_in, half.agents))
            for half in (self, self.theirs)
        )
        return own > others and any(each.firm and each.values == one.values for each in self.others.of(*NAMED))

    def body_in(self, agent: Agent) -> Mention | None:
        """The body or role that a phrase names; in one that is open, at its head or behind what describes it."""
        inside = (one for one in self.facts.of(*NAMED) if agent.phrase.start <= one.start < agent.phrase.end)
        found = next(inside, None)
        if found is None or agent.act:
            return found
        before = Span(agent.phrase.start, found.start)
        is_described = bool(forms(self.version.language, "of").sightings(self.version.statement.text, *before))
        return found if is_described or not self.words_in(before) or self.is_behind(agent, "sure") else None

    def is_behind(self, agent: Agent, *sections: str) -> bool:
        """Whether a word of some sections of the table is right before a phrase."""
        signs = tuple(form for name in sections for form in table(self.version.language).get(name, ()))
        return self.version.statement.text.endswith(signs, 0, agent.phrase.start) if signs else False

    def is_unsaid(self, agent: Agent) -> bool:
        """Whether the other version has the act of an agent, and does not say who acts."""
        words = self.words_in(agent.phrase)
        if not words or not self.has_act_unsaid(agent):
            return False
        may = any(may_act(self.clauses.words[at].key, self.version.language) for at in words)
        if not (may or self.is_named(agent)):
            return False
        if self.is_meant(agent):
            return not self.is_heard(agent.whole) and self.is_left(agent)
        return not any(map(self.is_answered, words))

    def lone_doers(self) -> Iterator[Mention]:
        """The bodies and roles beside an act that the other version has in the passive, without them or a pronoun."""
        if self.may_be_meant():
            return
        beside = meanings(self.named_beside())
        for one in self.passage.unanswered(*NAMED)[self.side].alone:
            is_agent = any(lies_in(one.start, each.phrase) for each in self.agents)
            if not is_agent and beside.isdisjoint(renderings(one)) and self.is_left_out(one):
                yield one

    def is_left_out(self, one: Mention) -> bool:
        """Whether a body that no word answers is beside an act that the other version has without an agent."""
        near = [self.clauses.others[at] for at in self.clauses.rendered(self.around(Span(one.start, one.end)))]
        is_act = any(touches(word, each) for word in near for each in self.unsaid)
        return is_act and not any(map(self.is_answered, self.clauses.inside(one)))

    def has_act_unsaid(self, agent: Agent) -> bool:
        """Whether an act is rendered by one that has no agent, or by the only such one of which no word is linked."""
        if agent.act is None:
            return False
        words = self.words_in(agent.act)
        places = [self.clauses.others[at] for at in self.clauses.rendered(words)]
        if places:
            return any(touches(word, each) for word in places for each in self.unsaid)
        unlinked = [each for each in self.unsaid if self.is_unlinked(each)]
        if len(unlinked) != 1 or len(self.agents) <= len(self.theirs.agents):
            return False
        return self.is_beside(joined(agent.act, agent.phrase), unlinked[0])

    def is_unlinked(self, act: Span) -> bool:
        """Whether no word of an act of the other version is linked."""
        return self.theirs.clauses.links.keys().isdisjoint(self.theirs.words_in(act))

    def is_beside(self, act: Span, other: Span) -> bool:
        """Whether most words around an act are rendered, and one of them beside an act of the other version."""
        near = self.clauses.rendered(self.around(act))
        return self.is_rendered_around(act) and not set(near).isdisjoint(self.theirs.around(other))

    @cached_property
    def unsaid(self) -> list[Span]:
        """The acts of the other version that have no agent."""
        return unsaid(self.other.statement.text, *self.other.span, self.other.language)

    def words_in(self, stretch: Span) -> range:
        """The words of content in a stretch."""
        return range(self.clauses.after(stretch.start), self.clauses.after(stretch.end))

    def is_answered(self, word: int) -> bool:
        """Whether a word may be rendered; no name is by another name that both versions have."""
        if word in self.clauses.links:
            return True
        near = (one for one in self.clauses.others if product(self.clauses.words[word].meaning, one.meaning) >= LIKE)
        return any(not (is_capital(self.other, one) and heard(one.key, self.version)) for one in near)

    def is_meant(self, agent: Agent) -> bool:
        """Whether the other version has a fact or a name of a phrase; numbers behind it may count something else."""
        return any(map(self.has_answer, self.facts_about(agent))) or self.is_heard(agent.whole)

    def facts_about(self, agent: Agent) -> list[Mention]:
        """What a phrase and all that is attached to it names; numbers behind it may count something else."""
        return [*self.facts_in(agent.whole, *NAMES), *self.facts_in(agent.phrase, "number")]

    def has_answer(self, one: Mention) -> bool:
        """Whether the other version has a fact too."""
        return not meanings(self.others.of(*MEANT)).isdisjoint(renderings(one))

    def is_left(self, agent: Agent) -> bool:
        """Whether each fact of a phrase is one that the other version has less often, without a word in its place."""
        left = self.passage.inside(*MEANT)[self.side].firm
        return all(one in left for one in self.facts_about(agent) if self.has_answer(one)) and not self.may_be_meant()

    def facts_in(self, phrase: Span, *kinds: str) -> list[Mention]:
        """The facts of some kinds in a phrase."""
        return [one for one in self.facts.of(*kinds) if phrase.start <= one.start < phrase.end]

    def is_heard(self, phrase: Span) -> bool:
        """Whether a name in a phrase may be in the other version, as it sounds or by another sound."""
        names = self.names_in(phrase)
        if not names or self.other.language in UNHEARD:
            return bool(names) and may_spell(self.other)
        others = self.theirs.names_in(self.other.span)
        return any(heard(name, self.other) for name in names) or not all(heard(name, self.version) for name in others)

    def names_in(self, phrase: Span) -> list[str]:
        """The names in a phrase that no fact is of."""
        known = self.facts_in(phrase, *MEANT)
        found = named_within(self.version, phrase)
        return [word for word, start in found if not any(lies_in(start, one) for one in known)]

    def is_named(self, agent: Agent) -> bool:
        """Whether who acts has a name that the other version would spell as it sounds."""
        return self.other.language not in UNHEARD and bool(self.names_in(agent.phrase))

    def is_rendered_around(self, phrase: Span, share: float = SHARE) -> bool:
        """Whether enough of what is around a phrase is rendered."""
        around = self.around(phrase)
        return len(self.clauses.rendered(around)) >= max(1, share * len(around))

    def around(self, stretch: Span) -> list[int]:
        """The few words before a stretch and behind it in its sentence."""
        words, is_one = self.words_in(stretch), self.clauses.is_one_sentence
        before = range(max(0, words.start - AROUND), words.start)
        behind = range(words.stop, min(len(self.clauses.words), words.stop + AROUND))
        ends = self.clauses.words
        return [
            *(at for at in before if is_one(ends[at].end, stretch.start)),
            *(at for at in behind if is_one(stretch.end, ends[at].start)),
        ]


def is_capital(version: Version, word: Word) -> bool:
    """Whether a word begins with a capital."""
    return version.statement.text[word.start].isupper()


def joined(one: Span, other: Span) -> Span:
    """The stretch from one span to another, both inside."""
    return Span(min(one.start, other.start), max(one.end, other.end))


def touches(word: Word, stretch: Span | Mention) -> bool:
    """Whether a word and a stretch have a character in common."""
    return word.start < stretch.end and stretch.start < word.end


@lru_cache(maxsize=KEPT)
def may_act(word: str, language: str) -> bool:
    """Whether a word means nearly what a person or a body does."""
    meaning = direction(word, language)
    return meaning is not None and any(product(meaning, each) >= ACTOR for each in actors())


@cache
def actors() -> tuple[Vector, ...]:
    """The meanings of those who may act."""
    return tuple(filter(None, (direction(word, "en") for word in neutral_table("agents")["actors"])))
