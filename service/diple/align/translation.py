"""Two language versions: which sentence renders which, by block, length, numbers, names and known wordings.

After W. Gale and K. Church (1993): renderings are about as long as what they render, so the cheapest sequence of one
to one, two to one, one to two, and lone pieces is sought, of the blocks first and then of the sentences in blocks that
answer one another. So an article that one version lacks is one lone piece, however many sentences it has. What a
rendering keeps (see `anchors`) speaks for a pair. It is an alignment, not a diff: nothing is claimed about the wording.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import erfc, inf, log, sqrt
from typing import NamedTuple

from diple.align.anchors import Unit, block_units, blocks_of_sentences, sentence_units, together
from diple.align.links import Link
from diple.coverage import expected_ratio
from diple.model import Statement

# The variance of a rendering's length per character rendered (Gale and Church found 6.8 for European languages).
VARIANCE = 6.8
# The cost of each kind of step: minus the logarithm of how often it occurs (after the same source), times ten.
STEPS = {(1, 1): 1.2, (1, 0): 46.0, (0, 1): 46.0, (2, 1): 24.0, (1, 2): 24.0}
# A lone piece beside another lone one of its text: an article is left out with its heading and all its paragraphs.
LONE_TOO = 15.0
# What an anchor takes off that stands in one piece of either text; the more pieces have it, the less it takes off.
AGREES = 8.0
# What each piece adds that is taken together with others though nothing shows that it is rendered there too: no anchor
# of its own that says much (FAINT), and lengths that fit as well without it.
UNSEEN = 27.0
FAINT = 2.0
AS_WELL = 3.0  # what lengths may cost more without a piece and still fit as well
# By which factor the lengths of two versions may differ from what their languages take; more is taken for omission.
OF_LANGUAGES = 1.15
# What a number in one version alone adds.
DIFFERS = 3.0
# A heading renders a heading, a list item an item.
OTHER_KIND = 15.0
# Blocks made one, or one made several: dear where both texts are cut into about as many blocks, else not, since then
# one version joins what the other cuts. Two numbered articles are hardly ever one.
ACROSS_BLOCKS = 20.0
ACROSS_UNLIKE_BLOCKS = 0.0
UNLIKE_BLOCKS = 1.2
TWO_LABELS = 40.0
# A third piece, and each further one, taken together with others; how many may be.
ONE_MORE = 3.0
MOST_JOINED = 12
# From how many numbered headings a text is one of articles, the text before them and its end counted.
FEW_ARTICLES = 4
# What it costs to leave out what stands under a heading and keep the heading.
BARE_HEADING = 6.0
# What equal labels take off and unequal ones add, where both versions are numbered alike.
LABEL = 25.0
STEPS |= {
    step: STEPS[2, 1] + ONE_MORE * (more - 2) for more in range(3, MOST_JOINED + 1) for step in ((more, 1), (1, more))
}
# How far from the diagonal a pair may stand, in pieces, beside a tenth of the text.
BAND = 40
# A place that costs so much more than the best in its row leads nowhere.
HOPELESS = 800.0


class _Step(NamedTuple):
    """`taken` old pieces from number `old` on are rendered by `given` new ones from `new` on; one may be none."""

    old: int
    new: int
    taken: int
    given: int


class _Place(NamedTuple):
    """Before old piece `old` and new piece `new`, after a lone piece, (1, 0) or (0, 1), or after any other, (1, 1)."""

    old: int
    new: int
    last: tuple[int, int]


_LAST = ((1, 1), (1, 0), (0, 1))


class _Text(NamedTuple):
    """A statement, the number of the block that holds each of its sentences, and its blocks as units."""

    statement: Statement
    held: Sequence[int]
    blocks: Sequence[Unit]


class _Weighed(NamedTuple):
    """Both texts as pieces, and what speaks for and against a pair of them.

    `worth` is what each anchor takes off, `label` what labels count, `across` what it costs to join two blocks, and
    `ratio` how much longer the new text is, `unseen` what a piece adds that nothing shows to be rendered: nothing in a
    stretch whose lengths tell that all of it is. `agreed` keeps what the anchors of two pieces took off.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    worth: dict[str, float]
    label: float
    across: float
    ratio: float
    agreed: dict[tuple[int, int], float]
    unseen: float = UNSEEN


