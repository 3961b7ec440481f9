"""Changes in ordinary words, one a text: the substantive ones must be notable, the harmless ones must not.

The corpora (tests/evaluation/ordinary; quiet and turns beside it, of harmless edits and near misses) were written from
the definitions of their kinds, and no comparison was run while they were written. Each case is one edit of an invented
text. Half of the cases, by the digest of their ids, are sealed: only sums are printed of them, so that no rule is
written on them.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import Any

from diple import Comparison
from evaluation import corpora
from evaluation.comparing import Comparer, statement, touches
from evaluation.figures import Figure, Part, Table
from evaluation.judging import in_a_line, loud

Case = dict[str, Any]
TITLES = {
    "ordinary": "Changes in ordinary words",
    "quiet": "Harmless edits and near misses",
    "turns": "Other turns of phrase",
}


def is_sealed(case_id: str) -> bool:
    """Whether a case belongs to the half of which only sums are printed."""
    return int(sha256(case_id.encode()).hexdigest(), 16) % 2 == 1


def texts(corpus: str = "ordinary") -> dict[str, Case]:
    """The invented texts of a corpus by id."""
    return {text["id"]: text for text in corpora.cases(corpora.CORPORA[corpus] / "texts.jsonl")}


def edited(text: str, case: Case) -> tuple[str, range, range]:
    """The text after the edit, and where the edit lies in the old and in the new text, in code points."""
    start = text.index(case["old"])
    new = text[:start] + case["new"] + text[start + len(case["old"]) :]
    return new, range(start, start + len(case["old"])), range(start, start + len(case["new"]))


def is_marked(comparison: Comparison, old: range, new: range) -> bool:
    """Whether a marker of level notable or above quotes the place of the edit in either text."""
    return any(
        touches(marker.old, old.start, old.stop) or touches(marker.new, new.start, new.stop)
        for marker in loud(comparison.markers)
    )


def measured(comparer: Comparer, corpus: str = "ordinary") -> Part:
    """Substantive changes marked, harmless ones loud, in each half."""
    part = Part(corpus, TITLES[corpus])
    known, kinds = texts(corpus), defaultdict[str, list[bool]](list)
    counts: dict[str, list[bool]] = defaultdict(list)
    for name in ("changes", "harmless"):
        for case in corpora.cases(corpora.CORPORA[corpus] / f"{name}.jsonl"):
            about = known[case["text"]]
            new, old_span, new_span = edited(about["text"], case)
            pair = statement(about["text"], about["lang"]), statement(new, about["lang"])
            comparison = comparer.compare(*pair, case["id"])
            noisy = comparison is not None and bool(loud(comparison.markers))
            found = comparison is not None and is_marked(comparison, old_span, new_span)
            shown = found if name == "changes" else noisy
            counts[f"{corpus} {'sealed' if is_sealed(case['id']) else 'open'} {name}"].append(shown)
            if not is_sealed(case["id"]):
                kinds[f"{name}: {case['what']}"].append(shown)
                part.failures += failure(case, name, comparison, shown=shown)
    for key, verdicts in counts.items():
        part.figures[f"{key} {'notable' if 'changes' in key else 'loud'}"] = Figure(sum(verdicts), len(verdicts))
    rows = [(kind, str(Figure(sum(verdicts), len(verdicts)))) for kind, verdicts in kinds.items()]
    part.tables.append(Table("The open half by kind of edit.", ("edit", "with a marker notable or above"), rows))
    return part


def quiet(comparer: Comparer) -> Part:
    """The same of harmless edits and near misses at the same places."""
    return measured(comparer, "quiet")


def turns(comparer: Comparer) -> Part:
    """The same of other turns of phrase, in other registers."""
    return measured(comparer, "turns")


def failure(case: Case, name: str, comparison: Comparison | None, *, shown: bool) -> list[str]:
    """A line for an open case that fails: a change that is not marked, a harmless edit that is."""
    if shown == (name == "changes"):
        return []
    markers = comparison.markers if comparison else ()
    return [f"{case['id']}: {case['what']}; {'; '.join(map(in_a_line, markers[:3])) or 'no marker'}"]
