"""Formulas that go (F1), come (F2), give way to one another (F3) or come back (F4), proved over whole texts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from diple.lexicon import Concept
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.rungs import HEAVY, own_name, own_steps, spans_of, weighed
from diple.mark.kinds.formula.slots import in_the_slot
from diple.mark.kinds.ladders import in_place
from diple.mark.sentence.concepts import OWN, roles
from diple.mark.sentence.dissent import dissents
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import REASON, is_idle_cover
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.phrasing import formula
from diple.mark.text.absence import sentences_with
from diple.mark.text.context import Context
from diple.mark.text.surviving import PREFIX, in_a_name, is_plain, limits_a_duty, told_otherwise
from diple.mark.vocabulary import Hit
from diple.model import Direction, Span, Statement

LONG = 10  # letters from which one word is told by its beginning too: accountability, accountable
ENDING = 4  # letters by which forms of a long word may differ
APART = 5  # words that may stand between those of a formula said otherwise
NAMED = 10  # words of a formula's referent
LONG_STANDING = 3  # texts in a row from which a formula has stood long
COMMAS = (",", "，", "،")
GAVE_WAY: tuple[str, str, Direction] = ("F3", "formulas.replaced", "mixed")


def formula_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, F2, F3 and F4 on the lexicon's formulas, each proved absent from the whole of the other text."""
    steps = own_steps(pair, context)
    yield from steps
    told = spans_of(steps)
    olds, news = own_formulas(pair, pair.old, pair.new, told), own_formulas(pair, pair.new, pair.old, told)
    lost = [h for h in olds if is_absent(pair.old, h, context, context.new)]
    gained = [h for h in news if is_absent(pair.new, h, context, context.old)]
    if lost and gained and same_ladder(lost[0], gained[0]) and not pair.doubtful:
        return
    if lost and gained and not pair.doubtful and in_one_slot(pair, lost[0], gained[0]):
        yield replaced(pair, context, lost[0], gained[0])
        lost, gained = lost[1:], gained[1:]
    elif lost and gained and not pair.doubtful and (turn := replacing(lost[0], gained[0])) != "mixed":
        lost, gained = (lost[1:], gained) if turn == "strengthened" else (lost, gained[1:])
    for hit in lost:
        instead = in_the_slot(pair, hit.start, hit.end, context)
        yield gave_way(pair, context, hit, instead) if instead else dropped(pair, context, hit)
    for hit in gained:
        yield added(pair, context, hit)


