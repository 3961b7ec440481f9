"""Themes, drawn: of two invented statements of a series the subjects, each with its sentences by number."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain

import pytest

import diple
from diple import Comparison
from diple.align.agreement import Judged, same_matter
from diple.archive.record import read as read_record
from diple.archive.record import written
from diple.lexicon.tables import language_table, languages, neutral_table
from diple.mark.events.words import words_of
from diple.model import Span, Statement, Theme
from diple.themes.gathering import MOST_THEMES
from diple.themes.matters import WEIGHTY, Matters
from diple.themes.naming import names_of
from diple.themes.nearest import nearest_of, one_theme
from diple.themes.sentences import sentences_of
from diple.themes.subjects import subjects
from diple.themes.terms import Terms, terms_of
from diple.themes.ties import ties_between
from diple.themes.words import Texts
from sampled import sample

OPENING = "The leaders of Tolvane and Marisca met in Selmouth and spoke of the year that has passed."
MISSING = """The two sides will not rest until the fate of every missing soldier of the Korvan war is known.
A commission on missing soldiers will report to both parliaments each year. Families of missing soldiers shall receive
the findings of the commission."""
FISH = """Herring stocks in the Narrows have fallen, and the fishing fleets of both sides will catch a third less herring.
Inspectors may board fishing vessels in the Narrows. The herring catch of each vessel shall be published every month."""
FISH_LATER = """Herring stocks in the Narrows have recovered, and the fishing fleets may catch more herring than last year.
Inspectors continue to board fishing vessels in the Narrows. The herring catch is published every week."""
GLACIER = """The Oster glacier is melting faster than our observatories foresaw. Measurements of the glacier will be
shared between the observatories each spring. A third observatory beside the glacier shall open next year."""
GLACIER_LATER = """The Oster glacier has lost a tenth of its ice since our observatories began their measurements. The
observatories share measurements of the glacier each spring. The third observatory beside the glacier has opened."""
CABLES = """Damage to an undersea cable of one side is a matter of concern to both. Ships that drag anchors across undersea
cables will be traced and their owners named. A joint office for the repair of undersea cables will open in Lindhaven."""
CLOSE = "They thanked the people of Selmouth for a warm welcome."
OLD = (OPENING, MISSING, FISH, GLACIER, CLOSE)
NEW = (OPENING, CABLES, GLACIER_LATER, FISH_LATER, CLOSE)
OLD_HEADINGS = ("Arrival", "Missing soldiers", "Fishing in the Narrows", "Glacier and ice", "Thanks")
NEW_HEADINGS = ("Arrival", "Undersea cables", "Glacier and ice", "Fishing in the Narrows", "Thanks")
OLD_LEADS = ("Soldiers", "Fishing", "Glacier")
NEW_LEADS = ("Cables", "Glacier", "Fishing")
THINGS = [
    "lighthouse",
    "orchard",
    "theatre",
    "railway",
    "vineyard",
    "cathedral",
    "harbour",
    "library",
    "stadium",
    "canal",
    "garden",
    "museum",
    "fortress",
    "brewery",
    "hospital",
    "monastery",
    "tannery",
    "quarry",
]
PLACES = [
    "Selmouth",
    "Lindhaven",
    "Pereth",
    "Korvan",
    "Oster",
    "Marnholt",
    "Tessaly",
    "Brunnick",
    "Calder",
    "Dunmere",
    "Ervold",
    "Fallow",
    "Gressin",
    "Hollin",
    "Istrane",
    "Jarrow",
    "Kelvane",
    "Lomond",
]
RUSSIAN_OLD = """Руководители Толвана и Мариски встретились в Сельмуте.

Стороны продолжат поиск пропавших солдат корванской войны. Комиссия по пропавшим солдатам ежегодно отчитывается перед
парламентами. Семьи пропавших солдат получат выводы комиссии.

Запасы сельди в проливе сократились, и рыболовные суда обеих сторон уменьшат улов сельди на треть. Инспекторы могут
подниматься на борт рыболовных судов в проливе. Улов сельди каждого судна публикуется ежемесячно."""
RUSSIAN_NEW = """Руководители Толвана и Мариски встретились в Сельмуте.

Повреждение подводного кабеля одной из сторон затрагивает обе стороны. Владельцы якорей, которые рвут подводные кабели,
будут установлены. Совместное бюро по ремонту подводных кабелей откроется в Линдхафене.

