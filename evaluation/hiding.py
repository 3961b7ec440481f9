"""Whether a documented change comes up among forty others in 6,000 words, and how simpler readers would fare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from diple import Marker
from evaluation import corpora
from evaluation.baselines import ORDERS, Pair, rank
from evaluation.comparing import Comparer, touches
from evaluation.figures import Figure, Part, Table
from evaluation.gold import Documented, documented
from evaluation.haystack import EDITS, Hidden, haystack
from evaluation.judging import loud

SEEDS = (1, 2, 3, 4)
FIRST = 5
DIPLE = "Diple"
OF_WHOLE_TEXTS = ("F5", "V5", "X1", "X2", "X3")
ABOUT_RANKS = (
    "For Diple the rank counts markers, for the others changed places; a place that a reader weighs at nothing comes "
    "after all others, in the order of the text."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The ranks of one hidden change: of the first marker on it, of the first of a right kind, and by other readers."""

    change: Documented
    seed: int
    any_kind: int | None
    right_kind: int | None
    others: dict[str, int | None]


def measured(comparer: Comparer, *, sample: bool = False) -> Part:
    """Each change in one language, hidden in several statements; in a sample, in one of them."""
    part = Part("gold", f"Documented changes, each hidden among {EDITS} others in 6,000 words")
    changes = [change for change in documented() if not change.bilingual]
    in_turn = [(SEEDS[number % len(SEEDS)],) if sample else SEEDS for number in range(len(changes))]
    hidden = [(change, seed) for change, seeds in zip(changes, in_turn, strict=True) for seed in seeds]
    seen = [one for change, seed in hidden for one in look(comparer, change, seed)]
    verbatim = [one for one in seen if one.change.verbatim]
    part.figures["hidden verbatim top five"] = among_first([one.any_kind for one in verbatim])
    part.figures["hidden verbatim right kind top five"] = among_first([one.right_kind for one in verbatim])
    part.figures["hidden all top five"] = among_first([one.any_kind for one in seen])
    part.figures["routine edits loud"] = routine(comparer, SEEDS[:1] if sample else SEEDS)
    part.tables.append(against_others(verbatim))
    part.tables.append(by_change(seen))
    for change in changes:
        ranks = [one.any_kind for one in seen if one.change is change]
        if not all(found is not None and found <= FIRST for found in ranks):
            part.failures.append(f"{change.id}: ranks {', '.join(map(written, ranks))}")
    return part


def routine(comparer: Comparer, seeds: Sequence[int]) -> Figure:
    """How many of the forty edits have a marker of level notable or above, where nothing is hidden among them."""
    bare = [haystack(seed) for seed in seeds]
    marked = [loud(comparer.markers(one.old, one.new, "nothing hidden")) for one in bare]
    return Figure(sum(map(len, marked)), EDITS * len(bare))


def own_cases(comparer: Comparer, *, sample: bool = False) -> Part:
    """The evaluation's own cases of a change in one place, each hidden in one statement."""
    part = Part("own_cases", f"Cases written for this evaluation, each hidden among {EDITS} others in 6,000 words")
    ranks: list[int | None] = []
    others: dict[str, list[int | None]] = {order: [] for order in ORDERS}
    for number, case in enumerate(filter(is_of_one_place, corpora.cases(corpora.CORPORA["own_cases"]))):
        if sample and not corpora.is_sampled(case["id"]):
            continue
        hidden = haystack(SEEDS[number % len(SEEDS)]).hiding(case["old"].strip(), case["new"].strip())
        comparison = comparer.compare(hidden.old, hidden.new, f"{case['id']} hidden")
        if comparison is None:
            continue
        found = next((at for at, marker in enumerate(comparison.markers, 1) if is_on(marker, hidden)), None)
        ranks.append(found)
        for order, places in others.items():
            places.append(rank(Pair(comparison), order, hidden.old_span, hidden.new_span))
        if found is None or found > FIRST:
            part.failures.append(f"{case['id']} hidden: rank {written(found)}")
    part.figures["own cases hidden top five"] = among_first(ranks)
    part.tables.append(readers({DIPLE: ranks} | others, ABOUT_RANKS))
    return part


def is_of_one_place(case: dict[str, Any]) -> bool:
    """Whether a case turns on one English passage: not on earlier texts, another language, or the whole text."""
    alone = "earlier" not in case and "new_lang" not in case
    return bool(case["expect"]) and case["lang"] == "en" and case["kind"] not in OF_WHOLE_TEXTS and alone


def look(comparer: Comparer, change: Documented, seed: int) -> list[Seen]:
    """The ranks of one change hidden in one statement; nothing where the comparison broke."""
    hidden = haystack(seed).hiding(change.old, change.new)
    comparison = comparer.compare(hidden.old, hidden.new, f"{change.id} hidden, seed {seed}")
    if comparison is None:
        return [Seen(change, seed, None, None, dict.fromkeys(ORDERS))]
    pair = Pair(comparison)
    others = {order: rank(pair, order, hidden.old_span, hidden.new_span) for order in ORDERS}
    on_it = [(at, m) for at, m in enumerate(comparison.markers, 1) if is_on(m, hidden)]
    right = [at for at, marker in on_it if change.is_kind(marker)]
    return [Seen(change, seed, on_it[0][0] if on_it else None, right[0] if right else None, others)]


def is_on(marker: Marker, hidden: Hidden) -> bool:
    """Whether a marker has evidence in the hidden paragraph."""
    return touches(marker.old, *hidden.old_span) or touches(marker.new, *hidden.new_span)


def among_first(ranks: Sequence[int | None]) -> Figure:
    """How many ranks are among the first five."""
    return Figure(sum(found is not None and found <= FIRST for found in ranks), len(ranks))


def written(found: int | None) -> str:
    """A rank in words."""
    return str(found) if found is not None else "none"


def against_others(seen: Sequence[Seen]) -> Table:
    """Diple beside simpler readers, on the documented changes."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for one in seen:
        ranks[DIPLE].append(one.any_kind)
        for order, found in one.others.items():
            ranks[order].append(found)
    return readers(ranks, f"Changes of which one side at least is verbatim. {ABOUT_RANKS}")


def readers(ranks: Mapping[str, Sequence[int | None]], about: str) -> Table:
    """How each reader ranks the hidden changes."""
    heads = ("reader", "first", f"in the first {FIRST}", "median rank", "not shown")
    rows = []
    for reader, places in ranks.items():
        known = [each for each in places if each is not None]
        first = Figure(sum(each == 1 for each in known), len(places))
        middle = f"{median(known):g}" if known else ""
        rows.append((reader, str(first), str(among_first(places)), middle, str(len(places) - len(known))))
    return Table(about, heads, rows)


def by_change(seen: Sequence[Seen]) -> Table:
    """The ranks of each change, one for each statement it was hidden in."""
    grouped: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        grouped[one.change.id].append(one)
    rows = [
        (
            name,
            ", ".join(written(one.any_kind) for one in ones),
            ", ".join(written(one.right_kind) for one in ones),
            ", ".join(written(one.others["lexicon and ladder ranks alone"]) for one in ones),
        )
        for name, ones in grouped.items()
    ]
    return Table("One rank for each statement.", ("change", "any marker", "right kind", "lexicon alone"), rows)
