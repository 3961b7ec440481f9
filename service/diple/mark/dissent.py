"""Sentences that tell who voted against a text and what they would have preferred: no words of the text's own voice.

A formula that stands only there is one that the others gave up; that it changed there is no change of the statement.
"""

from __future__ import annotations

from diple.mark.vocabulary import Vocabulary, vocabulary
from diple.model import Span, Statement


def opens_dissent(sentence: str, words: Vocabulary) -> bool:
    """Whether a sentence begins as one of dissent does."""
    openers = tuple(words.words("dissent_openers"))
    return bool(openers) and sentence.lstrip().lower().startswith(openers)


def dissents(statement: Statement) -> list[Span]:
    """The sentences of dissent of a whole text."""
    words, text = vocabulary(statement.language), statement.text
    if not any(opener in text.lower() for opener in words.words("dissent_openers")):
        return []
    return [span for span in statement.sentences if opens_dissent(text[slice(*span)], words)]


def own_words(statement: Statement) -> str:
    """The text without its sentences of dissent."""
    kept, end = [], 0
    for span in dissents(statement):
        kept.append(statement.text[end : span.start])
        end = span.end
    return "".join(kept) + statement.text[end:]
