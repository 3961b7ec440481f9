"""The secret of a service, with which keys are digested, and share links and sessions are signed.

It is `DIPLE_SECRET`, or else a file in the data directory that is made when it is first needed, for its owner alone.
Each use has a key of its own that is derived from it, so that what was signed for one is nothing for another.
"""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from diple.archive.place import place_from
from diple.errors import ArchiveError, OptionError

SETTING = "DIPLE_SECRET"
FILE = "secret"
SHORTEST = 32
"""Characters of a secret: in hexadecimal 128 bits, below which it could be tried out."""
_RANDOM_BYTES = 32


class Secret:
    """A secret that is given, or in a file of a folder."""

    def __init__(self, folder: Path, given: str | None = None) -> None:
        self._file = folder / FILE
        self._known = given.encode() if given else b""

    def sign(self, use: str, text: str) -> str:
        """The signature of a text for a use: HMAC-SHA256 in 43 characters. Makes the secret where there is none."""
        return _signature(self._held() or self._made(), use, text)

    def signed(self, use: str, text: str, signature: str) -> bool:
        """Whether a signature is that of the text for a use, compared in constant time."""
        known = self._held()
        wanted = _signature(known, use, text) if known else ""
        return hmac.compare_digest(wanted.encode(), signature.encode("utf-8", "replace")) and bool(known)

    def name(self) -> str:
        """What distinguishes this secret from others, and nothing of it; empty where there is none yet."""
        known = self._held()
        return _signature(known, "name", "")[:16] if known else ""

    def _held(self) -> bytes:
        """The secret, empty where there is none yet. Raises ArchiveError, ARCHIVE_UNAVAILABLE."""
        if not self._known:
            with suppress(FileNotFoundError):
                self._known = self._read()
        return self._known

    def _read(self) -> bytes:
        try:
            found = self._file.read_bytes().strip()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _unreadable(self._file, str(error.strerror)) from error
        if len(found) < SHORTEST:
            raise _unreadable(self._file, "it is too short")
        return found

    def _made(self) -> bytes:
        """A new secret in its file, or that of who was faster."""
        fresh = self._file.with_name(f"{FILE}.{secrets.token_hex(8)}")
        try:
            os.makedirs(self._file.parent, mode=0o700, exist_ok=True)  # noqa: PTH103 (its parents keep their mode)
            _write(fresh, secrets.token_hex(_RANDOM_BYTES).encode() + b"\n")
            with suppress(FileExistsError):
                os.link(fresh, self._file)
            fresh.unlink()
        except OSError as error:
            raise _unreadable(self._file, f"it cannot be made: {error.strerror}") from error
        return self._held()


def secret_from(settings: Mapping[str, object]) -> Secret:
    """The secret of `DIPLE_SECRET`, or of the data directory. Raises OptionError, INVALID_SETTING."""
    return Secret(place_from(settings).folder, checked(settings.get(SETTING)))


def checked(setting: object) -> str | None:
    """A secret that is long enough, or None where none is set. Raises OptionError, INVALID_SETTING, without it."""
    written = str(setting or "")
    if written and len(written) < SHORTEST:
        raise OptionError(
            "INVALID_SETTING",
            f"The setting {SETTING} has {len(written)} characters, which are too few.",
            f"Give it {SHORTEST} random ones at least, as `openssl rand -hex 32` does.",
            setting=SETTING,
        )
    return written or None


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _signature(secret: bytes, use: str, text: str) -> str:
    key = hmac.digest(secret, f"diple {use}".encode(), sha256)
    found = hmac.digest(key, text.encode("utf-8", "surrogatepass"), sha256)
    return urlsafe_b64encode(found).rstrip(b"=").decode()


def _unreadable(file: Path, why: str) -> ArchiveError:
    return ArchiveError(
        "ARCHIVE_UNAVAILABLE",
        f"The secret of this service cannot be read: {file.name}, {why}.",
        f"Set {SETTING}, or DIPLE_DATA to a folder that can be read and written.",
    )
