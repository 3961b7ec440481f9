"""The news of a marker in one line: old wording → new wording."""

from __future__ import annotations

from collections.abc import Sequence

from diple.mark.kinds.finding import Finding
from diple.mark.sentence.concepts import roles
from diple.model import Span, Statement

MOST = 12  # words of a side
ARROW = " → "


def label_of(finding: Finding, old: Statement, new: Statement) -> str:
    """What the finding quotes of either text, shortened; where one text has nothing, the news is what the other has.

    Of the order, space and structure of a text the news is the reason, since no wording gave way to another.
    """
    if finding.code in roles().sets["structure_codes"]:
        return finding.rationale.rstrip(".")
    before, after = wording(finding.old, old), wording(finding.new, new)
    if before and after:
        return f"{before}{ARROW}{after}"
    return f"gone: {before}" if before else f"new: {after}"


def wording(spans: Sequence[Span], statement: Statement) -> str:
    """The words at some spans, in quotation marks, at most `MOST` of them."""
    words = " … ".join(" ".join(statement.text[span.start : span.end].split()) for span in spans).split(" ")
    if not words[0]:
        return ""
    return f"“{' '.join(words[:MOST]).rstrip(' ,;:')}{' …' * (len(words) > MOST)}”"
