"""Signatures side by side are read party after party in every form, and what only looks like them row after row."""

from __future__ import annotations

from html import escape

import pytest
from printing import Put, column, pdf

from diple.readers import read_document
from packing import docx, odt, p, r

DONE = "Done at Orrin in two originals, which are kept in the capitals."
PARTIES = {
    "for": (["For the Republic of Velmark", "Lena Torv"], ["For the Kingdom of Astria", "Oren Daal"]),
    "office": (["Lena Torv", "Minister of Trade", "Velmark"], ["Oren Daal", "Ambassador", "Astria"]),
    "fr": (["Pour le Gouvernement de Velmark", "Lena Torv"], ["Pour le Gouvernement d’Astria", "Oren Daal"]),
    "ru": (["За Правительство Велмарка", "Л. Торв"], ["За Правительство Астрии", "О. Даал"]),
    "zh": (["维尔马克共和国代表", "托尔夫"], ["阿斯特里亚王国代表", "达尔"]),
    "signed": (["(Signed) L. Torv"], ["(Signed) O. Daal"]),
}
TABLES = {
    "states and towns": [["State", "Seat"], ["Velmark", "Orrin"], ["Astria", "Pereth"]],
    "figures": [["For Velmark", "For Astria"], ["12 seats", "14 seats"]],
    "one office": [["Lena Torv", "Minister"], ["Oren Daal", "Astria"]],
    "within a sentence": [["Minister", "of Trade and Minister"], ["the Ambassador", "of Astria and the Chair"]],
    "sentences": [["For the ferries, Velmark pays all of it.", "For the locks, Astria pays all of it."]],
}


def rows_of(parties):
    return [list(row) for row in zip(*parties, strict=True)]


def page(rows):
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<p>{DONE}</p><table>{cells}</table>".encode(), "page.html"


def gridded(rows):
    style = f"display: grid; grid-template-columns: repeat({len(rows[0])}, minmax(0, 1fr))"
    cells = "".join(f"<div>{escape(cell)}</div>" for row in rows for cell in row)
    return f"<p>{DONE}</p><div style='{style}'>{cells}</div>".encode(), "page.html"


def words(rows):
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(r(escape(cell)))}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return docx(p(r(DONE)) + f"<w:tbl><w:tblPr/>{cells}</w:tbl>"), "page.docx"


def tabbed(rows):
    lines = ("<w:tab/>".join(f"<w:t>{escape(cell)}</w:t>" for cell in row) for row in ([DONE], *rows))
    return docx("".join(p(f"<w:r>{line}</w:r>") for line in lines)), "page.docx"


def said(text):
    return f"<text:p>{escape(text)}</text:p>"


