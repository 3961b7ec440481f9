"""For any source: blocks hold the text, and all that was found is kept or reported."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import assert_contract, notices, visible

from campaign import count
from diple.errors import ReadError
from diple.readers import FORMATS, read_document

PROPERTY = settings(deadline=None, derandomize=True, max_examples=count(100, 3_000))

WORDS = st.sampled_from(
    [
        "Velmark",
        "the",
        "sides",
        "1.",
        "(a)",
        "–",
        "Совет",
        "声明",
        "a\u00a0b",
        "x\u00ady",
        "&amp;",
        "5 < 6",
        "\n",
        " ",
        "<br>",
        "©",
    ]
)
BLOCK_TAGS = [
    "p",
    "div",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "pre",
    "section",
    "article",
    "main",
    "dl",
    "dd",
]
INLINE_TAGS = ["b", "i", "span", "font", "sup", "em", "q", "s"]
FURNITURE_TAGS = [
    "a href='x'",
    "nav",
    "footer",
    "aside",
    "header",
    "div class=menu",
    "p hidden",
    "button",
    "section role=search",
]
NOISE = st.sampled_from(
    [
        "</p>",
        "</div>",
        "</table>",
        "<!-- c -->",
        "<p",
        "<",
        "<td>",
        "<li>",
        "<a href='",
        "\0",
        "\ud800",
        "&#0;",
        "\x0b",
        "\r",
        "\u2028",
    ]
)


def nested(tags):
    def wrap(inside):
        return st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
            st.sampled_from(tags),
            st.lists(inside, max_size=4),
        )

    return wrap


TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PLAIN_PAGES = st.lists(
    st.recursive(TEXTS, nested(BLOCK_TAGS + INLINE_TAGS), max_leaves=12), min_size=1, max_size=4
).map("".join)
ANY_PAGES = st.lists(
    st.recursive(TEXTS | NOISE, nested(BLOCK_TAGS + INLINE_TAGS + FURNITURE_TAGS), max_leaves=15),
    min_size=1,
    max_size=5,
).map("".join)


def read(source, **options):
    """The document, or None where there is nothing to read."""
    try:
        document = read_document(source, **options)
    except ReadError as error:
        assert error.code in ("EMPTY_INPUT", "BINARY_INPUT", "UNDECODABLE", "NOT_READABLE")
        return None
    assert_contract(document)
    return document


@PROPERTY
@given(st.text() | PLAIN_PAGES | ANY_PAGES, st.sampled_from(FORMATS))
def test_blocks_hold_the_text_of_any_source(source, format):
    document = read(source, format=format)
    if document is not None and document.format == "text":
        assert document.text == source.removeprefix("\ufeff")


@PROPERTY
@given(st.binary() | st.text().map(lambda text: text.encode("utf-16-le", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data):
    read(data)


@PROPERTY
@given(PLAIN_PAGES)
def test_no_visible_word_of_a_page_is_lost(source):
    unmarked = "style='list-style: none'"
    document = read(source.replace("<ul>", f"<ul {unmarked}>").replace("<ol>", f"<ol {unmarked}>"), format="html")
    expected = "".join(source.replace("&amp;", "&").split())
    for tag in [*BLOCK_TAGS, *INLINE_TAGS, "br"]:
        expected = expected.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    if document is None:
        assert not expected
        return
    legal = notices(document).get("dropped_furniture", {"characters": 0})["characters"]
    brackets = 2 * notices(document).get("bracketed_references", {"references": 0})["references"]
    assert visible(document.text) + legal - brackets == len(expected)
    if not legal and not brackets:
        assert "".join(document.text.split()) == expected


@PROPERTY
@given(ANY_PAGES)
def test_all_that_a_page_shows_is_kept_or_told(source):
    document = read(source, format="html")
    if document is None:
        return
    told = notices(document)
    dropped = told.get("dropped_furniture", {"characters": 0})["characters"]
    brackets = 2 * told.get("bracketed_references", {"references": 0})["references"]
    assert document.coverage.kept + dropped == document.coverage.found
    labels = (document.text[block.label.start : block.label.end] for block in document.blocks if block.label)
    assert 0 <= visible(document.text) - brackets - document.coverage.kept <= sum(map(visible, labels))


NAMES = ["Velmark", "Astria", "Solande", "Sarre", "Montclar", "Orlen", "Valmy", "Telmo"]
MARKS = [
    "*",
    "**",
    "_",
    "[",
    "]",
    "](",
    ")",
    "![",
    "`",
    "```",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "\n|-|-|\n",
    "<",
    ">",
    "</",
    "<!--",
    "~~",
    "    ",
    "[^1]: ",
    "[^1]",
    "]: ",
    "---\n",
    "\\",
    "&",
    ": ",
    '"',
    "\t",
    "===",
]


@PROPERTY
@given(st.lists(st.lists(st.sampled_from(MARKS), max_size=4).map("".join), min_size=9, max_size=9))
def test_no_word_of_a_markdown_text_is_lost_untold(marks):
    source = marks[0] + "".join(name + mark for name, mark in zip(NAMES, marks[1:], strict=True))
    document = read(source, format="markdown")
    told = repr(notices(document)).lower() if document else ""
    shown = document.text if document else ""
    for name in NAMES:
        assert name in shown or name.lower() in told or document is None


@PROPERTY
@given(TEXTS | ANY_PAGES)
def test_the_same_source_gives_the_same_document(source):
    assert read(source) == read(source)
