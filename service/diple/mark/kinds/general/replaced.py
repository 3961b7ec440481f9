"""Which part of a sentence changed, as far as its grammar shows: verb, object, subject, enumeration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diple.grammar import Clause, NounPhrase, VerbGroup
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.whole import words_of
from diple.mark.weigh.equals import groups_of
from diple.model import Change, Quote, Span

PARTICLE = 6  # code points of a blank and a particle: " down"


@dataclass(frozen=True)
class Part:
    """A part of a sentence that changed: the rule that shows it, what it bears on, why, and its spans."""

    rule: str
    about: str
    why: str
    old: Span | None
    new: Span | None

    @property
    def evidence(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Its spans in the old and in the new text; none where nothing of it is on that side."""
        return (self.old,) if self.old else (), (self.new,) if self.new else ()


def replaced_part(old: Side, new: Side, main: Change | None) -> Part | None:
    """The part of the sentence that the main change replaces; None where none is certain."""
    if main is None:
        return None
    if main.old is None or main.new is None:
        return listed(old, new, main)
    before, after = clause_at(old, main.old), clause_at(new, main.new)
    return in_clause(old, new, main, before, after) if before and after else None


def in_clause(old: Side, new: Side, main: Change, before: Clause, after: Clause) -> Part | None:
    """The part of a clause that the main change replaces: the verb, an argument, else members of an enumeration."""
    return verb(old, new, main, before, after) or argument(old, new, main, before, after) or listed(old, new, main)


def clause_at(side: Side, quote: Quote) -> Clause | None:
    """The innermost clause around a quote."""
    sentence = side.parsed_at(quote.start)
    return sentence.clause_at(quote.start) if sentence else None


def verb(old: Side, new: Side, main: Change, before: Clause, after: Clause) -> Part | None:
    """The main verb is another under the same modal and subject, with the same object, on which it bears."""
    one, other = before.verb, after.verb
    changed = within(one.main.start, main.old) and within(other.main.start, main.new)
    if (
        not changed
        or after.object is None
        or say_the_same(one, other, new.statement.language)
        or not are_alike_but_for_verb(before, after)
    ):
        return None
    about = words_of(new, after.object)
    spans = with_particle(one, main.old), with_particle(other, main.new)
    quotes = old.quote(*spans[0]), new.quote(*spans[1])
    why = f"The verb changes from “{quotes[0]}” to “{quotes[1]}”; it bears on {about}."
    return Part("replaced.verb", about, why, *spans)


def say_the_same(one: VerbGroup, other: VerbGroup, language: str) -> bool:
    """Whether two verbs are one verb, or of one group of equal meaning."""
    lemmas = one.main.lemma, other.main.lemma
    return lemmas[0] == lemmas[1] or not groups_of(lemmas[0], language).isdisjoint(groups_of(lemmas[1], language))


def are_alike_but_for_verb(before: Clause, after: Clause) -> bool:
    """Whether two clauses have the same modal and negation, subject and object, by their heads."""
    one, other = before.verb, after.verb
    if one.modal != other.modal or one.negated != other.negated:
        return False
    return head(before.subject) == head(after.subject) and head(before.object) == head(after.object)


def with_particle(group: VerbGroup, quote: Quote | None) -> Span:
    """A verb group with the particle behind it that changed too: "phase down"."""
    behind = quote is not None and group.end < quote.end <= group.end + PARTICLE
    return Span(group.start, quote.end if quote and behind else group.end)


def argument(old: Side, new: Side, main: Change, before: Clause, after: Clause) -> Part | None:
    """The object, or the subject, of the same verb is another."""
    if before.verb.main.lemma != after.verb.main.lemma:
        return None
    for name, one, other in (("object", before.object, after.object), ("subject", before.subject, after.subject)):
        if one and other and is_replaced(one, other, main):
            quotes = words_of(old, one), words_of(new, other)
            said = new.quote(after.verb.start, after.verb.end)
            why = f"The {name} of “{said}” changes from “{quotes[0]}” to “{quotes[1]}”."
            spans = Span(one.start, one.end), Span(other.start, other.end)
            return Part(f"replaced.{name}", quotes[1], why, *spans)
    return None


def is_replaced(one: NounPhrase, other: NounPhrase, main: Change) -> bool:
    """Whether a change takes the head of one phrase and brings another as that of the other; no enumerations."""
    if one.members or other.members or head(one) == head(other):
        return False
    return within(one.head.start, main.old) and within(other.head.start, main.new)


def listed(old: Side, new: Side, main: Change) -> Part | None:
    """Members of an enumeration are gone or new; all of them are named."""
    lists = enumerations(old, new, main)
    if lists is None:
        return None
    before, after = lists
    lost, gained = unshared(old, before, new, after), unshared(new, after, old, before)
    if not (lost or gained) or len(lost) == len(before.members) or len(gained) == len(after.members):
        return None
    said = words_of(new, after)
    why = f"In the enumeration “{said}”: {came_and_went(lost, gained)}."
    return Part("replaced.listed", said, why, Span(before.start, before.end), Span(after.start, after.end))


def enumerations(old: Side, new: Side, main: Change) -> tuple[NounPhrase, NounPhrase] | None:
    """The enumerations of both sides that the main change touches; of one it does not touch, the counterpart."""
    before, after = enumeration_at(old, main.old), enumeration_at(new, main.new)
    before, after = before or counterpart(old, after), after or counterpart(new, before)
    return (before, after) if before and after else None


def came_and_went(lost: Sequence[str], gained: Sequence[str]) -> str:
    """Which members are gone and which are new, in words."""
    parts = (("gone", lost), ("new", gained))
    return "; ".join(f"{what}: {', '.join(f'“{each}”' for each in those)}" for what, those in parts if those)


def enumeration_at(side: Side, quote: Quote | None) -> NounPhrase | None:
    """The smallest enumeration that touches a quote."""
    sentence = side.parsed_at(quote.start) if quote else None
    if quote is None or sentence is None:
        return None
    touching = [p for p in sentence.phrases if p.members and p.start < quote.end and quote.start <= p.end]
    return min(touching, key=lambda phrase: phrase.end - phrase.start, default=None)


def counterpart(side: Side, other: NounPhrase | None) -> NounPhrase | None:
    """The enumeration of the other side that shares most heads with one; of equal ones the first."""
    heads = heads_of(other) if other else set()
    lists = [phrase for sentence in side.parsed for phrase in sentence.phrases if phrase.members]
    best = max(lists, key=lambda phrase: len(heads & heads_of(phrase)), default=None)
    return best if best and heads & heads_of(best) else None


def heads_of(enumeration: NounPhrase) -> set[str]:
    """The lemmas of the heads of an enumeration's members."""
    return {member.head.lemma for member in enumeration.members}


def unshared(here: Side, mine: NounPhrase, there: Side, theirs: NounPhrase) -> list[str]:
    """The members of one enumeration whose words the other has nowhere."""
    words = {word.casefold() for word in there.quote(theirs.start, theirs.end).replace(",", " ").split()}
    quotes = [here.quote(member.start, member.end) for member in mine.members]
    return [quote for quote in quotes if not set(quote.casefold().split()) <= words]


def head(phrase: NounPhrase | None) -> str:
    """The lemma of a phrase's head, "" where there is none."""
    return phrase.head.lemma.casefold() if phrase else ""


def within(at: int, quote: Quote | None) -> bool:
    """Whether an offset lies in a quote."""
    return quote is not None and quote.start <= at < quote.end
