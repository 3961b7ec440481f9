"""A request that was refused, and comes again: known by its head, as it comes and as the server hands it on."""

import socket

import pytest
from gunicorn.config import Config
from gunicorn.http import get_parser
from gunicorn.http.wsgi import create

from diple.web.work.memory.refused import Asked, Refused, digest_of_environ, digest_of_head

HERE = ("127.0.0.9", 4711)
LINE = b"POST /api/v1/comparisons?lang=fr HTTP/1.1\r\nHost: here\r\n"
FIELDS = {
    "nothing more": b"",
    "a length": b"Content-Length: 3\r\n",
    "a key": b"authorization:  Bearer x \r\nContent-Length: 3\r\n",
    "a session": b"Cookie: a=b; c=d\r\nContent-Length: 3\r\n",
    "a proxy": b"X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n",
    "a wish": b"Prefer: respond-async\r\nIdempotency-Key: one\r\n",
}


def environ(head):
    """What gunicorn makes of a head."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(head)
        settings = Config()
        request = next(get_parser(settings, theirs, HERE))
        return create(request, theirs, HERE, ("127.0.0.1", 80), settings)[1]


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_a_head_is_known_from_what_the_server_makes_of_it(fields):
    head = LINE + fields + b"\r\n"
    assert digest_of_head(HERE[0], head) == digest_of_environ(environ(head))


def test_other_heads_and_addresses_are_others():
    heads = [LINE + fields + b"\r\n" for fields in FIELDS.values()]
    heads += [LINE.replace(b"POST", b"GET") + b"\r\n", LINE.replace(b"fr", b"de") + b"\r\n"]
    digests = {digest_of_head(address, head) for head in heads for address in ("127.0.0.1", "127.0.0.2")}
    assert len(digests) == 2 * len(heads)


def test_what_tells_nothing_of_who_asks_makes_no_difference():
    told = LINE + b"X-Request-Id: 0123456789abcdef\r\nUser-Agent: this\r\n\r\n"
    assert digest_of_head(HERE[0], told) == digest_of_head(HERE[0], LINE + b"\r\n")


def test_so_many_are_remembered_and_then_the_latest():
    refused = Refused()
    for at in range(1001):
        refused.note(b"%d" % at, Asked(str(at), at))
    assert refused.find(b"0") is None
    assert refused.find(b"1000") == Asked("1000", 1000)
