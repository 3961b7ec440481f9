"""A line that becomes a passage (X2): one text only names a topic, the other goes on with it at length.

What is added behind a sentence need not be about its topic. It is where the line says no more than that the topic was
discussed, where one text says that it was so "at length", or where the passage points back with its first words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Vocabulary
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
LONGEST = 12  # tokens of a topic as it is told


class Passage(NamedTuple):
    """A sentence by its number in the shorter and in the longer text, and those that go on with it there."""

    line: int
    anchor: int
    run: frozenset[int]
    grew: bool


def enlarged(context: Context, words: Vocabulary) -> Iterator[Topic]:
    """The topics that a short text names in a line and the other tells at length."""
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
    anchor: Segment | None = None
    run: list[Segment] = []
    for segment in (*context.segments, None):
        if segment is not None and not (segment.old and segment.new):
            if run and run[-1].status != segment.status:
                anchor, run = None, []
            run.append(segment)
            continue
        if anchor is not None and run:
            yield passage_of(context, anchor, run)
        anchor, run = segment, []


def passage_of(context: Context, anchor: Segment, run: list[Segment]) -> Passage:
    """A sentence and the run behind it, by their numbers."""
    grew = run[0].status == "added"
    statement, other = (context.new, context.old) if grew else (context.old, context.new)
    here, there = (anchor.new, anchor.old) if grew else (anchor.old, anchor.new)
    spans = [span for segment in run for span in (segment.new if grew else segment.old)]
    numbers = frozenset(sentence_at(statement, span.start) for span in spans)
    return Passage(sentence_at(other, there[-1].start), sentence_at(statement, here[-1].start), numbers, grew)


def goes_on(passage: Passage, short: Brief, long: Brief, shared: frozenset[str]) -> bool:
    """Whether the sentences behind a line are on its topic, as far as form tells, and name none of the others."""
    if len(passage.run) < SENTENCES and long.parts(passage.run) < PARTS:
        return False
    others = shared - short.stems[passage.line] - long.stems[passage.anchor]
    table = long.words.tables["topics"]
    for number in passage.run:
        if not long.stems[number].isdisjoint(others) or long.sentences[number][0].key in table.get("openers", ()):
            return False
    first = long.sentences[min(passage.run)][:OPENING]
    return (
        is_bare(short, passage.line)
        or not {t.key for t in long.sentences[passage.anchor]}.isdisjoint(table.get("attention", ()))
        or any(token.key in table["carries_on"] for token in first)
    )


def is_bare(text: Brief, number: int) -> bool:
    """Whether a sentence says of its topic only that it was spoken of."""
    tokens = text.sentences[number]
    treated = text.words.tables["topics"].get("treated", frozenset())
    return len(tokens) <= BARE and any(token.key in treated for token in tokens)


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
    table, tokens = text.words.tables["topics"], text.sentences[number]
    at = next((at for at, token in enumerate(tokens) if token.key in table.get("treated", ())), None)
    if at is None or not is_bare(text, number):
        return f"“{gist(side, side.start)}”"
    link = next((n for n, t in enumerate(tokens[at + 1 : at + 1 + OPENING], at + 1) if t.key in table["openers"]), at)
    stop, verbs = side.words.words("stop"), side.words.words("auxiliaries")
    named = [t for t in tokens[link + 1 : link + 1 + LONGEST] if t.key[0].isalnum()]
    if all(t.key in stop or t.key in table.get("attention", ()) for t in named):  # "fisheries were discussed"
        named = [t for t in tokens[:at] if t.key not in verbs]
    return side.quote(named[0].start, named[-1].end) if named else gist(side, side.start)
