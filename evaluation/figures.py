"""Figures, the bars they are asked to reach, and the floors they may not fall under."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
BARS = HERE / "bars.toml"
ABOUT_FLOORS = """\
# What each figure was when it was last pinned, and the digests of the corpora. `make eval` ends with exit code 1, and
# the suite fails, where a figure is worse. `make eval ARGS=--raise` writes what became better and never what became
# worse: that is lowered here by hand, with the reason in the change that does it.
# `least`: shares that may not fall. `most`: shares that may not rise.
# `(sample)`: of the part of a large corpus that the suite compares; `make campaign` compares all of it.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """So many `hits` of so many `of`; with `plain`, the number `hits` by itself (a median, a mean)."""

    hits: float
    of: float
    plain: bool = False

    @property
    def share(self) -> float:
        """From 0 to 1, or the plain number; of nothing, 1. What has nothing to count holds to no floor."""
        return self.hits / self.of if self.of else 1.0

    def __str__(self) -> str:
        if self.plain:
            return f"{self.hits:.2f}".rstrip("0").rstrip(".")
        return f"{self.hits:g} of {self.of:g} ({100 * self.share:.0f} %)" if self.of else "none"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: a line on what it shows, heads and rows."""

    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(slots=True)
class Part:
    """What one corpus showed: figures by id, tables, and a line for each failure that may be read."""

    corpus: str
    title: str
    figures: dict[str, Figure] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bar:
    """What the project asks of a figure: a share, or with `plain` a number, at least or at most; and its page."""

    figure: str
    about: str
    least: float | None
    most: float | None
    plain: bool = False
    page: str = "evaluation"

    def held(self, share: float) -> bool:
        """Whether a share is on the right side."""
        return (self.least is None or share >= self.least) and (self.most is None or share <= self.most)

    @property
    def asked(self) -> str:
        """The bar in words."""
        side, asked = ("at least", self.least) if self.least is not None else ("at most", self.most or 0)
        return f"{side} {asked:g}" if self.plain else f"{side} {100 * asked:g} %"


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned shares, and the digests of the corpora they hold for."""

    corpora: Mapping[str, str]
    least: Mapping[str, float]
    most: Mapping[str, float]

    def fallen(self, figures: Mapping[str, Figure]) -> list[str]:
        """A line for each figure that is worse than its floor."""
        return [
            *(
                f"{name}: {figures[name]}, the floor is {floor:.3f}"
                for name, floor in self.least.items()
                if name in figures and figures[name].of and rounded(figures[name]) < floor
            ),
            *(
                f"{name}: {figures[name]}, the ceiling is {floor:.3f}"
                for name, floor in self.most.items()
                if name in figures and figures[name].of and rounded(figures[name]) > floor
            ),
        ]


def rounded(figure: Figure) -> float:
    """A share as it is pinned: to three decimals."""
    return round(figure.share, 3)


def bars() -> list[Bar]:
    """The bars of bars.toml, in order."""
    pinned = tomllib.loads(BARS.read_text(encoding="utf-8"))["bar"]
    return [
        Bar(
            bar["figure"],
            bar["about"],
            bar.get("least"),
            bar.get("most"),
            bar.get("plain", False),
            bar.get("page", "evaluation"),
        )
        for bar in pinned
    ]


def unseen() -> list[tuple[str, str]]:
    """The figures of bars.toml on what no rule was written on, each with what it measures."""
    pinned = tomllib.loads(BARS.read_text(encoding="utf-8"))["unseen"]
    return [(entry["figure"], entry["about"]) for entry in pinned]


def floors(path: Path = FLOORS) -> Floors:
    """The floors as they are pinned; none where there is no file yet."""
    pinned = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Floors(pinned.get("corpora", {}), pinned.get("least", {}), pinned.get("most", {}))


def raised(known: Floors, figures: Mapping[str, Figure], digests: Mapping[str, str], rising: Iterable[str]) -> Floors:
    """The floors with what became better; `rising` are the figures of which less is better.

    Where a corpus is another than the floors were pinned on, its digest is exchanged and the floors stay.
    """
    rising = set(rising)
    least = dict(known.least)
    most = dict(known.most)
    for name, figure in figures.items():
        if not figure.of:
            continue
        if name in rising:
            most[name] = min(most.get(name, float("inf")), rounded(figure))
        else:
            least[name] = max(least.get(name, 0.0), rounded(figure))
    return Floors({**known.corpora, **digests}, least, most)


def write_floors(pinned: Floors, path: Path = FLOORS) -> None:
    """Writes floors.toml."""
    lines = [ABOUT_FLOORS]
    for name, table in (("corpora", pinned.corpora), ("least", pinned.least), ("most", pinned.most)):
        lines.append(f"[{name}]")
        for key in sorted(table):
            value = table[key]
            lines.append(f'"{key}" = "{value}"' if isinstance(value, str) else f'"{key}" = {value:.3f}')
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
