"""Tables of small numbers in a file: what is packed is read again, and so are the files of the package."""

import zlib
from pathlib import Path

import pytest

import diple
from diple.halfbytes import Table, packed

FILES = sorted(path for kind in ("*.vectors", "*.groups") for path in Path(diple.__file__).parent.rglob(kind))


def test_rows_are_read_as_they_were_packed():
    table = Table(packed(["ab", "чё"], [[1, 2, 3], [15, 0, 7]], {"of": "letters"}))
    assert [table.row(table.places[key]) for key in ("ab", "чё")] == [(1, 2, 3, 0), (15, 0, 7, 0)]
    assert table.head["of"] == "letters"


def unpacked(content):
    """The head and the body of a file; how the body is compressed depends on the release of zlib."""
    head, _, body = content.partition(b"\n")
    return head, zlib.decompress(body)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_package_is_packed_to_the_same_content(path):
    content = path.read_bytes()
    table = Table(content)
    head = {name: value for name, value in table.head.items() if name != "bytes"}
    again = packed(table.keys, [table.row(at) for at in range(len(table.keys))], head)
    assert unpacked(again) == unpacked(content)
