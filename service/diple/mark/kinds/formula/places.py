"""Where one phrase takes another's place in a clause that stays: what an order, a peace or a partnership is to be.

The place is known by its head, a noun that formulas of the genre describe ("order", "peace", "security", "relations"):
it stays, or gives way to another, and several words that describe it are exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.matter import is_courtesy, weighty_words
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.sentence.phrases.cutting import is_break
from diple.mark.text.context import Context
from diple.mark.text.parties import months, words_of
from diple.mark.text.series import Word
from diple.model import Change, Direction, Quote, Span

FEWEST = 2  # content words that must be exchanged on either side
GAP = 2  # words between two changes of one phrase, of which one may carry content
TERM = 10  # letters of a single word that is a term of its own: weaponisation
FEWEST_SIGNS = 3  # the same in ideographs
BEFORE, AFTER = 3, 2  # content words before a change, and after it, among which its head may be
BETWEEN = 3  # words that may be between what went and what came
REACH = 5  # characters around a stretch in Chinese in which it is called a policy
LEAD = 4  # words with which two sentences must begin alike to be read as one frame
MOST = 14  # words that may then be exchanged
CLAUSAL = ("finite", "infinitive")  # forms of verbs that make a stretch a clause
BEGINNING = 4  # letters that a verb and its noun share
ALL = 0.99  # share of a phrase's content in one sentence of the other text from which it is there


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


def whole_phrases(pair: Edited) -> Iterator[tuple[Quote, Quote]]:
    """Changes with next to nothing between them as the one phrase that they make: "safe, orderly and regular"."""
    groups: list[list[Change]] = []
    for change in pair.changes:
        if groups and adjoins(pair, groups[-1][-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    for group in groups:
        old, new = [c.old for c in group if c.old], [c.new for c in group if c.new]
        if len(group) > 1 and old and new:
            yield spanning(pair.old, old), spanning(pair.new, new)


def adjoins(pair: Edited, one: Change, other: Change) -> bool:
    """Whether at most a word or two are between two changes, on every side that both have."""
    sides = ((pair.old, one.old, other.old), (pair.new, one.new, other.new))
    return all(is_short(side, before.end, after.start) for side, before, after in sides if before and after)


def is_short(side: Side, start: int, end: int) -> bool:
    """Whether what is between two places is two words without a mark, of which one may carry content."""
    between = [t for t in side.tokens if start <= t.start < end]
    content = sum(t in side.content_tokens for t in between)
    return len(between) <= GAP and content <= 1 and not any(map(is_break, between))


def spanning(side: Side, quotes: Sequence[Quote]) -> Quote:
    """The stretch from the first of some quotes to the last."""
    start, end = quotes[0].start, quotes[-1].end
    return Quote(start, end, side.text[start:end])


def is_near(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether the same word is right after what went and before what came, or the reverse."""
    behind = keys_after(pair.old, before) & keys_before(pair.new, after)
    ahead = keys_before(pair.old, before) & keys_after(pair.new, after)
    return bool(behind or ahead)


def keys_before(side: Side, quote: Quote) -> set[str]:
    """The words right before a stretch."""
    return {t.key for t in [t for t in side.tokens if t.end <= quote.start][-BETWEEN:]}


def keys_after(side: Side, quote: Quote) -> set[str]:
    """The words right after a stretch."""
    return {t.key for t in [t for t in side.tokens if quote.end <= t.start][:BETWEEN]}


def is_exchange(before: Quote, after: Quote, pair: Edited, context: Context) -> bool:
    """Whether one description of a head is in the place of another, and neither occurs elsewhere."""
    old, new = pair.old, pair.new
    if old.words.spaced and before.quote.isalpha() and after.quote.isalpha():
        return False  # a word for a word is not enough
    if not in_one_place(pair, before, after):
        return False
    gone, come = words_in(old, before, context), words_in(new, after, context)
    if not (is_phrase(old, gone) and is_phrase(new, come) and is_enough(old, gone, new, come)):
        return False
    if turned(pair, before, after) == "mixed" and not (is_nominal(old, before) and is_nominal(new, after)):
        return False  # where only one names a right, either may be a clause
    return not are_alike(gone, come) and not occurs(gone, context, new=True) and not occurs(come, context, new=False)


