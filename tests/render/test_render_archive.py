"""What the archive shows: drawings, paragraphs, data and feeds, from small frozen values."""

import json

import pytest
from lxml import etree

import diple
from diple.model import Span
from diple.render.archive.calendar import Day, calendar, years
from diple.render.archive.columns import Column
from diple.render.archive.elements import filed, linked
from diple.render.archive.feed import Entry, Told, feed
from diple.render.archive.heatmap import STEPS, Cell, Row, heatmap, step_of
from diple.render.archive.reading import number_at, paragraphs
from diple.render.archive.tables import as_csv, as_json, lines_of_days, lines_of_lives, lines_of_rows
from diple.render.archive.timeline import Life, Mark, ladders, ordered, shape_of, timeline
from diple.themes.rooms import rooms_of, subject_name

SVG = "{http://www.w3.org/2000/svg}"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
COLUMNS = [
    Column("a1", "2031-05-01", "1 May 2031", "/a1"),
    Column("b2", "2032-05-01", "1 May 2032", "/b2", "/a1-b2", "What changed up to 1 May 2032"),
    Column("c3", "2033-05-01", "1 May 2033", "/c3", "/b2-c3", "What changed up to 1 May 2033"),
]


def life(picture, ladder="", rank=None, name=""):
    """A formula from its row as one sees it: `.` absent, a digit how often."""
    places = [at for at, sign in enumerate(picture) if sign != "."]
    marks = (Mark(at, int(picture[at]), shape_of(at, places, len(picture)), f"/{at}", f"mark {at}") for at in places)
    return Life(name or picture, name or picture, tuple(marks), "/life", ladder, rank, scale=f"harder {ladder}")


def parsed(drawn):
    return etree.fromstring(str(drawn))


@pytest.mark.parametrize(
    ("picture", "shapes"),
    [
        ("111", ["has", "has", "has"]),
        (".11", ["first", "has"]),
        ("11.", ["has", "last"]),
        (".1.", ["only"]),
        ("1..", ["last"]),
        ("..1", ["first"]),
        (".1.1.", ["first", "last"]),
    ],
)
def test_what_the_oldest_has_is_not_first_nor_what_the_newest_has_last(picture, shapes):
    assert [mark.shape for mark in life(picture).marks] == shapes


def test_ladders_come_first_each_below_what_its_ranks_mean_and_others_as_they_begin():
    rows = ordered([life("..1"), life("11.", "x", 2), life(".1."), life("1..", "x", 9), life("1.1", "y", 4)])
    assert [row.name for row in rows] == ["↑ harder x", "1..", "11.", "1.1", ".1.", "..1"]
    assert list(ladders(rows)) == [(1, 3)]


def test_a_timeline_links_each_mark_and_each_two_neighbours():
    drawn = parsed(timeline(COLUMNS, ordered([life("12.", "x", 2), life("..1", "x", 1)]), "en"))
    links = [link.get("href") for link in drawn.iter(f"{SVG}a")]
    assert sorted(links) == ["/0", "/1", "/2", "/a1", "/a1-b2", "/b2", "/b2-c3", "/c3"]
    assert {link.get("tabindex") for link in drawn.iter(f"{SVG}a")} == {"-1"}
    assert [use.get("href") for use in drawn.iter(f"{SVG}use")] == ["#mark-has", "#mark-last", "#mark-first"]
    assert [text.text for text in drawn.iter(f"{SVG}text") if text.get("class") == "count"] == ["2"]
    assert drawn.find(f"{SVG}desc").text.endswith("12.: 2031-05-01, 2032-05-01. ..1: 2033-05-01.")


@pytest.mark.parametrize(("picture", "lines"), [("111", ["lasting"] * 2), ("1.1", ["absent"]), (".1.", [])])
def test_a_line_is_broken_where_statements_between_have_it_not(picture, lines):
    drawn = parsed(timeline(COLUMNS, [life(picture)], "en"))
    assert [
        each.get("class") for each in drawn.iter(f"{SVG}line") if each.get("class") in ("lasting", "absent")
    ] == lines


def test_the_line_of_a_ladder_joins_only_neighbours():
    def stairs(*rungs):
        drawn = parsed(timeline(COLUMNS, ordered([life(each, "x", at) for at, each in enumerate(rungs)]), "en"))
        return len(drawn.findall(f"{SVG}g[@class='stair']/{SVG}line"))

    assert (stairs("1..", ".11"), stairs("1..", "..1")) == (2, 0)


@pytest.mark.parametrize(("value", "step"), [(0.01, 1), (0.5, 3), (1.0, STEPS)])
def test_grounds_have_five_steps_of_the_highest(value, step):
    assert step_of(value, 1.0) == step


