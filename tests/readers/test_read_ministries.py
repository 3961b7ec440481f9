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


BODY = f"<h1>Joint Statement</h1>{TEXT * 9}"
STATES = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Astria", "Lorria", "Velmark", "Orlen"))
LISTS = {
    "after a colon": f"<p>The statement was joined by:</p><ul>{STATES}</ul><p>Done at Orlen.</p>",
    "after a colon, at the end": f"<p>The statement was joined by:</p><ul>{STATES}</ul>",
    "after a colon, in Chinese": f"<p>双方商定如下：</p><ul>{STATES}</ul>",
    "in cells": f"<table><tr><td>The statement was joined by:</td></tr><tr><td><ul>{STATES}</ul></td></tr></table>",
    "between two sentences": f"<p>Four states have since joined the statement.</p><ul>{STATES}</ul><p>Others may join it later.</p>",
    "in a paragraph": "<p>Joined by: " + " ".join(f"<a href=/{at}>Land {at}</a>" for at in range(40)) + "</p>Velmark",
    "in no element": "<p>It was joined by:</p><a href=1>Astria</a> <a href=2>Lorria</a> <a href=3>Velmark</a><p>Done.</p>",
    "of languages": "<p>The text is authentic in:</p><p><a href=1>English</a> <a href=2>Français</a></p>Velmark",
}


@pytest.mark.parametrize("links", LISTS.values(), ids=LISTS.keys())
def test_links_that_the_text_leads_to_are_text(links):
    document = read_document(f"<!DOCTYPE html><html><nav><a href=/>Home</a></nav><div id=c>{BODY}{links}</div></html>")
    assert notices(document)["dropped_furniture"]["excerpts"] == ["Home"]
    assert "English" in document.text or "Velmark" in document.text


NAMES_OF_FURNITURE = [
    "comments",
    "share",
    "related",
    "tags",
    "menu",
    "banner",
    "sidebar",
    "footer",
    "social",
    "breadcrumb",
    "widget",
    "pager",
    "cookie",
    "toolbar",
    "subscribe",
    "copyright",
    "print",
]


SENTENCES = {
    "with a link": "<p>Velmark, under the <a href=1>Treaty of Orlen</a>, reserves its position.</p>",
    "a clause of the preamble": "<p>Recalling the Treaty of Orlen and all that follows from it,</p>",
    "many": "".join(f"<p>They agreed on point {at} of the list.</p>" for at in range(60)),
}


@pytest.mark.parametrize("inside", SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences_with_the_name_of_furniture_stay_in_all_their_forms(inside):
    body = TEXT * 90
    document = read_document(
        f"<html><div id=c><h1>Joint Statement</h1>{body}<div class=banner>{inside}</div></div></html>"
    )
    assert document.warnings == ()


@pytest.mark.parametrize("name", NAMES_OF_FURNITURE)
def test_a_sentence_stays_whatever_the_class_of_its_element(name):
    sentence = "Velmark reserves its position on the northern locks."
    inside = read_document(f"<html><div id=c>{BODY}<div class={name}><p>{sentence}</p></div></div></html>")
    beside = read_document(f"<html><div id=c>{BODY}</div><div class={name}>{sentence}</div></html>")
    for document in (inside, beside):
        assert document.text.endswith(sentence) and document.warnings == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("cookie", "This site uses cookies to make your visit more pleasant."),
        ("subscribe", "Подпишитесь на нашу рассылку и будьте в курсе событий."),
        ("footer", "© МИД Астрии. При использовании материалов ссылка обязательна."),
        ("widget", "Abonnez-vous pour recevoir nos communiqués chaque semaine."),
    ],
)
def test_a_sentence_about_the_site_is_none_of_the_text(name, sentence):
    document = read_document(f"<html><div id=c>{BODY}</div><div class={name}><p>{sentence}</p></div></html>")
    assert document.text.endswith("in the spring.")
    assert notices(document)["dropped_furniture"]["excerpts"] == [sentence]


