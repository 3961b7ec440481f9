"""How far an act has come (M3): done, under way, planned; told by its verb's group, or by what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from diple.lexicon.vocabulary import Token, vocabulary
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.differing import swaps
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import done
from diple.mark.text.context import Context
from diple.model import Span

DONE, UNDER_WAY, PLANNED = 3, 2, 1
REACH = 5  # tokens from an auxiliary to its verb
AGAIN = "re"
ENDINGS = ("ing", "ed", "en", "e")

# In a series it is no news that what was planned has been done when the next text comes.
PASSING = (("small_step", "from one text of a series to the next, plans are carried out"),)
phase = LadderRule("modality.phase", "M3", ("phase",), "progress on {object}", 0.0)
settled = LadderRule("modality.settled", "M3", ("settlement",), "the settlement of {object}", 0.0)


class Aspect(NamedTuple):
    """How far an act has come: 3 done, 2 under way, 1 planned; with the stem of its verb."""

    rank: int
    means: str
    verb: str
    start: int
    end: int
    auxiliary: str = ""


def shift(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: the same verb passes from deed to plan, or from plan to deed."""
    for old, new in shifts(pair):
        yield shifted(pair, old, new, PASSING if context.mode == "succession" and new.rank > old.rank else ())


def shifts(pair: Edited) -> list[tuple[Aspect, Aspect]]:
    """The verbs that both sides have and that have come less far, or farther, on the new one."""
    if pair.reworded or not may_shift(pair.old, pair.new):
        return []
    after = {aspect.verb: aspect for aspect in reversed([*aspects(pair.new)])}
    found = [(old, after[old.verb]) for old in aspects(pair.old) if old.verb in after]
    return [
        (old, new)
        for old, new in found
        if old.rank != new.rank
        and (pair.old.touched(old.start, old.end) or pair.new.touched(new.start, new.end))
        and not only_in_force(pair.old, old, new)
        and old.verb not in [verb.verb for verb in aspects(pair.new) if verb.rank == old.rank]
    ]


def only_in_force(side: Side, old: Aspect, new: Aspect) -> bool:
    """Whether a rule is told in the present: "shall be renewed", "is renewed"."""
    first = {old.rank: old.auxiliary, new.rank: new.auxiliary}
    return first.get(PLANNED) in side.words.words("normative") and first.get(DONE) in side.words.words("present")


def told_spans(pair: Edited) -> tuple[list[Span], list[Span]]:
    """Where M3 tells of verbs which have come less far, or farther: no modal and no wrapper changed there."""
    told = [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in shifts(pair) if DONE in (a.rank, b.rank)]
    told += [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in swaps(pair, "settlement")]
    return [old for old, _ in told], [new for _, new in told]


def may_shift(old: Side, new: Side) -> bool:
    """Whether an auxiliary stands in changed wording on a side."""
    keys = old.words.union("auxiliaries", "planning")
    return any(
        not keys.isdisjoint(side.keys) and any(t.key in keys for t in side.changed_tokens) for side in (old, new)
    )


def shifted(pair: Edited, old: Aspect, new: Aspect, terms: tuple[tuple[str, str], ...]) -> Finding:
    """A finding of M3."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    forms = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "M3",
        "modality.aspect",
        "strengthened" if new.rank > old.rank else "softened",
        f"progress on {done(pair.old, spans[0])}",
        f"{with_meaning(forms[0], old.means)} becomes {with_meaning(forms[1], new.means)} "
        f"in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
        terms=terms,
    )


def aspects(side: Side) -> Iterator[Aspect]:
    """The verbs of a side whose auxiliaries, or whose form, tell how far the act has come."""
    words = side.words
    groups = words.tables.get("aspect", {})
    skip = words.union("adverbs", "stop")
    taken: set[int] = set()
    known = ranks_of_openers(words.language)
    for at, token in enumerate(side.tokens):
        for rank in known.get(token.key, ()):
            after = side.tokens[at + 1 : at + REACH]
            verb = next((t for t in after if t.key not in skip), None)
            if verb is None or verb.start in taken:
                continue
            between = [t.key for t in after if t.start < verb.start]
            if not words.words("articles_before_names").isdisjoint(between):
                continue  # "had a meeting": a noun
            found = read_group(rank, between, verb, words.tables)
            if found and found[1] in groups["means"]:  # "a meeting" in a French text is no French verb under way
                taken.add(verb.start)
                yield Aspect(found[0], groups["means"][found[1]], found[2], token.start, verb.end, token.key)
    yield from simple_pasts(side, groups, taken)


@cache
def ranks_of_openers(language: str) -> dict[str, tuple[int, ...]]:
    """How far an act has come by each word that may tell, without "to": it tells no plan in "continued to rise"."""
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


def simple_pasts(side: Side, groups: dict[str, Any], taken: set[int]) -> Iterator[Aspect]:
    """Verbs in the simple past: a form in "-ed", or an irregular one, that begins a predicate and governs a noun."""
    words = side.words
    past, ends = words.tables.get("past", {}), words.words("passive_agents")
    if not past:
        return
    bars = words.words("stop") - words.words("subjects_short")
    for before, token, after in zip(side.tokens, side.tokens[1:], side.tokens[2:], strict=False):
        if token.key not in past and not token.key.endswith("ed"):
            continue
        if token.start in taken or token.capital or before.key in bars or not before.key[0].isalnum():
            continue
        if before.key in words.words("joints") and any(start < token.start for start in taken):
            continue  # "will be begun and opened": the auxiliary holds for both
        verb = past.get(token.key, "")
        verb = stem(verb) if verb else verb_stem(token, "done", {}) if token.key.endswith("ed") else ""
        if verb and after.key not in ends and not any(before.key.endswith(e) for e in words.words("adjective_endings")):
            yield Aspect(DONE, groups["means"]["done"], verb, token.start, token.end)


def verb_stem(verb: Token, group: str, irregular: dict[str, str]) -> str:
    """The stem of a verb in the form that its auxiliary asks for, "" where the form does not fit."""
    again = AGAIN if verb.key.startswith(AGAIN) and verb.key.removeprefix(AGAIN) in irregular else ""
    known = irregular.get(verb.key.removeprefix(again))
    word = again + known if known else verb.key
    if group == "done":
        fits = known is not None or verb.key.endswith(("ed", "en", "wn"))
    elif group == "under_way":
        fits = verb.key.endswith("ing")
    else:
        fits = verb.key.isalpha() and not verb.key.endswith("ing")
    for ending in ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    word = word.rstrip("e")
    return stem(word[:-1] if len(word) > 3 and word[-1] == word[-2] else word) if fits else ""


def turned(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: one subject's clause passes from deed to plan, or back, in other words: "is about to join", "is a member"."""
    if pair.doubtful or context.mode == "succession":
        return
    words = pair.old.words
    if not words.words("stages") or (not may_shift(pair.old, pair.new) and not phased(pair)) or shifts(pair):
        return
    for facing in pair.facings:
        if facing.old is None or facing.new is None or not same_subject(facing.old, facing.new):
            continue
        old, new = stage(facing.old), stage(facing.new)
        if (
            old
            and new
            and not only_in_force(pair.old, old, new)
            and {old.rank, new.rank} == {DONE, PLANNED}
            and pair_touched(pair, old, new)
            and not one_promise(facing, old, new)
        ):
            found = shifted(pair, old, new, (UNLISTED,))
            yield replace(found, rule="modality.stage")
            return


