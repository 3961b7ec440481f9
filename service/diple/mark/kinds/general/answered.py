"""Whether some words of one text are said in another sentence of the other: then they are neither gone nor new."""

from __future__ import annotations

from collections.abc import Sequence

from diple.mark.events.words import Keys, Word, words_of
from diple.mark.places.stretch import touches_any
from diple.mark.text.absence import sentences_with
from diple.mark.text.surviving import beginning
from diple.model import Span, Statement

LEAST = 3  # content words of a stretch that is looked for
MOST_OF = 0.7  # share of their information that one sentence must hold


def is_elsewhere(here: Statement, other: Statement, answering: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether a sentence of the other text, but for those that answer already, says most of some words of this one."""
    content = [word for word in words if word.is_content]
    if len({word.key for word in content}) < LEAST:
        return False
    surfaces = sorted({beginning(here.text[word.start : word.end]) for word in content})
    likely = (span for span in sentences_with(other, surfaces) if not touches_any(span, answering))
    return any(holds(words_of(other.text, *span, other.language), content) for span in likely)


def holds(sentence: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a sentence has most of some words in any form."""
    held = Keys(word.key for word in sentence)
    return sum(word.rarity for word in words if held.hold(word.key)) >= MOST_OF * sum(word.rarity for word in words)
