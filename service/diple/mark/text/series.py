"""What the texts before the new one hold: where and how long a wording was, and whether anything like it did.

The earlier texts are read once, as stems sentence by sentence, when a rule first asks; every question after that costs
what it asks for, not what the texts hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from diple.lexicon.vocabulary import Vocabulary, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.dissent import dissents
from diple.mark.text.parties import is_of_another
from diple.model import Span, Statement
from diple.normalise import key_table

WORDS = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+")
SENTENCE_END = "|"  # is between sentences where a text is searched as one string of stems
MOST_STEMS = 200_000  # stems that are kept
LEAST = 0.5  # share of content from which a sentence is looked at
SAME = 0.6  # share of content from which a sentence says much the same
SPREAD = 0.8  # the same for two neighbouring sentences together
THREE = 3  # words in a row by which texts are searched for what they share
LONG_STANDING = 3  # texts in a row from which a formula has been there long
LONGEST_LABEL = 12  # words of an opening that may name its text


Three = tuple[str, str, str]


class Word(NamedTuple):
    """A word of a sentence: its stem, its place in the text, and whether it carries content."""

    stem: str
    start: int
    end: int
    content: bool


class Stems(dict[str, str]):
    """Stems of surfaces in small letters, filled as they are asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._keys = key_table(language)

    def __missing__(self, surface: str) -> str:
        if len(self) >= MOST_STEMS:
            self.clear()
        made = self[surface] = stem(self._keys[surface])
        return made


class Tongue:
    """How the words of one language are read here."""

    def __init__(self, language: str) -> None:
        words: Vocabulary = vocabulary(language)
        self.spaced = words.spaced
        self.stems = Stems(language)
        self.stop = frozenset(self.stems[word] for word in words.words("stop"))
        numbers = words.tables.get("numbers", {})
        measures = [*numbers.get("units", ()), *numbers.get("months", ()), *numbers.get("words", ())]
        self.measures = frozenset(self.stems[word] for word in measures)

    def sequence(self, text: str) -> list[str]:
        """The stems of all words, in order."""
        return [self.stems[word] for word in WORDS.findall(text.lower())]

    def content_of(self, stems: Sequence[str]) -> frozenset[str]:
        """What a sentence speaks of: its stems but the stop words; of ideographs, each two neighbours."""
        if self.spaced:
            return frozenset([s for s in stems if len(s) > 1 and s not in self.stop])
        return frozenset([a + b for a, b in pairwise(stems)])

    def words(self, text: str, span: Span) -> list[Word]:
        """The words of a stretch with their places."""
        found = []
        for match in WORDS.finditer(text, *span):
            key = self.stems[match.group().lower()]
            telling = key not in self.stop and key not in self.measures and (len(key) > 1 or not self.spaced)
            found.append(Word(key, match.start(), match.end(), telling))
        return found


@cache
def tongue_of(language: str) -> Tongue:
    """How a language is read, made once."""
    return Tongue(language)


class Line:
    """A sentence as stems, with what it speaks of; one for all places where it is in the same words."""

    __slots__ = ("content", "stems")

    def __init__(self, text: str, tongue: Tongue) -> None:
        self.stems = tongue.sequence(text)
        self.content = tongue.content_of(self.stems)

    def threes(self) -> Iterator[Three]:
        """Each three words in a row."""
        return zip(self.stems, self.stems[1:], self.stems[2:], strict=False)


