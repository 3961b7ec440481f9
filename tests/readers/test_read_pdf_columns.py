"""PDFs in columns: what was written comes out word for word in order, whatever program set it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import product

import pytest
import weasyprint
from printing import Put, column, pdf
from reading import assert_contract, notices

from campaign import cases, count
from diple.readers import read_document
from diple.readers.pdf.columns import gutters
from diple.readers.pdf.pieces import Piece

SENTENCES = {
    "en": (
        "The Ministers of Astria and Velmark reaffirmed the {} and long-term arrangement on {} within {} days.",
        ["transparent", "unilateral", "environmental", "cross-border", "humanitarian", "technical", "proportionate"],
        ["the dredging of the estuary", "fisheries", "the lighthouses of the northern coast", "prisoners", "customs"],
    ),
    "fr": (
        "Les ministres ont réaffirmé, c’est-à-dire confirmé, l’accord-cadre {} relatif {} dans un délai de {} jours.",
        ["transparent", "unilatéral", "environnemental", "transfrontalier", "humanitaire", "technique", "proportionné"],
        ["au dragage de l’estuaire", "aux pêcheries", "aux phares de la côte du nord", "aux prisonniers", "au fleuve"],
    ),
    "ru": (
        "Министры подтвердили {} торгово-экономическое соглашение, касающееся {}, в течение {} дней.",
        ["прозрачное", "одностороннее", "природоохранное", "трансграничное", "гуманитарное", "временное", "новое"],
        ["устья реки", "рыболовства", "маяков северного побережья", "обмена пленными", "таможенных сборов"],
    ),
    "zh": (
        "双方重申{}合作安排，同意就{}问题在{}天内继续磋商，反对单边强制措施，主张通过对话协商解决争端。",
        ["透明", "单边", "环境", "跨境", "人道主义", "技术", "长期"],
        ["河口疏浚", "渔业", "北部海岸灯塔", "交换战俘", "海关"],
    ),
}
TITLES = {
    "en": "Joint Statement on the Orlen Basin",
    "fr": "Déclaration conjointe sur le bassin de l’Orlen",
    "ru": "Совместное заявление о бассейне Орлени",
    "zh": "关于奥伦河流域的联合声明",
}


def paragraphs(language, count):
    """Paragraphs of one to four sentences, no two of them alike."""
    sentence, adjectives, nouns = SENTENCES[language]
    made, at = [], 0
    for number in range(count):
        length = 1 + (3 * number) % 4
        said = [sentence.format(adjectives[(at + k) % 7], nouns[(at + k) % 5], 2 + at + k) for k in range(length)]
        at += length
        made.append(("" if language == "zh" else " ").join(said))
    return made


def with_headings(paragraphs):
    return [
        part for at, text in enumerate(paragraphs) for part in ([f"{at}. Shipping"] if at % 5 == 2 else []) + [text]
    ]


def printed(parts, columns, *, language="en", align="justify", title="", style="", size="A4"):
    """A PDF by WeasyPrint, which puts all words of a page into one text object; a part with "Shipping" is a heading."""
    tags = ((f"<h2>{part}</h2>" if "Shipping" in part else f"<p>{part}</p>") for part in parts)
    head = f"<h1>{title}</h1>" if title else ""
    page = f"@page {{ size: {size}; margin: 20mm; @bottom-center {{ content: counter(page) }} }}"
    body = f"body {{ font: 10.5pt 'DejaVu Serif', 'Noto Sans CJK SC'; text-align: {align} }} h2 {{ font-size: 12pt }}"
    look = f"<style>{page} {body} h1 {{ font-size: 16pt; text-align: center }}"
    look += f" section {{ columns: {columns}; column-gap: 8mm }} {style}</style>"
    text = f"<html lang={language}><meta charset=utf-8>{look}{head}<section>{''.join(tags)}</section>"
    return weasyprint.HTML(string=text).write_pdf()


def likeness(parts, document):
    """How much of what was written was read in order, word for word; Chinese sign for sign."""
    written, read = "\n".join(parts), document.text
    if re.search("[\u4e00-\u9fff]", written):
        return SequenceMatcher(None, "".join(written.split()), "".join(read.split()), autojunk=False).ratio()
    return SequenceMatcher(None, written.split(), read.split(), autojunk=False).ratio()


def read(content):
    document = read_document(content)
    assert_contract(document)
    return document


LAYOUTS = [*product(SENTENCES, [2, 3], ["justify", "left"])]
# A half of them in which every two of a language, a number of columns and an alignment come together.
PAIRWISE = [
    (language, columns, ("justify", "left")[(at + columns) % 2])
    for (at, language), columns in product(enumerate(SENTENCES), [2, 3])
]


@pytest.mark.campaign
@pytest.mark.parametrize(("language", "columns", "align"), cases(PAIRWISE, LAYOUTS))
def test_columns_are_read_word_for_word_under_a_title_and_with_headings(language, columns, align):
    parts = with_headings(paragraphs(language, count(14, 22)))
    title = TITLES[language]
    document = read(printed(parts, columns, language=language, align=align, title=title))
    assert likeness([title, *parts], document) == 1.0
    assert "read_tables" not in notices(document)


@pytest.mark.parametrize("columns", [2, 3])
def test_words_that_a_program_broke_are_whole_and_compound_ones_keep_their_hyphen(columns):
    parts = paragraphs("en", 20)
    document = read(printed(parts, columns, style="section { hyphens: auto }"))
    assert document.text.split() == " ".join(parts).split()
    assert notices(document)["joined_hyphens"]["joined"] > 10


def test_headings_over_both_columns_part_what_stands_above_from_what_stands_below():
    parts = with_headings(paragraphs("en", 22))
    document = read(printed(parts, 2, style="h2 { column-span: all }"))
    assert likeness(parts, document) == 1.0


SIDE = """the envoys of Velmark and Astria met in
Velgrad and spoke of the river and of the
dam, which they agreed to finish by the
end of the year, and of the vessels that
"""


def beside(right, *, x=325, y=760, foot=()):
    """A page whose first column is full, and the second one has a few lines at its top."""
    lines = [Put(72, 760 - 13 * at, line) for at, line in enumerate((SIDE * 10).strip().split("\n"))]
    return pdf([*lines, *(Put(x, y - 13 * at, line) for at, line in enumerate(right)), *foot])


@pytest.mark.parametrize(
    "right",
    [
        ["are to fish there.", "Lantry, 4 May 2034"],
        ["are to fish there.", "", "For Velmark", "", "Prime Minister"],
    ],
    ids=["two lines", "a signature"],
)
@pytest.mark.parametrize("foot", [(), [Put(280, 60, "The text ends here")]], ids=["", "a foot over both"])
def test_a_column_with_a_few_lines_at_its_top_is_read_after_the_one_before(right, foot):
    document = read(beside(right, foot=foot))
    assert document.text.split()[:340] == (SIDE * 10).split()
    assert " ".join(document.text.split()).count("vessels that are to fish there.") == 1


@pytest.mark.parametrize(
    "page",
    [beside(["Note 1", "Note 2"], y=600), beside(["a line of text that is wider than the first column, much wider"])],
    ids=["far below the top", "wider than the first"],
)
def test_what_is_beside_a_text_elsewhere_begins_no_column(page):
    assert not " ".join(read(page).text.split()).startswith((SIDE * 10).replace("\n", " ").strip())


def test_the_first_line_of_a_paragraph_at_the_foot_of_a_column_is_no_heading_over_both():
    left = [*(Put(72, 760 - 13 * at, line) for at, line in enumerate((SIDE * 10).strip().split("\n")))]
    item = [Put(72, 760 - 13 * 41, "4. The envoys condemn all of the acts, of")]
    right = [Put(325, 760 - 13 * at, line) for at, line in enumerate(("all who\n" + SIDE * 4).strip().split("\n"))]
    notes = [
        Put(72, 760 - 13 * 42.6, "of the first column, a note", 8),
        Put(325, 760 - 13 * 42.6, "of the second, one", 8),
    ]
    text = read(pdf([*left, *item, *right, *notes])).text
    assert text.index("acts, of") < text.index("all who")


@pytest.mark.parametrize("style", ["section { height: 250mm; column-fill: auto }", "p { margin: 0; text-indent: 6mm }"])
def test_columns_may_end_at_unequal_heights_and_paragraphs_may_be_set_in(style):
    parts = paragraphs("en", 14)
    assert likeness(parts, read(printed(parts, 2, style=style))) == 1.0


@pytest.mark.campaign
def test_a_few_lines_on_the_last_page_are_in_columns_as_the_pages_before_are():
    parts = paragraphs("en", 22)
    for number in range(14, 22, count(3, 1)):
        assert likeness(parts[:number], read(printed(parts[:number], 2, size="A5"))) == 1.0


def test_notes_at_the_foot_do_not_break_into_the_columns():
    parts = paragraphs("en", 18)
    note = "<span class=note>Signed at Velgrad on 2 May 1999.</span>"
    noted = [part + note * (at in (3, 9)) for at, part in enumerate(parts)]
    document = read(printed(noted, 2, style=".note { float: footnote; font-size: 8pt }"))
    notes = [document.text[block.start : block.end] for block in document.blocks if block.kind == "footnote"]
    assert notes == ["[1] Signed at Velgrad on 2 May 1999.", "[2] Signed at Velgrad on 2 May 1999."]
    body = document.text.partition("\n\n[1] Signed")[0].replace("[1]", "").replace("[2]", "")
    assert body.split() == " ".join(parts).split()


LISTS = {
    "numbers": ("<ol><li>{}</li><li>{}</li></ol>", "1. {}\n\n2. {}"),
    "dots": ("<ul><li>{}</li><li>{}</li></ul>", "• {}\n\n• {}"),
}
HANGING = {
    "labels far from their lines": "",
    "labels close to their lines": "ol, ul { padding-left: 5mm }",
    "headings in the middle": "h2 { text-align: center }",
    "broken words": "section { hyphens: auto }",
}


# In the suite each way to hang labels with one kind of them, each kind with two ways.
LABELLED = [*zip(("numbers", "dots") * 2, HANGING, strict=True)]


@pytest.mark.campaign
@pytest.mark.parametrize(("labels", "hanging"), cases(LABELLED, [*product(LISTS, HANGING)]))
def test_a_label_belongs_to_the_column_of_the_line_it_stands_before(labels, hanging):
    items = paragraphs("en", 10)
    drawn, written = LISTS[labels]
    pairs = [*zip(items[::2], items[1::2], strict=True)]
    page = [part for at, pair in enumerate(pairs) for part in (f"{at} Shipping", drawn.format(*pair))]
    parts = [part for at, pair in enumerate(pairs) for part in (f"{at} Shipping", written.format(*pair))]
    document = read(printed(page, 2, style=HANGING[hanging]))
    assert document.text.split() == " ".join(parts).split()


def test_a_list_within_a_list_belongs_to_its_column_too():
    items = paragraphs("en", 16)
    inner = "<ol style='list-style: lower-alpha'>" + "".join(f"<li>{item}</li>" for item in items[8:14]) + "</ol>"
    outer = [*(f"<li>{item}</li>" for item in items[:7]), f"<li>{items[7]}{inner}</li>", f"<li>{items[14]}</li>"]
    written = [*(f"{at}. {item}" for at, item in enumerate(items[:8], 1))]
    written += [*(f"{label}. {item}" for label, item in zip("abcdef", items[8:14], strict=True)), f"9. {items[14]}"]
    document = read(printed([f"</p><ol>{''.join(outer)}</ol><p>{items[15]}"], 2))
    assert document.text.split() == " ".join([*written, items[15]]).split()


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_notes_stand_at_the_end_after_the_text_of_all_columns(columns):
    parts = paragraphs("en", 18)
    note = "<span class=note>Signed at Velgrad on 2 May 1999, as amended by the Protocol of 7 June 2004 {}.</span>"
    noted = [part + note.format(f"and {at}") * (at in (2, 7, 8)) for at, part in enumerate(parts)]
    style = """
        .note { float: footnote; font-size: 8pt }
        ::footnote-call { vertical-align: super; font-size: 70%; line-height: 0 }
        ::footnote-marker { content: counter(footnote) " "; font-size: 10.5pt }
    """
    document = read(printed(noted, columns, style=style))
    written = [part + f"[{(2, 7, 8).index(at) + 1}]" if at in (2, 7, 8) else part for at, part in enumerate(parts)]
    text = [document.text[block.start : block.end] for block in document.blocks]
    kinds = [block.kind for block in document.blocks]
    assert " ".join(text[: len(kinds) - 3]).split() == " ".join(written).split()
    assert kinds[-3:] == ["footnote"] * 3
    assert [note[:3] for note in text[-3:]] == ["[1]", "[2]", "[3]"]
    assert notices(document)["moved_footnotes"]["labels"] == 3


def test_a_paragraph_that_recurs_at_the_head_of_columns_is_no_running_head():
    text = "The Parties deplored the incident and resolved to continue the talks on the works at the dam"
    document = read(printed([text] * 60, 2, size="A5"))
    assert document.text.count("deplored") == 60
    assert set(notices(document)["dropped_running_lines"]["excerpts"]) == {"1", "2", "3", "4"}


def test_arabic_columns_are_read_from_the_right():
    parts = [f"اجتمع وزيرا خارجية البلدين في أورلن يوم {at} مارس 2031 وناقشا العلاقات الثنائية بين البلدين الصديقين." for at in range(2, 26)]  # fmt: skip
    document = read(printed(parts, 2, language="ar", style="html { direction: rtl }", align="right"))
    assert document.text == "\n\n".join(parts)


def test_one_column_of_justified_text_has_no_gutter_and_no_table():
    parts = paragraphs("en", 24)
    document = read(printed(parts, 1, size="A5"))
    assert document.text == "\n\n".join(parts)
    assert "read_tables" not in notices(document)


LEFT = """\
The two sides met in Velgrad
on 14 June and spoke of works
at the dam and of the harvest;
they agreed to go on with the
exchange of letters until the
"""
RIGHT = """\
end of the year, when a joint
commission will meet again in
Velgrad, and welcomed reports
of the commission, which will
be published in the summer.
"""


def test_lines_of_columns_that_stand_at_different_heights_are_kept_apart():
    document = read(pdf([*column(LEFT), *column(RIGHT, x=320, y=713)]))
    assert document.text.split() == (LEFT + RIGHT).split()


def pieces(*rows):
    return [Piece(x, 700 - 14 * at, 5.0 * len(text), 11, text) for at, row in enumerate(rows) for x, text in row]


def test_a_gutter_is_where_lines_of_text_begin_not_where_cells_do():
    text = [[(72, "the parties agree that the works at"), (300, "and that the Joint Commission will")]] * 6
    assert gutters(pieces(*text)) == [300]
    cells = [[(72, "Astria"), (300, "Minister for Foreign Affairs")]] * 6
    assert gutters(pieces(*cells)) == []
    labels = [[(72, f"({at})"), (100, "the parties agree that the works at the dam go on")] for at in range(8)]
    assert gutters(pieces(*labels)) == []


WIDE_BLANKS = [
    [Put(72, 700, "and the works"), Put(200, 700, "at the dam")],
    [Put(72, 686, "of the Orlen"), Put(200, 686, "in spring,")],
    [Put(72, 672, "which are now"), Put(200, 672, "being done")],
]


def test_wide_blanks_of_justified_lines_make_no_table():
    document = read(pdf([put for row in WIDE_BLANKS for put in row]))
    assert "read_tables" not in notices(document)
    assert document.text == "and the works at the dam of the Orlen in spring, which are now being done"
