"""The model of a language: its tagger, lemmatiser and attachment of prepositions, read from one file when first needed.

A file is JSON compressed by zlib. Long tables are strings of entries, since splitting a string is several
times as fast as parsing a JSON object of as many entries.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diple.grammar.lemmas import Lemmatiser
from diple.grammar.tagger import Tagger

FORMAT = 1
SUFFIX = ".model"
# Between the entries of a long table: a character that JSON does not escape and no word contains.
SEPARATOR = "\x7f"


@dataclass(frozen=True, slots=True)
class Model:
    """What is learned of one language."""

    tagger: Tagger
    lemmatiser: Lemmatiser
    attachment: dict[str, int]


@cache
def languages() -> tuple[str, ...]:
    """The languages whose grammar can be read, in the order of the alphabet."""
    folder = files("diple.grammar").joinpath("models")
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in folder.iterdir() if path.name.endswith(SUFFIX)))


@cache
def model_of(language: str) -> Model | None:
    """The model of a language, None where there is none; it is loaded once."""
    if language not in languages():
        return None
    return unpack(files("diple.grammar").joinpath("models", language + SUFFIX).read_bytes())


def pack(model: Model) -> bytes:
    """The bytes of a model file: the same for the same model."""
    tagger = model.tagger
    parts = {
        "format": FORMAT,
        "labels": tagger.labels,
        "sure": _lines(tagger.sure),
        "known": _lines(tagger.known),
        "limited": SEPARATOR.join(sorted(tagger.limited)),
        "features": _lines(tagger.packed),
        "lemmas": _lines(model.lemmatiser.rules),
        "vocabulary": SEPARATOR.join(sorted(model.lemmatiser.vocabulary)),
        "attachment": model.attachment,
    }
    return zlib.compress(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode(), 9)


def unpack(content: bytes) -> Model:
    """The model in the bytes of a file."""
    parts = json.loads(zlib.decompress(content))
    tagger = Tagger(
        parts["labels"],
        _table(parts["sure"]),
        _table(parts["known"]),
        frozenset(parts["limited"].split(SEPARATOR)),
        _table(parts["features"]),
    )
    lemmatiser = Lemmatiser(_table(parts["lemmas"]), frozenset(parts["vocabulary"].split(SEPARATOR)))
    return Model(tagger, lemmatiser, parts["attachment"])


def _lines(table: dict[str, str]) -> list[str]:
    """The keys and the values of a table, each as one string with an entry a line."""
    return [SEPARATOR.join(sorted(table)), SEPARATOR.join(table[key] for key in sorted(table))]


def _table(lines: list[str]) -> dict[str, str]:
    keys, values = lines
    return dict(zip(keys.split(SEPARATOR), values.split(SEPARATOR), strict=True))
