"""Stopping a real service: it is not ready at first, then refuses what is new, and ends what was begun."""

import json
import socket
import sqlite3
from contextlib import closing

import pytest

import patience

URL = "/api/v1/comparisons"
PAIR = {"old": "The Parties shall meet.", "new": "The Parties should meet.", "store": True}


def status(connect, path):
    connection = connect()
    connection.request("GET", path)
    found = connection.getresponse()
    body = json.loads(found.read())
    connection.close()
    return found.status, body


def stored(connect):
    connection = connect()
    connection.request("POST", URL, json.dumps(PAIR), {"Content-Type": "application/json"})
    return connection.getresponse().status


def begun(connect):
    """A request that stores, of which the service has taken in the head."""
    body = json.dumps(PAIR).encode()
    head = f"POST {URL} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
    at = connect()
    connection = socket.create_connection((at.host, at.port), timeout=patience.SECONDS)
    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
    assert connection.recv(100).startswith(b"HTTP/1.1 100")
    connection.sendall(body)
    return connection


def test_what_was_begun_ends_and_readiness_goes_first(tmp_path, serve):
    child = []
    with serve(tmp_path, child=child, DIPLE_DRAIN_SECONDS="2") as connect:
        assert stored(connect) == 201
        assert status(connect, "/api/v1/readyz")[0] == 200
        with closing(sqlite3.connect(tmp_path / "kept.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # the request waits for us
            waiting = begun(connect)
            child[0].terminate()
            while (found := status(connect, "/api/v1/readyz"))[0] == 200:
                pass
            other.execute("ROLLBACK")
        failing = [check["name"] for check in found[1]["checks"] if not check["ok"]]
        assert (found[0], failing) == (503, ["serving"])
        assert status(connect, "/api/v1/healthz")[0] == 200  # it listens on for a while
        answer = waiting.recv(100)
        assert answer.startswith((b"HTTP/1.1 201", b"HTTP/1.1 503"))  # 503 where it waited too long for us
        assert child[0].wait(patience.SECONDS) == 0
        with pytest.raises(ConnectionRefusedError):
            status(connect, "/api/v1/healthz")
