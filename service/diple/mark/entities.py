"""Names: who acts (A1), who is alluded to (A3), and who stands on a list (S2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.referents import clause, matter, subject
from diple.mark.vocabulary import Hit, Token
from diple.model import Direction, Span

KEPT = 0.3  # share of the content words that must stay for an act to be the same act
ACT_GAP = 4  # code points between an act and its author: " of "
PREFIX = 5  # letters that a name and its adjective share: Tarn, Tarnese


class Name(NamedTuple):
    """A run of capitalised words: its key, its span, and the index of its first and last token."""

    key: str
    start: int
    end: int
    first: int
    last: int
    possessive: bool


def name_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """A name enters or leaves a sentence that stays: A1 where it acts, A3 where an allusion answers it, else S2."""
    if pair.old is None or pair.new is None:
        return
    capital = any(token.capital for side in (pair.old, pair.new) for token in side.changed_tokens)
    if not capital or pair.common < KEPT or not context.same_clause(pair):
        return
    before, after = names(pair.old), names(pair.new)
    lost = [n for n in before if counts(pair.old, n) and absent(n, after, pair.new)]
    gained = [n for n in after if counts(pair.new, n) and absent(n, before, pair.old)]
    if lost and gained:
        yield from replaced(pair, lost[0], gained[0])
    for name in () if gained else lost[:1]:
        yield told(pair, name, pair.old, pair.gained("veil"), "softened")
    for name in () if lost else gained[:1]:
        yield told(pair, name, pair.new, pair.lost("veil"), "strengthened")


def counts(side: Side, name: Name) -> bool:
    """Whether a name stands in changed wording, outside courtesies and venues."""
    if not side.touched(name.start, name.end):
        return False
    tokens = side.tokens
    before = " ".join(t.key for t in tokens[max(0, name.first - 2) : name.first])
    if before.split(" ")[-1] in side.words.words("place_prepositions"):
        return not side.of(["venue"]) and before.split(" ")[-1] not in side.words.words("venue_prepositions")
    return not any(abs(hit.start - name.start) < 80 for hit in side.of(["venue"]))


def told(pair: Pair, name: Name, side: Side, veils: list[Hit], direction: Direction) -> Finding:
    """A finding on one name that leaves (softened) or enters (strengthened)."""
    span = Span(name.start, name.end)
    other = pair.new if side is pair.old else pair.old
    assert other
    gone = side is pair.old
    veil = next((h for h in veils if other.touched(h.start, h.end)), None)
    here, there = (span,), (Span(veil.start, veil.end),) if veil else ()
    old, new = (here, there) if gone else (there, here)
    word = side.quote(*span)
    act = act_of(side, name)
    if veil:
        code, rule, referent = "A3", "entities.veil", f"the naming of {word}"
        text = f"“{word}” and “{veil.form}” answer one another: the actor is {'no longer' if gone else 'now'} named"
    elif acts(side, name):
        code, rule, referent = "A1", "entities.agent", f"the responsibility of {word} for {act}"
        text = f"“{word}” is {'no longer' if gone else 'now'} named as the one who acts"
    else:
        code, rule, referent = "S2", "entities.list", f"{word}, in: {act}"
        text = f"“{word}” is {'no longer' if gone else 'now'} named"
        direction = "mixed"
    return Finding(
        code,
        rule,
        direction,
        referent,
        f"{text}, in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def replaced(pair: Pair, old: Name, new: Name) -> Iterator[Finding]:
    """S2: one name gives way to another."""
    assert pair.old and pair.new
    spans = Span(old.start, old.end), Span(new.start, new.end)
    words = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    yield Finding(
        "S2",
        "entities.list",
        "mixed",
        f"{words[0]}, in: {act_of(pair.old, old)}",
        f"“{words[0]}” gives way to “{words[1]}”, in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def act_of(side: Side, name: Name) -> str:
    """What a name does or is part of, in the sentence's words."""
    span = Span(name.start, name.end)
    return (
        matter(side, span) if name.possessive or name.first == 0 else subject(side, name.start, 8) or matter(side, span)
    )


