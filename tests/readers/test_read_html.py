"""HTML in one line, and the blocks it gives."""

from __future__ import annotations

from itertools import product

import pytest
from reading import assert_contract, notices, picture

import diple
from campaign import cases
from diple.errors import ReadError
from diple.model import Document
from diple.readers import read_document


def read(source: str) -> Document:
    document = read_document(source, format="html")
    assert_contract(document)
    return document


PROSE = "The two sides met in Velgrad and agreed on the text below, which they will publish. " * 4

CASES = {
    "headings have levels": ("<h1>A</h1><h3>B</h3>", "heading 1 | A\nheading 3 | B"),
    "white space folds, no-break spaces stay": ("<p>  a\n b&nbsp;c </p>", "paragraph | a b~c"),
    "unclosed paragraphs": ("<p>a<p>b", "paragraph | a\nparagraph | b"),
    "text beside paragraphs": ("<div>a<p>b</p>c</div>", "paragraph | a\nparagraph | b\nparagraph | c"),
    "inline marks do not part words": ("<p>re<b>affirm</b>ed<wbr>ly</p>", "paragraph | reaffirmedly"),
    "one br is a line": ("<p>The sides<br>agree</p>", "paragraph | The sides⏎agree"),
    "two br are a paragraph": ("a<br> <br>b", "paragraph | a\nparagraph | b"),
    "br and a blank line of no-break spaces": ("a<br>&nbsp;<br/>b", "paragraph | a\nparagraph | b"),
    "br and an indent": ("a,<br>&nbsp; &nbsp;b", "paragraph | a,\nparagraph | b"),
    "br before items": (
        "agree:<br>- to meet;<br>- to talk.",
        "paragraph | agree:\nitem 1 <-> | - to meet;\nitem 1 <-> | - to talk.",
    ),
    "numbers of an ordered list are labels": (
        "<ol start=3><li>a<li>b<li value=9>c<li>d</ol>",
        "item 1 <3.> | 3. a\nitem 1 <4.> | 4. b\nitem 1 <9.> | 9. c\nitem 1 <10.> | 10. d",
    ),
    "letters and Roman numbers": (
        "<ol type=a start=27><li>a</ol><ol type=I start=4><li>b</ol><ol style='list-style-type: lower-roman'><li>c</ol>",
        "item 1 <aa.> | aa. a\nitem 1 <IV.> | IV. b\nitem 1 <i.> | i. c",
    ),
    "numbers that fall": ("<ol reversed><li>a<li>b</ol>", "item 1 <2.> | 2. a\nitem 1 <1.> | 1. b"),
    "a list without marks": ("<ul style='list-style: none'><li>a</ul>", "item 1 | a"),
    "an item that spells its number out": ("<ol><li>(1) a<li>b</ol>", "item 1 <(1)> | (1) a\nitem 1 <2.> | 2. b"),
    "an item that begins with a list": (
        "<ol start=2><li><ol type=a><li>a<li>b</ol><li>c</ol>",
        "item 2 <2. a.> | 2. a. a\nitem 2 <b.> | b. b\nitem 1 <3.> | 3. c",
    ),
    "an item in a cell begins anew": (
        f"<ul><li><table><tr><td>{PROSE}<td>b</table></ul>",
        f"paragraph | {PROSE.strip()}\nparagraph | b",
    ),
    "numbers that are spelt out are labels": ("<p>1. a<p>(b) c", "item 1 <1.> | 1. a\nitem 1 <(b)> | (b) c"),
    "nested lists": (
        "<ul><li>a<ol><li>b</ol>c<li>d</ul>",
        "item 1 <•> | • a\nitem 2 <1.> | 1. b\nparagraph | c\nitem 1 <•> | • d",
    ),
    "an item of two paragraphs": ("<ul><li><p>a</p><p>b</p></ul>", "item 1 <•> | • a\nparagraph | b"),
    "quotations": ("<blockquote><p>a</blockquote>b", "quote | a\nparagraph | b"),
    "definition lists": ("<dl><dt>a<dd>b</dl>", "paragraph | a\nparagraph | b"),
    "a data table": ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "cell | a\ncell | b\ncell | c\ncell | d"),
    "a layout table": (f"<table><tr><td>{PROSE}<td>b</table>", f"paragraph | {PROSE.strip()}\nparagraph | b"),
    "preformatted lines": (
        "<pre>Now  therefore\nthe sides\n\nagree</pre>",
        "paragraph | Now therefore⏎the sides\nparagraph | agree",
    ),
    "a linked raised number is a note": ('<p>Pact<sup><a href="#n1">1</a></sup>', "paragraph | Pact[1]"),
    "a raised number after a word is a note": ("<p>the Council<sup>2</sup> met", "paragraph | the Council[2] met"),
    "units and ordinals are no notes": ("<p>9 km<sup>2</sup>, 1<sup>st</sup>", "paragraph | 9 km2, 1st"),
    "brackets are not doubled": ('<p>Pact<sup><a href="#n1">[1]</a></sup>', "paragraph | Pact[1]"),
    "footnotes": ('<p>a<div class="footnotes"><ol><li id="fn1">b</ol></div>', "paragraph | a\nfootnote <[1]> | [1] b"),
    "footnotes in a footer": ('<p>a<footer role="doc-endnotes">b</footer>', "paragraph | a\nfootnote | b"),
    "entities": ("<p>a &amp; b &mdash; &#151; &lt;c&gt; &#x416;", "paragraph | a & b — — <c> Ж"),
    "code is no text": ("<p>a<script>if (1<2) '<p>b</p>'</script><style>p{}</style>", "paragraph | a"),
    "comments are no text": ("<p>a<!-- b --><!--[if IE]>c<![endif]-->", "paragraph | a"),
    "declarations in a DOCTYPE are no text": (
        '<!DOCTYPE html [<!ENTITY x "boom"> <!ENTITY y "[z]">]><html><body><p>a</p></body></html>',
        "paragraph | a",
    ),
    "a DOCTYPE without them": ('<!DOCTYPE html SYSTEM "about:legacy-compat"><p>a [b]>', "paragraph | a [b]>"),
    "XHTML": (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a<br/>b</p></body></html>',
        "paragraph | a⏎b",
    ),
    "text for browsers without frames": (
        f"<frameset><frame src=a><noframes><body><p>{PROSE}</p></body></noframes></frameset>",
        f"paragraph | {PROSE.strip()}",
    ),
    "text after the end": ("<html><body><p>a</p></body></html><p>b</p>", "paragraph | a\nparagraph | b"),
    "stray ends": ("</p></div><p>a</b></i></p></table>b", "paragraph | a\nparagraph | b"),
    "less-than signs": ("<p>if 2 < 3 and a<b", "paragraph | if 2 < 3 and a"),
    "Office tags": ("<p><o:p>a</o:p><st1:place>b</st1:place></p>", "paragraph | ab"),
    "struck text stays": ("<p>a <s>b</s> <strike>c</strike>", "paragraph | a b c"),
    "of changes the final text is read": ("<p>a <del>b</del><ins>c</ins> d", "paragraph | a c d"),
    "glosses are left out": ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "paragraph | 漢字"),
    "a linked title stays": (
        '<h2><a href="/x">Joint Statement</a></h2><p>a',
        "heading 2 | Joint Statement\nparagraph | a",
    ),
}


