"""Modals (M1): shall, must, will, should, may; and futures by the form of the verb, which bind as "will" does."""

from __future__ import annotations

from collections.abc import Iterator

from diple.grammar import Clause
from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.mark.kinds.asking import needs
from diple.mark.kinds.commitment.aspect import shifted_spans
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.pair import Edited, Swap
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import complement, duty
from diple.mark.sentence.restated import exclusive_by_turns, same_verb
from diple.mark.text.context import Context
from diple.model import Direction, Span

NEXT = 4  # code points after a modal in which "not" may occur
FIRM = 8.0  # rank of a future among the modals, as of "will"
FIRM_MEANS = "a firm announcement"
AFTER_MODAL = 4  # tokens behind a modal among which its verb occurs
ladder = LadderRule("modality.modal", "M1", ("modality",), "the duty to {object}", 1.5, told_as=duty)


@needs(touched=ladder.kinds)
def modal(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a modal of another rank, except where the tense of the verb says more (M3) or both bind alike in place."""
    for old, new in ladder.steps(pair, context):
        spans = shifted_spans(pair)
        in_shift = meets(old, spans[0]) and meets(new, spans[1])
        if not in_shift and one_duty(pair, old, new) and not binds_alike(pair, (old, new)):
            yield ladder.finding(pair, old, new)


def meets(hit: Hit, spans: list[Span]) -> bool:
    """Whether a phrase overlaps one of some spans."""
    return any(overlap(hit.start, hit.end, *span) for span in spans)


def one_duty(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two modals govern one verb or have one subject, as far as the grammar shows both of their clauses."""
    before, after = clause_of(pair.old, old), clause_of(pair.new, new)
    if before is None or after is None or before.subject is None or after.subject is None:
        return True
    subjects = before.subject.head.lemma.casefold(), after.subject.head.lemma.casefold()
    return subjects[0] == subjects[1] or before.verb.main.lemma == after.verb.main.lemma


def clause_of(side: Side, hit: Hit) -> Clause | None:
    """The clause whose verb group holds a modal; None for other phrases of duty: "it is for the flag State to"."""
    clauses = (one for sentence in side.parsed for one in sentence.clauses if one.verb.modal)
    return next((one for one in clauses if one.verb.start < hit.end and hit.start < one.verb.end), None)


def binds_alike(pair: Edited, swap: Swap) -> bool:
    """Whether two modals bind alike where they occur, though each alone would rank otherwise."""
    words = pair.words
    duties, permissions = words.words("equal_duties"), words.words("permissions")
    forms = [hit.form.lower() for hit in swap]
    if swap[0].means == swap[1].means or duties.issuperset(forms):
        return True
    own = all(not words.words("own_voices").isdisjoint(side.keys) for side in (pair.old, pair.new))
    if own and words.words("futures").issuperset(forms):
        return True  # who speaks of himself promises by either
    permits = [form.split()[0] in permissions for form in forms]
    if permits[0] == permits[1]:
        return False
    return exclusive_by_turns(pair) or all(map(is_denied, (pair.old, pair.new), swap))


def is_denied(side: Side, hit: Hit) -> bool:
    """Whether a modal is denied: "must not", "no one may"."""
    after = {t.key for t in side.tokens if hit.start <= t.start < hit.end + NEXT}
    frame = frame_at(side, hit.start)
    before = frame is not None and any(denial.start < hit.start for denial in frame.negations)
    return before or not side.words.words("simple_denials").isdisjoint(after)


@needs(kinds=("modality",))
def future(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a verb in the future gives way to a modal before it, or the reverse: "создадут", "могут создать"."""
    if pair.doubtful or not context.same_clause(pair):
        return
    for side, other in ((pair.old, pair.new), (pair.new, pair.old)):
        for verb in futures(side):
            hit = modal_of(verb, side, other)
            if hit is not None:
                yield between_future_and_modal(pair, side, verb, hit)


def futures(side: Side) -> Iterator[Token]:
    """The changed verbs in the future tense that are no modals."""
    endings = tuple(side.words.words("future_endings")) or ("\0",)
    modals = side.of(["modality"])
    for token in side.changed_tokens:
        is_future = token.key.endswith(endings) and not token.capital
        if is_future and not any(hit.start <= token.start < hit.end for hit in modals):
            yield token


def modal_of(verb: Token, side: Side, other: Side) -> Hit | None:
    """The changed modal of the other side, weaker than a future, that governs the same verb."""
    for hit in other.of(["modality"]):
        if (hit.rank or FIRM) < FIRM and other.touched(hit.start, hit.end):
            after = [t for t in other.tokens if t.start >= hit.end and t.key != ","][:AFTER_MODAL]
            found = next((t for t in after if same_verb(side.words, t.key, verb.key)), None)
            if found is not None and found.key not in side.keys:
                return hit
    return None


def between_future_and_modal(pair: Edited, side: Side, verb: Token, hit: Hit) -> Finding:
    """A claim of M1: the future on one side, the modal on the other, named by the verb that the modal governs."""
    gone = side is pair.old
    other = pair.new if gone else pair.old
    form = with_meaning(side.quote(verb.start, verb.end), FIRM_MEANS)
    before, after = (form, with_meaning(hit.form, hit.means)) if gone else (with_meaning(hit.form, hit.means), form)
    here, there = Span(verb.start, verb.end), Span(hit.start, hit.end)
    spans = ((here,), (there,)) if gone else ((there,), (here,))
    direction: Direction = "softened" if gone else "strengthened"
    return Finding(
        "M1",
        "modality.future",
        direction,
        duty(other, hit, complement(other, hit.end)),
        f"{before} becomes {after} in “{clause(pair.new, *spans[1][0])}”.",
        *spans,
        pair.touching(*spans),
    )


RULES = (modal, future)
