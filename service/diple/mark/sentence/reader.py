"""The reader of one comparison: each sentence is read once for its grammar and for the concepts of the lexicon."""

from __future__ import annotations

from diple.grammar import Sentence, Word, read_sentence, read_words
from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.concepts import concept_hits
from diple.model import Span


class Reader:
    """What was read of the sentences of one comparison; it ends with the comparison."""

    def __init__(self) -> None:
        self._grammar: dict[tuple[str, int, int, str], Sentence] = {}
        self._concepts: dict[tuple[str, str, Span], list[Hit]] = {}

    def grammar(self, text: str, start: int, end: int, language: str) -> Sentence:
        """The grammar of the sentence `text[start:end]`; empty members where the language has no model."""
        key = text, start, end, language
        found = self._grammar.get(key)
        if found is None:
            found = self._grammar[key] = read_sentence(text, start, end, language)
        return found

    def words(self, text: str, language: str) -> tuple[Word, ...]:
        """The words of a short text with tags and lemmas; none where the language has no model."""
        return read_words(text, 0, len(text), language)

    def concepts(self, text: str, language: str, span: Span, lexicon: Lexicon) -> list[Hit]:
        """What the lexicon finds in one sentence, as hits; `lexicon` is the same whenever it is asked."""
        key = text, language, span
        found = self._concepts.get(key)
        if found is None:
            found = self._concepts[key] = concept_hits(text, language, span, lexicon)
        return found
