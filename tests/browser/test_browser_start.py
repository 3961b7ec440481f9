"""The start page as readers meet it."""

PAIR = ("The Parties shall meet every year.", "The Parties should meet every year.")


def test_two_texts_by_keyboard_alone(opened):
    page = opened("/")
    page.get_by_label("Old text").focus()
    page.keyboard.insert_text(PAIR[0])
    for _ in range(2):  # the button of the file, then the other text
        page.keyboard.press("Tab")
    page.keyboard.insert_text(PAIR[1])
    for _ in range(5):  # its file, earlier texts, the mode, whether to keep it, the button
        page.keyboard.press("Tab")
    with page.expect_navigation(url="**/compare"):
        page.keyboard.press("Enter")
    assert page.locator(".c").count() == 1
    assert page.get_by_text("Nothing of this is kept here.").is_visible()


def test_letters_are_letters_in_a_field(opened):
    page = opened("/")
    page.get_by_label("Old text").press_sequentially("jkmix?")
    assert page.get_by_label("Old text").input_value() == "jkmix?"


def test_two_files(opened, tmp_path):
    page = opened("/")
    for side, text, charset in (
        ("old", "Стороны осуждают нападение.", "cp1251"),
        ("new", "Стороны сожалеют о нападении.", "utf-8"),
    ):
        (tmp_path / f"{side}.txt").write_bytes(text.encode(charset))
        page.locator(f"#{side}_file").set_input_files(tmp_path / f"{side}.txt")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert "осуждают" in page.locator(".row > .old").first.text_content()
    page.get_by_text("Take as …").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="This page, as one file").click()
    assert "осуждают" in taken.value.path().read_text(encoding="utf-8")


def test_what_is_wrong_stands_beside_its_field_and_the_text_is_kept(opened):
    page = opened("/")
    page.get_by_label("Old text").fill(PAIR[0])
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Compare").click()
    assert answer.value.status == 422
    field = page.get_by_label("New text")
    assert field.get_attribute("aria-invalid") == "true"
    assert (
        page.locator(f"#{field.get_attribute('aria-describedby')}")
        .text_content()
        .startswith("There is no new text yet.")
    )
    assert page.get_by_label("Old text").input_value() == PAIR[0]


def test_a_sample_is_a_link_away(opened):
    page = opened("/")
    with page.expect_navigation():
        page.get_by_role("link", name="A friendship without limits").click()
    assert page.locator("h1").text_content().strip().startswith("A friendship without limits")
    assert page.locator("details.marker").count() > 3
