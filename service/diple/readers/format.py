"""Which format a text is in: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

FORMATS = ("text", "markdown", "html")
# Formats that are no text, by how their bytes begin; a module of diple.readers of that name reads them from bytes.
BINARY: dict[str, tuple[bytes, ...]] = {}

_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}
_LOOKED_AT = 1000
_PREAMBLE = r"(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*"
_PAGE = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.I | re.S)
_KNOWN_TAG = (
    r"(?:p|div|h[1-6]|br|hr|a|b|i|u|em|strong|span|font|center|table|tbody|tr|td|th|ul|ol|li|dl|dt|dd|pre|sup"
    r"|blockquote|article|section|main|header|footer|nav|title|meta|link|style|script|img)"
)
_FRAGMENT = re.compile(_PREAMBLE + rf"<{_KNOWN_TAG}(?:\s[^<>]*)?/?>", re.I | re.S)
_ANY_TAG = re.compile(rf"</?{_KNOWN_TAG}(?:\s[^<>]*)?/?>", re.I)


def binary_format(data: bytes) -> str | None:
    """The format of bytes that are no text, by how they begin; None for text."""
    return next((form for form, signs in BINARY.items() if data.startswith(signs)), None)


def detect_format(text: str, name: str | None) -> str:
    """The format of `text`: "html" where it begins as a page or is strewn with tags, else by the ending of `name`.

    Markdown is recognised by name only, for every plain text is Markdown too; and because Markdown may hold tags,
    a name that says Markdown is overruled by nothing less than the beginning of a page.
    """
    by_name = _BY_ENDING.get(PurePath(name).suffix.lower()) if name else None
    head = text[:_LOOKED_AT]
    if head.lstrip().startswith(("<!--", "<?")):
        head = text[: 20 * _LOOKED_AT]  # a licence or a stylesheet's note may stand before the page
    if "<" in head:
        if _PAGE.match(head):
            return "html"
        if by_name != "markdown" and (_FRAGMENT.match(head) or len(_ANY_TAG.findall(head)) >= 3):
            return "html"
    return by_name or "text"
