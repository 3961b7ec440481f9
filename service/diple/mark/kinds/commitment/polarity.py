"""Negation (P1): what was affirmed is denied, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.sentence.restated import exclusive_by_turns
from diple.mark.text.context import Context
from diple.model import Span

_NUMBER = re.compile(r"s?\.?\s*\d")
PHRASE = 4  # content words above which a change is a statement of its own
SAME = 0.6  # share of the content words that must stay for the predicate to be the same
SAME_CLAUSE = 0.5  # the same, of two clauses that answer one another
GOVERNED = 2  # content words after a denial, one of which must stay for the same thing to be denied
UNTIL = 5  # words between "until" and the "not" that belongs to it
LONG_WORD = 5  # letters from which a word denies by itself: "unlawful", "impossible"
BARE = 4  # letters of the shortest word that a prefix may deny: "lawful" in "unlawful"
# Phrases of these kinds say what they say as a whole: "have no choice but to" denies nothing.
WHOLES = ("modality", "intensity", "hedge", "caveat", "tone_negative", "endorsement")
REFUSING, FORBIDDING = "opposition", "ending_scope"


class Denials(NamedTuple):
    """The words that deny on either side, in order."""

    old: list[Hit]
    new: list[Hit]

    @property
    def turned(self) -> bool:
        """Whether their count changes from even to odd; double denials cancel out."""
        return len(self.old) % 2 != len(self.new) % 2


def flip(pair: Edited, context: Context) -> Iterator[Finding]:
    """P1: the count of denials in one predicate changes from even to odd."""
    if not may_deny(pair) or not same_predicate(pair) or denies_alike(pair):
        return
    found = Denials(denials(pair.old, pair.new), denials(pair.new, pair.old))
    if not found.turned and (both_changed(pair, found) or passes_inward(pair)):
        return
    flipped = filter(None, (flipped_clause(pair, facing, found) for facing in pair.facings))
    first = next(flipped, None) or (changed_denial(pair, found) if found.turned else None)
    if first:
        yield finding(pair, *first)


def both_changed(pair: Edited, found: Denials) -> bool:
    """Whether a denial changed on either side: one takes the place of another."""
    return changed(pair.old, found.old) and changed(pair.new, found.new)


def passes_inward(pair: Edited) -> bool:
    """Whether a denial may pass from a verb to what is said, which denies the same: "do not think that it is"."""
    frames = (frame for facing in pair.facings for frame in (facing.old, facing.new) if frame)
    return any(frame.opening == "complementisers" for frame in frames)


def may_deny(pair: Pair) -> bool:
    """Whether a word that denies may have changed; cheap, so asked before clauses are cut."""
    keys, words = pair.changed_keys, pair.words
    prefixes = tuple(words.words("denying_prefixes"))
    opened = words.may_open("negation", keys) or words.may_open(AFFIRMING, keys)
    return opened or (bool(prefixes) and any(key.startswith(prefixes) for key in keys))


def same_predicate(pair: Edited) -> bool:
    """Whether enough words stay; a word that only gained or lost a prefix stays."""
    prefixed = [*denying_prefixes(pair.old, pair.new), *denying_prefixes(pair.new, pair.old)]
    words = max(1, min(len(pair.old.stems), len(pair.new.stems)))
    return pair.common + len(prefixed) / words >= SAME


def denies_alike(pair: Edited) -> bool:
    """Whether both sides deny the same in different words: "not unless" and "only if", "neither … nor", a proviso."""
    links = pair.words.words("denial_links")
    sides = ((pair.old, pair.new), (pair.new, pair.old))
    joined = any(
        not links.isdisjoint(here.keys) and changed(here, here.of(["negation"])) and there.of(["negation"])
        for here, there in sides
    )
    return joined or exclusive_by_turns(pair) or any(denied_by_proviso(*both) for both in sides)


def denied_by_proviso(here: Side, there: Side) -> bool:
    """Whether one duty is denied by a proviso here and by a word there: "nothing herein shall", "shall not"."""
    modals = here.of(["modality"])
    provisos = [hit for hit in here.of(["caveat"]) if any(overlap(hit.start, hit.end + 2, *m[2:4]) for m in modals)]
    return changed(here, [hit for hit in here.of(["negation"]) if within_any(hit, provisos)]) and changed(
        there, there.of(["negation"])
    )


def changed(side: Side, hits: list[Hit]) -> bool:
    """Whether one of some phrases changed."""
    return any(side.touched(hit.start, hit.end) for hit in hits)


def flipped_clause(pair: Edited, facing: Facing, found: Denials) -> tuple[Side, Hit] | None:
    """The denial that came to a clause or left it, where its count of them changes from even to odd."""
    if facing.old is None or facing.new is None or facing.likeness < SAME_CLAUSE:
        return None
    inside = Denials(within(facing.old, found.old), within(facing.new, found.new))
    return changed_denial(pair, inside) if inside.turned else None


def within(frame: Frame, hits: list[Hit]) -> list[Hit]:
    """The hits in a clause."""
    return [hit for hit in hits if frame.holds(hit.start)]


def changed_denial(pair: Edited, found: Denials) -> tuple[Side, Hit] | None:
    """A denial that changed, on the side that has more of them, and that is no statement of its own.

    A denial may come without a change of its word: "no doubt" affirms, "doubt" denies.
    """
    side, other, hits = (pair.new, pair.old, found.new)
    if len(found.new) <= len(found.old):
        side, other, hits = (pair.old, pair.new, found.old)
    touched = [hit for hit in hits if side.touched(hit.start, hit.end)]
    if not touched and side.words.may_open("negation", frozenset(t.key for t in other.changed_tokens)):
        touched = hits
    hit = next(
        (hit for hit in touched if denies_what_stays(side, other, hit) and not is_own_statement(side, hit)), None
    )
    return (side, hit) if hit else None


def denies_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words that a denial governs occurs on the other side too, or it denies by a prefix."""
    after = [t for t in side.content_tokens if t.start >= hit.end][:GOVERNED]
    stays = not after or any(stem(t.key) in other.stems for t in after)
    whole = hit.form.lower() not in side.words.words("object_ends")  # "without" says nothing by itself
    return stays or (whole and hit.end - hit.start >= LONG_WORD and " " not in hit.form)


