import subprocess
import sys
from pathlib import Path

import pytest

import diple
from diple.cli import main
from drawings import ROOT


def test_the_version(capfd):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capfd.readouterr().out) == (0, f"diple {diple.__version__}\n")


def test_the_installed_command_is_the_same(process):
    command = Path(sys.executable).parent / "diple"
    found = subprocess.run([command, "--version"], capture_output=True, check=True)
    assert found.stdout == process("--version").stdout


def test_published_schemas_are_fresh(run):
    assert run("schemas", "--check", ROOT / "schemas") == (0, "", "")


def test_schemas_are_written_and_checked(tmp_path, run):
    folder = tmp_path / "published"
    assert run("schemas", "--check", folder)[0] == 1
    assert not folder.exists()
    assert run("schemas", folder)[0] == 0
    assert run("schemas", "--check", folder) == (0, "", "")
    (folder / "openapi.json").write_text("{}")
    code, out, _ = run("schemas", "--check", folder)
    assert (code, out) == (1, f"{folder / 'openapi.json'} is stale\n")
