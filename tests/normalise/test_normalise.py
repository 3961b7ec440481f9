"""Keys: what is one wording, and what an expert keeps apart."""

from __future__ import annotations

import pytest

from diple.normalise import fold_text, folds_script, key, key_table

_SAME = """
en organisation organization | defence defense | labour labor | neighbouring neighboring | centre center
en centred centered | theatre theater | kilometre kilometer | travelled traveled | cancelling canceling
en fulfil fulfill | skilful skillful | instalment installment | dialogue dialog | programme program
en judgement judgment | grey gray | cheque check | licence license | analyse analyze | practise practice
en whilst while | towards toward | adviser advisor | manoeuvre maneuver | sceptical skeptical
en co-operation cooperation | on-going ongoing | cease-fire ceasefire | counter‑terrorism counterterrorism
en militarisation militarization | demilitarised demilitarized | recognises recognizes
en State state | STATE state | It’s it's | ﬁnal final | imme\u00addiate immediate | of\ufb01ce office
en 1,000 1000 | “ ” | « " | ‘ ' | — - | – ‑ | … ...
ru налёт налет | Всё все | c с | A А | B В | o о | y у | co со | H Н
zh ⻓ 长 | ⻅ 见 | ⻔ 门 | ⻘ 青 | ⼀ 一 | ⼈ 人 | ⾒ 见 | 聯 联 | 國 国 | 著 着 | ２０００ 2000 | ， ,
fr clef clé | l'évènement l'événement | cœur coeur | maître maitre | État Etat
es período periodo | sólo solo | obscuro oscuro
ar فی في | علی على | وعلی وعلى | أخری أخرى | کل كل | التفاہم التفاهم | المجلـــس المجلس | يُدين يدين | أن ان | ٢٠٢٥ 2025
"""
_APART = """
en form from | principle principal | policy police | our or | hour hor | four for | advise advice | prise prize
en shall should | re-sign resign | re-form reform | tour tor | contour contor | device devise | rise size
en affect effect | ensure insure | 2024-2027 20242027 | 1,5 15 | m² m2 | № no | 10² 102 | council counsel
en curb kerb | tire tyre | course coarse | lead led | story storey | capital capitol | all ill | may maybe
fr du dû | sur sûr | mur mûr | a à | ou où | jeune jeûne
es si sí | mas más | aun aún | el él | 1.000 1000
ru мир мира | до да | b в | k к | X Х | cop сор
en c с | o о
ar علی علي | على علي | في فى
"""


def _pairs(table: str) -> list[tuple[str, str, str]]:
    lines = [line.split(" ", 1) for line in table.strip().splitlines()]
    return [(language, *pair.split()) for language, pairs in lines for pair in pairs.split("|")]


@pytest.mark.parametrize(("language", "one", "other"), _pairs(_SAME))
def test_one_wording(language, one, other):
    assert key(one, language) == key(other, language)


@pytest.mark.parametrize(("language", "one", "other"), _pairs(_APART))
def test_two_words(language, one, other):
    assert key(one, language) != key(other, language)


@pytest.mark.parametrize("surface", ["\u00ad", "\u200b", "'", '"', "-", "a", "", "\ud800", "\x00", "\ufffe"])
def test_every_token_has_a_key(surface):
    assert key(surface, "en") or not surface


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar", "und"])
def test_a_key_is_its_own_key(language):
    words = [one for _, one, _ in _pairs(_SAME)] + [other for _, _, other in _pairs(_APART)]
    for word in words:
        once = key(word, language)
        assert key(once, language) == once


def test_keys_are_kept():
    assert key_table("en")["Organisation"] is key_table("en")["Organisation"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The “Parties” shall\u00a0meet", 'the "parties"  shall\nmeet'),
        ("налёт — на пост", "налет - на  пост"),
        ("雙方發表聯合聲明，", "双方发表联合声明,"),
        ("oﬃce… imme\u00addiate", "office... immediate"),
    ],
)
def test_equal_sentences_have_one_fold(one, other):
    assert fold_text(one) == fold_text(other)


def test_the_fold_of_a_sentence_keeps_its_words_apart():
    assert fold_text("labour camps") != fold_text("labour camp")
    assert fold_text("may be") != fold_text("maybe")


def test_script_is_told_from_other_change():
    assert folds_script("聯合", "联合")
    assert not folds_script("联合", "联盟")
    assert not folds_script("联合", "联合")
