"""Writes the tables of word frequencies that `diple.mark.events.rarity` reads, from the package wordfreq.

    python -m training.weights.frequencies

Each line of a table is a Zipf frequency with one decimal and all words that have it. The Zipf frequency of a word is
the logarithm to base ten of how often it occurs in a thousand million words.
"""

from __future__ import annotations

import math
from pathlib import Path

from wordfreq import get_frequency_dict

TABLES = Path(__file__).parents[2] / "service" / "diple" / "mark" / "events" / "frequencies"
WORDS = {"en": 30_000, "ru": 30_000, "zh": 30_000, "fr": 25_000, "es": 25_000, "ar": 25_000}
SOURCE = "# wordfreq 3.1.1 (Robyn Speer), data CC BY-SA 4.0, see README.md; {} words of the language {!r}"


def main() -> None:
    """Write one table a language."""
    for language, size in WORDS.items():
        frequencies = get_frequency_dict(language, wordlist="best")
        words = sorted((word for word in frequencies if word.isalpha()), key=lambda word: (-frequencies[word], word))
        lines: dict[str, list[str]] = {}
        for word in words[:size]:
            zipf = math.log10(frequencies[word]) + 9
            lines.setdefault(f"{zipf:.1f}", []).append(word)
        table = "".join(f"{zipf} {' '.join(sorted(found))}\n" for zipf, found in lines.items())
        (TABLES / f"{language}.txt").write_text(f"{SOURCE.format(size, language)}\n{table}", encoding="utf-8")


if __name__ == "__main__":
    main()
