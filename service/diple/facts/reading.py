"""All facts of a passage.

facts = read("Не позднее 3 мая Россия должна …", 0, 30, "ru")
facts.of("state")   # where it names Russia
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diple.facts import words
from diple.facts.mention import Mention
from diple.facts.names import names
from diple.facts.numbers import Number, numbers

PASSAGES = 2_000  # of which the facts are kept


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


@lru_cache(maxsize=PASSAGES)
def of_passage(text: str, language: str) -> Facts:
    """The facts of a passage by itself."""
    place = (text, 0, len(text), language)
    return Facts(
        (
            *(counted(number) for number in numbers(*place)),
            *names(*place),
            *words.denials(*place),
            *words.duties(*place),
            *words.mentions(*place, "people", "people"),
            *words.mentions(*place, "quantity", "quantity"),
        )
    )


def counted(number: Number) -> Mention:
    """A number as a fact."""
    kind = "month" if number.month else "number"
    return Mention(kind, frozenset(map(str, number.values)), number.start, number.end, number.firm)
