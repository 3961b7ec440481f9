"""Negation (P1): what was affirmed is denied, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diple.lexicon.vocabulary import AFFIRMING, Hit, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, denied_clause, sentence_tokens
from diple.mark.sentence.phrases.referents import matter
from diple.mark.sentence.restated import exclusive_by_turns
from diple.mark.text.context import Context
from diple.model import Span

_NUMBER = re.compile(r"s?\.?\s*\d")
THOUGHT = 4  # content words above which a change is a thought of its own
SAME = 0.6  # share of the content words that must stay for the predicate to be the same
SAME_CLAUSE = 0.5  # the same, of two clauses that answer one another
GOVERNED = 2  # content words after a denial, one of which must stay for the same thing to be denied
UNTIL = 5  # words between "until" and the "not" that goes with it
LONG_WORD = 5  # letters from which a word denies by itself: "unlawful", "impossible"
BARE = 4  # letters of the shortest word that a prefix may deny: "lawful" in "unlawful"
# Phrases of these kinds say what they say as a whole: "have no choice but to" denies nothing.
WHOLES = ("modality", "intensity", "hedge", "caveat", "tone_negative", "endorsement")


def flip(pair: Edited, context: Context) -> Iterator[Finding]:
    """P1: the count of denials in one predicate changes from even to odd. Double denials cancel out."""
    if not may_deny(pair) or not same_predicate(pair):
        return
    before, after = denials(pair.old, pair.new), denials(pair.new, pair.old)
    turned = len(before) % 2 != len(after) % 2
    if (
        only_one_way(pair)
        or denied_as_a_whole(pair)
        or joined_denials(pair, before, after)
        or (not turned and any_touched(pair.old, before) and any_touched(pair.new, after))
    ):
        return
    flipped = [found for facing in pair.facings if (found := flipped_clause(pair, facing, before, after))]
    if turned and not flipped:
        flipped = [one for one in (changed_denial(pair, before, after),) if one]
    # A denial that goes from a verb to what is said ("do not think that it is") denies the same.
    if turned or not any(
        frame and frame.opening == "complementisers" for facing in pair.facings for frame in facing[:2]
    ):
        for side, hit in flipped[:1]:
            if not denied_next_door(pair, context, side):
                yield flipped_finding(pair, side, hit)


def joined_denials(pair: Pair, before: list[Hit], after: list[Hit]) -> bool:
    """Whether both sides deny and one of them joins what it denies: "neither … nor" denies like "not … or"."""
    links = pair.words.words("denial_links")
    if not (links and before and after):
        return False
    sides = (pair.old, pair.new)
    return any(not links.isdisjoint(side.keys) and any_touched(side, side.of(["negation"])) for side in sides if side)


def only_one_way(pair: Edited) -> bool:
    """Whether one side says "not unless" and the other "only if"."""
    return exclusive_by_turns(pair)


def denied_as_a_whole(pair: Edited) -> bool:
    """Whether one duty is denied by a proviso here and by a word there: "nothing herein shall", "shall not"."""
    return any(
        any_touched(here, [hit for hit in here.of(["negation"]) if within_any(hit, denying_provisos(here))])
        and any_touched(there, there.of(["negation"]))
        for here, there in ((pair.old, pair.new), (pair.new, pair.old))
    )


def denying_provisos(side: Side) -> list[Hit]:
    """The provisos with a modal of their own, in them or right behind."""
    modals = side.of(["modality"])
    return [hit for hit in side.of(["caveat"]) if any(overlap(hit.start, hit.end + 2, m.start, m.end) for m in modals)]


def any_touched(side: Side, hits: list[Hit]) -> bool:
    """Whether one of the denials stands in changed wording."""
    return any(side.touched(hit.start, hit.end) for hit in hits)


def denied_next_door(pair: Pair, context: Context, side: Side) -> bool:
    """Whether a sentence of its own beside the other side denies: it was only joined ("Some did. Others did not.")."""
    at = next((i for i, other in enumerate(context.pairs) if other is pair), None)
    if at is None:
        return False
    beside = (context.pairs[i] for i in (at - 1, at + 1) if 0 <= i < len(context.pairs))
    lone = (one.old if side is pair.new else one.new for one in beside if one.old is None or one.new is None)
    return any(there is not None and bool(there.of(["negation"])) for there in lone)


def same_predicate(pair: Edited) -> bool:
    """Whether enough words stay; a word that only gained or lost a prefix stays."""
    if pair.common >= SAME:
        return pair.common >= SAME
    prefixed = [*denying_prefixes(pair.old, pair.new), *denying_prefixes(pair.new, pair.old)]
    words = min(len(pair.old.stems), len(pair.new.stems))
    return bool(prefixed) and pair.common + len(prefixed) / words >= SAME


def may_deny(pair: Pair) -> bool:
    """Whether a word that denies may stand in changed wording, told before clauses are cut."""
    changed, words = pair.changed_keys, pair.words
    prefixes = tuple(words.words("denying_prefixes"))
    opened = words.may_open("negation", changed) or words.may_open(AFFIRMING, changed)
    return opened or (bool(prefixes) and any(key.startswith(prefixes) for key in changed))


def flipped_clause(pair: Edited, facing: Facing, before: list[Hit], after: list[Hit]) -> tuple[Side, Hit] | None:
    """The denial that came to a clause or left it, where its count of them changes from even to odd."""
    old, new = facing.old, facing.new
    if old is None or new is None or facing.likeness < SAME_CLAUSE:
        return None
    mine, theirs = within(old, before), within(new, after)
    return None if len(mine) % 2 == len(theirs) % 2 else changed_denial(pair, mine, theirs)


def within(frame: Frame, hits: list[Hit]) -> list[Hit]:
    """The hits in a clause."""
    return [hit for hit in hits if frame.holds(hit.start)]


def changed_denial(pair: Edited, before: list[Hit], after: list[Hit]) -> tuple[Side, Hit] | None:
    """A denial that changed, on the side that has more of them, and that brought no thought of its own.

    A denial may come without a change of its word: "no doubt" affirms, "doubt" denies.
    """
    side, hits = (pair.new, after) if len(after) > len(before) else (pair.old, before)
    touched = [hit for hit in hits if side.touched(hit.start, hit.end)]
    other = pair.old if side is pair.new else pair.new
    if not touched and side.words.may_open("negation", frozenset(t.key for t in other.changed_tokens)):
        touched = hits
    touched = [hit for hit in touched if not opens_condition(pair, side, hit)]
    hit = next((hit for hit in touched if denies_what_stays(side, other, hit) and not is_whole_clause(side, hit)), None)
    return (side, hit) if hit else None


def opens_condition(pair: Pair, side: Side, hit: Hit) -> bool:
    """Whether a denial opens a clause that came or went whole, as "unless" does: a limit, which denies nothing."""
    if hit.form.lower() not in side.words.words("conditions"):
        return False
    quotes = ((c.new, c.old) if side is pair.new else (c.old, c.new) for c in pair.changes)
    return any(q is not None and q.start <= hit.start < q.end and other is None for q, other in quotes)


def denies_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words that a denial governs stands on the other side too, or it denies by a prefix."""
    after = [t for t in side.content_tokens if t.start >= hit.end][:GOVERNED]
    stays = not after or any(stem(t.key) in other.stems for t in after)
    alone = hit.form.lower() not in side.words.words("object_ends")  # "without" says nothing by itself
    return stays or (alone and hit.end - hit.start >= LONG_WORD and " " not in hit.form)


