"""What a reader cannot see in a text: marks that turn its direction, and words in letters of two scripts.

Neither is changed: the text stays as it was read. A notice says where they are, since such a text may be shown in
another order than it is read, and a word may look like one that it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from diple.model import Notice
from diple.readers.document.messages import MOST_EXCERPTS, counted, excerpts

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def _mixed() -> re.Pattern[str]:
    """A word of letters of one script, Latin or Cyrillic, and of letters that look like them, of each at least one."""
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("deceptive.toml").read_text(encoding="utf-8"))
    ways = (("A-Za-z", table["lookalikes"]), (r"\u0400-\u052f", table["latin"]))
    mixed = "|".join(f"(?:[{own}]++[{alike}]|[{alike}]++[{own}])[{own}{alike}]*+" for own, alike in ways)
    return re.compile(rf"(?<![^\W\d_])(?:{mixed})(?![^\W\d_])")


def deceptive(text: str) -> Iterator[Notice]:
    """The notices of what cannot be seen (`hidden_direction`, `mixed_scripts`), with the first places."""
    if text.isascii():
        return
    if turned := [found.start() for found in _DIRECTION.finditer(text)]:
        characters = sorted({f"U+{ord(text[place]):04X}" for place in turned})
        yield Notice(
            "hidden_direction",
            f"The text holds {counted(len(turned), 'mark')} that cannot be seen and turn the direction of what follows "
            f"({', '.join(characters)}): it may be shown in another order than it is read.",
            {"count": len(turned), "characters": characters, "places": turned[:MOST_EXCERPTS]},
        )
    if mixed := list(_mixed().finditer(text)):
        words = excerpts([word.group() for word in mixed[:MOST_EXCERPTS]])
        holds = "1 word holds" if len(mixed) == 1 else f"{len(mixed):,} words hold"
        yield Notice(
            "mixed_scripts",
            f"{holds} letters of two scripts that look alike: {', '.join(words)}.",
            {"count": len(mixed), "words": words, "places": [word.start() for word in mixed[:MOST_EXCERPTS]]},
        )
