"""How far an act has come (M3): done, under way, planned; by its verb group, or by a phrase of its own."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.aspects import DONE, PLANNED, Aspect, aspects, stage
from diple.mark.sentence.differing import swaps
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import done
from diple.mark.text.context import Context
from diple.model import Direction, Span

# In a series it is no news that what was planned has been done when the next text comes.
PASSING = (("small_step", "from one text of a series to the next, plans are carried out"),)
NEAR = 3  # words between an adjective and its noun
phase = LadderRule("aspect.phase", "M3", ("phase",), "progress on {object}", 0.0)
settled = LadderRule("aspect.settled", "M3", ("settlement",), "the settlement of {object}", 0.0)


def shift(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: the same verb passes from deed to plan, or from plan to deed."""
    for old, new in shifts(pair):
        passing = context.mode == "succession" and new.rank > old.rank
        yield shifted(pair, old, new, "aspect.shift", PASSING if passing else ())


def shifts(pair: Edited) -> list[tuple[Aspect, Aspect]]:
    """The verbs that both sides have and whose act has come less far, or farther, on the new one."""
    if pair.reworded or not may_shift(pair):
        return []
    olds, news = list(aspects(pair.old)), list(aspects(pair.new))
    after = {aspect.verb: aspect for aspect in reversed(news)}
    return [
        (old, after[old.verb])
        for old in olds
        if old.verb in after
        and old.rank not in [new.rank for new in news if new.verb == old.verb]
        and (touched(pair.old, old) or touched(pair.new, after[old.verb]))
        and not is_rule_in_force(pair.old, old, after[old.verb])
    ]


def may_shift(pair: Edited) -> bool:
    """Whether an auxiliary changed; cheap, so asked before verbs are read."""
    return not pair.words.union("auxiliaries", "planning").isdisjoint(pair.changed_keys)


def touched(side: Side, act: Aspect) -> bool:
    """Whether a verb group changed."""
    return side.touched(act.start, act.end)


def is_rule_in_force(side: Side, old: Aspect, new: Aspect) -> bool:
    """Whether a rule is only given in the present: "shall be renewed", "is renewed"."""
    auxiliary = {old.rank: old.auxiliary, new.rank: new.auxiliary}
    normative, present = side.words.words("normative"), side.words.words("present")
    return auxiliary.get(PLANNED) in normative and auxiliary.get(DONE) in present


def shifted_spans(pair: Edited) -> tuple[list[Span], list[Span]]:
    """Where M3 is claimed, on either side: no modal and no wrapper is claimed there."""
    spans = [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in shifts(pair) if DONE in (a.rank, b.rank)]
    spans += [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in swaps(pair, "settlement")]
    return [old for old, _ in spans], [new for _, new in spans]


def shifted(pair: Edited, old: Aspect, new: Aspect, rule: str, terms: tuple[tuple[str, str], ...]) -> Finding:
    """A claim of M3."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    forms = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "M3",
        rule,
        "strengthened" if new.rank > old.rank else "softened",
        f"progress on {done(pair.old, spans[0])}",
        f"{with_meaning(forms[0], old.means)} becomes {with_meaning(forms[1], new.means)} "
        f"in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
        terms=terms,
    )


def turned(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: one subject's clause passes from deed to plan, or back, in other words: "is about to join", "is a member"."""
    if pair.doubtful or context.mode == "succession" or not pair.words.words("stages"):
        return
    if (not may_shift(pair) and "phase" not in pair.unlike) or shifts(pair):
        return
    for facing in pair.facings:
        old, new = stages(facing)
        if old and new and {old.rank, new.rank} == {DONE, PLANNED} and is_turn(pair, facing, old, new):
            yield shifted(pair, old, new, "aspect.turned", (UNLISTED,))
            return


def stages(facing: Facing) -> tuple[Aspect | None, Aspect | None]:
    """How far the act of two clauses with one subject has come."""
    if facing.old is None or facing.new is None or not same_subject(facing.old, facing.new):
        return None, None
    return stage(facing.old), stage(facing.new)


def same_subject(old: Frame, new: Frame) -> bool:
    """Whether two clauses begin with the same content word and share another."""
    if not old.content or not new.content or stem(old.content[0].key) != stem(new.content[0].key):
        return False
    return len(old.stems & new.stems) > 1


def is_turn(pair: Edited, facing: Facing, old: Aspect, new: Aspect) -> bool:
    """Whether both verbs changed, and not only the form of one promise: "commit to", "are committed to"."""
    if not (touched(pair.old, old) and touched(pair.new, new)) or is_rule_in_force(pair.old, old, new):
        return False
    done_now, planned = (old, new) if old.rank == DONE else (new, old)
    if done_now.verb and planned.auxiliary.startswith(done_now.verb):
        return False  # "has committed", "commits to": the verb of both is the promise
    before, after = facing.old and facing.old.modality, facing.new and facing.new.modality
    promise = before and after and before.value == after.value
    return not (promise and done_now.auxiliary in pair.words.words("present"))


def given_up(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: what is ongoing becomes a part or a possibility of the same ("ongoing rises", "some rises"), or reversed."""
    going, part = pair.words.words("going_on"), pair.words.words("parts")
    if not going or going.isdisjoint(pair.old.keys | pair.new.keys) or not context.same_clause(pair):
        return
    for old, new in described_alike(pair, going, part):
        yield continued(pair, old, new, "softened")
    for old, new in described_alike(pair, part, going):
        yield continued(pair, old, new, "strengthened")


def described_alike(pair: Edited, before: frozenset[str], after: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """Words of two sets, one on each side, that modify the same noun; the old one changed."""
    heads = {head: token for token, head in described(pair.old, before)}
    for token, head in described(pair.new, after):
        if head in heads and (pair.old.touched(*heads[head][1:3]) or pair.new.touched(*token[1:3])):
            yield heads[head], token


def described(side: Side, keys: frozenset[str]) -> Iterator[tuple[Token, str]]:
    """Words of a set, each with the stems of the nouns that it may modify: up to two words may lie between."""
    for at, token in enumerate(side.tokens):
        for head in side.tokens[at + 1 : at + 1 + NEAR] if token.key in keys else ():
            if head.key in side.words.words("stop") or not head.key[0].isalpha():
                break
            yield token, stem(head.key)


def continued(pair: Edited, old: Token, new: Token, direction: Direction) -> Finding:
    """A claim of M3 on what is ongoing."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    side, span = (pair.old, spans[0]) if direction == "softened" else (pair.new, spans[1])
    return Finding(
        "M3",
        "aspect.given_up",
        direction,
        f"the continuation of {done(side, span)}",
        f"“{pair.old.quote(*spans[0])}” becomes “{pair.new.quote(*spans[1])}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


RULES = (shift, phase, settled, turned, given_up)
