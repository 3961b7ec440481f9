"""What is wrong with the tables of a pack: unknown keys, wrong types, missing or clashing values.

The shapes are here once, as tables of key and type, in the order of docs/packs.md;
schemas/lexicon-pack.v1.json shows editors the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from diple.lexicon.entries import Finding
from diple.lexicon.limits import MOST_NEAR, brief, brief_key, form_excess, gapped_excess
from diple.lexicon.tables import languages
from diple.model import Level

_Shape = Mapping[str, type | tuple[type, ...]]

_NUMBER = (int, float)
_PACK: _Shape = {
    "name": str,
    "version": str,
    "license": str,
    "source": str,
    "native_checked": list,
    "note": str,
}
_LADDER: _Shape = {
    "name": str, "higher_means": str, "direction": str, "axis": str, "ranked": bool, "languages": list,
    "comparability": str, "rule": str, "source": str,
}  # fmt: skip
_CONCEPT: _Shape = {
    "id": str, "category": str, "ladder": str, "rank": _NUMBER, "weight": _NUMBER, "referent": str,
    "owner": list, "axis": str, "polarity": str, "inverted": bool, "level": str, "from": int, "to": int,
    "contested": bool, "counter_reading": str, "source": str, "note": str, "native_checked": list,
    "forms": dict, "inflected": dict, "field": dict, "clause_only": dict, "not_in": dict, "near": dict,
    "examples": dict,
}  # fmt: skip
_MARKER: _Shape = {
    "code": str, "name": str, "definition": str, "weight": _NUMBER, "direction": str, "also_called": str,
    "signal": str, "guard": str, "example": str,
}  # fmt: skip
_EXAMPLE: _Shape = {
    "concept": str, "language": str, "for": str, "against": str, "why": str, "known_failure": str,
    "source": str,
}  # fmt: skip
_TOP: _Shape = {
    "pack": dict, "ladder": list, "concept": list, "marker": list, "weights": dict, "letters": dict,
    "example": list,
}  # fmt: skip
_COMPANION: _Shape = {
    "pack": str, "language": str, "clause_only": list, "forms": dict, "inflected": dict, "field": dict,
    "not_in": dict, "near": dict,
}  # fmt: skip
_REQUIRED = {
    "pack": ("name", "version", "license"),
    "ladder": ("name", "higher_means", "direction"),
    "concept": ("id",),
    "marker": ("code", "name", "definition", "weight", "direction"),
    "example": ("concept", "language"),
}
_LISTS_OF_STRINGS = ("owner", "native_checked", "languages")
_SHAPES: dict[str, _Shape] = {"ladder": _LADDER, "concept": _CONCEPT, "marker": _MARKER, "example": _EXAMPLE}
_DIRECTIONS = ("strengthened", "softened", "neutral", "review")
# The languages that statements are read in; zh-Hant is Chinese too.
LANGUAGES = languages()
_RANGES = {"marker": (0, 100), "term": (-100, 100), "level": (0, 100), "level_revision": (0, 100)}
_FURTHEST_RANK = 1000
# The levels of a score that a pack can set, from the highest.
LEVELS: tuple[Level, ...] = ("critical", "high", "notable")
_BY_LANGUAGE = ("forms", "inflected", "field", "clause_only", "not_in")


_SENTENCE = ("language", "text", "why", "known_failure", "source")
_SENTENCE_REMEDY = f"A sentence has {', '.join(_SENTENCE)}."


class _Place(NamedTuple):
    """Where in which file something is wrong; `table` and `number` find the line of an array's entry."""

    file: Path
    key: str
    table: str = ""
    number: int = 0
    raw: bytes = b""

    def finding(self, key: str, message: str, remedy: str, severity: str = "error") -> Finding:
        path = brief_key(f"{self.key}.{key}" if self.key and key else self.key or key)
        return Finding(
            severity="warning" if severity == "warning" else "error",
            code="PACK_INVALID",
            message=f"{message}.",
            file=str(self.file),
            key=path,
            line=self._line(),
            remedy=remedy,
        )

    def _line(self) -> int | None:
        if not self.table:
            return None
        lines = self.raw.splitlines()
        found = [i for i, line in enumerate(lines, 1) if line.strip() == f"[[{self.table}]]".encode()]
        return found[self.number] if self.number < len(found) else None


