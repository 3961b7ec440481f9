"""Which changed places no rule can speak of: told at little cost, before a sentence is read.

One plain word for another before the noun that both describe ("regional" for "global" growth) is no formula, no verb of
stance, no limit and no degree of the same thing. Only where no phrase of the packs or the closed classes is, or at
most one degree word or limiter, is the place passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diple.lexicon.vocabulary import neighbours_of
from diple.mark.places.stretch import touches
from diple.mark.sentence.concepts import facts, roles
from diple.mark.sentence.dissent import opens_dissent
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.model import Quote

PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")
NEXT_WORD = re.compile(r"\s+([a-z]+)")
WORD = re.compile(r"\w+")
NUMBER = 4  # letters that a noun's two numbers share, which may be distinguished (articles.py)
AROUND = 48  # code points beside a change in which a phrase that it touches must begin or end
APOSTROPHES = frozenset("'’")
NEIGHBOUR = 24  # code points in which the next word is
TITLE = 3  # words behind a word of rank among which the noun of the relationship is
# Kinds whose words say nothing where they give way to another adjective.
FAINT = frozenset({"intensity", "hedge", "atmosphere"})
FORMULA = "formula"  # means the kinds of whatever may come and go as a formula


def is_beyond_doubt(pair: Pair) -> bool:
    """Whether all that changed are plain words for plain ones, each before a noun, outside every known phrase."""
    old, new = pair.old, pair.new
    if old is None or new is None or pair.reworded or not old.words.spaced:
        return False
    quotes = ((change.old, change.new) for change in pair.changes)
    return all(before and after and is_plain_swap(before, after, old, new) for before, after in quotes)


def is_plain_swap(before: Quote, after: Quote, old: Side, new: Side) -> bool:
    """Whether one plain word gives way to another: of degree, limit or mood they say no more than one each."""
    if before.quote[:NUMBER] == after.quote[:NUMBER] or not (describes(before, old) and describes(after, new)):
        return False
    lost, gained = kinds_at(before, old), kinds_at(after, new)
    if {before.quote, after.quote} <= old.words.words("deed_words") or not lost | gained <= FAINT:
        return False
    limits = is_adverb(before, old) or is_adverb(after, new)
    return not (lost and gained) or is_another_shade(lost, gained, limits=limits)


def is_another_shade(lost: set[str], gained: set[str], *, limits: bool) -> bool:
    """Whether two words of degree, limit or mood have nothing in common; an adverb may limit what stays by itself."""
    return lost.isdisjoint(gained) and not limits


def is_adverb(quote: Quote, side: Side) -> bool:
    """Whether a word has the ending of an adverb: then it may limit or stress what stays by itself."""
    return side.words.has_ending(quote.quote, "adverb_endings")


def describes(quote: Quote, side: Side) -> bool:
    """Whether a stretch is one word in small letters before a content word, as adjectives are."""
    after = NEXT_WORD.match(side.text, quote.end)
    if after is None or not PLAIN.fullmatch(quote.quote) or after.group(1) in side.words.words("stop"):
        return False
    if quote.quote in side.words.words("stop") or raises_title(quote, side):
        return False
    numbers, word = side.words.tables.get("numbers", {}), quote.quote.split("-")[0]
    return word not in numbers.get("starts", ()) and word not in numbers.get("multipliers", ())


def raises_title(quote: Quote, side: Side) -> bool:
    """Whether a word has a rank before the noun of a relationship: "sectoral dialogue partner"."""
    if quote.quote not in side.words.tables.get("title_words", ()):
        return False
    nouns = side.words.tables["title_nouns"]
    return any(word.strip(".,;:") in nouns for word in side.text[quote.end : quote.end + AROUND].split()[:TITLE])


def kinds_at(quote: Quote, side: Side) -> set[str]:
    """The kinds of the phrases that touch a stretch; looked for only where its neighbours may belong to one."""
    before, after = beside(quote, side)
    found = set(kinds_of_phrases(quote, side, before, after))
    if side.lexicon.may_hold(quote.quote, side.statement.language, before, after):
        start, end = around(quote, side)
        for match in side.lexicon.matches(side.text, side.statement.language, start, end):
            if touches(match, quote):
                concept = side.lexicon.concepts[match.concept]
                found.add(FORMULA if roles().is_formula(concept) else facts(concept)[0])
    return found


def kinds_of_phrases(quote: Quote, side: Side, before: str, after: str) -> Iterable[str]:
    """The kinds of the closed classes' phrases that touch a stretch between two words."""
    words, word = side.words, quote.quote
    if words.phrase_words.isdisjoint(word.split("-")):
        return ()
    start, end = around(quote, side)
    if word.isalpha() and not words.clitics and APOSTROPHES.isdisjoint(side.text[start:end]):
        known = neighbours_of(words.language, word)
        left = side.text[start : quote.start].rstrip()[-1:]
        if not any(known.may_join(*pair) for pair in ((left, ""), (before, after), (before.lower(), after.lower()))):
            return known.alone
    hits = words.hits(side.text, words.tokens(side.text, start, end), quote.end)
    return [hit.kind for hit in hits if quote.start < hit.end]


def around(quote: Quote, side: Side) -> tuple[int, int]:
    """The stretch in which a phrase that touches another must lie."""
    return max(side.start, quote.start - AROUND), min(side.end, quote.end + AROUND)


def beside(quote: Quote, side: Side) -> tuple[str, str]:
    """The words right before and behind a stretch, "" where there is none."""
    before = WORD.findall(side.text, max(side.start, quote.start - NEIGHBOUR), quote.start)
    after = WORD.findall(side.text, quote.end, min(side.end, quote.end + NEIGHBOUR))
    return ["", *before][-1], [*after, ""][0]


def is_dissent(pair: Pair) -> bool:
    """Whether a changed place lies in sentences of dissent alone: what is said there is not the statement's own."""
    return all(
        opens_dissent(side.text[slice(*span)], side.words)
        for side in (pair.old, pair.new)
        if side is not None
        for span in side.spans
    )