@pytest.mark.parametrize(("source", "drawn"), CASES.values(), ids=CASES.keys())
def test_blocks(source, drawn):
    assert picture(read(source)) == drawn


KEPT = {
    "a preamble in a header": f"<h1>a</h1><header><h2>Preamble</h2><p>{PROSE}</p></header><p>{PROSE}</p>",
    "the only main heading in a page head": "<header><h1>Joint Statement</h1></header><p>a</p>",
    "a signature in the article's footer": f"<article><p>{PROSE}</p><footer>For Velmark: I. Toren</footer></article>",
    "a list of links in the main part": '<main><p>Documents:</p><ul><li><a href="1">Annex I</a><li><a href="2">Annex II</a><li><a href="3">Annex III</a></ul></main>',
    "a page that names its text badly": f'<div class="sidebar"><p>{PROSE}</p></div>',
    "a page whose parts are all named badly": "".join(f'<div class="widget"><p>{PROSE}</p></div>' for _ in range(6)),
    "a wrapper named after its menu": f'<div class="page with-menu nav-open"><p>{PROSE}</p><p>{PROSE}</p></div>',
    "an item with the letter c": f"<p>{PROSE}</p><p>(a) reduce the discharge;</p><p>(c) exchange all data on floods.</p>",
    "a paragraph 3 (c) beside a link": f'<p>{PROSE}</p><p>They acted under paragraph 3 (c) of the <a href="1">Treaty</a>.</p>',
    "a paragraph on copyright": f"<p>{PROSE}</p><p>Copyright shall be protected for 70 years.</p><p>{PROSE}</p>",
    "a heading on copyright": f"<p>{PROSE}</p><p>Copyright and related rights</p><p>{PROSE}</p>",
    "text in links only": '<p><a href="1">One</a> <a href="2">two</a> <a href="3">three</a></p>',
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT.keys())
def test_text_is_not_taken_for_furniture(source):
    document = read(source)
    assert document.coverage is not None and document.coverage.kept == document.coverage.found
    assert "dropped_furniture" not in notices(document)


