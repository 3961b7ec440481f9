"""Senders that are slow, greedy or broken, against the service as it runs."""

import json
import select
import socket

import pytest

import patience

HEAD = b"POST /api/v1/comparisons HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"


@pytest.fixture
def sender(service):
    """Sends bytes on a connection of its own and gives the connection."""
    opened = []

    def send(data, to=service):
        at = to()
        opened.append(socket.create_connection((at.host, at.port), timeout=patience.SECONDS))
        opened[-1].sendall(data)
        return opened[-1]

    yield send
    for connection in opened:
        connection.close()


def answer(connection):
    """The status and the problem that come back; reads to the end of the connection."""
    received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


STALLED = HEAD + b'Content-Length: 500\r\n\r\n{"old"'


def test_stalled_senders_keep_nobody_waiting(sender, service):
    stalled = [sender(STALLED) for _ in range(3)]
    others = service()
    others.request("GET", "/api/v1/healthz")
    assert others.getresponse().status == 200
    answered, _, _ = select.select(stalled, [], [], 0)
    assert answered == []  # the service still waits for all three


def test_stalled_senders_are_told(sender, hasty_service):
    for connection in [sender(STALLED, hasty_service) for _ in range(3)]:
        status, problem = answer(connection)
        assert (status, problem["code"]) == (408, "TOO_SLOW")


def test_what_is_too_large_by_its_header_is_refused_at_once(sender):
    status, problem = answer(sender(HEAD + b'Content-Length: 99999999999\r\n\r\n{"old"'))
    assert (status, problem["code"]) == (413, "TOO_LARGE")
    assert "DIPLE_MAX_BYTES" in problem["remedy"]


@pytest.mark.parametrize("chunks", [b"zz\r\nwhat\r\n0\r\n\r\n", b"3\r\nlonger than told\r\n0\r\n\r\n"])
def test_chunks_that_cannot_be_read_are_the_senders_fault(sender, chunks):
    status, problem = answer(sender(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks))
    assert (status, problem["code"]) == (400, "MALFORMED_REQUEST")
    assert "chunks" in problem["detail"]


def test_a_body_that_ends_early_is_told_where(sender):
    connection = sender(HEAD + b'Content-Length: 500\r\n\r\n{"old"')
    connection.shutdown(socket.SHUT_WR)
    status, problem = answer(connection)
    assert (status, problem["code"]) == (400, "MALFORMED_REQUEST")
    assert "6 of 500 bytes" in problem["detail"]