Запасы сельди в проливе восстановились, и рыболовные суда могут увеличить улов сельди. Инспекторы продолжают подниматься
на борт рыболовных судов в проливе. Улов сельди публикуется еженедельно."""
CHINESE_OLD = """托尔瓦内与马里斯卡领导人在塞尔茅斯会晤。

双方将继续寻找科尔万战争中的失踪士兵。失踪士兵委员会每年向两国议会报告。失踪士兵的家属将得到委员会的调查结果。

海峡的鲱鱼资源下降，双方渔船的鲱鱼捕捞量将减少三分之一。检查员可以登上海峡的渔船。每艘渔船的鲱鱼捕捞量应每月公布。"""
CHINESE_NEW = """托尔瓦内与马里斯卡领导人在塞尔茅斯会晤。

损坏一方的海底电缆是双方共同关切的问题。拖锚破坏海底电缆的船只将被追查。海底电缆联合维修办公室将在林德港设立。

海峡的鲱鱼资源已经恢复，渔船的鲱鱼捕捞量可以增加。检查员继续登上海峡的渔船。鲱鱼捕捞量每周公布。"""
MUSEUM = """The museum of Pereth shows forty paintings by masters of the north. Tickets cost nine crowns, and children
enter free of charge on Sundays. The café in the garden serves soup, bread and three kinds of cake."""


def text_of(paragraphs: tuple[str, ...], gap: str = "\n\n") -> str:
    return gap.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def headed(headings: tuple[str, ...], paragraphs: tuple[str, ...]) -> str:
    return text_of(tuple(part for pair in zip(headings, paragraphs, strict=True) for part in pair))


def led_in(leads: tuple[str, ...], paragraphs: tuple[str, ...]) -> str:
    return text_of(tuple(f"{lead}: {paragraph}" for lead, paragraph in zip(leads, paragraphs, strict=True)))


@cache
def compared(old: str, new: str) -> Comparison:
    return diple.compare(old, new, mode="succession")


def drawn(comparison: Comparison) -> list[str]:
    """Each theme as `name: old sentences > new sentences status`, by name."""
    return sorted(
        f"{theme.name}: {numbers(comparison.old, theme.old)} > {numbers(comparison.new, theme.new)} {theme.status}"
        for theme in comparison.themes
    )


def numbers(statement: Statement, spans: tuple[Span, ...]) -> str:
    ends = [span.end for span in statement.sentences]
    return " ".join(str(ends.index(span.end)) for span in spans) or "-"


def named(comparison: Comparison, name: str) -> Theme:
    return next(theme for theme in comparison.themes if theme.name == name)


def joined(text: str) -> str:
    """A text without the breaks of its lines."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


@pytest.fixture(scope="module")
def series() -> Comparison:
    return compared(text_of(OLD), text_of(NEW))


