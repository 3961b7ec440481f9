"""The texts that Diple is measured on: where they lie, their digests, and how they are read.

The project's own cases are part of it. The others (knowledge files and real statements) lie beside it in `../shared`;
where they do not, what needs them is left out and said to be.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BESIDE = ROOT.parent / "shared"
SAMPLED = 3  # the suite compares every third case of a large corpus, by another digest of its id
HELD_BACK = 3  # every third case by the digest of its id is reported apart, and its failures are never listed

# What each floor is on: files and folders of a corpus.
CORPORA = {
    "gold": BESIDE / "knowledge" / "gold.tsv",
    "controls": BESIDE / "knowledge" / "controls.tsv",
    "marker_cases": BESIDE / "knowledge" / "cases" / "marker_cases.jsonl",
    "quiet_cases": BESIDE / "knowledge" / "cases" / "quiet_cases.jsonl",
    "language_pairs": BESIDE / "knowledge" / "cases" / "language_pairs.jsonl",
    "versions": BESIDE / "data" / "versions",
    "fomc": BESIDE / "data" / "fomc",
    "briefs": BESIDE / "knowledge" / "briefs",
    "successive": BESIDE / "data" / "successive",
    "edits": BESIDE / "data" / "edits",
    "blind_cases": ROOT / "tests" / "evaluation" / "blind",
    "ordinary": ROOT / "tests" / "evaluation" / "ordinary",
    "quiet": ROOT / "tests" / "evaluation" / "quiet",
    "turns": ROOT / "tests" / "evaluation" / "turns",
    "parallel": ROOT / "tests" / "evaluation" / "parallel",
    "own_cases": ROOT / "tests" / "evaluation" / "cases",
    "translations": BESIDE / "data" / "udhr",
    "documents": ROOT / "evaluation" / "documents" / "texts",
    "lines": ROOT / "evaluation" / "documents" / "lines.tsv",
}
# The other places of a corpus that has several.
FURTHER = {
    "lines": (BESIDE / "data" / "udhr",),
    "translations": (
        *(BESIDE / "data" / "ud" / f"{language}-pud.conllu.xz" for language in ("en", "es", "fr", "ru", "zh")),
        BESIDE / "data" / "treaties_en_zh",
    ),
}
RULE_CASES = ROOT / "tests" / "mark" / "cases"
SAMPLES = ROOT / "samples"


def is_here(corpus: str) -> bool:
    """Whether the corpus lies where it is looked for."""
    return all(place.exists() for place in places(corpus))


def places(corpus: str) -> tuple[Path, ...]:
    """The files and folders of a corpus."""
    return CORPORA[corpus], *FURTHER.get(corpus, ())


def digest(corpus: str) -> str:
    """SHA-256 over names and bytes of all files of a corpus, in the order of their names.

    What Python compiled of a corpus's own scripts is no part of it: whether it lies there depends on who ran them.
    """
    whole = sha256()
    for place in places(corpus):
        for path in sorted(path for path in place.rglob("*") if _is_text(path)) if place.is_dir() else [place]:
            whole.update(path.relative_to(place.parent).as_posix().encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _is_text(path: Path) -> bool:
    return path.is_file() and path.parent.name != "__pycache__"


def rows(corpus: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file."""
    with CORPORA[corpus].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file of JSON lines, or of all such files of a folder."""
    return [case for file in ([path] if path.is_file() else sorted(path.glob("*.jsonl"))) for case in lines(file)]


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def is_sampled(case_id: str) -> bool:
    """Whether a case belongs to the third that represents a large corpus in the suite."""
    return int(sha256(f"sample {case_id}".encode()).hexdigest(), 16) % SAMPLED == 0


def is_held_back(case_id: str) -> bool:
    """Whether a case belongs to the third that is not looked at while rules are written."""
    return int(sha256(case_id.encode()).hexdigest(), 16) % HELD_BACK == 0
