"""Names that only one side of a changed sentence has, and what the other side says in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.places.stretch import inside, touches, touches_any
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import acts, authors_label
from diple.mark.sentence.names.names import (
    Known,
    Name,
    absent,
    after_name,
    initials,
    is_other_person,
    is_person,
    longest_part,
    names,
    stands_spelled_out,
    veils,
)
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.restated import is_word_of
from diple.model import Change, Quote

ARTICLE = 5  # code points of an article before a name
DESCRIBED = 2  # words of a description of someone
MOST = 4  # names of one place that are read
VENUE = 80  # code points around words of a venue in which a name is that of the venue
DATELINE = (",", "，", "、", "،")


class Move(NamedTuple):
    """A name that only one side has; `veil` is the allusion to its bearer on the other side, where there is one."""

    name: Name
    side: Side
    other: Side
    gone: bool
    veil: Hit | None


class Moves(NamedTuple):
    """The names that only one side has, and those that give way to one another within one change."""

    moves: tuple[Move, ...]
    swaps: tuple[tuple[Name, Name], ...]


def name_moves(pair: Edited) -> Moves:
    """The names that came, went or gave way to one another in a changed sentence; several rules ask for them."""
    found = KNOWN.get(pair)
    if found is None:
        found = KNOWN[pair] = found_moves(pair)
    return found


KNOWN: WeakKeyDictionary[Edited, Moves] = WeakKeyDictionary()
"""The moves of each pair, as long as there is the pair."""


def found_moves(pair: Edited) -> Moves:
    """The same, read anew."""
    before, after = names(pair.old), names(pair.new)
    lost = one_sided(pair.old, before, pair.new, after)
    gained = one_sided(pair.new, after, pair.old, before)
    if lost and gained:
        return Moves((), tuple((old, new) for old in lost for new in gained if gives_way(pair, old, new))[:1])
    return Moves((*moves_of(pair, lost, pair.old), *moves_of(pair, gained, pair.new)), ())


def moves_of(pair: Edited, found: Sequence[Name], side: Side) -> Iterator[Move]:
    """The names that one side alone has, each with its allusion on the other."""
    gone = side is pair.old
    other = pair.new if gone else pair.old
    return (Move(name, side, other, gone, veil_of(pair, name, side)) for name in found)


def gives_way(pair: Edited, old: Name, new: Name) -> bool:
    """Whether one name gives way to another: within one change, or by other initials of one surname."""
    if any(holds(change, old, new) for change in pair.changes):
        return True
    (before, surname), (after, other) = initials(old), initials(new)
    return bool(before and after) and surname == other


def holds(change: Change, old: Name, new: Name) -> bool:
    """Whether one change takes one name away and brings another."""
    return overlaps(change.old, old) and overlaps(change.new, new)


def overlaps(quote: Quote | None, name: Name | Hit) -> bool:
    """Whether a quote and a name or phrase share a character."""
    return quote is not None and touches(quote, name)


# ---- names of one side ----------------------------------------------------------------------------


def one_sided(side: Side, own: list[Name], other: Side, others: list[Name]) -> list[Name]:
    """The names of a side that the other has not, or not as those of the author of a blamed act."""
    found = [name for name in own if side.touched(name.start, name.end) and counts(side, name, other)]
    if not found:
        return []
    known = Known(others, other)
    alone = [name for name in found if is_gone(side, name, other, known)]
    return [name for name in alone[:MOST] if is_tagged_proper(side, name)]


def is_gone(side: Side, name: Name, other: Side, known: Known) -> bool:
    """Whether the other side has a name not at all, only as another person's, or not as the author of the act."""
    if absent(name, known, other) or is_other_person(name, known):
        return True
    return is_author_no_more(side, name, other, known.names)


def is_author_no_more(side: Side, name: Name, other: Side, others: Sequence[Name]) -> bool:
    """Whether a name owns a blamed act that the other side leaves to nobody, though it has the name elsewhere."""
    if authors_label(side, name) is None or not other.of(["label"]) or is_owned(other):
        return False
    return not any(n.key == name.key and acts(other, n) for n in others)


def is_owned(side: Side) -> bool:
    """Whether a possessive precedes the name of an act: "its war"."""
    owners = side.words.words("owners")
    before = {hit.start for hit in side.of(["label"])}
    return any(a.key in owners and b.start in before for a, b in pairwise(side.tokens))


def counts(side: Side, name: Name, other: Side) -> bool:
    """Whether a name is that of a party, body or treaty, and no person's, speaker's, venue's or date line's."""
    if stands_spelled_out(side, name, other) or is_speaker(side, name) or is_dateline(side, name):
        return False
    if side.words.spaced and not is_proper(side, name, other):
        return False
    if side.key(name.first - 1) == "(":  # a short form beside the name in full
        return False
    return not is_venue(side, name)


def is_proper(side: Side, name: Name, other: Side) -> bool:
    """Whether capitals are those of a proper name, and not of a person, an office, a language or a common word."""
    if is_person(side, name) or holds_office(side, name, other) or is_word_of(other, first_word(side, name)):
        return False
    return after_name(side, name) not in side.words.words("language_nouns")


