"""How many of a group stand behind something (B2): "all members", "most members", "some members"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.sentence.restated import is_universal
from diple.mark.text.context import Context
from diple.model import Change, Span

HYPHEN = "-"  # behind "all" in "all-weather"
CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
ALL = 9.0  # rank of a quantifier from which it is of all
SOME = 5.0  # rank of a quantifier up to which it is of a part
ADJECTIVES = 2  # words that take the place of "all": "all tests", "atmospheric nuclear tests"
GROUP = 4  # words after a quantifier among which the group is named

SIZES = LadderRule("quantifier.size", "B2", ("quantifier",), "how many stand behind {object}", 0.5)


class Lone(NamedTuple):
    """A quantifier that only one side has."""

    side: Side
    other: Side
    hit: Hit
    span: Span
    gained: bool


@needs(touched=SIZES.kinds)
def size(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: one quantifier of a group gives way to another."""
    return (found for found in SIZES(pair, context) if is_of_a_group(pair, found))


@needs(unlike=SIZES.kinds)
def whole(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: "all" comes or goes before a group that acts."""
    lone = all_alone(pair, context)
    if lone and counts_people(lone.side, lone.span) and not (gives_a_number(pair, lone) and is_governed(lone)):
        yield of_quantifier(pair, lone, "B2", "quantifier.whole", f"how many stand behind {thing(lone)}")


@needs(unlike=SIZES.kinds)
def part(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: a quantifier of a part comes or goes by itself: "a handful of lenders held", "lenders held"."""
    lone = alone(pair, context)
    if lone is None or (lone.hit.rank or ALL) > SOME or not lone.side.touched(*lone.span):
        return
    if is_universal(lone.other) != is_universal(lone.side) or counts_time(lone):
        return
    group = next((t for t in lone.side.content_tokens if t.start >= lone.hit.end), None)
    if group is not None and is_group(lone.side, group) and stays(lone.other, group):
        yield of_quantifier(
            pair, lone, "B2", "quantifier.part", f"how many stand behind it: {thing(lone)}", turned=True
        )


# ---- which quantifier -----------------------------------------------------------------------------


def alone(pair: Edited, context: Context) -> Lone | None:
    """The quantifier that only one side has, in a clause that stays."""
    if pair.common < CLAUSE or pair.doubtful:
        return None
    lost, gained = pair.lost("quantifier"), pair.gained("quantifier")
    if bool(lost) == bool(gained) or not context.same_clause(pair):
        return None
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    return Lone(side, other, hit, Span(hit.start, hit.end), bool(gained))


def all_alone(pair: Edited, context: Context) -> Lone | None:
    """ "All" before a noun, where it came or went with hardly a word beside it and the other side says it nowhere."""
    lone = alone(pair, context)
    if lone is None or (lone.hit.rank or 0) < ALL or not changed_alone(pair, lone):
        return None
    if is_universal(lone.other) or counts_time(lone) or not determines(lone) or is_denied(lone):
        return None
    return lone


def determines(lone: Lone) -> bool:
    """Whether a quantifier is one of a noun: not of a vote ("unanimously"), nor a part of a word ("all-weather")."""
    side, span = lone.side, lone.span
    if side.text[span.end : span.end + 1] == HYPHEN:
        return False
    if any(span.start <= t.start < span.end and t.key in side.words.words("vote_nouns") for t in side.tokens):
        return False
    sentence = side.parsed_at(span.start)
    words = sentence.words_in(*span) if sentence else ()
    return not words or any(word.upos != "ADV" for word in words)


def is_denied(lone: Lone) -> bool:
    """Whether both sides deny: "no State shall" and "States shall not" deny alike."""
    denials = lone.side.of(["negation"]) if lone.other.of(["negation"]) else []
    return any(overlap(denied.start, denied.end, *lone.span) for denied in denials)


def counts_time(lone: Lone) -> bool:
    """Whether a quantifier counts a unit of time: "each month" says how often."""
    units = lone.side.words.tables.get("numbers", {}).get("units", {})
    after = next((t for t in lone.side.tokens if t.start >= lone.span.end), None)
    return after is not None and units.get(after.key, (0, ""))[1] == "days"


def changed_alone(pair: Edited, lone: Lone) -> bool:
    """Whether a quantifier came or went with hardly a word beside it, and no adjective took its place."""
    most = len(lone.side.text[lone.span.start : lone.span.end].split())
    for change in pair.changes:
        quote = change.new if lone.gained else change.old
        near = quote is not None and overlap(quote.start, quote.end, *lone.span)
        if quote and near and len(quote.quote.split()) <= most and not gives_way(change, lone):
            return True
    return False


def gives_way(change: Change, lone: Lone) -> bool:
    """Whether an adjective takes the place of a quantifier: then S1 names the two together."""
    quote = change.old if lone.gained else change.new
    return quote is not None and is_adjective(lone.other, Span(quote.start, quote.end))


def is_adjective(side: Side, span: Span) -> bool:
    """Whether a stretch is one or two plain words before a noun, and no known phrase."""
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    after = next((t for t in side.tokens if t.start >= span.end), None)
    plain = all(t in side.content_tokens and t.key.isalpha() and not t.capital for t in words)
    known = any(h.kind in ("quantifier", "intensity") and h.start < span.end and span.start < h.end for h in side.hits)
    return 0 < len(words) <= ADJECTIVES and plain and not known and after is not None and after in side.content_tokens


def gives_a_number(pair: Edited, lone: Lone) -> bool:
    """Whether a quantifier took the place of a number, or gave way to one: "20 prisoners", "all prisoners"."""
    starts = lone.side.words.tables.get("numbers", {}).get("starts", frozenset())
    for change in pair.changes:
        mine, theirs = (change.new, change.old) if lone.gained else (change.old, change.new)
        if mine and theirs and overlap(mine.start, mine.end, *lone.span):
            first = theirs.quote.split(" ", 1)[0].casefold()
            return first[:1].isdigit() or first in starts
    return False


def is_governed(lone: Lone) -> bool:
    """Whether a preposition precedes a phrase: of those that it counts something is said, they say nothing."""
    before = next((t.key for t in reversed(lone.side.tokens) if t.end <= lone.span.start), "")
    return before in lone.side.words.words("object_ends")


# ---- what it counts -------------------------------------------------------------------------------


def is_of_a_group(pair: Edited, found: Finding) -> bool:
    """Whether what is counted are people, States, members; true where nothing counted is named."""
    sides = [(side, spans[0]) for side, spans in ((pair.old, found.old), (pair.new, found.new)) if spans]
    if sides and all(is_reached(*one) for one in sides):
        return False
    return all(counts_people(*one) for one in sides)


def is_reached(side: Side, span: Span) -> bool:
    """Whether a quantifier counts those whom something reaches, and who say nothing: "exports to all buyers"."""
    before = [t.key for t in side.tokens if t.end <= span.start][-2:]
    if len(before) < 2 or before[1] not in side.words.words("reaching"):
        return False
    return before[0][0].isalnum() and before[0] not in side.words.words("suiting")


def counts_people(side: Side, span: Span) -> bool:
    """Whether the noun after a quantifier is one for people or States; true where a verb follows at once."""
    if not side.words.words("group_nouns"):
        return True
    after = [t for t in side.tokens if t.start >= span.end][:GROUP]
    found = next(((at, told) for at, token in enumerate(after) if (told := people_by(side, token)) is not None), None)
    if found is None:
        return False
    at, told = found
    return at == 0 if told == "end" else told == "people"


def people_by(side: Side, token: Token) -> str | None:
    """What a word after a quantifier shows: "people", "things", or "end" of the phrase; None where it shows nothing."""
    words, key = side.words, token.key
    if key in words.tables.get("numbers", {}).get("units", {}):
        return "things"
    if is_group(side, token) or key in words.union("single_speakers", "speaking_bodies") or token.capital:
        return "people"
    if not key[0].isalpha() or (key in words.words("object_ends") and key != "of"):
        return "end"
    return "people" if key in words.union("auxiliaries", "speech_verbs") else None


def is_group(side: Side, token: Token) -> bool:
    """Whether a word is one for people or States in the plural."""
    words = side.words
    return token.key in words.words("group_nouns") or token.key.endswith(tuple(words.words("group_endings")))


def stays(side: Side, token: Token) -> bool:
    """Whether a side has a group without a number, a pronoun of ownership or an article before it."""
    numbers = side.words.tables.get("numbers", {}).get("words", {})
    heads = side.words.union("determiners", "articles_before_names") | frozenset(numbers)
    at = next((at for at, other in enumerate(side.tokens) if other.key == token.key), None)
    return at is not None and (at == 0 or side.tokens[at - 1].key not in heads)


def thing(lone: Lone) -> str:
    """The noun phrase that a quantifier counts."""
    return noun_phrase(lone.side, lone.span)


def of_quantifier(pair: Edited, lone: Lone, code: str, rule: str, about: str, *, turned: bool = False) -> Finding:
    """The claim on a quantifier that came or went: one of all strengthens where it comes, one of a part is `turned`."""
    old, new = ((), (lone.span,)) if lone.gained else ((lone.span,), ())
    return Finding(
        code,
        rule,
        "strengthened" if lone.gained != turned else "softened",
        about,
        f"{glossed(lone.hit)} is {'added' if lone.gained else 'dropped'} in “{clause(lone.side, *lone.span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (size, whole, part)
