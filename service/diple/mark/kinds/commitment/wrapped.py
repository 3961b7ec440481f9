"""M2: a deed that was bound by a modal itself now depends on another verb after the modal, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.grammar import Clause, Sentence
from diple.lexicon.vocabulary import AFFIRMING
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import matter
from diple.mark.text.context import Context
from diple.model import Direction, Span

REACH = 9  # words from the modal to the deed
NOUN = "ing"  # ending of the noun of an act
FORMS = ("infinitive", "ing", "participle")  # of a verb that depends on another


class Wrapped(NamedTuple):
    """A deed that depends on another verb: its stem, and the verb up to the deed."""

    deed: str
    span: Span


@needs(kinds=("modality",))
def deed(pair: Edited, context: Context) -> Iterator[Finding]:
    """One side binds to a deed, the other to a verb on which the deed depends: "will open", "will think of opening"."""
    if pair.common < ALIKE or not (may_depend(pair.old) or may_depend(pair.new)):
        return
    if pair.old.of(["wrapper"]) and pair.new.of(["wrapper"]):
        return
    ways: tuple[tuple[Side, Side, Direction], ...] = (
        (pair.old, pair.new, "softened"),
        (pair.new, pair.old, "strengthened"),
    )
    for bare, wrapping, direction in ways:
        bound = bound_deeds(bare) - bound_deeds(wrapping)
        for one in wrapped_deeds(wrapping) if bound else ():
            if one.deed in bound and wrapping.touched(*one.span) and not is_denied(wrapping, one.span):
                yield found(pair, wrapping, one.span, direction)
                return


def may_depend(side: Side) -> bool:
    """Whether changed wording holds "to" or a form in -ing: a cheap test before the grammar is asked."""
    links = side.words.words("infinitive")
    return bool(links) and any(t.key in links or t.key.endswith("ing") for t in side.changed_tokens)


def bound_deeds(side: Side) -> set[str]:
    """The stems of the main verbs that a modal binds: their lemmas without a mute "e"."""
    return {each.verb.main.lemma.rstrip("e") for sentence in side.parsed for each in bound_clauses(side, sentence)}


def bound_clauses(side: Side, sentence: Sentence) -> Iterator[Clause]:
    """The clauses whose main verb is the first after a modal phrase."""
    impersonal = side.words.words("duty_links")  # "it is necessary for the strait to remain open"
    for modal in side.of(["modality"]):
        inside = sentence.start <= modal.start < sentence.end and modal.form.lower().split()[-1] not in impersonal
        after = [each for each in sentence.clauses if each.verb.main.end >= modal.end] if inside else []
        yield from after and [min(after, key=main_start)]


def main_start(clause: Clause) -> int:
    """Where the main verb of a clause begins."""
    return clause.verb.main.start


def wrapped_deeds(side: Side) -> Iterator[Wrapped]:
    """The deeds that depend on the verb, or the predicate, that a modal binds."""
    for sentence in side.parsed:
        for each in bound_clauses(side, sentence):
            after = (other for other in sentence.clauses if main_start(other) >= each.verb.main.end)
            inner = min(after, key=main_start, default=None)
            if inner and inner.verb.form in FORMS and not takes_nothing_off(side, each, inner):
                yield Wrapped(inner.verb.main.lemma.rstrip("e"), Span(main_start(each), main_start(inner) - 1))
            elif each.object and each.object.head.form.endswith(NOUN):  # "keep the opening of the border under review"
                head = each.object.head
                yield Wrapped(head.form.removesuffix(NOUN), Span(main_start(each), head.start - 1))


def takes_nothing_off(side: Side, outer: Clause, inner: Clause) -> bool:
    """Whether the outer verb does not govern the deed, or leaves it as certain as it is: "will continue to consult"."""
    between = [t.key for t in side.tokens if outer.verb.start <= t.start < inner.verb.main.start]
    apart = side.words.union("goes_on", "list_links")
    return len(between) > REACH or not apart.isdisjoint(between)


def is_denied(side: Side, span: Span) -> bool:
    """Whether the outer verb denies that anything is left undone: "shall not fail to give notice"."""
    return any(overlap(*span, hit.start, hit.end) for hit in side.of(["negation", AFFIRMING]))


def found(pair: Edited, side: Side, span: Span, direction: Direction) -> Finding:
    """The claim, on the words between the modal and the deed."""
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    done = "is now put before" if new else "no longer precedes"
    why = f"“{side.quote(*span)}” {done} the deed: “{clause(side, *span)}”."
    about = f"the commitment to {matter(side, span)}"
    return Finding("M2", "wrapped.deed", direction, about, why, old, new, pair.touching(old, new), terms=(UNLISTED,))


RULES = (deed,)
