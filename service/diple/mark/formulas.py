"""Formulas that go (F1), come (F2), give way to one another (F3) or come back (F4), proved over whole texts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from diple.lexicon import Concept
from diple.mark.concepts import name_of, roles
from diple.mark.evidence import Context, Finding, Pair, Side, stem
from diple.mark.referents import clause
from diple.mark.vocabulary import Hit
from diple.model import Direction, Span, Statement

GONE = 0.6  # share of a clause's content words found in another changed place, from which it counts as kept
OFTEN = 24  # places of one word that are looked at
LIKELY = 3  # sentences of the whole text that are read in search of a thought
CONTENT = 3  # content words a clause must have to be worth a finding of its own
BINDING = (
    "modality",
    "directive",
    "tone_negative",
    "negation",
    "wrapper",
    "partnership",
    "endorsement",
    "opposition",
)


def formula_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, F2, F3 and F4 on the lexicon's formulas, each proved absent from the whole of the other text."""
    lost = [h for h in formula_hits(pair.old, pair.new) if not stands_in(context, h, context.new)]
    gained = [h for h in formula_hits(pair.new, pair.old) if not stands_in(context, h, context.old)]
    if lost and gained and same_ladder(lost[0], gained[0]):
        return
    if lost and gained:
        yield replaced(pair, context, lost[0], gained[0])
        lost, gained = lost[1:], gained[1:]
    for hit in lost:
        yield dropped(pair, context, hit)
    for hit in gained:
        yield added(pair, context, hit)


def same_ladder(old: Hit, new: Hit) -> bool:
    """Whether two formulas are rungs of one ladder: then the ladder's own rule speaks."""
    return old.kind == new.kind and old.rank is not None and new.rank is not None


def formula_hits(here: Side | None, there: Side | None) -> list[Hit]:
    """The formulas of one side that the other side of the pair has not, each concept once, in changed wording."""
    if here is None:
        return []
    have = {hit.concept for hit in there.concepts} if there else set()
    found: dict[str, Hit] = {}
    for hit in here.concepts:
        known = hit.concept is not None and roles().is_formula(here.lexicon.concepts[hit.concept])
        if known and hit.concept not in have and is_gone(here, there, hit):
            found.setdefault(hit.concept or "", hit)
    return outermost(list(found.values()))


def is_gone(here: Side, there: Side | None, hit: Hit) -> bool:
    """Whether a formula stands in changed wording, of which more than a degree word changed, and untold there."""
    return (
        here.touched(hit.start, hit.end)
        and not (there and here.only_degree(hit.start, hit.end))
        and not told_otherwise(here, there, hit)
    )


def told_otherwise(here: Side, there: Side | None, hit: Hit) -> bool:
    """Whether the other side has all words of a formula of several words, in whatever form or order."""
    words = [t.key[:5] for t in here.content_tokens if hit.start <= t.start < hit.end]
    if there is None or len(words) < 2:
        return False
    have = {t.key[:5] for t in there.content_tokens}
    return all(word in have for word in words)


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


def named(context: Context, hit: Hit, side: Side) -> str:
    """What a formula commits to: the concept's referent and the words that stand there."""
    referent = concept_of(context, hit).referent or name_of(hit.concept or "")
    return f"{referent}: {side.quote(hit.start, hit.end)}"


def dropped(pair: Pair, context: Context, hit: Hit) -> Finding:
    """F1: softened with regard to what the phrase commits to."""
    assert pair.old
    span, ages = Span(hit.start, hit.end), age(context, hit)
    terms = [weighty(context, hit)]
    if ages >= 2:
        terms.append(("stood_in_three_texts", f"the formula stood in {ages + 1} texts in a row"))
    return finding(
        pair,
        "F1",
        "formulas.dropped",
        "softened",
        named(context, hit, pair.old),
        f"“{hit.form}” stands nowhere in the new text, in any form the lexicon knows. "
        f"It stood in “{clause(pair.old, *span)}”.",
        context,
        [hit],
        old=(span,),
        terms=tuple(terms),
    )


def added(pair: Pair, context: Context, hit: Hit) -> Finding:
    """F2, or F4 where an earlier text had the formula; the claim names the texts held."""
    assert pair.new
    span, before = Span(hit.start, hit.end), [s for s in context.earlier if stands_in(context, hit, s)]
    code, rule = ("F4", "formulas.restored") if before else ("F2", "formulas.added")
    held = texts_held(context)
    claim = f"It stood in {dated(before[-1])} and is back" if before else f"It is first in {held}"
    terms = [weighty(context, hit)]
    if context.earlier and not before:
        terms.append(("first_mention", f"first in {held}"))
    return finding(
        pair,
        code,
        rule,
        "strengthened",
        named(context, hit, pair.new),
        f"“{hit.form}” stands nowhere in the old text, in any form the lexicon knows. "
        f"{claim}: “{clause(pair.new, *span)}”.",
        context,
        [hit],
        new=(span,),
        terms=tuple(terms),
    )


