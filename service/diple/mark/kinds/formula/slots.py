"""One phrase in another's place (F3): what order, peace or partnership is to be, though no pack knows it.

The slot is told by its head, a noun that formulas of the genre describe ("order", "peace", "security", "relations"): it
stays, or gives way to another, and several words that describe it are exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.matter import is_courtesy, unlisted_terms, weighty_words
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.sentence.phrases.cutting import clause, is_break
from diple.mark.text.context import Context
from diple.mark.text.parties import months, words_of
from diple.mark.text.series import Word
from diple.model import Change, Direction, Quote, Span

FEWEST = 2  # content words that must be exchanged on either side
GAP = 2  # words between two changes of one phrase, of which one may carry content
TERM = 10  # letters of a single word that is a term of its own: weaponisation
FEWEST_SIGNS = 3  # the same in ideographs
BEFORE = 3  # content words before a change in which its head may stand
BETWEEN = 3  # words that may stand between what went and what came
AFTER = 2  # and after it
REACH = 5  # characters around a stretch in Chinese in which it is called a policy
LEAD = 4  # words with which two sentences must begin alike to be read as one frame
MOST = 14  # words that may then be exchanged
BEGINNING = 4  # letters that a verb and its noun share
ALL = 0.99  # share of a phrase's content in one sentence of the other text from which it stands there


def slot_change(pair: Edited, context: Context) -> Iterator[Finding]:
    """F3 on wording that no pack knows."""
    if pair.doubtful:
        return
    for before, after in exchanges(pair):
        if is_exchange(before, after, pair.old, pair.new, context) and not is_polite(pair.new, after):
            yield exchanged(pair, context, before, after)


def is_polite(side: Side, quote: Quote) -> bool:
    """Whether the clause of a stretch is about hosting and meeting."""
    if not is_courtesy(side):
        return False
    frame = frame_at(side, quote.start)
    return frame is None or any(hit.start < quote.end for hit in frame.of("venue", "courtesy"))


def exchanges(pair: Edited) -> Iterator[tuple[Quote, Quote]]:
    """What came in another's place, also before and behind a noun that stays: "a just order", "an order of law"."""
    yield from whole_phrases(pair)
    for change in pair.changes:
        if change.old and change.new:
            yield change.old, change.new
    for one, other in pairwise(pair.changes):
        for before, after in ((one.old, other.new), (other.old, one.new)):
            if before and after and is_near(pair, before, after):
                yield before, after


def whole_phrases(pair: Pair) -> Iterator[tuple[Quote, Quote]]:
    """Changes with next to nothing between them as the one phrase that they make: "safe, orderly and regular"."""
    group: list[Change] = []
    for change in (*pair.changes, None):
        if group and (change is None or not adjoins(pair, group[-1], change)):
            old, new = [c.old for c in group if c.old], [c.new for c in group if c.new]
            if len(group) > 1 and old and new:
                yield spanning(pair.old, old), spanning(pair.new, new)
            group = []
        if change is not None:
            group.append(change)


def adjoins(pair: Pair, one: Change, other: Change) -> bool:
    """Whether at most a word or two stand between two changes, on every side that both have."""
    for side, before, after in ((pair.old, one.old, other.old), (pair.new, one.new, other.new)):
        if side and before and after:
            between = [t for t in side.tokens if before.end <= t.start < after.start]
            content = sum(t in side.content_tokens for t in between)
            if len(between) > GAP or content > 1 or any(is_break(t) for t in between):
                return False
    return True


def spanning(side: Side | None, quotes: Sequence[Quote]) -> Quote:
    """The stretch from the first of some quotes to the last."""
    assert side
    start, end = quotes[0].start, quotes[-1].end
    return Quote(start, end, side.text[start:end])


