"""The written forms of a table of versions: text, TSV, TMX, TEI."""

import csv
import io
from pathlib import Path

import pytest
from lxml import etree

import diple
from diple.render import Look, render_versions
from drawings import ROOT
from valid_tei import SCHEMA, assert_valid

FOLDER = ROOT / "samples" / "versions" / "strait-of-veld"
TEI = "{http://www.tei-c.org/ns/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = (
    "=SUM(A1)\tis no formula. The guard <b>shall</b> meet\x0c & part in 12 days. They agree.",
    "=SUM(A1) не формула. Стража <b>встречается</b> и расходится\rчерез 15 дней. Они согласны.",
    "اجتمع الطرفان. يلتقي الحرس بعد 12 يوما. وافق الطرفان.",
)


@pytest.fixture(scope="module")
def table():
    return diple.compare_versions([FOLDER / f"{language}.txt" for language in ("en", "ru", "zh")])


@pytest.fixture(scope="module")
def hostile():
    return diple.compare_versions([diple.read(text) for text in HOSTILE])


def written(table, form, **look):
    return render_versions(table, form, Look(**look)).decode()


def xml(table, form):
    parser = etree.XMLParser(load_dtd=False, no_network=True)
    return etree.fromstring(render_versions(table, form), parser)


def lines(table, **look):
    return list(csv.reader(io.StringIO(written(table, "tsv", **look).removeprefix("\ufeff")), delimiter="\t"))


def test_text_fits_into_its_width(table):
    from diple.render.text.wrap import columns

    assert max(columns(line) for line in written(table, "text", width=100).splitlines()) <= 100


def test_text_has_the_versions_side_by_side(table):
    assert "r2    Port Maren, 8 May 2032          Порт-Марен, 8 мая 2032 года     马伦港，2032年5月8日" in written(
        table, "text", width=100
    )


def test_text_without_room_has_them_below_one_another(table):
    assert "r2\nen    Port Maren, 8 May 2032\nru    Порт-Марен, 8 мая 2032 года\n" in written(table, "text", width=60)


def test_text_says_which_version_says_otherwise(table):
    shown = written(table, "text", width=100)
    assert "≠ 七、联合秘书处应设在维也纳。" in shown
    assert "    > critical Geneva or Vienna zh says otherwise\n      en “Geneva” · ru “Женеве” · zh “维也纳”" in shown


def test_text_of_divergent_rows_and_chosen_columns(table):
    shown = written(table, "text", width=100, columns=("zh",), divergent=True)
    assert "维也纳" in shown and "Женеве учреждается" not in shown and "r2 " not in shown


def test_tsv_has_a_line_for_each_row(table):
    head, *rest = lines(table)
    assert head == ["row", "en", "ru", "zh", "odd", "decided", "level", "score", "divergence", "quotes"]
    assert len(rest) == len(table.rows)
    assert rest[17][1] == "" and rest[17][4:6] == ["en", "yes"]


def test_tsv_of_chosen_rows_and_columns(table):
    head, *rest = lines(table, columns=("ru",), divergent=True)
    assert head[:3] == ["row", "ru", "odd"]
    assert len(rest) == len({each.row for each in table.divergences})


def test_no_cell_of_tsv_is_a_formula_or_breaks_its_line(hostile):
    head, *rest = lines(hostile)
    assert {len(line) for line in rest} == {len(head)}
    assert rest[0][1].startswith("'=SUM(A1) is no formula.")


@pytest.mark.parametrize("which", ["table", "hostile"])
def test_tmx_is_valid_and_has_each_sentence_once(which, request):
    found = request.getfixturevalue(which)
    root = xml(found, "tmx")
    with (Path(__file__).parent / "tmx14.dtd").open(encoding="utf-8") as dtd:
        assert etree.DTD(dtd).validate(root)
    for version in found.versions:
        segments = [tuv.findtext("seg") for tuv in root.iter("tuv") if tuv.get(LANG) == version.key]
        words = "".join("".join(segments).split()).replace("[U+000C]", "\x0c")
        assert words.replace("\x0c", "") == "".join(version.statement.text.split()).replace("\x0c", "")


def test_tmx_says_which_version_says_otherwise(table):
    unit = next(tu for tu in xml(table, "tmx").iter("tu") if "Geneva" in "".join(tu.itertext()))
    assert [prop.text for prop in unit.iter("prop") if prop.get("type") == "x-diple-odd"] == ["zh"]


def test_tmx_unit_without_the_pivot_is_of_any_source(table):
    unit = next(tu for tu in xml(table, "tmx").iter("tu") if tu.get("tuid") == "r18")
    assert unit.get("srclang") == "*all*"
    assert [tuv.get(LANG) for tuv in unit.iter("tuv")] == ["ru", "zh"]


@pytest.mark.parametrize("which", ["table", "hostile"])
def test_tei_has_each_text_exactly(which, request):
    found = request.getfixturevalue(which)
    root = xml(found, "tei")
    for version in found.versions:
        readings = (each for each in root.iter(f"{TEI}rdg") if each.get("wit") == f"#{version.key}")
        sentences = sorted((int(seg.get("n")), text_of(seg)) for each in readings for seg in each)
        assert "".join(text for _, text in sentences) == version.statement.text


def text_of(element):
    made = element.text or ""
    for child in element:
        made += chr(int(child.get("n").removeprefix("U+"), 16)) + (child.tail or "")
    return made


@pytest.mark.campaign
@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema of TEI is not beside the project")
@pytest.mark.parametrize("which", ["table", "hostile"])
def test_tei_is_valid(which, request):
    assert_valid(xml(request.getfixturevalue(which), "tei"))
