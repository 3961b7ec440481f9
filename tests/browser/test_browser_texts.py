"""The texts of a result: what they are called, which is the old one, how they are read, and the way back to the form."""

import pytest

import campaign

PAIR = ("The Parties shall meet every year.", "The Parties should meet every year.")


@pytest.fixture(params=campaign.cases(["unkept"], ["unkept", "sample"]))
def result(request, opened):
    if request.param == "sample":
        page = opened("/samples/shall-to-should")
    else:
        page = opened("/")
        for side, text in zip(("Old text", "New text"), PAIR, strict=True):
            page.get_by_label(side).fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()
    page.get_by_text("The texts", exact=True).click()
    return page


def pressed(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def said(page, side):
    return page.locator(f"#text .{side}:not(.none)").last.inner_text()


@pytest.mark.campaign
def test_the_texts_are_exchanged_and_back(result):
    both = said(result, "old"), said(result, "new")
    for expected in (both[::-1], both):
        pressed(result, "Exchange old and new")
        assert [" ".join(said(result, side).split())[-30:] for side in ("old", "new")] == [
            " ".join(one.split())[-30:] for one in expected
        ]
        result.get_by_text("The texts", exact=True).click()


@pytest.mark.campaign
def test_names_are_given_go_along_with_an_exchange_and_into_files(result):
    result.get_by_label("Name of the old text").fill("Draft of May")
    pressed(result, "Apply")
    assert result.locator(".heads .old bdi").text_content() == "Draft of May"
    result.get_by_text("The texts", exact=True).click()
    pressed(result, "Exchange old and new")
    assert result.locator(".heads .new bdi").text_content() == "Draft of May"
    result.get_by_text("Take as …").click()
    with result.expect_download() as taken:
        result.get_by_role("button", name="Report in Markdown").click()
    assert "Draft of May" in taken.value.path().read_text(encoding="utf-8")


@pytest.mark.campaign
def test_they_are_read_otherwise(result):
    result.locator("select[name=mode]").select_option("succession")
    pressed(result, "Apply")
    assert "two statements of a series" in result.locator(".facts").text_content()
    assert result.locator("select[name=mode]").input_value() == "succession"


@pytest.mark.campaign
def test_they_are_edited(result):
    old = result.locator("#text .row > .old").last.text_content()[-20:]
    pressed(result, "Edit the texts")
    assert old.strip()[-12:] in result.get_by_label("Old text").input_value()
    result.get_by_label("New text").fill(PAIR[1])
    pressed(result, "Compare")
    assert result.locator("#text").count() == 1


def test_an_unkept_result_writes_no_address_that_leads_nowhere(opened):
    page = opened("/")
    for side, text in zip(("Old text", "New text"), PAIR, strict=True):
        page.get_by_label(side).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert page.get_by_text("Its address leads to no result.").is_visible()
    page.keyboard.press("j")
    assert page.locator(".c.current").count() == 1
    page.locator("#in-m1 > a").click()
    page.wait_for_function("() => document.querySelector('#m1').open && !location.hash")
    page.get_by_label("Inline").check()
    assert page.evaluate("location.pathname + location.search + location.hash") == "/compare"
