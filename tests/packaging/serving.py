"""A server in a process of its own, on a free port, and requests to it."""

import json
import socket
import subprocess
from contextlib import contextmanager
from urllib.request import Request, urlopen

import patience


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def running(command, ready, **options):
    """The process, once a line of what it says holds `ready`; it is ended afterwards."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options) as process:
        said = ""
        try:
            for line in process.stdout:
                said += line
                if ready in line:
                    break
            assert ready in said, said
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=patience.SECONDS)


def post(url, content, headers=None):
    request = Request(url, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})})
    with urlopen(request, timeout=patience.SECONDS) as answer:
        return json.load(answer)
