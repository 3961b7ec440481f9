"""Whether the fonts of a PDF say which letters they draw, judged font by font.

A font may carry a map from its codes to letters that is false: the page looks right, and what is read is gibberish.
Its words show it by what no language writes: letters of two scripts in a word, signs or figures inside words, capitals
inside words whose small letters the font never has, ideographs that are in no common use, hardly any vowels, code
points that are no letters, and groups of letters that no language has (`gibberish`). One such word proves nothing
(names, formulas, symbols of documents): a font is judged by the share of its words.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from unicodedata import category, name, normalize

from diple.readers.encoding.plausibility import taught_early
from diple.readers.pdf.gibberish import has_letters_of_another_encoding, is_gibberish
from diple.readers.pdf.pieces import Piece

__all__ = ["SHARE_UNREADABLE", "UNREADABLE", "UnreadableFont", "described", "unreadable_fonts"]

UNREADABLE = "\ufffd"
SHARE_UNREADABLE = 0.3  # of the characters of a text, from which on it is refused
_FEWEST_WORDS = 12  # of a font; fewer tell nothing
_FEWEST_LETTERS = 20  # the same, of ideographs and of code points that are no letters
_LONG = 4  # letters: formulas, units and abbreviations are mostly shorter
_SHARES = {  # of the long words; of the messages of programs in 110 languages one has more than a third of any
    "mixed scripts": 0.15,
    "signs inside words": 0.05,
    "phonetic letters": 0.3,
    "accents side by side": 0.3,
    "letters of no language": 0.15,
    "capitals inside words": 0.02,  # in 2,000 samples of the messages of programs in 100 languages at most 0.005
}
# Of the ideographs or syllables are rare and beside one another; measured in a text full of rare names: 0.03.
_SHARE_RARE = 0.25
_SHARE_NO_LETTERS = 0.05  # of the characters
_SHARE_VOWELS = 0.22  # of the letters of long words; in languages of Europe 0.33 to 0.5
_SHARE_ONE = 0.4  # of the letters of long words are one letter; in any language at most 0.25
_FEWEST_FOR_SHARES = 150  # letters
_EASTERN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KANGXI"})
_BESIDE_EASTERN = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_PHONETIC = re.compile("[\u0250-\u0258\u025a-\u02af]")
_ACCENTS = re.compile("[\u00c0-\u024f]{3}")
_BRAILLE = re.compile("[\u2801-\u28ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NO_LETTERS = frozenset({"Cc", "Cn", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class UnreadableFont:
    """A font whose letters are not those that it draws: its name, what shows it, and its share of the characters."""

    name: str
    fault: str
    share: float
    characters: int

    @property
    def data(self) -> dict[str, object]:
        """What a notice or an error holds of it."""
        return {"name": self.name, "fault": self.fault, "share": round(self.share, 3)}


def described(font: UnreadableFont) -> str:
    """A font in a message: its name, its share of the characters, and what shows that it is false."""
    return f"{font.name or 'a font without a name'}: {font.share:.0%} of the characters, {font.fault}"


@lru_cache(maxsize=1)
def _facts() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "legibility.toml").read_text("utf-8"))
    return table


def unreadable_fonts(pieces: Iterable[Piece]) -> list[UnreadableFont]:
    """The fonts of a text that do not say which letters they draw, the one with most characters first."""
    words: dict[tuple[str, bool], Counter[str]] = {}
    for piece in pieces:
        said = words.setdefault((piece.face.name, piece.face.composite), Counter())
        said.update(piece.text.split())
    total = sum(map(_size, words.values()))
    found = [
        UnreadableFont(font, fault, _size(said) / total, _size(said))
        for (font, _), said in words.items()
        if (fault := _fault(said))
    ]
    return sorted(found, key=lambda font: (-font.characters, font.name))


def _size(words: Mapping[str, int]) -> int:
    """How many characters some words have."""
    return sum(len(word) * count for word, count in words.items())


def _fault(words: Counter[str]) -> str | None:
    """What shows that words are not those that are drawn; None where nothing does."""
    if _has_no_letters(words):
        return "no letters"
    long = Counter({word: count for word, count in words.items() if sum(map(str.isalpha, word)) >= _LONG})
    if (total := long.total()) >= _FEWEST_WORDS:
        for fault, faulty in _faulty(long):
            if len(faulty) > 2 and sum(long[word] for word in faulty) > _SHARES[fault] * total:
                return fault
    return _fault_of_letters(long) or _fault_of_characters(words)


def _faulty(words: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Each fault of words, with those that have it."""
    for fault, is_faulty in _FAULTS.items():
        yield fault, [word for word in words if is_faulty(word)]
    small = {letter for word in words for letter in word if letter.islower()}
    yield "capitals inside words", [word for word in words if _has_capitals_alone(word, small)]


def _fault_of_letters(words: Mapping[str, int]) -> str | None:
    """What the shares of the letters in long Latin and Cyrillic words show."""
    letters = _counted_letters(words)
    if (total := letters.total()) < _FEWEST_FOR_SHARES:
        return None
    if max(letters.values()) > _SHARE_ONE * total:
        return "one letter for many"
    vowels = "".join(_facts()["vowels"].values())
    return "hardly any vowels" if sum(letters[vowel] for vowel in vowels) < _SHARE_VOWELS * total else None


