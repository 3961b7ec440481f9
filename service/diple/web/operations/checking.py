"""What `diple serve --check` says: the settings that hold, and all that is wrong with them and with the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diple.errors import DipleError
from diple.web.operations.settings import TABLE, wrong

_PASSWORD = re.compile(r"(?<=:)[^:/@]+(?=@)")


def values(given: Mapping[str, object]) -> Iterator[str]:
    """A line for each setting; a password is not told."""
    for setting in TABLE:
        told = given.get(setting.name)
        written = f"{setting.default} (default)".lstrip() if told is None else _PASSWORD.sub("***", str(told))
        yield f"{setting.name} = {written}"


def faults(given: Mapping[str, object]) -> list[str]:
    """What is wrong, a line for each fault: with the settings, and where they are right with what must hold."""
    found = [str(error) for error in wrong(given)]
    return found or _not_ready(given)


def _not_ready(given: Mapping[str, object]) -> list[str]:
    from diple.web import create_app
    from diple.web.operations import readiness

    try:
        # Figures would be counted from here on.
        app = create_app({**given, "DIPLE_METRICS": ""})
    except DipleError as error:
        return [str(error)]
    with app.app_context():
        return [check.detail for check in readiness.checks() if not check.ok]
