"""The languages of the pages: chosen on every page without a script, carried in links and forms, nothing lost by it."""

import os
from io import BytesIO

import lxml.html
import pytest

import campaign
from diple.render.language.interface import LANGUAGES
from diple.web import create_app

OLD, NEW = "The Parties shall meet every year.", "The Parties should meet every year."
NAMES = list(LANGUAGES.values())


@pytest.fixture
def client(tmp_path):
    return create_app({"DIPLE_DATA": tmp_path, "DIPLE_MAX_WORDS": 2000}).test_client()


def page_of(answer):
    return lxml.html.fromstring(answer.text)


def posted(client, address="/compare", **fields):
    return client.post(address, data=fields, content_type="multipart/form-data", headers={"Accept": "text/html"})


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        ("/", "/?lang="),
        ("/?lang=fr", "/?lang="),
        ("/samples/shall-to-should?view=inline&level=high&lang=zh", "/samples/shall-to-should?view=inline&level=high&lang="),
        ("/nowhere/é?x=1", "/nowhere/%C3%A9?x=1&lang="),
    ],
)  # fmt: skip
def test_each_page_names_four_languages_and_leads_to_itself_in_each(client, address, rest):
    page = page_of(client.get(address, headers={"Accept": "text/html"}))
    links = page.xpath("//nav[@class='languages']/a")
    assert [link.text for link in links] == NAMES
    assert [link.get("href") for link in links] == [rest + tag for tag in LANGUAGES]
    assert [(link.get("lang"), link.get("hreflang")) for link in links] == [(tag, tag) for tag in LANGUAGES]
    assert [link.get("lang") for link in links if link.get("aria-current")] == [page.get("lang")]


def test_a_service_below_a_path_stays_below_it_in_each_language(client):
    page = page_of(client.get("/?lang=ru", base_url="http://localhost/diff/"))
    assert page.xpath("//nav[@class='languages']/a")[1].get("href") == "/diff/?lang=ru"


def test_a_comparison_that_is_not_kept_is_sent_again_in_another_language(client):
    page = page_of(posted(client, old_text=OLD, new_text=NEW, view="inline"))
    buttons = page.xpath("//nav[@class='languages']/button[@form='view']")
    assert [button.text for button in buttons] == NAMES
    form = page.get_element_by_id("view")
    form.fields["view"] = "inline"
    again = posted(client, buttons[1].get("formaction"), **dict(form.form_values()))
    assert page_of(again).get("lang") == "ru"
    assert "Уровень" in again.text and 'value="inline" id="view-inline" autocomplete="off" checked' in again.text
    assert page_of(again).get_element_by_id("view").get("action") == "/compare?lang=ru"


def test_a_form_that_is_not_whole_is_shown_in_another_language_with_what_it_has(client):
    page = page_of(posted(client, old_text=OLD))
    button = page.xpath("//nav[@class='languages']/button[@form='entry']")[3]
    again = posted(client, button.get("formaction"), old_text=OLD, again="1")
    assert "Le nouveau texte manque." in again.text and OLD in again.text
    whole = posted(client, button.get("formaction"), old_text=OLD, new_text=NEW, again="1", keep="1")
    assert whole.status_code == 200
    assert NEW in page_of(whole).get_element_by_id("new_text").text and 'id="keep" checked' in whole.text


def test_a_language_that_was_asked_for_goes_along_and_no_other(client):
    start = page_of(client.get("/?lang=fr"))
    samples = start.xpath("//ul[@class='samples']//a")
    assert all(link.get("href").endswith("?lang=fr") for link in samples)
    assert start.get_element_by_id("entry").get("action") == "/compare?lang=fr"
    sample = page_of(client.get(samples[0].get("href")))
    assert sample.xpath("//a[@class='brand']")[0].get("href") == "/?lang=fr"
    assert sample.xpath("//form[@id='view']/input[@name='lang']")[0].get("value") == "fr"
    preferred = page_of(client.get("/", headers={"Accept-Language": "fr"}))
    assert preferred.get("lang") == "fr"
    assert not any("lang=" in link.get("href") for link in preferred.xpath("//ul[@class='samples']//a"))


