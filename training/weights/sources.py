"""The labelled changes that coefficients are fitted on, as one row of features an event.

The texts lie beside the project, in `../shared` (docs/weights.md lists them). A row carries the group that
cross-validation keeps together: a pair of statements, a revised document, a case.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from diple.comparison import compare
from diple.lexicon import Lexicon
from diple.mark.events import Event, events_of
from diple.mark.weigh.features import Features, Pair, features_of, information
from diple.model import Mode
from diple.result import Comparison
from diple.statement import Source, read
from evaluation import controls, corpora, gold, ordinary
from evaluation.edits import is_measured
from training.weights.touching import Touching

OWN = Path(__file__).with_name("briefs.tsv")
SIDES = ("old", "new")
BRIEFS = corpora.BESIDE / "knowledge" / "briefs"
EDITS = corpora.BESIDE / "data" / "edits" / "iterater_human_train.jsonl"
MEANING = "meaning-changed"
# Corpora of edited texts whose open half is fitted. "turns" is in no fit: with it 6 of 571 items of the briefs fewer
# are found.
TAUGHT = ("ordinary", "quiet")
PASSED_OVER = 3.0  # how much an event weighs that the expert passed over on purpose, beside one not mentioned


@dataclass(frozen=True)
class Row:
    """One event with its features; `label` is 1 where an expert would report it, `importance` how much it counts.

    `group` is kept together in cross-validation, `pair` is the pair of texts that the event is of, `texts` are the
    files of a pair of the briefs. `growth` is how much more information came than went, in rarity.
    """

    source: str
    group: str
    pair: str
    mode: Mode
    features: Features
    label: int
    importance: float = 1.0
    growth: float = 0.0
    texts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Brief:
    """A pair of statements with its events, the rows made of them, and what the expert reported and passed over."""

    name: str
    comparison: Comparison
    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    items: tuple[dict[str, Any], ...]
    passed_over: tuple[dict[str, Any], ...]


def rows_of(comparison: Comparison, source: str, group: str, label: int, pair: str = "") -> Iterator[Row]:
    """The events of a comparison, all with one label."""
    for event, features in featured(comparison):
        yield Row(source, group, pair or group, comparison.mode, features, label, growth=growth_of(event))


def growth_of(event: Event) -> float:
    """How much more information the changed words of the new side carry than those of the old."""
    gained, lost = ({word.key: word for word in event.group.changed(name)} for name in ("new", "old"))
    return information(list(gained.values())) - information(list(lost.values()))


def featured(comparison: Comparison) -> list[tuple[Event, Features]]:
    """The events of a comparison with their features."""
    old, new = comparison.old, comparison.new
    events = events_of(old, new, comparison.segments, comparison.changes, comparison.mode)
    pair = Pair(old, new, Lexicon.default(), comparison.mode)
    return [(event, features_of(event, pair)) for event in events]


def compared(old: Source, new: Source, language: str | None = None) -> Comparison:
    """The comparison of two texts, without markers."""
    if language:
        old, new = read(old, language=language), read(new, language=language)
    return compare(old, new, markers=False)


# ---- briefs: what an expert reports of two statements of a series ---------------------------------------------------


def briefs(*, sealed: bool) -> list[Brief]:
    """The pairs of the briefs that lie beside the project; without the half that is set aside, unless `sealed`."""
    items = by_pair(corpora.lines(BRIEFS / "dev.jsonl"))
    passed_over = by_pair(corpora.lines(BRIEFS / "dev_pass_over.jsonl"))
    names = sorted(items) if sealed else open_half(items)
    return [brief(name, items[name], passed_over.get(name, [])) for name in names]


def sealed_texts() -> set[str]:
    """The files of the pairs that are set aside."""
    items = by_pair(corpora.lines(BRIEFS / "dev.jsonl"))
    return {str(items[name][0][f"{side}_file"]) for name in items.keys() - set(open_half(items)) for side in SIDES}


def open_half(names: Iterable[str]) -> list[str]:
    """In either group (the FOMC, the others) every second name by its digest."""
    found = set()
    for is_fomc in (True, False):
        group = [name for name in names if name.startswith("fomc") == is_fomc]
        found |= set(sorted(group, key=lambda name: sha256(name.encode()).hexdigest())[::2])
    return sorted(found)


def brief(name: str, items: list[dict[str, Any]], passed_over: list[dict[str, Any]]) -> Brief:
    """One pair, its events labelled by whether they touch a briefed item."""
    files = [str(items[0][f"{side}_file"]) for side in SIDES]
    comparison = compared(*(corpora.BESIDE / file for file in files))
    found = featured(comparison)
    texts = comparison.old.text, comparison.new.text
    reported, ignored = Touching(*texts, items), Touching(*texts, passed_over)
    rows = []
    for event, features in found:
        importance = reported.importance(event)
        weight = importance or (PASSED_OVER if ignored.importance(event) else 1.0)
        label = int(importance > 0)
        rows.append(Row("briefs", name, name, comparison.mode, features, label, weight, texts=frozenset(files)))
    events = tuple(event for event, _ in found)
    return Brief(name, comparison, events, tuple(rows), tuple(items), tuple(passed_over))


def own_briefs(without: Iterable[str] = ()) -> list[Brief]:
    """The pairs that readers of the project judged (briefs.tsv), but for those with a text of some pairs."""
    left_out = set(without)
    found = []
    for name, rows in by_pair(map(quoted, read_labels())).items():
        if left_out.isdisjoint(rows[0][f"{side}_file"] for side in SIDES):
            items = [row for row in rows if row["importance"]]
            passed_over = [{**row, "importance": 1} for row in rows if not row["importance"]]
            found.append(brief(f"own {name}", items, passed_over))
    return found


def read_labels() -> Iterator[dict[str, str]]:
    """The rows of briefs.tsv."""
    with OWN.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")


def quoted(row: dict[str, str]) -> dict[str, Any]:
    """A row of briefs.tsv as the other briefs have it: with its quotations, and files below the shared folder."""
    found: dict[str, Any] = {**row, "importance": int(row["importance"]), "kinds": ()}
    for side in SIDES:
        found[f"{side}_file"] = f"data/{row[f'{side}_file']}"
        text = (corpora.BESIDE / found[f"{side}_file"]).read_text(encoding="utf-8")
        places = [row[f"{side}_{end}"] for end in ("start", "end")]
        found[f"{side}_quote"] = text[slice(*map(int, places))] if all(places) else None
    return found


def by_pair(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows by the pair they belong to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["pair"], []).append(row)
    return found


# ---- revisions: whether an edit changes the meaning ------------------------------------------------------------------


def edits() -> Iterator[Row]:
    """Sentence edits with the intention that people gave them, but for the documents that the evaluation measures."""
    for number, row in enumerate(corpora.lines(EDITS)):
        if row["old"].strip() and row["new"].strip() and not is_measured(row["doc"]):
            comparison = compared(row["old"], row["new"], "en")
            yield from rows_of(comparison, "edits", row["doc"], int(row["label"] == MEANING), f"edit {number}")


def edit_labels() -> dict[str, int]:
    """The label of each pair of sentence edits, also of those in which no change counts."""
    return {
        f"edit {number}": int(row["label"] == MEANING)
        for number, row in enumerate(corpora.lines(EDITS))
        if row["old"].strip() and row["new"].strip() and not is_measured(row["doc"])
    }


def cases() -> Iterator[Row]:
    """Invented cases: those that have a marker of substance, and the quiet ones."""
    for name, label in (("marker_cases", 1), ("quiet_cases", 0)):
        for case in corpora.cases(corpora.CORPORA[name]):
            if case["kind"] != "L1":
                yield from rows_of(compared(case["old"], case["new"], case["lang"]), name, case["id"], label)


def own() -> Iterator[Row]:
    """Invented changes and harmless edits of the project's own, but for those that the evaluation keeps sealed."""
    for name, label in (("changes", 1), ("harmless", 0)):
        for case in corpora.cases(corpora.CORPORA["blind_cases"] / f"{name}.jsonl"):
            if "new_lang" not in case and bool(case["expect"]) == bool(label):
                yield from rows_of(compared(case["old"], case["new"], case["lang"]), f"own_{name}", case["id"], label)
        for corpus in TAUGHT:
            yield from edited_texts(corpus, name, label)


