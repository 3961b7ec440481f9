"""How far the act of each verb has come: done, under way, planned; by its auxiliaries, or by its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from diple.lexicon.vocabulary import Token, Vocabulary, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.frames import Side

DONE, UNDER_WAY, PLANNED = 3, 2, 1
RANKS = {"done": DONE, "under_way": UNDER_WAY, "planned": PLANNED}
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
    known = ranks_of_openers(side.words.language)
    ranked = ((at, rank) for at, token in enumerate(side.tokens) for rank in known.get(token.key, ()))
    found = [aspect for at, rank in ranked if (aspect := aspect_at(side, at, rank))]
    yield from found
    yield from simple_pasts(side, {aspect.end for aspect in found})


def aspect_at(side: Side, at: int, rank: int) -> Aspect | None:
    """The verb behind an auxiliary, with how far its act has come; None for "had a meeting", a noun."""
    skip, articles = side.words.union("adverbs", "stop"), side.words.words("articles_before_names")
    after = side.tokens[at + 1 : at + REACH]
    between = [token.key for token in takewhile(lambda token: token.key in skip, after)]
    if len(between) == len(after) or not articles.isdisjoint(between):
        return None
    verb = after[len(between)]
    group, base = read_group(rank, between, verb, side.words)
    means = side.words.tables["aspect"].get("means", {})
    if not base or group not in means:  # French has no form for "under way": "meeting" is English there
        return None
    return Aspect(RANKS[group], means[group], base, side.tokens[at].start, verb.end, side.tokens[at].key)


def simple_pasts(side: Side, ends: set[int]) -> Iterator[Aspect]:
    """Verbs in the simple past, as the grammar shows them, but for those that end at some places."""
    for verb in (clause.verb for sentence in side.parsed for clause in sentence.clauses):
        if verb.tense == "past" and verb.main.tag == "VERB.past" and verb.main.end not in ends:
            done = side.words.tables["aspect"]["means"]["done"]
            yield Aspect(DONE, done, base_of(verb.main.lemma), verb.main.start, verb.main.end)


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


def read_group(rank: int, between: Sequence[str], verb: Token, words: Vocabulary) -> tuple[str, str]:
    """Group and stem of a verb with its auxiliaries, "" where there is none: "will be held" is planned."""

    def has(name: str) -> bool:
        return not words.words(name).isdisjoint(between)

    irregular = words.tables.get("irregular", {})
    if rank == PLANNED and has("perfect"):
        return "planned", ""
    if rank == PLANNED or has("infinitive"):
        return "planned", verb_stem(verb, "done" if has("passive") else "planned", irregular)
    if has("progressive"):
        return "under_way", verb_stem(verb, "done", irregular)
    running = verb_stem(verb, "under_way", irregular)
    return ("under_way", running) if running else ("done", verb_stem(verb, "done", irregular))


def verb_stem(verb: Token, group: str, irregular: dict[str, str]) -> str:
    """The stem of a verb in the form that its auxiliary asks for, "" where the form does not fit."""
    key = verb.key
    again = AGAIN if key.startswith(AGAIN) and key.removeprefix(AGAIN) in irregular else ""
    known = irregular.get(key.removeprefix(again), "")
    return base_of(again + known if known else key) if fits(key, group, irregular=bool(known)) else ""


def fits(key: str, group: str, *, irregular: bool) -> bool:
    """Whether a verb has the form of a group: a participle, a form in -ing, or neither of these."""
    running = key.endswith("ing")
    if group == "done":
        return irregular or key.endswith(("ed", "en", "wn"))
    return running if group == "under_way" else key.isalpha() and not running


def base_of(word: str) -> str:
    """The stem of a verb without its ending, one letter where two end it: "planned", "plan"."""
    ending = next((e for e in ENDINGS if len(word) > len(e) + 2 and word.endswith(e)), "")
    word = word.removesuffix(ending).rstrip("e")
    return stem(word[:-1] if len(word) > 3 and word[-1] == word[-2] else word)
