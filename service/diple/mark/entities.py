"""Names: who acts (A1), who is alluded to (A3), and who stands on a list (S2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.mark.evidence import Context, Finding, Pair, Side, stem
from diple.mark.referents import clause, matter, subject
from diple.mark.vocabulary import Hit, Token
from diple.model import Change, Direction, Span

KEPT = 0.3  # share of the content words that must stay for an act to be the same act
BY = 12  # tokens between "by" and the name of the one who acts: "by armed men in the service of the government of"
NEAR = 2  # content words next to "by" in which the act must stand
ARTICLE = 5  # code points of an article before a name
MARKS = " ,;:“”\"'("
ACT_GAP = 4  # code points between an act and its author: " of "
PREFIX = 5  # letters that a name and its adjective share: Tarn, Tarnese


# Whether a word is a name is looked up in so many characters around it, at so many of its places.
NEARBY = 100_000
MOST_PLACES = 200


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
    if not capital or (pair.common < KEPT and not pair.answering) or not context.same_clause(pair):
        return
    before, after = names(pair.old), names(pair.new)
    lost = [n for n in before if counts(pair.old, n) and absent(n, after, pair.new)]
    gained = [n for n in after if counts(pair.new, n) and absent(n, before, pair.old)]
    if lost and gained:
        found = list(replaced(pair, lost[0], gained[0]))
    elif lost:
        found = [told(pair, lost[0], pair.old, pair.gained("veil"), "softened")]
    else:
        found = [told(pair, name, pair.new, pair.lost("veil"), "strengthened") for name in gained[:1]]
    yield from (finding for finding in found if finding.code == "A3" or is_news(pair, context, finding, lost, gained))


def is_news(pair: Pair, context: Context, finding: Finding, lost: list[Name], gained: list[Name]) -> bool:
    """Whether a name is worth a marker: in a series, only one that the whole other text has not.

    Of two censures that answer one another, only the author of the act.
    """
    if pair.answering:
        return finding.code == "A1"
    if context.mode == "revision":
        return True
    texts = ((lost, context.new.text), (gained, context.old.text))
    return all(max(name.key.split(" "), key=len) not in text.lower() for found, text in texts for name in found[:1])


def counts(side: Side, name: Name) -> bool:
    """Whether a name stands in changed wording, outside courtesies and venues, and names no speaker ("the X side")."""
    if not side.touched(name.start, name.end):
        return False
    if any(hit.start < name.end and name.start < hit.end for hit in side.of(["attribution"])):
        return False
    if name.first and side.tokens[name.first - 1].key == "(":  # a short form beside the name in full
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
    elif acts(side, name) and is_act_of_both(pair, side, other, name):
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
    """What a name does or is part of, in the sentence's words: before "by" or "of", else after the name."""
    span = Span(name.start, name.end)
    keys = [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    before = "" if name.possessive or name.first == 0 else subject(side, by_place(side, name), 8)
    linked = follows_by(side, keys) or follows_act(side, name)
    found = before if linked and before else matter(side, span) or before
    return found.strip(MARKS) or clause(side, *span)


def by_place(side: Side, name: Name) -> int:
    """Where "by" stands before a name, or else the name itself."""
    for token in reversed(side.tokens[max(0, name.first - BY) : name.first]):
        if token.key in side.words.words("agent_prepositions"):
            return token.start
    return name.start


def is_act_of_both(pair: Pair, side: Side, other: Side, name: Name) -> bool:
    """Whether the act stands on both sides and only its author came or went, and no other subject took the place."""
    keys = [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    if name.possessive or follows_act(side, name) or follows_by(side, keys):
        at = by_place(side, name)
        near = [t for t in side.content_tokens if t.end <= at][-NEAR:] or side.content_tokens[:NEAR]
        near = [t for t in side.content_tokens if t.start >= name.end][:NEAR] if name.possessive else near
        return pair.answering or any(stem(t.key) in other.stems for t in near)
    return not any(takes_the_place(change, side is pair.old, name, other) for change in pair.changes)


def takes_the_place(change: Change, gone: bool, name: Name, other: Side) -> bool:
    """Whether a change puts another noun where the name stood."""
    here, there = (change.old, change.new) if gone else (change.new, change.old)
    if not here or not there or not (here.start < name.end and name.start < here.end):
        return False
    first = next((t for t in other.content_tokens if there.start <= t.start < there.end), None)
    return first is not None and here.start >= name.start - ARTICLE


def acts(side: Side, name: Name) -> bool:
    """Whether a name is an agent: "by X", "X's …", "X" before a verb at the head of a clause, "of X" after an act."""
    tokens, words = side.tokens, side.words
    if name.possessive or follows_act(side, name):
        return True
    before = [t.key for t in tokens[max(0, name.first - BY) : name.first]]
    if follows_by(side, before) and not is_listed(side, name):
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


def follows_by(side: Side, before: list[str]) -> bool:
    """Whether "by" stands before a name in one phrase: no comma, verb of duty or number between."""
    for key in reversed(before):
        if key in side.words.words("agent_prepositions"):
            return True
        if not key[0].isalpha() or key in side.words.words("auxiliaries") or key in side.words.words("clause_starts"):
            return False
    return False


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
            if found and follows(side.tokens, found[-1][-1], at):
                found[-1].append(at)
            else:
                found.append([at])
    return [as_name(side.tokens, run) for run in found]


def follows(tokens: list[Token], last: int, at: int) -> bool:
    """Whether a capitalised word goes on with a name: right after it, or after an initial ("Loretta J. Mester")."""
    return last == at - 1 or (last == at - 2 and len(tokens[last].key) == 1 and tokens[last + 1].key == ".")


def opens(side: Side, token: Token, starts: set[int]) -> bool:
    """Whether a capital is only that of a sentence's first word: known names elsewhere in the text tell."""
    if token.key.endswith("'s") or not any(token.start == at or label(side, at, token.start) for at in starts):
        return False
    word = side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")
    text, first, last = side.statement.text, max(0, token.start - NEARBY), token.end + NEARBY
    return not occurs_inside(text, word, first, last) or text.find(f" {word.lower()} ", first, last) >= 0


def label(side: Side, start: int, end: int) -> bool:
    """Whether only a list label or marks stand between a sentence's start and a word."""
    return start < end <= start + 8 and not any(ch.isalpha() for ch in side.text[start:end].replace("(a)", ""))


def occurs_inside(text: str, word: str, first: int, last: int) -> bool:
    """Whether a capitalised word also stands after a small letter or comma in a stretch, as only names do."""
    at = text.find(" " + word, first, last)
    for _ in range(MOST_PLACES):
        if at <= 0:
            return False
        if text[at - 1].islower() or text[at - 1] == ",":
            return True
        at = text.find(" " + word, at + 1, last)
    return False


def as_name(tokens: list[Token], run: list[int]) -> Name:
    """A run of tokens as one name."""
    keys = [tokens[i].key.removesuffix("'s") for i in run]
    first, last = run[0], run[-1]
    while last + 1 < len(tokens) and tokens[last + 1].capital and not tokens[last].key.endswith("'s"):
        last += 1
    return Name(" ".join(keys), tokens[first].start, tokens[last].end, first, last, tokens[last].key.endswith("'s"))


RULES = (name_change,)
