"""Enumerations: the items of a sentence in their order, and which words rank them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from diple.lexicon.vocabulary import Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.places.stretch import inside
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import is_weighty_concept, weighty_words
from diple.model import Span

LONG_LIST = 4  # items of a list that are in alphabetical order by no accident
ALIKE_ITEMS = 2  # items of a list that two parties may take turns in
LABEL = 3  # letters or digits of a label before a bracket: "(iv)"
ITEM = 5  # content words of an item that is still a name of something
REACH = 7  # tokens beside the moved items among which the next link of the same list is
COMMAS = ",;、，；"


class Order(NamedTuple):
    """The items of one side in order: where they are, and their stems."""

    side: Side
    spans: tuple[Span, ...]
    items: tuple[frozenset[str], ...]


def initials_of(order: Order) -> Counter[str]:
    """The initials of persons in an enumeration, with those before its first item."""
    side, last = order.side, order.spans[-1].end
    return Counter(t.key for t in side.before(last) if t.capital and t.end - t.start == 1)


def order_of(side: Side, other: Side) -> Order | None:
    """The items of the stretch whose content words are in another order, None where they are no enumeration."""
    stretch = permuted(side, other)
    items = list(split_items(side, stretch))
    if any(not is_item(side, item) for item in items) or holds_clause(side, stretch):
        return None
    spans = tuple(Span(item[0].start, item[-1].end) for item in items)
    return Order(side, spans, tuple(frozenset(stem(t.key) for t in item) for item in items))


def permuted(side: Side, other: Side) -> list[Token]:
    """The tokens between the first and the last content word that are in another order than on the other side."""
    mine = side.content_tokens
    keys, others = ([stem(t.key) for t in each.content_tokens] for each in (side, other))
    if keys == others or sorted(keys) != sorted(others):
        return []
    moved = [token for token, one, two in zip(mine, keys, others, strict=True) if one != two]
    return inside(side.tokens, Span(moved[0].start, moved[-1].end))


def split_items(side: Side, stretch: Sequence[Token]) -> Iterator[list[Token]]:
    """The content words of each item of a stretch, split at commas and "and"."""
    for is_joint, run in groupby(stretch, key=lambda token: is_link(side, token)):
        item = [] if is_joint else [t for t in run if is_content(side, t) and not is_place(side, t)]
        if item:
            yield item


def is_place(side: Side, token: Token) -> bool:
    """Whether a token only says at which place an item is: "(2)", "followed by"."""
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
    after = side.key_after(item[0].end)
    return after in nouns or after not in side.words.words("object_ends")


def holds_clause(side: Side, stretch: Sequence[Token]) -> bool:
    """Whether a finite verb or a word that opens a clause is in a stretch: then clauses moved, and no items."""
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
    return any(token.capital and token.start > side.start for token in inside(side.tokens, place))


def goes_on(order: Order) -> int:
    """How many more items of the same list are before and after those that moved: one each at least."""
    side, first, last = order.side, order.spans[0].start, order.spans[-1].end
    before = side.before(first)[-REACH:]
    after = side.after(last)[:REACH]
    return any_link(side, reversed(before)) + any_link(side, iter(after))


def any_link(side: Side, tokens: Iterator[Token]) -> bool:
    """Whether a link of a list is among tokens before a verb does, with a word of an item behind it."""
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
    """Whether a word of sequence or priority is in a sentence."""
    return not side.keys.isdisjoint(order_words(side, "sequence"))


def is_weighty_item(side: Side, span: Span) -> bool:
    """Whether an item itself names a weighty matter."""
    if weighty_words(side.words.language, side.words.spaced).search(side.text[span.start : span.end].lower()):
        return True
    return any(span.start <= hit.start < span.end and is_weighty_concept(side, hit.concept) for hit in side.concepts)


def without(order: Sequence[frozenset[str]], item: frozenset[str]) -> list[frozenset[str]]:
    """An order with one item taken out."""
    return [other for other in order if other != item]
