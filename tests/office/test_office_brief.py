"""LibreOffice opens the brief in Word: its words are there, nothing is tracked, and it prints on two pages at most."""

from io import BytesIO

from diple.render import Look, render
from diple.render.brief.making import brief_of
from sampled import sample


def test_the_brief_opens_with_all_its_entries(opened):
    comparison = sample("shall-to-should")
    (seen,) = opened([(render(comparison, "brief-docx"), "")])
    brief = brief_of(comparison, Look())
    assert seen.changes == []
    entries = [entry for section in brief.sections for entry in section.entries]
    assert entries
    assert [entry.subject for entry in entries if entry.subject not in seen.text] == []
    assert comparison.old.sha256 in seen.text and comparison.new.sha256 in seen.text


def test_the_brief_prints_on_two_pages_at_most():
    from pypdf import PdfReader

    for name in ("without-limits", "reworded-successor"):
        assert len(PdfReader(BytesIO(render(sample(name), "brief-pdf"))).pages) <= 2
