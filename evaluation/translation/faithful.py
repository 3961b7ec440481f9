"""Faithful versions: loud and critical markers for a thousand words, of which there should be next to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from evaluation.comparing import Comparer
from evaluation.figures import Figure, Part, Table
from evaluation.judging import in_a_line, loud
from evaluation.translation.divergences import compared
from evaluation.translation.texts import Pair, declaration_pairs, sentence_pairs, treaty_pairs

LENGTH = 50  # sentences of a text
EVERY_PAIR = 10
TEXTS = 2  # of sentences in each pair of languages, where not all are asked for
OF_SAMPLE = 3
THOUSAND = 1000


def words(pair: Pair) -> float:
    """The words of the spaced version of a pair."""
    side = 1 if pair.languages[0] == "zh" else 0
    return sum(len(unit.text.split()) for unit in pair.units[side])


def pairs_of(*, sample: bool, whole: bool, sealed: bool) -> Iterator[Pair]:
    """The pairs that are compared."""
    sentences = sentence_pairs(LENGTH, sealed=sealed)
    if sample:
        yield from islice(sentences, 0, EVERY_PAIR, OF_SAMPLE)
        return
    yield from sentences if whole else islice(sentences, TEXTS * EVERY_PAIR)
    yield from declaration_pairs(sealed=sealed)
    yield from treaty_pairs(sealed=sealed)


def measured(comparer: Comparer, *, sample: bool = False, whole: bool = False, sealed: bool = False) -> Part:
    """Loud and critical markers for a thousand words, together and by pair of languages."""
    part = Part("translations", f"Faithful versions{', sealed half' if sealed else ''}")
    counts: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0, 0])
    for pair in pairs_of(sample=sample, whole=whole, sealed=sealed):
        markers = loud(compared(comparer, pair, pair.name)[0])
        critical = sum(marker.level == "critical" for marker in markers)
        for key in (("together", ""), ("-".join(pair.languages), ""), ("", pair.corpus)):
            counts[key] = [a + b for a, b in zip(counts[key], (words(pair), len(markers), critical), strict=True)]
        if not sealed:
            part.failures += [
                f"{'-'.join(pair.languages)}: {pair.name} {in_a_line(marker)} {marker.label}" for marker in markers
            ]
    half = "sealed " if sealed else ""
    told, of_loud, of_critical = counts["together", ""]
    part.figures[f"{half}versions loud in 1,000 words"] = rate(of_loud, told)
    part.figures[f"{half}versions critical in 1,000 words"] = rate(of_critical, told)
    rows = [
        (name or corpus, f"{count[0]:,.0f}", f"{count[1]:g}", f"{count[2]:g}", str(rate(count[1], count[0])))
        for (name, corpus), count in counts.items()
    ]
    part.tables.append(
        Table("Markers on versions that agree.", ("versions", "words", "loud", "critical", "loud in 1,000 words"), rows)
    )
    return part


def whole(comparer: Comparer) -> Part:
    """The same of all texts of the open half."""
    return measured(comparer, whole=True)


def sealed_half(comparer: Comparer) -> Part:
    """The same of all texts of the sealed half, of which only sums are printed: once, at the end."""
    return measured(comparer, whole=True, sealed=True)


def rate(markers: float, of_words: float) -> Figure:
    """Markers for a thousand words, as a number."""
    return Figure(THOUSAND * markers / max(of_words, 1), 1, plain=True)
