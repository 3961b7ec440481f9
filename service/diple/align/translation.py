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
from itertools import accumulate, pairwise
from math import erfc, inf, log, sqrt
from typing import NamedTuple

from diple.align.anchors import Unit, block_units, blocks_of_sentences, sentence_units, together
from diple.align.links import Link
from diple.coverage import expected_ratio
from diple.model import Notice, Statement

# The variance of a rendering's length per character rendered (Gale and Church found 6.8 for European languages).
VARIANCE = 6.8
# The cost of each kind of step: minus the logarithm of how often it occurs (after the same source), times ten.
STEPS = {(1, 1): 1.2, (1, 0): 46.0, (0, 1): 46.0, (2, 1): 24.0, (1, 2): 24.0}
# A lone piece beside another lone one of its text: an article is left out with its heading and all its paragraphs.
LONE_TOO = 15.0
# What an anchor takes off that is in one piece of either text; the more pieces have it, the less it takes off.
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
# What it costs to leave out what is under a heading and keep the heading.
BARE_HEADING = 6.0
# What equal labels take off and unequal ones add, where both versions are numbered alike.
LABEL = 25.0
STEPS |= {
    step: STEPS[2, 1] + ONE_MORE * (more - 2) for more in range(3, MOST_JOINED + 1) for step in ((more, 1), (1, more))
}
# How far from the diagonal a pair may be, in pieces, beside a tenth of the text.
BAND = 40
# A place that costs so much more than the best in its row leads nowhere.
HOPELESS = 800.0
# Up to so many pieces the band lies about the diagonal; in longer texts about the path through pieces of twice the
# size, which takes no more than FEW_JOINED of them together. The places tried then grow as the text does. Measured on
# 250, 500 and 1,000 lines of two words against three quarters as many: 1.1, 2.6 and 5.2 s of processor time.
MOST_EXACT = 200
NEAR = 16  # pieces on either side of that path
FEW_JOINED = 2
ROUNDING = 1e-6  # sums in another order differ by less


class _Step(NamedTuple):
    """`taken` old pieces from number `old` on are rendered by `given` new ones from `new` on; one may be none."""

    old: int
    new: int
    taken: int
    given: int


# What a way ended in: no lone piece, a lone old one, a lone new one; and from where a step came, after which of these.
_LAST = ((1, 1), (1, 0), (0, 1))
_From = tuple[int, int, int]  # old pieces taken, new ones given, number in _LAST


class _Text(NamedTuple):
    """A statement, the number of the block that holds each of its sentences, and its blocks as units."""

    statement: Statement
    held: Sequence[int]
    blocks: Sequence[Unit]


