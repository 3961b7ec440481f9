"""A service that other machines can reach listens only where somebody has said who may use it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask

from diple.errors import OptionError
from diple.web.access import state
from diple.web.requests.origin import is_loopback


def check(app: Flask, hosts: Iterable[str]) -> None:
    """Raises OptionError, UNDECIDED, where one of the addresses is not of this machine alone, and nobody decided.

    A decision is DIPLE_ACCESS, or a key that there is. Raises ArchiveError where it cannot be seen whether there is.
    """
    reached = [host for host in hosts if not _is_this_machine_alone(host)]
    if reached and not state.is_decided(app):
        raise OptionError(
            "UNDECIDED",
            f"Diple does not listen on {reached[0]} yet: whoever reaches that address could use it, and read what is "
            "kept here.",
            "Make a key with `diple keys make`, or set DIPLE_ACCESS=keys; or say that it is open to all, with --open "
            "or DIPLE_ACCESS=open; or listen on 127.0.0.1.",
            host=reached[0],
        )


def _is_this_machine_alone(host: str) -> bool:
    """Whether only programs of this machine reach an address; a socket of the file system has no other."""
    found = is_loopback(host)
    return "/" in host if found is None else found