def test_a_heat_map_writes_its_numbers():
    drawn = parsed(heatmap(COLUMNS, [Row("Fish", (Cell(1, 0.2, "20", "/s4", "Fish: 20"),))], "Room", "en", "subjects"))
    (link,) = (each for each in drawn.iter(f"{SVG}a") if each.get("href") == "/s4")
    assert (link.find(f"{SVG}title").text, link.find(f"{SVG}text").text) == ("Fish: 20", "20")


def test_a_calendar_has_each_year_and_its_gaps():
    days = [Day("2031-05-01", None, "/a1", "a"), Day("2033-05-01", 0.25, "/b", "b"), Day("2033-05-30", 1.0, "/c", "c")]
    assert years(days, ["2034"]) == ["2031", "2032", "2033", "2034"]
    drawn = parsed(calendar(days, ["2034"], "en"))
    squares = [(each.get("class"), each.get("x")) for each in drawn.iter(f"{SVG}rect")]
    assert squares == [("opening", "-11"), ("step-2", "-23"), ("step-4", "1")]
    assert [each.get("class") for each in drawn.iter(f"{SVG}path")] == ["missing"]
    assert len(parsed(calendar([Day("2031", 0.5)], [], "en")).findall(f"{SVG}text")) == 13


def test_a_file_is_whole_and_hostile_text_is_text():
    drawn = timeline(COLUMNS, [life("111", name="</text><script>\u202e")], "en")
    root = etree.fromstring(filed(drawn, [(9, "</text><script>\u202e")], (500, 90), "text { fill: red }").encode())
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f".//{SVG}text[@class='name']").text == "</text><script>[U+202E]"
    assert root.find(f"{SVG}style").text == "text { fill: red }"


def test_what_leads_nowhere_is_no_link():
    assert linked("", "words") == "<g><title>words</title></g>"


def test_data_has_a_line_for_each_mark_and_cell():
    lives = list(lines_of_lives(COLUMNS, ordered([life(".2.", "x", 4.5, name="=deplore"), life("1..", "x", 1)])))
    assert [(each["formula"], each["date"], each["count"], each["first"], each["last"]) for each in lives] == [
        ("=deplore", "2032-05-01", 2, True, True),
        ("1..", "2031-05-01", 1, False, True),
    ]
    assert as_csv(lives).decode("utf-8-sig").splitlines()[1].startswith('"\'=deplore"')
    rows = list(lines_of_rows(COLUMNS, [Row("Fish", (Cell(0, 0.25, "25"),))], "subject", "share"))
    assert rows == [{"subject": "Fish", "column": "a1", "date": "2031-05-01", "share": 0.25}]
    days = list(lines_of_days([Day("2031-05-01", None)], ["2032"]))
    assert [(day["date"], day["missing"]) for day in days] == [("2031-05-01", False), ("2032", True)]
    assert json.loads(as_json(rows, "in 3")) == {"coverage": "in 3", "rows": rows}


def test_a_feed_names_its_entries_by_their_statements_and_bears_no_clock():
    told = Told(80, "critical", "Dropped", "It is gone.", "new <b>", "old")
    entries = [Entry("a1", "Later", "2032-05", "/a1", (told,)), Entry("b2", "Earlier", "", "/b2", (), "A sentence.")]
    first, again = (feed("series x", "X", entries, "/x.atom", "/x", "in the 2 statements held") for _ in "ab")
    assert first == again
    root = etree.fromstring(first)
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2032-05-01T00:00:00Z"
    assert root.xpath("a:entry/a:updated/text()", namespaces=ATOM)[1] == "0001-01-01T00:00:00Z"
    assert len(root.xpath("a:entry/a:published", namespaces=ATOM)) == 1
    content = root.xpath("a:entry/a:content/text()", namespaces=ATOM)
    assert content[0].startswith("<ol><li>80 <b>Dropped</b>. It is gone.<blockquote>old</blockquote>")
    assert "new &lt;b&gt;" in content[0] and content[1] == "<p>A sentence.</p>"
    other = etree.fromstring(feed("series y", "Y", entries[:1], "/y.atom", "/y", ""))
    ids = [each.xpath("a:entry[1]/a:id/text()", namespaces=ATOM) for each in (root, other)]
    assert ids[0] == ids[1] and root.findtext("a:id", namespaces=ATOM) != other.findtext("a:id", namespaces=ATOM)


@pytest.mark.parametrize("found", ["shall meet", "every year. They fish", "The Parties"])
def test_a_page_has_each_letter_of_a_text_once_and_sets_off_what_was_sought(found):
    statement = diple.read(
        "# Accord\n\nThe Parties shall meet every year. They fish.\n\nThey leave.", format="markdown"
    )
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
    statement = diple.read("They discussed climate change. They ate. Climate change and food security were named here.")
    rooms = rooms_of(statement)
    names = {subject_name(key, "en"): (round(room.share, 2), room.sentence) for key, room in rooms.items()}
    assert names == {"Climate change": (0.57, 0), "Food security": (0.29, 2)}
    assert rooms_of(diple.read("They ate.")) == {}
