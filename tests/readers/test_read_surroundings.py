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
    "a statement on cookies": f"<div id=c><h1>Joint Statement</h1>{FIRST}<div>They note that cookies are stored without consent.</div><div>Both Parties ask for consent before cookies are stored on a device.</div></div>",
    "a statement on a newsletter": "<div id=c><h1>Joint Statement</h1><h2>Newsletter</h2><p>The Parties agree to publish a newsletter, and to subscribe to that of the Council.</p><h2>Subscription</h2><p>Velmark subscribes 400 shares.</p></div>",
    "a press contact in the text": f"{TEXT}<div><h3>Press contact</h3><p>Ilan Torv, tel. +99 1 244 41 19</p></div></div>",
    "a signature with a telephone beside the text": f"{TEXT}</div><div><div>For Velmark: Ilan Torv</div><div>Tel. +99 1 244 41 19</div></div>",
    "a chart with a number": f"<div><h1>Joint Statement</h1>{FIRST}<figure><img src=a><figcaption>Chart 2. Water levels on the lower Tarn</figcaption></figure>{SENTENCES}</div>",
    "words beside a picture": f"<div><h1>Joint Statement</h1><figure><img src=a><blockquote>The river is ours together.</blockquote></figure>{SENTENCES}</div>",
    "a question at the beginning": f"<div><h1>Joint Statement</h1><p>Is this article of the Treaty useful?</p>{SENTENCES}</div>",
    "an exchange of views": f"{TEXT}<div>Exchange of views</div></div>",
    "places of the page after the text": f"{TEXT}<ul><li><a href='#a'>Annex A</a><li><a href='#b'>Annex B</a></ul></div>",
    "parts that a sentence names": f"<div><h1>Joint Statement</h1><p>This statement has two parts: <a href='#a'>Locks</a> and <a href='#b'>Fish</a></p>{SENTENCES}</div>",
    "a place and day with how long it is read": f"<div><h1>Joint Statement</h1><p>Port Sorrel, 4 February 2032 | 5 min read</p>{SENTENCES}</div>",
    "a page all of which is a form": f"<form method=post><input type=hidden name=v>{TEXT}</div></form>",
    "a line in a form without fields": f"<div><h1>Joint Statement</h1><form><input type=hidden><p>Annex: list of pilots</p></form>{SENTENCES}</div>",
    "signatories that are links to nowhere": f"{TEXT}<p><a href='#'>Astria</a><br><a href='#'>Dornia</a></p></div>",
    "who signed, with two ways to reach them": f"{TEXT}</div><div><div>For Velmark: Ilan Torv</div><div>Tel. +99 1 244 41 19</div><div>torv@velmark.example</div></div>",
    "a label above the heading": f"<div><p>Embargoed until delivery</p><h1>Joint Statement</h1>{SENTENCES}</div>",
    "a heading that ends as a clause does": f"<div><h1>Joint Statement of Velmark and Lorria, of the Ostrava Isles,</h1><p>and Dorn</p>{SENTENCES}</div>",
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
    "the name of a section above the heading": (f"<div><div>Press room</div><h1>Joint Statement</h1>{SENTENCES}</div>", "Press room"),
    "a picture with its caption": (
        f"<div><h1>Joint Statement</h1><figure><img src=a><figcaption>The ministers walk along the quay.</figcaption></figure>{SENTENCES}</div>",
        "The ministers walk along the quay.",
    ),
    "contents with their title": (
        f"<div><h1>Joint Statement</h1><div><b>In this article</b><ul><li><a href='#a'>Locks</a><li><a href='#b'>Fish</a></ul></div>{SENTENCES}</div>",
        "In this article Locks Fish",
    ),
    "a day with how long and how often it is read": (
        f"<div><h1>Joint Statement</h1><p>4 February 2032 | 6 minutes read | 311 views</p>{SENTENCES}</div>",
        "4 February 2032 | 6 minutes read | 311 views",
    ),
    "a line of a day under a heading that ends as a clause does": (
        f"<div><h1>Joint Statement of Velmark and Lorria, of the Ostrava Isles,</h1><p>Publié le 4 février 2032 Vues : 311</p>{SENTENCES}</div>",
        "Publié le 4 février 2032 Vues : 311",
    ),
    "contents that open": (
        f"<div><h1>Joint Statement</h1><details><summary>Contents</summary><ol><li><a href='#a'>Locks</a><li><a href='#b'>Fish</a></ol></details>{SENTENCES}</div>",
        "Contents Locks Fish",
    ),
    "days of publication and change with how often it was read": (
        f"<div><h1>Joint Statement</h1><p>نشر في: 4 فبراير 2032 | آخر تحديث: 5 فبراير 2032 | القراءات: 12</p>{SENTENCES}</div>",
        "نشر في: 4 فبراير 2032 | آخر تحديث: 5 فبراير 2032 | القراءات: 12",
    ),
    "a note on mistakes": (f"{TEXT}<div>Нашли ошибку? Выделите текст и нажмите Ctrl+Enter.</div></div>", "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter."),
    "a link that prints the page by where it leads": (f"{TEXT}<p><a href='javascript:window.print()'>Paper form</a></p></div>", "Paper form"),
    "ways to an office under a heading": (
        f"{TEXT}</div><div><h4>媒体咨询</h4><div>电话 +99 22 33</div><div>press@velmark.example</div></div>",
        "媒体咨询 电话 +99 22 33 press@velmark.example",
    ),
    "days with labels of their own": (
        f"<div><h1>Joint Statement</h1><p>Modifié le 5 février 2032 • Lecture : 3 min</p>{SENTENCES}</div>",
        "Modifié le 5 février 2032 • Lecture : 3 min",
    ),
    "a question in French": (f"{TEXT}<div>Cet article vous a-t-il été utile ?</div></div>", "Cet article vous a-t-il été utile ?"),
    "a question in Arabic": (f"{TEXT}<div>هل ساعدك هذا المقال؟ <a href=1>نعم</a> <a href=2>لا</a></div></div>", "هل ساعدك هذا المقال؟ نعم لا"),
    "letters of the site": (f"{TEXT}</div><div><h4>Sign up for e-mail alerts</h4><p>Your e-mail <input></p></div>", "Sign up for e-mail alerts Your e-mail"),
    "a press contact beside the text": (
        f"{TEXT}</div><div><h3>Press office</h3><p>Ada Tarn</p><p>Tel. +99 1 22 33 44</p></div>",
        "Press office Ada Tarn Tel. +99 1 22 33 44",
    ),
    "telephone and mail beside the text": (f"{TEXT}</div><div><p>Tel. +99 1 22 33 44</p><p>press@velmark.example</p></div>", "Tel. +99 1 22 33 44 press@velmark.example"),
    "consent by a visit": (
        f"{TEXT}</div><div>En poursuivant votre visite, vous acceptez les cookies.</div>", "En poursuivant votre visite, vous acceptez les cookies."
    ),
    "teasers under Chinese titles": (
        "<div><a href=/1>领事服务</a><p>大使昨天向部长递交了国书副本。</p><a href=/2>文件资料</a><p>新的引航学校今年春天开学。</p></div>" + TEXT + "</div>",
        "领事服务 大使昨天向部长递交了国书副本。 文件资料 新的引航学校今年春天开学。",
    ),
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


