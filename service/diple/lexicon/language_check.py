"""Checking the folder of a language: its tables by the schema, its entries one by one, its ranks beside the packs'.

    for finding in language_problems("ru"):
        print(finding.file, finding.key, finding.message)

The schema is `neutral/schema.toml`. A rank has one value: where a phrase of a closed class is a form of a concept of
the same kind, both must have the same rank, or none is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from diple.lexicon.entries import Concept, Finding
from diple.lexicon.fold import fold
from diple.lexicon.lexicon import Lexicon
from diple.lexicon.tables import FOLDERS, NEUTRAL, UNKNOWN, language_table, neutral_table, parsed, sources
from diple.lexicon.together import problem
from diple.lexicon.vocabulary import ROWS, table_of
from diple.lexicon.vocabulary.phrases import expand

FORMS = "forms"
Ranks = dict[tuple[str, str], float]  # by kind and wording


def language_problems(language: str, folders: Path = FOLDERS) -> Iterator[Finding]:
    """What is wrong with the folder of a language; nothing is where all is well."""
    folder = folders / language
    schema = parsed(NEUTRAL / "schema.toml")
    known = schema["tables"]
    names = {path.stem if path.is_file() else path.name for path in folder.iterdir() if is_table(path)}
    for name in sorted(names - known.keys() - {FORMS}):
        yield problem(folder / name, name, "is not a known table", f"Known tables: {', '.join(sorted(known))}.")
    for name in sorted(set(schema["required"]) - names) if language != UNKNOWN else ():
        yield problem(folder, name, "is missing", f"Add {name}.toml.")
    for name in sorted(names & known.keys()):
        for path in sources(folder, name):
            yield from table_problems(parsed(path), known[name], path)
    paths = sources(folder, "classes")
    rows = [(path, row) for path in paths for row in parsed(path).get("entry", ()) if is_entry(row)]
    yield from entry_problems(paths, schema["entry"])
    yield from two_ranks(rows)
    if folders == FOLDERS:
        yield from rank_conflicts(language)
        yield from unknown_senses(language)
        yield from unknown_ladders(Lexicon.default())


def is_table(path: Path) -> bool:
    """Whether a file or folder holds a table: TSV and text files are lists of another kind."""
    return path.suffix == ".toml" or path.is_dir()


def table_problems(table: Mapping[str, object], shape: Mapping[str, str], path: Path) -> Iterator[Finding]:
    """Unknown keys of a table, and values that are not what the schema says."""
    for key, value in table.items():
        expected = shape.get(key, shape.get("*"))
        if expected is None:
            yield problem(path, key, "is not a known key", "Correct it, or add it to neutral/schema.toml.")
        elif not is_a(value, expected):
            yield problem(path, key, f"is no {expected}", "Write it as neutral/schema.toml says.")
        elif expected == "words" and len(set(words := list(value))) < len(words):  # type: ignore[call-overload]
            twice = sorted({word for word in words if words.count(word) > 1})
            yield problem(path, key, f"holds twice: {', '.join(twice)}", "Delete one of each.")


def is_a(value: object, expected: str) -> bool:
    """Whether a value is of a shape that the schema names."""
    single, _, by_name = expected.partition(" ")
    if by_name:
        return isinstance(value, dict) and (single == "mixed" or all(is_a(each, single) for each in value.values()))
    return SHAPES[single](value)


SHAPES: dict[str, Callable[[object], bool]] = {
    "words": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "groups": lambda value: isinstance(value, list) and all(map(SHAPES["words"], value)),
    "entries": lambda value: isinstance(value, list) and all(isinstance(each, dict) for each in value),
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
}


def entry_problems(paths: list[Path], shape: Mapping[str, Any]) -> Iterator[Finding]:
    """Entries of the closed classes that lack a key, have an unknown one or a value of another shape."""
    for path in paths:
        rows = [(name, row) for name in ROWS for row in parsed(path).get(name, ())]
        for name, row in rows:
            place = f"{name} {row.get('kind')} {row.get('means', '')}".rstrip()
            for key in shape["must"]:
                if key not in row:
                    yield problem(path, place, f"{key} is missing", f"Add {key} = …")
            for key, value in row.items():
                if key not in shape or not is_a(value, shape[key]):
                    yield problem(path, place, f"{key} is unknown, or no {shape.get(key)}", "See neutral/schema.toml.")


def is_entry(row: Mapping[str, Any]) -> bool:
    """Whether an entry has what its phrases are read by."""
    return isinstance(row.get("kind"), str) and is_a(row.get("forms"), "words")


def two_ranks(rows: list[tuple[Path, Mapping[str, Any]]]) -> Iterator[Finding]:
    """Phrases that entries of one kind hold at different ranks."""
    ranks: Ranks = {}
    for path, row in rows:
        rank = row.get("rank")
        if rank is None:
            continue
        for wording in wordings(row):
            known = ranks.setdefault((row["kind"], wording), rank)
            if known != rank:
                yield problem(path, f"{row['kind']} {rank}", f"{wording!r} has rank {known} too", "Decide for one.")


def wordings(row: Mapping[str, Any]) -> Iterator[str]:
    """The wordings of an entry, its forms written out."""
    for form in row["forms"]:
        yield from (" ".join(text.split()) for text in expand(form))


def rank_conflicts(language: str) -> Iterator[Finding]:
    """Phrases of the closed classes whose rank is another than that of the concept of which they are a form.

    A form that several concepts of the kind own at different ranks has none (`Lexicon.collisions`), and on the ladders
    that a language names under `own_ranks` its classes say how high a form is.
    """
    lexicon = Lexicon.default()
    own = frozenset(table_of(language).get("own_ranks", ()))
    known: dict[str, list[Concept]] = {}
    for concept in lexicon.concepts.values():
        for form in lexicon.forms(concept.id, language) if concept.rank is not None else ():
            known.setdefault(plain(form.text), []).append(concept)
    for path in sources(FOLDERS / language, "classes"):
        for row in parsed(path).get("entry", ()):
            if row.get("rank") is None or row["kind"] in own:
                continue
            for wording in dict.fromkeys(map(plain, wordings(row))):
                yield from conflict(row, wording, known.get(wording, ()), path)


def conflict(row: Mapping[str, Any], wording: str, concepts: Sequence[Concept], path: Path) -> Iterator[Finding]:
    """Whether the concepts that own a wording of an entry agree with one another, and with the entry not."""
    ranks = {abs(c.rank): c.id for c in concepts if c.rank is not None and row["kind"] in (kind_of(c), c.ladder)}
    if len(ranks) == 1 and row["rank"] not in ranks:
        rank, name = next(iter(ranks.items()))
        message = f"{wording!r} has rank {row['rank']} here and {rank} as {name}"
        yield problem(path, f"{row['kind']} {row['rank']}", message, "Decide for one: docs/rank-decisions.tsv.")


def kind_of(concept: Concept) -> str:
    """The kind of phrase that a concept makes: a role, the kind of its ladder, or its ladder itself."""
    roles = neutral_table("roles")
    role = next((role for role in ("wrapper", "caveat") if concept.id in roles[role]), None)
    ladder = concept.ladder or concept.category
    return role or str(roles["kind"].get(ladder, ladder))


def plain(text: str) -> str:
    """A wording as both homes may write it: folded, ё as е."""
    return fold(" ".join(text.split())).text.replace("ё", "е")


def unknown_ladders(packs: Lexicon) -> Iterator[Finding]:
    """Ladders and categories to which `neutral/roles.toml` gives a stance though no pack has them."""
    known = {concept.category for concept in packs.concepts.values()}.union(packs.ladders)
    for name in neutral_table("roles")["stance"]:
        if name not in known:
            yield problem(NEUTRAL / "roles.toml", f"stance.{name}", "is no ladder or category", "Correct or delete it.")


def unknown_senses(language: str) -> Iterator[Finding]:
    """Forms of senses that no field has."""
    fields = neutral_table("senses")
    for field, senses in language_table(language, "senses").items():
        for name in senses:
            if name not in fields.get(field, {}):
                path = FOLDERS / language / "senses.toml"
                yield problem(path, f"{field}.{name}", "is no sense of neutral/senses", "Add it there, or correct it.")
