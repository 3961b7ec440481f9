"""Messages between two processes of this service over a pair of sockets: a length, a pickled head, raw bytes.

Both ends are this program, forked from one process, so that what is unpickled was written by ourselves.
"""

from __future__ import annotations

import pickle
import select
import socket
import struct
import time
from typing import Any

_LENGTHS = struct.Struct("!QQ")
_MOST_AT_ONCE = 1 << 20


class GoneError(Exception):
    """The other process is gone, in the middle of a message or before it."""


def send(sock: socket.socket, head: object, body: bytes = b"") -> None:
    """Sends one message. Raises GoneError."""
    told = pickle.dumps(head)
    try:
        sock.sendall(_LENGTHS.pack(len(told), len(body)) + told)
        sock.sendall(body)
    except OSError as error:
        raise GoneError from error


def receive(sock: socket.socket) -> tuple[Any, bytes]:
    """Takes one message, and waits for it. Raises GoneError."""
    head, body = _LENGTHS.unpack(_exactly(sock, _LENGTHS.size))
    return pickle.loads(_exactly(sock, head)), bytes(_exactly(sock, body))


def arrives(sock: socket.socket, seconds: float) -> bool:
    """Whether a message, or the end of the other process, comes within so many seconds."""
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    until = time.monotonic() + seconds
    return bool(poll.poll(max(0, 1000 * (until - time.monotonic()))))


def _exactly(sock: socket.socket, count: int) -> bytearray:
    found = bytearray(count)
    rest = memoryview(found)
    while rest:
        try:
            more = sock.recv_into(rest, min(len(rest), _MOST_AT_ONCE))
        except OSError as error:
            raise GoneError from error
        if not more:
            raise GoneError
        rest = rest[more:]
    return found
