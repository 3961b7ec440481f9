"""Two language versions: what one of them lacks is reported, whichever way the texts are given."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import campaign
import diple
from diple.align.translation import MOST_ALIKE
from diple.align.translation.costs import Costs
from drawings import ROOT
from statements import pairs

ENGLISH = """Joint Declaration

1. The Parties shall set up a Joint Commission on Forestry within 60 days.

2. The Parties condemn the attack by Dorvia on Kelmenia.

3. The Parties will defend the rights of their citizens abroad.

4. Astoria welcomes the initiative of Belmar adopted under resolution No. 1844 (2029).

5. Trade shall reach 14.5 billion by 2034."""
RUSSIAN = """Совместная декларация

1. Стороны создадут совместную комиссию по лесному хозяйству в течение 60 дней.

2. Стороны осуждают нападение Дорвии на Кельмению.

3. Стороны будут защищать права своих граждан за рубежом.

4. Астория приветствует инициативу Бельмара, принятую в соответствии с резолюцией № 1844 (2029).

5. Товарооборот достигнет 14,5 млрд к 2034 г."""


def unaligned(old: str, new: str) -> list[str]:
    """The words of either text that nothing renders."""
    found = diple.compare(old, new, mode="translation", markers=False)
    lone = [segment for segment in found.segments if segment.status == "unaligned"]
    return [
        side.text[start:end].strip()
        for segment in lone
        for side, spans in ((found.old, segment.old), (found.new, segment.new))
        for start, end in spans
    ]


def without(text: str, number: int, *, renumbered: bool) -> str:
    """The text without one of its articles, the later ones numbered anew or not."""
    blocks = text.split("\n\n")
    kept = blocks[:number] + blocks[number + 1 :]
    if renumbered:
        kept = [re.sub(r"^\d+", str(at), block) for at, block in enumerate(kept)]
    return "\n\n".join(kept)


def test_of_two_whole_versions_nothing_is_missing():
    assert unaligned(ENGLISH, RUSSIAN) == []


@pytest.mark.parametrize("renumbered", [True, False])
@pytest.mark.parametrize("number", range(1, 6))
def test_an_article_that_one_version_lacks_is_told(number, renumbered):
    assert unaligned(ENGLISH, without(RUSSIAN, number, renumbered=renumbered)) == [ENGLISH.split("\n\n")[number]]
    assert unaligned(without(ENGLISH, number, renumbered=renumbered), RUSSIAN) == [RUSSIAN.split("\n\n")[number]]


def test_an_article_is_missing_with_its_heading_and_all_its_sentences():
    articles = [
        ("Article {}", "The ports of Halden and Mirrow are open to the ships of both Parties. Pilotage is free."),
        ("Article {}", "The Parties condemn piracy. They shall pursue pirates together. They shall share reports."),
        ("Article {}", "The Council meets every year in the city of Tarn. Its decisions bind both Parties."),
        ("Article {}", "This Treaty enters into force on 1 May 2033. It remains in force for ten years."),
    ]
    russian = [
        "Порты Халден и Мирров открыты для судов обеих Сторон. Лоцманская проводка бесплатна.",
        "Совет собирается ежегодно в городе Тарн. Его решения обязательны для обеих Сторон.",
        "Настоящий Договор вступает в силу 1 мая 2033 года. Он остаётся в силе в течение десяти лет.",
    ]
    old = "\n\n".join(f"Article {at}\n\n{words}" for at, (_, words) in enumerate(articles, 1))
    new = "\n\n".join(f"Статья {at}\n\n{words}" for at, words in enumerate(russian, 1))
    missing = " ".join(unaligned(old, new))
    assert missing == f"Article 2 {articles[1][1]}"


PLAIN = [
    ("Final Communiqué of the Salt League", "Заключительное коммюнике Соляной лиги"),
    (
        "The envoys welcomed the truce between Orvane and Kelmenia.",
        "Посланники приветствовали перемирие между Орваной и Кельменией.",
    ),
    ("No ship of war shall enter the harbour of Tarn.", "Ни один военный корабль не войдёт в гавань Тарна."),
    ("They decided to build a lighthouse at Halden by 2036.", "Они решили построить маяк в Халдене к 2036 году."),
    ("No levy shall be raised on grain from the valley.", "Никакая пошлина на зерно из долины не взимается."),
    ("The envoys thanked their hosts for the warm welcome.", "Посланники поблагодарили хозяев за тёплый приём."),
]


@pytest.mark.parametrize("apart", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
@pytest.mark.parametrize("number", [2, 4])
def test_a_sentence_that_one_version_lacks_is_joined_to_no_neighbour(number, apart):
    old = apart.join(english for english, _ in PLAIN[1:])
    new = apart.join(russian for at, (_, russian) in enumerate(PLAIN[1:], 1) if at != number)
    assert unaligned(old, new) == unaligned(new, old) == [PLAIN[number][0]]


def test_two_sentences_that_one_renders_are_joined():
    english = "The envoys visited the lock at Halden. They praised the guards of Tarn. The Board met in 2036."
    russian = "Посланники посетили шлюз в Халдене и похвалили стражей Тарна. Совет собрался в 2036 году."
    found = diple.compare(english, russian, mode="translation", markers=False)
    assert [(segment.status, len(segment.old), len(segment.new)) for segment in found.segments] == [
        ("aligned", 2, 1),
        ("aligned", 1, 1),
    ]


def test_of_a_version_in_part_the_rest_stands_without_an_answer_and_a_notice_tells():
    more = [f"The ports of {name} shall stay open to fishing boats all winter." for name in ("Mirrow", "Oren", "Velm")]
    more += [
        "The Board shall report on the salt trade every spring.",
        "The guards shall be paid from the common chest.",
    ]
    old = "\n\n".join([*(english for english, _ in PLAIN), *more])
    new = "\n\n".join(russian for _, russian in PLAIN[:4])
    assert unaligned(old, new) == [*(english for english, _ in PLAIN[4:]), *more]
    for one, other, shorter in ((old, new, "new"), (new, old, "old")):
        [notice] = [n for n in diple.compare(one, other).warnings if n.code == "unlike_lengths"]
        assert notice.data["shorter"] == shorter and 30 < notice.data["percent"] < 60


def test_whole_versions_and_texts_of_one_language_are_of_like_length():
    whole = diple.compare("\n\n".join(a for a, _ in PLAIN), "\n\n".join(b for _, b in PLAIN))
    cut = diple.compare(ENGLISH, ENGLISH[:120])
    assert not [n for found in (whole, cut) for n in found.warnings if n.code == "unlike_lengths"]


def test_one_sentence_against_hundreds_is_no_error():
    many = "\n\n".join(f"Стороны отмечают пункт {number}." for number in range(300))
    assert unaligned("The Parties note it.", many)


def segments(old: str, new: str) -> set[tuple]:
    found = diple.compare(old, new, mode="translation", markers=False).segments
    return {(segment.status, segment.old, segment.new) for segment in found}


@settings(deadline=None)
@given(pairs())
def test_exchanging_the_versions_mirrors_the_result(pair):
    old, new = pair
    assert segments(old, new) == {(status, right, left) for status, left, right in segments(new, old)}


@settings(deadline=None)
@given(st.permutations(ENGLISH.split("\n\n")), st.permutations(RUSSIAN.split("\n\n")))
def test_exchanging_shuffled_versions_mirrors_the_result(old, new):
    texts = "\n\n".join(old), "\n\n".join(new)
    assert segments(*texts) == {(status, right, left) for status, left, right in segments(*texts[::-1])}


TREATIES = Path(ROOT).parent / "shared" / "data" / "treaties_en_zh"


@pytest.mark.shared
@pytest.mark.skipif(not TREATIES.exists(), reason="the real texts are not beside the project")
def test_articles_dropped_from_a_real_treaty_are_found():
    """At least 15 of 16 articles, each dropped alone from the English or the Chinese text."""
    treaty = json.loads((TREATIES / "genocide.json").read_text(encoding="utf-8"))["articles"]
    english = [f"Article {at}\n\n{one['content_en']}" for at, one in enumerate(treaty, 1)]
    chinese = [f"第{one['article']}條\n\n{one['content_zh']}" for one in treaty]
    random, found = Random(5), 0
    for number in random.sample(range(1, len(treaty) - 1), 16):
        sides = (english, chinese) if random.random() < 0.5 else (chinese, english)
        shorter = sides[1][:number] + sides[1][number + 1 :]
        missing = unaligned("\n\n".join(sides[0]), "\n\n".join(shorter))
        found += "".join("".join(missing).split()) == "".join(sides[0][number].split())
    assert found >= 15


LINES, RENDERED = "A b.\n", "Б в.\n"


def test_a_long_pair_is_aligned_roughly_first_and_says_so():
    found = diple.compare(LINES * 300, RENDERED * 300, mode="translation", markers=False)
    [notice] = found.degraded
    assert notice.code == "coarse_alignment" and notice.data == {"longest": 300, "limit": MOST_ALIKE}
    assert not diple.compare(LINES * 150, RENDERED * 150, mode="translation", markers=False).degraded


def test_a_long_pair_is_aligned_as_well_near_what_was_found_first():
    """A tenth of 400 sentences is left out, and each of those that are left has its own rendering."""
    sentences = [(f"Point {n} names the port of Halden.", f"Пункт {n} называет порт Халден.") for n in range(400)]
    old = " ".join(english for english, _ in sentences)
    new = " ".join(russian for n, (_, russian) in enumerate(sentences) if not 100 <= n < 140)
    assert unaligned(old, new) == [english for english, _ in sentences[100:140]]


def tries(monkeypatch, lines):
    """How many steps are tried to align so many lines with half as many and a quarter as many others."""
    tried = 0
    usual = Costs.pair

    def counting(*arguments):
        nonlocal tried
        tried += 1
        return usual(*arguments)

    monkeypatch.setattr(Costs, "pair", counting)
    diple.compare(LINES * lines, RENDERED * (lines // 2) + "Г д.\n" * (lines // 4), mode="translation", markers=False)
    return tried


@pytest.mark.campaign
def test_twice_the_lines_take_at_most_so_many_more_tries(monkeypatch):
    all_lines = campaign.cases((125, 250, 500), (250, 500, 1000))
    tried = [tries(monkeypatch, lines) for lines in all_lines]
    assert tried[1] < 2.5 * tried[0] and tried[2] < 2.5 * tried[1]
    assert tried[2] < 1000 * all_lines[2]
