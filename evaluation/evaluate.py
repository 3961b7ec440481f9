"""All parts of the evaluation in order, and the figures that are taken over several of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol

from evaluation import (
    blind,
    briefs,
    cases,
    controls,
    corpora,
    cost,
    edits,
    gold,
    hiding,
    labels,
    languages,
    mutation,
    ordinary,
    own,
    reading,
    series,
    structure,
    unrelated,
)
from evaluation.comparing import Comparer
from evaluation.documents import forms, pace, papers, short_lines, typewriter, unreadable
from evaluation.figures import Figure, Part
from evaluation.translation import alignment, divergences, duration, faithful, parallel

Measure = Callable[[Comparer], Part]


class OfSample(Protocol):
    """A measure that can be taken of a sample of its corpus."""

    def __call__(self, comparer: Comparer, *, sample: bool = False) -> Part: ...


MEASURES: dict[str, tuple[Measure, ...]] = {
    "briefs": (briefs.open_half,),
    "successive": (reading.measured,),
    "edits": (edits.measured,),
    "versions": (series.versions,),
    "ordinary": (ordinary.measured, unrelated.measured),
    "quiet": (ordinary.quiet,),
    "turns": (ordinary.turns,),
    "gold": (gold.measured, hiding.measured),
    "controls": (controls.measured,),
    "marker_cases": (cases.marker_cases,),
    "quiet_cases": (cases.quiet_cases,),
    "language_pairs": (languages.measured,),
    "fomc": (series.fomc,),
    "blind_cases": (blind.measured,),
    "own_cases": (own.own_cases, hiding.own_cases),
    "translations": (alignment.measured, alignment.with_extra, divergences.measured, faithful.measured),
    "parallel": (parallel.measured,),
    "documents": (unreadable.measured, typewriter.measured, papers.measured, forms.measured),
    "lines": (short_lines.open_half,),
}
ALWAYS: tuple[Measure, ...] = (own.rule_cases, own.samples, mutation.sampled)
# Measures that compare most. The suite takes them of a sample, whose figures have floors of their own.
SAMPLED: dict[str, tuple[OfSample, ...]] = {
    "briefs": (briefs.open_half,),
    "edits": (edits.measured,),
    "gold": (hiding.measured,),
    "fomc": (series.fomc,),
    "blind_cases": (blind.measured,),
    "own_cases": (hiding.own_cases,),
    "translations": (alignment.measured, divergences.measured, faithful.measured),
}
# What is measured of all texts instead, where that is asked for.
WHOLE: dict[Measure, Measure] = {
    alignment.measured: alignment.whole,
    divergences.measured: divergences.whole,
    faithful.measured: faithful.whole,
}
# The halves that are measured once, at the end of a piece of work.
SEALED: dict[str, tuple[Measure, ...]] = {
    "briefs": (briefs.sealed_half,),
    "translations": (alignment.sealed_half, divergences.sealed_half, faithful.sealed_half),
    "parallel": (parallel.sealed_half,),
    "lines": (short_lines.sealed_half,),
}
SEALED_FIGURE = "sealed "
SAMPLE = " (sample)"
# Corpora of which some cases are sealed or held back: no label from them is quoted.
UNQUOTED = ("ordinary", "quiet", "turns", "marker_cases", "quiet_cases", "blind_cases", "parallel", "translations")
# Figures of which less is better.
HALVES, GROUPS = ("open", "sealed"), ("", " diplomatic", " fomc")
BRIEFS_FIGURES = (
    "in ten",
    "importance 3 in ten",
    "top ten touch",
    "longest quote",
    "opposite",
    "passed over loud",
)
BRIEFS_RISING = ("longest quote", "opposite", "passed over loud")
LESS_IS_BETTER = (
    "marker cases wrong",
    "marker cases held back wrong",
    "quiet cases loud",
    "quiet cases held back loud",
    "controls loud",
    "controls marked",
    "quiet cases and controls loud",
    "faithful versions loud",
    "language markers with a direction",
    "versions noise marked",
    "fomc rolling date marked",
    "own cases wrong",
    "blind changes wrong",
    "blind changes loud",
    "blind harmless loud",
    "blind sealed wrong",
    "blind sealed loud",
    "own quiet cases loud",
    "samples trespasses",
    "routine edits loud",
    *(f"briefs {half}{group} {figure}" for half in HALVES for group in GROUPS for figure in BRIEFS_RISING),
    "versions substantive not notable",
    "unrelated texts marked",
    "unrelated texts loud",
    "reading wrong",
    "reading badly said",
    "ordinary open harmless loud",
    "ordinary sealed harmless loud",
    "quiet open harmless loud",
    "quiet sealed harmless loud",
    "turns open harmless loud",
    "turns sealed harmless loud",
    "labels forbidden word",
    "labels first time",
    "labels contradiction",
    "guards that may be inverted",
    "structure mean complexity",
    "structure functions over ten",
    "structure circles",
    "cost of marking",
    "cost of marking forty unknown words",
    "versions loud in 1,000 words",
    "versions critical in 1,000 words",
    "parallel quiet loud",
    "documents readable refused",
    "documents furniture left",
    "documents changes between forms",
    pace.SLOWEST,
    "lines open silently wrong",
    "lines sealed silently wrong",
    *(f"parallel quiet loud {language}" for language in parallel.LANGUAGES),
    *duration.OF_WORDS,
    *duration.OF_EXTRA,
)
RISING = (*LESS_IS_BETTER, *(f"{name}{SAMPLE}" for name in LESS_IS_BETTER))
# Printed and never pinned: a time depends on the machine; the cases of the rules have tests of their own; a share of
# what was found may fall when more is found.
NEVER_PINNED = (
    "cost of marking",
    "cost of marking forty unknown words",
    "rule cases found",
    "rule cases left alone",
    "edits measured",
    "reading judged",
    "reading wrong",
    "reading badly said",
    *(f"briefs open{group} {figure}" for group in GROUPS for figure in ("opposite", "longest quote")),
    *(f"briefs open{group} {figure}" for group in GROUPS[1:] for figure in BRIEFS_FIGURES),
    *(f"briefs sealed{group} {figure}" for group in GROUPS for figure in BRIEFS_FIGURES),
    "guards reached by a case",
    "guards that may be inverted",
    "rule cases strictly held",
    "samples found",
    "samples trespasses",
    "gold verbatim direction",
    "gold all direction",
    pace.SLOWEST,
    "lines sealed in their language",
    "lines sealed silently wrong",
    *duration.OF_WORDS,
    *alignment.OF_EXTRA,
    *duration.OF_EXTRA,
)


@dataclass(slots=True)
class Evaluation:
    """What was measured, which corpora were not there, and what broke."""

    parts: list[Part] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    compared: int = 0
    sampled: dict[str, Figure] = field(default_factory=dict)
    overall: dict[str, Figure] = field(default_factory=dict)
    measured: set[str] = field(default_factory=set)  # the corpora of which all parts were

    @property
    def figures(self) -> dict[str, Figure]:
        """All figures by name."""
        return {name: figure for part in self.parts for name, figure in part.figures.items()} | self.overall

    @property
    def pinned(self) -> dict[str, Figure]:
        """The figures that have floors, of the whole corpora and of the samples."""
        found = self.figures | self.sampled
        return {
            name: figure
            for name, figure in found.items()
            if name.removesuffix(SAMPLE) not in NEVER_PINNED and not name.startswith(SEALED_FIGURE)
        }

    @property
    def pinned_of_corpora(self) -> dict[str, Figure]:
        """Those of them that a part of the evaluation measures whole, without what is taken over all parts."""
        own = {name for part in self.parts if part.corpus in MEASURES for name in part.figures}
        return {name: figure for name, figure in self.pinned.items() if name.removesuffix(SAMPLE) in own}

    @property
    def digests(self) -> dict[str, str]:
        """The digests of the corpora that were measured."""
        return {name: corpora.digest(name) for name in MEASURES if name in self.measured}


def evaluate(
    say: Callable[[str], None], *, sealed: bool = False, whole: bool = False, only: Collection[str] = ()
) -> Evaluation:
    """Runs all parts whose corpora are there, in as many processes as there are processors.

    `sealed` measures the sealed halves as well, which is done once, at the end of a piece of work. `whole` takes all
    texts where else some are. `only` names corpora or modules of the evaluation, and leaves out the others.
    """
    found = Evaluation(absent=[corpus for corpus in MEASURES if not corpora.is_here(corpus)])
    comparer = Comparer()
    tasks = [(corpus, measure) for corpus in MEASURES if corpus not in found.absent for measure in MEASURES[corpus]]
    tasks += [("", measure) for measure in ALWAYS]
    tasks += [(corpus, half) for corpus in SEALED if sealed and corpus not in found.absent for half in SEALED[corpus]]
    tasks = [task for task in tasks if not only or names_of(*task) & set(only)]
    found.measured = {name for name in MEASURES if {(name, each) for each in MEASURES[name]} <= set(tasks)}
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=end_with_parent) as pool:
        taken = [(corpus, WHOLE.get(measure, measure) if whole else measure) for corpus, measure in tasks]
        running = [pool.submit(measured, corpus, measure) for corpus, measure in taken]
        samples = [pool.submit(measured, *task) for task in samples_of(tasks)]
        for (corpus, _), task in zip(tasks, running, strict=True):
            part, account = task.result()
            say(f"{corpus or part.corpus}: {part.title}")
            found.parts.append(part)
            comparer.join(account)
        found.sampled = {name: figure for task in samples for name, figure in task.result()[0].figures.items()}
    found.parts.append(labels.measured(comparer.labels))
    apart = [("structure", structure.measured), ("cost", cost.measured)]
    apart += [("duration", duration.measured)] if corpora.is_here("translations") else []
    for name, measure in apart:
        if not only or name in only:
            say(name)
            found.parts.append(measure())
    found.errors, found.compared = comparer.errors, comparer.compared
    found.overall = overall(found.figures, comparer)
    return found


def end_with_parent() -> None:
    """Lets a process of the pool end where the evaluation is killed, and not measure to the end for nobody."""
    Thread(target=wait_for_end, daemon=True).start()


def wait_for_end() -> None:
    """Waits for the parent to end, and ends this process at once."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def names_of(corpus: str, measure: Measure) -> set[str]:
    """The names by which a part can be asked for: its corpus, and the module that measures it."""
    return {corpus, measure.__module__.rpartition(".")[2]}


