"""Verbs of command and request (V2): decides, demands, urges, calls upon, invites."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.referents import asked
from diple.mark.text.context import Context

ladder = LadderRule("directive.directive", "V2", ("directive",), "the call for {object}", 1.0, told_as=asked)


@needs(touched=ladder.kinds)
def directive(pair: Edited, context: Context) -> Iterator[Finding]:
    """V2: a directive of another rank; "are required to" and "are advised to" are modals, which M1 claims."""
    for old, new in ladder.steps(pair, context):
        if not (within_any(old, pair.old.of(["modality"])) and within_any(new, pair.new.of(["modality"]))):
            yield ladder.finding(pair, old, new)


RULES = (directive,)
