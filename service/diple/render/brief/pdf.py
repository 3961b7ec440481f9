"""The brief as a PDF: the HTML page, set on A4 by WeasyPrint (the extra `diple[pdf]`). It bears no date."""

from __future__ import annotations

from diple.render.brief.html import render as page
from diple.render.look import PLAIN, Look
from diple.render.printed.pdf import nothing, weasyprint
from diple.result import Comparison


def render(comparison: Comparison, look: Look = PLAIN) -> bytes:
    """The brief as a PDF. Raises OptionError, MISSING_EXTRA, where WeasyPrint is not installed."""
    document = weasyprint().HTML(string=page(comparison, look), url_fetcher=nothing)
    return bytes(document.write_pdf(pdf_identifier=comparison.id.encode()[:16]))
