"""How much of a text speaks of a topic (X2): the share of its words, whatever its length.

A topic is a name or a content word that several sentences speak of, or a section under the same heading. A change
counts only by ratio and by number at once, and only where sentences or clauses came or went.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from diple.lexicon.vocabulary import Token, Vocabulary, fact_vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.enlarged import enlarged
from diple.mark.kinds.structure.room import Topic, is_short, names_a_topic, rooms
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at, weight_terms
from diple.model import Direction, Span, Statement

MOST = 3  # topics that are told of a text
CANDIDATES = 12  # topics whose sentences are counted
RATIO = 2.0  # how many times more a topic must have on one side
MENTIONS, PER_WORDS = 1, 120  # mentions it must have more: so many, and one more for each so many words
WORDS_PER_MENTION = 8  # changed words to each mention of a topic that came or went
SENTENCES = 2  # sentences it must have more; one is enough where so great a share is at stake:
GREAT_SHARE = 0.3
SHARES = ((120, 0.25), (600, 0.2), (3000, 0.1))  # least difference of shares in texts of up to so many words …
LEAST_SHARE = 0.04  # … and in longer ones
SECTION_WORDS = 20  # words that a section must have more
SAME_SENTENCES = 0.5  # share of its sentences from which a topic is told by another one
END = Token(".", -1, -1, False)
GONE = 3  # mentions from which a topic that is wholly gone is one of volume


@dataclass(frozen=True)
class Volume:
    """The sentences of a text with their lengths in words, and which of them go on with what the one before says."""

    statement: Statement
    words: Vocabulary

    @cached_property
    def lowered(self) -> str:
        """The text in small letters."""
        return self.statement.text.lower()

    @cached_property
    def lengths(self) -> list[int]:
        """Words of each sentence; characters where words are not spaced."""
        text = self.statement.text
        if self.words.spaced:
            return [text.count(" ", *span) + 1 for span in self.statement.sentences]
        return [end - start for start, end in self.statement.sentences]

    @cached_property
    def total(self) -> int:
        """Words of the text."""
        return max(1, sum(self.lengths))

    @cached_property
    def sections(self) -> dict[str, list[int]]:
        """The sentences under each heading, by its words; those under one heading that stands twice count together."""
        starts = {block.start: block for block in self.statement.blocks if block.kind == "heading"}
        found: dict[str, list[int]] = {}
        title = ""
        for number, (start, _) in enumerate(self.statement.sentences if starts else ()):
            if start in starts:
                block = starts[start]
                title = self.statement.text[block.label.end if block.label else start : block.end].strip(" #*\t")
            elif title:
                found.setdefault(title, []).append(number)
        return found

    def mentions(self, key: str) -> list[int]:
        """The numbers of the sentences that hold a stem or a pair of signs, once for each mention."""
        if self.words.spaced:
            places = [match.start() for match in re.finditer(rf"\b{re.escape(key)}", self.lowered)]
        else:
            places = [match.start() for match in re.finditer(re.escape(key), self.lowered)]
        sentences = self.statement.sentences
        return [bisect_right(sentences, at, key=itemgetter(0)) - 1 for at in places]

    def speaking(self, mentions: Iterable[int]) -> set[int]:
        """Those sentences and the ones right after them that go on with it ("Its ports …")."""
        told = set(mentions)
        for number in sorted(told):
            while number + 1 < len(self.lengths) and number + 1 not in told and self.carries_on(number + 1):
                number += 1
                told.add(number)
        return told

    def carries_on(self, number: int) -> bool:
        """Whether a sentence begins with a word that points back."""
        start, end = self.statement.sentences[number]
        return first_word(self.lowered[start : min(end, start + 16)]) in self.words.tables["topics"]["carries_on"]

    def share(self, sentences: Iterable[int]) -> float:
        """The share of the text's words in some sentences."""
        return sum(self.lengths[number] for number in sentences) / self.total


