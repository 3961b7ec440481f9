"""The title of a relationship (R1): the nouns of closeness with the words that raise them, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.reach.label import is_replaced
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, is_break, sentence_tokens
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the title to be of the same relationship
BEFORE, AFTER = 6, 9  # tokens of a title before and after its noun
RIVAL = 2.1  # rank on the ladder of partnership up to which it is rivalry or enmity


class Title(NamedTuple):
    """A noun of relationship with the words that raise or lower it, and where the whole stands."""

    noun: str
    raised: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TitleRule(LadderRule):
    """A change of title between those who are not called a threat: of a threat A2 speaks."""

    def applies(self, old: Hit, new: Hit) -> bool:
        """Whether one at least is a title of closeness; a step from threat to threat is blame alone."""
        return max(old.rank or 0, new.rank or 0) > RIVAL and LadderRule.applies(self, old, new)

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        return (found for found in LadderRule.__call__(self, pair, context) if is_replaced(pair, found))


rank = TitleRule(
    "title.rank", "R1", ("partnership", "cn_ru_signature"), "the relationship: {object}", 0.5, adjacent=True
)


@needs(words=("title_words",))
def words(pair: Edited, context: Context) -> Iterator[Finding]:
    """R1: a title gains or loses a word of rank ("strategic", "all-weather", "for a new era"), wherever it stands."""
    if pair.doubtful or pair.common < SAME:
        return
    ranks: dict[str, float] = pair.old.words.tables.get("title_words", {})
    if not ranks or not any(t.key in ranks for side in (pair.old, pair.new) for t in side.changed_tokens):
        return
    for old, new in zip(titles(pair.old), titles(pair.new), strict=False):
        lost, gained = old.raised - new.raised, new.raised - old.raised
        if old.noun != new.noun or not (lost or gained):
            continue
        if not (pair.old.touched(old.start, old.end) or pair.new.touched(new.start, new.end)):
            continue
        step = sum(ranks[word] for word in gained) - sum(ranks[word] for word in lost)
        yield finding(pair, old, new, "strengthened" if step > 0 else "softened" if step < 0 else "mixed")


def titles(side: Side) -> list[Title]:
    """The titles of a side, in order."""
    nouns: dict[str, str] = side.words.tables.get("title_nouns", {})
    found: list[Title] = []
    for token in side.tokens:
        if token.key in nouns:
            tokens = around(side, token)
            if not any(overlap(tokens[0].start, tokens[-1].end, known.start, known.end) for known in found):
                ranks = side.words.tables["title_words"]
                raised = frozenset(t.key for t in tokens if t.key in ranks)
                found.append(Title(nouns[token.key], raised, tokens[0].start, tokens[-1].end))
    return found


def around(side: Side, noun: Token) -> list[Token]:
    """The words of the title around its noun: back to a verb or preposition, on to the end of the clause."""
    tokens = sentence_tokens(side, noun.start)
    at = tokens.index(noun)
    ends = side.words.words("object_ends") - side.words.words("title_links")
    first = at
    while first and at - first < BEFORE and not is_break(tokens[first - 1]) and tokens[first - 1].key not in ends:
        first -= 1
    last = at
    ranks, stop = side.words.tables["title_words"], side.words.words("stop")
    for on in range(at + 1, min(len(tokens), at + AFTER)):
        key = tokens[on].key
        if is_break(tokens[on]) or not (key in ranks or key in side.words.words("title_fillers") | stop):
            break
        if tokens[on].key in ranks:
            last = on
    ranked = [i for i in range(first, at) if tokens[i].key in ranks and not is_verb(side, tokens, i)]
    start = ranked[0] if ranked else at
    while start > 1 and tokens[start - 1].key == "-":  # "all-weather"
        start -= 2
    return tokens[start : last + 1]


def is_verb(side: Side, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may describe is what was done: "have deepened cooperation"."""
    return at > 0 and tokens[at - 1].key in side.words.union("auxiliaries", "be_forms")


