"""All figures of the benchmark, each under the name that bars.toml knows it by."""

from __future__ import annotations

import gc
import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import matcher
from benchmarks.pages import tallies as pages
from benchmarks.pages.made import pages as made_pages
from benchmarks.pairs import different_6k, one_paragraph_50k, other_script, same_200k, statement
from benchmarks.peers import DIFFLIB, DIPLE, DIPLE_MARKS, TOOLS, Tool, marks_of_comparison, timed, written
from benchmarks.scoring import MOVES, TYPOGRAPHY, Score, score, word_states
from benchmarks.statements import Pair
from diple.lexicon.fold import fold, fold_all
from diple.lexicon.index import build_index

Say = Callable[[str], None]
ROUNDS = {"s300": 9, "s6k": 7, "s60k": 3}
FRESH_PROCESSES = 5
# A peer that, by the square of the growth, would take longer than this (seconds) is not run on a larger input.
PATIENCE = 30.0
# Milliseconds up to which a run is repeated at once.
QUICK = 500.0


@dataclass(slots=True)
class Timing:
    """One tool on one pair: the median of its runs in milliseconds, and its score where it was scored."""

    tool: str
    pair: str
    milliseconds: float | None
    score: Score | None = None
    remark: str = ""


@dataclass(slots=True)
class Measured:
    """The figures by name, and the timings of all tools."""

    figures: dict[str, float] = field(default_factory=dict)
    timings: list[Timing] = field(default_factory=list)

    def time_of(self, tool: str, pair: str) -> float:
        """Milliseconds of a tool on a pair. Raises LookupError where it was not run."""
        for timing in self.timings:
            if (timing.tool, timing.pair) == (tool, pair) and timing.milliseconds is not None:
                return timing.milliseconds
        raise LookupError(f"{tool} was not run on {pair}")


def measure(seed: int, folder: Path, say: Say) -> Measured:
    """Makes the inputs, runs every tool on them in turn, and scores what they mark."""
    measured = Measured()
    for name in ("s300", "s6k", "s60k"):
        say(f"{name}: all tools, {ROUNDS[name]} rounds")
        _side_by_side(statement(name, seed), folder, measured)
    for step in (_doubled, _longest, _hostile, _scripts, _start):
        say(step.__name__.strip("_"))
        step(seed, folder, measured)
    say("matcher")
    _matcher(measured)
    say("pages of ministries, beside trafilatura")
    _pages(measured)
    _derived(measured)
    return measured


def _pages(measured: Measured) -> None:
    """What of made pages is kept and left, by Diple and by trafilatura where it is installed."""
    made = list(made_pages())
    for name, read in pages.readers().items():
        found = pages.tally(read, made)
        measured.figures |= {f"{name} pages kept": found.kept(), f"{name} pages left": found.left()}
        measured.figures[f"{name} slowest page s"] = found.slowest


def _side_by_side(pair: Pair, folder: Path, measured: Measured) -> None:
    """The tools take turns, so that what else the machine does falls on all of them."""
    tools = [tool for tool in TOOLS if _fit_to_run(tool, pair, measured)]
    runs = {tool.name: tool.prepare(pair, folder) for tool in tools}
    spent: dict[str, list[float]] = {tool.name: [] for tool in tools}
    results: dict[str, object] = {}
    for _ in range(ROUNDS[pair.name]):
        for tool in tools:
            if sum(spent[tool.name]) < PATIENCE * 500:  # the slow ones need no second run
                milliseconds, results[tool.name] = _best_in_a_row(runs[tool.name])
                spent[tool.name].append(milliseconds)
    for tool in tools:
        found = score(pair, tool.marks(pair, results[tool.name]))
        remark = "" if found else "alters the text"
        measured.timings.append(Timing(tool.name, pair.name, median(spent[tool.name]), found, remark))


def _best_in_a_row(run: Callable[[], object]) -> tuple[float, object]:
    """The best of three runs in a row, so that no tool pays for what the one before it left in the caches."""
    gc.collect()
    gc.freeze()  # nor for the other tools' results
    best, result = timed(run)
    for _ in range(2 if best < QUICK else 0):
        best = min(best, timed(run)[0])
    gc.unfreeze()
    return best, result


def _fit_to_run(tool: Tool, pair: Pair, measured: Measured) -> bool:
    if not tool.here():
        measured.timings.append(Timing(tool.name, pair.name, None, None, "not installed"))
        return False
    before = [t for t in measured.timings if t.tool == tool.name and t.milliseconds is not None]
    if pair.name != "s60k" or not before or (before[-1].milliseconds or 0) * 100 <= PATIENCE * 1000:
        return True
    measured.timings.append(Timing(tool.name, pair.name, None, None, "too slow"))
    return False


