"""S1: in a clause that obliges or asks, a modifier that narrows a noun is added or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.grammar import NounPhrase, Sentence
from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.limit.hedge import is_degree
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.kinds.limit.scope import STRONG
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.text.context import Context
from diple.model import Direction, Span

ADJECTIVES = 2  # words that may be a modifier right before its noun
DUTY = ("modality", "directive", "negation")
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
    direction: Direction = "softened" if one.added else "strengthened"
    found = claimed(pair, "S1", "modifier.modifier", one, direction, f"the reach of {about}", why)
    return replace(found, terms=()) if leaves_out(one) else found


def obliges(side: Side) -> bool:
    """Whether a sentence binds, asks, or says how far something reaches in law."""
    return bool(side.of(DUTY)) or not side.words.words("reach_verbs").isdisjoint(side.keys)


def leaves_out(one: Insertion) -> bool:
    """Whether a stretch is of words alone that leave out all that is not so: "unjustified or excessive"."""
    side, excess = one.side, one.side.words.words("excess")
    if not side.words.spaced or not all(key in excess for key in content_keys(one)):
        return False
    before = next((t.key for t in reversed(side.tokens) if t.end <= one.tokens[0].start), "")
    bare = before not in side.words.union("definite", "owners", "be_forms")
    return bare and next_token(one) in side.content_tokens


def content_keys(one: Insertion) -> list[str]:
    """The words of a stretch without what joins them; one that is none of them where there is no other."""
    links = one.side.words.words("list_links")
    return [token.key for token in one.tokens if token.key not in links] or [""]


def next_token(one: Insertion) -> Token | None:
    """The token right after a stretch."""
    return next((t for t in one.side.tokens if t.start >= one.tokens[-1].end), None)


def narrows(one: Insertion) -> bool:
    """Whether a stretch is one or two plain words right before a noun that stays: an adjective, mostly.

    Where no space parts words, a sign or two may be half a word, and nothing is claimed.
    """
    side, tokens = one.side, one.tokens
    if not side.words.spaced or len(tokens) > ADJECTIVES or is_known(one):
        return False
    after = next_token(one)
    if after is None or not all(is_plain(side, t) for t in (*tokens, after)):
        return False
    return tokens[0].key not in side.words.words("light_words") and modifies(one, after)


def modifies(one: Insertion, after: Token) -> bool:
    """Whether the grammar shows a modifier in the base of a noun phrase; where it shows nothing, no verb's place."""
    base = base_of(one)
    if base is not None:
        return stem(base.head.form.lower()) in one.other.stems
    if one.side.parsed_at(one.span.start) is not None:
        return False
    before = next((t for t in reversed(one.side.tokens) if t.end <= one.tokens[0].start), None)
    infinitive = before is not None and before.key in one.side.words.words("infinitive")
    return not infinitive and not any(is_adverb(one.side, t) for t in one.tokens)


def base_of(one: Insertion) -> NounPhrase | None:
    """The noun phrase in whose base a stretch is a modifier, by the grammar."""
    sentence, span = one.side.parsed_at(one.span.start), one.span
    found = sentence.phrase_of(*span) if sentence else None
    if found is None and sentence is not None:  # a participle before a noun: "accredited observers"
        found = next((p for p in sentence.phrases if 0 <= p.start - span.end <= 1 and is_bare(sentence, p)), None)
    return found if found and span.end <= found.head.start else None


def is_bare(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether a noun phrase begins without a determiner, so that what is before it may modify it."""
    first = sentence.words[phrase.first]
    return first.upos not in ("DET", "PRON", "NUM")


def is_adverb(side: Side, token: Token) -> bool:
    """Whether a word is an adverb, by its ending or as a known one."""
    endings = tuple(side.words.words("adverb_endings")) or ("\0",)
    return token.key.endswith(endings) or token.key in side.words.words("adverbs")


def is_known(one: Insertion) -> bool:
    """Whether a phrase of the lexicon touches a stretch."""
    return any(hit.start < one.tokens[-1].end and one.tokens[0].start < hit.end for hit in one.side.hits)


def qualifies(one: Insertion) -> bool:
    """Whether a stretch follows its noun, a phrase with a preposition or a relative clause, and narrows it."""
    side, tokens = one.side, one.tokens
    if len(tokens) < 2 or tokens[0].key not in side.words.words("qualifiers"):
        return False
    if any(t.capital or t.key[0].isdigit() for t in tokens):
        return False
    empty = tokens[0].key in side.words.union("relatives", "complementisers") and no_content(one)
    return not (empty or is_degree(side, one.words) or strengthens(one) or is_other_kind(one) or is_described(one))


def no_content(one: Insertion) -> bool:
    """Whether a stretch is function words alone: "the convoy (that was) carrying flour"."""
    return not any(t in one.side.content_tokens for t in one.tokens)


def strengthens(one: Insertion) -> bool:
    """Whether each content word of a stretch is part of a degree that makes what it qualifies stronger."""
    firm = [h for h in one.side.of(("intensity", "scope")) if (h.rank or 0) >= STRONG]
    content = [t for t in one.tokens if t in one.side.content_tokens]
    return bool(firm and content) and all(any(h.start <= t.start < h.end for h in firm) for t in content)


def is_other_kind(one: Insertion) -> bool:
    """Whether a phrase of which another kind speaks touches a stretch."""
    return any(h.start < one.tokens[-1].end and one.tokens[0].start < h.end for h in one.side.of(OTHER_KINDS))


def is_described(one: Insertion) -> bool:
    """Whether the other side says with an adjective what this one says behind the noun: "prisoners who are ill"."""
    noun = next((t for t in reversed(one.side.content_tokens) if t.end <= one.tokens[0].start), None)
    if noun is None:
        return False
    tokens = one.other.tokens
    same = (at for at, t in enumerate(tokens) if at and stem(t.key) == stem(noun.key))
    return any(is_changed_word(one.other, tokens[at - 1]) for at in same)


def is_changed_word(side: Side, token: Token) -> bool:
    """Whether a token is a changed word of content."""
    return token in side.content_tokens and token.key.isalpha() and side.touched(token.start, token.end)


def is_plain(side: Side, token: Token) -> bool:
    """Whether a token is a content word in small letters."""
    return token.key.isalpha() and not token.capital and token.key not in side.words.words("stop")


def around(side: Side, span: Span) -> Span:
    """A stretch with the content word before and after it."""
    before = [t for t in side.content_tokens if t.end <= span.start][-1:]
    after = [t for t in side.content_tokens if t.start >= span.end][:1]
    return Span(before[0].start if before else span.start, after[0].end if after else span.end)


RULES = (modifier,)
