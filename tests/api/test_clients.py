"""The clients of docs/clients.md, each run as it is but for the address, against a service as it runs."""

import os
import re
import shutil
import subprocess
import sys

import pytest

import campaign
import patience
from drawings import ROOT

DOCS = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
PRINTED = re.search(r"```\n(shall .*?)```", DOCS, re.DOTALL)[1].splitlines()
COMMANDS = {
    "python": (sys.executable, "client.py"),
    "sh": ("sh", "client.sh"),
    "js": ("node", "client.mjs"),
    "r": ("Rscript", "client.R"),
}


def run(language, service, folder, change=lambda code: code):
    """Runs the client of a language, its address replaced."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    program, name = COMMANDS[language]
    assert code.count(ADDRESS) == 1
    at = service()
    (folder / name).write_text(change(code.replace(ADDRESS, f"http://{at.host}:{at.port}")), encoding="utf-8")
    command = [shutil.which(program) or program, name]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=patience.SECONDS,
        check=False,
    )


LANGUAGES = ["python", "sh", "js", *(["r"] if campaign.IS_ON else [])]


@pytest.mark.campaign
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_client_prints_what_the_docs_say(language, service, tmp_path):
    done = run(language, service, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rstrip() for line in done.stdout.splitlines() if line] == PRINTED


@pytest.mark.campaign
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_client_tells_a_problem(language, service, tmp_path):
    done = run(language, service, tmp_path, lambda code: code.replace("The Parties shall meet.", " "))
    assert done.returncode != 0
    assert "EMPTY_INPUT" in done.stdout + done.stderr
    assert re.search(r"[0-9a-f]{32}", done.stdout + done.stderr)
