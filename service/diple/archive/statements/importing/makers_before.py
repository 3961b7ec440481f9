"""Who makes a joint statement, by a title that has them before its kind and no blanks: "维尔莫拉和塔尔森德联合声明".

The words are `makers_before` in the table `titles` of a language; where it has none, no title is read so. Each maker is
a name and perhaps an office; one part that is no name makes the whole title doubtful, and nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from diple.lexicon.tables import language_table

_JOINT = "joint "
_NAME = re.compile(r"[\u3400-\u9fff·]{2,12}")


class Around(NamedTuple):
    """What is around the makers in a title of one language."""

    kind: re.Pattern[str]
    joints: re.Pattern[str]
    behind: re.Pattern[str]
    no_names: re.Pattern[str]


def makers_before(lines: Iterable[str], language: str) -> tuple[str, ...]:
    """The makers that the first line names which has two of them or more before a joint kind."""
    around = around_of(language)
    return next((found for line in lines if (found := _makers_of_line(line, around))), ()) if around else ()


def _makers_of_line(line: str, around: Around) -> tuple[str, ...]:
    kind = around.kind.match("".join(line.split()))
    names = [around.behind.sub("", part) for part in around.joints.split(kind["makers"])] if kind else []
    are_names = all(_NAME.fullmatch(name) and not around.no_names.search(name) for name in names)
    return tuple(dict.fromkeys(names)) if len(names) > 1 and are_names else ()


@cache
def around_of(language: str) -> Around | None:
    """The patterns of a language; None without a table."""
    titles = language_table(language, "titles")
    table = titles.get("makers_before")
    if not table:
        return None
    kinds = [phrase for name, phrases in titles["kinds"].items() if name.startswith(_JOINT) for phrase in phrases]
    offices = [phrase for name, phrases in titles["levels"].items() if name != "nobody" for phrase in phrases]
    ends = _either(table["ends"])
    kind = rf"(?!{ends})(?P<makers>.+?)(?:(?:{ends}).*)?(?:{_either(kinds)})"
    behind = rf"(?:{_either([*table['behind'], *offices])})+$"
    return Around(
        re.compile(kind),
        re.compile("|".join(table["joints"])),
        re.compile(behind),
        re.compile(_either(table["no_names"])),
    )


def _either(phrases: Iterable[str]) -> str:
    """One of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
