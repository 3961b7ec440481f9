"""From annotated sentences to the model of a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.grammar.model import Model
from training.grammar.attachment import attachment_cases, learn_attachment
from training.grammar.lemmas import learn_lemmas
from training.grammar.perceptron import Sample, Settings, Trainer
from training.grammar.treebank import Gold, Tree


class Annotated(NamedTuple):
    """A sentence of a treebank and its words as Diple cuts them."""

    tree: Tree
    words: list[Gold]


def train(sentences: Sequence[Annotated], language: str, settings: Settings, own: Sequence[Sample] = ()) -> Model:
    """The model of annotated sentences and of tagged ones of our `own`: the same one for the same sentences."""
    words = [word for sentence in sentences for word in sentence.words]
    samples = [([word.piece.form for word in each.words], [word.tag for word in each.words]) for each in sentences]
    cases = [case for each in sentences for case in attachment_cases(*each, language)]
    return Model(
        Trainer([*samples, *own], settings).train(),
        learn_lemmas((word.piece.form, word.tag, word.lemma) for word in words),
        learn_attachment(cases),
    )
