"""Files into the archive and out of it, by the API: an upload of files with what describes them, an export as a ZIP.

An upload is read as `diple archive import` reads a folder, with the same proposals. A manifest describes the files that
come with it, and no others; a ZIP holds a folder, such as an export.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response, current_app, request

from diple.errors import ArchiveError, DipleError, ReadError, RequestError
from diple.readers.package import MOST_UNPACKED, ZIP_SIGN, open_package, package_format
from diple.result import count_words
from diple.schemas.archived import ImportedSchema, ImportSchema, ScopeQuerySchema
from diple.web import access
from diple.web.access import audit
from diple.web.answers.replies import answered
from diple.web.comparing.texts import bounded
from diple.web.requests.multipart import Part, form_parts
from diple.web.requests.parsing import single
from diple.web.routes.archive import holding
from diple.web.routes.archive.api import blueprint, scope_of
from diple.web.routes.archive.folders import folder_for_a_request

if TYPE_CHECKING:
    from diple.archive.statements.contract import Incoming, Kept, StatementArchive
    from diple.archive.statements.importing.manifests import Listed
    from diple.archive.statements.importing.sources import Plan, Reader
    from diple.model import Notice

MOST_EXPORTED = 5_000
"""Statements of one export: 60 MB of texts of 1,000 words, and as many readings."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of each file of a ZIP, so that the same statements are the same bytes."""
_LONGEST = 255
"""Characters of a name, and bytes of each part of it."""
_MANIFEST = {".tsv": "manifest.tsv", ".toml": "manifest.toml"}


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form asks to import: its files, what describes them, and what is to be done."""

    files: tuple[Part, ...]
    manifest: Part | None
    series: tuple[str, ...]
    propose: bool
    correct: bool


@blueprint.post("/import")
def import_() -> Response:
    """Keeps the statements of files, or only proposes what is known of them."""
    upload = upload_of(form_parts(request) if request.mimetype == "multipart/form-data" else _unread())
    if not upload.propose:
        access.require("write")
        audit.note("import statements")
    with folder_for_a_request() as folder, _without(folder):
        answer = _imported(upload, folder)
    return answered(ImportedSchema(), answer)


@blueprint.get("/export")
def export() -> Response:
    """The statements of a scope as plain files with a manifest, in a ZIP."""
    from diple.archive.statements.exporting import export as written

    asked: dict[str, Any] = ScopeQuerySchema().load(single(request.args))
    archive, scope = holding.of_caller(), scope_of(asked)
    count = archive.coverage(scope).statements
    if count > MOST_EXPORTED:
        why = f"{count:,} statements are more than one export holds, {MOST_EXPORTED:,}."
        raise RequestError("TOO_MANY_TEXTS", why, "Narrow it by series, since and until.", limit=MOST_EXPORTED)
    with folder_for_a_request() as made:
        folder = made / "statements"
        for _ in written(archive, folder, scope):
            pass
        body = zipped(folder)
    headers = {"Content-Disposition": 'attachment; filename="statements.zip"'}
    return Response(body, 200, headers, mimetype="application/zip")


def _unread() -> list[Part]:
    raise RequestError(
        "UNSUPPORTED_MEDIA_TYPE",
        f"The body is {request.mimetype or 'of no declared type'}, which is not read here.",
        "Send multipart/form-data with the files as file.",
        content_type=request.mimetype,
    )


def upload_of(parts: Sequence[Part]) -> Upload:
    """What the parts of a form ask. Raises RequestError, ValidationError; ArchiveError, WRONG_DETAILS."""
    from diple.archive.statements.checking import check_name

    sent = [part for part in parts if not part.is_no_choice]
    files = tuple(part for part in sent if part.name == "file")
    manifests = [part for part in sent if part.name == "manifest"]
    options = [part for part in sent if part.name not in ("file", "manifest")]
    given: dict[str, Any] = {part.name: part.text for part in options if part.name != "series"}
    given["series"] = [part.text for part in options if part.name == "series"]
    known = ImportSchema(exclude=("file", "manifest")).load(given)
    for series in known["series"]:
        check_name(series)
    if not files:
        raise RequestError("INVALID_REQUEST", "The form has no file.", "Send each as a file named file.", field="file")
    if len(manifests) > 1:
        raise RequestError("DUPLICATE_FIELD", "The manifest is given twice.", "Give one.", field="manifest")
    return Upload(
        files, next(iter(manifests), None), tuple(known["series"]), propose=known["propose"], correct=known["correct"]
    )


def _imported(upload: Upload, folder: Path) -> dict[str, Any]:
    """What became of each file of an upload, and what of its manifest was not used."""
    from diple.archive.statements.importing.sources import Reader

    plan, reader = plan_of(upload, folder), Reader(upload.series)
    incoming = bounded_ones(reader, plan)
    if upload.propose:
        kept = [_proposed(each) for each in incoming]
    else:
        archive = holding.of_caller()
        _check_room(archive, plan.files)
        for series in plan.series:
            archive.describe(series)
        kept = [_told(each) for each in archive.add(incoming, correct=upload.correct)]
    outcomes = [_named(each, folder) for each in (*kept, *map(_told, reader.refused))]
    return {"statements": outcomes, "warnings": [_notice(each, folder) for each in plan.notices]}


def bounded_ones(reader: Reader, plan: Plan) -> Iterator[Incoming]:
    """The statements of a plan that can be read; one of more words than a text may have is refused."""
    from diple.archive.statements.contract import Kept

    for incoming in reader.all(plan.files):
        try:
            bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", count_words(incoming.statement.text), "words")
        except RequestError as error:
            reader.refused.append(Kept(incoming.name, "", "refused", incoming.details, str(error), error.code))
        else:
            yield incoming


def _check_room(archive: StatementArchive, files: Sequence[Listed]) -> None:
    """Raises ArchiveError, ARCHIVE_FULL, where a tenant would hold more statements than one may by the API."""
    most, held = current_app.config["DIPLE_MAX_STATEMENTS"], archive.coverage().statements
    more = len(files)
    if held + more > most:
        more = sum(not _is_held(archive, listed) for listed in files)
    if more and held + more > most:
        why = f"This service keeps {most:,} statements at most; {held:,} are held and {more:,} would be added."
        raise ArchiveError("ARCHIVE_FULL", why, "Remove some, or import fewer.", limit=most)


def _is_held(archive: StatementArchive, listed: Listed) -> bool:
    """Whether the statement of a file is held, by its digest."""
    from diple.archive.statements.importing.sources import content_of, exported
    from diple.archive.statements.rows import id_of

    try:
        content = content_of(listed.path)
    except ReadError:
        return True  # what cannot be read is not added
    again = exported(listed, content)
    digest = again[0] if again else sha256(content).hexdigest()
    try:
        return archive.get(id_of(digest)).id == id_of(digest)
    except ArchiveError as error:
        if error.code != "UNKNOWN_STATEMENT":
            raise
        return False


def plan_of(upload: Upload, folder: Path) -> Plan:
    """The files of an upload, written into a folder, and what describes them.

    Raises ArchiveError, WRONG_MANIFEST; ReadError of a ZIP that is not sound; RequestError, INVALID_REQUEST.
    """
    from diple.archive.statements.importing.manifests import wrong_manifest
    from diple.archive.statements.importing.sources import leads_out, planned

    writing = Writing(folder)
    paths = [writing.file(part) for part in upload.files]
    manifest = _manifest(upload.manifest, folder) if upload.manifest else None
    plan = planned(paths, manifest)
    for listed in plan.files:
        for path in (listed.path, listed.path.parent / listed.sealed.get("reading", ".")):
            if leads_out(path, folder):
                raise wrong_manifest(manifest or listed.path, "it names a file that was not sent with it")
    return plan


def _manifest(part: Part, folder: Path) -> Path:
    """The manifest of an upload, written: TOML by its name, else TSV."""
    path = folder / _MANIFEST.get(PurePosixPath(part.filename or "").suffix.lower(), "manifest.tsv")
    if path.exists():
        raise _twice(PurePosixPath(path.name))
    path.write_bytes(part.content)
    return path


class Writing:
    """Files of an upload, written into a folder, no more bytes of them than one package may hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.room = MOST_UNPACKED

    def file(self, part: Part) -> Path:
        """Writes a file under its name; of a ZIP that is no document, the folder that it holds."""
        name = safe_name(part.filename or "text.txt")
        if not part.content.startswith(ZIP_SIGN) or package_format(part.content):
            return self._write(name, part.content)
        package = open_package(part.content, str(name))
        path = self.folder / name
        if path.exists():
            raise _twice(name)
        _make(path, name)
        for entry in package.entries:
            if not entry.endswith("/"):
                self._write(name / safe_name(entry), package.part(entry))
        return path

    def _write(self, name: PurePosixPath, content: bytes) -> Path:
        """Raises RequestError: DUPLICATE_FIELD, TOO_LARGE."""
        path = self.folder / name
        self.room -= len(content)
        if self.room < 0:
            why = f"The files have more than {MOST_UNPACKED:,} bytes once unpacked."
            raise RequestError("TOO_LARGE", why, "Send them in several requests.", limit=MOST_UNPACKED)
        if path.exists():
            raise _twice(name)
        _make(path.parent, name)
        path.write_bytes(content)
        return path


