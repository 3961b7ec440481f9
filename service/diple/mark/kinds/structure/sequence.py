"""What is named first in a sentence: enumerations in another order, topics that change places by words of rank (X1).

The order of two words says little, and where a clause stands in its sentence says nothing. Order means something in an
enumeration of three or more, and where words of sequence or priority ("first", "above all", "to close") make it a rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from diple.lexicon.vocabulary import Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_weighty_concept, weighty_words
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.mark.text.passages import ROUTINE
from diple.model import Change, Direction, Quote, Span

LONG_LIST = 4  # items of a list that stand in alphabetical order by no accident
ALIKE_ITEMS = 2  # items of a list that two parties may take turns in
LABEL = 3  # letters or digits of a label before a bracket: "(iv)"
ITEM = 5  # content words of an item that is still a name of something
REACH = 7  # tokens beside the moved items among which the next link of the same list stands
MANY = 24  # replaced stretches that are compared with one another
COMMAS = ",;、，；"
SMALL_STEP = ("small_step", "the order of two, or of neighbours in a list, may be chance")


class Order(NamedTuple):
    """The items of one side in order: where they stand, and their stems."""

    side: Side
    spans: tuple[Span, ...]
    items: tuple[frozenset[str], ...]


# ---- enumerations ------------------------------------------------------------------------------


def list_reordered(pair: Pair, context: Context) -> Iterator[Finding]:
    """X1 inside a sentence: the same items in another order. Names in turns or by the alphabet say nothing."""
    old, new = pair.old, pair.new
    if old is None or new is None or pair.reworded or old.stems != new.stems:
        return
    before, after = order_of(old, new), order_of(new, old)
    if before is None or after is None or len(before.items) < ALIKE_ITEMS or before.items == after.items:
        return
    if Counter(before.items) != Counter(after.items) or is_idle(before) or is_idle(after):
        return
    if initials_of(before) != initials_of(after):
        return  # other persons
    yield reordered(pair, before, after)


def initials_of(order: Order) -> Counter[str]:
    """The initials of persons in an enumeration, with those before its first item."""
    side, last = order.side, order.spans[-1].end
    return Counter(t.key for t in side.tokens if t.capital and t.end - t.start == 1 and t.end <= last)


def order_of(side: Side, other: Side) -> Order | None:
    """The items of the stretch whose content words stand in another order, None where they are no enumeration."""
    stretch = permuted(side, other)
    items = list(split_items(side, stretch))
    if any(not is_item(side, item) for item in items) or holds_clause(side, stretch):
        return None
    spans = tuple(Span(item[0].start, item[-1].end) for item in items)
    return Order(side, spans, tuple(frozenset(stem(t.key) for t in item) for item in items))


def permuted(side: Side, other: Side) -> list[Token]:
    """The tokens between the first and the last content word that stand in another order than on the other side."""
    mine, theirs = side.content_tokens, other.content_tokens
    keys, others = [stem(t.key) for t in mine], [stem(t.key) for t in theirs]
    if sorted(keys) != sorted(others):
        return []
    differ = [at for at, (one, two) in enumerate(zip(keys, others, strict=True)) if one != two]
    if not differ:
        return []
    first, last = mine[differ[0]].start, mine[differ[-1]].end
    return [t for t in side.tokens if first <= t.start and t.end <= last]


def split_items(side: Side, stretch: Sequence[Token]) -> Iterator[list[Token]]:
    """The content words of each item of a stretch, split at commas and "and"."""
    item: list[Token] = []
    for token in stretch:
        if is_link(side, token):
            if item:
                yield item
            item = []
        elif is_content(side, token) and not is_place(side, token):
            item.append(token)
    if item:
        yield item


def is_place(side: Side, token: Token) -> bool:
    """Whether a token only says at which place an item stands: "(2)", "followed by"."""
    label = len(token.key) <= LABEL and side.text[token.end : token.end + 1] == ")"
    return label or token.key in order_words(side, "placing")


def is_link(side: Side, token: Token) -> bool:
    """Whether a token parts the items of a list."""
    return token.key in side.words.words("list_links") or token.key in COMMAS


def is_content(side: Side, token: Token) -> bool:
    """Whether a token is a content word."""
    return token.key[0].isalnum() and token.key not in side.words.words("stop")


def is_item(side: Side, item: Sequence[Token]) -> bool:
    """Whether content words can name one thing: few, and no participle with what hangs on it ("meeting in Orm")."""
    endings, nouns = order_words(side, "participle_endings"), order_words(side, "noun_links")
    if len(item) > (ITEM if side.words.spaced else 4 * ITEM):
        return False
    if not endings or not item[0].key.endswith(tuple(endings)):
        return True
    after = next((t.key for t in side.tokens if t.start >= item[0].end), "")
    return after in nouns or after not in side.words.words("object_ends")


def holds_clause(side: Side, stretch: Sequence[Token]) -> bool:
    """Whether a finite verb or a word that opens a clause stands in a stretch: then clauses moved, and no items."""
    verbs, openers = finite_verbs(side), order_words(side, "clause_openers")
    return any(t.key in verbs or t.key in openers for t in stretch)


def finite_verbs(side: Side) -> frozenset[str]:
    """The verbs that a language lists, without the mark of an infinitive."""
    return (side.words.words("auxiliaries") | order_words(side, "finite")) - order_words(side, "infinitives")


def order_words(side: Side, name: str) -> frozenset[str]:
    """A list of the language's words of order."""
    return words_of_order(side.words.language).get(name, frozenset())


