"""Which mode is chosen, and why."""

import pytest

import diple

ENGLISH = (
    "The Governments of Vessen and Orland will open the northern crossing to lorries and to passengers in the spring. "
    "They will share the cost of the customs house in equal parts, and their Ministers will meet at the crossing twice a year."
)
GERMAN = (
    "Die Regierungen von Vessen und Orland werden den nördlichen Übergang im Frühjahr für Lastwagen und Reisende öffnen. "
    "Sie teilen die Kosten des Zollhauses zu gleichen Teilen, und ihre Minister treffen sich zweimal im Jahr am Übergang."
)
RUSSIAN = "Правительства Вессена и Орланда откроют северный переход для грузовиков и пассажиров весной этого года."


@pytest.mark.parametrize(
    ("old", "new", "mode"),
    [
        (ENGLISH, ENGLISH.replace("twice", "once"), "revision"),
        (ENGLISH, RUSSIAN, "translation"),
        (ENGLISH, GERMAN, "translation"),
        ("Friendship has no limits.", "Friendship.", "revision"),
        (ENGLISH, "Observers of the Maritime Union took up their posts at the strait in the autumn.", "succession"),
    ],
)
def test_the_mode_is_chosen_by_language_and_common_sentences(old, new, mode):
    assert diple.compare(old, new, markers=False).mode == mode
    assert diple.compare(new, old, markers=False).mode == mode


def test_the_mode_asked_for_is_kept():
    assert diple.compare(ENGLISH, GERMAN, mode="succession", markers=False).mode_reason == "as asked"


def test_an_unknown_mode_is_refused_with_those_there_are():
    with pytest.raises(diple.OptionError, match="revision, succession, translation") as caught:
        diple.compare(ENGLISH, ENGLISH, mode="guess")
    assert caught.value.code == "UNKNOWN_MODE"


def test_the_reason_never_claims_more_than_the_whole():
    assert "100 %" in diple.compare(ENGLISH, ENGLISH.replace(". They", ".\n\n\n\nThey"), markers=False).mode_reason


def test_a_heading_takes_the_language_of_the_text_beside_it():
    comparison = diple.compare(ENGLISH, "Vessen.", markers=False)
    assert comparison.new.language == "en"
    assert comparison.warnings == ()


def test_spelling_is_folded_in_the_language_that_is_known_whichever_way_it_is_asked():
    old, new = "the. the. the. the. sides defence Стороны. ", "defense. the. the. the. the. "
    forth, back = (diple.compare(*pair, mode="revision", markers=False) for pair in ((old, new), (new, old)))
    assert {(s.old, s.new) for s in forth.segments} == {(s.new, s.old) for s in back.segments}
