"""Modals (M1): shall, must, will, should, may; and futures by the form of the verb, which bind as "will" does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.grammar import Clause
from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.commitment.aspect import is_in_shift
from diple.mark.kinds.finding import Finding, claim, weakening
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.hits import hits_at, within_any
from diple.mark.sentence.pair import Edited, other_side
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import complement, duty
from diple.mark.sentence.restated import exclusive_by_turns, same_verb
from diple.mark.text.context import Context
from diple.model import Direction, Span

NEXT = 4  # code points after a modal in which "not" may occur
PREFIX = 5  # letters that the forms of one verb share: remet, remettre
PERMITTED = 2.0  # rank of a permission among the modals, as of "may"
FIRM = 8.0  # rank of a future among the modals, as of "will"
FIRM_MEANS = "a firm announcement"
AFTER_MODAL = 4  # tokens behind a modal among which its verb occurs
ladder = LadderRule("modality.modal", "M1", ("modality",), "the duty to {object}", 1.5, told_as=duty)


@needs(touched=ladder.kinds)
def modal(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a modal of another rank, except where the tense of the verb says more (M3) or both bind alike in place."""
    for old, new in ladder.steps(pair, context):
        if not is_in_shift(pair, pair.new, new) and one_duty(pair, old, new) and not binds_alike(pair, old, new):
            found = ladder.finding(pair, old, new)
            yield replace(found, direction="mixed") if is_bounded_against(pair, found.direction) else found


def is_bounded_against(pair: Edited, direction: Direction) -> bool:
    """Whether the side with the firmer modal alone says "only" or has a condition: "is ready", "only after"."""
    firmer, other = (pair.new, pair.old) if direction == "strengthened" else (pair.old, pair.new)
    bounds = firmer.words.union("exclusives", "condition_openers")
    changed = {token.key for token in firmer.changed_tokens}
    return not bounds.isdisjoint(changed - other.keys)


