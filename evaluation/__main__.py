"""Measures whether the markers are what an expert would write: `python -m evaluation`.

Exit 0 where no figure fell under its floor, 1 where one did. With `--only` no floor is held: it measures a part, and
writes and pins that part alone.
"""

from __future__ import annotations

import argparse
import sys

from evaluation import markdown, page
from evaluation.corpora import ROOT
from evaluation.evaluate import RISING, Evaluation, evaluate
from evaluation.figures import bars, floors, raised, write_floors

PAGE = ROOT / "docs" / "evaluation.md"
PAGE_OF_LANGUAGES = ROOT / "docs" / "languages.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make eval", description="Are the markers what an expert would write?")
    parser.add_argument(
        "--write", action="store_true", help=f"keep the figures in {PAGE.name} and {PAGE_OF_LANGUAGES.name}"
    )
    parser.add_argument("--raise", action="store_true", dest="raising", help="pin what became better in floors.toml")
    parser.add_argument("--failures", action="store_true", help="list what fails, but for the third held back")
    parser.add_argument(
        "--sealed",
        action="store_true",
        help="measure the sealed halves too, of which only sums are printed: once, at the end",
    )
    parser.add_argument(
        "--whole", action="store_true", help="measure all pairs of versions, of which else some are taken"
    )
    parser.add_argument("--only", default="", help="corpora or modules, separated by commas: briefs,edits,structure")
    arguments = parser.parse_args()
    found = evaluate(
        lambda step: print(f"… {step}", file=sys.stderr, flush=True),
        sealed=arguments.sealed,
        whole=arguments.whole,
        only=arguments.only.split(",") if arguments.only else (),
    )
    text = page.as_text(found)
    print(text)
    if arguments.failures:
        print(f"\n{page.failures(found)}")
    if arguments.write:
        write(found, whole=not arguments.only)
    if arguments.raising:
        pinned = found.pinned_of_corpora if arguments.only else found.pinned
        write_floors(raised(floors(), pinned, found.digests, RISING))
    return 0 if arguments.only else verdict(found)


def write(found: Evaluation, *, whole: bool) -> None:
    """Keeps the figures in the pages of which all was measured."""
    if whole and not found.absent:
        markdown.write(PAGE, page.of_one_language(found))
    if found.measured.issuperset(page.OF_LANGUAGES):
        markdown.write(PAGE_OF_LANGUAGES, page.of_languages(found))
    if found.absent or not whole:
        print("A page with gaps would say less than the one there is: it stays as it is.", file=sys.stderr)


def verdict(found: Evaluation) -> int:
    """Says which bars and floors hold; 1 where a floor fell."""
    measured = [bar for bar in bars() if bar.figure in found.figures]
    held = sum(bar.held(found.figures[bar.figure].share) for bar in measured)
    print(f"\n{held} bars held, {len(measured) - held} not")
    pinned = floors()
    changed = [name for name, digest in found.digests.items() if pinned.corpora.get(name, digest) != digest]
    if changed:
        print(f"Other texts than the floors were pinned on (`--raise` pins these): {', '.join(changed)}")
    fallen = pinned.fallen(found.figures | found.sampled)
    print("\n".join(f"fallen: {line}" for line in fallen) or "no floor fell")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
