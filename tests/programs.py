"""The programs and fonts that the suite needs beside Python, as Debian's packages. This is their one list.

`python tests/programs.py` installs with apt-get what is missing; `python tests/programs.py venv` looks at one need only.
Without root or without apt-get it prints the command and exits with 1. `make test` calls it before each run.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

INSTALL = ("apt-get", "install", "-qq", "-y", "--no-install-recommends")
# Without its window Chromium takes .4 of the time: six pages in 1.9 s of processor time, with it in 4.9 s.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class Need(NamedTuple):
    """What the suite uses it for, Debian's packages any of which brings it, best first, and whether it is here."""

    purpose: str
    packages: tuple[str, ...]
    present: Callable[[], object]


def chromium() -> str | None:
    """The path of Chromium's program."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def soffice() -> str | None:
    """The path of LibreOffice's program."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def postgresql() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian installs the newest."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = [Path(found).parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in (*on_path, *newest_first) if (folder / "pg_ctl").exists()), None)


def pdftotext() -> str | None:
    """The path of Poppler's pdftotext."""
    return shutil.which("pdftotext")


def redis() -> str | None:
    """The path of Redis's server."""
    return shutil.which("redis-server")


def _in_r(library: str) -> bool:
    if shutil.which("Rscript") is None:
        return False
    command = ["Rscript", "-e", f"library({library})"]
    return not subprocess.run(command, check=False, capture_output=True).returncode


def _office_part(library: str) -> bool:
    found = soffice()
    return found is not None and (Path(found).resolve().parent / library).exists()


def _library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _font_for(language: str) -> bool:
    if shutil.which("fc-list") is None:
        return False
    done = subprocess.run(["fc-list", f":lang={language}", "family"], check=False, capture_output=True)
    return bool(done.stdout.strip())


NEEDS = {
    "venv": Need(
        "an environment for what pip installs",
        (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",),
        lambda: importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"),
    ),
    "chromium": Need("the pages", ("chromium-headless-shell", "chromium"), chromium),
    "writer": Need("documents", ("libreoffice-writer",), lambda: _office_part("libswlo.so")),
    "calc": Need("tables", ("libreoffice-calc",), lambda: _office_part("libsclo.so")),
    "postgresql": Need("kept comparisons", ("postgresql",), postgresql),
    "redis": Need("requests counted in one place", ("redis-server",), redis),
    "curl": Need("the client of a shell", ("curl",), lambda: shutil.which("curl")),
    "jq": Need("the client of a shell", ("jq",), lambda: shutil.which("jq")),
    "node": Need("the client in JavaScript", ("nodejs",), lambda: shutil.which("node")),
    "r": Need("the client in R, in campaigns", ("r-cran-httr2",), lambda: _in_r("httr2")),
    "poppler": Need("the text of printed pages", ("poppler-utils",), pdftotext),
    "pango": Need("PDFs", ("libpangoft2-1.0-0",), lambda: _library("libpangoft2-1.0.so.0")),
    "fontconfig": Need("the fonts below", ("fontconfig",), lambda: shutil.which("fc-list")),
    "latin": Need("Latin, Cyrillic and Arabic letters", ("fonts-dejavu-core",), lambda: _font_for("ar")),
    "chinese": Need("Chinese letters", ("fonts-wqy-microhei",), lambda: _font_for("zh-cn")),
}


OF_CAMPAIGNS = ("r",)
"""What `make campaign` alone needs: R and what it brings have 57 MB."""


def usual() -> list[str]:
    """The needs of the suite itself."""
    return [name for name in NEEDS if name not in OF_CAMPAIGNS]


def missing(names: list[str]) -> list[str]:
    """Of these needs, those that this machine lacks."""
    return [name for name in names if not NEEDS[name].present()]


def command_for(names: list[str]) -> list[str]:
    """The command that installs these needs on Debian."""
    return [*INSTALL, *(_available(NEEDS[name].packages) for name in names)]


def _available(packages: tuple[str, ...]) -> str:
    """The first of them that apt knows here, or else the first."""
    if len(packages) == 1 or shutil.which("apt-cache") is None:
        return packages[0]
    known = (
        one
        for one in packages
        if not subprocess.run(["apt-cache", "show", one], check=False, capture_output=True).returncode
    )
    return next(known, packages[0])


def install(names: list[str]) -> None:
    """Installs these needs with apt-get; raises CalledProcessError where it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment, stdin=subprocess.DEVNULL)
    subprocess.run(command_for(names), check=True, env=environment, stdin=subprocess.DEVNULL)


def main(names: list[str]) -> int:
    """Installs what is missing of these needs, or of those of the suite; the exit code."""
    names = names or usual()
    lacking = missing(names)
    if lacking and shutil.which("apt-get") and os.geteuid() == 0:
        install(lacking)
        lacking = missing(names)
    for name in lacking:
        print(f"Missing: {name}, which the suite needs for {NEEDS[name].purpose}.", file=sys.stderr)
    if lacking:
        print(f"Install it, on Debian with: sudo {' '.join(command_for(lacking))}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