def opened(rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{said(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return odt(said(DONE) + f"<table:table><table:table-column/>{cells}</table:table>"), "page.odt"


def printed(rows, x=330, y=640):
    shown = [
        Put(72 + (x - 72) * at, y - 14 * number, cell) for number, row in enumerate(rows) for at, cell in enumerate(row)
    ]
    return pdf([*column(DONE, y=700), *shown]), "page.pdf"


def below(content, name):
    """The words of a document behind its first paragraph."""
    return read_document(content, name=name).text.removeprefix(DONE).split()


def in_order(cells):
    return " ".join(cell for row in cells for cell in row).split()


MADE = [(made, name) for made in (page, gridded, words, opened, tabbed, printed) for name in PARTIES]
LATIN = [(made, name) for made, name in MADE if made is not printed or name not in ("ru", "zh")]  # as the fonts here


@pytest.mark.parametrize(("made", "name"), LATIN)
def test_signatures_side_by_side_are_read_party_after_party(made, name):
    assert below(*made(rows_of(PARTIES[name]))) == in_order(PARTIES[name])


@pytest.mark.parametrize("made", [page, gridded, words, opened, tabbed, printed])
@pytest.mark.parametrize("name", TABLES)
def test_other_tables_are_read_row_after_row(made, name):
    assert below(*made(TABLES[name])) == in_order(TABLES[name])


SIGNED = "<div>For Velmark</div><div>For Astria</div><div>Lena Torv</div><div>Oren Daal</div>"
READ_DOWN = (
    "display:grid;grid-template-columns:1fr 1fr",
    "grid-template-columns:[a] minmax(9em, 1fr) 1fr; display:inline-grid",
)
READ_ACROSS = ("display:flex", "display:grid", "display:grid;grid-template-columns:repeat(auto-fit, 9em)", "display:grid;grid-template-columns:1fr 1fr 1fr")  # fmt: skip


@pytest.mark.parametrize("style", [*READ_DOWN, *READ_ACROSS])
def test_a_grid_has_the_columns_that_its_style_gives_it(style):
    order = (
        "For Velmark Lena Torv For Astria Oren Daal"
        if style in READ_DOWN
        else "For Velmark For Astria Lena Torv Oren Daal"
    )
    assert below(f"<p>{DONE}</p><div style='{style}'>{SIGNED}</div>".encode(), "page.html") == order.split()


def test_a_grid_with_words_beside_its_cells_is_read_as_it_is():
    grid = f"<div style='{READ_DOWN[0]}'>{SIGNED}Witnesses</div>"
    assert below(f"<p>{DONE}</p>{grid}".encode(), "page.html")[-1] == "Witnesses"


def test_signatures_in_a_page_whose_columns_are_close_or_centred():
    rows = rows_of(PARTIES["for"])
    assert below(*printed(rows, x=72 + 5.5 * len(rows[0][0]) + 15)) == in_order(PARTIES["for"])
    centred = [
        Put(middle - 2.75 * len(cell), 640 - 14 * at, cell)
        for at, row in enumerate(rows)
        for middle, cell in zip((180, 420), row, strict=True)
    ]
    assert below(pdf([*column(DONE, y=700), *centred]), "page.pdf") == in_order(PARTIES["for"])


def test_signatures_whose_lines_are_at_heights_of_their_own():
    parties = [
        ["For Velmark", "L. Torv", "Chair"],
        ["For Astria", "O. Daal", "King"],
        ["For Kessel", "N. Mirr", "Envoy"],
    ]
    shown = [Put(72 + 160 * at, 640 - 14 * number - 7 * (at == 1), cell)
             for at, party in enumerate(parties) for number, cell in enumerate(party)]  # fmt: skip
    assert below(pdf([*column(DONE, y=700), *shown]), "page.pdf") == in_order(parties)


def test_signatures_that_go_on_on_the_next_page():
    parties = [["For Velmark", "Lena Torv", "Minister"], ["For Astria", "Oren Daal", "Ambassador"]]
    heights = [(0, 74), (0, 60), (1, 760)]  # of each line: its page, its height
    pages = [column(DONE, y=700), []]
    for party, x in zip(parties, (72, 330), strict=True):
        for line, (page, y) in zip(party, heights, strict=True):
            pages[page].append(Put(x, y, line))
    assert below(pdf(*pages), "page.pdf") == in_order(parties)


def test_what_follows_signatures_is_read_after_them():
    signed = [Put(72 + 258 * at, 640 - 80 * number, cell)
              for number, row in enumerate(rows_of(PARTIES["for"])) for at, cell in enumerate(row)]  # fmt: skip
    shown = pdf([*column(DONE, y=700), *signed, *column("Orrin, 4 May 2032", y=520)])
    assert below(shown, "page.pdf") == [*in_order(PARTIES["for"]), "Orrin,", "4", "May", "2032"]


def test_a_foot_near_signatures_is_none_of_them():
    rows = enumerate(rows_of(PARTIES["for"]))
    signed = [Put(72 + 258 * at, 88 - 14 * number, cell) for number, row in rows for at, cell in enumerate(row)]
    foot = [Put(60, 40, "office.example", 7), Put(520, 40, "1/1", 7)]
    assert below(pdf([*column(DONE, y=700), *signed, *foot]), "page.pdf")[:12] == in_order(PARTIES["for"])[:12]


def test_prose_in_two_columns_is_no_signature():
    left = [
        "The two States dredge the river",
        "for the ferries of the coast the",
        "Minister of Trade hears both of",
        "the harbour masters, who report",
        "what they need and what it will",
        "cost them in the season ahead.",
    ]
    right = [
        "Both sides meet each year to set",
        "for the season all fares that the",
        "Ambassador then makes known in",
        "the towns, and the share of each",
        "in the cost of the locks and of",
        "the lights along both the shores.",
    ]
    columns = [*column("\n".join(left), y=700), *column("\n".join(right), x=330, y=700)]
    assert read_document(pdf(columns), name="page.pdf").text.split() == " ".join(left + right).split()
    assert read_document(pdf(columns), name="page.pdf").text.count("\n") <= 2
