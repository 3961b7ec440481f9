"""PDFs: lines become paragraphs, page furniture goes and is reported, what has no text is refused by name."""

from __future__ import annotations

from io import BytesIO

import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import PICTURE, Put, column, nested_forms, pdf
from reading import assert_contract, notices, picture, visible

import diple
from diple.errors import ReadError
from diple.readers import read_document
from diple.readers.pdf import reader
from diple.readers.pdf.lines import lines_of_page
from diple.readers.pdf.pieces import Piece


def read(*pages, **options):
    document = read_document(pdf(*pages, **options))
    assert_contract(document)
    assert document.format == "pdf"
    return document


COMMUNIQUE = """\
The Ministers of the Republic of Velmark and the Kingdom of
Astria met in Velgrad on 14 June 2021. They discussed the co-
operation of the two states and the implementa-
tion of the long-
term plan for the Orlen Basin.

1. The Parties reaffirm that the long-term plan stands, and
that the Joint Commission will meet every year in Velgrad.
2. The Parties agree to the establishment of a Franco-
Astrian school, and of a self-
governing council in the Orlen valley.
"""


def test_lines_become_paragraphs_and_hyphens_at_their_ends_are_judged():
    document = read([Put(150, 760, "Joint Communiqué", 18), *column(COMMUNIQUE)], language="en-GB")
    assert picture(document) == "\n".join(
        [
            "heading 1 | Joint Communiqué",
            "paragraph | The Ministers of the Republic of Velmark and the Kingdom of Astria met in Velgrad on 14 June 2021. "
            "They discussed the cooperation of the two states and the implementation of the long-term plan for the "
            "Orlen Basin.",
            "item 1 <1.> | 1. The Parties reaffirm that the long-term plan stands, and that the Joint Commission will meet "
            "every year in Velgrad.",
            "item 1 <2.> | 2. The Parties agree to the establishment of a Franco-Astrian school, and of a self-governing "
            "council in the Orlen valley.",
        ]
    )
    assert (document.title, document.language) == ("Joint Communiqué", "en")
    assert notices(document) == {
        "joined_hyphens": {
            "joined": 2,
            "kept": 3,
            "guessed": 2,
            "joined_words": ["cooperation", "implementation"],
            "kept_words": ["long-term", "Franco-Astrian", "self-governing"],
            "guessed_words": ["cooperation", "implementation"],
        }
    }


INDENTED = """\
>The President received the Foreign Minister of Astria today.
They spoke of the harvest, of the river and of the fisheries,
and of the treaty on the Orlen Basin, which is to be renewed.
>The President stressed that Velmark keeps to its commitments
under the treaty of 1978.
>He invited the Minister to return in the spring of next year.
"""


def test_a_first_line_that_is_set_in_begins_a_paragraph():
    assert [line[:40] for line in picture(read(column(INDENTED))).split("\n")] == [
        "paragraph | The President received the F",
        "paragraph | The President stressed that ",
        "paragraph | He invited the Minister to r",
    ]


def with_furniture(page, number, body):
    head = Put(72, 800, "Velmark – Astria Joint Statement", 9)
    return [head, *body, Put(280, 40, f"– {number} –", 9), Put(450, 40, f"VA/2021/7, p. {number} of 3", 7)]


def test_running_heads_feet_and_page_numbers_are_left_out_and_told():
    bodies = [
        "The Ministers met in Velgrad and spoke of the river, and they",
        "agreed on the works at the dam, which are to be finished by the",
        "end of the year.",
    ]
    pages = [with_furniture(at, at + 1, [Put(72, 720, body)]) for at, body in enumerate(bodies)]
    document = read(*pages)
    assert document.text == " ".join(bodies)
    told = notices(document)["dropped_running_lines"]
    assert told["lines"] == 6
    assert told["excerpts"] == [
        "Velmark – Astria Joint Statement",
        "– 1 – VA/2021/7, p. 1 of 3",
        "– 2 – VA/2021/7, p. 2 of 3",
        "– 3 – VA/2021/7, p. 3 of 3",
    ]
    assert document.coverage.found - document.coverage.kept == told["characters"]


ENVOYS = [Put(72, 720, "The envoys of Velmark and Astria met in Velgrad, and")]
PRINTED_AT = "5/1/31, 3:02 PM Statement of the envoys"


