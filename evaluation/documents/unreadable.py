"""PDFs whose letters are read as others, as those of official ones are, and readable ones that look a bit like it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import weasyprint

from diple.errors import ReadError
from diple.readers import read_document
from evaluation.comparing import Comparer
from evaluation.documents.false_maps import mapped, misread, shifted, with_false_map
from evaluation.documents.statements import Statement, statement, statements
from evaluation.figures import Figure, Part

_FONTS = "'DejaVu Serif', 'DejaVu Sans', 'WenQuanYi Micro Hei', 'Noto Sans CJK SC', sans-serif"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LISU = "".join(map(chr, range(0xA4D0, 0xA4F0)))
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةى"
_ARMENIAN = "ابتثԱՁՉՋԴՅԶՀԸՃՈՎՌՓՔՕֆكلمنهويةى"

_COMMON = bytes(byte for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA) for byte in (high, low)).decode(
    "gb2312"
)


def _exchanged(said: str) -> str:
    """Each of the 3,471 common ideographs as the one that is a thousand places on."""
    return "".join(_COMMON[(at + 1000) % len(_COMMON)] if (at := _COMMON.find(char)) >= 0 else char for char in said)


FALSE: dict[str, tuple[str, Callable[[str], str]]] = {
    "Russian as Lisu and Latin": ("border", mapped(_RUSSIAN[::2] + _RUSSIAN[1::2], _LISU[:16] + "abcdefghijklmnop")),
    "Russian as phonetic letters": ("border", shifted(0x0250 - 0x0430, "А", "я")),
    "Russian as accented Latin": ("border", shifted(0xC0 - 0x0410, "А", "я")),
    "Chinese as rare ideographs": ("railway", shifted(1117, "\u4e00", "\u9000")),
    "Arabic with Armenian": ("water", mapped(_ARABIC, _ARMENIAN)),
    "French with signs": ("transit", mapped("éèàêçûô’", "%=<>#$+ ")),
    "English by the numbers of glyphs": ("dam", shifted(-29, "A", "z")),
    "English with other letters": ("dam", mapped(_ENGLISH, "qwrtplkjhgfdszxcvbnmaeiouy")),
    "English with figures": ("fisheries", mapped("aeist", "34579")),
    "Spanish in private use": (
        "culture",
        lambda said: "".join(chr(0xF000 + ord(c)) if c.isalpha() else c for c in said),
    ),
    "Spanish with zeros": ("culture", mapped("aeiou", "\0\0\0\0\0")),
    "English with the next letter": ("dam", mapped(_ENGLISH, _ENGLISH[1:] + "a")),
    "French with letters exchanged": ("transit", mapped(_ENGLISH, "htkprqlfsomvyugcaxdiwzejbn")),
    "Russian with letters exchanged": ("border", mapped(_RUSSIAN, _RUSSIAN[::-1])),
    "Arabic with letters exchanged": ("water", mapped(_ARABIC, _ARABIC[::-1])),
    "Arabic with signs": ("water", mapped("اليم", "=%+<")),
    "Chinese as other Chinese": ("railway", _exchanged),
    "Spanish with accents": ("culture", mapped("ensrt", "éüøñß")),
    "French of another system": ("transit", misread("latin-1", "mac_roman")),
    "French by another system": (
        "transit",
        misread("mac_roman", "cp1252"),
    ),
    "French in UTF-8 as Latin": ("transit", misread("utf-8", "cp1252")),
    "French in the encoding of Czech": ("transit", misread("cp1252", "cp1250")),
    "Spanish of another system": ("culture", misread("latin-1", "mac_roman")),
    "Russian of another system": (
        "border",
        misread("mac_cyrillic", "cp1251"),
    ),
    "English with a rare letter": ("dam", mapped("t", "Ɵ")),
    "English with one letter": ("dam", mapped(_ENGLISH, "e" * 26)),
    "English in Braille": ("dam", shifted(0x2801 - ord("a"), "a", "z")),
    "Arabic without dots": ("water", mapped("بتثنيجخذزشضظغفق", "ٮٮٮںىححدرسصطعڡٯ")),
    "Chinese in Korean syllables": (
        "railway",
        lambda said: "".join(chr(0xAC00 + 7 * ord(c) % 11172) if "\u4e00" <= c <= "\u9fff" else c for c in said),
    ),
    "English in what is not assigned": ("dam", mapped("aeist", "\u0378\u0379\u0380\u0381\u0382")),
}
"""How each is called, the statement that it shows, and the false map of its letters."""

READABLE: dict[str, str] = {
    text["name"]: text["html"] * text["times"]
    for text in tomllib.loads((Path(__file__).with_name("texts") / "readable.toml").read_text(encoding="utf-8"))["text"]
}
"""How each readable text is called, and its elements of a page."""


def printed(body: str, language: str = "en") -> bytes:
    """A PDF of some elements of a page."""
    direction = "rtl" if language == "ar" else "ltr"
    page = (
        f"<html lang={language} dir={direction}><meta charset=utf-8><style>body {{ font: 11pt {_FONTS} }}</style>{body}"
    )
    content: bytes = weasyprint.HTML(string=page).write_pdf()
    return content


def set_in_print(shown: Statement) -> bytes:
    """A PDF of a statement."""
    return printed(shown.html, shown.language)


def with_headings_of_another_font(name: str) -> bytes:
    """A PDF of a statement whose headings have a font of their own."""
    shown = statement(name)
    return printed(f"<style>h1,h2 {{ font-family: 'DejaVu Sans' }}</style>{shown.html}", shown.language)


def measured(comparer: Comparer) -> Part:
    """False maps that are refused or named, and readable texts that are."""
    part = Part("documents", "Letters that are not those drawn")
    false = {case: with_false_map(set_in_print(statement(name)), to) for case, (name, to) in FALSE.items()}
    readable = {case: printed(body) for case, body in READABLE.items()}
    readable |= {each.name: set_in_print(each) for each in statements()}
    missed = [case for case, content in false.items() if not is_refused_or_named(content)]
    wronged = [case for case, content in readable.items() if is_refused_or_named(content)]
    part.figures["documents unreadable refused"] = Figure(len(false) - len(missed), len(false))
    part.figures["documents readable refused"] = Figure(len(wronged), len(readable))
    part.failures += [f"{case}: read" for case in missed] + [f"{case}: refused" for case in wronged]
    return part


def is_refused_or_named(content: bytes) -> bool:
    """Whether a PDF is refused for its letters, or its fonts are named."""
    try:
        document = read_document(content)
    except ReadError as error:
        return error.code == "OCR_REQUIRED"
    return any(notice.code == "unreadable_characters" for notice in document.warnings)
