"""A line that becomes a passage (X2): one text only names a topic, the other goes on with it at length.

What is added behind a sentence need not be about its topic. It is where the line says no more than that the topic was
discussed, where one text says that it was so "at length", or where the passage points back with its first words.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from diple.lexicon.vocabulary import Token, Vocabulary
from diple.mark.sentence.frames import Side
from diple.mark.text.absence import sentence_at
from diple.mark.text.context import Context
from diple.mark.text.passages import gist, side_at
from diple.mark.text.topics.room import (
    OPENING,
    PARTS,
    RATIO,
    SENTENCES,
    SHARE,
    Brief,
    Topic,
    brief,
    names_of,
    says_more,
)
from diple.model import Segment

BARE = 16  # tokens of a sentence that only names its topic: "They discussed fisheries."
LONGEST = 12  # tokens of a topic as it is reported


class Passage(NamedTuple):
    """A sentence by its number in the shorter and in the longer text, and those that go on with it there."""

    line: int
    anchor: int
    run: frozenset[int]
    grew: bool


def enlarged(context: Context, words: Vocabulary) -> Iterator[Topic]:
    """The topics that a short text names in a line and the other shows at length."""
    passages = list(passages_of(context))
    if not passages:
        return
    old, new = brief(context.old, words, context), brief(context.new, words, context)
    names = names_of(context.new, words, context).keys() | names_of(context.old, words, context).keys()
    shared = old.all_stems & new.all_stems & names
    for passage in passages:
        short, long = (old, new) if passage.grew else (new, old)
        if goes_on(passage, short, long, shared):
            topic = topic_of(passage, old, new, context)
            enough = long.count(passage.run) >= RATIO * short.count(frozenset({passage.line}))
            if enough and abs(topic.before - topic.after) >= SHARE and says_more(topic, old, new):
                yield topic


def passages_of(context: Context) -> Iterator[Passage]:
    """Sentences of both texts with those that only one of them has right behind."""
    runs = [list(run) for _, run in groupby(context.segments, key=lambda s: s.status if is_one_sided(s) else s.id)]
    for (*_, anchor), run, after in zip(runs, runs[1:], [*runs[2:], []], strict=False):
        if is_one_sided(run[0]) and not is_one_sided(anchor) and not (after and is_one_sided(after[0])):
            yield passage_of(context, anchor, run)


def is_one_sided(segment: Segment) -> bool:
    """Whether only one of the texts has a segment."""
    return not (segment.old and segment.new)


def passage_of(context: Context, anchor: Segment, run: list[Segment]) -> Passage:
    """A sentence and the run behind it, by their numbers."""
    grew = run[0].status == "added"
    statement, other = (context.new, context.old) if grew else (context.old, context.new)
    here, there = (anchor.new, anchor.old) if grew else (anchor.old, anchor.new)
    spans = [span for segment in run for span in (segment.new if grew else segment.old)]
    numbers = frozenset(sentence_at(statement, span.start) for span in spans)
    return Passage(sentence_at(other, there[-1].start), sentence_at(statement, here[-1].start), numbers, grew)


def goes_on(passage: Passage, short: Brief, long: Brief, shared: frozenset[str]) -> bool:
    """Whether the sentences behind a line are on its topic, as far as form shows, and name none of the others."""
    if len(passage.run) < SENTENCES and long.parts(passage.run) < PARTS:
        return False
    others = shared - short.stems[passage.line] - long.stems[passage.anchor]
    if any(sets_topic(long, number, others) for number in passage.run):
        return False
    first = long.sentences[min(passage.run)][:OPENING]
    return (
        is_bare(short, passage.line)
        or is_said(long, long.sentences[passage.anchor], "attention")
        or is_said(long, first, "carries_on")
    )


def is_said(text: Brief, tokens: Sequence[Token], name: str) -> bool:
    """Whether one of some tokens is in a table of topics."""
    return any(token.key in text.words.tables["topics"].get(name, ()) for token in tokens)


def sets_topic(text: Brief, number: int, others: frozenset[str]) -> bool:
    """Whether a sentence names another topic, or opens as one does that sets a topic."""
    return not text.stems[number].isdisjoint(others) or is_said(text, text.sentences[number][:1], "openers")


def is_bare(text: Brief, number: int) -> bool:
    """Whether a sentence says of its topic only that it was spoken of."""
    tokens = text.sentences[number]
    return len(tokens) <= BARE and is_said(text, tokens, "treated")


def topic_of(passage: Passage, old: Brief, new: Brief, context: Context) -> Topic:
    """The topic of a passage with its share of either text."""
    line, whole = frozenset({passage.line}), frozenset({passage.anchor, *passage.run})
    before, after = (line, whole) if passage.grew else (whole, line)
    statement, text = (context.old, old) if passage.grew else (context.new, new)
    side = side_at(statement, (statement.sentences[passage.line],), context)
    more = abs(new.count(after) - old.count(before))
    return Topic(name_in(side, text, passage.line), before, after, old.share(before), new.share(after), more)


def name_in(side: Side, text: Brief, number: int) -> str:
    """What a line speaks of: what is discussed in it, else its first words."""
    if not is_bare(text, number):
        return f"“{gist(side, side.start)}”"
    named = named_in(side, text, text.sentences[number])
    return side.quote(named[0].start, named[-1].end) if named else gist(side, side.start)


def named_in(side: Side, text: Brief, tokens: Sequence[Token]) -> Sequence[Token]:
    """What a bare line names behind its verb; before it where small words follow: "fisheries were discussed"."""
    at = next(at for at, token in enumerate(tokens) if is_said(text, (token,), "treated"))
    named = named_behind(tokens, at, text.words.tables["topics"]["openers"])
    if not all(t.key in side.words.words("stop") or is_said(text, (t,), "attention") for t in named):
        return named
    return [t for t in tokens[:at] if t.key not in side.words.words("auxiliaries")]


def named_behind(tokens: Sequence[Token], at: int, openers: Container[str]) -> list[Token]:
    """The words behind a verb of treating, or behind the preposition that follows it."""
    near = enumerate(tokens[at + 1 : at + 1 + OPENING], at + 1)
    link = next((place for place, token in near if token.key in openers), at)
    return [token for token in tokens[link + 1 : link + 1 + LONGEST] if token.key[0].isalnum()]