@pytest.mark.parametrize(
    "head", [PRINTED_AT, "01.05.2031, 15:02 Statement of the envoys", "2031/5/1 15:02 x", "x PM 3:02 ,5/1/31"]
)
@pytest.mark.parametrize(
    "foot", ["https://velmark.example/news/12 1/1", "1/1 file:///home/desk/statement.html", "about:blank 1/1"]
)
def test_what_a_browser_prints_on_a_page_is_left_out(head, foot):
    document = read([Put(24, 820, head, 8), *ENVOYS, Put(24, 20, foot, 8)])
    assert document.text == ENVOYS[0].text
    assert sorted(notices(document)["dropped_running_lines"]["excerpts"]) == sorted([head, foot])


def test_what_a_browser_prints_is_left_out_where_the_text_comes_near():
    lines = "\n".join(f"The envoys of Velmark and Astria took up point {number}." for number in range(1, 56))
    pages = [
        [Put(24, 800, PRINTED_AT, 8), *column(lines, y=789), Put(24, 20, f"about:blank {number}/2", 8)]
        for number in (1, 2)
    ]
    document = read(*pages)
    assert "about" not in document.text
    assert PRINTED_AT not in document.text
    assert notices(document)["dropped_running_lines"]["lines"] == 4


LONG = column(
    "The envoys of Velmark and Astria met in Velgrad,\nand agreed to meet again in the spring.\nThey will meet in Orlen."
)


@pytest.mark.parametrize(
    ("edges", "kept"),
    [
        ([Put(72, 800, "Ministry of Velmark", 8), Put(72, 40, "Castle Square 1, Velgrad", 8)], []),
        ([Put(72, 800, "Ministry of Velmark", 11)], ["Ministry of Velmark"]),
        ([Put(72, 745, "Ministry of Velmark", 8)], ["Ministry of Velmark"]),
        ([Put(72, 800, "Velgrad, 4 February 2032", 8)], ["Velgrad, 4 February 2032"]),
        ([Put(72, 40, "The text in Astrian prevails.", 8)], ["The text in Astrian prevails."]),
        ([Put(72, 40, "1 Signed at Velgrad", 8)], ["1 Signed at Velgrad"]),
    ],
    ids=["small", "in the type of the text", "near the text", "a day", "a sentence", "a note"],
)
def test_of_a_single_page_edges_in_small_type_far_from_the_text_are_left_out(edges, kept):
    text = read([*edges, *LONG]).text
    assert [put.text for put in edges if put.text in text] == kept


@pytest.mark.parametrize("foot", ["see https://velmark.example/news/12", "The end of 1/1"])
def test_a_day_and_a_time_at_the_head_are_text_without_what_a_browser_prints_below(foot):
    document = read([Put(72, 820, PRINTED_AT), *ENVOYS, Put(72, 20, foot)])
    assert document.text.startswith(PRINTED_AT)


@pytest.mark.parametrize("second", [[], [Put(72, 712, "of Velmark and Astria", 18)]], ids=["title", "its first line"])
def test_a_running_head_with_the_words_of_the_title_is_left_out(second):
    head, title = Put(200, 800, "Joint Statement", 8), Put(72, 735, "Joint Statement", 18)
    first = "The envoys met in Velgrad and spoke of the river.\nThey agreed on the works at the dam."
    document = read([head, title, *second, *column(first, y=680)], [head, *column("They will meet in Orlen.", y=735)])
    assert document.title == " ".join(put.text for put in [title, *second])
    assert document.text.count("Joint Statement") == 1
    assert notices(document)["dropped_running_lines"]["lines"] == 2


def test_a_line_that_begins_both_columns_of_a_page_is_text():
    words = (
        "the envoys of Velmark met again and\nspoke of the river and of the dam,\nwhich they agreed to finish, and\n"
    )
    sides = [[Put(x, 760, "Article", 11), *column((words * 5).strip(), x=x, y=725)] for x in (72, 310)]
    assert read(*[[put for side in sides for put in side]] * 2).text.count("Article") == 4


EDGE = 402  # of the column, in points


def at_right(*lines, y):
    return [Put(EDGE - 5.5 * len(line), y - 14 * at, line) for at, line in enumerate(lines)]


MET = "The envoys of Velmark and Astria met in Velgrad, to speak of\nthe river, and they agreed on the works."


