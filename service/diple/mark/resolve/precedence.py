"""One change, one marker, where possible: findings that tell the same change are reduced to the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.model import Span

# Which kind of finding speaks for a stretch of wording when several would: the earlier the better. A swapped
# object outranks its verb; a wrapper outranks the modal inside it; a longer reading outranks its parts.
ORDER = (
    "T1", "A3", "O1", "C1", "D1", "F4", "F1", "F2", "F3", "M2", "P1", "A1", "B2", "R1", "V1", "V2", "V4", "M1", "V3",
    "H2", "H1", "B1", "A2", "X1", "N1", "S1", "S2", "M3", "H3",
    "V5", "X3", "X2", "F5",  # told of the whole text
)  # fmt: skip
# A better finding and another on the same changes which then says nothing more, though its evidence is wider.
SAME_THING = {("M2", "M1"), ("F1", "S1"), ("M2", "H1"), ("H1", "S1"), ("M2", "S1")}
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
NUANCES = ("M1", "M2", "H1", "H2", "S1")  # kinds that tell what a word or two do to a phrase that stays
STAYS = 2  # content words of a formula that stay where only a nuance of it changed
SIGNS = 2  # signs of such a word where no spaces part them: 主权
MEMBER = "scope.member"  # what a list loses is no nuance of a formula that is the list
NOUNS = ("S1", "A2", "R1", "F3", "C1")  # kinds whose phrases are the matter: the same swap twice is one
STRENGTHENING = ("F1", "F2", "F4", "H3")  # kinds whose phrase is part of the strength of what it stands with
BOTH_WAYS = {"softened", "strengthened"}
FORMULAS = ("F1", "F2", "F3", "F4")
TOLD = ("told_as_formula", "that the formula is new is told by itself")
RANK = {code: rank for rank, code in enumerate(ORDER)}


def resolved(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those whose evidence a better one covers, and one a kind and change."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (rank_of(f), not f.concepts, start_of(f))):
        if not any(covers(better, finding) for better in kept):
            kept.append(finding)
    return [finding for finding in kept if not any(contradicts(other, finding) for other in kept)]


def contradicts(other: Finding, reach: Finding) -> bool:
    """Whether what goes or comes in the place of a reach (S1) is told as a formula or degree the other way round."""
    if reach.code != "S1" or other.code not in STRENGTHENING or {other.direction, reach.direction} != BOTH_WAYS:
        return False
    return any(overlap(*a, *b) for a in reach.old for b in other.old) or any(
        overlap(*a, *b) for a in reach.new for b in other.new
    )


def rank_of(finding: Finding) -> int:
    """How well a finding speaks for its wording; of how many things there are, what counts them speaks as of States."""
    return RANK.get("B2" if finding.rule == "scope.quantity" else finding.code, len(ORDER))


def covers(better: Finding, other: Finding) -> bool:
    """Whether a finding leaves the other nothing to say: all of its evidence overlaps, or the same kind and change."""
    if better.code == other.code and set(other.changes) <= set(better.changes) and not are_two_formulas(better, other):
        return True
    if (better.code, other.code) in TWO_READINGS:
        return False
    if crossed(other.old, better.old) and crossed(other.new, better.new):
        return True
    return one_change(better, other) and (crosses(better.old, other.old) or crosses(better.new, other.new))


def without_nuanced(pair: Pair, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without formulas that are new, or gone, only by the limit or modal that another finding tells."""
    return [found for found in findings if not (is_edited(pair) and is_nuanced(pair, found, findings))]


def is_nuanced(pair: Edited, formula: Finding, findings: Sequence[Finding]) -> bool:
    """Whether all that changed in a formula that came or went is the evidence of a nuance, and the rest stays."""
    if formula.code not in ("F1", "F2") or not formula.concepts:
        return False
    came = formula.code == "F2"
    side, own = (pair.new, formula.new) if came else (pair.old, formula.old)
    nuances = [found for found in findings if found.code in NUANCES and found.rule != MEMBER]
    told = [s for found in nuances for s in (found.new if came else found.old)]
    words = [t for t in side.content_tokens if any(s.start <= t.start < s.end for s in own)]
    changed = [t for t in words if side.touched(t.start, t.end)]
    nuance = all(any(s.start <= t.start < s.end for s in told) for t in changed)
    stays = STAYS if side.words.spaced else STAYS * SIGNS
    return bool(changed) and nuance and len(words) - len(changed) >= stays


def are_two_formulas(one: Finding, other: Finding) -> bool:
    """Whether two findings tell of two formulas of a pack at two places, though one change took both."""
    if one.code not in FORMULAS or not one.concepts or not other.concepts or one.concepts == other.concepts:
        return False
    return not any(overlap(*a, *b) for a in (*one.old, *one.new) for b in (*other.old, *other.new))


def one_change(better: Finding, other: Finding) -> bool:
    """Whether two findings of kinds that tell the same thing speak of the same changes: "intend to" for "will"."""
    return set(other.changes) <= set(better.changes) and (better.code, other.code) in SAME_THING


def crosses(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether both have evidence and all of the others' overlaps."""
    return bool(others) and bool(spans) and crossed(others, spans)


def united(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each formula, whatever number of places tell of it; the other places join its evidence."""
    first: dict[object, int] = {}
    kept: list[Finding] = []
    for finding in findings:
        key: object = (finding.code, finding.direction, finding.referent, bool(finding.old), bool(finding.new))
        if finding.code in NOUNS and finding.old and finding.new:
            key = (finding.code, finding.rationale.partition(" in “")[0].lower())
        if finding.code in FORMULAS and finding.concepts:
            key = (finding.code, finding.concepts)
        if key in first:
            known = kept[first[key]]
            kept[first[key]] = replace(
                known,
                old=tuple(dict.fromkeys((*known.old, *finding.old))),
                new=tuple(dict.fromkeys((*known.new, *finding.new))),
                changes=tuple(dict.fromkeys((*known.changes, *finding.changes))),
            )
        else:
            first[key] = len(kept)
            kept.append(finding)
    return kept


def twice_told(findings: Sequence[Finding]) -> list[Finding]:
    """The findings; whose formula it is (T1) weighs less where its coming is told already (F2)."""
    come = {(concept, span) for f in findings if f.code == "F2" for concept in f.concepts for span in f.new}
    return [
        replace(f, terms=(*f.terms, TOLD))
        if f.code == "T1" and any((concept, span) in come for concept in f.concepts for span in f.new)
        else f
        for f in findings
    ]


def crossed(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether each of `spans` overlaps one of `others`; true where there is none."""
    return all(any(overlap(*span, *other) for other in others) for span in spans)


def start_of(finding: Finding) -> tuple[int, int]:
    """Where a finding stands: in the new text, else in the old."""
    new = finding.new[0].start if finding.new else -1
    return new, finding.old[0].start if finding.old else -1