def samples_of(tasks: Iterable[tuple[str, Measure]]) -> list[tuple[str, Measure]]:
    """What the suite measures of those of the tasks that compare most."""
    return [(corpus, partial(of_sample, measure)) for corpus, measure in tasks if measure in SAMPLED.get(corpus, ())]


def of_sample(measure: OfSample, comparer: Comparer) -> Part:
    """The figures of a sample, which have names of their own."""
    part = measure(comparer, sample=True)
    return Part(part.corpus, part.title, {f"{name}{SAMPLE}": figure for name, figure in part.figures.items()})


def measured(corpus: str, measure: Measure) -> tuple[Part, Comparer]:
    """One part with the account of its comparisons; nothing is quoted of what is sealed."""
    comparer = Comparer()
    part = measure(comparer)
    if corpus in UNQUOTED or measure in SEALED.get(corpus, ()):
        comparer.labels.examples.clear()
    return part, comparer


def overall(figures: dict[str, Figure], comparer: Comparer) -> dict[str, Figure]:
    """What holds over all parts."""
    taken = {
        "quotations at their place": Figure(comparer.quotes - comparer.wrong_quotes, comparer.quotes),
        "comparisons that end": Figure(comparer.compared - len(comparer.errors), comparer.compared),
    }
    if "quiet cases loud" in figures and "controls loud" in figures:
        quiet, controlled = figures["quiet cases loud"], figures["controls loud"]
        taken["quiet cases and controls loud"] = Figure(quiet.hits + controlled.hits, quiet.of + controlled.of)
    return taken
