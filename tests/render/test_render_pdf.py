"""The PDF: the markers with their reasons, the text with its changes, the same bytes each time, nothing fetched."""

import subprocess
import sys

import pytest

import diple
from diple.render import Look, render

OLD = "The Parties shall meet each year. Their friendship has no limits."
NEW = "The Parties should meet each year."


@pytest.fixture(scope="module")
def comparison():
    return diple.compare(OLD, NEW)


def told(body, tmp_path):
    """What a reader finds in the file, read back with pypdf."""
    from io import BytesIO

    from pypdf import PdfReader

    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def test_the_file_tells_markers_and_text(comparison, tmp_path):
    text = told(render(comparison, "pdf"), tmp_path)
    marker = comparison.markers[0]
    assert str(marker.score) in text
    assert " ".join(marker.referent.split()) in text
    assert "The Parties shallshould meet each year." in text.replace("shall should", "shallshould")


def test_the_same_comparison_gives_the_same_bytes(comparison):
    assert render(comparison, "pdf") == render(comparison, "pdf")


def test_what_does_not_count_is_shown_when_asked(tmp_path):
    comparison = diple.compare("The colour of the flag is red.", "The color of the flag is red.")
    assert "colour" not in told(render(comparison, "pdf"), tmp_path)
    assert "colour" in told(render(comparison, "pdf", Look(noise=True)), tmp_path)


def test_a_text_that_asks_for_a_picture_gets_none(tmp_path):
    comparison = diple.compare('One <img src="http://example.org/a.png"> two.', "One two.")
    assert "img src" in told(render(comparison, "pdf"), tmp_path)


def test_it_is_written_to_a_file_and_not_to_a_terminal(tmp_path):
    old, new, out = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "out.pdf"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "diple.cli", "compare", old, new, "-f", "pdf", "-o", out], check=False)
    assert done.returncode == 1
    assert out.read_bytes().startswith(b"%PDF-")