def one_promise(facing: Facing, old: Aspect, new: Aspect) -> bool:
    """Whether two clauses bind alike by a verb that is itself the promise: "commit to", "are committed to"."""
    before, after = facing.old and facing.old.modality, facing.new and facing.new.modality
    if facing.old is None or not before or not after or before.value != after.value:
        return False
    done = old if old.rank == DONE else new
    return done.auxiliary in facing.old.side.words.words("present")


def phased(pair: Pair) -> bool:
    """Whether a phrase that tells how far an act has come was lost or gained."""
    return bool(pair.lost("phase") or pair.gained("phase"))


def pair_touched(pair: Edited, old: Aspect, new: Aspect) -> bool:
    """Whether both verbs stand in changed wording."""
    return pair.old.touched(old.start, old.end) and pair.new.touched(new.start, new.end)


def same_subject(old: Frame, new: Frame) -> bool:
    """Whether two clauses begin with the same content word and share another."""
    if not old.content or not new.content or stem(old.content[0].key) != stem(new.content[0].key):
        return False
    return len(old.stems & new.stems) > 1


def stage(frame: Frame) -> Aspect | None:
    """How far the act of a clause has come: by what is said of it, else by its first verb."""
    phrase = next((hit for hit in frame.of("phase") if hit.rank in (DONE, PLANNED)), None)
    if phrase and phrase.rank:
        return Aspect(int(phrase.rank), phrase.means, "", phrase.start, phrase.end)
    return next((found for found in aspects(frame.side) if frame.holds(found.start)), None)


def given_up(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: what goes on becomes a part or a possibility of the same ("ongoing rises", "some rises"), or the reverse."""
    if not context.same_clause(pair):
        return
    going, part = pair.old.words.words("going_on"), pair.old.words.words("parts")
    if not going or going.isdisjoint(pair.old.keys | pair.new.keys):
        return
    for one, other, direction in ((pair.old, pair.new, "softened"), (pair.new, pair.old, "strengthened")):
        heads = {stem(head.key): (token, head) for token, head in described(one, going)}
        for token, head in described(other, part):
            if stem(head.key) in heads and one.touched(*heads[stem(head.key)][0][1:3]):
                first, second = Span(*heads[stem(head.key)][0][1:3]), Span(token.start, token.end)
                old, new = (first, second) if one is pair.old else (second, first)
                yield Finding(
                    "M3",
                    "modality.going_on",
                    "softened" if direction == "softened" else "strengthened",
                    f"the continuation of {done(one, first)}",
                    f"“{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}” in “{clause(pair.new, *new)}”.",
                    (old,),
                    (new,),
                    pair.touching([old], [new]),
                    terms=(UNLISTED,) if context.mode == "succession" else (),
                )


def described(side: Side, keys: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """Words of a set, each with the noun they stand before: up to two words may lie between."""
    for at, token in enumerate(side.tokens):
        if token.key in keys:
            for head in side.tokens[at + 1 : at + 4]:
                if head.key in side.words.words("stop") or not head.key[0].isalpha():
                    break
                yield token, head


RULES = (shift, phase, settled, turned, given_up)
