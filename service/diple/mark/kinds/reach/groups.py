"""How many: quantifiers of a group (B2) and of things (S1), and who is meant by "everyone" and "every docker" (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.nouns import noun_phrase
from diple.mark.sentence.restated import is_universal
from diple.mark.text.context import Context
from diple.model import Change, Direction, Quote, Span

HYPHEN = "-"  # behind "all" in "all-weather"
CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
ALL = 9.0  # rank of a quantifier from which it is of all
SOME = 5.0  # rank of a quantifier up to which it is of a part
ADJECTIVES = 2  # words that take the place of "all": "all tests", "atmospheric nuclear tests"
GROUP = 4  # words after a quantifier among which the group is named
CLASS = 4  # words of the name of a class: "every docker", "citizens of the two States"
LONGEST = 12  # tokens of "all who tend the sick and the wounded"

sizes = LadderRule("scope.quantifier", "B2", ("quantifier",), "how many stand behind {object}", 0.5)


@needs(kinds=sizes.kinds)
def quantifier(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2 where a quantifier counts those who stand behind something, S1 where it counts things and places."""
    for finding in sizes(pair, context):
        yield finding if is_of_a_group(pair, finding) else of_things(pair, finding)
    yield from whole_group(pair, context)


def is_of_a_group(pair: Pair, finding: Finding) -> bool:
    """Whether what is counted are people, States, members; true where nothing counted is named."""
    sides = [(side, spans[0]) for side, spans in ((pair.old, finding.old), (pair.new, finding.new)) if side and spans]
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
    groups = side.words.union("group_nouns", "single_speakers")
    endings = tuple(side.words.words("group_endings"))
    units = side.words.tables.get("numbers", {}).get("units", {})
    for at, token in enumerate([t for t in side.tokens if t.start >= span.end][:GROUP]):
        key = token.key
        if key in units:
            return False
        if key in groups or key in side.words.words("speaking_bodies") or key.endswith(endings) or token.capital:
            return True
        if not key[0].isalpha():
            return at == 0
        if key in side.words.words("auxiliaries") or key in side.words.words("speech_verbs"):
            return True
        if key in side.words.words("object_ends") and key != "of":
            return at == 0
    return False


def of_things(pair: Pair, finding: Finding) -> Finding:
    """A change of quantifier over things, as S1."""
    assert pair.new
    return replace(
        finding,
        code="S1",
        rule="scope.quantity",
        referent=f"the reach of {noun_phrase(pair.new, finding.new[0])}",
    )


def whole_group(pair: Edited, context: Context) -> Iterator[Finding]:
    """ "All" comes or goes by itself: B2 before a group that acts, S1 before what an obligation covers."""
    if pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("quantifier"), pair.gained("quantifier")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    span = Span(hit.start, hit.end)
    if is_universal(other) or counts_time(side, span) or side.text[span.end : span.end + 1] == HYPHEN:
        return
    if any(hit.start <= t.start < hit.end and t.key in side.words.words("vote_nouns") for t in side.tokens):
        return  # X3 tells how a text was adopted
    if other.of(["negation"]) and any(overlap(denied.start, denied.end, *span) for denied in side.of(["negation"])):
        return  # "no State shall" and "States shall not" deny alike
    if (hit.rank or 0) < ALL or not changed_alone(pair, side, span) or not context.same_clause(pair):
        return
    number = answering_number(pair, side, span)
    people = counts_people(side, span) and not (number and is_governed(side, span))
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "B2" if people else "S1",
        "scope.whole",
        "strengthened" if gained else "softened",
        f"{'how many stand behind' if people else 'the reach of'} {noun_phrase(side, span)}",
        f"{glossed(hit)} is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=() if number else (("small_step", "a plural without “all” may mean all of them"),),
    )


