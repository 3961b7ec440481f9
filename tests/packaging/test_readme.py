"""The README's own commands and code run as they are there, against the service as it is served."""

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
from urllib.request import Request, urlopen

import patience
from drawings import ROOT
from serving import free_port, running

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_example_says_what_changed_and_what_it_means():
    (code,) = blocks("python")
    assert len(code.strip().splitlines()) <= 10
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "README.md", "exec"), {})
    assert "replace shall -> should\n" in said.getvalue()
    assert re.search(r"^\d+ \w+ .*“.*” \| formula_dropped softened \| \S", said.getvalue(), re.MULTILINE)


def sent(command, address):
    """The request that a curl command makes, at another address."""
    words = shlex.split(command.replace("\\\n", " "))
    options = dict(zip(words[2::2], words[3::2], strict=True))
    assert words[0] == "curl"
    assert set(options) == {"--header", "--data"}
    url = words[1].replace("http://127.0.0.1:8000", address)
    return Request(url, options["--data"].encode(), dict([options["--header"].split(": ")]))


def test_the_curl_example_is_answered_by_the_service():
    (command,) = (block for block in blocks("sh") if block.startswith("curl"))
    port = free_port()
    serve = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "diple.web.wsgi:app"]
    with (
        running(serve, "Booting worker"),
        urlopen(sent(command, f"http://127.0.0.1:{port}"), timeout=patience.SECONDS) as answer,
    ):
        found = json.load(answer)
    assert [marker["name"] for marker in found["markers"]] == ["modality"]


def test_the_diple_command_compares_the_sample():
    (command,) = (block for block in blocks("sh") if block.startswith("diple"))
    words = [sys.executable, "-m", "diple.cli", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "has no limits" in done.stdout.partition("CHANGES")[0]
