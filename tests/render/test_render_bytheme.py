"""The table of themes and the flow: pictures of what a drawn succession gives."""

from dataclasses import replace
from itertools import pairwise

import pytest
from marked import marker

import diple
from diple.model import Block, Further, Near, Selector, Span, Theme
from diple.render.markers.bearing import bearing, counts, in_context, news_of, sense
from diple.render.pages.bytheme.flow import GAP, LINE, LONGEST, flow_of, shortened
from diple.render.pages.bytheme.passages import Reader
from diple.render.pages.bytheme.table import places, table_of
from diple.render.pages.html import Frame, framed
from diple.render.pages.page import page
from diple.render.redline.differing import Differ
from diple.render.redline.nearest import Nearest
from diple.render.redline.side import Side
from drawings import drawn

FISH, PORT, CABLE = "Fish are few.", "The port grows.", "Cables are new."


def evidence(exact, start=0):
    return Selector(start, start + len(exact), exact, "", "")


OLD, NEW = (evidence("two"),), (evidence("twi"),)


@pytest.mark.parametrize(
    ("old", "new", "direction", "bears"),
    [
        (OLD, (), "softened", "gone"),
        ((), NEW, "strengthened", "new"),
        (OLD, NEW, "softened", "softer"),
        (OLD, NEW, "strengthened", "firmer"),
        (OLD, NEW, "mixed", "other"),
        (OLD, NEW, "neutral", "other"),
        ((), (), "neutral", "other"),
    ],
)
def test_a_marker_bears_one_way(old, new, direction, bears):
    assert bearing(marker(old=old, new=new, direction=direction)) == bears


def kinds(*directions):
    """Further kinds with these directions."""
    return tuple(Further("M1", "modality", direction, "the duty", "", None) for direction in directions)


@pytest.mark.parametrize(
    ("code", "label", "also", "called"),
    [
        ("G3", "“two” → “twi”", (), "reworded"),
        ("G3", "gone: “two”", (), "words gone"),
        ("G3", "new: “twi”", (), "words new"),
        ("G3", "The articles are in another order", (), "reworded"),
        ("S2", "gone: “two”", (), "names on the list"),
        ("G3", "new: “twi”", ("softened", "strengthened"), "softer and firmer"),
        ("G3", "new: “twi”", ("softened", "softened"), "softer"),
    ],
)
def test_a_marker_that_bears_no_way_is_called_what_it_is(code, label, also, called):
    assert sense(marker(code=code, label=label, also=kinds(*also), old=OLD, new=NEW, direction="mixed"), "en") == called


def test_what_a_marker_is_called_is_in_the_language_of_the_interface():
    both = {"old": OLD, "new": NEW, "direction": "mixed"}
    assert sense(marker(code="G3", label="gone: “two”", **both), "fr") == "mots disparus"
    assert sense(marker(code="S2", **both), "fr")[:1].islower()


def said(parts):
    """The parts as a picture: what is set off in brackets."""
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


@pytest.mark.parametrize(
    ("label", "old", "new", "picture"),
    [
        ("“two” → “twi”", OLD, NEW, ("two", "twi")),
        ("gone: “two”", OLD, NEW, ("two", "")),
        ("new: “twi”", OLD, NEW, ("", "twi")),
        ("gone: “two … six”", (evidence("two"), evidence("six")), (), ("two … six", "")),
    ],
)
def test_the_news_is_what_each_text_says(label, old, new, picture):
    found = news_of(marker(label=label, old=old, new=new))
    assert (said(found.old), said(found.new), found.whole) == (*picture, "")