def answering_number(pair: Pair, side: Side, span: Span) -> bool:
    """Whether a quantifier took the place of a number, or gave way to one: "20 prisoners", "all prisoners"."""
    starts = side.words.tables.get("numbers", {}).get("starts", frozenset())
    for change in pair.changes:
        mine, theirs = (change.old, change.new) if side is pair.old else (change.new, change.old)
        if mine and theirs and overlap(mine.start, mine.end, *span):
            first = theirs.quote.split(" ", 1)[0].casefold()
            return first[:1].isdigit() or first in starts
    return False


def is_governed(side: Side, span: Span) -> bool:
    """Whether a preposition stands before a phrase: of those it counts something is said, they say nothing."""
    before = next((t.key for t in reversed(side.tokens) if t.end <= span.start), "")
    return before in side.words.words("object_ends")


def counts_time(side: Side, span: Span) -> bool:
    """Whether a quantifier stands before a unit of time: "each month" says how often."""
    units = side.words.tables.get("numbers", {}).get("units", {})
    after = next((t for t in side.tokens if t.start >= span.end), None)
    return after is not None and units.get(after.key, (0, ""))[1] == "days"


def changed_alone(pair: Pair, side: Side, span: Span) -> bool:
    """Whether a phrase came or went with hardly a word beside it."""
    quotes = [change.old if side is pair.old else change.new for change in pair.changes]
    room = len(side.text[span.start : span.end].split())
    return any(
        quote
        and overlap(quote.start, quote.end, *span)
        and len(quote.quote.split()) <= room
        and not gives_way(pair, change, side)
        for quote, change in zip(quotes, pair.changes, strict=True)
    )


def gives_way(pair: Pair, change: Change, side: Side) -> bool:
    """Whether an adjective takes the place of what a change has on a side: then the two are told together."""
    quote, other = (change.new, pair.new) if side is pair.old else (change.old, pair.old)
    return quote is not None and other is not None and is_adjective(other, Span(quote.start, quote.end))


