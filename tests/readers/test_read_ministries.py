"""Fifteen pages in the manner of ministries' sites, each beside the text it must give, to the letter.

The pages differ in what surrounds the text: paths, language switches, sharing bars, boxes of news, banners about
cookies, print versions, tables for layout, paragraphs by `<br>`, encodings that are declared wrongly or not at all.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import assert_contract, notices, picture, visible

from diple.readers import read_document

PAGES = Path(__file__).parent / "pages"
# Pages whose lists a browser numbers, or marks.
WITH_LISTS = ("french-ministry", "french-spip", "ministry-bitrix")
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def test_there_are_fifteen():
    assert len(NAMES) == 15


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_found_to_the_letter_and_the_rest_is_told(name):
    document = read_document(PAGES / f"{name}.html")
    assert_contract(document)
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert document.text == text
    told = notices(document)
    assert document.coverage is not None
    brackets = told.get("bracketed_references", {"references": 0})["references"]
    labels = "".join(re.findall(r"^(?:•|[a-z]\.)(?= )", text, re.M)) if name in WITH_LISTS else ""
    assert document.coverage.kept == visible(text) - 2 * brackets - len(labels)
    assert document.coverage.found - document.coverage.kept == told["dropped_furniture"]["characters"]


TEXT = "<p>The Parties agree to exchange data on the river every month, and to meet again in the spring.</p>"
STATEMENTS = {
    "a paragraph that begins as a lead does": "<p>You are here today, Excellencies, to <a href=t>sign the Treaty</a>.</p>"
    + TEXT,
    "a list of documents with what they say": "<div><p>Documents agreed: <a href=1>Protocol</a> on the regime of the river, and "
    "<a href=2>Annex</a> on the fisheries of both sides.</p></div>" + TEXT,
    "a main heading in a head": "<div class=header><h1>Joint Statement</h1><p>14 June 2021</p></div>" + TEXT,
    "a heading of another level in a head": "<div class=header><h2>Joint Statement</h2></div>" + TEXT,
    "a title that leads to itself": "<h1><a href='/statements/88'>Joint Statement</a></h1>" + TEXT,
    "a title beside a way back": "<div><a href=/news>News</a><h1>Joint Statement</h1></div>" + TEXT,
    "a whole page that asks for consent": f"<body class=cookie-consent-open><div class=consent>{TEXT}</div></body>",
    "a statement about related matters": "<h2>Related matters</h2><p>See the <a href=1>Protocol</a>, on which they agreed.</p>"
    + TEXT,
    "a line about rights": "<p>They recall that rights are reserved to the coastal states, with all that follows from it.</p>"
    + TEXT,
    "whole sentences in the text, whatever they are called": "<main>"
    + "".join(
        f"<div class={name}>The Parties shall keep the pilots of the river.</div>"
        for name in ("share", "banner", "sidebar", "footer-note", "menu", "cookie")
    )
    + f"{TEXT * 9}</main>",
    "a sentence that begins as a note on the site does": f"{TEXT * 9}<p>Published: the Parties shall see to it.</p>{TEXT * 9}",
    "a way home": f"<p>Home - to Orlen - they shall all return.</p>{TEXT}",
    "a word that is a tool's": f"<h2>Print</h2><p>Печать</p>{TEXT}",
    "states in links": "<p><a href=1>Astria</a>, <a href=2>Lorria</a>, <a href=3>Velmark</a> and the Council met.</p>"
    + TEXT,
}


@pytest.mark.parametrize("page", STATEMENTS.values(), ids=STATEMENTS.keys())
def test_text_that_looks_like_furniture_stays(page):
    document = read_document(f"<!DOCTYPE html><html><head><title>t</title></head>{page}</html>")
    told = notices(document).get("dropped_furniture", {"excerpts": []})["excerpts"]
    assert [excerpt for excerpt in told if excerpt != "News"] == []
    assert "exchange data" in picture(document)
