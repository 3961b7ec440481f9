"""The same bytes in, the same bytes out: in other processes, with other hash seeds, and while the machine is busy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import patience

SAMPLES = Path(__file__).parents[2] / "samples"
PROGRAM = "import sys, pathlib, diple; sys.stdout.buffer.write(diple.compare(*map(pathlib.Path, sys.argv[1:])).to_json().encode())"


def started(name: str, seed: int) -> subprocess.Popen:
    old, new = (next(p for p in SAMPLES.joinpath(name).iterdir() if p.stem == stem) for stem in ("old", "new"))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", PROGRAM, str(old), str(new)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)


@pytest.mark.parametrize("name", ["without-limits", "reworded-successor", "chinese-formula-dropped"])
def test_processes_that_run_at_once_agree(name):
    running = [started(name, seed) for seed in (0, 1, 2, 3)]
    outputs = {process.communicate(timeout=patience.SECONDS)[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert len(outputs) == 1
    assert outputs.pop().startswith(b'{\n "schema": "diple.comparison/1"')