def _compared(pair: Pair, markers: bool = False) -> tuple[float, Score | None, str]:
    """Seconds of Diple on a pair, the score, and the states of the old side's words."""
    import diple

    milliseconds, comparison = timed(lambda: diple.compare(pair.old, pair.new, markers=markers))
    marks, spaced = marks_of_comparison(pair, comparison), pair.name != "zh"
    found = score(pair, marks, spaced) if pair.gold else None
    return milliseconds / 1000, found, word_states(pair.old, marks[0], spaced) or ""


def _doubled(seed: int, folder: Path, measured: Measured) -> None:
    found = _compared(statement("s6k", seed, doubled=True))[1]
    assert found
    measured.figures |= {"s6k doubled missed": found.missed, "s6k doubled spurious": found.spurious}


def _longest(seed: int, folder: Path, measured: Measured) -> None:
    written(statement("s600k", seed), folder, "txt")
    for suffix, options in (("", ()), (" with markers", ("--markers",))):
        told = {name: _fresh(folder, "whole", name, *options) for name in ("s6k", "s60k", "s600k")}
        times = [told[name]["seconds"] for name in ("s6k", "s60k", "s600k")]
        measured.figures |= {
            f"s600k{suffix} seconds": times[2],
            f"s600k{suffix} megabytes": told["s600k"]["megabytes"],
            f"s6k{suffix} growth to 60k": _exponent(times[0], times[1]),
            f"s6k{suffix} growth from 60k": _exponent(times[1], times[2]),
        }


def _hostile(seed: int, folder: Path, measured: Measured) -> None:
    for pair in (same_200k(), one_paragraph_50k(seed), different_6k(seed)):
        seconds, found, states = _compared(pair, markers=True)
        measured.figures[f"{pair.name} seconds"] = seconds
        if found:
            told, of = found.told("substitution")
            measured.figures |= {"onepar50k substitutions": told / of, "onepar50k moved": states.count("m")}


def _scripts(seed: int, folder: Path, measured: Measured) -> None:
    for language in ("zh", "ru"):
        pair = other_script(language, seed)
        _, found, states = _compared(pair)
        assert found
        assert pair.gold
        kept = {source for source in pair.gold.sources if source is not None}
        measured.figures |= {
            f"{language} marked": states.count("x") / (pair.gold.old_words - len(kept)),
            f"{language} missed": found.missed,
            f"{language} spurious": found.spurious,
            f"{language} moves": found.told("move")[0],
        }


def _start(seed: int, folder: Path, measured: Measured) -> None:
    written(statement("s300", seed), folder, "txt")
    told = [_fresh(folder, "start", "s300") for _ in range(FRESH_PROCESSES)]
    measured.figures |= {name: median(each[name] for each in told) for name in told[0]}


def _fresh(folder: Path, what: str, name: str, *options: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.fresh", what, str(folder), name, *options]
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # what is installed is compiled once
    printed = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(printed))


def _matcher(measured: Measured) -> None:
    """The slower of a text with spaces and a Chinese one."""
    dice = random.Random(7)
    spent = []
    for (phrases, text), language in ((matcher.spaced(dice), "en"), (matcher.chinese(dice), "zh")):
        index = build_index(fold_all(phrases), language)
        spent.append(matcher.best_of(lambda index=index, text=text: list(index.hits(fold(text).text)))[0])
    measured.figures["matcher ms"] = max(spent)


def _derived(measured: Measured) -> None:
    figures, own = measured.figures, {t.pair: t.score for t in measured.timings if t.tool == DIPLE}
    small, large = own["s6k"], own["s60k"]
    assert small
    assert large
    figures |= {
        "s6k missed": small.missed,
        "s6k spurious": small.spurious,
        "s6k typography": small.told(*TYPOGRAPHY)[0],
        "s6k moves": small.told(*MOVES)[0],
        "s6k merges and splits": small.told("merge", "split")[0],
        "s6k reorders": small.told("reorder")[0],
        "s60k drops": large.told("drop")[0],
        "s60k additions": large.told("addition")[0],
        "s60k precision": large.precision,
        "s60k missed share": large.missed / large.gold,
    }
    difflib = measured.time_of(DIFFLIB, "s6k")
    figures |= {
        "s6k to difflib": measured.time_of(DIPLE, "s6k") / difflib,
        "s6k with markers to difflib": measured.time_of(DIPLE_MARKS, "s6k") / difflib,
    }


def _exponent(small: float, large: float) -> float:
    """The power of growth over a tenfold length."""
    return math.log10(large / small)
