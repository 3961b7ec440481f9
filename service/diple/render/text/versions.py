"""A table of language versions to read in a terminal: the versions side by side, below each row what differs in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from diple.parallel.table import Cell, Divergence, ParallelText, TableRow, Version
from diple.render.language.phrases import called, excerpt, number
from diple.render.look import PLAIN, Look
from diple.render.text.wrap import Line, Run, columns, painted, title, wrapped
from diple.result import count_words

_LABEL = 6
_GAP = "  "
_NARROWEST = 22
"""Columns that a version takes at least; with less room the versions are below one another."""
_ODD, _PERHAPS = "≠", "?"
"""Before what says otherwise than the other versions, and before what differs where it cannot be said which does."""
_LONGEST_TITLE = 100
_LONGEST_QUOTE = 60


def render(table: ParallelText, look: Look = PLAIN) -> str:
    """The table in lines of at most `look.width` columns."""
    shown = [version for version in table.versions if not look.columns or version.key in look.columns]
    rows = [row for row in table.rows if table.divergences_in(row.id) or not look.divergent]
    lines = [*_head(table, look.width), *title("VERSIONS"), *_rows(table, rows, shown, look.width)]
    return "\n".join(painted(line, look.color) for line in lines) + "\n"


def _labelled(label: str, text: str, width: int, style: str = "") -> list[list[Run]]:
    return wrapped([Run(text, style)], width, " " * _LABEL, Run(label.ljust(_LABEL), "quiet"))


def _head(table: ParallelText, width: int) -> Iterator[Line]:
    for version in table.versions:
        statement = version.statement
        words = number(count_words(statement.text), "word")
        pivot = "makes the rows" if version.key == table.pivot else ""
        known = (excerpt(called(statement, version.called), _LONGEST_TITLE), statement.date, words, pivot)
        yield from _labelled(version.key, " · ".join(filter(None, known)), width)
    yield from _labelled("found", _counts(table), width, "strong")
    for notice in (*table.degraded, *table.warnings):
        yield from _labelled("note", notice.message, width, "quiet")


def _counts(table: ParallelText) -> str:
    alone = [
        f"{version.key} {count}"
        for version in table.versions
        if (count := sum(each.decided and version.key in each.odd for each in table.divergences))
    ]
    said = [number(len(table.rows), "row"), number(len(table.divergences), "divergence")]
    return " · ".join([*said, *([f"one against the others: {', '.join(alone)}"] if alone else [])])


def _rows(table: ParallelText, rows: Sequence[TableRow], shown: Sequence[Version], width: int) -> Iterator[Line]:
    room = (width - _LABEL - len(_GAP) * (len(shown) - 1)) // len(shown)
    beside = room >= _NARROWEST
    if beside:
        yield []
        yield _beside([[[Run(version.key, "strong")]] for version in shown], "", room)[0]
    for row in rows:
        found = table.divergences_in(row.id)
        odd = {key: each.decided for each in sorted(found, key=_is_decided) for key in each.odd}
        yield []
        if beside:
            yield from _beside([_cell(table, row, version, room, odd) for version in shown], row.id, room)
        else:
            yield from _below(table, row, shown, width, odd)
        for each in found:
            yield from _divergence(each, width)


def _beside(cells: Sequence[list[Line]], label: str, room: int) -> list[Line]:
    """The lines of cells side by side, the first led by a label."""
    lines: list[Line] = []
    for at, parts in enumerate(zip_longest(*cells, fillvalue=())):
        line = [Run((label if at == 0 else "").ljust(_LABEL), "quiet")]
        for part in parts:
            used = sum(columns(run.text) for run in part)
            line += [*part, Run(" " * max(0, room - used) + _GAP)]
        lines.append(line)
    return lines


def _below(
    table: ParallelText, row: TableRow, shown: Sequence[Version], width: int, odd: dict[str, bool]
) -> Iterator[Line]:
    """The versions of a row below one another."""
    yield [Run(row.id, "quiet")]
    indent = " " * _LABEL
    for version in shown:
        for at, line in enumerate(_cell(table, row, version, width - _LABEL, odd)):
            yield [Run(version.key.ljust(_LABEL) if at == 0 else indent, "quiet"), *line]


def _cell(table: ParallelText, row: TableRow, version: Version, room: int, odd: dict[str, bool]) -> list[Line]:
    """The words of a version in a row, before them the sign of what it says otherwise, or may."""
    sign = [Run(f"{_ODD if odd[version.key] else _PERHAPS} ", "strong")] if version.key in odd else []
    cell = row.cell(version.key)
    if cell is None:
        return list(wrapped([*sign, Run("nothing", "quiet")], room))
    earlier = [other for other in cell.rows if _number(other) < _number(row.id)]
    if earlier:
        return list(wrapped([*sign, Run(f"as in {earlier[-1]}", "quiet")], room))
    said = [Run(table.words(cell).strip()), *(Run(f" ({remark})", "quiet") for remark in _remarks(cell))]
    return list(wrapped([*sign, *said], room))


def _remarks(cell: Cell) -> Iterator[str]:
    """How sure the link of a cell is, where it is not plain."""
    if cell.moved:
        yield "in another place"
    if cell.through:
        yield f"found through {cell.through}"
    elif cell.asked and not cell.confirmed:
        yield "not confirmed"
    if cell.rows:
        yield f"also {', '.join(cell.rows)}"


def _is_decided(each: Divergence) -> bool:
    return each.decided


def _number(row: str) -> int:
    return int(row[1:])


def _divergence(each: Divergence, width: int) -> Iterator[Line]:
    """What differs, which version says otherwise, and what each says."""
    indent = " " * _LABEL
    who = ", ".join(each.odd)
    verdict = f"{who} says otherwise" if each.decided else f"{who} differ, undecided"
    quotes = (
        f"{quote.version} “{excerpt(one.exact, _LONGEST_QUOTE)}”" for quote in each.quotes for one in quote.selectors
    )
    head = [Run(f"{each.level}  ", each.level), Run(each.referent, "strong"), Run(f"  {verdict}")]
    yield from wrapped(head, width, indent, Run("    > ", each.level))
    if each.quotes:
        yield from wrapped([Run(" · ".join(quotes), "quiet")], width, indent, Run(indent))