@cache
def words_of_order(language: str) -> dict[str, frozenset[str]]:
    """The words of sequence and priority of a language, by name; none where it has none."""
    table = vocabulary(language).tables.get("order", {})
    return {name: frozenset(words) for name, words in table.items()}


def is_idle(order: Order) -> bool:
    """Whether the order says nothing: two names, names by the alphabet, or a long list by the alphabet."""
    side = order.side
    words = [side.text[start:end].lower() for start, end in order.spans]
    names = side.words.spaced and all(holds_name(side, place) for place in order.spans)
    sorted_ = words == sorted(words)
    return (names and (len(words) <= ALIKE_ITEMS or sorted_)) or (sorted_ and len(words) >= LONG_LIST)


def holds_name(side: Side, place: Span) -> bool:
    """Whether an item holds a word with a capital inside the sentence."""
    return any(
        token.capital and token.start > side.start for token in side.tokens if place.start <= token.start < place.end
    )


def reordered(pair: Pair, before: Order, after: Order) -> Finding:
    """The new order, told of the item that moved, or where no single one did, of the one that now comes first."""
    item = next(
        (one for one in before.items if without(before.items, one) == without(after.items, one)), after.items[0]
    )
    if len(before.items) == ALIKE_ITEMS:
        weighty = [
            i
            for i, at in zip(after.items, after.spans, strict=True)
            if is_ranked(after.side) and is_weighty_item(after.side, at)
        ]
        item = (*weighty, after.items[0])[0]
    left, came = before.items.index(item), after.items.index(item)
    here, there = (Span(order.spans[0].start, order.spans[-1].end) for order in (before, after))
    return told(
        pair,
        "strengthened" if came < left else "softened",
        (before.side, (here,)),
        (after.side, (there,)),
        after.spans[came],
        tuple(terms_of(before, after, left, came)),
    )


def terms_of(before: Order, after: Order, left: int, came: int) -> Iterator[tuple[str, str]]:
    """What lowers an order: two items without a word of priority, a place lost to a neighbour, a routine matter."""
    ranked = is_ranked(before.side) or is_ranked(after.side)
    sizes = [len(order.items) + goes_on(order) for order in (before, after)]
    leads = 0 in (left, came) or abs(left - came) >= ALIKE_ITEMS
    if not ranked and (min(sizes) <= ALIKE_ITEMS or not leads):
        yield SMALL_STEP
    if not is_weighty_item(after.side, after.spans[came]):
        yield ROUTINE


def goes_on(order: Order) -> int:
    """How many more items of the same list stand before and after those that moved: one each at least."""
    side, first, last = order.side, order.spans[0].start, order.spans[-1].end
    before = [t for t in side.tokens if t.end <= first][-REACH:]
    after = [t for t in side.tokens if t.start >= last][:REACH]
    return any_link(side, reversed(before)) + any_link(side, iter(after))


def any_link(side: Side, tokens: Iterator[Token]) -> bool:
    """Whether a link of a list stands among tokens before a verb does, with a word of an item behind it."""
    verbs = finite_verbs(side)
    linked = False
    for token in tokens:
        if token.key in verbs or token.key in ".:":
            return False
        if linked and is_content(side, token):
            return True
        linked = linked or is_link(side, token)
    return False


def is_ranked(side: Side) -> bool:
    """Whether a word of sequence or priority stands in a sentence."""
    return not side.keys.isdisjoint(order_words(side, "sequence"))