def pack_problems(data: Mapping[str, object], file: Path, raw: bytes = b"") -> Iterator[Finding]:
    """What is wrong with the main file of a pack, or nothing; `raw` are its bytes, by which lines are found."""
    top = _Place(file, "")
    yield from _shape_problems(data, _TOP, (), top)
    head = data.get("pack")
    if not isinstance(head, dict):
        yield top.finding("pack", "the table is missing", 'Begin the file with [pack] and name = "…".')
    else:
        yield from _shape_problems(head, _PACK, _REQUIRED["pack"], _Place(file, "pack"))
    for table, shape in _SHAPES.items():
        entries = data.get(table, [])
        for number, entry in enumerate(entries if isinstance(entries, list) else []):
            place = _Place(file, f"{table}[{number}]", table, number, raw)
            if not isinstance(entry, dict):
                yield place.finding("", "is no table", f"Write it as [[{table}]].")
                continue
            yield from _shape_problems(entry, shape, _REQUIRED[table], place)
            yield from _entry_problems(table, entry, place)
    yield from _weight_problems(data.get("weights", {}), _Place(file, "weights"))
    yield from _letter_problems(data.get("letters", {}), _Place(file, "letters"))


def companion_problems(data: Mapping[str, object], file: Path) -> Iterator[Finding]:
    """What is wrong with a companion file that holds the forms of one language."""
    top = _Place(file, "")
    yield from _shape_problems(data, _COMPANION, ("pack", "language"), top)
    if isinstance(data.get("language"), str):
        yield from _language_problems([data["language"]], _Place(file, "language"))
    yield from _form_problems({"clause_only": data.get("clause_only", [])}, top)
    for table in ("forms", "inflected", "field", "not_in"):
        yield from _form_problems(data.get(table, {}), _Place(file, table))
    yield from _near_problems(data.get("near", {}), _Place(file, "near"))


def _shape_problems(
    entry: Mapping[str, object], shape: _Shape, required: tuple[str, ...], place: _Place
) -> Iterator[Finding]:
    for key, value in entry.items():
        expected = shape.get(key)
        if expected is None:
            yield place.finding(key, "is not a known key", _suggestion(key, shape))
        elif not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            yield place.finding(key, f"is {_toml_type(value)}", f"It must be {_toml_name(expected)}.")
        elif isinstance(value, str) and not value.strip() and key in required:
            yield place.finding(key, "is empty", "Give it a value.")
        elif key in _LISTS_OF_STRINGS and not all(isinstance(item, str) for item in _items(value)):
            yield place.finding(key, "has a value that is not a string", "It must be a list of strings.")
    for key in required:
        if key not in entry:
            yield place.finding(key, "is missing", f"Add {key} = …")


def _entry_problems(table: str, entry: Mapping[str, object], place: _Place) -> Iterator[Finding]:
    if table == "ladder" and entry.get("direction") not in _DIRECTIONS:
        yield place.finding("direction", f"is {brief(entry.get('direction'))}", f"Use one of {', '.join(_DIRECTIONS)}.")
    if table == "concept":
        yield from _concept_problems(entry, place)
    if table == "example" and not ("for" in entry or "against" in entry):
        yield place.finding("for", "the example has no sentence", "Give it for, against, or both.")
    if table == "example" and "against" in entry and not entry.get("why"):
        yield place.finding("why", "is missing", "Say why the concept must not be found there.")


def _concept_problems(entry: Mapping[str, object], place: _Place) -> Iterator[Finding]:
    if "rank" in entry and "ladder" not in entry:
        yield place.finding("rank", "is without a ladder", 'Add ladder = "…", or drop the rank.')
    weight = entry.get("weight", 0)
    if isinstance(weight, _NUMBER) and not 0 <= weight <= 5:
        yield place.finding("weight", f"is {brief(weight)}", "Weights go from 0 to 5.")
    rank = entry.get("rank", 0)
    if isinstance(rank, _NUMBER) and not (abs(rank) <= _FURTHEST_RANK and isfinite(rank)):
        yield place.finding("rank", f"is {brief(rank)}", f"A rank is a number up to {_FURTHEST_RANK}.")
    for table in _BY_LANGUAGE:
        tables = entry.get(table, {})
        if isinstance(tables, dict):
            yield from _language_problems(tables, place._replace(key=f"{place.key}.{table}"))
            yield from _form_problems(tables, place._replace(key=f"{place.key}.{table}"))
    yield from _near_problems(entry.get("near", {}), place._replace(key=f"{place.key}.near"))
    examples = entry.get("examples", {})
    for kind, sentences in examples.items() if isinstance(examples, dict) else ():
        yield from _example_problems(kind, sentences, place)


def _example_problems(kind: str, sentences: object, place: _Place) -> Iterator[Finding]:
    if kind not in ("for", "against"):
        yield place.finding(f"examples.{kind}", "is not a known key", "Use examples.for and examples.against.")
        return
    for number, sentence in enumerate(sentences if isinstance(sentences, list) else [None]):
        needed = ("language", "text", "why") if kind == "against" else ("language", "text")
        given = sentence if isinstance(sentence, dict) else {}
        missing = [key for key in needed if not (isinstance(given.get(key), str) and given[key])]
        for key in given:
            if key not in _SENTENCE or not isinstance(given[key], str):
                yield place.finding(f"examples.{kind}[{number}].{key}", "is not known, or no string", _SENTENCE_REMEDY)
        if missing:
            yield place.finding(
                f"examples.{kind}[{number}]",
                f"lacks {', '.join(missing)}",
                'Write it as { language = "en", text = "…" }, with why = "…" where it is against.',
            )


