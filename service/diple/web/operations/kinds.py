"""The kinds of values that a setting may have: each reads what was written, or says what it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import NamedTuple

_ADDRESS = re.compile(
    r"https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?(/[\w.~-]+)*", re.I | re.A
)
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?|'self'")
_LOOPBACK = "127.0.0.1"
_MOST_PORT = 65535
_DIGITS = 18
ON, OFF = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class Kind(NamedTuple):
    """A kind of value: what it is called in the table of settings, and how it is read.

    `read` gets what was written, and raises ValueError with the end of a sentence that begins "which is".
    """

    name: str
    read: Callable[[str], object]


class Listening(NamedTuple):
    """An address of this machine and a port of it."""

    host: str
    port: int


def number(least: int, most: int) -> Kind:
    """A whole number within bounds, in digits."""

    def read(written: str) -> int:
        digits = written.isascii() and written.isdigit() and len(written) <= _DIGITS
        if not (digits and least <= int(written) <= most):
            raise ValueError(f"no whole number from {least:,} to {most:,}")
        return int(written)

    return Kind(f"{least:,} to {most:,}", read)


def choice(*known: str) -> Kind:
    """One of a few words; an empty one among them is none that is shown."""
    shown = ", ".join(filter(None, known))

    def read(written: str) -> str:
        if written not in known:
            raise ValueError(f"none of {shown}")
        return written

    return Kind(shown, read)


def _text(written: str) -> str | None:
    return written or None


def _switch(written: str) -> bool:
    if written.lower() not in (*ON, *OFF):
        raise ValueError("neither 1 nor 0")
    return written.lower() in ON


def _public_address(written: str) -> str | None:
    bare = written.rstrip("/")
    if bare and not _ADDRESS.fullmatch(bare):
        raise ValueError("no address of a service, such as https://diple.example or https://desk.example/diple")
    return bare or None


def _origins(written: str) -> tuple[str, ...]:
    found = tuple(written.replace(",", " ").split())
    wrong = [each for each in found if not _ORIGIN.fullmatch(each)]
    if wrong:
        raise ValueError(
            f"no list of origins: {wrong[0]!r} is none. "
            "Origins are such as https://desk.example or https://*.example:8443, or 'self'"
        )
    return found


def _listening(written: str) -> Listening | None:
    """A port of this machine alone, or an address and a port where others shall reach it."""
    if not written:
        return None
    host, _, port = written.rpartition(":")
    if not (port.isascii() and port.isdigit() and 0 <= int(port[:6]) <= _MOST_PORT):
        raise ValueError("no port, such as 9464, and no address with a port, such as 10.0.0.5:9464")
    try:
        address = str(ip_address(host.strip("[]"))) if host else _LOOPBACK
    except ValueError:
        raise ValueError("no address of this machine in digits, such as 10.0.0.5:9464") from None
    return Listening(address, int(port))


TEXT = Kind("text", _text)
SECRET = Kind("text", _text)
"""Text that is shown nowhere."""
SWITCH = Kind("1 or 0", _switch)
PUBLIC_ADDRESS = Kind("an address", _public_address)
ORIGINS = Kind("origins, separated by blanks or commas", _origins)
LISTENING = Kind("a port, or an address and a port", _listening)
