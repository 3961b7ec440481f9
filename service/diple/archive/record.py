"""A comparison as bytes and back: all of it but the lexicon, of which what it says of the markers is taken along.

The types of the model say how it is read again, so that a field added to the model needs no line here. Named tuples
are lists, dataclasses are objects, and the text stays readable UTF-8: what was kept can be looked for on the disc.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from diple.errors import ArchiveError
from diple.result import Comparison

Plain = Any
"""What JSON gives, and what is made of it: here alone the types are known only when it runs."""
Reader = Callable[[Plain], Plain]
_LEFT_OUT = "lexicon"


def written(comparison: Comparison) -> bytes:
    """The comparison as JSON in UTF-8; lone surrogates of a text are passed through."""
    whole = replace(comparison, told=comparison.glossary, lexicon=None)
    text = json.dumps(whole, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _plain(value: Plain) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != _LEFT_OUT}


def read(record: bytes) -> Comparison:
    """The comparison that was written. Raises ArchiveError, KEPT_UNREADABLE, where another Diple wrote it otherwise."""
    try:
        found: Comparison = _reader(Comparison)(json.loads(record.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ArchiveError(
            "KEPT_UNREADABLE",
            "This result was kept by another version of Diple and cannot be read.",
            "Compare the texts again.",
        ) from error
    return found


@cache
def _reader(kind: Plain) -> Reader:
    """How a value of a type is made from what JSON gives for it."""
    origin: Plain = get_origin(kind)
    inner: tuple[Plain, ...] = get_args(kind)
    if origin in (Union, UnionType):
        (only,) = (_reader(each) for each in inner if each is not NoneType)
        return lambda value: None if value is None else only(value)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin is dict or origin is Literal:
        return _as_it_is
    if is_dataclass(kind):
        return _object_reader(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _row_reader(kind)
    return _as_it_is


def _as_it_is(value: Plain) -> Plain:
    return value


def _tuple_reader(inner: tuple[Any, ...]) -> Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        one = _reader(inner[0])
        return lambda value: tuple(value) if one is _as_it_is else tuple(map(one, value))
    several = [_reader(each) for each in inner]
    return lambda value: tuple(reader(each) for reader, each in zip(several, value, strict=True))


def _object_reader(kind: Plain) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind) if field.name != _LEFT_OUT}
    return lambda value: kind(**{name: readers[name](each) for name, each in value.items()})


def _row_reader(kind: type) -> Reader:
    readers = [_reader(each) for each in get_type_hints(kind).values()]
    if all(reader is _as_it_is for reader in readers):
        return lambda value: kind(*value)
    return lambda value: kind(*(reader(each) for reader, each in zip(readers, value, strict=False)))
