"""A number for each process that counts: the lowest that no living process has.

Files of figures are named by it. Named by process ids, those of each process that ever died would stay for ever; so the
next process goes on counting where a dead one ended. The kernel takes a lock from a process that dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
from itertools import count
from pathlib import Path


class Slots:
    """The numbers of the processes that share `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = 0
        self._slot = -1

    def own(self) -> int:
        """The number of this process: the same each time, another after a fork."""
        if self._process != os.getpid():
            self._slot = next(slot for slot in count() if self._taken(slot))
            self._process = os.getpid()
        return self._slot

    def _taken(self, slot: int) -> bool:
        """Takes a number, where it is free. The file stays open, and the lock is held, as long as the process lives."""
        descriptor = os.open(self._folder / f"{slot}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        return True
