"""Duty and deed: modals (M1), wrappers that turn an act into an aspiration (M2), tense and aspect (M3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.mark.evidence import Context, Finding, Pair, Side, stem
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, matter
from diple.mark.vocabulary import Hit, Token
from diple.model import Direction, Span

modal = LadderRule("modality.modal", "M1", ("modality",), "the duty to {object}", 1.5)
PROMISE = ("modality", "directive")
PREFIX = 5  # letters that a verb and its noun share: abolish, abolition
REFUSED = 40  # code points from a verb of opposition in which an attempt is what is opposed: no wrapper of a promise
WRAPPED = 3  # content words after a wrapper, one of which must stand on the other side: the same deed


def wrapper(pair: Pair, context: Context) -> Iterator[Finding]:
    """M2: a governing verb of thought, effort or wish comes between the actor and the act, or goes."""
    if pair.old is None or pair.new is None or not context.same_clause(pair):
        return
    lost, gained = pair.lost("wrapper"), pair.gained("wrapper")
    if (lost and gained) or (context.mode == "succession" and not both_promise(pair)):
        return
    for hit in [h for h in gained if wraps(pair.new, pair.old, h)][:1]:
        yield wrapped(pair, hit, pair.new, "softened")
    for hit in [h for h in lost if wraps(pair.old, pair.new, h)][:1]:
        yield wrapped(pair, hit, pair.old, "strengthened")


def both_promise(pair: Pair) -> bool:
    """Whether both sides bind or ask, as they must in a series for a wrapper to stand before the same promise."""
    return all(side is not None and bool(side.of(PROMISE)) for side in (pair.old, pair.new))


def wraps(here: Side, there: Side, hit: Hit) -> bool:
    """Whether a wrapper stands in changed wording, before a deed that the other side has too."""
    deed = [t.key[:PREFIX] for t in here.content_tokens if t.start >= hit.end][:WRAPPED]
    have = {t.key[:PREFIX] for t in there.content_tokens}
    if any(0 <= hit.start - judged.end <= REFUSED for judged in here.of(("opposition", "tone_negative"))):
        return False
    return here.touched(hit.start, hit.end) and (not deed or any(word in have for word in deed))


def wrapped(pair: Pair, hit: Hit, side: Side, direction: Direction) -> Finding:
    """A finding of M2 on the side where the wrapper stands."""
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    verb = "now stands between the promise and the deed" if new else "no longer stands between the promise and the deed"
    return Finding(
        "M2",
        "modality.wrapper",
        direction,
        f"the commitment to {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) {verb}: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


class Aspect(NamedTuple):
    """How far an act has come: 3 done, 2 under way, 1 planned; with the stem of its verb."""

    rank: int
    means: str
    verb: str
    start: int
    end: int


def aspect_shift(pair: Pair, context: Context) -> Iterator[Finding]:
    """M3: the same verb passes from deed to plan, or from plan to deed."""
    if (
        pair.old is None
        or pair.new is None
        or pair.reworded
        or not (has_auxiliary(pair.old) or has_auxiliary(pair.new))
    ):
        return
    after = {aspect.verb: aspect for aspect in aspects(pair.new)}
    for old in aspects(pair.old):
        new = after.get(old.verb)
        if (
            new
            and new.rank != old.rank
            and (pair.old.touched(old.start, old.end) or pair.new.touched(new.start, new.end))
        ):
            yield shifted(pair, old, new)


def has_auxiliary(side: Side) -> bool:
    """Whether an auxiliary stands in changed wording."""
    keys = side.words.words("auxiliaries")
    return not keys.isdisjoint(side.keys) and any(token.key in keys for token in side.changed_tokens)


def shifted(pair: Pair, old: Aspect, new: Aspect) -> Finding:
    """A finding of M3."""
    assert pair.old and pair.new
    spans = Span(old.start, old.end), Span(new.start, new.end)
    forms = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "M3",
        "modality.aspect",
        "strengthened" if new.rank > old.rank else "softened",
        f"whether it is done: {matter(pair.old, spans[0])}",
        f"“{forms[0]}” ({old.means}) becomes “{forms[1]}” ({new.means}) in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def aspects(side: Side) -> Iterator[Aspect]:
    """The verb groups of a side whose auxiliaries tell how far the act has come."""
    words = side.words
    groups = words.tables.get("aspect", {})
    skip, tokens = words.words("stop") | words.words("adverbs"), side.tokens
    for at, token in enumerate(tokens):
        for rank, group in ((3, "done"), (2, "under_way"), (1, "planned")):
            if token.key in groups.get(group, ()):
                verb = next((t for t in tokens[at + 1 : at + 5] if t.key not in skip), None)
                if verb and (fits := verb_stem(verb, group, words.tables.get("irregular", {}))):
                    yield Aspect(rank, groups["means"][group], fits, token.start, verb.end)


def verb_stem(verb: Token, group: str, irregular: dict[str, str]) -> str:
    """The stem of a verb in the form that its auxiliary asks for, "" where the form does not fit."""
    word = irregular.get(verb.key, verb.key)
    if group == "done":
        fits = verb.key in irregular or verb.key.endswith(("ed", "en", "wn"))
    elif group == "under_way":
        fits = verb.key.endswith("ing")
    else:
        fits = verb.key.isalpha() and not verb.key.endswith("ing")
    for ending in ("ing", "ed", "en", "e"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    word = word.rstrip("e")
    return stem(word[:-1] if len(word) > 3 and word[-1] == word[-2] else word) if fits else ""


RULES = (modal, wrapper, aspect_shift)
