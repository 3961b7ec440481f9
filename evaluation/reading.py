"""The ten highest markers of pairs of real statements, each with what a reader said of it: `make reading`.

Where the statements lie, `--write` puts the lists in docs/reading.md. A remark is found again by the code of a marker
and words of its claim; a marker without one is reported, so that a change of the rules is read anew.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import diple
from diple import Marker
from diple.model import Selector
from evaluation.comparing import Comparer
from evaluation.corpora import BESIDE, ROOT
from evaluation.figures import Figure, Part
from evaluation.markdown import markdown, write

PAIRS = Path(__file__).with_name("reading.toml")
PAGE = ROOT / "docs" / "reading.md"
TEN = 10
WORDING = 60  # code points of a wording in the list
UNREAD = "not yet read"


def pairs() -> list[dict[str, Any]]:
    """The pairs that were read, with the remarks."""
    found: list[dict[str, Any]] = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"]
    return found


def listed(pair: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The ten highest markers of a pair, a row each."""
    old, new = (diple.read(BESIDE / "data" / pair[side]) for side in ("old", "new"))
    for marker in diple.compare(old, new).markers[:TEN]:
        wording = f"{shown(marker.old)} → {shown(marker.new)}"
        yield f"{marker.score} {marker.code}", marker.direction, marker.referent, wording, remark(pair, marker)


def shown(evidence: Sequence[Selector]) -> str:
    """The first wording that a marker is on, cut where it is long; a dash where there is none."""
    text = evidence[0].exact if evidence else "–"
    return text if len(text) <= WORDING else f"{text[:WORDING].rstrip()} …"


def remark(pair: dict[str, Any], marker: Marker) -> str:
    """What was said of a marker."""
    said: str = remark_on(pair, marker).get("says", UNREAD)
    return said


def verdict(pair: dict[str, Any], marker: Marker) -> str | None:
    """Whether a reader found a marker right, badly said or wrong; None where it is not judged."""
    return remark_on(pair, marker).get("verdict")


def remark_on(pair: dict[str, Any], marker: Marker) -> dict[str, str]:
    """The first remark on a marker's code of which the words occur in what it claims, or an empty one.

    The quotations are not searched: another claim on the same sentences was not read.
    """
    claim = f"{marker.referent} {marker.rationale}".casefold()
    remarks = pair.get("remark", ())
    return next((r for r in remarks if r["code"] == marker.code and r["word"].casefold() in claim), {})


def measured(comparer: Comparer) -> Part:
    """Of the ten highest markers of each pair: those judged, and of these those wrong and those badly said."""
    part = Part("successive", "The ten highest markers, read")
    verdicts = [verdict(pair, marker) for pair in pairs() for marker in ten_of(pair, comparer)]
    judged = [each for each in verdicts if each]
    part.figures["reading judged"] = Figure(len(judged), len(verdicts))
    part.figures["reading wrong"] = Figure(judged.count("wrong"), len(judged))
    part.figures["reading badly said"] = Figure(judged.count("badly"), len(judged))
    return part


def ten_of(pair: dict[str, Any], comparer: Comparer) -> Sequence[Marker]:
    """The ten highest markers of a pair."""
    old, new = (diple.read(BESIDE / "data" / pair[side]) for side in ("old", "new"))
    return comparer.markers(old, new, pair["title"])[:TEN]


def to_judge() -> Iterator[str]:
    """Remarks to fill in, as reading.toml has them, for the markers that have no verdict."""
    for pair in pairs():
        yield f"# {pair['title']}"
        for marker in ten_of(pair, Comparer()):
            if verdict(pair, marker) is None:
                wording = f"{shown(marker.old)} → {shown(marker.new)}"
                word = json.dumps(marker.rationale, ensure_ascii=False)
                yield f"# {marker.score} {marker.direction}, {marker.referent}: {wording}"
                yield f'  {{ code = "{marker.code}", word = {word}, verdict = "", says = "" }},'


def lists() -> Iterator[str]:
    """The lists, pair by pair."""
    for pair in pairs():
        yield f"### {pair['title']}"
        yield pair["says"]
        yield markdown(("", "direction", "with regard to", "wording", "read as"), list(listed(pair)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="make reading", description="What do the markers of real statements say?")
    parser.add_argument("--write", action="store_true", help=f"keep the lists in {PAGE.name}")
    parser.add_argument(
        "--unread", action="store_true", help="print remarks to fill in for the markers without a verdict"
    )
    arguments = parser.parse_args()
    if not (BESIDE / "data").is_dir():
        print(f"The statements are not here: {BESIDE / 'data'}", file=sys.stderr)
        return 1
    if arguments.unread:
        print("\n".join(to_judge()))
        return 0
    text = "\n\n".join(lists())
    print(text)
    if arguments.write:
        write(PAGE, text)
    unread = text.count(UNREAD)
    print(f"\n{unread} markers not yet read" if unread else "\nevery marker was read", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
