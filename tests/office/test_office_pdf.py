"""What LibreOffice prints in columns comes out of the PDF word for word."""

from __future__ import annotations

import pytest

from diple.readers import read_document

STORE = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = (
    f'xmlns:office="{STORE}:office:1.0" xmlns:text="{STORE}:text:1.0" xmlns:style="{STORE}:style:1.0" '
    f'xmlns:fo="{STORE}:xsl-fo-compatible:1.0"'
)
SUBJECTS = ["The Ministers", "Both Governments", "The Joint Commission", "The Kingdom of Velmark", "The observers"]
DEEDS = [
    "reaffirmed the long-term",
    "deplored the unilateral",
    "welcomed the transparent",
    "took note of the technical",
]
THINGS = ["dredging of the estuary", "inspection of cargoes", "protection of fisheries"]
TITLE = "Joint Statement on the Orlen Basin"


def paragraphs(count):
    made = []
    for at in range(count):
        said = [
            f"{SUBJECTS[(at + k) % 5]} {DEEDS[(at + 2 * k) % 4]} and cross-border {THINGS[(at + k) % 3]} within "
            f"{at * 5 + k} days, and the {THINGS[k % 3]} before the end of the season."
            for k in range(1 + at % 4)
        ]
        made.append(" ".join(said))
    return made


LABELS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.8cm" '
    'fo:text-indent="-0.8cm" fo:margin-left="0.8cm"/></style:list-level-properties></text:list-level-style-number>'
    "</text:list-style>"
)
NOTE = (
    "Signed at Orlen on 2 May 1999, as amended by the Protocol of 7 June 2004, which both sides regard as a part of it."
)


def numbered(parts):
    """Each part an item of one list, whose labels hang before it, and a note to the first and the last."""
    items = []
    for at, part in enumerate(parts):
        note = (
            f'<text:note text:id="n{at}" text:note-class="footnote"><text:note-citation>{1 + bool(at)}</text:note-citation>'
            f"<text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
        )
        items.append(f"<text:list-item><text:p>{part}{note * (at in (0, len(parts) - 1))}</text:p></text:list-item>")
    return f'<text:list text:style-name="L">{"".join(items)}</text:list>'


def drawn(parts, columns, align, body=None):
    """A flat OpenDocument text with a title over columns."""
    styles = (
        f'<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
        'fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="11pt"/></style:style>'
    )
    look = (
        '<style:style style:name="S" style:family="section"><style:section-properties>'
        f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>'
    )
    body = body or "".join(f"<text:p>{part}</text:p>" for part in parts)
    return (
        f'<?xml version="1.0"?><office:document {NAMES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>{styles}</office:styles>'
        f"<office:automatic-styles>{look}{LABELS}</office:automatic-styles><office:body><office:text>"
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:section text:style-name="S" text:name="s">{body}'
        "</text:section></office:text></office:body></office:document>"
    )


@pytest.fixture(scope="module")
def printed(writer, tmp_path_factory):
    """All layouts in one run: what was written, and the PDF."""
    folder, written = tmp_path_factory.mktemp("columns"), {}
    for columns in (2, 3):
        for align in ("justify", "left"):
            parts = paragraphs(24)
            place = folder / f"{columns}-{align}.fodt"
            place.write_text(drawn(parts, columns, align), encoding="utf-8")
            written[columns, align] = ([TITLE, *parts], place.with_suffix(".pdf"))
        parts = paragraphs(20)
        place = folder / f"{columns}-numbered.fodt"
        place.write_text(drawn(parts, columns, "justify", numbered(parts)), encoding="utf-8")
        written[columns, "numbered"] = ([TITLE, *parts], place.with_suffix(".pdf"))
    writer("--convert-to", "pdf", "--outdir", str(folder), *(str(place) for place in sorted(folder.glob("*.fodt"))))
    return written


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_as_they_were_written(printed, columns, align):
    parts, place = printed[columns, align]
    document = read_document(place.read_bytes())
    assert document.text.split() == " ".join(parts).split()
    assert {notice.code for notice in document.warnings} <= {"joined_hyphens"}


@pytest.mark.parametrize("columns", [2, 3])
def test_lists_in_columns_keep_their_labels_and_their_notes_stand_at_the_end(printed, columns):
    (title, *parts), place = printed[columns, "numbered"]
    document = read_document(place.read_bytes())
    items = [f"{at}. {part}" for at, part in enumerate(parts, 1)]
    items[0], items[-1] = f"{items[0]}[1]", f"{items[-1]}[2]"
    assert document.text.split() == " ".join([title, *items, f"[1] {NOTE}", f"[2] {NOTE}"]).split()
    assert [block.kind for block in document.blocks][-2:] == ["footnote", "footnote"]