@pytest.mark.parametrize(
    ("text", "words", "evidence_words", "picture"),
    [
        ("We fish. One two three.", "two", "two", "One [two] three."),
        ("We fish. One two three. We sail.", "two", "One two three", "One [two] three."),
        ("We fish. One two three. We sail.", "two", "We fish. One two", "One [two] three."),
        ("Two ports, two towns.", "two towns", "towns", "Two ports, [two towns]."),
        ("Ports two and two.", "two", "two.", "Ports two and [two]."),
        ("We fish.\n\n28. We sail to two\nports.", "We sail to two ports", "sail", "[We sail to two ports]."),
        (
            f"Ships {'before ' * 9}two{' after' * 9}.",
            "two",
            "two",
            "…before before before before before [two] after after after after after…",
        ),
        (
            "渔民在海上" + "捕鱼" * 20 + "两国" + "航行" * 20 + "。",
            "两国",
            "两国",
            "…" + "捕鱼" * 18 + "[两国]" + "航行" * 18 + "…",
        ),
        (f"Ports {'word ' * 20}end.", f"{'word ' * 20}…", "Ports", f"{'word ' * 20}…"),
    ],
)
def test_few_words_are_shown_with_those_around_them_in_their_sentence(text, words, evidence_words, picture):
    statement = diple.read(text)
    start = statement.text.index(evidence_words)
    gone = marker(label=f"gone: “{words}”", old=(evidence(evidence_words, start=start),), new=())
    assert said(in_context(news_of(gone), gone, (Side(statement, "en"),) * 2).old) == picture


def test_a_label_without_wordings_is_told_whole():
    assert (
        news_of(marker(label="The articles are in another order", new=NEW)).whole == "The articles are in another order"
    )


def test_counts_are_parts_of_one_picture():
    markers = [marker(new=())] * 3 + [marker(new=NEW, direction="strengthened")]
    assert [tuple(count) for count in counts(map(bearing, markers))] == [
        ("gone", 3, 0.0, 75.0),
        ("firmer", 1, 75.0, 25.0),
    ]
    assert counts([]) == []


def themed(*lines, themes, markers=()):
    """A drawn succession with themes given as name, old sentences and new ones."""
    comparison = drawn(*lines, mode="succession", markers=markers)
    old, new = (replace(each, blocks=(Block(0, len(each.text.strip())),)) for each in (comparison.old, comparison.new))
    comparison = replace(comparison, old=old, new=new)
    made = []
    for number, (name, *sides, held) in enumerate(themes, 1):
        old, new = (
            tuple(Span(text.index(said), text.index(said) + len(said) + 1) for said in side)
            for text, side in zip((comparison.old.text, comparison.new.text), sides, strict=True)
        )
        status = "kept" if old and new else "gone" if old else "new"
        words = [sum(len(said.split()) for said in side) for side in sides]
        made.append(Theme(f"t{number}", name, status, 0, old, new, *words, held))
    return replace(comparison, themes=tuple(made))


@pytest.fixture
def succession():
    gone = marker(id="m1", label="gone: “few”", old=(evidence("few", start=25),), new=(), changes=("c2",))
    small = marker(id="m2", level="minor", score=20, changes=("c3",), old=(), new=(evidence("Cables", start=18),))
    return themed(
        "  The port [grows|shrinks].",
        "- Fish are few.",
        "+ Cables are new.",
        "  Thanks.",
        themes=[
            ("Fish", [FISH], [], ("m1",)),
            ("Port", [PORT], ["The port shrinks."], ()),
            ("Cables", [], [CABLE], ("m2",)),
        ],
        markers=[gone, small],
    )


def table(comparison, sort=""):
    return table_of(comparison, page(comparison), "en", sort)


def shown_first(line):
    """The sentences that an opened row begins with."""
    return line.quoted if line.quoted.any else line.passages


def test_a_row_says_level_bearing_news_and_room(succession):
    found = table(succession)
    assert [(line.theme.name, line.level, line.bearing, line.more, line.minor) for line in found.lines] == [
        ("Fish", "critical", "gone", 0, 0),
        ("Port", "", "", 0, 0),
        ("Cables", "minor", "new", 0, 0),
    ]
    assert [[room.width for room in line.rooms] for line in found.lines] == [[100.0, 0.0], [100.0, 100.0], [0.0, 100.0]]
    assert [line.first.at for line in found.lines] == [(1, 0), (0, 0), (0, 1)]
    assert (found.loud, found.touched, found.minor, found.rest.words) == (1, 1, 1, (1, 1))


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Fish", "Port", "Cables"]),
        ("nothing", ["Fish", "Port", "Cables"]),
        ("old", ["Port", "Fish", "Cables"]),
        ("new", ["Port", "Cables", "Fish"]),
    ],
)
def test_themes_are_in_the_order_asked_for(succession, sort, order):
    assert [line.theme.name for line in table(succession, sort).lines] == order


