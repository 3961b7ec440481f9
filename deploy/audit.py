"""Looks the locked releases up among the known vulnerabilities, with pip-audit, where an advisory service answers.

`python deploy/audit.py PYTHON LOCK`, PYTHON being one that has pip-audit. Exit 1 where a release is known to be
vulnerable. Where nobody answers nothing fails, for no change of ours could mend it; what was not looked up is printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

OPTIONS = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10")


def audited(python: str, lock: str) -> list[dict[str, Any]] | None:
    """What pip-audit says of each release; None where it comes to no end."""
    command = [python, "-m", "pip_audit", *OPTIONS, "--requirement", lock]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def told(found: list[dict[str, Any]] | None) -> tuple[int, list[str]]:
    """The exit code, and lines on what is vulnerable and what was not looked up."""
    if found is None:
        return 0, ["NOT CHECKED for known vulnerabilities: no advisory service answers, or pip-audit is not here."]
    unknown = [each["name"] for each in found if "skip_reason" in each]
    bad = [
        f"{each['name']} {each['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no release'}"
        for each in found
        for flaw in each.get("vulns", ())
    ]
    lines = [f"VULNERABLE {line}" for line in bad]
    if unknown:
        lines.append(f"NOT CHECKED for known vulnerabilities, {len(unknown)} of {len(found)}: {', '.join(unknown)}.")
    if len(unknown) < len(found) and not bad:
        lines.append(f"No known vulnerability in {len(found) - len(unknown)} of {len(found)} locked releases.")
    return (1 if bad else 0), lines


def main(python: str, lock: str) -> int:
    """Prints what is known, and returns the exit code."""
    code, lines = told(audited(python, lock))
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
