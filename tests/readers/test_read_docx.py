"""Word files: what a reader of the page reads, in which blocks, and both sides of tracked changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import assert_contract, notices, picture

import diple
from campaign import count
from diple.errors import OptionError, ReadError
from diple.readers import read_document, read_versions
from packing import BY, W, deleted, docx, docx_parts, ins, moved, p, r, zipped

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Article of a treaty"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Paragraph numbered"/>
  <w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def level(depth, form, pattern, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}
  {level(2, "lowerRoman", "%1.%2.%3")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "bullet", chr(0xF0B7))}{level(1, "bullet", "o")}
  {level(2, "bullet", "l", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "Article %1", start=3)}
  {level(1, "decimal", "%1.%2", "<w:isLgl/>")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def read(body, *, revisions="accept", **parts):
    document = read_document(docx(body, **parts), name="draft.docx", revisions=revisions)
    assert_contract(document)
    assert document.format == "docx"
    return document


def seen(body, **options):
    return picture(read(body, **options))


CONTENTS = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'


def test_the_page_numbers_of_a_table_of_contents_are_left_out():
    entries = p(r("Article 1"), "<w:r><w:tab/></w:r>", r("2"), style="TOC1") + p(
        r("Ships"), "<w:r><w:tab/></w:r>", r("40")
    )
    document = read(entries, styles=CONTENTS)
    assert document.text == "Article 1\n\nShips\t40"
    assert notices(document)["dropped_furniture"] == {"characters": 1, "places": 1, "excerpts": ["2"]}


def test_headings_are_told_by_style():
    body = (
        p(r("Joint Statement of Astria and Velmark"), style="T")
        + p(r("Fisheries"), style="H2")
        + p(r("Trade"), style="Own")
        + p(r("The waters are shared."), style="Q")
        + p(r("The Parties agree."))
    )
    document = read(body, styles=STYLES)
    assert picture(document) == (
        "heading 1 | Joint Statement of Astria and Velmark\n"
        "heading 2 | Fisheries\n"
        "heading 2 | Trade\n"
        "quote | The waters are shared.\n"
        "paragraph | The Parties agree."
    )
    assert (document.title, document.language) == ("Joint Statement of Astria and Velmark", "fr")


@pytest.mark.parametrize(
    ("after", "labels"), [(None, "iiii"), (0, ["i", "ii", "iii", "iv"]), (1, ["i", "ii", "i", "ii"])]
)
def test_numbers_begin_anew_where_their_level_says_so(after, labels):
    told = "" if after is None else f'<w:lvlRestart w:val="{after}"/>'
    levels = f"{level(0, 'decimal', '%1.')}{level(1, 'lowerLetter', '(%2)')}{level(2, 'lowerRoman', '%3.', told)}"
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = "".join(p(r("they meet"), numbers=(1, depth)) for depth in (0, 1, 2, 1, 2, 0, 1, 2, 1, 2))
    written = [line.split()[0] for line in read(body, numbering=numbering).text.splitlines()]
    assert written[2::2][:2] + written[7::2] == [f"{each}." for each in labels]


def test_numbers_are_labels():
    body = "".join(
        p(r(text), numbers=numbers)
        for text, numbers in [
            ("agree", (1, 0)),
            ("to meet", (1, 1)),
            ("to talk", (1, 1)),
            ("yearly", (1, 2)),
            ("decide", (1, 0)),
            ("to part", (1, 1)),
            ("anew", (4, 0)),
            ("on", (4, 0)),
            ("a point", (2, 0)),
            ("a lesser point", (2, 1)),
            ("a picture", (2, 2)),
            ("Scope", (3, 0)),
            ("This Treaty applies.", (3, 1)),
            ("no list", (0, 0)),
        ]
    ) + p(r("by style"), style="Num")
    assert seen(body, numbering=NUMBERING, styles=STYLES) == (
        "item 1 <1.> | 1. agree\n"
        "item 2 <(a)> | (a) to meet\n"
        "item 2 <(b)> | (b) to talk\n"
        "item 3 <1.b.i> | 1.b.i yearly\n"
        "item 1 <2.> | 2. decide\n"
        "item 2 <(a)> | (a) to part\n"
        "item 1 <1.> | 1. anew\n"
        "item 1 <2.> | 2. on\n"
        "item 1 <•> | • a point\n"
        "item 2 <◦> | ◦ a lesser point\n"
        "item 3 <•> | • a picture\n"
        "item 1 <Article III> | Article III Scope\n"
        "item 2 <3.1> | 3.1 This Treaty applies.\n"
        "paragraph | no list\n"
        "item 1 <3.> | 3. by style"
    )


def test_tabs_breaks_and_hyphens_are_characters():
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:br/>"
        '<w:t>e</w:t><w:sym w:font="Arial" w:char="2022"/></w:r>'
    )
    assert read(p(inside)).text == "a\tb\u2011c\u00add\ne\u2022"


def test_white_space_at_the_ends_counts_only_where_it_is_kept():
    assert read("<w:p><w:r><w:t> The </w:t><w:t>\nParties</w:t></w:r></w:p>").text == "TheParties"
    assert read(p(r("The "), r("Parties"))).text == "The Parties"


def test_cells_come_in_reading_order():
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{p(r(cell))}</w:tc>' for cell in cells)}</w:tr>"

    table = f"<w:tbl>{row('Astria', 'Velmark')}{row('ten vessels', 'twelve')}</w:tbl>"
    assert read(p(r("Quotas:")) + table).text == "Quotas:\n\nAstria\n\nVelmark\n\nten vessels\n\ntwelve"


SPACED = """
<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Close"><w:name w:val="No Spacing"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Closer"><w:name w:val="Address"/><w:basedOn w:val="Close"/></w:style>
<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/><w:pPr><w:spacing w:before="240"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Alike"><w:name w:val="Verse"/><w:pPr><w:contextualSpacing/></w:pPr></w:style>
"""
CLOSE = "<w:pPr><w:spacing w:before='0' w:after='0'/></w:pPr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("A")) + p(r("B")), "A||B"),
        (p(r("A"), style="Close") + p(r("B"), style="Closer") + p(r("C")), "A|B|C"),
        (p(r("A"), style="Close") + p() + p(r("B")), "A||B"),
        (p(r("A"), style="Close") + p(r("B"), style="Head"), "A||B"),
        (p(r("A"), style="Alike") + p(r("B"), style="Alike") + p(r("C")), "A|B||C"),
        (p(r("A")).replace("<w:pPr></w:pPr>", CLOSE) + p(r("B")), "A|B"),
        (p(r("A")).replace("<w:pPr></w:pPr>", "<w:pPr><w:spacing w:after='0' w:afterAutospacing='1'/></w:pPr>") + p(r("B")), "A||B"),
        (p(r("A"), style="Close") + p(), "A|"),
        (p(r("A")) + p(), "A"),
        (p(r("A"), style="Close"), "A"),
        (p(r("A"), style="Close") + f"<w:tbl><w:tr><w:tc>{p(r('B'), style='Close')}</w:tc><w:tc>{p(r('C'))}</w:tc></w:tr></w:tbl>", "A||B||C"),
        (p(r("A"), mark="ins", style="Close") + p(r("B"), style="Close") + p(r("C")), "A|B|C"),
    ],
)  # fmt: skip
def test_paragraphs_that_nothing_sets_apart_are_one_line_end_apart(body, text):
    assert read(body, styles=SPACED).text.replace("\n", "|") == text


def test_where_nothing_is_said_of_room_an_empty_line_stands_between_paragraphs():
    assert read(p(r("A")) + p(r("B"))).text == "A\n\nB"


NOTES = {
    "footnotes": f"""<w:footnote w:type="separator" w:id="0">{p(r("rule"))}</w:footnote>
        <w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", r(" As signed in Orlen."))}{p(r("In two copies."))}</w:footnote>
        <w:footnote w:id="2">{p(r("Subject to "), deleted("consent"), ins("approval"), r("."))}</w:footnote>""",
    "endnotes": f'<w:endnote w:id="1">{p(r("The last word."))}</w:endnote>',
}


def test_notes_follow_the_text_with_their_marks():
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = p(r("The Treaty"), refer.format("footnote", 1), r(" stands"), refer.format("endnote", 1), r("."))
    body += p(r("So it is"), refer.format("footnote", 2), r("."))
    document = read(body, **NOTES)
    assert picture(document) == (
        "paragraph | The Treaty[1] stands[i].\n"
        "paragraph | So it is[2].\n"
        "footnote <[1]> | [1] As signed in Orlen.\n"
        "footnote | In two copies.\n"
        "footnote <[i]> | [i] The last word.\n"
        "footnote <[2]> | [2] Subject to approval."
    )
    assert notices(document)["bracketed_references"] == {"references": 3}


def test_a_note_with_a_mark_of_its_own_and_one_that_is_referred_to_twice():
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    twice = '<w:r><w:footnoteReference w:id="1"/></w:r>' * 2
    document = read(p(r("The Treaty"), own, r(" stands"), twice), **NOTES)
    assert picture(document) == (
        "paragraph | The Treaty[*] stands[1][1]\n"
        "footnote <[*]> | [*] Subject to approval.\n"
        "footnote <[1]> | [1] As signed in Orlen.\n"
        "footnote | In two copies."
    )


def test_margins_hidden_words_and_comments_are_left_out_and_told():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for release</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>for release</w:t></w:r>'
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    document = read(p(hidden, shown, comment), header=p(r("DRAFT 3")), footer=p(r("page 1")))
    told = notices(document)
    assert document.text == "for release"
    assert told["dropped_furniture"] == {"characters": 11, "places": 2, "excerpts": ["DRAFT 3", "page 1"]}
    assert told["dropped_hidden"] == {"characters": 13, "places": 1, "excerpts": ["not for release"]}
    assert told["dropped_comments"] == {"count": 1}
    assert (document.coverage.kept, document.coverage.found) == (10, 34)


def test_a_text_box_and_the_first_of_several_contents():
    box = f"<w:txbxContent>{p(r('In the margin.'))}</w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {names}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert read(p(r("The text"), f"<w:r>{both}</w:r>", r(" runs on."))).text == "The text runs on.\n\nIn the margin."


def test_links_fields_and_controls_are_read_through():
    link = f'<w:hyperlink w:anchor="a">{r("the Treaty")}</w:hyperlink>'
    field = f'<w:r><w:instrText>REF x</w:instrText></w:r><w:fldSimple w:instr="DATE">{r(" of 4 March")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Signed.'))}</w:sdtContent></w:sdt>"
    assert read(p(r("Under "), link, field) + control).text == "Under the Treaty of 4 March\n\nSigned."


def test_prompts_in_controls_that_nobody_filled_in_are_left_out_and_reported():
    def control(properties, inside):
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    prompt, off = "<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>'
    document = read(
        p(r("Done at "), control(prompt, r("Click to enter a place")), control(off, r("Orlen")), r("."))
        + control(prompt, p(r("Click to enter a date")))
    )
    assert document.text == "Done at Orlen."
    assert notices(document)["dropped_placeholders"]["excerpts"] == ["Click to enter a place", "Click to enter a date"]
    assert (document.coverage.kept, document.coverage.found) == (12, 47)


REDLINED = [
    (p(r("The Parties "), deleted("shall"), ins("should"), r(" meet.")), "The Parties shall meet.", "The Parties should meet."),
    (p(r("One.")) + p(ins("Two."), mark="ins") + p(r("Three.")), "One.|Three.", "One.|Two.|Three."),
    (p(r("One.")) + p(deleted("Two."), mark="del") + p(r("Three.")), "One.|Two.|Three.", "One.|Three."),
    (p(r("They meet"), mark="del") + p(r(" in Orlen.")), "They meet|in Orlen.", "They meet in Orlen."),
    (p(r("They meet."), mark="ins") + p(r(" They part.")), "They meet. They part.", "They meet.|They part."),
    (p(moved("First. ", "From"), r("Second."), moved(" First.", "To")), "First. Second.", "Second. First."),
    (p(r("A"), f"<w:ins {BY}>{deleted(' passing thought')}</w:ins>", r(" stays.")), "A stays.", "A stays."),
    (
        f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{p(r('new row'))}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{p(r('old row'))}</w:tc></w:tr></w:tbl>",
        "old row",
        "new row",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "original", "final"), REDLINED, ids=[final for _, _, final in REDLINED])
def test_both_sides_of_tracked_changes(body, original, final):
    for revisions, expected in (("reject", original), ("accept", final)):
        document = read(body, revisions=revisions)
        assert document.text.replace("\n\n", "|") == expected
        assert notices(document)["tracked_changes"]["revisions"] == revisions


def test_numbers_are_those_of_the_side_that_is_read():
    body = (
        p(r("meet"), numbers=(1, 0))
        + p(ins("talk"), mark="ins", numbers=(1, 0))
        + p(deleted("part"), mark="del", numbers=(1, 0))
        + p(r("agree"), numbers=(1, 0))
    )
    assert read(body, numbering=NUMBERING).text == "1. meet\n2. talk\n3. agree"
    assert read(body, numbering=NUMBERING, revisions="reject").text == "1. meet\n2. part\n3. agree"


def test_what_a_paragraph_was_before_its_form_changed():
    change = f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"
    body = f'<w:p><w:pPr><w:pStyle w:val="H2"/>{change}</w:pPr>{r("Trade")}{ins(" now")}</w:p>'
    assert seen(body, styles=STYLES) == "heading 2 | Trade now"
    assert seen(body, styles=STYLES, revisions="reject") == "paragraph | Trade"


def test_tracked_changes_are_counted_and_told():
    body = REDLINED[0][0] + REDLINED[5][0]
    (notice,) = read(body).warnings
    assert notice.data == {"revisions": "accept", "insertions": 1, "deletions": 1, "moves": 1}
    assert notice.message == "Tracked changes (1 insertion, 1 deletion, 1 move) were accepted: this is the final text."


def test_tracked_changes_can_be_refused():
    with pytest.raises(ReadError) as caught:
        read(REDLINED[0][0], revisions="refuse")
    assert caught.value.code == "TRACKED_CHANGES"
    assert read(p(r("Final.")), revisions="refuse").text == "Final."
    with pytest.raises(OptionError) as wrong:
        read_document("a", revisions="guess")
    assert wrong.value.code == "UNKNOWN_REVISIONS"


def test_both_versions_of_one_document_are_compared(tmp_path):
    path = tmp_path / "redlined.docx"
    path.write_bytes(docx(REDLINED[0][0]))
    original, final = diple.versions_of(path)
    assert (original.text, final.text) == ("The Parties shall meet.", "The Parties should meet.")
    comparison = diple.compare(original, final)
    assert [(change.old.quote, change.new.quote) for change in comparison.changes] == [("shall", "should")]
    assert {notice.code for notice in comparison.warnings} >= {"tracked_changes"}
    with path.open("rb") as stream:
        assert diple.versions_of(stream)[0].text == original.text


def test_a_document_without_tracked_changes_has_no_versions():
    for source in (docx(p(r("Final."))), "The Parties shall meet."):
        with pytest.raises(ReadError) as caught:
            read_versions(source)
        assert caught.value.code == "NO_TRACKED_CHANGES"


def test_the_strict_form_of_the_standard_is_read():
    parts = {
        name: content.replace(W, 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"')
        for name, content in docx_parts(p(r("Under the "), ins("strict "), r("form.")), styles=STYLES).items()
    }
    assert read_document(zipped(parts)).text == "Under the strict form."


def test_a_document_without_text_is_empty():
    for body in ("", p(), p(r(" \u00a0")), p(ins("new"), mark="ins")):
        with pytest.raises(ReadError) as caught:
            read(body, revisions="reject")
        assert caught.value.code == "EMPTY_INPUT"


WORDS = st.sampled_from(["Astria", "Velmark", "shall", "5 < 6", "Совет", "声明", "&amp;", "“so”"])
PIECES = st.lists(
    st.tuples(st.sampled_from(["kept", "inserted", "deleted", "moved from", "moved to"]), WORDS), max_size=5
)
MADE = {
    "kept": r,
    "inserted": ins,
    "deleted": deleted,
    "moved from": lambda text: moved(text, "From"),
    "moved to": lambda text: moved(text, "To"),
}
LEFT_OUT = {"accept": {"deleted", "moved from"}, "reject": {"inserted", "moved to"}}


@settings(deadline=None, derandomize=True, max_examples=count(50, 1_000))
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_each_side_holds_its_words_in_order_and_no_others(paragraphs):
    data = docx("".join(p(*[MADE[kind](f"{word} ") for kind, word in pieces]) for pieces in paragraphs))
    for revisions, left_out in LEFT_OUT.items():
        expected = [word for pieces in paragraphs for kind, word in pieces if kind not in left_out]
        if not expected:
            continue
        document = read_document(data, revisions=revisions)
        assert_contract(document)
        assert document.text.split() == " ".join(expected).split()
        assert document.coverage.kept == document.coverage.found == sum(map(len, document.text.split()))
