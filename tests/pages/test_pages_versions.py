"""The pages of language versions, as the service answers them."""

import re
from io import BytesIO

import pytest
from lxml import html

from diple.web import create_app

TEXTS = {
    1: "The Parties shall inspect the dam of Orlen. The inspection shall last 12 days.",
    2: "Стороны проводят осмотр плотины Орлен. Осмотр продолжается 15 дней.",
    3: "يجري الطرفان فحص سد أورلين. تستمر عملية الفحص 12 يوما.",
}
SAMPLE = "/versions/samples/strait-of-veld"


@pytest.fixture(scope="module")
def client():
    return create_app().test_client()


def sent(texts, **more):
    return {**{f"v{at}_text": text for at, text in texts.items()}, **more}


def page_of(answer):
    return html.fromstring(answer.get_data(as_text=True))


def test_the_table_has_a_row_for_each_sentence_and_a_column_for_each_version(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    assert page.xpath("//thead//th/text()") == ["Row", "English", "Russian", "Arabic"]
    assert [len(row.xpath("tr[1]/td")) for row in page.xpath("//table[@class='parallel']/tbody")] == [3, 3]


def test_a_column_from_right_to_left_says_so(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    assert page.xpath("//td[contains(@class, 'column-3')]/div/@dir") == ["rtl", "rtl"]
    assert page.xpath("//td[contains(@class, 'column-3')]/div/@lang") == ["ar", "ar"]


def test_a_remark_in_a_column_from_right_to_left_is_read_from_the_left(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    remarks = page.xpath("//td[contains(@class, 'column-3')]//small[contains(@class, 'remark')]")
    assert [remark.get("dir") for remark in remarks] == ["ltr", "ltr"]


def test_the_version_that_says_otherwise_is_marked(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    (odd,) = page.xpath("//td[contains(@class, ' odd')]")
    assert odd.xpath(".//mark/text()") == ["15"]
    assert odd.xpath(".//span[@class='vh']/text()")[0] == "says otherwise: "


def test_a_row_opens_to_the_markers_of_its_pairs(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    heads = page.xpath("//details[contains(@class, 'divergence')]//h2/text()")
    assert heads == ["English – Russian", "Russian – Arabic"]
    assert page.xpath("//details[contains(@class, 'divergence')]//table//tr")


def test_files_are_those_of_the_library(client):
    page = page_of(client.post("/versions", data=sent(TEXTS)))
    hidden = {each.get("name"): each.get("value") for each in page.xpath("//form[@id='again']/input")}
    answer = client.post("/versions", data={**hidden, "file": "tmx"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/x-tmx+xml"
    assert answer.data.count(b"<tuv ") == 6


def test_a_file_and_a_language_are_taken(client):
    files = {
        "v1_file": (BytesIO(TEXTS[1].encode()), "en.txt"),
        "v2_file": (BytesIO(TEXTS[2].encode("cp1251")), "ru.txt"),
        "v2_language": "ru",
        "pivot": "2",
    }
    page = page_of(client.post("/versions", data=files))
    assert page.xpath("//dt/text()") == ["English", "Russian"]
    assert page.xpath("//dl//div[2]//small/text()") == ["makes the rows"]


def test_what_is_wrong_is_said_and_the_texts_are_kept(client):
    answer = client.post("/versions", data=sent({1: TEXTS[1]}))
    assert answer.status_code == 422
    assert "Two versions at least" in answer.text
    assert TEXTS[1] in answer.text


def test_a_text_that_cannot_be_read_is_named(client):
    answer = client.post("/versions", data={"v1_text": TEXTS[1], "v2_file": (BytesIO(b"\x00\x01\x02"), "x.bin")})
    assert answer.status_code == 422
    assert page_of(answer).xpath("//p[@id='v2_wrong']")


def test_too_many_words_are_refused_on_the_form():
    answer = create_app({"DIPLE_MAX_WORDS": "10"}).test_client().post("/versions", data=sent(TEXTS))
    assert answer.status_code == 422
    assert "this service takes 10" in answer.text


def test_the_start_page_leads_to_the_form_and_to_the_sample(client):
    links = page_of(client.get("/")).xpath("//a/@href")
    assert "/versions" in links and SAMPLE in links


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr"])
def test_the_sample_shows_its_divergences_in_each_language(client, language):
    page = page_of(client.get(f"{SAMPLE}?lang={language}"))
    assert page.get("lang") == language
    odd = [" ".join(each.text_content().split()) for each in page.xpath("//td[contains(@class, ' odd')]")]
    assert sum("维也纳" in each or "可以" in each or "150" in each or "лиц" in each for each in odd) == 4


def test_what_a_text_says_is_no_markup(client):
    texts = {1: "The <b>Parties</b> shall meet in 12 days.", 2: "Стороны <script>x</script> встречаются через 15 дней."}
    answer = client.post("/versions", data=sent(texts))
    assert "<script>x" not in answer.text and "&lt;script&gt;x" in answer.text


def test_an_unknown_sample_is_not_found(client):
    assert client.get("/versions/samples/nothing").status_code == 404


def test_a_filter_and_columns_can_be_asked_for_by_the_address(client):
    page = page_of(client.get(f"{SAMPLE}?rows=divergent&column=ru&column=zh"))
    assert page.xpath("//input[@name='rows'][@checked]/@value") == ["divergent"]
    assert page.xpath("//input[@name='column'][@checked]/@value") == ["ru", "zh"]


def test_counts_of_the_filters_are_those_of_the_rows(client):
    page = page_of(client.get(SAMPLE))
    words = page.xpath("//fieldset[@class='views']//label/text()")
    rows = page.xpath("//table[@class='parallel']/tbody")
    differ = [row for row in rows if "differs" in row.get("class")]
    assert [int(re.search(r"\d+", each)[0]) for each in words[:2]] == [len(rows), len(differ)]
