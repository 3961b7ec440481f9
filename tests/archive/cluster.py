"""A PostgreSQL of our own in a temporary folder, reached by a socket there; it runs as a user who is not root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import programs


@contextmanager
def running():
    """The address of a new cluster's database, which is gone afterwards."""
    bin_, folder = programs.postgresql(), Path(tempfile.mkdtemp(prefix="diple-pg-"))
    assert bin_, "PostgreSQL is missing: make programs"
    user = {}
    if os.getuid() == 0:
        user = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        shutil.chown(folder, "nobody")

    def run(*command):
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **user,
        )
        assert done.returncode == 0, done.stderr.decode()

    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    try:
        run(
            bin_ / "initdb",
            "-D",
            folder / "data",
            "-U",
            "diple",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        )
        # pg_ctl's own server keeps what it inherits open: it writes to a file.
        run(bin_ / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start")
        yield f"postgresql://diple@/postgres?host={folder}"
        run(bin_ / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
