"""Alignment, drawn: old sentences against new ones, by number."""

import pytest

import diple
from diple.align import align

TRADE = "The Parties will expand trade in timber and grain across the northern border."
TRADE_EDITED = "The Parties will expand trade in timber and fish across the northern border."
VISIT = "The Ministers of both countries will meet in the autumn to review the programme of work."
PORT = "Work on the deep-water harbour at Selmouth shall be completed by the end of 2031."
WATER = "The joint commission on shared rivers reported that the level of the Orrin had fallen by a third."
WATER_EDITED = "The joint commission on shared rivers reported that the level of the Orrin had risen by a third."
THANKS = "Neither side seeks unilateral advantage in the Gulf of Maren."


def links(old: list[str], new: list[str]) -> list[str]:
    """Each link as `old>new kind`, with `~` where it moved; a stretch of equal sentences as one link each."""
    drawn = []
    for link in align(old, new):
        moved = "~" if link.moved else ""
        if link.kind == "same":
            drawn += [f"{i}>{j} {moved}same" for i, j in zip(link.old, link.new, strict=True)]
        else:
            drawn.append(f"{','.join(map(str, link.old))}>{','.join(map(str, link.new))} {moved}{link.kind}")
    return drawn


def test_equal_sentences_answer_one_another():
    assert links([TRADE, VISIT], [TRADE, VISIT]) == ["0>0 same", "1>1 same"]


def test_an_edited_sentence_is_changed_not_dropped():
    assert links([VISIT, TRADE, PORT], [VISIT, TRADE_EDITED, PORT]) == ["0>0 same", "1>1 changed", "2>2 same"]


def test_a_dropped_sentence_stands_at_its_old_place():
    assert links([VISIT, TRADE, PORT], [VISIT, PORT]) == ["0>0 same", "1> dropped", "2>1 same"]


def test_a_strange_sentence_in_its_place_is_a_drop_and_an_addition():
    assert links([VISIT, TRADE, PORT], [VISIT, THANKS, PORT]) == [
        "0>0 same",
        "1> dropped",
        ">1 added",
        "2>2 same",
    ]


def test_the_lighter_part_is_what_moved():
    assert links([VISIT, TRADE, PORT], [TRADE, PORT, VISIT]) == ["1>0 same", "2>1 same", "0>2 ~same"]


def test_a_sentence_that_moved_far_and_was_edited_is_still_itself():
    old = [WATER, VISIT, TRADE, PORT, THANKS]
    new = [VISIT, TRADE, PORT, THANKS, WATER_EDITED]
    assert links(old, new)[-1] == "0>4 ~changed"


def test_a_split_and_a_merge():
    whole = f"{TRADE[:-1]}, and {VISIT[0].lower()}{VISIT[1:]}"
    assert links([PORT, whole], [PORT, TRADE, VISIT]) == ["0>0 same", "1>1,2 changed"]
    assert links([PORT, TRADE, VISIT], [PORT, whole]) == ["0>0 same", "1,2>1 changed"]


@pytest.mark.parametrize("sentence", [TRADE, PORT])
def test_a_sentence_said_twice_is_matched_twice(sentence):
    assert links([sentence, VISIT, sentence], [sentence, VISIT, sentence]) == ["0>0 same", "1>1 same", "2>2 same"]


def test_without_spaces_characters_are_compared():
    old = ["双方将继续在能源领域开展务实合作。", "双方商定明年举行会谈。"]
    new = ["双方将继续在能源领域开展有限合作。", "双方商定明年举行会谈。"]
    assert [link.kind for link in align(old, new, spaced=False)] == ["changed", "same"]


def test_exchanging_the_texts_mirrors_the_links():
    old = [WATER, VISIT, TRADE, PORT, THANKS]
    new = [VISIT, TRADE_EDITED, THANKS, WATER_EDITED]
    forth = {(link.old, link.new, link.moved) for link in align(old, new)}
    back = {(link.new, link.old, link.moved) for link in align(new, old)}
    assert forth == back


def test_a_drop_whose_neighbour_moved_stands_behind_the_nearest_that_stayed():
    old = [VISIT, TRADE, THANKS, WATER, PORT]
    new = [VISIT, TRADE, PORT, THANKS]
    assert links(old, new) == ["0>0 same", "1>1 same", "3> dropped", "4>2 same", "2>3 ~same"]


def test_one_sentence_cut_into_three_is_still_itself():
    whole = "They agreed to exchange maps of the coast, to open two posts on the border, and to meet every year in Selmouth."
    pieces = [
        "They agreed to exchange maps of the coast,",
        "to open two posts on the border,",
        "and to meet every year in Selmouth.",
    ]
    assert links([PORT, whole], [PORT, *pieces]) == ["0>0 same", "1>1,2,3 changed"]
    assert links([PORT, *pieces], [PORT, whole]) == ["0>0 same", "1,2,3>1 changed"]


def test_spelling_does_not_part_short_sentences():
    old, new = ["The defence programme was honoured."], ["The defense program was honored."]
    assert [link.kind for link in align(old, new, language="en")] == ["changed"]


def test_many_equal_sentences_each_edited_are_changed_in_order():
    old, new = ["The sides shall meet."] * 70, ["The sides should meet."] * 70
    assert links(old, new) == [f"{at}>{at} changed" for at in range(70)]


def test_a_short_sentence_with_one_change_is_found_where_it_moved():
    old = ["The Parties will protect the rights of citizens abroad.", TRADE, VISIT, PORT]
    new = [TRADE, VISIT, PORT, "The Parties will protect the rights of persons located abroad."]
    assert links(old, new)[-1] == "0>3 ~changed"


ARTICLES = {
    "en": ("Article", "The Parties shall use no force.", "The Parties shall meet in Orlen.", "Each Party shall pay."),
    "ru": ("Статья", "Стороны не применяют силу.", "Стороны встречаются в Орлене.", "Каждая Сторона платит."),
    "es": ("Artículo", "Las Partes no usarán la fuerza.", "Las Partes se reunirán en Orlen.", "Cada Parte pagará."),
}


@pytest.mark.parametrize(("word", *("first", "second", "third")), ARTICLES.values(), ids=ARTICLES)
def test_a_heading_on_the_line_of_its_article_is_the_same_as_one_above_it(word, first, second, third):
    sentences = list(enumerate((first, second, third), 2))
    beside = "\n\n".join(f"{word} {at}. {sentence}" for at, sentence in sentences)
    above = "\n\n".join(f"{word} {at}.\n\n{sentence}" for at, sentence in sentences)
    for old, new in ((beside, above), (above, beside)):
        found = diple.compare(old, new, mode="revision")
        assert (list(found.counting), list(found.markers)) == ([], [])