SMALL = ["Puerto Orlen de Velmark, 1.º de septiembre", "de 2034"]
MONTH = ["Done at Sankt Orlen on 4", "February 2034"]
WHOLE = "Sankt Orlen-upon-the-Northern-River, on 4 September 2034"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Sankt Orlen in Velmark, 4 February", "2034"], ["Sankt Orlen in Velmark, 4 February 2034"]),
        (SMALL, [" ".join(SMALL)]),
        (MONTH, [" ".join(MONTH)]),
        (["Resolution of 4 February 2034", "2034"], ["Resolution of 4 February 2034", "2034"]),
        ([WHOLE], [WHOLE]),
    ],
    ids=["a year", "small letters", "a month", "a whole day and a year", "one line"],
)
def test_a_day_at_the_right_edge_is_one_paragraph_and_none_with_what_is_below(lines, paragraphs):
    whole = Put(72, 640, "x" * 59 + "y")  # as wide as the column
    day = at_right(*lines, y=720)
    text = read([*day, *column(MET, y=720 - 14 * len(lines)), whole]).text
    assert text.split("\n\n")[: len(paragraphs)] == paragraphs
    assert text.split("\n\n")[len(paragraphs)].startswith("The envoys")


def test_a_day_that_a_sentence_goes_on_from_is_no_paragraph():
    done = ">Done at Velgrad, on 20 May 2031, in duplicate, in the\nVelmarkian and Astrian languages, which are equally authentic."
    assert read(column(f"{MET}\n\n{done}")).text.split("\n\n")[1:] == [done.replace("\n", " ").lstrip(">")]


def test_the_edges_of_a_column_are_those_of_its_text_and_not_of_a_head():
    head = [Put(24, 820, PRINTED_AT, 8), Put(300, 820, "Ministry of Velmark, the news of the day of the week", 8)]
    head.append(Put(24, 20, "https://velmark.example/news/12" + " " + "1/1", 8))
    day = at_right("Sankt Orlen in Velmark, 4 February", "2034", y=720)
    text = read([*head, *day, *column("\n".join([MET] * 4), y=692), Put(72, 540, "x" * 59 + "y")]).text
    assert text.startswith("Sankt Orlen in Velmark, 4 February 2034\n\n")


def test_a_numbered_paragraph_at_the_head_of_each_page_is_text():
    pages = [
        column(f"{number}. The Parties agree to meet in the year {2020 + number}.\nThey will meet in Velgrad.")
        for number in (1, 2, 3)
    ]
    document = read(*pages)
    assert [block.kind for block in document.blocks] == ["item"] * 3
    assert document.coverage.kept == document.coverage.found
    assert notices(document) == {}


def test_a_page_on_which_everything_recurs_keeps_its_text():
    body = column("The Parties agree to meet.\nThey will meet in Velgrad.")
    document = read(*[[Put(72, 800, "Protocol", 9), *body, Put(280, 40, str(number), 9)] for number in (1, 2, 3)])
    assert document.text.count("The Parties agree to meet.") == 3
    assert notices(document)["dropped_running_lines"]["excerpts"] == ["Protocol", "1", "2", "3"]


LEFT = """\
The two sides met in Velgrad
on 14 June 2021 and spoke of
the river and of the dam. The
two sides agreed to continue
the exchange of letters on the
works at the dam until the end
"""
RIGHT = """\
of the year, when the Joint
Commission will meet again.

They deplored the incident of
2 May and welcomed the report
of the Commission, which will
be published in the summer.
"""


def test_two_columns_are_read_one_after_the_other():
    title = Put(120, 770, "Communiqué on the Orlen Basin and its Dam", 14)
    document = read([title, *column(LEFT), *column(RIGHT, x=320)])
    assert picture(document) == "\n".join(
        [
            "heading 1 | Communiqué on the Orlen Basin and its Dam",
            "paragraph | The two sides met in Velgrad on 14 June 2021 and spoke of the river and of the dam. The two sides "
            "agreed to continue the exchange of letters on the works at the dam until the end of the year, when the Joint "
            "Commission will meet again.",
            "paragraph | They deplored the incident of 2 May and welcomed the report of the Commission, which will be "
            "published in the summer.",
        ]
    )


def test_a_long_heading_is_one_and_a_date_at_the_right_is_apart():
    title = [Put(100, 770, "Joint Statement on the Orlen Basin", 16), Put(160, 751, "and its Dam", 16)]
    date = Put(420, 735, "Velgrad, 14 June 2021")
    for body in (column(COMMUNIQUE), [*column(LEFT), *column(RIGHT, x=320)]):
        begun = picture(read([*title, date, *body])).split("\n")
        assert begun[:2] == [
            "heading 1 | Joint Statement on the Orlen Basin and its Dam",
            "paragraph | Velgrad, 14 June 2021",
        ]
        assert begun[2].startswith(("paragraph | The Ministers of", "paragraph | The two sides met"))


