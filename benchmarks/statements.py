"""Invented statements with a known history: every word of the new text knows where it comes from.

An `Editor` takes paragraphs of sentences of words, edits them by kinds, and hands out both texts with the `Gold`:
which words went, which came, which only moved, which were only written otherwise.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

NO_BREAK = "\u00a0"
DASH = "\u2013"
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Word:
    """A word (in Chinese a character), the number it had in the old text, and the edit that brought it."""

    text: str
    source: int | None = None
    edit: int | None = None
    glued: bool = False


Sentence = list[Word]
Paragraph = list[Sentence]


@dataclass(slots=True)
class Edit:
    """One edit: `old` words that went, `new` words that came (places in the new text), `kept` words it concerns."""

    kind: str
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gold:
    """What happened: the edits, and for each word of the new text its number in the old, or None where it came."""

    edits: list[Edit]
    sources: list[int | None]
    old_words: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and what is known of their difference; None where nothing is to be scored."""

    name: str
    old: str
    new: str
    gold: Gold | None = None


@cache
def vocabulary(language: str) -> dict[str, Any]:
    """The words of one language, from vocabulary.toml."""
    words: dict[str, Any] = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
    return dict(words[language])


class Writer:
    """Writes sentences of a language; the same dice, the same sentences."""

    def __init__(self, language: str, dice: random.Random) -> None:
        self.words = vocabulary(language)
        self.dice = dice

    def sentence(self) -> list[str]:
        """The words of a sentence (its characters, where the script has no spaces)."""
        text = self._filled(self.dice.choice(self.words["frames"]))
        text = text[0].upper() + text[1:]
        return text.split(" ") if self.words["between"] else list(text)

    def _filled(self, frame: str) -> str:
        year = self.dice.randint(2004, 2031)
        numbers: dict[str, Callable[[], object]] = {
            "year": lambda: year,
            "later": lambda: year + self.dice.randint(2, 9),
            "day": lambda: self.dice.randint(2, 28),
            "number": lambda: self.dice.randint(1, 12),
            "count": lambda: self.dice.randint(30, 970),
            "month": lambda: self.dice.choice(self.words["months"]),
            "formula": lambda: self.words["formula"][0],
        }
        given: set[str] = set()

        def fill(slot: re.Match[str]) -> str:
            if slot[1] in numbers:
                return str(numbers[slot[1]]())
            chosen: str = self.dice.choice([word for word in self.words[slot[1]] if word not in given])
            given.add(chosen)
            if slot[1] == "aims":
                return self._filled(chosen)
            return chosen if slot[1] != "actors" or not slot.start() else chosen[0].lower() + chosen[1:]

        return _SLOT.sub(fill, frame)


