"""LibreOffice reads the tracked changes and comments, and its accepting and rejecting gives both texts."""

import pytest
from pypdf import PdfReader

import diple
from diple.render import Look, render
from drawings import drawn
from sampled import sample

OLD = """# On the port

The Parties shall meet every year. They condemn the attack on the port. Trade grows in the border regions.

The talks on the river resume in spring and are led by the ministers.

1. Trade grows.
2. Peace lasts.
"""
NEW = """# On the port

The talks on the river resume in spring and are led by the ministers.

The Parties should meet every year. Trade grows in the border regions.

A second paragraph is new here.

1. Trade grows.
2. Peace lasts for long.
"""


ONE, TWO, THREE, FOUR = (
    "The strait of Olm belongs to no one.",
    "The herons of the lake are protected.",
    "The arbiters sit at Tamsin.",
    "The treaty remains in force.",
)
# Line ends in one text and empty lines in the other; paragraphs that are joined, split, dropped and moved.
SHAPED = [
    (f"{ONE}\n{TWO}\n{THREE}\n", f"{ONE}\n\n{TWO}\n\n{THREE}"),
    (f"{ONE}\n\n{TWO}\n\n{THREE}", f"{ONE} {TWO}\n\n{THREE}"),
    (f"{ONE} {TWO}\n{THREE}", f"{ONE}\n\n{TWO}\n{THREE}"),
    (f"{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}", f"{FOUR}\n\n{ONE}\n\n{THREE}"),
    (f"{ONE}\n{TWO}\n\n{THREE}\n\n{FOUR}\n", f"{TWO}\n\n\n{FOUR}\n{ONE}\n{THREE}"),
]
MOVED = drawn("a< The talks resume. ", "  One is here.", "a> The talks resume. ")


def test_all_is_seen_and_accepting_and_rejecting_gives_both_texts(opened):
    # One test, for each start of LibreOffice takes seconds.
    comparisons = [diple.compare(OLD, NEW), sample("without-limits"), sample("chinese-formula-dropped"), MOVED]
    comparisons += [diple.compare(*pair, mode="revision", markers=False) for pair in SHAPED]
    documents = [render(comparison, "docx") for comparison in comparisons]
    seen = opened([(document, decision) for document in documents for decision in ("", "Accept", "Reject")])
    for at, comparison in enumerate(comparisons):
        as_it_is, accepted, rejected = seen[3 * at : 3 * at + 3]
        assert (accepted.text, rejected.text) == (f"{comparison.new.text}\n", f"{comparison.old.text}\n")
        assert accepted.changes == rejected.changes == []
        assert set(as_it_is.changes) == {"Insert", "Delete"}
        assert as_it_is.comments == len(comparison.markers) + 1


def test_what_libreoffice_saves_again_is_read_line_by_line(writer, tmp_path):
    old = "On the port\nOne is here.\n\n1. Two.\n2. Three.\n\n3. Four, and\nfive.\n"
    comparison = diple.compare(old, old.replace("Three", "Thirty"), mode="revision", markers=False)
    (tmp_path / "own.docx").write_bytes(render(comparison, "docx"))
    writer("--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "own.docx"))
    original, final = diple.versions_of(tmp_path / "own.odt")
    assert (original.text, final.text) == (comparison.old.text, comparison.new.text)


@pytest.mark.parametrize("paper, size", [("a4", (595, 842)), ("letter", (612, 792))])
def test_its_pages_are_of_the_sheet_asked_for_and_numbered(writer, tmp_path, paper, size):
    text = "\n\n".join(
        f"Article {n}. The Parties shall meet every year at the seat of the depositary." for n in range(60)
    )
    comparison = diple.compare(text, text.replace("shall", "should", 1), mode="revision", markers=False)
    (tmp_path / "own.docx").write_bytes(render(comparison, "docx", Look(paper=paper, language="fr")))
    writer("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "own.docx"))
    pages = PdfReader(tmp_path / "own.pdf").pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        assert f"Page {number} sur {len(pages)}" in page.extract_text()
