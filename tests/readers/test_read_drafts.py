"""What is on a draft beside its plain words, in Word and OpenDocument alike: read, or left out and reported."""

from __future__ import annotations

import pytest
from reading import assert_contract, notices

import diple
from diple.errors import ReadError
from diple.readers import read_document, read_versions
from packing import BY, ODT_NAMES, deleted, docx, ins, odt, p, r, region

AUTOMATIC = """
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Struck" style:family="text">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Signs" style:family="text"><style:text-properties style:font-name="Symbol"/></style:style>
<style:style style:name="Marks" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>
<style:style style:name="Aside" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
"""
DRAWN = {
    "pictures": '<w:drawing><wp:docPr xmlns:wp="x" descr="Map of the strait"/><a:pic xmlns:a="x"/></w:drawing>',
    "charts": '<w:drawing><a:graphic xmlns:a="x"><c:chart xmlns:c="x"/></a:graphic></w:drawing>',
    "objects": '<w:object><o:OLEObject xmlns:o="x"/></w:object>',
}
PICTURE = '<draw:frame><draw:image/><svg:desc xmlns:svg="s">Map of the strait</svg:desc></draw:frame>'


def word(body, *, revisions="accept", **parts):
    document = read_document(docx(body, **parts), name="draft.docx", revisions=revisions)
    assert_contract(document)
    return document


def paragraph(inside, style=""):
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def span(style, words):
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def open_document(inside, **options):
    document = read_document(odt(inside, automatic=AUTOMATIC, **options), name="draft.odt")
    assert_contract(document)
    return document


def run(properties, words):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def sign(code, font="Symbol"):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    "at_most",
    [
        sign("F0A3"),
        sign("00A3"),
        run('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "\uf0a3"),
        run('<w:rStyle w:val="Maths"/>', "\uf0a3"),
    ],
    ids=["a sign", "its low code", "a letter in the font", "a font by its style"],
)
def test_signs_of_the_symbol_font_are_letters(at_most):
    styles = '<w:style w:type="character" w:styleId="Maths"><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:style>'
    document = word(p(r("a share "), at_most, r(" 5")), styles=styles)
    assert document.text == "a share ≤ 5"
    assert notices(document)["read_symbols"] == {"count": 1, "signs": ["≤"]}


def test_a_bound_that_turns_round_is_a_change():
    old, new = (word(p(r("a share "), sign(code), r(" 5 per cent"))).text for code in ("F0A3", "F0B3"))
    (change,) = diple.compare(old, new).changes
    assert (change.old.quote, change.new.quote) == ("≤", "≥")


def test_signs_that_no_table_tells_stay_apart_and_are_told():
    ticked, crossed = (word(p(sign(code, "Wingdings"), r(" agreed"))) for code in ("F0FC", "F0FB"))
    assert (ticked.text, crossed.text) == ("\uf0fc agreed", "\uf0fb agreed")
    assert notices(ticked)["unknown_symbols"] == {"count": 1, "fonts": ["Wingdings"], "signs": ["U+F0FC"]}
    assert notices(word(p(sign("none"), r("a"))))["unknown_symbols"]["signs"] == ["U+FFFD"]


def test_signs_in_open_document_are_read_alike():
    document = open_document(paragraph(f"{span('Signs', chr(0xF0B3))} 5 {span('Marks', chr(0xF0FC))}"))
    assert document.text == "≥ 5 \uf0fc"
    assert notices(document)["unknown_symbols"]["fonts"] == ["Wingdings"]


