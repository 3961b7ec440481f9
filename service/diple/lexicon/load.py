"""Reading packs: a TOML file, and the companion files beside it that are read only when they are needed.

`NAME.toml` is a pack. Beside it may be `NAME.LANG.toml` with its forms in one language, read at the first search in
that language, and `NAME.examples.toml` with examples, read when they are run. The forms of a pack that comes with Diple
are in the folder of their language: `languages/LANG/forms/NAME.toml`, and `NAME.SCRIPT.toml` for a second script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from diple.errors import LexiconError
from diple.lexicon.compiled import fresh
from diple.lexicon.entries import Concept, Example, Finding, Ladder, MarkerKind, Pack
from diple.lexicon.limits import MOST_BYTES
from diple.lexicon.tables import FOLDERS
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
    """The main file of a pack, parsed and checked, and the paths of its companions by language.

    A pack that came as text or as tables has no file: `path` is then the name by which errors speak of it.
    """

    path: Path
    data: dict[str, Any]
    sha256: str
    companions: dict[str, Path]
    examples: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The pack's name."""
        return str(self.data["pack"]["name"])


def shipped_paths() -> list[Path]:
    """The main files of the packs that come with Diple."""
    return sorted(path for path in SHIPPED.glob("*.toml") if path.name.count(".") == 1)


def companions_of(path: Path) -> dict[str, Path]:
    """The files with the forms of a pack by language ("zh-Hant" for a second script), in the order of the languages."""
    if is_shipped(path):
        found = {}
        for each in FOLDERS.glob(f"*/forms/{path.stem}*.toml"):
            name, _, script = each.stem.partition(".")
            if name == path.stem:
                language = each.parent.parent.name
                found[f"{language}-{script}" if script else language] = each
    else:
        beside = path.parent.glob(f"{path.stem}.*.toml")
        found = {each.name[len(path.stem) + 1 : -len(".toml")]: each for each in beside if not is_examples(each)}
    return dict(sorted(found.items()))


def is_shipped(path: Path) -> bool:
    """Whether a file is the main file of a pack that comes with Diple."""
    return path.resolve().parent == SHIPPED.resolve()


def read_pack(path: str | Path) -> PackFile:
    """Read and check one pack. Raises LexiconError: PACK_NOT_FOUND, PACK_SYNTAX or PACK_INVALID."""
    path = Path(path)
    data = fresh([path]) if is_shipped(path) else None  # what is compiled was checked
    if data is None:
        data = read_toml(path)
        raise_first(pack_problems(data, path, path.read_bytes()))
    companions = companions_of(path)
    examples = sorted(filter(is_examples, path.parent.glob(f"{path.stem}.*.toml")))
    digest = sha256()
    for file in [path, *companions.values(), *examples]:
        digest.update(file.read_bytes())
    return PackFile(path, data, digest.hexdigest(), companions, tuple(examples))


def is_examples(path: Path) -> bool:
    """Whether a file beside a pack holds examples: NAME.examples.toml, or one part of them, NAME.examples.PART.toml."""
    return _EXAMPLES in path.name.split(".")[1:]


def read_companion(path: Path) -> dict[str, Any]:
    """Read and check the forms of one language. Raises LexiconError as `read_pack` does."""
    data: dict[str, Any] | None = fresh([path]) if path.is_relative_to(FOLDERS) else None
    if data is None:
        data = read_toml(path)
        raise_first(companion_problems(data, path))
    return data


def pack_from_text(text: str, name: str) -> PackFile:
    """One pack from TOML that is in no file; `name` is how errors speak of it. Raises as `read_pack` does."""
    raw = text.encode("utf-8", "surrogatepass")
    data = parsed_toml(raw, Path(name))
    raise_first(pack_problems(data, Path(name), raw))
    return PackFile(Path(name), data, sha256(raw).hexdigest(), {})


