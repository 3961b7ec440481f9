"""Resolutions, reports and treaties in print: text in order, furniture left out, notes at the end with their marks."""

from __future__ import annotations

import sys

import pytest
from printing import Put, column, pdf
from reading import assert_contract, notices, picture

from diple.readers import read_document
from diple.readers.pdf.notes import notes_apart
from diple.readers.pdf.page_marks import marks_at_edges, run_in_heading, without_leader
from diple.readers.pdf.pieces import Line
from evaluation.documents.papers import names, paper, reading

TEXT = """\
The States of the northern coast agree to repair the harbours and
to dredge them in each of the three years that follow this one.
"""


@pytest.mark.parametrize("name", names())
def test_each_word_of_a_document_is_read_in_order_and_no_furniture(name):
    found = reading(paper(name))
    assert found["in order"] == found["words"]
    assert found["furniture"] == 0
    assert found["as written"] == found["blocks"]


def shown(*pages):
    document = read_document(pdf(*pages))
    assert_contract(document)
    return document


@pytest.mark.parametrize(
    "mark",
    [
        "32-00417 (E) 140132 150132",
        "GE.32-04711 (E)",
        "32-0711 1/1",
        "*3200417*",
        "1/2",
        "/...",
        "/…",
        "Page 2",
        "Page 2 of 3",
        "Page 2 sur 3",
        "Стр. 2 из 3",
        "第2页 共3页",
        "Стр. 2",
        "Vol. 214, I-3301",
    ],
)
def test_a_mark_that_occurs_once_at_the_foot_is_furniture(mark):
    document = shown([*column(TEXT), Put(72, 60, mark, 8)], column(TEXT.replace("repair", "mend")))
    assert mark.split()[0] not in document.text
    assert notices(document)["dropped_running_lines"]["excerpts"] == [mark]


@pytest.mark.parametrize("line", ["1996-2001", "and/or", "See AC/31/215.", "Annex II", "42.5 million crowns"])
def test_what_is_no_mark_stays(line):
    document = shown([*column(TEXT), Put(72, 60, line, 11)], column(TEXT.replace("repair", "mend")))
    assert line in document.text


def test_the_symbol_over_the_title_stays_and_that_over_later_pages_goes():
    second = [
        Put(72, 800, "AC/RES/31/12", 8),
        Put(400, 800, "Small harbours", 8),
        *column(TEXT.replace("repair", "mend")),
    ]
    document = shown([Put(72, 800, "AC/RES/31/12", 11), *column(TEXT)], second)
    assert document.text.startswith("AC/RES/31/12")
    assert document.text.count("AC/RES/31/12") == 1 and "Small harbours" not in document.text


def test_a_head_with_the_symbol_that_recurs_is_left_out_of_the_first_page():
    head = Put(72, 800, "AC/RES/31/12   Small harbours", 8)
    document = shown([head, *column(TEXT)], [head, *column(TEXT.replace("repair", "mend"))])
    assert "Small harbours" not in document.text


def test_a_symbol_in_the_last_line_of_the_text_stays():
    text = f"{TEXT}The details of the works are in the report of the Commission,\nAC/31/215\n"
    document = shown(column(text), column("and in its annex."))
    assert document.text.endswith("of the Commission, AC/31/215 and in its annex.")


RULED = [
    *column(
        "The Parties recall the Agreement,2 which was signed at Orrin, and\nthe tariff3 of 2031. They agree on 2 measures and 3 steps."
    ),
    Put(72, 120, "__________________", 11),
    Put(72, 104, "2 Treaty Series, vol. 131, p. 204.", 11),
    Put(72, 90, "3 Published on 1 October 2031.", 11),
]


def test_what_is_under_a_rule_is_notes_in_any_type_and_figures_behind_words_are_their_marks():
    assert picture(shown(RULED)) == "\n".join(
        [
            "paragraph | The Parties recall the Agreement,[2] which was signed at Orrin, and the tariff[3] of 2031. They agree "
            "on 2 measures and 3 steps.",
            "footnote <[2]> | [2] Treaty Series, vol. 131, p. 204.",
            "footnote <[3]> | [3] Published on 1 October 2031.",
        ]
    )


def test_marks_of_typewritten_documents_have_a_stroke():
    first = [
        *column(
            "The report is submitted in pursuance of resolution 11/40, 1/ in\nwhich the Assembly asked for it in 1 of 3 years before"
        ),
        Put(72, 120, "_________________", 11),
        Put(72, 104, "1/ Official Records, Supplement No. 3.", 11),
        Put(72, 60, "87-04417 0312h (E)", 11),
        Put(480, 60, "/...", 11),
    ]
    second = [
        Put(72, 800, "AC/12/88", 11),
        Put(72, 786, "English", 11),
        Put(72, 772, "Page 2", 11),
        *column("the end."),
    ]
    assert picture(shown(first, second)) == "\n".join(
        [
            "paragraph | The report is submitted in pursuance of resolution 11/40, [1] in which the Assembly asked for it "
            "in 1 of 3 years before the end.",
            "footnote <[1]> | [1] Official Records, Supplement No. 3.",
        ]
    )


