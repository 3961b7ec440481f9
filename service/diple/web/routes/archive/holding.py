"""The archive that a request asks: that of the caller's tenant, or the archive of a sample series.

A sample series is read into a folder of its own, which goes with the process.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask, abort, current_app, g

from diple.web import access, storage
from diple.web.comparing.samples import SampleSeries, series_of_service

if TYPE_CHECKING:
    from diple.archive.statements.contract import StatementArchive

_NAME = "diple.statements"


@dataclass
class _Opened:
    """The archives of a process, by tenant and by sample."""

    tenants: dict[str, StatementArchive] = field(default_factory=dict)
    samples: dict[Path, StatementArchive] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


def register(app: Flask) -> None:
    """Opens nothing yet."""
    app.extensions[_NAME] = _Opened()


def asked() -> StatementArchive:
    """The archive of this request. Raises AccessError, FORBIDDEN."""
    sample: str | None = g.get("sample")
    if sample is not None:
        return _of_sample(series_of_service().get(sample) or abort(404))
    access.require("read")
    return of_caller()


def of_caller() -> StatementArchive:
    """The archive of the caller's tenant, whatever the caller may do there."""
    return _of_tenant(access.caller().tenant)


def _opened() -> _Opened:
    found: _Opened = current_app.extensions[_NAME]
    return found


def _of_tenant(tenant: str) -> StatementArchive:
    from diple.archive.statements import open_statements

    known = _opened().tenants
    with _opened().lock:
        if tenant not in known:
            known[tenant] = open_statements(storage.place(current_app), tenant)
        return known[tenant]


def _of_sample(sample: SampleSeries) -> StatementArchive:
    known = _opened().samples
    with _opened().lock:
        if sample.folder not in known:
            known[sample.folder] = _read(sample)
        return known[sample.folder]


def _read(sample: SampleSeries) -> StatementArchive:
    """The statements of a sample series, in an archive that lasts as long as the process."""
    from diple.archive import Place
    from diple.archive.statements import open_statements
    from diple.archive.statements.importing.sources import Reader, planned

    archive = open_statements(Place(_folder()))
    plan = planned([sample.folder])
    for series in plan.series:
        archive.describe(series)
    reader = Reader(() if plan.series else (sample.name,))
    for _ in archive.add(reader.all(plan.files)):
        pass
    return archive


def _folder() -> Path:
    """A folder that goes with this process, not with a process that it makes."""
    folder = Path(tempfile.mkdtemp(prefix="diple-samples-"))
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, made_by: int) -> None:
    if os.getpid() == made_by:
        shutil.rmtree(folder, ignore_errors=True)