def test_what_nothing_answers_stands_once_beside_what_is_near(succession):
    old, new = (
        Span(text.index(said), text.index(said) + len(said) + 1)
        for text, said in ((succession.old.text, FISH), (succession.new.text, CABLE))
    )
    near = replace(succession, nearest=(Near(old, new, "perhaps"),))
    found = table(near)
    fish, port, _ = (shown_first(line) for line in found.lines)
    picture = [(said(pair.old.parts), said(pair.new.parts), pair.gone, pair.arrived) for pair in fish.likely]
    assert picture == [(FISH, CABLE, True, False)]
    assert fish.gone == () == port.likely
    assert [line.first.nearest and line.first.nearest.short for line in found.lines] == [CABLE, None, FISH]
    shown = framed(near, Frame())
    assert "Gone or new, beside the nearest wording" in shown
    assert "<i>nearest wording, perhaps the same subject: </i>" in shown


def test_a_doubtful_wording_is_a_line_below_what_is_gone(succession):
    old, new = (
        Span(text.index(said), text.index(said) + len(said) + 1)
        for text, said in ((succession.old.text, FISH), (succession.new.text, CABLE))
    )
    doubtful = replace(succession, nearest=(Near(old, new, "doubtful"),))
    fish = table(doubtful).lines[0]
    assert (fish.quoted.likely, fish.first.nearest) == ((), None)
    assert [[hint.short for hint in passage.beside] for passage in fish.quoted.gone] == [[CABLE]]
    line = '<p class="doubtful sure-doubtful">nearest wording, <span class="sure">perhaps another subject</span>: '
    assert line in framed(doubtful, Frame())


def test_a_sentence_that_is_the_nearest_twice_is_short_the_second_time(succession):
    text = succession.old.text
    old = Span(text.index(FISH), text.index(FISH) + len(FISH) + 1)
    new = [span for theme in succession.themes for span in theme.new][:2]
    twice = replace(succession, nearest=tuple(Near(old, span, "likely") for span in sorted(new)))
    assert [pair.old.again for pair in table(twice).lines[0].quoted.likely] == [False, True]
    assert "gone, as above" in framed(twice, Frame())


def test_a_further_change_keeps_the_blanks_around_its_words_and_is_short(succession):
    few = marker(id="m3", label="gone: “few”", old=(evidence("few", start=25),), new=(), changes=())
    long = marker(id="m4", label=f"gone: “{'word ' * 40}end”", old=(evidence("word"),), new=(), changes=())
    for further, wanted in ((few, "Fish are [few]."), (long, f"{'word ' * 16}… {'word ' * 7}end")):
        themes = (replace(succession.themes[0], markers=("m1", further.id)), *succession.themes[1:])
        line = table(replace(succession, markers=(*succession.markers, further), themes=themes)).lines[0]
        assert said(line.also[0].news.old) == wanted


def test_of_nearest_wordings_the_surest_is_first(succession):
    spans = [
        [span for theme in succession.themes for span in side(theme)] for side in (lambda t: t.old, lambda t: t.new)
    ]
    fish, port = spans[0]
    near = (Near(fish, spans[1][0], "perhaps"), Near(port, spans[1][1], "likely"))
    found = Nearest(replace(succession, nearest=near), ()).pairs
    assert [pair.sure for pair in found] == ["likely", "perhaps"]


def test_sentences_beside_the_markers_to_look_at_are_counted_and_led_to(succession):
    def free(**of_cables):
        plain = [
            each._replace(markers=()) if each.id != "c3" else each._replace(**of_cables) for each in succession.changes
        ]
        return replace(succession, changes=tuple(plain))

    assert [line.free for line in table(succession).lines] == [(0, 0), (0, 0), (0, 1)]
    assert [line.free for line in table(free(markers=())).lines] == [(1, 0), (0, 0), (0, 1)]
    assert [line.free for line in table(free(markers=(), noise="courtesy")).lines][2] == (0, 0)
    shown = framed(free(markers=()), Frame())
    assert '<a href="#t1-first-free">Further sentences: 1 gone</a>' in shown
    assert 'id="t1-first-free"' in shown
    assert "Further sentences: 1 gone, 1 new" in shown