def in_one_slot(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether both formulas are said, or both only lead up to what is said: "In considering how far …, they …"."""
    return leads_up(pair.old, old) == leads_up(pair.new, new)


def leads_up(side: Side, hit: Hit) -> bool:
    """Whether a formula is the phrase before the comma with which a sentence begins, and so what nobody says."""
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    opens = any(span.start == hit.start for span in side.spans)
    return opens and after is not None and after.key in COMMAS


def own_formulas(pair: Edited, here: Side | None, there: Side | None, told: Container[Span]) -> list[Hit]:
    """The formulas that one side has alone, but for those that give way to another rung of a ladder with a rule."""
    hits = [hit for hit in formula_hits(here, there) if Span(hit.start, hit.end) not in told]
    if pair.doubtful or not any(hit.rank is not None for hit in hits):
        return hits
    return [hit for hit in hits if hit.rank is None or is_free(hit.kind) or not gives_way(pair, hit)]


def gives_way(pair: Edited, hit: Hit) -> bool:
    """Whether another rung of its ladder answers a formula, or stands in its very place."""
    return bool(pair.swaps(hit.kind)) or any(hit in swap for swap in in_place(pair, hit.kind))


def same_ladder(old: Hit, new: Hit) -> bool:
    """Whether two formulas are rungs of one ladder: then the ladder's own rule speaks."""
    return old.kind == new.kind and old.rank is not None and new.rank is not None and not is_free(old.kind)


def is_free(kind: str) -> bool:
    """Whether rungs of a ladder are formulas that no other rule compares: it, or the analyst, says so."""
    return kind in roles().sets["formula_ladders"] or kind.startswith(OWN)


def formula_hits(here: Side | None, there: Side | None) -> list[Hit]:
    """The formulas of one side that the other side of the pair has not, each concept once, in changed wording."""
    if here is None:
        return []
    have = {hit.concept for hit in there.concepts} if there else set()
    found: dict[str, Hit] = {}
    for hit in here.concepts:
        concept = here.lexicon.concepts.get(hit.concept or "")
        if concept is None or hit.concept in have or not roles().is_formula(concept) or in_a_name(here, hit):
            continue
        if is_gone(here, there, hit) and not is_plain(here, hit, concept) and not limits_a_duty(here, hit):
            found.setdefault(concept.id, hit)
    return outermost(list(found.values()))


def is_gone(here: Side, there: Side | None, hit: Hit) -> bool:
    """Whether a formula stands in changed wording, of which more than a degree word changed, and untold there."""
    return (
        here.touched(hit.start, hit.end)
        and not (there and here.only_degree(hit.start, hit.end) and not is_whole(hit, here, there))
        and not told_otherwise(here, there, hit)
    )


def is_whole(hit: Hit, here: Side, there: Side) -> bool:
    """Whether a formula is none without its degree word ("without limits"), or the only rung of its ladder."""
    if here.lexicon.concepts[hit.concept or ""].weight >= HEAVY:
        return True
    return is_free(hit.kind) and all(other.kind != hit.kind for other in there.concepts)


def is_absent(side: Side | None, hit: Hit, context: Context, statement: Statement) -> bool:
    """Whether neither a form of a formula's concept nor one sentence with all its words stands in a whole text."""
    if side is None or stands_in(context, hit, statement):
        return False
    words = [beginning(side.text[t.start : t.end]) for t in side.content_tokens if hit.start <= t.start < hit.end]
    if len(words) == 1 and hit.end - hit.start >= LONG:
        return hit.form[: hit.end - hit.start - PREFIX].lower() not in statement.text.lower()
    if len(words) < 2 or not side.words.spaced:
        return True
    near = set(sentences_with(statement, words)) - set(dissents(statement))
    return not any(stand_close(words, statement.text[start:end]) for start, end in near)


def beginning(word: str) -> str:
    """What the forms of a word share: equality, equal; considerable, but not consistent."""
    return word[: max(PREFIX, len(word) - ENDING)]


def stand_close(beginnings: Sequence[str], sentence: str) -> bool:
    """Whether words with all of some beginnings stand close together, in whatever order."""
    words = sentence.split()
    places = [[n for n, word in enumerate(words) if start in word] for start in beginnings]
    reach = len(beginnings) + APART
    return any(all(any(0 <= n - first < reach for n in some) for some in places) for own in places for first in own)


def outermost(hits: list[Hit]) -> list[Hit]:
    """The hits that lie inside no longer one."""
    return [
        h
        for h in hits
        if not any(
            o is not h and o.start <= h.start and h.end <= o.end and o.end - o.start > h.end - h.start for o in hits
        )
    ]


def stands_in(context: Context, hit: Hit, statement: Statement) -> bool:
    """Whether any form of a hit's concept stands anywhere in a statement."""
    return hit.concept is not None and context.proofs.stands(context.lexicon, hit.concept, statement)


def concept_of(context: Context, hit: Hit) -> Concept:
    """The concept of a hit that has one."""
    return context.lexicon.concepts[hit.concept or ""]


def named(hit: Hit, side: Side) -> str:
    """What a formula commits to, as the clause says it: its words and what they govern, or whom they are said of."""
    concept = side.lexicon.concepts.get(hit.concept or "")
    return (own_name(concept, side, hit) if concept else "") or formula(side, hit, NAMED)


def meaning(context: Context, hit: Hit, side: Side) -> str:
    """How the lexicon reads a formula, as a sentence; empty where it names somebody of whom this sentence is silent."""
    referent = concept_of(context, hit).referent
    names = {word.strip(";:,.()'\"") for word in referent.split() if word[:1].isupper()}
    said = side.quote(side.start, side.end)
    if not referent or any(name not in said for name in names) or is_idle_cover(side, hit):
        return ""
    return f" It bears on: {referent}."


def dropped(pair: Pair, context: Context, hit: Hit) -> Finding:
    """F1: softened with regard to what the phrase commits to; how long it stood is told."""
    assert pair.old
    span, series = Span(hit.start, hit.end), context.series
    holds = [stood_in(pair.old, hit, context, text) for text in series.own]
    terms = [*weight_terms(context, hit), *cover_terms(pair.old, hit), *age_terms(context, holds)]
    stood = series.age(holds) or f"in “{clause(pair.old, *span)}”"
    return finding(
        pair,
        "F1",
        "formulas.dropped",
        "softened",
        named(hit, pair.old),
        f"“{hit.form}” stands nowhere in the new text. It stood {stood}.{meaning(context, hit, pair.old)}",
        context,
        [hit],
        old=(span,),
        terms=tuple(terms),
    )


def age_terms(context: Context, holds: Sequence[bool]) -> list[tuple[str, str]]:
    """The term for a formula that stood in three texts in a row or more, `holds` telling of the earlier ones."""
    if context.series.row(holds) < LONG_STANDING:
        return []
    return [("stood_in_three_texts", f"the formula stood {context.series.age(holds)}")]


def added(pair: Pair, context: Context, hit: Hit) -> Finding:
    """F2, or F4 where an earlier text had the formula; the claim names the texts held."""
    assert pair.new
    span, series = Span(hit.start, hit.end), context.series
    before = [text for text in series.own if stood_in(pair.new, hit, context, text)]
    code, rule = ("F4", "formulas.restored") if before else ("F2", "formulas.added")
    claim = f" First in {series.held()}" if series.own else ""
    claim = f". It last stood in {series.label(before[-1])} and is back" if before else claim and f".{claim}"
    terms = [*weight_terms(context, hit), *cover_terms(pair.new, hit)]
    if series.own and not before:
        terms.append(("first_mention", f"first in {series.held()}"))
    return finding(
        pair,
        code,
        rule,
        "strengthened",
        named(hit, pair.new),
        f"“{hit.form}” stands nowhere in the old text{claim}: “{clause(pair.new, *span)}”."
        f"{meaning(context, hit, pair.new)}",
        context,
        [hit],
        new=(span,),
        terms=tuple(terms),
    )


def stood_in(side: Side, hit: Hit, context: Context, statement: Statement) -> bool:
    """Whether an earlier text had a formula, by any form or in other words."""
    return not is_absent(side, hit, context, statement)


def replaced(pair: Edited, context: Context, old: Hit, new: Hit) -> Finding:
    """F3: by rank where both stand on one ladder that compares, else mixed."""
    direction, about = replacing(old, new), named(old, pair.old)
    if direction == "strengthened" and old.rank is None:
        about = named(new, pair.new)
    return finding(
        pair,
        "F3",
        "formulas.replaced",
        direction,
        about,
        f"“{old.form}” gives way to “{new.form}”; neither text has the other's formula.",
        context,
        [old, new],
        (Span(old.start, old.end),),
        (Span(new.start, new.end),),
        tuple(weight_terms(context, max((old, new), key=lambda hit: concept_of(context, hit).weight))),
    )


def replacing(old: Hit, new: Hit) -> Direction:
    """By rank on one ladder; where only one stands on a ladder of formulas, by its coming or going; else mixed."""
    before, after = (hit.rank if is_free(hit.kind) or old.kind == new.kind else None for hit in (old, new))
    if (old.kind != new.kind and before is not None and after is not None) or before == after:
        return "mixed"
    return "strengthened" if (after or 0) > (before or 0) else "softened"


def gave_way(pair: Edited, context: Context, old: Hit, new: Span) -> Finding:
    """F3 where the phrase in a formula's place is in no pack; F1 where the formula weighs so much that it is gone."""
    heavy = concept_of(context, old).weight >= HEAVY
    told: tuple[str, str, Direction] = ("F1", "formulas.dropped", "softened") if heavy else GAVE_WAY
    holds = [stood_in(pair.old, old, context, text) for text in context.series.own]
    stood = f" It stood {context.series.age(holds)}." if any(holds[-1:]) else ""
    return finding(
        pair,
        *told,
        named(old, pair.old),
        f"“{old.form}” stands nowhere in the new text; “{pair.new.quote(*new)}” stands in its place, which no pack "
        f"knows.{stood}{meaning(context, old, pair.old)}",
        context,
        [old],
        (Span(old.start, old.end),),
        (new,),
        (*weight_terms(context, old), *age_terms(context, holds)),
    )


def finding(
    pair: Pair,
    code: str,
    rule: str,
    direction: Direction,
    referent: str,
    rationale: str,
    context: Context,
    hits: Sequence[Hit],
    old: tuple[Span, ...] = (),
    new: tuple[Span, ...] = (),
    terms: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """A finding on formulas, contested where one of their concepts is."""
    concepts = [concept_of(context, hit) for hit in hits]
    contested = next((c for c in concepts if c.contested), None)
    return Finding(
        code,
        rule,
        direction,
        referent,
        rationale,
        old,
        new,
        pair.touching(old, new),
        tuple(c.id for c in concepts),
        terms,
        contested is not None,
        (contested.counter_reading or None) if contested else None,
    )


def weight_terms(context: Context, hit: Hit) -> list[tuple[str, str]]:
    """The score terms for the concept's own weight, and for a formula that is one word only."""
    terms = [*weighed(concept_of(context, hit))]
    if hit.form.isalpha() and hit.form.isascii():
        terms.append(("single_word", "one word, which may mean little by itself"))
    return terms


def cover_terms(side: Side, hit: Hit) -> list[tuple[str, str]]:
    """The term for a cover of force where the sentence speaks of none."""
    return [("routine_matter", REASON)] if is_idle_cover(side, hit) else []


RULES = (formula_change,)
