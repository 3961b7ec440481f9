"""XML elements of word processors' files, found by their names without namespaces."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from diple.readers.document.signatures import party_by_party

if TYPE_CHECKING:
    from lxml.etree import _Element


def local(element: _Element) -> str:
    """An element's name without its namespace: the strict and the transitional form of the standard differ in it."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of this name; None where there is none, or no element."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)


def attribute(element: _Element | None, name: str) -> str:
    """An attribute in the namespace of its element; empty where it is not there."""
    if element is None:
        return ""
    namespace = str(element.tag).rpartition("}")[0]
    return element.get(f"{namespace}}}{name}" if namespace else name) or ""


def cells_of_signatures(
    table: _Element, row: str, cell: str, said: Callable[[_Element], str], beside: Container[str]
) -> list[_Element]:
    """The cells of a table of signatures, party after party; none where it is another table, or has more in it.

    `row` and `cell` are the names of their elements, `beside` those of elements without text beside them.
    """
    rows = [each for each in table if local(each) not in beside]
    cells = [[each for each in held if local(each) not in beside] for held in rows]
    is_plain = all(local(held) == row for held in rows) and all(local(each) == cell for held in cells for each in held)
    return party_by_party(cells, said) if is_plain else []
