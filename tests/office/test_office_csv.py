"""LibreOffice Calc opens the tables at commas, semicolons and tabs, and finds no formula in any."""

from xml.etree import ElementTree

import pytest

import diple
from diple.render import render
from diple.render.tables.csv import table

OLD = "The Parties shall meet.\n"
NEW = """Tolls are paid at Olm;=1+2+39;and at Brill.

Dues are paid;=1+1;there, and at\t=2+2\tas well; "=3+3" stands;  =4+4; or
=5+5

The Parties shall meet.
"""
SEPARATORS = {"44": "commas", "59": "semicolons", "9": "tabs", "44/59/9": "all"}
# Quoted cells are read like others, numbers and formulas are looked for, spaces at the ends go.
HOW = ",34,76,1,,0,false,true,false,false,true,0,true"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"


def formulas(writer, folder, csv, sign):
    """The formulas that Calc finds in a table that is split at a sign."""
    source = folder / "table.csv"
    source.write_bytes(csv)
    how = f"--infilter=Text - txt - csv (StarCalc):{sign}{HOW}"
    writer(how, "--convert-to", "fods", "--outdir", str(folder), str(source))
    cells = ElementTree.parse(source.with_suffix(".fods")).iter()
    return [cell.get(FORMULA) for cell in cells if cell.get(FORMULA)]


@pytest.mark.parametrize("sign", SEPARATORS, ids=SEPARATORS.values())
def test_no_part_of_a_cell_is_a_formula_wherever_it_is_split(writer, tmp_path, sign):
    csv = render(diple.compare(OLD, NEW), "csv")
    assert b"1+2+39" in csv
    assert formulas(writer, tmp_path, csv, sign) == []


def test_without_the_signs_calc_would_find_formulas(writer, tmp_path):
    csv = table(["id", "new"], [["c1", "-"]]).replace("'-", NEW.replace('"', '""')).encode()
    assert "of:=1+2+39" in formulas(writer, tmp_path, csv, "59")
