"""What the archive shows beside its drawings: data, a statement as paragraphs, feeds, and the room of subjects."""

import csv
import json
from io import StringIO

import pytest
from lxml import etree

from diple.model import Span
from diple.render.archive.calendar import Day
from diple.render.archive.columns import Column
from diple.render.archive.feed import Entry, Told, feed
from diple.render.archive.heatmap import Cell, Row
from diple.render.archive.reading import number_at, paragraphs
from diple.render.archive.tables import as_csv, as_json, lines_of_days, lines_of_lives, lines_of_rows
from diple.render.archive.timeline import Life, Mark
from diple.statement import read
from diple.themes.rooms import rooms_of, subject_name

ATOM = {"a": "http://www.w3.org/2005/Atom"}
COLUMNS = [Column(f"id{at}", str(2031 + at), f"the year {2031 + at}") for at in range(3)]
LIVES = [
    Life("", "↑ l", (), ladder="l"),
    Life("a", "a", (Mark(0, 1), Mark(1, 1, "last")), ladder="l", rank=2),
    Life("b", "b", (Mark(1, 2, "only"),), is_mined=True),
]


def test_lives_as_data():
    lines = list(lines_of_lives(COLUMNS, LIVES))
    known = ("formula", "ladder", "rank", "mined", "statement", "count", "first", "last")
    assert [tuple(line[name] for name in known) for line in lines] == [
        ("a", "l", 2, False, "id0", 1, False, False),
        ("a", "l", 2, False, "id1", 1, False, True),
        ("b", None, None, True, "id1", 2, True, True),
    ]
    assert json.loads(as_json(lines, "in 3 statements")) == {"coverage": "in 3 statements", "rows": lines}
    rows = list(csv.reader(StringIO(as_csv(lines).decode("utf-8-sig"))))
    assert rows[0] == list(lines[0])
    assert [row[0] for row in rows[1:]] == ["a", "a", "b"]


def test_rooms_and_days_as_data():
    rows = [Row("ports", (Cell(1, 1 / 3, "33"),))]
    assert list(lines_of_rows(COLUMNS, rows, "subject", "share")) == [
        {"subject": "ports", "column": "id1", "date": "2032", "share": 0.333333}
    ]
    days = [Day("2031", None), Day("2032-05", 0.25)]
    assert [tuple(line.values()) for line in lines_of_days(days, ["2033"])] == [
        ("2031", None, False),
        ("2032-05", 0.25, False),
        ("2033", None, True),
    ]


def test_nothing_as_data():
    assert json.loads(as_json([], "in the 0 statements held")) == {"coverage": "in the 0 statements held", "rows": []}
    assert as_csv([]).decode("utf-8-sig").strip() == ""


def test_csv_has_no_formula_of_a_spreadsheet():
    hostile = Row("=cmd()", (Cell(0, 1.0, "1"),))
    body = as_csv(list(lines_of_rows(COLUMNS, [hostile], "subject", "share"))).decode("utf-8-sig")
    assert next(csv.DictReader(StringIO(body)))["subject"][0] != "="


def parts(text, found=None):
    """The sentences of a text as its page has them: a paragraph a list, the passage in braces."""
    return [
        [
            "".join(f"{{{part.text}}}" if part.found else part.text for part in each.parts)
            for each in paragraph.sentences
        ]
        for paragraph in paragraphs(read(text), found)
    ]


def test_a_statement_is_its_paragraphs_of_sentences():
    text = "They met. They spoke of fish.\n\nThey shall meet again."
    start = text.index("of fish")
    assert parts(text, Span(start, start + 7)) == [["They met.", "They spoke {of fish}."], ["They shall meet again."]]
    assert parts(text, Span(text.index("met"), start)) == [
        ["They {met.}", "{They spoke }of fish."],
        ["They shall meet again."],
    ]
    assert [number_at(read(text), place) for place in (0, 8, start, len(text) - 1)] == [0, 0, 1, 2]


EVENTS = (
    Told(80, "critical", "Dropped", "<walls> is gone", new="", old="no walls & no fences"),
    Told(40, "notable", "First mention", "tunnel", new="a tunnel\x07"),
)
ENTRIES = [
    Entry("id1", "Joint <statement>", "2032-05", "https://x.example/s/1", EVENTS, "lead"),
    Entry("id0", "", "", "/s/0", ()),
]


def fed(entries=ENTRIES, name="tenant accord"):
    return feed(
        name, "Accord & more", entries, "https://x.example/a.atom", "https://x.example/a", "in the 2 statements held"
    )


