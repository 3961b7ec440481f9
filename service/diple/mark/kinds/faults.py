"""A rule that fails is left out and reported by name; it never ends a comparison."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from diple.mark.kinds.finding import Finding
from diple.model import Notice

RAISING = "DIPLE_RAISE_FAULTS"  # set in the environment of the test suite, where a rule that fails is an error


class Faults:
    """The rules that failed in one comparison, by name."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}

    def findings(self, rule: Callable[..., Iterable[Finding]], *asked: object) -> list[Finding]:
        """What a rule finds; nothing where it fails, which is noted."""
        try:
            return list(rule(*asked))
        except MemoryError:  # no fault of the rule, and the rest would fail, too
            raise
        except Exception:
            if os.environ.get(RAISING):
                raise
            name = name_of(rule)
            self._names[name] = self._names.get(name, 0) + 1
            return []

    def notices(self) -> tuple[Notice, ...]:
        """One notice a rule that failed, by name."""
        return tuple(
            Notice(
                "rule_failed",
                f"The rule {name} failed at {count} place{'s' * (count > 1)} and was left out there. "
                "The rest of the comparison is complete.",
                {"rule": name, "places": count},
            )
            for name, count in sorted(self._names.items())
        )


def name_of(rule: Callable[..., Iterable[Finding]]) -> str:
    """How a rule is named: its id, else its module and function."""
    id_ = getattr(rule, "id", None) or getattr(rule, "rule", None)
    if isinstance(id_, str):
        return id_
    return f"{rule.__module__.rpartition('.')[2]}.{getattr(rule, '__name__', type(rule).__name__)}"
