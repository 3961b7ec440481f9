"""Fits how likely two sentences of a series are to be about the same thing, and measures it without the pair.

    python -m evaluation.links            the measure: each pair of statements judged by a model fitted on the others
    python -m evaluation.links --write    also writes service/diple/align/agreement.toml
    python -m evaluation.links --held     instead, how many links that were read and are in no fit are right

The labels are `links.tsv`, the texts lie beside the project. The fit is Newton's method on a ridge penalty (D. R. Cox,
1958; A. E. Hoerl and R. W. Kennard, 1970), in plain Python, so that it gives the same digits everywhere.
"""

from __future__ import annotations

import csv
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from math import exp, sqrt
from typing import NamedTuple

from diple import compare
from diple.align import align
from diple.align.agreement import FEATURES, Judged, Kind
from diple.align.topics import link_by_topic
from diple.comparison import _sentences
from diple.statement import read
from diple.themes.nearest import one_theme, themes_of_sentences
from diple.themes.sentences import sentences_of
from evaluation.corpora import BESIDE, ROOT

LABELS = ROOT / "evaluation" / "links.tsv"
HELD = ROOT / "evaluation" / "links_held.tsv"
MODEL = ROOT / "service" / "diple" / "align" / "agreement.toml"
# What a pair that is only near counts beside a clear one, and how strongly coefficients are held small.
NEAR = 0.5
RIDGE = 1 / 0.3
HEADER = """\
# How likely two sentences of a series are to be about the same thing: logistic regressions of partners (pair), of a
# sentence that another repeats (restated), and of one that nothing answers (nearby).
# source: `python -m evaluation.links --write`, from evaluation/links.tsv (1,052 pairs that two readers judged).
"""


class Example(NamedTuple):
    """The features of a pair, whether it is the same thing, what it counts, and which two statements it is from."""

    features: tuple[float, ...]
    same: bool
    weight: float
    pair: str


def examples() -> dict[Kind, list[Example]]:
    """What each regression is fitted on."""
    return {"pair": _proved("pair"), "restated": _proved("restated"), "nearby": _nearby()}


def _proved(kind: Kind) -> list[Example]:
    """The labelled pairs that share enough to be judged."""
    made = []
    for row, judged, i, j in _labelled():
        if judged.hopeless(i, j, judged.cosines[i][j]):
            continue
        seen = judged.features(i, j)[0 if kind == "pair" else _asked(row)]
        weight = NEAR if row["verdict"] == "near" else 1.0
        made.append(Example(seen, row["verdict"] == "same", weight, row["old_file"] + row["new_file"]))
    return made


def _nearby() -> list[Example]:
    """The labelled pairs that have anything in common; one that is near is half the same matter and half another."""
    made = []
    for row, judged, i, j in _labelled():
        pair = row["old_file"], row["new_file"]
        old, new = _themes(*pair)
        seen = (*judged.features(i, j)[_asked(row)], one_theme(old[i], new[j]))
        answers = {"same": (True,), "other": (False,), "near": (True, False)}[row["verdict"]]
        made += [Example(seen, answer, 1 / len(answers), "".join(pair)) for answer in answers]
    return made


def _labelled() -> Iterator[tuple[dict[str, str], Judged, int, int]]:
    """The rows whose two sentences have anything in common, with the numbers of both."""
    for row in labels():
        judged, olds, news = _judged(row["old_file"], row["new_file"])
        i, j = olds[int(row["old_start"])], news[int(row["new_start"])]
        if j in judged.cosines[i]:
            yield row, judged, i, j


def _asked(row: dict[str, str]) -> int:
    """Which of the features of a pair are those of the sentence that readers were asked about."""
    return 1 if row["asked"] == "old" else 2


def labels() -> list[dict[str, str]]:
    """The rows of links.tsv."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t"))


@cache
def _themes(old: str, new: str) -> tuple[list[str], list[str]]:
    """The theme of each old and each new sentence of two statements; "" for one of none."""
    it = compare(*((BESIDE / "data" / name).read_text(encoding="utf-8") for name in (old, new)), mode="succession")
    row = sentences_of(it.old, it.new)
    found = themes_of_sentences(row, it.themes)
    return found[: row.first_new], found[row.first_new :]


@cache
def _judged(old: str, new: str) -> tuple[Judged, dict[int, int], dict[int, int]]:
    """Both statements judged, with the numbers of their sentences by the place at which they begin."""
    texts = [read((BESIDE / "data" / name).read_text(encoding="utf-8")) for name in (old, new)]
    numbers = [{sentence.start: at for at, sentence in enumerate(text.sentences)} for text in texts]
    return Judged.of(_sentences(texts[0]), _sentences(texts[1]), spaced=True), numbers[0], numbers[1]


def fitted(given: Sequence[Example]) -> list[float]:
    """The intercept and the coefficients, features scaled to a deviation of 1 for the penalty."""
    total = len(given)
    columns = list(zip(*(example.features for example in given), strict=True))
    means = [sum(column) / total for column in columns]
    scales = [sqrt(sum((x - m) ** 2 for x in c) / total) or 1.0 for c, m in zip(columns, means, strict=True)]
    rows = [[1.0, *((x - m) / s for x, m, s in zip(example.features, means, scales, strict=True))] for example in given]
    beta = [0.0] * (len(means) + 1)
    for _ in range(25):
        beta = _step(beta, rows, given)
    slopes = [b / s for b, s in zip(beta[1:], scales, strict=True)]
    return [beta[0] - sum(b * m for b, m in zip(slopes, means, strict=True)), *slopes]


def _step(beta: list[float], rows: Sequence[Sequence[float]], given: Sequence[Example]) -> list[float]:
    """One step of Newton's method."""
    size = len(beta)
    slope = [0.0, *(-RIDGE * b for b in beta[1:])]
    curve = [[RIDGE if i == j > 0 else 0.0 for j in range(size)] for i in range(size)]
    for row, example in zip(rows, given, strict=True):
        chance = 1 / (1 + exp(-sum(b * x for b, x in zip(beta, row, strict=True))))
        for i in range(size):
            slope[i] += example.weight * (example.same - chance) * row[i]
            for j in range(size):
                curve[i][j] += example.weight * chance * (1 - chance) * row[i] * row[j]
    return [b + d for b, d in zip(beta, _solved(curve, slope), strict=True)]


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination (the matrix is positive definite)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        pivot[:] = [value / pivot[at] for value in pivot]
        for other, row in enumerate(rows):
            if other != at:
                row[:] = [value - row[at] * part for value, part in zip(row, pivot, strict=True)]
    return [row[-1] for row in rows]