def flipped_finding(pair: Pair, side: Side, hit: Hit) -> Finding:
    """A finding of P1 on the side where the denial stands."""
    denied = side is pair.new
    span = Span(hit.start, hit.end)
    old, new = ((), (span,)) if denied else ((span,), ())
    return Finding(
        "P1",
        "polarity.flip",
        "mixed",
        f"the statement {said_of(side, span)}",
        f"What was {'affirmed' if denied else 'denied'} is now {'denied' if denied else 'affirmed'}: "
        f"“{hit.form}” is {'added' if denied else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def said_of(side: Side, span: Span) -> str:
    """What a denial denies: "about the levy"; the whole clause where what acts is denied: "that no State shall arm"."""
    denied = denied_clause(side, [t for t in sentence_tokens(side, span.start) if t.start >= span.start])
    return f"that {denied}" if denied else f"about {matter(side, span)}"


def denials(side: Side, other: Side) -> list[Hit]:
    """The words that deny, in order; "No. 5" is a number, and what belongs to a longer phrase is that phrase's."""
    known = side.of(["negation"])
    ends = {hit.end for hit in known}
    wholes = [
        whole
        for whole in side.of(WHOLES)
        if whole.end not in ends and not is_denied_other(side, other, whole, known)  # "shall not" denies
    ]
    words = [hit for hit in known if not _NUMBER.match(side.text, hit.end) and not within_any(hit, wholes)]
    refusing = side.of(["opposition"])
    if refusing and any_touched(other, other.of(["tone_negative", "opposition"])):
        # what a censure or another refusal stands for is no denial: "repudiates", "does not support"
        words = [hit for hit in words if not within_any(hit, refusing)]
    words = [hit for hit in words if not is_until(side, hit)]
    forbidding = side.of(["ending_scope"])
    if forbidding and any_touched(other, other.of(["ending_scope"])):
        # what is limited instead of forbidden is not allowed
        words = [hit for hit in words if all(hit.start != ban.start for ban in forbidding)]
    words = [hit for hit in words if not denies_a_vote(side, hit)]
    joining = side.words.words("denial_joints")
    words = [hit for at, hit in enumerate(words) if not at or hit.form.lower() not in joining]
    prefixed = (hit for hit in denying_prefixes(side, other) if not within_any(hit, known))
    return sorted((*words, *prefixed, *literal_denials(side, other)), key=lambda hit: hit.start)


def is_denied_other(side: Side, other: Side, whole: Hit, denying: list[Hit]) -> bool:
    """Whether a phrase is a phrase of the other side with a denial before it: "не вправе" where that has "вправе"."""
    first = next((hit for hit in denying if hit.start == whole.start and hit.end < whole.end), None)
    if first is None:
        return False
    rest = side.text[first.end : whole.end].strip().casefold()
    return any(hit.form.casefold() == rest for hit in other.of([whole.kind]))


def literal_denials(side: Side, other: Side) -> Iterator[Hit]:
    """Set phrases that affirm, where the other side has them without the denial: "lost no time", "lost time"."""
    theirs = other.of([AFFIRMING])
    for hit in side.of([AFFIRMING]) if not theirs else ():
        bare_words = {stem(t.key) for t in side.content_tokens if hit.start <= t.start < hit.end}
        stays = bool(bare_words) and bare_words <= other.stems and not other.of(["negation"])
        if stays and any_touched(side, [hit]):
            yield hit


def is_until(side: Side, hit: Hit) -> bool:
    """Whether a denial belongs to a word that sets a time and denies nothing by it: "пока Сторона не денонсирует"."""
    openers = side.words.words("until_openers")
    if openers.isdisjoint(side.keys):
        return False
    before = [t.key for t in side.tokens if t.end <= hit.start][-UNTIL:]
    return not openers.isdisjoint(before)


def denies_a_vote(side: Side, hit: Hit) -> bool:
    """Whether what is denied is that there was a vote: of votes X3 tells."""
    votes, articles = side.words.words("vote_nouns"), side.words.words("articles_before_names")
    if not votes or votes.isdisjoint(side.keys):
        return False
    after = (t.key for t in side.tokens if t.start >= hit.end)
    return next((key for key in after if key not in articles), "") in votes


def denying_prefixes(side: Side, other: Side) -> Iterator[Hit]:
    """Words that are another side's word with a prefix that denies it: "unlawful" where the other has "lawful"."""
    prefixes = side.words.words("denying_prefixes")
    if not prefixes:
        return
    for token in side.changed_tokens:
        if bare(token, prefixes) & other.keys - side.keys and token.key not in other.keys:
            form = side.text[token.start : token.end]
            yield Hit("negation", None, token.start, token.end, form, "a prefix that denies")


def bare(token: Token, prefixes: frozenset[str]) -> frozenset[str]:
    """What is left of a word without a prefix that denies."""
    rests = (token.key.removeprefix(prefix) for prefix in sorted(prefixes) if token.key.startswith(prefix))
    return frozenset([rest for rest in rests if len(rest) >= BARE])


def is_whole_clause(side: Side, hit: Hit) -> bool:
    """Whether a denial came or went with a thought of its own, and so denies nothing that stays."""
    around = next((s for s in side.changed if s.start < hit.end and hit.start < s.end), None)
    return around is not None and sum(around.start <= t.start < around.end for t in side.content_tokens) > THOUGHT


RULES = (flip,)
