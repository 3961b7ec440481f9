"""Trains the models of `diple.grammar` from the treebanks beside the project; arguments choose languages.

English is trained on all of EWT. For the other languages only the development and test parts of GSD (and Taiga) are at
hand. PUD is never trained on: it is the test. A model below the floor is not written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from diple.grammar.model import SUFFIX, pack
from training.grammar.learning import Annotated, train
from training.grammar.measure import measure
from training.grammar.perceptron import Sample, Settings
from training.grammar.treebank import TREEBANKS, over_pieces, read_trees

MODELS = Path(__file__).parents[2] / "service" / "diple" / "grammar" / "models"
PARTS = {
    "en": ("en-ewt-train", "en-ewt-dev", "en-ewt-test"),
    "es": ("es-gsd-dev", "es-gsd-test"),
    "fr": ("fr-gsd-dev", "fr-gsd-test"),
    "ru": ("ru-gsd-dev", "ru-gsd-test", "ru-taiga-dev", "ru-taiga-test"),
}
# Share of PUD's words with the right universal part of speech, below which a language gets no model.
LEAST_UPOS = 0.88
# How often a sentence of our own counts: without weight a hundred of them are lost among sixteen thousand.
OWN_WEIGHT = 5


def read_part(part: str) -> list[Annotated]:
    """The sentences of a part of a treebank, each with its words as Diple cuts them."""
    trees = read_trees(TREEBANKS / f"{part}.conllu.xz")
    return [Annotated(tree, over_pieces(tree, part[:2])) for tree in trees]


def own_sentences(language: str) -> list[Sample]:
    """The sentences of `statements.LANGUAGE.txt` beside this module: forms and tags; none where there is no file."""
    source = Path(__file__).with_name(f"statements.{language}.txt")
    lines = source.read_text(encoding="utf-8").splitlines() if source.exists() else []
    pairs = [[word.rpartition("/")[::2] for word in line.split()] for line in lines if not line.startswith("#")]
    return [([form for form, _ in each], [tag for _, tag in each]) for each in pairs]


def main(languages: Sequence[str]) -> None:
    """Trains, measures and writes the model of each language."""
    for language in languages or sorted(PARTS):
        own = own_sentences(language) * OWN_WEIGHT
        model = train([each for part in PARTS[language] for each in read_part(part)], language, Settings(), own)
        figures = measure(model, [each.words for each in read_part(f"{language}-pud")])
        content = pack(model)
        print(language, figures, f"{len(content):,} bytes", flush=True)
        if figures.upos >= LEAST_UPOS:
            (MODELS / f"{language}{SUFFIX}").write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
