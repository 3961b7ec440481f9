"""Which sentence renders which: by what they mean, in any paragraphs, in any order."""

import pytest

import diple
from diple.align.translation.meaning import by_words
from diple.align.translation.table import DIMENSIONS, Table, packed

SENTENCES = (
    ("The Ministers condemned the attack on the port.", "Министры осудили нападение на порт."),
    ("Both countries will build a railway across the border.", "Обе страны построят железную дорогу через границу."),
    ("Children shall receive free medical care.", "Дети получают бесплатную медицинскую помощь."),
    ("The court decides disputes about fishing in the river.", "Суд разрешает споры о рыболовстве в реке."),
    ("Taxes on grain and flour were abolished.", "Налоги на зерно и муку были отменены."),
    ("Scientists of both academies study the climate.", "Учёные обеих академий изучают климат."),
    ("The army left the capital in spring.", "Армия покинула столицу весной."),
    ("The schools teach the language of the minority.", "Школы преподают язык меньшинства."),
)
ENGLISH, RUSSIAN = ([each[side] for each in SENTENCES] for side in (0, 1))


def rendered(old, new):
    """What is linked, as pairs of texts, and whether it left its order."""
    found = diple.compare(old, new, mode="translation", markers=False)
    return [
        (*(" ".join(side.text[start:end].strip() for start, end in spans) for side, spans in sides), segment.moved)
        for segment in found.segments
        for sides in [((found.old, segment.old), (found.new, segment.new))]
    ]


def at(words, breaks):
    """The sentences as paragraphs, each of which begins with one of those numbers."""
    return "".join(("\n\n" if at in breaks else " ") + each if at else each for at, each in enumerate(words))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({2, 5}, {3, 6}),  # each break is one sentence late
        ({2, 5}, set()),  # one side is a single paragraph
        (set(range(8)), set()),  # and the other has a paragraph for each sentence
        ({4}, {1, 2, 3, 5, 6}),
    ],
)
def test_paragraphs_are_no_walls(old, new):
    one_to_one = [(english, russian, False) for english, russian in SENTENCES]
    assert rendered(at(ENGLISH, old), at(RUSSIAN, new)) == one_to_one


@pytest.mark.parametrize(("number", "to"), [(1, 6), (6, 1), (2, 5)])
def test_a_sentence_in_another_place_is_linked_and_moved(number, to):
    order = [at for at in range(8) if at != number]
    order.insert(to, number)
    links = rendered(" ".join(ENGLISH), " ".join(RUSSIAN[at] for at in order))
    assert sorted(links) == sorted((english, russian, at == number) for at, (english, russian) in enumerate(SENTENCES))


def notices(count):
    """What is said of a version that lacks so many of twenty sentences."""
    old = [f"Point {at}. {SENTENCES[at % 8][0]}" for at in range(20)]
    new = [f"Пункт {at}. {SENTENCES[at % 8][1]}" for at in range(20)]
    found = diple.compare("\n\n".join(old), "\n\n".join(new[count:]), mode="translation", markers=False)
    return [(one.data["side"], one.data["sentences"]) for one in found.warnings if one.code == "unaligned_sentences"]


def test_more_than_a_tenth_without_a_rendering_is_reported():
    assert notices(0) == notices(2) == []
    assert [side for side, _ in notices(6)] == ["old"]


def test_a_language_without_a_table_is_aligned_by_lengths_and_numbers():
    german = ["Artikel 4 gilt bis 2031.", "Die Häfen sind offen.", "75 Schiffe laufen jedes Jahr 12 Häfen an."]
    english = ["Article 4 holds until 2031.", "The ports are open.", "75 ships call at 12 ports each year."]
    pairs = [(one, other, False) for one, other in zip(german, english, strict=True)]
    assert rendered(" ".join(german), " ".join(english)) == pairs
    bare = [
        "Die Häfen stehen allen Schiffen offen.",
        "Die Minister lobten den Mut derer, die im Sturm auf See geblieben waren.",
    ]
    said = [
        "Os portos estão abertos a todos os navios.",
        "Os Ministros louvaram a coragem dos que ficaram no mar durante a tempestade.",
    ]
    assert rendered(" ".join(bare), " ".join(said)) == [(*both, False) for both in zip(bare, said, strict=True)]
    assert rendered(" ".join(german), " ".join(english[1:])) == [(german[0], "", False), *pairs[1:]]


@pytest.mark.parametrize(
    ("words", "languages", "like", "unlike"),
    [
        ("treaty", ("en", "ru"), "договор", "рыба"),
        ("treaty", ("en", "zh"), "条约", "鱼"),
        ("treaty", ("en", "zh"), "條約", "魚"),  # traditional characters
        ("treaties", ("en", "fr"), "traités", "poissons"),
        ("treaty", ("en", "ar"), "والمعاهدة", "والسمكة"),  # "and the treaty", written together
        ("agreement", ("en", "es"), "acuerdo", "pescado"),
        ("independence", ("en", "ru"), "независимостями", "рыбами"),  # an ending that the table lacks
    ],
)
def test_a_word_means_what_its_rendering_means(words, languages, like, unlike):
    others = [like, unlike]
    alike = by_words([words], others, languages)
    assert alike.product(0, 0) > alike.product(0, 1) + 0.2


def test_a_table_gives_back_what_was_packed():
    steps = [[at % 15 - 7 for at in range(DIMENSIONS)], [0] * DIMENSIONS]
    table = Table(packed(["amber", "ferry"], steps, [0.5] * DIMENSIONS))
    assert table["amber"] == tuple(step * 0.5 for step in steps[0])
    assert set(table["ferry"]) == {0.0}
    assert "canal" not in table and table.words == ["amber", "ferry"]
