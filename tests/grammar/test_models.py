"""The models: how good they are on PUD, how large they are, and that training gives the same bytes again."""

import subprocess
import sys
from importlib.resources import files

import pytest

from diple.grammar import languages
from diple.grammar.model import model_of, pack, unpack
from diple.grammar.tagger import LANE_ORIGIN, WEIGHT_ORIGIN
from drawings import ROOT
from training.grammar.learning import Annotated, train
from training.grammar.measure import measure
from training.grammar.perceptron import Settings
from training.grammar.treebank import TREEBANKS, over_pieces, read_trees

MOST_BYTES = 2_000_000
# Share of words of PUD with the right universal part of speech and the right lemma. Measured:
# en .946 .987, es .913 .965, fr .945 .945, ru .938 .929.
FLOORS = {"en": (0.943, 0.983), "es": (0.908, 0.960), "fr": (0.940, 0.940), "ru": (0.933, 0.924)}
beside = pytest.mark.skipif(not TREEBANKS.exists(), reason="the treebanks lie beside the project")


def annotated(part, count=None):
    trees = list(read_trees(TREEBANKS / f"{part}.conllu.xz"))[:count]
    return [Annotated(tree, over_pieces(tree, part[:2])) for tree in trees]


def content_of(language):
    return files("diple.grammar").joinpath("models", f"{language}.model").read_bytes()


def test_each_language_has_a_floor():
    assert set(languages()) == set(FLOORS)


@pytest.mark.shared
@beside
@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_model_is_as_good_as_its_floor(language):
    figures = measure(model_of(language), [each.words for each in annotated(f"{language}-pud")])
    upos, lemma = FLOORS[language]
    assert figures.upos >= upos
    assert figures.lemma >= lemma


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_model_is_small(language):
    assert len(content_of(language)) < MOST_BYTES


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_sum_of_weights_leaves_its_lane(language):
    largest: dict[str, int] = {}  # by the first character of a feature, of which a word has one each
    for feature, packed in model_of(language).tagger.packed.items():
        weights = [abs(ord(weight) - WEIGHT_ORIGIN) for weight in packed[1::2]]
        largest[feature[0]] = max(largest.get(feature[0], 0), *weights)
    assert len(largest) == 29
    assert sum(largest.values()) < LANE_ORIGIN


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_packing_what_was_unpacked_gives_the_same_bytes(language):
    assert pack(unpack(content_of(language))) == content_of(language)


@pytest.mark.shared
@beside
def test_training_gives_the_same_bytes_again():
    sample = annotated("en-ewt-dev", 60)
    first = pack(train(sample, "en", Settings(rounds=2)))
    assert pack(train(sample, "en", Settings(rounds=2))) == first


def test_importing_diple_loads_no_model():
    code = "import diple, sys; print('diple.grammar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
