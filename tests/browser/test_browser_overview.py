"""What gives an overview of a long text: the legend beside the list, the strip, the contents, folded runs."""

import pytest
from axe import violations

import campaign

PAGE = "/samples/without-limits"
SERIES = "/samples/reworded-successor?view=side"
WINDOW = "() => ['y', 'height'].map(name => Number(document.querySelector('.strip .window').getAttribute(name)))"
PLACES = """() => {
  const rows = [...document.querySelectorAll('#text .row')];
  return rows.map(row => [Number(row.dataset.y), row.classList.contains('away') ? 0
    : Math.max(...['old', 'new'].map(side => row.querySelector(`:scope > .${side}:not(.none)`)?.textContent.length ?? 0))]);
}"""


def test_the_legend_is_beside_the_list(seen):
    page = seen(PAGE)
    legend = page.get_by_role("complementary", name="What the signs mean")
    assert "A score says “look here”, not “this means”." in legend.text_content()
    box, entries = legend.bounding_box(), page.locator("#register").bounding_box()
    assert box["x"] > entries["x"] + entries["width"]
    assert entries["y"] <= box["y"] < entries["y"] + 60


def test_the_strip_gives_each_sentence_its_true_room(opened):
    places = opened(SERIES).evaluate(PLACES)
    whole = sum(length for _, length in places)
    passed = 0
    for y, length in places:
        assert abs(y - 600 * passed / whole) < 12
        passed += length


@pytest.mark.campaign
@pytest.mark.parametrize("view", campaign.cases(["side"], ["side", "inline"]))
def test_the_strip_shows_the_place_of_the_window(opened, view):
    page = opened(f"{PAGE}?view={view}")
    page.evaluate("document.querySelector('#text').scrollIntoView()")
    page.wait_for_function(f"() => ({WINDOW})()[0] < 5 && ({WINDOW})()[1] > 5")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(f"() => {{ const [y, height] = ({WINDOW})(); return y > 300 && y + height > 590; }}")


def test_sections_are_on_the_strip_and_in_the_contents(opened):
    page = opened(PAGE)
    sections = page.locator(".strip a:has(.section)").count()
    assert (
        sections
        == page.locator(".contents a").count()
        == page.locator("#text .para.heading:not(:has(.away:first-child))").count()
    )
    page.get_by_text("Contents", exact=True).click()
    link = page.locator(".contents a").nth(8)
    link.click()
    goal = link.get_attribute("href")
    assert page.evaluate("location.hash") == goal
    assert page.locator(f"{goal} > .new").text_content().strip().endswith(link.text_content().strip()[-12:])


def test_long_runs_of_gone_and_new_text_fold_and_a_key_opens_them(opened):
    page = opened(SERIES)
    folds = page.locator(".fold:has(.dropped, .added)")
    assert folds.count() > 5
    assert folds.first.locator("> summary").text_content().strip() == "6 more sentences that are gone"
    assert folds.locator(".marker:is(.critical, .high, .notable)").count() == 0
    row = folds.first.locator(".row").last.get_attribute("id")
    page.goto(f"{page.url}#{row}")
    page.locator(f"#{row}").wait_for()
    assert folds.first.get_attribute("open") is not None


def test_axe_finds_nothing_where_all_of_that_is_open(opened):
    page = opened("/samples/edited-readout", bypass_csp=True)
    page.locator(".contents summary").click()
    assert violations(page, contrast_in=".contents, .legend, .strip") == []
