"""What `diple serve --check` says: the settings that hold, and all that is wrong with them and with the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diple.errors import DipleError
from diple.web.operations.kinds import SECRET
from diple.web.operations.settings import TABLE, Setting, wrong

_PASSWORD = re.compile(r"(?P<before>://[^:/?@]*:).+(?=@)|(?P<named>[?&]\w*password=)[^&]*", re.I)
_HIDDEN = "***"


def values(given: Mapping[str, object]) -> Iterator[str]:
    """A line for each setting, without secrets and passwords: under systemd the lines are in the journal."""
    for setting in TABLE:
        told = given.get(setting.name)
        written = f"{setting.default} (default)".lstrip() if told is None else _shown(setting, str(told))
        yield f"{setting.name} = {written}"


def _shown(setting: Setting, told: str) -> str:
    if setting.kind is SECRET:
        return _HIDDEN if told else ""
    return _PASSWORD.sub(lambda found: f"{found['before'] or found['named']}{_HIDDEN}", told)


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
