"""Text as HTML that shows what is there: markup escaped, and what cannot or must not act made visible.

A control character, a lone surrogate or a bidirectional override in a text is evidence for whoever reads the
comparison and a trap in a page: it is named, `U+202E`, instead of obeyed. Plain marks of direction stay.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_HOSTILE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> Markup:
    """The text for an element's content."""
    if _HOSTILE.search(text) is None:
        return escape(text)
    return Markup(_HOSTILE.sub(_chip, str(escape(text))))


def named(value: object) -> object:
    """A value for anywhere in a page: strings with what is hostile named in plain characters, others as they are."""
    if isinstance(value, Markup) or not isinstance(value, str) or _HOSTILE.search(value) is None:
        return value
    return _HOSTILE.sub(lambda found: f"[{_name(found)}]", value)


def within_script(json: str) -> str:
    """JSON for a script element: what would end the element or is hostile is an escape, read back as what it was."""
    return _HOSTILE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.replace("<", "\\u003c"))


def _chip(found: re.Match[str]) -> str:
    return f'<span class="control">{_name(found)}</span>'


def _name(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X}"