def align_translation(old: Statement, new: Statement) -> list[Link]:
    """Links of kind aligned, and unaligned for sentences that nothing renders, in the order of the new text.

    The pair is worked on in one order whichever way it is asked, so that exchanging the texts mirrors the links.
    """
    swapped = (new.language, new.text) < (old.language, old.text)
    first, second = (new, old) if swapped else (old, new)
    links = [_link(step) for step in _steps(first, second)]
    return _lone_old_first([link.mirrored for link in links] if swapped else links)


def _link(step: _Step) -> Link:
    i, j, taken, given = step
    kind = "aligned" if taken and given else "unaligned"
    return Link(tuple(range(i, i + taken)), tuple(range(j, j + given)), kind)  # type: ignore[arg-type]


def _lone_old_first(links: Sequence[Link]) -> list[Link]:
    """The links with lone old sentences before the lone new ones beside them."""
    ordered: list[Link] = []
    waiting: list[Link] = []
    for link in links:
        if link.kind == "unaligned" and link.new:
            waiting.append(link)
            continue
        if link.kind != "unaligned":
            ordered += waiting
            waiting = []
        ordered.append(link)
    return ordered + waiting


def _steps(old: Statement, new: Statement) -> Iterator[_Step]:
    """The steps from sentence to sentence: by article where both texts have articles, then by block, then within."""
    texts = (
        _Text(old, blocks_of_sentences(old), block_units(old)),
        _Text(new, blocks_of_sentences(new), block_units(new)),
    )
    expected = expected_ratio(old.language, new.language)
    whole = _weighed(texts[0].blocks, texts[1].blocks, expected)
    articles = [_articles(text.blocks) for text in texts]
    if min(map(len, articles)) < FEW_ARTICLES:
        yield from _by_block(texts, whole, (0, len(texts[0].blocks)), (0, len(texts[1].blocks)))
        return
    joined = [
        [together(text.blocks[i:j]) for i, j in pairwise(side)] for text, side in zip(texts, articles, strict=True)
    ]
    for i, j, taken, given in _cheapest(_weighed(joined[0], joined[1], expected)):
        old_blocks, new_blocks = (articles[0][i], articles[0][i + taken]), (articles[1][j], articles[1][j + given])
        # An article is rendered whole, however it is cut into sentences and items.
        yield from _by_block(texts, whole._replace(unseen=0.0), old_blocks, new_blocks)


def _articles(blocks: Sequence[Unit]) -> list[int]:
    """Where articles begin, as block numbers, from the start of the text to its end."""
    heads = [number for number, unit in enumerate(blocks) if unit.kind == "heading" and unit.label is not None]
    return sorted({0, *heads, len(blocks)})


def _by_block(
    texts: tuple[_Text, _Text], whole: _Weighed, old: tuple[int, int], new: tuple[int, int]
) -> Iterator[_Step]:
    """The steps through a stretch of blocks of either text; sentence by sentence where they are cut unlike."""
    inner = _stretch(whole, texts[0].blocks[slice(*old)], texts[1].blocks[slice(*new)])
    if not inner.across and (old, new) != ((0, len(texts[0].blocks)), (0, len(texts[1].blocks))):
        yield from _by_sentence(texts, whole, old, new)
        return
    for i, j, taken, given in _cheapest(inner):
        ends = (old[0] + i, old[0] + i + taken), (new[0] + j, new[0] + j + given)
        yield from _by_sentence(texts, whole, *ends)


def _by_sentence(
    texts: tuple[_Text, _Text], whole: _Weighed, old: tuple[int, int], new: tuple[int, int]
) -> Iterator[_Step]:
    """The steps through the sentences of a stretch of blocks of either text."""
    first, second = (
        range(bisect_left(text.held, start), bisect_left(text.held, end))
        for text, (start, end) in zip(texts, (old, new), strict=True)
    )
    if len(first) == len(second) == 1:
        yield _Step(first.start, second.start, 1, 1)
        return
    units = [sentence_units(text.statement, side, text.held) for text, side in zip(texts, (first, second), strict=True)]
    for i, j, taken, given in _cheapest(_stretch(whole, *units)):
        yield _Step(first.start + i, second.start + j, taken, given)


def _stretch(whole: _Weighed, old: Sequence[Unit], new: Sequence[Unit]) -> _Weighed:
    """Parts of both texts, weighed as the whole."""
    alike = _cut_alike(old, new)
    across = ACROSS_BLOCKS if alike else ACROSS_UNLIKE_BLOCKS
    lengths = [sum(unit.length for unit in side) for side in (old, new)]
    is_part = len(old) < len(whole.old) or len(new) < len(whole.new)
    complete = is_part and _unlike_lengths(lengths[0], lengths[1], whole.ratio) <= AS_WELL
    return whole._replace(
        old=old,
        new=new,
        label=whole.label if alike else 0.0,
        across=across,
        agreed={},
        unseen=0.0 if complete else whole.unseen,
    )


