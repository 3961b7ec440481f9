"""How long a test waits for what must come: a ceiling for a machine under load, never a measure of speed."""

import time

SECONDS = 200
MILLISECONDS = 1000 * SECONDS


def until(found):
    """What `found` gives, as soon as it gives something."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if given := found():
            return given
    raise AssertionError("nothing came of it")
