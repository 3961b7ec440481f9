"""All facts of a passage.

facts = read("Не позднее 3 мая Россия должна …", 0, 30, "ru")
facts.of("state")   # where it names Russia
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from diple.facts import words
from diple.facts.figures import Number
from diple.facts.kept import kept
from diple.facts.mention import Mention
from diple.facts.names import names
from diple.facts.numbers import numbers
from diple.lexicon.tables import neutral_table

LABEL_END = re.compile(r"[、)）]|\.\s|\s?[-–—]\s+(?!\d)")  # behind the number of a list item


class Facts(NamedTuple):
    """The facts of a passage, in order within each kind."""

    mentions: tuple[Mention, ...]

    def of(self, *kinds: str) -> list[Mention]:
        """The facts of some kinds."""
        return [one for one in self.mentions if one.kind in kinds]


def read(text: str, start: int, end: int, language: str) -> Facts:
    """The facts of `text[start:end]`; offsets are those of `text`."""
    found = of_passage(text[start:end], language)
    return Facts(tuple(one._replace(start=one.start + start, end=one.end + start) for one in found.mentions))


@kept
def of_passage(text: str, language: str) -> Facts:
    """The facts of a passage by itself."""
    place = (text, 0, len(text), language)
    named = names(*place)
    found = (number for number in numbers(*place) if not is_label(text, number))
    return Facts(
        (
            *(counted(number) for number in found if not is_of_name(number, named, language)),
            *named,
            *words.denials(*place),
            *words.duties(*place),
            *words.mentions(*place, "status", "status"),
            *words.mentions(*place, "people", "people"),
            *words.mentions(*place, "membership", "membership"),
            *words.mentions(*place, "quantity", "quantity"),
            *words.mentions(*place, "exclusive", "exclusive"),
        )
    )


def is_label(text: str, number: Number) -> bool:
    """Whether a number at the head of a line is that of a list item: "3. ", (3), 三、, "3- "."""
    line = text[: number.start].rpartition("\n")[2].strip()
    return line in ("", "(", "（") and LABEL_END.match(text, number.end) is not None


def is_of_name(number: Number, named: Sequence[Mention], language: str) -> bool:
    """Whether a number is no more than a word of a name: the third of "third States" counts nothing."""
    names = (one for one in named if not one.values.isdisjoint(numberless(language)))
    return any(one.start <= number.start and number.end <= one.end for one in names)


@cache
def numberless(language: str) -> frozenset[str]:
    """The names of which a word is written like a number."""
    known = neutral_table("facts")["numberless"]
    return frozenset((*known["all"], *known.get(language, ())))


def counted(number: Number) -> Mention:
    """A number as a fact."""
    kind = "month" if number.month else "number"
    return Mention(kind, frozenset(map(str, number.values)), number.start, number.end, number.firm, str(number.value))