@pytest.mark.parametrize(
    ("line", "few"),
    [
        ("~ Fish are few.|The port grows at night.", True),
        ("~ We will study the port now.|We will build the port now.", False),
        ("~ We will build the port.|We will build the port now.", False),
        ("  The port grows.", False),
    ],
)
def test_sentences_with_few_words_in_common_say_so_instead_of_setting_words_off(line, few):
    comparison = drawn(line, mode="succession")
    spans = [Span(0, len(text.rstrip())) for text in (comparison.old.text, comparison.new.text)]
    theme = Theme("t1", "Port", "kept", 0, (spans[0],), (spans[1],), 3, 3)
    found = replace(comparison, themes=(theme,))
    assert table(found).lines[0].passages.pairs[0].few_shared is few
    assert ("few words in common" in framed(found, Frame())) is few


@pytest.mark.parametrize(("status", "loose"), [("reworded", True), ("changed", False)])
def test_a_change_across_sentences_that_are_loosely_linked_says_so(succession, status, loose):
    both = marker(id="m1", old=(evidence("port"),), new=(evidence("port"),), changes=("c1",))
    segments = [each._replace(status=status) if each.status == "changed" else each for each in succession.segments]
    found = replace(succession, segments=tuple(segments), markers=(both, *succession.markers[1:]))
    assert table(found).lines[0].first.loose is loose
    assert ("<i>possibly reworded</i>" in framed(found, Frame())) is loose


def test_a_text_without_a_wording_of_the_news_shows_the_sentence_that_answers_it(succession):
    whole = evidence(f"{PORT} {FISH}")
    assert succession.old.text.startswith(whole.exact)
    both = marker(id="m1", label="new: “fish are two”", old=(whole,), new=(evidence("The port"),), changes=())
    line = table(replace(succession, markers=(both, *succession.markers[1:]))).lines[0]
    assert said(line.first.news.new) == "fish are two"
    assert said(line.first.news.old) == FISH


def test_the_beginning_of_a_long_answer_is_shown():
    comparison = themed(
        f"~ {'one ' * 40}fish.|We fish.", themes=[("Fish", ["one " * 40 + "fish"], ["We fish"], ("m1",))]
    )
    both = marker(id="m1", label="new: “fish”", old=(evidence("one"),), new=(evidence("We fish"),), changes=())
    assert said(table(replace(comparison, markers=(both,))).lines[0].first.news.old) == f"{'one ' * 29}one…"


def test_a_label_that_quotes_words_in_their_phrase_shows_the_phrase_with_them_set_off():
    label = "gone: “net of fish” in “the net of fish of the port”"
    found = news_of(marker(label=label, set_off=(Span(28, 39),), old=OLD, new=NEW))
    assert (said(found.old), said(found.new)) == ("the [net of fish] of the port", "")


ALIKE = (
    "Herring and barley reach Nareth on the ferries of the Merrow Bank.",
    ("The ferries of the Merrow Bank carry barley and herring to Nareth."),
)
APART = "The veto of Drovia was deplored.", "The council shall have two more chairs."


@pytest.mark.parametrize(
    ("line", "says", "loose"),
    [
        (f"~ {ALIKE[0]}|{ALIKE[1]}", "firmer", True),
        (f"~ {APART[0]}|{APART[1]}", "reworded", True),
        ("  The port [grows|shrinks].", "firmer", False),
    ],
)
def test_across_a_weak_link_no_word_is_softer_or_firmer(line, says, loose):
    comparison = drawn(line, mode="succession")
    texts = [text.rstrip() for text in (comparison.old.text, comparison.new.text)]
    changes = tuple(each.id for each in comparison.changes)
    both = marker(
        id="m1", direction="strengthened", old=(evidence(texts[0]),), new=(evidence(texts[1]),), changes=changes
    )
    theme = Theme("t1", "Port", "kept", 0, (Span(0, len(texts[0])),), (Span(0, len(texts[1])),), 3, 3, ("m1",))
    found = table(replace(comparison, themes=(theme,), markers=(both,)))
    assert (found.lines[0].first.sense, found.lines[0].first.loose) == (says, loose)
    assert [count.bearing for count in found.counts] == ["other" if says == "reworded" else says]
    assert found.others == ([("reworded", 1)] if says == "reworded" else [])


