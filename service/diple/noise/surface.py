"""Noise of the surface: white space, typography, spelling and script, in words whose letters agree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diple.lexicon.fold import WIDTHLESS
from diple.model import NoiseReason
from diple.noise.clauses import bounds_relative
from diple.noise.pair import Found, Pair, Room, key_at, surface
from diple.noise.words import words_of
from diple.normalise import fold_text, folds_script, in_one_script
from diple.segment.tokens import Edit

_SOFT = frozenset((",", ";", ":", ".", "-", '"', "...", "..", "·", "、", "•"))
_QUOTE = '"'
_IO = str.maketrans("ёЁ", "еЕ")
_MOST_TOKENS = 8
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]?\.?")


def surface_noise(old_surface: str, new_surface: str, language: str) -> NoiseReason | None:
    """Why two different surfaces with equal keys differ: white space, script, typography or spelling.

    None where one of them is another word for being in capitals: help us, help US.
    """
    old, new = "".join(old_surface.split()), "".join(new_surface.split())
    if old == new:
        return "whitespace"
    if _other_in_capitals(old, new, language) or _other_in_capitals(new, old, language):
        return None
    if folds_script(old, new):
        return "script"
    if old.casefold().translate(_IO) == new.casefold().translate(_IO):
        return "typography" if old.casefold() == new.casefold() else "spelling"
    is_one_text = fold_text(old) == fold_text(new) or in_one_script(old) == in_one_script(new)
    if is_one_text or any(character.isdecimal() for character in old):
        return "typography"
    return "spelling"


def _other_in_capitals(capitals: str, small: str, language: str) -> bool:
    return (
        len(capitals) > 1
        and capitals.isupper()
        and small.islower()
        and small in words_of(language).of("other_in_capitals")
    )


def gap_noise() -> NoiseReason:
    """Why two gaps between tokens differ: white space, whatever it is made of."""
    return "whitespace"


def marks_changed(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """Commas, stops, colons, dashes put, taken or exchanged; quotation marks only where as many stay.

    Marks without width may come and go beside them. Question marks, brackets and quotation marks around a word say
    something and count. So does a mark between digits, a minus before one, and a comma that parts a relative clause
    from what it speaks of, or no longer does.
    """
    old = _seen(pair.old.keys[edit.old_start : edit.old_end])
    new = _seen(pair.new.keys[edit.new_start : edit.new_end])
    if not (_SOFT.issuperset(old) and _SOFT.issuperset(new)) or old.count(_QUOTE) != new.count(_QUOTE):
        return None
    if bounds_relative(pair, edit):
        return None
    before = key_at(pair.new, edit.new_start - 1)
    after = key_at(pair.new, edit.new_end) or key_at(pair.old, edit.old_end)
    if after[:1].isdigit() and (before[-1:].isdigit() or "-" in old or "-" in new):
        return Found(edit, "typography") if old and new and before[-1:].isdigit() else None
    return Found(edit, "typography")


def _seen(keys: Sequence[str]) -> list[str]:
    """The keys of tokens that can be seen."""
    return [key for key in keys if key.strip(WIDTHLESS)]


def joined(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The same letters, cut into words in another way: "theAgreement", "non- market", "cease fire", "Suk
    Yeol".
    """
    old = pair.old.keys[edit.old_start : edit.old_end]
    new = pair.new.keys[edit.new_start : edit.new_end]
    if not old or not new or len(old) > _MOST_TOKENS or len(new) > _MOST_TOKENS or old[0][0] != new[0][0]:
        return None
    letters = "".join(key for key in old if key != "-")
    if letters != "".join(key for key in new if key != "-"):
        return _initials(pair, edit, letters, "".join(new))
    if letters in pair.words.apart or not _numbers_whole(old, new):
        return None
    before = pair.old.surface(edit.old_start, edit.old_end)
    after = pair.new.surface(edit.new_start, edit.new_end)
    if "".join(before.split()) == "".join(after.split()):
        return Found(edit, "whitespace")
    if len(old) != len(new) and before[:1].isupper() and after[:1].isupper():
        parts = re.split(r"[\s-]+", before if len(old) > len(new) else after)
        if all(part[:1].isupper() for part in parts):
            return Found(edit, "name_form")
    return Found(edit, surface_noise(before, after, pair.language) or "typography")


def _initials(pair: Pair, edit: Edit, old: str, new: str) -> Found | None:
    """U.S. and US: capital letters with and without stops."""
    if old.replace(".", "") != new.replace(".", ""):
        return None
    before = pair.old.surface(edit.old_start, edit.old_end)
    after = pair.new.surface(edit.new_start, edit.new_end)
    dotted, plain = (before, after) if "." in before else (after, before)
    if _INITIALS.fullmatch(dotted) and plain.isupper():
        return Found(edit, "name_form")
    return Found(edit, "typography") if dotted.rstrip(".") == plain else None


def _numbers_whole(old: list[str], new: list[str]) -> bool:
    """Whether no two numbers were run together, save digits grouped by thousands (20 000 and 20000)."""
    for keys in (old, new):
        text = " ".join(keys)
        if re.search(r"\d[ -]+\d", text) and not _GROUPED.fullmatch(text):
            return False
    return True


def one_token(pair: Pair, edit: Edit) -> tuple[str, str] | None:
    """The two surfaces of an edit of one token by one token."""
    if edit.old_end - edit.old_start != 1 or edit.new_end - edit.new_start != 1:
        return None
    return surface(pair.old, edit.old_start), surface(pair.new, edit.new_start)
