"""The brief of a comparison: its entries, and the facts around them."""

from __future__ import annotations

from functools import partial

from diple.render.brief import facts
from diple.render.brief.content import Brief, Phrases
from diple.render.brief.entries import Entries
from diple.render.brief.sorting import chosen
from diple.render.language.interface import say
from diple.render.look import Look
from diple.result import Comparison


def brief_of(comparison: Comparison, look: Look) -> Brief:
    """The brief of a comparison in the language of a look, its verdicts applied."""
    language = look.language
    _: Phrases = partial(say, language)
    shown = chosen(comparison.markers, look.verdicts)
    entries = Entries(comparison, look)
    sections = (*entries.sections(shown), *entries.own())
    return Brief(
        language=language,
        kind=_("One-page brief"),
        heading=facts.heading(comparison, _),
        facts=tuple(facts.facts(comparison, look)),
        sections=sections,
        empty="" if sections else facts.empty(comparison, _),
        key=facts.key(sections, _),
        rest=facts.rest(comparison, look, shown),
        made=facts.made(comparison, _),
        columns=(
            facts.column(_("Old text"), comparison.old, language),
            facts.column(_("New text"), comparison.new, language),
        ),
        tongues=(comparison.old.language, comparison.new.language),
    )
