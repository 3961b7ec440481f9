"""Pages in the manner of real ones: beside each lies the text it must give, block by block."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from reading import assert_contract, notices, picture

from diple.readers import read_document

PAGES = Path(__file__).parent / "fixtures" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_gives_its_text_and_nothing_else(name, golden):
    document = read_document(PAGES / f"{name}.html")
    assert_contract(document)
    golden(PAGES / f"{name}.blocks", picture(document) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_tells_what_it_is_and_what_was_left_out(name):
    told = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))
    document = read_document(PAGES / f"{name}.html")
    assert (document.title, document.language, document.date, document.encoding) == (
        told["title"],
        told.get("language"),
        told.get("date"),
        told["encoding"],
    )
    furniture = notices(document).get("dropped_furniture", {"characters": 0, "excerpts": []})
    assert furniture["excerpts"] == told.get("furniture", [])
    assert document.coverage is not None
    assert document.coverage.found - document.coverage.kept == furniture["characters"]
    assert sorted(notices(document)) == told["notices"]


SHARED = Path(__file__).parents[3] / "shared" / "data" / "udhr"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts are not here")
@pytest.mark.parametrize("language", ["arb", "cmn_hans", "eng", "fra", "rus", "spa"])
def test_a_real_page_without_furniture_is_kept_whole(language):
    document = read_document(SHARED / f"{language}.html")
    assert_contract(document)
    assert document.coverage is not None and document.coverage.kept == document.coverage.found > 2000
    assert document.warnings == ()
    assert sum(block.kind == "heading" and block.level == 2 for block in document.blocks) == 31
