"""The languages of the pages in a real browser: chosen without a script, and what scripts count and date."""

import pytest

import campaign
from sampled import sample

OLD, NEW = "The Parties shall meet every year.", "The Parties should meet every year."


def test_a_comparison_is_read_in_another_language_without_a_script_and_keeps_its_view(opened):
    page = opened("/", java_script_enabled=False)
    page.fill("#old_text", OLD)
    page.fill("#new_text", NEW)
    page.click("button.primary")
    page.check("#view-inline", force=True)
    page.click("nav.languages button:has-text('Русский')")
    page.locator("html[lang=ru]").wait_for()
    assert page.locator("#view-inline").is_checked()
    assert page.locator("#text ins").first.text_content() == "вставлено: {++should++} конец"
    assert page.locator("nav.languages [aria-current]").text_content() == "Русский"
    page.click("a.brand")
    page.locator("html[lang=ru] form#entry").wait_for()


def test_a_form_begun_is_kept_when_the_language_changes(opened):
    page = opened("/", java_script_enabled=False)
    page.fill("#old_text", OLD)
    page.click("button.primary")
    page.click("nav.languages button:has-text('Français')")
    page.locator("html[lang=fr]").wait_for()
    assert page.input_value("#old_text") == OLD
    assert page.locator("#new_wrong").text_content().strip().startswith("Le nouveau texte manque.")


COUNTED = [
    ("ru", "{high} из {all} {of_many}", "Подписано: А. Б., 1 декабря 2031 г."),
    ("zh", "{all}个标记中的{high}个", "由А. Б.于2031年12月1日签名。"),
    ("fr", "{high} repères sur {all}", "Signé par А. Б. le 1 décembre 2031."),
]


@pytest.mark.campaign
@pytest.mark.parametrize(("tag", "counted", "signed"), campaign.cases(COUNTED[:1], COUNTED))
def test_scripts_count_and_date_in_the_language(opened, tag, counted, signed):
    page = opened(f"/samples/russian-declaration?lang={tag}")
    page.check("#level-high", force=True)
    levels = [marker.level for marker in sample("russian-declaration").markers]
    of_many = "маркера" if len(levels) % 10 == 1 and len(levels) % 100 != 11 else "маркеров"
    numbers = {"high": levels.count("high"), "all": len(levels), "of_many": of_many}
    assert page.locator("#matching").text_content() == counted.format(**numbers)
    assert (
        page.evaluate("say('Signed by {name} on {date}.', {name: 'А. Б.', date: dayInWords('2031-12-01')})") == signed
    )


@pytest.mark.campaign
@pytest.mark.parametrize("width", campaign.cases([390], [390, 1280]))
def test_the_languages_stand_beside_the_name_and_nothing_is_slanted_that_is_chinese(opened, width):
    page = opened("/samples/shall-to-should?lang=zh", viewport={"width": width, "height": 900})
    switch, brand = (page.locator(one).bounding_box() for one in ("nav.languages", ".brand"))
    assert abs(switch["y"] - brand["y"]) < 20
    assert switch["x"] + switch["width"] <= width
    head = page.locator("#markers-head")
    assert head.evaluate("(it) => getComputedStyle(it).fontSynthesisStyle") == "none"


@pytest.mark.parametrize(("tag", "said"), [("zh", "加强："), ("fr", "renforcé\u202f: ")])
def test_the_component_joins_words_as_the_language_does(opened, tag, said):
    page = opened(f"/embed/samples/shall-to-should?lang={tag}")
    entry = page.locator("diple-diff .register li").filter(has_text=said.rstrip("：: \u202f")).first
    assert said in entry.text_content()
