"""The application for WSGI servers that want a name: `gunicorn --preload diple.web.wsgi:app`."""

from diple.lexicon import Lexicon
from diple.web import create_app
from diple.web.operations import logs

Lexicon.default()  # read before a server forks, so that its workers share it
app = create_app()
logs.start(app.config)
