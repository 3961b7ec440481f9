"""The Word document: accepting all gives the new text, rejecting all the old, and each marker is a comment."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_reading import W, accepted, as_word_shows, comments, name, part, rejected

import diple
import invented
from campaign import count
from diple.model import Marker, Notice, RuleRef, Selector, Term
from diple.render.look import Look
from diple.render.word.docx import render
from drawings import ROOT, drawn
from sampled import sample

PAIRS = sorted(path.parent.name for path in (ROOT / "samples").glob("*/markers.toml"))
many = settings(max_examples=count(80, 2_500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = [*invented.WORDS, "السلام"]
ENDS = [". ", ".\n", ".\n\n", ".\r\n", ".\r\n\r\n", ".\r", "; ", " ", "\t", "\n \n", ".\n\n\n", "。", "\x0c", "\x00 ", "\u202e", "\r\n\n"]  # fmt: skip
sentence = st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), st.sampled_from(ENDS))


@st.composite
def pairs(draw):
    """An old text, and a new one with sentences dropped, added, moved, doubled and ended otherwise."""
    old = draw(st.lists(sentence, min_size=1, max_size=8))
    new = [
        each if draw(st.booleans()) else (each[0], draw(st.sampled_from(ENDS))) for each in draw(st.permutations(old))
    ]
    new = new[: draw(st.integers(0, len(new)))] + draw(st.lists(sentence, max_size=3))
    return "".join(map("".join, old)), "".join(map("".join, new or old))


def compared(old, new):
    return diple.compare(old, new, mode="revision", markers=False)


def body(document):
    return part(document, "word/document.xml")[0]


def marker(**more):
    known = {
        "id": "m1", "code": "F1", "name": "formula_dropped", "direction": "softened", "referent": "the tie",
        "score": 85, "level": "critical", "rationale": "It is gone.", "rule": RuleRef("formula.dropped", "core", "1"),
        "terms": (Term("weight", 100, "typical weight"), Term("lower", -15, "a lower text has it")),
        "changes": ("c1",), "old": (Selector(4, 7, "two", "one ", " three"),),
    }  # fmt: skip
    return Marker(**{**known, **more})


@many
@given(pairs())
def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(pair):
    document = render(compared(*pair))
    assert accepted(document) == as_word_shows(pair[1])
    assert rejected(document) == as_word_shows(pair[0])


@many
@given(pairs())
def test_what_does_not_count_is_taken_over_and_the_new_text_is_still_whole(pair):
    assert accepted(render(compared(*pair))) == as_word_shows(pair[1])


@pytest.mark.parametrize("name_of_sample", PAIRS)
def test_the_samples_too_in_every_mode(name_of_sample):
    comparison = sample(name_of_sample)
    document = render(comparison)
    assert accepted(document) == as_word_shows(comparison.new.text)
    assert rejected(document) == as_word_shows(comparison.old.text)
    assert len(comments(document)) == len(comparison.markers) + 1
    assert render(comparison) == document


def test_the_document_read_again_gives_both_texts():
    comparison = sample("without-limits")
    read = diple.versions_of(render(comparison))
    for statement, again in zip((comparison.old, comparison.new), read, strict=True):
        assert again.text.split() == statement.text.split()
        assert [b.kind for b in again.blocks if b.kind == "heading"] == [
            b.kind for b in statement.blocks if b.kind == "heading"
        ]


def test_a_replacement_is_a_deletion_and_an_insertion():
    paragraph = body(render(drawn("  They [shall|should] meet.")))[0]
    assert [(name(each), "".join(each.itertext())) for each in paragraph if "comment" not in name(each)][1:] == [
        ("r", "They "), ("del", "shall"), ("ins", "should"), ("r", " meet. ")
    ]  # fmt: skip


def test_a_move_has_two_ends_of_one_name_and_its_edits_are_told_apart():
    paragraph = body(render(drawn("a< The talks [soon|] resume.", "  One is here.", "a> The talks [soon|] resume.")))[0]
    kinds = [
        (name(each), "".join(each.itertext()))
        for each in paragraph
        if name(each) != "r" and "comment" not in name(each)
    ]
    assert kinds == [
        ("moveFromRangeStart", ""), ("moveFrom", " The talks "), ("del", "soon"), ("moveFrom", " resume. "),
        ("moveFromRangeEnd", ""),
        ("moveToRangeStart", ""), ("moveTo", " The talks "), ("moveTo", " resume. "), ("moveToRangeEnd", ""),
    ]  # fmt: skip
    starts = [each for each in paragraph if name(each).endswith("RangeStart") and name(each).startswith("move")]
    assert [each.get(f"{W}name") for each in starts] == ["move1", "move1"]


def test_what_does_not_count_is_tracked_too_and_said_to_be():
    document = render(drawn("  The [colour|color~spelling] of peace."))
    assert rejected(document) == "The colour of peace. "
    assert accepted(document) == "The color of peace. "
    said = " ".join(comments(document)[0][0])
    assert "Changes by “Diple, form only” do not count: spelling." in said


def authors(document):
    """What is tracked under each author's name, in order."""
    found = {}
    for each in body(document).iter():
        if name(each) in ("ins", "del") and len(each):
            found.setdefault(each.get(f"{W}author"), []).append("".join(each.itertext()))
    return found


