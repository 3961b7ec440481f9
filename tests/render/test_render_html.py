"""The self-contained page: nothing lost, nothing trusted, every change and marker with its own address."""

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from marked import marker

import diple
from diple.model import Notice, Span, Term
from diple.render import Look
from diple.render.language.phrases import acronyms, called, file_in_words, percent
from diple.render.markers.naming import sum_in_words
from diple.render.pages.html import Frame, framed, render
from diple.render.pages.note import bars
from diple.render.pages.strip import HEIGHT, Stretch, ticks
from diple.render.pages.wording import Stitch
from drawings import ROOT, drawn
from sampled import sample

PACKAGE = Path(diple.__file__).parent
PAIRS = sorted(path.parent.name for path in (ROOT / "samples").glob("*/markers.toml"))


def parsed(page):
    return lxml.html.document_fromstring(page)


def shown(page):
    """The text of the page's body, words and punctuation apart by single blanks; no signs that are only for copies."""
    said = parsed(page).xpath("//body//text()[not(parent::script or parent::span[@class='cited'])]")
    return " ".join(" ".join(said).split())


@pytest.fixture(scope="module", params=PAIRS)
def pair(request):
    comparison = sample(request.param)
    return comparison, render(comparison)


def wording(page, side):
    """What the page says that one side is: without words of ours, and without the other side."""
    not_ours = {
        "old": ("vh", "cited", "folio", "aside", "joint", "caret", "opening"),
        "new": ("vh", "cited", "folio", "aside", "joint", "chip", "was", "sp"),
    }
    found = []
    for row in parsed(page).xpath("//div[contains(concat(' ', @class, ' '), ' row ')]"):
        if side == "new" and " away" in row.get("class"):
            continue
        if (
            side == "old"
            and row.get("class").startswith("row")
            and " moved" in row.get("class")
            and " away" not in row.get("class")
        ):
            continue
        for cell in row.xpath(f"./div[contains(concat(' ', @class, ' '), ' {side} ')]"):
            for ours in cell.xpath(".//*"):
                classes = (ours.get("class") or "").split()
                if any(name in classes for name in not_ours[side]) or (side == "new" and ours.tag == "del"):
                    _emptied(ours)
            found.append((row.get("id"), cell.text_content()))
    return found


def _emptied(element):
    for child in list(element):
        element.remove(child)
    element.text = None


def letters(text):
    return Counter("".join(text.split()))


def test_both_texts_stand_whole_on_the_page(pair):
    comparison, page = pair
    for side, statement in (("old", comparison.old), ("new", comparison.new)):
        assert letters("".join(text for _, text in wording(page, side))) == letters(statement.text)


def test_every_change_and_marker_has_one_address_and_every_link_arrives(pair):
    comparison, page = pair
    ids = parsed(page).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {change.id for change in comparison.changes} <= set(ids)
    assert {one.id for one in comparison.markers} <= set(ids)
    links = parsed(page).xpath("//a/@href")
    assert {link[1:] for link in links} <= set(ids)


def test_nothing_is_fetched_and_the_policy_allows_only_what_is_inside(pair):
    _, page = pair
    tree = parsed(page)
    assert not tree.xpath("//link | //img | //iframe | //script[@src] | //@style | //@onclick")
    assert "url(" not in page
    assert "@import" not in page
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_same_comparison_gives_the_same_bytes(pair):
    comparison, page = pair
    assert render(comparison) == page


def test_noise_is_quiet_but_there():
    page = render(drawn("  The [colour|color~spelling] of the flag."))
    noise = parsed(page).get_element_by_id("c1")
    assert noise.get("class") == "n"
    assert noise.text_content() == "spelling: colourcolor"
    assert not parsed(page).xpath("//main//del | //main//ins")
    assert parsed(page).xpath("//input[@id='noise' and not(@checked)]")
    assert parsed(render(drawn("  The [colour|color~spelling]."), Look(noise=True))).xpath(
        "//input[@id='noise' and @checked]"
    )