def narrowed(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "all" gives way to an adjective, or the reverse: "all tests", "atmospheric tests"."""
    if pair.common < CLAUSE or pair.reworded:
        return
    for change in pair.changes:
        if change.old is None or change.new is None:
            continue
        spans = Span(change.old.start, change.old.end), Span(change.new.start, change.new.end)
        for whole, part, at in ((pair.old, pair.new, 0), (pair.new, pair.old, 1)):
            if is_all(whole, spans[at]) and is_adjective(part, spans[1 - at]):
                yield Finding(
                    "S1",
                    "scope.narrowed",
                    "strengthened" if at else "softened",
                    f"the reach of {noun_phrase(part, spans[1 - at])}",
                    f"“{whole.quote(*spans[at])}” {'takes' if at else 'gives'} the place of "
                    f"“{part.quote(*spans[1 - at])}” in “{clause(pair.new, *spans[1])}”.",
                    (spans[0],),
                    (spans[1],),
                    (change.id,),
                    terms=(UNLISTED,),
                )


def is_all(side: Side, span: Span) -> bool:
    """Whether a stretch is a quantifier of all."""
    if not side.words.may_open("quantifier", frozenset([side.text[span.start : span.end].strip().lower()])):
        return False
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    hits = side.of(["quantifier"])
    return len(words) == 1 and any((h.rank or 0) >= ALL and h.start <= words[0].start < h.end for h in hits)


def is_adjective(side: Side, span: Span) -> bool:
    """Whether a stretch is one or two plain words before a noun, and no known phrase."""
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    after = next((t for t in side.tokens if t.start >= span.end), None)
    plain = all(t in side.content_tokens and t.key.isalpha() and not t.capital for t in words)
    known = any(h.kind in ("quantifier", "intensity") and h.start < span.end and span.start < h.end for h in side.hits)
    return 0 < len(words) <= ADJECTIVES and plain and not known and after is not None and after in side.content_tokens


@needs(unlike=("quantifier",))
def part_of_group(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: a quantifier of a part comes or goes by itself: "a handful of lenders held", "lenders held"."""
    if pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("quantifier"), pair.gained("quantifier")
    if bool(lost) == bool(gained) or not context.same_clause(pair):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    span = Span(hit.start, hit.end)
    if (hit.rank or ALL) > SOME or not side.touched(*span) or is_universal(other) != is_universal(side):
        return
    group = next((t for t in side.content_tokens if t.start >= hit.end), None)
    if group is None or not is_group(side, group) or not stays(other, group) or counts_time(side, span):
        return
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "B2",
        "scope.part",
        "softened" if gained else "strengthened",
        f"how many stand behind it: {noun_phrase(side, span)}",
        f"{glossed(hit)} is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def is_group(side: Side, token: Token) -> bool:
    """Whether a word is one for people or States in the plural."""
    words = side.words
    return token.key in words.words("group_nouns") or token.key.endswith(tuple(words.words("group_endings")))


def stays(side: Side, token: Token) -> bool:
    """Whether a side has a group without a number, a pronoun of ownership or an article before it."""
    tables = side.words.tables.get("numbers", {}).get("words", {})
    heads = side.words.union("determiners", "articles_before_names") | frozenset(tables)
    for at, other in enumerate(side.tokens):
        if other.key == token.key:
            return at == 0 or side.tokens[at - 1].key not in heads
    return False


def universal_class(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: whoever it may be gives way to a class of persons, or the reverse: "everyone detained", "every docker"."""
    if pair.reworded or pair.common < CLAUSE:
        return
    if universals(pair.old).isdisjoint(pair.old.keys | pair.new.keys) and not opens_relative(pair):
        return
    for change in pair.changes:
        if change.old is None or change.new is None:
            continue
        for wide, narrow, sides, direction in (
            (change.old, change.new, (pair.old, pair.new), "softened"),
            (change.new, change.old, (pair.new, pair.old), "strengthened"),
        ):
            if is_whoever(sides[0], wide) and is_class(sides[1], narrow):
                yield of_class(pair, change, "softened" if direction == "softened" else "strengthened")


def universals(side: Side) -> frozenset[str]:
    """The pronouns for whoever it may be."""
    return side.words.words("universal_persons")


def opens_relative(pair: Pair) -> bool:
    """Whether "all who" or "those who" stands in changed wording of either side."""
    return any(
        token.key in side.words.union("universal_words", "relative_openers")
        for side in (pair.old, pair.new)
        if side
        for token in side.changed_tokens
    )


def is_whoever(side: Side, quote: Quote) -> bool:
    """Whether a stretch is a pronoun for whoever it may be, or "all" and a relative clause."""
    keys = [t.key for t in side.tokens if quote.start <= t.start < quote.end]
    if not 0 < len(keys) <= LONGEST:
        return False
    if keys[0] in universals(side):
        return True
    heads = side.words.union("universal_words", "relative_openers")
    return len(keys) > 1 and keys[0] in heads and keys[1] in side.words.words("relative_openers")


def is_class(side: Side, quote: Quote) -> bool:
    """Whether a stretch names a class of persons and says more than "persons"."""
    tokens = [t for t in side.tokens if quote.start <= t.start < quote.end]
    words = [t for t in tokens if t in side.content_tokens]
    generic = side.words.words("generic_persons") | universals(side) | side.words.words("pronouns")
    if not words or len(tokens) > CLASS or any(t.capital and t.start != side.start for t in tokens):
        return False
    return all(t.key.isalpha() for t in words) and not any(t.key in generic for t in tokens)


def of_class(pair: Edited, change: Change, direction: Direction) -> Finding:
    """A finding of S1 on a class that took the place of whoever it may be, or gave it up."""
    assert change.old and change.new
    spans = Span(change.old.start, change.old.end), Span(change.new.start, change.new.end)
    words = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "S1",
        "scope.whoever",
        direction,
        f"the reach of {noun_phrase(pair.old, spans[0])}",
        f"Who is meant changes from “{words[0]}” to “{words[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        (change.id,),
        terms=(UNLISTED,),
    )


RULES = (narrowed, quantifier, part_of_group, universal_class)
