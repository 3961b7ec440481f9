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


COMMUNIQUE = (
    "The ministers of Vessen and Orland met in Lindhaven on 3 May. They agreed to open the northern crossing to lorries "
    "in the spring, and to share the cost of the customs house. They called on Marisca to lift its tariff on timber. "
    "The next meeting will be held in Pereth. They thanked their hosts for a generous welcome."
)
SUCCESSOR = (
    "In Pereth, where they met on 9 November, the ministers of both states reviewed what was agreed in Lindhaven. "
    "Lorries have used the northern crossing since spring, though the customs house is still without a roof. "
    "Marisca keeps its tariff on timber, which they regret. They will come together again in Lindhaven."
)
FISHERY = (
    "The Fishery Board has closed the herring grounds off the Oster Isles until August. Trawlers may land mackerel and "
    "cod, in boxes of forty kilogrammes. Nets with a mesh below ninety millimetres shall be surrendered. "
    "Inspectors will weigh each catch at the quay. Whoever lands herring loses the licence for one year."
)
RECIPE = (
    "Peel four onions and cut them into thin rings. Melt the butter in a heavy pan and let the onions soften for half an "
    "hour. Stir in a spoon of flour, pour the broth over it and add a leaf of bay. Simmer until the soup is thick. "
    "Serve it with toasted bread and grated cheese."
)


@pytest.mark.parametrize("asked", ["auto", "succession"])
@pytest.mark.parametrize(("old", "new"), [(COMMUNIQUE, RECIPE), (COMMUNIQUE, FISHERY), (FISHERY, RECIPE)])
def test_unrelated_texts_are_said_to_be_so_and_get_no_marker(old, new, asked):
    for comparison in (diple.compare(old, new, mode=asked), diple.compare(new, old, mode=asked)):
        assert comparison.markers == ()
        assert [notice.code for notice in comparison.warnings] == ["unrelated_texts"]
        assert "do not look like versions or successors" in comparison.warnings[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [(COMMUNIQUE, SUCCESSOR), (COMMUNIQUE, COMMUNIQUE.replace("spring", "autumn")), ("Friendship.", "Trade.")],
)
def test_successors_versions_and_texts_too_short_to_tell_are_judged(old, new):
    assert "unrelated_texts" not in [notice.code for notice in diple.compare(old, new, markers=False).warnings]
