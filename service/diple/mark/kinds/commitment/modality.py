"""Duty and deed: modals (M1) and what turns an act into an aspiration (M2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.commitment import aspect, deeds, futures, strength
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.differing import differing
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import AKIN, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import bound, complement, duty, matter
from diple.mark.sentence.renamed import survives_changed
from diple.mark.sentence.restated import exclusive_by_turns
from diple.mark.text.context import Context
from diple.model import Direction, Span

ladder = LadderRule("modality.modal", "M1", ("modality",), "the duty to {object}", 1.5, told_as=duty)
PROMISE = ("modality", "directive")
PREFIX = 5  # letters that a verb and its noun share: abolish, abolition
SHORTEST = 3  # letters of the shortest verb
REFUSED = 40  # code points from a verb of opposition in which an attempt is what is opposed: no wrapper of a promise
NEXT = 4  # code points after a modal in which "not" may stand
SIDES = ("old", "new")
LONG = 12  # content words of a sentence that says several things
DEED = 4  # content words of a deed that stays word for word, twice as many characters
WRAPPED = 3  # content words after a wrapper, one of which must stand on the other side: the same deed


@needs(touched=ladder.kinds)
def modal(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a modal of another rank, except where the verb's tense tells more: "have agreed", "will discuss"."""
    told: tuple[list[Span], list[Span]] | None = None
    for finding in ladder(pair, context):
        told = told or aspect.told_spans(pair)
        if not (meets(finding.old, told[0]) and meets(finding.new, told[1])) and not same_duty(pair, finding):
            yield named_by_modal(pair, finding)


def named_by_modal(pair: Edited, finding: Finding) -> Finding:
    """The finding; where a verb in the future gives way to a modal before it, named as that side has it: "создать"."""
    if not finding.old or not finding.new:
        return finding
    form = pair.old.text[slice(*finding.old[0])].lower()
    if not form.endswith(tuple(pair.old.words.words("perfective_futures")) or "\0"):
        return finding
    hit = next((h for h in pair.new.of(["modality"]) if h.start == finding.new[0].start), None)
    said = complement(pair.new, hit.end) if hit else ""
    if hit is None or not said or said.split(" ", 1)[0][:SHORTEST] != form[:SHORTEST]:
        return finding
    return replace(finding, referent=duty(pair.new, hit, said))


def same_duty(pair: Edited, finding: Finding) -> bool:
    """Whether two modals bind alike where they stand, though each alone would rank otherwise."""
    return (
        same_meaning(pair, finding)
        or equal_duty(pair, finding)
        or only_so(pair, finding)
        or forecasts(pair, finding)
        or own_voice(pair, finding)
        or both_forbid(pair, finding)
    )


def same_meaning(pair: Pair, finding: Finding) -> bool:
    """Whether both phrases are named alike, though one of them has a rank of the lexicon: "shall", "is obliged to"."""
    means = [
        {hit.means for hit in side.of(["modality"]) if hit.start == spans[0].start}
        for side, spans in sides_of(pair, finding)
    ]
    return len(means) == len(SIDES) and not means[0].isdisjoint(means[1])


def equal_duty(pair: Pair, finding: Finding) -> bool:
    """Whether both phrases are among those that bind alike, whatever their ranks: "must", "are required to"."""
    forms = [side.text[slice(*spans[0])].lower() for side, spans in sides_of(pair, finding)]
    return len(forms) == len(SIDES) and pair_words(pair, "equal_duties").issuperset(forms)


def only_so(pair: Edited, finding: Finding) -> bool:
    """Whether one side permits only on a condition and the other forbids unless it is met."""
    permits = pair_words(pair, "permissions")
    forms = [side.text[slice(*spans[0])].lower().split()[0] in permits for side, spans in sides_of(pair, finding)]
    return len(forms) == len(SIDES) and forms[0] != forms[1] and exclusive_by_turns(pair)


