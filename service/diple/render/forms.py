"""The written forms of a comparison: for each its media type, the ending of its files, the module that writes it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple


class Form(NamedTuple):
    """One written form.

    `module` is a module of `diple.render` with a function `render(comparison, look)` that returns text or bytes;
    `binary` forms are bytes that no terminal shows.
    """

    media_type: str
    ending: str
    module: str
    binary: bool = False
    profile: str = ""

    @property
    def content_type(self) -> str:
        """What an answer in it says that it is: the media type, with the profile that it keeps to."""
        if self.profile:
            return f'{self.media_type}; profile="{self.profile}"'
        return self.media_type


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A row for each form; the service answers with the first when it is not asked for one. Of two with one media type, the
# first is given by Accept, the other when it is asked for by name.
FORMS: dict[str, Form] = {
    "json": Form("application/json", ".json", "exchange.json"),
    "text": Form("text/plain", ".txt", "text.terminal"),
    "html": Form("text/html", ".html", "pages.html"),
    "docx": Form(_WORD, ".docx", "word.docx", binary=True),
    "pdf": Form("application/pdf", ".pdf", "printed.pdf", binary=True),
    "markdown": Form("text/markdown", ".md", "text.markdown"),
    "criticmarkup": Form("text/markdown", ".md", "text.criticmarkup"),
    "tei": Form("application/tei+xml", ".xml", "exchange.tei"),
    "annotations": Form(
        "application/ld+json", ".jsonld", "exchange.annotations", profile="http://www.w3.org/ns/anno.jsonld"
    ),
    "csv": Form("text/csv", ".csv", "tables.changes"),
    "csv-markers": Form("text/csv", ".csv", "tables.markers"),
    "brief": Form("text/markdown", ".md", "brief.markdown"),
    "brief-html": Form("text/html", ".html", "brief.html"),
    "brief-docx": Form(_WORD, ".docx", "brief.docx", binary=True),
    "brief-pdf": Form("application/pdf", ".pdf", "brief.pdf", binary=True),
}
VERSIONS_FORMS: dict[str, Form] = {
    "json": Form("application/json", ".json", "exchange.json"),
    "text": Form("text/plain", ".txt", "text.versions"),
    "tsv": Form("text/tab-separated-values", ".tsv", "tables.versions"),
    "tmx": Form("application/x-tmx+xml", ".tmx", "exchange.tmx"),
    "tei": Form("application/tei+xml", ".xml", "exchange.tei_versions"),
}
"""The forms of a table of language versions."""
MEDIA_TYPES = {name: form.media_type for name, form in FORMS.items()}
"""The forms and their media types."""


def nearest(asked: str) -> list[str]:
    """The forms that may be meant by a name that is none: by the ending of their files, the name, the media type."""
    name = asked.casefold().strip(" .")
    if not name:
        return []
    ended = [form for form, row in FORMS.items() if row.ending == f".{name}" or row.media_type == name]
    begun = [form for form in FORMS if form.startswith(name) or name.startswith(form)]
    typed = [form for form, row in FORMS.items() if name in row.media_type and len(name) > 3]
    return ended or begun or typed or get_close_matches(name, FORMS, n=1)


def file_name(identity: str, form: str, *, judged: bool = False) -> str:
    """What a file of this form is called; `identity` is the comparison's. No two forms have one name."""
    row = FORMS[form]
    first = next(other for other, each in FORMS.items() if each.ending == row.ending)
    parts = ["diple", identity[:12], *([form] if form != first else []), *(["judged"] if judged else [])]
    return "-".join(parts) + row.ending
