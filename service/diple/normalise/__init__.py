"""Comparison keys beside the text: what two spellings of the same word have in common.

A key folds what no reader of a statement would call a change: the form of quotation marks and dashes,
letters without width, ligatures, radicals of ideographs, full-width forms, case, ё, vowel signs, British and
American spelling, Traditional and Simplified script, Arabic from Persian keyboards. It never changes the text. Two
words that an expert keeps apart (policy and police, prise and prize) keep two keys. What is folded, and by which
source, is in the TSV files of the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from diple.composing import composed
from diple.lexicon.tables import lines

_NOT_SAFE = re.compile(r"[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u215f\u2189\u2116\u2120-\u2122]")
_SHAPES = re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]")  # of Arabic letters by their place in a word
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z]")
_INNER_HYPHEN = re.compile(r"(?<=[^\W_])-+(?=[^\W\d_])|(?<=[^\W\d_])-+(?=[^\W_])")
_ORDINAL_STOP = re.compile(r"(?<=\d)\.(?=[ºª])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_COMMA = ("en", "zh", "ar", "und")
_ISE = re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational|able|ement)$)")
_START = "(?:^|(?<='))"
_MOST_KEYS = 200_000


class _Spelling(NamedTuple):
    """The spelling rules of one language: tokens in their case, whole words, a pattern of parts, hyphens to keep."""

    alone: dict[str, str]
    words: dict[str, str]
    pattern: re.Pattern[str] | None
    parts: dict[str, str]
    keep: re.Pattern[str] | None


class KeyTable(dict[str, str]):
    """The keys of one language by surface, filled as they are asked for: `table[surface]` is a dict look-up.

    It forgets all when it holds 200,000, so that a long-lived service does not grow without end.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._spelling = _spelling(language)

    def __missing__(self, surface: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        made = self[surface] = _fold_token(surface, self._language, self._spelling)
        return made


_tables: dict[str, KeyTable] = {}


def key_table(language: str) -> KeyTable:
    """The table of keys of `language`; the fastest way to the keys of many tokens."""
    table = _tables.get(language)
    if table is None:
        table = _tables.setdefault(language, KeyTable(language))
    return table


def key(surface: str, language: str) -> str:
    """The comparison key of one token: equal for two surfaces that are the same wording.

    It is never empty: a token of nothing but invisible characters is its own key. Languages without spelling
    rules (and "und") get the folds that hold in every language.
    """
    return key_table(language)[surface]


def fold_text(text: str) -> str:
    """A whole sentence folded at once, to find equal sentences by hash: it costs nanoseconds a character.

    It folds characters, case and runs of white space, no spelling. Sentences with equal folds have tokens
    with equal keys; the reverse does not hold ("labour" and "labor" differ here). The length is not kept.
    """
    if not text.isascii():
        text = without_radicals(text)
        text = text.translate(_text_table(bool(_HAN.search(text))))
    return " ".join(text.casefold().split())


def folds_script(old: str, new: str) -> bool:
    """Whether two different surfaces become the same by Traditional to Simplified characters alone."""
    table = _han_table()
    return old != new and old.translate(table) == new.translate(table)


def _fold_token(surface: str, language: str, spelling: _Spelling) -> str:
    text = spelling.alone.get(surface, surface)
    if not text.isascii():
        text = _ORDINAL_STOP.sub("", text)
        text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape.group()), text)
        text = without_radicals(in_one_script(text).translate(_mark_table()))
        text = text.translate(_han_table()) if language == "zh" or _HAN.search(text) else text
        text = _compatible(text)
    text = "".join(text.casefold().split())
    if len(text) <= 1:
        return (text or surface).replace("'", '"')
    if text.strip("'\"") == "":
        return '"'
    if text.strip("-") == "":
        return "-"
    if text[0].isdecimal():
        text = _plain_digits(text)
        if language in _GROUPED_BY_COMMA and _THOUSANDS.fullmatch(text):
            return text.replace(",", "")
    return _fold_spelling(text, language, spelling)


def in_one_script(word: str) -> str:
    """A word of Cyrillic letters with Latin ones that look like them in Cyrillic letters alone, and the reverse.

    A word whose letters all look alike, or that has letters of both scripts that do not, stays.
    """
    if not (_CYRILLIC.search(word) and _LATIN.search(word)):
        return word
    latin, cyrillic = _lookalikes()
    has_latin, has_cyrillic = (any(pattern.match(c) and ord(c) not in table for c in word)
                               for pattern, table in ((_LATIN, latin), (_CYRILLIC, cyrillic)))  # fmt: skip
    return word if has_latin == has_cyrillic else word.translate(cyrillic if has_latin else latin)


