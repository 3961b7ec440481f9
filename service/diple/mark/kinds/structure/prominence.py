"""How much of a text speaks of a topic (X2): the share of its words, whatever its length.

A topic is a name or a content word that several sentences speak of, or a section under the same heading. A change
counts only by ratio and by number at once, and only where sentences or clauses came or went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diple.lexicon.vocabulary import fact_vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at, weight_terms
from diple.mark.text.topics.enlarged import enlarged
from diple.mark.text.topics.room import Topic, is_short, rooms
from diple.mark.text.topics.volume import SENTENCES, Volume, volumes
from diple.model import Direction, Span

MOST = 3  # topics that are told of a text
MENTIONS, PER_WORDS = 1, 120  # mentions it must have more: so many, and one more for each so many words
WORDS_PER_MENTION = 8  # changed words to each mention of a topic that came or went
SAME_SENTENCES = 0.5  # share of its sentences from which a topic is told by another one


def volume(context: Context) -> Iterator[Finding]:
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


def is_party(topic: Topic, topics: Sequence[Topic], context: Context) -> bool:
    """Whether a topic only names who speaks: in both titles, or gone where another took its place all over the text."""
    titles = [statement.text[: statement.sentences[0].end].lower() for statement in (context.old, context.new)]
    if all(topic.name.lower() in title for title in titles) and len(topic.old | topic.new) > SENTENCES:
        return len(context.old.blocks) > 1
    return any(bool(topic.old) != bool(other.old) and bool(topic.new) != bool(other.new) for other in topics)


def changed_letters(context: Context) -> int:
    """How much wording came or went: a bound on how far a topic can have grown or shrunk."""
    gone = sum(end - start for pair in context.pairs if pair.old for start, end in pair.old.changed)
    come = sum(end - start for pair in context.pairs if pair.new for start, end in pair.new.changed)
    return max(gone, come)


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
        f"“{topic.name}” is the matter of {share_of(topic.after, topic.new)} of the new text, "
        f"and of {share_of(topic.before, topic.old)} of the old one.",
        *spans,
        (),
        terms=weight_terms(sides),
    )


def share_of(share: float, sentences: frozenset[int]) -> str:
    """A share in words of 1,000, with its sentences."""
    many = "sentence" if len(sentences) == 1 else "sentences"
    return f"{round(1000 * share)} of 1,000 words ({len(sentences)} {many})"


def spans_of(text: Volume, sentences: Iterable[int]) -> tuple[Span, ...]:
    """The places of some sentences."""
    return tuple(text.statement.sentences[number] for number in sorted(sentences))


TEXT_RULES = (volume,)
