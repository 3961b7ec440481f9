"""Whether the words of a font can be words of a language, where its map exchanges letters within one script.

    is_gibberish(["uif", "Qbsujft", "tibmm", …])    # True: English with each letter one further on
    is_gibberish(["the", "Parties", "shall", …])    # False

Latin and Cyrillic words are judged by their groups of three letters, Arabic words by the article, Chinese text by its
most frequent characters. A script is judged only where hardly any word has letters beside its common ones, because
these measures do not know the languages that have such letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from diple.letters.groups import ranked, share_known
from diple.readers.encoding.plausibility import is_frequent

__all__ = ["has_letters_of_another_encoding", "is_gibberish"]

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONG = 4  # letters
_FEW_WORDS, _FEWEST_WORDS, _MOST_WORDS = 12, 60, 300  # different long ones
_OF_COMMON_LETTERS = 0.8  # of the words
# Of 60 words of the messages of programs in 160 languages .42 to .95 of the groups are known, in Yoruba .30 (whose
# own letters keep it from being judged). Where letters are exchanged at random, the mean is .29, and .12 in Cyrillic.
_SHARE_KNOWN = 0.42
# Of 20 words, names and acronyms .56 to .9 are known, and less than .35 of four in five shifted or random alphabets.
_SHARE_KNOWN_OF_FEW = 0.35
_SHARE_FOREIGN = 0.01  # of the words are in small letters and have one of another language
_SURE = 16.0  # nats by which a language is ahead of the next one
_SHARE_ARTICLE = 0.04  # of Arabic words; in texts .18 to .35
_FEWEST_IDEOGRAPHS = 150
_SHARE_FREQUENT = 0.08  # of the ideographs; .16 to .4 in texts and in lists of words, .02 where they are exchanged


def is_gibberish(words: Mapping[str, int]) -> bool:
    """Whether words, with how often each occurs, are of no language; False where they are too few to say."""
    found = list(dict.fromkeys(part for word in words for part in _WORD.findall(normalize("NFKC", word).lower())))
    if any(_has_unknown_groups(found, script) for script in ("latin", "cyrillic")):
        return True
    return _lacks_article(found) or _lacks_frequent(words)


def has_letters_of_another_encoding(words: Mapping[str, int]) -> bool:
    """Whether words of a language have letters of another one, and never its own that these have the places of.

    "prčs", "mętre" are of French in the encoding of Czech. A text in two languages has the letters of both, and names
    begin with capitals.
    """
    long = [word for word in words if len(word) >= _LONG]
    if all(map(str.isascii, long)):
        return False
    small = [word for word in long if word[0].islower()]
    best = ranked(" ".join(long[:_MOST_WORDS]), "latin")[:1]
    own = frozenset(_facts()["own"].get(best[0].language, "")) if best and best[0].lead >= _SURE else frozenset()
    letters = frozenset("".join(words).lower())
    for codec in _facts()["encodings"]["read"].split():
        shown = {other for letter in own - letters if (other := _shown(letter, codec)) and other not in own}
        foreign = [word for word in small if not shown.isdisjoint(word)]
        if len(foreign) > 2 and len(foreign) > _SHARE_FOREIGN * len(long):
            return True
    return False


def _shown(letter: str, codec: str) -> str:
    """The small letter that the byte of another one is in an encoding; "" where it is none."""
    read = letter.encode(_facts()["encodings"]["written"]).decode(codec, "ignore")
    return read if read.islower() and read != letter else ""


@cache
def _facts() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "gibberish.toml").read_text("utf-8"))
    return table


def _judged(words: Collection[str], script: str, fewest: int = _FEWEST_WORDS) -> list[str]:
    """The words of a script in its common letters; none where they are few, or too many have other letters."""
    letters = frozenset(_facts()["letters"][script])
    own = [word for word in words if len(word) >= _LONG and not letters.isdisjoint(word)]
    common = [word for word in own if letters.issuperset(word)]
    is_enough = len(common) >= max(fewest, _OF_COMMON_LETTERS * len(own))
    return common[:_MOST_WORDS] if is_enough else []


def _has_unknown_groups(words: Collection[str], script: str) -> bool:
    """Whether most groups of letters are of no language."""
    judged = _judged(words, script, _FEW_WORDS)
    least = _SHARE_KNOWN if len(judged) >= _FEWEST_WORDS else _SHARE_KNOWN_OF_FEW
    return bool(judged) and share_known(judged, script) < least


def _lacks_article(words: Collection[str]) -> bool:
    """Whether hardly any Arabic word has the article."""
    judged = _judged(words, "arabic")
    with_article = sum(word.startswith(_facts()["article"]["arabic"]) for word in judged)
    return bool(judged) and with_article < _SHARE_ARTICLE * len(judged)


def _lacks_frequent(words: Mapping[str, int]) -> bool:
    """Whether the characters that are a fifth of any Chinese text hardly occur."""
    total = frequent = 0
    for word, count in words.items():
        ideographs = _HAN.findall(word)
        total += count * len(ideographs)
        frequent += count * sum(map(is_frequent, ideographs))
    return total >= _FEWEST_IDEOGRAPHS and frequent < _SHARE_FREQUENT * total
