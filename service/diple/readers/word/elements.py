"""XML elements of word processors' files, found by their names without namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