def test_a_line_of_a_note_may_begin_with_the_day_of_a_date():
    text = [
        *column("The accord,1 signed for the coast, and\nits annex,2 are kept in Orrin.", y=720),
        Put(72, 140, "_" * 20, 9),
    ]
    notes = [
        "1 Signed at Orrin on 4 May 1998, which entered into force on",
        "1 January 1999; the harbours of the coast were added to it on",
        "2 March 2001 and those of the islands a year later.",
        "2 Kept with the accord since 1999; printed by the harbour on",
        "1 June 2002.",
    ]
    shown_notes = column("\n".join(notes), y=125, size=9, leading=11)
    found = [block for block in picture(shown([*text, *shown_notes])).splitlines() if block.startswith("footnote")]
    assert found == [
        "footnote <[1]> | [1] Signed at Orrin on 4 May 1998, which entered into force on 1 January 1999; the harbours of "
        "the coast were added to it on 2 March 2001 and those of the islands a year later.",
        "footnote <[2]> | [2] Kept with the accord since 1999; printed by the harbour on 1 June 2002.",
    ]


def test_a_rule_for_a_signature_stays_with_the_names_under_it():
    text = "Done at Orrin in two originals.\n\n__________________\nFor the Government of Astria"
    document = shown(column(text))
    assert "__________________" in document.text
    assert all(block.kind != "footnote" for block in document.blocks)


def test_figures_behind_words_are_no_marks_without_a_note():
    document = shown(column("The carbon2 trial and the Agreement,2 as printed, are set aside."))
    assert document.text == "The carbon2 trial and the Agreement,2 as printed, are set aside."


def line(text: str, y: float = 700.0, page: int = 0) -> Line:
    return Line(page, 72.0, y, 500.0, 11.0, text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I. Introduction ........................ 3", "I. Introduction"),
        ("Foreword. . . . . . . . . . . . . . . ii", "Foreword"),
        ("Annex……… 12", "Annex"),
        ("They agreed on . . . three points", "They agreed on . . . three points"),
        ("The rest is silence...", "The rest is silence..."),
        ("It cost 3.5", "It cost 3.5"),
        ("They waited……", "They waited……"),
        ("Name ....... ______", "Name ....... ______"),
        # What backtracks takes hours for such a line.
        ("Form " + 20_000 * "." + "9999x", "Form " + 20_000 * "." + "9999x"),
    ],
    ids=lambda text: text[:40],
)
def test_leaders_and_page_numbers_of_a_table_of_contents_are_cut_off(text, kept):
    found, leader = without_leader(line(text))
    assert found.text == kept
    assert (leader is None) == (text == kept)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("ARTICLE II The Parties shall meet.", "ARTICLE II"),
        ("Article 3. Extradition shall not be granted.", "Article 3."),
        ("Статья 5. Стороны обмениваются данными.", "Статья 5."),
        ("Article 3 of the Treaty applies.", ""),
        ("Articles 3 and 4 The Parties", ""),
        ("SECTION IV", ""),
    ],
)
def test_a_heading_before_a_sentence_on_its_line_is_cut_off(text, heading):
    assert text[: run_in_heading(text)].rstrip() == heading


def test_a_page_of_nothing_but_marks_keeps_its_last_line():
    pages = [[line("1/2", 60)], [line("2/2", 60, 1)]]
    assert marks_at_edges(pages, 14.0) == set()


def with_notes(count: int) -> list[Line]:
    """A page with so many lines of text, each of which refers to one of the notes below."""
    text = [line(f"The sides of round {at} keep the Agreement,{at} as it is.", 9000.0 - 14 * at) for at in range(count)]
    notes = [Line(0, 72.0, 2000.0 - 9 * at, 300.0, 8.0, f"{at} A note of its own", edge=500.0) for at in range(count)]
    return [*text, *notes]


def calls(work) -> int:
    """How many functions are called in some work."""
    made = []
    sys.setprofile(lambda frame, event, it: made.append(1) if event.endswith("call") else None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return len(made)


def test_twice_the_notes_on_a_page_are_twice_the_work():
    text, notes, _ = notes_apart(with_notes(150))
    assert len(notes) == 150 and all("Agreement,[" in each.text for each in text)
    small, large = (calls(lambda count=count: notes_apart(with_notes(count))) for count in (150, 300))
    assert large < 2.5 * small
