"""Invented pairs with the markers expected of them or forbidden, pairs that must stay quiet, and language pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from diple import Lexicon, Marker
from evaluation import corpora
from evaluation.baselines import ladder_alone
from evaluation.comparing import Comparer, statement, statements
from evaluation.figures import Figure, Part, Table
from evaluation.judging import TOP, in_a_line, loud, met, strictly_met, wrong

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what was found: an answer met (None where none is expected), codes that should not be there."""

    case: Case
    markers: Sequence[Marker]
    met: bool | None
    met_first: bool | None
    wrong: Sequence[str]
    alone_met: bool | None

    @property
    def passes(self) -> bool:
        """An answer is met or none expected, and no marker is forbidden."""
        return self.met is not False and not self.wrong

    @property
    def passes_strictly(self) -> bool:
        """A keyword is in the referent itself, nothing else is notable or above, and no marker is forbidden."""
        expected = self.case["expect"]
        return not self.wrong and (strictly_met(self.markers, expected) if expected else not loud(self.markers))


def judged(comparer: Comparer, case: Case) -> Judged:
    """One case, compared and judged."""
    language = case["lang"]
    other = case.get("new_lang") or language
    old, new = statement(case["old"], language), statement(case["new"], other)
    earlier = statements(case.get("earlier") or (), language)
    markers = comparer.markers(old, new, case["id"], earlier=earlier, mode=case.get("mode") or "auto")
    answers = case["expect"]
    return Judged(
        case,
        markers,
        met(markers, answers) if answers else None,
        met(markers[:TOP], answers) if answers else None,
        wrong(markers, case.get("must_not") or ()),
        met_by_ladders(case, (language, other)) if answers else None,
    )


def met_by_ladders(case: Case, languages: tuple[str, str]) -> bool:
    """Whether the lexicon's concepts and ranks alone give the kind and direction; no keyword is asked of them."""
    reads = ladder_alone(case["old"], case["new"], languages, Lexicon.default())
    return any(
        read.code == answer["code"] and answer["direction"] in (None, read.direction)
        for answer in case["expect"]
        for read in reads
    )


def marker_cases(comparer: Comparer) -> Part:
    """Whether an acceptable marker is found and none forbidden: by kind, language, and whether a pack has it."""
    part = Part("marker_cases", "Changes that deserve a marker")
    found = [judged(comparer, case) for case in corpora.cases(corpora.CORPORA["marker_cases"])]
    part.figures |= figures_of("marker cases", found)
    part.figures |= figures_of("marker cases held back", [j for j in found if corpora.is_held_back(j.case["id"])])
    part.tables.append(table_of("All, and parts of them.", found, parts_of))
    part.tables.append(table_of("By kind; a trap of a kind is a case in which it must not occur.", found, kind_of))
    part.failures += failures_of(found)
    return part


def figures_of(name: str, found: Sequence[Judged]) -> dict[str, Figure]:
    """Found, and found with none forbidden."""
    expecting = [each for each in found if each.met is not None]
    return {
        f"{name} found": Figure(sum(each.met is True for each in expecting), len(expecting)),
        f"{name} found and clean": Figure(sum(each.passes for each in expecting), len(expecting)),
        f"{name} strictly held": Figure(sum(each.passes_strictly for each in expecting), len(expecting)),
        f"{name} wrong": Figure(sum(bool(each.wrong) for each in found), len(found)),
    }


def parts_of(case: Case) -> list[str]:
    """The parts of the cases that one belongs to."""
    apart = "held back" if corpora.is_held_back(case["id"]) else "looked at"
    listed = [] if "listed" not in case else ["wording in a pack" if case["listed"] else "wording in no pack"]
    return ["all", apart, *listed, f"language {case['lang']}"]


def kind_of(case: Case) -> list[str]:
    """The kind under test."""
    return [case["kind"]]


def table_of(about: str, found: Iterable[Judged], parts: Callable[[Case], list[str]]) -> Table:
    """One row for each part, in the order in which the parts come up."""
    grouped: dict[str, list[Judged]] = defaultdict(list)
    for each in found:
        for name in parts(each.case):
            grouped[name].append(each)
    heads = ("cases", "found", "in the top three", "found and clean", "a wrong marker", "lexicon alone")
    return Table(about, heads, [row_of(name, group) for name, group in grouped.items()])


def row_of(name: str, group: Sequence[Judged]) -> tuple[str, ...]:
    """The figures of some cases as a row."""
    expecting = [each for each in group if each.met is not None]
    counts = [
        sum(each.met is True for each in expecting),
        sum(each.met_first is True for each in expecting),
        sum(each.passes for each in expecting),
    ]
    alone = Figure(sum(each.alone_met is True for each in expecting), len(expecting))
    wrongs = Figure(sum(bool(each.wrong) for each in group), len(group))
    return (name, *(str(Figure(count, len(expecting))) for count in counts), str(wrongs), str(alone))


def failures_of(found: Iterable[Judged]) -> list[str]:
    """A line for each failing case that is not held back."""
    lines = []
    for each in found:
        if each.passes or corpora.is_held_back(each.case["id"]):
            continue
        asked = " or ".join(f"{a['code']} {a['direction'] or ''}".strip() for a in each.case["expect"]) or "nothing"
        said = "; ".join(map(in_a_line, each.markers[:TOP])) or "no marker"
        trouble = f"wrong {' '.join(each.wrong)}" if each.wrong else "missed"
        lines.append(f"{each.case['id']}: {trouble}; asked {asked}; found {said}")
    return lines


def quiet_cases(comparer: Comparer) -> Part:
    """Pairs with a marker of level notable or above, and with any."""
    part = Part("quiet_cases", "Changes that an expert passes over")
    found = [judged(comparer, case | {"expect": []}) for case in corpora.cases(corpora.CORPORA["quiet_cases"])]
    held = [each for each in found if corpora.is_held_back(each.case["id"])]
    part.figures["quiet cases loud"] = Figure(sum(bool(loud(each.markers)) for each in found), len(found))
    part.figures["quiet cases held back loud"] = Figure(sum(bool(loud(each.markers)) for each in held), len(held))
    grouped: dict[str, list[Judged]] = defaultdict(list)
    for each in found:
        for name in parts_of(each.case):
            grouped[name].append(each)
    rows = [
        (
            name,
            str(Figure(sum(bool(loud(each.markers)) for each in group), len(group))),
            str(Figure(sum(bool(each.markers) for each in group), len(group))),
            str(Figure(sum(speaks_alone(each.case) for each in group), len(group))),
        )
        for name, group in grouped.items()
    ]
    heads = ("cases", "a marker of level notable or above", "any marker", "lexicon alone says something")
    part.tables.append(Table("Fewer is better.", heads, rows))
    for each in found:
        if loud(each.markers) and not corpora.is_held_back(each.case["id"]):
            part.failures.append(f"{each.case['id']}: {'; '.join(map(in_a_line, loud(each.markers)))}")
    return part


def speaks_alone(case: Case) -> bool:
    """Whether concepts and ranks alone see a weighty difference (weight 3 of 5, where level notable begins)."""
    reads = ladder_alone(case["old"], case["new"], (case["lang"], case["lang"]), Lexicon.default())
    return any(read.weight >= 3 for read in reads)
