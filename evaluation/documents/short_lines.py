"""Lines of 20 to 60 characters, as headings and short statements have them: whether each is read in its language.

Those of the six languages of Diple are cut from the Universal Declaration, those of five neighbours are invented. The
halves are every second line. Of the sealed half only sums are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain

from diple.segment.language import identified
from evaluation import corpora
from evaluation.comparing import Comparer
from evaluation.figures import Figure, Part, Table
from evaluation.translation.texts import LANGUAGES, declaration, gap

SHORTEST, LONGEST = 20, 60  # code points of a line
UNKNOWN = "und"


def lines(*, sealed: bool) -> list[tuple[str, str]]:
    """The lines of a half, each behind the tag of its language."""
    invented = [row.split("\t") for row in corpora.CORPORA["lines"].read_text(encoding="utf-8").splitlines()]
    own = [(row[0], row[1]) for row in invented if len(row) > 1]
    found = [*own, *((language, line) for language in LANGUAGES for line in of_declaration(language))]
    return found[int(sealed) :: 2]


def of_declaration(language: str) -> Iterator[str]:
    """The lines of the Declaration in a language; no line goes over the end of a paragraph."""
    for paragraph in chain.from_iterable(declaration(language)):
        yield from cut(paragraph, gap(language))


def cut(paragraph: str, between: str) -> Iterator[str]:
    """A paragraph in lines, each as long as its first letter decides; what is too short is left out."""
    line = ""
    for word in paragraph.split(between) if between else paragraph:
        longer = f"{line}{between}{word}" if line else word
        if line and len(longer) > length(line):
            yield from [line] if len(line) >= SHORTEST else []
            longer = word
        line = longer
    yield from [line] if SHORTEST <= len(line) <= LONGEST else []


def length(line: str) -> int:
    """How long a line may become that begins so."""
    return SHORTEST + int(sha256(line[:1].encode()).hexdigest(), 16) % (LONGEST - SHORTEST + 1)


def open_half(comparer: Comparer) -> Part:
    """What is found on the lines that may be developed on."""
    return _measured("open", sealed=False)


def sealed_half(comparer: Comparer) -> Part:
    """The same of the lines that are measured once, at the end of a piece of work."""
    return _measured("sealed", sealed=True)


def _measured(half: str, *, sealed: bool) -> Part:
    part = Part("lines", f"The language of lines of 20 to 60 characters, {half} half")
    counts: Counter[tuple[str, str]] = Counter()
    for language, line in lines(sealed=sealed):
        wanted = language if language in LANGUAGES else UNKNOWN
        found = identified(line)
        is_right = found.language == wanted
        is_silent = not is_right and found.is_sure and found.language != UNKNOWN
        counts.update([("lines", language), *[("right", language)] * is_right, *[("silent", language)] * is_silent])
        if not is_right and not sealed:
            part.failures.append(f"{language}: read as {found.language}{' without a notice' * is_silent}: {line}")
    tags = list(dict.fromkeys(tag for _, tag in counts))
    totals = {what: sum(counts[what, tag] for tag in tags) for what in ("lines", "right", "silent")}
    part.figures[f"lines {half} in their language"] = Figure(totals["right"], totals["lines"])
    part.figures[f"lines {half} silently wrong"] = Figure(totals["silent"], totals["lines"])
    rows = [(tag, *(str(counts[what, tag]) for what in ("lines", "right", "silent"))) for tag in tags]
    about = "In the language, or, of a language that Diple does not judge, in none."
    part.tables.append(Table(about, ("language", "lines", "read so", "in another without a notice"), rows))
    return part
