"""The compiled form of the lexicon: each table once more as bytes that load fast, beside the TOML that it came from.

A compiled file begins with the digest of its TOML files and of the code that compiled them. It is used only where that
digest is the one of the files as they are now, so that an edit is never passed over: the TOML is read instead, which
takes longer. `python -m diple.lexicon.compiling` writes the files; a wheel holds them.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
COMPILED = HOME / "compiled"
FORMAT = b"diple lexicon 1 "  # changes with what is written for a table
DIGEST = 16  # bytes
# Version 2 writes no references between objects, so that equal values give equal bytes.
MARSHAL = 2


def fresh(paths: list[Path], kind: str = "") -> dict[str, Any] | None:
    """What was compiled from some files, None where nothing was or where a file is another now.

    `kind` names what is made of a table beside the table itself: "vocabulary".
    """
    try:
        raw = (COMPILED / name_of(paths, kind)).read_bytes()
    except (OSError, ValueError):
        return None
    found: dict[str, Any] | None = marshal.loads(raw[DIGEST:]) if raw[:DIGEST] == digest_of(paths) else None
    return found


def packed(value: dict[str, Any], paths: list[Path]) -> bytes:
    """A compiled file: the digest of its sources, and the value."""
    plain = marshal.loads(marshal.dumps(value, MARSHAL))
    return digest_of(paths) + marshal.dumps(plain, MARSHAL)


def name_of(paths: list[Path], kind: str = "") -> str:
    """The name of the compiled file of some sources: "en.noise", "neutral.roles", "en.classes.phrases"."""
    first = paths[0].relative_to(HOME)
    parts = first.parts if first.parts[0] != "languages" else first.parts[1:]
    named = parts[:-1] if len(paths) > 1 else (*parts[:-1], first.stem)
    return ".".join((*named, kind) if kind else named)


def digest_of(paths: Iterable[Path]) -> bytes:
    """The digest of some files, by name and content, and of the code that reads them."""
    digest = blake2b(code(), digest_size=DIGEST)
    for path in paths:
        digest.update(f"\n{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.digest()


@cache
def code() -> bytes:
    """The digest of the modules on which the compiled form depends."""
    digest = blake2b(FORMAT, digest_size=DIGEST)
    for path in (HOME / "tables.py", HOME / "compiling.py", *sorted((HOME / "vocabulary").glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.digest()