DROPPED = {
    "navigation": "<nav><p>About us and our work</p></nav>",
    "a menu in a table": '<table><tr><td><a href="1">Home</a><tr><td><a href="2">News</a><tr><td><a href="3">Press</a></table>',
    "languages between bars": '<div><a href="e">EN</a> | <a href="f">FR</a> | <a href="r">RU</a></div>',
    "a page foot": "<footer>Ministry of Foreign Affairs, 1 Castle Square</footer>",
    "a role": '<div role="navigation">Sections of this site</div>',
    "a name": '<div id="socialShare">Share this page</div>',
    "a legal line": "<p>© 2021 Republic of Velmark</p>",
    "a legal line in words": "<p>Copyright 2021, Republic of Velmark</p>",
    "a legal line with a letter": "<p>(c) 2021 Republic of Velmark</p>",
    "an owner without a year": "<p>Copyright Republic of Velmark</p>",
    "a jump": '<a href="#content">Skip to content</a>',
    "form controls": "<select><option>Choose a language</select><button>Go</button>",
}


@pytest.mark.parametrize("furniture", DROPPED.values(), ids=DROPPED.keys())
def test_furniture_is_left_out_and_told(furniture):
    document = read(f"{furniture}<h1>Joint Statement</h1><p>{PROSE}</p>")
    assert picture(document) == f"heading 1 | Joint Statement\nparagraph | {PROSE.strip()}"
    dropped = notices(document)["dropped_furniture"]
    assert document.coverage is not None
    assert dropped["characters"] == document.coverage.found - document.coverage.kept > 0
    assert dropped["excerpts"]


def test_hidden_text_is_told():
    document = read(
        '<p>a</p><p hidden>b c</p><p style="display: none">d</p><noscript>Please switch on scripts</noscript>'
    )
    assert document.text == "a"
    assert notices(document)["dropped_hidden"]["excerpts"] == ["b c", "d", "Please switch on scripts"]


NESTED = [["div"], ["b"], ["blockquote"], ["ul", "li"], ["table", "tr", "td"], ["sup"]]


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("tags", "depth"), [*product(NESTED, [300, 3_000]), *product(cases(NESTED[:1], NESTED), [20_000])]
)
def test_deep_text_is_kept(depth, tags):
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    document = read(f"<p>before</p>{opened * depth}deep{closed * depth}<p>after</p>")
    assert [word for word in document.text.split() if word != "▪"] == ["before", "deep", "after"]
    assert document.warnings == ()


