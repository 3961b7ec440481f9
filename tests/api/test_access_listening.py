"""A service listens where others reach it only when somebody has said who may use it."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from keyed import Service

import forking
import patience
from diple.errors import OptionError
from diple.web import create_app
from diple.web.access import listening

OF_ONE = ["--port", "0", "--workers", "1"]
SERVE = [sys.executable, "-m", "diple.cli", "serve", *OF_ONE]
GUNICORN = [sys.executable, "-m", "gunicorn", "--worker-class", "diple.web.worker.Worker", "diple.web.wsgi:app"]


@contextmanager
def started(command, folder, **settings):
    environment = {**os.environ, "DIPLE_DATA": str(folder), **settings}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, text=True, env=environment, **pipes) as child:
        try:
            yield child
        finally:
            child.terminate()


def refused(command, folder, **settings):
    """The exit code, and what was said."""
    with started(command, folder, **settings) as child:
        said, _ = child.communicate(timeout=patience.SECONDS)
        return child.returncode, said


@contextmanager
def forked(folder, *arguments, said, **settings):
    """`diple serve` with its standard error in the file `said`."""
    environment = {**os.environ, "DIPLE_DATA": str(folder), **settings}
    with said.open("wb") as file, forking.Service(*OF_ONE, *arguments, env=environment, stderr=file) as child:
        try:
            yield child
        finally:
            child.terminate()


def refused_by_serve(folder, *arguments, **settings):
    """The exit code of `diple serve`, and what was said."""
    said = folder / "said"
    with forked(folder, *arguments, said=said, **settings) as child:
        return child.wait(patience.SECONDS), child.stdout.read() + said.read_text(encoding="utf-8")


def listens(folder, *arguments, **settings):
    """Whether `diple serve` says where it answers; it is ended then."""
    with forked(folder, *arguments, said=folder / "said", **settings) as child:
        return any("answers at" in line for line in child.stdout)


def said_before(command, folder, words, **settings):
    """Whether it says `words`; it is ended then."""
    with started(command, folder, **settings) as child:
        return any(words in line for line in child.stdout)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_serve_does_not_listen_elsewhere_without_a_decision(tmp_path, host):
    code, said = refused_by_serve(tmp_path, "--host", host)
    assert code == 2
    assert said.count("\n") == 1
    for word in ("does not listen on", "diple keys make", "DIPLE_ACCESS=keys", "--open", "127.0.0.1"):
        assert word in said


def test_serve_listens_elsewhere_when_it_is_open_or_has_keys(tmp_path):
    assert said_before([*SERVE, "--host", "0.0.0.0", "--open"], tmp_path, "answers at")
    assert listens(tmp_path, "--host", "0.0.0.0", DIPLE_ACCESS="keys")
    Service(tmp_path).key()
    assert listens(tmp_path / "data", "--host", "0.0.0.0")


def test_open_and_keys_contradict_one_another(tmp_path):
    code, said = refused_by_serve(tmp_path, "--open", DIPLE_ACCESS="keys")
    assert (code, "--open lets in everybody" in said) == (2, True)


@pytest.mark.parametrize("preload", [[], ["--preload"]])
def test_gunicorn_ends_without_a_decision(tmp_path, preload):
    code, said = refused([*GUNICORN, "--bind", "0.0.0.0:0", *preload], tmp_path)
    assert code == 4  # gunicorn's own code for an application that does not start
    assert "does not listen on 0.0.0.0 yet" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("bind", "settings"), [("127.0.0.1:0", {}), ("0.0.0.0:0", {"DIPLE_ACCESS": "open"}), ("unix:SOCKET", {})]
)
def test_gunicorn_serves_with_one_and_on_this_machine(tmp_path, bind, settings):
    bind = bind.replace("SOCKET", str(tmp_path / "socket"))
    with started([*GUNICORN, "--bind", bind], tmp_path, **settings) as child:
        said = []
        for line in child.stdout:
            said.append(line)
            if "Booting worker" in line:
                break
        assert "Booting worker" in said[-1]
        assert "does not listen" not in "".join(said)
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(1)


@pytest.mark.parametrize(
    ("host", "others"),
    [
        ("127.0.0.1", False),
        ("127.1.2.3", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("/run/diple.sock", False),
        ("0.0.0.0", True),
        ("::", True),
        ("10.0.0.1", True),
        ("fe80::1%eth0", True),
        ("::ffff:10.0.0.1", True),
        ("", True),
        ("desk.example", True),
    ],
)
def test_which_addresses_others_reach(tmp_path, host, others):
    app = create_app({"DIPLE_DATA": str(tmp_path)})
    if others:
        with pytest.raises(OptionError) as caught:
            listening.check(app, ["127.0.0.1", host])
        assert caught.value.code == "UNDECIDED"
    else:
        listening.check(app, [host])


def test_a_decision_by_a_key_holds_while_the_service_runs(keyed, problem):
    service = keyed(DIPLE_ACCESS="")
    service.key()
    listening.check(service.app, ["0.0.0.0"])
    problem(service.stranger().get("/api/v1/capabilities"), 401, "KEY_NEEDED")