LANDS_OLD = """The leaders met in Selmouth. They stayed for two days. We spoke of the war in Ukraine, of grain and of its ports. Attacks on the ports of Ukraine must end.
Climate change dries up our rivers. We shall cut emissions by a third. The glacier of Oster is measured each spring for
what it tells of the climate. We will share what we know of cyber attacks. Hackers who make cyber attacks shall be tried."""
LANDS_NEW = """The leaders met in Selmouth. They stayed for two days. Climate change can wait no longer. We have cut emissions by a fifth. Cyber attacks cost us a tenth of our
trade. We will answer cyber attacks together. We call upon the rulers of Myanmar to lay down their arms at once. Families
in Myanmar are starving, and the road to the border must be opened."""
SPANISH_OLD = """Los presidentes se reunieron en Selmouth. El cambio climático seca los ríos de ambos países. Ambas partes
reducirán las emisiones y medirán el clima cada año. Los derechos humanos se respetarán en las minas. Un tribunal velará
por los derechos humanos de los mineros."""
SPANISH_NEW = """Los presidentes se reunieron en Pereth. La inteligencia artificial ayudará a los médicos. La inteligencia
artificial no decidirá penas. El cambio climático exige más árboles. El clima se mide ahora cada semana."""
FRENCH_OLD = """Les présidents se sont réunis à Selmouth. Le changement climatique assèche les rivières. Les deux pays
mesureront le climat chaque année. Les droits de l’homme seront respectés dans les mines. Un tribunal veillera aux droits
de l’homme des mineurs."""
FRENCH_NEW = """Les présidents se sont réunis à Pereth. L’intelligence artificielle aidera les médecins. L’intelligence
artificielle ne fixera aucune peine. Le changement climatique exige plus d’arbres. Le climat est mesuré chaque semaine."""
ARABIC_OLD = """يؤدي تغير المناخ إلى جفاف الأنهار. سيقيس البلدان تغير المناخ كل عام. ستحترم حقوق
الإنسان في المناجم. ستحمي محكمة حقوق الإنسان للعمال."""
ARABIC_NEW = """يساعد الذكاء الاصطناعي الأطباء. لن يقرر الذكاء الاصطناعي العقوبات. يتطلب تغير
المناخ مزيدا من الأشجار. يقاس تغير المناخ الآن كل أسبوع."""
PICTURES = {
    "paragraphs; opening and close are in none": (
        (text_of(OLD), text_of(NEW)),
        [
            "Fishing: 4 5 6 > 7 8 9 kept",
            "Glacier: 7 8 9 > 4 5 6 kept",
            "Missing soldier: 1 2 3 > - gone",
            "Undersea cables: - > 1 2 3 new",
        ],
    ),
    "one long paragraph": (
        (text_of(OLD[1:], " "), text_of(NEW[1:], " ")),
        [
            "Fishing: 3 4 5 > 6 7 8 kept",
            "Glacier: 6 7 8 > 3 4 5 kept",
            "Missing soldier: 0 1 2 > - gone",
            "Undersea cables: - > 0 1 2 new",
        ],
    ),
    "headings": (
        (headed(OLD_HEADINGS, OLD), headed(NEW_HEADINGS, NEW)),
        [
            "Fishing in the Narrows: 6 7 8 9 > 10 11 12 13 kept",
            "Glacier and ice: 10 11 12 13 > 6 7 8 9 kept",
            "Missing soldiers: 2 3 4 5 > - gone",
            "Undersea cables: - > 2 3 4 5 new",
        ],
    ),
    "words before a colon": (
        (led_in(OLD_LEADS, OLD[1:4]), led_in(NEW_LEADS, NEW[1:4])),
        [
            "Cables: - > 0 1 2 new",
            "Fishing: 3 4 5 > 6 7 8 kept",
            "Glacier: 6 7 8 > 3 4 5 kept",
            "Soldiers: 0 1 2 > - gone",
        ],
    ),
    "subjects that the lexicon knows": (
        (joined(LANDS_OLD), joined(LANDS_NEW)),
        [
            "Climate change: 4 5 6 > 2 3 kept",
            "Cyber attacks: 7 8 > 4 5 kept",
            "Myanmar: - > 6 7 new",
            "Selmouth: 0 1 > 0 1 kept",
            "War in Ukraine: 2 3 > - gone",
        ],
    ),
    "Spanish": (
        (joined(SPANISH_OLD), joined(SPANISH_NEW)),
        [
            "Cambio climático: 1 2 > 3 4 kept",
            "Derechos humanos: 3 4 > - gone",
            "Inteligencia artificial: - > 1 2 new",
        ],
    ),
    "French": (
        (joined(FRENCH_OLD), joined(FRENCH_NEW)),
        [
            "Changement climatique: 1 2 > 3 4 kept",
            "Droits de l'homme: 3 4 > - gone",
            "Intelligence artificielle: - > 1 2 new",
        ],
    ),
    "Arabic": (
        (joined(ARABIC_OLD), joined(ARABIC_NEW)),
        [
            "الذكاء الاصطناعي: - > 0 1 new",
            "تغير المناخ: 0 1 > 2 3 kept",
            "حقوق الإنسان: 2 3 > - gone",
        ],
    ),
    "Russian": (
        (joined(RUSSIAN_OLD), joined(RUSSIAN_NEW)),
        [
            "Подводных кабелей: - > 1 2 3 new",
            "Солдат: 1 2 3 > - gone",
            "Улов: 4 5 6 > 4 5 6 kept",
        ],
    ),
    "Chinese": (
        (CHINESE_OLD, CHINESE_NEW),
        ["失踪士兵: 1 2 3 > - gone", "海底电缆: - > 1 2 3 new", "鲱鱼: 4 5 6 > 4 5 6 kept"],
    ),
}


@pytest.mark.parametrize("picture", PICTURES)
def test_sentences_of_one_subject_are_a_theme(picture):
    texts, themes = PICTURES[picture]
    assert drawn(compared(*texts)) == themes


