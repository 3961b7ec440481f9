"""Which cases of the rules do not hold strictly, and why: `python -m evaluation.strictness`.

Strictly, the keyword is in the referent itself, not only in the rationale or a quotation, and no other event is
notable or above. The list is what must be mended before the tests of the rules ask for this.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import diple
from diple import Marker
from evaluation import corpora
from evaluation.comparing import statement, statements
from evaluation.judging import answers_strictly, in_a_line, loud, strictly_met

NOT_IN_REFERENT, OTHERS_LOUD = "keyword not in the referent", "other markers are loud"


def reason(markers: Sequence[Marker], answer: dict[str, Any]) -> str | None:
    """Why an answer is not met strictly; None where it is."""
    if strictly_met(markers, [answer]):
        return None
    answering = any(answers_strictly(kind, answer) for marker in markers for kind in marker.kinds)
    return OTHERS_LOUD if answering else NOT_IN_REFERENT


def main() -> int:
    counts: Counter[str] = Counter()
    for case in corpora.cases(corpora.RULE_CASES):
        if "expect" not in case:
            continue
        code, direction, keyword = case["expect"]
        answer = {"code": code, "direction": direction, "referent_keywords": [keyword]}
        old, new = (statement(case[side], case["lang"]) for side in ("old", "new"))
        earlier = statements(case.get("earlier") or (), case["lang"])
        markers = diple.compare(old, new, mode=case.get("mode") or "revision", earlier=earlier).markers
        why = reason(markers, answer)
        counts[why or "holds"] += 1
        if why:
            said = "; ".join(map(in_a_line, loud(markers))) or "nothing loud"
            print(f"{why}: {code} {direction} “{keyword}” in {case['new'][:70]!r}: {said}")
    print(", ".join(f"{why}: {count}" for why, count in counts.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
