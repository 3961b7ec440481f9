"""The rows of a comparison: their order, the old places of what moved, what is quiet, and the markers beside each."""

import pytest
from tests.render.marked import marker

from drawings import drawn

MARKED = marker(id="m1", changes=("c1",))
HOMELESS = marker(id="m2", changes=(), old=(), new=())


def picture(comparison):
    """A row as its segment, `<` at an old place, `v` or `^` for the way of a move, `.` where quiet, and its markers."""
    moved = {segment.id for segment in comparison.segments if segment.moved}
    for row in comparison.rows:
        way = ("v" if row.down else "^") if row.segment in moved else ""
        yield "".join((row.segment, "<" * row.away, way, "." * row.quiet, *row.markers))


@pytest.mark.parametrize(
    ("lines", "markers", "rows"),
    [
        (("  Kept.", "  The [harbour|port] grows."), (), ["s1.", "s2"]),
        (("  The [harbour|port~synonym] grows.",), (), ["s1."]),
        (("  The [harbour|port] grows.",), (MARKED, HOMELESS), ["s1m1"]),
        (("  The [harbour|port~synonym] grows.",), (MARKED,), ["s1m1"]),
        (("- Gone.", "+ Come.", "  Kept."), (), ["s1", "s2", "s3."]),
        (("a< Off.", "  Kept.", "a> Off."), (), ["s2<v", "s1.", "s2v"]),
    ],
)
def test_rows_are_the_segments_and_the_old_places_of_what_moved(lines, markers, rows):
    assert list(picture(drawn(*lines, markers=markers))) == rows
