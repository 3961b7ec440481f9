"""More requests than can be answered, against the service as it runs."""

import json
import os
import select
import signal
import socket
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress

import pytest
from test_work_children import URL, asked, family, long_pair

import patience

PAIR = long_pair(700)
LENGTH = len(json.dumps(PAIR))
_CLIENTS = 8


def send_all(processes, which):
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, which)


@pytest.fixture(scope="module")
def full(serve, tmp_path_factory):
    """A service in which no place is free and nobody may wait, for its children are stopped; and what was refused."""
    own = {"DIPLE_CHILDREN": "1", "DIPLE_MAX_WAITING": "1", "DIPLE_REMEMBER_SECONDS": "0", "DIPLE_MAX_BYTES": "8000000"}
    own |= {"DIPLE_MAX_SECONDS": str(10 * patience.SECONDS)}
    with serve(tmp_path_factory.mktemp("full"), **own) as connect, ThreadPoolExecutor(_CLIENTS) as pool:
        sent = [pool.submit(asked, connect, "POST", URL, PAIR) for _ in range(_CLIENTS)]
        refused = wait(sent, patience.SECONDS, FIRST_COMPLETED)[0]
        children = family(connect)[2]
        send_all(children, signal.SIGSTOP)
        yield connect, refused.pop().result()
        send_all(children, signal.SIGCONT)


def head(length):
    return f"POST {URL} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()


@pytest.fixture
def connection(full):
    at = full[0]()
    with socket.create_connection((at.host, at.port), timeout=patience.SECONDS) as found:
        yield found


def answer(connection):
    """The head and the body of an answer on a connection that is kept open."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    said, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in said.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return said.decode(), json.loads(body)


def test_who_is_refused_learns_when_to_come_again(full):
    status, headers, body = full[1]
    problem = json.loads(body)
    assert (status, problem["code"]) == (503, "BUSY")
    assert 1 <= int(headers["Retry-After"]) == problem["data"]["retry_after"] <= 60


def test_the_same_request_is_refused_again_before_its_body(full, connection):
    connection.sendall(head(LENGTH))
    said, problem = answer(connection)
    assert (said.split()[1], problem["code"]) == ("503", "BUSY")
    assert "Retry-After: " in said


def test_the_connection_of_one_that_is_refused_again_is_kept(full, connection):
    connection.sendall(head(LENGTH))
    answer(connection)
    connection.sendall(b"x" * LENGTH + b"GET /api/v1/healthz HTTP/1.1\r\nHost: here\r\n\r\n")
    assert answer(connection)[0].split()[1] == "200"


def test_another_request_is_read_before_it_is_refused(full, connection):
    connection.sendall(head(LENGTH + 1))
    assert not select.select([connection], [], [], 0)[0]
    connection.sendall(json.dumps(PAIR).encode() + b" ")
    assert answer(connection)[1]["code"] == "BUSY"


def test_what_needs_no_child_is_answered(full):
    assert asked(full[0], "GET", "/api/v1/capabilities")[0] == 200
