"""OpenDocument texts: what a reader of the page reads, and both sides of tracked changes."""

from __future__ import annotations

import pytest
from reading import assert_contract, notices, picture

from diple.errors import ReadError
from diple.readers import read_document
from packing import odt, region


def read(body, *, revisions="accept", **options):
    document = read_document(odt(body, **options), name="draft.odt", revisions=revisions)
    assert_contract(document)
    assert document.format == "odt"
    return document


def p(inside, style=""):
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside, level=1):
    return f'<text:h text:outline-level="{level}">{inside}</text:h>'


def numbered(depth, form, more=""):
    return f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" {more}/>'


STYLES = f"""
<office:styles>
  <style:style style:name="Title" style:family="paragraph"/>
  <text:outline-style>
    <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
    <text:outline-level-style text:level="2" style:num-format=""/>
  </text:outline-style>
</office:styles>
<office:master-styles><style:master-page style:name="Standard">
  <style:header>{p("DRAFT 3")}</style:header><style:footer>{p("page 1")}</style:footer>
</style:master-page></office:master-styles>
"""
LISTS = f"""
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>
<text:list-style style:name="L1">{numbered(1, "1", 'style:num-suffix="."')}
  {numbered(2, "a", 'style:num-prefix="(" style:num-suffix=")"')}{numbered(3, "1", 'text:display-levels="2"')}</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>
"""


START, END, HERE = (f'<text:change{end} text:change-id="{{}}"/>' for end in ("-start", "-end", ""))
I1, I1_END, D1 = START.format("i1"), END.format("i1"), HERE.format("d1")
INSERTED = region("i1", "insertion")


def test_headings_quotes_and_the_outline():
    body = p("Joint Statement", "P1") + h("Fisheries") + h("Quotas", 2) + h("Trade") + p("The waters are shared.", "P2")
    document = read(body, automatic=LISTS, styles=STYLES)
    assert picture(document) == (
        "heading 1 | Joint Statement\n"
        "heading 1 <I.> | I. Fisheries\n"
        "heading 2 | Quotas\n"
        "heading 1 <II.> | II. Trade\n"
        "quote | The waters are shared."
    )
    assert document.title == "Joint Statement"
    assert notices(document)["dropped_furniture"]["excerpts"] == ["DRAFT 3", "page 1"]


def test_numbers_are_labels():
    def item(*inside, more=""):
        return f"<text:list-item {more}>{''.join(inside)}</text:list-item>"

    def listed(*items, more=""):
        return f"<text:list {more}>{''.join(items)}</text:list>"

    body = (
        listed(
            item(p("agree"), listed(item(p("to meet")), item(p("to talk"), listed(item(p("yearly")))))),
            item(p("decide"), p("on their own")),
            more='text:style-name="L1"',
        )
        + p("Between.")
        + listed(item(p("go on")), more='text:style-name="L1" text:continue-numbering="true"')
        + listed(item(p("anew")), item(p("from seven"), more='text:start-value="7"'), more='text:style-name="L1"')
        + listed(item(p("a point")), more='text:style-name="L2"')
    )
    assert picture(read(body, automatic=LISTS)) == (
        "item 1 <1.> | 1. agree\n"
        "item 2 <(a)> | (a) to meet\n"
        "item 2 <(b)> | (b) to talk\n"
        "item 3 <b.1> | b.1 yearly\n"
        "item 1 <2.> | 2. decide\n"
        "paragraph | on their own\n"
        "paragraph | Between.\n"
        "item 1 <3.> | 3. go on\n"
        "item 1 <1.> | 1. anew\n"
        "item 1 <7.> | 7. from seven\n"
        "item 1 <–> | – a point"
    )


def test_numbers_are_those_of_the_side_that_is_read():
    items = (p("meet"), p(f"{I1}talk"), p(f"{I1_END}agree"))
    body = f'<text:list text:style-name="L1">{"".join(f"<text:list-item>{each}</text:list-item>" for each in items)}</text:list>'
    options = {"automatic": LISTS, "changes": INSERTED}
    assert read(body, **options).text == "1. meet\n2. talk\n3. agree"
    assert read(body, revisions="reject", **options).text == "1. meet\n2. agree"


def test_lists_as_other_programs_write_them():
    lists = (
        '<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="I"'
        ' style:num-list-format="Article %1%"/><text:list-level-style-number text:level="2" style:num-format="1"'
        ' style:num-list-format="%1%-%2%" style:is-legal="true"/></text:list-style>'
        '<text:list-style style:name="L4"><text:list-level-style-bullet text:level="1" text:bullet-char="l">'
        '<style:text-properties style:font-name="Wingdings"/></text:list-level-style-bullet></text:list-style>'
    )
    inner = f"<text:list><text:list-item>{p('Terms')}</text:list-item></text:list>"
    other = f'<text:list-item text:style-override="L4">{p("a point")}</text:list-item>'
    body = f'<text:list text:style-name="L3"><text:list-item>{p("Scope")}{inner}</text:list-item>{other}</text:list>'
    assert read(body, automatic=lists).text == "Article I Scope\n1-1 Terms\n• a point"
    assert picture(read(p("Trade", "Heading_20_2") + p("So it is.", "Quote"))) == "heading 2 | Trade\nquote | So it is."