def paragraphs(writer: Writer, count: int, words_each: int) -> list[Paragraph]:
    """That many paragraphs, as long on average as asked for; every word gets its number."""
    made: list[Paragraph] = []
    number = written = 0
    for at in range(1, count + 1):
        paragraph: Paragraph = []
        goal = max(at * words_each - written, words_each * 2 // 3)
        length = 0
        while not paragraph or length < goal - words_each // 4:
            words = writer.sentence()
            length += len(words)
            paragraph.append([Word(word, number + i) for i, word in enumerate(words)])
            number += len(words)
        written += length
        made.append(paragraph)
    return made


def text_of(made: Iterable[Paragraph], between: str) -> str:
    """The text, its paragraphs parted by empty lines."""
    return "\n\n".join(_line(paragraph, between) for paragraph in made) + "\n"


def _line(paragraph: Paragraph, between: str) -> str:
    words = [word for sentence in paragraph for word in sentence]
    return "".join(word.text + (NO_BREAK if word.glued else between) for word in words[:-1]) + words[-1].text


class Editor:
    """Edits a statement, each paragraph by one kind at most (typography apart), and keeps account."""

    def __init__(self, writer: Writer, made: list[Paragraph]) -> None:
        self.writer, self.dice, self.words = writer, writer.dice, writer.words
        self.old = text_of(made, self.words["between"])
        self.count = sum(len(sentence) for paragraph in made for sentence in paragraph)
        self.made = made
        self.edits: list[Edit] = []
        edge = 2 if len(made) > 20 else 0
        self.free = list(range(edge, len(made) - edge))
        self.dice.shuffle(self.free)
        self.joined: set[int] = set()
        self.parted: set[int] = set()
        self.moved: list[int] = []
        self.shaped: set[int] = set()

    def take(self, count: int, fits: Callable[[Paragraph], bool] = bool, neighbours: bool = False) -> list[int]:
        """Paragraphs not yet edited that fit; with `neighbours` the next one is taken too."""
        taken: list[int] = []
        for at in list(self.free):
            needed = {at, at + 1} if neighbours else {at}
            if len(taken) < count and needed <= set(self.free) and fits(self.made[at]):
                taken.append(at)
                self.free = [other for other in self.free if other not in needed]
        if len(taken) < count:
            raise ValueError(f"only {len(taken)} of {count} paragraphs are free: write more of them")
        return taken

    def edit(self, kind: str, old: Iterable[Word] = (), kept: Iterable[Word] = ()) -> int:
        """Notes an edit and returns its number."""
        gone, stays = [[w.source for w in words if w.source is not None] for words in (old, kept)]
        self.edits.append(Edit(kind, gone, [], stays))
        return len(self.edits) - 1

    def exchange(self, sentence: Sentence, start: int, length: int, new: list[str], kind: str) -> None:
        """Puts other words in the place of some."""
        number = self.edit(kind, sentence[start : start + length])
        sentence[start : start + length] = [Word(word, None, number) for word in new]

    def substitute(self, at: int, kind: str = "substitution") -> bool:
        """One quality becomes another, in any sentence of the paragraph; False where it has none."""
        places = [
            (sentence, start, length)
            for sentence in self.made[at]
            for start, length in _places(sentence, self.words["qualities"], self.words["between"])
        ]
        if not places:
            return False
        sentence, start, length = self.dice.choice(places)
        new = self.dice.choice(self.words["substitutes"])
        self.exchange(sentence, start, length, [new] if self.words["between"] else list(new), kind)
        return True

    def substitutions(self, count: int) -> None:
        """In that many paragraphs one word becomes another."""
        qualities, between = self.words["qualities"], self.words["between"]
        for at in self.take(count, lambda p: any(_places(sentence, qualities, between) for sentence in p)):
            self.substitute(at)

    def drops(self, count: int) -> None:
        """That many sentences go."""
        for at in self.take(count, lambda paragraph: len(paragraph) > 1):
            gone = self.dice.randrange(len(self.made[at]))
            self.edit("drop", self.made[at].pop(gone))

    def additions(self, count: int) -> None:
        """That many sentences come."""
        for at in self.take(count):
            number = self.edit("addition")
            came = [Word(word, None, number) for word in self.writer.sentence()]
            self.made[at].insert(self.dice.randrange(1, len(self.made[at]) + 1), came)

    def merges(self, count: int) -> None:
        """Paragraphs run into the next one."""
        self.joined = set(self.take(count, neighbours=True))
        self.shaped |= self.joined | {at + 1 for at in self.joined}
        for at in self.joined:
            self.edit("merge", kept=all_words(self.made[at] + self.made[at + 1]))

    def splits(self, count: int) -> None:
        """Paragraphs break in two after their first sentence."""
        self.parted = set(self.take(count, lambda paragraph: len(paragraph) > 1))
        self.shaped |= self.parted
        for at in self.parted:
            self.edit("split", kept=all_words(self.made[at]))

    def reorders(self, count: int) -> None:
        """The third sentence goes before the first."""
        for at in self.take(count, lambda paragraph: len(paragraph) > 2):
            self.shaped.add(at)
            paragraph = self.made[at]
            paragraph[:3] = [paragraph[2], paragraph[0], paragraph[1]]
            self.edit("reorder", kept=all_words(paragraph[:3]))

    def moves(self, count: int, edited: int) -> None:
        """Paragraphs that are far off in the new text; in the first `edited` of them words change, too."""
        self.moved = self.take(count, lambda paragraph: len(paragraph[-1]) > 8)
        self.shaped |= set(self.moved)
        for number, at in enumerate(self.moved):
            if number < edited:
                self.substitute(at, "substitution in a move")
                last = self.made[at][-1]
                if all(word.source is not None for word in last[-4:-1]) and not _slides(last, 4, 3):
                    self.exchange(last, len(last) - 4, 3, [], "cut in a move")
            self.edit("edited move" if number < edited else "move", kept=all_words(self.made[at]))

    def alternats(self, count: int) -> None:
        """Where both states are named, the other comes first. Their names are written in beforehand."""
        for at in self.alternat_places(count):
            first = self.made[at][0]
            first[0], first[2] = first[2], first[0]
            number = self.edit("alternat", kept=(first[0], first[1], first[2]))
            first[0].edit = first[2].edit = number

    def alternat_places(self, count: int) -> list[int]:
        """Paragraphs that begin with both states."""
        between = [self.words["swap"][0], "and", self.words["swap"][1]]
        return self.take(count, lambda paragraph: [word.text for word in paragraph[0][:3]] == between)

    def replace_formula(self) -> None:
        """The formula becomes its successor wherever it is, but for what the two have in common."""
        between = self.words["between"]
        old, new = (formula.split(between) if between else list(formula) for formula in self.words["formula"])
        shared = next(i for i, (left, right) in enumerate(zip(old, new, strict=False)) if left != right)
        formula = between.join(old)
        for paragraph in self.made:
            for sentence in paragraph:
                for start, length in _places(sentence, [formula], between):
                    self.exchange(sentence, start + shared, length - shared, new[shared:], "formula")

    def typography(self, each: int) -> None:
        """That many quotations, dashes, spaces and spellings written otherwise."""
        order = [at for at in range(len(self.made)) if at not in self.shaped]
        self.dice.shuffle(order)
        for kind, written_otherwise in (
            ("quotes", _quotes),
            ("dashes", _dashes),
            ("spaces", self._spaces),
            ("spelling", self._spelling),
        ):
            left = each
            for at in list(order):
                kept = next((found for found in map(written_otherwise, self.made[at]) if found), None) if left else None
                if kept:
                    self.edit(kind, kept=kept)
                    order.remove(at)
                    left -= 1
            if left:
                raise ValueError(f"{left} places too few for {kind}: write more paragraphs")

    def _spaces(self, sentence: Sentence) -> list[Word]:
        for word, following in pairwise(sentence):
            if (word.text == "Article" or word.text in self.words["months"]) and word.source is not None:
                word.glued = True
                return [word, following]
        return []

    def _spelling(self, sentence: Sentence) -> list[Word]:
        for word in sentence:
            bare = word.text.strip('.,;:"')
            if bare in self.words["spelling"] and word.source is not None:
                word.text = word.text.replace(bare, self.words["spelling"][bare])
                return [word]
        return []

    def pair(self, name: str) -> Pair:
        """Both texts, and what is known of their difference."""
        made = self._in_order()
        words = [word for paragraph in made for word in all_words(paragraph)]
        for place, word in enumerate(words):
            if word.edit is not None:
                self.edits[word.edit].new.append(place)
        gold = Gold(self.edits, [word.source for word in words], self.count)
        return Pair(name, self.old, text_of(made, self.words["between"]), gold)

    def _in_order(self) -> list[Paragraph]:
        placed: list[tuple[int, Paragraph]] = []
        for at, paragraph in enumerate(self.made):
            if at in self.joined:
                placed.append((at, paragraph + self.made[at + 1]))
            elif at in self.parted:
                placed += [(at, paragraph[:1]), (at, paragraph[1:])]
            elif at not in self.moved and at - 1 not in self.joined:
                placed.append((at, paragraph))
        for at in self.moved:
            far = [i for i, (other, _) in enumerate(placed) if abs(other - at) > len(self.made) // 6]
            to = self.dice.choice(far)
            while placed[to - 1][0] == placed[to][0]:
                to += 1
            placed.insert(to, (at, self.made[at]))
        return [paragraph for _, paragraph in placed]


def all_words(paragraph: Paragraph) -> list[Word]:
    """The words of a paragraph, or of some sentences, in order."""
    return [word for sentence in paragraph for word in sentence]


def _places(sentence: Sentence, phrases: Iterable[str], between: str) -> list[tuple[int, int]]:
    """Where one of the phrases is among the old words: first word and number of words."""
    found = []
    for phrase in phrases:
        parts = phrase.split(between) if between else list(phrase)
        for start in range(len(sentence) - len(parts) + 1):
            here = sentence[start : start + len(parts)]
            if [word.text for word in here] == parts and all(word.source is not None for word in here):
                found.append((start, len(parts)))
    return found


def _slides(sentence: Sentence, start: int, length: int) -> bool:
    """Whether cutting the words one place to the left or right gives the same text: then no gold is the right one."""
    cut = [word.text for word in sentence[-start - 1 :][: length + 2]]
    return cut[0] == cut[-2] or cut[1] == cut[-1]


def _quotes(sentence: Sentence) -> list[Word]:
    opening = next(
        (i for i, word in enumerate(sentence) if word.text.startswith('"') and word.source is not None), None
    )
    if opening is None:
        return []
    closing = next((i for i in range(opening, len(sentence)) if '"' in sentence[i].text[1:]), opening)
    sentence[opening].text = "\u201c" + sentence[opening].text[1:]
    sentence[closing].text = sentence[closing].text.replace('"', "\u201d")
    return sentence[opening : closing + 1]


def _dashes(sentence: Sentence) -> list[Word]:
    for word in sentence:
        if word.source is not None and re.fullmatch(r"-|\d{4}-\d{4},?", word.text):
            word.text = word.text.replace("-", DASH)
            return [word]
    return []