def test_russian_is_read_through_the_map_of_its_font():
    text = """\
Стороны подтвердили приверженность Договору о бассей-
не реки Орлень и договорились о социально-
экономическом сотрудничестве двух госу-
дарств.
"""
    document = read(column(text))
    assert document.text == (
        "Стороны подтвердили приверженность Договору о бассейне реки Орлень и договорились о социально-экономическом "
        "сотрудничестве двух государств."
    )
    assert notices(document)["joined_hyphens"]["joined_words"] == ["бассейне", "государств"]


def test_chinese_lines_are_joined_without_a_space():
    document = read(column("双方重申遵守奥伦河流域条约，并同意继续就水坝工程交换\n信件，直至年底。"))
    assert document.text == "双方重申遵守奥伦河流域条约，并同意继续就水坝工程交换信件，直至年底。"


def test_notes_at_the_foot_stand_at_the_end_and_their_references_in_brackets():
    first = [
        *column("The Parties reaffirm the Treaty on the Orlen Basin"),
        Put(72 + 50 * 5.5, 724, "1", 7),
        *column("and agree that the works at the dam, which were begun in the", y=706),
        Put(72, 90, "1 Signed at Velgrad on 3 March 1978.", 8),
    ]
    document = read(first, column("spring, shall be finished by the end of the year."))
    assert picture(document) == (
        "paragraph | The Parties reaffirm the Treaty on the Orlen Basin[1] and agree that the works at the dam, which "
        "were begun in the spring, shall be finished by the end of the year.\n"
        "footnote <[1]> | [1] Signed at Velgrad on 3 March 1978."
    )
    assert notices(document) == {
        "moved_footnotes": {"lines": 1, "labels": 1},
        "bracketed_references": {"references": 1},
    }


def test_a_mark_hardly_smaller_than_its_word_is_a_reference_where_it_is_raised_right_behind_it():
    word = "The Parties recall the Treaty"
    lines = [
        Put(72, 700, word),
        Put(72 + 5.5 * len(word), 705, "1", 10.5),
        Put(240, 700, "of Orlen."),
        Put(400, 704.5, "7", 10.5),
    ]
    assert "Treaty[1] of Orlen." in read(lines).text
    assert "[7]" not in read(lines).text


def test_text_askew_is_left_out_and_told():
    document = read([*column("The Parties agree."), Put(200, 300, "DRAFT", 60, turn=True)])
    assert document.text == "The Parties agree."
    assert notices(document)["dropped_rotated"] == {"characters": 5, "places": 1, "excerpts": ["DRAFT"]}


def test_a_page_that_is_a_picture_among_others_is_told():
    document = read(column("The Parties agree."), PICTURE)
    assert notices(document)["pages_without_text"] == {"pages": [2], "count": 1}


def test_a_file_that_pypdf_had_to_repair_says_so():
    whole = pdf(column("The Parties agree."))
    document = read_document(whole.replace(b"startxref\n", b"startxref\n1"))
    assert document.text == "The Parties agree."
    assert notices(document)["repaired_file"]["repairs"]
    assert notices(read_document(whole)) == {}


