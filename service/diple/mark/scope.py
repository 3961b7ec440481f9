"""Who and how much: scope (S1), quantifiers (B2), whose view it is (B1), labels (A2), titles (R1, C1)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.evidence import UNLISTED, Context, Finding, Pair, Side, stem
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, matter
from diple.mark.vocabulary import Token
from diple.model import Span

MEMBER = 14  # tokens of the longest member of a list
NOT_IN_A_LIST = ("modality", "directive", "negation", "hedge", "caveat", "wrapper")

quantifier = LadderRule("scope.quantifier", "B2", ("quantifier",), "how many stand behind {object}", 0.5)
attribution = LadderRule("scope.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5)
extent = LadderRule(
    "scope.extent",
    "S1",
    ("scope", "person_scope", "protected_scope", "interest_scope"),
    "the reach of {object}",
    small=0.5,
    least=0.5,
    noun=True,
)
label = LadderRule(
    "scope.label",
    "A2",
    ("label", "actor_label", "atrocity", "breach_label", "territory_label"),
    "blame in the naming of {object}",
    1.0,
    adjacent=True,
    noun=True,
)
title = LadderRule(
    "scope.title", "R1", ("partnership", "cn_ru_signature"), "the relationship: {object}", 0.5, adjacent=True
)
position = LadderRule("scope.position", "C1", ("taiwan_position",), "the commitment on Taiwan: {object}", 0.5)
demand = LadderRule(
    "scope.demand",
    "F3",
    ("ceasefire", "korea_denuke", "fossil", "alliance_guarantee", "net_zero", "derisk", "ua_duration"),
    "the formula of {object}",
    0.5,
    adjacent=True,
    noun=True,
)


def limit(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    if pair.old is None or pair.new is None or pair.common < 0.4 or pair.doubtful:
        return
    lost, gained = pair.lost("scope"), pair.gained("scope")
    if bool(lost) == bool(gained):
        return
    side, hit = (pair.new, gained[0]) if gained else (pair.old, lost[0])
    if not side.touched(hit.start, hit.end):
        return
    span = Span(hit.start, hit.end)
    wide = (hit.rank or 0) >= 5
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.limit",
        "strengthened" if wide == bool(gained) else "softened",
        f"the reach of {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def member(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: a list grows or shrinks by something that bears no name."""
    if pair.old is None or pair.new is None or pair.common < 0.5 or pair.reworded:
        return
    for change in pair.changes:
        quote, side = (change.old, pair.old) if change.new is None else (change.new, pair.new)
        if quote and (change.old is None or change.new is None):
            tokens = [t for t in side.tokens if quote.start <= t.start < quote.end]
            other = pair.old if side is pair.new else pair.new
            if is_member(side, tokens, quote.end) and not said_elsewhere(side, tokens, context, other):
                yield listed(pair, side, Span(quote.start, quote.end))


def said_elsewhere(side: Side, tokens: list[Token], context: Context, other: Side) -> bool:
    """Whether a member of a list only moved in its sentence, or, in a series, stands in the other text's words."""
    words = [t for t in tokens if t in side.content_tokens]
    if all(stem(t.key) in other.stems for t in words):
        return True
    text = other.statement.text.lower() if context.mode == "succession" else ""
    return bool(text) and " ".join(t.key for t in words) in text


def is_member(side: Side, tokens: list[Token], end: int) -> bool:
    """Whether a stretch is one more member of a list: it begins or ends with a comma or "and", and names no one."""
    links = side.words.words("list_links")
    if not tokens or any(t.capital for t in tokens) or len(tokens) > MEMBER:
        return False
    if any(t.key[0].isdigit() for t in tokens):
        return False
    binding = any(tokens[0].start <= hit.start < end for hit in side.of(NOT_IN_A_LIST))
    content = [t for t in tokens if t in side.content_tokens]
    return bool(content) and not binding and (tokens[0].key in links or tokens[-1].key in links)


def listed(pair: Pair, side: Side, span: Span) -> Finding:
    """A finding of S1 on a member of a list."""
    gone = side is pair.old
    old, new = ((span,), ()) if gone else ((), (span,))
    words = side.quote(*span).strip(" ,")
    return Finding(
        "S1",
        "scope.member",
        "softened" if gone else "strengthened",
        f"the reach of the list: {words}",
        f"“{words}” is {'dropped from' if gone else 'added to'} “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=() if any(span.start <= hit.start < span.end for hit in side.concepts) else (UNLISTED,),
    )


RULES = (quantifier, attribution, extent, label, title, position, demand, limit, member)
