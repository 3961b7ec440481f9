"""How long each step of a comparison takes, for one listener of the process; there is none unless a service has one.

No result depends on it: times are measured and handed on, and nothing reads them here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")
Listener = Callable[[str, float], None]

STEPS = ("read", "align", "diff", "mark", "themes", "render")
_listening: list[Listener] = []


def listen(listener: Listener | None) -> None:
    """From now on `listener` gets the name of each step and its seconds, in the thread that took it; None ends it."""
    _listening[:] = [listener] if listener else []


def told(step: str, seconds: float) -> None:
    """Tells the listener of a step that another process took."""
    for listener in _listening:
        listener(step, seconds)


def timed(step: str) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Makes a function one of `STEPS`."""

    def decorate(function: Callable[Given, Found]) -> Callable[Given, Found]:
        @wraps(function)
        def run(*given: Given.args, **named: Given.kwargs) -> Found:
            if not _listening:
                return function(*given, **named)
            began = perf_counter()
            try:
                return function(*given, **named)
            finally:
                told(step, perf_counter() - began)

        return run

    return decorate
