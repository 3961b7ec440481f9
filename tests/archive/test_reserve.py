"""The space that is held for deleting; `test_archive_trouble` fills a real disk, in campaigns."""

import pytest

import diple
from diple.archive import Place, open_archive
from diple.archive.place import RESERVE
from diple.archive.reserve import Reserve
from drawings import NEW, OLD

MEGABYTE = 1024 * 1024


@pytest.fixture
def file(tmp_path):
    return tmp_path / RESERVE


def test_it_is_larger_than_the_record_and_never_becomes_smaller(file):
    reserve = Reserve(file)
    for record, least in ((0, 0), (8 * MEGABYTE, 10 * MEGABYTE), (1000, 10 * MEGABYTE)):
        reserve.holds(record)
        assert file.stat().st_size >= MEGABYTE + least
    assert file.stat().st_blocks * 512 >= file.stat().st_size  # the room is taken, and not only named


def test_it_is_given_up_once(file):
    reserve = Reserve(file)
    assert reserve.missing() and not reserve.released()
    reserve.holds(0)
    assert not reserve.missing()
    assert reserve.released() and reserve.missing() and not reserve.released()


def test_where_it_cannot_be_made_nothing_fails(tmp_path):
    reserve = Reserve(tmp_path / "no folder" / RESERVE)
    reserve.holds(0)
    assert reserve.missing()


def test_a_link_to_another_file_is_not_followed(file, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"of somebody else")
    file.symlink_to(other)
    Reserve(file).holds(0)
    assert other.read_bytes() == b"of somebody else"


def test_an_archive_has_it_from_the_first_result_that_is_kept(tmp_path):
    archive = open_archive(Place(tmp_path))
    archive.keep(diple.compare(OLD, NEW, markers=False), 7)
    assert (tmp_path / RESERVE).stat().st_size > MEGABYTE
