"""Words in XML: markup escaped, and what XML cannot hold named in plain characters ("[U+000C]")."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from diple.render.language.shown import named

NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file in XML 1.0 can hold, not even as references."""


def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(_possible(text))


def said(text: str) -> str:
    """A text as the content of an element."""
    return escape(_possible(text), {"\r": "&#13;"})


def _possible(text: str) -> str:
    return NOT_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(named(text)))
