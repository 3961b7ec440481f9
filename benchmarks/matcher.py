"""How fast the lexicon finds phrases: 5,000 invented ones in 170,000 characters, with spaces and in Chinese.

Prints the best of several runs in milliseconds. Where pyahocorasick is installed (it is no dependency), it is
measured on the same input; it knows no word boundaries, so it does less work.

    python benchmarks/matcher.py
"""

from __future__ import annotations

import random
import time

from diple.lexicon.fold import fold, fold_all
from diple.lexicon.index import build_index

PHRASES = 5_000
CHARACTERS = 170_000
RUNS = 9
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]


def invented_words(count: int, dice: random.Random) -> list[str]:
    words: set[str] = set()
    while len(words) < count:
        words.add("".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))))
    return sorted(words)


def spaced(dice: random.Random) -> tuple[list[str], str]:
    """Phrases of one to five words, and a text with Zipf's frequencies in which one word in thirty begins one."""
    words = invented_words(8_000, dice)
    dice.shuffle(words)
    weights = [1 / rank for rank in range(2, len(words) + 2)]
    phrases: set[str] = set()
    while len(phrases) < PHRASES:
        phrases.add(" ".join(dice.choices(words, weights, k=dice.choice((1, 2, 2, 3, 3, 4, 5)))))
    listed = sorted(phrases)
    parts: list[str] = []
    length = 0
    while length < CHARACTERS:
        part = dice.choice(listed) if dice.random() < 1 / 30 else dice.choices(words, weights)[0]
        part += dice.choice((" ",) * 12 + (", ", ". ", "\n"))
        parts.append(part)
        length += len(part)
    return listed, "".join(parts)[:CHARACTERS]


def chinese(dice: random.Random) -> tuple[list[str], str]:
    """Phrases of two to eight characters, out of 2,500 with Zipf's frequencies."""
    characters = [chr(0x4E00 + 7 * i) for i in range(2_500)]
    weights = [1 / rank for rank in range(12, len(characters) + 12)]
    phrases: set[str] = set()
    while len(phrases) < PHRASES:
        phrases.add("".join(dice.choices(characters, weights, k=dice.choice((2, 3, 4, 4, 4, 5, 6, 8)))))
    listed = sorted(phrases)
    parts: list[str] = []
    length = 0
    while length < CHARACTERS:
        part = dice.choice(listed) if dice.random() < 1 / 30 else dice.choices(characters, weights)[0]
        parts.append(part)
        length += len(part)
    return listed, "".join(parts)[:CHARACTERS]


def best_of(run: object, times: int = RUNS) -> tuple[float, int]:
    best, found = 1e9, 0
    for _ in range(times):
        begun = time.perf_counter()
        found = len(run())  # type: ignore[operator]
        best = min(best, time.perf_counter() - begun)
    return best * 1000, found


def measure(name: str, phrases: list[str], text: str, language: str) -> None:
    folded = fold_all(phrases)
    begun = time.perf_counter()
    index = build_index(folded, language)
    build = (time.perf_counter() - begun) * 1000
    milliseconds, found = best_of(lambda: list(index.hits(fold(text).text)))
    print(f"{name:8} diple         {milliseconds:6.1f} ms  {found:6} hits  index {build:5.1f} ms")
    peer(name, folded, text)


def peer(name: str, phrases: list[str], text: str) -> None:
    try:
        import ahocorasick
    except ImportError:
        return
    begun = time.perf_counter()
    automaton = ahocorasick.Automaton()
    for number, phrase in enumerate(phrases):
        automaton.add_word(phrase, number)
    automaton.make_automaton()
    build = (time.perf_counter() - begun) * 1000
    milliseconds, found = best_of(lambda: list(automaton.iter(text.lower())))
    print(f"{name:8} pyahocorasick {milliseconds:6.1f} ms  {found:6} hits  index {build:5.1f} ms")


def main() -> None:
    dice = random.Random(7)
    print(f"{PHRASES} phrases in {CHARACTERS} characters, best of {RUNS}")
    measure("spaced", *spaced(dice), "en")
    measure("chinese", *chinese(dice), "zh")


if __name__ == "__main__":
    main()
