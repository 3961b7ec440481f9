"""S1: in a clause that obliges or asks, a modifier that narrows a noun is added or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from diple.grammar import NounPhrase, Sentence
from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding, weakening
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.kinds.limit.scope import STRONG
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.text.context import Context
from diple.model import Span

DUTY = ("modality", "directive", "negation")
STRESSING = ("intensity", "reaffirmation", "endorsement")  # phrases that stress what they are beside
OTHER_KINDS = ("hedge", "caveat", "wrapper", "venue")  # phrases of which other kinds speak


def modifier(pair: Edited, context: Context) -> Iterator[Finding]:
    """A modifier narrows a noun in a clause that obliges, asks, or says how far something reaches in law."""
    for one in insertions(pair):
        if obliges(one.side) and (leaves_out(one) or narrows(one) or qualifies(one)):
            yield narrowed(pair, one)


def narrowed(pair: Edited, one: Insertion) -> Finding:
    """The claim: the reach of the noun, narrowed or widened."""
    span = Span(one.tokens[0].start, one.tokens[-1].end)
    about = phrase_at(one.side, span) or one.side.quote(*around(one.side, span))
    why = f"“{one.side.quote(*span)}” is {'added and narrows' if one.added else 'dropped, which widens'}:"
    direction, reach = weakening(pair, one.side), f"the reach of {about}"
    found = claimed(pair, "S1", "modifier.modifier", one, direction, reach, why)
    return replace(found, terms=()) if leaves_out(one) else found


def obliges(side: Side) -> bool:
    """Whether a sentence binds, asks, or says how far something reaches in law."""
    return bool(side.of(DUTY)) or not side.words.words("reach_verbs").isdisjoint(side.keys)


def leaves_out(one: Insertion) -> bool:
    """Whether a stretch is of words alone that leave out all that is not so: "unjustified or excessive"."""
    words = one.side.words
    keys = {token.key for token in one.tokens} - words.words("list_links")
    return bool(keys) and keys <= words.words("excess")


def narrows(one: Insertion) -> bool:
    """Whether a stretch is plain words in the base of a noun phrase whose noun stays: an adjective, mostly."""
    light = one.side.words.words("light_words")
    if (
        is_known(one)
        or is_frequency(one)
        or not all(is_plain(one.side, token) and token.key not in light for token in one.tokens)
    ):
        return False
    base = base_of(one)
    return base is not None and stem(base.head.form.lower()) in one.other.stems


def is_frequency(one: Insertion) -> bool:
    """Whether a stretch only says how often, by an interval or the adjective of one: "anual", as in "anualmente"."""
    known = one.side.words.tables.get("numbers", {}).get("intervals", {})
    content = content_of(one)
    return bool(content) and all(any(often.startswith(token.key) for often in known) for token in content)


def base_of(one: Insertion) -> NounPhrase | None:
    """The noun phrase in whose base a stretch is a modifier, or right before which: "accredited observers"."""
    sentence, span = one.side.parsed_at(one.span.start), one.span
    if sentence is None:
        return None
    after = (p for p in sentence.phrases if 0 <= p.start - span.end <= 1 and is_bare(sentence, p))
    return sentence.phrase_of(*span) or next(after, None)


def is_bare(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether a noun phrase begins without a determiner, so that what is before it may modify it."""
    return sentence.words[phrase.first].upos not in ("DET", "PRON", "NUM")


def is_known(one: Insertion) -> bool:
    """Whether a phrase of the lexicon touches a stretch."""
    return any(hit.start < one.tokens[-1].end and one.tokens[0].start < hit.end for hit in one.side.hits)


def qualifies(one: Insertion) -> bool:
    """Whether a stretch follows its noun, a phrase with a preposition or a relative clause, and narrows it."""
    opens = one.tokens[0].key in one.side.words.words("qualifiers") and len(one.tokens) > 1
    if not opens or not content_of(one) or names_something(one):
        return False
    return not (strengthens(one) or is_other_kind(one) or is_described(one))


def names_something(one: Insertion) -> bool:
    """Whether a stretch holds a name or a number, of which other kinds speak."""
    return any(token.capital or token.key[0].isdigit() for token in one.tokens)


def strengthens(one: Insertion) -> bool:
    """Whether a degree or stance holds the whole stretch, or strong degrees hold its content: "without delay"."""
    start, end = one.span
    stressed = any(hit.start <= start and end <= hit.end for hit in one.side.of(STRESSING))
    return stressed or is_of_strong_degree(one)


def is_of_strong_degree(one: Insertion) -> bool:
    """Whether strong degrees hold all content of a stretch."""
    firm = [hit for hit in one.side.of(("intensity", "scope")) if (hit.rank or 0) >= STRONG]
    return bool(firm) and all(hits_at(firm, token.start) for token in content_of(one))


def content_of(one: Insertion) -> list[Token]:
    """The content words of a stretch."""
    return [token for token in one.tokens if token in one.side.content_tokens]


def is_other_kind(one: Insertion) -> bool:
    """Whether a phrase of which another kind speaks touches a stretch."""
    return any(h.start < one.tokens[-1].end and one.tokens[0].start < h.end for h in one.side.of(OTHER_KINDS))


def is_described(one: Insertion) -> bool:
    """Whether the other side says with an adjective what this one says behind the noun: "prisoners who are ill"."""
    before = [stem(t.key) for t in one.side.content_tokens if t.end <= one.tokens[0].start]
    adjectives = (word for word, noun in pairwise(one.other.tokens) if stem(noun.key) in before[-1:])
    return any(is_changed_word(one.other, word) for word in adjectives)


def is_changed_word(side: Side, token: Token) -> bool:
    """Whether a token is a changed word of content."""
    return token in side.content_tokens and side.touched(token.start, token.end)


def is_plain(side: Side, token: Token) -> bool:
    """Whether a token is a content word in small letters."""
    return token.key.isalpha() and not token.capital and token.key not in side.words.words("stop")


def around(side: Side, span: Span) -> Span:
    """A stretch with the content word before and after it."""
    start = max((t.start for t in side.content_tokens if t.end <= span.start), default=span.start)
    return Span(start, min((t.end for t in side.content_tokens if t.start >= span.end), default=span.end))


RULES = (modifier,)
