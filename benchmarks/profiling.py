"""Where the time of one comparison goes: `python -m benchmarks.profiling [NAME] [--no-markers]`."""

from __future__ import annotations

import argparse
import cProfile
import pstats

from benchmarks.pairs import SIZES, statement


def main() -> None:
    import diple

    parser = argparse.ArgumentParser(prog="make profile", description="Where the time of one comparison goes.")
    parser.add_argument("name", nargs="?", choices=SIZES, default="s60k")
    parser.add_argument("--no-markers", action="store_true")
    arguments = parser.parse_args()
    pair = statement(arguments.name, 7)
    diple.compare("Warm. Up.", "Warmed. Up.")
    with cProfile.Profile() as profile:
        diple.compare(pair.old, pair.new, markers=not arguments.no_markers)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
