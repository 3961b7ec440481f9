"""The numbers and bullets that a browser puts before the items of a list: labels, as in a word processor's file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diple.readers.document.numbering import numeral
from diple.readers.html.events import Element, html_facts

_STYLE = re.compile(r"\blist-style(?:-type)?\s*:\s*([^;]+)", re.I)
_WORD = re.compile(r"[\w-]+")
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_BULLETS = ("disc", "circle", "square")


@dataclass(slots=True)
class Numbering:
    """The labels of one list, item by item: `form` is how its items are marked, `number` that of the next item."""

    form: str
    number: int = 1
    step: int = 1

    @staticmethod
    def of(element: Element, depth: int) -> Numbering:
        """How a list is marked that is inside `depth` others."""
        if element.tag != "ol":
            return Numbering(_form(element) or _BULLETS[min(depth, len(_BULLETS) - 1)])
        is_reversed = "reversed" in element.attributes
        start = _whole(element.get("start"))
        if start is None:
            start = element.items if is_reversed else 1
        return Numbering(_form(element) or "decimal", start, -1 if is_reversed else 1)

    def label(self, item: Element) -> str:
        """The label of the next item; empty where it has none."""
        form = _form(item) or self.form
        value = _whole(item.get("value"))
        number = self.number if value is None else value
        self.number = number + self.step
        if form in html_facts()["lists"]["bullets"]:
            return str(html_facts()["lists"]["bullets"][form])
        written = _lettered(number) if form.endswith("Letter") and number > 0 else numeral(form, number)
        return f"{written.upper() if form.startswith('upper') else written}." if written else ""


def _form(element: Element) -> str:
    """How a list or item says that it is marked, by its style or its `type`; empty where it does not say."""
    forms = html_facts()["lists"]["forms"]
    style = _STYLE.search(element.get("style"))
    for word in _WORD.findall(style.group(1).lower()) if style else ():
        if word in forms:
            return str(forms[word])
    kind = element.get("type").strip()
    return str(forms.get(kind) or forms.get(kind.lower()) or "") if kind else ""


def _whole(written: str) -> int | None:
    found = _WHOLE.match(written)
    return int(found.group(1)) if found else None


def _lettered(number: int) -> str:
    """a … z, aa, ab …, as browsers count."""
    letters = ""
    while number > 0:
        number, at = divmod(number - 1, len(_ALPHABET))
        letters = _ALPHABET[at] + letters
    return letters
