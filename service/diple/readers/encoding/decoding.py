"""Bytes to text: byte order mark, declaration, strict UTF-8, then a guess that says it is one.

The guess weighs the encodings of `charsets.toml` by how much the decoded text looks like writing
(`diple.readers.encoding.plausibility`), and asks charset-normalizer only where none of them convinces: on short
Cyrillic texts charset-normalizer often answers with a neighbour (mac-cyrillic, a DOS code page) of the right encoding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diple.errors import ReadError
from diple.model import Notice
from diple.readers.document.messages import subject
from diple.readers.encoding.mixed import Mixed, mixture
from diple.readers.encoding.plausibility import charset_facts, decoded_sample, ranking
from diple.readers.formats.unread import not_text, refuse_unread

_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]+)", re.I),
    re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I),
)
_PRESCAN_BYTES = 4096
_SAMPLE_BYTES = 3000
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_CONVINCING = 0.5
_FAR = 0.2  # over texts of six languages, the right encoding never fell behind another at all
_HIGH = bytes(range(128, 256))
_FEWEST_TELLING = 20  # letters outside ASCII, by which a declaration may be overruled
_BROKEN_RUN = re.compile("\ufffd+")
_SELDOM = 300  # one broken byte in so many, or fewer, is damage to a text in ASCII rather than another encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in (a Python codec name), and what is worth knowing about how that was found."""

    text: str
    encoding: str
    warnings: tuple[Notice, ...] = ()


def decode(data: bytes, *, charset: str | None = None, name: str | None = None, trusted: bool = True) -> Decoded:
    """The text of `data`, without its byte order mark.

    `charset` is a declaration from outside (an HTTP header, an option); without it the declaration in an HTML or
    XML head is used. A declaration that the bytes contradict is overruled with a warning; so is one that is not
    `trusted`, as those of e-mails, where they are well-formed UTF-8 or read far better in another encoding.
    Raises ReadError: UNKNOWN_CHARSET (of a trusted declaration), BINARY_INPUT, UNDECODABLE.
    """
    asked = codec_for(charset) if charset is not None else None
    if charset is not None and asked is None and trusted:
        raise ReadError(
            "UNKNOWN_CHARSET",
            f"The charset {charset!r} is not known.",
            "Give a name such as utf-8, windows-1251, koi8-r, gb18030 or utf-16le.",
            charset=charset,
        )
    if marked := _by_mark(data):
        return marked
    refuse_unread(data, name)
    warnings: list[Notice] = []
    if charset is not None and asked is None:
        warnings.append(_wrong_charset(charset, "it is not a known charset"))
    if charset is not None and asked is not None:
        declared = _by_declaration(data, charset, asked, warnings, trusted=trusted)
    else:
        declared = _by_own_declaration(data, warnings)
    return declared or _undeclared(data, name, tuple(warnings))


def codec_for(label: str) -> str | None:
    """The Python codec that a charset label means, as browsers read labels; None where it is not known."""
    codec = charset_facts()["labels"].get(label.strip().lower())
    return codec if isinstance(codec, str) else None


def _by_mark(data: bytes) -> Decoded | None:
    """The text by its byte order mark, where there is one and the rest agrees with it."""
    for mark in charset_facts()["bom"]:
        sign = bytes.fromhex(mark["hex"])
        if data.startswith(sign):
            text = _strict(data[len(sign) :], mark["codec"])
            if text is not None:
                return Decoded(text, mark["codec"])
    return None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_own_declaration(data: bytes, warnings: list[Notice]) -> Decoded | None:
    """The text by the charset that its HTML or XML head declares, where that holds."""
    head = data[:_PRESCAN_BYTES]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            label = found.group(1).decode("ascii", "replace")
            codec = codec_for(label)
            if codec is None:
                warnings.append(_wrong_charset(label, "it is not a known charset"))
                return None
            # A head that can be read byte by byte is not in UTF-16; browsers take such a declaration for UTF-8.
            codec = "utf-8" if codec.startswith("utf-") else codec
            return _by_declaration(data, label, codec, warnings, trusted=False)
    return None


