"""What two language versions of one statement do not both say (L1): facts, then senses of words."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.finding import Finding, TextRule
from diple.mark.kinds.language.divergence import divergences
from diple.mark.kinds.language.facts import facts
from diple.mark.places.stretch import touches_any
from diple.mark.text.context import Context


def versions(context: Context) -> Iterator[Finding]:
    """The facts that differ, and the senses that differ in other words."""
    firm = list(facts(context))
    yield from firm
    for found in divergences(context):
        if not any(is_same_place(found, fact) for fact in firm):
            yield found


def is_same_place(found: Finding, fact: Finding) -> bool:
    """Whether two claims lie on the same words of both versions."""
    return any(touches_any(span, fact.old) for span in found.old) and any(
        touches_any(span, fact.new) for span in found.new
    )


RULES: tuple[TextRule, ...] = (versions,)
