"""The user of no files, as whom the suite tries what may not be read or written: root may do all."""

import os
from contextlib import contextmanager

NOBODY = 65534


@contextmanager
def as_nobody(*modes):
    """Gives paths their modes, and runs as another user where the suite runs as root."""
    before, user = [(path, path.stat().st_mode) for path, _ in modes], os.geteuid()
    for path, mode in modes:
        path.chmod(mode)
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for path, mode in before:
            path.chmod(mode)
