"""By whom something is done, in a passage: by-phrases, the Russian instrumental, 被 and 由, من قبل.

    agents("The bridge was closed by the engineers.", 0, 39, "en")    # the engineers, of "closed"

Where a language has a grammar, the agents are those of its passive verbs. The table "agents" holds what else is before
an agent; such a one is open: it may end before its clause does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from diple.facts.forms import Forms
from diple.grammar import Clause, NounPhrase, Sentence, languages, read_sentence
from diple.grammar.settings import settings_of
from diple.lexicon.tables import language_table
from diple.model import Span

PIECE = re.compile(r"[^.;:!?\n]+")  # a sentence, or a part of it, in languages with a grammar
CLAUSE_END = re.compile(r"[,.;:!?，。；：！？、،؛؟—\n]")
BY, EATEN = "by", "eaten"  # what is before an agent; forms inside which it is not
BEYOND = 3  # words between a passive verb and its agent
FAR = 40  # code points behind a participle in which it may have its agent
BARE = 3  # code points behind a sign of the passive in which its verb is
PARTICIPLE = "VERB.part"
SENTENCES = 200  # that are kept as they were read


class Agent(NamedTuple):
    """A phrase that says who acts, with all that is attached to it, and the verb of the act; none of an open phrase."""

    phrase: Span
    whole: Span
    act: Span | None


@cache
def table(language: str) -> dict[str, list[str]]:
    """What is known of agents in a language."""
    return language_table(language, "agents")


@lru_cache(maxsize=SENTENCES)
def agents(text: str, start: int, end: int, language: str) -> tuple[Agent, ...]:
    """The agents of `text[start:end]` in order."""
    found = [*behind_signs(text, start, end, language)]
    likely = hint(language)
    for sentence in sentences(text, start, end, language) if likely and likely.search(text, start, end) else ():
        found += instrumentals(sentence) if table(language).get("instrumental") else by_phrases(sentence)
    return tuple(sorted(found, key=lambda one: one.phrase))


@cache
def hint(language: str) -> re.Pattern[str] | None:
    """What a passage has that says who acts: the preposition, or an instrumental soon behind a passive."""
    prepositions, cases = settings_of(language).agent, table(language).get("instrumental")
    if prepositions:
        return re.compile(rf"\b(?:{'|'.join(sorted(prepositions))})\b")
    ends = "|".join((*table(language)["passive"], *table(language)["participles"])) if cases else ""
    return re.compile(rf"(?:{ends})\W+(?:\w+\W+){{0,{BEYOND}}}\w+(?:{'|'.join(cases)})\b") if cases else None


def behind_signs(text: str, start: int, end: int, language: str) -> Iterator[Agent]:
    """What is behind the words of the table, to the end of the clause."""
    for seen in forms(language, BY, EATEN).sightings(text, start, end):
        if EATEN not in seen.senses:
            stop = CLAUSE_END.search(text, seen.end, end)
            phrase = Span(seen.end, stop.start() if stop else end)
            yield Agent(phrase, phrase, None)


@cache
def forms(language: str, *sections: str) -> Forms:
    """The forms of some sections of the table of a language."""
    return Forms([(name, form) for name in sections for form in table(language).get(name, ())], language)


def sentences(text: str, start: int, end: int, language: str) -> Iterator[Sentence]:
    """The sentences of a passage, or parts of them, that may say who acts or that nobody does."""
    for piece in PIECE.finditer(text, start, end) if language in languages() else ():
        yield read(text, *piece.span(), language)


@lru_cache(maxsize=SENTENCES)
def read(text: str, start: int, end: int, language: str) -> Sentence:
    """The grammar of a sentence."""
    return read_sentence(text, start, end, language)


def by_phrases(sentence: Sentence) -> Iterator[Agent]:
    """The phrases that say who acts beside a passive."""
    for clause in sentence.clauses:
        if clause.agent is not None:
            yield agent(clause.agent, clause)


def instrumentals(sentence: Sentence) -> Iterator[Agent]:
    """The noun phrases in the instrumental right behind a passive verb, without a preposition."""
    for clause in sentence.clauses:
        if is_passive(clause):
            for phrase in sentence.phrases:
                behind = 0 < phrase.first - clause.verb.last <= BEYOND
                if behind and is_instrumental(phrase, sentence.language):
                    yield agent(phrase, clause)


def is_passive(clause: Clause) -> bool:
    """Whether the verb of a Russian clause is a participle or has the ending of a passive."""
    main, form = clause.verb.main, clause.verb.main.form.lower()
    if main.tag == PARTICIPLE:
        return True
    known = forms("ru", "copular").sightings(form, 0, len(form))
    return main.upos == "VERB" and form.endswith(tuple(table("ru")["passive"])) and not known


def is_instrumental(phrase: NounPhrase, language: str) -> bool:
    """Whether a noun phrase without a preposition has an ending of the instrumental."""
    return not phrase.preposition and phrase.head.form.lower().endswith(
        tuple(table(language).get("instrumental", "\0"))
    )


def agent(phrase: NounPhrase, clause: Clause) -> Agent:
    """A noun phrase as the agent of a clause."""
    return Agent(Span(phrase.start, phrase.base_end), Span(phrase.start, phrase.end), act_of(clause))


def act_of(clause: Clause) -> Span:
    """Where the verb of a clause is."""
    return Span(clause.verb.main.start, clause.verb.main.end)


def unsaid(text: str, start: int, end: int, language: str) -> list[Span]:
    """The acts of which a passage does not say who does them: participles without an agent, 被 before its verb."""
    if language not in languages():
        signs = [
            seen for seen in forms(language, "bare", EATEN).sightings(text, start, end) if EATEN not in seen.senses
        ]
        return [Span(seen.end, min(end, seen.end + BARE)) for seen in signs]
    return [act for sentence in sentences(text, start, end, language) for act in without_agent(sentence)]


def without_agent(sentence: Sentence) -> Iterator[Span]:
    """The participles of a sentence that have no agent and no object."""
    named = [phrase.start for phrase in sentence.phrases if is_instrumental(phrase, sentence.language)]
    for clause in sentence.clauses:
        act = act_of(clause)
        is_bare = clause.verb.main.tag == PARTICIPLE and clause.agent is None and clause.object is None
        if is_bare and not is_followed(act, named):
            yield act


def is_followed(act: Span, places: Sequence[int]) -> bool:
    """Whether one of some places is soon behind an act."""
    return any(act.end <= each < act.end + FAR for each in places)
