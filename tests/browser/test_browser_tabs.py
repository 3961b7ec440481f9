"""A page goes from test to test and carries nothing with it; one that something was said against goes no further."""

import pytest

LEFT = """() => {
  localStorage.setItem('left', '1'); sessionStorage.setItem('left', '1'); document.cookie = 'left=1; path=/';
}"""
FOUND = """() => [localStorage.length, sessionStorage.length, document.cookie, innerWidth, matchMedia('print').matches,
  matchMedia('(prefers-color-scheme: dark)').matches]"""


@pytest.fixture
def before(tabs, address):
    """A page that a test leaves with all that it may leave, and its tab."""
    tab = tabs.take(color_scheme="dark")
    tab.page.goto(f"{address}/?lang=fr")
    tab.page.evaluate(LEFT)
    tab.page.route("**/*", lambda route: route.abort())
    tab.page.set_viewport_size({"width": 500, "height": 500})
    tab.page.emulate_media(media="print", color_scheme="light")
    tab.page.context.new_page()
    return tab


def test_the_next_test_finds_nothing_of_the_last(tabs, address, before):
    tabs.have_back(before)
    after = tabs.take(color_scheme="dark")
    assert after is before
    after.page.goto(f"{address}/")
    assert after.page.evaluate(FOUND) == [0, 0, "", 1400, False, True]
    assert after.page.locator("html").get_attribute("lang") == "en"
    assert after.page.context.pages == [after.page]
    tabs.have_back(after)


def test_what_a_console_says_is_noted_and_its_page_goes_no_further(tabs, before):
    before.page.evaluate("console.error('wrong')")
    assert before.said == ["wrong"]
    tabs.have_back(before)
    after = tabs.take(color_scheme="dark")
    assert after is not before
    assert before.page.is_closed()
    tabs.have_back(after)
