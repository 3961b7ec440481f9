"""Sentences that tell who voted against a text and what they would have preferred: no words of the text's own voice.

A formula that is only there is one that the others gave up; that it changed there is no change of the statement.
"""

from __future__ import annotations

from diple.lexicon.vocabulary import Vocabulary, vocabulary
from diple.model import Span, Statement


def opens_dissent(sentence: str, words: Vocabulary) -> bool:
    """Whether a sentence begins as one of dissent does."""
    openers = tuple(words.words("dissent_openers"))
    return bool(openers) and sentence.lstrip().lower().startswith(openers)


def dissents(statement: Statement) -> tuple[Span, ...]:
    """The sentences of dissent of a whole text."""
    text, words = statement.text, vocabulary(statement.language)
    if not any(opener in text or opener.capitalize() in text for opener in words.words("dissent_openers")):
        return ()
    return tuple(span for span in statement.sentences if opens_dissent(text[slice(*span)], words))
