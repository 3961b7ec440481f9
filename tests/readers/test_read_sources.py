"""What can be read, how its format is reported, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reading import assert_contract, notices

from diple.errors import ReadError
from diple.readers import MAX_BYTES, read_document
from diple.readers.document.messages import MOST_BLOCKS

TEXT = "Joint Statement\r\n\r\n1. The sides met in Velgrad.\r\n2. They agreed.\r\n"


def test_every_source_gives_the_same_text(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_bytes(TEXT.encode())
    with path.open("rb") as binary, path.open(encoding="utf-8", newline="") as text:
        documents = [
            read_document(source)
            for source in (
                TEXT,
                TEXT.encode(),
                path,
                binary,
                text,
                io.StringIO(TEXT, newline=""),
                io.BytesIO(TEXT.encode()),
            )
        ]
    assert {document.text for document in documents} == {TEXT}
    assert {document.blocks for document in documents} == {documents[0].blocks}
    assert [document.encoding for document in documents] == [None, "utf-8", "utf-8", "utf-8", None, None, "utf-8"]
    assert [document.source for document in documents] == [None, None, str(path), str(path), str(path), None, None]


@pytest.mark.parametrize("text", ["\u00a0", "\u3000\n", "\u200b", "\ufeff\u00a0 \u3000\u200b\u200e\u2060"])
def test_a_text_that_shows_nothing_is_empty(text):
    for source in (text, text.encode()):
        with pytest.raises(ReadError) as caught:
            read_document(source)
        assert caught.value.code == "EMPTY_INPUT"


def test_a_string_is_never_a_path(tmp_path):
    assert read_document(str(tmp_path)).text == str(tmp_path)


def test_a_byte_order_mark_in_a_string_is_no_text():
    assert read_document("\ufeffa").text == "a"


def test_lines_and_labels_survive_windows_line_ends():
    document = read_document(TEXT)
    assert_contract(document)
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "Joint Statement",
        "1. The sides met in Velgrad.",
        "2. They agreed.",
    ]


PAGE = "<!DOCTYPE html>\n<title>a</title><p>b"
FORMATS = [
    (PAGE, None, "html"),
    ("\n <HTML><p>b", None, "html"),
    ("<!-- licence " + "x" * 3000 + " -->\n<html><p>b", None, "html"),
    ('<?xml version="1.0"?>\n<html><p>b</p></html>', None, "html"),
    ("<p>a fragment", None, "html"),
    ("Title<br>by <b>A</b><br>B", None, "html"),
    (PAGE, "page.txt", "html"),
    (PAGE, "page.md", "html"),
    ("<div align=center>\n\n# a\n\n</div>", "a.md", "markdown"),
    ("no tags", "page.HTML", "html"),
    ("# a", "a.markdown", "markdown"),
    ("# a", "a.txt", "text"),
    ("# a", None, "text"),
    ("a < b and b > c", None, "text"),
    ("<Annex> to the <Treaty>", None, "text"),
]


@pytest.mark.parametrize(("source", "name", "format"), FORMATS)
def test_the_format_is_told_by_content_then_by_name(source, name, format):
    assert read_document(source, name=name).format == format


LINES = ["Joint Statement of Orvane", "The Parties shall meet {} in Tarn.", "They shall not station ships there."]
INLINE = [
    "<i>annually</i> and <b>not</b>",
    "<script>secret()</script>",
    "<p>",
    "a <br> b",
    "<!-- no --> a",
    "<div>x</div>",
]


@pytest.mark.parametrize("words", INLINE)
def test_tags_within_the_paragraphs_of_a_text_are_its_words(words):
    text = "\n\n".join(LINES).format(words)
    document = read_document(text)
    assert (document.text, document.format, len(document.blocks), document.warnings) == (text, "text", 3, ())


BUILT = {
    "paragraphs": "<p>{}</p>",
    "paragraphs without ends": "<p>{}",
    "lines": "{}<br>",
    "cells": "<tr><td>{}</td></tr>",
    "headings": "<h2 class=a>{}</h2>",
}


@pytest.mark.parametrize("built", BUILT.values(), ids=BUILT)
def test_a_text_built_of_blocks_is_html_and_a_notice_says_that_it_is_a_guess(built):
    text = "\n".join(built.format(line.format("<i>annually</i>")) for line in LINES)
    document = read_document(text)
    assert document.format == "html" and "annually" in document.text and "<i>" not in document.text
    assert [notice.code for notice in document.warnings] == ["guessed_format"]
    assert not read_document(f"<!DOCTYPE html>{text}").warnings and not read_document(text, name="a.html").warnings


def test_a_format_given_overrules_both():
    assert read_document("<p>a", format="text").text == "<p>a"
    assert read_document("*a*", name="a.txt", format="markdown").text == "a"


@pytest.mark.parametrize("source", ["", " \n\t\u3000", "\ufeff", b"", b" \r\n", b"\xef\xbb\xbf \n"])
def test_nothing_to_read(source):
    with pytest.raises(ReadError) as caught:
        read_document(source, name="old")
    assert (caught.value.code, caught.value.data["name"]) == ("EMPTY_INPUT", "old")


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(ReadError) as caught:
        read_document(tmp_path / "none.txt")
    assert caught.value.code == "NOT_FOUND" and "none.txt" in str(caught.value)
    with pytest.raises(ReadError) as caught:
        read_document(tmp_path)
    assert caught.value.code == "NOT_READABLE"
    with pytest.raises(ReadError) as caught:
        read_document(Path("a\0b"))
    assert caught.value.code == "NOT_READABLE"


def test_a_stream_that_cannot_be_read():
    closed = io.BytesIO(b"a")
    closed.close()
    with pytest.raises(ReadError) as caught:
        read_document(closed)
    assert caught.value.code == "NOT_READABLE"
    with pytest.raises(ReadError) as caught:
        read_document(io.TextIOWrapper(io.BytesIO(b"\xff\xff"), encoding="utf-8"))
    assert caught.value.code == "UNDECODABLE" and "binary mode" in str(caught.value)


def test_what_is_no_source_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError, match="not int"):
        read_document(5)


def test_too_much_names_size_limit_and_remedy(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    for source in (path, b"a" * (MAX_BYTES + 1), "a" * (MAX_BYTES + 1), io.BytesIO(b"a" * (MAX_BYTES + 1))):
        with pytest.raises(ReadError) as caught:
            read_document(source)
        assert caught.value.code == "TOO_LARGE"
        assert f"{MAX_BYTES:,}" in str(caught.value) and "max_bytes" in caught.value.remedy
        assert caught.value.data["limit"] == MAX_BYTES < caught.value.data["size"]
    assert read_document("é" * 5, max_bytes=10).text == "é" * 5
    with pytest.raises(ReadError):
        read_document("é" * 5, max_bytes=9)


def test_an_unknown_format():
    with pytest.raises(ReadError) as caught:
        read_document("a", format="papyrus")
    assert caught.value.code == "UNKNOWN_FORMAT" and "markdown" in caught.value.remedy


@pytest.mark.parametrize("strange", ["\0", "\ufffe", "\ud800", "\udfff"])
def test_strange_characters_are_kept_and_told(strange):
    document = read_document(f"a{strange}b é")
    assert document.text == f"a{strange}b é"
    assert sum(notices(document)["unusual_characters"]["found"].values()) == 1


def table(rows, columns):
    head = f"|{'a|' * columns}\n|{'-|' * columns}\n"
    return head + f"|{'b|' * columns}\n" * rows


@pytest.mark.parametrize(
    ("source", "format"),
    [
        (table(500, 300), "markdown"),
        ("\n--" * (MOST_BLOCKS + 1), None),
        ("<table>" + ("<tr>" + "<td>a" * 100) * 501, "html"),
    ],
    ids=["a table", "paragraphs", "a table of a page"],
)
def test_a_text_of_too_many_blocks_is_refused(source, format):
    with pytest.raises(ReadError) as caught:
        read_document(source, name="draft", format=format)
    assert caught.value.code == "TOO_LARGE" and "'draft'" in caught.value.message
    assert caught.value.data["unit"] == "blocks" and caught.value.data["limit"] == MOST_BLOCKS


def test_a_long_table_is_read():
    assert len(read_document(table(99, 20), format="markdown").blocks) == 2_000
    bars = "one | two\n" * (MOST_BLOCKS + 1)
    assert read_document(bars, format="markdown").text.startswith("one | two")