def without_radicals(text: str) -> str:
    """A text whose radicals of ideographs (⻓, ⼈) are the ideographs that they show."""
    return text.translate(_radicals()) if _RADICAL.search(text) else text


def _radicals() -> dict[int, str]:
    """Radicals to ideographs."""
    if "radicals" not in _made:
        _made["radicals"] = {ord(pair[0]): pair[1] for (pair, *_) in _rows("", "radicals.tsv")}
    return _made["radicals"]


def _lookalikes() -> tuple[dict[int, str], dict[int, str]]:
    """Latin letters to the Cyrillic ones that look like them, and the reverse."""
    if "latin" not in _made:
        pairs = [pair for (pair, *_) in _rows("", "lookalikes.tsv")]
        _made["latin"] = {ord(pair[0]): pair[1] for pair in pairs}
        _made["cyrillic"] = {ord(pair[1]): pair[0] for pair in pairs}
    return _made["latin"], _made["cyrillic"]


def _fold_spelling(text: str, language: str, spelling: _Spelling) -> str:
    if "-" in text and not (spelling.keep and spelling.keep.fullmatch(text)):
        text = _INNER_HYPHEN.sub("", text)
    elided, apostrophe, word = text.rpartition("'")
    if word in spelling.words:
        return elided + apostrophe + spelling.words[word]
    if spelling.pattern is not None:
        parts = spelling.parts
        text = spelling.pattern.sub(lambda found: parts[found.group()], text)
    return _ISE.sub("iz", text) if language == "en" else text


def _compatible(text: str) -> str:
    """NFKC, save where it would change a meaning: raised digits, fractions, № (which would be "no")."""
    if text.isascii():
        return text
    if not _NOT_SAFE.search(text):
        return composed("NFKC", text)
    return "".join(c if _NOT_SAFE.match(c) else unicodedata.normalize("NFKC", c) for c in text)


def _plain_digits(text: str) -> str:
    """Digits of any script as ASCII ones; raised digits are no decimals and stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


_made: dict[str, dict[int, str]] = {}


def _mark_table() -> dict[int, str]:
    """Characters to their folded forms, in every language."""
    if "marks" not in _made:
        table: dict[int, str] = {}
        for sources, target, *_ in _rows("", "marks.tsv"):
            folded = "" if target == "-" else "".join(chr(int(code[2:], 16)) for code in target.split())
            for code in sources.split():
                first, _, last = code.partition("..")
                for point in range(int(first[2:], 16), int((last or first)[2:], 16) + 1):
                    table[point] = folded
        _made["marks"] = table
    return _made["marks"]


def _han_table() -> dict[int, str]:
    """Traditional characters to Simplified ones."""
    if "han" not in _made:
        _made["han"] = {ord(pair[0]): pair[1] for (pair, *_) in _rows("zh", "characters.tsv")}
    return _made["han"]


def _text_table(han: bool) -> dict[int, str]:
    name = "text_han" if han else "text"
    if name not in _made:
        wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
        ligatures = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
        _made[name] = wide | ligatures | (_han_table() if han else {}) | _mark_table()
    return _made[name]


def _spelling(language: str) -> _Spelling:
    rows = _rows(language, "spelling.tsv") if language else []
    words = {source: target for kind, source, target in rows if kind == "word"}
    found = {source: (kind, target) for kind, source, target in rows if kind in ("part", "start")}
    longest_first = sorted(found, key=lambda source: (-len(source), source))
    pattern = "|".join((_START if found[source][0] == "start" else "") + re.escape(source) for source in longest_first)
    keep = "|".join(re.escape(source) for kind, source, _ in rows if kind == "keep")
    return _Spelling(
        alone={source: target for kind, source, target in rows if kind == "alone"},
        words=words,
        pattern=re.compile(pattern) if pattern else None,
        parts={source: target for source, (_, target) in found.items()},
        keep=re.compile(rf"(?:{keep})(?:e?s|e?d|ing|ation|al)?") if keep else None,
    )


def _rows(language: str, name: str) -> list[list[str]]:
    """The rows of a TSV file of the lexicon."""
    return [_padded(line.split("\t")) for line in lines(language, name)]


def _padded(row: list[str]) -> list[str]:
    return row + [""] * (3 - len(row))
