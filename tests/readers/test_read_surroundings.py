"""What surrounds a statement on a page is left out, and the statement is whole, however much of it is links."""

from __future__ import annotations

import pytest
from benchmarks.pages.made import MANNERS, pages
from benchmarks.pages.tallies import tally
from reading import notices

from diple.readers import read_document
from diple.readers.html.reader import read_html

FIRST = "<p>The Governments of Velmark and Lorria met in Port Sorrel to review the regime of the river.</p>"
SENTENCES = f"{FIRST}<p>Velmark expresses its deep concern at the closure of the northern locks.</p>"
MENU = "<div class=n><ul><li><a href=/1>News desk</a><li><a href=/2>Press room</a></ul></div>"
TEXT = f"<div id=c><h1>Joint Statement</h1>{SENTENCES}"
NAMES = "<ul><li><a href=/a>Astria</a><li><a href=/b>Dornia</a></ul>"


def left_out(body):
    """The first words of what was left out of a page with a menu, the menu apart."""
    document = read_document(f"<!DOCTYPE html><html><title>Joint Statement</title><body>{MENU}{body}</body></html>")
    told = notices(document).get("dropped_furniture", {"excerpts": []})["excerpts"]
    return [excerpt for excerpt in told if excerpt != "News desk Press room"]


WHOLE = {
    "signatories under a heading": f"{TEXT}<h2>Signatories</h2><div>{NAMES}</div></div>",
    "signatories in cells": f"{TEXT}<h2>Signatories</h2><table><tr><td><a href=/a>Astria</a><td><a href=/b>Dorn</a></table></div>",
    "items with a title that is a link": f"<div><h1>Communiqué</h1>{FIRST}<div><div><h3><a href=/1>Water of the river</a></h3><p>The Parties shall share readings.</p></div>"
    "<div><h3><a href=/2>Fish of the river</a></h3><p>The Parties shall protect salmon.</p></div></div></div>",
    "items with a link after them": f"<div><h1>Communiqué</h1>{FIRST}<ol><li>They share readings. <a href=/1>Annex A</a><li>They protect salmon. <a href=/2>Annex B</a></ol></div>",
    "documents that a colon leads to": "<div><h1>Communiqué</h1><p>The ministers adopted the following:</p><ol><li><a href=/1>Declaration on the Tarn</a><li><a href=/2>Protocol</a></ol></div>",
    "signatures in a block of their own": f"{TEXT}</div><div><p>For Velmark: Ilan Torv</p><p>For Lorria: Mira Senn</p></div>",
    "a place before the heading": f"<div>Port Sorrel</div>{TEXT}</div>",
    "a day before the heading": f"<div>4 February 2032</div>{TEXT}</div>",
    "sentences in blocks beside each other": f"<div><h1>Joint Statement</h1></div><div>{FIRST}</div><div>{SENTENCES}</div>",
    "a table of measures": f"<h1>Measures agreed</h1>{FIRST}<table><tr><th>Measure<th>Date<tr><td><a href=/1>Locks</a><td>May</table>",
    "notes": f"{TEXT}</div><div><p><a href='#ref1' id=fn1>1</a> <a href=/1>Treaty of Orlen</a></p></div>",
    "two statements": f"<div><h1>Statement by Velmark</h1>{SENTENCES}</div><div><h1>Statement by Lorria</h1>{FIRST}</div>",
    "a day with who wrote it": f"<div><h1>Joint Statement</h1><div>4 May 2032 by <a href=/p>the press office</a></div></div><div>{SENTENCES}</div>",
    "a heading that leads to itself": f"{TEXT}<h2><a href='#annex'>Annex on the northern locks</a></h2><pre>Lock 1</pre></div>",
}  # fmt: skip


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE.keys())
def test_a_statement_is_whole(body):
    assert left_out(body) == []


AROUND = {
    "a question on the page with its buttons": (
        f"{TEXT}<p>Was this page helpful? <button>Yes</button><button>No</button></p></div>", "Was this page helpful? Yes No",
    ),
    "links that fetch and print the page": (
        f"<div id=c><h1>Joint Statement</h1><p><a href=/1>Download PDF (120 KB)</a> <a href=/2>Print</a></p>{SENTENCES}</div>",
        "Download PDF (120 KB) Print",
    ),
    "topics under a heading": (f"{TEXT}<section><h2>Explore the topic</h2>{NAMES}</section></div>", "Explore the topic Astria Dornia"),
    "a list of embassies beside the text": (f"{TEXT}</div><div><h2>Embassies</h2>{NAMES}</div>", "Embassies Astria Dornia"),
    "teasers beside the text": (
        f"{TEXT}</div><div><div><h3><a href=/1>The envoy is received</a></h3><p>He handed over copies of his letters.</p></div>"
        "<div><h3><a href=/2>A school is opened</a></h3><p>It will train forty pilots a year.</p></div></div>",
        "The envoy is received He handed over copies of his letters. A school is opened …",
    ),
    "a dated list in the block of the text": (
        f"{TEXT}<div><b>More</b><ul><li><a href=/1>The envoy is received</a> 2032-01-03<li><a href=/2>A school is opened</a> 2032-01-05</ul></div></div>",
        "More The envoy is received 2032-01-03 A school is opened 2032-01-05",
    ),
    "a tool beside the day": (f"<div id=c><h1>Joint Statement</h1><div><span>4 May 2032</span><span>Print version</span></div>{SENTENCES}</div>", "Print version"),
    "press sections beside the text, the name of the site being an h1": (
        f"<div><h1>Ministry of Velmark</h1></div><div><div><h2>Press service</h2>{NAMES}</div><div><h2>Joint Statement</h2>{SENTENCES}</div></div>",
        "Press service Astria Dornia",
    ),
    "a subject between heading and text": (f"<div><h1>Joint Statement</h1><div><a href=/w>Water</a></div></div><div>{SENTENCES}</div>", "Water"),
    "a tool in the row of a title": (
        f"<table><tr><td>Communiqué of the Ministers<td><a href=/p>As a file</a></table><div>{SENTENCES}</div>",
        "As a file",
    ),
    "a path with the page's own name": (f"<div><a href=/>First page</a> <span>Joint Statements</span></div>{TEXT}</div>", "First page Joint Statements"),
    "a way back in the main part": (f"<main><div><a href=/all>All statements</a></div>{TEXT}</div></main>", "All statements"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "excerpt"), AROUND.values(), ids=AROUND.keys())
def test_links_around_it_are_left_out_and_told(body, excerpt):
    assert left_out(body) == [excerpt]
    assert "deep concern" in read_html(f"<html>{body}</html>").text


@pytest.mark.parametrize(
    "source",
    [
        f"<noscript>{MENU}{TEXT}</div></noscript><div id=app>Loading…</div>",
        f"<div>Velmark</div><noscript><img src=x>{TEXT}</div>",
    ],
    ids=["for browsers without scripts", "never closed"],
)
def test_a_noscript_does_not_swallow_the_page(source):
    document = read_document(f"<!DOCTYPE html><html><body>{source}</body></html>")
    assert "met in Port Sorrel" in document.text and document.title == "Joint Statement"
    assert document.coverage is not None and document.coverage.kept <= document.coverage.found


@pytest.mark.parametrize("manner", MANNERS)
def test_of_made_pages_the_statement_stays_and_little_else(manner):
    found = tally(lambda source: read_html(source).text, list(pages([manner])))
    assert found.kept() == 1, found.misses
    assert found.left() <= 0.12, found.misses
