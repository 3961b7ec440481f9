"""The releases that the container is made of, the oldest that are allowed, and the unit of systemd."""

import configparser
import json
import re
import shutil
import subprocess
import sys

import pytest

from drawings import ROOT

sys.path.insert(0, str(ROOT / "deploy"))
import audit
import bounds

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SETUP = (ROOT / "setup.cfg").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([\w.-]+)==([\w.]+) \\$", LOCK, re.MULTILINE))
UNIT = ROOT / "deploy" / "diple.service"


def release(written):
    return [int(part) for part in written.split(".")]


def test_the_lock_has_each_dependency_within_its_range():
    required = configparser.ConfigParser()
    required.read_string(SETUP)
    for line in required["options"]["install_requires"].split():
        name, least, most = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,<(\d+))?", line).groups()
        assert release(PINNED[name]) >= release(least), name
        assert most is None or release(PINNED[name])[0] < int(most), name


def test_each_locked_release_has_its_hashes_and_no_line_names_a_host():
    blocks = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PINNED) >= 15
    for block in blocks:
        assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", block, re.MULTILINE), block
    assert not re.search(r"https?:|^ *--(?!hash=)|file:|@ ", LOCK, re.MULTILINE)


def test_the_dockerfile_installs_the_lock_with_its_hashes_and_nothing_else_from_outside():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    installs = re.findall(r"^RUN .*pip install (.*)$", dockerfile, re.MULTILINE)
    *locked, wheel = installs
    assert [install.split(" -r ")[1] for install in locked] == ["/build/deploy/build.lock", "/wheels/requirements.lock"]
    assert all("--require-hashes" in install for install in locked)
    assert "--no-deps" in wheel


def test_each_requirement_has_a_lower_bound():
    found = dict(line.split("==") for line in bounds.lowest(SETUP))
    assert found["marshmallow"] == "4.0"
    assert {"psycopg[binary]", "weasyprint", "flask", "lxml"} <= set(found)
    with pytest.raises(ValueError, match="flask"):
        bounds.lowest(SETUP.replace("flask>=", "flask<"))


def release_of(name, **more):
    return {"name": name, "version": "1.0", **more}


FLAW = {"id": "CVE-0000-1", "fix_versions": ["1.1"]}


@pytest.mark.parametrize(
    ("found", "code", "told"),
    [
        (None, 0, ["NOT CHECKED for known vulnerabilities"]),
        (
            [release_of("a", skip_reason="no answer"), release_of("b", vulns=[])],
            0,
            ["NOT CHECKED", "No known", "1 of 2"],
        ),
        ([release_of("a", vulns=[FLAW]), release_of("b", skip_reason="")], 1, ["VULNERABLE a 1.0: CVE-0000-1", "1.1"]),
        ([release_of("a", vulns=[])], 0, ["No known vulnerability in 1 of 1"]),
    ],
)
def test_what_was_not_looked_up_is_told_and_what_is_vulnerable_fails(found, code, told):
    result, lines = audit.told(found)
    assert result == code
    for words in told:
        assert words in " ".join(lines)


def test_without_pip_audit_nothing_fails(tmp_path):
    (tmp_path / "lock").write_text("")
    done = subprocess.run(
        [sys.executable, ROOT / "deploy" / "audit.py", shutil.which("false"), tmp_path / "lock"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("NOT CHECKED")


class Unit(dict):
    """The lines of a unit: each key with all its values."""

    def __init__(self, text):
        for line in text.splitlines():
            if line and not line.startswith(("#", "[")):
                name, _, value = line.partition("=")
                self.setdefault(name, []).append(value)


def test_the_unit_says_what_systemd_understands():
    text = UNIT.read_text(encoding="utf-8")
    assert re.findall(r"^\[(\w+)\]$", text, re.MULTILINE) == ["Unit", "Service", "Install"]
    unit = Unit(text)
    for name, values in unit.items():
        assert re.fullmatch(r"[A-Z]\w+", name), name
        assert len(values) == 1 or name == "SystemCallFilter", name
    for name in ("NoNewPrivileges", "DynamicUser", "ProtectHome", "PrivateTmp", "PrivateDevices", "RestrictNamespaces"):
        assert unit[name] == ["yes"], name
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["CapabilityBoundingSet"] == [""]
    assert unit["KillMode"] == ["mixed"]


def test_the_unit_starts_commands_that_there_are_and_waits_long_enough_to_stop():
    from diple.cli import _parser
    from diple.web.operations.settings import BY_NAME
    from diple.web.server import _GRACE

    unit = Unit(UNIT.read_text(encoding="utf-8"))
    for name in ("ExecStart", "ExecStartPre"):
        program, *words = unit[name][0].split()
        assert program.endswith("/bin/diple")
        assert program.startswith("-") == (name == "ExecStartPre")  # it starts with a disk that is full
        assert _parser().parse_args(words).host == "127.0.0.1"
    assert int(unit["TimeoutStopSec"][0]) > _GRACE + BY_NAME["DIPLE_DRAIN_SECONDS"].default
    (name, _, place) = unit["Environment"][0].partition("=")
    assert name in BY_NAME
    assert place == f"/var/lib/{unit['StateDirectory'][0]}"


if shutil.which("systemd-analyze"):  # the test before this one reads the unit where there is no systemd

    def test_systemd_finds_no_fault_in_the_unit(tmp_path):
        copy = tmp_path / "diple.service"
        program = shutil.which("true")
        copy.write_text(re.sub(r"(?<=[=-])/\S+/bin/diple", program, UNIT.read_text(encoding="utf-8")))
        done = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        command = ["systemd-analyze", "security", "--offline=yes", "--threshold=15", "--json=short", copy]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, [each for each in json.loads(done.stdout) if each.get("exposure")]