def test_a_row_names_the_paragraphs_that_it_quotes_and_opens_with_their_sentences(succession):
    cables = marker(id="m1", label="new: “Cables”", old=(), new=(evidence("Cables", start=18),), changes=("c3",))
    themes = (replace(succession.themes[1], markers=("m1",)), replace(succession.themes[2], markers=()))
    new = replace(succession.new, blocks=(Block(0, 17), Block(18, len(succession.new.text.strip()))))
    found = replace(succession, new=new, themes=themes, markers=(cables,))
    line = table(found).lines[0]
    assert (line.theme.name, line.places) == ("Port", ("1", "1–2"))
    assert [said(each.parts).strip() for each in line.quoted.new] == [CABLE]
    assert [said(pair.new.parts) for pair in line.passages.pairs] == ["The port [shrinks]."]
    shown = framed(found, Frame())
    assert shown.index("The weightiest change</h3>") < shown.index("The other sentences</h3>")


def test_terms_of_one_text_are_in_their_row_and_the_first_of_each_theme_above(succession):
    terms = (((), ("herring", "eels")), ((), ("quay",)), (("reefs", "cod"), ()))
    themes = [
        replace(theme, came=came, went=went) for theme, (came, went) in zip(succession.themes, terms, strict=True)
    ]
    comparison = replace(succession, themes=tuple(themes))
    found = table(comparison)
    assert ([term[:] for term in found.went], [term[:] for term in found.came]) == (
        [("herring", "t1"), ("quay", "t2")],
        [("reefs", "t3")],
    )
    shown = framed(comparison, Frame())
    assert shown.count("<mark>herring</mark>") == 2
    assert shown.count("<mark>eels</mark>") == 1


def test_without_themes_there_is_no_table_and_no_choice_of_it():
    comparison = drawn("  The port [grows|shrinks].")
    assert table(comparison) is None
    assert "view-theme" not in framed(comparison, Frame())


def picture(found):
    """The sentences of a theme, a line each."""
    for pair in found.pairs:
        yield f"{said(pair.old.parts)} = {said(pair.new.parts)}"
    for sign, passages in (("-", found.gone), ("+", found.new)):
        yield from (f"{sign} {said(each.parts)}{'~' + each.noise if each.noise else ''}" for each in passages)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("  The port grows.", ["The port grows. = The port grows."]),
        ("  The port [grows|shrinks] here.", ["The port [grows] here. = The port [shrinks] here."]),
        ("  The [harbour|port~synonym] grows.", ["The harbour grows. = The port grows."]),
        ("~ We will study the port now.|We will build the port now.", ["We will [study] the port now. = We will [build] the port now."]),
        ("~ Fish are few.|The port grows at night.", ["Fish are few. = The port grows at night."]),
        ("~ Envoys of Orm will study the northern port this year.|Tarvia opens the northern port to ships of all kinds.", ["[Envoys of Orm will study] the northern port [this year]. = [Tarvia opens] the northern port [to ships of all kinds]."]),
        ("- Fish are few.", ["- Fish are few."]),
        ("+ Cables are new.", ["+ Cables are new."]),
        ("- Done in two copies.~alternat", ["- Done in two copies.~alternat"]),
    ],
)  # fmt: skip
def test_only_words_that_differ_are_set_off_and_sentences_without_partner_listed(line, seen):
    comparison = drawn(line, mode="succession")
    sides = Side(comparison.old, "en"), Side(comparison.new, "en")
    whole = [[Span(0, len(text.rstrip()))] if text else [] for text in (comparison.old.text, comparison.new.text)]
    assert (
        list(picture(Reader(comparison, sides, Differ(comparison), Nearest(comparison, sides)).of_spans(*whole)))
        == seen
    )


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [([], ""), ([3], "3"), ([1, 2, 3], "1–3"), ([1, 2, 4], "1–2, 4"), ([1, 3, 5, 7, 9], "1, 3, 5, 7 …"), ([2, 2], "2")],
)
def test_paragraphs_are_named_by_their_runs(paragraphs, told):
    statement = replace(drawn("  " + "x" * 99).old, blocks=tuple(Block(at * 10, at * 10 + 9) for at in range(10)))
    assert places([Span(number * 10 - 10, number * 10) for number in paragraphs], Side(statement, "en")) == told