def test_states_and_territories_part_a_paragraph_and_hold_sentences_together():
    text = "Drills reached old ice in Antarctica. The cores fill a vault. Seals breed on Bouvet. Bouvet stays closed."
    old, new = diple.read(text), diple.read(MUSEUM)
    ties = ties_between(Texts(old, new, sentences_of(old, new)), [])
    assert ties[1][2] < ties[0][1] < ties[2][3]


def test_a_theme_counts_its_words_and_holds_its_markers_heaviest_first(series: Comparison):
    scores = {marker.id: marker.score for marker in series.markers}
    assert [theme.id for theme in series.themes] == [f"t{at}" for at in range(1, 5)]
    assert [theme.weight for theme in series.themes] == sorted((theme.weight for theme in series.themes), reverse=True)
    for theme in series.themes:
        assert [scores[id_] for id_ in theme.markers] == sorted((scores[id_] for id_ in theme.markers), reverse=True)
        assert theme.weight == scores[theme.markers[0]]
    cables = named(series, "Undersea cables")
    assert (cables.words_old, cables.words_new) == (0, len(CABLES.split()))
    assert series.markers[0].id == cables.markers[0]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_sentence_and_a_marker_are_in_one_theme_at_most(picture):
    themes = compared(*PICTURES[picture][0]).themes
    held = Counter(
        (side, span) for theme in themes for side, spans in enumerate((theme.old, theme.new)) for span in spans
    )
    assert max(held.values()) == 1
    assert max(Counter(id_ for theme in themes for id_ in theme.markers).values()) == 1


def test_there_are_fifteen_at_most_each_with_a_name_of_its_own():
    paragraphs = [
        f"The {thing} of {place} is dear to both. Each year the {thing} draws more guests to {place}."
        for thing, place in zip(THINGS, PLACES, strict=True)
    ]
    themes = compared("\n\n".join(paragraphs), "\n\n".join([*paragraphs[::-1], text_of((FISH,))])).themes
    assert len(themes) == MOST_THEMES
    assert len({theme.name for theme in themes}) == MOST_THEMES


def test_the_same_texts_have_the_same_themes(series):
    assert diple.compare(text_of(OLD), text_of(NEW), mode="succession").themes == series.themes


@pytest.mark.parametrize(
    ("old", "new", "options"),
    [
        (text_of(OLD), text_of(NEW), {"mode": "revision"}),
        (text_of(OLD), text_of(NEW), {"mode": "succession", "markers": False}),
        ("They met.", "We left.", {"mode": "succession"}),
    ],
    ids=["revision", "no markers", "one sentence each"],
)
def test_no_themes(old, new, options):
    assert diple.compare(old, new, **options).themes == ()


def test_texts_that_have_nothing_in_common_share_no_theme():
    themes = compared(text_of(OLD), joined(MUSEUM)).themes
    assert {theme.status for theme in themes} == {"gone", "new"}


def test_themes_are_on_the_wire_and_kept(series):
    sent = series.to_dict()["themes"]
    first = series.themes[0]
    assert [theme["name"] for theme in sent] == [theme.name for theme in series.themes]
    assert sent[0]["new"][0] == {"start": first.new[0].start, "end": first.new[0].end}
    assert read_record(written(series)).themes == series.themes


def test_two_languages_have_themes_of_one_text_each():
    themes = compared(text_of(OLD), joined(RUSSIAN_NEW)).themes
    assert {theme.status for theme in themes} <= {"gone", "new"}


def test_a_theme_of_two_subjects_has_both_names():
    text = "Climate change dries rivers. Climate change melts ice. Clean energy is cheap. Clean energy is near."
    assert names_of_group(text, [0, 1, 2, 3]) == ["Climate change · Clean energy"]


def test_a_theme_bears_the_subject_of_its_weightiest_sentence():
    text = (
        "Tea trade grows. Tin trade grows. Trade in silk grows. Trade in salt grows. We deplore the fighting in Syria."
    )
    assert names_of_group(text, [0, 1, 2, 3, 4]) == ["Trade"]
    assert names_of_group(text, [0, 1, 2, 3, 4], {4: WEIGHTY}) == ["Trade · Syria"]


def test_a_name_does_not_say_one_subject_twice():
    text = "Clean energy is cheap. Clean energy is near. Climate change melts ice."
    assert names_of_group(text, [0, 1, 2], {2: WEIGHTY}) == ["Clean energy · Climate change"]
    assert names_of_group(text, [0, 1, 2], {1: WEIGHTY}) == ["Clean energy"]


