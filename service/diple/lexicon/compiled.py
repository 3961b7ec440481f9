"""The compiled form of the lexicon: each table once more as bytes that load fast, beside the TOML that it came from.

A compiled file begins with the digest of its TOML files and of the code that compiled them. It is used only where that
digest is the one of the files as they are now, so that an edit is never passed over: the TOML is read instead, which
takes longer. `python -m diple.lexicon.compiling` writes the files; a wheel holds them.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
COMPILED = HOME / "compiled"
INDEX = "index"
FORMAT = b"diple lexicon 2 "  # changes with what is written for a table
DIGEST = 16  # bytes
MARSHAL = (
    4  # the version of the format that Python 3.11 to 3.14 read; it writes an object that comes again as a reference
)


def fresh(paths: list[Path], kind: str = "") -> dict[str, Any] | None:
    """What was compiled from some files, None where nothing was or where a file is another now.

    `kind` names what is made of a table beside the table itself: "vocabulary".
    """
    try:
        raw = (COMPILED / name_of(paths, kind)).read_bytes()
    except (OSError, ValueError):
        return None
    return loaded(raw[DIGEST:]) if raw[:DIGEST] == digest_of(paths) else None


def loaded(raw: bytes) -> dict[str, Any]:
    """A compiled value."""
    with collector_waiting():
        value: dict[str, Any] = marshal.loads(raw)
    return value


def fresh_index(phrases: Iterable[str], language: str) -> dict[str, Any] | None:
    """What was compiled of the index of a language, None where nothing was or where its phrases are others now."""
    try:
        raw = (COMPILED / f"{language}.{INDEX}").read_bytes()
    except (OSError, ValueError):
        return None
    return loaded(raw[DIGEST:]) if raw[:DIGEST] == digest_of_phrases(phrases) else None


def packed_index(filed: dict[str, Any], phrases: Iterable[str]) -> bytes:
    """A compiled index: the digest of its phrases, and the phrases filed under their anchors."""
    return digest_of_phrases(phrases) + marshal.dumps(shared(filed, {}), MARSHAL)


def digest_of_phrases(phrases: Iterable[str]) -> bytes:
    """The digest of folded phrases, and of the code that files them."""
    return blake2b("\n".join(phrases).encode(), key=code(), digest_size=DIGEST).digest()


@contextmanager
def collector_waiting() -> Iterator[None]:
    """While much is loaded, the collector of garbage waits: it would look through the new objects again and again."""
    waits = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if waits:
            gc.enable()


def packed(value: dict[str, Any], paths: list[Path]) -> bytes:
    """A compiled file: the digest of its sources, and the value with equal strings and tuples as one object.

    So it takes half the time to load (17 to 9 ms for the classes of English), and equal values give equal bytes.
    """
    known: dict[str, Any] = {}
    return digest_of(paths) + marshal.dumps(shared(value, known), MARSHAL)


def shared(value: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401
    """A copy of a value in which equal strings and equal tuples are one object; `known` are those so far, by repr."""
    if isinstance(value, dict):
        return {shared(name, known): shared(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [shared(each, known) for each in value]
    if isinstance(value, frozenset):
        return frozenset(shared(each, known) for each in value)
    if isinstance(value, tuple):
        return known.setdefault(repr(value), tuple(shared(each, known) for each in value))
    if isinstance(value, str):
        return known.setdefault(repr(value), value.encode().decode())
    return value


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
    names = ("tables.py", "compiling.py", "index.py")
    for path in (*(HOME / name for name in names), *sorted((HOME / "vocabulary").glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.digest()