class _Weighed(NamedTuple):
    """Both texts as pieces, and what speaks for and against a pair of them.

    `worth` is what each anchor takes off, `label` what labels count, `across` what it costs to join two blocks, and
    `ratio` how much longer the new text is, `unseen` what a piece adds that nothing shows to be rendered: nothing in a
    stretch whose lengths tell that all of it is. `agreed` keeps what the anchors of two pieces took off, `coarse` how
    many pieces the stretches have that were too long to be searched whole.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    worth: dict[str, float]
    label: float
    across: float
    ratio: float
    agreed: dict[tuple[int, int], float]
    coarse: list[int]
    unseen: float = UNSEEN


def align_translation(old: Statement, new: Statement) -> tuple[list[Link], tuple[Notice, ...]]:
    """Links of kind aligned, and unaligned for sentences that nothing renders, in the order of the new text.

    With them a notice where a stretch was too long to be searched whole (`coarse_alignment`). The pair is worked on in
    one order whichever way it is asked, so that exchanging the texts mirrors the links.
    """
    swapped = (new.language, new.text) < (old.language, old.text)
    first, second = (new, old) if swapped else (old, new)
    coarse: list[int] = []
    links = [_link(step) for step in _steps(first, second, coarse)]
    return _lone_old_first([link.mirrored for link in links] if swapped else links), _coarse_notice(coarse)


def _coarse_notice(coarse: Sequence[int]) -> tuple[Notice, ...]:
    if not coarse:
        return ()
    message = (
        f"Stretches of more than {MOST_EXACT} paragraphs or sentences were aligned roughly first, and then exactly "
        f"near what was found: {len(coarse)}, the longest of {max(coarse):,}."
    )
    found: dict[str, object] = {"stretches": len(coarse), "longest": max(coarse), "limit": MOST_EXACT}
    return (Notice("coarse_alignment", message, found),)


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


def _steps(old: Statement, new: Statement, coarse: list[int]) -> Iterator[_Step]:
    """The steps from sentence to sentence: by article where both texts have articles, then by block, then within."""
    texts = (
        _Text(old, blocks_of_sentences(old), block_units(old)),
        _Text(new, blocks_of_sentences(new), block_units(new)),
    )
    expected = expected_ratio(old.language, new.language)
    whole = _weighed(texts[0].blocks, texts[1].blocks, expected, coarse)
    articles = [_articles(text.blocks) for text in texts]
    if min(map(len, articles)) < FEW_ARTICLES:
        yield from _by_block(texts, whole, (0, len(texts[0].blocks)), (0, len(texts[1].blocks)))
        return
    joined = [
        [together(text.blocks[i:j]) for i, j in pairwise(side)] for text, side in zip(texts, articles, strict=True)
    ]
    for i, j, taken, given in _cheapest(_weighed(joined[0], joined[1], expected, coarse)):
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


def _weighed(old: Sequence[Unit], new: Sequence[Unit], expected: float | None, coarse: list[int]) -> _Weighed:
    holders = [Counter(anchor for unit in side for anchor in unit.anchors) for side in (old, new)]
    shared = holders[0].keys() & holders[1].keys()
    worth = {anchor: AGREES / sqrt(holders[0][anchor] * holders[1][anchor]) for anchor in shared}
    ratio = sum(unit.length for unit in new) / (sum(unit.length for unit in old) or 1)
    if expected is not None:
        ratio = min(max(ratio, expected / OF_LANGUAGES), expected * OF_LANGUAGES)
    label = LABEL if _numbered_alike(old, new) else 0.0
    across = ACROSS_BLOCKS if _cut_alike(old, new) else ACROSS_UNLIKE_BLOCKS
    return _Weighed(old, new, worth, label, across, ratio, {}, coarse)


def _numbered_alike(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether equal labels mean equal articles: as many of each, or a gap on one side that shows which it lacks.

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
    if (longest := max(len(texts.old), len(texts.new))) > MOST_EXACT:
        texts.coarse.append(longest)
    return _Search(texts, _corridor(texts), MOST_JOINED).path()


def _corridor(texts: _Weighed) -> list[range]:
    """For each number of old pieces, from none to all, how many new ones may be before the same place.

    A band about the diagonal. In a text of more pieces than MOST_EXACT it lies about the path that was found through
    both texts with each two pieces taken as one, so that the places tried are in proportion to the length.
    """
    old, new = len(texts.old), len(texts.new)
    if max(old, new) > MOST_EXACT:
        coarse = _halved(texts)
        return _about(_Search(coarse, _corridor(coarse), FEW_JOINED).path(), old, new)
    slope = new / (old or 1)
    band = BAND + max(old, new) // 10 + int(slope)
    middles = [int(i * slope) for i in range(old + 1)]
    return [range(max(0, middle - band), min(new, middle + band) + 1) for middle in middles]


def _halved(texts: _Weighed) -> _Weighed:
    """Both texts with each two neighbouring pieces as one."""
    old, new = ([together(side[at : at + 2]) for at in range(0, len(side), 2)] for side in (texts.old, texts.new))
    return texts._replace(old=old, new=new, agreed={})


def _about(path: Sequence[_Step], old: int, new: int) -> list[range]:
    """The corridor about a path through pieces of twice the size."""
    first, last = [new] * (old + 1), [0] * (old + 1)
    for i, j, taken, given in path:
        for row in range(min(2 * i, old), min(2 * (i + taken), old) + 1):
            first[row] = min(first[row], 2 * j)
            last[row] = max(last[row], 2 * (j + given))
    return [range(max(0, low - NEAR), min(new, high + NEAR) + 1) for low, high in zip(first, last, strict=True)]


class _Search:
    """The search for the cheapest steps, row by row: a row holds the places before one old piece.

    A place keeps three costs: of the cheapest way there that ends in no lone piece, in a lone old, in a lone new one.
    """

    def __init__(self, texts: _Weighed, corridor: Sequence[range], joined: int) -> None:
        self.texts = texts
        self.corridor = corridor
        self.joined = 2 if texts.across else joined
        self.costs: list[dict[int, list[float]]] = []
        self.came: list[dict[int, list[_From]]] = []
        self.lengths = [list(accumulate((unit.length for unit in side), initial=0)) for side in (texts.old, texts.new)]

    def path(self) -> list[_Step]:
        """The cheapest steps from the start of both texts to their ends."""
        for i, row in enumerate(self.corridor):
            self.costs.append({0: [0.0, inf, inf]} if not i else {})
            self.came.append({})
            for j in row:
                self._reach(i, j)
            self._drop_hopeless(i, row)
            if i >= self.joined:
                self.costs[i - self.joined] = {}
        return self._back()

    def _reach(self, i: int, j: int) -> None:
        """Tries every step that ends before old piece `i` and new piece `j`."""
        place = self.costs[i].get(j) or [inf, inf, inf]
        came: list[_From] = [(0, 0, 0)] * 3
        self._try(i, j, (1, 1), place, came)
        self._try(i, j, (1, 0), place, came)
        self._try(i, j, (0, 1), place, came)
        if i and j:
            self._join(i, j, place, came)
        if min(place) < inf:
            self.costs[i][j], self.came[i][j] = place, came

    def _join(self, i: int, j: int, place: list[float], came: list[_From]) -> None:
        """Tries the steps that take several pieces together, and no step that cannot be the cheapest."""
        texts = self.texts
        down = across = _agreement(texts, texts.old[i - 1], texts.new[j - 1]) + texts.label + ROUNDING
        for more in range(2, self.joined + 1):
            cost = STEPS[more, 1]
            if more <= i:
                down += _agreement(texts, texts.old[i - more], texts.new[j - 1])
                if self._least(i - more, j - 1) + cost - down < place[0]:
                    self._try(i, j, (more, 1), place, came, down)
            if more <= j:
                across += _agreement(texts, texts.old[i - 1], texts.new[j - more])
                if self._least(i - 1, j - more) + cost - across < place[0]:
                    self._try(i, j, (1, more), place, came, across)

    def _least(self, i: int, j: int) -> float:
        start = self.costs[i].get(j)
        return min(start) if start else inf

    def _try(
        self, i: int, j: int, step: tuple[int, int], place: list[float], came: list[_From], gain: float = inf
    ) -> None:
        """Takes the step if it is the cheapest so far; `gain` is more than what speaks for it takes off."""
        taken, given = step
        start = self.costs[i - taken].get(j - given) if taken <= i and given <= j else None
        if start is None:
            return
        texts, cost, end = self.texts, STEPS[step], _LAST.index(step) if 0 in step else 0
        allowed = place[0] - min(start) - cost + ROUNDING if gain < inf else inf
        if allowed < inf and self._unlike(i, j, step) - gain >= allowed:
            return
        lone = not taken or not given
        unlikely = 0.0 if lone else _unlikely(texts, texts.old[i - taken : i], texts.new[j - given : j], allowed)
        bare = BARE_HEADING if _leaves_bare_heading(step, i - taken, j - given, texts) else 0.0
        for last, reached in enumerate(start):
            total = reached + unlikely + (LONE_TOO if end and end == last else cost + bare)
            if total < place[end]:
                place[end], came[end] = total, (taken, given, last)

    def _unlike(self, i: int, j: int, step: tuple[int, int]) -> float:
        """How unlikely the lengths of what a step takes are."""
        old, new = self.lengths
        return _unlike_lengths(old[i] - old[i - step[0]], new[j] - new[j - step[1]], self.texts.ratio)

    def _drop_hopeless(self, i: int, row: range) -> None:
        """Forget the places of a row that cost far more than its best, save the last, by which every text can end."""
        costs = self.costs[i]
        most = min((min(place) for place in costs.values()), default=0.0) + HOPELESS
        for j, place in list(costs.items()):
            if j < row[-1] and max(place) > most:
                costs[j] = [cost if cost <= most else inf for cost in place]
                if min(costs[j]) == inf:
                    del costs[j]

    def _back(self) -> list[_Step]:
        i, j = len(self.texts.old), len(self.texts.new)
        place = self.costs[i][j]
        last = place.index(min(place))
        path = []
        while i or j:
            taken, given, before = self.came[i][j][last]
            i, j, last = i - taken, j - given, before
            path.append(_Step(i, j, taken, given))
        return path[::-1]


def _unlikely(texts: _Weighed, old: Sequence[Unit], new: Sequence[Unit], allowed: float = inf) -> float:
    """How unlikely it is that one renders the other: 0 for a perfect match, negative where anchors agree.

    Infinite where it is more than `allowed` before it is known which pieces nothing shows, which costs most to tell.
    """
    if len(old) == len(new) == 1:
        lengths = _unlike_lengths(old[0].length, new[0].length, texts.ratio)
        agreed = _agreement(texts, old[0], new[0])
    else:
        lengths = _unlike_lengths(sum(unit.length for unit in old), sum(unit.length for unit in new), texts.ratio)
        agreed = sum(_agreement(texts, one, other) for one in old for other in new)
    further = (
        DIFFERS * (_missing(old, new) + _missing(new, old)),
        sum(_joined(side, texts.across) for side in (old, new)),
    )
    labels = 0.0
    if old[0].label is not None and new[0].label is not None:
        labels = -texts.label if old[0].label == new[0].label else texts.label
    other_kind = old[0].kind != new[0].kind and (texts.across or "heading" in (old[0].kind, new[0].kind))
    kinds = OTHER_KIND if other_kind else 0.0
    if lengths - agreed + sum(further) + labels + kinds > allowed:
        return inf
    cost = lengths - agreed
    if texts.unseen and len(old) + len(new) > 2:
        cost += texts.unseen * _unseen(texts, old, new)
    return cost + further[0] + further[1] + labels + kinds


def _unseen(texts: _Weighed, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many of the pieces that are taken together nothing shows to be rendered by the one they answer.

    All of them without evidence, where the rest fits as well without them; else those without which it fits better.
    """
    side, others = (old, new) if len(old) > 1 else (new, old)
    own = _own_agreements(texts, side, others)
    bare = [one.length for one, agreed in zip(side, own, strict=True) if agreed < FAINT]
    if not bare:
        return 0
    told, answer = sum(unit.length for unit in side), sum(unit.length for unit in others)
    ratio = texts.ratio if side is old else 1 / (texts.ratio or 1)
    fit = _unlike_lengths(told, answer, ratio)
    left = told - sum(bare)
    if not left and fit < AS_WELL:
        return 0
    if left and _unlike_lengths(left, answer, ratio) <= fit + AS_WELL:
        return len(bare)
    return sum(
        times
        for length, times in Counter(bare).items()
        if _unlike_lengths(told - length, answer, ratio) + AS_WELL <= fit
    )


def _own_agreements(texts: _Weighed, side: Sequence[Unit], others: Sequence[Unit]) -> list[float]:
    """For each piece what the anchors take off that it shares with the other text, and with no piece beside it."""
    theirs = others[0].anchors.union(*(unit.anchors for unit in others[1:]))
    shared = [one.anchors & theirs for one in side]
    holders = Counter(anchor for anchors in shared for anchor in anchors)
    return [
        sum(texts.worth.get(anchor, 0.0) for anchor in sorted(anchors) if holders[anchor] == 1) if anchors else 0.0
        for anchors in shared
    ]


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
    if not any(unit.numbers for unit in here):
        return 0
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
    """Whether a lone piece is right under a heading that is no lone piece."""
    if 0 not in step:
        return False
    side, first = (texts.old, i) if step[0] else (texts.new, j)
    return first > 0 and side[first - 1].kind == "heading" and side[first].kind != "heading"
