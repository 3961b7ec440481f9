"""How long reading takes, for a page of each form of a statement. A page is one of its PDF in serif letters."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from io import BytesIO

from pypdf import PdfReader

import diple
from evaluation.figures import Figure, Part, Table

SLOWEST = "documents seconds a page"
PRINTED = "serif.pdf"
ROUNDS = 3

Form = tuple[str, bytes]
"""The name of a file, whose ending is the format, and its bytes."""


def further(plain: str) -> Iterator[Form]:
    """A text in the forms that are read for their pace alone: Markdown changes its lists, a mail adds its fields."""
    yield "statement.md", plain.encode()
    mail = EmailMessage()
    mail["Subject"] = plain.partition("\n")[0]
    mail.set_content(plain)
    yield "statement.eml", mail.as_bytes()


def report(part: Part, statements: Sequence[Sequence[Form]]) -> None:
    """Adds the slowest of all forms of all statements to a part, and a table of each form."""
    slowest: dict[str, float] = {}
    for made in statements:
        pages = len(PdfReader(BytesIO(dict(made)[PRINTED])).pages)
        for name, content in made:
            slowest[name] = max(slowest.get(name, 0.0), seconds(name, content) / pages)
    part.figures[SLOWEST] = Figure(max(slowest.values()), 1, plain=True)
    rows = [(name, f"{spent:.3f}") for name, spent in slowest.items()]
    part.tables.append(Table("Processor seconds to read a page, of the slowest statement.", ("form", "seconds"), rows))


def seconds(name: str, content: bytes) -> float:
    """The processor time of reading a file, the best of some rounds: the first loads what the format needs."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        diple.read(content, name=name)
        spent.append(time.process_time() - began)
    return min(spent)
