"""PDFs where something is in doubt: hyphens at line ends, pictures with a stamp or a foot, and how that is reported."""

from __future__ import annotations

import pytest
import weasyprint
from printing import PICTURE, Put, column, pdf
from reading import assert_contract, notices, picture

from diple.errors import ReadError
from diple.readers import read_document
from diple.readers.pdf.hyphens import LineEnds


def joined(*lines):
    """Lines as one text, and what is reported of their hyphens."""
    ends = LineEnds(lines)
    text = lines[0]
    for line in lines[1:]:
        text = ends.joined(text, line) or f"{text} {line}"
    return text, ends.hyphens


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("a peace ex-", "ercise was held"), "a peace exercise was held"),
        (("an ex\u2010", "traordinary session"), "an extraordinary session"),
        (("the ex-", "minister met a minister"), "the ex-minister met a minister"),
        (("the pilot-", "boat; another pilot-boat"), "the pilot-boat; another pilot-boat"),
        (("no nuclear-", "weapon state; nuclear tests, no weapon"), "no nuclear-weapon state; nuclear tests, no weapon"),
        (("on the forty-", "fifth day"), "on the forty-fifth day"),
        (("and they under-", "take; take it under advice"), "and they undertake; take it under advice"),
        (("the re-", "establishment; establishment, reestablishment"), "the reestablishment; establishment, reestablishment"),
        (("c’est-", "à-dire, et c’est-à-dire"), "c’est-à-dire, et c’est-à-dire"),
        (("по военно-", "техническим делам"), "по военно-техническим делам"),
        (("the long\u00ad", "itude of the port"), "the longitude of the port"),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_lines_end_is_judged_by_the_rest_of_the_text(lines, text):
    assert joined(*lines)[0] == text


def test_where_a_program_broke_words_with_a_sign_of_its_own_other_hyphens_stay():
    text, told = joined(
        "They met on the pilot-", "boat and spoke of fish\u2010", "eries in the sea-", "ports of the north."
    )
    assert text == "They met on the pilot-boat and spoke of fisheries in the sea-ports of the north."
    assert told.guessed == []


def test_where_few_of_many_compounds_stand_at_line_ends_no_word_is_broken():
    compounds = "a sea-port, a tide-gate, a fish-pond, a toll-house, a ford-way, a salt-pan, a tow-path of the"
    text, told = joined(compounds, "port, and the pilot-", "boat")
    assert text.endswith("the pilot-boat")
    assert told.guessed == ["pilot-boat"]


def test_where_hardly_a_line_of_a_long_text_ends_in_a_hyphen_no_word_is_broken():
    lines = ["no nuclear-", "weapon state shall", *["trade by river goes on"] * 98]
    assert joined(*lines)[0].startswith("no nuclear-weapon state")
    assert joined(*lines[:90])[0].startswith("no nuclearweapon state")


def test_doubtful_words_are_named():
    document = read_document(pdf(column("The Ministers met on the imple-\nmentation of the plan.")))
    (notice,) = document.warnings
    assert notice.message == (
        "Words broken at line ends were joined: 1 without their hyphen, 0 with it. Of 1 word the text does not show "
        "which is right: implementation."
    )
    assert notice.data["guessed_words"] == ["implementation"]


def test_a_word_broken_in_a_cell_is_whole():
    rows = [("Party", "Vessels"), ("Astria", "twelve trawl-"), ("Velmark", "nine cutters"), ("Both", "twenty-one")]
    puts = [Put(x, 700 - 30 * at, cell) for at, row in enumerate(rows) for x, cell in zip((72, 240), row, strict=True)]
    document = read_document(
        pdf([*puts, Put(240, 656, "ers of iron"), *column("The table is part of the Treaty.", y=560)])
    )
    assert "cell | twelve trawlers of iron" in picture(document)


DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def scanned(*feet, text=()):
    """Pages that are pictures nearly edge to edge, each with a line at its foot, after pages with texts and feet."""
    pages = [f"<img src={DOT}><p>{foot}</p>" for foot in feet]
    pages = [f"<div>{said}</div><p>{foot}</p>" for said, foot in text] + pages
    style = "section { break-after: page } div, img { display: block; width: 170mm; height: 220mm }"
    shown = "".join(f"<section>{page}</section>" for page in pages)
    return weasyprint.HTML(string=f"<style>@page {{ margin: 20mm }} {style}</style>{shown}").write_pdf()


@pytest.mark.parametrize(
    "feet",
    [
        ["Scanned with a phone"] * 3,
        ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        ["1", "2", "3"],
        ["Archive of Velgrad"],
        ["", "Page 2", "Page 3"],
    ],
)
def test_pictures_with_a_stamp_or_a_page_number_are_scans(feet):
    with pytest.raises(ReadError) as caught:
        read_document(scanned(*feet), name="note.pdf")
    assert caught.value.code == "OCR_REQUIRED"


def test_pictures_with_recognised_text_over_them_are_read():
    words = "The Parties agree to meet every year in Velgrad and to speak of the harvest of the year {}. "
    document = read_document(scanned(*(words.format(at) * 4 for at in ("before", "after", "between"))))
    assert document.text.count("Velgrad") == 12


def test_a_scanned_page_with_a_foot_among_others_is_told_and_its_foot_is_left_out():
    text = [("The Parties agree to meet.", "Page 1"), ("They will meet in Velgrad.", "Page 2")]
    document = read_document(scanned("Page 3", text=text))
    assert_contract(document)
    assert document.text == "The Parties agree to meet.\n\nThey will meet in Velgrad."
    assert notices(document)["pages_without_text"] == {"pages": [3], "count": 1}
    assert notices(document)["dropped_running_lines"]["excerpts"] == ["Page 1", "Page 2", "Page 3"]


def messages(*pages):
    return [notice.message for notice in read_document(pdf(*pages)).warnings]


def test_one_of_a_thing_is_told_in_the_singular():
    body = column("The Parties agree to meet.\nThey meet in Velgrad.")
    assert messages([*body, Put(280, 40, "1", 9)]) == [
        "1 line of running heads, feet and page numbers (1 character) was left out."
    ]
    assert messages(body, PICTURE) == ["1 page holds no text that can be read; it may be a picture of text."]
    assert messages([*body, Put(200, 300, "!", 60, turn=True)]) == [
        "1 character of slanted text, such as watermarks, was left out."
    ]
    assert messages([*body, Put(72, 90, "1 Signed at Velgrad.", 8)]) == [
        "1 line of notes at the foot of pages stands at the end of the text."
    ]