def test_a_single_word_that_is_no_subject_comes_after_the_subjects():
    text = "Our quarry is deep. " * 5 + "Our quarry pays for the fight against terrorism."
    assert names_of_group(text, [*range(6)]) == ["Quarry"]
    assert names_of_group(text, [*range(6)], {5: WEIGHTY}) == ["Terrorism"]


def test_a_long_heading_gives_the_name_before_its_colon():
    heads = ("Cables under the sea: keeping every island and each of its people in touch", "Tin", "Tea", "Salt")
    new = headed(heads, (CABLES, FISH, GLACIER, MISSING))
    names = [theme.name for theme in compared(headed(OLD_HEADINGS, OLD), new).themes]
    assert any(name.startswith("Cables under the sea") for name in names)


def test_a_sentence_that_names_its_subject_twice_is_on_it_in_any_paragraph():
    text = "Trade grows. Tin trade grows. {} Trade in silk grows. Trade in salt grows."
    once, twice = "Climate change is near.", "Climate change is near, and climate action is late."
    assert [Matters(texts_of(text.format(said))).of.get(2) for said in (once, twice)] == [None, "climate"]


def test_a_sentence_is_on_a_subject_that_others_name_before_one_that_it_alone_names():
    text = "Border patrols saved fishing vessels. Fishing goes on. Fishing shall be safe."
    assert Matters(texts_of(text)).of[0] == "fisheries"


def test_the_sentences_of_a_section_too_long_for_one_subject_are_parted_by_subjects():
    lands = "We deplore the fighting in Syria. The cannons of Syria must be silent. "
    seas = "Herring stocks fall. Fishing must rest in the Narrows. "
    old = headed(OLD_HEADINGS, OLD) + "\n\nMatters of our region\n\n" + lands * 6 + seas * 6
    names = {theme.name for theme in compared(old, headed(NEW_HEADINGS, NEW)).themes}
    assert "Syria" in names


def test_a_phrase_of_another_sense_names_no_subject():
    text = "Guests came from South Africa. The ports of Africa grow. The Marine Corps played."
    named = Matters(texts_of(text)).named
    assert [[subject.key for subject in named[number]] for number in (0, 1, 2)] == [[], ["africa"], []]


def test_a_sentence_that_nothing_answers_has_the_nearest_wording_of_the_other_text():
    it = sample("word-to-deed")
    said = [(it.old.text[slice(*pair.old)], it.new.text[slice(*pair.new)], pair.sure) for pair in it.nearest]
    starts = ("The two sides called upon Drovia to exercise", "The leaders demand that Drovia withdraw")
    assert [sure for old, new, sure in said if old.startswith(starts[0]) and new.startswith(starts[1])] == ["likely"]
    answered = [({*each.old}, {*each.new}) for each in it.segments if each.old and each.new]
    assert not any(pair.old in olds and pair.new in news for pair in it.nearest for olds, news in answered)
    assert nearest_of(it.old, it.new, it.segments, ()) == ()


NEAREST_OLD = """The Parties will fund the hospital in Orra.

The Parties deplore the ramming of fishing boats off Cape Sella by the coast guard of Drovia.

Wheat is dear."""
NEAREST_NEW = """The Parties will fund the hospital in Orra and its wards.

The coast guard of Drovia holds four crews of fishing boats from Cape Sella, who must be released.

Young people dance."""


def test_a_nearest_wording_shares_something_and_is_found_from_either_side():
    old, new = diple.read(NEAREST_OLD), diple.read(NEAREST_NEW)
    theme = Theme("t1", "Drovia", "kept", 0, old.sentences, new.sentences)
    said = [
        (old.text[pair.old.start :][:20], new.text[pair.new.start :][:20], pair.sure)
        for pair in nearest_of(old, new, (), [theme])
    ]
    assert said == [
        ("The Parties will fun", "The Parties will fun", "likely"),
        ("The Parties deplore ", "The coast guard of D", "likely"),
    ]


def test_two_sentences_of_one_theme_are_surer_to_be_on_one_subject():
    old, new = diple.read(NEAREST_OLD), diple.read(NEAREST_NEW)
    judged = Judged.of(*([text.text[slice(*span)] for span in text.sentences] for text in (old, new)), spaced=True)
    themes_of = [one_theme(*ids) for ids in (("t1", "t1"), ("t1", ""), ("t1", "t2"))]
    chances = [same_matter(judged, 1, 1, theme)[0] for theme in themes_of]
    assert chances == sorted(chances, reverse=True)
    assert len({*chances}) == len(chances)


