"""The worker of gunicorn that the service runs in: `gunicorn --worker-class diple.web.worker.Worker`."""

from diple.web.worker.loop import Worker

__all__ = ["Worker"]
