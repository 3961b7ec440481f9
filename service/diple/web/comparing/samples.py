"""The samples that the start page offers: folders with two texts and what there is to say of them, series, versions."""

from __future__ import annotations

import sysconfig
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app

import diple
from diple.parallel import ParallelText
from diple.result import Comparison
from diple.web.work.memory.remembering import compared_for_all, versions_for_all

_IN_A_CHECKOUT = Path(diple.__file__).parents[2] / "samples"
_INSTALLED = Path(sysconfig.get_path("data")) / "share" / "diple" / "samples"
_SERIES = "series"
"""The folder among the samples that holds series of statements."""
_VERSIONS = "versions"
"""The folder among them that holds language versions."""
_REMEMBERED = 32  # samples a process remembers: three times as many as there are


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of statements: the folder's name, what a reader picks it by in a language, and its two files.

    `language` is that of title and description: English where the sample is not described in another.
    """

    name: str
    title: str
    description: str
    language: str
    old: Path
    new: Path


@dataclass(frozen=True, slots=True)
class SampleSeries:
    """A series of statements: its name, which is that of its folder, and its title in a language.

    `language` is that of the title: English where the manifest has it in no other. `series` is the name by which the
    archive that is made of it knows it.
    """

    name: str
    title: str
    language: str
    series: str
    folder: Path


@dataclass(frozen=True, slots=True)
class SampleVersions:
    """Language versions of one statement: the folder's name, what a reader picks them by in a language, their files."""

    name: str
    title: str
    description: str
    language: str
    texts: tuple[Path, ...]


def folder(configured: str | None) -> Path | None:
    """Where the samples are: as configured, in the source tree, or where installing put them; None where nowhere."""
    places = [Path(configured)] if configured else [_IN_A_CHECKOUT, _INSTALLED]
    return next((place for place in places if place.is_dir()), None)


def samples(place: Path | None, language: str = "en") -> dict[str, Sample]:
    """The samples of a folder by name, in the order of their names; a folder without its texts is none.

    They are described in `language` where they can be.
    """
    if place is None:
        return {}
    found = (_sample(about, language) for about in sorted(place.glob("*/markers.toml")))
    return {sample.name: sample for sample in found if sample.old.is_file() and sample.new.is_file()}


def of_service(language: str = "en") -> dict[str, Sample]:
    """The samples that this service offers; `DIPLE_SAMPLES` names another folder."""
    return samples(folder(current_app.config["DIPLE_SAMPLES"]), language)


def series_of_service(language: str = "en") -> dict[str, SampleSeries]:
    """The series that this service offers, by name."""
    place = folder(current_app.config["DIPLE_SAMPLES"])
    found = sorted(place.glob(f"{_SERIES}/*/manifest.toml")) if place else []
    told = {path: _description(path, _changed_at(path)).get("series", {}) for path in found}
    return {path.parent.name: _sample_series(path, series, language) for path, series in told.items() if series}


def _sample_series(manifest: Path, series: dict[str, Any], language: str) -> SampleSeries:
    name, told = next(iter(series.items()))
    said = told.get("in", {}).get(language)
    return SampleSeries(manifest.parent.name, said or told["title"], language if said else "en", name, manifest.parent)


def versions_of_service(language: str = "en") -> dict[str, SampleVersions]:
    """The language versions that this service offers as samples, by name."""
    place = folder(current_app.config["DIPLE_SAMPLES"])
    found = sorted(place.glob(f"{_VERSIONS}/*/versions.toml")) if place else []
    return {path.parent.name: _sample_versions(path, language) for path in found}


def _sample_versions(about: Path, language: str) -> SampleVersions:
    told = _description(about, _changed_at(about))
    said = told["in"].get(language)
    words = said or told
    return SampleVersions(
        about.parent.name,
        words["title"],
        words["description"].replace("\n", " ").strip(),
        language if said else "en",
        tuple(about.parent / name for name in told["texts"]),
    )


def compared_versions(sample: SampleVersions) -> ParallelText:
    """The table of a sample: made once in a process, and again where a file has changed."""
    return _compared_versions(sample.texts, tuple(map(_changed_at, sample.texts)))


@lru_cache(maxsize=_REMEMBERED)
def _compared_versions(texts: tuple[Path, ...], changed_at: tuple[int, ...]) -> ParallelText:
    return versions_for_all(texts, changed_at)


def compared(sample: Sample) -> Comparison:
    """The comparison of a sample's two texts: made once, and again where a file has changed.

    A process remembers it, and so does its worker: half of the samples take so long that their child is ended after.
    """
    return _compared(sample.old, sample.new, _changed_at(sample.old), _changed_at(sample.new))


@lru_cache(maxsize=_REMEMBERED)
def _compared(old: Path, new: Path, *changed_at: int) -> Comparison:
    return compared_for_all(old, new, changed_at)


def _changed_at(file: Path) -> int:
    """When a file was last changed, in nanoseconds."""
    return file.stat().st_mtime_ns


@lru_cache(maxsize=_REMEMBERED)
def _description(about: Path, _changed_at: int) -> dict[str, Any]:
    return tomllib.loads(about.read_text(encoding="utf-8"))


def _sample(about: Path, language: str) -> Sample:
    told = _description(about, _changed_at(about))
    said = told.get("in", {}).get(language)
    words = said or told
    return Sample(
        name=about.parent.name,
        title=words["title"],
        description=words["description"].replace("\n", " ").strip(),
        language=language if said else "en",
        old=about.parent / told["old"],
        new=about.parent / told["new"],
    )
