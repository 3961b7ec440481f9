import subprocess
import sys
from pathlib import Path

import pytest

import patience
from diple.cli import main
from drawings import NEW, OLD


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """A folder with old.txt, new.txt, same.txt (equal to old) and typography.txt (equal but for noise)."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "old.txt": OLD,
        "new.txt": NEW,
        "same.txt": OLD,
        "dashes.txt": "The Parties – all of them – shall meet.\n",
        "typography.txt": "The Parties - all of them - shall meet.\n",
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capfdbinary):
    """Runs the command line in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        code = main([str(each) for each in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def process():
    """Runs the command line as its users do, in a process of its own."""

    def process(*arguments, **options):
        command = [sys.executable, "-m", "diple.cli", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, timeout=patience.SECONDS, **options)

    return process
