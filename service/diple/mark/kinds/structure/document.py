"""Facts about the text itself that change (X3): the kind of document, its adoption, who signs, who reserves.

A mention of another document or of another's vote is no such fact: a title, "this declaration" or an act of adoption or
signature must make it one about this text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.kinds.claiming import toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.claims import fact_changed, rank_changed, rank_of
from diple.mark.kinds.structure.vote import dissent, result
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Pair, is_edited
from diple.mark.text.context import Context
from diple.mark.text.facts import NEAR, Fact, Facts, Places, fact_words, places
from diple.model import Statement

OPENING = 8  # tokens of a title among which it names its kind
SELF_REACH = 1  # tokens before a document in which it names itself
TITLE_LINES = 2  # first blocks of a text that may be its title
NEXT_TO = 2  # segments between a dropped and an added sentence that answer one another
DENIED = 4  # tokens before a reservation that may deny it
# Acts that make a text or take a stand on it: by kind, the rank from which a document of this text is made by them.
MAKING = {"issue": 3, "adoption": 8, "outcome": 0}
ACTS = ("adoption", "issue")
LINE = 16  # tokens at the head of a line of signature among which its colon is
Reading = Callable[[Facts], Hit | None]
SIGNS = 5  # rank from which an act makes a text, and does not only take note of it


def facts_changed(context: Context) -> Iterator[Finding]:
    """X3: the facts of the whole text, wherever in the changed places they are."""
    words = fact_words(context)
    if words is None or not context.pairs:
        return
    changed = places(context, words)
    if changed.old or changed.new:
        for fact in FACTS:
            yield from fact(context, changed)


# ---- the kind of document ----------------------------------------------------------------------


def kind(context: Context, changed: Places) -> Iterator[Finding]:
    """The kind of document: in the title, where it names itself, or where it is adopted or issued."""
    olds, news = (list(own_kinds(context, changed, old=old)) for old in (True, False))
    if ranks_of(olds).isdisjoint(ranks_of(news)):
        answering = ((old, new) for old in olds for new in news if answers(old, new, context))
        for old, new in islice(answering, 1):
            yield rank_changed(old, new, f"the kind of document: {new.hit.form} for {old.hit.form}", "document.kind")


def ranks_of(facts: Iterable[Fact]) -> set[float | None]:
    """The ranks of some facts."""
    return {fact.hit.rank for fact in facts}


def own_kinds(context: Context, changed: Places, *, old: bool) -> Iterator[Fact]:
    """The kinds of document that a text says it is, the first of each changed place."""
    title_end = title_end_of(context.old if old else context.new)
    touched = {id(pair) for pair, facts in (*changed.old, *changed.new) if facts.may_change("document_type")}
    for pair, facts in changed.where("document_type", old=old):
        if id(pair) in touched:
            own = filter(partial(is_own, facts, title_end), facts.of("document_type"))
            yield from (Fact(pair, facts, hit) for hit in islice(own, 1))


def is_own(facts: Facts, title_end: int, hit: Hit) -> bool:
    """Whether a document is this text: named in its title, "this declaration", or adopted or issued here."""
    before = {token.key for token in facts.before(hit, SELF_REACH)}
    if not before.isdisjoint(facts.set_of("votes", "denied")):
        return False
    return is_title(facts, hit, title_end) or names_itself(facts, hit) or is_made(facts, hit)


def is_title(facts: Facts, hit: Hit, title_end: int) -> bool:
    """Whether a document is named at the head of one of the first lines, which says nothing else: it has no verb."""
    span = next((s for s in facts.side.spans if s.start <= hit.start < min(s.end, title_end)), None)
    if span is None:
        return False
    before, after = facts.tokens_between(span.start, hit.start), facts.tokens_between(hit.end, span.end)
    if not facts.words.spaced:
        return not before
    verbs = facts.side.words.words("auxiliaries")
    return heads_a_title(facts, hit, before) and verbs.isdisjoint(token.key for token in after)


def heads_a_title(facts: Facts, hit: Hit, before: Sequence[Token]) -> bool:
    """Whether a document is at the head, or has a capital and few words precede it, all with capitals or small."""
    if not before:
        return True
    if len(before) > OPENING or not facts.side.text[hit.start].isupper():
        return False
    stop = facts.side.words.words("stop")
    return all(token.capital or token.key in stop or not token.key[0].isalpha() for token in before)


def names_itself(facts: Facts, hit: Hit) -> bool:
    """Whether "this" or "the present" precedes a document."""
    return any(token.key in facts.set_of("documents", "self") for token in facts.before(hit, SELF_REACH))


def is_made(facts: Facts, hit: Hit) -> bool:
    """Whether a document is adopted, signed or issued in its sentence."""
    acts = [act for kind, least in MAKING.items() for act in facts.of(kind) if rank_of(act) >= least]
    return facts.near(hit, acts) is not None


def answers(old: Fact, new: Fact, context: Context) -> bool:
    """Whether two facts are in one place, or in neighbouring segments."""
    numbers = {segment.id: at for at, segment in enumerate(context.segments)}
    return abs(numbers[old.pair.segment.id] - numbers[new.pair.segment.id]) <= NEXT_TO


def title_end_of(statement: Statement) -> int:
    """Where the first lines of a text end."""
    return max((block.end for block in statement.blocks[:TITLE_LINES]), default=0)


# ---- the act, and who does it ------------------------------------------------------------------


def level(context: Context, changed: Places) -> Iterator[Finding]:
    """Those in whose name the title speaks: a statement of ministers, then of heads of state."""
    for pair, old, new in both_sides(changed, "level"):
        if in_title(old, context.old) and in_title(new, context.new):
            yield from step(pair, old, new, level_of, "the level of those who speak", "document.level")


def level_of(facts: Facts) -> Hit | None:
    """The highest level that is named."""
    return highest(facts.of("level"))


def in_title(facts: Facts, statement: Statement) -> bool:
    """Whether a changed place is a title that names a kind of document."""
    end = title_end_of(statement)
    return any(is_title(facts, hit, end) for hit in facts.of("document_type"))


def act(context: Context, changed: Places) -> Iterator[Finding]:
    """A text is noted instead of adopted, initialled instead of signed, signed by others."""
    for pair, old, new in both_sides(changed, *ACTS, "presence"):
        if old.may_change(*ACTS, "level") or new.may_change(*ACTS, "level"):
            for ladders in (ACT_LADDERS, LEVEL_LADDERS):
                steps = (f for read, about, rule in ladders for f in step(pair, old, new, read, about, rule))
                yield from islice(steps, 1)


def signature(context: Context, changed: Places) -> Iterator[Finding]:
    """Who signs, where each side has a line of its own: "For Tarn: the President"; once a text."""
    places = both_sides(changed, "level")
    yield from islice((f for place in places for f in step(*place, signs_line, SIGNATURE, "document.level")), 1)


def signs_line(facts: Facts) -> Hit | None:
    """The level of who signs in a line of signature: at its end, behind a colon, with "for" at its head."""
    head = facts.side.tokens[:LINE]
    colon = colon_in(head)
    if colon is None or head[0].key not in facts.set_of("documents", "signed_for"):
        return None
    behind = [hit for hit in facts.of("level") if hit.start > colon]
    return highest([hit for hit in behind if len(facts.tokens_between(colon, hit.start)) <= 1])


def colon_in(tokens: Iterable[Token]) -> int | None:
    """Where the first colon among some tokens ends."""
    return next((token.end for token in tokens if token.key in ":："), None)


def both_sides(changed: Places, *kinds: str) -> Iterator[tuple[Pair, Facts, Facts]]:
    """The changed places in both of whose sides a word of some kinds may be."""
    news = {id(pair): facts for pair, facts in changed.where(*kinds, old=False)}
    return ((pair, old, news[id(pair)]) for pair, old in changed.where(*kinds, old=True) if id(pair) in news)


def step(pair: Pair, old: Facts, new: Facts, read: Reading, about: str, rule: str) -> Iterator[Finding]:
    """The claim on one fact that gave way to another of its ladder, where that is what changed."""
    low, high = read(old), read(new)
    if low and high and low.rank != high.rank and pair.stands_changed(low, high):
        yield rank_changed(Fact(pair, old, low), Fact(pair, new, high), f"{about}: {high.form}", rule)


def act_on_text(kind: str, facts: Facts) -> Hit | None:
    """The first act whose object or subject is a document, or with which the text signs itself: "Signed at Marl"."""
    return next((hit for hit in facts.of(kind) if hit.start == facts.side.start or is_on_text(facts, hit)), None)


def is_on_text(facts: Facts, hit: Hit) -> bool:
    """Whether a document is near an act."""
    texts = facts.set_of("documents", "texts")
    return any(token.key in texts for token in (*facts.before(hit, NEAR), *facts.after(hit, NEAR)))


def signing_level(facts: Facts) -> Hit | None:
    """The highest level named next to an act that makes a text."""
    acts = [hit for hit in facts.of("issue") if rank_of(hit) >= SIGNS]
    return highest([hit for hit in facts.of("level") if facts.near(hit, acts)])


def attending_level(facts: Facts) -> Hit | None:
    """The highest level named next to words of representation: who was sent, who came, who led."""
    acts = facts.of("presence")
    return highest([hit for hit in facts.of("level") if facts.near(hit, acts) or within_any(hit, acts)])


def highest(hits: Sequence[Hit]) -> Hit | None:
    """The highest of some levels."""
    return max(hits, default=None, key=rank_of)


# ---- who leaves the text, and who does not share it ----------------------------------------------


def parties(context: Context, changed: Places) -> Iterator[Finding]:
    """Where the text says who signed or ratified, a party leaves the text, or no longer does."""
    olds, news = ({fact.pair: fact for fact in exits(changed, old=old)} for old in (True, False))
    for pair, fact in {**olds, **news}.items():
        if is_edited(pair) and (pair in olds) != (pair in news):
            about = f"the parties to the text: {fact.hit.form}"
            yield fact_changed(olds.get(pair), news.get(pair), toward(pair in olds), about, "document.parties")


def exits(changed: Places, *, old: bool) -> Iterator[Fact]:
    """The first withdrawal from a text in each changed place, beside the name of one."""
    for pair, facts in changed.where("exit", old=old):
        if not facts.side.keys.isdisjoint(facts.set_of("documents", "texts")):
            yield from (Fact(pair, facts, hit) for hit in facts.of("exit")[:1])


def reservation(context: Context, changed: Places) -> Iterator[Finding]:
    """Somebody dissociates itself from the text, or no longer does."""
    olds, news = (list(reservations(changed, old=old)) for old in (True, False))
    if bool(olds) != bool(news):
        side = (olds or news)[0].facts.side
        about = f"the unity behind the text: {side.quote(*side.spans[0])}"
        old, new = next(iter(olds), None), next(iter(news), None)
        yield fact_changed(old, new, toward(bool(olds)), about, "document.reservation")


def reservations(changed: Places, *, old: bool) -> Iterator[Fact]:
    """The reservations on the text in changed places."""
    for pair, facts in changed.where("dissociation", old=old):
        for hit in facts.of("dissociation")[:1]:
            if not any(token.key in facts.set_of("votes", "denied") for token in facts.before(hit, DENIED)):
                yield Fact(pair, facts, hit)


SIGNATURE = "the level of signature"
# What is read of an act, with what it is called and the rule that claims its change; the first that changed is claimed.
ACT_LADDERS = tuple((partial(act_on_text, kind), "the act on the text", "document.act") for kind in ACTS)
LEVEL_LADDERS = (
    (signing_level, SIGNATURE, "document.level"),
    (attending_level, "the level of representation", "document.level"),
)
FACTS = (kind, level, act, signature, parties, result, dissent, reservation)
TEXT_RULES = (facts_changed,)