def _make(folder: Path, name: PurePosixPath) -> None:
    """Makes a folder with those above it. Raises RequestError, DUPLICATE_FIELD, where a file is in its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _twice(name) from None


def _twice(name: PurePosixPath) -> RequestError:
    return RequestError(
        "DUPLICATE_FIELD",
        f"Two files are called {name}, or one is called as a folder of another.",
        "Give each its own name.",
        field="file",
    )


def safe_name(name: str) -> PurePosixPath:
    """The name of a file, with folders where it has them. Raises RequestError where it leads out of its folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or not name.isprintable() or _is_long(path):
        raise RequestError(
            "INVALID_REQUEST", f"{name!r} is no name of a file.", "Send a name as of a folder's file.", field="file"
        )
    return path


def _is_long(path: PurePosixPath) -> bool:
    """Whether a name, or one of a folder in it, is longer than file systems take."""
    return len(str(path)) > _LONGEST or any(len(part.encode()) > _LONGEST for part in path.parts)


@contextmanager
def _without(folder: Path) -> Iterator[None]:
    """Messages call files as they were sent, not where the service put them."""
    try:
        yield
    except DipleError as error:
        error.message = _as_sent(error.message, folder)
        named = {name: value for name, value in error.data.items() if isinstance(value, str)}
        error.data.update({name: _as_sent(value, folder) for name, value in named.items()})
        raise


def _as_sent(text: str, folder: Path) -> str:
    """A message without the folder of the service, as an answer can hold it."""
    from diple.archive.statements.rows import storable

    return storable(text.replace(f"{folder}/", "").replace(str(folder), "."))


def _told(kept: Kept) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in ("name", "id", "outcome", "details", "problem", "code", "warnings")}


def _proposed(incoming: Incoming) -> dict[str, Any]:
    from diple.archive.statements.contract import Kept

    told = _told(Kept(incoming.name, "", "added", incoming.details, warnings=incoming.warnings))
    return told | {"outcome": "proposed"}


def _named(told: dict[str, Any], folder: Path) -> dict[str, Any]:
    return {**told, **{name: _as_sent(told[name], folder) for name in ("name", "problem")}}


def _notice(notice: Notice, folder: Path) -> Notice:
    """A notice that calls files as they were sent."""
    named = {
        name: [_as_sent(each, folder) for each in value] if isinstance(value, list) else value
        for name, value in notice.data.items()
    }
    return replace(notice, message=_as_sent(notice.message, folder), data=named)


def zipped(folder: Path) -> bytes:
    """The files of a folder as a ZIP, the same bytes for the same files."""
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    return body.getvalue()
