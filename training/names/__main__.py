"""Writes the names of territories and cities in six languages: `make names`, with Babel, which holds the Unicode CLDR.

A row is a territory (its code of ISO 3166, or of UN M.49 for a continent) or a city (its time zone in the IANA
database, and the code of the territory that it lies in), and its name in each language, without what the CLDR has in
brackets. The files are committed: nothing of Babel is needed to build or to use Diple.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global

HOME = Path(__file__).parents[2] / "service" / "diple" / "lexicon" / "neutral"
LOCALES = ("en", "ru", "zh", "zh_Hant", "fr", "es", "ar")
# Unknown, pseudo, the euro's, the world; and those whose name no text has as the CLDR writes it ("Congo - Kinshasa"):
# their names are in the table "facts" of each language.
NO_TERRITORIES = frozenset(("ZZ", "XA", "XB", "EZ", "QO", "001", "UN", "CD", "CG", "HK", "MO", "PS"))
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")


def plain(name: str) -> str:
    """A name without what is in brackets."""
    return BRACKETS.sub("", name).strip()


def territories() -> Iterator[list[str]]:
    """The rows of the territories: code, and a name for each language."""
    known = [Locale.parse(locale).territories for locale in LOCALES]
    for code in sorted(known[0].keys() - NO_TERRITORIES):
        yield [code, *(plain(table.get(code, "")) for table in known)]


def cities() -> Iterator[list[str]]:
    """The rows of the cities that do not bear the name of their territory: zone, territory, a name for each language.

    Where the CLDR has no name of its own for a language, the city is written there as in its zone.
    """
    known = [Locale.parse(locale).time_zones for locale in LOCALES]
    states = set(Locale.parse("en").territories.values())
    for zone, territory in sorted(get_global("zone_territories").items()):
        written = zone.rpartition("/")[2].replace("_", " ")
        found = [table.get(zone, {}).get("city", "") for table in known]
        if zone.startswith(REGIONS) and written not in states and found[1] and found[2]:
            yield [zone, territory, *(plain(name or written) for name in found)]


def write(path: Path, first: str, rows: Iterator[list[str]]) -> None:
    """Writes a table."""
    head = (
        f"# {first}\n"
        f"# source: Unicode CLDR, from Babel {babel.__version__} (`make names`). Licence: Unicode-3.0\n"
        "# (https://www.unicode.org/license.txt), whole in NAMES-LICENCE.md beside this file.\n"
    )
    path.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    columns = ", ".join(LOCALES)
    write(HOME / "territories.tsv", f"States and territories: code, {columns}.", territories())
    write(HOME / "cities.tsv", f"Cities: time zone, territory, {columns}.", cities())