def _cut_alike(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    return max(len(old), len(new)) <= UNLIKE_BLOCKS * min(len(old), len(new)) + 1


def _weighed(old: Sequence[Unit], new: Sequence[Unit], expected: float | None) -> _Weighed:
    holders = [Counter(anchor for unit in side for anchor in unit.anchors) for side in (old, new)]
    shared = holders[0].keys() & holders[1].keys()
    worth = {anchor: AGREES / sqrt(holders[0][anchor] * holders[1][anchor]) for anchor in shared}
    ratio = sum(unit.length for unit in new) / (sum(unit.length for unit in old) or 1)
    if expected is not None:
        ratio = min(max(ratio, expected / OF_LANGUAGES), expected * OF_LANGUAGES)
    label = LABEL if _numbered_alike(old, new) else 0.0
    return _Weighed(old, new, worth, label, ACROSS_BLOCKS if _cut_alike(old, new) else ACROSS_UNLIKE_BLOCKS, ratio, {})


def _numbered_alike(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether equal labels mean equal articles: as many of each, or a gap on one side that tells what it lacks.

    Where an article was cut and the rest numbered anew, equal labels mislead.
    """
    labels = [Counter((unit.kind, unit.label) for unit in side if unit.label is not None) for side in (old, new)]
    return labels[0] == labels[1] or _gaps(old) != _gaps(new)


def _gaps(units: Sequence[Unit]) -> Counter[tuple[str, int, int]]:
    """Where the labels of headings, or of items, leave out a number."""
    gaps: Counter[tuple[str, int, int]] = Counter()
    last: dict[str, int] = {}
    for unit in units:
        if unit.label is not None:
            if unit.kind in last and unit.label > last[unit.kind] + 1:
                gaps[unit.kind, last[unit.kind], unit.label] += 1
            last[unit.kind] = unit.label
    return gaps


def _cheapest(texts: _Weighed) -> list[_Step]:
    """The cheapest steps through both texts."""
    old, new = len(texts.old), len(texts.new)
    slope = new / (old or 1)
    band = BAND + max(old, new) // 10 + int(slope)
    best: dict[_Place, float] = {_Place(0, 0, (1, 1)): 0.0}
    before: dict[_Place, _Place] = {}
    for i in range(old + 1):
        middle = int(i * slope)
        row = range(max(0, middle - band), min(new, middle + band) + 1)
        for j in row:
            _reach(i, j, texts, best, before)
        _drop_hopeless(i, row, best)
    ends = [place for step in STEPS if (place := _Place(old, new, _after(step))) in best]
    return _back(min(ends, key=best.__getitem__), before)


def _reach(i: int, j: int, texts: _Weighed, best: dict[_Place, float], before: dict[_Place, _Place]) -> None:
    """Tries every step that ends before old piece `i` and new piece `j`."""
    for step, cost in STEPS.items():
        taken, given = step
        if taken > i or given > j or (texts.across and taken + given > 3):
            continue
        unlikely: float | None = None
        bare = BARE_HEADING if _leaves_bare_heading(step, i - taken, j - given, texts) else 0.0
        for last in _LAST:
            start = _Place(i - taken, j - given, last)
            reached = best.get(start)
            if reached is None:
                continue
            if unlikely is None:
                unlikely = _unlikely(texts, texts.old[i - taken : i], texts.new[j - given : j])
            total = reached + unlikely + (LONE_TOO if step == last != (1, 1) else cost + bare)
            end = _Place(i, j, _after(step))
            if total < best.get(end, inf):
                best[end] = total
                before[end] = start


def _drop_hopeless(i: int, row: range, best: dict[_Place, float]) -> None:
    """Forget the places of a row that cost far more than its best, save the last, by which every text can end."""
    places = [place for j in row for last in _LAST if (place := _Place(i, j, last)) in best]
    most = min((best[place] for place in places), default=0.0) + HOPELESS
    for place in places:
        if best[place] > most and place.new < row[-1]:
            del best[place]


def _after(step: tuple[int, int]) -> tuple[int, int]:
    """What a step leaves for the next to know: that it was a lone piece, or any other."""
    return step if 0 in step else (1, 1)


def _unlikely(texts: _Weighed, old: Sequence[Unit], new: Sequence[Unit]) -> float:
    """How unlikely it is that one renders the other: 0 for a perfect match, negative where anchors agree."""
    if not old or not new:
        return 0.0
    cost = _unlike_lengths(sum(unit.length for unit in old), sum(unit.length for unit in new), texts.ratio)
    cost -= sum(_agreement(texts, one, other) for one in old for other in new)
    if texts.unseen and len(old) + len(new) > 2:
        cost += texts.unseen * _unseen(texts, old, new)
    cost += DIFFERS * (_missing(old, new) + _missing(new, old))
    cost += sum(_joined(side, texts.across) for side in (old, new))
    if old[0].label is not None and new[0].label is not None:
        cost += -texts.label if old[0].label == new[0].label else texts.label
    other_kind = old[0].kind != new[0].kind and (texts.across or "heading" in (old[0].kind, new[0].kind))
    return cost + (OTHER_KIND if other_kind else 0.0)


def _unseen(texts: _Weighed, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many of the pieces that are taken together nothing shows to be rendered by the one they answer.

    All of them without evidence, where the rest fits as well without them; else those without which it fits better.
    """
    side, others = (old, new) if len(old) > 1 else (new, old)
    bare = [one for one in side if _own_agreement(texts, one, side, others) < FAINT]
    if not bare:
        return 0
    told, answer = sum(unit.length for unit in side), sum(unit.length for unit in others)
    ratio = texts.ratio if side is old else 1 / (texts.ratio or 1)
    fit = _unlike_lengths(told, answer, ratio)
    left = told - sum(unit.length for unit in bare)
    if left and _unlike_lengths(left, answer, ratio) <= fit + AS_WELL:
        return len(bare)
    return sum(_unlike_lengths(told - one.length, answer, ratio) + AS_WELL <= fit for one in bare)


def _own_agreement(texts: _Weighed, one: Unit, side: Sequence[Unit], others: Sequence[Unit]) -> float:
    """What the anchors take off that a piece shares with the other text, and with no piece that is taken with it."""
    theirs = frozenset().union(*(unit.anchors for unit in others))
    shared = frozenset().union(*(unit.anchors for unit in side if unit is not one))
    return sum(texts.worth.get(anchor, 0.0) for anchor in sorted(one.anchors & theirs - shared))


def _agreement(texts: _Weighed, old: Unit, new: Unit) -> float:
    """What the anchors that two pieces share take off."""
    known = texts.agreed.get((old.place, new.place))
    if known is None:
        known = sum(texts.worth.get(anchor, 0.0) for anchor in sorted(old.anchors & new.anchors))
        texts.agreed[old.place, new.place] = known
    return known


def _missing(here: Sequence[Unit], there: Sequence[Unit]) -> int:
    """How many numbers of one side the other lacks."""
    if len(here) == len(there) == 1:
        return len(here[0].numbers - there[0].anchors)
    numbers = frozenset().union(*(unit.numbers for unit in here))
    return len(numbers.difference(*(unit.anchors for unit in there)))


def _unlike_lengths(length: float, rendered: float, ratio: float) -> float:
    """How unlikely two lengths are, both told in characters of the language that takes more of them."""
    told, answer = (length * ratio, rendered) if ratio > 1 else (length, rendered / (ratio or 1))
    spread = abs(told - answer) / sqrt(VARIANCE * max((told + answer) / 2, 1))
    return -10 * log(max(erfc(spread / sqrt(2)), 1e-9)) / 3


def _joined(side: Sequence[Unit], across: float) -> float:
    """What it costs that the pieces of one side are taken together."""
    cost = 0.0
    for one, following in pairwise(side):
        if not across and following.kind != "heading":
            continue
        if one.block != following.block:
            cost += TWO_LABELS if following.label is not None else across
            cost += OTHER_KIND if one.kind != following.kind else 0.0
    return cost


def _leaves_bare_heading(step: tuple[int, int], i: int, j: int, texts: _Weighed) -> bool:
    """Whether a lone piece stands right under a heading that is no lone piece."""
    if 0 not in step:
        return False
    side, first = (texts.old, i) if step[0] else (texts.new, j)
    return first > 0 and side[first - 1].kind == "heading" and side[first].kind != "heading"


def _back(end: _Place, before: dict[_Place, _Place]) -> list[_Step]:
    path = []
    while end in before:
        start = before[end]
        path.append(_Step(start.old, start.new, end.old - start.old, end.new - start.new))
        end = start
    return path[::-1]