def is_weighty_item(side: Side, span: Span) -> bool:
    """Whether an item itself names a weighty matter."""
    if weighty_words(side.words.language, side.words.spaced).search(side.text[span.start : span.end].lower()):
        return True
    return any(span.start <= hit.start < span.end and is_weighty_concept(side, hit.concept) for hit in side.concepts)


def without(order: Sequence[frozenset[str]], item: frozenset[str]) -> list[frozenset[str]]:
    """An order with one item taken out."""
    return [other for other in order if other != item]


# ---- topics that change places -----------------------------------------------------------------


class Place(NamedTuple):
    """A stretch of changed wording with what stands there in either text."""

    pair: Pair
    change: Change
    before: frozenset[str]
    after: frozenset[str]


def exchanged(context: Context) -> Iterator[Finding]:
    """X1: topics change places among "first", "next" and "to close", in one sentence or over several."""
    if not words_of_order(context.old.language):
        return
    pairs = [p for p in context.pairs if p.old and p.new and not p.reworded]
    if not any(is_ranked(pair.old) for pair in pairs if pair.old):
        return
    places = list(islice((place for pair in pairs for place in places_of(pair)), MANY))
    olds, news = Counter(p.before for p in places), Counter(p.after for p in places)
    round_ = closed([p for p in places if news[p.before] == olds[p.after] == 1])
    if len(round_) > 1 and any(p.pair.old and is_ranked(p.pair.old) for p in round_):
        yield exchange(round_)


def closed(places: Sequence[Place]) -> list[Place]:
    """The places among which topics only change places: each topic that came to one left another of them.

    A chain whose last topic is new falls apart from its end, one place at a time, so the filter runs to a fixed point.
    """
    kept = list(places)
    while len(inside := [p for p in kept if any(q.before == p.after for q in kept)]) < len(kept):
        kept = inside
    return kept


def places_of(pair: Pair) -> Iterator[Place]:
    """The replaced stretches of a pair, with their content."""
    for change in pair.changes:
        if change.old and change.new and pair.old and pair.new:
            before, after = content_of(pair.old, change.old), content_of(pair.new, change.new)
            if before and after and before != after:
                yield Place(pair, change, before, after)


def content_of(side: Side, quote: Quote) -> frozenset[str]:
    """The stems of the content words of a stretch, without words of rank."""
    words = side.words.keys_of(quote.quote) - side.words.words("stop") - order_words(side, "sequence")
    return frozenset(map(stem, words))


def exchange(places: Sequence[Place]) -> Finding:
    """The topics that changed places, told of the first that is weighty, else of the one that now comes first."""
    olds = [Span(p.change.old.start, p.change.old.end) for p in places if p.change.old]
    news = [Span(p.change.new.start, p.change.new.end) for p in places if p.change.new]
    sides = [p.pair.new for p in places if p.pair.new]
    weighty = [at for at, (side, span) in enumerate(zip(sides, news, strict=True)) if is_weighty_item(side, span)]
    came = weighty[0] if weighty else 0
    left = next(at for at, place in enumerate(places) if place.before == places[came].after)
    old, new = places[left].pair.old, places[came].pair.new
    assert old and new
    found = told(
        places[came].pair,
        "strengthened" if came < left else "softened",
        (old, (olds[left], *(span for span in olds if span != olds[left]))),
        (new, (news[came], *(span for span in news if span != news[came]))),
        news[came],
        () if weighty else (ROUTINE,),
    )
    words = [place.pair.new.quote(*span) for place, span in zip(places, news, strict=True) if place.pair.new]
    return replace(
        found,
        rationale=f"Topics change places: now it is “{'”, then “'.join(words)}”.",
        changes=tuple(dict.fromkeys(place.change.id for place in places)),
    )


def told(
    pair: Pair,
    direction: Direction,
    old: tuple[Side, tuple[Span, ...]],
    new: tuple[Side, tuple[Span, ...]],
    at: Span,
    terms: tuple[tuple[str, str], ...],
) -> Finding:
    """A finding on another order, with the words of both."""
    before, after = old[0].quote(*old[1][0]), new[0].quote(*new[1][0])
    return Finding(
        "X1",
        "order.list",
        direction,
        new[0].quote(*at),
        f"“{before}” becomes “{after}”: the same items in another order.",
        old[1],
        new[1],
        pair.touching(old[1], new[1]),
        terms=terms,
    )
