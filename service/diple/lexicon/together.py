"""What only the packs together can tell is wrong with one: names that lead nowhere, names that are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from diple.lexicon.entries import Finding
from diple.lexicon.limits import brief, brief_key
from diple.lexicon.load import PackFile
from diple.lexicon.validate import LEVELS


def problems_together(
    file: PackFile,
    *,
    names: Collection[str],
    ladders: Collection[str],
    markers: Collection[str],
    terms: Collection[str],
    weights: Mapping[str, int],
) -> Iterator[Finding]:
    """The errors of a pack among others.

    `names` are those of the packs below it; `ladders`, `markers` (codes) and `terms` (of the score) are all there are,
    the pack's own included. Where there are no markers at all, their codes are not looked at, and so with terms.
    `weights` are those of the packs below, by dotted name, over which the pack's own are laid.
    """
    if file.name in names:
        remedy = "Give the pack a name of its own; it may still override what it names."
        yield problem(file.path, "pack.name", f"the name {brief(file.name)} is taken by another pack", remedy)
    entries = file.data.get("concept", ())
    for number, entry in enumerate(entries):
        ladder = entry.get("ladder")
        if ladder is not None and ladder not in ladders:
            yield problem(
                file.path, f"concept[{number}].ladder", f"no pack has the ladder {brief(ladder)}", "Add a [[ladder]]."
            )
    for id_ in sorted(id_ for id_, count in Counter(entry["id"] for entry in entries).items() if count > 1):
        yield problem(file.path, id_, "occurs twice", "Join the two entries.")
    for group, known in (("marker", markers), ("term", terms)):
        for name in file.data.get("weights", {}).get(group, {}):
            if known and name not in known:
                yield problem(
                    file.path,
                    f"weights.{group}.{name}",
                    f"there is no {group} {brief(name)}",
                    f"Use one of {', '.join(sorted(known))}.",
                )
    yield from level_problems(file, weights)


def level_problems(file: PackFile, below: Mapping[str, int]) -> Iterator[Finding]:
    """The levels must fall: a marker has the first whose threshold its score reaches, so that no other ever was."""
    own = file.data.get("weights", {}).get("level", {})
    least = {level: own.get(level, below.get(f"level.{level}")) for level in LEVELS if own}
    known = [(level, points) for level, points in least.items() if points is not None]
    for (higher, most), (lower, points) in pairwise(known):
        if most <= points:
            told = ", ".join(f"{level} {points}" for level, points in known)
            message = f"{higher} begins at {most}, and {lower} at {points}"
            remedy = f"The levels must fall, {' > '.join(LEVELS)}; together with the packs below they are {told}."
            yield problem(file.path, f"weights.level.{higher if higher in own else lower}", message, remedy)


def problem(path: Path, key: str, message: str, remedy: str) -> Finding:
    """An error of a pack that can be read."""
    return Finding("error", "PACK_INVALID", f"{message}.", str(path), brief_key(key), remedy=remedy)
