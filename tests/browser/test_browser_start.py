"""The start page as readers meet it."""

import pytest

import campaign

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


@pytest.mark.campaign
@pytest.mark.parametrize("broken", campaign.cases(["old"], ["old", "new"]))
def test_one_bad_file_keeps_the_other_choice(opened, tmp_path, broken):
    page = opened("/")
    for side, text in zip(("old", "new"), PAIR, strict=True):
        (tmp_path / f"{side}.docx").write_bytes(b"PK\3\4" + bytes(200) if side == broken else text.encode())
        page.locator(f"#{side}_file").set_input_files(tmp_path / f"{side}.docx")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    other = "new" if broken == "old" else "old"
    assert page.get_by_text(f"Already chosen: {other}.docx").is_visible()
    assert "damaged" in page.locator(f"#{broken}_wrong").text_content()
    (tmp_path / "whole.txt").write_text(PAIR[broken == "new"])
    page.locator(f"#{broken}_file").set_input_files(tmp_path / "whole.txt")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert page.locator(".c").count() == 1


BROKEN = {
    "cut.docx": (b"PK\3\4" + b"x" * 300, "is a Word document (DOCX) that is damaged or cut off"),
    "cut.pdf": (b"%PDF-1.7\n" + b"x" * 300, "is a PDF that is damaged or cut off"),
    "photo.docx": (b"\x89PNG\r\n\x1a\n" + b"0" * 300, "it is a PNG image"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "it is a file of an old Office program"),
    "empty.txt": (b"", "is empty"),
}


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(["cut.docx", "photo.docx"], BROKEN))
def test_what_is_said_of_a_broken_file_fits_it(opened, tmp_path, name):
    content, told = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    page = opened("/")
    page.get_by_label("Old text").fill(PAIR[0])
    page.locator("#new_file").set_input_files(tmp_path / name)
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert told in page.locator("#new_wrong").text_content()
    assert name in page.locator("#new_wrong").text_content()


DROP = """([goal, name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name, { type: "text/plain" }));
  const side = document.querySelector(goal).closest(".drop");
  for (const type of ["dragover", "drop"]) side.dispatchEvent(new DragEvent(type, { dataTransfer: given, bubbles: true, cancelable: true }));
}"""


def test_files_are_dropped_on_their_sides(opened):
    page = opened("/")
    for side, text in zip(("old", "new"), PAIR, strict=True):
        page.evaluate(DROP, [f"#{side}_text", f"{side}.txt", text])
    assert page.locator(".drop.over").count() == 0
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    assert page.locator(".c").count() == 1


def test_a_comparison_that_takes_its_time_says_so(opened):
    page = opened("/")
    for side, text in zip(("Old text", "New text"), PAIR, strict=True):
        page.get_by_label(side).fill(text)
    page.evaluate("document.querySelector('#entry').addEventListener('submit', event => event.preventDefault())")
    assert page.get_by_role("progressbar").count() == 0
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("progressbar", name="The texts are being compared").wait_for()
