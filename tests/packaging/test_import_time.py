"""`import diple` costs a command little: counted in function calls, which no other work on the machine changes.

Most calls compile regular expressions. `make bench` measures the milliseconds.
"""

import os
import subprocess
import sys

LIMIT = 70_000  # measured: 59,900 on Python 3.13, where they take 90 ms; 80,000 were 140 ms
CODE = """
import sys
calls = 0

def count(frame, event, argument):
    global calls
    calls += event == "call"

sys.setprofile(count)
import diple
sys.setprofile(None)
print(calls)
"""


def test_importing_diple_calls_few_functions():
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # what is installed is compiled once
    runs = [
        subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert int(runs[-1].stdout) < LIMIT