def replaced(pair: Pair, context: Context, old: Hit, new: Hit) -> Finding:
    """F3: by rank where both stand on one ladder that compares, else mixed."""
    assert pair.old and pair.new
    direction: Direction = "mixed"
    if old.kind == new.kind and old.rank is not None and new.rank is not None and old.rank != new.rank:
        direction = "strengthened" if new.rank > old.rank else "softened"
    return finding(
        pair,
        "F3",
        "formulas.replaced",
        direction,
        named(context, old, pair.old),
        f"“{old.form}” gives way to “{new.form}”; neither text has the other's formula.",
        context,
        [old, new],
        (Span(old.start, old.end),),
        (Span(new.start, new.end),),
        (weighty(context, old),),
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


def weighty(context: Context, hit: Hit) -> tuple[str, str]:
    """The score term for the concept's own weight."""
    weight = concept_of(context, hit).weight
    name = "weighty_concept" if weight >= 4 else "light_concept"
    return name, f"the lexicon gives this formula weight {weight:g} of 5"


def age(context: Context, hit: Hit) -> int:
    """How many earlier texts in a row, the latest first, had a formula before the old text did."""
    count = 0
    for statement in reversed(context.earlier):
        if not stands_in(context, hit, statement):
            break
        count += 1
    return count


def texts_held(context: Context) -> str:
    """ "the N texts held, from … to …", counting the old text: the only claim that novelty may make."""
    texts = [*context.earlier, context.old]
    dates = [text.date for text in texts if text.date]
    span = f", from {dates[0]} to {dates[-1]}" if dates else ""
    return f"the {len(texts)} texts held{span}" if len(texts) > 1 else "the new text, of the two compared"


def dated(statement: Statement) -> str:
    """How a statement is named in a sentence."""
    return f"the text of {statement.date}" if statement.date else statement.title or "an earlier text"


def clause_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, F2 or F4 on a whole sentence without a formula of a pack, told by the earlier texts.

    It bound or judged, and nothing answers it. Without earlier texts there is no such marker: that a sentence came or
    went is to be seen as a change already.
    """
    side = pair.old or pair.new
    if not context.earlier or side is None or (pair.old and pair.new) or context.mode != "revision":
        return
    hits = [hit for hit in side.of(BINDING) if hit.kind != "endorsement" or (hit.rank or 0) >= 5]
    if hits and len(side.stems) >= CONTENT and not is_quiet(side) and not answered(side, context):
        yield whole_clause(pair, context, side, hits[0])


def is_quiet(side: Side) -> bool:
    """Whether a sentence is a courtesy or only a proviso."""
    return is_courtesy(side) or bool(side.of(["caveat"]))


def whole_clause(pair: Pair, context: Context, side: Side, hit: Hit) -> Finding:
    """A finding on a dropped or added sentence."""
    gone = side.statement is context.old
    span = Span(side.start, side.end)
    before = None if gone else next((s for s in reversed(context.earlier) if stood(side, s)), None)
    code, rule = ("F1", "formulas.sentence_dropped") if gone else ("F2", "formulas.sentence_added")
    if before:
        code, rule = "F4", "formulas.sentence_restored"
    text = clause(side, hit.start, hit.end)
    where = "nothing in the new text answers it" if gone else "nothing in the old text answers it"
    if before:
        where += f", but {dated(before)} had it"
    return Finding(
        code,
        rule,
        "softened" if gone else "strengthened",
        text,
        f"A sentence that binds or judges is {'dropped' if gone else 'added'} (“{hit.form}”), and {where}: “{text}”.",
        (span,) if gone else (),
        () if gone else (span,),
        pair.touching((span,) if gone else (), () if gone else (span,)),
        terms=sentence_terms(pair, context, side, code),
    )


def sentence_terms(pair: Pair, context: Context, side: Side, code: str) -> tuple[tuple[str, str], ...]:
    """What lowers a finding on wording that no pack holds, and the age or novelty that raises it."""
    terms = [("unlisted_wording", "no pack knows this wording as a formula")]
    if context.earlier and code == "F2":
        terms.append(("first_mention", f"first in {texts_held(context)}"))
    elif code == "F1" and all(stood(side, text) for text in context.earlier[-2:]) and len(context.earlier) > 1:
        terms.append(("stood_in_three_texts", "the sentence stood in three texts in a row or more"))
    return tuple(terms)


def answered(side: Side, context: Context) -> bool:
    """Whether some sentence of the other text, changed or not, says much the same."""
    statement = context.new if side.statement is context.old else context.old
    likely = sentences_with(statement, longest_words(side))
    return any(spells(statement.text[start:end].lower(), side) for start, end in likely)


def spells(sentence: str, side: Side) -> bool:
    """Whether most of a side's stems stand in a sentence in small letters."""
    return sum(part in sentence for part in side.stems) >= GONE * len(side.stems)


def says(one: Side, other: Side) -> bool:
    """Whether a side has most of the content words of another."""
    return len(one.stems & other.stems) >= GONE * len(other.stems)


def longest_words(side: Side) -> list[str]:
    """The three longest content words of a side, as written: two of them stand wherever the thought stands."""
    words = {side.text[t.start : t.end] for t in side.content_tokens}
    return sorted(words, key=lambda word: (-len(word), word))[:3]


def sentences_with(statement: Statement, words: Sequence[str]) -> list[Span]:
    """The sentences of a statement in which two or more of some words stand, the likeliest few."""
    found: Counter[int] = Counter()
    for word in words:
        found.update({sentence_at(statement, at) for at in places_of(word, statement.text)})
    likely = sorted((-count, number) for number, count in found.items() if count > 1)
    return [statement.sentences[number] for _, number in likely[:LIKELY]]


def places_of(word: str, text: str) -> Iterator[int]:
    """The first places of a string in a text; what stands in more is no sign of a thought."""
    at = text.find(word)
    for _ in range(OFTEN):
        if at < 0:
            break
        yield at
        at = text.find(word, at + 1)


def sentence_at(statement: Statement, at: int) -> int:
    """The number of the sentence at a place."""
    return max(0, bisect_right(statement.sentences, at, key=itemgetter(0)) - 1)


def stood(side: Side, statement: Statement) -> bool:
    """Whether an earlier text has a sentence that says much the same."""
    return any(says(Side(statement, [sentence], [], side.lexicon), side) for sentence in statement.sentences)


def is_courtesy(side: Side) -> bool:
    """Whether a sentence is about hosting and meeting."""
    return bool(side.of(["venue", "courtesy"]))


def part_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 or F2 on a clause inside a sentence that stays: a whole thought that binds or judges comes or goes."""
    if pair.old is None or pair.new is None or context.mode != "revision" or pair.reworded:
        return
    for change in pair.changes:
        quote, side = (change.old, pair.old) if change.new is None else (change.new, pair.new)
        if quote and (change.old is None or change.new is None):
            inside = part_of(side, Span(quote.start, quote.end))
            hits = inside.of((*BINDING, "intensity"))
            limits = inside.of(["caveat", "hedge", "wrapper", "venue"])
            if hits and not limits and len(inside.stems) > CONTENT + 1 and not answered(inside, context):
                yield whole_clause(pair, context, inside, hits[0])


def part_of(side: Side, span: Span) -> Side:
    """A stretch of a side as a side of its own."""
    return Side(side.statement, [span], [span], side.lexicon)


def restored_wording(pair: Pair, context: Context) -> Iterator[Finding]:
    """F4: wording comes in that an earlier text of the series had and the old text had not."""
    if pair.new is None or not context.earlier:
        return
    had = pair.old.stems if pair.old else frozenset()
    fresh = [t for t in pair.new.content_tokens if stem(t.key) not in had and pair.new.touched(t.start, t.end)]
    if len(fresh) < 2:
        return
    inside = part_of(pair.new, Span(fresh[0].start, fresh[-1].end))
    wanted = frozenset(stem(token.key) for token in fresh)
    before = next((s for s in reversed(context.earlier) if said(wanted, inside, s)), None)
    if before and not said(wanted, inside, context.old):
        yield restored(pair, context, inside, before)


def restored(pair: Pair, context: Context, inside: Side, before: Statement) -> Finding:
    """A finding of F4 on wording that no pack need know."""
    span, words = Span(inside.start, inside.end), inside.quote(inside.start, inside.end)
    assert pair.new
    return Finding(
        "F4",
        "formulas.wording_restored",
        "strengthened",
        words,
        f"“{words}” stood in {dated(before)}, is not in the old text, and is back: “{clause(pair.new, *span)}”.",
        (),
        (span,),
        pair.touching((), (span,)),
        terms=(("unlisted_wording", "no pack knows this wording as a formula"),),
    )


def said(wanted: frozenset[str], side: Side, statement: Statement) -> bool:
    """Whether one sentence of a statement holds all of some stems."""
    return any(wanted <= Side(statement, [sentence], [], side.lexicon).stems for sentence in statement.sentences)


RULES = (formula_change, clause_change, part_change, restored_wording)
