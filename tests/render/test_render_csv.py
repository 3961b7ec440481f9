"""CSV: it reads back as what was written, and no cell is a formula."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.hostile import hostile_pairs
from tests.render.marked import marker

from campaign import count
from diple import compare
from diple.model import Selector
from diple.render import render
from diple.render.tables.csv import guarded, unguarded
from drawings import drawn
from sampled import SAMPLES, compared

FORMULA = tuple("=+-@＝＋－＠")
BREAKS = re.compile("[;|；｜\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def rows(comparison, form):
    body = render(comparison, form)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def live(cell):
    """The parts of a cell that a spreadsheet may take for formulas, wherever it splits."""
    bare = [re.sub('^[\\s\\"\0-\x1f\x7f-\x9f\u202a-\u202e]+', "", part) for part in BREAKS.split(cell)]
    return [part for part in bare if part.startswith(FORMULA)] + ([cell] if cell.startswith(("\t", "\r", "\n")) else [])


@settings(max_examples=count(50, 1_200), deadline=None)
@given(hostile_pairs())
def test_the_changes_read_back_and_no_cell_is_a_formula(pair):
    comparison = compare(*pair, mode="revision", markers=False)
    found = rows(comparison, "csv")
    assert not [part for row in found for cell in row.values() for part in live(cell)]
    assert not [row for row in found for side in ("old", "new") if row[side].endswith(("\n", "\r"))]
    for side in ("old", "new"):
        quotes = [getattr(change, side) for change in comparison.changes]
        whole = [unguarded(row[side]) + json.loads(f'"{row[f"{side}_after"]}"') for row in found]
        assert whole == [quote.quote if quote else "" for quote in quotes]
        places = [(str(quote.start), str(quote.end)) if quote else ("", "") for quote in quotes]
        assert [(row[f"{side}_start"], row[f"{side}_end"]) for row in found] == places


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_each_marker_of_a_sample_is_a_row(folder):
    comparison = compared(folder)
    found = rows(comparison, "csv-markers")
    told = [(row["id"], row["score"], row["old"], row["changes"]) for row in found]
    assert told == [
        (m.id, str(m.score), "\n".join(selector.exact for selector in m.old), " ".join(m.changes))
        for m in comparison.markers
    ]


@settings(max_examples=count(160, 5_000))
@given(st.lists(st.sampled_from([*"=+-@＝＋; \t\r\n\"'|，；a\v\ufeff", "Olm"]), max_size=9).map("".join))
def test_a_cell_is_never_a_formula_and_its_text_comes_back(text):
    assert not live(guarded(text))
    assert unguarded(guarded(text)) == text


CELLS = {
    "=1+1": "'=1+1",
    "-5": "'-5",
    "'=1": "''=1",
    "'truce'": "'truce'",
    "＝1": "'＝1",
    "a=1": "a=1",
    "Olm;=1+2+39;and": "Olm;'=1+2+39;and",
    "Olm\t@cmd": "Olm\t'@cmd",
    'Olm; "+1"': 'Olm; "\'+1"',
    "Olm\n-1": "Olm\n'-1",
    "Olm, -1": "Olm, -1",
    "peace - and": "peace - and",
}


@pytest.mark.parametrize(("text", "cell"), CELLS.items())
def test_a_formula_is_neutralised(text, cell):
    (row,) = rows(
        drawn(f"  One [{text}|].", markers=[marker(referent=text, old=(Selector(4, 5, text, "", ""),))]), "csv-markers"
    )
    assert (row["referent"], row["old"]) == (cell, cell)


def test_line_ends_of_a_dropped_paragraph_are_told_beside_its_words():
    (row,) = rows(compare("One is here.\n\nTwo is gone.\n\nThree.", "One is here.\n\nThree.", mode="revision"), "csv")
    assert (row["old"], row["old_after"], row["new_after"]) == ("Two is gone.", r"\n\n", "")


def test_a_change_that_does_not_count_says_why():
    (row,) = rows(drawn("  The [Centre|Center~spelling]."), "csv")
    assert (row["counts"], row["noise"], row["old"], row["new"]) == ("no", "spelling", "Centre", "Center")


def test_every_cell_stands_in_quotes():
    body = render(drawn("  One [two|twi]."), "csv").decode("utf-8-sig")
    assert body.splitlines()[1].startswith('"c1","replace","yes","","two","twi",')


def test_lines_end_as_the_standard_says():
    body = render(drawn("  One [two|twi]."), "csv")
    assert body.count(b"\r\n") == body.count(b"\n") == 2
