"""Keeping a result, as readers meet it: with a script and without."""

import re

import pytest

PAIR = ("The Parties shall meet every year.", "The Parties should meet every year.")


def compare(page, keep=False):
    page.get_by_label("Old text").fill(PAIR[0])
    page.get_by_label("New text").fill(PAIR[1])
    page.get_by_label("Keep this result for 7 days").set_checked(keep)
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_ticked_result_has_an_address_that_stays(opened, script):
    page = opened("/", java_script_enabled=script)
    compare(page, keep=True)
    page.wait_for_url(re.compile(r"/comparisons/[\w-]{32}"))
    page.get_by_text("Kept here until").wait_for()
    other = opened(re.sub(r"^http://[^/]+", "", page.url), java_script_enabled=script)
    assert other.locator(".c").count() == 1
    other.get_by_text("Delete it now").click()
    other.get_by_text("It cannot be brought back.").wait_for()
    other.get_by_role("button", name="Delete it for good").click()
    other.get_by_text("The result has been deleted.").wait_for()
    assert page.request.get(page.url).status == 404


def test_an_unkept_page_can_be_kept_afterwards(opened):
    page = opened("/")
    compare(page)
    page.get_by_text("Nothing of this is kept here.").wait_for()
    page.get_by_label("Inline").check()
    page.get_by_role("button", name="Keep it for 7 days").click()
    page.wait_for_url(re.compile(r"/comparisons/.*view=inline"))
    page.locator(".c").first.wait_for()
    assert page.locator(".c").count() == 1
    assert page.get_by_text("Nothing of this is kept here.").count() == 0
