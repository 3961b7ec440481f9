"""The report in Markdown: everything is reported, and no text makes markup."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from tests.render.hostile import hostile_pairs
from tests.render.marked import marker

from campaign import count
from diple import compare
from diple.model import Notice
from diple.render import render
from diple.render.language.shown import named
from drawings import drawn
from sampled import SAMPLES, compared

GOLDEN = Path(__file__).parent / "golden"
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
OURS = {
    *("strong_open", "strong_close"),
    *("heading_open", "heading_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("paragraph_open", "paragraph_close", "inline", "text", "text_special"),
}


def report(comparison):
    return render(comparison, "markdown").decode()


def read(text):
    """Each block of the report as its plain words; nothing but headings, lists and paragraphs may be there."""
    blocks = []
    for token in READER.parse(text):
        assert {token.type, *(child.type for child in token.children or ())} <= OURS, token
        if token.type == "inline":
            blocks.append("".join(child.content for child in token.children))
    return blocks


def test_the_report_reads_well(golden):
    warnings = [Notice("guessed_encoding", "The encoding was guessed.")]
    lines = ("  One [two|twi] three.", "- It went.", "  The [Centre|Center~spelling] acts.")
    told = [marker(contested=True, counter_reading="it is rhetoric.", favours="Ostmark")]
    golden(GOLDEN / "report.md", report(drawn(*lines, markers=told, warnings=warnings)))


@settings(max_examples=count(50, 1_000), deadline=None)
@given(hostile_pairs())
def test_no_text_makes_markup_and_every_change_is_quoted(pair):
    comparison = compare(*pair, mode="revision", markers=False)
    blocks = read(report(comparison))
    for change in comparison.changes:
        (told,) = (block for block in blocks if block.startswith(f"{change.id} "))
        for side in filter(None, (change.old, change.new)):
            assert f"“{' '.join(str(named(side.quote)).split())}”" in told


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_every_marker_of_a_sample_is_told_with_its_quotes(folder):
    comparison = compared(folder)
    text = "\n".join(read(report(comparison)))
    for each in comparison.markers:
        assert f"\n{each.code} " in text
        assert all(f"“{' '.join(selector.exact.split())}”" in text for selector in each.old + each.new)