def topic_volume(context: Context) -> Iterator[Finding]:
    """X2: the share of the text that speaks of a topic doubles or halves."""
    words = fact_vocabulary(context.old.language.split("-")[0])
    if "topics" not in words.tables:
        return
    letters = 6 if words.spaced else 2
    least = MENTIONS + max(len(context.old.text), len(context.new.text)) // letters // PER_WORDS
    short = is_short(context, words)
    if len(context.pairs) < 2 - short or changed_letters(context) < least * letters * WORDS_PER_MENTION:
        return
    old, new = Volume(context.old, words), Volume(context.new, words)
    topics = list(volumes(context, words, least, old, new))
    topics = [topic for topic in topics if not is_party(topic, topics, context)]
    topics = [*rooms(context, words, topics), *enlarged(context, words)] if short else topics
    taken: list[Topic] = []
    for topic in sorted(topics, key=lambda t: (-abs(t.after - t.before), -t.mentions, t.name)):
        if not any(overlaps(topic, other) for other in taken) and len(taken) < MOST:
            taken.append(topic)
            yield finding(topic, old, new, context)


def volumes(context: Context, words: Vocabulary, least: int, old: Volume, new: Volume) -> Iterator[Topic]:
    """The topics whose mentions, and the sections whose lengths, differ clearly."""
    series = context.mode == "succession"
    for key, name in shifted(context, words, least):
        if topic := measured(key, name, old, new, series):
            yield topic
    yield from section_volumes(old, new)


def is_party(topic: Topic, topics: Sequence[Topic], context: Context) -> bool:
    """Whether a topic only names who speaks: in both titles, or gone where another took its place all over the text."""
    titles = [statement.text[: statement.sentences[0].end].lower() for statement in (context.old, context.new)]
    if all(topic.name.lower() in title for title in titles) and len(topic.old | topic.new) > SENTENCES:
        return len(context.old.blocks) > 1
    return any(bool(topic.old) != bool(other.old) and bool(topic.new) != bool(other.new) for other in topics)


def section_volumes(old: Volume, new: Volume) -> Iterator[Topic]:
    """The sections that stand under the same heading in both texts, where their shares differ clearly."""
    before, after = old.sections, new.sections
    for title in before if len(before) > 1 and len(after) > 1 else ():
        if title in after:
            shares = old.share(before[title]), new.share(after[title])
            more = abs(sum(old.lengths[n] for n in before[title]) - sum(new.lengths[n] for n in after[title]))
            if more >= SECTION_WORDS and is_clear(shares, old, new):
                yield Topic(title, frozenset(before[title]), frozenset(after[title]), *shares, more)


def is_clear(shares: tuple[float, float], old: Volume, new: Volume) -> bool:
    """Whether two shares differ clearly, by ratio and by what they take of texts as long as these."""
    least = next((share for words, share in SHARES if max(old.total, new.total) <= words), LEAST_SHARE)
    return max(shares) >= RATIO * min(shares) and abs(shares[0] - shares[1]) >= least


def changed_letters(context: Context) -> int:
    """How much wording came or went: a bound on how far a topic can have grown or shrunk."""
    gone = sum(end - start for pair in context.pairs if pair.old for start, end in pair.old.changed)
    come = sum(end - start for pair in context.pairs if pair.new for start, end in pair.new.changed)
    return max(gone, come)


def shifted(context: Context, words: Vocabulary, least: int) -> list[tuple[str, str]]:
    """Topic words that changed places have clearly more often on one side, those with the greatest shift first."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for pair in context.pairs:
        for side, sign in ((pair.old, -1), (pair.new, 1)):
            for key, name in topic_words(side, words) if side else ():
                counts[key] += sign
                names.setdefault(key, name)
    likely = sorted((-abs(count), at, key) for at, (key, count) in enumerate(counts.items()) if abs(count) >= least)
    return [(key, names[key]) for _, _, key in likely[:CANDIDATES]]


def topic_words(side: Side, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The words of a side that may name a topic: their stem and how they stand there."""
    if not words.spaced:
        yield from pairs_of_signs(side, words)
        return
    table, offices = words.tables["topics"], in_names_of_offices(side)
    for token in side.content_tokens:
        if token.start not in offices and names_a_topic(
            token, table["stop"], table["but"], tuple(table["not_endings"])
        ):
            yield stem(token.key), side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")


