"""The same bytes in, the same bytes out: in other processes, with other hash seeds, and while the machine is busy."""

import json
import os
import subprocess
import sys

import pytest

import campaign
import patience
from drawings import ROOT
from sampled import sample

# Two versions, a series and a language without blanks; a campaign compares the longest sample as well.
NAMES = ["without-limits", "word-to-deed", "chinese-formula-dropped", *campaign.cases([], ["reworded-successor"])]
PROGRAM = """
import json, pathlib, sys, diple
print(json.dumps([diple.compare(*map(pathlib.Path, pair)).to_json() for pair in json.loads(sys.argv[1])]))
"""


def sides(name):
    """The paths of the old and the new text of a sample."""
    return [str(next(path for path in (ROOT / "samples" / name).iterdir() if path.stem == s)) for s in ("old", "new")]


def started(seed):
    """A process with this hash seed that compares all the samples."""
    command = [sys.executable, "-c", PROGRAM, json.dumps([sides(name) for name in NAMES])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": str(seed)})


@pytest.mark.campaign
def test_processes_that_run_at_once_agree():
    """Two processes of their own, and this one."""
    running = [started(seed) for seed in (0, 1)]
    outputs = [process.communicate(timeout=patience.SECONDS)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    for name, *written in zip(NAMES, *map(json.loads, outputs), strict=True):
        assert {*written, sample(name).to_json()} == {written[0]}, name
        assert written[0].startswith('{\n "schema": "diple.comparison/1"'), name