def test_of_many_runs_those_that_are_quoted_are_named():
    statement = replace(drawn("  " + "x" * 199).old, blocks=tuple(Block(at * 10, at * 10 + 9) for at in range(20)))
    spans = [Span(number * 10 - 10, number * 10) for number in (1, 3, 5, 7, 9)]
    assert places(spans, Side(statement, "en"), [12, 0]) == "1, 3, 5, 12 …"


def theme(name, old, new, words):
    spans = [(Span(place, place + 10),) if place is not None else () for place in (old, new)]
    return Theme(name, name, "kept", 0, *spans, *words)


def columns(flow):
    """Both columns from above, in one line each."""
    return [" ".join(each.name or "rest" for each in side) for side in (flow.old, flow.new)]


def test_the_flow_has_both_texts_in_their_order_and_true_proportion():
    flow = flow_of(
        [theme("fish", 0, 90, (30, 10)), theme("port", 50, 0, (60, 60)), theme("cable", None, 40, (0, 20))], (10, 0)
    )
    assert columns(flow) == ["fish port rest", "port cable fish"]
    assert [ribbon.id for ribbon in flow.ribbons] == ["fish", "port"]
    heights = [each.height / each.words for side in (flow.old, flow.new) for each in side]
    assert max(heights) - min(heights) < 0.02
    for side in (flow.old, flow.new):
        assert all(round(low.y - high.y - high.height, 1) == GAP for high, low in pairwise(side))


def test_a_theme_in_several_places_is_drawn_at_their_middle():
    scattered = replace(theme("fish", 0, 0, (10, 10)), old=(Span(0, 10), Span(100, 130)))
    assert columns(flow_of([scattered, theme("port", 50, 50, (9, 9))], (0, 0))) == ["port fish", "fish port"]


def test_no_name_in_the_drawing_covers_another_or_leaves_it():
    small = [theme(f"n{at}", at * 10, at * 10, (1, 1)) for at in range(14)]
    flow = flow_of([*small, theme("large", 900, 900, (600, 600))], (1, 1))
    for side in (flow.old, flow.new):
        bases = [each.base for each in side]
        assert all(low - high > LINE - 0.2 for high, low in pairwise(bases))
        assert bases[-1] <= flow.height


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fish", "Fish"),
        ("n" * LONGEST, "n" * LONGEST),
        ("n" * (LONGEST + 1), "n" * (LONGEST - 1) + "…"),
        ("渔业" * 6, "渔业渔业渔业渔业…"),
    ],
)
def test_a_long_name_is_cut(name, short):
    assert shortened(name) == short


@pytest.mark.parametrize("frame", [Frame(), Frame(side=True), Frame(inline=True)])
def test_one_view_is_chosen(succession, frame):
    written = framed(succession, frame)
    wanted = "inline" if frame.inline else "side" if frame.side else "theme"
    assert f'value="{wanted}" id="view-{wanted}" autocomplete="off" checked' in written
    assert written.count('name="view"') == 3
    assert sum(f'id="view-{view}" autocomplete="off" checked' in written for view in ("theme", "side", "inline")) == 1


def test_the_drawing_is_described_in_words(succession):
    written = framed(succession, Frame())
    assert "Old text, from above, with words: Port 3, Fish 3, in no theme 1." in written
    assert "New text: Port 3, Cables 3, in no theme 1." in written