def finding(pair: Edited, old: Title, new: Title, direction: Direction) -> Finding:
    """A finding of R1 on one title."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    quotes = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "R1",
        "title.words",
        direction,
        f"the relationship: {quotes[0]}",
        f"The title “{quotes[0]}” becomes “{quotes[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


@needs(unlike=("partnership",))
def closer(pair: Edited, context: Context) -> Iterator[Finding]:
    """R1: beside the titles that stay, a closer one comes or goes: "neighbours", "neighbours and trusted friends"."""
    if pair.doubtful or pair.common < SAME:
        return
    lost, gained = pair.lost("partnership"), pair.gained("partnership")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    kept = [h.rank or 0 for h in other.of(["partnership"])]
    if not kept or not side.touched(hit.start, hit.end) or (hit.rank or 0) <= max(kept) or not is_title(side, hit):
        return
    span = Span(hit.start, hit.end)
    yield Finding(
        "R1",
        "title.closer",
        "strengthened" if gained else "softened",
        f"the relationship: {side.quote(*span)}",
        f"{glossed(hit)} is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        () if gained else (span,),
        (span,) if gained else (),
        pair.touching(() if gained else [span], [span] if gained else ()),
    )


def is_title(side: Side, hit: Hit) -> bool:
    """Whether a word of closeness names a relationship, and neither a part of a name nor who takes part in something.

    "Alliance Coordination Mechanism" and "work with our partners" name none.
    """
    here = next((t for t in side.tokens if t.start >= hit.start), None)
    if here is None or (here.capital and here.start != side.start):
        return False
    sentence = side.parsed_at(hit.start)
    if sentence is None:
        return True
    lists = [one for one in sentence.phrases if one.members and one.holds(hit.start, hit.end)]
    phrase = lists[0] if lists else sentence.phrase_of(hit.start, hit.end)
    return phrase is None or phrase.preposition in ("", "as", "of")


def behind(pair: Edited, context: Context) -> Iterator[Finding]:
    """R1: what limits or extends a title comes or goes behind its noun: "a partnership for all seasons"."""
    if pair.doubtful or pair.common < SAME:
        return
    for change in pair.changes:
        quote, side = (change.new, pair.new) if change.old is None else (change.old, pair.old)
        if quote is None or (change.old is not None and change.new is not None):
            continue
        tokens = [t for t in side.tokens if quote.start <= t.start < quote.end and not is_break(t)]
        if tokens and qualifies(side, tokens):
            yield qualifying(pair, side, Span(tokens[0].start, tokens[-1].end))


def qualifies(side: Side, tokens: list[Token]) -> bool:
    """Whether words stand right behind a title and say what for or for how long, and name no one."""
    nouns: dict[str, str] = side.words.tables.get("title_nouns", {})
    before = next((t for t in reversed(side.tokens) if t.end <= tokens[0].start), None)
    titled = before is not None and (
        before.key in nouns or any(hit.end == before.end for hit in side.of(["partnership"]))
    )
    links = side.words.words("title_qualifiers")
    if any(h.start <= tokens[0].start and tokens[-1].end <= h.end for h in side.of(["intensity"])):
        return False  # "that nothing can shake": a degree, of which H3 speaks
    owned = tokens[-1].key in side.words.words("own_pronouns")  # "an ally of ours" is our ally
    return titled and tokens[0].key in links and len(tokens) > 1 and not (owned or any(t.capital for t in tokens))


def qualifying(pair: Pair, side: Side, span: Span) -> Finding:
    """A finding of R1 on what stands behind a title."""
    gained = side is pair.new
    old, new = ((), (span,)) if gained else ((span,), ())
    tokens = [t for t in sentence_tokens(side, span.start) if t.start < span.start][-BEFORE // 2 :]
    title = side.quote(tokens[0].start, span.end) if tokens else side.quote(*span)
    return Finding(
        "R1",
        "title.behind",
        "strengthened" if gained else "softened",
        f"the relationship: {title}",
        f"“{side.quote(*span)}” is {'added' if gained else 'dropped'} behind the title in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (rank, words, closer, behind)
