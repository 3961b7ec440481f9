"""`import diple` costs a command little: measured in processor time, which other work on the machine hardly moves."""

import os
import subprocess
import sys

LIMIT = 120  # milliseconds
RUNS = 5
CODE = "import time; begun = time.process_time(); import diple; print((time.process_time() - begun) * 1000)"


def test_importing_diple_is_quick():
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # what is installed is compiled once
    spent = []
    for _ in range(RUNS):
        done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
        spent.append(float(done.stdout))
    assert min(spent) < LIMIT
