"""Where one phrase takes another's place in a clause that stays: what an order, a peace or a partnership is to be.

The place is known by its head, a noun that formulas of the genre describe ("order", "peace", "security", "relations"):
it stays, or gives way to another, and several words that describe it are exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.finding import by_rank
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import weighty_words
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.text.context import Context
from diple.mark.text.parties import words_of
from diple.mark.text.series import Word
from diple.model import Change, Direction, Quote, Span

FEWEST = 2  # content words that must be exchanged on either side
TERM = 10  # letters of a single word that is a term of its own: weaponisation
FEWEST_SIGNS = 3  # ideographs that must be exchanged
BEFORE, AFTER = 3, 2  # content words before a change, and words after it, among which its head may be
NEAR = 6  # signs from the beginning of a change in Chinese among which its head may be
BETWEEN = 3  # words that may be between what went and what came
CLAUSAL = ("finite", "infinitive")  # forms of verbs that make a stretch a clause
ALL = 0.99  # share of a phrase's content in one sentence of the other text from which it is there


def exchanges(pair: Edited) -> Iterator[tuple[Quote, Quote]]:
    """What came in another's place, also before and behind a noun that stays: "a just order", "an order of law"."""
    yield from whole_phrases(pair)
    yield from ((change.old, change.new) for change in pair.changes if change.old and change.new)
    for one, other in pairwise(pair.changes):
        yield from across(pair, one.old, other.new)
        yield from across(pair, other.old, one.new)


def across(pair: Edited, before: Quote | None, after: Quote | None) -> Iterator[tuple[Quote, Quote]]:
    """What went and came on two sides of one word that stays."""
    if before and after and is_near(pair, before, after):
        yield before, after


def whole_phrases(pair: Edited) -> Iterator[tuple[Quote, Quote]]:
    """Changes with next to nothing between them as the one phrase that they make: "safe, orderly and regular"."""
    for group in (group for group in groups_of(pair) if len(group) > 1):
        old, new = spanning(pair.old, [one.old for one in group]), spanning(pair.new, [one.new for one in group])
        if old and new:
            yield old, new


