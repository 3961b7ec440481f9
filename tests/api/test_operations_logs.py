"""Logs: a line of JSON for each request, with the id that its answer has, and no word of any text."""

import json
import logging
import socket
from dataclasses import replace

import pytest

import diple
import patience
from diple.model import Notice
from diple.web import create_app
from diple.web.access.callers import Caller, recognise
from diple.web.operations.logs import Lines, start

MARK = "Quuxolandia"
UUID = "123e4567-e89b-12d3-a456-426614174000"
PAIR = {"old": f"The Parties shall visit {MARK}.", "new": f"The Parties should visit {MARK}."}
FORM = (
    f'--b\r\nContent-Disposition: form-data; name="old"; filename="{MARK}.txt"\r\n\r\n{MARK} shall meet.\r\n'
    f'--b\r\nContent-Disposition: form-data; name="new"\r\n\r\n{MARK} should meet.\r\n--b--\r\n'
)
JSON = {"Content-Type": "application/json"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}
URL = "/api/v1/comparisons"
REQUESTS = {
    "a pair": ("POST", URL, json.dumps(PAIR), JSON),
    "a pair that is kept": ("POST", URL, json.dumps({**PAIR, "store": True}), JSON),
    "a form": ("POST", URL, FORM, MULTIPART),
    "a page": ("POST", "/compare", FORM.replace('"old"', '"old_text"').replace('"new"', '"new_text"'), MULTIPART),
    "a path": ("GET", f"/{MARK}", None, {}),
    "an id": ("GET", f"{URL}/{MARK}", None, {}),
    "a query": ("GET", f"{URL}/0?{MARK}={MARK}", None, {}),
    "a form that there is not": ("POST", f"{URL}?format={MARK}", json.dumps(PAIR), JSON),
    "a method": (MARK.upper(), URL, None, {}),
    "a field": ("POST", URL, json.dumps({**PAIR, MARK: MARK}), JSON),
    "half a JSON": ("POST", URL, json.dumps(PAIR)[:-1], JSON),
    "a pack": ("POST", URL, json.dumps({**PAIR, "packs": [f"[{MARK}]"]}), JSON),
    "headers": ("GET", "/", None, {"Cookie": MARK, "Referer": f"http://here/{MARK}", "User-Agent": MARK}),
    "an id of a request": ("GET", "/api/v1/healthz", None, {"X-Request-Id": f"{MARK}{MARK}"}),
}
NOT_HTTP = (f"{MARK}\r\n\r\n", f"GET / HTTP/1.1\r\n{MARK} {MARK}\r\n\r\n", f"GET /{MARK} HTTP/9.{MARK}\r\n\r\n")