SWALLOWED = "the sides agreed that nothing in this text shall be lost " * 3


@pytest.mark.parametrize(
    "source",
    [
        f"<p>one <a href='x>two</p><p>{SWALLOWED}</p>",
        f'<p>one <a href="x>two</p><p>{SWALLOWED}</p><a href="y">three</a>',
        f"<p>one</p><!-- two <p>{SWALLOWED}</p>",
    ],
)
def test_text_that_a_broken_tag_swallows_is_recovered(source):
    document = read(source)
    assert SWALLOWED.strip() in document.text
    assert "truncated_by_parser" in notices(document)


def test_text_in_attributes_and_code_is_not_taken_for_lost():
    document = read(f'<p title="<b>{SWALLOWED}</b> > {SWALLOWED}">a</p><script>"<p>{SWALLOWED}</p>"</script>')
    assert (document.text, document.warnings) == ("a", ())


def test_the_head_tells_title_language_and_date():
    head = '<html lang="ru-RU"><head><title>Page | Site</title><meta name="DC.date" content="2019-05-04T10:00"></head>'
    document = read(f"{head}<p>a <time datetime='2020-01-01'>then</time></p>")
    assert (document.title, document.language, document.date) == ("Page | Site", "ru", "2019-05-04")
    assert read(f"{head}<h1>Joint  <b>Statement</b></h1>").title == "Joint Statement"
    assert read("<p>a <time datetime='2020-01-01'>then</time></p>").date == "2020-01-01"


@pytest.mark.parametrize("source", ["<html><body><script>1</script></body></html>", "<p> &nbsp; </p>", "<!-- a -->"])
def test_a_page_without_text_is_an_error(source):
    with pytest.raises(ReadError) as caught:
        read(source)
    assert caught.value.code == "EMPTY_INPUT"


def test_strange_characters_stay_as_they_are():
    document = read("<p>a\0b \ud800 \ufffe \uffff \U0010ff00</p>")
    assert document.text == "a\0b \ud800 \ufffe \uffff \U0010ff00"
    assert notices(document)["unusual_characters"]["found"] == {
        "U+0000": 1,
        "U+FFFE": 1,
        "U+FFFF": 1,
        "lone surrogate": 1,
    }


SHARING = '<ul><li><a href="/x">{}</a></li><li><a href="/y">{}</a></li></ul>'


@pytest.mark.parametrize(
    "words", [("Share on Face", "Print"), ("Поделиться", "Версия для печати"), ("分享到微博", "打印")]
)
def test_links_that_share_the_page_are_furniture_even_in_its_main_part(words):
    document = read(f"<main><p>{PROSE}</p>{SHARING.format(*words)}</main>")
    assert picture(document) == f"paragraph | {PROSE.strip()}"
    assert notices(document)["dropped_furniture"]["excerpts"] == [" ".join(words)]


@pytest.mark.parametrize(
    "words", [("Varland", "Ostrea"), ("Shared waters", "Printing of passports"), ("Print", "Annex on trade")]
)
def test_links_to_states_and_documents_are_text(words):
    document = read(f"<main><p>{PROSE}</p>{SHARING.format(*words)}</main>")
    assert [line.rpartition(" | ")[2] for line in picture(document).splitlines()[1:]] == [f"• {word}" for word in words]


CHANGED = "<p>The Parties <del>shall</del><ins>should</ins> meet.</p><ins><p>They part.</p></ins><p>Done.</p>"


def test_insertions_and_deletions_are_tracked_changes():
    assert read(CHANGED).text == "The Parties should meet.\n\nThey part.\n\nDone."
    before = read_document(CHANGED, format="html", revisions="reject")
    assert before.text == "The Parties shall meet.\n\nDone."
    for document, side in ((read(CHANGED), "accept"), (before, "reject")):
        told = notices(document)["tracked_changes"]
        assert told == {"revisions": side, "insertions": 2, "deletions": 1, "moves": 0}
        assert document.coverage is not None and document.coverage.kept == document.coverage.found
    with pytest.raises(ReadError) as caught:
        read_document(CHANGED, format="html", revisions="refuse", name="draft.html")
    assert caught.value.code == "TRACKED_CHANGES" and "draft.html" in caught.value.message


