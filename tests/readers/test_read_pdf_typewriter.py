"""PDFs in letters of one width: wide blanks of justified lines are no borders of cells, and tables are still tables."""

from __future__ import annotations

import pytest
import weasyprint
from printing import column, pdf
from reading import notices

from diple.readers import read_document
from evaluation.documents.statements import statement
from evaluation.documents.typewriter import set_in_one_pitch, typed

ROWS = [
    ("State", "Quota", "Share"),
    ("Velmark", "118,000", "42.5"),
    ("Astria", "97,400", "35.1"),
    ("Kessel", "9,050", "4.3"),
]


def paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize("width", [44, 60, 68])
@pytest.mark.parametrize("name", ["dam", "transit", "border", "culture"])
def test_lines_of_a_typewriter_are_read_in_order(name, width, justified):
    shown = statement(name).unsigned
    document = read_document(typed(shown, width, justified=justified))
    assert paragraphs(document.text) == paragraphs(shown.plain)
    assert not {"read_tables", "read_across"} & set(notices(document))


@pytest.mark.parametrize("white", [3, 4, 8])
def test_a_table_in_letters_of_one_width_is_a_table(white):
    widths = [max(map(len, cells)) + white for cells in zip(*ROWS, strict=True)]
    rows = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in ROWS]
    document = read_document(
        set_in_one_pitch("\n".join(["The States agree on these quotas:", "", *rows, "", "They meet again."]))
    )
    assert document.text.split("\n\n")[1] == "\n".join("\t".join(row) for row in ROWS)


def test_a_table_of_a_page_in_letters_of_one_width_is_one_though_its_cells_are_near():
    cells = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in ROWS)
    style = "<style>* { font: 10pt 'DejaVu Sans Mono' } td { padding: 0 4pt }</style>"
    page = f"{style}<p>The States agree on these quotas for the season.<table>{cells}</table>"
    document = read_document(weasyprint.HTML(string=page).write_pdf())
    assert document.text.split("\n\n")[1] == "\n".join("\t".join(row) for row in ROWS)


WIDE = """\
The  Parties    shall  complete    the  repair  of    the  dam
before  the    end  of  the    year  and  will    meet  in  it
again,  with    no  village    left  without  any    water  in
the  valley.
"""


def test_sentences_that_go_on_over_wide_blanks_are_no_table():
    document = read_document(set_in_one_pitch(WIDE))
    assert document.text == " ".join(WIDE.split())


def test_a_rule_of_hyphens_is_a_paragraph_of_its_own():
    document = read_document(pdf(column("The Parties meet again in the spring.\n--\nFor the Secretariat: Ana Morel")))
    assert document.text.split("\n\n") == [
        "The Parties meet again in the spring.",
        "--",
        "For the Secretariat: Ana Morel",
    ]
