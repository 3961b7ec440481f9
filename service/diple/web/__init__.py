"""The service: pages for readers and an API under /api/v1, over the same `diple.compare`.

gunicorn "diple.web:create_app()"
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask

from diple.web.application import Application


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The service as a WSGI application.

    Each setting of `operations.settings` is taken from `settings`, or else from the environment. Raises OptionError,
    INVALID_SETTING, where one is wrong or a name is none; ArchiveError where DIPLE_DATABASE_URL names no database.
    """
    from diple.web import keeping, storage
    from diple.web.access import gate
    from diple.web.answers import headers, problems
    from diple.web.operations import door, exchange, logs, metrics
    from diple.web.operations.settings import read
    from diple.web.requests import bodies, language, origin
    from diple.web.routes import api, archive, component, jobs, pages, reference, sharing, versions
    from diple.web.work import attaching
    from diple.web.work.jobs.deferral import most_bytes

    app = Application("diple.web")
    given = {**os.environ, **(settings or {})}
    app.config.update(read(given))
    app.url_map.merge_slashes = False  # a redirect of the framework's own names the host that was asked
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = app.config["DIPLE_MAX_BYTES"]
    exchange.register(app, (logs.write, metrics.answered))
    origin.register(app)
    gate.register(app, given)
    for module in (api, pages, reference, sharing, versions):
        app.register_blueprint(module.blueprint)
    for blueprint in jobs.BLUEPRINTS:
        app.register_blueprint(blueprint)
    archive.register(app)
    component.register(app)
    language.register(app)
    storage.register(app, given)
    keeping.register(app)
    bodies.register(app, most_bytes)
    problems.register(app)
    headers.register(app)
    door.register(app)
    attaching.register(app, given)
    return app