def _language_problems(languages: Iterable[object], place: _Place) -> Iterator[Finding]:
    for language in languages:
        if str(language).split("-", maxsplit=1)[0] not in LANGUAGES:
            remedy = f"Statements are read in {', '.join(LANGUAGES)}."
            yield place.finding(str(language), "is not a language that Diple knows", remedy)


def _form_problems(tables: object, place: _Place) -> Iterator[Finding]:
    """Each value must be a list of phrases with a letter or digit in them."""
    if isinstance(tables, dict):
        yield from (place.finding(*excess) for excess in gapped_excess(tables))
    for key, forms in tables.items() if isinstance(tables, dict) else ():
        if not isinstance(forms, list):
            yield place.finding(key, f"is {_toml_type(forms)}", "It must be a list of strings.")
            continue
        for number, form in enumerate(forms):
            if not isinstance(form, str) or not any(map(str.isalnum, form)):
                yield place.finding(f"{key}[{number}]", f"is {brief(form)}", "A form is a string with a letter in it.")
                continue
            yield from (place.finding(*excess) for excess in form_excess(f"{key}[{number}]", form))
            if form.startswith("…") or form.endswith("…"):
                yield place.finding(
                    f"{key}[{number}]", f"is {brief(form)}", "A gap (…) belongs between words, not at an end."
                )


def _near_problems(tables: object, place: _Place) -> Iterator[Finding]:
    """Under each concept, or language, a table of forms, each with the words one of which must be near."""
    for key, by_form in tables.items() if isinstance(tables, dict) else ():
        if not isinstance(by_form, dict):
            yield place.finding(key, f"is {_toml_type(by_form)}", 'Write it as { "form" = ["word", …] }.')
        else:
            inside = place._replace(key=f"{place.key}.{key}")
            yield from _form_problems(by_form, inside)
            for form, words in by_form.items():
                if isinstance(words, list) and len(words) > MOST_NEAR:
                    yield inside.finding(form, f"has {len(words):,} words", f"At most {MOST_NEAR} are looked for.")


def _weight_problems(weights: object, place: _Place) -> Iterator[Finding]:
    for group, values in weights.items() if isinstance(weights, dict) else ():
        if group not in _RANGES:
            yield place.finding(group, "is not a known key", "Use weights.marker, weights.term or weights.level.")
            continue
        if not isinstance(values, dict):
            yield place.finding(group, f"is {_toml_type(values)}", "It must be a table of points.")
            continue
        for name, value in values.items():
            if not isinstance(value, int) or isinstance(value, bool):
                yield place.finding(f"{group}.{name}", f"is {_toml_type(value)}", "A weight is a whole number.")
            elif not _RANGES[group][0] <= value <= _RANGES[group][1]:
                least, most = _RANGES[group]
                yield place.finding(f"{group}.{name}", f"is {value}", f"It must be from {least} to {most}.")
            if group in ("level", "level_revision") and name not in LEVELS:
                yield place.finding(f"{group}.{name}", "is not a known level", f"Use one of {', '.join(LEVELS)}.")


def _letter_problems(letters: object, place: _Place) -> Iterator[Finding]:
    for language, pairs in letters.items() if isinstance(letters, dict) else ():
        for number, pair in enumerate(pairs if isinstance(pairs, list) else [None]):
            if not isinstance(pair, str) or len(pair) != 2:
                yield place.finding(
                    f"{language}[{number}]",
                    f"is {brief(pair)}",
                    "A pair is a string of two characters, found and plain.",
                )


def _items(value: object) -> Iterator[object]:
    return iter(value) if isinstance(value, list) else iter(())


def _suggestion(key: str, shape: _Shape) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, list(shape), n=1)
    return f"Did you mean {close[0]}?" if close else f"Known keys: {', '.join(shape)}."


def _toml_type(value: object) -> str:
    return (
        f"{_toml_name(type(value))} ({brief(value)})"
        if isinstance(value, str | int | float)
        else _toml_name(type(value))
    )


def _toml_name(kind: type | tuple[type, ...]) -> str:
    first = kind if isinstance(kind, type) else kind[0]
    names = {str: "a string", list: "a list", dict: "a table", bool: "true or false"}
    return names.get(first, "a whole number" if kind is int else "a number")


def shapes() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The keys of each table of a pack, and those of them that must be there, by the table's name."""
    known = {**_SHAPES, "pack": _PACK, "top": _TOP, "companion": _COMPANION}
    required = {**_REQUIRED, "top": ("pack",), "companion": ("pack", "language")}
    return {name: (tuple(shape), required[name]) for name, shape in known.items()}
