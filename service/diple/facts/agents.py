"""By whom something is done, in a passage: by-phrases, the Russian instrumental, 被 and 由, من قبل.

    agents("The bridge was closed by the engineers.", 0, 39, "en")    # the engineers, of "closed"

Where a language has a grammar, the agents are those of its passive verbs. The table "agents" holds what else is before
an agent; such a one is open: it may end before its clause does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from diple.facts.forms import Forms
from diple.grammar import Clause, NounPhrase, Sentence, languages, read_sentence
from diple.grammar.chunks import NOUNS
from diple.grammar.settings import settings_of
from diple.lexicon.tables import language_table
from diple.model import Span

PIECE = re.compile(r"[^.;:!?\n]+")  # a sentence, or a part of it, in languages with a grammar
CLAUSE_END = re.compile(r"[,.;:!?，。；：！？、،؛؟—\n]")
BY, EATEN = "by", "eaten"  # what is before an agent; forms inside which it is not
PAST = "VERB.past"
DESCRIBED = frozenset((*NOUNS, "ADJ", "PRON", "DET"))  # what a participle before it describes
LONG = 7  # letters of a participle that has been taken for an adjective
BEYOND = 3  # words between a passive verb and its agent
FAR = 40  # code points behind a participle in which it may have its agent
BARE = 3  # code points behind a sign of the passive in which its verb is
PARTICIPLE, ACTIVE = "VERB.part", "VERB.ing"  # of the passive; of the active, and of a Russian passive in the present
SENTENCES, TEXTS = 200, 4  # that are kept as they were read
QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»‹›', " "))


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
        found += by_case(sentence) if table(language).get("instrumental") else by_phrases(sentence)
    return tuple(sorted(found, key=lambda one: one.phrase))


@cache
def hint(language: str) -> re.Pattern[str] | None:
    """What a passage has that says who acts: the preposition, or an instrumental soon behind a passive."""
    prepositions, cases = settings_of(language).agent, table(language).get("instrumental")
    if prepositions:
        return re.compile(rf"\b(?:{'|'.join(sorted(prepositions))})\b")
    kinds = ("passive", "participles", "present") if cases else ()
    ends = "|".join(each for name in kinds for each in table(language)[name])
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
    """The grammar of a sentence without its quotation marks: "was «certified» by the agency"."""
    return read_sentence(unquoted(text), start, end, language)


@lru_cache(maxsize=TEXTS)
def unquoted(text: str) -> str:
    """A text with a blank for each quotation mark."""
    return text.translate(QUOTES)


def by_phrases(sentence: Sentence) -> Iterator[Agent]:
    """The phrases that say who acts beside a passive."""
    for clause in sentence.clauses:
        if clause.agent is not None:
            yield agent(clause.agent, clause)
    yield from behind_nouns(sentence)


def behind_nouns(sentence: Sentence) -> Iterator[Agent]:
    """The phrases that say who acts and belong to the noun of an act: "the acquisition by the State"."""
    for phrase in sentence.phrases:
        for each in phrase.modifiers:
            if each.marker in table(sentence.language).get("behind_nouns", ()):
                words = Span(each.start + len(each.marker) + 1, each.end)
                yield Agent(words, words, Span(phrase.head.start, phrase.head.end))


def by_case(sentence: Sentence) -> Iterator[Agent]:
    """The phrases that say who acts by their case."""
    yield from instrumentals(sentence)
    for at in participles_taken_for_adjectives(sentence):
        word = sentence.words[at]
        for phrase in sentence.phrases:
            if phrase.first in (at, at + 1) and phrase.last > at and is_instrumental(phrase, sentence.language):
                start = sentence.words[at + 1].start
                yield Agent(Span(start, phrase.base_end), Span(start, phrase.end), Span(word.start, word.end))


def participles_taken_for_adjectives(sentence: Sentence) -> Iterator[int]:
    """The words behind a comma with the ending of a long passive participle, but none of the instrumental."""
    known = table(sentence.language)
    endings = tuple(each for name in ("participles", "present") for each in known.get(name, ()))
    for at, (before, word) in enumerate(pairwise(sentence.words), 1):
        form = word.form.lower()
        is_participle = word.upos == "ADJ" and len(form) >= LONG and form.endswith(endings)
        if before.form == "," and is_participle and not form.endswith(tuple(known["attributes"])):
            yield at


def instrumentals(sentence: Sentence) -> Iterator[Agent]:
    """The noun phrases in the instrumental right behind a passive verb, without a preposition."""
    for clause in sentence.clauses:
        if is_passive(clause) and not is_attribute(clause, sentence):
            for phrase in sentence.phrases:
                behind = 0 < phrase.first - clause.verb.last <= BEYOND
                if behind and is_instrumental(phrase, sentence.language):
                    yield agent(phrase, clause)


def is_passive(clause: Clause) -> bool:
    """Whether the verb of a Russian clause is a participle or has the ending of a passive."""
    main, form = clause.verb.main, clause.verb.main.form.lower()
    if main.tag == PARTICIPLE or (main.tag == ACTIVE and form.endswith(tuple(table("ru")["present"]))):
        return True
    known = forms("ru", "copular").sightings(form, 0, len(form))
    return main.upos == "VERB" and form.endswith(tuple(table("ru")["passive"])) and not known


def is_attribute(clause: Clause, sentence: Sentence) -> bool:
    """Whether a participle in the instrumental describes the noun right behind it: "перемещёнными лицами".

    Behind a comma it describes the noun before it, and what follows may be who acts: "судьями, назначенными советом".
    """
    main, first = clause.verb.main, clause.verb.first
    is_behind_comma = first > 0 and sentence.words[first - 1].form == ","
    return main.form.lower().endswith(tuple(table("ru")["attributes"])) and not is_behind_comma


def is_instrumental(phrase: NounPhrase, language: str) -> bool:
    """Whether a noun phrase without a preposition has an ending of the instrumental, and does not say how or when."""
    head = phrase.head.form.lower()
    if phrase.preposition or not head.endswith(tuple(table(language).get("instrumental", "\0"))):
        return False
    return not forms(language, "manner").sightings(head, 0, len(head))


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
    """The passives of a sentence that have no agent and no object."""
    named = [phrase.start for phrase in sentence.phrases if is_instrumental(phrase, sentence.language)]
    bare = [act_of(clause) for clause in sentence.clauses if is_bare(clause, sentence)]
    yield from (act for act in [*bare, *described(sentence)] if not is_followed(act, named))


def described(sentence: Sentence) -> Iterator[Span]:
    """The Russian participles taken for adjectives that describe no noun behind them."""
    for at in participles_taken_for_adjectives(sentence):
        behind = sentence.words[at + 1 : at + 2]
        if behind and behind[0].upos not in DESCRIBED:
            yield Span(sentence.words[at].start, sentence.words[at].end)


def is_bare(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause is a passive that has no agent by its preposition, and no object."""
    if table(sentence.language).get("instrumental"):
        return is_passive(clause)
    is_passive_alone = may_be_passive(clause, sentence) and clause.agent is None
    return is_passive_alone and not (is_before_object(clause) or is_before_preposition(clause, sentence))


