"""Carries out a Dockerfile's commands without Docker: each stage in a virtual environment, its paths in one folder."""

import json
import os
import re
import shutil
import subprocess
import venv
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

INSTRUCTION = re.compile(r"^([A-Z]+)\s+(.+)$", re.MULTILINE)


def instructions(text):
    """The instructions in order, as (name, rest), continued lines joined."""
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return [(found[1], found[2]) for found in INSTRUCTION.finditer(re.sub(r"\\\n\s*", " ", lines))]


class Image:
    """What the Dockerfile would make, in `folder`: files, an environment, and the commands that start and check."""

    def __init__(self, project, folder):
        self.project, self.folder = project, folder
        self.stages, self.user, self.port = 0, None, None
        self.start = self.check = ()
        self.set = {}
        self.directory = folder
        for name, rest in instructions((project / "Dockerfile").read_text(encoding="utf-8")):
            STEPS[name](self, rest)

    def place(self, path):
        """An absolute path of the image, in our folder; unlike in the image, all stages share it."""
        return self.folder / path.strip().lstrip("/")

    @property
    def bin(self):
        return self.folder / f"stage{self.stages}" / "bin"

    @property
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DIPLE", "PYTEST"))}
        # pip compiles nothing, which takes a third of its time: what the service imports is compiled then.
        return {
            **kept,
            "PIP_COMPILE": "0",
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "VIRTUAL_ENV": str(self.bin.parent),
            **self.set,
        }

    def in_folder(self, command):
        """The command with the image's own folders made ours."""
        return re.sub(r"(?<=\s)/(?=\w)", f"{self.folder}/", command)

    def run_command(self, command, **options):
        return subprocess.run(command, cwd=self.directory, env=self.environment, check=False, **options)

    # One method for each instruction that the Dockerfile may use: one without a method is an error.

    def begin(self, rest):
        assert re.match(r"python:3\.1[1-3]-slim\b", rest), rest
        self.stages += 1
        self.directory = self.folder
        venv.create(self.bin.parent, symlinks=True)
        pip = Path(find_spec("pip").origin).parent  # this environment's: `ensurepip` takes 3 s of processor time
        (packages,) = self.bin.parent.glob("lib/python*/site-packages")
        shutil.copytree(pip, packages / "pip")

    def workdir(self, rest):
        self.directory = self.place(rest)
        self.directory.mkdir(parents=True, exist_ok=True)

    def copy(self, rest):
        origin, *between, target = rest.split()
        if origin.startswith("--from="):
            assert self.place(between[0]).exists(), rest
        elif (self.project / origin).is_file():
            self.place(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.project / origin, self.place(target))
        else:
            left_out = (self.project / ".dockerignore").read_text(encoding="utf-8").split()
            shutil.copytree(
                self.project / origin,
                self.place(target),
                ignore=lambda _, names: [n for n in names if any(fnmatch(n, p.removeprefix("**/")) for p in left_out)],
                dirs_exist_ok=True,
            )

    def run(self, rest):
        rest = rest.replace(" --no-cache-dir", "")  # the image keeps no cache; here each run would fetch all anew
        done = self.run_command(self.in_folder(rest), shell=True, capture_output=True, text=True)
        assert done.returncode == 0, f"{rest}\n{done.stdout}\n{done.stderr}"

    def as_user(self, rest):
        self.user = rest

    def setting(self, rest):
        name, value = rest.split("=")
        self.set[name] = str(self.place(value)) if value.startswith("/") else value

    def expose(self, rest):
        self.port = int(rest)

    def cmd(self, rest):
        self.start = json.loads(rest)

    def healthcheck(self, rest):
        self.check = json.loads(rest.removeprefix("CMD "))


STEPS = {
    "FROM": Image.begin,
    "WORKDIR": Image.workdir,
    "COPY": Image.copy,
    "RUN": Image.run,
    "USER": Image.as_user,
    "ENV": Image.setting,
    "EXPOSE": Image.expose,
    "CMD": Image.cmd,
    "HEALTHCHECK": Image.healthcheck,
}