def test_the_wire_form_has_the_nearest_wordings():
    it = sample("word-to-deed")
    first = it.nearest[0]
    spans = {"old": first.old._asdict(), "new": first.new._asdict()}
    assert it.to_dict()["nearest"][0] == {**spans, "sure": first.sure}
    assert len(it.to_dict()["nearest"]) == len(it.nearest)


@pytest.mark.parametrize(
    ("old", "new", "terms"),
    [
        ("We fish.", "Salt marshes shrink. We drain no salt marsh.", ((), ("Salt marshes",))),
        ("We mend the dykes of Orra. The dykes of Orra hold.", "We fish.", (("Orra",), ())),
        ("We fish. We fish.", "Marshes shrink. We drain no marsh.", ((), ())),
        ("Salt marshes are wet.", "Salt marshes shrink. We drain no salt marsh.", ((), ())),
        ("We fish.", "The 20th salt fair. The 20th salt fair.", ((), ("salt fair",))),
        ("We fish.", "We cherish salt marshes.", ((), ())),
        ("We fish.", "Herring quota breaches hurt. We fear herring quota breaches.", ((), ("Herring quota breaches",))),
    ],
)
def test_terms_recur_in_one_text_and_are_nowhere_in_the_other(old, new, terms):
    pair = diple.read(old, language="en"), diple.read(new, language="en")
    texts = Texts(*pair, sentences_of(*pair))
    assert terms_of(texts, [list(range(len(texts.words)))]) == [Terms(*terms)]


def test_a_phrase_that_ends_in_a_generic_noun_is_the_last_choice():
    text = "Our quarry efforts are great. Quarry efforts go on."
    assert names_of_group(text, [0, 1]) == ["Quarry efforts"]
    assert names_of_group(f"{text} We shun marble dust.", [0, 1, 2]) == ["Marble dust"]


def test_one_weighty_sentence_on_a_conflict_stands_apart_in_its_paragraph():
    text = "Trade grows. Trade in tin grows. We deplore the fighting in Syria. Trade in tea grows."
    matters = Matters(texts_of(text))
    assert matters.of[2] == "syria"
    assert [2] in matters.sentences({2: WEIGHTY})
    assert [2] not in matters.sentences({})


def test_words_before_a_colon_are_the_subject_of_their_paragraph():
    text = "Tin and tea: Trade grows. Syria buys tin."
    of = Matters(texts_of(text)).of
    assert of[0] == of[1] == " tin and tea "


@pytest.mark.parametrize("language", languages())
def test_subjects_have_one_key_in_all_languages(language):
    assert set(language_table(language, "subjects")["named"]) <= set(language_table("en", "subjects")["named"])


def test_areas_hold_subjects_that_the_english_table_has():
    table = neutral_table("subjects")
    used = {*table["background"], *table["apart"], *chain(*table["areas"].values())}
    assert used <= set(language_table("en", "subjects")["named"])


FOUND = {
    "en": ("illegal, unreported and unregulated fishing", "fisheries"),
    "ru": ("борьбу с международным терроризмом", "terrorism"),
    "zh": ("双方加强气候变化合作", "climate"),
    "fr": ("la guerre contre l’Ukraine", "ukraine"),
    "es": ("las armas nucleares", "nuclear_weapons"),
    "ar": ("وبحقوق الإنسان", "human_rights"),
}
NOT_FOUND = {
    "en": "The customers of the counter and the transparent internal matters",
    "ru": "Климатические",
    "zh": "双方感到满意",
    "fr": "les transparents et les interurbains",
    "es": "los transeúntes",
    "ar": "اجتمع الرئيسان",
}


@pytest.mark.parametrize("language", FOUND)
def test_a_subject_is_found_in_its_forms(language):
    text, key = FOUND[language]
    words = words_of(text, 0, len(text), language)
    assert [one.subject.key for one in subjects(language).mentions(words)] == [key]


@pytest.mark.parametrize("language", NOT_FOUND)
def test_a_word_that_only_begins_alike_is_no_subject(language):
    words = words_of(NOT_FOUND[language], 0, len(NOT_FOUND[language]), language)
    assert list(subjects(language).mentions(words)) == []


def texts_of(text: str) -> Texts:
    old, new = diple.read(text), diple.read(MUSEUM)
    return Texts(old, new, sentences_of(old, new))


def names_of_group(text: str, group: list[int], weights: dict[int, int] | None = None) -> list[str]:
    texts = texts_of(text)
    return names_of(texts, Matters(texts), [group], weights=weights or {})
