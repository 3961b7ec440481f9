"""Which sentence renders which: links between units whose renderings are known, whatever the paragraphing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from random import Random
from typing import NamedTuple

from diple import Statement
from diple.align.links import Link
from diple.align.translation import align_translation, by_sentences
from diple.align.translation.sentences import encoder_name
from diple.errors import OptionError
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part, Table
from evaluation.translation import shuffling
from evaluation.translation.paragraphing import ALIKE, OF_ARTICLES, OF_SENTENCES, Laid, Paragraphing, cuts, laid
from evaluation.translation.shuffling import Shuffled
from evaluation.translation.texts import Pair, declaration_pairs, sentence_pairs, treaty_pairs

LENGTH = 125  # sentences of a text: four texts in a half
LENGTH_OF_SAMPLE = 40
EVERY_PAIR = 10  # pairs of languages that the sentences exist in
SAMPLED_PAIRS = 4
SHUFFLES = {"removed": shuffling.removed, "moved": shuffling.moved, "merged": shuffling.merged}
FIGURES = (
    "links alike",
    "links alike worst pair",
    "links unlike",
    "links unlike worst pair",
    "sentences removed found",
    "sentences left alone rightly",
    "sentences moved found",
    "sentences merged found",
)
"""The figures of an aligner."""
EXTRA = " with the extra"
OF_EXTRA = tuple(f"{name}{EXTRA}" for name in FIGURES)
"""Those of the extra: printed and never pinned, for they are there only where it is installed."""
MIDDLE = 0.5  # of the shorter of a sentence and a unit, more than which is in the other


class Counts(NamedTuple):
    """Links found that are right, links found, and links there are."""

    right: int
    found: int
    there: int

    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]
        return Counts(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def f1(self) -> Figure:
        """The harmonic mean of precision and recall."""
        return Figure(2 * self.right, self.found + self.there)


NONE = Counts(0, 0, 0)


# What aligns two statements: Diple, or a peer of the benchmarks.
Aligner = Callable[[Statement, Statement], Sequence[Link]]


class Aligned(NamedTuple):
    """The links of two laid texts, and for each sentence of either the units that it holds."""

    links: Sequence[Link]
    old: Sequence[frozenset[str]]
    new: Sequence[frozenset[str]]


def diple(old: Statement, new: Statement) -> Sequence[Link]:
    """The links that Diple finds."""
    return align_translation(old, new)[0]


def semantic(old: Statement, new: Statement) -> Sequence[Link]:
    """The links that Diple finds by the meaning of whole sentences."""
    return align_translation(old, new, by_sentences)[0]


def has_encoder() -> bool:
    """Whether the extra is installed."""
    try:
        encoder_name()
    except OptionError:
        return False
    return True


def aligned(old: Laid, new: Laid, languages: tuple[str, str], aligner: Aligner) -> Aligned:
    """Aligns two texts."""
    first, second = statement(old.text, languages[0]), statement(new.text, languages[1])
    return Aligned(aligner(first, second), units_of_sentences(first, old), units_of_sentences(second, new))


def units_of_sentences(read: Statement, text: Laid) -> list[frozenset[str]]:
    """The units that each sentence holds, or is held by."""
    return [
        frozenset(
            name
            for name, start, end in text.places
            if min(end, span.end) - max(start, span.start) > MIDDLE * min(end - start, span.end - span.start)
        )
        for span in read.sentences
    ]


def linked(found: Aligned) -> set[tuple[str, str]]:
    """The pairs of units that the links join: right ones have one id twice.

    A link of several sentences joins each of its units with each of the other side. Units that one sentence holds
    (a heading without a stop, and what is under it) cannot be told apart, and count as one there.
    """
    joined = set[tuple[str, str]]()
    for link in found.links:
        olds, news = [found.old[at] for at in link.old], [found.new[at] for at in link.new]
        groups = together([*olds, *news])
        of_old, of_new = ([frozenset[str]().union(*side) & group for group in groups] for side in (olds, news))
        for (at, old), (place, new) in product(enumerate(of_old), enumerate(of_new)):
            if old and new:
                same = {(name, name) for name in old & new} if at == place else set()
                joined |= same or {(min(old), min(new))}
    return joined


def together(held: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Units in groups: those that one sentence holds are in one group."""
    groups: list[frozenset[str]] = []
    for names in filter(None, held):
        apart = [group for group in groups if not group & names]
        groups = [*apart, names.union(*(group for group in groups if group & names))]
    return groups


