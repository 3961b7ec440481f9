"""How long a test waits for what must come: a ceiling for a machine under load, never a measure of speed."""

import time

SECONDS = 200
MILLISECONDS = 1000 * SECONDS
OF_A_SERVICE = {"DIPLE_MAX_SECONDS": str(SECONDS)}
"""Settings of a service that gives up no comparison of a test because the machine is busy."""
_LOOK_EVERY = 0.02  # seconds between two looks, which leave the processor to what is waited for


def until(found):
    """What `found` gives, as soon as it gives something."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if given := found():
            return given
        time.sleep(_LOOK_EVERY)
    raise AssertionError("nothing came of it")