def code(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(content, name="note.pdf")
    assert "note.pdf" in str(caught.value) and caught.value.remedy
    return caught.value.code


def locked(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(column("The Parties agree.")))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_has_no_text_to_read_is_refused_by_name():
    whole = pdf(column(COMMUNIQUE))
    assert code(pdf(PICTURE, PICTURE)) == "OCR_REQUIRED"
    assert code(pdf([])) == "EMPTY_INPUT"
    assert code(locked("secret")) == "ENCRYPTED"
    assert code(b"%PDF-1.7\nnothing of the kind") == "NOT_READABLE"
    assert code(whole[: len(whole) // 3]) == "NOT_READABLE"
    assert read_document(locked("")).text == "The Parties agree."


def test_pages_and_streams_are_counted(monkeypatch):
    assert code(pdf(b" " * (reader.MAX_PAGE_BYTES + 1))) == "TOO_LARGE"
    assert code(pdf(b" " * 100_000_000)) == "TOO_LARGE"
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    assert code(pdf([], [], [])) == "TOO_LARGE"
    monkeypatch.setattr(reader, "MAX_OPERATIONS", 10)
    assert code(pdf(column(COMMUNIQUE))) == "TOO_LARGE"


@pytest.mark.parametrize("drawn", [b"q ", b"1 0 Td ", b"(a)' ", b"0 0 1 1 re "])
def test_a_small_file_that_unpacks_to_much_is_refused(drawn):
    """A page of 2.5 kB may draw a million operators."""
    shown = b"BT /F 11 Tf 12 TL 72 700 Td (The Parties agree.) Tj "
    assert "The Parties agree." in read_document(packed(shown + drawn * 5_000)).text
    assert code(packed(shown + drawn * 200_000)) == "TOO_LARGE"
    assert code(packed(*[shown + drawn * 20_000] * 12)) == "TOO_LARGE"


def test_more_lines_than_a_file_has_bytes_are_refused():
    assert code(packed(b"BT /F 11 Tf 12 TL 72 700 Td " + b"(a)'" * 30_000)) == "TOO_LARGE"


def packed(*pages: bytes) -> bytes:
    """A PDF of pages whose content is packed."""
    from pypdf import PdfWriter

    written, writer = BytesIO(), PdfWriter(clone_from=BytesIO(pdf(*pages)))
    for page in writer.pages:
        page.compress_content_streams(level=9)
    writer.write(written)
    assert len(written.getvalue()) < 15_000
    return written.getvalue()


def test_forms_that_draw_one_another_are_counted(monkeypatch):
    """What is drawn again counts, with its letters; a form is free the first time."""
    small = nested_forms(3, 4, "The Parties agree.")
    assert read_document(small).text.count("Parties") == 16
    assert code(nested_forms(11, 10, "The Parties agree.")) == "TOO_LARGE"
    monkeypatch.setattr(reader, "MAX_DRAWN_AGAIN", 200)
    assert code(small) == "TOO_LARGE"
    assert read_document(nested_forms(3, 1, "The Parties agree. " * 100)).text


# A font whose words have hardly any vowels is refused.
WORD = st.text("abdefgilmnorstuv", max_size=8).map(lambda word: f"{word}a")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.lists(WORD, min_size=1, max_size=8), min_size=1, max_size=12), min_size=1, max_size=3))
def test_no_character_is_lost_untold(pages):
    document = read(*[column("\n".join(" ".join(words) for words in lines)) for lines in pages])
    shown = sum(len(word) for lines in pages for words in lines for word in words)
    told = notices(document)
    left_out = told.get("dropped_running_lines", {"characters": 0})["characters"]
    assert document.coverage.found == shown
    assert document.coverage.kept == visible(document.text) == shown - left_out


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=20))
def test_a_damaged_file_is_read_or_refused(place, damage):
    whole = pdf(column(COMMUNIQUE), PICTURE)
    place %= len(whole) - 8
    try:
        read_document(whole[: place + 5] + damage + whole[place + 5 + len(damage) :])
    except ReadError as error:
        assert error.code in ("NOT_READABLE", "OCR_REQUIRED", "EMPTY_INPUT", "TOO_LARGE", "ENCRYPTED")


def test_a_pdf_that_names_another_format_is_a_pdf():
    whole = pdf(column("The Parties agree."))
    assert read_document(whole.replace(b"%PDF-1.7", b"%PDF-1.7\n% opendocument", 1)).text == "The Parties agree."


@pytest.mark.parametrize(
    "before", [b"\n", b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"]
)
def test_a_pdf_behind_a_few_other_bytes_is_a_pdf(before):
    assert read_document(before + pdf(ENVOYS)).text == ENVOYS[0].text


def test_a_text_about_the_format_is_a_text():
    assert read_document(b"A file begins with %PDF-1.7 and has objects.").format == "text"


def test_what_is_shown_in_several_types_from_one_place_keeps_its_order():
    shown = ("2031", "年", "5", "月", "22", "日")
    pieces = [Piece(80.0, 700.0, 9.0 * len(text), 12.0, text) for text in shown]
    assert [line.text for line in lines_of_page(0, pieces)] == ["2031年5月22日"]


def test_a_sentence_that_opens_two_of_three_pages_is_no_running_head():
    pages = ("The Parties shall meet.", "Salt is sold here.", "The Parties shall meet.")
    shown = (f"<section><p>{first}<p>{at} is the number of a page.</section>" for at, first in enumerate(pages, 1))
    made = weasyprint.HTML(string="<style>section{break-after:page}</style>" + "".join(shown)).write_pdf()
    assert diple.read(made).text.count("The Parties shall meet.") == 2
