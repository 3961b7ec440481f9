"""How long two language versions of 3,000 words take in a fresh process: the first ones, these again, other ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from evaluation.figures import Figure, Part
from evaluation.translation.alignment import EXTRA, has_encoder, laid_pair
from evaluation.translation.paragraphing import OF_SENTENCES, cuts
from evaluation.translation.texts import Pair, sentence_pairs

WORDS = 3000
ROUNDS = 3
FIRST, AGAIN = "versions of 3,000 words seconds", "versions of 3,000 words again seconds"
OTHER = "other versions of 3,000 words seconds"
OF_WORDS = (FIRST, AGAIN, OTHER)
OF_EXTRA = tuple(f"{name}{EXTRA}" for name in OF_WORDS)
LANGUAGES = (("en", "fr"), ("en", "zh"), ("en", "ru"))
# Run with two pairs of texts, the languages of each and what gives the meanings: the processor time of three
# comparisons, imports apart.
RUN = """
import sys, time, diple
from pathlib import Path
from random import Random
paths, languages, meaning = sys.argv[1:5], sys.argv[5:7], sys.argv[7]
texts = [Path(path).read_text(encoding="utf-8") for path in paths]
for pair in (texts[:2], texts[:2], texts[2:]):
    start = time.process_time()
    old, new = (diple.read(text, language=language) for text, language in zip(pair, languages))
    diple.compare(old, new, mode="translation", semantic=meaning == "semantic")
    print(time.process_time() - start)
"""


def of_length(pair: Pair) -> Pair:
    """The first sentences of a pair, until the first version has so many words."""
    told = accumulate(len(unit.text.split()) for unit in pair.units[0])
    count = 1 + sum(words < WORDS for words in told)
    return pair._replace(units=(pair.units[0][:count], pair.units[1][:count]))


def timed(pairs: Sequence[Pair], meaning: str) -> list[float]:
    """Processor seconds of the first pair, the same again, and the second pair, by words or by whole sentences."""
    texts = [
        text.text
        for pair in pairs
        for text in laid_pair(pair, OF_SENTENCES[0], cuts(len(pair.units[0]), Random(pair.name)))
    ]
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{at}.txt" for at in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        arguments = [*map(str, paths), *pairs[0].languages, meaning]
        done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=True)
    return list(map(float, done.stdout.split()))


def measured() -> Part:
    """The median of several rounds on three pairs of languages. Times of one machine: never pinned."""
    part = Part("translations", "Time of two language versions")
    found = [of_length(pair) for pair in sentence_pairs(200, sealed=False)]
    of_languages = [[pair for pair in found if pair.languages == languages][:2] for languages in LANGUAGES]
    for meaning, names in (("words", OF_WORDS), ("semantic", OF_EXTRA)):
        if meaning == "words" or has_encoder():
            times = [timed(pairs, meaning) for pairs in of_languages for _ in range(ROUNDS)]
            for name, seconds in zip(names, zip(*times, strict=True), strict=True):
                part.figures[name] = Figure(round(median(seconds), 3), 1, plain=True)
    return part
