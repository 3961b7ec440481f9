"""The files that are to be imported, and each of them read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from os import walk
from os.path import realpath
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from diple.archive.statements.contract import Details, Incoming, Kept, Series
from diple.archive.statements.importing.columns import COLUMNS
from diple.archive.statements.importing.days import doubts
from diple.archive.statements.importing.manifests import Listed, Manifest, is_manifest, read_manifest, wrong_manifest
from diple.archive.statements.importing.proposals import common_name, overruled, proposed
from diple.archive.statements.importing.readings import is_digest, reading_from
from diple.errors import DipleError, ReadError
from diple.model import Notice, Statement
from diple.statement import read

IN_FOLDER = ("manifest.toml", "manifest.tsv")
"""The manifests that a folder's files are described by."""
_SHOWN = 5
"""Files that a notice names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be imported: files in order, the series that manifests describe, and what of these is not used."""

    files: tuple[Listed, ...]
    series: tuple[Series, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass
class Reader:
    """Reads the files of a plan.

    `refused` are those that cannot be read, and why; `repeated`, the common names that are of several statements, for
    several folders have a file of one name. A day long after `today` is doubtful.
    """

    into: Sequence[str] = ()
    given: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    refused: list[Kept] = field(default_factory=list)
    today: date = field(default_factory=date.today)
    repeated: set[str] = field(init=False, default_factory=set)

    def all(self, files: Iterable[Listed]) -> Iterator[Incoming]:
        """The statements of the files that can be read."""
        files = tuple(files)
        names = Counter(listed.path.name for listed in files)
        self.repeated = {common_name(name) for name, times in names.items() if times > 1}
        for listed in files:
            try:
                yield self.one(listed)
            except DipleError as error:
                self.refused.append(Kept(str(listed.path), "", "refused", Details(), str(error), error.code))

    def one(self, listed: Listed) -> Incoming:
        """One statement. Raises ReadError, OptionError."""
        check_home(listed)
        content = content_of(listed.path)
        series = tuple(dict.fromkeys((*listed.series, *self.into)))
        given = {**listed.given, **self.given}
        again = exported(listed, content)
        if again:
            digest, statement = again
            return Incoming(digest, statement, overruled(Details(), given), str(listed.path), series)
        language = given.get("language")
        statement = read(content, name=listed.path.name, language=str(language) if language else None)
        found = proposed(statement, listed.path.name, str(given.get("title", "")))
        details = overruled(replace(found, version_of=self.version_of(listed.path, found)), given)
        warnings = tuple(doubts(statement, listed.path.name, details.date, self.today, given="date" in given))
        return Incoming(sha256(content).hexdigest(), statement, details, str(listed.path), series, warnings)

    def version_of(self, path: Path, found: Details) -> str:
        """What language versions have in common: with the folder, where files of several folders are named so."""
        common = found.version_of
        return f"{path.parent.name}/{common}" if common and common in self.repeated else common


def check_home(listed: Listed) -> None:
    """Raises ReadError, UNSAFE_PATH, where a manifest names a file outside its folder: it may come from anybody."""
    if listed.home is not None and leads_out(listed.path, listed.home):
        raise ReadError(
            "UNSAFE_PATH",
            f"The manifest names {listed.path}, which is not in its folder {listed.home}.",
            "Put the file into that folder or one below it, or name the file itself, with --manifest for the manifest.",
            file=str(listed.path),
        )


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is outside a folder once its links are followed, or can be none."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (ValueError, OSError, RuntimeError):
        return True


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(
            "NOT_READABLE",
            f"Cannot read {path}: {error.strerror}.",
            "Give the path of a file that is there.",
            file=str(path),
        ) from error


def exported(listed: Listed, content: bytes) -> tuple[str, Statement] | None:
    """The digest and the statement that an export wrote, where the text is still the one that was written."""
    sealed = listed.sealed
    if sha256(content).hexdigest() != sealed.get("text_sha256") or not is_digest(sealed.get("sha256", "")):
        return None
    try:
        place = listed.path.parent / sealed["reading"]
        if listed.home is not None and leads_out(place, listed.home):
            return None
        found = content_of(place)
        statement = reading_from(found, content.decode("utf-8", "surrogatepass"))
    except (ValueError, KeyError, ReadError):
        return None
    return (sealed["sha256"], statement) if statement else None


def planned(paths: Sequence[Path], manifest: Path | None = None) -> Plan:
    """The files that paths name: themselves, those of folders, and those that manifests list; each once.

    `manifest` describes files that the paths name, one of them at least; it is none of them, wherever it is. Raises
    ArchiveError, WRONG_MANIFEST; ReadError, NOT_FOUND.
    """
    known = read_manifest(manifest) if manifest else Manifest(())
    described = {realpath(each.path): each for each in known.files}
    files: dict[str, Listed] = {}
    series = {each.name: each for each in known.series}
    read = [known]
    for path in paths:
        found = _of_path(path)
        read.append(found)
        series |= {each.name: each for each in found.series}
        for listed in found.files:
            key = realpath(listed.path)
            first = files.setdefault(key, replace(described.get(key, listed), home=listed.home))
            if listed.home is None:  # the user named it, whatever manifest does
                files[key] = replace(first, home=None)
    if manifest:
        files.pop(realpath(manifest), None)
    if manifest and files and described.keys().isdisjoint(files):
        raise wrong_manifest(manifest, "it lists none of these files; its paths count from the folder it is in")
    return Plan(tuple(files.values()), tuple(series.values()), tuple(_notices(read, files)))


def _notices(read: Sequence[Manifest], files: Container[str]) -> Iterator[Notice]:
    """What is not used of manifests and their folders."""
    if foreign := list(dict.fromkeys(name for each in read for name in each.foreign)):
        said = f"Columns of the manifest that are not read: {', '.join(foreign)}. Those read are {', '.join(COLUMNS)}."
        yield Notice("columns_not_read", said, {"columns": foreign})
    beside = list(dict.fromkeys(path for each in read for path in each.unlisted if realpath(path) not in files))
    if beside:
        many = "1 file is" if len(beside) == 1 else f"{len(beside):,} files are"
        shown = [str(path) for path in beside[:_SHOWN]]
        more = f" and {len(beside) - len(shown):,} more" * (len(beside) > len(shown))
        said = f"{many} not imported, because the manifest of the folder does not list them: {', '.join(shown)}{more}."
        yield Notice("files_not_listed", said, {"count": len(beside), "files": shown})


def _of_path(path: Path) -> Manifest:
    if path.is_dir():
        return _of_folder(path)
    if not path.exists():
        raise ReadError(
            "NOT_FOUND", f"There is no file {path}.", "Give a file, a folder or a manifest.", file=str(path)
        )
    if not is_manifest(path):
        return Manifest((Listed(path, {}),))
    found = read_manifest(path)
    if path.name not in IN_FOLDER:
        return found  # the folder is not imported by it, and has files of all kinds
    return replace(found, unlisted=_unlisted(_files_of(path.parent), [path], found.files))


def _of_folder(folder: Path) -> Manifest:
    """All files of a folder and those below, in the order of their names; beside a manifest those that it lists.

    A folder that cannot be read is among them, so that it is refused. Linked folders are not gone into.
    """
    every = _files_of(folder)
    manifests = [each for each in every if each.name in IN_FOLDER]
    described = {each.parent for each in manifests}
    found = [read_manifest(each) for each in manifests]
    free = (Listed(each, {}) for each in every if described.isdisjoint(each.parents))
    files = (*(listed for each in found for listed in each.files), *free)
    return Manifest(
        files,
        tuple(series for each in found for series in each.series),
        tuple(name for each in found for name in each.foreign),
        _unlisted(every, manifests, files),
    )


def _files_of(folder: Path) -> list[Path]:
    """All files of a folder and those below in order, and the folders that cannot be read."""
    closed: list[str] = []
    below = [
        Path(at, name) for at, _, names in walk(folder, onerror=lambda e: closed.append(e.filename)) for name in names
    ]
    shown = (each for each in (*below, *map(Path, closed)) if not is_hidden(each, folder))
    return sorted(each for each in shown if is_for_import(each))


def _unlisted(every: Iterable[Path], manifests: Sequence[Path], files: Iterable[Listed]) -> tuple[Path, ...]:
    """The files in the folders of manifests and below that are not imported, nor a reading of one that is."""
    described = {each.parent for each in manifests}
    used = {realpath(each) for each in manifests}
    for listed in files:
        used.add(realpath(listed.path))
        if reading := listed.sealed.get("reading"):
            used.add(realpath(listed.path.parent / reading))
    return tuple(each for each in every if not described.isdisjoint(each.parents) and realpath(each) not in used)


def is_for_import(path: Path) -> bool:
    """Whether a path is a file, or nothing that can be looked at, such as a link to nothing: that is then refused.

    A manifest without a byte is not written yet: a shell makes it before `--propose > manifest.tsv` looks here.
    """
    try:
        found = path.stat()
    except OSError:
        return True
    return S_ISDIR(found.st_mode) or (S_ISREG(found.st_mode) and (path.name not in IN_FOLDER or found.st_size > 0))


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file or a folder above it begins with a point."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