def is_nominal(side: Side, quote: Quote) -> bool:
    """Whether a stretch holds no auxiliary and no verb of a clause, and does not end in the middle of a phrase."""
    said = inside(side, quote)
    if any(t.key in side.words.words("auxiliaries") for t in said):
        return False
    if said and said[-1].key.isalpha() and said[-1].key in side.words.words("list_links"):
        return False
    sentence = side.parsed_at(quote.start)
    verbs = sentence.verbs if sentence else ()
    return not any(verb.form in CLAUSAL and quote.start <= verb.main.start < quote.end for verb in verbs)


def in_one_place(pair: Edited, before: Quote, after: Quote) -> bool:
    """Whether both stretches describe what formulas describe, or are the objects of one verb or preposition."""
    stretches = ((pair.old, before), (pair.new, after))
    if all(has_head(*one) for one in stretches) or all(is_course(*one) for one in stretches):
        return True
    if turned(pair, before, after) != "mixed":
        return True
    openers = [opener(*one) for one in stretches]
    if not openers[0] or openers[0] != openers[1]:
        return False
    if openers[0] not in pair.old.words.words("object_ends"):
        return True  # what one "pursues" or "upholds" is a policy; "through" may lead anywhere
    return any(has_head(*one) or is_weighty(*one) for one in stretches)


def is_course(side: Side, quote: Quote) -> bool:
    """Whether a stretch says which course is taken, in what is called a policy: "a policy of restraint"."""
    courses, lines = (words_of(side.words.language, name) for name in ("courses", "lines"))
    if not courses or not side.words.spaced:
        around = side.text[max(side.start, quote.start - REACH) : min(side.end, quote.end + REACH)]
        return any(course in quote.quote for course in courses) and any(line in around for line in lines)
    before = [t for t in side.content_tokens if t.end <= quote.start][-AFTER:]
    return any(t.key.startswith(courses) for t in inside(side, quote)) and any(t.key.startswith(lines) for t in before)


def inside(side: Side, quote: Quote) -> list[Token]:
    """The tokens of a stretch."""
    return [t for t in side.tokens if quote.start <= t.start < quote.end]


def is_weighty(side: Side, quote: Quote) -> bool:
    """Whether a stretch itself names a weighty matter."""
    words = weighty_words(side.words.language, side.words.spaced)
    return bool(side.words.words("weighty")) and bool(words.search(quote.quote.lower()))


def opener(side: Side, quote: Quote) -> str:
    """The word before a stretch that opens a place of formulas, "pursues" or "settled through"; "" where none does."""
    skip = side.words.words("articles_before_names")
    if any(t.capital and t in side.content_tokens for t in inside(side, quote)):
        return ""
    before = next((t.key for t in reversed(side.tokens) if t.end <= quote.start and t.key not in skip), "")
    return before if before in words_of(side.words.language, "slots") else ""


def turned(pair: Edited, before: Quote, after: Quote) -> Direction:
    """Softened where only what went names a right or status, or the basis of a thing; strengthened the other way."""
    stretches = ((pair.old, before), (pair.new, after))
    if any(sum(t in side.content_tokens for t in inside(side, quote)) < FEWEST for side, quote in stretches):
        return "mixed"
    gone, come = (names_a_claim(*one) for one in stretches)
    return "mixed" if gone == come else "softened" if gone else "strengthened"


def names_a_claim(side: Side, quote: Quote) -> bool:
    """Whether a stretch names what a State may be entitled to, or says on what basis a thing is to be."""
    said, language = side.text[quote.start : quote.end].lower(), side.words.language
    if said.startswith(words_of(language, "bases") or ("\0",)):
        return True
    return any(claim in said for claim in words_of(language, "entitlements"))


def is_enough(old: Side, gone: Sequence[Word], new: Side, come: Sequence[Word]) -> bool:
    """Whether enough is exchanged: two words of content on either side, or a long term for two."""
    if not old.words.spaced:
        return True
    (fewer, side, words), (more, _, _) = sorted(
        ((sum(w.content for w in ws), side, ws) for side, ws in ((old, gone), (new, come))), key=lambda one: one[0]
    )
    return fewer >= FEWEST or (more >= FEWEST and any(is_term(side, word) for word in words))


def is_term(side: Side, word: Word) -> bool:
    """Whether a word is a term by itself: long, and in small letters."""
    return word.content and word.end - word.start >= TERM and side.text[word.start : word.end].islower()


