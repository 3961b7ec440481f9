"""The closed classes: their notation, and that every language's file is whole."""

import pytest

import diple
from diple.lexicon import Lexicon
from diple.lexicon.tables import languages
from diple.lexicon.vocabulary import table_of, vocabulary
from diple.lexicon.vocabulary.phrases import expand
from diple.mark.text.absence import Proofs

LANGUAGES = languages()


@pytest.mark.parametrize(
    ("form", "forms"),
    [
        ("must", {"must"}),
        ("deplor{e|es}", {"deplore", "deplores"}),
        ("{is|are} {bound|free} to", {"is bound to", "is free to", "are bound to", "are free to"}),
        ("as {far |}as", {"as far as", "as as"}),
        ("a{b|{c|d}}", {"ab", "ac", "ad"}),
    ],
)
def test_braces_expand(form, forms):
    assert set(expand(form)) == forms


def hits(text, language="en"):
    words = vocabulary(language)
    return [(h.kind, h.form) for h in words.hits(text, words.tokens(text, 0, len(text)))]


def test_the_longest_phrase_wins():
    assert hits("They are obliged to meet.")[-1] == ("modality", "are obliged to")


def test_a_capital_tells_the_month_from_the_modal():
    assert ("modality", "may") in hits("They may meet.")
    assert not [h for h in hits("They met in May 2031.") if h[0] == "modality"]


def test_a_star_is_any_word_and_a_caret_any_name():
    assert ("attribution", "the Sarvian side") in hits("Then the Sarvian side spoke.")
    assert not [h for h in hits("Then the other side spoke.") if h[0] == "attribution"]


def test_chinese_is_read_by_characters():
    assert ("modality", "必须") in hits("双方必须撤出。", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_its_source_and_its_entries(language):
    table = table_of(language)
    assert table["language"] == language
    assert len(table["source"]) > 20
    for entry in table["entry"]:
        assert entry["kind"] and entry["forms"], entry
        assert entry["kind"] == "blank" or entry["means"], entry


def test_an_unknown_language_has_empty_classes():
    assert vocabulary("xx").phrase_words == frozenset()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("They oppose hegemonism.", True),
        ("They oppose HEGE\u00adMONISM.", True),
        ("They oppose power\u00a0politics.", True),
        ("They oppose powerful politicians.", False),
        ("", False),
    ],
)
def test_absence_is_proved_over_every_form(text, stands):
    assert (
        Proofs().stands(Lexicon.default(), "tifa.anti_hegemony", diple.read(text + " Grain is sold.", language="en"))
        == stands
    )