def area(given: Sequence[Example]) -> float:
    """The area under the curve of each pair of statements judged by a model that was fitted on the others."""
    scored = []
    for pair in sorted({example.pair for example in given}):
        intercept, *slopes = fitted([example for example in given if example.pair != pair])
        for example in given:
            if example.pair == pair:
                value = intercept + sum(b * x for b, x in zip(slopes, example.features, strict=True))
                scored.append((value, example.same))
    same, other = ([value for value, is_same in scored if is_same is wanted] for wanted in (True, False))
    return sum((s > o) + (s == o) / 2 for s in same for o in other) / (len(same) * len(other))


def held(half: str) -> Counter[str]:
    """How many of today's links, and of today's free sentences, have each verdict in links_held.tsv.

    Under "beside" are the free sentences with a partner that the table of themes shows beside one of the other text.
    """
    found = Counter[str]()
    with HELD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t"):
            starts = tuple(int(row[side]) if row[side] else None for side in ("old_start", "new_start"))
            if row["half"] == half and starts in _places(row["old_file"], row["new_file"]):
                found[row["verdict"]] += 1
                found["beside"] += row["verdict"] == "partner" and starts in _beside(row["old_file"], row["new_file"])
    return found


@cache
def _places(old: str, new: str) -> frozenset[tuple[int | None, int | None]]:
    """Where linked sentences begin, each with each, and where free ones do, beside nothing."""
    texts = [read((BESIDE / "data" / name).read_text(encoding="utf-8")) for name in (old, new)]
    sentences = [_sentences(text) for text in texts]
    links = link_by_topic(align(*sentences), *sentences, spaced=True)
    olds, news = ([sentence.start for sentence in text.sentences] for text in texts)
    nothing: list[int | None] = [None]
    return frozenset(
        place
        for link in links
        for place in product([olds[i] for i in link.old] or nothing, [news[j] for j in link.new] or nothing)
    )


@cache
def _beside(old: str, new: str) -> frozenset[tuple[int | None, int | None]]:
    """Where sentences begin that are shown beside the nearest of the other text, each alone."""
    texts = [(BESIDE / "data" / name).read_text(encoding="utf-8") for name in (old, new)]
    it = compare(*texts, mode="succession")
    near = [pair for pair in it.nearest if pair.sure != "doubtful"]
    begun = [[span.start for span in statement.sentences] for statement in (it.old, it.new)]
    starts = [[begun[side][bisect_right(begun[side], pair[side].start) - 1] for pair in near] for side in (0, 1)]
    return frozenset((*((start, None) for start in starts[0]), *((None, start) for start in starts[1])))


def figures_of(half: str) -> str:
    """What was read of a half: links that are right (the same thing or near it), free sentences with a partner."""
    found = held(half)
    links, free = (sum(found[each] for each in kinds) for kinds in (("same", "near", "other"), ("partner", "alone")))
    right = links - found["other"]
    apart = f"{found['partner']} of {free} free sentences with a partner, {found['beside']} of them beside a sentence"
    return f"{half}: {right} of {links} links right, {apart}\n"


def main() -> None:
    """Prints the measure and the model; with `--write` also writes the model; with `--held` what was read."""
    if "--held" in sys.argv:
        sys.stdout.write(figures_of("open") + figures_of("sealed"))
        return
    text = HEADER
    for kind, given in examples().items():
        measure = (
            f"{len(given)} examples, {sum(e.same for e in given)} the same; area without the pair {area(given):.3f}"
        )
        lines = zip(("intercept", *FEATURES[kind]), fitted(given), strict=True)
        text += f"\n# {measure}\n[{kind}]\n" + "".join(f"{name} = {value:.3f}\n" for name, value in lines)
    sys.stdout.write(text)
    if "--write" in sys.argv:
        MODEL.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
