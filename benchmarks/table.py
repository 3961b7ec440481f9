"""The figures as tables, for the terminal and for docs/benchmarks.md alike, and the bars as pass or fail."""

from __future__ import annotations

import os
import platform
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Measured, Timing
from benchmarks.peers import DIFFLIB
from benchmarks.scoring import MOVES, TYPOGRAPHY, Score

BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and the figure that is held to it."""

    about: str
    figure: float
    most: float | None
    least: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is on the right side of the bar."""
        return (self.most is None or self.figure <= self.most) and (self.least is None or self.figure >= self.least)


def bars(measured: Measured) -> list[Bar]:
    """The bars of bars.toml with what was measured. Raises KeyError for a figure that nothing measures."""
    told = tomllib.loads((Path(__file__).parent / "bars.toml").read_text(encoding="utf-8"))["bar"]
    return [Bar(bar["about"], measured.figures[bar["figure"]], bar.get("most"), bar.get("least")) for bar in told]


def tables(measured: Measured, seed: int) -> str:
    """Date and machine, the bars, and the tools side by side, as Markdown."""
    parts = [_machine(seed), _bars_table(bars(measured)), *_tool_tables(measured), _figures_table(measured)]
    return "\n\n".join(parts)


def _machine(seed: int) -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    day = datetime.now(tz=UTC).date().isoformat()
    machine = f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"Measured on {day}: {machine}; seed {seed}."


def _bars_table(found: Sequence[Bar]) -> str:
    rows = [(bar.about, _bound(bar), _number(bar.figure), "pass" if bar.holds else "FAIL") for bar in found]
    return _markdown(("bar", "asked", "measured", ""), rows)


def _bound(bar: Bar) -> str:
    return f"at most {_number(bar.most)}" if bar.most is not None else f"at least {_number(bar.least or 0)}"


def _tool_tables(measured: Measured) -> Iterator[str]:
    heads = ("tool", "ms", "of difflib", "missed", "spurious", "precision", "typography", "moves", "drops", "additions")
    for name in dict.fromkeys(timing.pair for timing in measured.timings):
        here = [timing for timing in measured.timings if timing.pair == name]
        base = next((t.milliseconds for t in here if t.tool == DIFFLIB), None)
        rows = sorted(here, key=lambda timing: (timing.milliseconds is None, timing.milliseconds or 0))
        yield _markdown((f"{name}: {heads[0]}", *heads[1:]), [_row(timing, base) for timing in rows])


def _row(timing: Timing, base: float | None) -> tuple[str, ...]:
    if timing.milliseconds is None:
        return (timing.tool, timing.remark, *("",) * 8)
    ratio = _number(timing.milliseconds / base) if base else ""
    return (timing.tool, _number(timing.milliseconds), ratio, *_quality(timing.score, timing.remark))


def _quality(found: Score | None, remark: str) -> tuple[str, ...]:
    if found is None:
        return (remark, *("",) * 6)
    kinds = [found.told(*TYPOGRAPHY), found.told(*MOVES), found.told("drop"), found.told("addition")]
    told = (f"{told} of {of}" if of else "" for told, of in kinds)
    return (str(found.missed), str(found.spurious), f"{found.precision:.2f}", *told)


def _figures_table(measured: Measured) -> str:
    return _markdown(
        ("figure", "measured"), [(name, _number(value)) for name, value in sorted(measured.figures.items())]
    )


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def write(page: Path, text: str) -> None:
    """Puts the tables into the page, between its two marks. Raises ValueError where the marks are missing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the tables: it needs {BEGIN} and {END}.")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