def test_what_does_not_count_has_an_author_of_its_own():
    document = render(drawn("  The [colour|color~spelling] of [peace|war].", "- Gone is this."))
    assert authors(document) == {
        "Diple, form only": ["colour", "color"],
        "Diple": ["peace", "war", "Gone is this. "],
    }
    assert rejected(document) == "The colour of peace. Gone is this. "
    assert rejected(document, by="Diple") == "The color of peace. Gone is this. "
    assert rejected(document, by="Diple, form only") == "The colour of war. "


def test_the_marks_of_a_dropped_paragraph_are_of_its_author_and_those_of_a_joined_one_are_form():
    old = "One is here.\n\nTwo is gone.\n\nThree stays.\n\nFour is here, too."
    document = render(compared(old, "One is here.\n\nThree stays. Four is here, too."))
    assert rejected(document, by="Diple") == "One is here.\n\nTwo is gone.\n\nThree stays. Four is here, too."
    assert rejected(document, by="Diple, form only") == "One is here.\n\nThree stays.\n\nFour is here, too."


def test_the_author_of_form_is_named_in_the_language_of_the_interface():
    document = render(drawn("  The [colour|color~spelling] of peace."), Look(language="fr"))
    assert list(authors(document)) == ["Diple, forme seule"]
    said = comments(document)[0][0][-1].replace("\u202f", " ")
    assert said == "Les modifications de l’auteur « Diple, forme seule » ne comptent pas : orthographe."


def test_a_line_end_that_alone_differs_is_form():
    document = render(compared("One stays here.\r\nTwo stays here.", "One stays here.\rTwo stays here."))
    assert {each.get(f"{W}author") for each in body(document).iter() if name(each) in ("ins", "del")} <= {
        "Diple, form only"
    }
    assert rejected(document) == accepted(document) == "One stays here.\nTwo stays here."


@pytest.mark.parametrize("paper, size", [("a4", ("11906", "16838")), ("letter", ("12240", "15840"))])
def test_the_sheet_is_the_one_asked_for(paper, size):
    last = body(render(drawn("  one."), Look(paper=paper)))[-1]
    assert name(last) == "sectPr"
    sheet = last.find(f"{W}pgSz")
    assert (sheet.get(f"{W}w"), sheet.get(f"{W}h")) == size