def is_own_statement(side: Side, hit: Hit) -> bool:
    """Whether a denial came or went with a statement of its own, and so denies nothing that stays."""
    around = next((s for s in side.changed if s.start < hit.end and hit.start < s.end), None)
    return around is not None and sum(around.start <= t.start < around.end for t in side.content_tokens) > PHRASE


def denials(side: Side, other: Side) -> list[Hit]:
    """The words that deny, in order; of those that join denials ("neither … nor") the first."""
    known = side.of(["negation"])
    wholes = wholes_of(side, other, known)
    words = [hit for hit in known if not within_any(hit, wholes) and not is_number(side, hit)]
    words = [hit for hit in words if not denies_a_vote(side, hit) and not sets_time(side, hit)]
    joining = side.words.words("denial_joints")
    words = [hit for at, hit in enumerate(words) if not at or hit.form.lower() not in joining]
    prefixed = (hit for hit in denying_prefixes(side, other) if not within_any(hit, known))
    return sorted((*words, *prefixed, *literal_denials(side, other)), key=lambda hit: hit.start)


def wholes_of(side: Side, other: Side, known: list[Hit]) -> list[Hit]:
    """The phrases of a side that say what they say as a whole, so that a denial in them denies nothing."""
    ends = {hit.end for hit in known}
    wholes = [w for w in side.of(WHOLES) if w.end not in ends and not is_denied_other(side, other, w, known)]
    if changed(other, other.of(["tone_negative", REFUSING])):
        wholes += side.of([REFUSING])  # a censure or another refusal is no denial: "repudiates", "does not support"
    if changed(other, other.of([FORBIDDING])):
        wholes += side.of([FORBIDDING])  # what is limited instead of forbidden is not allowed
    return wholes


def is_number(side: Side, hit: Hit) -> bool:
    """Whether "No." numbers something: "No. 5"."""
    return _NUMBER.match(side.text, hit.end) is not None


def is_denied_other(side: Side, other: Side, whole: Hit, denying: list[Hit]) -> bool:
    """Whether a phrase is a phrase of the other side with a denial before it: "не вправе" where that has "вправе"."""
    first = next((hit for hit in denying if hit.start == whole.start and hit.end < whole.end), None)
    rest = side.text[first.end : whole.end].strip().casefold() if first else ""
    return any(hit.form.casefold() == rest for hit in other.of([whole.kind]))


def literal_denials(side: Side, other: Side) -> Iterator[Hit]:
    """Set phrases that affirm, where the other side has them without the denial: "lost no time", "lost time"."""
    if other.of([AFFIRMING, "negation"]):
        return
    for hit in side.of([AFFIRMING]):
        bare_words = {stem(t.key) for t in side.content_tokens if hit.start <= t.start < hit.end}
        if bare_words and bare_words <= other.stems and changed(side, [hit]):
            yield hit


def sets_time(side: Side, hit: Hit) -> bool:
    """Whether a denial belongs to a word that sets a time: "пока Сторона не денонсирует"."""
    before = [t.key for t in side.tokens if t.end <= hit.start][-UNTIL:]
    return not side.words.words("until_openers").isdisjoint(before)


def denies_a_vote(side: Side, hit: Hit) -> bool:
    """Whether what is denied is that there was a vote: X3 claims votes."""
    articles = side.words.words("articles_before_names")
    after = (t.key for t in side.tokens if t.start >= hit.end)
    return next((key for key in after if key not in articles), "") in side.words.words("vote_nouns")


def denying_prefixes(side: Side, other: Side) -> Iterator[Hit]:
    """Words that are another side's word with a prefix that denies it: "unlawful" where the other has "lawful"."""
    prefixes = side.words.words("denying_prefixes")
    for token in side.changed_tokens if prefixes else ():
        if bare(token, prefixes) & other.keys - side.keys and token.key not in other.keys:
            form = side.text[token.start : token.end]
            yield Hit("negation", None, token.start, token.end, form, "a prefix that denies")


def bare(token: Token, prefixes: frozenset[str]) -> frozenset[str]:
    """What is left of a word without a prefix that denies."""
    rests = (token.key.removeprefix(prefix) for prefix in sorted(prefixes) if token.key.startswith(prefix))
    return frozenset([rest for rest in rests if len(rest) >= BARE])


def finding(pair: Pair, side: Side, hit: Hit) -> Finding:
    """A claim of P1 on the side that has the denial."""
    denied = side is pair.new
    span = Span(hit.start, hit.end)
    old, new = ((), (span,)) if denied else ((span,), ())
    return Finding(
        "P1",
        "polarity.flip",
        "mixed",
        f"the statement {statement_of(side, span)}",
        f"What was {'affirmed' if denied else 'denied'} is now {'denied' if denied else 'affirmed'}: "
        f"“{hit.form}” is {'added' if denied else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def statement_of(side: Side, span: Span) -> str:
    """What a denial denies: "about the levy"; the whole clause where what acts is denied: "that no State shall arm"."""
    denied = denied_clause(side, [t for t in sentence_tokens(side, span.start) if t.start >= span.start])
    return f"that {denied}" if denied else f"about {phrase_at(side, span) or matter(side, span)}"


RULES = (flip,)
