"""Matches drawn in the text: `They [strongly condemn|neg.condemn_strongly] it`; `{name}` means invisible characters."""

import re

from diple.lexicon import Lexicon

_MATCH = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_HIDDEN = {"{shy}": "\u00ad", "{nbsp}": "\u00a0", "{zwsp}": "\u200b", "{nl}": "\n", "{acute}": "\u0301"}


def read_picture(picture):
    """The text, and the set of (wording, concept, start) drawn in it."""
    for name, character in _HIDDEN.items():
        picture = picture.replace(name, character)
    text, drawn, cursor = "", set(), 0
    for found in _MATCH.finditer(picture):
        text += picture[cursor : found.start()]
        drawn |= {(found[1], concept, len(text)) for concept in found[2].split()}
        text += found[1]
        cursor = found.end()
    return text + picture[cursor:], drawn


def pack(tmp_path, body, name="trial"):
    """A lexicon of one small pack, with nothing below it."""
    path = tmp_path / f"{name}.toml"
    path.write_text(f'[pack]\nname = "{name}"\nversion = "1"\nlicense = "CC0-1.0"\n{body}', encoding="utf-8")
    return path


def lexicon_of(tmp_path, body):
    return Lexicon.load([pack(tmp_path, body)], base=Lexicon([]))


def concept(name, ladder="", rank=None, **tables):
    """A concept as TOML; `en=[…]` are forms, `not_in_en=[…]`, `near_en={…}` and so on are conditions."""
    lines = ["[[concept]]", f'id = "{name}"', 'category = "trial"', "weight = 3"]
    if ladder:
        lines.append(f'ladder = "{ladder}"')
    if rank is not None:
        lines.append(f"rank = {rank}")
    for key, value in tables.items():
        table, _, language = key.rpartition("_")
        lines.append(f"{table or 'forms'}.{language} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {_toml(each)}' for key, each in value.items()) + " }"
    return "[" + ", ".join(f'"{each}"' for each in value) + "]"
