"""`make fuzz`: damaged files for the readers, and pairs of damaged texts for the comparison.

`--of readers` and `--of compare` are campaigns of their own, each with its own corpus. Exit 1 where anything but a
DipleError is raised, an input takes more than two seconds of a processor each of three times, or a text cannot be
rebuilt. What is loaded once is loaded before, and the collector passes over it, as in the service. What reaches a
new line of Diple joins the corpus (var/fuzz/readers, var/fuzz/compare), and is damaged further; what fails is kept in
var/fuzz/found. Coverage is that of sys.monitoring (Python 3.12), or of atheris with --atheris; without, there is none.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

import diple
from benchmarks.pairs import statement
from diple.errors import DipleError
from diple.readers import FORMATS

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "var" / "fuzz"
_SLOWEST = 2.0  # seconds of a processor
_TIMES = 3  # that an input must be slower: processors of a shared machine have slow moments
_LARGEST = {"readers": 200_000, "compare": 65_536}
"""Bytes of an input. A pair of 65,536, ten thousand words in which each sentence differs, takes about a second: of a
larger one, two seconds are no sign of a fault."""
_FORMS = sorted(FORMATS)
_BETWEEN = b"\x1e"  # the old and the new text of a pair
_MOST_MOVED = 40  # words that are taken out, put in again or moved at once
_PIECES = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"<p>", b"</p>", b"<ins>", b"<del>", b"<table><tr><td>", b"&#0;", b"\n\n", b"|"),
    *(b"Subject: =?utf-8?q?a?=", b"\n--", b"\xcc\xa7\xcc\x81", "\u200b\u202e\u2028".encode(), b"stream", b"PK\x03\x04"),
    *(b"shall ", b"should ", b"condemn ", b"1. ", b"(a) ", b"; ", "第三条。".encode(), "осуждают ".encode()),
)


def seeds(campaign: str) -> list[bytes]:
    """The samples, and what the readers are tested with; for the comparison, pairs of plain texts."""
    if campaign == "compare":
        return _pairs()
    files = [*(ROOT / "samples").rglob("*.*"), *(ROOT / "tests" / "readers").rglob("*.*")]
    wanted = (".txt", ".md", ".html", ".eml", ".docx", ".odt", ".pdf")
    return [file.read_bytes()[: _LARGEST[campaign]] for file in sorted(files) if file.suffix in wanted]


def _pairs() -> list[bytes]:
    """Pairs of samples of any language, and generated ones with known edits."""
    folders = sorted(file.parent for file in (ROOT / "samples").rglob("old.txt"))
    texts = [[(folder / f"{side}.txt").read_bytes() for side in ("old", "new")] for folder in folders]
    made = [statement("s300", seed) for seed in range(20)]
    return [_BETWEEN.join(pair) for pair in (*texts, *([each.old.encode(), each.new.encode()] for each in made))]


def damaged(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """A content with a few places changed, moved, repeated, or taken from another."""
    made = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at, to = sorted(dice.randrange(len(made) + 1) for _ in range(2))
        kind = dice.randrange(6)
        if kind == 0:
            made[at:at] = dice.choice(_PIECES) * dice.choice((1, 1, 3, 200))
        elif kind == 1:
            del made[at : min(to, at + 1000)]
        elif kind == 2:
            made[at:at] = made[at : min(to, at + 1000)] * dice.choice((1, 2, 20))
        elif kind == 3 and made:
            made[at % len(made)] = dice.randrange(256)
        elif kind == 4:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            made[at:to] = other[start : start + dice.randrange(1000)]
        else:
            made[at:at] = str(dice.choice((-1, 0, 2**31, 2**63, 1e308))).encode()
    return bytes(made)


def reworded(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """A pair with words of one text left out, moved, repeated, or taken from another pair; now and then damaged."""
    if dice.randrange(4) == 0:
        return damaged(content, others, dice)
    old, _, new = content.partition(_BETWEEN)
    words = (new or old).split(b" ")
    for _ in range(dice.choice((1, 2, 4, 16))):
        at = dice.randrange(len(words) + 1)
        piece = words[at : at + dice.randrange(_MOST_MOVED)]
        if dice.randrange(2):
            del words[at : at + len(piece)]
        if dice.randrange(3) == 0:
            other = dice.choice(others).replace(_BETWEEN, b" ").split(b" ")
            start = dice.randrange(len(other))
            piece = other[start : start + dice.randrange(_MOST_MOVED)]
        to = dice.randrange(len(words) + 1)
        words[to:to] = piece
    pair = [old, b" ".join(words)]
    return _BETWEEN.join(reversed(pair) if dice.randrange(8) == 0 else pair)


def read(content: bytes) -> None:
    """Reads a content, in the format that its first byte names if it is one. Raises what is no DipleError."""
    form = _FORMS[content[0] % len(_FORMS)] if content and content[0] < 32 else None
    with suppress(DipleError):
        diple.read(content, format=form)


def compare(content: bytes) -> None:
    """Compares a pair, or two halves. Raises what is no DipleError, and AssertionError."""
    old, between, new = content.partition(_BETWEEN)
    half = len(content) // 2
    with suppress(DipleError):
        _check(diple.compare(*((old, new) if between else (content[:half], content[half:]))))


CAMPAIGNS = {"readers": (read, damaged), "compare": (compare, reworded)}
"""What is done with an input, and how one is made of others."""


def timed(do: Callable[[bytes], None], content: bytes) -> None:
    """Raises AssertionError where it takes too long, each time."""
    least = float("inf")
    for _ in range(_TIMES):
        began = time.process_time()
        do(content)
        least = min(least, time.process_time() - began)
        if least <= _SLOWEST:
            return
    raise AssertionError(f"{least:.1f} s")


def _check(comparison: diple.Comparison) -> None:
    for side in ("old", "new"):
        text = getattr(comparison, side).text
        spans = sorted(span for segment in comparison.segments for span in getattr(segment, side))
        assert "".join(text[span.start : span.end] for span in spans) == text, "a text cannot be rebuilt"


def _warm() -> None:
    """Loads what is loaded once, for each language, and lets the collector of garbage pass over it."""
    for content in _pairs():
        compare(content)
    gc.collect()
    gc.freeze()


class Lines:
    """The lines of Diple that ran for the first time, by sys.monitoring; each costs once."""

    def __init__(self) -> None:
        self.new = False
        watching = getattr(sys, "monitoring", None)
        if watching is None:
            return
        watching.use_tool_id(watching.COVERAGE_ID, "fuzz")
        watching.register_callback(watching.COVERAGE_ID, watching.events.LINE, self._ran)
        watching.set_events(watching.COVERAGE_ID, watching.events.LINE)

    def _ran(self, code: object, _line: int) -> object:
        self.new = self.new or "/diple/" in code.co_filename
        return sys.monitoring.DISABLE

    def reached(self) -> bool:
        """Whether there were new ones since the last question."""
        found, self.new = self.new, False
        return found


def kept(folder: str, content: bytes) -> None:
    (PLACE / folder).mkdir(parents=True, exist_ok=True)
    (PLACE / folder / sha256(content).hexdigest()[:16]).write_bytes(content)


def own(campaign: str, lines: Lines, seconds: float, seed: int) -> int:
    """Fuzzes with our own mutation; how many inputs failed."""
    do, mutated = CAMPAIGNS[campaign]
    dice, failed, count = random.Random(seed), 0, 0
    corpus = seeds(campaign) + [file.read_bytes() for file in sorted((PLACE / campaign).glob("*"))]
    end, first = time.monotonic() + seconds, list(corpus)
    while time.monotonic() < end:
        content = (first.pop() if first else mutated(dice.choice(corpus), corpus, dice))[: _LARGEST[campaign]]
        count += 1
        failed += not _ran(do, content)
        if lines.reached() and not first:
            corpus.append(content)
            kept(campaign, content)
    print(f"{campaign}: {count} inputs, {len(corpus)} in the corpus, {failed} failed", flush=True)
    return failed


def _ran(do: Callable[[bytes], None], content: bytes) -> bool:
    try:
        timed(do, content)
    except Exception:
        kept("found", content)
        traceback.print_exc(limit=-3)
        return False
    return True


def by_atheris(campaign: str, seconds: float, seed: int) -> None:
    """Fuzzes with atheris, which ends the process at the first failure."""
    import atheris

    atheris.instrument_all()
    (PLACE / campaign).mkdir(parents=True, exist_ok=True)
    for content in seeds(campaign):
        kept(campaign, content)
    limits = [f"-max_total_time={seconds:.0f}", f"-max_len={_LARGEST[campaign]}", f"-seed={seed}"]
    atheris.Setup(
        [sys.argv[0], str(PLACE / campaign), *limits, f"-artifact_prefix={PLACE}/"],
        partial(timed, CAMPAIGNS[campaign][0]),
    )
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800, help="of each campaign (default: 1800)")
    parser.add_argument("--seed", type=int, default=7, help="(default: 7)")
    parser.add_argument("--of", choices=CAMPAIGNS, help="one campaign (default: both, one after the other)")
    parser.add_argument("--atheris", action="store_true", help="guided by atheris; needs --of")
    given = parser.parse_args()
    _warm()
    if given.atheris:
        by_atheris(given.of or "compare", given.seconds, given.seed)
    lines, wanted = Lines(), [given.of] if given.of else CAMPAIGNS
    return 1 if sum(own(each, lines, given.seconds, given.seed) for each in wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
