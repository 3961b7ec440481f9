"""Words of the texts in TEI: every character of them, in blocks and in quotes."""

from __future__ import annotations

from xml.sax.saxutils import escape

from diple.model import Selector
from diple.render.exchange.in_xml import NOT_XML


def exact(text: str) -> str:
    """Words of the texts, every character of them."""
    return NOT_XML.sub(lambda found: f'<g n="U+{ord(found[0]):04X}"/>', escape(text, {"\r": "&#13;"}))


def element(kind: str, content: str) -> str:
    """A block of the body whose white space is kept."""
    if kind == "paragraph":
        return f'<p xml:space="preserve">{content}</p>'
    return f'<ab type="{kind}" xml:space="preserve">{content}</ab>'


def evidence(witness: str, selector: Selector) -> str:
    """A quote of a witness with its place in code points."""
    place = f"{selector.start}-{selector.end}"
    return f'<quote source="#{witness}" n="{place}" xml:space="preserve">{exact(selector.exact)}</quote>'