def test_links_that_print_the_page_beside_each_other_are_left_out_one_by_one():
    body = f"<td>{SENTENCES}<br><br><a href=/p>[Printable version]</a> <a href=/t>[Top of page]</a></td>"
    assert left_out(f"<table><tr>{body}</tr></table>") == ["[Printable version]", "[Top of page]"]


def test_a_site_that_the_title_names_is_no_heading():
    title = "Joint Statement of Velmark on the locks - Ministry of External Relations of the Republic of Velmark"
    site = "<td><b>Ministry of External Relations of the Republic of Velmark</b></td>"
    heading = "<b>Joint Statement of Velmark<br>on the locks</b>"
    page = f"<table><tr>{site}</tr><tr><td>{MENU}</td></tr><tr><td>{heading}<br><br>{SENTENCES}</td></tr></table>"
    text = read_html(f"<!DOCTYPE html><html><title>{title}</title><body>{page}</body></html>").text
    assert text.startswith("Joint Statement of Velmark\non the locks\n\nThe Governments")


@pytest.mark.parametrize("manner", MANNERS)
def test_of_made_pages_the_statement_stays_and_little_else(manner):
    found = tally(lambda source: read_html(source).text, list(pages([manner])))
    assert found.kept() == 1, found.misses
    assert found.left() <= 0.12, found.misses