def raw(service, sent):
    """Sends bytes and reads to the end of the answer."""
    at = service()
    with socket.create_connection((at.host, at.port), timeout=patience.SECONDS) as connection:
        connection.sendall(sent.encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.fixture(scope="module")
def lines(tmp_path_factory, serve):
    """The lines of a log after each of `REQUESTS`, and the id that each answer had."""
    folder, ids = tmp_path_factory.mktemp("logged"), {}
    with (folder / "log").open("w+") as log:
        with serve(folder / "data", log=log) as connect:
            for name, (method, path, body, headers) in REQUESTS.items():
                connection = connect()
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                response.read()
                ids[name] = response.headers["X-Request-Id"]
                connection.close()
            for sent in NOT_HTTP:
                assert raw(connect, sent).startswith(b"HTTP/1.1 4")
            assert b"431" in raw(connect, "GET / HTTP/1.1\r\nX: " + MARK * 7000)
        log.seek(0)
        return log.read().splitlines(), ids


def test_no_word_of_a_text_is_in_the_log(lines):
    assert len(lines[0]) >= len(REQUESTS) + len(NOT_HTTP)
    assert [line for line in lines[0] if MARK.lower() in line.lower()] == []


def test_each_request_has_one_line_with_the_id_of_its_answer(lines):
    told = [json.loads(line) for line in lines[0]]
    of_requests = {line["request_id"]: line for line in told if line["event"] == "request"}
    assert len(of_requests) == len(REQUESTS) + len(NOT_HTTP) + 1  # and the head that was too long
    for name, id_ in lines[1].items():
        line = of_requests[id_]
        assert line["status"] and line["ms"] >= 0, name
    pair, kept = of_requests[lines[1]["a pair"]], of_requests[lines[1]["an id"]]
    assert (pair["method"], pair["route"], pair["status"]) == ("POST", URL, 200)
    assert pair["received"] == len(json.dumps(PAIR)) and pair["sent"] > 1000
    assert (kept["route"], kept["refused"]) == (f"{URL}/{{id}}", "NOT_KEPT")
    assert of_requests[lines[1]["a path"]]["route"] == of_requests[lines[1]["a method"]]["method"] == "unknown"


def test_an_id_is_taken_over_where_it_looks_like_one(client):
    for asked, taken in (
        (UUID, True),
        ("0123456789abcdef", True),
        (MARK * 2, False),
        ("a1", False),
        ("a 1" * 9, False),
    ):
        answer = client.get("/api/v1/nothing", headers={"X-Request-Id": asked})
        told = answer.headers["X-Request-Id"]
        assert (told == asked) == taken
        assert answer.get_json()["request_id"] == told


def test_what_is_degraded_is_told(client, caplog, monkeypatch):
    caplog.set_level(logging.INFO, "diple.requests")
    coarse = tuple(Notice(code, "", {}) for code in ("coarse_diff", "coarse_alignment", "coarse_diff"))
    found = replace(diple.compare(**PAIR), degraded=coarse)
    monkeypatch.setattr(diple, "compare", lambda *_, **__: found)
    assert client.post(URL, json=PAIR).status_code == 200
    assert caplog.records[-1].fields["degraded"] == ["coarse_alignment", "coarse_diff"]


def test_an_exception_is_told_without_its_message(caplog, monkeypatch):
    def broken(*_args, **_options):
        raise ValueError(MARK)

    monkeypatch.setattr(diple, "compare", broken)
    id_ = create_app().test_client().post(URL, json=PAIR).headers["X-Request-Id"]
    (record,) = (each for each in caplog.records if each.exc_info)
    assert MARK in caplog.text
    line = Lines().format(record)
    assert MARK not in line
    assert json.loads(line)["fault"]["type"] == "ValueError"
    assert any("broken" in frame for frame in json.loads(line)["fault"]["at"])
    assert MARK in Lines(debug=True).format(record)
    assert id_


def test_a_key_is_told_by_its_id(caplog):
    caplog.set_level(logging.INFO, "diple.requests")
    app = create_app()
    app.before_request(lambda: recognise(Caller("k-17", "desk", frozenset())))
    app.test_client().get("/api/v1/healthz")
    assert caplog.records[-1].fields["key"] == "k-17"


@pytest.mark.parametrize(("setting", "lines"), [("json", 1), ("off", 0)])
def test_the_lines_of_requests_can_be_left_out(client, monkeypatch, capsys, setting, lines):
    for logger in ("diple", "diple.requests"):
        for part in ("handlers", "propagate", "level"):
            monkeypatch.setattr(logging.getLogger(logger), part, getattr(logging.getLogger(logger), part))
    logging.getLogger("diple").handlers = []
    start({"DIPLE_LOG": setting, "DIPLE_DEBUG": False})
    assert client.get("/api/v1/healthz").status_code == 200
    assert len(capsys.readouterr().err.splitlines()) == lines


def test_an_audit_line_is_json_too(keyed, caplog):
    caplog.set_level(logging.INFO, "diple.audit")
    answer = keyed().caller().post(URL, json={**PAIR, "store": True})
    (record,) = (each for each in caplog.records if each.name == "diple.audit")
    line = json.loads(Lines().format(record))
    assert (line["event"], line["did"], line["result"]) == ("audit", "keep", answer.get_json()["id"])
    assert (line["tenant"], line["status"]) == ("desk-a", 201)
