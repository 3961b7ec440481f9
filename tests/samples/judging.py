"""Holds a comparison against a sample's markers.toml, as samples/README.md says it."""

import re

LEVELS = ("noise", "minor", "notable", "high", "critical")
SIDES = ("old", "new")


def place(quote, text):
    """Where the quotation stands, whatever the white space between its words."""
    found = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    assert found, quote
    return found.span()


def touches(selectors, quote, text):
    start, end = place(quote, text)
    return any(selector.start < end and start < selector.end for selector in selectors)


def hits(marker, entry, comparison):
    """For each side with a quotation and with evidence, whether the evidence overlaps the quotation."""
    return [
        touches(getattr(marker, side), entry[f"{side}_quote"], getattr(comparison, side).text)
        for side in SIDES
        if f"{side}_quote" in entry and getattr(marker, side)
    ]


def speaks_of(marker, keywords):
    said = [marker.referent, marker.rationale, *(s.exact for s in (*marker.old, *marker.new))]
    return any(word.lower() in " ".join(said).lower() for word in keywords)


def answers(marker, entry, comparison):
    spots = hits(marker, entry, comparison)
    return (
        marker.code in (entry["code"], *entry.get("also", ()))
        and entry.get("direction", marker.direction) == marker.direction
        and LEVELS.index(marker.level) >= LEVELS.index(entry["level"])
        and speaks_of(marker, entry["referent_keywords"])
        and bool(spots)
        and all(spots)
    )


def missed(comparison, about):
    """The expected markers that no marker answers."""
    return [
        entry
        for entry in about.get("expect", ())
        if not any(answers(marker, entry, comparison) for marker in comparison.markers)
    ]


def trespasses(comparison, about):
    """Pairs of a forbidding entry and a marker that should not be there."""
    return [
        (entry, marker)
        for entry in about.get("forbid", ())
        for marker in comparison.markers
        if marker.code in entry.get("codes", (marker.code,))
        and (not {"old_quote", "new_quote"} & entry.keys() or any(hits(marker, entry, comparison)))
    ]