def _by_declaration(data: bytes, label: str, codec: str, warnings: list[Notice], *, trusted: bool) -> Decoded | None:
    """The text in the declared encoding; None, with a warning added, where the bytes contradict it.

    Bytes that are well-formed UTF-8 with several characters outside ASCII are UTF-8 whatever a page says: in any
    other encoding they would be a string of unlikely signs. A charset given from outside is trusted beyond that.
    """
    if not trusted and codec != "utf-8" and not data.isascii():
        text = _strict(data, "utf-8")
        if text is not None and len(data) - len(text) >= 4:
            warnings.append(_wrong_charset(label, "the bytes are well-formed UTF-8"))
            return None
    text = _strict(data, codec)
    if text is None:
        warnings.append(_wrong_charset(label, "the bytes cannot be decoded with it"))
        return None
    if not trusted and not data.isascii():
        if mixed := mixture(data):
            return _mixed(mixed, warnings)
        if better := _far_better(data, codec):
            warnings.append(_wrong_charset(label, f"read as {better}, its letters look like writing"))
            return Decoded(data.decode(better), better, tuple(warnings))
    return Decoded(text, codec, tuple(warnings))


def _far_better(data: bytes, codec: str) -> str | None:
    """The encoding in which the bytes look like writing, where they do not at all in that of `codec`.

    Only encodings whose letters are known are weighed against each other, and a handful of letters is no evidence.
    """
    scores = {candidate: score for score, candidate in ranking(data)}
    if codec not in scores or len(data) - len(data.translate(None, _HIGH)) < _FEWEST_TELLING:
        return None
    best = max(scores, key=lambda each: (scores[each], each))
    if scores[best] < _CONVINCING or scores[codec] > scores[best] - _FAR or _strict(data, best) is None:
        return None
    return best


def _mixed(mixed: Mixed, warnings: Sequence[Notice]) -> Decoded:
    """The text of bytes in two encodings, and the notice that says so."""
    told = Notice(
        "mixed_encodings",
        f"The text is in two encodings: UTF-8, and {mixed.codec} in {mixed.counted}; each was read in its own.",
        {"encodings": ["utf-8", mixed.codec], "places": mixed.places, "characters": mixed.characters},
    )
    more = (_broken(mixed.broken),) if mixed.broken else ()
    other = (each for each in warnings if codec_for(str(each.data["declared"])) not in ("utf-8", mixed.codec))
    return Decoded(mixed.text, "utf-8", (*other, told, *more))


def _wrong_charset(label: str, reason: str) -> Notice:
    return Notice(
        "wrong_charset",
        f"The declared charset {label!r} was not used: {reason}.",
        {"declared": label, "reason": reason},
    )


_MOST_CONTROLS = 0.1
"""Share of control bytes that UTF-8 may have: a few NUL are strays, in UTF-16 every other byte of English is one."""


def _undeclared(data: bytes, name: str | None, warnings: tuple[Notice, ...]) -> Decoded:
    """The text of bytes that say nothing true about their encoding."""
    sample = data[:_SAMPLE_BYTES]
    text = _strict(data, "utf-8")
    if text is None or (b"\0" in sample and _control_share(data) > _MOST_CONTROLS):
        wide = _by_byte_pairs(data)
        if wide is not None:
            codec, text = wide
            return Decoded(text, codec, (*warnings, _guess(codec, "every other byte follows its pattern", warnings)))
    if _control_share(data) > (0.02 if text is None else _MOST_CONTROLS):
        raise not_text(name, "binary data", "Save it as DOCX, plain text or HTML.")
    if text is not None:
        return Decoded(text, "utf-8", warnings)
    if mixed := mixture(data):
        return _mixed(mixed, warnings)
    return _damaged_utf8(data, warnings) or _guessed(data, name, warnings)


def _control_share(data: bytes) -> float:
    """The share of control bytes (NUL and others that no text has) among the bytes looked at."""
    looked_at = data[:64_000]
    return (len(looked_at) - len(looked_at.translate(None, _CONTROLS))) / max(1, len(looked_at))


