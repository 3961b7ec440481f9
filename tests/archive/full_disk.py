"""Run in a namespace of its own, where a small disk can be mounted: keeps, fills the disk, deletes and purges.

Prints what happened as JSON. Arguments: the folder to mount on.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from remains import WORD

import diple
from diple.archive import Place, open_archive
from diple.cli import main
from diple.errors import DipleError


def filled(folder):
    """Writes until the disk takes no more."""
    with (folder / "other").open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


def tried(do, *arguments):
    try:
        do(*arguments)
    except DipleError as error:
        return error.code
    return "done"


folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", folder], check=True)
data = folder / "data"
archive = open_archive(Place(data))
text = " ".join(f"The Parties shall meet {each} times in {WORD}." for each in range(4000))
comparison = diple.compare(text, text.replace("shall", "should"), markers=False)
first, second = archive.keep(comparison, 7), archive.keep(comparison, 7)
archive._clock = lambda: 0
archive.keep(comparison, 1)  # expired long ago
archive._clock = time.time
filled(folder)
told = {"keep": tried(archive.keep, comparison, 7)}
told["purge"] = archive.purge().removed
filled(folder)
told["delete"] = tried(archive.delete, first.id)
told["left"] = (data / "kept.sqlite3").read_bytes().count(WORD.encode())
filled(folder)
os.environ["DIPLE_DATA"] = str(data)
with redirect_stdout(StringIO()) as said:
    codes = [main(["kept", "list"]), main(["kept", "delete", second.id])]
told["delete again"] = codes
told["said"] = said.getvalue().splitlines()[-1] == f"{second.id}  deleted"
told["left at last"] = (data / "kept.sqlite3").read_bytes().count(WORD.encode())
print(json.dumps(told))