def is_before_preposition(clause: Clause, sentence: Sentence) -> bool:
    """Whether the preposition of the agent is soon behind a verb, whatever it was taken for."""
    behind = sentence.words[clause.verb.last + 1 : clause.verb.last + 1 + BEYOND]
    return any(word.form.lower() in settings_of(sentence.language).agent for word in behind)


def may_be_passive(clause: Clause, sentence: Sentence) -> bool:
    """Whether a verb is a participle, but not behind the auxiliary of the perfect alone: "has directed"."""
    verb, settings = clause.verb, settings_of(sentence.language)
    before = [word.lemma for word in sentence.words[verb.first : verb.last] if word.upos == "AUX"]
    is_perfect = bool(before) and before[-1] in settings.perfect - settings.passive
    return (verb.main.tag == PARTICIPLE and not is_perfect) or is_reduced(clause, sentence)


def is_before_object(clause: Clause) -> bool:
    """Whether an object is right behind a verb; behind "directed and co-starring" it is of the other verb."""
    return clause.object is not None and clause.object.first <= clause.verb.last + 1


def is_reduced(clause: Clause, sentence: Sentence) -> bool:
    """Whether what looks like a past tense is a participle behind its noun: "of members appointed for life"."""
    before = clause.verb.first - 1
    is_behind = before >= 0 and sentence.words[before].upos in NOUNS
    return clause.verb.main.tag == PAST and clause.shared_subject and is_behind


def is_followed(act: Span, places: Sequence[int]) -> bool:
    """Whether one of some places is soon behind an act."""
    return any(act.end <= each < act.end + FAR for each in places)
