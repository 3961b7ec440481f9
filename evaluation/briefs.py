"""What an expert would report after comparing two statements: are those changes among the ten highest markers?

The pairs and the judge lie beside the project (knowledge/briefs); the judge is loaded from its file. Each group of
pairs, diplomatic and central bank, is parted into an open half, on which Diple may be developed, and a sealed half,
which is looked at once, at the end: `make eval ARGS=--sealed`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from statistics import median
from types import ModuleType
from typing import Any

from diple import Comparison
from evaluation import corpora
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part, Table

TEN = 10
GROUPS = ("diplomatic", "fomc")
Row = dict[str, Any]


def half_of(names: Iterable[str], *, sealed: bool) -> list[str]:
    """The pairs of one half: in each group, by the digest of the name, even positions are open and odd ones sealed."""
    known, found = set(names), []
    for group in (True, False):
        mine = sorted((name for name in known if is_fomc(name) is group), key=lambda n: sha256(n.encode()).hexdigest())
        found += mine[int(sealed) :: 2]
    return found


def is_fomc(pair: str) -> bool:
    """Whether a pair is of the central bank's statements."""
    return pair.startswith("fomc")


@cache
def judge() -> ModuleType:
    """The judge of the briefs, loaded from beside them."""
    spec = importlib.util.spec_from_file_location("judge_briefs", corpora.CORPORA["briefs"] / "judge_briefs.py")
    if spec is None or spec.loader is None:
        raise ImportError("judge_briefs.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def items_of(pairs: Sequence[str], name: str = "dev") -> dict[str, list[Row]]:
    """The rows of a file of the briefs, for some pairs."""
    rows = [row for row in corpora.cases(corpora.CORPORA["briefs"] / f"{name}.jsonl") if row["pair"] in set(pairs)]
    return {pair: list(group) for pair, group in groupby(rows, key=lambda row: str(row["pair"]))}


def pairs_of_half(*, sealed: bool) -> list[str]:
    """The names of the pairs of one half."""
    return half_of((row["pair"] for row in corpora.cases(corpora.CORPORA["briefs"] / "dev.jsonl")), sealed=sealed)


def compared(comparer: Comparer, items: Sequence[Row], pair: str) -> Comparison | None:
    """The comparison of the two files of a pair."""
    old, new = ((corpora.BESIDE / items[0][f"{side}_file"]).read_text(encoding="utf-8") for side in ("old", "new"))
    return comparer.compare(statement(old, "en"), statement(new, "en"), pair)


def result_of(comparison: Comparison) -> Row:
    """What the judge reads of a comparison."""
    return {
        "old_text": comparison.old.text,
        "new_text": comparison.new.text,
        "markers": [
            {
                "score": marker.score,
                "level": marker.level,
                "code": marker.code,
                "direction": marker.direction,
                **{
                    side: [{"start": s.start, "end": s.end, "exact": s.exact} for s in getattr(marker, side)]
                    for side in ("old", "new")
                },
            }
            for marker in comparison.markers
        ],
    }


def measured(comparer: Comparer, *, sealed: bool, sample: bool = False) -> Part:
    """The figures of one half: both groups together, then each apart; in a sample, of a third of its pairs."""
    half = "sealed" if sealed else "open"
    part = Part("briefs", f"What an expert would brief, {half} half")
    pairs = pairs_of_half(sealed=sealed)[:: corpora.SAMPLED if sample else 1]
    items, passed_over = items_of(pairs), items_of(pairs, "dev_pass_over")
    judged = {}
    for pair in pairs:
        comparison = compared(comparer, items[pair], pair)
        if comparison is not None:
            judged[pair] = judge().Judged(result_of(comparison), items[pair], passed_over.get(pair, []))
    part.figures |= figures_of(f"briefs {half}", list(judged.values()))
    for group in GROUPS:
        mine = [one for pair, one in judged.items() if is_fomc(pair) is (group == "fomc")]
        part.figures |= figures_of(f"briefs {half} {group}", mine)
    if not sealed:
        part.tables.append(table_of(judged))
    return part


def open_half(comparer: Comparer, *, sample: bool = False) -> Part:
    """The half on which Diple may be developed."""
    return measured(comparer, sealed=False, sample=sample)


def sealed_half(comparer: Comparer) -> Part:
    """The half that is looked at once: sums only."""
    return measured(comparer, sealed=True)


def figures_of(name: str, judged: Sequence[Any]) -> dict[str, Figure]:
    """Items in the ten highest, the weightiest of them, precision, length of quotes, directions and noise."""
    found = [(item, hit) for one in judged for item, hit in zip(one.items, one.found(TEN), strict=True)]
    weighty = [hit for item, hit in found if item["importance"] == 3]
    touching = [one.precision() for one in judged]
    verdicts = Counter(verdict for one in judged for verdict, _ in one.verdicts(TEN))
    lengths = [length for one in judged for length in one.words_per_marker()]
    quiet = sum(one.loud_passed_over() for one in judged)
    return {
        f"{name} in ten": Figure(sum(hit for _, hit in found), len(found)),
        f"{name} importance 3 in ten": Figure(sum(weighty), len(weighty)),
        f"{name} top ten touch": Figure(sum(t for t, _ in touching), sum(of for _, of in touching)),
        f"{name} longest quote": Figure(median(lengths) if lengths else 0, 1, plain=True),
        f"{name} opposite": Figure(verdicts["opposite"], verdicts.total()),
        f"{name} passed over loud": Figure(quiet, sum(len(one.passed_over) for one in judged)),
    }


def table_of(judged: dict[str, Any]) -> Table:
    """A row for each pair of the open half."""
    rows = [
        (
            pair,
            str(Figure(sum(one.found(TEN)), len(one.items))),
            str(Figure(*one.precision())),
            str(Figure(one.loud_passed_over(), len(one.passed_over))),
        )
        for pair, one in sorted(judged.items())
    ]
    heads = ("pair", "items in the ten highest", "of the ten highest, touch an item", "passed-over changes loud")
    return Table("The open half, pair by pair; of the sealed half only sums are printed.", heads, rows)
