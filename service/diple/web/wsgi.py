"""The application for WSGI servers that want a name: `gunicorn diple.web.wsgi:app`."""

from diple.web import create_app

app = create_app()
