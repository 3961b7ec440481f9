"""How long two language versions of 3,000 words take, the first time and again, each time in a fresh process."""

from __future__ import annotations

import subprocess
import sys
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
OF_EXTRA = (f"{FIRST}{EXTRA}", f"{AGAIN}{EXTRA}")
LANGUAGES = (("en", "fr"), ("en", "zh"), ("en", "ru"))
# Run with both texts and their languages: the processor time of each of two comparisons, imports apart.
RUN = """
import sys, time, diple
from pathlib import Path
from random import Random
texts = [(Path(sys.argv[at]).read_text(encoding="utf-8"), sys.argv[at + 1]) for at in (1, 3)]
for _ in range(2):
    start = time.process_time()
    old, new = (diple.read(text, language=language) for text, language in texts)
    diple.compare(old, new, mode="translation", semantic=sys.argv[5] == "semantic")
    print(time.process_time() - start)
"""


def of_length(pair: Pair) -> Pair:
    """The first sentences of a pair, until the first version has so many words."""
    told = accumulate(len(unit.text.split()) for unit in pair.units[0])
    count = 1 + sum(words < WORDS for words in told)
    return pair._replace(units=(pair.units[0][:count], pair.units[1][:count]))


def timed(pair: Pair, meaning: str) -> tuple[float, float]:
    """Processor seconds of the first comparison of a process and of the second, by words or by whole sentences."""
    texts = laid_pair(pair, OF_SENTENCES[0], cuts(len(pair.units[0]), Random(pair.name)))
    with TemporaryDirectory() as folder:
        arguments = []
        for at, (text, language) in enumerate(zip(texts, pair.languages, strict=True)):
            path = Path(folder) / f"{at}.txt"
            path.write_text(text.text, encoding="utf-8")
            arguments += [str(path), language]
        arguments.append(meaning)
        done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=True)
    first, again = map(float, done.stdout.split())
    return first, again


def measured() -> Part:
    """The median of several rounds on three pairs of languages. Times of one machine: never pinned."""
    part = Part("translations", "Time of two language versions")
    pairs = [of_length(pair) for pair in sentence_pairs(200, sealed=False) if pair.languages in LANGUAGES]
    for meaning, names in (("words", (FIRST, AGAIN)), ("semantic", OF_EXTRA)):
        if meaning == "words" or has_encoder():
            times = [timed(pair, meaning) for pair in pairs[: len(LANGUAGES)] for _ in range(ROUNDS)]
            for name, found in zip(names, zip(*times, strict=True), strict=True):
                part.figures[name] = Figure(round(median(found), 3), 1, plain=True)
    return part
