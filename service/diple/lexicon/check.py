"""Checking a pack and running its examples: all that is wrong at once, as findings, never as an exception."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from diple.errors import LexiconError
from diple.lexicon.entries import Concept, Example, Finding, Form
from diple.lexicon.lexicon import Lexicon
from diple.lexicon.load import PackFile, companions_of, examples_of, is_examples, is_shipped, read_pack, read_toml
from diple.lexicon.together import problem
from diple.lexicon.validate import LANGUAGES, companion_problems, pack_problems


def check(path: str | Path) -> list[Finding]:
    """What is wrong with a pack, its companions included, as it is on top of the shipped packs.

    Errors keep it from being loaded, or break a promise of the pack (a rank on an unknown ladder); warnings
    are worth a look. An empty list means that all is well.
    """
    path = Path(path)
    try:
        found = list(pack_problems(read_toml(path), path, path.read_bytes()))
        for companion in companions_of(path).values():
            found += companion_problems(read_toml(companion), companion)
        for examples in sorted(filter(is_examples, path.parent.glob(f"{path.stem}.*.toml"))):
            found += _examples_findings(examples)
        if any(each.severity == "error" for each in found):
            return found
        file = read_pack(path)
        shipped = Lexicon.default()
        if not is_shipped(path):
            found += shipped.problems_on_top([file])
        if any(each.severity == "error" for each in found):
            return found
        lexicon = _on_top(path)
        return found + list(_cross_problems(file, lexicon))
    except LexiconError as error:
        return [_finding(error, path)]


def test(path: str | Path) -> list[Finding]:
    """Which examples of a pack do not hold: an error each.

    A known failure that holds after all is an error too, so that the improvement gets written down; one that
    still fails is a warning. Where the pack cannot be loaded, the finding says why.
    """
    path = Path(path)
    try:
        file = read_pack(path)
        return list(_example_problems(file, _on_top(path)))
    except LexiconError:
        return check(path)


def tried(path: str | Path) -> tuple[int, list[str]]:
    """How many examples a pack has, and which concepts that it brings lack one for or one against.

    A concept of which the pack only overrides something needs none, nor does one without forms, which only a rule can
    find. Zero and none where the pack cannot be loaded.
    """
    try:
        file = read_pack(path)
        examples = examples_of(file)
        lexicon = _on_top(Path(path))
    except LexiconError:
        return 0, []
    seen = {(each.concept, each.matches) for each in examples}
    own = [entry["id"] for entry in file.data.get("concept", ()) if "category" in entry and "weight" in entry]
    bare = [id_ for id_ in own if not {(id_, True), (id_, False)} <= seen]
    return len(examples), [id_ for id_ in bare if any(lexicon.forms(id_, language) for language in LANGUAGES)]


def concepts(path: str | Path) -> list[Concept]:
    """The concepts that a pack brings or changes, as they are on top of the shipped packs, in the order written."""
    known = _on_top(Path(path)).concepts
    return [known[entry["id"]] for entry in read_pack(path).data.get("concept", ())]


def _on_top(path: Path) -> Lexicon:
    return Lexicon.default() if is_shipped(path) else Lexicon.load([path])


def _examples_findings(path: Path) -> list[Finding]:
    data = {"pack": _A_HEAD, **read_toml(path)}
    return [found for found in pack_problems(data, path, path.read_bytes()) if found.severity == "error"]


_A_HEAD = {"name": "-", "version": "-", "license": "-"}


def _cross_problems(file: PackFile, lexicon: Lexicon) -> Iterator[Finding]:
    """What only the packs together can tell: forms that cannot be distinguished, examples of nothing."""
    entries = file.data.get("concept", ())
    languages = sorted({*file.companions, *(key for entry in entries for key in entry.get("forms", {}))})
    for language in languages:
        lexicon.forms(next(iter(lexicon.concepts)), language)
    yield from _example_names(file, lexicon.concepts)
    yield from _unused_conditions(file, lexicon)


def _example_names(file: PackFile, concepts: Mapping[str, Concept]) -> Iterator[Finding]:
    for example in examples_of(file):
        if example.concept not in concepts:
            yield problem(
                Path(example.file),
                example.concept,
                "an example names a concept that no pack has",
                "Correct the id.",
            )


def _unused_conditions(file: PackFile, lexicon: Lexicon) -> Iterator[Finding]:
    """clause_only and near speak of forms; one that the pack lacks is a slip of the pen."""
    for language, path in file.companions.items():
        data = read_toml(path)
        own = {form for table in ("forms", "inflected", "field") for forms in data.get(table, {}).values()
               for form in forms}  # fmt: skip
        for form in data.get("clause_only", ()):
            if form not in own:
                yield problem(path, "clause_only", f"{form!r} is no form of this file", "Correct it or drop it.")
        for id_, by_form in data.get("near", {}).items():
            known: tuple[Form, ...] = lexicon.forms(id_, language)
            for form in by_form:
                if form not in {each.text for each in known}:
                    yield problem(path, f"near.{id_}", f"{form!r} is no form of it", "Correct it or drop it.")


def _example_problems(file: PackFile, lexicon: Lexicon) -> Iterator[Finding]:
    for example in examples_of(file):
        lexicon.concept(example.concept)
        found = [m for m in lexicon.matches(example.text, example.language) if m.concept == example.concept]
        holds = bool(found) == example.matches
        if holds and not example.known_failure:
            continue
        wanted = "must be found in" if example.matches else "must not be found in"
        message = f"{wanted} “{example.text}”, "
        if holds:
            message += "and this holds, though it is listed as a known failure"
        else:
            message += f"but is: “{example.text[found[0].start : found[0].end]}”" if found else "but is not"
        yield Finding(
            severity="warning" if example.known_failure and not holds else "error",
            code="EXAMPLE_FAILS" if not holds else "EXAMPLE_HOLDS",
            message=f"{message}.",
            file=example.file,
            key=example.concept,
            remedy=_remedy(example, holds),
        )


def _remedy(example: Example, holds: bool) -> str:
    if holds:
        return "Drop known_failure."
    if example.known_failure:
        return f"Known failure: {example.known_failure}."
    if example.matches:
        return "Add the wording to its forms, or correct the example."
    return f"It is against because: {example.why}. Add the longer phrase under not_in, or narrow the form."


def _finding(error: LexiconError, path: Path) -> Finding:
    line = error.data.get("line")
    return Finding(
        severity="error",
        code=error.code,
        message=error.message,
        file=str(error.data.get("file", path)),
        key=str(error.data.get("key", "")),
        line=line if isinstance(line, int) else None,
        remedy=error.remedy,
    )
