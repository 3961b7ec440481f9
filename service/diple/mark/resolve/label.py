"""The news of a marker in one line: old wording → new wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.passage import REPEATED
from diple.mark.kinds.general.wording import ELSEWHERE
from diple.mark.sentence.concepts import roles
from diple.model import Span, Statement

MOST = 16  # words of a side where both texts have one
ALONE = 20  # words where one text has nothing
ARROW = " → "
TURNS = {  # what a label says before words of one text that are neither gone nor new
    **dict.fromkeys(REPEATED, ("fewer times", "more times")),
    ELSEWHERE: ("in another sentence now", "in another sentence before"),
}
BEFORE = re.compile(r"^[\s,;:.]*(?:(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]|[-–—•*])\s+)?")  # "10. ", "(a) ", "- ", ", "


def label_of(finding: Finding, old: Statement, new: Statement) -> str:
    """What the finding quotes of either text, shortened; where one text has nothing, the news is what the other has.

    Of the order, space and structure of a text the news is the reason, since no wording gave way to another.
    """
    if finding.code in roles().sets["structure_codes"]:
        return finding.rationale.rstrip(".")
    most = MOST if finding.old and finding.new else ALONE
    before, after = wording(finding.old, old, most), wording(finding.new, new, most)
    if before and after:
        return f"{before}{ARROW}{after}"
    went, came = TURNS.get(finding.rule, ("gone", "new"))
    news = next((f"{what}: {said}" for what, said in ((went, before), (came, after)) if said), "")
    return news or finding.rationale.rstrip(".")


def wording(spans: Sequence[Span], statement: Statement, most: int) -> str:
    """The words at some spans, in quotation marks, at most `most`, without a list number or comma before them."""
    quotes = without_repeated([" ".join(statement.text[span.start : span.end].split()) for span in spans])
    words = " … ".join(BEFORE.sub("", quote) or quote for quote in quotes).split(" ")
    if not words[0]:
        return ""
    shown = " ".join(words[:most])
    return f"“{shown.rstrip(' ,;:') or shown}{' …' * (len(words) > most)}”"


def without_repeated(quotes: Sequence[str]) -> list[str]:
    """Some quotes, each once, without those that another holds: a formula may occur in several places."""
    once = list(dict.fromkeys(quotes))
    return [quote for quote in once if not any(quote in other and quote != other for other in once)]