def test_a_kept_comparison_keeps_the_language_and_tells_its_day_in_it(client):
    kept = posted(client, "/compare?lang=zh", old_text=OLD, new_text=NEW, keep="1")
    address = kept.headers["Location"]
    assert address.endswith("?lang=zh")
    page = client.get(address).text
    assert "年" in page.partition("在此保存至")[2][:12]
    forget = lxml.html.fromstring(page).xpath('//form[contains(@action, "/delete")]')[0].get("action")
    assert client.post(forget).headers["Location"] == "/?from=deleted&lang=zh"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ru", "Нового текста ещё нет. Вставьте его или выберите файл."),
        ("zh", "尚无新文本，请粘贴或选择文件。"),
        ("fr", "Le nouveau texte manque. Collez-le ou choisissez un fichier."),
    ],
)
def test_what_is_wrong_with_the_form_is_told_in_the_language(client, tag, said):
    page = page_of(posted(client, f"/compare?lang={tag}", old_text=OLD))
    assert page.get_element_by_id("new_wrong").text_content().strip() == said


def test_too_many_words_are_counted_in_the_language(client):
    page = page_of(posted(client, "/compare?lang=fr", old_text=OLD, new_text="one " * 2000))
    said = page.xpath("//*[@role='alert']")[0].text_content().strip()
    assert said == "Les deux textes comptent 2\u202f006 mots\u202f; le service en accepte 2\u202f000."


def test_why_a_file_was_not_read_is_told_first_in_the_language_then_in_english(client):
    answer = client.post("/compare?lang=ru", data={"old_text": OLD, "new_file": (BytesIO(b""), "a.txt")})
    wrong = page_of(answer).get_element_by_id("new_wrong")
    assert wrong.text.strip() == "Здесь нет текста."
    assert [part.get("lang") for part in wrong] == ["en"] and "a.txt" in wrong[0].text


@pytest.mark.parametrize(
    ("tag", "heading"), [("ru", "По этому адресу ничего нет."), ("zh", "此地址没有任何内容。"), ("en", "Not Found")]
)
def test_a_problem_has_a_heading_in_the_language_and_its_detail_in_english(client, tag, heading):
    page = page_of(client.get(f"/nowhere?lang={tag}", headers={"Accept": "text/html"}))
    assert page.xpath("//h1")[0].text == heading
    detail = page.xpath('//p[contains(., "There is nothing at /nowhere.")]')[0]
    assert detail.get("lang") == (None if tag == "en" else "en")


def test_a_problem_of_a_form_leads_to_the_start_page_in_each_language(client):
    page = page_of(client.post("/comparisons/none/delete", headers={"Accept": "text/html"}))
    assert page.xpath("//nav[@class='languages']/a")[2].get("href") == "/?lang=zh"


def samples_in(client, tag):
    """The samples as the start page lists them in a language."""
    start = page_of(client.get(f"/?lang={tag}"))
    assert not start.xpath("//ul[@class='samples']//*[@lang]")
    return start.xpath("//ul[@class='samples']/li")


@pytest.mark.parametrize("tag", ["ru", "zh", "fr"])
def test_the_samples_are_listed_in_the_language(client, tag):
    assert len(samples_in(client, tag)) == len(samples_in(client, "en")) > 5


@pytest.mark.campaign
@pytest.mark.parametrize("tag", campaign.cases(["zh"], ["ru", "zh", "fr"]))
def test_the_samples_are_shown_in_the_language(client, tag):
    for entry in samples_in(client, tag):
        shown = page_of(client.get(entry[0].get("href")))
        assert shown.xpath("//title")[0].text == f"{entry[0].text} · Diple"
        assert shown.xpath("//p[@class='about']")[0].text == entry[1].text
        assert "  " not in entry[1].text


