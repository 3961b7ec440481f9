"""`make hanzi`: the frequent words of Chinese in the order of their frequency, from wordfreq.

Words and their order are those of wordfreq (R. Speer, data CC BY-SA 4.0), which cuts its texts with jieba (Sun Junyi,
MIT licence).
"""

from __future__ import annotations

import re
from pathlib import Path

import wordfreq

HOME = Path(__file__).parents[2] / "service" / "diple" / "lexicon" / "languages" / "zh"
WORDS = 24_000
IN_A_LINE = 40
HAN = re.compile("[\u4e00-\u9fff]{1,5}")
HEAD = """\
# Frequent Chinese words, the most frequent first, by which a text is cut into words where a form of a pack may lie
# across two of them. Source: wordfreq 3.1 (R. Speer, 2022; data CC BY-SA 4.0), written by `make hanzi`.
"""


def main() -> None:
    """Writes the list."""
    words = [word for word in wordfreq.top_n_list("zh", 2 * WORDS, wordlist="best") if HAN.fullmatch(word)][:WORDS]
    lines = (" ".join(words[at : at + IN_A_LINE]) for at in range(0, len(words), IN_A_LINE))
    (HOME / "frequent.txt").write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