def are_alike(gone: Sequence[Word], come: Sequence[Word]) -> bool:
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


def is_phrase(side: Side, words: Sequence[Word]) -> bool:
    """Whether a stretch has enough words of its own: no number or date, at most one name."""
    shown = [side.text[word.start : word.end] for word in words if word.content]
    rolling = months(side.words.language)
    if any(part[0].isdigit() or part.lower() in rolling for part in shown):
        return False
    return len(shown) >= (1 if side.words.spaced else FEWEST_SIGNS) and names_in(shown) < FEWEST


def names_in(shown: Sequence[str]) -> int:
    """How many names are in some words: capitals in a row are one."""
    capital = [part[0].isupper() for part in shown]
    return sum(one and not before for before, one in pairwise([False, *capital]))


def has_head(side: Side, quote: Quote) -> bool:
    """Whether the noun that a changed stretch describes is one of those that formulas describe."""
    heads = words_of(side.words.language, "heads")
    if not side.words.spaced:
        end = next((e for s, e in side.spans if s <= quote.start < e), side.end)
        near = side.text[quote.start : min(end, quote.end + 2 * AFTER + 2)]
        return any(head in near for head in heads)
    near_tokens = [t for t in side.content_tokens if t.end <= quote.start][-BEFORE:]
    near_tokens += [*inside(side, quote), *[t for t in side.tokens if t.start >= quote.end][:AFTER]]
    return any(t.key in heads or t.key.removesuffix("s") in heads for t in near_tokens)


def occurs(words: Sequence[Word], context: Context, new: bool) -> bool:
    """Whether one sentence of the new or the old text has all that some words speak of."""
    content = context.series.tongue.content_of([word.stem for word in words])
    reading = context.series.renewed if new else context.series.readings[-1]
    return any(len(content & line.content) >= ALL * len(content) for line in reading.lines)


def is_polite(side: Side, quote: Quote) -> bool:
    """Whether the clause of a stretch is about hosting and meeting."""
    frame = frame_at(side, quote.start) if is_courtesy(side) else None
    return is_courtesy(side) and (frame is None or any(hit.start < quote.end for hit in frame.of("venue", "courtesy")))


def frames_begun_alike(pairs: Sequence[Pair]) -> Iterator[tuple[Edited, Quote, Quote]]:
    """Two sentences with the same beginning and what each says after it, where a formula's noun heads both."""
    for pair in begun_alike(pairs):
        shared = shared_words(pair.old, pair.new)
        before, after = rest(pair.old, shared), rest(pair.new, shared)
        if before and after and has_head(pair.old, before) and has_head(pair.new, after):
            yield pair, before, after


def begun_alike(pairs: Sequence[Pair]) -> Iterator[Edited]:
    """Sentences written afresh with the beginning of the old ones: no other sentence that came begins so."""
    come: dict[tuple[str, ...], list[tuple[Pair, Side]]] = {}
    for pair in pairs:
        if pair.new and not pair.old:
            come.setdefault(lead(pair.new), []).append((pair, pair.new))
    for pair in pairs:
        if is_edited(pair):
            yield from [pair] if pair.doubtful and lead(pair.old) == lead(pair.new) else []
        elif pair.old and len(others := come.get(lead(pair.old), [])) == 1:
            other, side = others[0]
            yield Edited(pair.segment, (*pair.changes, *other.changes), pair.old, side, answering=True)


def lead(side: Side) -> tuple[str, ...]:
    """The first words of a sentence."""
    first = side.first_tokens
    return tuple(token.key for token in (first if len(first) > LEAD else side.tokens)[:LEAD])


def shared_words(old: Side, new: Side) -> int:
    """How many words two sentences begin with alike."""
    both = zip(old.tokens, new.tokens, strict=False)
    return next((at for at, (a, b) in enumerate(both) if a.key != b.key), min(len(old.tokens), len(new.tokens)))


def rest(side: Side, at: int) -> Quote | None:
    """What a sentence says after its first `at` words, without its last mark; None where that is nothing, or long."""
    words = [token for token in side.tokens[at:] if token.key[0].isalnum()]
    if not words or len(words) > MOST or len(side.spans) > 1:
        return None
    return spanning(side, [Quote(words[0].start, words[-1].end, "")])
