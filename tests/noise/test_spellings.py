"""One value in two spellings is no change, and two values are one: amounts with units, dates, references."""

from __future__ import annotations

import pytest
from pictures import verdicts

import diple
from diple.noise.calendar import Day, date_in_figures

SAME = [
    ("en", "The lake fell by 7-3/4 feet at Orrin.", "The lake fell by 7.75 feet at Orrin."),
    ("en", "The lake fell by 7 3/4 feet at Orrin.", "The lake fell by 7¾ feet at Orrin."),
    ("en", "The toll is 6½ percent of the fare.", "The toll is 6.5 per cent of the fare."),
    ("en", "The toll is 6½ to 7¾ percent.", "The toll is 6-1/2 to 7-3/4 percent."),
    ("en", "The toll is 6‑1/2 to 7‑3/4 percent.", "The toll is 6½ to 7¾ per cent."),
    ("fr", "Le péage est de 6½ à 7¾ %.", "Le péage est de 6-1/2 à 7-3/4 %."),
    ("ru", "Сбор составил от 6½ до 7¾ %.", "Сбор составил от 6-1/2 до 7-3/4 %."),
    ("en", "The toll rose by 1/4 percentage point.", "The toll rose by ¼ percentage point."),
    ("en", "The toll rose by ½ percentage point.", "The toll rose by half a percentage point."),
    ("en", "Forty per cent of the ferries ran.", "40% of the ferries ran."),
    ("en", "Delvia lends £ 3 and EUR 20,000 to Orsk.", "Delvia lends £ 3 and twenty thousand euros to Orsk."),
    ("en", "Delvia lends $2.5 million to Orsk.", "Delvia lends 2,500,000 dollars to Orsk."),
    ("en", "The bridge shuts on 2031-12-01.", "The bridge shuts on 1 December 2031."),
    ("en", "The bridge shuts on 2031-12-01.", "The bridge shuts on December 1, 2031."),
    ("en", "The bridge shuts on 28/11/2031.", "The bridge shuts on the 28th of November 2031."),
    ("en", "The bridge shuts on 04/04/2031.", "The bridge shuts on 4 April 2031."),
    ("fr", "Le pont ferme le 01/12/2031.", "Le pont ferme le 1er décembre 2031."),
    ("fr", "Le pont coûte 4 millions d'euros.", "Le pont coûte 4 000 000 €."),
    ("es", "El puente cierra el 01.12.2031.", "El puente cierra el 1 de diciembre de 2031."),
    ("es", "El veinte por ciento de los barcos zarpó.", "El 20 % de los barcos zarpó."),
    ("ru", "Мост закроют 01.12.2031.", "Мост закроют 1 декабря 2031 года."),
    ("ru", "Сбор составил 4,5 %.", "Сбор составил 4,5 процента."),
    ("ar", "زادت الرسوم بنسبة 25 في المائة في الميناء.", "زادت الرسوم بنسبة 25% في الميناء."),
    ("ar", "زادت الرسوم بنسبة خمسة وعشرين في المائة في الميناء.", "زادت الرسوم بنسبة 25 بالمئة في الميناء."),
    ("zh", "大桥于2031-12-01关闭。", "大桥于2031年12月1日关闭。"),
    ("zh", "费用上涨4.5%。", "费用上涨百分之四点五。"),
    ("zh", "港口接收廿一艘渡船。", "港口接收二十一艘渡船。"),
    ("zh", "港口接收一百卅艘渡船。", "港口接收130艘渡船。"),
    ("zh", "奥林借款壹佰伍拾万元。", "奥林借款一百五十万元。"),
    ("zh", "奥林借款叁仟零陆万元。", "奥林借款3006万元。"),
    ("en", "Notice is given ninety (90) days before.", "Notice is given 90 days before."),
    ("en", "Notice is given ninety (90) days before.", "Notice is given ninety days before."),
    ("ru", "Отказ направляется за сорок (40) дней.", "Отказ направляется за 40 дней."),
    ("en", "As Section 7, paragraph 3 (b), says, ships pay.", "As Section 7(3)(b), says, ships pay."),
    ("fr", "Selon l’article 7, paragraphe 3 du pacte, on paie.", "Selon l’article 7 3) du pacte, on paie."),
    ("zh", "奥林河谷的费用上涨百分之十二点五。", "奥林河谷的费用上涨12.5%。"),
    ("zh", "理事会以三分之二多数通过决定。", "理事会以2/3多数通过决定。"),
    ("en", "The toll of the bridge is 1⁄2 percent of the fare.", "The toll of the bridge is ½ percent of the fare."),
    ("en", "The toll of the bridge is 1⁄2 percent of the fare.", "The toll of the bridge is 1/2 percent of the fare."),
    ("en", "The toll is 10–12 per cent of the fare at Orrin.", "The toll is 10 to 12 percent of the fare at Orrin."),
    (
        "en",
        "The toll is between 10 and 12 per cent of the fare at Orrin.",
        "The toll is 10–12 percent of the fare at Orrin.",
    ),
    ("en", "The toll is at rates of 2.4-2.6% in Orrin.", "The toll is at rates of 2.4% to 2.6% in Orrin."),
    ("en", "The council of Orrin sends 10–12 ferries.", "The council of Orrin sends 10 to 12 ferries."),
    ("fr", "Le péage est de 10–12 % du prix à Orrin.", "Le péage est de 10 à 12 % du prix à Orrin."),
    ("es", "El peaje es del 10-12 % del precio en Orrin.", "El peaje es del 10 al 12 % del precio en Orrin."),
    ("es", "El peaje subió entre el 18 y el 20 % en Orrin.", "El peaje subió entre el 18% y el 20% en Orrin."),
    ("ru", "Сбор составил 10–12 % от цены в Оррине.", "Сбор составил от 10 до 12 % от цены в Оррине."),
    ("en", "A majority of two-thirds of the council is needed.", "A majority of 2/3 of the council is needed."),
    ("en", "One-third of the council of Orrin left.", "1/3 of the council of Orrin left."),
    (
        "ru",
        "В Оррине строительство 3-го моста завершат в 1-м квартале.",
        "В Оррине строительство третьего моста завершат в первом квартале.",
    ),
    ("ru", "Объём торговли Оррина вырос до 3,2 млрд долл.", "Объём торговли Оррина вырос до 3,2 миллиарда долларов."),
    ("ru", "Ставка в Оррине составляет 6½ процента.", "Ставка в Оррине составляет 6 1/2 процента."),
    ("fr", "Le pont ferme le premier octobre 2033 à Orrin.", "Le pont ferme le 1er octobre 2033 à Orrin."),
    ("fr", "Le conseil ouvre la XXIIe session à Orrin.", "Le conseil ouvre la 22e session à Orrin."),
    ("fr", "Le conseil adopte le vingt et unième rapport.", "Le conseil adopte le 21e rapport."),
    ("fr", "Orrin prête 3,5 millions d’euros à Delm.", "Orrin prête 3 500 000 euros à Delm."),
    ("fr", "La convention lie soixante et onze États de la région.", "La convention lie 71 États de la région."),
    ("es", "El puente cierra el 1.º de septiembre de 2034.", "El puente cierra el 1º de septiembre de 2034."),
    ("es", "El puente cierra el 1.º de septiembre de 2034.", "El puente cierra el 1 de septiembre de 2034."),
    ("es", "El puente cierra el primero de septiembre de 2034.", "El puente cierra el 1.º de septiembre de 2034."),
    ("es", "El consejo abre la 3.ª sesión plenaria.", "El consejo abre la 3ª sesión plenaria."),
    ("es", "El consejo abre la tercera sesión plenaria.", "El consejo abre la 3.ª sesión plenaria."),
    ("es", "Orrin presta 4,25 millones de dólares a Delm.", "Orrin presta 4.250.000 dólares a Delm."),
    ("es", "El consejo abre el XXII período de sesiones.", "El consejo abre el 22.º período de sesiones."),
    ("ar", "زادت الرسوم في الميناء بنسبة 80 في المائة هذا العام", "زادت الرسوم في الميناء بنسبة 80% هذا العام"),
    ("ar", "مضى على اتفاق الميناء خمسة وعشرون عاماً", "مضى على اتفاق الميناء 25 عاما"),
    ("en", "The council of Orrin opens its twenty-first hall.", "The council of Orrin opens its 21st hall."),
    ("ru", "В Оррине открыли двадцать первый мост.", "В Оррине открыли 21-й мост."),
    ("es", "El consejo de Orrin abre la vigésima primera sala.", "El consejo de Orrin abre la 21.ª sala."),
]