def counted(found: Aligned, pair: Pair) -> Counts:
    """How many links between units are right."""
    there = {unit.id for unit in pair.units[0]} & {unit.id for unit in pair.units[1]}
    links = linked(found)
    return Counts(sum(one == other for one, other in links), len(links), len(there))


def is_found(kind: str, name: str, found: Aligned) -> bool:
    """Whether what was removed has no link, what was moved has its own, and what was merged one of its own."""
    if kind == "moved":
        return (name, name) in linked(found)
    olds = {at for at, names in enumerate(found.old) if name in names}
    links = [link for link in found.links if olds & set(link.old)]
    if kind == "removed":
        return bool(olds) and not any(link.new for link in links)
    news = {at for at, names in enumerate(found.new) if name in names}
    return len(links) == 1 and set(links[0].old) == olds and set(links[0].new) == news


def laid_pair(pair: Pair, paragraphing: Paragraphing, cut: frozenset[int]) -> tuple[Laid, Laid]:
    """Both sides of a pair in a paragraphing."""
    old, new = (
        laid(units, language, begins, cut)
        for units, language, begins in zip(pair.units, pair.languages, paragraphing[1:], strict=True)
    )
    return old, new


def pairs_of(*, sample: bool, whole: bool, sealed: bool) -> Iterator[Pair]:
    """The pairs that are aligned: a sample for the suite, one text of sentences, or all of them."""
    sentences = sentence_pairs(LENGTH_OF_SAMPLE if sample else LENGTH, sealed=sealed)
    if sample:
        yield from islice(sentences, 0, EVERY_PAIR, EVERY_PAIR // SAMPLED_PAIRS)
        yield from islice(declaration_pairs(sealed=sealed), 0, None, SAMPLED_PAIRS)
        return
    yield from sentences if whole else islice(sentences, EVERY_PAIR)
    yield from declaration_pairs(sealed=sealed)
    yield from treaty_pairs(sealed=sealed)


def measured(_: Comparer, *, sample: bool = False, whole: bool = False, sealed: bool = False) -> Part:
    """F1 of links by pair of languages and paragraphing; sentences removed, moved and merged found as such."""
    return measured_of(diple, sample=sample, whole=whole, sealed=sealed)


def with_extra(_: Comparer) -> Part:
    """The same by the meaning of whole sentences; no figures where the extra is not installed."""
    title = "Links between two language versions, with the extra"
    figures = measured_of(semantic).figures if has_encoder() else {}
    return Part("translations", title, {f"{name}{EXTRA}": figure for name, figure in figures.items()})


def measured_of(aligner: Aligner, *, sample: bool = False, whole: bool = False, sealed: bool = False) -> Part:
    """The same of an aligner."""
    part = Part("translations", f"Links between two language versions{', sealed half' if sealed else ''}")
    links: dict[tuple[str, str, str], Counts] = defaultdict(lambda: NONE)
    shuffled: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs_of(sample=sample, whole=whole, sealed=sealed):
        random = Random(pair.name)
        cut = cuts(len(pair.units[0]), random)
        for paragraphing in OF_SENTENCES if pair.corpus == "sentences" else OF_ARTICLES:
            found = aligned(*laid_pair(pair, paragraphing, cut), pair.languages, aligner)
            links[pair.corpus, "-".join(pair.languages), paragraphing.name] += counted(found, pair)
        if pair.corpus == "sentences":
            for kind, shuffle in SHUFFLES.items():
                found_as_such, lone = verdicts(kind, shuffle(pair, random), cut, aligner)
                shuffled[f"{kind} found"] += found_as_such
                shuffled["left alone rightly"] += lone if kind == "removed" else []
    part.figures |= figures_of(links, "sealed " if sealed else "")
    for kind, found_as_such in shuffled.items():
        name = f"{'sealed ' if sealed else ''}sentences {kind}"
        part.figures[name] = Figure(sum(found_as_such), len(found_as_such))
    part.tables += [by_language(links), by_paragraphing(links)]
    return part


def whole(comparer: Comparer) -> Part:
    """The same of all texts of the open half."""
    return measured(comparer, whole=True)


def sealed_half(comparer: Comparer) -> Part:
    """The same of all texts of the sealed half, of which only sums are printed: once, at the end."""
    return measured(comparer, whole=True, sealed=True)


def verdicts(kind: str, shuffled: Shuffled, cut: frozenset[int], aligner: Aligner) -> tuple[list[bool], list[bool]]:
    """Of each unit that was removed, moved or merged whether it is found as such, both sides paragraphed alike.

    And of each sentence of the first version that is left alone whether it has no translation.
    """
    found = aligned(*laid_pair(shuffled.pair, OF_SENTENCES[0], cut), shuffled.pair.languages, aligner)
    lone = [bool(found.old[at] & shuffled.touched) for link in found.links if not link.new for at in link.old]
    return [is_found(kind, name, found) for name in sorted(shuffled.touched)], lone


def figures_of(links: dict[tuple[str, str, str], Counts], half: str) -> dict[str, Figure]:
    """F1 together and of the worst pair of languages, of versions paragraphed alike and of the others."""
    figures = {}
    for name, is_alike in ((ALIKE, True), ("unlike", False)):
        of_pairs: dict[str, Counts] = defaultdict(lambda: NONE)
        for (_, languages, paragraphing), counts in links.items():
            if (paragraphing == ALIKE) == is_alike:
                of_pairs[languages] += counts
        figures[f"{half}links {name}"] = sum(of_pairs.values(), NONE).f1
        figures[f"{half}links {name} worst pair"] = min(
            (counts.f1 for counts in of_pairs.values()), key=lambda figure: figure.share
        )
    return figures


def by_language(links: dict[tuple[str, str, str], Counts]) -> Table:
    """F1 by pair of languages and corpus, alike and unlike."""
    cells: Counter[tuple[str, str, bool]] = Counter()
    sums: dict[tuple[str, str, bool], Counts] = defaultdict(lambda: NONE)
    for (corpus, languages, paragraphing), counts in links.items():
        sums[languages, corpus, paragraphing == ALIKE] += counts
        cells[languages, corpus, paragraphing == ALIKE] += 1
    columns = [(c, alike) for c in ("sentences", "declaration", "treaties") for alike in (True, False)]
    rows = [
        (languages, *(f1_of(sums[languages, corpus, alike]) for corpus, alike in columns))
        for languages in sorted({languages for _, languages, _ in links})
    ]
    heads = ("pair", *(f"{corpus}, {'alike' if alike else 'unlike'}" for corpus, alike in columns))
    return Table("F1 of links by pair of languages, both sides paragraphed alike or unlike.", heads, rows)


def by_paragraphing(links: dict[tuple[str, str, str], Counts]) -> Table:
    """F1 by paragraphing."""
    sums: dict[tuple[str, str], list[Counts]] = defaultdict(lambda: [NONE, NONE, NONE])
    for (corpus, languages, paragraphing), counts in links.items():
        together = sums[corpus, paragraphing]
        together[0] += counts
        together[1 if "zh" in languages or "ar" in languages else 2] += counts
    rows = [(corpus, name, *map(f1_of, counts)) for (corpus, name), counts in sums.items()]
    heads = ("texts", "paragraphs", "all pairs", "with zh or ar", "the others")
    return Table("F1 of links by paragraphing.", heads, rows)


def f1_of(counts: Counts) -> str:
    """F1 with three decimals; nothing where there are no links."""
    return f"{counts.f1.share:.3f}" if counts.there else ""
