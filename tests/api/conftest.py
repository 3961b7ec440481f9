import os
import re
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest
from keyed import Service

import forking
import patience
from diple.web import create_app


@pytest.fixture(scope="session")
def app():
    return create_app()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def problem():
    """Checks that an answer is a problem of this status and code, and returns its content."""

    def check(response, status, code):
        assert (response.status_code, response.mimetype) == (status, "application/problem+json")
        found = response.get_json()
        assert (found["status"], found["code"]) == (status, code)
        assert found["title"]
        assert found["detail"]
        assert found["type"].startswith("urn:diple:problem:")
        assert "Traceback" not in response.text
        return found

    return check


@contextmanager
def served(folder, *, workers=1, log=None, told=None, child=None, **settings):
    """The service as it runs: `diple serve` in processes of its own, on a free port; a function that connects.

    Its log goes into the file `log`; the lists `told` and `child` get what it says at its start, and the process.
    """
    bounds = {"DIPLE_MAX_BYTES": "300000", "DIPLE_MAX_JOB_BYTES": "300000"}
    environment = {**os.environ, **bounds, "DIPLE_DATA": str(folder), **settings}
    with forking.Service("--port", "0", "--workers", str(workers), env=environment, stderr=log) as process:
        lines = [process.stdout.readline() for _ in range(1 + ("DIPLE_METRICS" in settings))]
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", lines[0])[1])
        for given, what in ((told, lines), (child, [process])):
            if given is not None:
                given.extend(what)

        def connect():
            return HTTPConnection("127.0.0.1", port, timeout=patience.SECONDS)

        connect.pid = process.pid
        try:
            yield connect
        finally:
            process.terminate()
            assert process.wait(patience.SECONDS) == 0


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """A service that waits longer for silent senders than any test lasts."""
    waits = dict.fromkeys(("DIPLE_MAX_SILENCE", "DIPLE_MAX_RECEIVING"), str(patience.SECONDS))
    with served(tmp_path_factory.mktemp("kept"), **waits) as connect:
        yield connect


@pytest.fixture(scope="module")
def hasty_service(tmp_path_factory):
    """A service that waits for silent senders for a second."""
    with served(tmp_path_factory.mktemp("kept"), DIPLE_MAX_SILENCE="1") as connect:
        yield connect


@pytest.fixture(scope="module")
def strict_service(tmp_path_factory):
    """A service that waits for a silent sender as long as any test lasts, and for a request three seconds in all."""
    waits = {"DIPLE_MAX_SILENCE": str(patience.SECONDS), "DIPLE_MAX_RECEIVING": "3"}
    with served(tmp_path_factory.mktemp("kept"), **waits) as connect:
        yield connect


@pytest.fixture(scope="session")
def serve():
    return served


@pytest.fixture
def keyed(tmp_path):
    """A service in which keys are on; with settings, another one of the same place."""

    def make(**settings):
        return Service(tmp_path, **settings)

    return make