def acts(side: Side, name: Name) -> bool:
    """Whether a name is an agent: "by X", "X's …", "X" before a verb at the head of a clause, "of X" after an act."""
    tokens, words = side.tokens, side.words
    if name.possessive or follows_act(side, name):
        return True
    before = [t.key for t in tokens[max(0, name.first - 7) : name.first]]
    if any(key in words.words("agent_prepositions") for key in before) and not is_listed(side, name):
        return True
    if not words.tables.get("subject_first"):
        return False
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    while before and before[-1] in words.words("articles_before_names"):
        before.pop()
    if (
        after is not None
        and after.key in words.words("auxiliaries")
        and (not before or before[-1] in words.words("actor_of"))
    ):
        return True
    governed = bool(before) and before[-1] in words.words("object_ends") - words.words("clause_starts")
    followed = after is not None and after.key[0].isalpha() and after.key not in words.words("object_ends")
    return followed and not governed and not is_listed(side, name)


def follows_act(side: Side, name: Name) -> bool:
    """Whether a name stands right after the name of an act: "the aggression of X"."""
    return any(0 <= name.start - act.end <= ACT_GAP for act in side.of(["label"]))


def is_listed(side: Side, name: Name) -> bool:
    """Whether a name stands in a list of names."""
    tokens, links = side.tokens, side.words.words("list_links")
    near = [tokens[i] for i in (name.first - 1, name.last + 1) if 0 <= i < len(tokens)]
    beyond = [tokens[i] for i in (name.first - 2, name.last + 2) if 0 <= i < len(tokens)]
    return any(t.key in links for t in near) and any(t.capital for t in beyond)


def absent(name: Name, others: list[Name], side: Side) -> bool:
    """Whether no other name is the same: no shared beginning, no acronym of it, and not spoken of just before."""
    first = name.key.split(" ")
    for other in others:
        if acronym(first) == other.key or acronym(other.key.split(" ")) == name.key:
            return False
    capitals = [token.key.removesuffix("'s") for token in side.tokens if token.capital]
    if any(alike(a, b) for a in first for b in capitals):
        return False
    window = side.text[max(0, side.start - 200) : side.start]
    return max(first, key=len)[:PREFIX] not in window.lower()


def alike(one: str, other: str) -> bool:
    """Whether two words begin alike, as a name and its adjective do."""
    return one[:PREFIX] == other[:PREFIX] or (min(len(one), len(other)) == 4 and one[:4] == other[:4])


def acronym(parts: list[str]) -> str:
    """The first letters of a name's words."""
    return "".join(part[0] for part in parts)


def names(side: Side) -> list[Name]:
    """The names of a side: runs of capitalised words that are not common words at the head of a sentence."""
    if not side.words.spaced:
        return []
    common, starts = (
        side.words.words("common_capitals") | side.words.words("stop"),
        {s.start for s in side.spans},
    )
    found: list[list[int]] = []
    for at, token in enumerate(side.tokens):
        if token.capital and token.key not in common and not opens(side, token, starts):
            if found and found[-1][-1] == at - 1:
                found[-1].append(at)
            else:
                found.append([at])
    return [as_name(side.tokens, run) for run in found]


def opens(side: Side, token: Token, starts: set[int]) -> bool:
    """Whether a capital is only that of a sentence's first word: known names elsewhere in the text tell."""
    if token.key.endswith("'s") or not any(token.start == at or label(side, at, token.start) for at in starts):
        return False
    word = side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")
    return not occurs_inside(side.statement.text, word)


def label(side: Side, start: int, end: int) -> bool:
    """Whether only a list label or marks stand between a sentence's start and a word."""
    return start < end <= start + 8 and not any(ch.isalpha() for ch in side.text[start:end].replace("(a)", ""))


def occurs_inside(text: str, word: str) -> bool:
    """Whether a capitalised word also stands after a small letter or comma somewhere, as only names do."""
    at = text.find(" " + word)
    while at > 0:
        if text[at - 1].islower() or text[at - 1] == ",":
            return True
        at = text.find(" " + word, at + 1)
    return False


def as_name(tokens: list[Token], run: list[int]) -> Name:
    """A run of tokens as one name."""
    keys = [tokens[i].key.removesuffix("'s") for i in run]
    possessive = tokens[run[-1]].key.endswith("'s")
    return Name(" ".join(keys), tokens[run[0]].start, tokens[run[-1]].end, run[0], run[-1], possessive)


RULES = (name_change,)
