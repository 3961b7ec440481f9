"""Whether keys are on: as `DIPLE_ACCESS` says, or without it, from the first key on that is made.

A key that is revoked or expired still is one: who takes the last key away does not open the service to everybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Flask, current_app

from diple.archive import open_archive
from diple.archive.secret import Secret, secret_from
from diple.errors import ArchiveError
from diple.web import storage

if TYPE_CHECKING:
    from diple.archive.keys import Key, Keys
    from diple.archive.links import Links

SETTING = "DIPLE_ACCESS"
_NAME = "diple.access"
_LOOK_EVERY = 5.0  # seconds in which a first key is seen by each process
REMEMBERED_FOR = 2.0
"""Seconds for which a process believes what it saw of a key: so long may one be used after it was revoked. To look each
time took 1.3 ms of processor time of a request whose answer takes 1.3 ms (`/capabilities`), in SQLite."""
_MOST_REMEMBERED = 1_000


@dataclass
class _State:
    """What was set, and what was seen of the keys: None where nobody could look yet."""

    setting: str
    secret: Secret
    are_keys: bool | None = None
    next_look: float = 0.0
    keys: Keys | None = None
    remembered: dict[bytes, tuple[Key, float]] = field(default_factory=dict)


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Notes what is set for `app`. Raises OptionError, INVALID_SETTING."""
    app.extensions[_NAME] = _State(app.config[SETTING], secret_from(settings))


def _state(app: Flask) -> _State:
    found: _State = app.extensions[_NAME]
    return found


def keys() -> Keys:
    """The keys of this service. Raises ArchiveError."""
    from diple.archive.keys import Keys

    state = _state(current_app)
    if state.keys is None:
        state.keys = Keys(storage.opened(), state.secret)
    return state.keys


def found(written: str, look: Callable[[], Key | None]) -> Key | None:
    """The key of what a request brings, as `look` finds it, or found it a moment ago. Raises ArchiveError."""
    known, name = _state(current_app).remembered, sha256(written.encode("utf-8", "replace")).digest()
    key, until = known.get(name, (None, 0.0))
    if time.monotonic() < until:
        return key
    key = look()
    if key is not None:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[name] = key, time.monotonic() + REMEMBERED_FOR
    return key


def links() -> Links:
    """The share links of this service. Raises ArchiveError."""
    from diple.archive.links import Links

    return Links(storage.opened(), secret())


def secret() -> Secret:
    """The secret of this service."""
    return _state(current_app).secret


def keys_are_on() -> bool:
    """Whether a request needs a key. Raises ArchiveError where that was never known: then nobody is let in."""
    state = _state(current_app)
    if state.setting:
        return state.setting == "keys"
    now = time.monotonic()
    if state.are_keys or now < state.next_look:
        return bool(state.are_keys)
    try:
        state.are_keys = not storage.place(current_app).untouched and keys().exist()
    except ArchiveError:
        if state.are_keys is None:
            raise
    state.next_look = now + _LOOK_EVERY
    return bool(state.are_keys)


def is_decided(app: Flask) -> bool:
    """Whether somebody said who may use `app`: by the setting, or by a key. Raises ArchiveError.

    It holds from then on. Connections are closed again, so that processes may be made.
    """
    from diple.archive.keys import Keys

    state, place = _state(app), storage.place(app)
    if not (state.setting or state.are_keys or place.untouched):
        archive = open_archive(place)
        state.are_keys = Keys(archive, state.secret).exist()
        archive.close()
    return bool(state.setting or state.are_keys)
