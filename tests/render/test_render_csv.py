"""CSV: it reads back as what was written, and no cell is a formula."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from tests.render.hostile import hostile_pairs
from tests.render.marked import SAMPLES, compared, marker

from diple import compare
from diple.model import Selector
from diple.render import render
from drawings import drawn

FORMULA = re.compile("[=+\\-@＝＋－＠\t\r\n]")
GUARDED = re.compile("'+[=+\\-@＝＋－＠\t\r\n]")


def rows(comparison, form):
    body = render(comparison, form)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def unguarded(cell):
    """The text of a cell, as the documents say how to have it again."""
    return cell[1:] if GUARDED.match(cell) else cell


@settings(max_examples=120, deadline=None)
@given(hostile_pairs())
def test_the_changes_read_back_and_no_cell_is_a_formula(pair):
    comparison = compare(*pair, mode="revision", markers=False)
    found = rows(comparison, "csv")
    assert not [cell for row in found for cell in row.values() if FORMULA.match(cell)]
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


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("-5", "'-5"), ("'=1", "''=1"), ("'truce'", "'truce'"), ("＝1", "'＝1"), ("a=1", "a=1")],
)
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


def test_lines_end_as_the_standard_says():
    body = render(drawn("  One [two|twi]."), "csv")
    assert body.count(b"\r\n") == body.count(b"\n") == 2
