"""How good a model is on annotated sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.grammar.model import Model
from training.grammar.treebank import Gold


class Figures(NamedTuple):
    """Shares of words that are right: universal part of speech, full tag, lemma under the predicted tag (any case)."""

    words: int
    upos: float
    tag: float
    lemma: float

    def __str__(self) -> str:
        return f"{self.words} words: UPOS {self.upos:.3f}, full tag {self.tag:.3f}, lemma {self.lemma:.3f}"


def measure(model: Model, sentences: Sequence[list[Gold]]) -> Figures:
    """The figures of a model."""
    pairs = [pair for words in sentences for pair in zip(words, _tags(model, words), strict=True)]
    upos = sum(_upos(word.tag) == _upos(tag) for word, tag in pairs)
    lemmas = [
        word.lemma.lower() == model.lemmatiser.lemma(word.piece.form, tag).lower() for word, tag in pairs if word.lemma
    ]
    exact = sum(word.tag == tag for word, tag in pairs)
    return Figures(len(pairs), upos / len(pairs), exact / len(pairs), sum(lemmas) / len(lemmas))


def _tags(model: Model, words: list[Gold]) -> list[str]:
    return model.tagger.tags([word.piece.form for word in words])


def _upos(tag: str) -> str:
    return tag.partition(".")[0]
