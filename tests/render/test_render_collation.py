"""The collation holds both texts exactly, whatever moved, split or merged."""

import pytest
from hypothesis import given, settings
from tests.engine.statements import pairs

from campaign import count
from diple import compare
from diple.render.redline.collation import collation
from diple.render.redline.passages import wordings
from diple.render.redline.rows import rows
from drawings import drawn
from sampled import SAMPLES, compared


def picture(comparison):
    """The stream as one line: kept, [old|new], and <old> and >new< for the two places of what moved."""
    made = ""
    for passage in collation(comparison):
        old = comparison.old.text[slice(*passage.old)]
        new = comparison.new.text[slice(*passage.new)]
        if passage.half:
            made += f"<{old}>" if passage.half == "old" else f">{new}<"
        else:
            made += old if old == new else f"[{old}|{new}]"
    return made


@pytest.mark.parametrize(
    ("lines", "stream"),
    [
        (["  One [two|twi]."], "One [two|twi]. "),
        (["- Gone.", "  Kept."], "[Gone. |]Kept. "),
        (["~ Was.|Is now."], "[Was. |][|Is now. ]"),
        (["a< Went.", "  One.", "  Two.", "a> Went."], "< Went. >One. Two. > Went. <"),
    ],
)
def test_the_stream_reads_as_an_apparatus(lines, stream):
    assert picture(drawn(*lines)) == stream


def assert_whole(comparison):
    found = collation(comparison)
    old = "".join(comparison.old.text[slice(*passage.old)] for passage in found)
    new = "".join(comparison.new.text[slice(*passage.new)] for passage in found)
    assert (old, new) == (comparison.old.text, comparison.new.text)


@settings(max_examples=count(60, 2_000), deadline=None)
@given(pairs())
def test_each_side_of_the_stream_is_its_text(pair):
    assert_whole(compare(*pair, mode="revision", markers=False))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_each_side_of_the_stream_of_a_sample_is_its_text(folder):
    assert_whole(compared(folder))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_row_has_the_passages_of_its_segment(folder):
    comparison = compared(folder)
    old, new = {}, {}
    for passage in collation(comparison):
        went, came = wordings(comparison, passage)
        old.setdefault(passage.segment.id, []).append((passage.old, went))
        new.setdefault(passage.segment.id, []).append((passage.new, came))
    for row in (row for row in rows(comparison) if not row.away):
        both = (sorted(side[row.segment.id]) for side in (old, new))
        assert ["".join(words for _, words in side) for side in both] == [
            "".join(piece.old for piece in row.pieces),
            "".join(piece.new for piece in row.pieces),
        ]