def is_near(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether at most a few words stand between what went and what came, the same on both sides."""
    old_rest = [t for t in pair.old.tokens if before.end <= t.start][:BETWEEN]
    keys = [t.key for t in pair.new.tokens if t.end <= after.start][-BETWEEN:]
    if any(token.key in keys for token in old_rest):
        return True
    old_lead = [t.key for t in pair.old.tokens if t.end <= before.start][-BETWEEN:]
    return any(t.key in old_lead for t in [t for t in pair.new.tokens if after.end <= t.start][:BETWEEN])


def is_exchange(before: Quote, after: Quote, old: Side, new: Side, context: Context) -> bool:
    """Whether one description of a head stands in the place of another, and neither stands elsewhere."""
    if old.words.spaced and before.quote.isalpha() and after.quote.isalpha():
        return False  # a word for a word is not enough
    if not in_slots(old, before, new, after):
        return False
    gone, come = words_in(old, before, context), words_in(new, after, context)
    turn = turned(old, before, new, after)
    if not (is_phrase(old, gone, turn) and is_phrase(new, come, turn) and enough(old, gone, new, come)):
        return False
    return not alike(gone, come) and not stands(gone, context, new=True) and not stands(come, context, new=False)


def in_slots(old: Side, before: Quote, new: Side, after: Quote) -> bool:
    """Whether both stretches describe what formulas describe, or stand in the same slot of one verb."""
    if (has_head(old, before) and has_head(new, after)) or turned(old, before, new, after) != "mixed":
        return True
    if is_course(old, before) and is_course(new, after):
        return True
    openers = opener(old, before), opener(new, after)
    if not openers[0] or openers[0] != openers[1]:
        return False
    if openers[0] not in old.words.words("object_ends"):
        return True  # what one "pursues" or "upholds" is a policy; "through" may lead anywhere
    return has_head(old, before) or has_head(new, after) or is_weighty(old, before) or is_weighty(new, after)


def is_course(side: Side, quote: Quote) -> bool:
    """Whether a stretch says which course is held, in what is called a policy: "a policy of restraint"."""
    courses, lines = (words_of(side.words.language, name) for name in ("courses", "lines"))
    if not courses:
        return False
    if not side.words.spaced:
        around = side.text[max(side.start, quote.start - REACH) : min(side.end, quote.end + REACH)]
        return any(course in quote.quote for course in courses) and any(line in around for line in lines)
    said = [t.key for t in side.tokens if quote.start <= t.start < quote.end]
    if not any(key.startswith(courses) for key in said):
        return False
    before = [t.key for t in side.content_tokens if t.end <= quote.start][-AFTER:]
    return any(key.startswith(lines) for key in before)


def is_weighty(side: Side, quote: Quote) -> bool:
    """Whether a stretch itself names a weighty matter."""
    words = weighty_words(side.words.language, side.words.spaced)
    return bool(side.words.words("weighty")) and bool(words.search(quote.quote.lower()))


def opener(side: Side, quote: Quote) -> str:
    """The word before a stretch that opens a slot of formulas: "pursues …", "settled through …"; "" where none does."""
    skip = side.words.words("articles_before_names")
    if any(t.capital for t in side.content_tokens if quote.start <= t.start < quote.end):
        return ""
    before = next((t.key for t in reversed(side.tokens) if t.end <= quote.start and t.key not in skip), "")
    return before if before in words_of(side.words.language, "slots") else ""


def turned(old: Side, before: Quote, new: Side, after: Quote) -> Direction:
    """Softened where only what went names a right or status, or the basis of a thing; strengthened the other way."""
    if min(content_in(old, before), content_in(new, after)) < FEWEST:
        return "mixed"
    claims = claims_in(old, before), claims_in(new, after)
    return "mixed" if claims[0] == claims[1] else "softened" if claims[0] else "strengthened"


def content_in(side: Side, quote: Quote) -> int:
    """The number of content words in a stretch."""
    return sum(quote.start <= token.start < quote.end for token in side.content_tokens)


def claims_in(side: Side, quote: Quote) -> bool:
    """Whether a stretch names what a State may be entitled to, or says on what basis a thing is to be."""
    said, language = side.text[quote.start : quote.end].lower(), side.words.language
    return said.startswith(words_of(language, "bases") or ("\0",)) or any(
        claim in said for claim in words_of(language, "entitlements")
    )


def enough(old: Side, gone: Sequence[Word], new: Side, come: Sequence[Word]) -> bool:
    """Whether enough is exchanged: two words of content on either side, or a long term for two."""
    if not old.words.spaced:
        return True
    counts = sorted((sum(w.content for w in gone), sum(w.content for w in come)))
    if counts[0] >= FEWEST:
        return True
    side, words = (old, gone) if sum(w.content for w in gone) == counts[0] else (new, come)
    return counts[1] >= FEWEST and any(
        w.content and w.end - w.start >= TERM and side.text[w.start : w.end].islower() for w in words
    )


def alike(gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Whether half of what either stretch speaks of is in the other."""
    before, after = ({word.stem for word in words if word.content} for words in (gone, come))
    if before and after and all(any(same_beginning(a, b) for b in after) for a in before):
        return True  # "on easing the order", "to ease the order"
    shared, least = 2 * len(before & after), min(len(before), len(after))
    return shared > least or (shared == least and least != FEWEST)


def same_beginning(one: str, other: str) -> bool:
    """Whether two words begin as the forms of one word do."""
    return min(len(one), len(other)) >= BEGINNING and one[:BEGINNING] == other[:BEGINNING]


def words_in(side: Side, quote: Quote, context: Context) -> list[Word]:
    """The words of a changed stretch."""
    return context.series.tongue.words(side.text, Span(quote.start, quote.end))


def is_phrase(side: Side, words: Sequence[Word], turn: Direction) -> bool:
    """Whether a stretch has enough words of its own: no verb's auxiliary, no number or date, at most one name.

    Where one of the stretches names a right or status and the other none, either may be a clause.
    """
    keys = {side.text[word.start : word.end].lower() for word in words}
    if turn == "mixed" and not keys.isdisjoint(side.words.words("auxiliaries")):
        return False
    shown = [side.text[word.start : word.end] for word in words if word.content]
    if len(shown) < (1 if side.words.spaced else FEWEST_SIGNS) or any(part[0].isdigit() for part in shown):
        return False
    rolling = months(side.words.language)
    return names_in(shown) < FEWEST and not any(part.lower() in rolling for part in shown)


def names_in(shown: Sequence[str]) -> int:
    """How many names stand in some words: capitals in a row are one."""
    capital = [part[0].isupper() for part in shown]
    return sum(one and not before for before, one in pairwise([False, *capital]))


def has_head(side: Side, quote: Quote) -> bool:
    """Whether the noun that a changed stretch describes is one of those that formulas describe."""
    heads = words_of(side.words.language, "heads")
    if not side.words.spaced:
        sentence = next(((s, e) for s, e in side.spans if s <= quote.start < e), (side.start, side.end))
        near = side.text[quote.start : min(sentence[1], quote.end + 2 * AFTER + 2)]
        return any(head in near for head in heads)
    known = [token for token in side.tokens if token.key in heads or token.key.removesuffix("s") in heads]
    if not known:
        return False
    before = [t for t in side.content_tokens if t.end <= quote.start][-BEFORE:]
    after = [t for t in side.tokens if t.start >= quote.end][:AFTER]
    return any(t in before or t in after or quote.start <= t.start < quote.end for t in known)


def stands(words: Sequence[Word], context: Context, new: bool) -> bool:
    """Whether one sentence of the new or the old text has all that some words speak of."""
    series = context.series
    content = series.tongue.content_of([word.stem for word in words])
    reading = series.renewed if new else series.readings[-1]
    return any(len(content & line.content) >= ALL * len(content) for line in reading.lines)


def exchanged(pair: Edited, context: Context, before: Quote, after: Quote) -> Finding:
    """F3, mixed: no ladder has either phrase."""
    old, new = Span(before.start, before.end), Span(after.start, after.end)
    return Finding(
        "F3",
        "formulas.slot",
        turned(pair.old, before, pair.new, after),
        clause(pair.old, *old).strip(" .;"),
        f"“{pair.old.quote(*old)}” gives way to “{pair.new.quote(*new)}” in one place; neither stands elsewhere in the "
        f"other text: “{clause(pair.new, *new)}”.",
        (old,),
        (new,),
        pair.touching((old,), (new,)),
        terms=tuple(unlisted_terms(pair.new, new.start)),
    )


def in_the_slot(pair: Edited, start: int, end: int, context: Context) -> Span | None:
    """The wording that one change put in the place of a formula at `[start, end)` whose head stays."""
    if pair.doubtful:
        return None
    for before, after in exchanges(pair):
        if before.start < end and start < before.end and is_exchange(before, after, pair.old, pair.new, context):
            return Span(after.start, after.end)
    return None


def framed_change(context: Context) -> Iterator[Finding]:
    """F3 on two sentences with the same beginning that go on otherwise, the head of a formula in it or behind it."""
    for pair in begun_alike(context.pairs):
        shared = beginning(pair.old, pair.new)
        before, after = rest(pair.old, shared), rest(pair.new, shared)
        if before is None or after is None or not (has_head(pair.old, before) and has_head(pair.new, after)):
            continue
        if is_exchange(before, after, pair.old, pair.new, context):
            yield exchanged(pair, context, before, after)


def begun_alike(pairs: Sequence[Pair]) -> Iterator[Edited]:
    """Sentences written afresh with the beginning of the old ones: no other sentence that came begins so."""
    come: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        if pair.new and not pair.old:
            come.setdefault(lead(pair.new), []).append(pair)
    for pair in pairs:
        if is_edited(pair):
            if pair.doubtful and lead(pair.old) == lead(pair.new):
                yield pair
        elif pair.old and len(come.get(lead(pair.old), ())) == 1:
            other = come[lead(pair.old)][0]
            if other.new:
                yield Edited(pair.segment, (*pair.changes, *other.changes), pair.old, other.new, answering=True)


def lead(side: Side) -> tuple[str, ...]:
    """The first words of a sentence."""
    first = side.first_tokens
    return tuple([token.key for token in (first if len(first) > LEAD else side.tokens)[:LEAD]])


def beginning(old: Side, new: Side) -> int:
    """How many words two sentences begin with alike."""
    both = zip(old.tokens, new.tokens, strict=False)
    return next((at for at, (a, b) in enumerate(both) if a.key != b.key), min(len(old.tokens), len(new.tokens)))


def rest(side: Side, at: int) -> Quote | None:
    """What a sentence says after its first `at` words, without its last mark; None where that is nothing, or long."""
    words = [token for token in side.tokens[at:] if token.key[0].isalnum()]
    if not words or len(words) > MOST or len(side.spans) > 1:
        return None
    start, end = words[0].start, words[-1].end
    return Quote(start, end, side.text[start:end])


RULES = (slot_change,)
TEXT_RULES = (framed_change,)
