"""The programs that the suite needs: one list, which CONTRIBUTING names, and which says what to do where it may not install."""

from subprocess import CompletedProcess

import pytest

import programs
from drawings import ROOT
from programs import NEEDS, Need

PACKAGES = {package for need in NEEDS.values() for package in need.packages}


def test_contributing_names_each_package():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| on Debian | for |")[1].split("\n\n")[0]
    named = {package for name, need in NEEDS.items() if name != "venv" for package in need.packages}
    assert {package for package in named if package not in table} == set()
    assert "python3-venv" in table


@pytest.mark.parametrize("file", ["Makefile", ".ci/run"])
def test_no_other_file_repeats_the_list(file):
    words = (ROOT / file).read_text(encoding="utf-8").split()
    assert PACKAGES.intersection(words) == set()


def test_nothing_is_missing_where_the_suite_runs():
    assert programs.missing(programs.usual()) == []


@pytest.fixture
def lacking(monkeypatch):
    """One need that this machine lacks."""
    monkeypatch.setitem(NEEDS, "quill", Need("letters", ("goose-quill",), lambda: False))
    return ["venv", "quill"]


def test_who_may_not_install_gets_the_command(lacking, monkeypatch, capsys):
    monkeypatch.setattr(programs.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(programs, "install", lambda names: pytest.fail(f"installs {names}"))
    assert programs.main(lacking) == 1
    error = capsys.readouterr().err
    assert "Missing: quill, which the suite needs for letters." in error
    assert error.rstrip().endswith("sudo apt-get install -qq -y --no-install-recommends goose-quill")


@pytest.mark.parametrize(
    ("packages", "chosen"), [(("no-such-package", "coreutils"), "coreutils"), (("no-such-package",), "no-such-package")]
)
def test_of_packages_the_first_that_apt_knows_is_installed(packages, chosen, monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    known = {"apt-cache show coreutils": 0}
    run = lambda command, **_: CompletedProcess(command, known.get(" ".join(command), 100))  # noqa: E731
    monkeypatch.setattr(programs.subprocess, "run", run)
    monkeypatch.setitem(NEEDS, "quill", Need("letters", packages, lambda: False))
    assert programs.command_for(["quill"])[-1] == chosen


def test_what_apt_did_not_bring_is_still_missing(lacking, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(programs, "install", asked.append)
    assert programs.main(lacking) == 1
    assert asked == [["quill"]]
    assert "Missing: quill" in capsys.readouterr().err


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(programs, "install", lambda names: pytest.fail(f"installs {names}"))
    assert programs.main(["venv"]) == 0