def test_insertions_and_deletions_are_told_to_those_who_hear_the_page():
    page = parsed(render(drawn("  They [shall|should] meet.")))
    change = page.get_element_by_id("c1")
    heard = change.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")
    assert "".join(heard) == "deleted: shall endinserted: should end"
    assert [each.tag for each in change] == ["del", "ins"]


def test_a_dropped_sentence_and_an_added_one_say_so():
    page = shown(render(drawn("  One.", "- Two is gone.", "+ Three is here.")))
    assert "deleted: Two is gone. end not in the new text" in page
    assert "not in the old text" in page


def test_a_whole_line_that_does_not_count_says_why_it_stands_unmarked():
    page = shown(render(drawn("  One.", "- Velm, 11 April 2030~rolling_date", "+ Kest, 27 March 2031~rolling_date")))
    assert "not in the new text does not count: rolling date" in page


def test_words_that_differ_are_set_off_within_each_piece_of_a_side():
    side = Stitch((Span(4, 9), Span(20, 26)), (4, 20), (Span(6, 9), Span(20, 22)))
    assert side.write("ab<de") == "ab<mark>&lt;de</mark>"
    assert side.write("fg") == '<br class="para"><mark>fg</mark>'
    assert side.write("hijk") == "hijk"


def test_a_move_links_both_its_ends():
    page = parsed(render(drawn("a< The talks resume.", "  One is here.", "  Two is here.", "a> The talks resume.")))
    away = page.xpath("//div[contains(@class, 'away')]")[0]
    home = page.get_element_by_id(away.xpath(".//a/@href")[0][1:])
    assert "moved" in home.get("class")
    assert home.xpath(".//div[contains(@class, 'old')]//a/@href") == ["#" + away.get("id")]
    assert "↓ moved to ¶ 1" in " ".join(away.text_content().split())


def test_long_quiet_stretches_are_folded_with_a_sentence_of_context():
    lines = [f"  Sentence {number} stands." for number in range(12)]
    page = parsed(render(drawn("  It [was|is] so.", *lines, "  It [is|was] so.")))
    fold = page.xpath("//details[contains(@class, 'fold')]")
    assert [each.xpath("string(summary)").strip()[:2] for each in fold] == ["10"]
    assert len(fold[0].xpath(".//div[contains(@class, 'row')]")) == 10
    assert not parsed(render(drawn(*lines))).xpath("//details[contains(@class, 'fold')]"), "equal texts can be read"


def test_a_fold_tells_of_noise_inside():
    lines = [f"  Sentence {number} stands." for number in range(8)]
    page = shown(
        render(drawn("  It [was|is] so.", *lines, "  A [colour|color~spelling].", *lines, "  It [is|was] so."))
    )
    assert "15 sentences without a change that counts · 1 of them differs in what does not" in page


def test_a_marker_shows_its_evidence_and_its_score_as_a_sum():
    page = shown(
        render(drawn("  one [two|] three.", markers=[marker(counter_reading="Some doubt it.", contested=True)]))
    )
    assert "“two” → “twi” critical 85" in page
    assert "Formula dropped, softened: the tie" in page
    assert (
        "It is gone. Contested. Some doubt it. Old one two three How 85 comes about 100 typical weight −15 a lower text has it 85 critical"
        in page
    )
    assert "Rule F1 Formula dropped, formula.dropped , core 1" in page
    assert "m1 · c1" in page


def test_a_marker_without_a_place_stands_with_the_register():
    loose = marker(changes=(), old=(), id="m1")
    page = parsed(render(drawn("  one.", markers=[loose])))
    assert page.xpath("//section[@id='markers']//details[@id='m1']")


def terms(*values):
    return tuple(Term("t", value, "why") for value in values)


@pytest.mark.parametrize(
    ("values", "score", "told"),
    [((100,), 100, "100: why"), ((80, 10, -20), 70, "70 = 80 (why) + 10 (why) − 20 (why)")],
)
def test_the_sum_of_a_score(values, score, told):
    assert sum_in_words(marker(terms=terms(*values), score=score)) == told


def test_the_bars_of_a_sum_begin_where_the_one_before_ends():
    drawn_bars = [(bar.points, bar.start, bar.width, bar.down) for bar in bars(marker(terms=terms(80, 10, -30)))]
    assert drawn_bars == [("80", 0, 80, False), ("+10", 80, 10, False), ("−30", 60, 30, True)]


