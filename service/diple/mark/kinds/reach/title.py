"""The title of a relationship (R1): the nouns of closeness with the words that raise them, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, is_break, sentence_tokens
from diple.mark.sentence.restated import survives
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the title to be of the same relationship
BEFORE, AFTER = 6, 9  # tokens of a title before and after its noun
RIVAL = 2.1  # rank on the ladder of partnership up to which it is rivalry or enmity


class Title(NamedTuple):
    """A noun of relationship with the words that raise or lower it, and where the whole is."""

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

    def finding(self, pair: Edited, old: Hit, new: Hit) -> Finding:
        """The change of rank; without spaces the title itself is what it is about, as nothing follows it."""
        found = LadderRule.finding(self, pair, old, new)
        if pair.words.spaced:
            return found
        return replace(found, referent=self.referent.format(object=max(old.form, new.form, key=len)))

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        return (found for found in LadderRule.__call__(self, pair, context) if is_replaced(pair, found))


def is_replaced(pair: Edited, found: Finding) -> bool:
    """Whether one phrase gives way to the other, and does not only occur apart there: "neighbours on good terms"."""
    ends = (pair.old, pair.new, found.old[0]), (pair.new, pair.old, found.new[0])
    return is_longer(pair, found) or not any(occurs_apart(*end) for end in ends)


def is_longer(pair: Edited, found: Finding) -> bool:
    """Whether one phrase is the other with words before it, in a language without spaces: 全面战略伙伴关系."""
    old, new = pair.old.quote(*found.old[0]), pair.new.quote(*found.new[0])
    return not pair.words.spaced and (new.endswith(old) or old.endswith(new))


def occurs_apart(here: Side, there: Side, span: Span) -> bool:
    """Whether all words of a phrase of several occur on the other side too."""
    tokens = here.content_between(*span)
    return len(tokens) > 1 and survives(there, tokens)


rank = TitleRule(
    "title.rank", "R1", ("partnership", "cn_ru_signature"), "the relationship: {object}", 0.5, adjacent=True
)


@needs(words=("title_words",))
def words(pair: Edited, context: Context) -> Iterator[Finding]:
    """R1: a title gains or loses a word of rank ("strategic", "all-weather", "for a new era"), wherever it is."""
    if pair.doubtful or pair.common < SAME:
        return
    ranks: dict[str, float] = pair.old.words.tables.get("title_words", {})
    for old, new in zip(titles(pair.old), titles(pair.new), strict=False):
        if old.noun == new.noun and old.raised != new.raised:
            step = sum(map(ranks.__getitem__, new.raised)) - sum(map(ranks.__getitem__, old.raised))
            yield finding(pair, old, new, toward(step > 0))


def titles(side: Side) -> list[Title]:
    """The titles of a side, in order."""
    nouns: dict[str, str] = side.words.tables.get("title_nouns", {})
    found: list[Title] = []
    for token in side.tokens:
        title = title_around(side, token, nouns[token.key]) if token.key in nouns else None
        if title and not (found and title.start < found[-1].end):
            found.append(title)
    return found


def title_around(side: Side, token: Token, noun: str) -> Title:
    """The title around its noun: from the first word of rank before it to the last one behind it."""
    ranks = side.words.tables["title_words"]
    tokens = sentence_tokens(side, token.start)
    at = tokens.index(token)
    title = tokens[first_of(side, tokens, at) : last_of(side, tokens, at) + 1]
    return Title(noun, frozenset(t.key for t in title if t.key in ranks), title[0].start, title[-1].end)


def first_of(side: Side, tokens: Sequence[Token], at: int) -> int:
    """Where a title begins: at its first word of rank behind a verb or preposition, with all of a compound."""
    ranks, ends = side.words.tables["title_words"], side.words.words("object_ends") - side.words.words("title_links")
    before = range(at - 1, max(0, at - BEFORE) - 1, -1)
    inside = takewhile(lambda i: not is_break(tokens[i]) and tokens[i].key not in ends, before)
    start = min((i for i in inside if tokens[i].key in ranks and not is_verb(side, tokens, i)), default=at)
    while start > 1 and tokens[start - 1].key == "-":  # "all-weather"
        start -= 2
    return start


def last_of(side: Side, tokens: Sequence[Token], at: int) -> int:
    """Where a title ends: at its last word of rank before another clause begins."""
    ranks = side.words.tables["title_words"]
    fillers = side.words.union("title_fillers", "stop").union(ranks) - side.words.words("role_links")
    after = range(at + 1, min(len(tokens), at + AFTER))
    inside = takewhile(lambda i: not is_break(tokens[i]) and tokens[i].key in fillers, after)
    return max((i for i in inside if tokens[i].key in ranks), default=at)


def is_verb(side: Side, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may describe is what was done: "have deepened cooperation"."""
    return at > 0 and tokens[at - 1].key in side.words.union("auxiliaries", "be_forms")


def finding(pair: Edited, before: Title, after: Title, direction: Direction) -> Finding:
    """A finding of R1 on one title."""
    old, new = Span(before.start, before.end), Span(after.start, after.end)
    quotes = pair.old.quote(*old), pair.new.quote(*new)
    why = f"The title “{quotes[0]}” becomes “{quotes[1]}” in “{clause(pair.new, *new)}”."
    return claim(pair, ("R1", "title.words"), direction, f"the relationship: {quotes[0]}", why, old, new)


RULES = (rank, words)
