"""XML that is no page: which it is, recognised by its outermost element. A flat OpenDocument text (FODT) is read."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from diple.errors import ReadError
from diple.readers.formats.unread import not_text

_LOOKED_AT = 64 * 1024
_ROOT = re.compile(
    r"\s*+(?P<said><\?xml\b(?:(?!\?>).)*+\?>)?(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->"
    r"|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    r"<(?P<name>[A-Za-z_][\w.:-]*+)(?P<rest>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>",
    re.S | re.I,
)
_NAMESPACE = re.compile(r"\sxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)")
_PAGE_ROOTS = frozenset({"html", "head", "body", "frameset"})
_PAGE_NAMESPACES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/TR/")
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_OPEN_TEXT = re.compile(r":mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.text(?:-template)?[\"']")
_REMEDY = "Save it as HTML, DOCX or plain text, and use that file."


class Root(NamedTuple):
    """The outermost element of XML: its name without a prefix, its namespace, and its attributes as they are written.

    `declared` where the text says that it is XML.
    """

    name: str
    namespace: str
    attributes: str
    declared: bool


def root_of(content: str | bytes) -> Root | None:
    """The element with which XML begins; None for any other text."""
    if isinstance(content, bytes):
        head = content[:_LOOKED_AT]
        wide = head[:4].count(b"\0") > 0 or head.startswith((b"\xff\xfe", b"\xfe\xff"))
        content = head.decode("utf-16" if wide else "utf-8", "replace")
    content = content[:_LOOKED_AT].removeprefix("\ufeff")
    if not content[:1000].lstrip().startswith("<"):
        return None
    found = _ROOT.match(content)
    if found is None:
        return None
    prefix, _, name = found["name"].rpartition(":")
    namespaces = dict(_NAMESPACE.findall(found["rest"]))
    return Root(name, namespaces.get(prefix, ""), found["rest"], found["said"] is not None)


def is_flat_odt(content: str | bytes) -> bool:
    """Whether this is an OpenDocument text in one XML file."""
    root = root_of(content)
    if root is None or (root.name, root.namespace) != ("document", _OPEN_DOCUMENT):
        return False
    return _OPEN_TEXT.search(root.attributes) is not None


def refuse_xml(text: str, form: str, name: str | None) -> None:
    """Raises ReadError, BINARY_INPUT, for XML that is no page; `form` is the format for which it would be taken."""
    root = root_of(text)
    if root is None or form == "markdown" or root.name.lower() in _PAGE_ROOTS:
        return
    if root.namespace.startswith(_PAGE_NAMESPACES) and not root.namespace.endswith(("/Math", "/svg")):
        return
    if root.namespace or (root.declared and form != "html"):
        raise _foreign(root, name)


def _foreign(root: Root, name: str | None) -> ReadError:
    kinds = (kind for kind in _kinds() if root.namespace == kind.get("namespace") or root.name == kind.get("root"))
    kind = next(kinds, None)
    if kind is None:
        return not_text(name, f"XML of a kind that is not read, with <{root.name}> outermost", _REMEDY)
    return not_text(name, f"{kind['name']}, XML with <{root.name}> outermost", kind.get("remedy", _REMEDY))


@lru_cache(maxsize=1)
def _kinds() -> list[dict[str, str]]:
    kinds: list[dict[str, str]] = tomllib.loads((files(__package__) / "unread.toml").read_text(encoding="utf-8"))["xml"]
    return kinds
