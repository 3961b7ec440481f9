"""How long a test waits for what must come: a ceiling for a machine under load, never a measure of speed."""

import time

SECONDS = 200
MILLISECONDS = 1000 * SECONDS
OF_A_SERVICE = {"DIPLE_MAX_SECONDS": str(SECONDS)}
"""Settings of a service that gives up no comparison of a test because the machine is busy."""


def until(found):
    """What `found` gives, as soon as it gives something."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if given := found():
            return given
    raise AssertionError("nothing came of it")
