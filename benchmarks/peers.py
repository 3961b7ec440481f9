"""Diple and the tools that it is measured beside, each in two steps: comparing, which is timed, and reading its marks.

Marks are two lists of (state, text), one a side, which hold the text in order: "=" kept, "x" changed, "m" moved.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.statements import Pair
from diple.model import Segment
from diple.result import Comparison

Marked = list[tuple[str, str]]
Marks = tuple[Marked, Marked]


@dataclass(frozen=True, slots=True)
class Tool:
    """A way to compare: `prepare` gives, for a pair and a folder, what is timed; `marks` reads its result.

    A result that is a number and a thing is one that timed itself: milliseconds, and the result proper.
    """

    name: str
    needs: str
    here: Callable[[], bool]
    prepare: Callable[[Pair, Path], Callable[[], Any]]
    marks: Callable[[Pair, Any], Marks]


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and the result; a tool that runs in a process of its own measures its time itself."""
    begun = time.perf_counter()
    result = run()
    spent = (time.perf_counter() - begun) * 1000
    return result if isinstance(result, tuple) and isinstance(result[0], float) else (spent, result)


# Diple.


def _diple(markers: bool) -> Callable[[Pair, Path], Callable[[], Any]]:
    import diple

    return lambda pair, _: lambda: diple.compare(pair.old, pair.new, markers=markers)


def marks_of_comparison(_: Pair, comparison: Comparison) -> Marks:
    """What Diple shows as changed (noise apart) and as moved."""
    return _side(comparison, "old"), _side(comparison, "new")


def _side(comparison: Comparison, side: str) -> Marked:
    text = getattr(comparison, side).text
    state = bytearray(b"=" * len(text))
    segments: Iterable[Segment] = comparison.segments
    for segment in segments:
        for span in getattr(segment, side) if segment.moved else ():
            state[span.start : span.end] = b"m" * (span.end - span.start)
    for change in comparison.counting:
        quote = getattr(change, side)
        if quote:
            state[quote.start : quote.end] = b"x" * (quote.end - quote.start)
    return [(chr(found[0][0]), text[found.start() : found.end()]) for found in re.finditer(rb"=+|x+|m+", state)]


# Word by word, with the standard library and with diff-match-patch.


def _difflib(pair: Pair, _: Path) -> Callable[[], Any]:
    def run() -> Any:
        old, new = pair.old.split(), pair.new.split()
        return old, new, SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    return run


def _marks_of_opcodes(_: Pair, result: Any) -> Marks:
    old, new, opcodes = result
    sides: Marks = [], []
    for kind, a, b, c, d in opcodes:
        state = "=" if kind == "equal" else "x"
        sides[0].append((state, "".join(old[a:b])))
        sides[1].append((state, "".join(new[c:d])))
    return sides


def _diff_match_patch(pair: Pair, _: Path) -> Callable[[], Any]:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0

    def run() -> Any:
        diffs = differ.diff_main(pair.old, pair.new)
        differ.diff_cleanupSemantic(diffs)
        return diffs

    return run


def _diff_match_patch_words(pair: Pair, _: Path) -> Callable[[], Any]:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0

    def run() -> Any:
        letters: dict[str, str] = {}
        old, new = (
            "".join(letters.setdefault(piece, chr(0x10000 + len(letters))) for piece in text.split())
            for text in (pair.old, pair.new)
        )
        pieces = list(letters)
        diffs = differ.diff_main(old, new, False)
        return [(kind, "".join(pieces[ord(letter) - 0x10000] for letter in text)) for kind, text in diffs]

    return run


def _marks_of_diffs(_: Pair, diffs: Iterable[tuple[int, str]]) -> Marks:
    sides: Marks = [], []
    for kind, text in diffs:
        for side, absent in ((0, 1), (1, -1)):
            if kind != absent:
                sides[side].append(("x" if kind else "=", text))
    return sides


# redlines and lxml's htmldiff.


def _redlines(pair: Pair, _: Path) -> Callable[[], Any]:
    from redlines import Redlines

    def run() -> Any:
        found = Redlines(pair.old, pair.new)
        return found, found.output_markdown

    return run


def _marks_of_redlines(_: Pair, result: Any) -> Marks:
    sides: Marks = [], []
    for found in result[0]._diff_operations:
        kind, a, b, c, d = found.opcodes
        state = "=" if kind == "equal" else "x"
        for marked, pieces in zip(sides, (found.source_chunk.text[a:b], found.test_chunk.text[c:d]), strict=True):
            marked.append((state, "".join(pieces).replace("\N{PILCROW SIGN}", "")))
    return sides


def _htmldiff(pair: Pair, _: Path) -> Callable[[], Any]:
    from lxml.html.diff import htmldiff

    old, new = (_as_html(text) for text in (pair.old, pair.new))
    return lambda: htmldiff(old, new)


def _as_html(text: str) -> str:
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in text.strip().split("\n\n"))


class _Tags(HTMLParser):
    """Text with the state that the tags around it give."""

    def __init__(self, states: dict[str, str]) -> None:
        super().__init__()
        self.states, self.open, self.found = states, list[str](), Marked()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        self.open.append(next((name for name in ("moved", "note") if name in kind), tag))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "note" not in self.open:  # what the tool says of the text, not the text
            state = next((self.states[tag] for tag in reversed(self.open) if tag in self.states), "=")
            self.found.append((state, data))


