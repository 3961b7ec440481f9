"""The archive of statements: what is held, a statement, a series in pictures, a wording, their feeds, and the API.

The pages show the series of the samples, each an archive of its own that is made when it is first asked for.
"""

from __future__ import annotations

from flask import Flask

from diple.web.routes.archive import api, baselines, feeds, files, holding, importing, pages
from diple.web.routes.archive.routes import BLUEPRINTS

__all__ = ["BLUEPRINTS", "api", "baselines", "feeds", "files", "holding", "importing", "pages", "register"]


def register(app: Flask) -> None:
    """Puts the pages and the API into `app`."""
    holding.register(app)
    app.register_blueprint(api.blueprint)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
