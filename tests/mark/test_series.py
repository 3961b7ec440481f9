"""What the earlier texts prove: age, novelty, restoration, whose text it is, and that they are read once."""

from dataclasses import replace
from pathlib import Path

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.text.parties import author_names
from diple.mark.text.series import Series

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "fomc"


def read(text, language="en"):
    return diple.read(text, language=language)


def series(*earlier, old="The Parties trade.", new="The Parties trade."):
    return Series([read(text) for text in earlier], read(old), read(new))


def found(old, new, earlier, code):
    comparison = diple.compare(read(old), read(new), earlier=[read(text) for text in earlier], mode="revision")
    return next(marker for marker in comparison.markers if marker.code == code)


def terms(marker):
    return {term.name: term.reason for term in marker.terms}


LIMITS = "The friendship between the two States has no limits."
NAMED = [f"Statement of 3 May {year}. {LIMITS}" for year in (2031, 2032, 2033)]


def test_age_is_told_with_the_date_since_when():
    marker = found(f"Statement of 3 May 2034. {LIMITS}", "Statement of 3 May 2035. Roads will be built.", NAMED, "F1")
    assert "in 4 texts in a row, since “Statement of 3 May 2031”" in marker.rationale


def test_age_without_dates_is_told_by_place():
    marker = found(f"{LIMITS} Salt is sold.", "Salt is sold.", [LIMITS, f"{LIMITS} Tin."], "F1")
    assert "in 3 texts in a row, since text 1 of the 3 held" in marker.rationale


def test_two_texts_in_a_row_earn_nothing():
    assert "stood_in_three_texts" not in terms(found(f"{LIMITS} Salt.", "Salt.", [LIMITS], "F1"))


def test_a_gap_ends_the_row():
    earlier = [LIMITS, LIMITS, "Salt is sold."]
    assert "stood_in_three_texts" not in terms(found(f"{LIMITS} Salt.", "Salt.", earlier, "F1"))


def test_novelty_names_the_texts_held():
    earlier = ["Note of 1 May 2030. The Parties sell grain.", "The Parties sell salt."]
    marker = found(
        "Note of 1 May 2032. The Parties sell tin.", "The Parties sell tin and oppose hegemonism.", earlier, "F2"
    )
    held = "the 3 texts held, from “Note of 1 May 2030” to “Note of 1 May 2032”"
    assert f"First in {held}" in marker.rationale


def test_without_earlier_texts_novelty_claims_only_the_two():
    marker = found("The Parties sell tin.", "The Parties sell tin and oppose hegemonism.", [], "F2")
    assert "occurs nowhere in the old text" in marker.rationale
    assert "first in" not in marker.rationale.lower()
    assert "first_mention" not in terms(marker)


def test_what_an_earlier_text_had_in_another_form_is_restored():
    earlier = ["The Parties resist every hegemony and hegemonism on the river."]
    marker = found("The Parties sell tin.", "The Parties sell tin and oppose hegemonism.", earlier, "F4")
    assert "last occurred in" in marker.rationale


def test_two_formulas_of_one_dropped_sentence_are_two_kinds_of_one_marker():
    old = "The Parties oppose hegemonism, and their friendship has no limits. Salt is sold."
    markers = diple.compare(old, "Salt is sold.", mode="revision").markers
    assert len([kind for marker in markers for kind in marker.kinds if kind.rule.id == "dropped.formula"]) == 2


def test_evidence_of_a_mined_formula_says_where_it_stood():
    texts = [f"Note of 2 June {year}. The Members keep the lamp of the strait alight. They sell {goods}."
             for year, goods in ((2031, "tin"), (2032, "salt"), (2033, "wool"))]  # fmt: skip
    marker = found(texts[2], "Note of 2 June 2034. They sell wool.", texts[:2], "F1")
    assert "2031" in marker.rationale
    assert marker.old


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Statement of the Government of Tarn: Tarn trades.", "en", ("Tarn",)),
        ("Joint statement of Meridia and Sarvia. They met.", "en", ("Meridia", "Sarvia")),
        ("The President of Vessaly received the Foreign Minister of Tarn.", "en", ("Vessaly",)),
        ("Declaration of the Marrow summit: The door is open.", "en", ()),
        ("Statement of January: The Governors met.", "en", ()),
        ("The Parties met.", "en", ()),
        ("Заявление Правительства Орлена: Торговля растёт.", "ru", ("Орлена",)),
        ("Совместное заявление 2031 года: Стороны встретились.", "ru", ()),
        ("塔恩政府声明：塔恩倡议合作。", "zh", ("塔恩",)),
        ("双方同意扩大贸易。", "zh", ()),
    ],
)
def test_who_speaks(text, language, names):
    assert author_names(read(text, language)) == names