def test_white_space_is_what_the_format_says_it_is():
    body = p('The\n   <text:span> Parties</text:span><text:s text:c="2"/>meet<text:tab/>here<text:line-break/>now')
    assert read(body).text == "The Parties  meet\there\nnow"


def test_notes_cells_boxes_and_comments():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('As signed.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{p('Really?')}</office:annotation>"
    box = f"<draw:frame><draw:text-box>{p('In the margin.')}</draw:text-box></draw:frame>"
    cells = "".join(f"<table:table-cell>{p(name)}</table:table-cell>" for name in ("Astria", "Velmark"))
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    document = read(p(f"The Treaty{note}{comment} stands.{box}") + table)
    assert document.text == "The Treaty[1] stands.\n\nIn the margin.\n\nAstria\n\nVelmark\n\n[1] As signed."
    assert document.blocks[-1].kind == "footnote" and document.blocks[-1].label
    assert notices(document) == {"bracketed_references": {"references": 1}, "dropped_comments": {"count": 1}}


def test_hidden_text_is_told():
    body = p("Shown.") + f'<text:section text:name="s" text:display="none">{p("not for release")}</text:section>'
    assert notices(read(body))["dropped_hidden"]["excerpts"] == ["not for release"]


def test_prompts_that_nobody_filled_in_are_left_out_and_reported():
    prompt = '<text:placeholder text:placeholder-type="text">&lt;place&gt;</text:placeholder>'
    control = (
        '<loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
        'loext:showing-place-holder="{}">{}</loext:content-control>'
    )
    document = read(p(f"Done at {prompt}{control.format('true', 'Enter a date')}{control.format('false', 'Orlen')}."))
    assert document.text == "Done at Orlen."
    assert notices(document)["dropped_placeholders"]["excerpts"] == ["<place>", "Enter a date"]


REDLINED = [
    (
        p(f"They {D1}{I1}should{I1_END} meet."),
        INSERTED + region("d1", "deletion", p("shall")),
        "They shall meet.",
        "They should meet.",
    ),
    (p("One.") + p(f"{I1}Two.") + p(f"{I1_END}Three."), INSERTED, "One.|Three.", "One.|Two.|Three."),
    (p(f"One. {D1}Four."), region("d1", "deletion", p("Two.") + p("Three. ")), "One. Two.|Three. Four.", "One. Four."),
    (p("One.") + D1 + p("Three."), region("d1", "deletion", p("Two.")), "One.|Two.|Three.", "One.|Three."),
    (p(f"One{I1}.") + p(f"And two{I1_END}."), INSERTED, "One.", "One.|And two."),
]


@pytest.mark.parametrize(("body", "changes", "original", "final"), REDLINED, ids=[row[3] for row in REDLINED])
def test_both_sides_of_tracked_changes(body, changes, original, final):
    for revisions, expected in (("reject", original), ("accept", final)):
        document = read(body, changes=changes, revisions=revisions)
        assert document.text.replace("\n\n", "|") == expected
        assert notices(document)["tracked_changes"]["revisions"] == revisions
    with pytest.raises(ReadError) as caught:
        read(body, changes=changes, revisions="refuse")
    assert caught.value.code == "TRACKED_CHANGES"


CLOSE = """
<style:style style:name="Close" style:family="paragraph"><style:paragraph-properties style:margin-bottom="0cm"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Close"/>
<style:style style:name="Open" style:family="paragraph"><style:paragraph-properties style:margin-bottom="0.25cm"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties style:margin-top="4mm"/></style:style>
"""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("A", "Open") + p("B"), "A||B"),
        (p("A", "P1") + p("B", "Close") + p("C"), "A|B|C"),
        (p("A", "P1") + p("", "P1") + p("C"), "A||C"),
        (p("A", "Close") + p("B", "Head"), "A||B"),
        (p("A", "Close") + p("", "Close"), "A|"),
        (p("A") + p("B"), "A||B"),
    ],
)
def test_paragraphs_that_nothing_sets_apart_are_one_line_end_apart(body, text):
    assert read(body, automatic=CLOSE).text.replace("\n", "|") == text


def test_a_document_behind_a_password_is_refused():
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    with pytest.raises(ReadError) as caught:
        read(p("secret"), **manifest)
    assert caught.value.code == "ENCRYPTED"


def test_a_document_without_text_is_empty():
    with pytest.raises(ReadError) as caught:
        read(p(" "))
    assert caught.value.code == "EMPTY_INPUT"


def test_the_page_numbers_of_a_table_of_contents_are_left_out():
    entries = p("Article 1<text:tab/>2") + p("Annex<text:tab/>xii")
    body = f"<text:table-of-content><text:index-body>{entries}</text:index-body></text:table-of-content>"
    document = read(body + p("Ships<text:tab/>40"))
    assert document.text == "Article 1\n\nAnnex\n\nShips\t40"
    assert notices(document)["dropped_furniture"]["excerpts"] == ["2", "xii"]