def test_bars_stay_on_the_scale():
    drawn_bars = [(bar.start, bar.width) for bar in bars(marker(terms=terms(100, 20, -20)))]
    assert drawn_bars == [(0, 100), (100, 0), (100, 0)]


def many(count):
    return [marker(id=f"m{at}", score=100 - at) for at in range(1, count + 1)]


def test_the_ten_highest_are_shown_and_the_others_are_one_step_away():
    page = parsed(render(drawn("  one [two|three].", markers=many(12))))
    assert len(page.xpath("//section[@id='markers']//li")) == 12
    assert [one.get("id") for one in page.xpath("//details[contains(@class, 'beyond')]")] == ["m11", "m12"]
    assert page.xpath("//input[@id='all' and not(@checked)]")
    assert "Show all 12" in page.text_content()
    assert not parsed(render(drawn("  one [two|three].", markers=many(10)))).xpath("//input[@id='all']")


@pytest.mark.parametrize(
    ("ratio", "told"), [(1.0, "100"), (0.9999, "over 99"), (0.5, "50"), (0.001, "under 1"), (0.0, "0")]
)
def test_per_cent_is_never_rounded_to_all_or_nothing(ratio, told):
    assert percent(ratio) == told


def test_warnings_and_coarser_answers_are_told():
    page = shown(render(drawn("  one.", warnings=(Notice("guessed_encoding", "Old text: taken for KOI8-R."),))))
    assert "Old text: taken for KOI8-R." in page


HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> & \"quotes\" 'too' </style>"


def test_markup_in_a_text_is_text():
    page = render(drawn(f"  {HOSTILE}", f"- {HOSTILE}", f"+ {HOSTILE}"))
    assert HOSTILE in shown(page)
    assert not [script for script in parsed(page).xpath("//script/text()") if "alert(1)" in script]
    assert not parsed(page).xpath("//img")


@pytest.mark.parametrize("hostile", ["\0", "\x1b", "\x9b", "\u202e", "\u2066", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_could_act_is_named_instead(hostile):
    page = render(drawn(f"  One{hostile}two.", f"- Gone{hostile}."))
    assert hostile not in page
    assert page.count(f'<span class="control">U+{ord(hostile):04X}</span>') >= 3


def test_marks_of_direction_stay():
    assert "\u200f" in render(drawn("  One\u200ftwo."))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2031-05-03_joint-statement.txt", "2031-05-03 joint statement"),
        ("joint_statement.docx", "Joint statement"),
        ("en_2031", "En 2031"),
        ("covid-19-note.pdf", "Covid 19 note"),
        ("old.txt", "old.txt"),
        ("2031-05-03.txt", "2031-05-03.txt"),
        ("The two-state talks.txt", "The two-state talks.txt"),
        ("", ""),
    ],
)
def test_the_name_of_a_file_is_words_where_it_joins_them(name, words):
    assert file_in_words(name) == words
    text = replace(diple.read("They met."), source=name)
    assert called(text, "Old text") == (words or "Old text")


@pytest.mark.parametrize(("name", "words"), [*acronyms()["examples"].items(), *acronyms()["examples_against"].items()])
def test_acronyms_in_the_name_of_a_file_are_in_capitals(name, words):
    assert file_in_words(name) == words


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"title": "Partners of the Bay", "date": "2031-04-10"}, "10 April 2031"),
        ({"title": "Partners of the Bay", "source": "2031-04-10-statement.txt"}, "10 April 2031"),
        ({"title": "Statement of 10 April 2031", "date": "2031-04-10"}, ""),
        ({"title": None, "source": "2031-04-10-statement.txt"}, ""),
        ({"title": "Partners of the Bay", "source": "bay.txt"}, ""),
    ],
)
def test_the_date_of_a_text_is_beside_a_title_without_it(known, shown):
    drawing = drawn("  One.")
    page = render(replace(drawing, new=replace(drawing.new, **known)))
    assert (f'<span class="dated">, {shown}</span>' in page) is bool(shown)
    assert ('class="dated"' in page) is bool(shown)


