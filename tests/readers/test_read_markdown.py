"""Markdown in one line, and the blocks it gives."""

from __future__ import annotations

import pytest
from reading import assert_contract, notices, picture

from diple.model import Document
from diple.readers import read_document


def read(source: str) -> Document:
    document = read_document(source, name="statement.md")
    assert_contract(document)
    return document


CASES = {
    "headings": ("# A\n\nB\n---\n", "heading 1 | A\nheading 2 | B"),
    "emphasis does not part words": ("re**affirm**ed *its* ~~old~~ `view`", "paragraph | reaffirmed its old view"),
    "links without addresses": ('see [the Pact](https://p.example "t").', "paragraph | see the Pact."),
    "addresses that are text": ("see <https://p.example>", "paragraph | see https://p.example"),
    "numbers are labels": ("1. a\n2. b", "item 1 <1.> | 1. a\nitem 1 <2.> | 2. b"),
    "numbers are those of the source": ("7) a\n9) b", "item 1 <7)> | 7) a\nitem 1 <9)> | 9) b"),
    "bullets are labels": ("- a\n  - b\n\n  c", "item 1 <-> | - a\nitem 2 <-> | - b\nparagraph | c"),
    "quotations": ("> a\nb\n\nc", "quote | a⏎b\nparagraph | c"),
    "notes": (
        "Pact[^1].\n\n[^1]: Signed.\n[^2]: In force since.",
        "paragraph | Pact[1].\nfootnote <[1]> | [1] Signed.\nfootnote <[2]> | [2] In force since.",
    ),
    "tables": ("| a | b |\n|---|---|\n| *c* | d |", "cell | a\ncell | b\ncell | c\ncell | d"),
    "cells beyond the head": (
        "> |a|b|\n> |-|-|\n> |c|d|e|f\n> |g\n",
        "cell | a\ncell | b\ncell | c\ncell | d\ncell | e\ncell | f\ncell | g",
    ),
    "code is text": ("```\n*a*\n\n[^1]: b\n```\n\n    c", "paragraph | *a*\nparagraph | [^1]: b\nparagraph | c"),
    "line breaks": ("a<br>\nb\\\nc  \nd", "paragraph | a⏎b⏎c⏎d"),
    "HTML inside": ("<div>\n<p>a</p>\n</div>\n\nb <i>c</i>", "paragraph | a\nparagraph | b c"),
    "a rule and a field are no front matter": ("---\n\nNote: a\n\n---\nb", "paragraph | Note: a\nparagraph | b"),
    "escapes and entities": ("\\*a\\* &amp; b", "paragraph | *a* & b"),
    "Windows line ends": ("a\r\n\r\nb\r\n", "paragraph | a\nparagraph | b"),
}


@pytest.mark.parametrize(("source", "drawn"), CASES.values(), ids=CASES.keys())
def test_blocks(source, drawn):
    assert picture(read(source)) == drawn


def test_what_is_left_out_is_told():
    source = "a [b](u1 'title') ![image](u2) <i>c</i>\n\n```py\nd\n```\n\n[Sides]: agree\n"
    document = read(source)
    assert notices(document)["dropped_markup"] == {
        "addresses": ["u1"],
        "code languages": ["py"],
        "definitions": ["SIDES: agree"],
        "images": ["image u2"],
        "tags": ["<i>", "</i>"],
        "titles": ["title"],
    }
    assert document.coverage is not None and document.coverage.kept == 4
    assert document.coverage.found == 4 + sum(map(len, ["u1", "py", "SIDES:agree", "imageu2", "<i></i>", "title"]))


def test_front_matter_gives_title_and_date():
    document = read('---\ntitle: "Joint Statement"\ndate: 2021-06-14\nlang: fr-CA\ntags:\n  - x\n---\n\n# Other\n')
    assert (document.title, document.date, document.language) == ("Joint Statement", "2021-06-14", "fr")
    assert document.text == "Other"
    assert "front matter" in notices(document)["dropped_markup"]


@pytest.mark.parametrize(
    "source", ["> " * 300 + "deep\n\nafter", "- " * 300 + "deep", "> " * 20_000 + "deep", "[" * 6_000 + "deep"]
)
def test_text_that_the_parser_would_drop_or_dwell_on_is_kept(source):
    document = read(source)
    assert document.text == source
    assert "markdown_as_text" in notices(document)


def test_strange_characters_stay_as_they_are():
    assert read("a\0b \ud800 \ufffe [c](\ud800)").text == "a\0b \ud800 \ufffe c"
