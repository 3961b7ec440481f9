"""Senders that are slow, greedy or broken, against the service as it runs."""

import json
import re
import select
import socket
from contextlib import ExitStack

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


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
KEPT_OPEN = b"GET /api/v1/healthz HTTP/1.1\r\nHost: here\r\n\r\n"
SLOW = {
    "half a head": HEAD,
    "a byte": b"P",
    "half a body": STALLED,
    "half a chunk": CHUNKED + b'40\r\n{"old"',
    "a chunk that looks like the last": CHUNKED + b"9\r\nab\r\n0\r\n\r\n",
    "a body that it waits to be asked for": HEAD + b"Content-Length: 500\r\nExpect: 100-continue\r\n\r\n",
    "a second half head": KEPT_OPEN + HEAD,
    "a second half body": KEPT_OPEN + STALLED,
}
"""What a sender has sent when it falls silent."""


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_stalled_senders_keep_nobody_waiting(sender, service, sent):
    stalled = [sender(sent) for _ in range(8)]  # twice as many as threads
    others = service()
    for _ in range(3):
        others.request("GET", "/api/v1/healthz")
        assert others.getresponse().read()
    others.close()
    answers = b"".join(one.recv(65536) for one in select.select(stalled, [], [], 0)[0])
    assert b" 408 " not in answers  # the service still waits for all of them


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_stalled_senders_are_told(sender, hasty_service, sent):
    for connection in [sender(sent, hasty_service) for _ in range(8)]:
        *_, last = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"HTTP/1.1 408")  # noqa: B023
        assert json.loads(last.partition(b"\r\n\r\n")[2])["code"] == "TOO_SLOW"


@pytest.mark.parametrize("sent", [HEAD, STALLED, CHUNKED], ids=["head", "body", "chunks"])
def test_a_byte_now_and_then_does_not_put_the_end_off(sender, strict_service, sent):
    """The time is for the whole request: a pause is never too long here, and yet each sender is answered."""
    dripping = [sender(sent, strict_service) for _ in range(8)]
    answered = set()
    while len(answered) < len(dripping):
        answered |= set(select.select(dripping, [], [], 0.2)[0])
        for one in set(dripping) - answered:
            one.sendall(b"1")
    assert [answer(one)[0] for one in dripping] == [408] * len(dripping)


def test_a_body_is_asked_for_once(sender):
    connection = sender(HEAD + b"Content-Length: 30\r\nExpect: 100-continue\r\n\r\n")
    assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b'{"old": "One.", "new": "Two."}')
    assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_requests_sent_at_once_are_answered_in_order(sender):
    whole = HEAD + b'Content-Length: 30\r\n\r\n{"old": "One.", "new": "Two."}'
    chunked = CHUNKED + b'a\r\n{"old": "O\r\n14;x=y\r\nne.", "new": "Two."}\r\n0\r\nX: y\r\n\r\n'
    last = KEPT_OPEN.replace(b"Host", b"Connection: close\r\nHost")
    connection = sender(b"\r\n" + whole + chunked + KEPT_OPEN + last)
    received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.count(b"HTTP/1.1 200 ") == 4
    assert received.count(b'"schema": "diple.comparison/1"') == 2


def test_a_request_in_single_bytes_is_a_request(sender):
    connection = sender(b"")
    for byte in CHUNKED + b'1e\r\n{"old": "One.", "new": "Two."}\r\n0\r\n\r\n':
        connection.sendall(bytes([byte]))
    assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_head_without_end_is_refused(sender):
    status, problem = answer(sender(HEAD + b"X: " + b"y" * 65536))
    assert (status, problem["code"]) == (431, "HEAD_TOO_LARGE")


UNREADABLE = {
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a length and chunks": CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 2\r\n\r\n") + b"0\r\n\r\n",
    "no version": b"GET /<b>\r\n\r\n",
    "a blank before the colon": HEAD + b"Content-Length : 2\r\n\r\n{}",
    "another expectation": HEAD + b"Content-Length: 2\r\nExpect: <b>\r\n\r\n{}",
    "an unknown coding": HEAD + b"Transfer-Encoding: <b>\r\n\r\n",
}


@pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_http_is_a_problem_that_quotes_nothing(sender, sent):
    connection = sender(sent)
    status, problem = answer(connection)
    assert (status, problem["code"]) == (400, "MALFORMED_REQUEST")
    assert "<b>" not in json.dumps(problem)


def test_a_head_of_many_fields_is_refused(sender):
    status, problem = answer(sender(HEAD + b"".join(b"X-%d: y\r\n" % at for at in range(1000)) + b"\r\n"))
    assert (status, problem["code"]) == (431, "HEAD_TOO_LARGE")


def test_nobody_says_by_a_header_which_part_of_a_path_is_ours(sender):
    head = b"GET /hidden/api/v1/healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\nSCRIPT_NAME: /%s\r\n\r\n"
    for claimed in (b"hidden", b"elsewhere"):
        assert answer(sender(head % claimed))[0] == 404


def test_a_reader_who_takes_nothing_is_left(sender, serve, tmp_path):
    """Each answer is larger than what a connection holds: as many readers as threads take none of theirs."""
    text = "They shall meet. " * 20_000
    body = json.dumps({"old": text, "new": text, "markers": False}).encode()
    with serve(tmp_path, DIPLE_MAX_SENDING="1", DIPLE_MAX_BYTES="1000000") as connect, ExitStack() as opened:
        others = connect()
        idle = [opened.enter_context(socket.socket()) for _ in range(4)]
        for one in idle:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            one.connect((others.host, others.port))
            one.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        for one in idle:
            assert select.select([one], [], [], patience.SECONDS)[0]
        others.request("GET", "/api/v1/healthz")
        assert others.getresponse().status == 200  # a thread is free, or becomes so
        others.close()
        whole = []
        for one in idle:
            head, _, came = b"".join(iter(lambda: one.recv(1 << 20), b"")).partition(b"\r\n\r\n")  # noqa: B023
            whole.append(len(came) == int(re.search(rb"Content-Length: (\d+)", head)[1]))
        assert not all(whole)
