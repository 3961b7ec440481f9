"""The lives of formulas as pictures, names that are hostile, and the feed, each on a few statements."""

import csv
import json
from io import StringIO

import pytest
from lxml import etree

from diple.model import Span
from diple.render.archive.calendar import Day, calendar, years
from diple.render.archive.columns import Column, centre
from diple.render.archive.elements import filed
from diple.render.archive.feed import Entry, Told, feed
from diple.render.archive.heatmap import Cell, Row, heatmap
from diple.render.archive.reading import number_at, paragraphs
from diple.render.archive.tables import as_csv, as_json, lines_of_days, lines_of_lives, lines_of_rows
from diple.render.archive.timeline import Life, Mark, ordered, shape_of, timeline
from diple.statement import read

SIGNS = {"first": "◆", "has": "●", "last": "■", "only": "▲"}
SVG = {"s": "http://www.w3.org/2000/svg"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = '<b onclick="x">&amp;\u202e\x07'


def columns(count, first=2031):
    return [
        Column(
            f"id{at}",
            str(first + at),
            f"the year {first + at}",
            f"/s/{at}",
            f"/c/{at}" if at else "",
            f"up to {first + at}",
        )
        for at in range(count)
    ]


def life(name, has, ladder="", rank=None):
    """A life from a picture of its columns: "xx.x"."""
    places = [at for at, sign in enumerate(has) if sign != "."]
    shape = {at: shape_of(at, places, len(has)) for at in places}
    marks = tuple(
        Mark(at, int(has[at]) if has[at].isdigit() else 1, shape[at], f"/{name}/{at}", f"{name} {at}") for at in places
    )
    return Life(name, name, marks, f"/{name}", ladder, rank)


def tree(markup):
    return etree.fromstring(str(markup).encode("utf-8"))


def half(element, count, name="x"):
    """Where an element is, in halves of a column."""
    return round(2 * count * float(element.get(name).removesuffix("%")) / 100)


def at(element, count, name="x"):
    """The column in whose middle an element is."""
    return half(element, count, name) // 2


def picture(drawn, count):
    """The rows of a timeline: marks by their shapes, `=` a solid line between two, `-` a dashed one, `~` an open end."""
    rows = []
    for row in tree(drawn).findall("s:g[@class='life']", SVG):
        signs = [" "] * (2 * count + 1)
        for line in row.findall("s:line", SVG):
            start, end = half(line, count, "x1"), half(line, count, "x2")
            signs[start : end + 1] = {"lasting": "=", "absent": "-", "open": "~"}[line.get("class")] * (end + 1 - start)
        for use in row.iterfind(".//s:use", SVG):
            signs[half(use, count)] = SIGNS[use.get("href").removeprefix("#mark-")]
        rows.append("".join(signs).rstrip())
    return rows


@pytest.mark.parametrize(
    ("has", "drawn"),
    [
        ("xxx", "~●=●=●~"),
        (".xx", "   ◆=●~"),
        ("xx.", "~●=■"),
        (".x.", "   ▲"),
        (".xx.x.", "   ◆=●---■"),
        ("x...x", "~●-------●~"),
        ("x", "~●~"),
    ],
)
def test_a_life_is_a_row_of_marks(has, drawn):
    assert picture(timeline(columns(len(has)), [life("calm", has)], "en"), len(has)) == [drawn]


def test_a_ladder_is_named_above_its_formulas_and_joined_where_it_is_strongest():
    lives = ordered([life("regret", "..xx", "regret", 1), life("unity", "x..."), life("condemn", "xx..", "regret", 3)])
    assert [each.name for each in lives] == ["↑ regret", "condemn", "regret", "unity"]
    drawn = tree(timeline(columns(4), lives, "en"))
    stair = [
        (at(line, 4, "x1"), int(line.get("y1")), at(line, 4, "x2"), int(line.get("y2")))
        for line in drawn.iterfind("s:g[@class='stair']/s:line", SVG)
    ]
    strong, weak = centre(1), centre(2)
    assert stair == [(0, strong, 1, strong), (1, strong, 2, weak), (2, weak, 3, weak)]


def test_one_formula_of_a_ladder_has_no_heading():
    assert [each.name for each in ordered([life("condemn", "xx", "regret", 3)])] == ["condemn"]


def test_formulas_are_in_the_order_in_which_they_begin_and_end():
    lives = [life("c", ".xx"), life("b", "xxx"), life("a", "x..")]
    assert [each.name for each in ordered(lives)] == ["a", "b", "c"]


def test_a_mark_leads_to_its_sentence_and_has_its_count():
    drawn = tree(timeline(columns(2), [life("calm", "x3")], "en"))
    links = {link.get("href"): link for link in drawn.iterfind(".//s:a", SVG)}
    assert links["/calm/1"].findtext("s:title", namespaces=SVG) == "calm 1"
    assert links["/calm/1"].findtext("s:text", namespaces=SVG) == "3"
    assert links["/calm/0"].find("s:text", SVG) is None
    assert set(links) == {"/calm/0", "/calm/1", "/s/0", "/s/1", "/c/1"}
    assert links["/c/1"].findtext("s:title", namespaces=SVG) == "up to 2032"
    assert {link.get("tabindex") for link in links.values()} == {"-1"}


def test_a_drawing_says_in_words_what_it_shows():
    drawn = tree(timeline(columns(2), [life("calm", "xx")], "en"))
    ids = [drawn.get("aria-labelledby"), drawn.get("aria-describedby")]
    said = [drawn.find(f"s:*[@id='{each}']", SVG).text for each in ids]
    assert said == [
        "Where each formula is, from the first statement to the last",
        "Statements are columns, formulas are rows. calm: 2031, 2032.",
    ]


def drawings(name):
    """Each drawing, with a name in each place that has one."""
    heads = [Column("id", name, name, "/s"), Column("id2", "2032", name, "/t", "/c", name)]
    named = Life(name, name, (Mark(0, 1, "has", "/m", name),), "/l", name, 1.0, scale=name)
    rows = [Row(name, (Cell(0, 0.5, name, "/c", name),))]
    yield timeline(heads, ordered([named, named._replace(rank=2.0)]), "en")
    yield heatmap(heads, rows, name, "en", "subjects")
    yield calendar([Day("2031-05", 0.5, "/d", name)], ["2032"], "en")


@pytest.mark.parametrize("number", range(3))
def test_hostile_names_are_text(number):
    plain, hostile = ([tree(each) for each in drawings(name)][number] for name in ("name", HOSTILE))
    assert [each.tag for each in hostile.iter()] == [each.tag for each in plain.iter()]
    assert [sorted(each.attrib) for each in hostile.iter()] == [sorted(each.attrib) for each in plain.iter()]
    assert '<b onclick="x">&amp;[U+202E][U+0007]' in "".join(hostile.itertext())


def test_a_heat_map_has_a_ground_and_a_number_for_each_cell():
    cells = tuple(Cell(at, value, f"{value}", f"/{at}") for at, value in ((0, 1), (2, 10)))
    drawn = tree(
        heatmap(columns(3), [Row("ports", cells), Row("fish", (Cell(1, 5, "5", "/f"),))], "Room", "en", "subjects")
    )
    found = {
        link.get("href"): (
            link.find("s:rect", SVG).get("class"),
            at(link.find("s:text", SVG), 3),
            int(link.find("s:text", SVG).get("y")) - 4,
        )
        for link in drawn.iterfind("s:a", SVG)
        if link.find("s:rect", SVG) is not None
    }
    assert found == {"/0": ("step-1", 0, centre(0)), "/2": ("step-5", 2, centre(0)), "/f": ("step-3", 1, centre(1))}
    assert drawn.find("s:desc", SVG).text == "ports: 2031 1, 2033 10. fish: 2032 5."


def squares(drawn):
    """The squares of a calendar: the month, its distance from the middle, what it looks like, its number."""
    inner = [each for each in tree(drawn).iter("{*}svg") if each.find("s:rect", SVG) is not None]
    return [
        (
            each.get("x"),
            each.find("s:rect", SVG).get("x"),
            each.find("s:rect", SVG).get("class"),
            each.findtext("s:text", "", SVG),
        )
        for each in inner
    ]


def test_a_calendar_has_a_square_for_each_statement_and_a_cross_for_each_gap():
    days = [Day("2031-01-05", None), Day("2031-12-30", 0.0), Day("2033-12-01", 1.0), Day("2033-12-02", 0.49)]
    drawn = calendar(days, ["2032", "2033-02"], "en")
    assert years(days, ["2030"]) == ["2030", "2031", "2032", "2033"]
    assert squares(drawn) == [
        ("4.167%", "-11", "opening", ""),
        ("95.833%", "-11", "step-1", "0"),
        ("95.833%", "-23", "step-4", "100"),
        ("95.833%", "1", "step-2", "49"),
    ]
    assert str(drawn).count('class="missing"') == 2
    assert [each.text for each in tree(drawn).iter("{*}title")][-2:] == ["2032 is missing", "2033-02 is missing"]


def test_a_year_alone_has_a_place_after_the_months():
    drawn = calendar([Day("2031", 0.5)], [], "en")
    assert squares(drawn) == [("96.154%", "-11", "step-3", "50")]
    assert [each.text for each in tree(drawn).iterfind("s:text", SVG)][-2:] == ["12", "–"]


def test_a_file_has_its_looks_and_the_names_of_its_rows():
    drawn = timeline(columns(2), [life("calm", "xx")], "en")
    file = tree(filed(drawn, [(106, HOSTILE)], (600, 200), ".life { fill: red }"))
    assert (file.get("width"), file.get("height")) == ("600", "200")
    assert file.findtext("s:style", namespaces=SVG) == ".life { fill: red }"
    assert [each.text for each in file.iterfind(".//s:text[@class='name']", SVG)] == [
        '<b onclick="x">&amp;[U+202E][U+0007]'
    ]


def test_lives_as_data():
    lines = list(lines_of_lives(columns(3), ordered([life("b", ".2.", "l", 1), life("a", "xx.", "l", 2)])))
    seen = [
        (line["formula"], line["rank"], line["statement"], line["count"], line["first"], line["last"]) for line in lines
    ]
    assert seen == [
        ("a", 2, "id0", 1, False, False),
        ("a", 2, "id1", 1, False, True),
        ("b", 1, "id1", 2, True, True),
    ]
    assert json.loads(as_json(lines, "in 3 statements")) == {"coverage": "in 3 statements", "rows": lines}
    rows = list(csv.reader(StringIO(as_csv(lines).decode("utf-8-sig"))))
    assert rows[0] == list(lines[0])
    assert [row[0] for row in rows[1:]] == ["a", "a", "b"]


def test_rooms_and_days_as_data():
    rows = [Row("ports", (Cell(1, 1 / 3, "33"),))]
    assert list(lines_of_rows(columns(2), rows, "subject", "share")) == [
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
    body = as_csv(list(lines_of_rows(columns(1), [hostile], "subject", "share"))).decode("utf-8-sig")
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
    assert (
        len({etree.fromstring(fed(name=name)).findtext("a:id", namespaces=ATOM) for name in ("a accord", "b accord")})
        == 2
    )
    assert etree.fromstring(fed([])).findtext("a:updated", namespaces=ATOM) == "0001-01-01T00:00:00Z"


def test_what_is_hostile_in_a_title_is_named():
    told = feed("name", "a\u202eb", [ENTRIES[0]._replace(title="c\u2066d")], "/f", "/p", "e\x85f").decode("utf-8")
    assert [each in told for each in ("a[U+202E]b", "c[U+2066]d", "e[U+0085]f")] == [True] * 3