def test_a_feed_has_what_the_standard_wants():
    root = etree.fromstring(fed())
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert [root.findtext(f"a:{each}", namespaces=ATOM) for each in ("title", "subtitle", "updated")] == [
        "Diple: Accord & more", "in the 2 statements held", "2032-05-01T00:00:00Z",
    ]  # fmt: skip
    assert [(link.get("rel"), link.get("href")) for link in root.findall("a:link", ATOM)] == [
        ("self", "https://x.example/a.atom"),
        ("alternate", "https://x.example/a"),
    ]
    dated, undated = root.findall("a:entry", ATOM)
    assert [dated.findtext(f"a:{each}", namespaces=ATOM) for each in ("title", "updated", "published")] == [
        "Joint <statement>", "2032-05-01T00:00:00Z", "2032-05-01T00:00:00Z",
    ]  # fmt: skip
    assert [each.get("term") for each in dated.findall("a:category", ATOM)] == ["critical", "notable"]
    assert (undated.findtext("a:updated", namespaces=ATOM), undated.find("a:published", ATOM)) == (
        "0001-01-01T00:00:00Z",
        None,
    )
    assert all(each.text.startswith("urn:uuid:") for each in root.iterfind(".//a:id", ATOM))


def test_events_of_an_entry_are_html_with_their_quotes_as_text():
    content = etree.fromstring(fed()).find("a:entry/a:content", ATOM)
    assert content.get("type") == "html"
    assert content.text == (
        "<p>lead</p><ol><li>80 <b>Dropped</b>. &lt;walls&gt; is gone<blockquote>no walls &amp; no fences</blockquote></li>"
        '<li>40 <b>First mention</b>. tunnel<blockquote>a tunnel<span class="control">U+0007</span></blockquote></li></ol>'
    )


def test_a_feed_is_the_same_each_time_and_an_entry_stays_itself():
    assert fed() == fed()
    ids = [each.text for each in etree.fromstring(fed()).iterfind("a:entry/a:id", ATOM)]
    later = [Entry("id2", "New", "2033", "/s/2", ()), *ENTRIES]
    assert [each.text for each in etree.fromstring(fed(later)).iterfind("a:entry/a:id", ATOM)][1:] == ids
    other = etree.fromstring(fed(name="tenant other"))
    assert [each.text for each in other.iterfind("a:entry/a:id", ATOM)] == ids
    assert other.findtext("a:id", namespaces=ATOM) != etree.fromstring(fed()).findtext("a:id", namespaces=ATOM)
    assert etree.fromstring(fed([])).findtext("a:updated", namespaces=ATOM) == "0001-01-01T00:00:00Z"


def test_what_is_hostile_in_a_title_is_named():
    told = feed("name", "a\u202eb", [ENTRIES[0]._replace(title="c\u2066d")], "/f", "/p", "e\x85f").decode("utf-8")
    assert [each in told for each in ("a[U+202E]b", "c[U+2066]d", "e[U+0085]f")] == [True] * 3


@pytest.mark.parametrize("found", ["shall meet", "every year. They fish", "The Parties"])
def test_a_page_has_each_letter_of_a_text_once_and_sets_off_what_was_sought(found):
    statement = read("# Accord\n\nThe Parties shall meet every year. They fish.\n\nThey leave.", format="markdown")
    start = statement.text.index(found)
    shown = list(paragraphs(statement, Span(start, start + len(found))))
    parts = [part for each in shown for sentence in each.sentences for part in sentence.parts]
    assert " ".join(part.text for part in parts if part.found) == found
    whole = "".join(
        sentence.before + "".join(part.text for part in sentence.parts) for each in shown for sentence in each.sentences
    )
    assert "".join(whole.split()) == "".join(statement.text.split())
    numbers = [sentence.number for each in shown for sentence in each.sentences]
    assert numbers == list(range(len(statement.sentences)))
    assert number_at(statement, start) == next(
        sentence.number for each in shown for sentence in each.sentences if any(part.found for part in sentence.parts)
    )


def test_the_room_of_a_subject_is_its_share_of_the_words():
    statement = read("They discussed climate change. They ate. Climate change and food security were named here.")
    rooms = rooms_of(statement)
    names = {subject_name(key, "en"): (round(room.share, 2), room.sentence) for key, room in rooms.items()}
    assert names == {"Climate change": (0.57, 0), "Food security": (0.29, 2)}
    assert rooms_of(read("They ate.")) == {}