def test_texts_of_one_title_are_told_apart_by_their_days():
    old, new = (
        f"JOINT STATEMENT\n\nSorrel, {day} 2031\n\nThe Parties meet.{more}"
        for day, more in (("3 May", ""), ("9 June", " They talk."))
    )
    heading = render(diple.compare(old, new)).split("<h1>")[1].split("</h1>")[0]
    assert " ".join(re.sub("<[^>]+>", "", heading).split()) == "JOINT STATEMENT, 3 May 2031 and 9 June 2031"


def test_a_hostile_title_is_named_too():
    comparison = drawn("  one.")
    old = diple.Statement(
        comparison.old.text, "en", comparison.old.blocks, comparison.old.sentences, title="a\u202eb<i>"
    )
    page = render(diple.Comparison(old, comparison.new, *(getattr(comparison, name) for name in
        ("mode", "mode_reason", "segments", "changes", "markers", "engine"))))  # fmt: skip
    assert "a[U+202E]b&lt;i&gt;" in page


@pytest.mark.parametrize(
    ("language", "sentence", "attributes"),
    [
        ("ar", "  [أ|ب] ج.", {"lang": "ar", "dir": "rtl"}),
        ("ar", "  [a|b] c.", {"dir": "ltr"}),
        ("zh", "  [甲|乙] 丙.", {"lang": "zh", "dir": "ltr"}),
        ("en", "  [a|b] c.", {}),
        ("en", "  2. [أ|ب] ج.", {"dir": "rtl"}),
    ],
)
def test_the_text_says_its_language_and_direction_and_a_paragraph_in_another_tongue_its_own(
    language, sentence, attributes
):
    page = parsed(render(drawn(sentence, language=language)))
    assert bool(page.xpath("//div[contains(@class, 'from-right')]")) is (attributes.get("dir") == "rtl")
    cell = page.xpath("//div[contains(@class, 'new')]")[0]
    assert {name: cell.get(name) for name in ("lang", "dir") if cell.get(name)} == attributes
    told = page.xpath("//ins/span[@class='vh']")[0]
    assert told.get("lang") == ("en" if language != "en" else None)


def test_the_page_of_the_service_brings_nothing_inline():
    page = parsed(framed(drawn("  [a|b] c."), Frame(root="/diple", inline=True, source={"old_text": "<a>"})))
    assert not page.xpath("//style | //script[not(@src) and not(@type='application/json')] | //@style")
    assert page.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/diple/static/diple.css?v=")
    assert page.xpath("//input[@id='view-inline' and @checked]")
    assert page.xpath("//input[@name='old_text']/@value") == ["<a>"]


def test_the_strip_draws_what_falls_together_once_and_stays_inside():
    drawn_ticks = ticks([Stretch(1, ("changed",), f"s{number}") for number in range(5000)])
    assert len(drawn_ticks) <= HEIGHT / 2
    assert all(0 <= tick.y <= HEIGHT - tick.height for tick in drawn_ticks)
    assert [tick.kind for tick in ticks([Stretch(9, (), "s1"), Stretch(1, ("added", "dot-high"), "s2")])] == [
        "added",
        "dot-high",
    ]


def test_every_kind_of_marker_has_a_title():
    pack = tomllib.loads((PACKAGE / "lexicon" / "packs" / "markers.toml").read_text(encoding="utf-8"))
    titles = tomllib.loads((PACKAGE / "render" / "language" / "titles.toml").read_text(encoding="utf-8"))["titles"]
    assert {one["code"] for one in pack["marker"]} <= {*titles, "Z0"}


BODY = ", and exchange the data on the river" * 5


def test_what_was_left_out_can_be_read_on_the_page():
    menu = "".join(f"<nav>Menu <b>{number}</b> &lt;</nav>" for number in range(14))
    old, new = (f"<html>{menu}<p>The Parties {verb} meet every year{BODY}." for verb in ("shall", "should"))
    (details, _) = parsed(render(diple.compare(old, new))).xpath("//ul[@class='notices']//details")
    words = [item.text_content() for item in details.xpath(".//li")]
    assert words == [*(f"Menu {number} <" for number in range(12)), "and 2 more"]
