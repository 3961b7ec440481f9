"""The web face: pages for readers and an API under /api/v1, over the same `diple.compare`.

gunicorn "diple.web:create_app()"
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask

from diple.errors import OptionError

SETTINGS = {
    "DIPLE_MAX_BYTES": 8 * 1024 * 1024,
    "DIPLE_MAX_WORDS": 1_000_000,
    "DIPLE_MAX_EARLIER": 50,
    "DIPLE_MAX_PACKS": 8,
    "DIPLE_MAX_PACK_BYTES": 256 * 1024,
    "DIPLE_MAX_SILENCE": 15,
}
"""Limits and their defaults: bytes of a request's body, words of all its texts, earlier texts, lexicon packs, bytes of
one of these, and the seconds that the sender of a body may be silent."""


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The service as a WSGI application.

    Each of `SETTINGS` is taken from `settings`, or else from the environment. Raises OptionError, code
    INVALID_SETTING, where one is not a positive number.
    """
    from diple.web import api, bodies, headers, pages, problems

    app = Flask("diple.web")
    app.config.update(_limits({**os.environ, **(settings or {})}))
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = app.config["DIPLE_MAX_BYTES"]
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    bodies.register(app)
    problems.register(app)
    headers.register(app)
    return app


def _limits(given: Mapping[str, object]) -> dict[str, int]:
    return {name: _positive(name, given.get(name, default)) for name, default in SETTINGS.items()}


def _positive(name: str, value: object) -> int:
    written = str(value)
    if written.isascii() and written.isdigit() and int(written) > 0:
        return int(written)
    raise OptionError(
        "INVALID_SETTING",
        f"The setting {name} is {written!r}, which is not a positive whole number.",
        f"Leave it out for the default, {SETTINGS[name]}.",
        setting=name,
        value=written,
    )
