"""Why there is a marker, in a language of the interface: what the packs and the rules say in English, put into it.

A rule writes sentences around quotes of the texts. `reasons.toml` has each sentence with places for what it quotes or
names, in English and in the other languages; a sentence is recognised by its English words. The glosses of phrases are
left out, since the lexicon has them in English alone. Where a sentence is not known, what the kind means is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

Entry = Mapping[str, str]
"""What is said in each language, by its tag; `en` is what is looked for."""

_PLACE = re.compile(r"(“?)\{(\w+)\}(”?)")
_MARK, _QUOTES = re.compile("[“”]"), re.compile("“(\ue000[0-9]+\ue001)”")
_GLOSS = re.compile("(?<=”) \\([^()\ue000]*\\)")
_MASK = "\ue000{}\ue001"
_MASKED = re.compile("\ue000([0-9]+)\ue001")
_OF_TEXTS = ("held", "since", "text", "texts", "first", "last")  # places in which texts of a series are named
_NUMBERS = ("n", "m", "n_old", "m_old")
_STOPS = ".!?。！？…"


class Template(NamedTuple):
    """A sentence or phrase with its places as an expression, how many letters of it are its own, and its entry."""

    expression: re.Pattern[str]
    letters: int
    entry: Entry


class Masked(NamedTuple):
    """A text with numbers in place of what is between its outer quotation marks, and what was there."""

    text: str
    quotes: Sequence[str]

    def whole(self, text: str) -> str:
        """A part of the text with its quotes back in their places."""
        return _MASKED.sub(lambda found: self.quotes[int(found[1])], text)


def meaning(language: str, code: str, english: str) -> str:
    """What a kind of marker means; as it is where its pack says it otherwise."""
    return _known("means", code, english, language)


def guard(language: str, code: str, english: str) -> str:
    """What looks like a kind of marker and is not; as it is where its pack says it otherwise."""
    return _known("guards", code, english, language)


def reading(language: str, english: str) -> str:
    """How others read a concept; as it is where its pack says it otherwise."""
    known = (entry for entry in _table()["readings"].values() if entry["en"] == english)
    return next((entry[language] for entry in known), english)


def term(language: str, reason: str) -> str:
    """Why a term of a score is there."""
    return _put(language, "terms", Masked(reason, ())) or reason


def referent(language: str, said: str) -> str:
    """What a marker bears on: words of ours around those of the texts; words of the texts alone stay as they are."""
    return said if language == "en" else _put(language, "referents", _masked(said)) or said


def rationale(language: str, code: str, said: str) -> str:
    """Why there is a marker, sentence by sentence; what its kind means where a sentence is not known."""
    if language == "en":
        return said
    told = _sentences(language, _masked(said))
    if told is None:
        known = _table()["means"].get(code)
        told = [known[language]] if known else [said]
    return "".join(_stopped(language, sentence) for sentence in told if sentence).rstrip()


def threshold(language: str, name: str, level: str, least: int) -> str:
    """From which score on a level is reached: `own` of the level that a marker has, `above` of the next."""
    return _table()["verdicts"][name][language].format(level=level, least=least)


def knows(said: str) -> bool:
    """Whether every sentence of a rationale is known."""
    return _sentences("en", _masked(said)) is not None


def _known(table: str, code: str, english: str, language: str) -> str:
    entry = _table()[table].get(code, {})
    return entry[language] if entry.get("en") == english else english


def _sentences(language: str, said: Masked) -> list[str] | None:
    """The sentences of a text in a language; None where one is not known."""
    told, at = [], 0
    while at < len(said.text):
        found = ((template, template.expression.match(said.text, at)) for template in _templates("sentences"))
        known = next(((template, match) for template, match in found if match), None)
        if known is None:
            return None
        told.append(_filled(language, known[0].entry, known[1], said))
        at = known[1].end()
    return told


def _put(language: str, table: str, said: Masked) -> str:
    """A phrase in a language; empty where it is not known."""
    for template in _templates(table):
        if match := template.expression.fullmatch(said.text):
            return _filled(language, template.entry, match, said)
    return ""


def _filled(language: str, entry: Entry, match: re.Match[str], said: Masked) -> str:
    values = {name: _value(language, name, value, said) for name, value in match.groupdict().items()}
    return _PLACE.sub(lambda place: f"{place[1]}{values[place[2]]}{place[3]}", entry[language])


def _value(language: str, name: str, value: str, said: Masked) -> str:
    """What is in a place: a name of ours, such as that of a language, texts of the series, or else words of a text."""
    if name in _OF_TEXTS:
        return _put(language, "texts", said._replace(text=value)) or said.whole(_requoted(language, value))
    entry = _table()["names"].get(value)
    return entry[language] if entry else said.whole(_requoted(language, value))


def _requoted(language: str, value: str) -> str:
    """Quotes inside a value in the quotation marks of a language."""
    marks = _table()["quotes"]
    return _QUOTES.sub(lambda found: f"{marks['open'][language]}{found[1]}{marks['close'][language]}", value)


def _stopped(language: str, sentence: str) -> str:
    """A sentence with its full stop; one that ends with that of a quote has it."""
    stop = _table()["quotes"]["stop"][language]
    bare = sentence.rstrip("”»\u202f")
    return sentence + (stop[1:] if bare.endswith(tuple(_STOPS)) else stop)


def _masked(said: str) -> Masked:
    """A text with its outer quotes masked and the glosses behind them left out; white space is one blank."""
    kept: list[str] = []
    made, depth, start = "", 0, 0
    for found in _MARK.finditer(said):
        opens = found[0] == "“"
        if opens and depth == 0:
            made, start = made + said[start : found.end()], found.end()
        depth += 1 if opens else -1
        if not opens and depth == 0:
            made += _MASK.format(len(kept))
            kept.append(said[start : found.start()])
            start = found.start()
    return Masked(_GLOSS.sub("", " ".join((made + said[start:]).split())), kept)


@cache
def _table() -> dict[str, dict[str, Entry]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))


@cache
def _templates(table: str) -> tuple[Template, ...]:
    """The templates of a table, those with most words of their own first."""
    made = (_template(entry, ends=table == "sentences") for entry in _table()[table].values())
    return tuple(sorted(made, key=lambda template: -template.letters))


def _template(entry: Entry, *, ends: bool) -> Template:
    pieces = list(_pieces(entry["en"]))
    written = "".join(expression for expression, _ in pieces)
    free = entry["en"].endswith("}")
    stop = (r"(?:\. (?=It (?:was|bears) )|\.?$)" if free else r"\.?(?: |$)") if ends else ""
    return Template(re.compile(written + stop), sum(letters for _, letters in pieces), entry)


def _pieces(english: str) -> Iterator[tuple[str, int]]:
    """The parts of a template as expressions, each with how many letters of its own it has."""
    at = 0
    for place in _PLACE.finditer(english):
        yield re.escape(english[at : place.start()]), place.start() - at
        quoted = place[1] and place[3]
        inside = "\ue000[0-9]+\ue001" if quoted else "[0-9]+" if place[2] in _NUMBERS else ".+?"
        yield f"{place[1]}(?P<{place[2]}>{inside}){place[3]}", 0
        at = place.end()
    yield re.escape(english[at:]), len(english) - at
