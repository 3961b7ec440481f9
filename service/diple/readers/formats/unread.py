"""Files that no reader reads: each is refused by what it is, recognised by its bytes, with what to do instead.

What is read when it is whole, and is cut off, comes here as well: it is named by what is left of it, or by its name.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from diple.errors import ReadError
from diple.readers.document.messages import subject
from diple.readers.package import OLE_SIGN, ZIP_SIGN, is_whole, part_names

_Kind = dict[str, str]
_NO_TEXT = "An image has no text: run text recognition (OCR) over it first."


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[dict[str, str | int]]]:
    return tomllib.loads((files(__package__) / "unread.toml").read_text(encoding="utf-8"))


def refuse_unread(data: bytes, name: str | None) -> None:
    """Raises ReadError for a file that is known and not read: BINARY_INPUT, or NOT_READABLE where it is cut off."""
    if data.startswith(ZIP_SIGN):
        raise _archive(data, name)
    if data.startswith(OLE_SIGN):
        streams = (kind for kind in _kinds()["ole"] if str(kind.get("stream", "")).encode("utf-16-le") in data)
        raise not_text(name, **_told(next(streams)))
    for kind in _kinds()["sign"]:
        at = int(kind.get("at", 0))
        begins = bytes.fromhex(str(kind.get("begins", "")))
        if data.startswith(begins) and data.startswith(bytes.fromhex(str(kind["hex"])), at):
            raise not_text(name, **_told(kind))


def not_text(name: str | None, looks_like: str, remedy: str) -> ReadError:
    """The error for a file of a kind that is not read."""
    return ReadError(
        "BINARY_INPUT", f"{subject(name)} is not text: it is {looks_like}.", remedy, name=name, looks_like=looks_like
    )


def _told(kind: dict[str, str | int]) -> _Kind:
    return {"looks_like": str(kind["name"]), "remedy": str(kind.get("remedy", _NO_TEXT))}


def _archive(data: bytes, name: str | None) -> ReadError:
    """The error for a ZIP archive: it is cut off, or of another kind than those that are read."""
    kind = _kind_of_archive(data, name)
    if not is_whole(data):
        return ReadError(
            "NOT_READABLE",
            f"{subject(name)} is {kind['name']} that is damaged or cut off: the directory at its end is missing.",
            "Download or copy it again; if a word processor can repair it, save it again there.",
            name=name,
            looks_like=kind["name"],
        )
    if "remedy" not in kind:
        return ReadError(
            "NOT_READABLE",
            f"{subject(name)} is {kind['name']} that is damaged: a part that it must have is missing.",
            "Download or copy it again, or save it again in a word processor.",
            name=name,
            looks_like=kind["name"],
        )
    return not_text(name, **_told(kind))


def _kind_of_archive(data: bytes, name: str | None) -> dict[str, str | int]:
    """What kind an archive is of, by the parts that are left of it, or else by its name."""
    parts = part_names(data)
    ending = PurePath(name).suffix.lower() if name else ""
    kinds = _kinds()["zip"]
    for kind in kinds:
        part, type_ = str(kind.get("part", "")), str(kind.get("type", ""))
        if (part and any(each.startswith(part) for each in parts)) or (type_ and f"mimetype{type_}".encode() in data):
            return kind
    if not is_whole(data):
        return next((kind for kind in kinds if ending and kind.get("ending") == ending), kinds[-1])
    return kinds[-1]
