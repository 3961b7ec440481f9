"""The web face: pages for readers and an API under /api/v1, over the same `diple.compare`.

gunicorn "diple.web:create_app()"
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from flask import Flask

from diple.errors import OptionError

SETTINGS = {
    "DIPLE_MAX_BYTES": 8 * 1024 * 1024,
    "DIPLE_MAX_WORDS": 1_000_000,
    "DIPLE_MAX_EARLIER": 50,
    "DIPLE_MAX_PACKS": 8,
    "DIPLE_MAX_PACK_BYTES": 256 * 1024,
    "DIPLE_MAX_SILENCE": 15,
    "DIPLE_MAX_RECEIVING": 25,
    "DIPLE_MAX_SENDING": 60,
    "DIPLE_KEEP_DAYS": 7,
    "DIPLE_MAX_KEEP_DAYS": 90,
    "DIPLE_MAX_KEPT": 10_000,
    "DIPLE_MAX_KEPT_BYTES": 1024 * 1024 * 1024,
    "DIPLE_MAX_STORED_HOURLY": 300,
    "DIPLE_MAX_KEPT_EACH": 2_000,
    "DIPLE_SHARE_DAYS": 7,
    "DIPLE_SESSION_HOURS": 12,
    "DIPLE_RATE_KEY": 1_200,
    "DIPLE_RATE_ADDRESS": 600,
}
"""Limits and their defaults: bytes of a request's body, words of all its texts, earlier texts, lexicon packs, bytes of
one of these; the seconds that a sender may be silent, in which a request must be received, and an answer be sent; the
days for which a result is kept where nothing else is asked, and the most that may be asked; how many results are kept,
bytes of all of them, how many one address may store in an hour, and how many of it are kept at one time; the days for
which a share link holds, the hours of a session, and how many requests one key or address may send in a minute."""

_OTHERS = (
    *("DIPLE_DATA", "DIPLE_DATABASE_URL", "DIPLE_EMBED_ANCESTORS", "DIPLE_SAMPLES", "DIPLE_DEBUG"),
    *("DIPLE_RAISE_FAULTS", "DIPLE_PUBLIC_URL", "DIPLE_PROXIES"),
    *("DIPLE_ACCESS", "DIPLE_SECRET", "DIPLE_RATES", "DIPLE_RATE_STORAGE"),
)


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The service as a WSGI application.

    Each of `SETTINGS` is taken from `settings`, or else from the environment. Raises OptionError, code
    INVALID_SETTING, where one is not a positive number, or results would be kept longer than they may be; ArchiveError
    where DIPLE_DATABASE_URL names no database. What looks like a setting and is none is logged.
    """
    from diple.web import address, api, bodies, component, headers, keeping, origin, pages, problems, spoken
    from diple.web.access import gate

    app = Flask("diple.web")
    given = {**os.environ, **(settings or {})}
    for warning in _unknown(given):
        app.logger.warning(warning)
    app.config.update(_limits(given))
    app.config["DIPLE_PUBLIC_URL"] = address.checked(given.get("DIPLE_PUBLIC_URL"))
    app.config["DIPLE_EMBED_ANCESTORS"] = component.ancestors(given.get("DIPLE_EMBED_ANCESTORS"))
    app.url_map.merge_slashes = False  # a redirect of the framework's own names the host that was asked
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = app.config["DIPLE_MAX_BYTES"]
    origin.register(app, given.get(origin.SETTING))
    gate.register(app, given)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    component.register(app)
    spoken.register(app)
    keeping.register(app, given)
    bodies.register(app)
    problems.register(app)
    headers.register(app)
    return app


def _unknown(given: Iterable[str]) -> Iterator[str]:
    """A warning for each name that looks like a setting of ours and is none: what it says is not heeded."""
    known = [*SETTINGS, *_OTHERS]
    for name in sorted(given):
        if name.startswith("DIPLE_") and name not in known:
            meant = get_close_matches(name, known, n=1)
            suggested = f" Is it {meant[0]} that you mean?" if meant else ""
            yield f"{name} is no setting of this service, and is not heeded.{suggested}"


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