def own_voice(pair: Pair, finding: Finding) -> bool:
    """Whether "shall" and "will" stand for one another in the voice of the same speaker: "we shall", "by us"."""
    modals = [side.text[slice(*spans[0])].lower() for side, spans in sides_of(pair, finding)]
    if not modals or any(form not in pair_words(pair, "futures") for form in modals):
        return False
    voices = [side.keys & side.words.words("own_voices") for side, _ in sides_of(pair, finding)]
    return any(voices)


def both_forbid(pair: Pair, finding: Finding) -> bool:
    """Whether both sides forbid: "must not", "no one may"."""
    permits = pair_words(pair, "permissions")
    allowed = [side.text[slice(*spans[0])].lower().split()[0] in permits for side, spans in sides_of(pair, finding)]
    if not any(allowed) or all(allowed):
        return False
    found = []
    for side, spans in sides_of(pair, finding):
        within = [t.key for t in side.tokens if spans[0].start <= t.start < spans[0].end + NEXT]
        frame = frame_at(side, spans[0].start)
        denied = frame is not None and any(hit.start < spans[0].start for hit in frame.negations)
        found.append(denied or not side.words.words("simple_denials").isdisjoint(within))
    return len(found) == len(SIDES) and all(found)


def sides_of(pair: Pair, finding: Finding) -> list[tuple[Side, Sequence[Span]]]:
    """The sides of a pair that a finding has evidence on, each with it."""
    both = ((pair.old, finding.old), (pair.new, finding.new))
    return [(side, spans) for side, spans in both if side is not None and spans]


def pair_words(pair: Pair, name: str) -> frozenset[str]:
    """A set of words of the language of a pair."""
    side = pair.new or pair.old
    return side.words.words(name) if side else frozenset()


def forecasts(pair: Pair, finding: Finding) -> bool:
    """Whether both modals stand in what is said or expected ("anticipates that it will"): there they bind nobody."""
    for side, spans in ((pair.old, finding.old), (pair.new, finding.new)):
        frame = frame_at(side, spans[0].start) if side and spans else None
        if side is None or frame is None or frame.opening != "complementisers":
            return False
        if side.text[slice(*spans[0])].lower() not in side.words.words("forecasting"):
            return False
    return True


