"""How much a decoded text looks like writing: what settles between encodings that all decode without an error.

Every byte above 127 is a letter in most single-byte encodings, so decoding proves nothing. What differs is how
common the letters are, whether capitals are inside words, and whether signs or another script do. The score is
taken over the characters outside ASCII, because only they depend on the encoding.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_GROUP_WEIGHTS = (1.0, 0.7, 0.35, 0.1)
_SCRIPTS = {
    "cyrillic": "\u0400-\u04ff",
    "latin": "\u00aa\u00ba\u00c0-\u024f",
    "arabic": "\u0600-\u06ff",
    "greek": "\u0370-\u03ff",
}
_CASE_BREAK = re.compile(r"[a-zа-яё\u00df-\u00ff\u03b1-\u03ce][A-ZА-ЯЁ\u00c0-\u00de\u0391-\u03a9]")
_MIXED_WORD = re.compile(r"[A-Za-z](?=[\u0370-\u06ff])|[\u0370-\u06ff](?=[A-Za-z])")
_LATIN_RUN = re.compile(r"[\u00aa-\u024f](?=[\u00aa-\u024f])")
_SAMPLE_BYTES = 3000
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding worth weighing: its Python codec, the script it is expected to hold, its head start."""

    codec: str
    script: str
    prior: float


@lru_cache(maxsize=1)
def charset_facts() -> dict[str, Any]:
    """The contents of `charsets.toml`, read once."""
    return tomllib.loads(files(__package__).joinpath("charsets.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def candidates() -> tuple[Candidate, ...]:
    """The encodings that a guess weighs, in the order of the data file."""
    return tuple(Candidate(**entry) for entry in charset_facts()["candidate"])


@lru_cache(maxsize=16)
def _letter_weights(script: str) -> dict[str, float]:
    facts = charset_facts()
    wide = script in ("han", "kana", "hangul")
    weights = dict.fromkeys(facts["marks"]["wide" if wide else "all"], 0.8)
    for group, weight in reversed(list(zip(facts["letters"][script], _GROUP_WEIGHTS, strict=True))):
        weights.update(dict.fromkeys(group, weight))
    return weights


@lru_cache(maxsize=16)
def _sign_inside_word(script: str) -> re.Pattern[str]:
    letters = _SCRIPTS[script]
    return re.compile(rf"(?<=[A-Za-z{letters}])[^\x00-\x7f{letters}’\u00ad–—\u00a0](?=[A-Za-z{letters}])")


def plausibility(text: str, script: str) -> float:
    """How much the characters of `text` outside ASCII look like writing in `script`: about 0.8 where they do.

    `script` is a key of `[letters]` in the data file. The value is at most 1 and falls below 0 for noise; a text
    wholly in ASCII, which is no evidence, has 0.
    """
    foreign = Counter(char for char in text if char > "\x7f")
    total = sum(foreign.values())
    if not total:
        return 0.0
    weights = _letter_weights(script)
    cased = script in ("cyrillic", "greek")
    value = sum(
        count * (weights.get(char.lower() if cased else char) or _rarer(char, script))
        for char, count in foreign.items()
    )
    return (value - _faults(text, script)) / total


def _rarer(char: str, script: str) -> float:
    """The weight of a character that the letter tables do not name."""
    if script in ("han", "kana") and "\u4e00" <= char <= "\u9fff":
        return 0.6 if taught_early(char) else 0.1
    if script == "hangul" and "\uac00" <= char <= "\ud7a3":
        return 0.6
    return 0.0


@lru_cache(maxsize=4096)
def taught_early(char: str) -> bool:
    """Whether a Chinese character is of the first, common level of GB 2312 or of Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            encoded = char.encode(codec)
        except UnicodeEncodeError:
            continue
        if len(encoded) == 2 and first <= encoded[0] <= last:
            return True
    return False


def is_frequent(char: str) -> bool:
    """Whether a Chinese character is one of the hundred most frequent ones."""
    return char in _letter_weights("han")


def _faults(text: str, script: str) -> float:
    """What speaks against `text`: capitals, signs and other scripts inside words, control characters."""
    faults = 2.0 * len(_CONTROL.findall(text))
    if script not in _SCRIPTS:
        return faults
    faults += len(_CASE_BREAK.findall(text)) + len(_sign_inside_word(script).findall(text))
    if script == "latin":
        return faults + 0.7 * len(_LATIN_RUN.findall(text))
    return faults + len(_MIXED_WORD.findall(text))


def decoded_sample(data: bytes, codec: str) -> str | None:
    """`data` decoded, where its last character may be cut; None where it is not in this encoding."""
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None


def ranking(data: bytes) -> list[tuple[float, str]]:
    """The candidate encodings, the most plausible first, judged by a stretch from the first byte above 127 on."""
    sample = _telling_sample(data)
    ranked = []
    for order, candidate in enumerate(candidates()):
        text = decoded_sample(sample, candidate.codec)
        if text is not None:
            ranked.append((plausibility(text, candidate.script) + candidate.prior, -order, candidate.codec))
    return [(score, codec) for score, _, codec in sorted(ranked, reverse=True)]


def _telling_sample(data: bytes) -> bytes:
    """The stretches of `data` that hold bytes above 127, with what is around them, up to a few thousand bytes."""
    stretches = []
    length = 0
    for found in re.finditer(rb"[\x00-\x7f]{0,12}[\x80-\xff](?:[\x00-\x7f]{0,12}[\x80-\xff])*[\x00-\x7f]{0,12}", data):
        stretches.append(found.group())
        length += len(found.group())
        if length >= _SAMPLE_BYTES:
            break
    return b"\n".join(stretches)[:_SAMPLE_BYTES]
