"""Sentences that tell who voted against a text and what they would have preferred: no words of the text's own voice.

A formula that is only there is one that the others gave up; that it changed there is no change of the statement.
"""

from __future__ import annotations

from functools import lru_cache

from diple.lexicon.vocabulary import Vocabulary, vocabulary
from diple.model import Span, Statement


def opens_dissent(sentence: str, words: Vocabulary) -> bool:
    """Whether a sentence begins as one of dissent does."""
    return _begins(sentence, tuple(words.words("dissent_openers")))


def _begins(sentence: str, openers: tuple[str, ...]) -> bool:
    return bool(openers) and sentence.lstrip()[: max(map(len, openers))].lower().startswith(openers)


def dissents(statement: Statement) -> tuple[Span, ...]:
    """The sentences of dissent of a whole text."""
    text, openers = statement.text, tuple(vocabulary(statement.language).words("dissent_openers"))
    found = tuple([span for span in statement.sentences if _begins(text[slice(*span)], openers)]) if openers else ()
    return found if found and has_openers(text, statement.language) else ()


def is_dissent(statement: Statement, sentence: Span) -> bool:
    """Whether one sentence of a text is among its sentences of dissent; the others are not read."""
    text, language = statement.text, statement.language
    return has_openers(text, language) and opens_dissent(text[slice(*sentence)], vocabulary(language))


@lru_cache(maxsize=4)
def has_openers(text: str, language: str) -> bool:
    """Whether words that open a dissent are anywhere in a text; the last texts are kept, since many events ask."""
    openers = vocabulary(language).words("dissent_openers")
    return any(opener in text or opener.capitalize() in text for opener in openers)
