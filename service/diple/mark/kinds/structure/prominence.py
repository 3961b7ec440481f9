"""How much of a text speaks of a topic (X2): the share of its words, whatever its length.

A topic is a name or a content word that several sentences speak of, or a section under the same heading. A change
counts only by ratio and by number at once, and only where sentences or clauses came or went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from diple.lexicon.vocabulary import Vocabulary, fact_vocabulary
from diple.mark.kinds.claiming import toward
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at, weight_terms
from diple.mark.text.topics.enlarged import enlarged
from diple.mark.text.topics.room import Topic, is_short, rooms
from diple.mark.text.topics.volume import SENTENCES, Volume, volumes
from diple.model import Span

LETTERS, HAN_LETTERS = 6, 2  # of a word, with the space behind it
MOST = 3  # topics that are named of a text
MENTIONS, PER_WORDS = 1, 120  # mentions it must have more: so many, and one more for each so many words
WORDS_PER_MENTION = 8  # changed words to each mention of a topic that came or went
SAME_SENTENCES = 0.5  # share of its sentences from which a topic is named by another one


def volume(context: Context) -> Iterator[Finding]:
    """X2: the share of the text that speaks of a topic doubles or halves."""
    words = fact_vocabulary(context.old.language.split("-")[0])
    if "topics" in words.tables and may_have_grown(context, words):
        old, new = Volume(context.old, words), Volume(context.new, words)
        topics = islice(apart(topics_of(context, words, old, new)), MOST)
        yield from (finding(topic, old, new, context) for topic in topics)


def may_have_grown(context: Context, words: Vocabulary) -> bool:
    """Whether enough wording came or went for a topic to double or halve: a cheap test."""
    least = least_mentions(context, words) * letters_of(words) * WORDS_PER_MENTION
    return len(context.pairs) >= 2 - is_short(context, words) and changed_letters(context) >= least


def topics_of(context: Context, words: Vocabulary, old: Volume, new: Volume) -> list[Topic]:
    """The topics whose share changed, and that do not only name who speaks."""
    found = list(volumes(context, words, least_mentions(context, words), old, new))
    topics = [topic for topic in found if not is_party(topic, found, context)]
    return [*rooms(context, words, topics), *enlarged(context, words)] if is_short(context, words) else topics


def letters_of(words: Vocabulary) -> int:
    """The letters of a word, with the space behind it."""
    return LETTERS if words.spaced else HAN_LETTERS


def least_mentions(context: Context, words: Vocabulary) -> int:
    """The mentions that a topic must have more, by the length of the texts."""
    longest = max(len(context.old.text), len(context.new.text))
    return MENTIONS + longest // letters_of(words) // PER_WORDS


def apart(topics: Iterable[Topic]) -> Iterator[Topic]:
    """Topics by how far they grew or shrank, without those in much the same sentences as one before."""
    taken: list[Topic] = []
    for topic in sorted(topics, key=lambda t: (-abs(t.after - t.before), -t.mentions, t.name)):
        if not any(overlaps(topic, other) for other in taken):
            taken.append(topic)
            yield topic


def is_party(topic: Topic, topics: Sequence[Topic], context: Context) -> bool:
    """Whether a topic only names who speaks: in both titles, or gone where another took its place all over the text."""
    if len(topic.old | topic.new) > SENTENCES and is_in_titles(topic, context):
        return len(context.old.blocks) > 1
    return any(bool(topic.old) != bool(other.old) and bool(topic.new) != bool(other.new) for other in topics)


def is_in_titles(topic: Topic, context: Context) -> bool:
    """Whether the first sentence of each text names a topic."""
    titles = [statement.text[: statement.sentences[0].end].lower() for statement in (context.old, context.new)]
    return all(topic.name.lower() in title for title in titles)


def changed_letters(context: Context) -> int:
    """How much wording came or went: a bound on how far a topic can have grown or shrunk."""
    return max(letters_in(pair.old for pair in context.pairs), letters_in(pair.new for pair in context.pairs))


def letters_in(sides: Iterable[Side | None]) -> int:
    """How much of some sides changed."""
    return sum(end - start for side in sides if side for start, end in side.changed)


def overlaps(topic: Topic, other: Topic) -> bool:
    """Whether a topic is in much the same sentences as one already chosen."""
    mine, theirs = topic.heavier, other.heavier
    same = (topic.after > topic.before) == (other.after > other.before)
    return same and len(mine & theirs) >= SAME_SENTENCES * min(len(mine), len(theirs))


def finding(topic: Topic, old: Volume, new: Volume, context: Context) -> Finding:
    """The change of volume in words per 1,000, with the sentences as evidence."""
    spans = spans_of(old, topic.old), spans_of(new, topic.new)
    sides = [side_at(v.statement, s, context) for v, s in zip((old, new), spans, strict=True) if s]
    why = (
        f"“{topic.name}” is the matter of {share_of(topic.after, topic.new)} of the new text, "
        f"and of {share_of(topic.before, topic.old)} of the old one."
    )
    about, direction = f"attention to {topic.name}", toward(topic.after > topic.before)
    return Finding("X2", "prominence.volume", direction, about, why, *spans, (), terms=weight_terms(sides))


def share_of(share: float, sentences: frozenset[int]) -> str:
    """A share in words of 1,000, with its sentences."""
    many = "sentence" if len(sentences) == 1 else "sentences"
    return f"{round(1000 * share)} of 1,000 words ({len(sentences)} {many})"


def spans_of(text: Volume, sentences: Iterable[int]) -> tuple[Span, ...]:
    """The places of some sentences."""
    return tuple(text.statement.sentences[number] for number in sorted(sentences))


TEXT_RULES = (volume,)
