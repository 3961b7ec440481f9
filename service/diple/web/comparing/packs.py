"""Lexicon packs that a request brings along: bounded, read, and laid over those of the service."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import current_app

from diple.errors import LexiconError, RequestError
from diple.lexicon import Lexicon
from diple.lexicon.limits import GAP
from diple.lexicon.load import PackFile, pack_from_tables, pack_from_text

_MOST_GAPS = 20
Given = str | bytes | dict[str, Any]


def lexicon_with(given: Sequence[Given]) -> Lexicon | None:
    """The service's lexicon with the packs of a request over it; None where the request brings none.

    Raises RequestError: TOO_MANY_PACKS, TOO_LARGE, and the codes of LexiconError, for here the fault is the sender's.
    """
    if not given:
        return None
    most = current_app.config["DIPLE_MAX_PACKS"]
    if len(given) > most:
        message = f"The request has {len(given):,} lexicon packs; this service takes {most:,}."
        raise RequestError("TOO_MANY_PACKS", message, "Join them, or use the command line.", limit=most)
    try:
        packs = [_pack(each, f"packs[{at}]") for at, each in enumerate(given)]
        _bounded_gaps(packs)
        return Lexicon.default().under(packs)
    except LexiconError as error:
        data = {name: value for name, value in error.data.items() if value is not None}
        raise RequestError(error.code, error.message, error.remedy, **data) from error


def _bounded_gaps(packs: Sequence[PackFile]) -> None:
    """A form with a gap is the only one that costs more than its length; a stranger's are few."""
    gaps = [json.dumps(pack.data.get("concept", ()), ensure_ascii=False).count(GAP) for pack in packs]
    if sum(gaps) > _MOST_GAPS:
        worst = packs[gaps.index(max(gaps))].path.name
        message = (
            f"{worst}: the packs of the request hold {sum(gaps):,} gaps (…) together; this service takes {_MOST_GAPS}."
        )
        raise LexiconError("PACK_INVALID", message, "Write such forms out, or use the command line.", limit=_MOST_GAPS)


def _pack(given: Given, name: str) -> PackFile:
    size = len(_bytes(given, name))
    most = current_app.config["DIPLE_MAX_PACK_BYTES"]
    if size > most:
        message = f"{name}: the pack has {size:,} bytes; this service takes {most:,}."
        raise RequestError("TOO_LARGE", message, "Divide it, or use the command line.", limit=most, found=size)
    if isinstance(given, dict):
        return pack_from_tables(given, name)
    return pack_from_text(given if isinstance(given, str) else _decoded(given, name), name)


def _bytes(given: Given, name: str) -> bytes:
    if isinstance(given, bytes):
        return given
    if isinstance(given, str):
        return given.encode("utf-8", "surrogatepass")
    try:
        return json.dumps(given).encode()
    except RecursionError:
        raise LexiconError("PACK_SYNTAX", f"{name}: it is nested too deeply.", "A pack needs three levels.") from None


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        message = f"{name}: the pack is not UTF-8: byte {error.start} cannot be read."
        raise LexiconError("PACK_SYNTAX", message, "Save it as UTF-8.") from error
