"""Drawings of the archive as pictures of their result, names that are hostile, and drawings as files."""

import pytest
from lxml import etree

from diple.render.archive.calendar import Day, calendar, months_of, names_of_years, years
from diple.render.archive.columns import Column, centre
from diple.render.archive.elements import filed, linked
from diple.render.archive.heatmap import Cell, Row, heatmap
from diple.render.archive.timeline import Life, Mark, ladders, ordered, shape_of, timeline

SIGNS = {"first": "◆", "has": "●", "last": "■", "only": "▲"}
SVG = {"s": "http://www.w3.org/2000/svg"}
HOSTILE = '<b onclick="x">&amp;\u202e\x07'


def columns(has, first=2031):
    """The columns of so many statements, or of a picture: "e" is an excerpt."""
    count = has if isinstance(has, int) else len(has)
    return [
        Column(
            f"id{at}",
            str(first + at),
            f"the year {first + at}",
            f"/s/{at}",
            f"/c/{at}" if at else "",
            f"up to {first + at}",
            not isinstance(has, int) and has[at] == "e",
        )
        for at in range(count)
    ]


def life(name, has, ladder="", rank=None, scale=""):
    """A life from a picture of its columns: "xx.x"."""
    places = [at for at, sign in enumerate(has) if sign not in ".e"]
    shape = {at: shape_of(at, places, columns(has)) for at in places}
    marks = tuple(
        Mark(at, int(has[at]) if has[at].isdigit() else 1, shape[at], f"/{name}/{at}", f"{name} {at}") for at in places
    )
    return Life(name, name, marks, f"/{name}", ladder, rank, scale=scale)


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
        ("x..", "~■"),
        ("..x", "     ◆~"),
        (".x.x.", "   ◆---■"),
        ("xex", "~●===●~"),
        ("x.ex", "~●-----●~"),
        ("xxe", "~●=●~~~"),
        ("exx", "~~~●=●~"),
    ],
)
def test_a_life_is_a_row_of_marks(has, drawn):
    assert picture(timeline(columns(has), [life("calm", has)], "en"), len(has)) == [drawn]


def stairs(lives, count):
    """The lines that join the strongest of a ladder: column and height of both ends."""
    drawn = tree(timeline(columns(count), lives, "en"))
    return [
        (at(line, count, "x1"), int(line.get("y1")), at(line, count, "x2"), int(line.get("y2")))
        for line in drawn.iterfind("s:g[@class='stair']/s:line", SVG)
    ]


def test_a_ladder_is_named_above_its_formulas_and_joined_where_it_is_strongest():
    lives = ordered([life("regret", "..xx", "regret", 1), life("unity", "x..."), life("condemn", "xx..", "regret", 3)])
    assert [each.name for each in lives] == ["↑ regret", "condemn", "regret", "unity"]
    strong, weak = centre(1), centre(2)
    assert stairs(lives, 4) == [(0, strong, 1, strong), (1, strong, 2, weak), (2, weak, 3, weak)]


def test_the_line_of_a_ladder_joins_only_neighbours():
    assert stairs(ordered([life("condemn", "x..", "regret", 3), life("regret", "..x", "regret", 1)]), 3) == []


def test_ladders_come_first_each_below_what_its_ranks_mean_and_others_as_they_begin_and_end():
    lives = [
        *(life("late", "..x"), life("weak", "xx.", "x", 2, "harder"), life("middle", ".x.")),
        *(life("strong", "x..", "x", 9, "harder"), life("alone", "x.x", "y", 4), life("early", "x..")),
    ]
    rows = ordered(lives)
    assert [row.name for row in rows] == ["↑ harder", "strong", "weak", "early", "alone", "middle", "late"]
    assert list(ladders(rows)) == [(1, 3)]


def test_what_leads_nowhere_is_no_link():
    assert linked("", "words") == "<g><title>words</title></g>"


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
        heatmap(
            columns(3),
            [Row("ports", cells), Row("fish", (Cell(1, 5, "5", "/f", "fish in 2032"),))],
            "Room",
            "en",
            "subjects",
        )
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
    assert drawn.findtext("s:a[@href='/f']/s:title", namespaces=SVG) == "fish in 2032"
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


@pytest.mark.parametrize(
    ("dates", "months", "least"), [(["2031-05"], 12, 24), (["2031-05", "2031"], 13, 24), (["2031-05"] * 3, 12, 72)]
)
def test_a_calendar_is_as_wide_as_its_fullest_month_and_a_place_for_years_alone_ask_for(dates, months, least):
    days = [Day(date, None) for date in dates]
    assert months_of(days) == (months, least)
    assert tree(calendar(days, [], "en")).get("width") == str(months * least)


def test_the_names_of_years_are_in_the_middle_of_their_rows():
    assert names_of_years(["2031", "2032"]) == [(42, "2031"), (70, "2032")]


def test_a_file_has_its_looks_and_the_names_of_its_rows():
    drawn = timeline(columns(2), [life("calm", "xx")], "en")
    file = tree(filed(drawn, [(106, HOSTILE)], (600, 200), ".life { fill: red }"))
    assert (file.get("width"), file.get("height")) == ("600", "200")
    assert file.findtext("s:style", namespaces=SVG) == ".life { fill: red }"
    assert [each.text for each in file.iterfind(".//s:text[@class='name']", SVG)] == [
        '<b onclick="x">&amp;[U+202E][U+0007]'
    ]
