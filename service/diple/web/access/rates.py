"""How often a key, or an address without one, may ask: flask-limiter, with a window that slides.

Each process counts for itself, unless `DIPLE_RATE_STORAGE` names a place for all. Where keys are off, who asks from
this machine is not counted: behind a proxy of one's own all would be one.
"""

from __future__ import annotations

import math
import time
from contextlib import suppress

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from limits import RateLimitItemPerMinute
from limits.errors import ConfigurationError

from diple.errors import AccessError, OptionError
from diple.web.access import permissions
from diple.web.access.callers import NOBODY, OPEN, caller
from diple.web.answers.problems import answer_to
from diple.web.requests import origin

SWITCH, STORAGE = "DIPLE_RATES", "DIPLE_RATE_STORAGE"
_IN_MEMORY = "memory://"
_NAME = "diple.rates"
_REFUSED_A_MINUTE = RateLimitItemPerMinute(60)
_MINUTE = 60
_IN_REDIS: dict[str, str | int] = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}  # seconds; a request shall not wait for its counter


def register(app: Flask) -> None:
    """Counts the requests of `app`. Raises OptionError, INVALID_SETTING."""
    if app.config[SWITCH] == "off":
        return
    place = app.config[STORAGE] or _IN_MEMORY
    limiter = Limiter(
        _who,
        application_limits=[_rate],
        application_limits_exempt_when=_is_uncounted,
        strategy="sliding-window-counter",
        storage_uri=place,
        storage_options=_IN_REDIS if place.startswith("redis") else None,
        in_memory_fallback_enabled=place != _IN_MEMORY,
        key_prefix="diple",
    )
    try:
        limiter.init_app(app)
    except (ConfigurationError, ValueError) as error:
        raise _wrong(STORAGE, place, "names no place where requests can be counted") from error
    app.extensions[_NAME] = limiter
    app.register_error_handler(RateLimitExceeded, _exceeded)
    _without_threads(limiter)


def _wrong(setting: str, value: str, why: str) -> OptionError:
    remedy = "Leave it out, or see docs/access.md."
    return OptionError("INVALID_SETTING", f"The setting {setting} is {value!r}, which {why}.", remedy, setting=setting)


def _without_threads(limiter: Limiter) -> None:
    """Waits for the threads that a storage in memory begins with, a hundredth of a second: servers fork after this."""
    for storage in (limiter.storage, getattr(limiter, "_fallback_storage", None)):
        if timer := getattr(storage, "timer", None):
            timer.join()


def _who() -> str:
    """Whom a request counts for."""
    who = caller()
    return f"address {origin.sender()}" if who in (OPEN, NOBODY) else f"key {who.key}"


def _rate() -> str:
    setting = "DIPLE_RATE_ADDRESS" if caller() in (OPEN, NOBODY) else "DIPLE_RATE_KEY"
    return f"{current_app.config[setting]}/minute"


def _is_uncounted() -> bool:
    if request.endpoint in permissions.UNCOUNTED:
        return True
    return caller() == OPEN and _is_this_machine(request.remote_addr or "")


def _is_this_machine(address: str) -> bool:
    found = origin.is_loopback(address)
    return not address if found is None else found  # a socket of the file system has no address


def _exceeded(error: RateLimitExceeded) -> Response:
    """The answer to who asks too often. (What `on_breach` raises, flask-limiter takes for a storage that is broken.)"""
    limiter: Limiter = current_app.extensions[_NAME]
    until = time.time() + _MINUTE
    with suppress(*_exceptions(limiter)):
        # Not its `reset_at`, which is a second later.
        until = limiter.current_limit.window.reset_time if limiter.current_limit else until
    return answer_to(_too_many(error.limit.limit.amount, until))


def _exceptions(limiter: Limiter) -> tuple[type[Exception], ...]:
    """What a storage raises that cannot be reached."""
    found = limiter.storage.base_exceptions
    return found if isinstance(found, tuple) else (found,)


def refused() -> None:
    """Counts a key that was refused. Raises AccessError, TOO_MANY_REQUESTS, where an address sends many of them."""
    limiter: Limiter | None = current_app.extensions.get(_NAME)
    who = origin.sender()
    with suppress(*(_exceptions(limiter) if limiter else ())):
        if limiter and not limiter.limiter.hit(_REFUSED_A_MINUTE, "diple", "refused", who):
            raise _too_many(_REFUSED_A_MINUTE.amount, time.time() + _MINUTE)


def _too_many(amount: int, until: float) -> AccessError:
    return AccessError(
        "TOO_MANY_REQUESTS",
        f"More than {amount:,} requests came from one key or address in a minute.",
        "Send them more slowly, or ask those who run the service for more.",
        limit=amount,
        retry_after=max(1, math.ceil(until - time.time())),
    )
