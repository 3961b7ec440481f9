"""Writes the table of near-synonyms that `diple.mark.events.alike` reads, from WordNet 3.0 (Debian: wordnet-base).

    python -m training.weights.synonyms [/usr/share/wordnet]

Two words are near-synonyms where a set of synonyms is among the commonest senses of both: a rare sense of a common
word ("ask" for "demand") makes no synonym. Words that the packs rank on a ladder of stance, force or degree are left
out: between these a small difference is the news.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from diple.lexicon import Lexicon
from diple.mark.events.rarity import rarities

TABLE = Path(__file__).parents[2] / "service" / "diple" / "mark" / "events" / "synonyms" / "en.txt"
HEAD = "# WordNet 3.0 (Princeton University), see README.md; each line is a set of near-synonyms"
PARTS = ("noun", "verb", "adj", "adv")
SENSES = 4  # the senses of a word, the commonest first, in which it may be a synonym of another


def main(folder: str = "/usr/share/wordnet") -> None:
    """Write the table of English."""
    ranked, listed = ladder_words(), rarities("en").keys() - {""}
    lines = sorted({" ".join(found) for part in PARTS for found in sets_of(Path(folder), part, listed - ranked)})
    TABLE.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


def sets_of(folder: Path, part: str, listed: set[str]) -> Iterator[list[str]]:
    """The sets of two listed words or more of one part of speech, each among the commonest senses of its words."""
    members: dict[str, set[str]] = {}
    for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        word, pointers = fields[0], int(fields[3])
        if word in listed and word.isalpha():
            for offset in fields[6 + pointers :][:SENSES]:
                members.setdefault(offset, set()).add(word)
    irregular = irregular_forms(folder, part)
    for words in members.values():
        if len(words) > 1:
            yield sorted(words.union(*(irregular.get(word, ()) for word in words)))


def irregular_forms(folder: Path, part: str) -> dict[str, set[str]]:
    """The irregular inflected forms of a part of speech by their base form: "fell" of "fall"."""
    found: dict[str, set[str]] = {}
    for line in (folder / f"{part}.exc").read_text(encoding="utf-8").splitlines():
        form, *bases = line.split()
        for base in bases:
            if form.isalpha():
                found.setdefault(base, set()).add(form)
    return found


def ladder_words() -> set[str]:
    """The words of all forms that the packs rank."""
    lexicon = Lexicon.default()
    ranked = (concept for concept in lexicon.concepts.values() if concept.ladder)
    forms = (form.text for concept in ranked for form in lexicon.forms(concept.id, "en"))
    return {word for form in forms for word in form.lower().split()}


if __name__ == "__main__":
    main(*sys.argv[1:])