def _fault_of_characters(words: Mapping[str, int]) -> str | None:
    """What ideographs, syllables and groups of letters show."""
    if _is_rare(words, _HAN, taught_early):
        return "rare ideographs"
    if _is_rare(words, _HANGUL, _is_common_syllable):
        return "rare syllables"
    if has_letters_of_another_encoding(words):
        return "letters of another language"
    return "words of no language" if is_gibberish(words) else None


def _has_no_letters(words: Mapping[str, int]) -> bool:
    """Whether many characters are no letters and in words; a bullet of a font of symbols is alone."""
    none = sum(
        count * len(found) for word, count in words.items() if len(word) > 1 for found in (_without_letters(word),)
    )
    return none >= _FEWEST_LETTERS and none > _SHARE_NO_LETTERS * _size(words)


def _without_letters(text: str) -> list[str]:
    """The characters of a text that are controls, of private use, not assigned, unknown to their font, or Braille."""
    return [char for char in text if char == UNREADABLE or category(char) in _NO_LETTERS or _BRAILLE.match(char)]


# ---- words ----------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    """The first word of a letter's name, which is that of its script."""
    found = name(normalize("NFKC", char)[:1], "").partition(" ")[0]
    return "CJK" if found in _EASTERN else found


def _mixes_scripts(word: str) -> bool:
    """Whether two letters side by side are of scripts that no language mixes."""
    letters = [char for char in word if category(char) in ("Lu", "Ll", "Lo")]
    return any(map(_are_mixed, letters, letters[1:]))


def _are_mixed(before: str, after: str) -> bool:
    scripts = {_script(before), _script(after)}
    if len(scripts) == 1 or ("CJK" in scripts and scripts & _BESIDE_EASTERN):
        return False
    if scripts == {"LATIN", "CYRILLIC"}:
        return not {before, after} & set(_facts()["alike"]["latin"])
    return True


def _has_signs_inside(word: str) -> bool:
    """Whether a sign or a figure is between small letters, two at least on one side: "r=publique", not "x=y"."""
    allowed = _facts()["signs"]["in_words"]
    return any(
        _is_small(before) and _is_small(after) and (char.isdigit() or category(char)[0] in "SP") and char not in allowed
        for before, char, after in zip(word, word[1:], word[2:], strict=False)
    )


def _is_small(letter: str) -> bool:
    """Whether a letter is a small one, or one of a script whose words have no signs inside and no capitals."""
    return letter.islower() or (not letter.isascii() and _script(letter) == "ARABIC" and letter.isalpha())


def _is_phonetic(word: str) -> bool:
    """Whether half of the letters are of phonetic notation, into which maps of Cyrillic fonts are often shifted."""
    return 2 * len(_PHONETIC.findall(word)) >= len(word)


def _has_accents_in_row(word: str) -> bool:
    """Whether three Latin letters in a row are outside ASCII, as where Cyrillic letters are read as Latin ones."""
    return _ACCENTS.search(word) is not None


def _is_of_no_language(word: str) -> bool:
    """Whether a letter is in the alphabet of no language of today, such as Arabic letters without their dots."""
    return not frozenset(_facts()["unwritten"]["arabic"]).isdisjoint(word)


def _has_capitals_alone(word: str, small: Collection[str]) -> bool:
    """Whether a capital outside ASCII follows a small letter, and the font never has it as a small one.

    So it is where letters are read in the encoding of another system ("prÈsidence", "состоЯвшихсЯ"), or a ligature as
    a rare letter ("parƟes"). Names such as McAllister and РусГидро have capitals whose small letters are in other
    words.
    """
    return any(
        not char.isascii() and char.isupper() and before.islower() and char.lower() not in small
        for before, char in pairwise(word)
    )


_FAULTS: dict[str, Callable[[str], bool]] = {
    "mixed scripts": _mixes_scripts,
    "signs inside words": _has_signs_inside,
    "phonetic letters": _is_phonetic,
    "accents side by side": _has_accents_in_row,
    "letters of no language": _is_of_no_language,
}


# ---- letters --------------------------------------------------------------------------------------


def _counted_letters(words: Mapping[str, int]) -> Counter[str]:
    """How often Latin and Cyrillic letters are in words, in small form and without accents."""
    letters: Counter[str] = Counter()
    for word, count in words.items():
        for letter in normalize("NFKD", word).lower():
            letters[letter] += count
    return Counter({letter: count for letter, count in letters.items() if _script(letter) in ("LATIN", "CYRILLIC")})


def _is_rare(words: Mapping[str, int], kind: re.Pattern[str], is_common: Callable[[str], bool]) -> bool:
    """Whether many characters of a kind are in no common use, and beside one another: a rare name is alone."""
    letters, rare, kinds = 0, 0, set()
    for word, count in words.items():
        uncommon = [kind.match(char) is not None and not is_common(char) for char in word]
        beside = [char for char, it, other in zip(word, uncommon, _beside(uncommon), strict=True) if it and other]
        letters += count * len(kind.findall(word))
        rare += count * len(beside)
        kinds.update(beside)
    return len(kinds) >= _FEWEST_LETTERS // 2 and letters >= _FEWEST_LETTERS and rare > _SHARE_RARE * letters


@lru_cache(maxsize=4096)
def _is_common_syllable(char: str) -> bool:
    """Whether a Korean syllable is one of the 2,350 of KS X 1001, whose code has two bytes."""
    return len(char.encode("euc_kr", "ignore")) == 2


def _beside(marks: Sequence[bool]) -> list[bool]:
    """For each place whether the one before or after it is marked."""
    return [any(marks[max(0, at - 1) : at]) or any(marks[at + 1 : at + 2]) for at in range(len(marks))]
