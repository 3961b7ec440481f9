"""Cases by writers who had not seen the rules: those that were learnt from since, and those that stay sealed."""

from __future__ import annotations

from collections import defaultdict

from evaluation import corpora
from evaluation.cases import Judged, judged
from evaluation.comparing import Comparer
from evaluation.figures import Figure, Part, Table
from evaluation.judging import in_a_line, loud

SEALED = "sealed"  # of the file of this name only sums are reported
FILES = ("changes", "harmless", SEALED)


def measured(comparer: Comparer, *, sample: bool = False) -> Part:
    """Changes found, harmless edits loud, file by file; in a sample, of a third of the cases."""
    part = Part("blind_cases", "Cases by writers who had not seen the rules")
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for name in FILES:
        path = corpora.CORPORA["blind_cases"] / f"{name}.jsonl"
        cases = [case for case in corpora.cases(path) if not sample or corpora.is_sampled(case["id"])]
        found = [judged(comparer, case) for case in cases]
        changes = [each for each in found if each.met is not None]
        harmless = [each for each in found if each.met is None]
        noisy = [each for each in harmless if loud(each.markers)]
        if changes:
            part.figures[f"blind {name} found"] = Figure(sum(bool(each.met) for each in changes), len(changes))
            part.figures[f"blind {name} wrong"] = Figure(sum(bool(each.wrong) for each in changes), len(changes))
        part.figures[f"blind {name} loud"] = Figure(len(noisy), len(harmless))
        for each in changes:
            kinds[each.case["kind"]].append(each)
        if name != SEALED:
            part.failures += [failure(each) for each in (*changes, *noisy) if not each.met]
    rows = [(kind, str(Figure(sum(bool(j.met) for j in kinds[kind]), len(kinds[kind])))) for kind in sorted(kinds)]
    part.tables.append(Table("By kind, all files together.", ("kind", "found"), rows))
    return part


def failure(each: Judged) -> str:
    """A case that fails, with what was said instead."""
    return f"{each.case['id']}: {'; '.join(map(in_a_line, each.markers[:3])) or 'nothing'}"