def _by_byte_pairs(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a byte order mark: the byte order and the text, where one order reads as writing."""
    sample = data[: _SAMPLE_BYTES & ~1]
    if len(data) % 2 or not data:
        return None
    readings = []
    for codec in ("utf-16-le", "utf-16-be"):
        text = decoded_sample(sample, codec)
        if text and (share := _share_of_writing(text)) >= 0.9:
            readings.append((share, codec))
    for _, codec in sorted(readings, reverse=True):
        text = _strict(data, codec)
        if text is not None:
            return codec, text
    return None


_ASCII_WRITING = re.compile(r"[\t\n\r -~]")
_COMMON_BLOCKS = re.compile(r"[\u00a0-\u024f\u0370-\u06ff\u2010-\u2030\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_PAUSES = re.compile(r"[\n -@\u3001\u3002\uff0c]")


def _share_of_writing(text: str) -> float:
    """The share of characters of the scripts we meet; 0 where nothing parts words or clauses, as in a misreading."""
    if not _PAUSES.search(text):
        return 0.0
    return (len(_ASCII_WRITING.findall(text)) + len(_COMMON_BLOCKS.findall(text))) / len(text)


def _damaged_utf8(data: bytes, warnings: tuple[Notice, ...]) -> Decoded | None:
    """UTF-8 in which a few bytes are broken (a cut, a careless edit); None where it is rather something else.

    Ten sound characters outside ASCII for each broken one settle it. Where nearly all is ASCII, as in English with its
    few curly quotes, one for each broken place does: no other encoding makes such sequences there.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    sound = sum(map(text.count, sorted(set(text[:200_000]) - {"\ufffd"} - {chr(code) for code in range(128)})))
    nearly_ascii = len(data.translate(None, _HIGH)) > 0.8 * len(data)
    if sound >= 10 * broken or (nearly_ascii and sound >= len(_BROKEN_RUN.findall(text))):
        return _damaged(text, broken, warnings)
    return None


def _damaged(text: str, broken: int, warnings: tuple[Notice, ...]) -> Decoded:
    return Decoded(text, "utf-8", (*warnings, _broken(broken)))


def _broken(broken: int) -> Notice:
    return Notice(
        "damaged_encoding",
        f"The text is UTF-8, but {broken} place{'s' * (broken != 1)} in it could not be decoded;"
        f" {'each' if broken != 1 else 'it'} is shown as U+FFFD.",
        {"encoding": "utf-8", "places": broken},
    )


def _guessed(data: bytes, name: str | None, warnings: tuple[Notice, ...]) -> Decoded:
    """The text by the most plausible of the encodings we know, else by charset-normalizer's best guess.

    Where hardly a byte is in doubt, it is a sign of Windows's Latin or else damage: one stray byte shows no script.
    """
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    seldom = broken * _SELDOM <= len(data)
    for score, codec in ranking(data):
        if score < _CONVINCING:
            break
        if seldom and codec != "cp1252":
            continue
        text = _strict(data, codec)
        if text is not None:
            return Decoded(text, codec, (*warnings, _guess(codec, "its letters look like writing", warnings)))
    if seldom:
        return _damaged(damaged, broken, warnings)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    text = _strict(data, best.encoding) if best is not None else None
    if best is None or text is None:
        raise ReadError(
            "UNDECODABLE",
            f"{subject(name)} is in no encoding that could be recognised.",
            "Name the charset, or save the text as UTF-8.",
            name=name,
        )
    return Decoded(
        text, best.encoding, (*warnings, _guess(best.encoding, "charset-normalizer holds it likeliest", warnings))
    )


def _guess(codec: str, why: str, warnings: tuple[Notice, ...]) -> Notice:
    told = "The declared encoding is wrong" if warnings else "The encoding is not declared"
    return Notice(
        "guessed_encoding",
        f"{told}; {codec} was guessed, because {why}.",
        {"encoding": codec, "reason": why},
    )