def test_a_page_with_tracked_changes_is_two_versions(tmp_path):
    path = tmp_path / "draft.html"
    path.write_text(f"<!DOCTYPE html><html>{CHANGED}</html>", encoding="utf-8")
    original, final = diple.versions_of(path)
    assert [original.text[:19], final.text[:20]] == ["The Parties shall m", "The Parties should m"]
    assert [change.kind for change in diple.compare(original, final).changes] == ["replace", "insert"]


def test_struck_words_are_kept_and_told():
    document = read("<p>to meet <s>every year</s> <span style='text-decoration: line-through'>a <s>b</s></span> soon")
    assert document.text == "to meet every year a b soon"
    assert notices(document)["struck_text"] == {"characters": 11, "places": 2, "excerpts": ["every year", "a b"]}


def test_glosses_are_told():
    told = notices(read("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>"))
    assert told == {"dropped_glosses": {"characters": 3, "places": 2, "excerpts": ["かん", "じ"]}}


def test_frames_are_refused_by_name_and_a_frame_in_a_page_is_told():
    with pytest.raises(ReadError) as caught:
        read("<html><frameset><frame src=menu.htm><frame src=text.htm><noframes>No frames here.</noframes></frameset>")
    assert caught.value.code == "FRAMES" and "'text.htm'" in caught.value.message and "save it" in caught.value.remedy
    document = read("<p>a<iframe src=text.html></iframe><iframe src='about:blank'></iframe><p>b")
    assert notices(document) == {"dropped_frames": {"count": 1, "sources": ["text.html"]}}


def test_one_character_is_one():
    told = [notice.message for notice in read("<p>a<p hidden>b<p>c <s>d</s>").warnings]
    assert told == [
        "1 character of text that a browser does not show was left out.",
        "1 character that is struck through, not as a tracked change, was kept.",
    ]


def test_one_text_as_a_page_and_as_a_word_processor_has_it_is_equal():
    items = "<ol><li>One<ol type=a><li>sub a<li>sub b</ol><li>Two</ol><ul><li>bullet</ul>"
    page = diple.read(f"<html><h1>Agreed minutes</h1><p>Opening.{items}</html>")
    word = diple.read("Agreed minutes\n\nOpening.\n\n1. One\na. sub a\nb. sub b\n2. Two\n\n• bullet")
    assert [line for line in page.text.split("\n") if line] == [line for line in word.text.split("\n") if line]


SENTENCES = "<p>The two sides met at Orlen.</p><p>Velmark expresses its deep concern at the closure of the locks.</p>"
PAGE = f"<!DOCTYPE html><html><body><div>{SENTENCES}"
CUT = {
    "in an element": f"{PAGE}<p>They agreed",
    "in a tag": f"<!DOCTYPE html><html><body>{SENTENCES}<p cl",
    "before the last words": f"<html><body>{SENTENCES}<h2>",
}
WHOLE_PAGES = {
    "closed": f"{PAGE}</div></body></html>",
    "without the tags that may be left out": f"<!DOCTYPE html><title>t</title><h1>Joint Statement</h1>{SENTENCES}<p>Done",
    "a fragment": f"<div>{SENTENCES}",
    "an end without a beginning": f"<html>{SENTENCES}</div>",
}


@pytest.mark.parametrize("source", CUT.values(), ids=CUT.keys())
def test_a_page_that_is_cut_off_is_reported(source):
    document = read(source)
    assert notices(document) == {"cut_page": {}} and "deep concern" in document.text


@pytest.mark.parametrize("source", WHOLE_PAGES.values(), ids=WHOLE_PAGES.keys())
def test_a_page_that_is_whole_is_not(source):
    assert "cut_page" not in notices(read(source))
