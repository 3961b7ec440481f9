"""The project's own cases: the sentences each rule was written on, the samples, and cases for this evaluation alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evaluation import cases, corpora
from evaluation.cases import Judged, judged
from evaluation.comparing import Comparer, statement, statements
from evaluation.figures import Figure, Part, Table
from evaluation.judging import in_a_line, loud, strictly_met, words_of
from evaluation.samples import described, missed, trespasses


def rule_cases(comparer: Comparer) -> Part:
    """The sentences for and against each kind that the rules' own tests hold."""
    part = Part("rule_cases", "Sentences written for the rules")
    found, of, left, against = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    strict = 0
    for case in corpora.cases(corpora.RULE_CASES):
        if "languages" in case or "texts" in case:  # versions of one sentence, judged by their own tests
            continue
        old, new = (statement(case[side], case["lang"]) for side in ("old", "new"))
        earlier = statements(case.get("earlier") or (), case["lang"])
        markers = comparer.markers(old, new, case["new"][:60], mode=case.get("mode") or "revision", earlier=earlier)
        if "expect" in case:
            code, direction, keyword = case["expect"]
            of[code] += 1
            found[code] += any(
                (kind.code, kind.direction) == (code, direction) and keyword.casefold() in words_of(marker)
                for marker in markers
                for kind in marker.kinds
            )
            strict += strictly_met(markers, [{"code": code, "direction": direction, "referent_keywords": [keyword]}])
        for code in case.get("must_not", ()):
            against[code] += 1
            left[code] += not any(kind.code == code for marker in markers for kind in marker.kinds)
    part.figures["rule cases found"] = Figure(found.total(), of.total())
    part.figures["rule cases strictly held"] = Figure(strict, of.total())
    part.figures["rule cases left alone"] = Figure(left.total(), against.total())
    rows = [
        (code, str(Figure(found[code], of[code])), str(Figure(left[code], against[code])))
        for code in sorted(of | against)
    ]
    part.tables.append(Table("By kind.", ("kind", "for: found", "against: left alone"), rows))
    return part


def samples(comparer: Comparer) -> Part:
    """What the samples expect and forbid."""
    part = Part("samples", "The samples")
    rows = []
    total = Counter[str]()
    for folder in sorted(path.parent for path in corpora.SAMPLES.glob("*/markers.toml")):
        about = described(folder)
        comparison = comparer.compare(folder / about["old"], folder / about["new"], folder.name)
        if comparison is None:
            continue
        lost, forbidden = missed(comparison, about), trespasses(comparison, about)
        expected = len(about.get("expect", ()))
        total += Counter(found=expected - len(lost), expected=expected, forbidden=len(about.get("forbid", ())))
        total["trespasses"] += len({id(entry) for entry, _ in forbidden})
        rows.append((folder.name, str(Figure(expected - len(lost), expected)), str(len(forbidden))))
        part.failures += [f"{folder.name}: missed {e['code']} {e.get('old_quote') or e.get('new_quote')}" for e in lost]
        part.failures += [f"{folder.name}: forbidden {in_a_line(marker)}" for _, marker in forbidden]
    part.figures["samples found"] = Figure(total["found"], total["expected"])
    part.figures["samples trespasses"] = Figure(total["trespasses"], total["forbidden"])
    part.tables.append(Table("By sample.", ("sample", "expected markers found", "forbidden markers"), rows))
    return part


def own_cases(comparer: Comparer) -> Part:
    """Cases of tests/evaluation/cases: none was used to write a rule."""
    part = Part("own_cases", "Cases written for this evaluation")
    found = [judged(comparer, case) for case in corpora.cases(corpora.CORPORA["own_cases"])]
    quiet = [each for each in found if not each.case["expect"]]
    asking = [each for each in found if each.case["expect"]]
    part.figures |= cases.figures_of("own cases", asking)
    part.figures["own quiet cases loud"] = Figure(sum(bool(loud(each.markers)) for each in quiet), len(quiet))
    part.tables.append(cases.table_of("All, and by language.", asking, parts_of))
    part.tables.append(cases.table_of("By kind.", asking, cases.kind_of))
    part.failures += cases.failures_of(asking)
    part.failures += [f"{each.case['id']}: {'; '.join(map(in_a_line, loud(each.markers)))}" for each in loud_of(quiet)]
    return part


def parts_of(case: cases.Case) -> list[str]:
    """All of them, and the language."""
    return ["all", f"language {case['lang']}"]


def loud_of(quiet: Sequence[Judged]) -> list[Judged]:
    """The quiet cases that are not."""
    return [each for each in quiet if loud(each.markers)]