def pack_from_tables(tables: Mapping[str, Any], name: str) -> PackFile:
    """One pack from tables as JSON has them. Raises as `read_pack` does."""
    raise_first(pack_problems(tables, Path(name)))
    canonical = json.dumps(tables, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return PackFile(Path(name), dict(tables), sha256(canonical.encode()).hexdigest(), {})


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises LexiconError: PACK_NOT_FOUND, PACK_SYNTAX or PACK_INVALID."""
    try:
        return parsed_toml(path.read_bytes(), path)
    except OSError as error:
        raise LexiconError(
            "PACK_NOT_FOUND",
            f"The pack {path} cannot be read: {error.strerror}.",
            "Give the path of a TOML file.",
            file=str(path),
        ) from None


def parsed_toml(raw: bytes, path: Path) -> dict[str, Any]:
    """The tables of TOML in UTF-8. Raises LexiconError: PACK_SYNTAX or PACK_INVALID."""
    import tomllib

    if len(raw) > MOST_BYTES:
        raise LexiconError(
            "PACK_INVALID",
            f"{path.name}: the pack has {len(raw):,} bytes; {MOST_BYTES:,} are taken.",
            "Divide it into several packs.",
            file=str(path),
            limit=MOST_BYTES,
        )
    try:
        text = raw.decode("utf-8")
        if text.startswith("\ufeff"):
            raise _syntax_error(path, 1, "it begins with a byte order mark")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise _syntax_error(path, raw[: error.start].count(b"\n") + 1, "it is not UTF-8") from None
    except RecursionError:
        raise LexiconError(
            "PACK_SYNTAX",
            f"{path.name}: its lists and tables are nested too deeply.",
            "A pack needs three levels.",
            file=str(path),
        ) from None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else raw.count(b"\n") + 1
        raise _syntax_error(path, line, _PLACE.sub("", str(error)).strip()) from None
    except ValueError as error:  # a number with more digits than Python reads
        raise _syntax_error(path, raw.count(b"\n") + 1, str(error)) from None


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
    """The weights of a pack, in points, by dotted name: "marker.F1", "term.first_mention", "level.high".

    A level holds for versions of one text as well, unless the pack has another for them ("level_revision.high").
    """
    groups = file.data.get("weights", {})
    for_revisions = {**groups.get("level", {}), **groups.get("level_revision", {})}
    return {
        f"{group}.{name}": value
        for group, values in {**groups, "level_revision": for_revisions}.items()
        for name, value in values.items()
    }


def examples_of(file: PackFile) -> list[Example]:
    """The examples of a pack, in its main file and in its companion, in the order written."""
    found = [
        Example(entry["id"], each["language"], each["text"], kind == "for", each.get("why", ""),
                each.get("known_failure", ""), str(file.path))
        for entry in file.data.get("concept", ())
        for kind in ("for", "against")
        for each in entry.get("examples", {}).get(kind, ())
    ]  # fmt: skip
    found += [each for entry in file.data.get("example", ()) for each in _examples(entry, file.path)]
    for path in file.examples:
        data = read_toml(path)
        raise_first(pack_problems({"pack": file.data["pack"], **data}, path))
        found += [each for entry in data.get("example", ()) for each in _examples(entry, path)]
    return found


def _examples(entry: Mapping[str, str], path: Path) -> Iterator[Example]:
    """The sentences of an entry: one for, one against, or both. A known failure is that of the sentence against."""
    failure = entry.get("known_failure", "")
    if "for" in entry:
        own = "" if "against" in entry else failure
        yield Example(entry["concept"], entry["language"], entry["for"], True, known_failure=own, file=str(path))
    if "against" in entry:
        why = entry.get("why", "")
        yield Example(entry["concept"], entry["language"], entry["against"], False, why, failure, str(path))


def _syntax_error(path: Path, line: int, what: str) -> LexiconError:
    return LexiconError(
        "PACK_SYNTAX",
        f"{path.name}, line {line}: this is not TOML: {what}.",
        "Correct the line; https://toml.io shows the syntax.",
        file=str(path),
        line=line,
    )