def test_a_sample_that_is_described_in_english_alone_is_marked_as_english(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "markers.toml").write_text('title = "A pair"\ndescription = "Two."\nold = "old.txt"\nnew = "new.txt"\n')
    for name in ("old.txt", "new.txt"):
        (folder / name).write_text(OLD)
    client = create_app({"DIPLE_DATA": tmp_path}).test_client()
    client.application.config["DIPLE_SAMPLES"] = str(tmp_path)
    link = page_of(client.get("/?lang=fr")).xpath("//ul[@class='samples']//a")[0]
    assert (link.text, link.get("lang")) == ("A pair", "en")
    assert page_of(client.get("/samples/one?lang=fr")).xpath("//h1/span[@lang='en']")[0].text == "A pair"


def test_a_sample_is_compared_anew_where_a_file_of_it_changes(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "markers.toml").write_text('title = "A pair"\ndescription = "Two."\nold = "old.txt"\nnew = "new.txt"\n')
    client = create_app({"DIPLE_DATA": tmp_path}).test_client()
    client.application.config["DIPLE_SAMPLES"] = str(tmp_path)
    for changed_at, word in enumerate(("should", "may"), start=1):
        (folder / "old.txt").write_text(OLD)
        (folder / "new.txt").write_text(OLD.replace("shall", word))
        os.utime(folder / "new.txt", ns=(changed_at, changed_at))
        for _ in range(2):
            assert f"++{word}++" in page_of(client.get("/samples/one")).xpath("string((//section[@id='text']//ins)[1])")


def test_a_frame_and_oembed_are_in_the_language_of_the_page(client):
    page = page_of(client.get("/samples/shall-to-should?lang=zh"))
    told = client.get(page.xpath("//link[@type='application/json+oembed']")[0].get("href")).get_json()
    assert told["title"] == "河流协定：各方“应当”变为“宜”"
    frame = page_of(client.get("/embed/samples/shall-to-should?lang=zh"))
    assert frame.xpath("//h1")[0].text == told["title"]
    assert frame.xpath("//main/p/a")[0].get("href") == "/samples/shall-to-should?lang=zh"


def test_words_of_a_text_in_other_letters_are_not_called_english(client):
    page = page_of(client.get("/samples/russian-declaration?lang=fr"))
    english = [each.text_content() for each in page.xpath("//*[@class='direction']//*[@lang='en']")]
    assert not [said for said in english if any("а" <= letter <= "я" for letter in said)]


def test_texts_without_a_title_are_called_so_in_the_language(client):
    page = page_of(posted(client, "/compare?lang=ru", old_text=OLD, new_text=NEW))
    assert page.xpath("//title")[0].text == "Новый текст · Diple"


def test_a_notice_says_first_in_the_language_what_it_is_about(client):
    text = "Стороны встречаются каждый год и подтверждают свою приверженность договору. " * 3
    file = (BytesIO(text.encode("windows-1251")), "old.txt")
    answer = posted(client, "/compare?lang=ru", old_file=file, new_text=text)
    said = page_of(answer).xpath("//ul[@class='notices']/li")[0]
    assert said.text.strip() == "Кодировка не указана и определена предположительно."
    assert said[0].get("lang") == "en" and "cp1251" in said[0].text


def test_the_language_and_day_of_a_statement_are_told_in_the_language(client):
    page = page_of(client.get("/samples/two-languages?lang=fr"))
    told = page.xpath("//div[@class='heads']/h2/small")[0].text_content().split(" · ")
    assert told[-2] == "anglais" and told[-1].strip().endswith("mots")


@pytest.mark.parametrize(
    ("tag", "counted", "shared"),
    [
        ("en", "930 characters", "of 930 and 915 characters"),
        ("zh", "930字", "930字与915字"),
        ("ru", "930 знаков", "и 915 знаков"),
    ],
)
def test_chinese_is_counted_by_characters_and_said_so(client, tag, counted, shared):
    page = page_of(client.get(f"/samples/chinese-formula-dropped?lang={tag}"))
    assert page.xpath("//div[@class='heads']/h2/small")[0].text_content().endswith(counted)
    assert shared in page.xpath("//dl[@class='facts']")[0].text_content()


def test_the_title_of_a_statement_is_in_the_language_of_the_statement(client):
    page = page_of(client.get("/samples/russian-declaration?lang=zh"))
    assert {title.get("lang") for title in page.xpath("//div[@class='heads']//bdi")} == {"ru"}
