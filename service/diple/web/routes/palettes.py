"""The colours and lines of the page's style sheet, by palette, so that the component has the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DARK = "@media (prefers-color-scheme: dark)"
_TOKEN = re.compile(r"--([\w-]+): ([^;{}]+?)\s*(?:;|$)")
_COLOUR = re.compile(r"#[0-9a-f]{3,6}|transparent")
_LINE = "-line"
_PALETTES = ("legal", "contrast")


def tokens_of(css: str) -> dict[str, dict[str, str]]:
    """The colours of each palette, as one value for light and dark, and its lines."""
    found: dict[str, dict[str, str]] = {}
    for palette, dark, declared in _rules(css):
        tokens = found.setdefault(palette, {})
        for name, value in _TOKEN.findall(declared):
            if _COLOUR.fullmatch(value) or name.endswith(_LINE):
                tokens[name] = f"light-dark({tokens[name]}, {value})" if dark else value
    return found


def _rules(css: str) -> Iterator[tuple[str, bool, str]]:
    """The declarations of each palette, the light ones first, with whether they are those of the dark."""
    for inside in _blocks(css, ":root {"):
        yield "default", False, inside
    for inside in _blocks(css, f"{_DARK} {{\n  :root {{"):
        yield "default", True, inside.partition("}")[0]
    for palette in _PALETTES:
        for inside in _blocks(css, f'[data-palette="{palette}"] {{'):
            light, _, dark = inside.partition(f"{_DARK} {{")
            yield palette, False, light
            yield palette, True, dark.partition("}")[0]


def _blocks(css: str, opening: str) -> Iterator[str]:
    """What is between braces behind each opening that begins a line."""
    for start in re.finditer(rf"^{re.escape(opening)}", css, re.MULTILINE):
        depth, at = opening.count("{"), start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            at += 1
        yield css[start.end() : at - 1]
