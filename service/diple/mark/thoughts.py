"""Whole sentences and clauses that no pack knows: dropped (F1), added (F2) or restored (F4), with evidence for it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.absence import sentences_with
from diple.mark.evidence import Context, Finding, Pair, Side, stem
from diple.mark.formulas import dated, texts_held
from diple.mark.matter import speaks_of_weight
from diple.mark.referents import clause
from diple.mark.vocabulary import Hit
from diple.model import Span, Statement

GONE = 0.6  # share of a clause's content words found in another changed place, from which it counts as kept
CONTENT = 3  # content words a clause must have to be worth a finding of its own
STRICT = {"modality": 9.0, "directive": 7.0, "tone_negative": 5.0}  # ranks from which a phrase binds or judges strictly
NEVER = 99.0
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


def clause_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, F2 or F4 on a whole sentence without a formula of a pack: it bound or judged, and nothing answers it.

    Earlier texts say how long it stood or that it is new. Without them, that a sentence came or went is to be seen as a
    change already, and only a strict duty, demand or censure on a weighty matter is marked.
    """
    side = pair.old or pair.new
    if side is None or (pair.old and pair.new) or context.mode != "revision":
        return
    if not context.earlier and not speaks_of_weight(side, side.start):
        return
    hits = [hit for hit in side.of(BINDING) if hit.kind != "endorsement" or (hit.rank or 0) >= 5]
    hits = hits if context.earlier else strict(side, hits)
    if hits and len(side.stems) >= CONTENT and not is_quiet(side) and not answered(side, context):
        yield whole_clause(pair, context, side, hits[0])


def strict(side: Side, hits: list[Hit]) -> list[Hit]:
    """Those of the hits that bind or judge strictly: a duty, a demand, a censure, a promise not to act."""
    found = [hit for hit in hits if (hit.rank or 0) >= STRICT.get(hit.kind, NEVER)]
    return found or (side.of(["negation"]) if side.of(["modality"]) else [])


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
    text = clause(side, hit.start, hit.end).strip(" ,;")
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
    if not context.earlier and not (pair.old and pair.new):
        terms.append(("whole_sentence", "that a sentence came or went is to be seen as a change already"))
    elif context.earlier and code == "F2":
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
            hits = inside.of(BINDING)
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


RULES = (clause_change, part_change, restored_wording)
