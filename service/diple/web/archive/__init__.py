"""The pages of the archive of statements: what is held, a statement, a series in pictures, a wording, and their feeds.

The same pages show the series of the samples, each an archive of its own that is made when it is first asked for.
"""

from __future__ import annotations

from flask import Flask

from diple.web.archive import feeds, files, holding, pages
from diple.web.archive.routes import BLUEPRINTS

__all__ = ["BLUEPRINTS", "feeds", "files", "holding", "pages", "register"]


def register(app: Flask) -> None:
    """Puts the pages into `app`."""
    holding.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
