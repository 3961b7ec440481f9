"""Space held for deleting: on a full disk SQLite cannot write down what it removes, and would remove nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_BESIDE = 1024 * 1024
_SHARE = 4


class Reserve:
    """A file beside the database that is larger than the largest record, and is given up for a deletion.

    SQLite writes each page that it zeroes into a journal at first, the record's own and a few of its tables. A quarter
    of the record and a megabyte are for those; a test deletes on a full disk.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def holds(self, record: int) -> None:
        """Makes it large enough for a record of so many bytes, where there is room."""
        wanted = _BESIDE + record + record // _SHARE
        with suppress(OSError):
            if self._size() < wanted:
                self._fill(wanted)

    def released(self) -> bool:
        """Gives the space up; whether there was any."""
        with suppress(OSError):
            held = self._size() > 0
            self._file.unlink()
            return held
        return False

    def missing(self) -> bool:
        """Whether it was given up, or never taken."""
        return not self._file.exists()

    def _size(self) -> int:
        return self._file.lstat().st_size if self._file.exists() else 0

    def _fill(self, size: int) -> None:
        descriptor = os.open(self._file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)  # or it fills another file
        try:
            os.posix_fallocate(descriptor, 0, size)
        finally:
            os.close(descriptor)
