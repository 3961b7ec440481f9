"""Makes pages: each manner of a site (`manners/*.html`) filled with the words of a language (`words.toml`).

A manner names the words that it shows, and how: `$menu_li` is the menu as items of a list. What of them is the
statement is wanted, all else is not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent
MANNERS = tuple(sorted(path.stem for path in (HERE / "manners").glob("*.html")))
_LISTS = ("menu", "sections", "missions", "path", "related", "share", "tools", "tags", "foot", "languages")
_NEUTRAL = ("date", "heading")


@dataclass(frozen=True, slots=True)
class Form:
    """How long a statement is, and what in it is a link: nothing, the states that joined it, or its items too."""

    name: str
    paragraphs: int
    linked_states: bool
    linked_items: bool


FORMS = (Form("short", 2, False, False), Form("long", 4, True, False), Form("linked", 4, True, True))


@dataclass(frozen=True, slots=True)
class Made:
    """A page, the pieces of it that are its statement, and those that are not."""

    manner: str
    language: str
    form: str
    source: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def pages(manners: Sequence[str] = MANNERS) -> Iterator[Made]:
    """One page for each manner, language and form."""
    for manner, language, form in product(manners, _words(), FORMS):
        yield made(manner, language, form)


def made(manner: str, language: str, form: Form) -> Made:
    """The page of a manner in a language. Raises KeyError for words that a manner names and nobody has."""
    words = _words()[language]
    template = Template((HERE / "manners" / f"{manner}.html").read_text(encoding="utf-8"))
    source = template.substitute(_fragments(words, language, form))
    names = {name.rstrip("0123456789").partition("_")[0] for name in template.get_identifiers()}
    unwanted = dict.fromkeys(piece for name in sorted(names) for piece in _pieces(name, words, source))
    return Made(manner, language, form.name, source, tuple(_statement(words, form)), tuple(unwanted))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


def _pieces(name: str, words: Mapping[str, Any], source: str) -> list[str]:
    """The pieces that a page shows under a name, save the statement and its date."""
    if name in _NEUTRAL or name in ("body", "agreed", "joined", "items", "states") or name not in words:
        return []
    pieces = [words[name]] if isinstance(words[name], str) else list(words[name])
    pieces += words["teasers"] if name == "related" else []
    return [piece for piece in pieces if piece in source]


def _statement(words: Mapping[str, Any], form: Form) -> list[str]:
    pieces = [words["heading"], *words["body"][: form.paragraphs]]
    if form.linked_states:
        pieces += [words["agreed"], *words["items"], words["joined"], *words["states"]]
    return pieces


def _fragments(words: Mapping[str, Any], language: str, form: Form) -> dict[str, str]:
    """What a manner may name, as it is written in a page."""
    found = {name: value for name, value in words.items() if isinstance(value, str)}
    found |= {f"{name}{at}": piece for name in words for at, piece in enumerate(words[name]) if name in _indexed(words)}
    found |= {f"{name}_{way}": write(words[name]) for name in _LISTS for way, write in _WAYS.items()}
    found |= {f"body_{way}": write(words, form) for way, write in _BODIES.items()}
    found |= {f"{name}_title": words[name][0] for name in ("menu", "missions", "sections")}
    found["related_teasers"] = _teasers(words)
    found["related_dated"] = "".join(
        f'<li><a href="/n{at}.html">{title}</a><span>2032-01-{at + 11}</span></li>'
        for at, title in enumerate(words["related"])
    )
    return found | {
        "lang": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "skip": words["path"][0],
        "back": words["path"][2],
    }


def _indexed(words: Mapping[str, Any]) -> list[str]:
    return [name for name, value in words.items() if not isinstance(value, str)]


def _links(pieces: Sequence[str]) -> list[str]:
    return [f'<a href="/{at}.html">{piece}</a>' for at, piece in enumerate(pieces)]


def _nested(pieces: Sequence[str]) -> str:
    first, *rest = _links(pieces)
    return f"<ul><li>{first}<ul>{''.join(f'<li>{link}</li>' for link in rest)}</ul></li></ul>"


_WAYS: dict[str, Callable[[Sequence[str]], str]] = {
    "li": lambda pieces: "".join(f"<li>{link}</li>" for link in _links(pieces)),
    "a": lambda pieces: " ".join(_links(pieces)),
    "td": lambda pieces: "".join(f"<td>{link}</td>" for link in _links(pieces)),
    "br": lambda pieces: "<br>".join(_links(pieces)),
    "div": lambda pieces: "".join(f"<div>{link}</div>" for link in _links(pieces)),
    "bars": lambda pieces: " | ".join(_links(pieces)),
    "arrows": lambda pieces: " &gt; ".join(_links(pieces)),
    "nested": _nested,
    "plain": lambda pieces: "".join(f"<div>{piece}</div>" for piece in pieces),
}


def _teasers(words: Mapping[str, Any]) -> str:
    return "".join(
        f'<div class="row"><h3><a href="/{at}.html">{title}</a></h3><p>{teaser}</p></div>'
        for at, (title, teaser) in enumerate(zip(words["related"], words["teasers"], strict=True))
    )


def _parts(words: Mapping[str, Any], form: Form) -> tuple[list[str], list[str], list[str]]:
    """The paragraphs, the items and the states, as links where the form says so."""
    paragraphs = list(words["body"][: form.paragraphs])
    if not form.linked_states:
        return paragraphs, [], []
    items = _links(words["items"]) if form.linked_items else list(words["items"])
    return paragraphs, items, _links(words["states"])


def _in_paragraphs(words: Mapping[str, Any], form: Form, tag: str = "p") -> str:
    paragraphs, items, states = _parts(words, form)
    text = "".join(f"<{tag}>{paragraph}</{tag}>\n" for paragraph in paragraphs)
    if not states:
        return text
    text += f"<{tag}>{words['agreed']}</{tag}><ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"
    return f"{text}<{tag}>{words['joined']}</{tag}><ul>{''.join(f'<li>{state}</li>' for state in states)}</ul>"


def _in_lines(words: Mapping[str, Any], form: Form) -> str:
    paragraphs, items, states = _parts(words, form)
    lines = [*paragraphs, *([words["agreed"], *items, words["joined"], *states] if states else ())]
    return "<br>\n<br>\n".join(lines)


_BODIES: dict[str, Callable[[Mapping[str, Any], Form], str]] = {
    "p": _in_paragraphs,
    "div": lambda words, form: _in_paragraphs(words, form, "div"),
    "br": _in_lines,
}