OTHER = [
    ("en", "The lake fell by 7-3/4 feet at Orrin.", "The lake fell by 7.5 feet at Orrin."),
    ("en", "The lake fell by 7 3/4 feet at Orrin.", "The lake fell by 7¼ feet at Orrin."),
    ("en", "The toll is 6½ to 7¾ percent.", "The toll is 6-1/2 to 7-1/4 percent."),
    ("en", "The toll is 6½ to 7¾ percent.", "The toll is 6-1/2 or 7-3/4 percent."),
    ("en", "It has 7 3/4-ton boats.", "It has 7.75-ton boats."),
    ("en", "The day of 10 9/11 is kept.", "The day of 10.818 is kept."),
    ("en", "The toll rose by 1/2 this year.", "The toll rose by half a percentage point this year."),
    ("en", "The toll is 6.5 percent of the fare.", "The toll is 65% of the fare."),
    ("en", "The toll rose by 6.5 percent.", "The toll rose by 6.5 percentage points."),
    ("en", "Delvia lends US$ 5 million to Orsk.", "Delvia lends five million euros to Orsk."),
    ("en", "Delvia lends US$ 5 million to Orsk.", "Delvia lends five million dollars to Orsk."),
    ("en", "Delvia lends US$ 5 million to Orsk.", "Delvia lends five billion US dollars to Orsk."),
    ("en", "The bridge shuts on 03/12/2031.", "The bridge shuts on 3 December 2031."),
    ("en", "The bridge shuts on 2031-12-01.", "The bridge shuts on 12 January 2031."),
    ("ru", "Мост закроют 01.12.2031.", "Мост закроют 12 января 2031 года."),
    ("ar", "زادت الرسوم بنسبة 25 في المائة في الميناء.", "زادت الرسوم بنسبة 26% في الميناء."),
    ("zh", "港口接收廿一艘渡船。", "港口接收二十五艘渡船。"),
    ("zh", "奥林借款壹佰伍拾万元。", "奥林借款一百六十万元。"),
    ("zh", "道路通往大陆。", "道路通往大六。"),
    ("en", "Notice is given ninety (90) days before.", "Notice is given 60 days before."),
    ("en", "Notice is given ninety (19) days before.", "Notice is given ninety days before."),
    ("en", "As Section 7, paragraph 3 (b), says, ships pay.", "As Section 7(3)(c), says, ships pay."),
    ("en", "As Section 7, paragraph 3, says, ships pay.", "As Section 7, item 3, says, ships pay."),
    ("en", "As Section 7, paragraph 3, says, ships pay.", "As Annex 7(3), says, ships pay."),
    ("zh", "奥林河谷的费用上涨百分之十二点五。", "奥林河谷的费用上涨15.5%。"),
    ("zh", "理事会以三分之二多数通过决定。", "理事会以1/3多数通过决定。"),
    ("en", "The toll of the bridge is 1⁄2 percent of the fare.", "The toll of the bridge is ¼ percent of the fare."),
    ("en", "The toll is 10–12 per cent of the fare at Orrin.", "The toll is 10 or 12 percent of the fare at Orrin."),
    ("en", "The toll is 10–12 per cent of the fare at Orrin.", "The toll is 10 to 20 percent of the fare at Orrin."),
    ("en", "The toll rose from 10 to 12 per cent of the fare.", "The toll rose 10 to 12 per cent of the fare."),
    ("en", "The council of Orrin lists items 10-12.", "The council of Orrin lists items 10 and 12."),
    ("fr", "Le conseil ouvre la XXIIe session à Orrin.", "Le conseil ouvre la 23e session à Orrin."),
    ("fr", "Le conseil adopte le vingt et unième rapport.", "Le conseil adopte le 22e rapport."),
    ("es", "El puente cierra el 1.º de septiembre de 2034.", "El puente cierra el 11 de septiembre de 2034."),
    ("ru", "В Оррине строительство 3-го моста завершат.", "В Оррине строительство второго моста завершат."),
    ("ru", "Ставка в Оррине составляет 6½ процента.", "Ставка в Оррине составляет 6 1/4 процента."),
    ("en", "A majority of two-thirds of the council is needed.", "A majority of 1/3 of the council is needed."),
    ("es", "El consejo abre la tercera reunión ordinaria de Orrin.", "El consejo abre la 4.ª mesa ordinaria de Orrin."),
    ("fr", "Le conseil lit l’annexe XXII du pacte.", "Le conseil lit l’annexe 23 du pacte."),
    ("en", "The toll rose by 1/2 this year.", "The toll rose by two-thirds this year."),
    ("en", "The bridge is 5 to 7 metres and 8% longer.", "The bridge is 5% to 7 metres and 8% longer."),
    ("en", "The toll is between 10 and 12 per cent of the fare.", "The toll is 10 and 12 per cent of the fare."),
]


