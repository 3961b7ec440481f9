"""A table of language versions as TEI P5: an entry of an apparatus for each row, and the divergences as notes.

Each version is a witness. A reading has its sentences as `seg`, whose `n` is the number of the sentence in its text:
the `seg` of one witness in the order of these numbers are its text, exactly. What XML cannot hold is a `g` whose `n` is
its code point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.model import Span
from diple.parallel.table import Divergence, ParallelText, TableRow, Version
from diple.render.exchange.in_xml import quoted, said
from diple.render.exchange.tei_frame import Header, Witness, framed
from diple.render.exchange.tei_words import evidence, exact
from diple.render.language.phrases import called, in_words
from diple.render.look import PLAIN, Look


def render(table: ParallelText, look: Look = PLAIN) -> str:
    """All rows, versions and divergences, whatever the look."""
    return framed(_header(table), _body(table), _back(table))


def _header(table: ParallelText) -> Header:
    witnesses = [Witness(each.key, called(each.statement, each.called), each.statement) for each in table.versions]
    return Header(
        language=table.version(table.pivot).statement.language,
        title=f"{' / '.join(witness.title for witness in witnesses)}: language versions",
        sources="texts",
        witnesses=witnesses,
        engine=table.pairs[0].comparison.engine,
        made=f"versions {table.id}",
        method=f"The sentences of {table.pivot} make the rows.",
        notices=(*table.degraded, *table.warnings),
    )


def _body(table: ParallelText) -> Iterator[str]:
    numbers = {version.key: _numbers(table, version) for version in table.versions}
    for unit in table.units:
        readings = (_reading(table, unit, version, numbers[version.key]) for version in table.versions)
        yield f'<p xml:space="preserve"><app xml:id="{unit[0].id}" type="rendering">{"".join(readings)}</app></p>'


def _numbers(table: ParallelText, version: Version) -> dict[Span, int]:
    """The number of each sentence of a version, from 1, by its span."""
    cells = (cell for row in table.rows for cell in row.cells if cell.version == version.key)
    return {span: at + 1 for cell in cells for span, at in zip(cell.spans, cell.sentences, strict=True)}


def _reading(table: ParallelText, unit: Sequence[TableRow], version: Version, numbers: dict[Span, int]) -> str:
    start = f'<rdg wit="#{version.key}" xml:lang={quoted(version.statement.language)}'
    text = version.statement.text
    parts = [
        f'<seg n="{numbers[span]}">{exact(text[span.start : span.end])}</seg>'
        for span in table.spans_in(unit, version.key)
    ]
    return f"{start}>{''.join(parts)}</rdg>" if parts else f"{start}/>"


def _back(table: ParallelText) -> Iterator[str]:
    if not table.divergences:
        return
    unit_of = {row.id: unit[0].id for unit in table.units for row in unit}
    yield '<back><div type="divergences"><head>Where the versions say different things</head>'
    for each in table.divergences:
        yield from _note(each, unit_of[each.row])
    yield "</div></back>"


def _note(each: Divergence, unit: str) -> Iterator[str]:
    kind = each.kind.rpartition(".")[2]
    yield f'<note xml:id="{each.id}" type="divergence" subtype="{kind}" n="{each.score}" target="#{unit}">'
    yield f"<label>{said(each.referent)}</label>"
    certainty = "says otherwise" if each.decided else "differ, undecided"
    yield f'<p><term type="odd">{said(" ".join(each.odd))}</term> {certainty} ({in_words(each.level)})</p>'
    yield f"<p>{said(each.rationale)}</p>"
    yield from (evidence(quote.version, selector) for quote in each.quotes for selector in quote.selectors)
    yield "</note>"
