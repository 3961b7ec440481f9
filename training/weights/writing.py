"""Writes the fitted coefficients as `weights.toml`, versioned like a pack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from training.weights.fitting import MODES, Fit

PLACE = Path(__file__).parents[2] / "service" / "diple" / "mark" / "weigh" / "weights.toml"
VERSION = "1.0.0"
HEAD = '''# Written by `make weights`; docs/weights.md says how. Do not edit by hand.
[weights]
name = "diple-weights"
version = "{version}"
source = """Fitted on IteraTeR-HUMAN (Du et al., ACL 2022; Apache-2.0), briefs of successive statements \
({half}), documented and invented cases, and silent edits of published pages."""
licence = "Apache-2.0"
'''


def write(fit: Fit, *, everything: bool) -> None:
    """The file: means of the features, then for each mode the intercept, the coefficients and the map's points."""
    half = "all pairs" if everything else "the open half of the pairs"
    lines = [HEAD.format(version=VERSION, half=half), "[means]"]
    lines += [f"{name} = {float(mean):.6f}" for name, mean in zip(fit.names, fit.means, strict=True)]
    lines += [f"words = {fit.word_mean:.6f}", "", *words(fit)]
    for mode in MODES:
        lines += ["", f"[{mode}]", f"intercept = {fit.intercepts[mode]:.6f}"]
        lines.append(f"points = [{', '.join(f'[{value}, {share}]' for value, share in fit.points[mode])}]")
        lines += ["", f"[{mode}.coefficients]"]
        slopes = fit.coefficients[mode] / fit.scales
        lines += [f"{name} = {float(slope):.6f}" for name, slope in zip(fit.names, slopes, strict=True)]
    PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def words(fit: Fit) -> Iterator[str]:
    """The coefficients of words, a table for each language; without those that round to nothing."""
    known = zip(fit.vocabulary, fit.words, strict=True)
    parted = [(*name.split(":")[1:], round(float(slope), 3)) for name, slope in known]
    for language, group in groupby(parted, key=itemgetter(0)):
        yield f"[words.{language}]"
        yield from (f'"{stem}" = {slope}' for _, stem, slope in group if slope)