def counting(old: str, new: str, language: str) -> list[tuple[str, str]]:
    """The edits of a pair that count."""
    return [(before, after) for before, after, reason in verdicts(old, new, language) if reason is None]


@pytest.mark.parametrize(("language", "old", "new"), SAME)
def test_two_spellings_of_a_value_are_no_change(language, old, new):
    assert counting(old, new, language) == []
    assert counting(new, old, language) == []


@pytest.mark.parametrize(("language", "old", "new"), OTHER)
def test_two_values_are_a_change(language, old, new):
    assert counting(old, new, language)
    assert counting(new, old, language)


@pytest.mark.parametrize(
    ("text", "day_first", "days"),
    [
        ("2031-12-01", False, [Day(2031, 12, 1)]),
        ("2031年12月1日", False, [Day(2031, 12, 1)]),
        ("01.12.2031", True, [Day(2031, 12, 1)]),
        ("01.12.2031", False, [Day(2031, 12, 1), Day(2031, 1, 12)]),
        ("12/28/2031", False, [Day(2031, 12, 28)]),
        ("05-05-2031", False, [Day(2031, 5, 5)]),
        ("31.02.2031", True, []),
        ("01.12/2031", False, []),
        ("1.12.2031.4", False, []),
        ("01.12.0031", True, []),
    ],
)
def test_the_days_that_a_date_in_figures_can_be(text, day_first, days):
    found = date_in_figures(text, 0, day_first=day_first)
    assert (list(found.days) if found else []) == days


