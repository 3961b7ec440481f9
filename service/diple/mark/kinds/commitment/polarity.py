"""Negation (P1): what was affirmed is denied, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import AFFIRMING, Hit, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding, claim, on_side
from diple.mark.kinds.limit.insertions import one_sided
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hit_start, within_any
from diple.mark.sentence.pair import Edited, Pair, other_side
from diple.mark.sentence.phrases.cutting import clause, denied_clause, tokens_after
from diple.mark.sentence.phrases.referents import matter
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.sentence.restated import exclusive_by_turns
from diple.mark.text.context import Context
from diple.model import Quote, Span

_NUMBER = re.compile(r"s?\.?\s*\d")
PHRASE = 4  # content words above which a change is a statement of its own
SAME = 0.6  # share of the content words that must stay for the predicate to be the same
GOVERNED = 2  # content words after a denial, one of which must stay for the same thing to be denied
UNTIL = 5  # words between "until" and the "not" that belongs to it
LONG_WORD = 5  # letters from which a word denies by itself: "unlawful", "impossible"
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
    if found.turned:
        more = (pair.new, found.new) if len(found.new) > len(found.old) else (pair.old, found.old)
        yield from (finding(pair, more[0], hit) for hit in changed_denials(pair, *more)[:1])


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
    """Whether both sides deny the same in different words: "not unless" and "only if", "neither … nor"."""
    links = pair.words.words("denial_links")
    joined = any(side.keys & links and other_side(pair, side).of(["negation"]) for side in (pair.old, pair.new))
    return joined or exclusive_by_turns(pair) or any(denied_by_proviso(pair, side) for side in (pair.old, pair.new))


def denied_by_proviso(pair: Edited, side: Side) -> bool:
    """Whether one duty is denied by a proviso here and by a word there: "nothing herein shall", "shall not"."""
    there = other_side(pair, side)
    provisos = [hit for hit in side.of(["caveat"]) if binds(side, hit)]
    inside = [hit for hit in side.of(["negation"]) if within_any(hit, provisos)]
    return changed(side, inside) and changed(there, there.of(["negation"]))


def binds(side: Side, hit: Hit) -> bool:
    """Whether a modal is in a phrase, or right behind it."""
    return any(overlap(hit.start, hit.end + 2, modal.start, modal.end) for modal in side.of(["modality"]))


def changed(side: Side, hits: list[Hit]) -> bool:
    """Whether one of some phrases changed."""
    return any(side.touched(hit.start, hit.end) for hit in hits)


def changed_denials(pair: Edited, side: Side, hits: list[Hit]) -> list[Hit]:
    """The denials that changed on the side with more of them, and that are no statements of their own."""
    other = other_side(pair, side)
    touched = touched_denials(side, other, hits)
    return [hit for hit in touched if bears_on_what_stays(pair, side, hit) and not is_own_statement(side, hit)]


def bears_on_what_stays(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a denial governs words of the other side too, and does not only open a clause that came or went."""
    return denies_what_stays(side, other_side(pair, side), hit) and not opens_exception(pair, side, hit)


