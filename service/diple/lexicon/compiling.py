"""Writing the compiled form of the lexicon: `python -m diple.lexicon.compiling`.

`make` and the build of the wheel run it. Each table gets one file, named after it; the closed classes of a language get
one more, with their phrases cut into places. With one Python the same TOML gives the same bytes; each Python reads
those of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diple.lexicon.compiled import COMPILED, INDEX, name_of, packed, packed_index
from diple.lexicon.index import file
from diple.lexicon.lexicon import Lexicon
from diple.lexicon.load import companions_of, raise_first, shipped_paths
from diple.lexicon.tables import FOLDERS, NEUTRAL, merged, parsed, sources
from diple.lexicon.validate import companion_problems, pack_problems
from diple.lexicon.vocabulary import classes

CLASSES = "classes"
FORMS = "forms"
UNSPACED = ("zh",)  # whose index is of another make, and built anew


def compiled_files() -> Iterator[tuple[str, bytes]]:
    """Each compiled file: its name and its bytes."""
    for paths in tables():
        yield name_of(paths), packed(merged(map(parsed, paths)), paths)
    for path in shipped_paths():
        raise_first(pack_problems(parsed(path), path))
        yield name_of([path]), packed(parsed(path), [path])
        for companion in companions_of(path).values():
            raise_first(companion_problems(parsed(companion), companion))
            yield name_of([companion]), packed(parsed(companion), [companion])
    for folder in folders(FOLDERS):
        if paths := sources(folder, CLASSES):
            yield name_of(paths, "vocabulary"), packed(classes(folder.name), paths)
        if phrases := Lexicon.default().phrases(folder.name) if folder.name not in UNSPACED else ():
            yield f"{folder.name}.{INDEX}", packed_index(file(phrases), phrases)


def tables() -> Iterator[list[Path]]:
    """The files of each table that is no pack."""
    for folder in (NEUTRAL, *folders(FOLDERS)):
        names = {path.stem if path.is_file() else path.name for path in folder.iterdir()}
        for name in sorted(names - {FORMS}):
            if paths := sources(folder, name):
                yield paths


def folders(home: Path) -> list[Path]:
    """The folders of languages, by name."""
    return sorted(path for path in home.iterdir() if path.is_dir() and path.name.isalpha())


def write(folder: Path = COMPILED) -> int:
    """Writes the compiled files that differ from what is there, and deletes those of tables that are gone.

    Returns how many were written.
    """
    folder.mkdir(exist_ok=True)
    wanted = dict(compiled_files())
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    stale = {name: raw for name, raw in wanted.items() if not is_as(folder / name, raw)}
    for name, raw in stale.items():
        beside = folder / f"{name}.new"
        beside.write_bytes(raw)
        beside.replace(folder / name)  # at once, for one that reads it meanwhile
    return len(stale)


def is_as(path: Path, raw: bytes) -> bool:
    """Whether a file holds these bytes."""
    return path.is_file() and path.read_bytes() == raw


if __name__ == "__main__":
    print(f"{write()} compiled tables written to {COMPILED}")