def marked(old: str, new: str) -> list[tuple[str, str, str]]:
    """The markers of two English texts: code, level and rationale."""
    pair = (diple.read(text, language="en") for text in (old, new))
    found = diple.compare(*pair, mode="revision").to_dict()["markers"]
    return [(marker["code"], marker["level"], marker["rationale"]) for marker in found]


@pytest.mark.parametrize("day", ["3 December 2031", "March 12, 2031"])
def test_a_date_of_two_readings_counts_quietly_beside_either(day):
    texts = [f"The Parties shall leave the valley by {said}." for said in ("03/12/2031", day)]
    for old, new in (texts, texts[::-1]):
        assert [(code, level) for code, level, _ in marked(old, new)] == [("G3", "minor")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("by 03/12/2031", "by 4 December 2031"),
        ("by 03/12/2031", "by 3 November 2031"),
        ("by 03/12/2031", "by 04/12/2031"),
        ("by 2031-12-03", "by 4 December 2031"),
        ("at 5¼ percent of the fare", "at 5½ percent of the fare"),
        ("at ½ percent of the fare", "at ¾ percent of the fare"),
    ],
)
def test_another_value_in_figures_is_a_change_of_number(was, now):
    for old, new in ((was, now), (now, was)):
        found = marked(f"The Parties shall set the toll {old}.", f"The Parties shall set the toll {new}.")
        assert [code for code, _, _ in found] == ["N1"]


@pytest.mark.parametrize("spelling", ["5 1/4", "5-1/4", "5¼"])
def test_a_fraction_has_its_value_in_a_sentence_with_other_news(spelling):
    old = f"The Parties shall set the toll at {spelling} percent of the fare."
    new = "The Parties should set the toll at 5.25 percent of a fare."
    assert "N1" not in [code for code, _, _ in marked(old, new)]


@pytest.mark.parametrize(
    ("gone", "name"),
    [("each year ", "The frequency"), ("at any time ", "The time"), ("by 2031-12-03 ", "The deadline")],
)
def test_what_kind_of_quantity_is_gone(gone, name):
    frame = "The Council shall publish {}reports on the lake."
    told = [why for code, _, why in marked(frame.format(gone), frame.format("")) if code == "N1"]
    assert [why.split(" “")[0] for why in told] == [name]


@pytest.mark.parametrize(
    ("was", "now", "reasons"),
    [
        (("1. to sail", "2. to report"), ("(a) to sail", "(b) to report"), {"renumbering"}),
        (("1. to sail", "2. to report"), ("(a) to sail", "(b) to row"), {"renumbering", None}),
        (("1. to sail", "to report"), ("(a) to sail", "no report"), {"renumbering", None}),
    ],
)
def test_the_labels_of_short_list_items_do_not_count(was, now, reasons):
    old, new = (diple.read("The Parties agree:\n" + ";\n".join(items) + ".", language="en") for items in (was, now))
    found = diple.compare(old, new, mode="revision").changes
    assert {change.noise for change in found} == reasons