def groups_of(pair: Edited) -> list[list[Change]]:
    """The changes of a place, those together that adjoin."""
    groups: list[list[Change]] = []
    for change in pair.changes:
        if groups and adjoins(pair, groups[-1][-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def adjoins(pair: Edited, one: Change, other: Change) -> bool:
    """Whether at most one word of content is between two changes, on every side that both have."""
    sides = ((pair.old, one.old, other.old), (pair.new, one.new, other.new))
    return all(is_short(side, before.end, after.start) for side, before, after in sides if before and after)


def is_short(side: Side, start: int, end: int) -> bool:
    """Whether at most one word of content is between two places."""
    return sum(start <= token.start < end for token in side.content_tokens) <= 1


def spanning(side: Side, quotes: Sequence[Quote | None]) -> Quote | None:
    """The stretch from the first of some quotes to the last; None where there is none."""
    there = [quote for quote in quotes if quote]
    if not there:
        return None
    start, end = there[0].start, there[-1].end
    return Quote(start, end, side.text[start:end])


def is_near(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether the same word is right after what went and before what came, or the reverse."""
    behind = keys_after(pair.old, before) & keys_before(pair.new, after)
    ahead = keys_before(pair.old, before) & keys_after(pair.new, after)
    return bool(behind or ahead)


def keys_before(side: Side, quote: Quote) -> set[str]:
    """The words right before a stretch."""
    return {t.key for t in side.before(quote.start)[-BETWEEN:]}


def keys_after(side: Side, quote: Quote) -> set[str]:
    """The words right after a stretch."""
    return {t.key for t in side.after(quote.end)[:BETWEEN]}


def is_exchange(before: Quote, after: Quote, pair: Edited, context: Context) -> bool:
    """Whether one description of a head is in the place of another, and neither occurs elsewhere."""
    if not in_one_place(pair, before, after):
        return False
    gone, come = words_in(pair.old, before, context), words_in(pair.new, after, context)
    if not (are_phrases(pair, gone, come) and is_description(pair, before, after)) or are_alike(gone, come):
        return False
    return not occurs(gone, context, new=True) and not occurs(come, context, new=False)


def in_one_place(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether both stretches describe what formulas describe, or are the objects of one verb or preposition."""
    stretches = ((pair.old, before), (pair.new, after))
    if all(has_head(*one) for one in stretches) or all(is_course(*one) for one in stretches):
        return True
    return turned(pair, before, after) != "mixed" or are_objects(pair, before, after)


def are_objects(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether both stretches follow one word that opens a place of formulas; a preposition may lead anywhere."""
    word, other = opener(pair.old, before), opener(pair.new, after)
    if not word or word != other:
        return False
    if word not in pair.old.words.words("object_ends"):
        return True
    return any(has_head(*one) or is_weighty(*one) for one in ((pair.old, before), (pair.new, after)))


def has_head(side: Side, quote: Quote) -> bool:
    """Whether the noun that a changed stretch describes is one of those that formulas describe."""
    heads = words_of(side.words.language, "heads")
    if not side.words.spaced:
        return any(head in side.text[quote.start : min(side.end, quote.end + NEAR)] for head in heads)
    return any(token.key in heads or token.key.removesuffix("s") in heads for token in around(side, quote))


def around(side: Side, quote: Quote) -> list[Token]:
    """The words of a stretch, and the few beside it."""
    before = [t for t in side.content_tokens if t.end <= quote.start][-BEFORE:]
    return [*before, *inside(side, quote), *side.after(quote.end)[:AFTER]]


def is_course(side: Side, quote: Quote) -> bool:
    """Whether a stretch says which course is taken: "a policy of restraint"."""
    said = quote.quote.lower()
    return any(course in said for course in words_of(side.words.language, "courses"))


def opener(side: Side, quote: Quote) -> str:
    """The word before a stretch that opens a place of formulas, "pursues" or "settled through"; "" where none does."""
    skip = side.words.words("articles_before_names")
    before = next((t.key for t in reversed(side.before(quote.start)) if t.key not in skip), "")
    is_named = any(token.capital for token in inside(side, quote))
    return before if before in words_of(side.words.language, "slots") and not is_named else ""


def is_weighty(side: Side, quote: Quote) -> bool:
    """Whether a stretch itself names a weighty matter."""
    words = weighty_words(side.words.language, side.words.spaced)
    return bool(side.words.words("weighty")) and bool(words.search(quote.quote.lower()))


def inside(side: Side, quote: Quote) -> list[Token]:
    """The tokens of a stretch."""
    return side.between(quote.start, quote.end)


def is_description(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether two stretches describe a thing; where only one names a right, either may be a clause."""
    nominal = is_nominal(pair.old, before) and is_nominal(pair.new, after)
    return nominal or turned(pair, before, after) != "mixed"


def is_nominal(side: Side, quote: Quote) -> bool:
    """Whether a stretch holds no auxiliary and no verb of a clause, and does not end in the middle of a phrase."""
    keys = [token.key for token in inside(side, quote)]
    links = side.words.words("list_links") - {","}
    voiced = not side.words.words("auxiliaries").isdisjoint(keys) or holds_clause(side, quote)
    return not voiced and keys[-1] not in links


def holds_clause(side: Side, quote: Quote) -> bool:
    """Whether the grammar shows the verb of a clause in a stretch."""
    sentence = side.parsed_at(quote.start)
    verbs = [verb for verb in sentence.verbs if verb.form in CLAUSAL] if sentence else []
    return any(quote.start <= verb.main.start < quote.end for verb in verbs)


def turned(pair: Edited, before: Quote, after: Quote) -> Direction:
    """Softened where only what went names what a State may be entitled to; strengthened the other way."""
    stretches = ((pair.old, before), (pair.new, after))
    if any(is_short(side, quote.start, quote.end) for side, quote in stretches):
        return "mixed"
    gone, come = (names_a_claim(*one) for one in stretches)
    return by_rank(gone, come)


def names_a_claim(side: Side, quote: Quote) -> bool:
    """Whether a stretch names what a State may be entitled to."""
    said = quote.quote.lower()
    return any(claim in said for claim in words_of(side.words.language, "entitlements"))


def are_phrases(pair: Edited, gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Whether enough is exchanged: two words of content on either side, or a long term for two."""
    fewer, more = sorted(sum(word.content for word in words) for words in (gone, come))
    if not pair.old.words.spaced:
        return fewer >= FEWEST_SIGNS
    return fewer >= FEWEST or (fewer == 1 and more >= FEWEST and (has_term(pair.old, gone) or has_term(pair.new, come)))


def has_term(side: Side, words: Sequence[Word]) -> bool:
    """Whether one of some words is a term by itself."""
    return any(is_term(side, word) for word in words)


def is_term(side: Side, word: Word) -> bool:
    """Whether a word is a term by itself: long, and in small letters."""
    return word.end - word.start >= TERM and side.text[word.start : word.end].islower()


def are_alike(gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Whether half of what either stretch speaks of is in the other; of two words both."""
    before, after = ({word.stem for word in words if word.content} for words in (gone, come))
    shared, least = 2 * len(before & after), min(len(before), len(after))
    return shared > least or shared == least != FEWEST


def words_in(side: Side, quote: Quote, context: Context) -> list[Word]:
    """The words of a changed stretch."""
    return context.series.tongue.words(side.text, Span(quote.start, quote.end))


def occurs(words: Sequence[Word], context: Context, new: bool) -> bool:
    """Whether one sentence of the new or the old text has all that some words speak of."""
    content = context.series.tongue.content_of([word.stem for word in words])
    reading = context.series.renewed if new else context.series.readings[-1]
    return any(len(content & line.content) >= ALL * len(content) for line in reading.lines)


def frames_begun_alike(pairs: Sequence[Pair]) -> Iterator[tuple[Edited, Quote, Quote]]:
    """What sentences written afresh say after the beginning that they share with the old ones."""
    for pair in pairs:
        if is_edited(pair) and pair.doubtful:
            both = zip(pair.old.tokens, pair.new.tokens, strict=False)
            shared = sum(1 for _ in takewhile(lambda two: two[0].key == two[1].key, both))
            before, after = rest(pair.old, shared), rest(pair.new, shared)
            yield from [(pair, before, after)] if before and after else []


def rest(side: Side, at: int) -> Quote | None:
    """What a sentence says after its first `at` words, without its last mark."""
    words = [token for token in side.tokens[at:] if token.key[0].isalnum()] if at else []
    return spanning(side, [Quote(token.start, token.end, "") for token in words])
