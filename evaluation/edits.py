"""Sentence edits with the intention that people gave them: does the weight part a changed meaning from form?

The documents are parted by digest: a fifth is measured, the rest only gives the threshold of F1. `make weights` must
leave out the documents that `is_measured` names, or the figures say how well it remembers them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from evaluation import corpora
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part
from evaluation.judging import heaviest
from evaluation.ranking import auc, best_threshold, f1

FILE = "iterater_human_train.jsonl"
MEANING = "meaning-changed"
FIFTHS = 5
# Edits of the other documents that choose the threshold: a sample by digest, for 3,254 comparisons take 40 seconds.
CHOOSING = 300
Scores = tuple[list[float], list[float]]


def is_measured(document: str) -> bool:
    """Whether a document belongs to the fifth on which the figures are taken."""
    return int(sha256(document.encode()).hexdigest(), 16) % FIFTHS == 0


def measured(comparer: Comparer, *, sample: bool = False) -> Part:
    """AUC and F1 on the measured documents, the threshold chosen on others; an edit weighs as its heaviest change."""
    part = Part("edits", "Sentence edits labelled by people")
    rows = [row for row in corpora.cases(corpora.CORPORA["edits"] / FILE) if row["old"].strip() and row["new"].strip()]
    rows = [row for row in rows if not sample or corpora.is_sampled(digest_of(row))]
    others = sorted((row for row in rows if not is_measured(row["doc"])), key=digest_of)[
        : CHOOSING // corpora.SAMPLED if sample else CHOOSING
    ]
    threshold = best_threshold(*scores(comparer, others))
    positives, negatives = scores(comparer, [row for row in rows if is_measured(row["doc"])])
    part.figures["edits auc"] = Figure(round(auc(positives, negatives), 4), 1, plain=True)
    part.figures["edits f1"] = Figure(round(f1(positives, negatives, threshold), 4), 1, plain=True)
    part.figures["edits measured"] = Figure(len(positives) + len(negatives), 1, plain=True)
    return part


def digest_of(row: dict[str, str]) -> str:
    """A key that orders edits by chance, the same on every machine."""
    return sha256(f"{row['old']}\n{row['new']}".encode()).hexdigest()


def scores(comparer: Comparer, rows: Iterable[dict[str, str]]) -> Scores:
    """The weights of the edits that change the meaning, and of the others."""
    found: Scores = ([], [])
    for row in rows:
        old, new = statement(row["old"], "en"), statement(row["new"], "en")
        weight = heaviest(comparer.compare(old, new, "an edit", mode="revision"))
        found[row["label"] != MEANING].append(weight)
    return found