def meets(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether one of `spans` overlaps one of `others`."""
    return any(overlap(*span, *other) for span in spans for other in others)


@needs(kinds=("wrapper",))
def wrapper(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a governing verb of thought, effort or wish comes between the actor and the act, or goes."""
    if not context.same_clause(pair):
        return
    if "wrapper" not in pair.old.by_kind and "wrapper" not in pair.new.by_kind:
        return
    if context.mode == "succession" and not both_promise(pair):
        return
    told = aspect.told_spans(pair)
    for one in differing(pair, "wrapper"):
        if one.swaps or (one.lost and one.gained):
            continue
        for hit in [h for h in one.gained if wraps(pair, pair.new, pair.old, h) and not meets([span_of(h)], told[1])][
            :1
        ]:
            yield wrapped(pair, hit, pair.new, "softened")
        for hit in [h for h in one.lost if wraps(pair, pair.old, pair.new, h) and not meets([span_of(h)], told[0])][:1]:
            yield wrapped(pair, hit, pair.old, "strengthened")


def span_of(hit: Hit) -> Span:
    """Where a phrase stands."""
    return Span(hit.start, hit.end)


def both_promise(pair: Pair) -> bool:
    """Whether both sides bind or ask, as they must in a series for a wrapper to stand before the same promise."""
    return all(side is not None and bool(side.of(PROMISE)) for side in (pair.old, pair.new))


def wraps(pair: Pair, here: Side, there: Side, hit: Hit) -> bool:
    """Whether a wrapper stands in changed wording, before a deed that the other side has too, and has bare."""
    # Between long sentences that share little the deed itself must stay, not only a word near it.
    apart = pair.reworded or (pair.rewritten and pair.common < AKIN)
    reach = 1 if apart and len(here.content_tokens) > LONG else WRAPPED
    deed = [t.key for t in here.content_tokens if t.start >= hit.end][:reach]
    have = [t.key for t in there.content_tokens]
    if any(0 <= hit.start - judged.end <= REFUSED for judged in here.of(("opposition", "tone_negative"))):
        return False
    if apart and hit.form.split(" ", 1)[0].lower() in here.words.words("articles_before_names"):
        return False  # a noun, which binds where the sentence is the same and says little where it is not
    if any(0 <= hit.start - denial.end <= 1 for denial in here.of(["negation"])):
        return False  # who does not put a thing off, or does not hope for it, only denies
    if within_any(hit, here.of(["modality"])) or opens(here, hit) or not here.touched(hit.start, hit.end):
        return False
    if survives_changed(here, there, hit):
        return False
    return (not deed or any(same_word(word, other) for word in deed for other in have)) and not only_reworded(
        pair, here, there, hit, deed
    )


def same_word(one: str, other: str) -> bool:
    """Whether two words share as many first letters as the forms of one verb do: "lifts", "lifting"."""
    shared = min(PREFIX, len(stem(one)), len(stem(other)))
    return one == other or (shared >= SHORTEST and one[:shared] == other[:shared])


def opens(side: Side, hit: Hit) -> bool:
    """Whether a wrapper at the head of a sentence, a participle or a phrase of purpose, only tells why or what for."""
    opener = hit.form.split()[0].endswith("ing") or hit.form.lower() in side.words.words("purposes")
    return opener and any(span.start == hit.start for span in side.spans)


def only_reworded(pair: Pair, here: Side, there: Side, hit: Hit, deed: Sequence[str]) -> bool:
    """Whether other words merely stand for a wrapper where nobody promises: "working on", "busy with" a study."""
    frame = frame_at(here, hit.start)
    facing = next((one for one in pair.facings if frame is not None and frame in one[:2]), None)
    if facing is None or any(side is not None and side.of(*PROMISE) for side in facing[:2]):
        return False
    for change in pair.changes:
        mine, theirs = (change.new, change.old) if here is pair.new else (change.old, change.new)
        if mine and theirs and overlap(mine.start, mine.end, hit.start, hit.end):
            words = [t.key for t in there.content_tokens if theirs.start <= t.start < theirs.end]
            return bool(words) and not any(same_word(word, one) for word in words for one in deed)
    return False


def stands_bare(pair: Edited, finding: Finding) -> bool:
    """Whether the deed behind a wrapper stands word for word on both sides, however the rest was written."""
    if finding.rule != "modality.wrapper":
        return False
    side, spans = (pair.new, finding.new) if finding.new else (pair.old, finding.old)
    deed = [t for t in side.content_tokens if t.start >= spans[0].end][: DEED if side.words.spaced else 2 * DEED]
    return len(deed) >= DEED and not any(side.touched(t.start, t.end) for t in deed)


def wrapped(pair: Pair, hit: Hit, side: Side, direction: Direction) -> Finding:
    """A finding of M2 on the side where the wrapper stands."""
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    verb = "now stands between the promise and the deed" if new else "no longer stands between the promise and the deed"
    return Finding(
        "M2",
        "modality.wrapper",
        direction,
        wrapped_deed(pair, hit, side),
        f"{glossed(hit)} {verb}: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


def wrapped_deed(pair: Pair, hit: Hit, side: Side) -> str:
    """The promise as the side says it on which no wrapper stands, else what the wrapper governs."""
    other = pair.new if side is pair.old else pair.old
    deed = {stem(t.key)[:PREFIX] for t in side.content_tokens if t.start >= hit.end}
    frame = frame_at(side, hit.start)
    for facing in pair.facings:
        here, there = (facing.old, facing.new) if side is pair.old else (facing.new, facing.old)
        if other and here is frame and there:
            for verb in (*there.of("modality"), *there.of("directive")):
                said = complement(other, verb.end)
                if said.split(" ", 1)[0].casefold() in other.words.words("object_ends"):
                    continue  # a time or a place stands first
                if not deed.isdisjoint(word[:PREFIX].casefold() for word in said.split()):
                    return bound(other, verb, said)
    return f"the commitment to {matter(side, span_of(hit))}"


RULES = (modal, *futures.RULES, wrapper, *deeds.RULES, *strength.RULES, *aspect.RULES)
