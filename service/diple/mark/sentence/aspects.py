"""How far the act of each verb has come: done, under way, planned; by its auxiliaries, or by its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from diple.lexicon.vocabulary import Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.frames import Side

DONE, UNDER_WAY, PLANNED = 3, 2, 1
REACH = 5  # tokens from an auxiliary to its verb
AGAIN = "re"  # a prefix that no table of irregular forms holds: "rebuilt"
ENDINGS = ("ing", "ed", "en", "e")


class Aspect(NamedTuple):
    """How far an act has come, with its name, the stem of the verb and where the verb group begins and ends."""

    rank: int
    means: str
    verb: str
    start: int
    end: int
    auxiliary: str = ""


def aspects(side: Side) -> Iterator[Aspect]:
    """The verbs of a side whose auxiliaries, or whose form, show how far the act has come."""
    words = side.words
    means = words.tables.get("aspect", {}).get("means", {})
    skip, articles = words.union("adverbs", "stop"), words.words("articles_before_names")
    taken: set[int] = set()
    known = ranks_of_openers(words.language)
    for at, token in enumerate(side.tokens):
        for rank in known.get(token.key, ()):
            after = side.tokens[at + 1 : at + REACH]
            verb = next((t for t in after if t.key not in skip), None)
            between = [t.key for t in after if verb and t.start < verb.start]
            if verb is None or verb.start in taken or not articles.isdisjoint(between):
                continue  # "had a meeting": a noun
            found = read_group(rank, between, verb, words.tables)
            if found and found[1] in means:  # French has no form for "under way": "meeting" is English there
                taken.add(verb.start)
                yield Aspect(found[0], means[found[1]], found[2], token.start, verb.end, token.key)
    yield from simple_pasts(side, means, taken)


def simple_pasts(side: Side, means: dict[str, str], taken: set[int]) -> Iterator[Aspect]:
    """Verbs in the simple past, as the grammar shows them."""
    for clause in (clause for sentence in side.parsed for clause in sentence.clauses):
        verb = clause.verb
        if verb.tense == "past" and verb.main.tag == "VERB.past" and verb.main.start not in taken:
            yield Aspect(DONE, means["done"], base_of(verb.main.lemma), verb.main.start, verb.main.end)


@cache
def ranks_of_openers(language: str) -> dict[str, tuple[int, ...]]:
    """How far an act has come by each auxiliary, without "to", which shows no plan in "continued to rise"."""
    words = vocabulary(language)
    groups = words.tables.get("aspect", {})
    ranked = (
        (DONE, groups.get("done", ())),
        (UNDER_WAY, groups.get("under_way", ())),
        (PLANNED, words.words("planning").union(groups.get("planned", ()))),
    )
    keys = frozenset().union(*[listed for _, listed in ranked]) - words.words("infinitive")
    return {key: tuple(rank for rank, listed in ranked if key in listed) for key in keys}


def read_group(rank: int, between: Sequence[str], verb: Token, tables: dict[str, Any]) -> tuple[int, str, str] | None:
    """Rank, group and stem of a verb with its auxiliaries: "will be held" is planned, "is being held" under way."""
    passive, progressive = tables.get("passive", frozenset()), tables.get("progressive", frozenset())
    irregular = tables.get("irregular", {})
    done, running = verb_stem(verb, "done", irregular), verb_stem(verb, "under_way", irregular)
    if rank == PLANNED and not tables.get("perfect", frozenset()).isdisjoint(between):
        return None
    if rank == PLANNED or not tables.get("infinitive", frozenset()).isdisjoint(between):
        base = done if not passive.isdisjoint(between) else verb_stem(verb, "planned", irregular)
        return (PLANNED, "planned", base) if base else None
    if not progressive.isdisjoint(between):
        return (UNDER_WAY, "under_way", done) if done else None
    if running:
        return UNDER_WAY, "under_way", running
    return (DONE, "done", done) if done else None


def verb_stem(verb: Token, group: str, irregular: dict[str, str]) -> str:
    """The stem of a verb in the form that its auxiliary asks for, "" where the form does not fit."""
    key = verb.key
    again = AGAIN if key.startswith(AGAIN) and key.removeprefix(AGAIN) in irregular else ""
    known = irregular.get(key.removeprefix(again))
    if group == "done":
        fits = known is not None or key.endswith(("ed", "en", "wn"))
    elif group == "under_way":
        fits = key.endswith("ing")
    else:
        fits = key.isalpha() and not key.endswith("ing")
    return base_of(again + known if known else key) if fits else ""


def base_of(word: str) -> str:
    """The stem of a verb without its ending, one letter where two end it: "planned", "plan"."""
    ending = next((e for e in ENDINGS if len(word) > len(e) + 2 and word.endswith(e)), "")
    word = word.removesuffix(ending).rstrip("e")
    return stem(word[:-1] if len(word) > 3 and word[-1] == word[-2] else word)