def is_tagged_proper(side: Side, name: Name) -> bool:
    """Whether the grammar, where the language has one, reads a proper name, or the adjective of one."""
    words = [word for sentence in side.parsed for word in sentence.words_in(name.start, name.end)]
    known = ("PROPN", "NOUN", "ADJ") if name.adjective or name.possessive else ("PROPN", "NOUN")
    return not words or any(word.upos in known for word in words)


def is_speaker(side: Side, name: Name) -> bool:
    """Whether a name only says who speaks ("the X side"), in a sentence that blames nobody."""
    if side.of(["blame", "author"]):
        return False
    return touches_any(name, side.of(["attribution"]))


def is_venue(side: Side, name: Name) -> bool:
    """Whether a name is that of the place where something was held."""
    before = side.key(name.first - 1)
    if before in side.words.words("place_prepositions"):
        return bool(side.of(["venue"])) or before in side.words.words("venue_prepositions")
    return any(abs(hit.start - name.start) < VENUE for hit in side.of(["venue"]))


def first_word(side: Side, name: Name) -> Token:
    """The first word of a name that is no initial."""
    tokens = side.tokens[name.first : name.last + 1]
    return next((token for token in tokens if len(token.key) > 1), tokens[0])


def holds_office(side: Side, name: Name, other: Side) -> bool:
    """Whether a name is that of an office's holder and the office is on the other side: "Secretary Marsh"."""
    near = side.tokens[max(0, name.first - 1) : name.last + 1]
    titles = {t.key for t in near if t.capital} & side.words.union("single_offices", "office_titles")
    return bool(titles) and not titles.isdisjoint(other.keys)


def is_dateline(side: Side, name: Name) -> bool:
    """Whether a sentence begins with a name that only says where the text was made: "Tarrow, 12 March 2031"."""
    opens = any(span.start == name.start for span in side.spans)
    return opens and side.key(name.last + 1) in DATELINE and side.key(name.last + 2)[:1].isdigit()


# ---- allusions ------------------------------------------------------------------------------------


def veil_of(pair: Edited, name: Name, side: Side) -> Hit | None:
    """The allusion on the other side that answers a name: "a certain country", "the lord of the other bank"."""
    gone = side is pair.old
    other = pair.new if gone else pair.old
    known = (*(pair.gained("veil") if gone else pair.lost("veil")), *veils(other), description(pair, name, side, other))
    return next((hit for hit in known if hit and answers(pair, name, hit, gone)), None)


def answers(pair: Edited, name: Name, veil: Hit, gone: bool) -> bool:
    """Whether an allusion took the place of a name or gave it up: one change holds both, or the allusion is all new."""
    other = pair.new if gone else pair.old
    for here, there in sides_of(pair, gone):
        if there and overlaps(here, name):
            if overlaps(there, veil):
                return True
            if inside(other.content_tokens, there):
                return False
    return other.touched(veil.start, veil.end)


def sides_of(pair: Edited, gone: bool) -> Iterator[tuple[Quote | None, Quote | None]]:
    """Both sides of each change, that of the name first: of one that is gone the old one."""
    return ((change.old, change.new) if gone else (change.new, change.old) for change in pair.changes)


def description(pair: Edited, name: Name, side: Side, other: Side) -> Hit | None:
    """What is where a name was and describes an actor without naming him: "the lord of the other bank".

    None where the other text has the name too: then the words only take it up.
    """
    if not may_be_described(pair, name, side) or longest_part(name) in other.statement.text.lower():
        return None
    quotes = in_place_of(pair, name, side)
    found = next((quote for quote in quotes if is_description(other, inside(other.tokens, quote))), None)
    return Hit("veil", None, found.start, found.end, other.quote(*found[:2]), "an actor") if found else None


def in_place_of(pair: Edited, name: Name, side: Side) -> Iterator[Quote]:
    """What the other side has where a change takes a name."""
    return (there for here, there in sides_of(pair, side is pair.old) if there and is_all_of(here, name))


def may_be_described(pair: Edited, name: Name, side: Side) -> bool:
    """Whether a name may be that of an actor, in a sentence that was edited and not reworded."""
    return not pair.reworded and side.words.spaced and may_act(side, name)


def is_all_of(quote: Quote | None, name: Name) -> bool:
    """Whether a change takes a name, perhaps with an article, and nothing else."""
    return quote is not None and quote.start >= name.start - ARTICLE and name.start < quote.end <= name.end + ARTICLE


def may_act(side: Side, name: Name) -> bool:
    """Whether a name may be that of an actor: no treaty or place, and not where something merely happened."""
    parts = {t.key for t in side.tokens[name.first : name.last + 1]}
    common = side.words.words("common_capitals")
    return side.key(name.first - 1) not in side.words.words("place_prepositions") and parts.isdisjoint(common)


def is_description(side: Side, tokens: list[Token]) -> bool:
    """Whether words describe someone and name no one: an article, pronoun or plural first, and no digit or mark."""
    if len(tokens) < DESCRIBED:
        return False
    inner = tokens[1:] if tokens[0].start == side.start else tokens
    if any(t.capital or not t.key[0].isalpha() for t in inner):
        return False
    opens = side.words.union("veil_determiners", "articles_before_names", "relative_openers", "determiners")
    return tokens[0].key in opens or side.words.has_ending(tokens[0].key, "plural_endings")
