"""Pages pasted together: most of the bytes UTF-8, some stretches in an older encoding.

A run of bytes above 127 is UTF-8 where all but a few of its bytes are well formed; neighbouring runs that are not make
one stretch, with what is between them. All stretches are taken to be in one encoding, the likeliest for them; a few
single bytes, if they are letters of Windows's Latin inside words, to be in that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from diple.readers.encoding.plausibility import candidates, decoded_sample, plausibility, ranking

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_WELL_FORMED = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
_LATIN_LETTER = re.compile(
    rb"(?:[A-Za-z][\xc0-\xd6\xd8-\xf6\xf8-\xff][A-Za-z\s,.]|[\s'(]\xe0\s|[\s'(][\xc0-\xd6\xd8-\xf6\xf8-\xff][A-Za-z])"
)
_FOUND_IN_LATIN = re.compile(r"[ \u00a0-\u017f\u2010-\u2030\u20ac]+")
_MOSTLY = 3  # well-formed bytes for each other one, in a run of UTF-8 that is damaged
_CONVINCING = 0.5
_FEWEST_SOUND = 10  # characters of UTF-8
_FEWEST_MARKS = 2
_MARKS = re.compile(r"[\u2010-\u2030]")
_FEWEST_OLD = 8  # bytes above 127 in another encoding
_LEAST_SHARE = 0.02
_ACCIDENT = 4  # bytes of a run between two stretches that is UTF-8 by accident


class _Run(NamedTuple):
    """A run of bytes above 127, and whether it is in an older encoding."""

    start: int
    end: int
    is_old: bool
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Mixed:
    """A text read in UTF-8 and in one older encoding, `codec`.

    `places` counts the stretches in that, `characters` their characters outside ASCII, `broken` what is in neither.
    """

    text: str
    codec: str
    places: int
    characters: int
    broken: int

    @property
    def counted(self) -> str:
        """How many stretches are in the older encoding, in words."""
        return "one place" if self.places == 1 else f"{self.places:,} places"


def mixture(data: bytes) -> Mixed | None:
    """The text of bytes that are UTF-8 in one part and in an older encoding in another; None where they are not."""
    runs = [*_runs(data)]
    old = [run for run in runs if run.is_old]
    sound = b" ".join(data[run.start : run.end] for run in runs if run.is_sound).decode("utf-8")
    if sum(run.end - run.start for run in old) < _FEWEST_OLD:
        return _few_letters(data, old, sound)
    high = sum(run.end - run.start for run in runs)
    if (len(sound.encode()) < _LEAST_SHARE * high and not _MARKS.search(sound)) or not _is_writing(sound):
        return None
    stretches = [*_stretches(runs)]
    return _read(data, stretches)


def _few_letters(data: bytes, old: list[_Run], sound: str) -> Mixed | None:
    """The text where a few bytes alone are no UTF-8, and all of them are letters of Windows's Latin inside words."""
    if len(old) < 2 or not all(_LATIN_LETTER.match(data, max(0, run.start - 1)) for run in old):
        return None
    if not _FOUND_IN_LATIN.fullmatch(sound) and not _is_writing(sound):
        return None
    return _decoded(data, [(run.start, run.end) for run in old], "cp1252")


def _runs(data: bytes) -> Iterator[_Run]:
    for found in _HIGH_RUN.finditer(data):
        run = found.group()
        well_formed = sum(len(each.group()) for each in _WELL_FORMED.finditer(run))
        others = len(run) - well_formed
        yield _Run(found.start(), found.end(), others * _MOSTLY > well_formed, others == 0)


def _is_writing(text: str) -> bool:
    """Whether the characters outside ASCII are enough, and look like those of a script that is known.

    Two quotation marks or dashes are enough: their three bytes make no sense in any older encoding.
    """
    foreign = sum(char > "\x7f" for char in text)
    if foreign < _FEWEST_SOUND:
        return len(_MARKS.findall(text)) == foreign >= _FEWEST_MARKS
    return any(plausibility(text, script) >= _CONVINCING for script in {each.script for each in candidates()})


def _stretches(runs: list[_Run]) -> Iterator[tuple[int, int]]:
    """Where the older encoding begins and ends; a short run between two of its own that is UTF-8 is so by accident."""
    settled = list(runs)
    for at in range(1, len(runs) - 1):
        if runs[at].end - runs[at].start <= _ACCIDENT and runs[at - 1].is_old and runs[at + 1].is_old:
            settled[at] = runs[at]._replace(is_old=True)
    for is_old, group in groupby(settled, key=lambda run: run.is_old):
        if is_old:
            members = list(group)
            yield members[0].start, members[-1].end


def _read(data: bytes, stretches: list[tuple[int, int]]) -> Mixed | None:
    for score, codec in ranking(b"\n".join(data[start:end] for start, end in stretches)):
        if score < _CONVINCING:
            return None
        if (mixed := _decoded(data, stretches, codec)) is not None:
            return mixed
    return None


def _decoded(data: bytes, stretches: list[tuple[int, int]], codec: str) -> Mixed | None:
    """The text, with the stretches in `codec`; None where they cannot be."""
    pieces: list[str] = []
    position = broken = characters = 0
    for start, end in stretches:
        text = decoded_sample(data[start:end], codec)
        if text is None:
            return None
        while (
            end < len(data) and len(text.encode(codec)) < end - start
        ):  # its last character has a second byte in ASCII
            end += 1
            text = decoded_sample(data[start:end], codec)
            if text is None:
                return None
        between = data[position:start].decode("utf-8", "replace")
        broken += between.count("\ufffd")
        characters += sum(char > "\x7f" for char in text)
        pieces += (between, text)
        position = end
    rest = data[position:].decode("utf-8", "replace")
    return Mixed("".join((*pieces, rest)), codec, len(stretches), characters, broken + rest.count("\ufffd"))
