"""Prints the oldest release of each dependency that setup.cfg allows, for `make bounds`."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

SETUP = Path(__file__).parents[1] / "setup.cfg"
EXTRAS = ("cluster", "postgresql", "pdf", "redis")
_BOUND = re.compile(r"^([\w.-]+(?:\[\w+\])?)>=([\w.]+)")


def lowest(setup: str) -> list[str]:
    """Each requirement of the package and of its extras at its lower bound. Raises ValueError where one has none."""
    config = ConfigParser()
    config.read_string(setup)
    extras = config["options.extras_require"]
    named = "\n".join((config["options"]["install_requires"], *(extras[extra] for extra in EXTRAS)))
    return [_at_bound(line) for line in named.split("\n") if line.strip() and not line.startswith("#")]


def _at_bound(requirement: str) -> str:
    found = _BOUND.match(requirement)
    if found is None:
        raise ValueError(f"{requirement} has no lower bound")
    return f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print(*lowest(SETUP.read_text("utf-8")), sep="\n")