class Lines(dict[str, Line]):
    """The sentences of several texts, each read once however many have it."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue

    def __missing__(self, text: str) -> Line:
        made = self[text] = Line(text, self._tongue)
        return made


class Reading:
    """One text as stems, sentence by sentence; a sentence of dissent is none of its words, and is empty."""

    def __init__(self, statement: Statement, known: Lines) -> None:
        text = statement.text
        self.statement = statement
        apart = dissents(statement)
        self.lines = [known["" if span in apart else text[slice(*span)]] for span in statement.sentences]

    @cached_property
    def joined(self) -> str:
        """All stems as one string, blanks around each, in which a phrase is found by a plain search."""
        return f" {f' {SENTENCE_END} '.join(' '.join(line.stems) for line in self.lines)} "

    def threes(self) -> Iterator[Three]:
        """Each three words in a row of a sentence."""
        return chain.from_iterable(line.threes() for line in self.lines)

    def has(self, stems: Sequence[str]) -> bool:
        """Whether some stems are in a row."""
        return f" {' '.join(stems)} " in self.joined


class Series:
    """The texts before the new one: the earlier ones, oldest first, then the old text.

    Only texts in the language of the new one are held: no wording is looked for across languages. `unordered` are those
    of its own that may be later than the old text, a bit for each: what they have is not new, and not back either.
    """

    def __init__(self, earlier: Sequence[Statement], old: Statement, new: Statement) -> None:
        self.new = new
        self.old = old
        self.tongue = tongue_of(new.language)
        self._lines = Lines(self.tongue)
        readable = [text for text in earlier if text.language == new.language]
        self.own = tuple(text for text in readable if not is_of_another(text, new))
        self.others = tuple(text for text in readable if is_of_another(text, new))
        self.texts = (*self.own, old)
        unsure = (place for place, text in enumerate(self.own) if may_follow(text, old))
        self.unordered = sum(1 << place for place in unsure)
        self._shares: dict[frozenset[str], list[float]] = {}

    @cached_property
    def readings(self) -> list[Reading]:
        """The texts of the series as stems; the old one is the last."""
        return [Reading(text, self._lines) for text in self.texts]

    @cached_property
    def foreign(self) -> list[Reading]:
        """The texts of other parties as stems."""
        return [Reading(text, self._lines) for text in self.others]

    @cached_property
    def renewed(self) -> Reading:
        """The new text as stems."""
        return Reading(self.new, self._lines)

    @cached_property
    def masks(self) -> dict[Three, int]:
        """For each three words in a row of the two texts compared, the earlier texts that have them, a bit for each.

        The earlier texts of the series come first, then those of other parties.
        """
        held: dict[Line, int] = {}
        for place, reading in enumerate((*self.readings[:-1], *self.foreign)):
            for line in reading.lines:
                held[line] = held.get(line, 0) | 1 << place
        found = dict.fromkeys(self.of_old | self.of_new, 0)
        for line, texts in held.items():
            for three in line.threes():
                if three in found:
                    found[three] |= texts
        return found

    @cached_property
    def of_old(self) -> frozenset[Three]:
        """All three words in a row of the old text."""
        return frozenset(self.readings[-1].threes())

    @cached_property
    def of_new(self) -> frozenset[Three]:
        """All three words in a row of the new text."""
        return frozenset(self.renewed.threes())

    def texts_with(self, *stems: str) -> int:
        """The earlier texts that have three words in a row, a bit for each."""
        return self.masks.get((stems[0], stems[1], stems[2]), 0) if len(stems) == THREE else 0

    @cached_property
    def places(self) -> dict[Line, list[tuple[int, int]]]:
        """Where each sentence is: number of the text, number of the sentence in it."""
        found: dict[Line, list[tuple[int, int]]] = {}
        for text, reading in enumerate(self.readings):
            for number, line in enumerate(reading.lines):
                found.setdefault(line, []).append((text, number))
        return found

    @cached_property
    def postings(self) -> dict[str, list[Line]]:
        """In which sentences each piece of content is."""
        found: dict[str, list[Line]] = {}
        for line in self.places:
            for piece in line.content:
                found.setdefault(piece, []).append(line)
        return found

    def count(self, stems: str) -> int:
        """How often some stems are in a row in the texts held, each pair of them a blank apart."""
        return sum(reading.joined.count(f" {stems} ") for reading in self.readings)

    def content(self, text: str) -> frozenset[str]:
        """What a stretch speaks of."""
        return self.tongue.content_of(self.tongue.sequence(text))

    def shares(self, wanted: frozenset[str]) -> list[float]:
        """For each text the largest share of some content, 0 to 1, that one sentence or two neighbours hold.

        Shares under `LEAST` may be returned as 0: sentences are sought by the rarest pieces, of which one at least
        must be where more than that does.
        """
        if wanted not in self._shares:
            self._shares[wanted] = self._searched(wanted)
        return self._shares[wanted]

    def _searched(self, wanted: frozenset[str]) -> list[float]:
        best = [0.0] * len(self.texts)
        pieces = sorted(wanted, key=lambda piece: (len(self.postings.get(piece, ())), piece))
        telling = pieces[: int(len(pieces) * (1 - LEAST)) + 1]
        for line in dict.fromkeys(line for piece in telling for line in self.postings.get(piece, ())):
            share = len(wanted & line.content) / len(wanted)
            for text, number in self.places[line] if share >= LEAST else ():
                best[text] = max(best[text], share, self._spread(wanted, text, number) if share < SAME else 0.0)
        return best

    def _spread(self, wanted: frozenset[str], text: int, number: int) -> float:
        """The share that a sentence has together with the next, as if one had it."""
        lines = self.readings[text].lines
        if number + 1 == len(lines):
            return 0.0
        both = lines[number].content | lines[number + 1].content
        return len(wanted & both) / len(wanted) * SAME / SPREAD

    def label(self, text: Statement) -> str:
        """How a text is named in a sentence: by date, title or opening, else by its place among those held."""
        named = text.date or text.title or quoted_opening(text)
        if named or len(self.texts) < 2:
            return named or "the old text"
        place = next((n for n, held in enumerate(self.texts, 1) if held is text), len(self.texts))
        return f"text {place} of the {len(self.texts)} held"

    def held(self) -> str:
        """ "the N texts held, from … to …", counting the old text: the only claim that novelty may make."""
        if len(self.texts) < 2:
            return "the new text, of the two compared"
        first, last = self.label(self.texts[0]), self.label(self.texts[-1])
        if first.startswith("text 1"):
            return f"the {len(self.texts)} texts held"
        return f"the {len(self.texts)} texts held, from {first} to {last}"

    def row(self, holds: Sequence[bool]) -> int:
        """How many texts in a row hold something, from the old one back; `holds` speaks of the earlier ones."""
        ordered = [held for place, held in enumerate(holds) if not self.unordered >> place & 1]
        return 1 + sum(1 for _ in takewhile(bool, reversed(ordered)))

    def age(self, holds: Sequence[bool]) -> str:
        """ "in N texts in a row, since …", for wording of the old text; empty where no earlier text had it."""
        count = self.row(holds)
        if count < 2:
            return ""
        ordered = [text for place, text in enumerate(self.texts) if not self.unordered >> place & 1]
        return f"in {count} texts in a row, since {self.label(ordered[-count])}"


def may_follow(text: Statement, old: Statement) -> bool:
    """Whether the days of two texts show that an earlier one may be later than the old one; without days it is not."""
    return bool(text.date and old.date) and not is_surely_before(text.date or "", old.date or "")


def is_surely_before(one: str, other: str) -> bool:
    """Whether a day, month or year is before another in any case: 2004 may be before or after May 2004."""
    return one < other and not other.startswith(one)


def quoted_opening(text: Statement) -> str:
    """The opening of a text where it is short and has a number, as a name of the text; "" else."""
    opening = text.text[slice(*text.sentences[0])] if text.sentences else ""
    head = " ".join(re.split(r"[:：\n]", opening)[0].split()).rstrip(". ")
    names = any(letter.isdigit() for letter in head) and len(WORDS.findall(head)) <= LONGEST_LABEL
    return f"“{head}”" if names else ""
