"""PDFs in other layouts: from right to left, in Chinese, with tables, heads of chapters, vertical lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint
from printing import Put, column, pdf
from reading import assert_contract, notices, picture

from diple.errors import ReadError
from diple.readers import read_document
from diple.readers.pdf.direction import logical, parted, unmirrored
from diple.readers.pdf.lines import lines_of_page
from diple.readers.pdf.pieces import Piece

FIXTURES = Path(__file__).with_name("fixtures") / "printed"
ARABIC = [
    "بيان مشترك بين جمهورية أستريا ومملكة فيلمارك",
    "اجتمع وزيرا خارجية البلدين في أورلن يوم 4 مارس 2031 وناقشا العلاقات الثنائية بين البلدين الصديقين وسبل تطويرها"
    " في المجالات كافة، بما في ذلك التجارة والثقافة والتعليم (اتفاق 2029).",
    "1. يدين الطرفان بشدة جميع أعمال العنف ضد المدنيين.",
    "2. تلتزم الحكومتان بتنفيذ اتفاق المياه المشتركة الموقع في أورلن، ويؤكد الطرفان أهمية الاستقرار في المنطقة وضرورة"
    " احترام القانون الدولي وميثاق الأمم المتحدة في جميع الظروف والأحوال.",
]
CHINESE = [
    "联合声明",
    "一、两国元首在亲切友好的气氛中举行会谈，就双边关系和共同关心的国际地区问题深入交换意见，达成广泛共识。"
    "双方一致认为，建交四十一年来，两国关系经受住了国际风云变幻的考验。",
    "二、双方重申恪守1996年签署的《睦邻友好条约》，在涉及彼此核心利益的问题上相互坚定支持。",
]


def read(content):
    document = read_document(content)
    assert_contract(document)
    return document


def set_by_weasyprint(paragraphs, language, direction="ltr"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    style = "<style>body { font: 11pt 'DejaVu Sans', 'Noto Sans CJK SC' }</style>"
    page = f"<html lang={language} dir={direction}><meta charset=utf-8>{style}{text}"
    return weasyprint.HTML(string=page).write_pdf()


def test_arabic_is_read_as_it_was_written():
    document = read(set_by_weasyprint(ARABIC, "ar", "rtl"))
    assert document.text == "\n\n".join(ARABIC)
    assert notices(document)["read_from_right"] == {"lines": 6}


def test_arabic_as_a_word_processor_exports_it():
    assert read((FIXTURES / "arabic.pdf").read_bytes()).text == "\n\n".join(ARABIC)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["ابع", " 4 ", "يوم"], "يوم 4 ابع"),
        (["وناقشا", "2031 ", " مارس"], " مارس 2031وناقشا"),
        ([".)", "2029", "(اتفاق"], "(اتفاق2029)."),
        (["نص", "United", " Nations", "في"], "فيUnited Nationsنص"),
        (["نص ", "Joint", " ", "Estuary", " ", "Treaty", ",", " ", "2021", "في "], "في Joint Estuary Treaty, 2021نص "),
        (["نص ", "2034", " ", "17", "في "], "في 17 2034نص "),
    ],
)
def test_pieces_of_a_line_from_right_to_left_are_put_in_order(pieces, text):
    assert logical([(piece, 72, 90, 11) for piece in pieces]) == text


NAMES = [
    "رحّب الجانبان بتقرير United Nations Environment Programme بشأن مياه المصب وحماية الأسماك والطيور في الجزيرة، واتفقا على تبادل البيانات.",
    "وأكدا التزامهما بأعمال Joint Estuary Commission of Kestria ومبادئها (Treaty, 2021) في 17 مارس 2034.",
    "Joint Estuary Commission",
]


def test_a_name_of_several_latin_words_keeps_its_order_in_arabic():
    assert read(set_by_weasyprint(NAMES, "ar", "rtl")).text == "\n\n".join(NAMES)


ENGLISH = [
    "The two sides met at Orlen and agreed to protect the fish and the birds of the estuary in every season.",
    "They will exchange data on floods, and the commission shall report to both governments in March 2034.",
]


def test_two_languages_side_by_side_from_opposite_directions_are_read_one_after_the_other():
    sides = ((ENGLISH, "left", "ltr"), (ARABIC, "right", "rtl"))
    body = "".join(
        f"<div style='float:{side};width:46%;direction:{way}'>{''.join(f'<p>{each}</p>' for each in texts)}</div>"
        for texts, side, way in sides
    )
    page = f"<html><meta charset=utf-8><style>body {{ font: 10pt 'DejaVu Sans' }}</style>{body}"
    document = read(weasyprint.HTML(string=page).write_pdf())
    assert document.text == "\n\n".join([*ENGLISH, *ARABIC])


@pytest.mark.parametrize(
    "said",
    [
        "ترتفع الرسوم بنسبة تتراوح بين 40-45 في المائة من الهدف (12–15%) في أورلن.",
        "يعمل المرفق في الفترة 2031-2033، ويستند القرار إلى المادة 7-2.",
        "وقع الاتفاق في 17/03/2034 بموجب القرار A/RES/75/12 في الساعة 12:30.",
        "التزم الطرفان بمعاهدة عام 1978[1]، واجتمعا في أورلن (2029).",
        "بلغت القيمة 1,250.5 كرونة [3] في عام 2031.",
    ],
)
def test_figures_in_arabic_keep_their_order(said):
    assert read(set_by_weasyprint([said], "ar", "rtl")).text == said


@pytest.mark.parametrize("word", ["لعام 1978", "المشتركة"])
def test_a_raised_mark_in_arabic_is_in_brackets_behind_its_word(word):
    page = f"<p lang=ar dir=rtl>التزم الطرفان بالمعاهدة {word}<sup>1</sup>، واجتمعا في أورلن مرتين هذا العام.</p>"
    content = weasyprint.HTML(string=f"<style>p {{ font: 12pt 'DejaVu Sans' }}</style>{page}").write_pdf()
    assert read(content).text == f"التزم الطرفان بالمعاهدة {word}[1]، واجتمعا في أورلن مرتين هذا العام."


def test_an_arabic_line_on_a_page_of_another_language_keeps_its_order():
    arabic = "يجتمع الطرفان في الربيع (مرتين)"
    assert read(set_by_weasyprint([*ENGLISH, arabic, *ENGLISH[::-1]], "en")).text.split("\n\n")[2] == arabic


@pytest.mark.parametrize(
    ("word", "parts"), [("Treaty,(", ["Treaty,", "("]), ("2034.", ["2034", "."]), ("Treaty)", ["Treaty", ")"])]
)
def test_a_stop_after_a_latin_word_is_part_of_it(word, parts):
    assert parted(word) == parts


def test_the_sign_of_a_font_of_symbols_at_the_right_edge_is_a_bullet():
    shown = [(57, 56, "المعلومات."), (116, 40, "تبادل "), (162, 6, "\uf0b7")]
    (line,) = lines_of_page(0, [Piece(x, 700, width, 12, text) for x, width, text in shown])
    assert line.text == "• تبادل المعلومات."


def test_chinese_is_read_as_it_was_written():
    assert read(set_by_weasyprint(CHINESE, "zh")).text == "\n\n".join(CHINESE)


def test_room_between_chinese_and_a_number_is_no_blank():
    shown = [(72, 63, "双方重申恪守"), (138, 21, "1996"), (162, 42, "年条约。")]
    (line,) = lines_of_page(0, [Piece(x, 700, width, 10.5, text) for x, width, text in shown])
    assert line.text == "双方重申恪守1996年条约。"


ABOVE = """\
双方一致认为，应尽快恢复委员会的工作，并在2033年
6月30日之前提交报告，外长强调，在任何时候都不得
“单方面改变现状”，并同意继续就河口疏浚问题磋商。
"""


def test_no_blank_stands_where_a_chinese_line_ends_before_a_figure_or_a_quotation():
    assert read(pdf(column(ABOVE))).text == "".join(ABOVE.split())


def test_a_blank_stands_there_where_the_text_sets_figures_apart():
    lines = "双方在 2031 年和 2032 年举行会谈，并商定在 2033\n年再次举行会谈，就 12 个问题深入交换意见，达成共\n识。"
    assert "2033 年再次" in read(pdf(column(lines))).text


def mirrored(first, second):
    """Two pages of text under heads of the left and right page, each of which is once."""
    return pdf(
        [Put(420, 790, "Joint statement"), *column(first, y=740)],
        [Put(72, 790, "Ministry of Astria"), *column(second, y=740)],
    )


FIRST = """\
The Parties reaffirm the Treaty on the Orlen Basin, and agree that the works
at the dam, which were begun in the spring of the year, shall be continued by
the commission that both Governments have established, until the last of them
"""
SECOND = """\
has been finished, and that the costs of the works shall be borne by the two
Governments in equal parts, as they have been borne in the years before this.
"""


@pytest.mark.parametrize("end", [FIRST, FIRST.rstrip() + "."], ids=["inside a sentence", "between paragraphs"])
def test_heads_of_left_and_right_pages_are_no_text_though_each_stands_once(end):
    second = SECOND if end is FIRST else "Nothing " + SECOND
    document = read(mirrored(end, second))
    assert document.text.split() == f"{end} {second}".split()
    (told,) = [notice for notice in document.warnings if notice.code == "dropped_running_lines"]
    assert told.data["excerpts"] == ["Joint statement", "Ministry of Astria"]
    assert "Joint statement, Ministry of Astria" in told.message


def test_headings_at_the_head_of_pages_are_text():
    titles, texts = ["Navigation", "Fisheries and tolls"], [FIRST.rstrip() + ".", "Nothing " + SECOND]
    document = read(
        pdf(*([Put(72, 760, title), *column(text, y=738)] for title, text in zip(titles, texts, strict=True)))
    )
    assert [title for title in titles if title in document.text] == titles


def test_the_first_line_of_a_paragraph_at_the_foot_of_each_page_is_text():
    last = ["The Parties also agree that the", "Both Governments resolve to make"]
    texts = [FIRST.rstrip() + ".", "commission " + SECOND]
    document = read(pdf(*([*column(text, y=740), Put(72, 60, line)] for text, line in zip(texts, last, strict=True))))
    assert [line for line in last if line in document.text] == last


def row(y, *cells):
    return [Put(x, y, cell) for x, cell in zip((72, 240, 400), cells, strict=False)]


TABLE = [
    *column("The Parties agree on the vessels that may fish in the waters,\nas the table says."),
    *row(670, "Party", "In 2030", "In 2031"),
    *row(650, "Astria", "ten", "twelve"),
    *row(630, "Velmark, with the", "twelve", "nine"),
    *row(616, "northern islands"),
    *row(596, "Both", "twenty-two", "twenty-one"),
    *column("The table is part of the Treaty.", y=560),
]


def test_cells_of_a_table_are_read_in_order_and_told():
    document = read(pdf(TABLE))
    assert document.text.split("\n\n")[1] == (
        "Party\tIn 2030\tIn 2031\nAstria\tten\ttwelve\nVelmark, with the northern islands\ttwelve\tnine\n"
        "Both\ttwenty-two\ttwenty-one"
    )
    assert [block.kind for block in document.blocks] == ["paragraph", *["cell"] * 12, "paragraph"]
    assert notices(document)["read_tables"] == {"rows": 4}


FIGURES = [
    *column("The dues of the Strait are those that the Parties agreed at Orrin in the spring of 2031:", y=720),
    *row(690, "up to fifty", "1,200", "40 %"),
    *row(674, "fifty and more", "2,750", "45 %"),
    *row(658, "over a hundred", "6,000", "50 %"),
    *column("The table is part of the Treaty.", y=620),
]


def test_figures_of_one_width_in_rows_that_begin_small_are_a_table():
    document = read(pdf(FIGURES))
    assert document.text.split("\n\n")[1] == (
        "up to fifty\t1,200\t40 %\nfifty and more\t2,750\t45 %\nover a hundred\t6,000\t50 %"
    )


def test_a_table_as_a_word_processor_exports_it():
    assert "cell | Velmark, with the islands of the northern sea\ncell | twelve\ncell | nine\ncell | Both" in picture(
        read((FIXTURES / "table.pdf").read_bytes())
    )


def test_a_date_at_the_right_edge_makes_no_table():
    document = read(pdf([*row(700, "No. 4", "", "12 May 2031")[::2], *column("The Parties shall meet.", y=660)]))
    assert "read_tables" not in notices(document)
    assert document.text.startswith("No. 4 12 May 2031")


CELLS = [
    ["Party", "Vessels", "Obligation"],
    ["Republic of Astria", "12", "shall maintain the northern locks and the lighthouses on the left bank of the river"],
    ["Kingdom of Velmark", "3", "may maintain the southern locks, and shall bear half of the costs of the works"],
    ["Duchy of Sarn", "0", "shall be informed"],
]


def set_as_table(align):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
    style = f"body {{ font: 11pt 'DejaVu Serif'; width: 110mm }} td {{ padding: 3px; vertical-align: {align} }}"
    page = f"<html lang=en><style>{style}</style><p>The Parties agree as follows.</p><table>{rows}</table>"
    return weasyprint.HTML(string=page).write_pdf()


def test_cells_with_little_white_between_them_are_told_apart():
    document = read(set_as_table("top"))
    assert document.text.split("\n\n")[1].split("\n") == ["\t".join(row) for row in CELLS]
    assert notices(document) == {"read_tables": {"rows": 4}}


def test_cells_that_cannot_be_told_apart_are_told_of():
    document = read(set_as_table("middle"))
    assert sorted(document.text.split()) == sorted(
        " ".join(["The Parties agree as follows.", *(cell for row in CELLS for cell in row)]).split()
    )
    assert notices(document)["read_across"]["lines"] > 4


def test_vertical_lines_are_refused():
    page = [
        Put(500 - 20 * line, 700 - 12 * at, char)
        for line in range(3)
        for at, char in enumerate("双方重申恪守条约并继续合作")
    ]
    with pytest.raises(ReadError) as caught:
        read_document(pdf(page), name="竖排.pdf")
    assert caught.value.code == "NOT_READABLE" and "vertical" in caught.value.message
    assert read(pdf([Put(72, 700, "双方重申恪守条约")])).text == "双方重申恪守条约"


def book(heads):
    """A page for each head; on those of "" there is none."""
    words = ["harvest", "river", "port", "island", "treaty", "school", "bridge", "border", "vessel", "trade"]
    return pdf(*[
        ([Put(72, 790, head)] if head else [])
        + column(f"The Ministers spoke of the {words[at % 10]} of {2000 + at * 7} at length,\nand agreed to meet again.", y=750)
        for at, head in enumerate(heads)
    ])  # fmt: skip


def test_heads_of_chapters_are_left_out_though_each_is_on_few_pages():
    heads = [f"Chapter {name}" for name in ("Fisheries", "Trade", "Borders", "Ports", "Schools") for _ in range(2)]
    document = read(book(heads))
    assert "Chapter" not in document.text
    assert notices(document)["dropped_running_lines"]["lines"] == 10


def test_heads_that_alternate_are_left_out():
    document = read(book(["Joint Statement", "Astria and Velmark"] * 3))
    assert notices(document)["dropped_running_lines"]["lines"] == 6


def test_a_line_that_recurs_where_few_pages_have_one_stays_and_so_does_what_stands_once():
    document = read(book(["", "", "On the port", "", "", "", "", "On the port", "", ""]))
    assert document.text.count("On the port") == 2
    heads = [f"Chapter {name}" for name in ("Fisheries", "Trade", "Borders", "Ports") for _ in range(2)]
    assert "Signatures" in read(book([*heads, "Signatures"])).text


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        ("the ﬁrst oﬃce", "the first office"),
        ("ﺮﺳﻷ", "لأسر"),  # from left to right as the page shows them
        ("⽇⽉", "日月"),
        ("A² and ½", "A² and ½"),
    ],
)
def test_letters_named_by_their_shapes_are_the_letters(shown, read_as):
    assert read(pdf([Put(72, 700, shown)])).text == read_as


def test_brackets_named_as_they_are_seen_are_turned_in_lines_from_right_to_left():
    assert unmirrored(["شددا على أن »قرية واحدة« لن تُترك )اتفاق 2029("]) == [
        "شددا على أن «قرية واحدة» لن تُترك (اتفاق 2029)"
    ]
    assert unmirrored(["شددا على أن «قرية واحدة» لن تُترك"]) == ["شددا على أن «قرية واحدة» لن تُترك"]
    assert unmirrored(["»Quoted« in a language of the north"]) == ["»Quoted« in a language of the north"]


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\uf0d8"])
def test_the_sign_of_a_font_of_symbols_before_an_item_is_a_bullet(sign):
    document = read(
        pdf([*column("The Parties agree on this:"), Put(72, 706, sign), Put(90, 706, "a joint patrol of the dam.")])
    )
    assert document.text.split("\n\n")[-1] == "• a joint patrol of the dam."


def test_vowel_signs_belong_to_the_letter_shown_after_them():
    marked = [Put(140, 700, "ر"), Put(146, 700, "ر"), Put(151.8, 701, "\u064f"), Put(151.5, 700, "ح")]
    assert read(pdf(marked)).text == "حُرر"
