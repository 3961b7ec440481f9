"""Changes that experts pass over: none may have a marker."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation import corpora
from evaluation.comparing import Comparer, statement
from evaluation.figures import Figure, Part
from evaluation.judging import in_a_line, loud

FRAMES = Path(__file__).with_name("controls.toml")


def pairs() -> Iterator[tuple[str, str, str, str]]:
    """Id, language, old and new text of each control; a row that lists alternatives gives one pair for each."""
    frames = tomllib.loads(FRAMES.read_text(encoding="utf-8"))
    for row in corpora.rows("controls"):
        frame = frames[row["id"]]
        language = frame.get("language", "en")
        if "frame" not in frame:
            yield row["id"], language, frame["old"], frame["new"]
            continue
        for old, new in zip(row["old"].split("|"), row["new"].split("|"), strict=True):
            yield row["id"], language, framed(frame, old), framed(frame, new)


def framed(frame: dict[str, Any], quoted: str) -> str:
    """A quoted side in its sentence."""
    text: str = frame["frame"].format(quoted)
    return text[0].upper() + text[1:]


def measured(comparer: Comparer) -> Part:
    """Controls with a marker of level notable or above, and with any."""
    part = Part("controls", "Controls")
    marked: dict[str, bool] = {}
    noisy: dict[str, bool] = {}
    for name, language, old, new in pairs():
        markers = comparer.markers(statement(old, language), statement(new, language), name)
        marked[name] = marked.get(name, False) or bool(markers)
        noisy[name] = noisy.get(name, False) or bool(loud(markers))
        part.failures += [f"{name}: {in_a_line(marker)}" for marker in markers]
    part.figures["controls loud"] = Figure(sum(noisy.values()), len(noisy))
    part.figures["controls marked"] = Figure(sum(marked.values()), len(marked))
    return part
