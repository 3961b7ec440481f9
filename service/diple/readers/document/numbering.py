"""The numbers that a word processor puts before list items and headings: counted, and written in their format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_PLACES = ("ivx", "xlc", "cdm", "m")
_MOST_ROMAN = 4000
_CHINESE_DIGITS = "〇一二三四五六七八九"
_MOST_LETTERS = 400
# A pattern of more characters is text, not a label.
_LONGEST_LABEL = 100


class Level(NamedTuple):
    """How one level of a list is numbered.

    `pattern` holds %1 to %9 for the numbers of the levels; `form` is a name of WordprocessingML (decimal,
    lowerLetter, upperRoman, bullet, none …). `legal` writes all numbers in digits. The numbers begin anew after an item
    of any level above, or, with `after` (from 1), of that level and those above it alone; 0 is after none.
    """

    pattern: str = ""
    form: str = "decimal"
    start: int = 1
    legal: bool = False
    after: int | None = None

    def goes_on(self, depth: int) -> bool:
        """Whether its numbers go on after an item at `depth` (from 0), a level above."""
        return self.after is not None and depth >= self.after


@dataclass(slots=True)
class Counter:
    """The numbers reached in one list, level by level."""

    reached: dict[int, int] = field(default_factory=dict)

    def label(self, levels: Mapping[int, Level], depth: int, restart: int | None = None) -> str:
        """The label of the next item at `depth` (from 0); empty where its level has none."""
        level = levels.get(depth, Level())
        before = self.reached.get(depth, level.start - 1) if restart is None else restart - 1
        kept = (at for at in self.reached if at < depth or levels.get(at, Level()).goes_on(depth))
        self.reached = {at: self.reached[at] for at in kept} | {depth: before + 1}
        if level.form == "bullet":
            return bullet(level.pattern)

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            asked = levels.get(at, Level())
            form = "decimal" if level.legal else asked.form
            return numeral(form, self.reached.get(at, asked.start))

        return re.sub(r"%([1-9])", number, level.pattern).strip() if len(level.pattern) <= _LONGEST_LABEL else ""


def bullet(sign: str) -> str:
    """A bullet as text: signs of symbol fonts have no meaning outside them."""
    sign = sign.strip()
    if not sign or len(sign) > 2 or "\ue000" <= sign[0] <= "\uf8ff":
        return "•"
    return "◦" if sign == "o" else sign


def of_symbols(font: str) -> bool:
    """Whether the letters of a font are pictures."""
    return font.lower().startswith(("symbol", "wingdings", "webdings", "zapf"))


def numeral(form: str, number: int) -> str:
    """A number in a format of WordprocessingML; in digits where the format is not known, or has no such number."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    written = ""
    if form.endswith("Letter"):
        written = _lettered(_LATIN, number)
    elif form.startswith("russian"):
        written = _lettered(_RUSSIAN, number)
    elif form.endswith("Roman"):
        written = _roman(number)
    elif form.startswith(("chinese", "taiwanese", "japaneseCounting", "ideographDigital", "koreanCounting")):
        written = _chinese(number)
    if form.startswith("upper") or form.endswith("Upper"):
        written = written.upper()
    return written or str(number)


def _lettered(alphabet: str, number: int) -> str:
    """a … z, aa, bb …, as word processors count."""
    if not 0 < number <= _MOST_LETTERS:
        return ""
    rounds, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (rounds + 1)


def _roman(number: int) -> str:
    """Each digit as ones are written, in the letters of its place."""
    if not 0 < number < _MOST_ROMAN:
        return ""
    places = zip(reversed(str(number)), _ROMAN_PLACES, strict=False)
    return "".join(
        reversed(
            [
                _ROMAN_ONES[int(digit)].translate(str.maketrans("ivx"[: len(letters)], letters))
                for digit, letters in places
            ]
        )
    )


def _chinese(number: int) -> str:
    """1 to 99 as counted: 十一, 二十, 二十一."""
    if not 0 < number < 100:
        return ""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十"
    return head + (_CHINESE_DIGITS[ones] if ones else "")
