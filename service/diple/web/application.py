"""The rules of the service's addresses, each compiled for writing when the first address is written by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from flask import Flask
from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule whose two functions that write addresses are compiled at their first call.

    Measured in processor time: the rules of an application take 37 ms to compile at once, and a process writes
    addresses by a few of them. The method is not part of Werkzeug's interface: a release that calls another one
    compiles all rules at once again.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build


class Application(Flask):
    """An application of such rules."""

    url_rule_class = LateRule
