"""Figures for Prometheus, of all processes of a real service, on a port of their own."""

import json
import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

import patience
from diple.timing import STEPS

URL = "/api/v1/comparisons"
PAIR = {"old": "The Parties shall meet.", "new": "The Parties should meet."}


def asked(connection, path, content=None):
    connection.request(
        "POST" if content else "GET", path, content and json.dumps(content), {"Content-Type": "application/json"}
    )
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response, body


@pytest.fixture(scope="module")
def counting(tmp_path_factory, serve):
    """A service of two processes that counts: functions that connect to it and to its figures, and its process."""
    told, child = [], []
    folder = tmp_path_factory.mktemp("counted")
    settings = {"DIPLE_METRICS": "0", "DIPLE_REMEMBER_SECONDS": "0", "TMPDIR": str(folder)}
    with serve(folder, workers=2, told=told, child=child, **settings) as connect:
        port = int(re.search(r"Metrics are at http://127\.0\.0\.1:(\d+)/metrics", told[1])[1])
        yield connect, lambda: HTTPConnection("127.0.0.1", port, timeout=patience.SECONDS), child[0], folder


def figures(connect):
    response, body = asked(connect(), "/metrics")
    assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


def of(found, name, **labels):
    """The sum of all figures of a name that have these labels."""
    return sum(value for key, value in found.items() if key[0] == name and labels.items() <= dict(key[1:]).items())


def test_requests_of_all_processes_are_counted(counting):
    connect, metrics, *_ = counting
    before = figures(metrics)
    for _ in range(8):
        assert asked(connect(), URL, PAIR)[0].status == 200
    assert asked(connect(), URL, {**PAIR, "store": True})[0].status == 201
    assert asked(connect(), f"{URL}/0")[0].status == 404
    found = figures(metrics)

    def more(name, **labels):
        return of(found, name, **labels) - of(before, name, **labels)

    assert more("diple_request_seconds_count", method="POST", route=URL, status="200") == 8
    assert more("diple_request_bytes_sum", route=URL) == 8 * len(json.dumps(PAIR)) + len(
        json.dumps({**PAIR, "store": True})
    )
    assert more("diple_answer_bytes_count", route=URL) == 9
    assert more("diple_refused_total", code="NOT_KEPT") == more("diple_request_seconds_count", status="404") == 1
    for step in set(STEPS) - {"themes"}:
        assert more("diple_step_seconds_count", step=step) >= 8, step
    assert found["diple_kept_results",] == 1 and found["diple_kept_bytes",] > 1000
    assert found["diple_store_answers",] == 1
    assert found["diple_queue_length",] == 0


def test_figures_are_on_their_own_port_and_nothing_else_is(counting):
    connect, metrics, *_ = counting
    assert asked(connect(), "/metrics")[0].status == 404
    for path in ("/", "/api/v1/healthz", URL):
        assert asked(metrics(), path)[0].status == 404


def test_a_process_that_dies_takes_no_figures_along_and_leaves_no_files(counting):
    connect, metrics, service, folder = counting
    before, files = of(figures(metrics), "diple_request_seconds_count"), sorted(folder.rglob("*.db"))
    worker = int(Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()[0])
    os.kill(worker, signal.SIGKILL)
    for _ in range(6):
        asked(connect(), "/api/v1/healthz")
    assert of(figures(metrics), "diple_request_seconds_count") == before + 6
    assert len(sorted(folder.rglob("*.db"))) <= len(files) + 4  # of a process that takes a third number for a while


def test_figures_are_nowhere_by_default(app, client):
    assert app.config["DIPLE_METRICS"] is None
    assert client.get("/metrics").status_code == 404


SLOTS = """
import os, sys
from pathlib import Path
from diple.web.operations.slots import Slots
slots = Slots(Path(sys.argv[1]))
print(slots.own(), flush=True)
for _ in range(2):
    if not (child := os.fork()):
        print(slots.own(), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
print(slots.own())
"""


def test_a_process_goes_on_where_a_dead_one_ended(tmp_path):
    """The numbers of living processes differ, and that of a dead one is free."""
    told = subprocess.run([sys.executable, "-c", SLOTS, tmp_path], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0", "1", "1", "0"]