FURNITURE = {
    "comments": "<section><h3>Comments</h3><ol class=commentlist><li><cite>Pim</cite> says:<p>They should have asked for more.</p></ol></section>",
    "comments beside their title": "<h3>2 Comments</h3><div class=disqus-thread><p>Pim: They should have asked for more.</p></div>",
    "a form for comments": "<div id=respond><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>",
    "news beside their title": "<h3>Related news</h3><ul><li><a href=1>On the anniversary</a><li><a href=2>On the pilots</a></ul>",
    "news in Chinese": "<div>相关新闻</div><ul><li><a href=1>外长会见大使</a><li><a href=2>发言人谈话</a></ul>",
    "news in boxes": "<h3>Read also</h3><div><div><a href=1>On the river</a> <span>3 February 2032</span></div></div>",
    "what is on the first page": "<section><h2>À la une</h2><article><h3><a href=1>Les vœux</a></h3><p>Le Roi a présenté ses vœux.</p></article></section>",
    "pages before and after": "<div><a href=1>Previous: On the visit</a> <a href=2>Next: Briefing</a></div>",
    "pages before and after in Chinese": "<div>上一篇：<a href=1>外长会见大使</a><br>下一篇：<a href=2>发言人谈话</a></div>",
    "topics": "<p>Popular topics:</p><ul><li><a href=1>River</a><li><a href=2>Pilots</a><li><a href=3>Treaties</a></ul>",
    "two languages": "<div><a href=/fr>Français</a> <a href=/en>English</a></div>",
    "two languages in a list": "<ul class=lang><li><a href=/fr>Français</a></li><li><span>English</span></li></ul>",
    "sharing in French": "<div>Partager cet article <a href=1>Facebook</a> <a href=2>LinkedIn</a></div>",
    "a link to print": "<a href=print>Print version</a>",
    "a link to print between breaks": "<br><a href=print>Версия для печати</a><br>",
    "a file to download": "<div><a href=a.pdf>Télécharger le communiqué (PDF, 120 Ko)</a></div>",
    "a foot with a telephone": "<table><tr><td>Департамент печати, тел. 244-41-19, факс 244-41-12</td></tr></table>",
    "who published it and when": "<div>Publicado el 17/03/2034 por <a href=1>Prensa</a></div>",
    "when and where in Chinese": "<div><span>2034-03-17 18:30</span> <span>来源：外交部网站</span></div>",
    "how often it was read": "<div>Просмотров: 1 243</div>",
    "how long it is read": "<div>5 min read</div>",
    "the way back to a list": "<a href=1>Возврат к списку</a>",
    "cookies": "<div><p>We use cookies to make this site work. Some are necessary. You can change your choice.</p><button>Accept</button></div>",
    "sharing in Arabic": "<div><h3>شارك هذا الموضوع:</h3><ul><li><a href=1>فيسبوك</a><li><a href=2>تويتر</a></ul></div>",
    "a sheet of a calendar": "<div class=calendar><table><caption>February 2032</caption><tr><th>Mo<th>Tu<tr><td><a href=1>1</a><td>2</table></div>",
}  # fmt: skip


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE.keys())
def test_what_surrounds_the_text_is_left_out_and_told(furniture):
    document = read_document(f"<!DOCTYPE html><html><div id=c>{BODY}</div>{furniture}</html>")
    alone = read_document(f"<!DOCTYPE html><html><div id=c>{BODY}</div></html>")
    assert document.text == alone.text
    told = notices(document)["dropped_furniture"]
    assert told["characters"] == visible(re.sub("<[^>]+>", " ", furniture))


NOT_FURNITURE = {
    "a comment in points": "<h2>Comment</h2><ol><li>The pilots shall go home.</li></ol>",
    "a comment in an old page, all of which is a form": "<h2>Comment</h2><form><p>The pilots shall go home.</p></form>",
    "a sentence under the title of a box": "<h3>Categories</h3><p>Goods of the <a href=1>first list</a> are free of dues.</p>",
    "a paragraph with the name of a form": "<p id=respond>The Parties shall respond.</p>",
    "a signature with a telephone": "<table><tr><td>For Velmark:<td><tr><td>Ilan Torv</td><td>Tel. 244-41-19</td></tr></table>",
    "a sentence about rights": "<p>They recall all rights reserved to the coastal States by the Treaty.</p>",
    "what was read also": "<p>Read also the <a href=1>Protocol</a>, which they signed.</p>",
    "what comes next": "<p><a href=1>Next steps on the river</a></p>",
    "languages of columns": "<table><tr><th>English</th><th>Français</th></tr><tr><td>They meet.</td><td>Ils se rencontrent.</td></tr></table>",
    "a link to print in a sentence": "<p>They shall <a href=1>print</a> it, and <a href=2>share</a> it.</p>",
    "days of a meeting": "<table><tr><td>Day</td><td>City</td></tr><tr><td>12</td><td>Orlen</td></tr></table>",
    "cookies that are eaten": "<p>They lift the duties on cookies and other food.</p>",
    "a sentence on a publication": "<p>Published by both Parties, the report is final.</p>",
    "the day alone": "<p>Last updated: 4 February 2032</p>",
    "a telephone in a paragraph": "<p>Press contact: tel. 244-41-19</p>",
}


@pytest.mark.parametrize("text", NOT_FURNITURE.values(), ids=NOT_FURNITURE.keys())
def test_what_looks_like_such_surroundings_stays(text):
    assert read_document(f"<!DOCTYPE html><html><div id=c>{BODY}{text}</div></html>").warnings == ()


def test_a_menu_between_sentences_above_the_heading_is_no_text():
    menu = "<p>Welcome to the Ministry of Velmark.</p><ul><li><a href=1>News</a><li><a href=2>Press</a><li><a href=3>Orlen</a></ul>"
    document = read_document(f"<html>{menu}<p>We are glad to see you here.</p>{BODY}</html>")
    assert notices(document)["dropped_furniture"]["excerpts"] == ["News Press Orlen"]
