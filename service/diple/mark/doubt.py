"""Which changed places no rule can speak of: told at little cost, before a sentence is read.

One plain word for another before the noun that both describe ("regional" for "global" growth) is no formula, no verb of
stance, no limit and no degree of the same thing. Only where no phrase of the packs or the closed classes stands, or at
most one degree word or limiter, is the place passed over.
"""

from __future__ import annotations

import re

from diple.mark.concepts import facts
from diple.mark.dissent import opens_dissent
from diple.mark.evidence import Pair, Side
from diple.model import Quote

PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")
NEXT_WORD = re.compile(r"\s+([a-z]+)")
WORD = re.compile(r"\w+")
NUMBER = 4  # letters that a noun's two numbers share, which may be told apart (articles.py)
AROUND = 48  # code points beside a change in which a phrase that it touches must begin or end
NEIGHBOUR = 24  # code points in which the next word stands
TITLE = 3  # words behind a word of rank among which the noun of the relationship stands
FAINT = frozenset({"intensity", "hedge"})  # kinds whose words say nothing where they give way to another adjective


def is_beyond_doubt(pair: Pair) -> bool:
    """Whether all that changed are plain words for plain ones, each before a noun, outside every known phrase."""
    old, new = pair.old, pair.new
    if old is None or new is None or pair.reworded or not old.words.spaced:
        return False
    return all(
        change.old is not None and change.new is not None and is_plain_swap(change.old, change.new, old, new)
        for change in pair.changes
    )


def is_plain_swap(before: Quote, after: Quote, old: Side, new: Side) -> bool:
    """Whether one plain word gives way to another, and at most one of them is a degree word or a limiter."""
    if not describes(before, old) or not describes(after, new) or before.quote[:NUMBER] == after.quote[:NUMBER]:
        return False
    lost = kinds_at(before, old)
    return lost <= FAINT and (gained := kinds_at(after, new)) <= FAINT and not (lost and gained)


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
    """The kinds of the phrases that touch a stretch; looked for only where it holds a word of one."""
    start, end = max(side.start, quote.start - AROUND), min(side.end, quote.end + AROUND)
    found: set[str] = set()
    if not side.words.phrase_words.isdisjoint(quote.quote.split("-")):
        words = side.words.hits(side.text, side.words.tokens(side.text, start, end), quote.end)
        found.update(hit.kind for hit in words if quote.start < hit.end)
    if side.lexicon.may_hold(quote.quote, side.statement.language, *beside(quote, side)):
        for match in side.lexicon.matches(side.text, side.statement.language, start, end):
            if match.start < quote.end and quote.start < match.end:
                found.add(facts(side.lexicon.concepts[match.concept])[0])
    return found


def beside(quote: Quote, side: Side) -> tuple[str, str]:
    """The words right before and behind a stretch, "" where there is none."""
    before = WORD.findall(side.text, max(side.start, quote.start - NEIGHBOUR), quote.start)
    after = WORD.findall(side.text, quote.end, min(side.end, quote.end + NEIGHBOUR))
    return before[-1] if before else "", after[0] if after else ""


def is_dissent(pair: Pair) -> bool:
    """Whether a changed place lies in sentences of dissent alone: what is said there is not the statement's own."""
    return all(
        opens_dissent(side.text[slice(*span)], side.words)
        for side in (pair.old, pair.new)
        if side is not None
        for span in side.spans
    )
