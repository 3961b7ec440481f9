"""Requests in children, against the service as it runs: what ends one leaves the others and the service as they were."""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

import diple
import patience
from diple.render import render
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW}


def long_pair(sentences):
    old = " ".join(f"The Parties {at} shall regret the {at}th attack on port {at * 7}." for at in range(sentences))
    return {"old": old, "new": old.replace("regret", "condemn").replace("shall", "should")}


def asked(connect, method, path, body=None, **headers):
    connection = connect()
    connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read()


def parent(process):
    return int((process / "stat").read_text().rpartition(")")[2].split()[1])


def below(pid):
    """The processes that one has started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if parent(process) == pid:
                found.append(int(process.name))
        except (OSError, ValueError):
            continue
    return found


def family(connect):
    """The worker of a service, the process that forks its children, and these; without what is just being replaced."""
    workers = below(connect.pid)
    nurseries = [each for worker in workers for each in below(worker)]
    return workers, nurseries, [each for nursery in nurseries for each in below(nursery)]


def kill(processes):
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def refused(answer, code):
    status, headers, body = answer
    assert (status, json.loads(body)["code"]) == (503, code), body
    assert int(headers["Retry-After"]) > 0


def answers(connect):
    """Whether the service compares, as it always does."""
    status, _, body = asked(connect, "POST", URL, PAIR)
    return status == 200 and body == render(diple.compare(OLD, NEW), "json")


@pytest.fixture(scope="module")
def service(serve, tmp_path_factory):
    """A service that takes large bodies at once, and computes each request: what is remembered needs no child."""
    patient = {"DIPLE_MAX_SECONDS": "600", "DIPLE_REMEMBER_SECONDS": "0"}  # a busy machine is no fault
    with serve(tmp_path_factory.mktemp("large"), DIPLE_MAX_BYTES="8000000", **patient) as connect:
        yield connect


def test_what_takes_too_long_is_ended_and_the_service_lives(serve, tmp_path):
    with serve(tmp_path, DIPLE_MAX_SECONDS="1", DIPLE_MAX_BYTES="8000000") as connect:
        worker = patience.until(lambda: family(connect)[0])
        refused(asked(connect, "POST", URL, long_pair(4000)), "OUT_OF_TIME")
        assert asked(connect, "GET", "/api/v1/healthz")[0] == 200
        assert patience.until(lambda: answers(connect))
        assert family(connect)[0] == worker


def test_uploads_and_comparisons_of_the_archive_have_no_more_time_than_others(serve, tmp_path):
    with serve(tmp_path, DIPLE_MAX_SECONDS="1", DIPLE_MAX_BYTES="8000000") as connect:
        pair = long_pair(4000)
        archive = "/api/v1/archive"
        keep = {"text": OLD, "date": "2031", "series": ["accord"], "language": "en"}
        assert patience.until(lambda: asked(connect, "POST", f"{archive}/statements", keep)[0] in (200, 201))
        compared = {"text": pair["new"], "date": "2032", "language": "en"}
        refused(asked(connect, "POST", f"{archive}/series/accord/comparisons", compared), "OUT_OF_TIME")


def test_what_needs_too_much_memory_is_ended_and_the_service_lives(serve, tmp_path):
    with serve(tmp_path, DIPLE_MAX_MEMORY="20", DIPLE_MAX_BYTES="8000000") as connect:
        refused(asked(connect, "POST", URL, long_pair(20_000)), "OUT_OF_MEMORY")
        assert answers(connect)


def test_slow_requests_are_answered_as_ever_and_health_meanwhile(service):
    """Four at once: what finds no slow place is stopped until one is free."""
    pair = long_pair(250)
    expected = render(diple.compare(pair["old"], pair["new"]), "json")
    with ThreadPoolExecutor(4) as pool:
        slow = [pool.submit(asked, service, "POST", URL, pair) for _ in range(4)]
        healthy = [asked(service, "GET", "/api/v1/healthz")[0] for _ in range(5)]
        assert [each.result()[0] for each in slow] == [200] * 4
    assert {each.result()[2] for each in slow} == {expected}
    assert healthy == [200] * 5


def test_a_request_whose_child_is_killed_is_begun_again(service):
    pair = long_pair(250)
    assert answers(service)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(asked, service, "POST", URL, pair)
        patience.until(lambda: [each for each in family(service)[2] if _busy(each)])
        kill(family(service)[2])
        assert slow.result()[::2] == (200, render(diple.compare(pair["old"], pair["new"]), "json"))


def _busy(pid):
    """Whether a process has computed for a fifth of a second since it was forked."""
    try:
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return False
    return sum(map(int, times)) > os.sysconf("SC_CLK_TCK") / 5


def test_an_idle_child_that_is_killed_costs_nobody_an_answer(service):
    assert answers(service)
    kill(family(service)[2])
    assert answers(service)


def test_a_worker_that_can_have_no_children_is_replaced(service):
    workers, nurseries, _ = family(service)
    kill(nurseries)

    def again():
        try:
            return answers(service)
        except OSError:  # the worker that ends closes its connections
            return False

    patience.until(lambda: again() and set(family(service)[0]).isdisjoint(workers))