HIDDEN = {
    "a run by its style": word(
        p(r("They meet."), run('<w:rStyle w:val="H"/>', " Not for release.")),
        styles='<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
    "a span": open_document(paragraph(f"They meet.{span('Hidden', ' Not for release.')}")),
    "a paragraph": open_document(paragraph("They meet.") + paragraph("Not for release.", "Aside")),
    "a paragraph by a field": open_document(
        paragraph("They meet.") + paragraph('<text:hidden-paragraph text:is-hidden="true"/>Not for release.')
    ),
    "a field": open_document(paragraph('They meet.<text:hidden-text text:string-value="Not for release."/>')),
    "a section": open_document(
        paragraph("They meet.") + f'<text:section text:display="none">{paragraph("Not for release.")}</text:section>'
    ),
}


@pytest.mark.parametrize("document", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_words_are_left_out_and_told(document):
    assert document.text == "They meet."
    assert notices(document)["dropped_hidden"] == {"characters": 14, "places": 1, "excerpts": ["Not for release."]}
    assert (document.coverage.kept, document.coverage.found) == (9, 23)


STRUCK = {
    "word": word(p(r("They "), run("<w:strike/>", "sh"), run("<w:dstrike/>", "all "), run("<w:u/>", "should "), r("meet."))),
    "open document": open_document(paragraph(f"They {span('Struck', 'shall ')}should meet.")),
}  # fmt: skip


@pytest.mark.parametrize("document", STRUCK.values(), ids=STRUCK.keys())
def test_words_struck_through_stay_and_are_told(document):
    assert document.text == "They shall should meet."
    assert notices(document) == {"struck_text": {"characters": 5, "places": 1, "excerpts": ["shall"]}}


def test_what_is_not_struck_is_not_told():
    assert not word(p(run('<w:strike w:val="0"/>', "They meet."))).warnings


def test_what_is_seen_and_is_no_text_is_counted():
    document = word(p(r("See:"), *(f"<w:r>{each}</w:r>" for each in DRAWN.values())))
    assert notices(document)["dropped_pictures"] == {
        "count": 3, "pictures": 1, "charts": 1, "objects": 1, "places": 1, "excerpts": ["Map of the strait"]
    }  # fmt: skip
    assert "1 picture, 1 chart, 1 embedded object" in document.warnings[0].message
    equation = '<draw:frame><draw:object><m:math xmlns:m="m"><m:mi>x</m:mi></m:math></draw:object></draw:frame>'
    document = open_document(paragraph(f"See:{PICTURE}{equation}"))
    assert document.text == "See:"
    assert notices(document)["dropped_pictures"] == {
        "count": 2, "pictures": 1, "equations": 1, "places": 1, "excerpts": ["Map of the strait"]
    }  # fmt: skip


def test_a_box_of_text_is_no_picture():
    box = f"<w:r><w:pict><w:txbxContent>{p(r('Aside.'))}</w:txbxContent></w:pict></w:r>"
    document = word(p(r("They meet."), box))
    assert (document.text, document.warnings) == ("They meet.\n\nAside.", ())


def test_a_watermark_is_told_with_its_words():
    mark = '<w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="RESTRICTED"/></v:shape></w:pict></w:r>'
    document = word(p(r("They meet.")), header=p(r("Astria"), mark))
    assert notices(document) == {
        "dropped_furniture": {"characters": 16, "places": 2, "excerpts": ["Astria", "RESTRICTED"]}
    }


def test_an_equation_is_told_to_be_letters_in_a_row():
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = f"<m:oMath {maths}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    document = word(p(r("a share of "), half))
    assert document.text == "a share of 12"
    assert notices(document) == {"flattened_equations": {"count": 1}}


@pytest.mark.parametrize(
    "data", [docx(p(f"<w:r>{DRAWN['pictures']}</w:r>")), odt(paragraph(PICTURE))], ids=["docx", "odt"]
)
def test_a_document_of_pictures_alone_needs_text_recognition(data):
    with pytest.raises(ReadError) as caught:
        read_document(data, name="scan")
    assert caught.value.code == "OCR_REQUIRED"
    assert "(1 picture)" in caught.value.message and "OCR" in caught.value.remedy


RUBY = {
    "docx": word(p(f"<w:r><w:ruby><w:rt>{r('hé')}</w:rt><w:rubyBase>{r('和')}</w:rubyBase></w:ruby></w:r>")),
    "odt": open_document(
        paragraph("<text:ruby><text:ruby-base>和</text:ruby-base><text:ruby-text>hé</text:ruby-text></text:ruby>")
    ),
}


@pytest.mark.parametrize("document", RUBY.values(), ids=RUBY.keys())
def test_glosses_over_the_words_are_told(document):
    assert document.text == "和"
    assert notices(document) == {"dropped_glosses": {"characters": 2, "places": 1, "excerpts": ["hé"]}}


def raised(words):
    return run('<w:vertAlign w:val="superscript"/>', words)


NOTES = '<w:footnote w:id="2"><w:p><w:r><w:t>*</w:t></w:r><w:r><w:t xml:space="preserve"> As signed.</w:t></w:r></w:p></w:footnote>'
OWN = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
NOTED = "<text:note><text:note-citation text:label='*'>*</text:note-citation><text:note-body><text:p>As signed.</text:p></text:note-body></text:note>"  # fmt: skip


def test_marks_of_notes_are_read_alike_in_every_format():
    by_hand = [
        word(p(r("The Treaty"), raised("1"), raised("2"), r(" of 50 m"), raised("2"))),
        open_document(paragraph(f"The Treaty{span('Raised', '12')} of 50 m{span('Raised', '2')}")),
        read_document("<p>The Treaty<sup>12</sup> of 50 m<sup>2</sup></p>", format="html"),
    ]
    assert [document.text for document in by_hand] == ["The Treaty[12] of 50 m2"] * 3
    assert all(document.coverage.kept == 17 for document in by_hand)
    of_notes = [
        word(p(r("The Treaty"), OWN, r(" stands.")), footnotes=NOTES),
        open_document(paragraph(f"The Treaty{NOTED} stands.")),
        open_document(paragraph(f"The Treaty{NOTED.replace('As signed', '* As signed')} stands.")),
    ]
    assert [document.text for document in of_notes] == ["The Treaty[*] stands.\n\n[*] As signed."] * 3
    lettered = NOTED.replace("*", "A")
    assert open_document(paragraph(f"The Treaty{lettered}.")).text == "The Treaty[A].\n\n[A] As signed."


def test_a_number_that_was_inserted_is_not_in_the_original():
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbers = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>'
    body = f"<w:p><w:pPr>{numbers}</w:pPr>{r('They meet.')}</w:p>" + p(r("They part."), numbers=(1, 0))
    assert word(body, numbering=numbering).text == "1. They meet.\n2. They part."
    assert word(body, numbering=numbering, revisions="reject").text == "They meet.\n\n1. They part."


ONE_SIDED = {
    "all inserted": (docx(p(ins("They meet."))), "", "They meet.", "original"),
    "all deleted": (docx(p(deleted("They meet."))), "They meet.", "", "final"),
    "all deleted, open": (
        odt(paragraph('<text:change text:change-id="d"/>'), changes=region("d", "deletion", paragraph("They meet."))),
        "They meet.", "", "final",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "old", "new", "empty"), ONE_SIDED.values(), ids=ONE_SIDED.keys())
def test_a_document_that_is_all_change_is_compared_with_an_empty_text(data, old, new, empty):
    versions = diple.versions_of(data, name="draft")
    assert tuple(version.text for version in versions) == (old, new)
    told = next(version for version in versions if not version.text).warnings
    assert [notice.code for notice in told][:2] == ["tracked_changes", "empty_version"]
    assert told[1].data == {"which": empty}
    (change,) = diple.compare(*versions).changes
    assert change.kind == ("insert" if new else "delete")
    with pytest.raises(ReadError) as caught:
        read_document(data, name="draft", revisions="reject" if new else "accept")
    assert caught.value.code == "EMPTY_INPUT" and "holds tracked changes alone" in caught.value.message


@pytest.mark.parametrize("data", [docx(p()), docx(p(), header=p(ins("DRAFT")))], ids=["nothing", "a margin"])
def test_a_document_without_words_has_no_versions(data):
    with pytest.raises(ReadError) as caught:
        read_versions(data)
    assert caught.value.code == "EMPTY_INPUT"


MARGINS = f"<office:master-styles><style:master-page><style:header>{paragraph('DRAFT')}</style:header></style:master-page></office:master-styles>".replace(
    "<text:p", f"<text:tracked-changes>{region('i', 'insertion')}</text:tracked-changes><text:p", 1
)


@pytest.mark.parametrize(
    "data",
    [docx(p(r("They meet.")), header=p(ins("DRAFT"))), odt(paragraph("They meet."), styles=MARGINS)],
    ids=["docx", "odt"],
)
def test_changes_where_nothing_is_read_are_reported(data):
    document = read_document(data)
    assert notices(document)["tracked_elsewhere"] == {"count": 1, "where": "page headers and footers"}
    assert notices(document)["dropped_furniture"]["excerpts"] == ["DRAFT"]
    with pytest.raises(ReadError) as caught:
        read_versions(data, name="draft")
    assert caught.value.code == "NO_TRACKED_CHANGES"
    assert "A tracked change is in page headers and footers" in caught.value.message


FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document {names} office:mimetype="application/vnd.oasis.opendocument.'
    '{kind}"><office:automatic-styles>{automatic}</office:automatic-styles>{more}<office:body><office:text>{body}'
    "</office:text></office:body></office:document>"
)


def flat(body, kind="text", more=""):
    return FLAT.format(names=ODT_NAMES, kind=kind, automatic=AUTOMATIC, more=more, body=body)


def test_an_open_document_in_one_file_is_read_as_one_in_an_archive():
    body = paragraph(f"They {span('Struck', 'shall ')}meet.")
    for source in (flat(body), flat(body).encode(), flat(body).encode("utf-16")):
        if isinstance(source, bytes) and source.startswith(b"\xff\xfe"):
            source = flat(body).replace("UTF-8", "UTF-16").encode("utf-16")
        document = read_document(source, name="draft.fodt")
        assert (document.format, document.text) == ("odt", "They shall meet.")
        assert notices(document) == notices(open_document(body))
    changes = f"<text:tracked-changes>{region('d', 'deletion', paragraph('shall'))}</text:tracked-changes>"
    versions = read_versions(flat(changes + paragraph('They <text:change text:change-id="d"/>meet.')).encode())
    assert [version.text for version in versions] == ["They shallmeet.", "They meet."]


def test_an_open_document_in_one_file_may_bring_nothing_along():
    script = '<office:scripts><office:script><s:module xmlns:s="s"/></office:script></office:scripts>'
    for source, code in (
        (flat(paragraph("They meet."), more=script), "MACROS"),
        (flat(paragraph("They meet."), kind="spreadsheet"), "BINARY_INPUT"),
        (flat("").replace("?>", '?><!DOCTYPE office:document [<!ENTITY x "y">]>', 1), "XML_DOCTYPE"),
    ):
        with pytest.raises(ReadError) as caught:
            read_document(source.encode(), name="draft.fodt")
        assert caught.value.code == code


FOREIGN = {
    "a document of Word 2003": '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>',
    "an Office document in one file": '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    "a TEI document": '<?xml version="1.0"?>\n<!-- a note --><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>They meet.</p></TEI>',
    "an RSS feed": '<?xml version="1.0"?><rss version="2.0"><channel><title>They meet.</title></channel></rss>',
    "with <statement> outermost": '<?xml version="1.0"?><statement date="a > b"><par>They meet.</par></statement>',
}  # fmt: skip


@pytest.mark.parametrize(("kind", "source"), FOREIGN.items(), ids=FOREIGN.keys())
def test_xml_that_is_no_page_is_refused_by_name(kind, source):
    for content in (source, source.encode(), b"\xef\xbb\xbf" + source.encode()):
        with pytest.raises(ReadError) as caught:
            read_document(content, name="statement.xml")
        assert caught.value.code == "BINARY_INPUT"
        assert kind in caught.value.message and caught.value.remedy.startswith(("Open", "Save", "Give"))
    assert read_document(source, format="text").text == source


@pytest.mark.parametrize(
    "source",
    [
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>They meet.</p></html>',
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><p>They meet.</p></html>',
    ],
)
def test_pages_are_no_foreign_xml(source):
    assert read_document(source).format == "html"


def test_a_format_that_a_document_does_not_have_is_refused():
    data = docx(p(r("They "), deleted("shall "), r("meet.")))
    for format, code in (("html", "BINARY_INPUT"), ("text", "BINARY_INPUT"), ("pdf", "NOT_READABLE")):
        with pytest.raises(ReadError) as caught:
            read_document(data, name="draft.docx", format=format)
        assert caught.value.code == code
        with pytest.raises(ReadError):
            read_versions(data, name="draft.docx", format=format)
    assert [version.text for version in read_versions(data, format="docx")] == ["They shall meet.", "They meet."]


def test_what_is_too_deep_is_not_called_broken():
    with pytest.raises(ReadError) as caught:
        word("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000)
    assert "nests its elements deeper" in caught.value.message
