"""The brief: each marker in its section with both quotes, verdicts applied, and nothing that is not in the comparison."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import marked
import pytest
from hypothesis import given, settings
from lxml import etree
from markdown_it import MarkdownIt
from tests.render.briefed import LINES, MARKERS, comparison_of, picture
from tests.render.hostile import hostile_pairs
from tests.render.test_render_markdown import OURS
from tests.render.word_reading import W, part

import diple
from diple.model import Block, Notice, Selector, Theme
from diple.render import Look, render
from diple.render.brief.making import brief_of
from diple.render.brief.quotes import LONGEST, short_quotes
from diple.render.brief.sorting import MOST
from diple.render.language.shown import named
from diple.render.redline.differing import BESIDE, LONGEST_CHANGE
from diple.render.verdicts import Verdict, Verdicts
from drawings import drawn
from sampled import SAMPLES, compared, sample

GOLDEN = Path(__file__).parent / "golden"
FORMS = ("brief", "brief-html", "brief-docx", "brief-pdf")
DRAWN = comparison_of()
JUDGED = Verdicts(
    "Ada Orne",
    "2031-05-01",
    {
        "m1": Verdict("reject", "Not so."),
        "m4": Verdict("accept", "See ¶ 4 <b>too</b>.", "Bo Lind", "2031-04-30"),
        "m7": Verdict(None, "To be asked."),
    },
)


def words(form, comparison, tmp_path, **look):
    """What a reader finds in a form, on one line."""
    body = render(comparison, form, Look(**look))
    if form == "brief-docx":
        return " ".join(" ".join(part(body, "word/document.xml").itertext()).split())
    if form == "brief-pdf":
        (tmp_path / "brief.pdf").write_bytes(body)
        command = ["pdftotext", tmp_path / "brief.pdf", "-"]
        return " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    text = body.decode()
    return " ".join("".join(etree.HTML(text).find("body").itertext()).split()) if form == "brief-html" else text


def test_every_marker_is_in_its_section_heaviest_first():
    assert picture(DRAWN) == (
        "Gone\n"
        "  m2 The friendship: Their friendship has no limits. → no matching passage in the new text\n"
        "  m8 Quillon: They thank Tasmere[, Quillon] and Ostrel. → They thank Tasmere and Ostrel.\n"
        "New\n"
        "  m3 Damage to a cable: no matching passage in the old text → Damage to a cable of either is a concern of both.\n"
        "Softer\n"
        "  m1 The air strikes: The Sides [strongly condemn] the air strikes on the port of Lissane."
        " → The Sides [regret] the air strikes on the port of Lissane.\n"
        "  m9 The fund: The [fund] of the sea [was named at length]. → The [bank] of the sea [serves the poor].\n"
        "Firmer\n"
        "  m4 The duty to consult: If attacked, the Sides [will consult]. → If attacked, the Sides [shall consult at once].\n"
        "From word to deed\n"
        "  m5 The bridge: They [will build] the bridge at Sorrel. → They [have built] the bridge at Sorrel.\n"
        "From deed to word\n"
        "  m6 The mine: They [have closed] the mine at Aldern. → They [will close] the mine at Aldern.\n"
        "Other differences of wording\n"
        "  m7 The share: The share of trade is [seven tenths]. → The share of trade is [three quarters]."
    )


@pytest.mark.parametrize(
    ("mode", "line", "section"),
    [
        ("succession", "~ The veto of Drovia was deplored.|The council shall have two more chairs.", "other"),
        ("revision", "~ The veto of Drovia was deplored.|The council shall have two more chairs.", "softer"),
        ("succession", "  The council [shall|should] have two more chairs.", "softer"),
    ],
)
def test_across_a_weak_link_of_a_series_an_entry_has_no_direction(mode, line, section):
    comparison = drawn(line, mode=mode)
    quotes = (
        tuple(Selector(0, len(text), text, "", "") for text in [side.text.rstrip()])
        for side in (comparison.old, comparison.new)
    )
    changes = tuple(each.id for each in comparison.changes)
    one = marked.marker(
        direction="softened", level="high", changes=changes, **dict(zip(("old", "new"), quotes, strict=True))
    )
    assert [each.name for each in brief_of(replace(comparison, markers=(one,)), Look()).sections] == [section]


def test_the_brief_reads_well(golden):
    told = replace(DRAWN, warnings=(Notice("guessed_encoding", "Old text: the encoding was guessed."),))
    golden(GOLDEN / "brief.md", render(told, "brief", Look(verdicts=JUDGED)).decode())


def test_a_sample_has_its_weightiest_markers_by_section():
    comparison = sample("shall-to-should")
    loud = [marker for marker in comparison.markers if marker.level in ("critical", "high", "notable")]
    entries = [entry for section in brief_of(comparison, Look()).sections for entry in section.entries]
    assert {entry.marker for entry in entries} == {marker.id for marker in loud[:MOST]} != set()
    softer = picture(comparison).partition("Softer\n")[2]
    assert "[shall]" in softer and "[should]" in softer


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_all_that_is_quoted_is_in_the_text_of_its_side(folder):
    comparison = compared(folder)
    for section in brief_of(comparison, Look()).sections:
        for entry in section.entries:
            for statement, found in zip((comparison.old, comparison.new), entry.sides, strict=True):
                text = " ".join(statement.text.split())
                for each in found:
                    for stretch in "".join(p.text for p in each.parts).split("…"):
                        assert " ".join(stretch.split()) in text


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_quotes_are_short(folder):
    comparison = compared(folder)
    for marker in comparison.markers[:MOST]:
        for quote in (each for side in short_quotes(marker, comparison) for each in side):
            differing = sum(part.differs for part in quote.parts) * quote.set_off
            most = max(2 * LONGEST, differing * LONGEST_CHANGE) + (differing + 1) * (2.5 * BESIDE)
            assert sum(len(part.text) for part in quote.parts) <= most


def test_the_side_that_lost_nothing_is_shortened_around_the_same_place():
    around = "It is long and says what was said before of the river, the lake, the sea and of all of their shores, "
    lines = [f"  {around}that they[, Quillon|] and Ostrel share. {around}and so on."]
    comparison = comparison_of(lines, [("c1", "S2", "mixed", 55, "notable", "Quillon", {})])
    old, new = picture(comparison).partition(": ")[2].split(" → ")
    assert old.replace("[, Quillon]", "") == new
    assert new.startswith("…") and new.endswith("…")
    assert len(new) < len(around) * 1.5


def test_a_long_quote_of_one_text_is_shortened_around_what_the_marker_names():
    before, after = ("They speak at length of many other matters of this kind. " * 4 for _ in range(2))
    lines = [f"- {before}The annexation is void. {after}"]
    comparison = comparison_of(lines, [("c1", "F1", "softened", 91, "critical", "it", {"label": "gone: “annexation”"})])
    shown = picture(comparison).partition(": ")[2].partition(" → ")[0]
    assert "The annexation is void." in shown
    assert shown.startswith("…") and shown.endswith("…")


def test_a_marker_with_evidence_in_no_text_is_another_difference():
    (told,) = comparison_of(LINES, MARKERS[:1]).markers
    bare = replace(DRAWN, markers=(replace(told, direction="neutral", old=(), new=()),))
    assert [section.name for section in brief_of(bare, Look()).sections] == ["other"]


def test_a_verdict_is_applied():
    shown = picture(DRAWN, verdicts=JUDGED)
    assert " m1 " not in shown
    brief = brief_of(DRAWN, Look(verdicts=JUDGED))
    entries = {entry.marker: entry for section in brief.sections for entry in section.entries}
    assert (entries["m4"].judged, entries["m4"].note) == ("accepted · Bo Lind", "See ¶ 4 <b>too</b>.")
    assert (entries["m7"].judged, entries["m7"].note) == ("", "To be asked.")
    assert (entries["m2"].judged, entries["m2"].note) == ("", "")
    (signed,) = [fact.said for fact in brief.facts if fact.label == "Judged by"]
    assert signed == "Ada Orne · 1 May 2031 · accepted: 1, rejected: 1, not judged: 7"
    assert brief.rest == "Not on this page: rejected: 1, changes that do not count: 1."


def many(level):
    lines = [f"  They meet [{at}|{at + 100}] times." for at in range(1, MOST + 3)]
    return comparison_of(lines, [(f"c{at}", "N1", "mixed", 90 - at, level, f"{at}", {}) for at in range(1, MOST + 3)])


def test_the_heaviest_are_shown_and_the_others_are_counted():
    brief = brief_of(many("high"), Look())
    assert [entry.marker for entry in brief.sections[0].entries] == [f"m{at}" for at in range(1, MOST + 1)]
    assert brief.rest == "Not on this page: markers of level notable or above: 2."


def test_an_accepted_marker_is_shown_before_heavier_ones_and_whatever_its_level():
    last = f"m{MOST + 2}"
    accepted = Verdicts("Ada Orne", "2031-05-01", {last: Verdict("accept", "")})
    kept = brief_of(many("high"), Look(verdicts=accepted)).sections[0].entries
    assert [entry.marker for entry in kept] == [*(f"m{at}" for at in range(1, MOST)), last]
    light = brief_of(many("minor"), Look(verdicts=accepted))
    assert [entry.marker for entry in light.sections[0].entries] == [last]
    assert light.rest == f"Not on this page: lighter markers: {MOST + 1}."


def test_an_entry_is_under_its_theme_where_there_are_themes():
    old, new = (replace(each, blocks=(Block(0, len(each.text)),)) for each in (DRAWN.old, DRAWN.new))
    port = Theme("t1", "Port of Lissane", "kept", 0, markers=("m1",))
    themed = replace(DRAWN, old=old, new=new, themes=(port,))
    entries = [entry for section in brief_of(themed, Look()).sections for entry in section.entries]
    found = {entry.marker: (entry.subject, entry.about) for entry in entries}
    assert found["m1"] == ("Port of Lissane", "the air strikes")
    assert found["m2"] == ("The friendship", "")


def test_entries_of_one_theme_are_together_and_named_once(tmp_path):
    comparison = sample("word-to-deed")
    brief = brief_of(comparison, Look())
    for section in brief.sections:
        named = [entry.subject for entry in section.entries if not entry.again]
        assert len(named) == len(set(named))
        assert all(one.subject == other.subject for one, other in pairwise(section.entries) if other.again)
    again = sum(entry.again for section in brief.sections for entry in section.entries)
    page = render(comparison, "brief-html").decode()
    assert again > 0
    assert page.count("<tr class=again>") == again


def test_what_is_less_sure_says_so():
    brief = brief_of(DRAWN, Look())
    doubts = {entry.marker: entry.doubts for section in brief.sections for entry in section.entries if entry.doubts}
    assert doubts == {"m2": ("contested",), "m9": ("possibly reworded",)}
    assert "“Contested”: " in brief.key and "“Possibly reworded”: " in brief.key
    sure = brief_of(replace(DRAWN, markers=DRAWN.markers[:1]), Look())
    assert "“Contested”: " not in sure.key and "“Possibly reworded”: " not in sure.key


def test_between_two_languages_nothing_comes_or_goes():
    headings = [section.heading for section in brief_of(replace(DRAWN, mode="translation"), Look()).sections]
    assert headings[:2] == ["In the first version alone", "In the second version alone"]


EMPTY = {
    "The two texts are equal to the letter.": diple.compare("They meet.", "They meet."),
    "Nothing changed that counts.": diple.compare("The colour is red.", "The color is red."),
    "Markers were not asked for.": diple.compare("They shall meet.", "They should meet.", markers=False),
    "No marker is of level notable or above.": drawn("  They [meet|met] there."),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("said", EMPTY)
def test_a_brief_without_an_entry_says_why(form, said, tmp_path):
    assert said in words(form, EMPTY[said], tmp_path)


def test_two_languages_without_a_loud_marker_are_not_said_to_be_unchanged():
    comparison = drawn("  They meet.", "- They part.", mode="translation")
    assert brief_of(replace(comparison, changes=()), Look()).empty == "No marker is of level notable or above."


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_all_of_it(form, tmp_path):
    text = words(form, DRAWN, tmp_path).replace("**", "")
    brief = brief_of(DRAWN, Look())
    for section in brief.sections:
        assert section.heading in text
    for marker in DRAWN.markers:
        assert f"{marker.level} {marker.score}" in text
    for word in (
        "strongly condemn",
        "shall consult at",
        "Formula dropped",
        "no matching passage in the new text",
        "¶ 1",
    ):
        assert word in text
    assert DRAWN.id in text and "Made by Diple 0.1.0" in text and "packs: core 1" in text
    assert all(each.sha256 in text.replace(" ", "") for each in (DRAWN.old, DRAWN.new))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_verdicts(form, tmp_path):
    text = words(form, DRAWN, tmp_path, verdicts=JUDGED).replace("\\", "")
    for said in ("Ada Orne", "accepted", "Bo Lind", "See ¶ 4 <b>too</b>.", "To be asked."):
        assert said in text
    assert "Not so." not in text and "strongly condemn" not in text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_comparison_gives_the_same_bytes(form):
    assert render(DRAWN, form) == render(DRAWN, form)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", ("Plus souple", "critique 99")), ("ru", ("Мягче", "решающий 99")), ("zh", ("更缓和", "关键 99"))],
)
def test_a_brief_speaks_the_language_of_the_look(language, said, tmp_path):
    text = words("brief", DRAWN, tmp_path, language=language)
    assert all(each in text for each in said), text
    assert "Softer" not in text


@settings(max_examples=60, deadline=None)
@given(hostile_pairs())
def test_no_text_makes_markup(pair):
    comparison = replace(diple.compare(*pair, mode="revision", markers=False))
    count = len(comparison.counting)
    loud = comparison_with(comparison, min(count, 3))
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(render(loud, "brief").decode()):
        assert {token.type, *(child.type for child in token.children or ())} <= {*OURS, "hr"}, token
    tree = etree.HTML(render(loud, "brief-html").decode())
    assert tree.find(".//b/*") is None or {e.get("class") for e in tree.iterfind(".//b/*")} == {"control"}
    assert {element.tag for element in tree.iter()} <= TAGS
    etree.fromstring(render_xml(loud))


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "p", "h1", "h2", "dl", "div", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td", "small", "b", "i", "q", "del", "ins", "span", "footer"),
}


def render_xml(comparison):
    from zipfile import ZipFile

    return ZipFile(BytesIO(render(comparison, "brief-docx"))).read("word/document.xml")


def comparison_with(comparison, count):
    """The comparison with loud markers on its first changes."""
    from tests.render.briefed import made

    told = [
        made(comparison, at, change.id, "G3", "mixed", 90, "critical", change.old.quote if change.old else "it", {})
        for at, change in enumerate(comparison.counting[:count], 1)
    ]
    return replace(comparison, markers=tuple(told))


def test_what_would_turn_the_text_around_is_named():
    comparison = comparison_of(["  They [\u202eevil|good] meet."], [("c1", "G3", "mixed", 90, "high", "x\u202ey", {})])
    for form in ("brief", "brief-html"):
        text = render(comparison, form).decode()
        assert "\u202e" not in text and "U+202E" in text
    assert str(named("x\u202ey")) == "x[U+202E]y"
    assert "[U+202E]" in "".join(part(render(comparison, "brief-docx"), "word/document.xml").itertext())


def test_the_page_fetches_and_runs_nothing():
    text = render(DRAWN, "brief-html").decode()
    assert "<script" not in text and "http://" not in text and "https://" not in text
    assert re.search(r'content="default-src &#39;none&#39;|content="default-src \'none\'', text)


def test_a_quote_says_of_which_text_it_is():
    for side, found in zip(("old", "new"), range(2), strict=True):
        cells = etree.HTML(render(DRAWN, "brief-html").decode()).xpath(f"//tr/td[{found + 1}]/p[@data-of]/@data-of")
        assert set(cells) == {side}


def test_words_in_another_script_bear_their_language():
    arabic = diple.compare("يجب على الطرفين الاجتماع.", "ينبغي للطرفين الاجتماع.", mode="revision")
    (marker, *_) = comparison_with(arabic, 1).markers
    told = replace(arabic, markers=(marker,))
    assert '<q lang="ar" dir="rtl">' in render(told, "brief-html").decode()
    document = part(render(told, "brief-docx"), "word/document.xml")
    assert document.find(f".//{W}bidi") is not None and document.find(f".//{W}rtl") is not None