@pytest.mark.parametrize(
    ("language", "title", "names"),
    [
        (
            "en",
            "Joint Statement of the President of the Republic of Velmora and the King of the Kingdom of Tarsend",
            ("Velmora", "Tarsend"),
        ),
        ("en", "Statement of the Ministry of Foreign Affairs of the Federal Republic of Velmora", ("Velmora",)),
        ("en", "Statement of the President of the Republic", ()),
        ("en", "Statement of the Government of the United States", ("United States",)),
        (
            "fr",
            "Déclaration du Président de la République de Velmora et du Roi du Royaume de Kalo",
            ("Velmora", "Kalo"),
        ),
        ("es", "Declaración del Presidente de la República de Velmora", ("Velmora",)),
        ("ru", "Заявление Президента Республики Велмора и Президента Республики Тарсенд", ("Велмора", "Тарсенд")),
    ],
)
def test_a_form_of_state_is_no_party(language, title, names):
    assert author_names(read(f"{title}\n\n1.", language)) == names


def test_what_two_presidents_of_republics_said_before_is_back_and_not_taken_over():
    title = "Joint Statement of the President of the Republic of Velmora and the President of the Republic of Tarsend"
    pact = "The amber pact shall guide the two Sides in their work on the river."
    first = replace(read(f"{title}\n\n{pact}\n\nThey spoke of trade."), parties=("Velmora", "Tarsend"))
    old, new = (read(f"{title}\n\n{said}They spoke of trade.") for said in ("", f"{pact}\n\n"))
    markers = diple.compare(old, new, earlier=[first]).markers
    assert {kind.code for marker in markers for kind in (marker, *marker.kinds)} & {"T1", "F4"} == {"F4"}


def test_texts_of_another_party_are_not_of_the_series():
    held = series("Speech of the King of Tarn: peace.", new="Statement of the Government of Marl. Peace.")
    assert (len(held.own), len(held.others)) == (0, 1)


def test_texts_in_another_language_are_not_held():
    french = diple.read("Les Parties vendent du sel.", language="fr")
    held = Series([french], read("The Parties trade."), read("The Parties trade."))
    assert held.texts == (held.old,)


def test_an_earlier_text_too_short_to_tell_its_language_is_read_in_that_of_the_new():
    old = "The Parties sell grain, salt and tin in all the ports of the coast, and will do so for many years to come."
    new = old.replace("come.", "come. They oppose hegemonism.")
    markers = diple.compare(old, new, earlier=["Hegemonism rejected."]).markers
    assert "F2" not in {marker.code for marker in markers if "hegemonism" in marker.rationale}


def test_shares_see_a_thought_spread_over_two_sentences():
    held = series("The island is one with the coast. No fleet may part them by force.")
    wanted = held.content("The island is one with the coast and no fleet may part them by force.")
    assert held.shares(wanted)[0] >= 0.6


def test_favours_names_the_owner():
    old = "Statement of the Government of Marl. Marl sells tin."
    new = "Statement of the Government of Marl. Marl sells tin and opposes hegemonism."
    (marker,) = diple.compare(read(old), read(new), mode="revision").markers
    assert "T1" in {kind.code for kind in marker.kinds}
    assert marker.favours and "CN" in marker.favours


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real series is not beside the project")
@pytest.mark.parametrize(
    ("left", "words"),
    [("2015-01-28", "considerable time"), ("2011-08-09", "extended period"), ("2019-06-19", "patient")],
)
def test_phrases_of_a_real_series_are_mined_though_no_pack_knew_them(left, words, monkeypatch):
    known = Lexicon.default()
    matches = known.matches
    monkeypatch.setattr(
        known,
        "matches",
        lambda *place: [hit for hit in matches(*place) if known.concepts[hit.concept].category != "central_bank"],
    )
    paths = sorted(SHARED.glob("*-fomc-statement*.txt"))
    at = next(number for number, path in enumerate(paths) if path.name.startswith(left))
    texts = [diple.read(path) for path in paths[at - 6 : at + 1]]
    markers = diple.compare(texts[-2], texts[-1], earlier=texts[:-2], packs=known).markers
    claims = [kind for marker in markers for kind in marker.kinds if kind.rule.id.endswith(".recurring")]
    assert any(words in claim.rationale for claim in claims)


OPEN = "The Members meet and stand for a free and open lake. Salt is sold."


def test_a_phrase_of_three_words_that_all_texts_held_is_notable():
    held = [f"{OPEN} Note {number}." for number in (1, 2, 3)]
    marker = found(OPEN, "The Members meet. Salt is sold.", held, "F1")
    assert marker.level in ("notable", "high", "critical")
    assert "free and open lake" in marker.referent