@pytest.mark.parametrize(
    "language, said",
    [("en", "Page 1 of 1"), ("fr", "Page 1 sur 1"), ("ru", "Страница 1 из 1"), ("zh", "第 1 页，共 1 页")],
)
def test_each_page_has_its_number_in_the_language_of_the_interface(language, said):
    document = render(drawn("  one."), Look(language=language))
    footer = part(document, "word/footer.xml")
    assert "".join(footer.itertext()) == said
    assert [each.get(f"{W}instr").strip() for each in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    reference = body(document).find(f"{W}sectPr/{W}footerReference")
    link = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    targets = {each.get("Id"): each.get("Target") for each in part(document, "word/_rels/document.xml.rels")}
    assert targets[link] == "footer.xml"


def test_a_comment_is_in_the_language_of_the_interface():
    found = comments(render(drawn("  one [two|twi] three.", markers=[marker()]), Look(language="ru")))
    assert found[1][0][:2] == ["85 · решающий (m1)", "F1 Формула опущена, ослаблено: the tie"]
    assert found[1][0][-1] == "Правило formula.dropped, словарь core 1"


def test_a_comment_quotes_only_what_it_does_not_embrace():
    far = (Selector(4, 7, "two", "one ", " three"), Selector(0, 3, "one", "", " two"))
    lines = comments(render(drawn("  one [two|twi] three.", markers=[marker(old=far)])))[1][0]
    assert [line for line in lines if line.startswith(("Old", "New"))] == ["Old: “one”"]


@pytest.mark.parametrize("name_of_sample", PAIRS)
def test_each_marker_has_one_comment_that_does_not_repeat_itself_or_what_it_is_on(name_of_sample):
    comparison = sample(name_of_sample)
    by_id = {re.search(r"\((m\d+)\)$", lines[0])[1]: lines for lines, _ in comments(render(comparison))[1:]}
    assert set(by_id) == {marker.id for marker in comparison.markers}
    for marker in comparison.markers:
        lines = by_id[marker.id]
        assert len(lines) == len(set(lines))
        quoted = [line for line in lines if line.startswith("New: “")]
        assert not any(line.startswith(f"New: “{marker.new[0].exact}”") for line in quoted)


def test_blanks_are_tracked_like_words():
    assert rejected(render(drawn("  One.[ |~whitespace]Two."))) == "One. Two. "
    assert rejected(render(drawn("  One. [ |~whitespace]Two."))) == "One.  Two. "


def test_paragraphs_headings_and_line_breaks_are_those_of_the_text():
    document = render(compared(MARKDOWN, MARKDOWN.replace("shall", "should")))
    read = diple.read(MARKDOWN)
    assert [block.kind for block in read.blocks] == ["heading", "paragraph", "item", "item"]
    assert not list(body(document).iter(f"{W}spacing")), "no paragraph stands apart from the next by space"
    styles = [each.get(f"{W}val") for each in body(document).iter(f"{W}pStyle")]
    assert styles == ["Heading1", "ListItem", "ListItem"]
    assert len(list(body(document).iter(f"{W}br"))) == 1, "the line end inside the paragraph"


MARKDOWN = "# On the port\n\nThe Parties shall meet\nevery year.\n\n1. Trade grows.\n2. Peace lasts."


def test_a_dropped_paragraph_takes_its_mark_along():
    document = render(compared("One is here.\n\nTwo is gone.\n\nThree stays.", "One is here.\n\nThree stays."))
    marks = [[name(each) for each in p.findall(f"{W}pPr/{W}rPr/*")] for p in body(document).iter(f"{W}p")]
    assert marks == [[], [], ["del"], ["del"], []], "an empty line is an empty paragraph"


def test_a_marker_is_a_comment_on_its_evidence():
    found = comments(render(drawn("  one [two|twi] three.", markers=[
        marker(new=(Selector(4, 7, "twi", "one ", " three"),), contested=True, counter_reading="Some doubt it.")
    ])))  # fmt: skip
    assert found[1] == (
        [
            "85 · critical (m1)", "F1 Formula dropped, softened: the tie", "It is gone.", "Contested. Some doubt it.",
            "85 = 100 (typical weight) − 15 (a lower text has it)", "Rule formula.dropped, lexicon core 1",
        ],
        "twotwi",
    )  # fmt: skip


def test_a_marker_without_a_place_stands_at_the_beginning():
    found = comments(render(drawn("  one.", markers=[marker(changes=(), old=())])))
    assert [words for _, words in found] == ["", ""]


def test_a_comment_on_what_moved_stands_at_its_new_place():
    evidence = marker(changes=(), old=(), new=(Selector(14, 23, "The talks", "", ""),))
    lines = ("a< The [talk|talks~spelling] resume.", "  One is here.", "a> The [talk|talks~spelling] resume.")
    document = render(drawn(*lines, markers=[evidence]))
    start = next(each for each in body(document).iter(f"{W}commentRangeStart") if each.get(f"{W}id") == "1")
    assert name(start.getnext()) == "moveTo"
    assert comments(document)[1][1] == "The talks"


def test_comments_may_overlap():
    markers = [
        marker(id="m1", old=(Selector(0, 7, "one two", "", ""),)),
        marker(id="m2", old=(Selector(4, 13, "", "", ""),)),
    ]
    assert [words for _, words in comments(render(drawn("  one two three.", markers=markers)))] == [
        "",
        "one two",
        "two three",
    ]


def test_warnings_and_coarser_answers_are_told():
    found = comments(render(drawn("  one.", warnings=(Notice("guessed_encoding", "Old text: taken for KOI8-R."),))))
    assert "Old text: taken for KOI8-R." in found[0][0]


@pytest.mark.parametrize(
    "hostile", ["\0", "\x0b", "\x0c", "\x1b", "\x9b", "\u202e", "\u2066", "\ud800", "\ufffe", "\uffff"]
)
def test_what_xml_forbids_or_could_act_is_named(hostile):
    document = render(drawn(f"  One{hostile}two.", f"- Gone{hostile}.", markers=[marker(rationale=f"a{hostile}b")]))
    assert rejected(document) == as_word_shows(f"One{hostile}two. Gone{hostile}. ")
    assert f"a[U+{ord(hostile):04X}]b" in comments(document)[1][0]


def test_text_from_right_to_left_is_set_so():
    document = body(render(drawn("  [a|b] c.", language="ar")))
    assert document.find(f".//{W}pPr/{W}bidi") is not None
    assert {name(each) for each in document.iter() if name(each) == "rtl"} == {"rtl"}


def test_the_file_bears_no_date():
    with ZipFile(BytesIO(render(drawn("  [a|b] c.", markers=[marker()])))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [each for each in archive.namelist() if b"w:date" in archive.read(each)]


def test_numbers_of_changes_stand_once():
    document = body(render(sample("without-limits")))
    tags = ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
    numbers = [each.get(f"{W}id") for each in document.iter() if name(each) in tags]
    assert len(numbers) == len(set(numbers)) > 50
