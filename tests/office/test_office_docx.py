"""LibreOffice reads the tracked changes and comments, and its accepting and rejecting gives both texts."""

import pytest

import diple
from diple.render import Look, render
from drawings import ROOT, drawn

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


def lines(text):
    """The lines that say something: paragraphs and line breaks are both lines for LibreOffice."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def sample(name):
    folder = ROOT / "samples" / name
    return diple.compare(next(folder.glob("old.*")), next(folder.glob("new.*")))


@pytest.mark.parametrize("name", ["", "without-limits", "chinese-formula-dropped"])
def test_accepting_and_rejecting_all_gives_both_texts(opened, name):
    comparison = sample(name) if name else diple.compare(OLD, NEW)
    document = render(comparison, "docx", Look(noise=True))
    for decision, statement in (("Accept", comparison.new), ("Reject", comparison.old)):
        seen = opened(document, decision)
        assert lines(seen.text) == lines(statement.text)
        assert seen.changes == []


def test_changes_and_comments_are_seen(opened):
    comparison = sample("without-limits")
    seen = opened(render(comparison, "docx"))
    assert seen.comments == len(comparison.markers) + 1
    assert {"Insert", "Delete"} == set(seen.changes)
    assert len(seen.changes) >= len(comparison.counting)


def test_a_moved_sentence_goes_back_to_its_place(opened):
    document = render(drawn("a< The talks resume. ", "  One is here.", "a> The talks resume. "), "docx")
    assert opened(document, "Accept").text.split() == ["One", "is", "here.", "The", "talks", "resume."]
    assert opened(document, "Reject").text.split() == ["The", "talks", "resume.", "One", "is", "here."]
