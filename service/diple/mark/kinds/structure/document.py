"""Facts about the text itself that change (X3): the kind of document, its adoption, who signs, who reserves.

A mention of another document or of another's vote is no such fact: a title, "this declaration" or an act of adoption or
signature must make it one about this text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.claims import fact_changed, rank_changed
from diple.mark.kinds.structure.vote import dissent, own_vote, result
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.mark.text.facts import NEAR, Fact, Facts, Places, fact_words, figures, places
from diple.model import Statement

OPENING = 8  # tokens of a title among which it names its kind
SELF_REACH = 1  # tokens before a document in which it names itself
TITLE_LINES = 2  # first blocks of a text that may be its title
SAME_ACT = 0.3  # share of content words from which two sentences tell of one act
LONG = 60  # tokens of a sentence over which one act need not answer another
NEXT_TO = 2  # segments between a dropped and an added sentence that answer one another
YEAR_REACH = 4  # tokens after a document or its signature within which its year stands
ACTS = ("adoption", "issue")
DENIED = 4  # tokens before a reservation that may deny it
# Ladders of what a text rests on: the words beside which they are facts of it, and how they are named.
GROUNDS = {
    "settlement": ("disputes", "how disputes on the text are settled"),
    "standing": ("parts", "the standing of a part of the text"),
}
LINE = 16  # tokens at the head of a line of signature among which its colon stands
MAKES = 5  # rank from which an act makes a text, and does not only take note of it


def facts_changed(context: Context) -> Iterator[Finding]:
    """X3: the facts of the whole text, wherever in the changed places they stand."""
    words = fact_words(context)
    if words is None or not context.pairs:
        return
    changed = places(context, words)
    if changed.old or changed.new:
        yield from kind(context, changed)
        yield from level(context, changed)
        yield from act(changed)
        yield from signature_lines(changed)
        yield from parties(changed)
        yield from result(changed)
        yield from own_vote(changed)
        yield from dissent(context, words, changed)
        yield from reservation(changed)
        yield from ground(changed)


# ---- the kind of document ----------------------------------------------------------------------


def kind(context: Context, changed: Places) -> Iterator[Finding]:
    """The kind of document: in the title, where it names itself, or where it is adopted or issued."""
    olds = list(own_kinds(context, changed, old=True))
    news = list(own_kinds(context, changed, old=False)) if olds else []
    if not news or {fact.hit.rank for fact in olds} & {fact.hit.rank for fact in news}:
        return
    first = next(((o, n) for o in olds for n in news if answers(o, n, context)), None)
    if first:
        old, new = first
        yield rank_changed(old, new, f"the kind of document: {new.hit.form} for {old.hit.form}", "document.kind")


def own_kinds(context: Context, changed: Places, *, old: bool) -> Iterator[Fact]:
    """The kinds of document that a text says it is, in changed places."""
    statement = context.old if old else context.new
    title_end = title_end_of(statement)
    both = (*changed.old, *changed.new)
    touched = {id(pair) for pair, facts in both if facts.may_change("document_type")}
    for pair, facts in changed.where("document_type", old=old):
        if id(pair) not in touched or (facts.side.start >= title_end and not may_be_own(facts)):
            continue
        for hit in facts.of("document_type"):
            if is_denied(facts, hit):
                continue
            if is_title(facts, hit, title_end) or names_itself(facts, hit) or is_made(facts, hit):
                yield Fact(pair, facts, hit)
                break


def may_be_own(facts: Facts) -> bool:
    """Whether a document may name itself here, or be adopted or issued."""
    return facts.may_have(*ACTS, "outcome") or not facts.side.keys.isdisjoint(facts.set_of("documents", "self"))


def is_title(facts: Facts, hit: Hit, title_end: int) -> bool:
    """Whether a document is named at the head of one of the first lines, which says nothing else: it has no verb."""
    span = next((s for s in facts.side.spans if s.start <= hit.start < s.end), None)
    if span is None or hit.start >= title_end or facts.side.start >= title_end:
        return False
    before = facts.tokens_between(span.start, hit.start)
    if not facts.words.spaced:
        return not before
    if len(before) > OPENING or (before and not facts.side.text[hit.start].isupper()):
        return False
    stop, verbs = facts.side.words.words("stop"), facts.side.words.words("auxiliaries")
    after = facts.tokens_between(hit.end, span.end)
    return not any(token.key in verbs for token in after) and all(
        token.capital or token.key in stop or not token.key[0].isalpha() for token in before
    )


def is_denied(facts: Facts, hit: Hit) -> bool:
    """Whether there is no such document."""
    return any(token.key in facts.set_of("votes", "denied") for token in facts.before(hit, SELF_REACH))


def names_itself(facts: Facts, hit: Hit) -> bool:
    """Whether "this" or "the present" stands before a document."""
    return any(token.key in facts.set_of("documents", "self") for token in facts.before(hit, SELF_REACH))


def is_made(facts: Facts, hit: Hit) -> bool:
    """Whether a document is adopted, signed or issued in its sentence, and is not one of a year past."""
    acts = [act for act in facts.of("issue") if (act.rank or 0) >= 3]
    acts += [act for act in facts.of("adoption") if (act.rank or 0) >= 8] + facts.of("outcome")
    act = facts.near(hit, acts)
    return act is not None and not (is_of_a_year(facts, hit) or is_of_a_year(facts, act))


def is_of_a_year(facts: Facts, hit: Hit) -> bool:
    """Whether a bare year follows, as behind a document that is only recalled: "signed in 1966"."""
    months = vocabulary(facts.words.language).tables.get("numbers", {}).get("months", {})
    after = facts.after(hit, YEAR_REACH)
    return any(
        token.key.isdigit() and len(token.key) == 4 and (at == 0 or after[at - 1].key not in months)
        for at, token in enumerate(after)
    )


def answers(old: Fact, new: Fact, context: Context) -> bool:
    """Whether two facts stand in one place: the same pair, both self-named, or in neighbouring segments."""
    if old.pair is new.pair or (names_itself(old.facts, old.hit) and names_itself(new.facts, new.hit)):
        return True
    numbers = {segment.id: at for at, segment in enumerate(context.segments)}
    return abs(numbers[old.pair.segment.id] - numbers[new.pair.segment.id]) <= NEXT_TO


def level(context: Context, changed: Places) -> Iterator[Finding]:
    """Those in whose name the title speaks: a statement of ministers, then of heads of state."""
    news = {id(pair): facts for pair, facts in changed.where("level", old=False)}
    for pair, old in changed.where("level", old=True):
        new = news.get(id(pair))
        if new is None or not (in_title(old, context.old) and in_title(new, context.new)):
            continue
        low, high = highest(old.of("level")), highest(new.of("level"))
        if low and high and low.rank != high.rank and pair.stands_changed(low, high):
            yield rank_changed(
                Fact(pair, old, low),
                Fact(pair, new, high),
                f"the level of those who speak: {high.form}",
                "document.level",
            )


def in_title(facts: Facts, statement: Statement) -> bool:
    """Whether a changed place is a title that names a kind of document."""
    end = title_end_of(statement)
    return any(is_title(facts, hit, end) for hit in facts.of("document_type"))


def highest(hits: Sequence[Hit]) -> Hit | None:
    """The highest of some levels."""
    return max(hits, default=None, key=lambda hit: hit.rank or 0)


def title_end_of(statement: Statement) -> int:
    """Where the first lines of a text end."""
    return statement.blocks[min(TITLE_LINES, len(statement.blocks)) - 1].end if statement.blocks else 0


# ---- the act, and who does it ------------------------------------------------------------------


def act(changed: Places) -> Iterator[Finding]:
    """A text is noted instead of adopted, initialled instead of signed, signed by others or by fewer."""
    kinds = (*ACTS, "presence")
    news = {id(pair): facts for pair, facts in changed.where(*kinds, old=False) if pair.old}
    for pair, old in changed.where(*kinds, old=True) if news else ():
        new = news.get(id(pair))
        if new is not None and pair.common >= SAME_ACT and (act_may_change(old) or act_may_change(new)):
            yield from found_in(pair, old, new)


def act_may_change(facts: Facts) -> bool:
    """Whether changed wording may hold an act, a level or a number."""
    return facts.may_change(*ACTS, "level") or figures(vocabulary(facts.words.language), facts.changed_keys)


def found_in(pair: Pair, old: Facts, new: Facts) -> Iterator[Finding]:
    """What changed of the act in one place: its kind, the level of those who act, their number."""
    for kind in ACTS:
        before, after = act_on_text(old, kind), act_on_text(new, kind)
        if before and after and before.rank != after.rank and pair.stands_changed(before, after) and short(old, new):
            yield rank_changed(
                Fact(pair, old, before), Fact(pair, new, after), f"the act on the text: {after.form}", "document.act"
            )
            break
    for level, what in ((signing_level, "signature"), (attending_level, "representation")):
        low, high = level(old), level(new)
        if low and high and low.rank != high.rank and pair.stands_changed(low, high):
            referent = f"the level of {what}: {high.form}"
            yield rank_changed(Fact(pair, old, low), Fact(pair, new, high), referent, "document.level")
            break
    few, many = signers(old), signers(new)
    if few and many and few[0] != many[0] and pair.stands_changed(few[1], many[1]):
        yield fact_changed(
            Fact(pair, old, few[1]),
            Fact(pair, new, many[1]),
            "strengthened" if many[0] > few[0] else "softened",
            f"the number of signatories: {many[1].form}",
            "document.signatories",
        )


def short(*sides: Facts) -> bool:
    """Whether sentences are short enough for one act to answer the other."""
    return all(len(facts.side.tokens) <= LONG for facts in sides)


def act_on_text(facts: Facts, kind: str) -> Hit | None:
    """The first act whose object or subject is a document, or with which the text signs itself: "Signed at Marl"."""
    texts = facts.set_of("documents", "texts")
    for hit in facts.of(kind):
        if hit.start == facts.side.start and facts.side.words.spaced:
            return hit
        if any(token.key in texts for token in (*facts.before(hit, NEAR), *facts.after(hit, NEAR))):
            return hit
    return None


def signing_level(facts: Facts) -> Hit | None:
    """The highest level named next to an act that makes a text."""
    acts = [hit for hit in facts.of("issue") if (hit.rank or 0) >= MAKES]
    levels = [hit for hit in facts.of("level") if facts.near(hit, acts)] if acts else []
    return highest(levels)


def attending_level(facts: Facts) -> Hit | None:
    """The highest level named next to words of representation: who was sent, who came, who led."""
    acts = facts.of("presence")
    levels = [hit for hit in facts.of("level") if facts.near(hit, acts) or within_any(hit, acts)] if acts else []
    return highest(levels)


def signers(facts: Facts) -> tuple[float, Hit] | None:
    """How many signed: a figure before "States", next to an act that makes a text."""
    acts = [hit for hit in facts.of("issue") if (hit.rank or 0) > MAKES] + facts.of("adoption")[:1]
    who = facts.set_of("documents", "signers")
    numbers = vocabulary(facts.words.language).tables.get("numbers", {}).get("words", {})
    tokens = facts.side.tokens
    for at, token in enumerate(tokens[:-1]):
        if tokens[at + 1].key in who and (token.key.isdigit() or token.key in numbers) and len(token.key) > 1:
            value = float(token.key if token.key.isdigit() else numbers[token.key])
            hit = Hit(
                "signers", None, token.start, tokens[at + 1].end, quoted(facts, token, tokens[at + 1]), "signatories"
            )
            return (value, hit) if facts.near(hit, acts, 3) else None
    return None


def quoted(facts: Facts, first: Token, last: Token) -> str:
    """The words from one token to another."""
    return facts.side.quote(first.start, last.end)


def signature_lines(changed: Places) -> Iterator[Finding]:
    """Who signs, where each side has a line of its own: "For Tarn: the President"; once a text."""
    news = {id(pair): facts for pair, facts in changed.where("level", old=False) if pair.old}
    for pair, old in changed.where("level", old=True) if news else ():
        new = news.get(id(pair))
        low, high = signs_line(old), signs_line(new) if new else None
        if new and low and high and low.rank != high.rank and pair.stands_changed(low, high):
            referent = f"the level of signature: {high.form} for {low.form}"
            yield rank_changed(Fact(pair, old, low), Fact(pair, new, high), referent, "document.level")
            return


def signs_line(facts: Facts) -> Hit | None:
    """The level of who signs in a line of signature: at its end, behind a colon, with "for" at its head."""
    tokens = facts.side.tokens
    if not tokens or tokens[0].key not in facts.set_of("documents", "signed_for"):
        return None
    colon = next((t for t in tokens[:LINE] if t.key in ":："), None)
    levels = [h for h in facts.of("level") if colon and 0 <= len(facts.tokens_between(colon.end, h.start)) <= 1]
    return highest([hit for hit in levels if colon and hit.start > colon.start])


def parties(changed: Places) -> Iterator[Finding]:
    """Where the text says who signed or ratified, a party leaves the text, or no longer does."""
    olds, news = (
        {id(pair): Fact(pair, facts, hit) for pair, facts in changed.where("exit", old=old) for hit in left(facts)}
        for old in (True, False)
    )
    for key, fact in {**olds, **news}.items():
        if (key in olds) == (key in news) or not names_parties(fact.pair):
            continue
        old, new = olds.get(key), news.get(key)
        referent = f"the parties to the text: {fact.hit.form}"
        yield fact_changed(old, new, "strengthened" if old else "softened", referent, "document.parties")


def left(facts: Facts) -> Sequence[Hit]:
    """The first withdrawal from a text, beside the name of one."""
    texts = facts.set_of("documents", "texts")
    return facts.of("exit")[:1] if not facts.side.keys.isdisjoint(texts) else ()


def names_parties(pair: Pair) -> bool:
    """Whether both sides tell how parties came to a text: who signed, who ratified."""
    return pair.old is not None and pair.new is not None and pair.common >= SAME_ACT


# ---- reservations ------------------------------------------------------------------------------


def reservation(changed: Places) -> Iterator[Finding]:
    """Somebody dissociates itself from the text, or no longer does."""
    olds = reservations(changed, old=True)
    news = reservations(changed, old=False)
    if bool(olds) != bool(news):
        fact = (olds or news)[0]
        who = fact.facts.side.quote(*fact.facts.side.spans[0])
        yield fact_changed(
            olds[0] if olds else None,
            news[0] if news else None,
            "strengthened" if olds else "softened",
            f"the unity behind the text: {who}",
            "document.reservation",
        )


def reservations(changed: Places, *, old: bool) -> Sequence[Fact]:
    """The reservations on the text in changed places."""
    return [
        Fact(pair, facts, hit)
        for pair, facts in changed.where("dissociation", old=old)
        for hit in facts.of("dissociation")[:1]
        if not any(token.key in facts.set_of("votes", "denied") for token in facts.before(hit, DENIED))
    ]


# ---- what a text rests on ----------------------------------------------------------------------


def ground(changed: Places) -> Iterator[Finding]:
    """How disputes on the text end, or what its annexes are, changes in one place."""
    news = {id(pair): facts for pair, facts in changed.where(*GROUNDS, old=False)}
    for pair, old in changed.where(*GROUNDS, old=True) if news else ():
        new = news.get(id(pair))
        for kind, (name, about) in GROUNDS.items() if new else ():
            if new is None or old.side.keys.isdisjoint(old.set_of("facts", name)) or pair.common < SAME_ACT:
                continue
            low, high = highest(old.of(kind)), highest(new.of(kind))
            if low and high and low.rank != high.rank and pair.stands_changed(low, high):
                yield rank_changed(
                    Fact(pair, old, low), Fact(pair, new, high), f"{about}: {high.form}", "document.ground"
                )


TEXT_RULES = (facts_changed,)
