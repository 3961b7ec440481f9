"""Statements in the forms in which readers have them: text, HTML, DOCX, ODT, and PDFs of several programs and types."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import weasyprint

import diple
from diple.model import Statement as Read
from evaluation.comparing import Comparer
from evaluation.documents import pace
from evaluation.documents.statements import Statement, statements
from evaluation.documents.typewriter import typed
from evaluation.figures import Figure, Part

_EAST = "'WenQuanYi Micro Hei', 'Noto Sans CJK SC'"
_TYPES = {
    "serif": f"11pt 'DejaVu Serif', {_EAST}",
    "sans": f"10pt 'DejaVu Sans', {_EAST}",
    "fixed": f"9pt 'DejaVu Sans Mono', {_EAST}",
}
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_WORD_PROCESSORS = ("soffice", "libreoffice")
_SECONDS = 300

Form = tuple[str, bytes]
"""The name of a file, whose ending is the format, and its bytes."""


def forms(shown: Sequence[Statement]) -> dict[str, list[Form]]:
    """Each statement, by its name, in all forms that the programs of this machine make."""
    made: dict[str, list[Form]] = {each.name: list(_written(each)) for each in shown}
    for name, form in (*_of_a_word_processor(shown), *_of_a_browser(shown)):
        made[name].append(form)
    return made


def _written(shown: Statement) -> Iterator[Form]:
    yield "statement.txt", shown.plain.encode()
    yield "statement.html", page(shown, "serif").encode()
    for face in _TYPES:
        content: bytes = weasyprint.HTML(string=page(shown, face)).write_pdf()
        yield f"{face}.pdf", content
    if shown.language not in ("zh", "ar"):
        yield "typewriter.pdf", typed(shown)


def page(shown: Statement, face: str, more: str = "") -> str:
    """The page of a statement in a type."""
    direction = "rtl" if shown.language == "ar" else "ltr"
    style = f"body {{ font: {_TYPES[face]} }} {more}"
    title = shown.plain.split("\n", 1)[0]
    return (
        f"<!doctype html><html lang={shown.language} dir={direction}><meta charset=utf-8><title>{title}</title>"
        f"<style>{style}</style><body>{shown.html}</body></html>"
    )


def _of_a_word_processor(shown: Sequence[Statement]) -> Iterator[tuple[str, Form]]:
    """DOCX and ODT as LibreOffice saves them, and PDF as it exports them; none where it is not installed."""
    program = next(filter(None, map(shutil.which, _WORD_PROCESSORS)), None)
    if program is None:
        return
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for each in shown:
            (place / f"{each.name}.html").write_text(page(each, "serif"), encoding="utf-8")
        convert = partial(_convert, program, place)
        convert("docx:MS Word 2007 XML", [f"{each.name}.html" for each in shown], "HTML (StarWriter)")
        convert("odt:writer8", [f"{each.name}.html" for each in shown], "HTML (StarWriter)")
        convert("pdf:writer_pdf_Export", [f"{each.name}.docx" for each in shown])
        for each in shown:
            # LibreOffice names a sign of Arabic as a Latin letter in its PDFs: their text is another.
            for ending in ("docx", "odt") if each.language == "ar" else ("docx", "odt", "pdf"):
                yield each.name, (f"processor.{ending}", (place / f"{each.name}.{ending}").read_bytes())


def _convert(program: str, place: Path, to: str, names: Sequence[str], as_filter: str = "") -> None:
    command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore"]
    reading = [f"--infilter={as_filter}"] if as_filter else []
    command += [*reading, "--convert-to", to, "--outdir", str(place), *(str(place / name) for name in names)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def _of_a_browser(shown: Sequence[Statement]) -> Iterator[tuple[str, Form]]:
    """PDFs as Chromium prints them, with its heads and feet; none where it is not installed."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page()
        for each in shown:
            for name, face, heads in (("browser", "serif", False), ("printed", "sans", True)):
                opened.set_content(page(each, face))
                yield each.name, (f"{name}.pdf", opened.pdf(format="A4", display_header_footer=heads))
        browser.close()


def measured(comparer: Comparer) -> Part:
    """The changes that count between any two forms of one statement."""
    part = Part("documents", "One statement in many forms")
    changes = pairs = 0
    shown = statements()
    made_of = forms(shown)
    for name, made in made_of.items():
        read = [(ending, diple.read(content, name=ending)) for ending, content in made]
        for (one, old), (other, new) in combinations(read, 2):
            found = counting(old, new)
            pairs, changes = pairs + 1, changes + found
            if found:
                part.failures.append(f"{name}: {found} changes between {one} and {other}")
    part.figures["documents changes between forms"] = Figure(changes, pairs)
    pace.report(part, [[*made_of[each.name], *pace.further(each.plain)] for each in shown])
    return part


def counting(old: Read, new: Read) -> int:
    """How many changes between two texts count."""
    return sum(change.noise is None for change in diple.compare(old, new, markers=False).changes)