def edited_texts(corpus: str, name: str, label: int) -> Iterator[Row]:
    """The edits of invented texts of one corpus, but for those that are sealed."""
    known = ordinary.texts(corpus)
    for case in corpora.cases(corpora.CORPORA[corpus] / f"{name}.jsonl"):
        if not ordinary.is_sealed(case["id"]):
            about = known[case["text"]]
            new, _, _ = ordinary.edited(about["text"], case)
            yield from rows_of(compared(about["text"], new, about["lang"]), f"own_{name}", case["id"], label)


def documented() -> Iterator[Row]:
    """Documented changes, and the controls that experts pass over."""
    for change in gold.documented():
        if not change.bilingual:
            yield from rows_of(compared(change.old, change.new, change.languages[0]), "gold", change.id, 1)
    for name, language, old, new in controls.pairs():
        yield from rows_of(compared(old, new, language), "controls", name, 0)


def versions() -> Iterator[Row]:
    """Silent edits of published pages, in both directions."""
    folder = corpora.CORPORA["versions"]
    for entry in json.loads((folder / "EDITS.json").read_text(encoding="utf-8")):
        texts = [folder / entry["dir"] / name for name in ("v1.txt", "v2.txt")]
        label = int(entry["label"] == "substantive")
        for way, (old, new) in (("", texts), (" turned", reversed(texts))):
            yield from rows_of(compared(old, new), "versions", entry["dir"], label, entry["dir"] + way)
