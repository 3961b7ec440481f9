"""Writes the names by which `diple.mark.weigh.states` knows a state, from Unicode CLDR (package babel).

    python -m training.weights.states

Of a name of several words the rarest represents all ("Korea", "Zealand"): names are looked up word by word.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale

from diple.mark.events.rarity import rarities, unlisted_rarity

PLACE = Path(__file__).parents[2] / "service" / "diple" / "mark" / "weigh" / "states.toml"
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
NO_STATES = {"AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
PLAIN_WORDS = {"africa", "christmas", "equatorial", "islands", "isle", "kingdom", "south", "northern", "united"}
HEAD = """# Names of states and territories, one word each, in small letters.
source = "Unicode CLDR, territory names, by the package babel; of a name of several words the rarest."
licence = "Unicode License v3 (https://www.unicode.org/license.txt)"
"""


def main() -> None:
    """Write the table."""
    lines = [HEAD]
    for language in LANGUAGES:
        territories = Locale(language).territories
        names = {name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code) and code not in NO_STATES}
        keys = sorted({word for name in names for word in [distinct(name, language)] if is_key(word, language)})
        lines.append(f"{language} = [{', '.join(repr_toml(key) for key in keys)}]\n")
    PLACE.write_text("".join(lines), encoding="utf-8")


def distinct(name: str, language: str) -> str:
    """The rarest word of a name."""
    name = re.sub(r"\s*[（(].*", "", name)
    if language == "zh":
        return name
    listed, other = rarities(language), unlisted_rarity(language)
    words = [word for word in re.findall(r"[^\W\d_]+", name.lower()) if len(word) > 2] or [name.lower()]
    return max(words, key=lambda word: (listed.get(word, other), len(word)))


def is_key(word: str, language: str) -> bool:
    """Whether a word is long enough to be looked up, and names nothing but a state."""
    return len(word) > (1 if language == "zh" else 3) and word not in PLAIN_WORDS


def repr_toml(key: str) -> str:
    """A key as TOML writes it."""
    return f'"{key}"'


if __name__ == "__main__":
    main()