def in_names_of_offices(side: Side) -> set[int]:
    """Where words stand that belong to the name of a body or office: the Federal Open Market Committee."""
    common = side.words.words("common_capitals")
    found: set[int] = set()
    run: list[Token] = []
    for token in (*side.tokens, END):
        if token.capital:
            run.append(token)
        elif run:
            if len(run) > 1 and any(t.key in common for t in run):
                found.update(t.start for t in run)
            run = []
    return found


def pairs_of_signs(side: Side, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Neighbouring signs of Chinese neither of which is a common one."""
    stop = words.tables["topics"]["stop"]
    tokens = side.content_tokens
    for one, two in pairwise(tokens):
        if one.end == two.start and one.key not in stop and two.key not in stop:
            yield one.key + two.key, one.key + two.key


def measured(key: str, name: str, old: Volume, new: Volume, series: bool) -> Topic | None:
    """A topic with its shares, None where the change is not clear. In a series a topic must stand in both texts."""
    gone, come = old.mentions(key), new.mentions(key)
    before, after = old.speaking(gone), new.speaking(come)
    shares = old.share(before), new.share(after)
    more = abs(len(before) - len(after))
    few = more < SENTENCES and (abs(len(gone) - len(come)) < 2 or abs(shares[0] - shares[1]) < GREAT_SHARE)
    if len(gone) == len(come) or more < 1 or few:
        return None
    if not is_clear(shares, old, new):
        return None
    if not (gone and come) and (series or max(len(gone), len(come)) < GONE):
        return None
    return Topic(name, frozenset(before), frozenset(after), *shares, abs(len(gone) - len(come)))


def overlaps(topic: Topic, other: Topic) -> bool:
    """Whether a topic stands in much the same sentences as one already told."""
    mine, theirs = topic.heavier, other.heavier
    same = (topic.after > topic.before) == (other.after > other.before)
    return same and len(mine & theirs) >= SAME_SENTENCES * min(len(mine), len(theirs))


def finding(topic: Topic, old: Volume, new: Volume, context: Context) -> Finding:
    """The change of volume in words per 1,000, with the sentences as evidence."""
    spans = spans_of(old, topic.old), spans_of(new, topic.new)
    sides = [side_at(v.statement, s, context) for v, s in zip((old, new), spans, strict=True) if s]
    direction: Direction = "strengthened" if topic.after > topic.before else "softened"
    return Finding(
        "X2",
        "prominence.volume",
        direction,
        f"attention to {topic.name}",
        f"“{topic.name}” is the matter of {told(topic.after, topic.new)} of the new text, "
        f"and of {told(topic.before, topic.old)} of the old one.",
        *spans,
        (),
        terms=weight_terms(sides),
    )


def told(share: float, sentences: frozenset[int]) -> str:
    """A share in words of 1,000, with its sentences."""
    many = "sentence" if len(sentences) == 1 else "sentences"
    return f"{round(1000 * share)} of 1,000 words ({len(sentences)} {many})"


def spans_of(volume: Volume, sentences: Iterable[int]) -> tuple[Span, ...]:
    """The places of some sentences."""
    return tuple(volume.statement.sentences[number] for number in sorted(sentences))


def first_word(text: str) -> str:
    """The first word of a text in small letters; the first sign where words are not spaced."""
    match = re.match(r"\W*([㐀-鿿]|[^\W\d_]+)", text)
    return match.group(1) if match else ""


TEXT_RULES = (topic_volume,)
