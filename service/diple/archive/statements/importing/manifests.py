"""Manifests: what is known of the files of a folder, in TSV or TOML.

A TSV has a line of column names, of which `path` is one. A TOML has tables `[[statement]]`, and `[series.NAME]` for
what is known of series. Both name the columns alike.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from os import fsencode
from os.path import normpath
from pathlib import Path
from typing import Any

from diple.archive.statements.contract import PLAIN, Details, Series
from diple.archive.statements.importing.columns import COLUMNS, SEALED, check_series, check_tables, foreign
from diple.archive.statements.rows import storable
from diple.errors import ArchiveError

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_LONG_KEY = re.compile(
    r"""(?:^|[\[{,])[ \t]*+(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""", re.M
)
"""A key of TOML with twenty points: the parser takes the square of their number, two minutes for 50,000."""
_OPEN_CELL = (
    'has a cell that begins with a quotation mark and does not end with one; write """Peace"" talks" for "Peace" talks'
)
_LONG_CELL = f"has a cell of more than {csv.field_size_limit():,} characters"
_BETWEEN = "; "
_NONE = "-"
"""In a cell: there is none, whatever the text proposes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that is to be imported: `given` is what a manifest says of it, `sealed` what an export noted.

    `home` is the folder of the manifest that named the file, in which it must be; None where nobody but the user did.
    """

    path: Path
    given: Mapping[str, str | tuple[str, ...]]
    series: tuple[str, ...] = ()
    sealed: Mapping[str, str] = field(default_factory=dict)
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files and the series that a manifest describes.

    `foreign` are its columns that are not read, `unlisted` the files of its folder that it does not list.
    """

    files: tuple[Listed, ...]
    series: tuple[Series, ...] = ()
    foreign: tuple[str, ...] = ()
    unlisted: tuple[Path, ...] = ()


def is_manifest(path: Path) -> bool:
    """Whether a file is read as a manifest, by its name."""
    return path.suffix.lower() in (".tsv", ".toml")


def read_manifest(path: Path) -> Manifest:
    """A manifest. Raises ArchiveError, WRONG_MANIFEST, where it cannot be read or is not well formed."""
    try:
        text = _decoded(path.read_bytes())
        found = _from_toml(text, path.parent) if path.suffix.lower() == ".toml" else _from_tsv(text, path.parent)
        _check_once("the file", (normpath(each.path) for each in found.files))
        return found
    except OSError as error:
        raise wrong_manifest(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise wrong_manifest(path, str(error)) from error


def wrong_manifest(path: Path, reason: str) -> ArchiveError:
    """The error of a manifest that cannot be used."""
    return ArchiveError(
        "WRONG_MANIFEST",
        f"The manifest {path} cannot be used: {reason}.",
        "docs/archive.md shows one; `diple archive import --propose` writes one.",
        file=str(path),
    )


def _decoded(content: bytes) -> str:
    """The text of a manifest in UTF-8, or in UTF-16 with its mark, as spreadsheets write it. Raises ValueError."""
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"its line {line} is no text in UTF-8; save it as UTF-8") from error


def _from_tsv(text: str, folder: Path) -> Manifest:
    lines = list(_lines(text))
    heads = _heads(lines[0][1] if lines else ())
    files = tuple(_listed(_row(heads, number, line), folder) for number, line in lines[1:])
    return Manifest(files, foreign=foreign(heads))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with its number. Raises ValueError."""
    rows, number = csv.reader(StringIO(text), "excel-tab", strict=True), 1
    try:
        for line in rows:
            if any(line):
                yield number, line
            number = rows.line_num + 1
    except csv.Error as error:
        said = _LONG_CELL if "limit" in str(error) else _OPEN_CELL
        raise ValueError(f"its line {number} {said}") from error


def _row(heads: Sequence[str], number: int, line: Sequence[str]) -> dict[str, str]:
    """A line by its columns. Raises ValueError where it has more cells: those before would be in wrong columns."""
    if any(map(str.strip, line[len(heads) :])):
        raise ValueError(f"its line {number} has {len(line)} cells, and its first line names {len(heads)} columns")
    return dict(zip(heads, map(_plain, line), strict=False))


def _heads(line: Sequence[str]) -> list[str]:
    """The names of the columns. Raises ValueError."""
    heads = [head.strip() for head in line]
    if "path" not in heads:
        raise ValueError("its first line names no column path")
    _check_once("the column", (head for head in heads if head in (*COLUMNS, *SEALED)))
    return heads


def _check_once(what: str, names: Iterable[str]) -> None:
    """Raises ValueError where a name comes twice: it would not be plain which of two lines counts."""
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"it names {what} {name} {times} times")


def _plain(cell: str) -> str:
    """A cell without its escapes, which are those of JSON for single characters."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell.strip())


def _from_toml(text: str, folder: Path) -> Manifest:
    if _LONG_KEY.search(text):
        raise ValueError("a key in it has more parts than any that is read")
    tables = tomllib.loads(text)
    check_tables(tables)
    series, statements = tables.get("series", {}), tables.get("statement", [])
    if not isinstance(series, dict) or not all(isinstance(each, dict) for each in series.values()):
        raise ValueError("a series is a table [series.NAME]")
    if not isinstance(statements, list) or not all(isinstance(each, dict) for each in statements):
        raise ValueError("a statement is a table [[statement]]")
    described = tuple(_series(name, table) for name, table in series.items())
    others = foreign(name for table in statements for name in table)
    return Manifest(tuple(_listed(table, folder) for table in statements), described, others)


def _series(name: str, table: Mapping[str, Any]) -> Series:
    check_series(name, table)
    covers = table.get("covers", ["", ""])
    if not isinstance(covers, list) or len(covers) != 2:
        raise ValueError(f"what the series {name} covers is no list of a first and a last day")
    return Series(
        name,
        storable(str(table.get("title", ""))),
        _list(table.get("parties", "")),
        str(table.get("level", "")),
        str(table.get("kind", "")),
        (str(covers[0]), str(covers[1])),
        _list(table.get("gaps", "")),
    )


def _listed(row: Mapping[str, Any], folder: Path) -> Listed:
    """A row. Raises ValueError where it names no file, or one that there cannot be."""
    if not row.get("path"):
        raise ValueError(f"a statement in it has no path: {dict(row)}")
    path = str(row["path"])
    if b"\0" in fsencode(path):
        raise ValueError(f"{path!r} is no name of a file")
    for name in (*PLAIN, *SEALED, "path"):
        if isinstance(row.get(name), dict | list):
            raise ValueError(f"the {name} of {path!r} is a table or a list")
    given: dict[str, str | tuple[str, ...]] = {name: _cell(row[name]) for name in PLAIN if row.get(name)}
    if parties := _list(row.get("parties", "")):
        given["parties"] = () if parties == (_NONE,) else parties
    sealed = {name: str(row[name]) for name in SEALED if row.get(name)}
    return Listed(folder / path, given, _list(row.get("series", "")), sealed, folder)


def _cell(value: object) -> str:
    """What is known of a detail: that there is none, in the place of what would be proposed, or its words."""
    written = storable(str(value)).strip()
    return "" if written == _NONE else written


def _list(value: object) -> tuple[str, ...]:
    """Several values: a list of TOML, or separated by semicolons."""
    parts = value.split(";") if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(stripped for part in parts if (stripped := storable(str(part)).strip()))


def tsv(rows: Iterable[tuple[str, Details, Sequence[str]]]) -> str:
    """A TSV: paths, what is known of them, their series."""
    text = StringIO()
    written = csv.writer(text, "excel-tab", lineterminator="\n")
    written.writerow(COLUMNS)
    for path, details, series in rows:
        known = {name: getattr(details, name) for name in PLAIN} | {
            "path": path,
            "parties": _BETWEEN.join(details.parties),
            "series": _BETWEEN.join(series),
        }
        written.writerow([_ESCAPE.sub(r"\\u005cu\1", known[column]) for column in COLUMNS])
    return text.getvalue()


def toml(files: Iterable[Mapping[str, object]], series: Iterable[Series]) -> Iterator[str]:
    """The lines of a TOML manifest."""
    for each in series:
        yield f"[series.{json.dumps(each.name)}]"
        names = ("title", "parties", "level", "kind", "covers", "gaps")
        yield from _pairs({name: getattr(each, name) for name in names})
        yield ""
    for file in files:
        yield "[[statement]]"
        yield from _pairs(file)
        yield ""


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    """What is known, as TOML, whose strings are those of JSON."""
    for name, value in table.items():
        if value and value != ("", ""):
            yield f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
