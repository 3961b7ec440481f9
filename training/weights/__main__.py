"""Fits the coefficients of weights and writes them: `make weights`.

    python -m training.weights [--all] [--check]

Half of the pairs of the briefs are set aside; `--all` fits on all of them. `--check` writes nothing and prints the
figures only. Needs scikit-learn (extra "weights") and the texts in `../shared`.
"""

from __future__ import annotations

import argparse

from training.weights.fitting import Table, cross_validated, fitted
from training.weights.reliability import report
from training.weights.sources import briefs, cases, documented, edits, own, own_briefs, sealed_texts, versions
from training.weights.writing import write


def main() -> None:
    """Read the sources, cross-validate, print the figures, fit on everything and write the file."""
    parser = argparse.ArgumentParser(prog="python -m training.weights")
    parser.add_argument("--all", action="store_true", help="fit on all pairs of the briefs, not on the open half")
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()
    read = briefs(sealed=options.all)
    read += own_briefs([] if options.all else sealed_texts())
    table = Table([row for one in read for row in one.rows] + [*edits(), *cases(), *documented(), *versions(), *own()])
    values = cross_validated(table)
    model = fitted(table, values)
    print("\n".join(report(table, values, model, read)))
    if not options.check:
        write(model, everything=options.all)


if __name__ == "__main__":
    main()