def one_duty(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two modals govern one verb, as far as the grammar shows both of their clauses."""
    before, after = clause_of(pair.old, old), clause_of(pair.new, new)
    if before is None or after is None or first_behind(pair.old, old) == first_behind(pair.new, new):
        return True
    return before.verb.main.lemma == after.verb.main.lemma


def first_behind(side: Side, hit: Hit) -> str:
    """The first content word behind a phrase; "" where there is none."""
    return next((token.key for token in side.content_tokens if token.start >= hit.end), "")


def clause_of(side: Side, hit: Hit) -> Clause | None:
    """The clause whose verb group holds a modal; None for other phrases of duty: "it is for the flag State to"."""
    verbs = ((one, one.verb) for sentence in side.parsed for one in sentence.clauses if one.verb.modal)
    return next((one for one, verb in verbs if overlap(verb.start, verb.end, hit.start, hit.end)), None)


def binds_alike(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two modals bind alike where they occur, though each alone would rank otherwise."""
    words, forms = pair.words, (old.form.lower(), new.form.lower())
    if old.means == new.means or words.words("equal_duties").issuperset(forms):
        return True
    both_promise = words.words("futures").issuperset(forms) and all(map(speaks_of_itself, pair.sides))
    return both_promise or permits_alike(pair, old, new)


def permits_alike(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether a permission and a duty come to the same: "must not", "no one may"."""
    permits = {hit.form.lower().split()[0] in pair.words.words("permissions") for hit in (old, new)}
    denied = is_denied(pair.old, old) and is_denied(pair.new, new)
    return len(permits) > 1 and (denied or exclusive_by_turns(pair))


def speaks_of_itself(side: Side) -> bool:
    """Whether who speaks promises himself: by "we shall" and "we will" alike."""
    return not side.words.words("own_voices").isdisjoint(side.keys)


def is_denied(side: Side, hit: Hit) -> bool:
    """Whether a modal is denied: "must not", "no one may"."""
    frame, simple = frame_at(side, hit.start), side.words.words("simple_denials")
    before = frame is not None and any(denial.start < hit.start for denial in frame.negations)
    return before or any(t.key in simple for t in side.between(hit.start, hit.end + NEXT))


@needs(kinds=("modality",))
def future(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a verb in the future gives way to a modal before it, or the reverse: "создадут", "могут создать"."""
    both = ((pair.old, pair.new), (pair.new, pair.old))
    for side, other in both if not pair.doubtful else ():
        for verb in futures(side):
            hit = modal_of(verb, side, other)
            if hit is not None:
                yield between_future_and_modal(pair, side, verb, hit)


def futures(side: Side) -> Iterator[Token]:
    """The changed verbs in the future tense that are no modals."""
    modals = side.of(["modality"])
    endings = tuple(side.words.words("future_endings")) or ("\0",)
    return (t for t in side.changed_tokens if t.key.endswith(endings) and not hits_at(modals, t.start))


def modal_of(verb: Token, side: Side, other: Side) -> Hit | None:
    """The changed modal of the other side, weaker than a future, that governs the same verb."""
    weaker = (hit for hit in other.of(["modality"]) if (hit.rank or FIRM) < FIRM)
    return next((hit for hit in weaker if governs(other, hit, verb)), None)


def governs(side: Side, hit: Hit, verb: Token) -> bool:
    """Whether a modal governs a form of a verb."""
    after = [t.key for t in side.after(hit.end) if t.key != ","][:AFTER_MODAL]
    return any(same_verb(side.words, key, verb.key) for key in after)


def between_future_and_modal(pair: Edited, side: Side, verb: Token, hit: Hit) -> Finding:
    """A claim of M1: the future on one side, the modal on the other, named by the verb that the modal governs."""
    other, form = other_side(pair, side), with_meaning(side.quote(verb.start, verb.end), FIRM_MEANS)
    both = [(Span(verb.start, verb.end), form), (Span(hit.start, hit.end), with_meaning(hit.form, hit.means))]
    (old, before), (new, after) = both if side is pair.old else reversed(both)
    why = f"{before} becomes {after} in “{clause(pair.new, *new)}”."
    about = duty(other, hit, complement(other, hit.end))
    return claim(pair, "M1", "modality.future", weakening(pair, other), about, why, (old,), (new,))


@needs(touched=ladder.kinds)
def permission(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: what is done becomes what may be done, or the reverse: "submits a report", "may submit a report"."""
    both = ((pair.old, pair.new), (pair.new, pair.old))
    for side, other in both if not (pair.doubtful or pair.reworded) else ():
        for hit in permits(other) if not side.of(["modality"]) else ():
            verb = bare_verb(side, other, hit) if side.words.spaced else uninflected_verb(pair, side, hit)
            if verb is not None:
                yield permitted(pair, side, verb, hit)


def permits(side: Side) -> list[Hit]:
    """The changed modals of permission that are neither denied nor a part of another phrase: "can only regret"."""
    wholes = [hit for hit in side.hits if hit.kind != "modality"]
    found = (hit for hit in side.of(["modality"]) if hit.rank == PERMITTED and side.touched(hit.start, hit.end))
    return [hit for hit in found if not (is_denied(side, hit) or within_any(hit, wholes))]


def bare_verb(side: Side, other: Side, hit: Hit) -> Token | None:
    """The verb of one side that a modal of the other governs, in another form or the same."""
    governed = first_behind(other, hit)
    forms = (t for t in side.content_tokens if is_form(side, t, governed))
    return next((t for t in forms if is_finite(side, t)), None)


def uninflected_verb(pair: Edited, side: Side, hit: Hit) -> Token | None:
    """The same in a language without inflection: the first word behind a modal that one side has and the other not."""
    other = other_side(pair, side)
    ends = ((one.old, one.new) if side is pair.old else (one.new, one.old) for one in pair.changes)
    if not any(here is None and there and (there.start, there.end) == (hit.start, hit.end) for here, there in ends):
        return None
    verb = first_behind(other, hit)
    return next((token for token in side.content_tokens if token.key == verb), None)


def is_form(side: Side, token: Token, verb: str) -> bool:
    """Whether a word is a form of a verb: by the endings of the language, else by its first letters."""
    shared = min(PREFIX, len(stem(token.key)), len(stem(verb)))
    return same_verb(side.words, token.key, verb) or (shared > 0 and token.key[:shared] == verb[:shared])


def is_finite(side: Side, token: Token) -> bool:
    """Whether a word is the finite verb of a clause in the present tense; where grammar sees none, one that changed."""
    verbs = [one.verb for sentence in side.parsed for one in sentence.clauses if one.verb.form == "finite"]
    if not verbs:
        return side.touched(token.start, token.end)
    return any(v.tense == "present" and v.main.start == v.start == token.start for v in verbs)


def permitted(pair: Edited, side: Side, verb: Token, hit: Hit) -> Finding:
    """A claim of M1: the verb alone on one side, with the modal on the other."""
    other = other_side(pair, side)
    both = [(Span(verb.start, verb.end), f"“{side.quote(verb.start, verb.end)}”")]
    both += [(Span(hit.start, verb_end(other, hit)), with_meaning(hit.form, hit.means))]
    (old, before), (new, after) = both if side is pair.old else reversed(both)
    why = f"{before} becomes {after} in “{clause(pair.new, *new)}”."
    about = duty(other, hit, complement(other, hit.end))
    return claim(pair, "M1", "modality.permission", weakening(pair, other), about, why, (old,), (new,))


def verb_end(side: Side, hit: Hit) -> int:
    """Where the verb behind a modal ends."""
    return next((t.end for t in side.content_tokens if t.start >= hit.end), hit.end)


RULES = (modal, future, permission)