def _tagged(text: str, states: dict[str, str]) -> Marked:
    parser = _Tags(states)
    parser.feed(text)
    parser.close()
    return parser.found


def _marks_of_tags(_: Pair, result: str) -> Marks:
    found = _tagged(result, {"ins": "+", "del": "-"})
    old = [("x" if state == "-" else "=", text) for state, text in found if state != "+"]
    return old, [("x" if state == "+" else "=", text) for state, text in found if state != "-"]


# git.


def _git(pair: Pair, folder: Path) -> Callable[[], Any]:
    old, new = written(pair, folder, "txt")
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000", str(old), str(new)]
    return lambda: subprocess.run(command, capture_output=True, check=False).stdout


def written(pair: Pair, folder: Path, ending: str) -> tuple[Path, Path]:
    """Both texts as files of that folder, NAME-old and NAME-new."""
    paths = folder / f"{pair.name}-old.{ending}", folder / f"{pair.name}-new.{ending}"
    for path, text in zip(paths, (pair.old, pair.new), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def _marks_of_porcelain(pair: Pair, printed: bytes) -> Marks:
    lines = printed.decode().split("@@\n", 1)[-1].split("\n")
    kinds = {" ": 0, "-": -1, "+": 1}
    return _marks_of_diffs(pair, ((kinds[line[0]], line[1:] + " ") for line in lines if line[:1] in kinds))


# prosediff.


def _prosediff(pair: Pair, folder: Path) -> Callable[[], Any]:
    import prosediff

    old, new = written(pair, folder, "md")
    options = prosediff.Options(context=None)
    return lambda: prosediff.compare_paths(old, new, options=options)


def _marks_of_rows(_: Pair, result: Any) -> Marks:
    whole = {"delete": "x", "insert": "x", "moved-out": "m", "moved-in": "m"}
    sides: Marks = [], []
    for row in (row for file in result.files for row in file.rows):
        for marked, cell in zip(sides, (row.left, row.right), strict=True):
            base = whole.get(row.kind, "=")
            parts = _tagged(str(cell), {"ins": "x", "del": "x", "moved": "m"})
            marked += [(state if state != "=" else base, text) for state, text in parts]
    return sides


# wikidiff2, an extension of PHP.

_PHP = """
[$old, $new] = [file_get_contents($argv[1]), file_get_contents($argv[2])];
$begun = hrtime(true);
$found = wikidiff2_inline_json_diff($old, $new, 1000000);
echo (hrtime(true) - $begun) / 1e6, "\\n", $found;
"""


def _has_wikidiff2() -> bool:
    if not shutil.which("php"):
        return False
    return "wikidiff2" in subprocess.run(["php", "-m"], capture_output=True, text=True, check=False).stdout


def _wikidiff2(pair: Pair, folder: Path) -> Callable[[], Any]:
    command = ["php", "-d", "memory_limit=-1", "-r", _PHP, *map(str, written(pair, folder, "txt"))]

    def run() -> tuple[float, Any]:
        spent, found = subprocess.run(command, capture_output=True, check=True).stdout.split(b"\n", 1)
        return float(spent), found

    return run


def _marks_of_lines(_: Pair, printed: bytes) -> Marks:
    sides: Marks = [], []
    for line in json.loads(printed)["diff"]:
        raw, base = line["text"].encode(), "m" if line["type"] in (4, 5) else "="
        if line["type"] in (0, 2, 3, 4):
            sides[0].extend(_ranges(raw, line, "x" if line["type"] == 2 else base, gone=1))
        if line["type"] in (0, 1, 3, 5):
            sides[1].extend(_ranges(raw, line, "x" if line["type"] == 1 else base, gone=0))
    return sides


def _ranges(raw: bytes, line: dict[str, Any], base: str, gone: int) -> Iterator[tuple[str, str]]:
    """The line of one side: highlighted ranges (in bytes) are its own (type `gone`) or the other side's."""
    at = 0
    for mark in line.get("highlightRanges", ()):
        yield base, raw[at : mark["start"]].decode()
        at = mark["start"] + mark["length"]
        if mark["type"] == gone:
            yield "x", raw[mark["start"] : at].decode()
    yield base, raw[at:].decode()


def _installed(module: str) -> Callable[[], bool]:
    return lambda: find_spec(module) is not None


DIFFLIB = "difflib, words"
DIPLE, DIPLE_MARKS = "diple, changes only", "diple, with markers"

TOOLS = (
    Tool(DIPLE_MARKS, "", lambda: True, _diple(markers=True), marks_of_comparison),
    Tool(DIPLE, "", lambda: True, _diple(markers=False), marks_of_comparison),
    Tool(DIFFLIB, "", lambda: True, _difflib, _marks_of_opcodes),
    Tool("diff-match-patch, words", "", lambda: True, _diff_match_patch_words, _marks_of_diffs),
    Tool("diff-match-patch, characters", "", lambda: True, _diff_match_patch, _marks_of_diffs),
    Tool("redlines", "pip install redlines", _installed("redlines"), _redlines, _marks_of_redlines),
    Tool("prosediff", "pip install prosediff", _installed("prosediff"), _prosediff, _marks_of_rows),
    Tool("lxml htmldiff", "", lambda: True, _htmldiff, _marks_of_tags),
    Tool("git --word-diff", "git", lambda: shutil.which("git") is not None, _git, _marks_of_porcelain),
    Tool("wikidiff2 (C++)", "apt-get install php-cli php-wikidiff2", _has_wikidiff2, _wikidiff2, _marks_of_lines),
)
