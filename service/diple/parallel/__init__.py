"""Two to eight language versions of one statement, side by side: a table of sentences, and where versions part.

Each two versions are compared (`diple.compare`, in mode translation). The links to one of them, the pivot, make the
rows (`linking`); the comparisons of the others confirm these links. The markers of all comparisons say where the
versions say different things, and which of them says otherwise than the others (`diverging`). `years` holds a change
between two years against the same two years in another language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from diple.comparison import Packs, compare
from diple.errors import OptionError
from diple.lexicon import Lexicon
from diple.model import Notice, Statement
from diple.parallel.diverging import divergences_of
from diple.parallel.linking import rows_of
from diple.parallel.table import Pair, ParallelText, Version
from diple.parallel.years import compare_across
from diple.result import Comparison
from diple.statement import Source, mixed_languages, read

__all__ = ["MOST_VERSIONS", "ParallelText", "compare_across", "compare_versions"]

MOST_VERSIONS = 8


def compare_versions(
    texts: Sequence[Source],
    *,
    pivot: str | int = "",
    packs: Packs = None,
    markers: bool = True,
    semantic: bool = False,
) -> ParallelText:
    """A table of the sentences of two to eight language versions, with the places where they differ.

    `texts` are sources for `diple.read`. The key of a version is its language, for a second one in a language with a
    number ("en-2"). `pivot` is the key or the number (from 0) of the version whose sentences are the rows; by default
    the first. `packs`, `markers` and `semantic` are as for `diple.compare`. Raises the errors of `compare`, and
    OptionError: FEW_VERSIONS, MANY_VERSIONS, UNKNOWN_PIVOT.
    """
    versions = _versions([read(text) for text in texts])
    first = _pivot(versions, pivot)
    lexicon = _loaded(packs) if markers else None
    found = {
        (a, b): compare(
            versions[a].statement,
            versions[b].statement,
            mode="translation",
            packs=lexicon,
            markers=markers,
            semantic=semantic,
        )
        for a, b in combinations(range(len(versions)), 2)
    }
    rows = rows_of(versions, first, found)
    divergences = divergences_of(rows, versions, found)
    return ParallelText(
        versions=versions,
        pivot=versions[first].key,
        rows=tuple(rows),
        divergences=tuple(divergences),
        pairs=tuple(Pair(versions[a].key, versions[b].key, comparison) for (a, b), comparison in found.items()),
        degraded=tuple(_of_pairs(versions, {pair: each.degraded for pair, each in found.items()})),
        warnings=(*_of_versions(versions), *_of_pairs(versions, {pair: _bounds(each) for pair, each in found.items()})),
    )


def _versions(statements: Sequence[Statement]) -> tuple[Version, ...]:
    """The statements, each with the key that names it. Raises OptionError."""
    if len(statements) < 2:
        raise OptionError("FEW_VERSIONS", "A table has two versions at least.", "Give two to eight texts.")
    if len(statements) > MOST_VERSIONS:
        message = f"These are {len(statements)} versions; a table has {MOST_VERSIONS} at most."
        raise OptionError("MANY_VERSIONS", message, "Give fewer.", limit=MOST_VERSIONS, found=len(statements))
    seen: dict[str, int] = {}
    made = []
    for statement in statements:
        count = seen[statement.language] = seen.get(statement.language, 0) + 1
        made.append(Version(statement.language + (f"-{count}" if count > 1 else ""), statement))
    return tuple(made)


def _pivot(versions: Sequence[Version], asked: str | int) -> int:
    """The number of the version whose sentences make the rows. Raises OptionError."""
    keys = [version.key for version in versions]
    if not asked:
        return 0
    if isinstance(asked, int):
        asked = keys[asked] if asked < len(keys) else str(asked)
    if asked not in keys:
        raise OptionError(
            "UNKNOWN_PIVOT", f"No version is called {asked!r}.", f"Name one of {', '.join(keys)}.", pivot=asked
        )
    return keys.index(asked)


def _loaded(packs: Packs) -> Lexicon:
    if isinstance(packs, Lexicon):
        return packs
    return Lexicon.load(packs) if packs else Lexicon.default()


def _of_versions(versions: Sequence[Version]) -> Iterator[Notice]:
    """What was met when each text was read, with the version that it speaks of."""
    for version in versions:
        for notice in (*version.statement.warnings, *mixed_languages(version.statement)):
            yield _about(notice, version.called, {"version": version.key})


def _of_pairs(versions: Sequence[Version], found: Mapping[tuple[int, int], Sequence[Notice]]) -> Iterator[Notice]:
    """What is to be known of comparisons, with their two versions; what is known of a language alone, once."""
    languages = set()
    for (a, b), notices in found.items():
        for notice in notices:
            if "language" not in notice.data:
                names = f"{versions[a].called} (old) and {versions[b].called} (new)"
                yield _about(notice, names, {"versions": [versions[a].key, versions[b].key]})
            elif notice.data["language"] not in languages:
                languages.add(notice.data["language"])
                yield notice


def _bounds(comparison: Comparison) -> list[Notice]:
    """The warnings of a comparison that are about both texts; those of one text are given once for its version.

    What one text has and the other does not render is about both.
    """
    return [one for one in comparison.warnings if "side" not in one.data or one.code == "unaligned_sentences"]


def _about(notice: Notice, called: str, more: dict[str, object]) -> Notice:
    return replace(notice, message=f"{called}: {notice.message}", data={**notice.data, **more})
