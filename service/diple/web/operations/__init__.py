"""What those who run the service need: settings, logs of requests, metrics, readiness.

Nothing here compares or answers; small hooks of `diple.web` call it.
"""
