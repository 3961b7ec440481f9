"""Which sentence of the other text, beside those that answer, says some words of this one: they are not gone or new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diple.mark.events.words import Keys, Word, words_of
from diple.mark.places.stretch import touches_any
from diple.mark.sentence.dissent import is_dissent
from diple.mark.text.absence import sentence_at, sentences_with
from diple.mark.text.surviving import beginning
from diple.model import Span, Statement

LEAST = 3  # content words of a stretch that is looked for
TELLING = 2.5  # rarity of a word that a sentence must have to say the same: "all" has 0.5, "low" 1.7, "elevated" 3.0
MOST_OF = 0.7  # share of their information that one sentence must hold


def answer_to(here: Statement, other: Statement, answering: Sequence[Span], words: Sequence[Word]) -> Span | None:
    """The sentence of the other text, but for those that answer already, that says most of some words of this one.

    A vote is no answer to a dissent, though both name the same persons: nor is any sentence of the text's own voice.
    """
    content = [word for word in words if word.is_content]
    if len({word.key for word in content}) < LEAST:
        return None
    surfaces = sorted({beginning(here.text[word.start : word.end]) for word in content})
    likely = (span for span in sentences_with(other, surfaces) if not touches_any(span, answering))
    own = here.sentences[sentence_at(here, content[0].start)]
    fitting = of_one_voice(likely, other, dissenting=is_dissent(here, own))
    return next((span for span in fitting if holds(words_of(other.text, *span, other.language), content)), None)


def of_one_voice(spans: Iterable[Span], statement: Statement, *, dissenting: bool) -> Iterator[Span]:
    """Those of some sentences that say what dissenters want, or those in the text's own voice."""
    return (span for span in spans if is_dissent(statement, span) == dissenting)


def holds(sentence: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a sentence has most of some words in any form."""
    held = Keys(word.key for word in sentence)
    return sum(word.rarity for word in words if held.hold(word.key)) >= MOST_OF * sum(word.rarity for word in words)


def unheld(here: Statement, span: Span, other: Statement, answer: Span) -> bool:
    """Whether telling words of a stretch are not in a sentence of the other text."""
    held = Keys(word.key for word in words_of(other.text, *answer, other.language))
    words = words_of(here.text, *span, here.language)
    return any(word.rarity >= TELLING and not held.hold(word.key) for word in words)


def held_in(here: Statement, span: Span, other: Statement, answer: Span) -> Span:
    """Where a sentence of the other text has the words of a stretch: from the first of them to the last."""
    held = Keys(word.key for word in words_of(here.text, *span, here.language) if word.is_content)
    found = [word for word in words_of(other.text, *answer, other.language) if word.is_content and held.hold(word.key)]
    return Span(found[0].start, found[-1].end) if found else answer
