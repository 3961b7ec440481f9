"""How many of a group support something (B2): "all members", "most members", "some members"."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import Lone, claim_alone, lone_phrase
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.sentence.restated import is_universal
from diple.mark.text.context import Context
from diple.model import Change, Span

HYPHEN = "-"  # behind "all" in "all-weather"
CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
ALL = 9.0  # rank of a quantifier from which it is of all
SOME = 5.0  # rank of a quantifier up to which it is of a part
ADJECTIVES = 2  # words that take the place of "all": "all tests", "atmospheric nuclear tests"
GROUP = 4  # words after a quantifier among which the group is named

SIZES = LadderRule("quantifier.size", "B2", ("quantifier",), "how many support {object}", 0.5)


@needs(touched=SIZES.kinds)
def size(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: one quantifier of a group gives way to another."""
    return (found for found in counted(pair, context) if is_of_a_group(pair, found))


@needs(unlike=SIZES.kinds)
def whole(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: "all" comes or goes before a group that acts."""
    one = all_alone(pair)
    if one and counts_actors(one):
        yield of_quantifier(pair, one, ("B2", "quantifier.whole"), f"how many support {thing(one)}")


@needs(unlike=SIZES.kinds)
def part(pair: Edited, context: Context) -> Iterator[Finding]:
    """B2: a quantifier of a part comes or goes by itself: "a handful of lenders held", "lenders held"."""
    one = alone(pair)
    if one is None or one.rank > SOME:
        return
    group = next(iter(one.side.content_between(one.span.end, one.side.end)), None)
    if group and is_group(one.side, group) and stays(one.other, group):
        about = f"how many support it: {thing(one)}"
        yield of_quantifier(pair, one, ("B2", "quantifier.part"), about, turned=True)


# ---- which quantifier -----------------------------------------------------------------------------


def alone(pair: Edited) -> Lone | None:
    """The quantifier that only one side has, in a clause that stays."""
    return None if pair.common < CLAUSE or pair.doubtful else lone_phrase(pair, "quantifier")


def all_alone(pair: Edited) -> Lone | None:
    """ "All" before a noun, where it came or went with hardly a word beside it and the other side says it nowhere."""
    one = alone(pair)
    if one is None or one.rank < ALL or is_universal(one.other) or not came_alone(pair, one):
        return None
    return one if determines(one) and not counts_time(one) and not is_denied(one) else None


def determines(one: Lone) -> bool:
    """Whether a quantifier is one of a noun: not of a vote ("unanimously"), a degree, or a word ("all-weather")."""
    side, span = one.side, one.span
    if side.text.startswith(HYPHEN, span.end) or is_degree(side, span):
        return False
    if any(t.key in side.words.words("vote_nouns") for t in side.between(*span)):
        return False
    sentence = side.parsed_at(span.start)
    words = sentence.words_in(*span) if sentence else ()
    return not words or any(word.upos != "ADV" for word in words)


def is_denied(one: Lone) -> bool:
    """Whether both sides deny: "no State shall" and "States shall not" deny alike."""
    denials = one.side.of(["negation"]) if one.other.of(["negation"]) else []
    return any(overlap(denied.start, denied.end, *one.span) for denied in denials)


def counts_time(one: Lone) -> bool:
    """Whether a quantifier counts a unit of time: "each month" says how often."""
    units = one.side.words.tables.get("numbers", {}).get("units", {})
    return bool(units.get(one.side.key_after(one.span.end), (0, ""))[1] == "days")


def came_alone(pair: Edited, one: Lone) -> bool:
    """Whether a quantifier came or went with hardly a word beside it, and no adjective took its place."""
    most = len(one.side.quote(*one.span).split())
    return any(holds_little_else(change, one, most) and not gives_way(change, one) for change in pair.changes)


def holds_little_else(change: Change, one: Lone, most: int) -> bool:
    """Whether a change has no more words than the quantifier that it touches."""
    quote = change.new if one.gained else change.old
    return quote is not None and overlap(quote.start, quote.end, *one.span) and len(quote.quote.split()) <= most


def gives_way(change: Change, one: Lone) -> bool:
    """Whether an adjective takes the place of a quantifier: then S1 names the two together."""
    quote = change.old if one.gained else change.new
    return quote is not None and is_adjective(one.other, Span(quote.start, quote.end))


def is_adjective(side: Side, span: Span) -> bool:
    """Whether a stretch is one or two plain words before a noun, and no known phrase."""
    words = side.between(*span)
    if not 0 < len(words) <= ADJECTIVES or not all(is_plain(side, token) for token in words):
        return False
    known = any(overlap(hit.start, hit.end, *span) for hit in side.of(("quantifier", "intensity")))
    return not known and any(token in side.content_tokens for token in side.after(span.end)[:1])


def is_plain(side: Side, token: Token) -> bool:
    """Whether a token is a content word without figures or a capital."""
    return token in side.content_tokens and token.key.isalpha() and not token.capital


# ---- what it counts -------------------------------------------------------------------------------


def is_of_a_group(pair: Edited, found: Finding) -> bool:
    """Whether what is counted are people, States, members who act; true where nothing counted is named."""
    ends = (pair.old, found.old[0]), (pair.new, found.new[0])
    return all(counts_people(*end) for end in ends) and not all(is_reached(*end) for end in ends)


def counted(pair: Edited, context: Context) -> Iterator[Finding]:
    """Where one quantifier gives way to another and both say how many."""
    for found in SIZES(pair, context):
        if not (is_degree(pair.old, found.old[0]) or is_degree(pair.new, found.new[0])):
            yield found


def is_degree(side: Side, span: Span) -> bool:
    """Whether a word of number or extent is in a longer degree phrase, which says how far: 全部撤出."""
    degrees = side.of(("intensity",))
    return any(hit.start <= span.start and span.end < hit.end for hit in degrees)


def counts_actors(one: Lone) -> bool:
    """Whether people or States are counted who act: behind a preposition something is only said of them."""
    governed = one.side.key_before(one.span.start) in one.side.words.words("object_ends")
    return not governed and counts_people(one.side, one.span)


def is_reached(side: Side, span: Span) -> bool:
    """Whether a quantifier counts those whom something reaches, and who say nothing: "exports to all buyers"."""
    before = [t.key for t in side.before(span.start)[-2:]]
    if len(before) < 2 or before[1] not in side.words.words("reaching"):
        return False
    return before[0] not in side.words.words("suiting")


def counts_people(side: Side, span: Span) -> bool:
    """Whether the noun after a quantifier is one for people or States; true where a verb follows at once."""
    if not side.words.words("group_nouns"):
        return True
    after = [people_by(side, token) for token in side.after(span.end)[:GROUP]]
    return next(filter(None, after), "") == "people" or after[:1] == ["end"]


def people_by(side: Side, token: Token) -> str:
    """What a word after a quantifier shows: "people", or "end" of the phrase; "" where it shows nothing."""
    words, key = side.words, token.key
    if is_group(side, token) or key in words.union("single_speakers", "speaking_bodies"):
        return "people"
    if not key[0].isalpha() or (key in words.words("object_ends") and key != "of"):
        return "end"
    return "people" if key in words.union("auxiliaries", "speech_verbs") else ""


def is_group(side: Side, token: Token) -> bool:
    """Whether a word is one for people or States in the plural."""
    words = side.words
    return token.key in words.words("group_nouns") or token.key.endswith(tuple(words.words("group_endings")))


def stays(side: Side, token: Token) -> bool:
    """Whether a side has a group without a number, a pronoun of ownership or an article before it."""
    numbers = side.words.tables.get("numbers", {}).get("words", {})
    heads = side.words.union("determiners", "articles_before_names") | frozenset(numbers)
    found = next((other for other in side.tokens if other.key == token.key), None)
    return found is not None and side.key_before(found.start) not in heads


def thing(one: Lone) -> str:
    """The noun phrase that a quantifier counts."""
    return noun_phrase(one.side, one.span)


def of_quantifier(pair: Edited, one: Lone, rule: tuple[str, str], about: str, *, turned: bool = False) -> Finding:
    """The claim on a quantifier that came or went: one of all strengthens where it comes, one of a part is `turned`."""
    why = f"{glossed(one.hit)} is {'added' if one.gained else 'dropped'} in “{clause(one.side, *one.span)}”."
    return claim_alone(pair, rule, one.side, one.span, about, why, up=not turned)


RULES = (size, whole, part)
