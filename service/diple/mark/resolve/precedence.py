"""One change, one marker, where possible: findings that tell the same change are reduced to the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, product

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import lies_in, touches_any
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.model import Span

# Which kind of finding speaks for a stretch of wording when several would: the earlier the better. A swapped
# object outranks its verb; a wrapper outranks the modal inside it; a longer reading outranks its parts.
ORDER = (
    "T1", "A3", "O1", "C1", "D1", "F4", "F1", "F2", "F3", "M2", "P1", "A1", "B2", "R1", "V1", "V2", "V4", "M1", "V3",
    "H2", "H1", "B1", "A2", "X1", "N1", "S1", "S2", "M3", "H3",
    "V5", "X3", "X2", "F5",  # told of the whole text
)  # fmt: skip
# Two kinds that both have something to say of one change: a partner called a threat is less close and more to blame,
# an exception is a proviso and narrows; a formula gives way to another, and the modal in it to a weaker one, or it is
# itself what a stance is about.
TWO_READINGS = {
    ("R1", "A2"),
    ("H2", "S1"),
    ("F3", "M1"),
    ("O1", "F3"),
    ("F1", "A1"),
    ("F2", "A1"),
    ("F3", "S1"),
    ("F2", "H2"),
    ("F1", "H2"),
}
NUANCES = ("M1", "M2", "H1", "H2", "S1")  # kinds of what a word or two do to a phrase that stays
OTHER_DEGREE = "degree.replaced"  # and one degree for another: a "permanent" ceasefire that becomes "temporary"
MEMBER = "scope.member"  # what a list loses is no nuance of a formula that is the list
NOUNS = ("S1", "A2", "R1", "F3", "C1")  # kinds whose phrases are the matter: the same swap twice is one
FORMULAS = ("F1", "F2", "F3", "F4")
TOLD = ("told_as_formula", "that the formula is new is a marker of its own")
UNDIRECTED = ("substituted.formula", "substituted.phrase")  # rules of a swap of formulas that may have no direction
RANK = {code: rank for rank, code in enumerate(ORDER)}


def resolved(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those whose evidence a better one covers, and one a kind and change."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (rank_of(f), not f.concepts, start_of(f))):
        if not any(covers(better, finding) for better in kept):
            kept.append(finding)
    return kept


def rank_of(finding: Finding) -> float:
    """How well a finding speaks for its wording; of how many things there are, what counts them speaks as of States.

    A formula that gives way in no certain direction speaks less well than a step on the ladder of titles, unless the
    earlier texts show that it recurs.
    """
    if finding.rule in UNDIRECTED and finding.direction == "mixed":
        return RANK["R1"] + 0.5
    return RANK.get("B2" if finding.rule == "scope.quantity" else finding.code, len(ORDER))


def covers(better: Finding, other: Finding) -> bool:
    """Whether a finding leaves the other nothing to say: all of its evidence overlaps, or the same kind and change."""
    if better.code == other.code and set(other.changes) <= set(better.changes):
        return not are_two_formulas(better, other)
    if (better.code, other.code) in TWO_READINGS:
        return False
    return crossed(other.old, better.old) and crossed(other.new, better.new)


def are_two_formulas(one: Finding, other: Finding) -> bool:
    """Whether two findings are of two formulas of the lexicon, of which one change took both."""
    return one.code in FORMULAS and bool(one.concepts and other.concepts) and one.concepts != other.concepts


def without_nuanced(pair: Pair, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without formulas that are new, or gone, only by a limit or modal of which another finding speaks."""
    return [found for found in findings if not (is_edited(pair) and is_nuanced(pair, found, findings))]


def is_nuanced(pair: Edited, formula: Finding, findings: Sequence[Finding]) -> bool:
    """Whether all that changed in a formula that came or went is the evidence of a nuance, and the rest stays."""
    if formula.code not in ("F1", "F2") or not formula.concepts:
        return False
    side, own = (pair.new, formula.new) if formula.code == "F2" else (pair.old, formula.old)
    words = words_in(side.content_tokens, own)
    changed = [t for t in words if side.touched(t.start, t.end)]
    nuances = words_in(changed, nuanced_spans(findings, came=formula.code == "F2"))
    return 0 < len(changed) < len(words) and nuances == changed


def words_in(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Token]:
    """The tokens that begin in one of some spans."""
    return [token for token in tokens if any(lies_in(token.start, span) for span in spans)]


def nuanced_spans(findings: Sequence[Finding], came: bool) -> list[Span]:
    """The evidence of the nuances among some findings, of the side that came or of the other."""
    nuances = (found for found in findings if is_nuance(found))
    return [span for found in nuances for span in (found.new if came else found.old)]


def is_nuance(finding: Finding) -> bool:
    """Whether a finding is of what a word or two do to a phrase that stays."""
    return (finding.code in NUANCES and finding.rule != MEMBER) or finding.rule == OTHER_DEGREE


def united(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each formula, however many places show it; the other places join its evidence."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(subject_of(finding), []).append(finding)
    return [each[0] if len(each) == 1 else with_all_evidence(each) for each in alike.values()]


def subject_of(finding: Finding) -> object:
    """What a finding speaks of: its formulas, the swap of a noun, else what it says of a referent."""
    if finding.code in FORMULAS and finding.concepts:
        return finding.code, finding.concepts
    if finding.code in NOUNS and finding.old and finding.new:
        return finding.code, finding.rationale.partition(" in “")[0].lower()
    return finding.code, finding.direction, finding.referent, bool(finding.old), bool(finding.new)


def with_all_evidence(findings: Sequence[Finding]) -> Finding:
    """The first of some findings with the evidence and the changes of all."""
    return replace(
        findings[0],
        old=tuple(dict.fromkeys(chain.from_iterable(one.old for one in findings))),
        new=tuple(dict.fromkeys(chain.from_iterable(one.new for one in findings))),
        changes=tuple(dict.fromkeys(chain.from_iterable(one.changes for one in findings))),
    )


def twice_told(findings: Sequence[Finding]) -> list[Finding]:
    """The findings; whose formula it is (T1) weighs less where its coming is reported already (F2)."""
    come = {place for found in findings if found.code == "F2" for place in formula_places(found)}
    return [
        replace(found, terms=(*found.terms, TOLD))
        if found.code == "T1" and not come.isdisjoint(formula_places(found))
        else found
        for found in findings
    ]


def formula_places(finding: Finding) -> set[tuple[str, Span]]:
    """Each concept of a finding with each place in the new text."""
    return set(product(finding.concepts, finding.new))


def crossed(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether each of `spans` overlaps one of `others`; true where there is none."""
    return all(touches_any(span, others) for span in spans)


def start_of(finding: Finding) -> tuple[int, int]:
    """Where a finding is: in the new text, else in the old."""
    new = finding.new[0].start if finding.new else -1
    return new, finding.old[0].start if finding.old else -1
