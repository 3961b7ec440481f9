"""Reading packs: a TOML file, and the companion files beside it that are read only when they are needed.

`NAME.toml` is a pack. Beside it may stand `NAME.LANG.toml` with its forms in one language, read at the first
search in that language, and `NAME.examples.toml` with examples, read when they are run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from diple.errors import LexiconError
from diple.lexicon.entries import Concept, Example, Finding, Ladder, MarkerKind, Pack
from diple.lexicon.validate import companion_problems, pack_problems

SHIPPED = Path(__file__).parent / "packs"
_EXAMPLES = "examples"
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_PLAIN_CONCEPT_KEYS = (
    "category", "ladder", "rank", "weight", "referent", "axis", "polarity", "inverted", "level", "contested",
    "counter_reading", "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackFile:
    """The main file of a pack, parsed and checked, and the paths of its companions by language."""

    path: Path
    data: dict[str, Any]
    sha256: str
    companions: dict[str, Path]
    examples: Path | None

    @property
    def name(self) -> str:
        """The pack's name."""
        return str(self.data["pack"]["name"])


def shipped_paths() -> list[Path]:
    """The main files of the packs that come with Diple."""
    return sorted(path for path in SHIPPED.glob("*.toml") if path.name.count(".") == 1)


def read_pack(path: str | Path) -> PackFile:
    """Read and check one pack. Raises LexiconError: PACK_NOT_FOUND, PACK_SYNTAX or PACK_INVALID."""
    path = Path(path)
    data = read_toml(path)
    raise_first(pack_problems(data, path))
    companions = {
        beside.name[len(path.stem) + 1 : -len(".toml")]: beside
        for beside in sorted(path.parent.glob(f"{path.stem}.*.toml"))
    }
    digest = sha256()
    for file in [path, *companions.values()]:
        digest.update(file.read_bytes())
    return PackFile(path, data, digest.hexdigest(), companions, companions.pop(_EXAMPLES, None))


def read_companion(path: Path) -> dict[str, Any]:
    """Read and check the forms of one language. Raises LexiconError as `read_pack` does."""
    data = read_toml(path)
    raise_first(companion_problems(data, path))
    return data


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises LexiconError: PACK_NOT_FOUND or PACK_SYNTAX."""
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8")
        if text.startswith("\ufeff"):
            raise LexiconError(
                "PACK_SYNTAX",
                f"{path.name}, line 1: the file begins with a byte order mark.",
                "Save it as UTF-8 without one.",
                file=str(path),
                line=1,
            )
        return tomllib.loads(text)
    except OSError as error:
        raise LexiconError(
            "PACK_NOT_FOUND",
            f"The pack {path} cannot be read: {error.strerror}.",
            "Give the path of a TOML file.",
            file=str(path),
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _syntax_error(path, line, "it is not UTF-8") from None
    except RecursionError:
        raise LexiconError(
            "PACK_SYNTAX",
            f"{path.name}: its lists and tables are nested too deeply.",
            "A pack needs three levels.",
            file=str(path),
        ) from None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        last = path.read_bytes().count(b"\n") + 1
        raise _syntax_error(path, int(place[1]) if place else last, _PLACE.sub("", str(error)).strip()) from None


def raise_first(problems: Iterable[Finding]) -> None:
    """Raise the first error of `problems` as LexiconError."""
    for problem in problems:
        if problem.severity == "error":
            raise LexiconError(
                problem.code,
                f"{Path(problem.file).name}: {problem.key}: {problem.message}",
                problem.remedy,
                file=problem.file,
                key=problem.key,
                line=problem.line,
            )


def pack_of(file: PackFile) -> Pack:
    """The pack's own record."""
    head = file.data["pack"]
    return Pack(
        name=head["name"],
        version=head["version"],
        sha256=file.sha256,
        license=head["license"],
        source=head.get("source", ""),
        path=str(file.path),
        concepts=tuple(entry["id"] for entry in file.data.get("concept", ())),
        ladders=tuple(entry["name"] for entry in file.data.get("ladder", ())),
        markers=tuple(entry["code"] for entry in file.data.get("marker", ())),
        native_checked=tuple(head.get("native_checked", ())),
    )


def add_concepts(file: PackFile, concepts: dict[str, Concept]) -> None:
    """Put the concepts of a pack into `concepts`; an id that is there already is overridden key by key."""
    pack = file.name
    for number, entry in enumerate(file.data.get("concept", ())):
        known = concepts.get(entry["id"])
        if not ("category" in entry and "weight" in entry):
            raise_unknown_concept(entry["id"], concepts, file.path, f"concept[{number}].id")
        values = {key: entry[key] for key in _PLAIN_CONCEPT_KEYS if key in entry}
        values |= {key: tuple(entry[key]) for key in ("owner", "native_checked") if key in entry}
        if "from" in entry or "to" in entry:
            values["years"] = (entry.get("from"), entry.get("to"))
        concepts[entry["id"]] = replace(known, **values) if known else Concept(id=entry["id"], pack=pack, **values)


def raise_unknown_concept(concept_id: str, known: Mapping[str, Concept], file: Path, key: str) -> None:
    """Raise LexiconError (UNKNOWN_CONCEPT) where `concept_id`, named in `file` at `key`, is not in `known`."""
    if concept_id not in known:
        raise LexiconError(
            "UNKNOWN_CONCEPT",
            f"{file.name}: {key}: no pack has the concept {concept_id!r}.",
            "Correct the id, or make it a new concept with category and weight.",
            file=str(file),
            key=key,
            concept=concept_id,
        )


def ladders_of(file: PackFile) -> Iterator[Ladder]:
    """The ladders of a pack."""
    for entry in file.data.get("ladder", ()):
        yield Ladder(**{**entry, "languages": tuple(entry.get("languages", ())), "pack": file.name})


def markers_of(file: PackFile) -> Iterator[MarkerKind]:
    """The kinds of marker of a pack."""
    for entry in file.data.get("marker", ()):
        yield MarkerKind(**entry, pack=file.name)


def weights_of(file: PackFile) -> dict[str, int]:
    """The weights of a pack, in points, by dotted name: "marker.F1", "term.first_mention", "level.high"."""
    return {
        f"{group}.{name}": value
        for group, values in file.data.get("weights", {}).items()
        for name, value in values.items()
    }


def examples_of(file: PackFile) -> list[Example]:
    """The examples of a pack, in its main file and in its companion, in the order written."""
    found = [
        Example(entry["id"], each["language"], each["text"], kind == "for", each.get("why", ""),
                each.get("known_failure", ""))
        for entry in file.data.get("concept", ())
        for kind in ("for", "against")
        for each in entry.get("examples", {}).get(kind, ())
    ]  # fmt: skip
    entries = list(file.data.get("example", ()))
    if file.examples:
        data = read_toml(file.examples)
        raise_first(p for p in pack_problems({"pack": file.data["pack"], **data}, file.examples))
        entries += data.get("example", [])
    return found + [_example(entry) for entry in entries]


def _example(entry: Mapping[str, str]) -> Example:
    return Example(
        concept=entry["concept"],
        language=entry["language"],
        text=entry.get("for") or entry["against"],
        matches="for" in entry,
        why=entry.get("why", ""),
        known_failure=entry.get("known_failure", ""),
    )


def _syntax_error(path: Path, line: int, what: str) -> LexiconError:
    return LexiconError(
        "PACK_SYNTAX",
        f"{path.name}, line {line}: this is not TOML: {what}.",
        "Correct the line; https://toml.io shows the syntax.",
        file=str(path),
        line=line,
    )