def opens_exception(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a denial opens an exception that one side alone has: without "unless …", nothing denied is affirmed."""
    openers = side.words.union("conditions", "exception_openers")
    return hit.form.lower() in openers and any(
        quote is not None and is_opened_by(side, quote, hit) for quote, _ in map(one_sided, pair.changes)
    )


def is_opened_by(side: Side, quote: Quote, hit: Hit) -> bool:
    """Whether a phrase opens a stretch, with more words behind it."""
    opens = quote.start <= hit.start and not side.between(quote.start, hit.start)
    return opens and bool(side.content_between(hit.end, quote.end))


def touched_denials(side: Side, other: Side, hits: list[Hit]) -> list[Hit]:
    """The denials in changed wording; all where a word around one changed: "no doubt" affirms, "doubt" denies."""
    touched = [hit for hit in hits if side.touched(hit.start, hit.end)]
    affirmed = side.words.may_open("negation", frozenset([t.key for t in other.changed_tokens]))
    return hits if affirmed and not touched else touched


def denies_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words that a denial governs occurs on the other side too, or it denies by a prefix."""
    after = [stem(t.key) for t in side.content_tokens if t.start >= hit.end][:GOVERNED]
    return not after or not other.stems.isdisjoint(after) or denies_by_itself(side, hit)


def denies_by_itself(side: Side, hit: Hit) -> bool:
    """Whether a denial is one word that says what it denies: "unlawful"; "without" says nothing by itself."""
    whole = hit.form.lower() not in side.words.words("object_ends")
    return whole and hit.end - hit.start >= LONG_WORD and " " not in hit.form


def is_own_statement(side: Side, hit: Hit) -> bool:
    """Whether a denial came or went with a statement of its own, and so denies nothing that stays."""
    around = next((s for s in side.changed if s.start < hit.end and hit.start < s.end), None)
    return around is not None and sum(around.start <= t.start < around.end for t in side.content_tokens) > PHRASE


def denials(side: Side, other: Side) -> list[Hit]:
    """The words that deny, in order."""
    known = side.of(["negation"])
    prefixed = [hit for hit in denying_prefixes(side, other) if not within_any(hit, known)]
    return sorted((*denying_words(side, other, known), *prefixed), key=hit_start)


def denying_words(side: Side, other: Side, known: list[Hit]) -> list[Hit]:
    """The known words that deny an act; of those that join denials ("neither … nor") the first."""
    wholes, joining = wholes_of(side, other, known), side.words.words("denial_joints")
    words = [hit for hit in known if not within_any(hit, wholes) and not denies_no_act(side, hit)]
    return [*words[:1], *(hit for hit in words[1:] if hit.form.lower() not in joining)]


def wholes_of(side: Side, other: Side, known: list[Hit]) -> list[Hit]:
    """The phrases of a side that say what they say as a whole, so that a denial in them denies nothing."""
    ends = {hit.end for hit in known}
    wholes = [w for w in side.of(WHOLES) if w.end not in ends and not is_denied_other(side, other, w, known)]
    if changed(other, other.of(["tone_negative", REFUSING])):
        wholes += side.of([REFUSING])  # a censure or another refusal is no denial: "repudiates", "does not support"
    if changed(other, other.of([FORBIDDING])):
        wholes += side.of([FORBIDDING])  # what is limited instead of forbidden is not allowed
    return wholes


def is_denied_other(side: Side, other: Side, whole: Hit, denying: list[Hit]) -> bool:
    """Whether a phrase is a phrase of the other side with a denial before it: "не вправе" where that has "вправе"."""
    first = next((hit for hit in denying if hit.start == whole.start and hit.end < whole.end), None)
    rest = side.text[first.end : whole.end].strip().casefold() if first else ""
    return any(hit.form.casefold() == rest for hit in other.of([whole.kind]))


def denies_no_act(side: Side, hit: Hit) -> bool:
    """Whether a denial numbers something ("No. 5"), sets a time, or says that there was no vote."""
    return _NUMBER.match(side.text, hit.end) is not None or sets_time(side, hit) or denies_a_vote(side, hit)


def sets_time(side: Side, hit: Hit) -> bool:
    """Whether a denial belongs to a word that sets a time: "пока Сторона не денонсирует"."""
    before = [token.key for token in side.before(hit.start)[-UNTIL:]]
    return not side.words.words("until_openers").isdisjoint(before)


def denies_a_vote(side: Side, hit: Hit) -> bool:
    """Whether what is denied is that there was a vote: X3 claims votes."""
    articles = side.words.words("articles_before_names")
    after = (t.key for t in side.after(hit.end))
    return next((key for key in after if key not in articles), "") in side.words.words("vote_nouns")


def denying_prefixes(side: Side, other: Side) -> Iterator[Hit]:
    """Words that are another side's word with a prefix that denies it: "unlawful" where the other has "lawful"."""
    for token in side.changed_tokens:
        if bare(side, token) & other.keys - side.keys:
            form = side.text[token.start : token.end]
            yield Hit("negation", None, token.start, token.end, form, "a prefix that denies")


def bare(side: Side, token: Token) -> frozenset[str]:
    """What is left of a word without a prefix that denies."""
    prefixes = side.words.words("denying_prefixes")
    return frozenset([token.key.removeprefix(prefix) for prefix in prefixes if token.key.startswith(prefix)])


def finding(pair: Pair, side: Side, hit: Hit) -> Finding:
    """A claim of P1 on the side that has the denial."""
    span = Span(hit.start, hit.end)
    old, new = on_side(pair, side, Span(denial_start(side, hit), hit.end))
    before, after = ("affirmed", "denied") if new else ("denied", "affirmed")
    why = (
        f"What was {before} is now {after}: “{hit.form}” is {'added' if new else 'dropped'} in “{clause(side, *span)}”."
    )
    return claim(pair, "P1", "polarity.flip", "mixed", f"the statement {statement_of(side, span)}", why, old, new)


def denial_start(side: Side, hit: Hit) -> int:
    """Where a denial begins with the changed auxiliaries before it that only carry it: "did not"."""
    verbs = (one.verb for sentence in side.parsed for one in sentence.clauses)
    start = next((verb.start for verb in verbs if verb.start < hit.start < verb.end), hit.start)
    carrying = [token.start for token in side.between(start, hit.start) if side.touched(token.start, token.end)]
    return min((*carrying, hit.start))


def statement_of(side: Side, span: Span) -> str:
    """What a denial denies: "about the levy"; the whole clause where what acts is denied: "that no State shall arm"."""
    denied = denied_clause(side, tokens_after(side, span.start))
    return f"that {denied}" if denied else f"about {phrase_at(side, span) or matter(side, span)}"


RULES = (flip,)
